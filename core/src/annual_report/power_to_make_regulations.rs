//! `power-to-make-regulations`: who can have made 规章 at all.

use zwgk_spec::annual_report::power_to_make_regulations::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::{AgencyKind, AgencyLevel, DisclosureColumn, DisclosureRow, ReportFact, ReportField};

use super::{CellRef, Reading, Spot};
use crate::context::{Context, Ran, Ruled};

const MADE: CellRef = CellRef::Disclosure(DisclosureRow::Regulations, DisclosureColumn::Made);
const IN_FORCE: CellRef = CellRef::Disclosure(DisclosureRow::Regulations, DisclosureColumn::InForce);

/// 规章 are made by regions, 设区的市 and 自治州; townships, banners, leagues and their departments make none.
pub(super) fn power_to_make_regulations(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let report = reading.report;
    let count = |cell| report.cells.get(cell).count();
    let (made, in_force) = (count(MADE), count(IN_FORCE));
    if made.is_none() && in_force.is_none() {
        return Ok(Ran::Inapplicable);
    }
    let (made, in_force) = (made.unwrap_or_default(), in_force.unwrap_or_default());
    let (cell, count) = if made > 0 { (MADE, made) } else { (IN_FORCE, in_force) };
    if made <= 0 && in_force <= 0 {
        return Ok(Ran::Applied);
    }
    let (kind, level) = (report.kind(), report.level());
    let powerless = matches!(kind, Some(AgencyKind::Township | AgencyKind::League))
        || matches!(level, Some(AgencyLevel::Banner | AgencyLevel::Township | AgencyLevel::League));
    match (kind, level) {
        _ if powerless => {
            if made > 0 {
                cx.failed(MADE, failed::Made { made })?;
            }
            if in_force > 0 {
                cx.failed(IN_FORCE, failed::InForce { in_force })?;
            }
            Ok(Ran::Applied)
        }
        (None, _) => cx.cant_tell(cell, ReportField::AgencyKind, cant_tell::AgencyKind { cell, count }),
        (Some(_), None) => cx.cant_tell(cell, ReportField::Level, cant_tell::Level { cell, count }),
        (Some(AgencyKind::Government), Some(_)) => Ok(Ran::Applied),
        // Departments and offices print their government's 规章.
        (Some(kind), Some(_)) => cx.cant_tell(cell, ReportFact::WhoseRegulations, cant_tell::Whose { cell, count, kind }),
    }
}
