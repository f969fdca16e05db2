//! Decisions: people's answers to findings. A waived finding stays visible; ended and unused decisions are reported.

use std::collections::BTreeMap;
use std::sync::Arc;

use wildmatch::WildMatch;

use crate::arg::quote;
use crate::json::At;
use crate::report::{DecisionEntry, DecisionsReport};
use crate::{Date, Error};
use zwgk_spec::error;

/// The decisions of a caller; cloning them is cheap.
#[derive(Debug, Clone, Default)]
pub struct Decisions(Arc<Vec<Scoped>>);

/// A decision and its scope, made ready once.
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
        let scoped = |entry: DecisionEntry| Scoped { scope: entry.scope.as_deref().map(WildMatch::new), entry };
        let decisions: Vec<Scoped> = at.items()?.map(|item| read_decision(item).map(scoped)).collect::<Result<_, _>>()?;
        Ok(Decisions(Arc::new(decisions)))
    }

    /// The decisions of these and of `more` that speak of a subject.
    pub(crate) fn of<'d>(&'d self, more: &'d Decisions, subject: &str) -> Judge<'d> {
        let mut judge = Judge { decisions: Vec::new(), by_fingerprint: BTreeMap::new() };
        for decision in self.0.iter().chain(more.0.iter()).filter(|d| d.scope.as_ref().is_none_or(|s| s.matches(subject))) {
            judge.by_fingerprint.entry(&decision.entry.fingerprint).or_default().push(judge.decisions.len());
            judge.decisions.push((&decision.entry, false));
        }
        judge
    }
}

fn read_decision(at: At<'_>) -> Result<DecisionEntry, Error> {
    let required = |key: &'static str| at.get(key).ok_or_else(|| Error::at(error::MissingField { field: key }, at));
    at.fields(&FIELDS, |_, _| Ok(()))?;
    let text = |key| Ok::<_, Error>(required(key)?.text()?.to_owned());
    Ok(DecisionEntry {
        rule: text("rule")?,
        scope: at.get("scope").map(At::text).transpose()?.map(str::to_owned),
        fingerprint: text("fingerprint")?,
        // These are echoed with every finding that they waive.
        reason: quote(&text("reason")?),
        author: quote(&text("author")?),
        from: required("from")?.day()?,
        until: at.get("until").map(At::day).transpose()?,
    })
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
