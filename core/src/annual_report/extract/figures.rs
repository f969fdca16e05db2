//! Which of a line's figures belongs to which column.

use zwgk_spec::vocabulary::{Applicant, DisclosureRow};

use super::cells::{Read, ReadGrid};
use crate::annual_report::CellRef;
use crate::annual_report::report::format_of;

/// The figures under the heads of their columns, by the columns in which they stand, when every head has one and every figure a
/// head.
pub(super) fn under_heads(
    grid: &ReadGrid<'_>,
    line: usize,
    heads: &[(usize, CellRef)],
    values: &[Read<'_>],
) -> Option<Vec<(usize, CellRef)>> {
    let mut seen: Vec<usize> = Vec::new();
    for (column, _) in heads {
        let row = grid.at(line, *column)?.cell.row;
        if seen.contains(&row) || !values.iter().any(|v| v.cell.row == row) {
            return None;
        }
        seen.push(row);
    }
    let all = !seen.is_empty() && values.iter().filter(|v| v.is_figure()).all(|v| seen.contains(&v.cell.row));
    all.then(|| heads.to_vec())
}

/// The `count` cells that are left when blank ones before or behind them are taken away, if there is one way to do it.
pub(super) fn without_padding<'v, 'g>(values: &'v [Read<'g>], count: usize) -> Option<&'v [Read<'g>]> {
    let more = values.len().checked_sub(count)?;
    let is_blank = |c: &&Read<'_>| c.is_blank();
    let (before, behind) = (values.iter().take_while(is_blank).count(), values.iter().rev().take_while(is_blank).count());
    match (before >= more, behind >= more) {
        (true, false) => values.get(more..),
        (false, true) => values.get(..count),
        // All of them are blank, whichever they are.
        (true, true) if before == values.len() => values.get(..count),
        (false, false) if before + behind == more => values.get(before..before + count),
        _ => None,
    }
}

/// The columns that a head's line names, and those that stand in the line above and reach into it: 自然人 and 总计.
pub(super) fn with_those_above(grid: &ReadGrid<'_>, line: usize, mut columns: Vec<(usize, Applicant)>) -> Vec<(usize, Applicant)> {
    let above = line.checked_sub(1).map_or(&[][..], |l| grid.line(l));
    for (column, label) in above.iter().filter_map(|c| Some((c.cell.column, c.applicant?))) {
        if !columns.iter().any(|(at, known)| *at == column || *known == label) {
            columns.push((column, label));
        }
    }
    columns.sort_by_key(|(column, _)| *column);
    columns
}

/// The columns that a row of table two has in the format of a year, for a table without a head.
pub(super) fn usual_columns(row: DisclosureRow, year: i32) -> Vec<CellRef> {
    let format = format_of(year);
    crate::annual_report::tables::columns(row)
        .iter()
        .map(|c| CellRef::Disclosure(row, *c))
        .filter(|c| c.only_in().is_none_or(|only| only == format))
        .collect()
}
