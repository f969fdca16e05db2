//! Sessions: what is larger than one input. Pushes come in any order and from any thread; parts are merged.

use serde::Serialize;

use crate::assemble::SCHEMA;
use crate::engine::to_json;
use crate::json::{At, Band, parse};
use crate::options::CheckOptions;
use crate::report::{Counts, Report};
use crate::{Engine, Error};
use zwgk_spec::error;

/// A session of checks. It holds totals, not reports: its size does not grow with the inputs.
#[derive(Debug, Clone)]
pub struct Session {
    engine: Engine,
    options: CheckOptions,
    /// The options as they were given: sessions that differ in them cannot be merged.
    given: Vec<u8>,
    totals: Totals,
}

/// Sums over the inputs of a session.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Totals {
    /// Inputs that were checked.
    pub subjects: usize,
    /// Inputs that could not be read.
    pub errors: usize,
    /// Results by outcome.
    pub counts: Counts,
    /// Findings by level; waived and known ones are not among them.
    pub failed: ByLevel,
}

/// Findings by level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ByLevel {
    /// Of level `must`.
    pub must: usize,
    /// Of level `should`.
    pub should: usize,
    /// Of level `may`.
    pub may: usize,
}

/// An input of a folder that was not looked at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Skipped {
    /// What it is called.
    pub subject: String,
    /// Why.
    pub why: String,
}

/// What a session says at its end, and a run over several inputs after its reports.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Closing {
    /// What it was made with.
    #[serde(flatten)]
    pub head: Head,
    /// What it came to.
    #[serde(flatten)]
    pub tail: Tail,
}

/// What a run was made with.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Head {
    /// Version of this shape.
    pub schema: u32,
    /// Version of the program.
    pub zwgk: &'static str,
    /// State of the rules.
    pub spec: &'static str,
    /// State of the calendar.
    pub calendar: &'static str,
}

/// What a run came to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tail {
    /// One fault on many pages; only documents can share one, so a run over JSON subjects has none.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<serde_json::Value>"))]
    pub shared: [(); 0],
    /// Inputs that were not looked at.
    pub skipped: Vec<Skipped>,
    /// Sums.
    pub totals: Totals,
}

impl Default for Head {
    fn default() -> Self {
        Head { schema: SCHEMA, zwgk: env!("CARGO_PKG_VERSION"), spec: zwgk_spec::DATE, calendar: zwgk_spec::CALENDAR.date }
    }
}

impl Totals {
    /// Adds a report.
    pub fn add(&mut self, report: &Report) {
        let known = |f: &&crate::report::FindingEntry| f.outcome == "failed" && f.known != Some(true);
        let level = |level: &str| report.findings().filter(known).filter(|f| f.level == level).count();
        self.merge(&Totals {
            subjects: 1,
            errors: 0,
            counts: report.counts,
            failed: ByLevel { must: level("must"), should: level("should"), may: level("may") },
        });
    }

    /// Reads totals that a session wrote.
    fn read(at: At<'_>) -> Result<Self, Error> {
        let count = |at: At<'_>, field: &'static str| Ok::<_, Error>(usize::try_from(required(at, field)?.count()?).unwrap_or(usize::MAX));
        let (counts, failed) = (required(at, "counts")?, required(at, "failed")?);
        Ok(Totals {
            subjects: count(at, "subjects")?,
            errors: count(at, "errors")?,
            counts: Counts {
                passed: count(counts, "passed")?,
                failed: count(counts, "failed")?,
                cant_tell: count(counts, "cant_tell")?,
                inapplicable: count(counts, "inapplicable")?,
                waived: count(counts, "waived")?,
                error: count(counts, "error")?,
            },
            failed: ByLevel { must: count(failed, "must")?, should: count(failed, "should")?, may: count(failed, "may")? },
        })
    }

    /// Adds other totals.
    pub fn merge(&mut self, other: &Totals) {
        // Saturating: what comes from elsewhere may say any number.
        for (sum, more) in [
            (&mut self.subjects, other.subjects),
            (&mut self.errors, other.errors),
            (&mut self.counts.passed, other.counts.passed),
            (&mut self.counts.failed, other.counts.failed),
            (&mut self.counts.cant_tell, other.counts.cant_tell),
            (&mut self.counts.inapplicable, other.counts.inapplicable),
            (&mut self.counts.waived, other.counts.waived),
            (&mut self.counts.error, other.counts.error),
            (&mut self.failed.must, other.failed.must),
            (&mut self.failed.should, other.failed.should),
            (&mut self.failed.may, other.failed.may),
        ] {
            *sum = sum.saturating_add(more);
        }
    }
}

impl Session {
    pub(crate) fn new(engine: Engine, options: CheckOptions, given: &[u8]) -> Self {
        Session { engine, options, given: given.to_vec(), totals: Totals::default() }
    }

    /// Checks one input called `name` and answers with its report, in the format that the options ask for.
    ///
    /// # Errors
    /// What is wrong with the input; the session counts it and goes on.
    pub fn push(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<u8>, Error> {
        let mut options = self.options.clone();
        if !name.is_empty() {
            options.subject = Some(name.to_owned());
        }
        match self.engine.report(bytes, &options) {
            Ok(report) => {
                self.totals.add(&report);
                self.engine.written(&report, options.format)
            }
            Err(error) => {
                self.totals.errors += 1;
                Err(error)
            }
        }
    }

    /// Takes over what another session of the same engine and options counted.
    ///
    /// # Errors
    /// `options.merge` when they differ.
    pub fn merge(&mut self, other: &Session) -> Result<(), Error> {
        if !self.engine.same(&other.engine) || self.given != other.given {
            return Err(Error::new(error::Merge));
        }
        self.totals.merge(&other.totals);
        Ok(())
    }

    /// Takes over what a session counted elsewhere, in a Worker or in another process: the answer of its [`Session::finish`].
    /// That it had the same engine and options is for the caller to know.
    ///
    /// # Errors
    /// `options.merge` when it was made by another version, `input.…` when it is no such answer.
    pub fn merge_closing(&mut self, closing: &[u8]) -> Result<(), Error> {
        let tree = parse(closing, Band::Input, self.engine.limits().nodes)?;
        let (closing, ours) = (At::root(&tree), Head::default());
        for (field, ours) in [("zwgk", ours.zwgk), ("spec", ours.spec), ("calendar", ours.calendar)] {
            if required(closing, field)?.text()? != ours {
                return Err(Error::new(error::Merge));
            }
        }
        self.totals.merge(&Totals::read(required(closing, "totals")?)?);
        Ok(())
    }

    /// Sums over everything that was pushed.
    ///
    /// # Errors
    /// None that a caller can cause.
    pub fn finish(&self) -> Result<Vec<u8>, Error> {
        to_json(&Closing::new(self.totals, Vec::new()))
    }
}

fn required<'t>(at: At<'t>, field: &'static str) -> Result<At<'t>, Error> {
    at.get(field).ok_or_else(|| Error::at(error::MissingField { field }, at))
}

impl Closing {
    /// The closing of a run.
    #[must_use]
    pub fn new(totals: Totals, skipped: Vec<Skipped>) -> Self {
        Closing { head: Head::default(), tail: Tail { shared: [], skipped, totals } }
    }
}
