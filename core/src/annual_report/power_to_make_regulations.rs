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
    let (kind, level) = (report.kind(), report.level());
    let powerless = matches!(kind, Some(AgencyKind::Township | AgencyKind::League))
        || matches!(level, Some(AgencyLevel::Banner | AgencyLevel::Township | AgencyLevel::League));
    // In the format of 2019 there is no stock.
    let there: Vec<CellRef> = [MADE, IN_FORCE].into_iter().filter(|cell| report.cells.get(*cell).is_there()).collect();
    if there.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    let counts: Vec<(CellRef, i64)> = there.iter().filter_map(|cell| Some((*cell, report.cells.get(*cell).count()?))).collect();
    let unknown: Vec<CellRef> = there.iter().copied().filter(|cell| report.cells.get(*cell).count().is_none()).collect();
    // Whoever may make regulations may have any number of them.
    let may_make = !powerless && kind == Some(AgencyKind::Government) && level.is_some();
    if let Some(first) = unknown.first().filter(|_| !may_make) {
        let spots: Vec<Spot> = unknown.iter().copied().map(Spot::Cell).collect();
        cx.cant_tell(spots.clone(), spots, cant_tell::NotRead { cell: *first })?;
    }
    let Some((cell, count)) = counts.iter().copied().find(|(_, count)| *count > 0) else { return Ok(Ran::Applied) };
    match (kind, level) {
        _ if powerless => {
            for (cell, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
                if cell == MADE {
                    cx.failed(cell, failed::Made { made: count })?;
                } else {
                    cx.failed(cell, failed::InForce { in_force: count })?;
                }
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
