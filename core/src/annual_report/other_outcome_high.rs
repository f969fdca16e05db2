//! `other-outcome-high`: 「其他处理」 is for rare cases.

use zwgk_spec::annual_report::other_outcome_high::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::{Applicant, RequestRow};

use super::identities::{OTHER_2021, is_counted};
use super::{CellRef, Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// A high share of （六） among the year's outcomes asks for a reason.
pub(super) fn other_outcome_high(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let cells = &reading.report.cells;
    let total_of = |row| CellRef::Request(row, Applicant::Total);
    let counted = |row: &RequestRow| is_counted(*row, cells);
    let rows: Vec<CellRef> = OTHER_2021.into_iter().chain([RequestRow::OtherAll]).filter(counted).map(total_of).collect();
    let total = cells.get(total_of(RequestRow::Total)).count();
    let Some(total) = total.filter(|total| *total >= cx.params.least_outcomes && rows.iter().any(|cell| cells.get(*cell).is_there()))
    else {
        return Ok(Ran::Inapplicable);
    };
    let other: i64 = rows.iter().filter_map(|cell| cells.get(*cell).count()).sum();
    let share = cx.params.share;
    let spots = |cells: &[CellRef]| cells.iter().copied().map(Spot::Cell).collect::<Vec<_>>();
    if other * 100 > total * share {
        let known: Vec<CellRef> = rows.into_iter().filter(|cell| cells.get(*cell).count().is_some()).collect();
        return cx.failed(spots(&known), failed::High { other, total, share });
    }
    // What is not known may take the share beyond the limit, and is never taken for 0.
    let unknown: Vec<CellRef> = rows.into_iter().filter(|cell| cells.get(*cell).count().is_none()).collect();
    if unknown.is_empty() {
        return Ok(Ran::Applied);
    }
    cx.cant_tell(spots(&unknown), spots(&unknown), cant_tell::NotKnown { count: unknown.len() })
}
