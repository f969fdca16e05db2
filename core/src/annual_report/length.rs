//! `length`: part one is brief.

use zwgk_spec::annual_report::length::{Rule, failed};
use zwgk_spec::vocabulary::ReportPart;

use super::{Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// Part one has in principle not more than a thousand characters.
pub(super) fn length(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let Some(text) = reading.part(ReportPart::General) else { return Ok(Ran::Inapplicable) };
    let count = i64::try_from(text.chars().filter(|c| !c.is_whitespace()).count()).unwrap_or(i64::MAX);
    let limit = cx.params.characters;
    if count <= limit {
        return Ok(Ran::Applied);
    }
    cx.failed(ReportPart::General, failed::Long { count, limit, over: count - limit })
}
