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
    /// Values that may be written: their keys, and in brackets what people call them.
    Values(Vec<(&'static str, Option<TextId>)>),
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
    let mut out: String = masked(text).take(QUOTE_CHARS).collect();
    if text.chars().nth(QUOTE_CHARS).is_some() {
        out.pop();
        out.push('…');
    }
    out
}

/// What stands around a column, from 1, of a line that is no JSON or TOML.
///
/// The line is masked before it is cut: of a number that is cut first, too few digits may be left to be known for a person's.
#[must_use]
pub fn near(line: &str, column: usize) -> String {
    const BEFORE: usize = 9;
    const SHOWN: usize = 24;
    masked(line).skip(column.saturating_sub(BEFORE)).take(SHOWN).collect()
}

/// Whether a text would leave as it is.
#[must_use]
pub(crate) fn is_harmless(text: &str) -> bool {
    masked(text).eq(text.chars())
}

/// A text, character by character, control characters as spaces and what may be a person's number masked.
fn masked(text: &str) -> impl Iterator<Item = char> {
    let (mut place, mut personal) = (0_usize, false);
    text.char_indices().map(move |(at, c)| {
        if !is_digit(c) {
            place = 0;
            return if c.is_control() { ' ' } else { c };
        }
        if place == 0 {
            let run = text.get(at..).unwrap_or_default().chars().take(PERSONAL_DIGITS).take_while(|c| is_digit(*c));
            personal = run.count() == PERSONAL_DIGITS;
        }
        place += 1;
        if personal && place > DIGITS_SHOWN { '*' } else { c }
    })
}

/// What a message says as it is: fingerprints, paths of files, numbers that were reckoned, what the command line says.
///
/// Never what an input says: that is quoted where it is read, because it may hold the number of a person. A subject that is no
/// file's path was quoted so before it got here; a path must stay one that people can type. Control characters are replaced here too, for a file's name can hold any and a terminal obeys them.
#[derive(Debug, Clone)]
pub struct Verbatim(pub String);

/// Characters of the longest verbatim string; a path is shorter on every system but for one made to be long.
const VERBATIM_CHARS: usize = 1_000;

impl core::fmt::Display for Verbatim {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        use core::fmt::Write as _;
        self.0.chars().take(VERBATIM_CHARS).try_for_each(|c| f.write_char(if c.is_control() { '\u{fffd}' } else { c }))?;
        if self.0.chars().nth(VERBATIM_CHARS).is_some() { f.write_char('…') } else { Ok(()) }
    }
}

impl From<&str> for Verbatim {
    fn from(text: &str) -> Self {
        Verbatim(text.to_owned())
    }
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
            Arg::Values(values) => join(values.iter().map(|v| v.0.to_owned()).collect()),
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
            Arg::Values(values) => serializer.collect_seq(values.iter().map(|v| v.0)),
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

impl From<Verbatim> for Arg {
    fn from(text: Verbatim) -> Self {
        Arg::Quote(text.to_string())
    }
}

impl From<Vec<Verbatim>> for Arg {
    fn from(texts: Vec<Verbatim>) -> Self {
        Arg::Quotes(texts.iter().map(ToString::to_string).collect())
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
    AgencyKind AgencyLevel Applicant DisclosureColumn DisclosureRow FileKind Level Limit ReportField ReportFormat ReportPart
    RequestRow ReviewColumn ReviewGroup Seen SubjectKind Table
    ContactItem GovernmentAddition ReportAspect SideOfPartFive
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
    fn what_is_near_is_masked_before_it_is_cut() {
        // Nine columns before the fault the number has begun: seven digits would be left of it, too few to be known.
        assert_eq!(near("{\"a\":13947100001,,\"b\":1}", 17), "********,,\"b\":1}");
        assert_eq!(near("0123456789abc", 12), "3456789abc");
        assert_eq!(near("", 5), "");
    }

    #[test]
    fn a_verbatim_string_loses_control_characters_only() {
        assert_eq!(Verbatim::from("20250120123456.json").to_string(), "20250120123456.json");
        assert_eq!(Verbatim::from("a\u{1b}[2J\n").to_string(), "a\u{fffd}[2J\u{fffd}");
        assert_eq!(Verbatim::from(&*"表".repeat(1_000)).to_string(), "表".repeat(1_000));
        assert_eq!(Verbatim::from(&*"表".repeat(1_001)).to_string().chars().count(), 1_001);
        assert_eq!(Arg::from(vec![Verbatim::from("0123456789012")]), Arg::Quotes(vec!["0123456789012".to_owned()]));
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
