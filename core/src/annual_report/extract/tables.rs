//! Grids to the three tables. Rows are known by their labels, not by where they stand: tables are split, pasted without a
//! head, or nested, and other tables stand around them.

use zwgk_spec::vocabulary::{Applicant, DisclosureColumn, DisclosureRow, RequestRow, ReviewColumn, Table};

use zwgk_spec::words::annual_report as words;

use super::labels::{applicant, bare, disclosure_column, disclosure_row, misprinted_row, request_row, review_column, review_group};
use super::values::{cell, may_be_value};
use crate::Place;
use crate::annual_report::report::{ENTRIES, format_of};
use crate::annual_report::{AnnualReport, Cell, CellRef};
use crate::document::{Document, Grid, GridCell, Line};

/// Reads every grid.
pub(super) struct Tables<'d> {
    pub document: &'d Document,
    pub report: AnnualReport,
    /// What of the document stands in lines of the report's tables: its rows, from and to.
    pub used: Vec<core::ops::Range<usize>>,
    /// The columns of table three that were last seen: a table that was split has no head of its own.
    applicants: Vec<(usize, Applicant)>,
    /// The columns of the part of table two at hand.
    disclosures: Vec<(usize, DisclosureColumn)>,
    /// Whether the table at hand is hidden while others are shown.
    is_copy: bool,
}

impl<'d> Tables<'d> {
    pub fn new(document: &'d Document, report: AnnualReport) -> Self {
        Tables { document, report, used: Vec::new(), applicants: Vec::new(), disclosures: Vec::new(), is_copy: false }
    }

    /// Reads the grids, those that are shown first: a hidden one may be another year's report, or the same for a printer. `lines`
    /// are those of the page: a table's title stands before it.
    pub fn read(&mut self, grids: &[Grid], lines: &[Line]) {
        let (shown, hidden): (Vec<_>, Vec<_>) = grids.iter().enumerate().partition(|(_, g)| !self.document.is_hidden(g.table));
        let any_shown = !shown.is_empty();
        for (number, grid) in shown.into_iter().chain(hidden) {
            let before = lines.get(..lines.partition_point(|l| l.row < grid.table)).and_then(<[Line]>::last).map_or("", |l| &l.text);
            let at = Of { grid, number, before };
            self.is_copy = any_shown && self.document.is_hidden(grid.table);
            let mut review = Review::default();
            let is_table2 = looks_like_table2(grid);
            let lines: Vec<bool> = (0..grid.lines.len()).map(|line| self.line(at, line, is_table2, &mut review)).collect();
            if !lines.contains(&true) {
                continue;
            }
            if review.headed && !review.read {
                self.blank_review(at);
            }
            for (line, cells) in grid.lines.iter().enumerate() {
                // A cell over a whole line holds a heading or a paragraph, where a report is one large table.
                let is_read = lines.get(line) == Some(&true);
                if !is_read && matches!(cells.as_slice(), [text] if !is_title_of_table2(&text.text)) {
                    continue;
                }
                self.used.extend(cells.iter().map(|c| c.row..self.document.end(c.row)));
                // Figures in a table of the report that no row of the format is for.
                if is_read {
                    continue;
                }
                if let Some(value) = cells.iter().skip(1).find(|c| is_figure(c)) {
                    self.unread(at, line, value);
                }
            }
        }
    }

