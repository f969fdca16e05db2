//! The baseline: an earlier report, so that a run can tell what is new, what is known and what was mended.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Error;
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
        let reports = match at.get("reports") {
            Some(reports) => reports.items()?.collect(),
            None => vec![at],
        };
        let mut baseline: BTreeMap<String, Vec<Mended>> = BTreeMap::new();
        // Entries of inputs that could not be read have no results.
        for (report, results) in reports.into_iter().filter_map(|r| Some((r, r.get("results")?))) {
            let subject = report.get("subject").map_or(Ok(""), At::text)?.to_owned();
            let mut findings = Vec::new();
            for result in results.items()? {
                let text = |key| result.get(key).map_or(Ok(""), At::text).map(str::to_owned);
                let (fingerprint, outcome) = (text("fingerprint")?, text("outcome")?);
                if !fingerprint.is_empty() && matches!(outcome.as_str(), "failed" | "cant_tell" | "waived") {
                    findings.push(Mended { rule: text("rule")?, finding: text("finding")?, fingerprint, message: text("message")? });
                }
            }
            baseline.insert(subject, findings);
        }
        if baseline.is_empty() {
            return Err(Error::at(zwgk_spec::error::MissingField { field: "results" }, at));
        }
        Ok(Baseline(Arc::new(baseline)))
    }

    /// The earlier findings of a subject; what was found of another subject says nothing of this one.
    #[must_use]
    pub fn of(&self, subject: &str) -> &[Mended] {
        self.0.get(subject).map_or(&[], Vec::as_slice)
    }
}
