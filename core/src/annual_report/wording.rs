//! Text as it is compared: without white space, brackets of all kinds and digits of both widths alike.

use core::ops::Range;

use zwgk_spec::words::annual_report as words;

use super::Passage;
use super::parts::SectionNumber;
use crate::chinese::is_one;

/// A text made plain, with the places of its characters.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// The plain text.
    pub text: String,
    /// Where each byte of it comes from.
    from: Vec<Range<usize>>,
}

impl Plain {
    pub(super) fn new(text: &str) -> Self {
        let mut plain = Plain::default();
        for (start, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let c = alike(c);
            plain.text.push(c);
            let end = text.get(start..).and_then(|rest| rest.chars().next()).map_or(start, |c| start + c.len_utf8());
            plain.from.extend(core::iter::repeat_n(start..end, c.len_utf8()));
        }
        plain
    }

    /// Every place of some words.
    pub(super) fn all<'p>(&'p self, words: &'p [&str]) -> impl Iterator<Item = Range<usize>> + 'p {
        words.iter().flat_map(|word| self.text.match_indices(word)).map(|(at, word)| at..at + word.len())
    }

    /// The passage of a section that a range of the plain text comes from.
    pub(super) fn passage(&self, section: SectionNumber, range: Range<usize>) -> Option<Passage> {
        let start = self.from.get(range.start)?.start;
        let end = self.from.get(range.end.checked_sub(1)?)?.end;
        Some(Passage { section, start, end })
    }
}

/// A heading's words, without the marks in it that change nothing.
pub(super) fn heading(heading: &str) -> String {
    Plain::new(heading).text.chars().filter(|c| !is_one(*c, words::HEADING_MARKS)).collect()
}

/// The character that stands for all of its kind.
fn alike(c: char) -> char {
    // Most are letters, and no letter is a bracket or a digit.
    if c.is_alphabetic() {
        return c;
    }
    let kinds = [words::OPENING_BRACKETS, words::CLOSING_BRACKETS, words::OPENING_TITLE_MARKS, words::CLOSING_TITLE_MARKS];
    let of_kind = kinds.iter().find(|kind| is_one(c, kind)).and_then(|kind| kind.first()?.chars().next());
    let digit = || u32::from(c).checked_sub(u32::from('０')).and_then(|n| char::from_digit(n, 10));
    of_kind.or_else(digit).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_from_the_plain_text() {
        let text = "依据 （国办公开办函[２０２１]３０ 号）编制";
        let plain = Plain::new(text);
        let range = plain.all(&["〔2021〕30号"]).next();
        let passage = range.and_then(|range| plain.passage(0, range));
        assert_eq!(passage.and_then(|p| text.get(p.start..p.end)), Some("[２０２１]３０ 号"));
        assert_eq!(plain.passage(0, 0..0), None);
        assert_eq!(heading("四、 行政复议,行政诉讼情况："), "四行政复议行政诉讼情况");
    }
}
