//! Calendar days. No clock: a day always comes from outside.

use core::fmt;

use chrono::{Datelike, NaiveDate};
use zwgk_spec::MonthDay;

/// A calendar day, written `2025-01-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// What a text that should be a day turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParsedDate {
    /// A day that exists.
    Day(Date),
    /// Written as a day, but the calendar has none such (2025-02-30).
    Impossible,
    /// Not written as a day.
    Malformed,
}

impl Date {
    /// The day, if the calendar has it.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Date)
    }

    /// Reads `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> ParsedDate {
        let mut parts = text.split('-');
        let mut part = |width: usize| {
            let part = parts.next().filter(|p| p.len() == width && p.bytes().all(|b| b.is_ascii_digit()))?;
            part.parse::<u32>().ok()
        };
        let (Some(year), Some(month), Some(day)) = (part(4), part(2), part(2)) else { return ParsedDate::Malformed };
        if parts.next().is_some() {
            return ParsedDate::Malformed;
        }
        i32::try_from(year).ok().and_then(|y| Date::new(y, month, day)).map_or(ParsedDate::Impossible, ParsedDate::Day)
    }

    /// Year, month (1–12) and day of the month (1–31).
    #[must_use]
    pub fn parts(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The day `month_day` of `year`; 29 February of a common year is 28 February.
    #[must_use]
    pub fn in_year(year: i32, month_day: MonthDay) -> Option<Self> {
        Date::new(year, month_day.month, month_day.day).or_else(|| Date::new(year, month_day.month, month_day.day.saturating_sub(1)))
    }

    /// Calendar days from `earlier` to `self`; negative when `self` is the earlier.
    #[must_use]
    pub fn days_since(self, earlier: Date) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_only_in_its_one_form() {
        assert_eq!(Date::parse("2024-02-29"), Date::new(2024, 2, 29).map_or(ParsedDate::Malformed, ParsedDate::Day));
        assert_eq!(Date::parse("2025-02-29"), ParsedDate::Impossible);
        assert_eq!(Date::parse("2025-00-01"), ParsedDate::Impossible);
        for text in ["2025-1-31", "20250131", "2025-01-31T00", "", "２０２５-01-31", "+025-01-31", "2025-01-31-01"] {
            assert_eq!(Date::parse(text), ParsedDate::Malformed, "{text}");
        }
    }
}
