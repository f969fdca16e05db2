//! The baseline: an earlier report, so that a run can tell what is new, what is known and what was mended.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Error;
use crate::arg::quote;
use crate::decision::read_fingerprint;
use crate::json::At;
use crate::report::Mended;

/// What the earlier reports found, by subject.
#[derive(Debug, Clone, Default)]
pub struct Baseline(Arc<BTreeMap<String, Vec<Mended>>>);

impl Baseline {
    /// Reads a report, or the reports of a run over several inputs. Keys of later versions are ignored.
    ///
    /// # Errors
    /// It is no report.
    pub fn read(at: At<'_>) -> Result<Self, Error> {
        let mut baseline = Baseline::default();
        baseline.add(at)?;
        if baseline.is_empty() {
            return Err(Error::at(zwgk_spec::error::NoReport, at));
        }
        Ok(baseline)
    }

    /// Adds a report, or the reports of a run; what has no results, such as the last line of a run, adds nothing.
    ///
    /// # Errors
    /// A field that every report has is of another type.
    pub fn add(&mut self, at: At<'_>) -> Result<(), Error> {
        let reports = match at.get("reports") {
            Some(reports) => reports.items()?.collect(),
            None => vec![at],
        };
        let baseline = Arc::make_mut(&mut self.0);
        // Entries of inputs that could not be read have no results.
        for (report, results) in reports.into_iter().filter_map(|r| Some((r, r.get("results")?))) {
            let subject = report.get("subject").map_or(Ok(""), At::text)?.to_owned();
            let mut findings = Vec::new();
            for result in results.items()? {
                // What was found is echoed when it is mended: an earlier report is an input like any other.
                let text = |key| result.get(key).map_or(Ok(""), At::text);
                let fingerprint = result.get("fingerprint").map(read_fingerprint).transpose()?;
                if let (Some(fingerprint), "failed" | "cant_tell" | "waived") = (fingerprint, text("outcome")?) {
                    let (rule, finding, message) = (quote(text("rule")?), quote(text("finding")?), quote(text("message")?));
                    findings.push(Mended { rule, finding, fingerprint, message });
                }
            }
            // A subject may stand twice, in a run over two folders by their own names.
            baseline.entry(subject).or_default().append(&mut findings);
        }
        Ok(())
    }

    /// Whether it holds no report at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The subjects that have a finding, and the finding, in the order of the subjects' names.
    pub fn with_finding<'b>(&'b self, fingerprint: &'b str) -> impl Iterator<Item = (&'b str, &'b Mended)> {
        self.0.iter().filter_map(move |(subject, findings)| {
            let found = findings.iter().find(|f| f.fingerprint == fingerprint)?;
            Some((subject.as_str(), found))
        })
    }

    /// Whether it has a report of a subject: without one nothing is known of it, and all that is found is new.
    #[must_use]
    pub fn has(&self, subject: &str) -> bool {
        self.0.contains_key(subject)
    }

    /// The earlier findings of a subject; what was found of another subject says nothing of this one.
    #[must_use]
    pub fn of(&self, subject: &str) -> &[Mended] {
        self.0.get(subject).map_or(&[], Vec::as_slice)
    }
}
