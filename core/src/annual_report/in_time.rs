//! `published-in-time` and `submitted-in-time`: the days of R 49 and of 30号 二.

use zwgk_spec::MonthDay;
use zwgk_spec::annual_report::{published_in_time as published, submitted_in_time as submitted};
use zwgk_spec::vocabulary::{AgencyKind, AgencyLevel, ReportFact, ReportField};

use super::{DateField, Reading, Spot};
use crate::Date;
use crate::context::{Context, Ran, Ruled};

/// The report is public by its day.
pub(super) fn published_in_time(cx: &mut Context<'_, '_, published::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    use published::{cant_tell, failed, why};
    let report = reading.report;
    let in_next_year = |day: MonthDay| Date::in_year(report.year + 1, day);
    let (Some(departments), Some(governments)) = (in_next_year(cx.params.department_day), in_next_year(cx.params.government_day)) else {
        return Ok(Ran::Inapplicable);
    };
    let published = match &report.published {
        Some(DateField::Day(day)) => *day,
        Some(DateField::Impossible(text)) => {
            return cx.cant_tell(ReportField::Published, ReportField::Published, cant_tell::NoSuchDay { text: text.as_str() });
        }
        None if cx.as_of() <= last_day(report.kind(), departments, governments) => return Ok(Ran::Inapplicable),
        None => return cx.cant_tell(ReportField::Published, ReportField::Published, cant_tell::NotGiven),
    };
    if published > cx.as_of() {
        let as_of = cx.as_of();
        return cx.cant_tell(ReportField::Published, ReportField::Published, cant_tell::AfterAsOf { published, as_of });
    }
    if published <= departments {
        if published.parts().0 <= report.year {
            return cx.cant_tell(ReportField::Published, ReportField::Published, cant_tell::BeforeYearEnd { published, year: report.year });
        }
        return Ok(Ran::Applied);
    }
    if let Some(fetched) = report.day(ReportField::Fetched).filter(|fetched| *fetched < published) {
        return cx.cant_tell(ReportField::Published, ReportField::Fetched, cant_tell::FetchedBefore { published, fetched });
    }
    let Some(kind) = report.kind() else {
        return cx.cant_tell(
            ReportField::Published,
            ReportField::AgencyKind,
            cant_tell::AgencyKind { published, departments, governments },
        );
    };
    let days = published.days_since(governments);
    if published > governments && matches!(kind, AgencyKind::Government | AgencyKind::League | AgencyKind::Vertical) {
        cx.because(why::Due { kind, year: report.year, due: governments });
        return cx.failed(ReportField::Published, failed::Late { due: governments, published, days });
    }
    match kind {
        AgencyKind::Department => {
            cx.because(why::Due { kind, year: report.year, due: departments });
            cx.failed(ReportField::Published, failed::Late { due: departments, published, days: published.days_since(departments) })
        }
        AgencyKind::Office => {
            cx.because(why::Due { kind, year: report.year, due: departments });
            cx.failed(ReportField::Published, failed::OfficeLate { due: departments, published, days: published.days_since(departments) })
        }
        AgencyKind::Township => {
            let Some(due) = in_next_year(cx.params.township_day).filter(|due| published > *due) else { return Ok(Ran::Applied) };
            cx.because(why::Due { kind, year: report.year, due });
            cx.failed(ReportField::Published, failed::TownshipLate { due, published, days: published.days_since(due) })
        }
        AgencyKind::Government => {
            let sum_day = match report.level() {
                Some(AgencyLevel::Banner) => in_next_year(cx.params.county_sum_day),
                Some(AgencyLevel::City) => in_next_year(cx.params.city_sum_day),
                Some(_) => None,
                None => {
                    let earliest = in_next_year(cx.params.county_sum_day);
                    if earliest.is_some_and(|day| published > day) {
                        return cx.cant_tell(ReportField::Published, ReportField::Level, cant_tell::Level { published, governments });
                    }
                    None
                }
            };
            let Some(due) = sum_day.filter(|due| published > *due) else { return Ok(Ran::Applied) };
            cx.because(why::Due { kind, year: report.year, due });
            cx.failed(ReportField::Published, failed::SumLate { due, published, days: published.days_since(due), governments })
        }
        AgencyKind::League | AgencyKind::Vertical | AgencyKind::Other => {
            cx.cant_tell(ReportField::Published, ReportFact::DayThatHolds, cant_tell::OtherDay { kind, published, departments })
        }
    }
}

/// Until when nothing is due: for governments, leagues and vertically managed agencies longer than for departments.
fn last_day(kind: Option<AgencyKind>, departments: Date, governments: Date) -> Date {
    match kind {
        Some(AgencyKind::Government | AgencyKind::League | AgencyKind::Vertical) => governments,
        _ => departments,
    }
}

/// The report is with the authority in charge by its day.
pub(super) fn submitted_in_time(cx: &mut Context<'_, '_, submitted::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    use submitted::{cant_tell, failed, why};
    let report = reading.report;
    let Some(due) = Date::in_year(report.year + 1, cx.params.department_day) else { return Ok(Ran::Inapplicable) };
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
        _ => cx.cant_tell(ReportField::Submitted, ReportField::AgencyKind, cant_tell::AgencyKind { submitted, due }),
    }
}
