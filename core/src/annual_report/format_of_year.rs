//! `format-of-year`: the layout of the tables is that of the report's year.

use zwgk_spec::annual_report::format_of_year::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::{DisclosureColumn, DisclosureRow, ReportFact, ReportField, ReportFormat, RequestRow, Table};

use super::identities::OTHER_2021;
use super::{CellRef, Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// The rows and keys that are there decide; `format` is a claim.
pub(super) fn format_of_year(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let report = reading.report;
    let year = i64::from(report.year);
    let (wanted, other) = if year >= cx.params.second_format_from {
        (ReportFormat::V2021, ReportFormat::V2019)
    } else {
        (ReportFormat::V2019, ReportFormat::V2021)
    };
    let shows = |format| {
        Table::ALL.into_iter().flat_map(CellRef::of).filter(move |c| only_in(*c) == Some(format) && report.cells.get(*c).is_there())
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

/// The format that alone has a cell, if only one has it.
fn only_in(cell: CellRef) -> Option<ReportFormat> {
    use DisclosureColumn as C;
    match cell {
        CellRef::Request(RequestRow::OtherAll, _) => Some(ReportFormat::V2019),
        CellRef::Request(row, _) if OTHER_2021.contains(&row) => Some(ReportFormat::V2021),
        CellRef::Disclosure(DisclosureRow::OtherServices | DisclosureRow::Procurement, _) => Some(ReportFormat::V2019),
        CellRef::Disclosure(_, C::NewlyDisclosed | C::TotalDisclosed | C::ItemsLastYear | C::Change) => Some(ReportFormat::V2019),
        CellRef::Disclosure(_, C::Repealed | C::InForce) => Some(ReportFormat::V2021),
        CellRef::Disclosure(DisclosureRow::Fees, C::Amount) => Some(ReportFormat::V2021),
        _ => None,
    }
}
