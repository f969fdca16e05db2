//! `label-misprint`: rows and columns have the format's labels.

use zwgk_spec::annual_report::label_misprint::{Rule, failed};

use super::{Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// Each misprint is a finding of its own: a table may have some that were decided on.
pub(super) fn label_misprint(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if reading.report.labels.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    for (number, label) in reading.report.labels.iter().enumerate() {
        if let Some(wanted) = label.misprint_of() {
            cx.failed(Spot::Label(number), failed::Misprint { printed: label.printed.as_str(), wanted })?;
        }
    }
    Ok(Ran::Applied)
}
