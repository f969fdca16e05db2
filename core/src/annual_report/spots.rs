//! What the rules of the room point at.

use zwgk_spec::vocabulary::{ReportFact, ReportField, ReportPart, Table};

use super::parts::SectionNumber;
use super::{CellRef, Identity};
use crate::context::Spots;

/// A spot of an annual report.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spot {
    /// A field beside the tables.
    Field(ReportField),
    /// A fact that no field holds: it can only be missing.
    Fact(ReportFact),
    /// A cell.
    Cell(CellRef),
    /// A row or cell as a part of the layout, whatever stands in it.
    Layout(CellRef),
    /// A whole table.
    Table(Table),
    /// An identity: its cells at which a reader looks.
    Identity(Identity),
    /// Blank totals of a table.
    BlankTotals(Table),
    /// Other blanks of a table.
    Blanks(Table),
    /// Cells of a table that hold a mark in place of 0.
    Marks(Table),
    /// Something that an extraction saw and could not place, by its number in `unread`.
    Unread(usize),
    /// A printed label, by its number in `labels`.
    Label(usize),
    /// A cell of 上年结转 that differs from last year's report: the row is one fault, in whatever columns.
    Taken(CellRef),
    /// A cell of last year's report.
    Previous(CellRef),
    /// One of the six parts, there or not.
    Part(ReportPart),
    /// The text before part one.
    Preface,
    /// A heading, by the number of its section.
    Heading(SectionNumber),
    /// A passage of the text.
    Passage(Passage),
}

/// A passage of a section's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// The section.
    pub section: SectionNumber,
    /// Its first byte in the section's text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Spot {
    /// The spots of some passages.
    pub(super) fn of(passages: &[Passage]) -> Vec<Self> {
        passages.iter().copied().map(Spot::Passage).collect()
    }
}

impl From<Passage> for Spots<Spot> {
    fn from(passage: Passage) -> Self {
        Spot::Passage(passage).into()
    }
}

impl From<ReportPart> for Spots<Spot> {
    fn from(part: ReportPart) -> Self {
        Spot::Part(part).into()
    }
}

impl From<CellRef> for Spots<Spot> {
    fn from(cell: CellRef) -> Self {
        Spot::Cell(cell).into()
    }
}

impl From<ReportField> for Spots<Spot> {
    fn from(field: ReportField) -> Self {
        Spot::Field(field).into()
    }
}

impl From<Identity> for Spots<Spot> {
    fn from(identity: Identity) -> Self {
        Spot::Identity(identity).into()
    }
}

impl From<ReportFact> for Spots<Spot> {
    fn from(fact: ReportFact) -> Self {
        Spot::Fact(fact).into()
    }
}
