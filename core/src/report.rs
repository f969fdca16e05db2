//! The report: what every door returns for a subject. Field order here is the order in the JSON.

use serde::Serialize;

use crate::{Arg, Date, Place, subject::Replace};

/// What a check says of one subject.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// Version of this shape.
    pub schema: u32,
    /// Version of the program.
    pub zwgk: &'static str,
    /// State of the rules.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub spec: &'static str,
    /// State of the calendar.
    pub calendar: &'static str,
    /// Name of the profile.
    pub profile: String,
    /// Kind of the subject.
    pub kind: &'static str,
    /// What names the subject.
    pub subject: String,
    /// Up to when it was judged.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub as_of: Date,
    /// Numbers of results by outcome, shown or not.
    pub counts: Counts,
    /// Results in catalogue order.
    pub results: Vec<ResultEntry>,
    /// Findings of the baseline that are gone; with a baseline only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mended: Option<Vec<Mended>>,
    /// Decisions that ended or match nothing.
    pub decisions: DecisionsReport,
}

/// Numbers of results by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// Rules that hold.
    pub passed: usize,
    /// Findings.
    pub failed: usize,
    /// Doubts.
    pub cant_tell: usize,
    /// Rules that ask nothing of this subject.
    pub inapplicable: usize,
    /// Findings that a decision waives.
    pub waived: usize,
    /// Rules that could not run.
    pub error: usize,
}

/// One result: a finding, or what became of a rule without one.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ResultEntry {
    /// A finding or a doubt.
    Finding(Box<FindingEntry>),
    /// A rule that passed, does not apply or could not run.
    Rule(RuleEntry),
}

/// What became of a rule that found nothing.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleEntry {
    /// The rule.
    pub rule: &'static str,
    /// `passed`, `inapplicable` or `error`.
    pub outcome: &'static str,
    /// Its level.
    pub level: &'static str,
    /// Its title.
    pub title: String,
    /// Why it could not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// A finding or a doubt.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FindingEntry {
    /// The rule.
    pub rule: &'static str,
    /// Which of the rule's findings.
    pub finding: &'static str,
    /// `failed`, `cant_tell` or `waived`.
    pub outcome: &'static str,
    /// How binding.
    pub level: &'static str,
    /// What makes it the same finding next time.
    pub fingerprint: String,
    /// The fingerprint of the first result of the same fault.
    pub cause: String,
    /// One line for people.
    pub message: String,
    /// How to mend it, when that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// Where.
    pub at: Vec<Place>,
    /// What was expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
    pub expected: Option<Arg>,
    /// What was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
    pub actual: Option<Arg>,
    /// What must be known first; with `cant_tell` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<String>>,
    /// The reasoning.
    pub why: Vec<StepEntry>,
    /// Whether the baseline had it already; with a baseline only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<bool>,
    /// The decision that waives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionEntry>,
    /// What it rests on.
    pub basis: Vec<BasisEntry>,
}

/// How to mend something.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fix {
    /// In words.
    pub text: String,
    /// As a JSON Patch, when it is exact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub patch: Vec<PatchEntry>,
    /// Where several changes are equally small each of them, as such a patch: at most 100.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub ways: Vec<Vec<PatchEntry>>,
}

/// One change: an operation of a JSON Patch, or of a page the new text of an element.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum PatchEntry {
    /// Of a JSON subject.
    Json {
        /// What is done; it is always `replace`.
        op: &'static str,
        /// JSON Pointer of the value.
        path: String,
        /// The new value.
        #[cfg_attr(feature = "schema", schemars(with = "f64"))]
        value: crate::Number,
    },
    /// Of a page.
    Page {
        /// The element.
        css: String,
        /// Its new text.
        #[cfg_attr(feature = "schema", schemars(with = "f64"))]
        replace: crate::Number,
    },
}

impl PatchEntry {
    /// The change of a subject that was read from JSON, or from a page.
    pub(crate) fn new(replace: Replace, of_json: bool) -> Self {
        match replace.css.filter(|_| !of_json) {
            Some(css) => PatchEntry::Page { css, replace: replace.value },
            None => PatchEntry::Json { op: "replace", path: replace.pointer, value: replace.value },
        }
    }
}

/// One step of the reasoning.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepEntry {
    /// Name of the step.
    pub step: &'static str,
    /// In words.
    pub text: String,
    /// Its facts: name and value.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, serde_json::Value>"))]
    pub facts: Facts,
}

/// Named facts, in the order of the step's text.
#[derive(Debug, Clone)]
pub struct Facts(pub Vec<(&'static str, Arg)>);

impl Serialize for Facts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, arg)| (name, arg)))
    }
}

/// What a result rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BasisEntry {
    /// Id of the source.
    pub source: String,
    /// Its document number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// How far its text was seen.
    pub seen: &'static str,
}

/// A finding of the baseline that is gone.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mended {
    /// The rule.
    pub rule: String,
    /// Its finding.
    pub finding: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// As the baseline said it.
    pub message: String,
}

/// Decisions that deserve a look.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionsReport {
    /// Ended before the as-of date while their finding still stands.
    pub expired: Vec<DecisionEntry>,
    /// Match the subject, but their finding is gone.
    pub unused: Vec<DecisionEntry>,
}

/// A decision as it was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionEntry {
    /// The rule.
    pub rule: String,
    /// Glob over subjects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The finding.
    pub fingerprint: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub author: String,
    /// First valid day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub from: Date,
    /// Last valid day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub until: Option<Date>,
}

impl Report {
    /// Findings and doubts, waived ones too.
    pub fn findings(&self) -> impl Iterator<Item = &FindingEntry> {
        self.results.iter().filter_map(|r| match r {
            ResultEntry::Finding(finding) => Some(&**finding),
            ResultEntry::Rule(_) => None,
        })
    }
}
