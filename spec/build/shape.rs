//! The shapes of the TOML files, as people write them.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A text in both languages; one alone does not parse.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Both {
    pub zh: String,
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    pub order: u16,
    pub title: Both,
    pub number: Option<String>,
    pub issued: Option<Datetime>,
    pub in_force: Option<Datetime>,
    pub seen: Spanned<String>,
    pub note: Both,
    pub rests_on: Vec<Spanned<String>>,
    #[serde(default)]
    pub clauses: Vec<StandardClause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardClause {
    pub id: String,
    pub title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub title: String,
    pub number: Option<String>,
    pub issued: Option<Datetime>,
    pub in_force: Option<Datetime>,
    pub repealed: Option<Datetime>,
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
    pub order: u16,
    pub level: Spanned<String>,
    pub title: Both,
    /// What the rule asks, in a sentence or two.
    pub asks: Both,
    /// What a reader must know of how it was read: readings, what counts as what.
    pub assumes: Option<Both>,
    #[serde(default)]
    pub manual: bool,
    /// Why a rule with no law behind it is `should` and not `may`.
    pub misleads: Option<String>,
    pub kinds: Vec<Spanned<String>>,
    pub governed_by: Spanned<String>,
    pub since: Option<Datetime>,
    pub until: Option<Datetime>,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    pub source: Spanned<String>,
    pub clause: Option<Spanned<String>>,
    pub since: Option<Datetime>,
    pub until: Option<Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Param {
    #[serde(rename = "type")]
    pub kind: String,
    pub title: Both,
    pub values: Vec<ParamValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParamValue {
    pub value: toml::Value,
    pub since: Option<Datetime>,
    pub until: Option<Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub level: Option<String>,
    /// The placeholders, in the order of the struct's fields.
    #[serde(default)]
    pub args: Vec<String>,
    /// What the place key of the fingerprint is: words for the rule's page.
    pub place: Both,
    /// Which arguments enter the fingerprint as its value.
    #[serde(default)]
    pub value: Vec<String>,
    pub expected: Option<String>,
    pub actual: Option<String>,
    pub message: Both,
    pub fix: Option<Both>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    #[serde(default)]
    pub args: Vec<String>,
    pub text: Both,
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
    pub name: Option<String>,
    pub code: String,
    #[serde(default)]
    pub args: Vec<String>,
    pub message: Both,
    pub help: Option<Both>,
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
    pub key: String,
    pub zh: String,
    pub en: String,
}

/// Lists of words that subjects write: name to list.
pub type WordLists = BTreeMap<String, Spanned<WordList>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    pub doc: String,
    pub words: Vec<String>,
}

/// `spec.toml`: the state of the whole.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    pub date: Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    pub date: Datetime,
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
    pub level: Option<String>,
    #[serde(default)]
    pub params: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub basis: Vec<Basis>,
}

/// An example beside its rule: the parts that the build checks; core reads and runs the rest.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub about: Both,
    pub base: String,
    #[serde(default)]
    #[expect(dead_code, reason = "core applies it")]
    pub set: serde_json::Value,
    #[serde(default)]
    #[expect(dead_code, reason = "core applies it")]
    pub remove: Vec<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "core passes it on")]
    pub options: serde_json::Value,
    #[serde(default)]
    pub expect: Vec<Expect>,
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
