//! `impossible-date`: a date that the calendar does not have.

use zwgk_spec::annual_report::impossible_date::{Rule, failed};
use zwgk_spec::vocabulary::ReportField;

use super::{DateField, Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// No field names a day such as 2月30日.
pub(super) fn impossible_date(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let mut any = false;
    for field in [ReportField::Published, ReportField::Submitted, ReportField::Fetched] {
        let Some(date) = reading.report.date(field) else { continue };
        any = true;
        if let DateField::Impossible(text) = date {
            cx.failed(field, failed::NoSuchDay { field, text: text.as_str() })?;
        }
    }
    Ok(if any { Ran::Applied } else { Ran::Inapplicable })
}
