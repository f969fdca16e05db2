//! `cells-read`: what could not be read is named, never taken for zero.

use zwgk_spec::annual_report::cells_read::{Rule, cant_tell};
use zwgk_spec::annual_report::format_of_year;
use zwgk_spec::vocabulary::Table;

use super::format_of_year::of_year;
use super::unread::Unread;
use super::{Cell, CellRef, Reading, Spot};
use crate::context::{Context, Ran, Ruled};
use crate::{Arg, Number};

/// Every cell of the tables was read as a number, or is named here.
pub(super) fn cells_read(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let cells = &reading.report.cells;
    for cell in reading.unreadable() {
        if let Cell::Text(text) = cells.get(*cell) {
            if Number::from_text(text.trim()).is_some() {
                cx.cant_tell(*cell, *cell, cant_tell::Quoted { cell: *cell, text: text.as_str() })?;
            } else {
                cx.cant_tell(*cell, *cell, cant_tell::NoNumber { cell: *cell, text: text.as_str() })?;
            }
        }
    }
    let of_year = of_year(&cx.params_of::<format_of_year::Rule>(), i64::from(reading.report.year));
    let absent: Vec<CellRef> = reading.absent(of_year).collect();
    if let Some(first) = absent.first() {
        let spots: Vec<Spot> = absent.iter().copied().map(Spot::Cell).collect();
        cx.cant_tell(spots.clone(), spots, cant_tell::Absent { first: *first, count: absent.len() })?;
    }
    let tables: Vec<Table> = Table::ALL.into_iter().filter(|t| !cells.has(*t)).collect();
    if !tables.is_empty() {
        let spots: Vec<Spot> = tables.iter().copied().map(Spot::Table).collect();
        cx.cant_tell(spots.clone(), spots, cant_tell::NoTable { tables })?;
    }
    for (number, place) in reading.report.unread.iter().enumerate() {
        let text = place.snippet.as_deref().or(place.name.as_deref()).or(place.pointer.as_deref()).unwrap_or_default();
        let (text, spot) = (Arg::from(text), Spot::Unread(number));
        match Unread::of(place) {
            Unread::Content => cx.cant_tell(spot, spot, cant_tell::Unread { text })?,
            Unread::Bytes => cx.cant_tell(spot, spot, cant_tell::Damaged { text })?,
            Unread::Charset => cx.cant_tell(spot, spot, cant_tell::Charset { text })?,
        };
    }
    Ok(Ran::Applied)
}
