//! `key-points-carried-out`: the year's key points are spoken of.

use zwgk_spec::annual_report::key_points_carried_out::{Rule, failed};
use zwgk_spec::vocabulary::{AgencyKind, ReportPart};
use zwgk_spec::words::annual_report::KEY_POINTS;

use super::{Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// The text tells how the key points of its year were carried out.
pub(super) fn key_points_carried_out(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let year = reading.report.year;
    let bound = !matches!(reading.report.kind(), Some(AgencyKind::Township | AgencyKind::Vertical));
    if i64::from(year) != cx.params.year || !bound || reading.parts.section(ReportPart::General).is_none() {
        return Ok(Ran::Inapplicable);
    }
    if reading.sections.iter().any(|section| section.has_any(KEY_POINTS)) {
        return Ok(Ran::Applied);
    }
    cx.failed(ReportPart::General, failed::Silent { year })
}
