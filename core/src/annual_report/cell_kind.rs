//! `cell-kind`: 0 is written, not left blank, not "/" or "—".

use zwgk_spec::annual_report::cell_kind::{Rule, failed};
use zwgk_spec::vocabulary::Table;

use super::{Cell, CellRef, Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// Every cell holds a number. Blank totals are one finding a table, other blanks another, marks a third.
pub(super) fn cell_kind(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let mut any = false;
    for table in Table::ALL {
        any |= reading.report.cells.has(table);
        let count = reading.blank_totals(table).len();
        if count > 0 {
            cx.failed(Spot::BlankTotals(table), failed::BlankTotal { table, count })?;
        }
        let count = reading.blanks(table).len();
        if count > 0 {
            cx.failed(Spot::Blanks(table), failed::Blank { table, count })?;
        }
        let marks = printed(reading, &reading.marks(table));
        if !marks.is_empty() {
            cx.failed(Spot::Marks(table), failed::Mark { table, marks })?;
        }
    }
    Ok(if any { Ran::Applied } else { Ran::Inapplicable })
}

/// The marks that stand in cells, each once.
fn printed(reading: &Reading<'_>, cells: &[CellRef]) -> Vec<String> {
    let mut marks: Vec<String> = Vec::new();
    for cell in cells {
        if let Cell::Text(text) = reading.report.cells.get(*cell)
            && !marks.iter().any(|mark| mark == text.trim())
        {
            marks.push(text.trim().to_owned());
        }
    }
    marks
}
