//! `published-in-time` and `submitted-in-time`: the days of R 49 and of 30号 二.

use zwgk_spec::MonthDay;
use zwgk_spec::annual_report::{published_in_time as published, submitted_in_time as submitted};
use zwgk_spec::vocabulary::{AgencyKind, AgencyLevel, ReportFact, ReportField};

use super::{DateField, Reading, Spot};
use crate::Date;
use crate::context::{Context, Ran, Ruled};

/// The last days of one year's reports.
struct Days {
    departments: Date,
    governments: Date,
    townships: Date,
    county_sums: Date,
    city_sums: Date,
}

impl Days {
    fn of(params: &published::Params, year: i32) -> Option<Self> {
        let day = |day: MonthDay| Date::in_year(year.checked_add(1)?, day);
        Some(Days {
            departments: day(params.department_day)?,
            governments: day(params.government_day)?,
            townships: day(params.township_day)?,
            county_sums: day(params.county_sum_day)?,
            city_sums: day(params.city_sum_day)?,
        })
    }

    /// The day until which nothing is late, as far as kind and level are known.
    fn first(&self, kind: Option<AgencyKind>, level: Option<AgencyLevel>) -> Date {
        match (kind, level) {
            (Some(AgencyKind::Department | AgencyKind::Office), _) => self.departments,
            (Some(AgencyKind::Township), _) => self.townships,
            (Some(AgencyKind::Government), Some(AgencyLevel::Banner)) => self.county_sums.min(self.governments),
            (Some(AgencyKind::Government), Some(AgencyLevel::City)) => self.city_sums.min(self.governments),
            (Some(AgencyKind::Government), Some(_)) => self.governments,
            (Some(AgencyKind::Government), None) => self.county_sums.min(self.city_sums).min(self.governments),
            (Some(AgencyKind::League | AgencyKind::Vertical | AgencyKind::Other), _) => self.departments.min(self.governments),
            (None, _) => [self.governments, self.townships, self.county_sums, self.city_sums].into_iter().fold(self.departments, Date::min),
        }
    }
}

/// The report is public by its day.
pub(super) fn published_in_time(cx: &mut Context<'_, '_, published::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    use published::{cant_tell, failed, why};
    let report = reading.report;
    let Some(days) = Days::of(&cx.params, report.year) else { return Ok(Ran::Inapplicable) };
    let (kind, level) = (report.kind(), report.level());
    let published = match &report.published {
        Some(DateField::Day(day)) => *day,
        Some(DateField::Impossible(text)) => {
            return cx.cant_tell(ReportField::Published, ReportField::Published, cant_tell::NoSuchDay { text: text.as_str() });
        }
        None if cx.as_of() <= last_day(kind, level, &days) => return Ok(Ran::Inapplicable),
        None => return cx.cant_tell(ReportField::Published, ReportField::Published, cant_tell::NotGiven),
    };
    if published > cx.as_of() {
        let as_of = cx.as_of();
        return cx.cant_tell(ReportField::Published, ReportField::Published, cant_tell::AfterAsOf { published, as_of });
    }
    if published <= days.first(kind, level) {
        if published.parts().0 <= report.year {
            return cx.cant_tell(ReportField::Published, ReportField::Published, cant_tell::BeforeYearEnd { published, year: report.year });
        }
        return Ok(Ran::Applied);
    }
    if let Some(fetched) = report.day(ReportField::Fetched).filter(|fetched| *fetched < published) {
        return cx.cant_tell(ReportField::Published, ReportField::Fetched, cant_tell::FetchedBefore { published, fetched });
    }
    let (departments, governments) = (days.departments, days.governments);
    let Some(kind) = kind else {
        return cx.cant_tell(
            ReportField::Published,
            ReportField::AgencyKind,
            cant_tell::AgencyKind { published, departments, governments },
        );
    };
    if published > governments && matches!(kind, AgencyKind::Government | AgencyKind::League | AgencyKind::Vertical) {
        cx.because(why::Due { kind, year: report.year, due: governments });
        let days = published.days_since(governments);
        return cx.failed(ReportField::Published, failed::Late { due: governments, published, days });
    }
    let due = match (kind, level) {
        (AgencyKind::Department | AgencyKind::Office, _) => departments,
        (AgencyKind::Township, _) => days.townships,
        (AgencyKind::Government, Some(AgencyLevel::City)) => days.city_sums,
        (AgencyKind::Government, Some(_)) => days.county_sums,
        (AgencyKind::Government, None) => {
            return cx.cant_tell(ReportField::Published, ReportField::Level, cant_tell::Level { published, governments });
        }
        (AgencyKind::League | AgencyKind::Vertical | AgencyKind::Other, _) => {
            return cx.cant_tell(ReportField::Published, ReportFact::DayThatHolds, cant_tell::OtherDay { kind, published, departments });
        }
    };
    cx.because(why::Due { kind, year: report.year, due });
    let days = published.days_since(due);
    match kind {
        AgencyKind::Office => cx.failed(ReportField::Published, failed::OfficeLate { due, published, days }),
        AgencyKind::Township => cx.failed(ReportField::Published, failed::TownshipLate { due, published, days }),
        AgencyKind::Government => cx.failed(ReportField::Published, failed::SumLate { due, published, days, governments }),
        _ => cx.failed(ReportField::Published, failed::Late { due, published, days }),
    }
}

