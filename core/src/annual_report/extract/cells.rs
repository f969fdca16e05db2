//! A table whose cells are cleaned and understood once.

use core::cell::OnceCell;

use zwgk_spec::vocabulary::{Applicant, DisclosureColumn, DisclosureRow, ReviewColumn, ReviewGroup};

use super::labels::{applicant, disclosure_column, disclosure_row, is_title_of_table2, review_column, review_group};
use super::values::{cell, may_be_value};
use crate::annual_report::label_words::Words;
use crate::annual_report::{Cell, Labelled};
use crate::document::{Grid, GridCell};

/// A cell, and what its text can be.
pub(super) struct Read<'g> {
    pub cell: &'g GridCell,
    /// The words of its text; none where there is no letter.
    pub words: Option<Words>,
    /// Its text as that of a cell with a figure.
    pub value: Cell,
    /// Whether it can be one of a row of figures.
    pub may_be_value: bool,
    pub applicant: Option<Applicant>,
    pub disclosure_row: Option<DisclosureRow>,
    pub disclosure_column: Option<DisclosureColumn>,
    pub review_column: Option<ReviewColumn>,
    pub review_group: Option<ReviewGroup>,
}

impl<'g> Read<'g> {
    fn new(of: &'g GridCell) -> Self {
        let words = Words::of(&of.text);
        let value = cell(&of.text);
        let label = words.as_ref();
        Read {
            cell: of,
            may_be_value: may_be_value(&value),
            value,
            applicant: label.and_then(applicant),
            disclosure_row: label.and_then(disclosure_row),
            disclosure_column: label.and_then(disclosure_column),
            review_column: label.and_then(review_column),
            review_group: label.and_then(review_group),
            words,
        }
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.value == Cell::Blank
    }

    /// Whether something stands in it that can be a figure.
    pub fn is_figure(&self) -> bool {
        self.may_be_value && !self.is_blank()
    }

    /// Whether a figure may stand in it among words.
    pub fn may_hold_figure(&self) -> bool {
        let text = &self.cell.text;
        text.chars().any(char::is_numeric) && text.chars().nth(LONGEST_FIGURE).is_none()
    }

    /// What it is a label of in table four, if it is one.
    pub fn of_review(&self) -> Option<Labelled> {
        self.review_column.map(Labelled::ReviewColumn).or(self.review_group.map(Labelled::ReviewGroup))
    }

    /// Whether it is a label of table four.
    pub fn is_of_review(&self) -> bool {
        self.of_review().is_some()
    }

    /// Whether it is the title of a part of table two.
    pub fn is_title_of_table2(&self) -> bool {
        self.words.as_ref().is_some_and(is_title_of_table2)
    }
}

/// Characters of the longest text with a figure in it; longer ones are sentences.
const LONGEST_FIGURE: usize = 20;

/// A table.
pub(super) struct ReadGrid<'g> {
    pub grid: &'g Grid,
    /// Its number in the document.
    pub number: usize,
    /// The group of table four that the line before it names.
    pub group_before: Option<ReviewGroup>,
    pub lines: Vec<Vec<Read<'g>>>,
    /// Whether one line only is called a total, once a line asks: all lines are looked at for it.
    pub has_one_total: OnceCell<bool>,
}

impl<'g> ReadGrid<'g> {
    pub fn new(grid: &'g Grid, number: usize, before: &str) -> Self {
        let lines = grid.lines.iter().map(|line| line.iter().map(Read::new).collect()).collect();
        ReadGrid { grid, number, group_before: Words::of(before).as_ref().and_then(review_group), lines, has_one_total: OnceCell::new() }
    }

    /// The cell that covers a column of a line.
    pub fn at(&self, line: usize, column: usize) -> Option<&Read<'g>> {
        let (line, cell) = self.grid.slot(line, column)?;
        self.lines.get(line)?.get(cell)
    }

    pub fn line(&self, line: usize) -> &[Read<'g>] {
        self.lines.get(line).map_or(&[], Vec::as_slice)
    }

    pub fn cells(&self) -> impl Iterator<Item = &Read<'g>> {
        self.lines.iter().flatten()
    }

    /// Whether the table is of part two, and not one about licences that stands beside it: its title names article 20, its heads
    /// or several of its rows are the format's.
    pub fn looks_like_table2(&self) -> bool {
        let rows: Vec<DisclosureRow> = self.cells().filter_map(|c| c.disclosure_row).collect();
        let several = rows.iter().filter(|row| rows.first() != Some(row)).count() >= 2;
        let is_head = |c: &Read<'_>| c.disclosure_column.is_some();
        self.cells().any(Read::is_title_of_table2) || (!rows.is_empty() && self.cells().any(is_head)) || several
    }
}
