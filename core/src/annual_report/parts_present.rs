//! `parts-present`: the six parts are there.

use zwgk_spec::annual_report::parts_present::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::{ReportField, ReportPart};

use super::parts::table_of;
use super::{Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// Each part has its heading, or its table.
pub(super) fn parts_present(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if !reading.parts.has_text() {
        return cx.cant_tell(ReportField::Sections, ReportField::Sections, cant_tell::NoText {});
    }
    let is_missing =
        |part: &ReportPart| reading.parts.section(*part).is_none() && !table_of(*part).is_some_and(|t| reading.report.cells.has(t));
    let missing: Vec<ReportPart> = ReportPart::ALL.into_iter().filter(is_missing).collect();
    if missing.is_empty() {
        return Ok(Ran::Applied);
    }
    let spots: Vec<Spot> = missing.iter().copied().map(Spot::Part).collect();
    cx.failed(spots, failed::Missing { parts: missing })
}
