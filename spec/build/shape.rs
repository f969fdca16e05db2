//! The shapes of the TOML files, as people write them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};
use toml::Spanned;
use toml::value::{Date, Datetime};

/// A text in both languages; one alone does not parse, and neither does a blank one.
#[derive(Deserialize, Clone)]
#[serde(try_from = "Given")]
pub struct Both {
    pub zh: String,
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    zh: String,
    en: String,
}

impl TryFrom<Given> for Both {
    type Error = &'static str;

    fn try_from(Given { zh, en }: Given) -> Result<Self, Self::Error> {
        if zh.trim().is_empty() || en.trim().is_empty() {
            Err("a text stands in both languages: one is blank")
        } else {
            Ok(Both { zh, en })
        }
    }
}

/// A day; TOML would take a time as well.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "Datetime")]
pub struct Day(Date);

impl TryFrom<Datetime> for Day {
    type Error = &'static str;

    fn try_from(read: Datetime) -> Result<Self, Self::Error> {
        match (read.date, read.time) {
            (Some(date), None) => Ok(Day(date)),
            _ => Err("a day is written 2025-01-31, without a time"),
        }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Words without their places.
pub fn words(all: &[Spanned<String>]) -> Vec<String> {
    all.iter().map(|w| w.get_ref().clone()).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    pub order: Spanned<u16>,
    pub title: Both,
    pub number: Option<String>,
    pub issued: Option<Day>,
    pub in_force: Option<Day>,
    pub seen: Spanned<String>,
    pub note: Both,
    pub rests_on: Vec<Spanned<String>>,
    #[serde(default)]
    pub clauses: Vec<StandardClause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardClause {
    pub id: Spanned<String>,
    pub title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub title: String,
    pub number: Option<String>,
    pub issued: Option<Day>,
    pub in_force: Option<Day>,
    pub repealed: Option<Spanned<Day>>,
    pub seen: Spanned<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "for the reader of the file")]
    pub note: String,
    #[serde(default)]
    pub clauses: Vec<Clause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    pub id: Spanned<String>,
    pub label: String,
    pub seen: Option<Spanned<String>>,
    #[serde(default)]
    pub says: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub order: Spanned<u16>,
    pub level: Spanned<String>,
    pub title: Both,
    /// What the rule asks, in a sentence or two.
    pub asks: Both,
    /// What a reader must know of how it was read: readings, what counts as what.
    pub assumes: Option<Both>,
    pub manual: Option<Spanned<bool>>,
    /// Why a rule with no law behind it is `should` and not `may`.
    pub misleads: Option<String>,
    pub kinds: Spanned<Vec<Spanned<String>>>,
    pub governed_by: Spanned<String>,
    pub since: Option<Day>,
    pub until: Option<Spanned<Day>>,
    pub basis: Spanned<Vec<Basis>>,
    #[serde(default)]
    pub params: BTreeMap<String, Spanned<Param>>,
    #[serde(default)]
    pub failed: BTreeMap<String, Spanned<Finding>>,
    #[serde(default)]
    pub cant_tell: BTreeMap<String, Spanned<Finding>>,
    #[serde(default)]
    pub why: BTreeMap<String, Spanned<Step>>,
}

impl Rule {
    pub fn is_manual(&self) -> bool {
        self.manual.as_ref().is_some_and(|m| *m.get_ref())
    }

