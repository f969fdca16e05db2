//! `extra-row`: the tables have no rows but the format's.

use zwgk_spec::annual_report::extra_row::{Rule, cant_tell, failed};
use zwgk_spec::annual_report::format_of_year;

use super::format_of_year::of_year;
use super::{Labelled, Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// A row that no row of the format is for. Where one of those is missing, this may be it.
pub(super) fn extra_row(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if reading.report.labels.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    let of_year = of_year(&cx.params_of::<format_of_year::Rule>(), i64::from(reading.report.year));
    for (number, label) in reading.report.labels.iter().enumerate() {
        let Labelled::Extra(table) = label.of else { continue };
        let (spot, label) = (Spot::Label(number), label.printed.as_str());
        if reading.absent(of_year).any(|cell| cell.table() == table) {
            cx.cant_tell(spot, Spot::Table(table), cant_tell::PerhapsAnother { table, label })?;
        } else {
            cx.failed(spot, failed::Row { table, label })?;
        }
    }
    Ok(Ran::Applied)
}
