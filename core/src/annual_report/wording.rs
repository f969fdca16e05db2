//! Text as it is compared: without white space, brackets of all kinds and digits of both widths alike.

use core::ops::Range;

use zwgk_spec::words::annual_report as words;

use super::Passage;
use super::parts::SectionNumber;
use crate::chinese::{arabic, is_one};

/// A text made plain, with the places of its characters.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// The plain text.
    pub text: String,
    /// Where it comes from: a byte of it and its byte in the text, wherever the two do not go on side by side.
    from: Vec<(usize, usize)>,
}

impl Plain {
    pub(super) fn new(text: &str) -> Self {
        let mut plain = Plain { text: String::with_capacity(text.len()), from: Vec::new() };
        let mut side_by_side = None;
        for (start, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            if side_by_side != Some(start) {
                plain.from.push((plain.text.len(), start));
            }
            let alike = alike(c);
            plain.text.push(alike);
            // What stands for a character of another length begins anew behind it.
            side_by_side = (alike.len_utf8() == c.len_utf8()).then_some(start + c.len_utf8());
        }
        plain
    }

    /// Where a byte of the plain text comes from.
    fn source(&self, at: usize) -> Option<usize> {
        let run = self.from.partition_point(|(plain, _)| *plain <= at).checked_sub(1)?;
        self.from.get(run).map(|(plain, source)| source + (at - plain))
    }

    /// The passage of a section, whose text this is, that a range of the plain text comes from.
    pub(super) fn passage(&self, section: SectionNumber, text: &str, range: Range<usize>) -> Option<Passage> {
        let last = self.text.get(range.clone())?.char_indices().next_back().map(|(at, _)| range.start + at)?;
        let last = self.source(last)?;
        Some(Passage { section, start: self.source(range.start)?, end: last + text.get(last..)?.chars().next()?.len_utf8() })
    }
}

/// A heading's words, without the marks in it that change nothing.
pub(super) fn heading(heading: &str) -> String {
    Plain::new(heading).text.chars().filter(|c| !is_one(*c, words::HEADING_MARKS)).collect()
}

/// The character that stands for all of its kind.
fn alike(c: char) -> char {
    // Most are ideographs, and none of these is a bracket or a digit.
    if ('\u{4e00}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let kinds = [words::OPENING_BRACKETS, words::CLOSING_BRACKETS, words::OPENING_TITLE_MARKS, words::CLOSING_TITLE_MARKS];
    let of_kind = || kinds.iter().find(|kind| is_one(c, kind)).and_then(|kind| kind.first()?.chars().next());
    let digit = || arabic(c).and_then(|digit| char::from_digit(digit, 10));
    of_kind().or_else(digit).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_from_the_plain_text() {
        let text = "依据 （国办公开办函[２０２１]３０ 号）编制";
        let plain = Plain::new(text);
        let range = plain.text.find("〔2021〕30号").map(|at| at..at + "〔2021〕30号".len());
        let passage = range.and_then(|range| plain.passage(0, text, range));
        assert_eq!(passage.and_then(|p| text.get(p.start..p.end)), Some("[２０２１]３０ 号"));
        assert_eq!(plain.passage(0, text, 0..0), None);
        assert_eq!(heading("四、 行政复议,行政诉讼情况："), "四行政复议行政诉讼情况");
    }
}