    /// Its findings: outcome, name, and what it says.
    pub fn findings(&self) -> impl Iterator<Item = (&'static str, &String, &Spanned<Finding>)> {
        let failed = self.failed.iter().map(|(name, f)| ("failed", name, f));
        failed.chain(self.cant_tell.iter().map(|(name, f)| ("cant_tell", name, f)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    pub source: Spanned<String>,
    pub clause: Option<Spanned<String>>,
    pub since: Option<Day>,
    pub until: Option<Spanned<Day>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Param {
    #[serde(rename = "type")]
    pub kind: Spanned<String>,
    pub title: Both,
    pub values: Spanned<Vec<ParamValue>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParamValue {
    pub value: Spanned<toml::Value>,
    pub since: Option<Day>,
    pub until: Option<Spanned<Day>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub level: Option<Spanned<String>>,
    /// The placeholders, in the order of the struct's fields.
    #[serde(default)]
    pub args: Vec<Spanned<String>>,
    /// What the place key of the fingerprint is: words for the rule's page.
    pub place: Both,
    /// Which arguments enter the fingerprint as its value.
    #[serde(default)]
    pub value: Vec<Spanned<String>>,
    pub expected: Option<Spanned<String>>,
    pub actual: Option<Spanned<String>>,
    pub message: Spanned<Both>,
    pub fix: Option<Spanned<Both>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    #[serde(default)]
    pub args: Vec<Spanned<String>>,
    pub text: Spanned<Both>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Errors {
    pub error: Vec<Spanned<ErrorText>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorText {
    /// Name of the struct, when one code has several wordings.
    pub name: Option<Spanned<String>>,
    pub code: Spanned<String>,
    #[serde(default)]
    pub args: Vec<Spanned<String>>,
    pub message: Spanned<Both>,
    pub help: Option<Spanned<Both>>,
}

/// Labels: name to text; those with placeholders become structs.
pub type Labels = BTreeMap<String, Spanned<Both>>;

/// Closed vocabularies: name to entries.
pub type Vocabularies = BTreeMap<String, Spanned<Vocabulary>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    pub doc: String,
    pub entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub key: Spanned<String>,
    pub zh: String,
    pub en: String,
}

/// Lists of words that subjects write: name to list.
pub type WordLists = BTreeMap<String, Spanned<WordList>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    pub doc: String,
    #[serde(default)]
    pub words: Vec<Spanned<String>>,
    /// Lines 「word = meaning」.
    #[serde(default)]
    pub phrases: Vec<Spanned<String>>,
}

impl WordList {
    /// The words, and the meanings of those that have one.
    pub fn parts(&self) -> (Vec<&str>, Vec<&str>) {
        let phrases = self.phrases.iter().filter_map(|line| line.get_ref().split_once('='));
        let (mut words, meanings): (Vec<&str>, Vec<&str>) = phrases.map(|(word, meaning)| (word.trim(), meaning.trim())).unzip();
        words.extend(self.words.iter().map(|w| w.get_ref().as_str()));
        (words, meanings)
    }
}

/// `spec.toml`: the state of the whole.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    pub date: Day,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    pub date: Day,
    pub first_year: u16,
    pub last_year: u16,
    #[expect(dead_code, reason = "for the reader of the file")]
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub title: Both,
    pub extends: Option<Spanned<String>>,
    #[serde(default)]
    pub rules: BTreeMap<String, Spanned<ProfileRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileRule {
    pub level: Option<Spanned<String>>,
    #[serde(default)]
    pub params: BTreeMap<String, Spanned<toml::Value>>,
    #[serde(default)]
    pub basis: Vec<Basis>,
}

/// An example beside its rule: the parts that the build checks; core reads and runs the rest.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    #[expect(dead_code, reason = "core shows it")]
    pub about: Both,
    pub base: String,
    #[serde(default)]
    pub set: Map<String, Value>,
    #[serde(default)]
    pub remove: Vec<String>,
    #[serde(default)]
    pub options: Map<String, Value>,
    #[serde(default)]
    pub expect: Vec<Expect>,
}

/// Last year's report, in the options of an example.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Previous {
    pub base: String,
    #[serde(default)]
    pub set: Map<String, Value>,
    #[serde(default)]
    pub remove: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    pub finding: String,
    #[expect(dead_code, reason = "core compares it")]
    pub at: String,
    #[serde(default)]
    #[expect(dead_code, reason = "core compares it")]
    pub fix: Option<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "core compares it")]
    pub message: Option<String>,
}
