//! The annual report as `extract` writes it and `check` reads it.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use zwgk_spec::error;
use zwgk_spec::vocabulary::{AgencyKind, AgencyLevel, Limit, ReportField, ReportFormat, Table};

use super::tables::TableJson;
use super::{Cells, PrintedLabel, agency};
use crate::json::{At, Wanted};
use crate::{Date, Error, Place};

/// One part of the report's text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Section {
    /// Its heading as printed.
    pub heading: String,
    /// Its text.
    pub text: String,
}

/// The key in `places` of a line of a section's text, from 0: JSON has no pointer to it.
pub(super) fn line_of_text(section: usize, line: usize) -> String {
    format!("/sections/{section}/text/{line}")
}

/// A date as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateField {
    /// A day that exists.
    Day(Date),
    /// Written as a day, but the calendar has none such.
    Impossible(String),
}

impl Serialize for DateField {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            DateField::Day(date) => date.serialize(serializer),
            DateField::Impossible(text) => serializer.serialize_str(text),
        }
    }
}

/// An annual report.
#[derive(Debug, Clone, PartialEq)]
pub struct AnnualReport {
    /// Name of the agency, as printed.
    pub agency: String,
    /// Kind of agency, if it was given.
    pub agency_kind: Option<AgencyKind>,
    /// Level of government, if it was given.
    pub level: Option<AgencyLevel>,
    /// The year it reports on.
    pub year: i32,
    /// The format it claims.
    pub format: Option<ReportFormat>,
    /// Day of publication.
    pub published: Option<DateField>,
    /// Day on which it was handed to the authority in charge.
    pub submitted: Option<DateField>,
    /// Address or file it comes from.
    pub source: Option<String>,
    /// Day on which it was fetched.
    pub fetched: Option<DateField>,
    /// The parts of its text.
    pub sections: Vec<Section>,
    /// The three tables.
    pub cells: Cells,
    /// Where an extraction found what a pointer names.
    pub places: BTreeMap<String, Place>,
    /// What an extraction saw and could not place.
    pub unread: Vec<Place>,
    /// The labels of its tables as they are printed.
    pub labels: Vec<PrintedLabel>,
}

/// Entries of one list of a report: a place costs many times the bytes that name it. Real ones have some hundred.
pub(super) const ENTRIES: usize = 100_000;

/// A list or an object, if it is not too long.
fn few(at: At<'_>) -> Result<At<'_>, Error> {
    if at.len() > ENTRIES {
        return Err(Error::at(error::TooMany { what: Limit::Entries, limit: ENTRIES }, at));
    }
    Ok(at)
}

/// Years of which a report can be: the uniform format begins with 2019 (国办公开办函〔2019〕60号).
pub(super) const YEARS: core::ops::RangeInclusive<i32> = 2019..=2100;

/// The first year whose reports have the format of 2021 (国办公开办函〔2021〕30号).
const SECOND_FORMAT_FROM: i32 = 2021;

/// The format that reports of a year have: which cells to look for. What a wrong format means is `format-of-year`'s business.
pub(super) fn format_of(year: i32) -> ReportFormat {
    if year < SECOND_FORMAT_FROM { ReportFormat::V2019 } else { ReportFormat::V2021 }
}

/// The year as a report's, or last year's: only that may be of the year before the uniform format.
fn report_year(year: i64, file: Option<&str>) -> Result<i32, Error> {
    let before = *YEARS.start() - 1;
    let from = if file == Some("previous") { before } else { *YEARS.start() };
    let year_of_report = i32::try_from(year).ok().filter(|year| (before..=*YEARS.end()).contains(year));
    year_of_report.ok_or_else(|| Error::new(error::YearRange { found: year.to_string(), from, to: *YEARS.end() }))
}

/// Whether a report that is checked can be of a year.
pub(super) fn check_year(year: i32) -> Result<(), Error> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    Err(Error::new(error::YearRange { found: year, from: *YEARS.start(), to: *YEARS.end() }))
}

const TABLES: [&str; 3] = ["table2", "table3", "table4"];

