//! `other-outcome-high`: 「其他处理」 is for rare cases.

use zwgk_spec::annual_report::other_outcome_high::{Rule, failed};
use zwgk_spec::vocabulary::{Applicant, RequestRow};

use super::identities::{OTHER_2021, is_counted};
use super::{CellRef, Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// A high share of （六） among the year's outcomes asks for a reason.
pub(super) fn other_outcome_high(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let count = |row| reading.report.cells.get(CellRef::Request(row, Applicant::Total)).count();
    let (mut other, mut spots) = (0, Vec::new());
    for row in OTHER_2021.into_iter().chain([RequestRow::OtherAll]) {
        if let Some(count) = count(row).filter(|_| is_counted(row, &reading.report.cells)) {
            other += count;
            spots.push(Spot::Cell(CellRef::Request(row, Applicant::Total)));
        }
    }
    let Some(total) = count(RequestRow::Total).filter(|total| *total >= cx.params.least_outcomes && !spots.is_empty()) else {
        return Ok(Ran::Inapplicable);
    };
    if other * 100 <= total * cx.params.share {
        return Ok(Ran::Applied);
    }
    let share = cx.params.share;
    cx.failed(spots, failed::High { other, total, share })
}
