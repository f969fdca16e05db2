//! The three tables: every cell that either format has.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use zwgk_spec::TextId;
use zwgk_spec::vocabulary::{Applicant, DisclosureColumn, DisclosureRow, ReportFormat, RequestRow, ReviewColumn, ReviewGroup, Table};
use zwgk_spec::words::annual_report::BLANK_MARKS;

use super::identities::OTHER_2021;
use crate::json::{At, Wanted};
use crate::{Arg, Error, Number};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// The table has no such cell.
    #[default]
    Absent,
    /// Nothing.
    Blank,
    /// A number.
    Number(Number),
    /// A text that was not read as a number.
    Text(String),
}

impl Cell {
    /// The count in it, if it is a whole number.
    #[must_use]
    pub fn count(&self) -> Option<i64> {
        match self {
            Cell::Number(number) => number.whole(),
            _ => None,
        }
    }

    /// The number in it.
    #[must_use]
    pub fn number(&self) -> Option<Number> {
        match self {
            Cell::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether the table has it at all.
    #[must_use]
    pub fn is_there(&self) -> bool {
        *self != Cell::Absent
    }

    /// Whether it holds nothing, or a mark in place of 0.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Blank => true,
            Cell::Text(text) => BLANK_MARKS.contains(&text.trim()),
            Cell::Absent | Cell::Number(_) => false,
        }
    }

    fn read(at: At<'_>) -> Result<Self, Error> {
        if at.is_null() {
            return Ok(Cell::Blank);
        }
        match at.number() {
            Some(number) => Ok(Cell::Number(number)),
            // White space is as blank as nothing.
            None => match at.text().map_err(|_| at.wrong_type(Wanted::Cell))?.trim() {
                "" => Ok(Cell::Blank),
                _ => at.text().map(|t| Cell::Text(t.to_owned())),
            },
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Number(number) => number.serialize(serializer),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Absent | Cell::Blank => serializer.serialize_none(),
        }
    }
}

/// One cell of the three tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellRef {
    /// A cell of table 2.
    Disclosure(DisclosureRow, DisclosureColumn),
    /// A cell of table 3.
    Request(RequestRow, Applicant),
    /// A cell of table 4.
    Review(ReviewGroup, ReviewColumn),
}

const DISCLOSURES: usize = DisclosureRow::ALL.len() * DisclosureColumn::ALL.len();
const REQUESTS: usize = RequestRow::ALL.len() * Applicant::ALL.len();
const REVIEWS: usize = ReviewGroup::ALL.len() * ReviewColumn::ALL.len();

/// Number of cells that a report can have.
pub const CELLS: usize = DISCLOSURES + REQUESTS + REVIEWS;

