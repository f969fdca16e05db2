//! Decisions: people's answers to findings. A waived finding stays visible; ended and unused decisions are reported.

use wildmatch::WildMatch;

use crate::json::At;
use crate::report::{DecisionEntry, DecisionsReport};
use crate::{Date, Error};
use zwgk_spec::error;

/// The decisions of a caller.
#[derive(Debug, Clone, Default)]
pub struct Decisions(Vec<DecisionEntry>);

const FIELDS: [&str; 7] = ["rule", "scope", "fingerprint", "reason", "author", "from", "until"];

impl Decisions {
    /// Reads a list of decisions.
    ///
    /// # Errors
    /// An unknown or missing field, or one of the wrong type.
    pub fn read(at: At<'_>) -> Result<Self, Error> {
        at.items()?.map(read_decision).collect::<Result<_, _>>().map(Decisions)
    }

    /// These and then those of `other`.
    #[must_use]
    pub fn and(&self, other: &Decisions) -> Decisions {
        Decisions(self.0.iter().chain(&other.0).cloned().collect())
    }

    /// The decisions as they were written down.
    #[must_use]
    pub fn entries(&self) -> &[DecisionEntry] {
        &self.0
    }

    /// The decisions that speak of a subject.
    #[must_use]
    pub fn of(&self, subject: &str) -> Judge<'_> {
        let matches = |d: &&DecisionEntry| d.scope.as_deref().is_none_or(|scope| WildMatch::new(scope).matches(subject));
        Judge { decisions: self.0.iter().filter(matches).map(|d| (d, false)).collect() }
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
        reason: text("reason")?,
        author: text("author")?,
        from: required("from")?.day()?,
        until: at.get("until").map(At::day).transpose()?,
    })
}

/// The decisions of one subject, and which of them were used.
#[derive(Debug)]
pub struct Judge<'d> {
    decisions: Vec<(&'d DecisionEntry, bool)>,
}

impl Judge<'_> {
    /// The decision that waives a finding on a day; others that name it are remembered as not unused.
    pub fn waives(&mut self, rule: &str, fingerprint: &str, as_of: Date) -> Option<DecisionEntry> {
        let mut waiver = None;
        for (decision, met) in &mut self.decisions {
            if decision.fingerprint == fingerprint && decision.rule == rule {
                *met = true;
                let valid = decision.from <= as_of && decision.until.is_none_or(|until| as_of <= until);
                if valid && waiver.is_none() {
                    waiver = Some((*decision).clone());
                }
            }
        }
        waiver
    }

    /// Decisions that ended while their finding still stands, and those whose finding is gone.
    #[must_use]
    pub fn report(&self, as_of: Date) -> DecisionsReport {
        let mut report = DecisionsReport::default();
        for (decision, met) in &self.decisions {
            if !met {
                report.unused.push((*decision).clone());
            } else if decision.until.is_some_and(|until| until < as_of) {
                report.expired.push((*decision).clone());
            }
        }
        report
    }
}
