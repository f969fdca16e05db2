//! A report as its rules see it: the report, last year's, the identities added up, what is blank.

use core::cell::OnceCell;

use zwgk_spec::vocabulary::{ReportFormat, ReportPart, RequestRow, Table};

use super::blanks::numbers_to_write;
use super::identities::{self, OTHER_2021, Sides};
use super::narrative::Telling;
use super::repair::groups;
use super::section_text::SectionText;
use super::{AnnualReport, Cell, CellRef, Group, Identity, Parts, Passage, State};

mod subject;

/// A report with everything that more than one rule needs.
#[derive(Debug)]
pub struct Reading<'r> {
    /// The report.
    pub report: &'r AnnualReport,
    /// Last year's, if it was given.
    pub previous: Option<&'r AnnualReport>,
    /// Its text.
    pub parts: Parts<'r>,
    /// Its sections.
    pub(super) sections: Vec<SectionText<'r>>,
    /// The counts that its text tells of, once a rule asks for them.
    pub(super) told: OnceCell<Vec<Telling>>,
    sums: Vec<(Identity, Sides)>,
    groups: Vec<Group>,
    blank_totals: Vec<(CellRef, i64)>,
    blanks: Vec<CellRef>,
    marks: Vec<CellRef>,
    unreadable: Vec<CellRef>,
}

impl<'r> Reading<'r> {
    /// Adds up the identities and looks for blanks.
    #[must_use]
    pub fn new(report: &'r AnnualReport, previous: Option<&'r AnnualReport>) -> Self {
        let cells = &report.cells;
        let mut reading = Reading {
            report,
            previous,
            parts: Parts::new(&report.sections),
            sections: SectionText::all(&report.sections),
            told: OnceCell::new(),
            sums: Vec::with_capacity(48),
            groups: Vec::new(),
            blank_totals: Vec::new(),
            blanks: Vec::new(),
            marks: Vec::new(),
            unreadable: Vec::new(),
        };
        for table in Table::ALL.into_iter().filter(|t| cells.has(*t)) {
            reading.sums.extend(Identity::of(table).filter_map(|i| Some((i, i.sides(cells)?))));
            let broken = |(identity, sides): &(Identity, Sides)| sides.state == State::Broken && identity.head().table() == table;
            if reading.sums.iter().any(broken) {
                reading.groups.extend(groups(table, cells));
            }
            let identities: Vec<Identity> = reading.sums.iter().map(|(identity, _)| *identity).collect();
            reading.blank_totals.extend(numbers_to_write(table, cells, &identities, &reading.groups));
            for cell in CellRef::of(table) {
                match cells.get(cell) {
                    // A total with a number to write is told from other empty cells.
                    empty if empty.is_empty() => match empty {
                        _ if reading.number_to_write(cell).is_some() => {}
                        Cell::Blank => reading.blanks.push(cell),
                        _ => reading.marks.push(cell),
                    },
                    text @ Cell::Text(_) if cell.amount(text).is_none() => reading.unreadable.push(cell),
                    _ => {}
                }
            }
        }
        reading
    }

    /// The number to write into a cell, if it is a blank total beside filled parts.
    fn number_to_write(&self, cell: CellRef) -> Option<i64> {
        self.blank_totals.iter().find(|(total, _)| *total == cell).map(|(_, sum)| *sum)
    }

    /// The identities of one kind that the tables have, added up.
    pub fn sums(&self, of: fn(&Identity) -> bool) -> impl Iterator<Item = (Identity, &Sides)> {
        self.sums.iter().filter(move |(identity, _)| of(identity)).map(|(identity, sides)| (*identity, sides))
    }

    /// The groups of broken identities, each with its smallest repair.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Blank totals of a table beside filled parts.
    #[must_use]
    pub fn blank_totals(&self, table: Table) -> Vec<CellRef> {
        self.blank_totals.iter().map(|(c, _)| *c).filter(|c| c.table() == table).collect()
    }

    /// Other blank cells of a table.
    #[must_use]
    pub fn blanks(&self, table: Table) -> Vec<CellRef> {
        self.blanks.iter().copied().filter(|c| c.table() == table).collect()
    }

    /// Cells of a table that hold a mark in place of 0.
    #[must_use]
    pub fn marks(&self, table: Table) -> Vec<CellRef> {
        self.marks.iter().copied().filter(|c| c.table() == table).collect()
    }

    /// Cells whose text is no number and no mark.
    #[must_use]
    pub fn unreadable(&self) -> &[CellRef] {
        &self.unreadable
    }

    /// Cells that the layout must have and that are not there, in tables that are. `of_year` is the format of the report's year.
    pub fn absent(&self, of_year: ReportFormat) -> impl Iterator<Item = CellRef> {
        let cells = &self.report.cells;
        // What is there tells the layout; where nothing does, the claim, and then the year.
        let layout = cells.layout_of_table2().or(self.report.format).unwrap_or(of_year);
        let other_is_there = OTHER_2021.into_iter().chain([RequestRow::OtherAll]).any(|row| cells.has_row(row));
        let must = move |cell: &CellRef| match cell {
            CellRef::Request(row, _) if other_is_there => identities::is_counted(*row, cells),
            cell => cell.only_in().is_none_or(|format| format == layout),
        };
        Table::ALL.into_iter().filter(|t| cells.has(*t)).flat_map(CellRef::of).filter(move |c| !cells.get(*c).is_there() && must(c))
    }

    /// The words of a passage.
    #[must_use]
    pub fn passage(&self, passage: Passage) -> &'r str {
        self.text(passage.section).get(passage.start..passage.end).unwrap_or_default()
    }

    /// The text of a section.
    #[must_use]
    pub fn text(&self, section: usize) -> &'r str {
        self.report.sections.get(section).map_or("", |s| &s.text)
    }

    /// The text of a part; nothing when the part is not there.
    #[must_use]
    pub fn part(&self, part: ReportPart) -> Option<&'r str> {
        self.parts.section(part).map(|section| self.text(section))
    }

    /// The sections of a part with what stands below its heading; nothing when the part is not there.
    pub(super) fn sections_of(&self, part: ReportPart) -> Option<&[SectionText<'r>]> {
        let first = self.parts.section(part)?;
        self.sections.get(first..self.parts.end(first).unwrap_or(self.sections.len()))
    }
}