impl CellRef {
    /// Its number among all cells.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            CellRef::Disclosure(row, column) => row as usize * DisclosureColumn::ALL.len() + column as usize,
            CellRef::Request(row, column) => DISCLOSURES + row as usize * Applicant::ALL.len() + column as usize,
            CellRef::Review(group, column) => DISCLOSURES + REQUESTS + group as usize * ReviewColumn::ALL.len() + column as usize,
        }
    }

    /// Its table.
    #[must_use]
    pub const fn table(self) -> Table {
        match self {
            CellRef::Disclosure(..) => Table::Table2,
            CellRef::Request(..) => Table::Table3,
            CellRef::Review(..) => Table::Table4,
        }
    }

    /// JSON keys of table, row and column.
    #[must_use]
    pub fn keys(self) -> [&'static str; 3] {
        let (row, column) = match self {
            CellRef::Disclosure(row, column) => (row.key(), column.key()),
            CellRef::Request(row, column) => (row.key(), column.key()),
            CellRef::Review(group, column) => (group.key(), column.key()),
        };
        [self.table().key(), row, column]
    }

    /// Its JSON Pointer.
    #[must_use]
    pub fn pointer(self) -> String {
        let [table, row, column] = self.keys();
        ["", table, row, column].join("/")
    }

    /// Labels of table, row and column.
    #[must_use]
    pub fn labels(self) -> [TextId; 3] {
        let (row, column) = match self {
            CellRef::Disclosure(row, column) => (row.label(), column.label()),
            CellRef::Request(row, column) => (row.label(), column.label()),
            CellRef::Review(group, column) => (group.label(), column.label()),
        };
        [self.table().label(), row, column]
    }

    /// The format that alone has it, if only one has.
    #[must_use]
    pub fn only_in(self) -> Option<ReportFormat> {
        use DisclosureColumn as C;
        match self {
            CellRef::Request(RequestRow::OtherAll, _) => Some(ReportFormat::V2019),
            CellRef::Request(row, _) if OTHER_2021.contains(&row) => Some(ReportFormat::V2021),
            CellRef::Disclosure(DisclosureRow::OtherServices | DisclosureRow::Procurement, _) => Some(ReportFormat::V2019),
            CellRef::Disclosure(_, C::NewlyDisclosed | C::TotalDisclosed | C::ItemsLastYear | C::Change) => Some(ReportFormat::V2019),
            CellRef::Disclosure(_, C::Repealed | C::InForce) => Some(ReportFormat::V2021),
            CellRef::Disclosure(DisclosureRow::Fees, C::Amount) => Some(ReportFormat::V2021),
            _ => None,
        }
    }

    /// Whether it holds a count: a whole number. Sums of money and changes do not.
    #[must_use]
    pub fn is_count(self) -> bool {
        !matches!(self, CellRef::Disclosure(_, DisclosureColumn::Amount))
    }

    /// The number that a cell holds, also where the format prints it with its unit: 采购总金额 of 2019, 「75394432.52元」.
    #[must_use]
    pub fn amount(self, cell: &Cell) -> Option<Number> {
        match (self, cell) {
            (CellRef::Disclosure(DisclosureRow::Procurement, DisclosureColumn::Amount), Cell::Text(text)) => {
                let text = text.trim();
                let number = text.strip_suffix("万元").or_else(|| text.strip_suffix("元"))?;
                Number::from_text(number.trim())
            }
            (_, cell) => cell.number(),
        }
    }

    /// Whether it may be below zero: 本年增/减 of the format of 2019 counts up and down.
    #[must_use]
    pub fn may_be_negative(self) -> bool {
        matches!(self, CellRef::Disclosure(_, DisclosureColumn::Change))
    }

    /// Every cell of a table, in reading order.
    pub fn of(table: Table) -> Box<dyn Iterator<Item = CellRef>> {
        match table {
            Table::Table2 => {
                Box::new(DisclosureRow::ALL.into_iter().flat_map(|r| columns(r).iter().map(move |c| CellRef::Disclosure(r, *c))))
            }
            Table::Table3 => {
                Box::new(RequestRow::ALL.into_iter().flat_map(|r| Applicant::ALL.into_iter().map(move |c| CellRef::Request(r, c))))
            }
            Table::Table4 => {
                Box::new(ReviewGroup::ALL.into_iter().flat_map(|g| ReviewColumn::ALL.into_iter().map(move |c| CellRef::Review(g, c))))
            }
        }
    }
}

impl From<CellRef> for Arg {
    fn from(cell: CellRef) -> Self {
        Arg::Name(cell.pointer(), cell.labels().to_vec())
    }
}

/// The columns that a row of table 2 has in either format.
#[must_use]
pub fn columns(row: DisclosureRow) -> &'static [DisclosureColumn] {
    use DisclosureColumn as C;
    match row {
        DisclosureRow::Regulations | DisclosureRow::NormativeDocuments => {
            &[C::Made, C::Repealed, C::InForce, C::NewlyDisclosed, C::TotalDisclosed]
        }
        DisclosureRow::Licences | DisclosureRow::OtherServices | DisclosureRow::Penalties | DisclosureRow::CoerciveMeasures => {
            &[C::ItemsLastYear, C::Change, C::Decisions]
        }
        DisclosureRow::Fees => &[C::ItemsLastYear, C::Change, C::Amount],
        DisclosureRow::Procurement => &[C::Projects, C::Amount],
    }
}

/// The cells of a report, and which tables it has.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    cells: Vec<Cell>,
    tables: [bool; Table::ALL.len()],
}

