//! Decisions: people's answers to findings. A waived finding stays visible; ended and unused decisions are reported.

use std::collections::BTreeMap;
use std::sync::Arc;

use wildmatch::WildMatch;

use crate::arg::quote;
use crate::json::At;
use crate::profile::unknown_rule;
use crate::report::{DecisionEntry, DecisionsReport};
use crate::{Date, Error};
use zwgk_spec::{RULES, error};

/// The decisions of a caller; cloning them is cheap.
#[derive(Debug, Clone, Default)]
pub struct Decisions(Arc<Vec<Scoped>>);

/// A decision and its scope, made ready once: the scope is matched as it was written, and echoed as all that an input says.
#[derive(Debug)]
struct Scoped {
    entry: DecisionEntry,
    scope: Option<WildMatch>,
}

const FIELDS: [&str; 7] = ["rule", "scope", "fingerprint", "reason", "author", "from", "until"];

impl Decisions {
    /// Reads a list of decisions.
    ///
    /// # Errors
    /// An unknown or missing field, or one of the wrong type.
    pub fn read(at: At<'_>) -> Result<Self, Error> {
        let decisions: Vec<Scoped> = at.items()?.map(read_decision).collect::<Result<_, _>>()?;
        Ok(Decisions(Arc::new(decisions)))
    }

    /// The decisions of these and of `more` that speak of a subject, by any of its names.
    pub(crate) fn of<'d>(&'d self, more: &'d Decisions, names: [&str; 2]) -> Judge<'d> {
        let mut judge = Judge { decisions: Vec::new(), by_fingerprint: BTreeMap::new() };
        for decision in self.0.iter().chain(more.0.iter()).filter(|d| d.speaks_of(names)) {
            judge.by_fingerprint.entry(&decision.entry.fingerprint).or_default().push(judge.decisions.len());
            judge.decisions.push((&decision.entry, false));
        }
        judge
    }
}

impl Scoped {
    fn speaks_of(&self, names: [&str; 2]) -> bool {
        self.scope.as_ref().is_none_or(|scope| names.iter().any(|name| scope.matches(name)))
    }
}

fn read_decision(at: At<'_>) -> Result<Scoped, Error> {
    let required = |key: &'static str| at.get(key).ok_or_else(|| Error::at(error::MissingField { field: key }, at));
    at.fields(&FIELDS, |_, _| Ok(()))?;
    for key in ["rule", "fingerprint", "reason", "author", "from"] {
        required(key)?;
    }
    // All of it is echoed with every finding that it waives.
    let text = |key| Ok::<_, Error>(quote(required(key)?.text()?));
    let scope = at.get("scope").map(At::text).transpose()?;
    let entry = DecisionEntry {
        rule: read_rule(required("rule")?)?,
        scope: scope.map(quote),
        fingerprint: read_fingerprint(required("fingerprint")?)?,
        reason: text("reason")?,
        author: text("author")?,
        from: required("from")?.day()?,
        until: at.get("until").map(At::day).transpose()?,
    };
    Ok(Scoped { entry, scope: scope.map(WildMatch::new) })
}

/// The id of a rule that there is or was: a decision on one that is mistyped would waive nothing and say nothing.
fn read_rule(at: At<'_>) -> Result<String, Error> {
    let id = at.text()?;
    if RULES.iter().any(|rule| rule.id == id) { Ok(id.to_owned()) } else { Err(unknown_rule(id, at)) }
}

/// A fingerprint: 32 hex digits in lower case. It is compared and echoed as it is, whatever runs of digits it has.
pub(crate) fn read_fingerprint(at: At<'_>) -> Result<String, Error> {
    let text = at.text()?;
    if text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Ok(text.to_owned());
    }
    Err(Error::at(error::BadFingerprint { found: text }, at))
}

/// The decisions of one subject, and which of them were used.
#[derive(Debug)]
pub(crate) struct Judge<'d> {
    decisions: Vec<(&'d DecisionEntry, bool)>,
    by_fingerprint: BTreeMap<&'d str, Vec<usize>>,
}

impl Judge<'_> {
    /// The decision that waives a finding on a day; others that name it are remembered as not unused.
    pub fn waives(&mut self, rule: &str, fingerprint: &str, as_of: Date) -> Option<DecisionEntry> {
        let mut waiver = None;
        for index in self.by_fingerprint.get(fingerprint).into_iter().flatten() {
            let Some((decision, met)) = self.decisions.get_mut(*index) else { continue };
            if decision.rule == rule {
                *met = true;
                let valid = decision.from <= as_of && decision.until.is_none_or(|until| as_of <= until);
                if valid && waiver.is_none() {
                    waiver = Some((*decision).clone());
                }
            }
        }
        waiver
    }

    /// Decisions that ended while their finding still stands, and those whose finding is gone though its rule `looked`.
    #[must_use]
    pub fn report(&self, as_of: Date, looked: impl Fn(&str) -> bool) -> DecisionsReport {
        let mut report = DecisionsReport::default();
        for (decision, met) in &self.decisions {
            if !met {
                if !looked(&decision.rule) {
                    continue;
                }
                report.unused.push((*decision).clone());
            } else if decision.until.is_some_and(|until| until < as_of) {
                report.expired.push((*decision).clone());
            }
        }
        report
    }
}
