//! `outlier`: a jump against last year that somebody should look at.

use zwgk_spec::annual_report::outlier::{Rule, failed};
use zwgk_spec::vocabulary::{Applicant, RequestRow, ReviewColumn, Table};

use super::{CellRef, Reading, Spot};
use crate::Number;
use crate::context::{Context, Ran, Ruled};

/// No figure that readers look at grew or shrank by the factor, small figures apart.
pub(super) fn outlier(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let Some(previous) = reading.previous else { return Ok(Ran::Inapplicable) };
    let (factor, least) = (cx.params.factor, Number::from_whole(cx.params.least));
    let mut any = false;
    for cell in Table::ALL.into_iter().flat_map(CellRef::of).filter(|c| is_looked_at(*c)) {
        let (Some(now), Some(before)) = (reading.report.cells.get(cell).number(), previous.cells.get(cell).number()) else { continue };
        any = true;
        // A number below zero is a fault of its own; a larger figure below `least` says nothing.
        if now.is_negative() || before.is_negative() {
            continue;
        }
        let large = |n: Number| least.is_some_and(|least| n.at_least_times(1, least));
        let jump = now.at_least_times(factor, before) && large(now) || before.at_least_times(factor, now) && large(before);
        if !jump || now == before {
            continue;
        }
        // Against nothing there is no ratio.
        if now.is_zero() || before.is_zero() {
            cx.failed(vec![Spot::Cell(cell), Spot::Previous(cell)], failed::Zero { cell, now, before })?;
        } else {
            cx.failed(vec![Spot::Cell(cell), Spot::Previous(cell)], failed::Jump { cell, now, before, factor })?;
        }
    }
    Ok(if any { Ran::Applied } else { Ran::Inapplicable })
}

/// Table two, the totals of new requests and outcomes, and the totals of table four.
fn is_looked_at(cell: CellRef) -> bool {
    match cell {
        CellRef::Disclosure(..) => !cell.may_be_negative(),
        CellRef::Request(row, column) => column == Applicant::Total && matches!(row, RequestRow::New | RequestRow::Total),
        CellRef::Review(_, column) => column == ReviewColumn::Total,
    }
}