    /// Reads a line; whether it is one of the three tables'.
    fn line(&mut self, of: Of<'_>, line: usize, is_table2: bool, review: &mut Review) -> bool {
        let Some(cells) = of.grid.lines.get(line).filter(|cells| cells.len() <= MOST_CELLS) else { return false };
        let applicants: Vec<(usize, Applicant)> = cells.iter().filter_map(|c| Some((c.column, applicant(&c.text)?))).collect();
        if applicants.len() >= HEAD_LABELS {
            self.applicants = with_those_above(of.grid, line, applicants);
            return true;
        }
        if cells.iter().filter(|c| review_column(&c.text).is_some()).count() >= HEAD_LABELS {
            review.headed = true;
            return true;
        }
        let is_review = |c: &GridCell| review_column(&c.text).is_some() || review_group(&c.text).is_some();
        if (review.headed || cells.len() >= REVIEW_CELLS || cells.iter().any(is_review)) && self.review(of, line, cells, review) {
            review.read = true;
            return true;
        }
        let columns: Vec<(usize, DisclosureColumn)> = cells.iter().filter_map(|c| Some((c.column, disclosure_column(&c.text)?))).collect();
        if is_table2 && !columns.is_empty() && !cells.iter().any(|c| is_figure(c) || disclosure_row(&c.text).is_some()) {
            self.disclosures = columns;
            return true;
        }
        // The label nearest to the figures: those before it name groups.
        let Some(last) = cells.iter().rposition(|c| !may_be_value(&c.text)) else { return false };
        let (Some(label), Some(values)) = (cells.get(last), cells.get(last + 1..)) else { return false };
        if values.is_empty() {
            return false;
        }
        let of_table2 = disclosure_row(&label.text).filter(|_| is_table2);
        let of_table3 = || request_row(&label.text).or_else(|| misprinted_row(&label.text));
        if let Some(row) = of_table2 {
            self.disclosure(of, line, row, values);
            return true;
        }
        // 总计 is a head too, and words of labels stand in other tables.
        let row = Some(values).filter(|v| v.len() >= LEAST_APPLICANTS).and_then(|_| of_table3());
        if let Some(row) = row {
            self.request(of, line, row, values);
        }
        row.is_some()
    }

    fn request(&mut self, of: Of<'_>, line: usize, row: RequestRow, values: &[GridCell]) {
        let heads: Vec<(usize, CellRef)> = self.applicants.iter().map(|(at, c)| (*at, CellRef::Request(row, *c))).collect();
        let usual = Applicant::ALL.map(|c| CellRef::Request(row, c));
        let order = if heads.len() == usual.len() { heads.iter().map(|(_, c)| *c).collect() } else { usual.to_vec() };
        self.figures(of, line, &heads, &order, values);
    }

    fn disclosure(&mut self, of: Of<'_>, line: usize, row: DisclosureRow, values: &[GridCell]) {
        let known = crate::annual_report::tables::columns(row);
        let heads: Vec<(usize, CellRef)> = if self.disclosures.iter().all(|(_, c)| known.contains(c)) {
            self.disclosures.iter().map(|(at, c)| (*at, CellRef::Disclosure(row, *c))).collect()
        } else {
            Vec::new()
        };
        let order = if heads.is_empty() { usual_columns(row, self.report.year) } else { heads.iter().map(|(_, c)| *c).collect() };
        self.figures(of, line, &heads, &order, values);
    }

    /// Puts the figures of a line where they belong: one by one when they are as many as the columns; else each under its head;
    /// else those that are left when the empty cells of spans that are not told are taken away. What is none of these is unread.
    fn figures(&mut self, of: Of<'_>, line: usize, heads: &[(usize, CellRef)], order: &[CellRef], values: &[GridCell]) {
        let pairs = if values.len() == order.len() {
            Some(values.iter().zip(order.iter().copied()).collect())
        } else {
            under_heads(of.grid, line, heads, values)
                .or_else(|| Some(without_padding(values, order.len())?.iter().zip(order.iter().copied()).collect()))
        };
        match pairs {
            Some(pairs) => pairs.into_iter().for_each(|(value, to)| self.put(of, line, to, value)),
            None => {
                if let Some(value) = values.first() {
                    self.unread(of, line, value);
                }
            }
        }
    }

    /// Reads a line of table four: figures whose column and group stand above or before them, or all fifteen without a head.
    fn review(&mut self, of: Of<'_>, line: usize, cells: &[GridCell], review: &Review) -> bool {
        let all = review_cells();
        let labels = cells.iter().take_while(|c| !may_be_value(&c.text)).count();
        let figures = cells.get(labels..).unwrap_or_default();
        if !figures.iter().any(is_figure) || !figures.iter().all(|c| may_be_value(&c.text)) {
            return false;
        }
        if labels == 0 && (!review.headed || in_usual_order(of.grid, line)) {
            let heads: Vec<(usize, CellRef)> = review_columns(of.grid, line).into_iter().zip(all.iter().copied()).collect();
            let as_many = figures.len() == all.len();
            let under = Some(heads).filter(|h| !as_many && h.len() == all.len()).and_then(|h| under_heads(of.grid, line, &h, figures));
            let fifteen = Some(figures).filter(|_| as_many).or_else(|| without_padding(figures, all.len()));
            if let Some(pairs) = under.or_else(|| Some(fifteen?.iter().zip(all.iter().copied()).collect())) {
                pairs.into_iter().for_each(|(value, to)| self.put(of, line, to, value));
                return true;
            }
        }
        let pairs: Vec<(&GridCell, CellRef)> = figures.iter().filter_map(|v| Some((v, review_cell(of, line, v)?))).collect();
        if !pairs.iter().any(|(value, _)| is_figure(value)) {
            return false;
        }
        for value in figures.iter().filter(|v| is_figure(v) && pairs.iter().all(|(p, _)| p.row != v.row)) {
            self.unread(of, line, value);
        }
        for (value, to) in pairs {
            self.put(of, line, to, value);
        }
        true
    }