impl Default for Cells {
    fn default() -> Self {
        Cells { cells: vec![Cell::Absent; CELLS], tables: [false; 3] }
    }
}

impl Cells {
    /// What stands in a cell.
    #[must_use]
    pub fn get(&self, cell: CellRef) -> &Cell {
        self.cells.get(cell.index()).unwrap_or(&Cell::Absent)
    }

    /// Writes a cell; its table is then there.
    pub fn set(&mut self, cell: CellRef, value: Cell) {
        self.mark(cell.table());
        if let Some(slot) = self.cells.get_mut(cell.index()) {
            *slot = value;
        }
    }

    /// Whether a table is there, however empty.
    #[must_use]
    pub fn has(&self, table: Table) -> bool {
        self.tables.get(table as usize).copied().unwrap_or(false)
    }

    /// Says that a table is there.
    pub fn mark(&mut self, table: Table) {
        if let Some(there) = self.tables.get_mut(table as usize) {
            *there = true;
        }
    }

    /// The format that the layout of table 2 is of, as far as cells that only one format has are there.
    #[must_use]
    pub fn layout_of_table2(&self) -> Option<ReportFormat> {
        let there = |format| CellRef::of(Table::Table2).filter(|c| c.only_in() == Some(format) && self.get(*c).is_there()).count();
        match (there(ReportFormat::V2019), there(ReportFormat::V2021)) {
            (0, 0) => None,
            (first, second) if first > second => Some(ReportFormat::V2019),
            _ => Some(ReportFormat::V2021),
        }
    }

    /// Whether a row of table 3 is there.
    #[must_use]
    pub fn has_row(&self, row: RequestRow) -> bool {
        Applicant::ALL.iter().any(|c| self.get(CellRef::Request(row, *c)).is_there())
    }

    /// Reads one of the three tables.
    ///
    /// # Errors
    /// An unknown row or column, or what is no cell.
    pub fn read(&mut self, table: Table, at: At<'_>) -> Result<(), Error> {
        self.mark(table);
        match table {
            Table::Table2 => at.rows(DisclosureRow::from_key, &DisclosureRow::ALL.map(DisclosureRow::key), |row, value| {
                let keys: Vec<&str> = columns(row).iter().map(|c| c.key()).collect();
                value.cells(
                    |k| DisclosureColumn::from_key(k).filter(|c| columns(row).contains(c)),
                    &keys,
                    |column, cell| {
                        self.set(CellRef::Disclosure(row, column), Cell::read(cell)?);
                        Ok(())
                    },
                )
            }),
            Table::Table3 => at.rows(RequestRow::from_key, &RequestRow::ALL.map(RequestRow::key), |row, value| {
                value.cells(Applicant::from_key, &Applicant::ALL.map(Applicant::key), |column, cell| {
                    self.set(CellRef::Request(row, column), Cell::read(cell)?);
                    Ok(())
                })
            }),
            Table::Table4 => at.rows(ReviewGroup::from_key, &ReviewGroup::ALL.map(ReviewGroup::key), |group, value| {
                value.cells(ReviewColumn::from_key, &ReviewColumn::ALL.map(ReviewColumn::key), |column, cell| {
                    self.set(CellRef::Review(group, column), Cell::read(cell)?);
                    Ok(())
                })
            }),
        }
    }
}

/// A table as JSON: its rows, each with the cells that are there.
pub(super) struct TableJson<'c>(pub &'c Cells, pub Table);

impl Serialize for TableJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows: Vec<(&'static str, Vec<(&'static str, &Cell)>)> = Vec::new();
        for cell in CellRef::of(self.1) {
            let (value, [_, row, column]) = (self.0.get(cell), cell.keys());
            if value.is_there() {
                match rows.last_mut().filter(|r| r.0 == row) {
                    Some(last) => last.1.push((column, value)),
                    None => rows.push((row, vec![(column, value)])),
                }
            }
        }
        let mut map = serializer.serialize_map(Some(rows.len()))?;
        for (row, cells) in rows {
            map.serialize_entry(row, &RowJson(cells))?;
        }
        map.end()
    }
}

struct RowJson<'c>(Vec<(&'static str, &'c Cell)>);

impl Serialize for RowJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}
