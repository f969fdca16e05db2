//! The labels of the tables as a report prints them, beside those of the format.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use zwgk_spec::Phrases;
use zwgk_spec::vocabulary::{Applicant, DisclosureColumn, DisclosureRow, RequestRow, ReviewColumn, ReviewGroup, Table};
use zwgk_spec::words::annual_report as words;

use super::label_words::{Words, distance, money_unit};
use crate::Error;
use crate::json::{At, Wanted};

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labelled {
    /// A row of table 2.
    DisclosureRow(DisclosureRow),
    /// A column of table 2.
    DisclosureColumn(DisclosureColumn),
    /// A row of table 3.
    RequestRow(RequestRow),
    /// A column of table 3.
    Applicant(Applicant),
    /// A group of columns of table 4.
    ReviewGroup(ReviewGroup),
    /// A column of table 4.
    ReviewColumn(ReviewColumn),
    /// A row with figures that the format does not have.
    Extra(Table),
}

impl Labelled {
    /// The table, and the keys of row and column.
    #[must_use]
    pub fn keys(self) -> (Table, Option<&'static str>, Option<&'static str>) {
        match self {
            Labelled::DisclosureRow(row) => (Table::Table2, Some(row.key()), None),
            Labelled::DisclosureColumn(column) => (Table::Table2, None, Some(column.key())),
            Labelled::RequestRow(row) => (Table::Table3, Some(row.key()), None),
            Labelled::Applicant(column) => (Table::Table3, None, Some(column.key())),
            Labelled::ReviewGroup(group) => (Table::Table4, Some(group.key()), None),
            Labelled::ReviewColumn(column) => (Table::Table4, None, Some(column.key())),
            Labelled::Extra(table) => (table, None, None),
        }
    }

    /// Its labels in the two formats.
    fn of_formats(self) -> impl Iterator<Item = &'static str> {
        let labels = match self {
            Labelled::DisclosureRow(_) => Some(words::FORMAT_DISCLOSURE_ROWS),
            Labelled::DisclosureColumn(_) => Some(words::FORMAT_DISCLOSURE_COLUMNS),
            Labelled::RequestRow(_) => Some(words::FORMAT_REQUEST_ROWS),
            Labelled::Applicant(_) => Some(words::FORMAT_APPLICANTS),
            Labelled::ReviewGroup(_) => Some(words::FORMAT_REVIEW_GROUPS),
            Labelled::ReviewColumn(_) => Some(words::FORMAT_REVIEW_COLUMNS),
            Labelled::Extra(_) => None,
        };
        let (_, row, column) = self.keys();
        labels.into_iter().flat_map(Phrases::pairs).filter(move |(_, key)| row.or(column) == Some(key)).map(|(label, _)| label)
    }

    fn read(table: Table, row: Option<At<'_>>, column: Option<At<'_>>) -> Result<Self, Error> {
        Ok(match (table, row, column) {
            (Table::Table2, Some(row), _) => {
                Labelled::DisclosureRow(row.word(&DisclosureRow::ALL, DisclosureRow::key, |w| Some(w.label()))?)
            }
            (Table::Table3, Some(row), _) => Labelled::RequestRow(row.word(&RequestRow::ALL, RequestRow::key, |w| Some(w.label()))?),
            (Table::Table4, Some(row), _) => Labelled::ReviewGroup(row.word(&ReviewGroup::ALL, ReviewGroup::key, |w| Some(w.label()))?),
            (Table::Table2, _, Some(at)) => {
                Labelled::DisclosureColumn(at.word(&DisclosureColumn::ALL, DisclosureColumn::key, |w| Some(w.label()))?)
            }
            (Table::Table3, _, Some(column)) => Labelled::Applicant(column.word(&Applicant::ALL, Applicant::key, |w| Some(w.label()))?),
            (Table::Table4, _, Some(column)) => {
                Labelled::ReviewColumn(column.word(&ReviewColumn::ALL, ReviewColumn::key, |w| Some(w.label()))?)
            }
            (table, None, None) => Labelled::Extra(table),
        })
    }
}

/// A label of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedLabel {
    /// What it names.
    pub of: Labelled,
    /// It, as printed.
    pub printed: String,
}

