//! From a page to an annual report.
//!
//! Labels and headings decide what a thing is, not where it stands: pages come out of many content systems and word
//! processors. What cannot be placed with certainty stands in `unread`; nothing is taken for zero.

#[cfg(feature = "html")]
mod bytes;
mod head;
mod labels;
mod sections;
mod tables;
mod values;

use zwgk_spec::error;
use zwgk_spec::vocabulary::Limit;

use super::AnnualReport;
use super::report::ENTRIES;
use crate::document::Document;
use crate::{Error, Limits};

impl AnnualReport {
    /// Reads a report from a page.
    ///
    /// # Errors
    /// The page shows no title of an annual report with its year; `limit.*` when its tables cost more than the limits allow.
    pub fn from_document(document: &Document, limits: Limits) -> Result<Self, Error> {
        let lines = document.lines_of(0, true);
        let title = head::title(document, &lines).ok_or_else(|| Error::new(error::NoReportTitle))?;
        let agency = Some(title.agency.clone()).filter(|a| !a.is_empty()).or_else(|| head::publisher(document));
        let mut report = AnnualReport::new(&agency.ok_or_else(|| Error::new(error::NoReportTitle))?, title.year);
        report.source.clone_from(&document.url);
        if let Some(row) = title.row {
            for field in ["/agency", "/year"] {
                report.places.insert(field.to_owned(), document.place(row));
            }
        }
        head::publish_day(document, &lines, &title, &mut report);
        let grids = document.grids(limits.cells)?;
        let mut tables = tables::Tables::new(document, report);
        tables.read(&grids, &lines);
        let (mut report, mut used) = (tables.report, tables.used);
        if report.unread.len() > ENTRIES {
            return Err(Error::new(error::TooMany { what: Limit::Entries, limit: ENTRIES }));
        }
        used.sort_unstable_by_key(|rows| rows.start);
        sections::sections(document, &lines, &used, &title, &mut report);
        Ok(report)
    }
}