    /// Table four with nothing in it: the last line that has as many cells as the table.
    fn blank_review(&mut self, of: Of<'_>) {
        let all = review_cells();
        let is_blank = |cells: &[GridCell]| cells.len() == all.len() && cells.iter().all(|c| cell(&c.text) == Cell::Blank);
        if let Some((line, cells)) = of.grid.lines.iter().enumerate().rev().find(|(_, cells)| is_blank(cells)) {
            for (value, to) in cells.iter().zip(&all) {
                self.put(of, line, *to, value);
            }
        }
    }

    fn put(&mut self, of: Of<'_>, line: usize, to: CellRef, value: &GridCell) {
        let read = cell(&value.text);
        match self.report.cells.get(to) {
            Cell::Absent => {
                let place = self.place(of, line, value);
                self.report.places.insert(to.pointer(), place);
                self.report.cells.set(to, read);
            }
            // The same table again, for another screen; or one that is not shown, and another year's.
            same if *same == read || self.is_copy => {}
            _ => self.unread(of, line, value),
        }
    }

    fn unread(&mut self, of: Of<'_>, line: usize, value: &GridCell) {
        // One more than a report may have is an error, and as many as a page may have cost gigabytes.
        if self.is_copy || self.report.unread.len() > ENTRIES {
            return;
        }
        let cells = of.grid.lines.get(line).into_iter().flatten();
        let snippet = cells.map(|c| c.text.trim()).collect::<Vec<_>>().join(" ");
        let place = Place { snippet: Some(crate::arg::quote(&snippet)), ..self.place(of, line, value) };
        self.report.unread.push(place);
    }

    fn place(&self, of: Of<'_>, line: usize, value: &GridCell) -> Place {
        let count = |n: usize| u64::try_from(n + 1).ok();
        Place { table: count(of.number), row: count(line), ..self.document.place(value.row) }
    }
}

/// What was seen of table four in a grid.
#[derive(Default)]
struct Review {
    headed: bool,
    read: bool,
}

/// The cells of table four in their order.
fn review_cells() -> Vec<CellRef> {
    CellRef::of(Table::Table4).collect()
}

/// Whether a table is of part two, and not one about licences that stands beside it: its title names article 20, its heads or
/// several of its rows are the format's.
fn looks_like_table2(grid: &Grid) -> bool {
    let cells = || grid.lines.iter().flatten();
    let rows = cells().filter_map(|c| disclosure_row(&c.text)).collect::<Vec<_>>();
    let several = rows.iter().filter(|row| rows.first() != Some(row)).count() >= 2;
    cells().any(|c| is_title_of_table2(&c.text)) || (cells().any(|c| disclosure_column(&c.text).is_some()) && !rows.is_empty()) || several
}

/// Whether a cell is the title of a part of table two: 第二十条第（一）项.
fn is_title_of_table2(text: &str) -> bool {
    words::ARTICLE_20.iter().any(|title| bare(text).starts_with(title))
}

/// A grid and its number in the document.
#[derive(Clone, Copy)]
struct Of<'g> {
    grid: &'g Grid,
    number: usize,
    /// The line before it.
    before: &'g str,
}

/// As many labels of columns make a line the head of a table.
const HEAD_LABELS: usize = 3;

/// No line of the report's tables has as many cells: fifteen figures of table four, their labels, and what pads them.
const MOST_CELLS: usize = 64;

/// The heads of a figure stand so many lines above it at most.
const ABOVE: usize = 64;

/// A line of table three has as many cells behind its label, if not all seven.
const LEAST_APPLICANTS: usize = 6;

/// Cells of table four's one line.
const REVIEW_CELLS: usize = 15;

