//! Grids to the three tables. Rows are known by their labels, not by where they stand: tables are split, pasted without a
//! head, or nested, and other tables stand around them.

use core::ops::Range;

use zwgk_spec::vocabulary::{Applicant, DisclosureColumn, DisclosureRow, RequestRow, Table};

use super::cells::{Read, ReadGrid};
use super::figures::{under_heads, usual_columns, with_those_above, without_padding};
use super::labels::{is_doubtful_total, misprinted_applicant, misprinted_disclosure_row, misprinted_row, request_row};
use super::values::cell_of;
use crate::Place;
use crate::annual_report::label_words::money_unit;
use crate::annual_report::report::ENTRIES;
use crate::annual_report::{AnnualReport, Cell, CellRef, Labelled, PrintedLabel};
use crate::arg::quote;
use crate::document::{Document, Grid, Line};

/// Reads every grid.
pub(super) struct Tables<'d> {
    pub document: &'d Document,
    pub report: AnnualReport,
    /// What of the document stands in lines of the report's tables: its rows, from and to.
    pub used: Vec<Range<usize>>,
    /// The columns of table three that were last seen: a table that was split has no head of its own.
    applicants: Vec<(usize, Applicant)>,
    /// The columns of the part of table two at hand, and the unit of its sums where one is named.
    disclosures: Vec<(usize, DisclosureColumn)>,
    unit: Option<&'static str>,
    /// Whether the table at hand is hidden while others are shown.
    is_copy: bool,
}

/// No line of the report's tables has as many cells: fifteen figures of table four, their labels, and what pads them.
const MOST_CELLS: usize = 64;

/// Labels that are kept; the formats have a hundred. Of further rows the figures are named all the same.
const MOST_LABELS: usize = 1_000;

/// The heads of a figure stand so many lines above it, or columns before it, at most.
pub(super) const ABOVE: usize = 64;

/// As many labels of columns make a line the head of a table.
pub(super) const HEAD_LABELS: usize = 3;

/// A line of table three has as many cells behind its label, if not all seven.
const LEAST_APPLICANTS: usize = 6;

impl<'d> Tables<'d> {
    pub fn new(document: &'d Document, report: AnnualReport) -> Self {
        Tables { document, report, used: Vec::new(), applicants: Vec::new(), disclosures: Vec::new(), unit: None, is_copy: false }
    }

