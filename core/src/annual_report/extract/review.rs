//! The lines of table four.

use zwgk_spec::vocabulary::{ReviewColumn, Table};

use super::cells::{Read, ReadGrid};
use super::figures::{under_heads, without_padding};
use super::labels::misprinted_review_column;
use super::tables::{ABOVE, HEAD_LABELS, Review, Tables};
use crate::annual_report::{CellRef, Labelled};

/// Cells of table four's one line.
const REVIEW_CELLS: usize = 15;

impl Tables<'_> {
    /// Keeps the labels of a head of table four, if a line is one.
    pub(super) fn head_of_table4(&mut self, grid: &ReadGrid<'_>, line: usize) -> bool {
        let cells = grid.line(line);
        if !is_head(cells) {
            return false;
        }
        let above = line.checked_sub(1).map_or(&[][..], |l| grid.line(l));
        for label in above.iter().chain(cells) {
            let misprinted = || misprinted_review_column(label.words.as_ref()?).map(Labelled::ReviewColumn);
            if let Some(of) = label.of_review().or_else(misprinted) {
                self.label(grid, line, label, of);
            }
        }
        true
    }

    /// Reads a line of table four: figures whose column and group stand above or before them, or all fifteen without a head.
    pub(super) fn review(&mut self, grid: &ReadGrid<'_>, line: usize, review: &Review) -> bool {
        let cells = grid.line(line);
        if !(review.headed || cells.len() >= REVIEW_CELLS || cells.iter().any(Read::is_of_review)) {
            return false;
        }
        let all = review_cells();
        // A word may stand in the place of a figure: 三.
        let filled = cells.iter().filter(|c| c.is_figure()).count();
        let is_whole = review.headed && cells.len() == all.len() && 2 * filled > all.len() && !cells.iter().any(Read::is_of_review);
        let labels = if is_whole { 0 } else { cells.iter().take_while(|c| !c.may_be_value).count() };
        let figures = cells.get(labels..).unwrap_or_default();
        if !figures.iter().any(Read::is_figure) || !(is_whole || figures.iter().all(|c| c.may_be_value)) {
            return false;
        }
        if labels == 0 && (!review.headed || in_usual_order(grid, line)) {
            let heads: Vec<(usize, CellRef)> = review_columns(grid, line).into_iter().zip(all.iter().copied()).collect();
            let as_many = figures.len() == all.len();
            let under = Some(heads).filter(|h| !as_many && h.len() == all.len()).and_then(|h| under_heads(grid, line, &h, figures));
            let fifteen = Some(figures).filter(|_| as_many).or_else(|| without_padding(figures, all.len()));
            let in_order = || Some(fifteen?.iter().map(|v| v.cell.column).zip(all.iter().copied()).collect());
            if let Some(pairs) = under.or_else(in_order) {
                for (column, to) in pairs {
                    if let Some(value) = grid.at(line, column) {
                        self.put(grid, line, to, value, None);
                    }
                }
                return true;
            }
        }
        let pairs: Vec<(&Read<'_>, CellRef)> = figures.iter().filter_map(|v| Some((v, review_cell(grid, line, v)?))).collect();
        if !pairs.iter().any(|(value, _)| value.is_figure()) {
            return false;
        }
        for label in cells.get(..labels).unwrap_or_default() {
            if let Some(of) = label.of_review() {
                self.label(grid, line, label, of);
            }
        }
        for value in figures.iter().filter(|v| v.is_figure() && pairs.iter().all(|(p, _)| p.cell.row != v.cell.row)) {
            self.unread(grid, line, value);
        }
        for (value, to) in pairs {
            self.put(grid, line, to, value, None);
        }
        true
    }

    /// Table four with nothing in it: the last line that has as many cells as the table.
    pub(super) fn blank_review(&mut self, grid: &ReadGrid<'_>) {
        let all = review_cells();
        let is_blank = |cells: &Vec<Read<'_>>| cells.len() == all.len() && cells.iter().all(Read::is_blank);
        if let Some(line) = grid.lines.iter().rposition(is_blank) {
            for (value, to) in grid.line(line).iter().zip(&all) {
                self.put(grid, line, *to, value, None);
            }
        }
    }
}

/// The cells of table four in their order.
fn review_cells() -> Vec<CellRef> {
    CellRef::of(Table::Table4).collect()
}

/// Whether a line is the head of table four.
fn is_head(cells: &[Read<'_>]) -> bool {
    cells.iter().filter(|c| c.review_column.is_some()).count() >= HEAD_LABELS
}

/// The columns over which labels of table four stand.
fn review_columns(grid: &ReadGrid<'_>, line: usize) -> Vec<usize> {
    let labels =
        grid.lines.get(line.saturating_sub(ABOVE)..line).unwrap_or_default().iter().flatten().filter(|c| c.review_column.is_some());
    let mut columns: Vec<usize> = labels.map(|c| c.cell.column).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// The labels of column and group that stand over or before a figure.
fn review_cell(grid: &ReadGrid<'_>, line: usize, value: &Read<'_>) -> Option<CellRef> {
    let above = || (line.saturating_sub(ABOVE)..line).rev().filter_map(|l| grid.at(l, value.cell.column));
    let before = || (value.cell.column.saturating_sub(ABOVE)..value.cell.column).rev().filter_map(|c| grid.at(line, c));
    let labels = || above().chain(before());
    let column = labels().find_map(|l| l.review_column)?;
    let group = labels().find_map(|l| l.review_group).or(grid.group_before)?;
    Some(CellRef::Review(group, column))
}

/// Whether no figure of a line stands under the label of another column than its number says.
fn in_usual_order(grid: &ReadGrid<'_>, line: usize) -> bool {
    let heads = grid.lines.get(line.saturating_sub(ABOVE)..line).unwrap_or_default().iter().rev().find(|l| is_head(l));
    // One that is misprinted stands in its place all the same.
    let labels = heads.into_iter().flatten().filter(|c| c.words.is_some()).map(|c| c.review_column);
    labels.zip(ReviewColumn::ALL.iter().cycle()).all(|(label, usual)| label.is_none_or(|label| label == *usual))
}