/// The most characters in which a misprinted label differs: the worst one seen lost three (annual-report facts, part 9). More
/// than a third of a label are other words.
const MISPRINTED: usize = 3;

impl PrintedLabel {
    /// Whether its words are others than the format's. Numbers, marks, white space and widths are no words.
    #[must_use]
    pub fn differs(&self) -> bool {
        let printed = Words::of(&self.printed);
        let is_it = |label| Words::of(label).is_some_and(|label| printed.as_ref().is_some_and(|p| p.are(label.all())));
        !self.of.of_formats().any(is_it)
    }

    /// The format's label, when this one is a misprint of it.
    #[must_use]
    pub fn misprint_of(&self) -> Option<&'static str> {
        if !self.differs() {
            return None;
        }
        let printed = Words::of(&self.printed)?;
        let far = |label: &'static str| {
            // Another unit is no misprint: the figures are in it.
            if money_unit(label) != money_unit(&self.printed) {
                return None;
            }
            let words = Words::of(label)?;
            let far = distance(printed.name(), words.all()).min(distance(printed.all(), words.all()));
            (far <= MISPRINTED && far * MISPRINTED <= words.chars()).then_some((far, label))
        };
        self.of.of_formats().filter_map(far).min_by_key(|(far, _)| *far).map(|(_, label)| label)
    }

    /// Reads one that an extraction wrote.
    ///
    /// # Errors
    /// A field that no label has, one of the wrong type, or a row or column that the table does not have.
    pub fn read(at: At<'_>) -> Result<Self, Error> {
        let (mut table, mut row, mut column, mut printed) = (None, None, None, String::new());
        at.fields(&PrintedLabel::FIELDS, |key, value| {
            match key {
                "table" => table = Some(value.word(&Table::ALL, Table::key, |w| Some(w.label()))?),
                "row" => row = Some(value),
                "column" => column = Some(value),
                "printed" => value.text()?.clone_into(&mut printed),
                // It is told from what is printed.
                _ => {}
            }
            Ok(())
        })?;
        let missing = |field: &'static str| Error::at(zwgk_spec::error::MissingField { field }, at);
        if !at.is_object() {
            return Err(at.wrong_type(Wanted::Object));
        }
        Ok(PrintedLabel { of: Labelled::read(table.ok_or_else(|| missing("table"))?, row, column)?, printed })
    }

    const FIELDS: [&'static str; 5] = ["table", "row", "column", "printed", "differs"];
}

impl Serialize for PrintedLabel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let (table, row, column) = self.of.keys();
        map.serialize_entry("table", table.key())?;
        for (key, value) in [("row", row), ("column", column)] {
            if let Some(value) = value {
                map.serialize_entry(key, value)?;
            }
        }
        map.serialize_entry("printed", &self.printed)?;
        map.serialize_entry("differs", &self.differs())?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misprints_and_other_words() {
        let row = |row, printed: &str| PrintedLabel { of: Labelled::RequestRow(row), printed: printed.to_owned() };
        for (label, differs, misprint) in [
            (row(RequestRow::OtherOther, "3.其它"), false, None),
            (row(RequestRow::RefusedSafetyAndStability, "3、危及\"三安全\n一稳定\""), false, None),
            // Real: Hongze 2023 and 2024 (three characters lost), Suqian (other words).
            (row(RequestRow::RefusedForbiddenByLaw, "2.其他法律行政止公开"), true, Some("其他法律行政法规禁止公开")),
            (row(RequestRow::OtherNotSupplemented, "1.逾期不补正"), true, None),
            (row(RequestRow::New, "一、本年新收政府信息公开申情数量"), true, Some("本年新收政府信息公开申请数量")),
            (row(RequestRow::Total, "（七）合计"), true, None),
            (
                PrintedLabel { of: Labelled::DisclosureRow(DisclosureRow::NormativeDocuments), printed: "规范性文件".to_owned() },
                false,
                None,
            ),
            (PrintedLabel { of: Labelled::ReviewColumn(ReviewColumn::Upheld), printed: "维持".to_owned() }, true, None),
            (PrintedLabel { of: Labelled::Extra(Table::Table3), printed: "小计".to_owned() }, true, None),
        ] {
            assert_eq!((label.differs(), label.misprint_of()), (differs, misprint), "{}", label.printed);
        }
    }
}
