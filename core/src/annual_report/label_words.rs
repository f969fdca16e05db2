//! Words of a label as they are compared: without numbers, marks and what CMSs and word processors do to them.

use zwgk_spec::words::annual_report as words;

use crate::chinese::{half_width, is_one, number_of};

/// A label, cleaned once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// Its letters and digits.
    all: String,
    /// Where its words begin behind its number.
    name: usize,
    chars: usize,
}

impl Words {
    /// The words of a text; nothing when it has no letter, as most cells have none.
    pub(super) fn of(text: &str) -> Option<Self> {
        if !text.chars().any(char::is_alphabetic) {
            return None;
        }
        let (mut all, mut chars) = (String::with_capacity(text.len()), 0);
        for c in text.chars().map(half_width).filter(|c| c.is_alphanumeric()) {
            all.push(alike(c));
            chars += 1;
        }
        let name = all.len() - all.trim_start_matches(is_of_number).len();
        Some(Words { all, name, chars })
    }

    /// All of them: a number may belong to a label's words, as in 三类内部事务信息.
    pub(super) fn all(&self) -> &str {
        &self.all
    }

    /// Those behind the number: 1属于国家秘密, 一予以公开.
    pub(super) fn name(&self) -> &str {
        self.all.get(self.name..).unwrap_or_default()
    }

    /// How many characters they are.
    pub(super) fn chars(&self) -> usize {
        self.chars
    }

    /// Whether they are some label's, with or without their number.
    pub(super) fn are(&self, label: &str) -> bool {
        self.all == label || self.name() == label
    }
}

/// Whether a character may belong to the number before a label: 一, 3, ③.
fn is_of_number(c: char) -> bool {
    c.is_numeric() && !c.is_alphabetic() || is_one(c, words::ORDINALS)
}

/// The character that is meant: 其它 is written for 其他.
fn alike(c: char) -> char {
    let number = number_of(c.encode_utf8(&mut [0; 4]), &words::ALIKE_CHARACTERS.words);
    number.and_then(|n| words::ALIKE_CHARACTERS.meanings.get(n)?.chars().next()).unwrap_or(c)
}

/// The unit of money that a head or label names.
pub(super) fn money_unit(text: &str) -> Option<&'static str> {
    words::MONEY_UNITS.iter().copied().find(|unit| text.contains(unit))
}

/// How many characters must be changed, taken out or put in, or two changed about, to make one text of the other.
pub(super) fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_its_letters_behind_its_number() {
        for (text, all, name) in [
            ("（三）不予公开", "三不予公开", "不予公开"),
            ("３．其它", "3其他", "其他"),
            ("③\u{a0}危及“三安全\n一稳定”", "③危及三安全一稳定", "危及三安全一稳定"),
            ("十一、总 计", "十一总计", "总计"),
        ] {
            let words = Words::of(text);
            assert_eq!(words.as_ref().map(|w| (w.all(), w.name())), Some((all, name)), "{text}");
        }
        assert_eq!(Words::of(" 12\u{a0}/"), None);
        assert!(Words::of("三类内部事务信息").is_some_and(|w| w.are("三类内部事务信息")));
    }
}