    /// Reads the grids, those that are shown first: a hidden one may be another year's report, or the same for a printer; unless
    /// the report itself `is_hidden`. `lines` are those of the page: a table's title stands before it.
    pub fn read<'g>(&mut self, grids: impl Iterator<Item = (usize, &'g Grid)>, lines: &[Line], is_hidden: bool) {
        let (shown, hidden): (Vec<_>, Vec<_>) = grids.partition(|(_, g)| !self.document.is_hidden(g.table));
        let any_shown = !shown.is_empty() && !is_hidden;
        for (number, grid) in shown.into_iter().chain(hidden) {
            let before = lines.get(..lines.partition_point(|l| l.row < grid.table)).and_then(<[Line]>::last).map_or("", |l| &l.text);
            self.is_copy = any_shown && self.document.is_hidden(grid.table);
            self.grid(&ReadGrid::new(grid, number, before));
        }
    }

    fn grid(&mut self, grid: &ReadGrid<'_>) {
        let mut review = Review::default();
        let is_table2 = grid.looks_like_table2();
        let tables: Vec<Option<Table>> = (0..grid.lines.len()).map(|line| self.line(grid, line, is_table2, &mut review)).collect();
        if tables.iter().all(Option::is_none) {
            return;
        }
        if review.headed && !review.read {
            self.blank_review(grid);
        }
        let mut table = tables.iter().find_map(|t| *t);
        for (line, cells) in grid.lines.iter().enumerate() {
            let is_read = tables.get(line).copied().flatten();
            table = is_read.or(table);
            // A cell over a whole line holds a heading or a paragraph, where a report is one large table.
            if is_read.is_none() && matches!(cells.as_slice(), [text] if !text.is_title_of_table2()) {
                continue;
            }
            self.used.extend(cells.iter().map(|c| c.cell.row..self.document.end(c.cell.row)));
            // Figures in a table of the report that no row of the format is for.
            if is_read.is_none()
                && let Some(value) = cells.iter().skip(1).find(|c| c.is_figure())
            {
                let labels = cells.iter().take_while(|c| c.cell.row != value.cell.row);
                // A row that the format has comes again: of another report, or with figures that were not read.
                let is_own = |c: &&Read<'_>| c.disclosure_row.is_some() || c.words.as_ref().and_then(request_row).is_some();
                let label = labels.filter(|c| c.words.is_some()).last().filter(|label| !is_own(label));
                if let (Some(label), Some(table)) = (label, table) {
                    self.label(grid, line, label, Labelled::Extra(table));
                }
                self.unread(grid, line, value);
            }
        }
    }

    /// Reads a line; which of the three tables it is of, if it is of one.
    fn line(&mut self, grid: &ReadGrid<'_>, line: usize, is_table2: bool, review: &mut Review) -> Option<Table> {
        let cells = grid.line(line);
        if cells.len() > MOST_CELLS {
            return None;
        }
        if self.head_of_table3(grid, line) {
            return Some(Table::Table3);
        }
        if self.head_of_table4(grid, line) {
            review.headed = true;
            return Some(Table::Table4);
        }
        if self.review(grid, line, review) {
            review.read = true;
            return Some(Table::Table4);
        }
        if is_table2 && self.head_of_table2(grid, line) {
            return Some(Table::Table2);
        }
        // The label nearest to the figures: those before it name groups. A text with a number may be a figure too: 约12件.
        let last = cells.iter().rposition(|c| !c.may_be_value)?;
        let before = || cells.iter().rposition(|c| !c.may_be_value && !c.may_hold_figure()).filter(|at| *at < last);
        let row = self.row(grid, line, last, is_table2).or_else(|| self.row(grid, line, before()?, is_table2));
        row.or_else(|| self.row(grid, line, self.label_before_words(cells, last, is_table2)?, is_table2))
    }

    /// The cell of a line that is a row's label, where a word stands in the place of a figure: 二十四. It is one only when as many
    /// cells follow as the table has columns, for behind the names of groups stand the labels of rows.
    fn label_before_words(&self, cells: &[Read<'_>], last: usize, is_table2: bool) -> Option<usize> {
        let is_label = |(at, label): &(usize, &Read<'_>)| {
            let behind = cells.len() - at - 1;
            let of_table2 = is_table2 && label.disclosure_row.is_some() && behind == self.disclosures.len();
            of_table2 || behind == Applicant::ALL.len() && label.words.as_ref().and_then(request_row).is_some()
        };
        cells.iter().enumerate().take(last).rev().find(is_label).map(|(at, _)| at)
    }

    /// Reads a line as a row of table two or three whose label stands in a cell of it.
    fn row(&mut self, grid: &ReadGrid<'_>, line: usize, label: usize, is_table2: bool) -> Option<Table> {
        let cells = grid.line(line);
        let (label, values) = (cells.get(label)?, cells.get(label + 1..)?);
        let words = label.words.as_ref().filter(|_| !values.is_empty())?;
        let of_table2 = || label.disclosure_row.or_else(|| misprinted_disclosure_row(words).filter(|_| values.iter().any(Read::is_figure)));
        if let Some(row) = Some(is_table2).filter(|is| *is).and_then(|_| of_table2()) {
            self.label(grid, line, label, Labelled::DisclosureRow(row));
            self.disclosure(grid, line, row, values, money_unit(&label.cell.text));
            return Some(Table::Table2);
        }
        // 总计 is a head too, and words of labels stand in other tables.
        if values.len() < LEAST_APPLICANTS {
            return None;
        }
        let row = request_row(words)
            .or_else(|| misprinted_row(words))
            .filter(|_| !is_doubtful_total(words) || *grid.has_one_total.get_or_init(|| is_only_total(grid)))?;
        self.label(grid, line, label, Labelled::RequestRow(row));
        self.request(grid, line, row, values);
        Some(Table::Table3)
    }

    /// Reads the head of table three, if a line is one.
    fn head_of_table3(&mut self, grid: &ReadGrid<'_>, line: usize) -> bool {
        let cells = grid.line(line);
        if cells.iter().filter(|c| c.applicant.is_some()).count() < HEAD_LABELS {
            return false;
        }
        let known = |label: &Read<'_>| label.applicant.or_else(|| misprinted_applicant(label.words.as_ref()?));
        let columns = cells.iter().filter_map(|c| Some((c.cell.column, known(c)?))).collect();
        let applicants = with_those_above(grid, line, columns);
        let above = line.checked_sub(1).map_or(&[][..], |l| grid.line(l));
        let above = above.iter().filter(|c| c.applicant.is_some_and(|a| applicants.contains(&(c.cell.column, a))));
        for label in above.chain(cells) {
            if let Some(column) = known(label) {
                self.label(grid, line, label, Labelled::Applicant(column));
            }
        }
        self.applicants = applicants;
        true
    }

    /// Reads the head of a part of table two, if a line is one.
    fn head_of_table2(&mut self, grid: &ReadGrid<'_>, line: usize) -> bool {
        let cells = grid.line(line);
        if cells.iter().any(Read::is_title_of_table2) {
            self.unit = cells.iter().find_map(|c| money_unit(&c.cell.text));
        }
        let columns: Vec<(usize, DisclosureColumn)> = cells.iter().filter_map(|c| Some((c.cell.column, c.disclosure_column?))).collect();
        if columns.is_empty() || cells.iter().any(|c| c.is_figure() || c.disclosure_row.is_some()) {
            return false;
        }
        for label in cells {
            if let Some(column) = label.disclosure_column {
                self.label(grid, line, label, Labelled::DisclosureColumn(column));
            }
        }
        self.unit = cells.iter().find_map(|c| money_unit(&c.cell.text)).or(self.unit);
        self.disclosures = columns;
        true
    }

    fn request(&mut self, grid: &ReadGrid<'_>, line: usize, row: RequestRow, values: &[Read<'_>]) {
        let heads: Vec<(usize, CellRef)> = self.applicants.iter().map(|(at, c)| (*at, CellRef::Request(row, *c))).collect();
        let usual = Applicant::ALL.map(|c| CellRef::Request(row, c));
        let order = if heads.len() == usual.len() { heads.iter().map(|(_, c)| *c).collect() } else { usual.to_vec() };
        self.figures(grid, line, &heads, &order, values, None);
    }

    fn disclosure(&mut self, grid: &ReadGrid<'_>, line: usize, row: DisclosureRow, values: &[Read<'_>], unit: Option<&'static str>) {
        let known = crate::annual_report::tables::columns(row);
        let heads: Vec<(usize, CellRef)> = if self.disclosures.iter().all(|(_, c)| known.contains(c)) {
            self.disclosures.iter().map(|(at, c)| (*at, CellRef::Disclosure(row, *c))).collect()
        } else {
            Vec::new()
        };
        let order = if heads.is_empty() { usual_columns(row, self.report.year) } else { heads.iter().map(|(_, c)| *c).collect() };
        self.figures(grid, line, &heads, &order, values, unit.or(self.unit));
    }

    /// Puts the figures of a line where they belong: one by one when they are as many as the columns; else each under its head;
    /// else those that are left when the empty cells of spans that are not told are taken away. What is none of these is unread.
    fn figures(
        &mut self,
        grid: &ReadGrid<'_>,
        line: usize,
        heads: &[(usize, CellRef)],
        order: &[CellRef],
        values: &[Read<'_>],
        unit: Option<&'static str>,
    ) {
        let in_order = |values: &[Read<'_>]| values.iter().map(|v| v.cell.column).zip(order.iter().copied()).collect();
        let pairs: Option<Vec<(usize, CellRef)>> = if values.len() == order.len() {
            Some(in_order(values))
        } else {
            under_heads(grid, line, heads, values).or_else(|| Some(in_order(without_padding(values, order.len())?)))
        };
        match pairs {
            Some(pairs) => {
                for (column, to) in &pairs {
                    if let Some(value) = grid.at(line, *column) {
                        self.put(grid, line, *to, value, unit);
                    }
                }
                // Without a head the columns of one line tell those of others, which may have blanks at their ends.
                if self.applicants.is_empty() {
                    let of = |(column, to): &(usize, CellRef)| if let CellRef::Request(_, of) = to { Some((*column, *of)) } else { None };
                    self.applicants = pairs.iter().filter_map(of).collect();
                }
            }
            None => {
                if let Some(value) = values.first() {
                    self.unread(grid, line, value);
                }
            }
        }
    }

    pub(super) fn put(&mut self, grid: &ReadGrid<'_>, line: usize, to: CellRef, value: &Read<'_>, unit: Option<&'static str>) {
        let read = cell_of(to, &value.value, unit);
        match self.report.cells.get(to) {
            Cell::Absent => {
                let place = self.place(grid, line, value);
                self.report.places.insert(to.pointer(), place);
                self.report.cells.set(to, read);
            }
            // The same table again, for another screen; or one that is not shown, and another year's.
            same if *same == read || self.is_copy => {}
            _ => self.unread(grid, line, value),
        }
    }

    /// Keeps a label as it is printed; once, where a head comes again.
    pub(super) fn label(&mut self, grid: &ReadGrid<'_>, line: usize, label: &Read<'_>, of: Labelled) {
        if self.is_copy || self.report.labels.len() >= MOST_LABELS {
            return;
        }
        let printed = PrintedLabel { of, printed: quote(&label.cell.text.split_whitespace().collect::<Vec<_>>().join(" ")) };
        if matches!(of, Labelled::Extra(_)) || !self.report.labels.contains(&printed) {
            let place = self.place(grid, line, label);
            self.report.places.insert(format!("/labels/{}", self.report.labels.len()), place);
            self.report.labels.push(printed);
        }
    }

    pub(super) fn unread(&mut self, grid: &ReadGrid<'_>, line: usize, value: &Read<'_>) {
        // One more than a report may have is an error, and as many as a page may have cost gigabytes.
        if self.is_copy || self.report.unread.len() > ENTRIES {
            return;
        }
        let snippet = grid.line(line).iter().map(|c| c.cell.text.trim()).collect::<Vec<_>>().join(" ");
        let place = Place { snippet: Some(quote(&snippet)), ..self.place(grid, line, value) };
        self.report.unread.push(place);
    }

    fn place(&self, grid: &ReadGrid<'_>, line: usize, value: &Read<'_>) -> Place {
        let count = |n: usize| u64::try_from(n + 1).ok();
        Place { table: count(grid.number), row: count(line), ..self.document.place(value.cell.row) }
    }
}

/// What was seen of table four in a grid.
#[derive(Default)]
pub(super) struct Review {
    pub headed: bool,
    pub read: bool,
}

/// Whether a table has one line only that is called a total.
fn is_only_total(grid: &ReadGrid<'_>) -> bool {
    let is_total = |line: &&Vec<Read<'_>>| {
        let label = line.iter().rfind(|c| !c.may_be_value).and_then(|c| c.words.as_ref());
        label.is_some_and(|words| request_row(words) == Some(RequestRow::Total)) && line.last().is_some_and(|c| c.may_be_value)
    };
    grid.lines.iter().filter(is_total).count() == 1
}
