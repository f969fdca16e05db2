//! `counts-whole` and `counts-not-negative`: counts are whole and ≥ 0; fees are decimals ≥ 0.

use zwgk_spec::annual_report::{counts_not_negative, counts_whole};
use zwgk_spec::vocabulary::Table;

use super::{CellRef, Reading, Spot};
use crate::Number;
use crate::context::{Context, Ran, Ruled};

/// No count has a fraction.
pub(super) fn counts_whole(cx: &mut Context<'_, '_, counts_whole::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let mut any = false;
    for (cell, number) in numbers(reading).filter(|(cell, _)| cell.is_count()) {
        any = true;
        if number.whole().is_none() {
            cx.failed(cell, counts_whole::failed::Fraction { cell, number })?;
        }
    }
    Ok(if any { Ran::Applied } else { Ran::Inapplicable })
}

/// No number is below zero, but a change of the format of 2019.
pub(super) fn counts_not_negative(cx: &mut Context<'_, '_, counts_not_negative::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let mut any = false;
    for (cell, number) in numbers(reading).filter(|(cell, _)| !cell.may_be_negative()) {
        any = true;
        if number.is_negative() {
            cx.failed(cell, counts_not_negative::failed::Negative { cell, number })?;
        }
    }
    Ok(if any { Ran::Applied } else { Ran::Inapplicable })
}

fn numbers<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = (CellRef, Number)> + 'r {
    let cells = &reading.report.cells;
    Table::ALL.into_iter().filter(|t| cells.has(*t)).flat_map(CellRef::of).filter_map(|c| Some((c, c.amount(cells.get(c))?)))
}
