//! `format-of-year`: the layout of the tables is that of the report's year.

use zwgk_spec::annual_report::format_of_year::{Params, Rule, cant_tell, failed};
use zwgk_spec::vocabulary::{ReportFact, ReportField, ReportFormat, Table};

use super::{CellRef, Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// The format of a report's year.
pub(super) fn of_year(params: &Params, year: i64) -> ReportFormat {
    if year >= params.second_format_from { ReportFormat::V2021 } else { ReportFormat::V2019 }
}

/// The rows and keys that are there decide; `format` is a claim.
pub(super) fn format_of_year(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let report = reading.report;
    let year = i64::from(report.year);
    let wanted = of_year(&cx.params, year);
    let other = if wanted == ReportFormat::V2021 { ReportFormat::V2019 } else { ReportFormat::V2021 };
    let shows = |format| {
        Table::ALL.into_iter().flat_map(CellRef::of).filter(move |c| c.only_in() == Some(format) && report.cells.get(*c).is_there())
    };
    // A row of table three is named once, not in each of its seven cells.
    let mut spots: Vec<Spot> = Vec::new();
    let mut named: Vec<CellRef> = Vec::new();
    for cell in shows(other) {
        let head = match cell {
            CellRef::Request(row, _) => CellRef::Request(row, zwgk_spec::vocabulary::Applicant::Total),
            cell => cell,
        };
        if !named.contains(&head) {
            named.push(head);
            spots.push(Spot::Layout(head));
        }
    }
    if !spots.is_empty() {
        // For the year 2019 the new format was 鼓励, 确有困难的可参照.
        return if year <= cx.params.encouraged_year {
            cx.failed(spots, failed::OtherLayoutFirstYear { year, wanted, other })
        } else {
            cx.failed(spots, failed::OtherLayout { year, wanted, other })
        };
    }
    if shows(wanted).next().is_some() {
        return Ok(Ran::Applied);
    }
    match report.format {
        Some(claim) if claim == other => {
            cx.cant_tell(ReportField::Format, ReportFact::LayoutOfTables, cant_tell::ClaimOnly { year, wanted, claim })
        }
        _ => Ok(Ran::Inapplicable),
    }
}
