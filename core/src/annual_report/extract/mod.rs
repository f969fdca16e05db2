//! From a page to an annual report.
//!
//! Labels and headings decide what a thing is, not where it stands: pages come out of many content systems and word
//! processors. What cannot be placed with certainty stands in `unread`; nothing is taken for zero.

#[cfg(feature = "html")]
mod bytes;
mod cells;
mod figures;
mod head;
mod headings;
mod labels;
mod published;
mod review;
mod sections;
mod several;
mod tables;
mod text_tables;
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
        let mut lines = document.lines_of(0, true);
        let others = several::others(document, &lines);
        lines.retain(|l| !others.have(l.row));
        let title = head::title(document, &lines).ok_or_else(|| Error::new(error::NoReportTitle))?;
        let agency = Some(title.agency.clone()).filter(|a| !a.is_empty()).or_else(|| head::publisher(document));
        let mut report = AnnualReport::new(&agency.ok_or_else(|| Error::new(error::NoReportTitle))?, title.year);
        report.source.clone_from(&document.url);
        if let Some(row) = title.row {
            for field in ["/agency", "/year"] {
                report.places.insert(field.to_owned(), document.place(row));
            }
        }
        published::publish_day(document, &lines, &title, &mut report);
        let grids = document.grids(limits.cells)?;
        let mut tables = tables::Tables::new(document, report);
        let of_report = grids.iter().enumerate().filter(|(_, grid)| !others.have(grid.table));
        tables.read(of_report, &lines, title.row.is_some_and(|row| document.is_hidden(row)));
        let (mut report, mut used) = (tables.report, tables.used);
        if report.unread.len() > ENTRIES {
            return Err(Error::new(error::TooMany { what: Limit::Entries, limit: ENTRIES }));
        }
        used.sort_unstable_by_key(|rows| rows.start);
        lines.retain(|l| !others.have_or_repeat(l.row));
        sections::sections(document, &lines, &used, &title, &mut report);
        text_tables::name_text_tables(document, &used, |row| others.have_or_repeat(row), &mut report);
        report.unread.extend(others.unread);
        Ok(report)
    }
}