/// Until when a report without a day of publication is not missed: for leagues and vertical agencies until the last day of all.
fn last_day(kind: Option<AgencyKind>, level: Option<AgencyLevel>, days: &Days) -> Date {
    match kind {
        Some(AgencyKind::League | AgencyKind::Vertical) => days.governments,
        _ => days.first(kind, level),
    }
}

/// The report is with the authority in charge by its day.
pub(super) fn submitted_in_time(cx: &mut Context<'_, '_, submitted::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    use submitted::{cant_tell, failed, why};
    let report = reading.report;
    let Some(due) = report.year.checked_add(1).and_then(|year| Date::in_year(year, cx.params.department_day)) else {
        return Ok(Ran::Inapplicable);
    };
    // Governments and their offices publish directly; only those below an authority in charge submit.
    let kind = report.kind();
    if matches!(kind, Some(AgencyKind::Government | AgencyKind::Office | AgencyKind::League | AgencyKind::Vertical)) {
        return Ok(Ran::Inapplicable);
    }
    let submitted = match &report.submitted {
        Some(DateField::Day(day)) => *day,
        Some(DateField::Impossible(text)) => {
            return cx.cant_tell(ReportField::Submitted, ReportField::Submitted, cant_tell::NoSuchDay { text: text.as_str() });
        }
        None if cx.as_of() <= due => return Ok(Ran::Inapplicable),
        None => return cx.cant_tell(ReportField::Submitted, ReportField::Submitted, cant_tell::NotGiven),
    };
    if submitted > cx.as_of() {
        let as_of = cx.as_of();
        return cx.cant_tell(ReportField::Submitted, ReportField::Submitted, cant_tell::AfterAsOf { submitted, as_of });
    }
    if submitted.parts().0 <= report.year {
        return cx.cant_tell(ReportField::Submitted, ReportField::Submitted, cant_tell::BeforeYearEnd { submitted, year: report.year });
    }
    if submitted <= due {
        return Ok(Ran::Applied);
    }
    let days = submitted.days_since(due);
    match kind {
        Some(kind @ AgencyKind::Department) => {
            cx.because(why::Due { kind, year: report.year, due });
            cx.failed(ReportField::Submitted, failed::Late { due, submitted, days })
        }
        Some(kind @ AgencyKind::Township) => {
            cx.because(why::Due { kind, year: report.year, due });
            cx.failed(ReportField::Submitted, failed::TownshipLate { due, submitted, days })
        }
        Some(kind) => cx.cant_tell(ReportField::Submitted, ReportFact::DayThatHolds, cant_tell::OtherDay { kind, submitted, due }),
        None => cx.cant_tell(ReportField::Submitted, ReportField::AgencyKind, cant_tell::AgencyKind { submitted, due }),
    }
}