impl AnnualReport {
    /// A report that says nothing yet.
    #[must_use]
    pub fn new(agency: &str, year: i32) -> Self {
        AnnualReport {
            agency: agency.to_owned(),
            agency_kind: None,
            level: None,
            year,
            format: None,
            published: None,
            submitted: None,
            source: None,
            fetched: None,
            sections: Vec::new(),
            cells: Cells::default(),
            places: BTreeMap::new(),
            unread: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Reads a report from JSON.
    ///
    /// # Errors
    /// `agency` or `year` is missing, a field is unknown or of the wrong type.
    pub fn read(at: At<'_>) -> Result<Self, Error> {
        let required = |key: &'static str| at.get(key).ok_or_else(|| Error::at(error::MissingField { field: key }, at));
        if !at.is_object() {
            return Err(at.wrong_type(Wanted::Object));
        }
        let year_at = required("year")?;
        let year = i64::try_from(year_at.count()?).unwrap_or(i64::MAX);
        let year = report_year(year, at.file()).map_err(|e| e.in_band(at.band()).with_place(Place::of(year_at)))?;
        let agency = Some(required("agency")?.text()?).filter(|a| !a.trim().is_empty());
        let agency = agency.ok_or_else(|| Error::at(error::MissingField { field: "agency" }, at))?;
        let mut report = AnnualReport::new(agency, year);
        let known: Vec<&str> = ReportField::ALL.iter().map(|f| f.key()).chain(TABLES).collect();
        at.fields(&known, |key, value| match ReportField::from_key(key) {
            Some(field) => report.read_field(field, value),
            None => Table::from_key(key).map_or(Ok(()), |table| report.cells.read(table, value)),
        })?;
        Ok(report)
    }

    fn read_field(&mut self, field: ReportField, at: At<'_>) -> Result<(), Error> {
        let date = |at: At<'_>| Ok::<_, Error>(Some(at.date()?.map_or_else(DateField::Impossible, DateField::Day)));
        match field {
            ReportField::Agency | ReportField::Year => {}
            ReportField::AgencyKind => self.agency_kind = Some(at.word(&AgencyKind::ALL, AgencyKind::key, |w| Some(w.label()))?),
            ReportField::Level => self.level = Some(at.word(&AgencyLevel::ALL, AgencyLevel::key, |w| Some(w.label()))?),
            ReportField::Format => self.format = Some(at.word(&ReportFormat::ALL, ReportFormat::key, |w| Some(w.label()))?),
            ReportField::Published => self.published = date(at)?,
            ReportField::Submitted => self.submitted = date(at)?,
            ReportField::Fetched => self.fetched = date(at)?,
            ReportField::Source => self.source = Some(at.text()?.to_owned()),
            ReportField::Sections => {
                for item in few(at)?.items()? {
                    let mut section = Section::default();
                    item.fields(&["heading", "text"], |key, value| {
                        let slot = if key == "heading" { &mut section.heading } else { &mut section.text };
                        value.text()?.clone_into(slot);
                        Ok(())
                    })?;
                    self.sections.push(section);
                }
            }
            ReportField::Places => {
                for (pointer, place) in few(at)?.entries()? {
                    self.places.insert(pointer.to_owned(), Place::read(place)?);
                }
            }
            ReportField::Unread => {
                for item in few(at)?.items()? {
                    self.unread.push(Place::read(item)?);
                }
            }
            ReportField::Labels => {
                for item in few(at)?.items()? {
                    self.labels.push(PrintedLabel::read(item)?);
                }
            }
        }
        Ok(())
    }

    /// The kind of agency: given, or certain from the name.
    #[must_use]
    pub fn kind(&self) -> Option<AgencyKind> {
        match self.agency_kind.or_else(|| agency::by_name(&self.agency).0) {
            // Clerks call a 乡镇人民政府 a government; its duties are a township's.
            Some(AgencyKind::Government) if self.level() == Some(AgencyLevel::Township) => Some(AgencyKind::Township),
            kind => kind,
        }
    }

    /// The level of government: given, or certain from the name.
    #[must_use]
    pub fn level(&self) -> Option<AgencyLevel> {
        self.level.or_else(|| agency::by_name(&self.agency).1)
    }

    /// One of its dates.
    #[must_use]
    pub fn date(&self, field: ReportField) -> Option<&DateField> {
        match field {
            ReportField::Published => self.published.as_ref(),
            ReportField::Submitted => self.submitted.as_ref(),
            ReportField::Fetched => self.fetched.as_ref(),
            _ => None,
        }
    }

    /// One of its dates, if it is a day that exists.
    #[must_use]
    pub fn day(&self, field: ReportField) -> Option<Date> {
        match self.date(field) {
            Some(DateField::Day(day)) => Some(*day),
            _ => None,
        }
    }
}

impl Serialize for AnnualReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("agency", &self.agency)?;
        if let Some(kind) = self.agency_kind {
            map.serialize_entry("agency_kind", kind.key())?;
        }
        if let Some(level) = self.level {
            map.serialize_entry("level", level.key())?;
        }
        map.serialize_entry("year", &self.year)?;
        if let Some(format) = self.format {
            map.serialize_entry("format", format.key())?;
        }
        for (key, date) in [("published", &self.published), ("submitted", &self.submitted)] {
            if let Some(date) = date {
                map.serialize_entry(key, date)?;
            }
        }
        if let Some(source) = &self.source {
            map.serialize_entry("source", source)?;
        }
        if let Some(fetched) = &self.fetched {
            map.serialize_entry("fetched", fetched)?;
        }
        map.serialize_entry("sections", &self.sections)?;
        for table in Table::ALL.into_iter().filter(|t| self.cells.has(*t)) {
            map.serialize_entry(table.key(), &TableJson(&self.cells, table))?;
        }
        if !self.places.is_empty() {
            map.serialize_entry("places", &self.places)?;
        }
        map.serialize_entry("unread", &self.unread)?;
        if !self.labels.is_empty() {
            map.serialize_entry("labels", &self.labels)?;
        }
        map.end()
    }
}