/// Whether something stands in a cell that can be a figure.
fn is_figure(cell: &GridCell) -> bool {
    !cell.text.trim().is_empty() && may_be_value(&cell.text) && super::values::cell(&cell.text) != Cell::Blank
}

/// The figures under the heads of their columns, when every head has one and every figure a head.
fn under_heads<'g>(grid: &'g Grid, line: usize, heads: &[(usize, CellRef)], values: &[GridCell]) -> Option<Vec<(&'g GridCell, CellRef)>> {
    let mut pairs: Vec<(&GridCell, CellRef)> = Vec::new();
    for (column, to) in heads {
        let value = grid.at(line, *column).filter(|c| values.iter().any(|v| v.row == c.row))?;
        if pairs.iter().any(|(seen, _)| seen.row == value.row) {
            return None;
        }
        pairs.push((value, *to));
    }
    let all = !pairs.is_empty() && values.iter().filter(|v| is_figure(v)).all(|v| pairs.iter().any(|(p, _)| p.row == v.row));
    all.then_some(pairs)
}

/// The `count` cells that are left when blank ones before or behind them are taken away, if there is one way to do it.
fn without_padding(values: &[GridCell], count: usize) -> Option<&[GridCell]> {
    let more = values.len().checked_sub(count)?;
    let is_blank = |c: &GridCell| cell(&c.text) == Cell::Blank;
    let (before, behind) = (values.iter().take_while(|c| is_blank(c)).count(), values.iter().rev().take_while(|c| is_blank(c)).count());
    match (before >= more, behind >= more) {
        (true, false) => values.get(more..),
        (false, true) => values.get(..count),
        _ => None,
    }
}

/// The columns that a head's line names, and those that stand in the line above and reach into it: 自然人 and 总计.
fn with_those_above(grid: &Grid, line: usize, mut columns: Vec<(usize, Applicant)>) -> Vec<(usize, Applicant)> {
    let above = line.checked_sub(1).and_then(|l| grid.lines.get(l)).into_iter().flatten();
    for (column, label) in above.filter_map(|c| Some((c.column, applicant(&c.text)?))) {
        if !columns.iter().any(|(at, known)| *at == column || *known == label) {
            columns.push((column, label));
        }
    }
    columns.sort_by_key(|(column, _)| *column);
    columns
}

/// The columns that a row of table two has in the format of a year, for a table without a head.
fn usual_columns(row: DisclosureRow, year: i32) -> Vec<CellRef> {
    let format = format_of(year);
    crate::annual_report::tables::columns(row)
        .iter()
        .map(|c| CellRef::Disclosure(row, *c))
        .filter(|c| c.only_in().is_none_or(|only| only == format))
        .collect()
}

/// The columns over which labels of table four stand.
fn review_columns(grid: &Grid, line: usize) -> Vec<usize> {
    let labels =
        grid.lines.get(line.saturating_sub(ABOVE)..line).unwrap_or_default().iter().flatten().filter(|c| review_column(&c.text).is_some());
    let mut columns: Vec<usize> = labels.map(|c| c.column).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// The labels of column and group that stand over or before a figure.
fn review_cell(of: Of<'_>, line: usize, value: &GridCell) -> Option<CellRef> {
    let grid = of.grid;
    let above = (line.saturating_sub(ABOVE)..line).rev().filter_map(|l| grid.at(l, value.column));
    let before = (value.column.saturating_sub(ABOVE)..value.column).rev().filter_map(|c| grid.at(line, c));
    let labels: Vec<&str> = above.chain(before).map(|c| c.text.as_str()).collect();
    let column = labels.iter().find_map(|l| review_column(l))?;
    let group = labels.iter().find_map(|l| review_group(l)).or_else(|| review_group(of.before))?;
    Some(CellRef::Review(group, column))
}

/// Whether no figure of a line stands under the label of another column than its number says.
fn in_usual_order(grid: &Grid, line: usize) -> bool {
    let above = grid.lines.get(line.saturating_sub(ABOVE)..line).unwrap_or_default();
    let heads = above.iter().rev().find(|l| l.iter().filter(|c| review_column(&c.text).is_some()).count() >= HEAD_LABELS);
    // One that is misprinted stands in its place all the same.
    let labels = heads.into_iter().flatten().filter(|c| !bare(&c.text).is_empty()).map(|c| review_column(&c.text));
    labels.zip(ReviewColumn::ALL.iter().cycle()).all(|(label, usual)| label.is_none_or(|label| label == *usual))
}
