//! Arguments of messages: keys, numbers, days, quotations. Renderers put them into words.

use zwgk_spec::{TextId, vocabulary};

use crate::{Date, Number};

/// What an input says is echoed at most this many characters long.
pub const QUOTE_CHARS: usize = 120;

/// One argument of a message, stable in every language: it may enter a fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A word of a closed vocabulary: its key for programs, its label for people.
    Key(&'static str, TextId),
    /// Several such words.
    Keys(Vec<(&'static str, TextId)>),
    /// A thing with a key and a name of several words: a cell's pointer, and its table, row and column.
    Name(String, Vec<TextId>),
    /// A number.
    Number(Number),
    /// A whole number beyond those of tables: sums, counts, days.
    Whole(i64),
    /// Several whole numbers.
    Wholes(Vec<i64>),
    /// A day.
    Date(Date),
    /// What the input says, at most [`QUOTE_CHARS`] long.
    Quote(String),
    /// Several such quotations.
    Quotes(Vec<String>),
}

/// The first [`QUOTE_CHARS`] characters of what an input says; control characters become spaces, the rest "…", and what may be
/// a person's number is masked: nothing that an input says leaves but through here.
#[must_use]
pub fn quote(text: &str) -> String {
    // A run of digits is masked whole before it is cut; what stands beyond the cut need not be looked at.
    let end = text.char_indices().nth(QUOTE_CHARS + PERSONAL_DIGITS).map_or(text.len(), |(at, _)| at);
    let masked = mask(text.get(..end).unwrap_or(text));
    let mut chars = masked.chars();
    let mut out: String = chars.by_ref().take(QUOTE_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if chars.next().is_some() {
        out.pop();
        out.push('…');
    }
    out
}

/// A text in which what may be a person's number shows its first digits only.
#[must_use]
pub(crate) fn mask(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Each turn takes a run of digits, or what stands before one.
    while !rest.is_empty() {
        let other = rest.find(is_digit).unwrap_or(rest.len());
        let (before, after) = rest.split_at_checked(other).unwrap_or((rest, ""));
        let digits = after.find(|c| !is_digit(c)).unwrap_or(after.len());
        let (run, after) = after.split_at_checked(digits).unwrap_or((after, ""));
        let personal = run.chars().count() >= PERSONAL_DIGITS;
        out.push_str(before);
        out.extend(run.chars().enumerate().map(|(n, c)| if personal && n >= DIGITS_SHOWN { '*' } else { c }));
        rest = after;
    }
    out
}

/// Digits of the shortest number that is a person's: a mobile telephone has 11, an identity number 18, a bank card 16 to 19.
const PERSONAL_DIGITS: usize = 11;

/// Digits at the front of such a number that may be read: too few to tell whose it is.
const DIGITS_SHOWN: usize = 3;

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

impl Arg {
    /// The stable form: what enters a fingerprint.
    #[must_use]
    pub fn stable(&self) -> String {
        let join = |parts: Vec<String>| parts.join(",");
        match self {
            Arg::Key(key, _) => (*key).to_owned(),
            Arg::Keys(keys) => join(keys.iter().map(|k| k.0.to_owned()).collect()),
            Arg::Name(key, _) => key.clone(),
            Arg::Number(number) => number.to_string(),
            Arg::Whole(whole) => whole.to_string(),
            Arg::Wholes(wholes) => join(wholes.iter().map(ToString::to_string).collect()),
            Arg::Date(date) => date.to_string(),
            Arg::Quote(text) => text.clone(),
            Arg::Quotes(texts) => join(texts.clone()),
        }
    }
}

impl serde::Serialize for Arg {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Arg::Key(key, _) => serializer.serialize_str(key),
            Arg::Keys(keys) => serializer.collect_seq(keys.iter().map(|k| k.0)),
            Arg::Name(key, _) => serializer.serialize_str(key),
            Arg::Number(number) => number.serialize(serializer),
            Arg::Whole(whole) => serializer.serialize_i64(*whole),
            Arg::Wholes(wholes) => wholes.serialize(serializer),
            Arg::Date(date) => date.serialize(serializer),
            Arg::Quote(text) => serializer.serialize_str(text),
            Arg::Quotes(texts) => texts.serialize(serializer),
        }
    }
}

impl From<Number> for Arg {
    fn from(number: Number) -> Self {
        Arg::Number(number)
    }
}

impl From<i64> for Arg {
    fn from(whole: i64) -> Self {
        Arg::Whole(whole)
    }
}

impl From<i32> for Arg {
    fn from(whole: i32) -> Self {
        Arg::Whole(i64::from(whole))
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Arg::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<Vec<i64>> for Arg {
    fn from(wholes: Vec<i64>) -> Self {
        Arg::Wholes(wholes)
    }
}

impl From<Date> for Arg {
    fn from(date: Date) -> Self {
        Arg::Date(date)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Quote(quote(text))
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Quote(quote(&text))
    }
}

/// A string of the program's own, such as a name made of labels: never what an input says, which is masked and cut.
#[derive(Debug, Clone)]
pub struct Verbatim(pub String);

impl From<Verbatim> for Arg {
    fn from(own: Verbatim) -> Self {
        Arg::Quote(own.0)
    }
}

impl From<Vec<String>> for Arg {
    fn from(texts: Vec<String>) -> Self {
        Arg::Quotes(texts.iter().map(|t| quote(t)).collect())
    }
}

macro_rules! from_vocabulary {
    ($($name:ident)*) => { $(
        impl From<vocabulary::$name> for Arg {
            fn from(word: vocabulary::$name) -> Self {
                Arg::Key(word.key(), word.label())
            }
        }
        impl From<Vec<vocabulary::$name>> for Arg {
            fn from(words: Vec<vocabulary::$name>) -> Self {
                Arg::Keys(words.iter().map(|w| (w.key(), w.label())).collect())
            }
        }
    )* };
}

from_vocabulary! {
    AgencyKind AgencyLevel Applicant DisclosureColumn DisclosureRow Level Limit ReportField ReportFormat
    RequestRow ReviewColumn ReviewGroup Seen SubjectKind Table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_cut_at_120_characters() {
        let long = "表".repeat(121);
        let cut = quote(&long);
        assert_eq!(cut.chars().count(), QUOTE_CHARS);
        assert!(cut.ends_with('…'));
        assert_eq!(quote(&"表".repeat(120)), "表".repeat(120));
        assert_eq!(quote("a\nb\u{1b}[31m"), "a b [31m");
        // A run of digits that is cut is cut like anything else.
        assert_eq!(quote(&"1".repeat(121)), format!("111{}…", "*".repeat(116)));
    }

    #[test]
    fn the_number_of_a_person_is_masked() {
        // The check character X of an identity number says nothing without the digits before it.
        assert_eq!(quote("证件15010219800101123X，"), "证件150**************X，");
        assert_eq!(quote("１３９４７１００００１"), "１３９********");
        assert_eq!(quote("8613947100001 0471-4826000"), "861********** 0471-4826000");
        assert_eq!(quote("内政办发〔2022〕28号 1234567890"), "内政办发〔2022〕28号 1234567890");
    }
}
