//! Tables that are made of text: lines in `<pre>`, lists, spans that a converter put at their places. Which figure stands in which
//! column cannot be told from them with certainty; that they are there can.

use core::ops::Range;

use zwgk_spec::vocabulary::{DisclosureRow, RequestRow, Table};
use zwgk_spec::words::document as tags;

use super::labels::{disclosure_row, request_row, review_column};
use super::sections::outside;
use super::values::cell;
use crate::Place;
use crate::annual_report::label_words::Words;
use crate::annual_report::{AnnualReport, Cell, CellRef, Labelled, PrintedLabel};
use crate::arg::quote;
use crate::document::{Document, RowKind};

/// As many of a table's labels are a table, not a menu or a sentence that has one of them. Table two has few rows, whose labels
/// are those of menus too: one of them must have its figure beside it.
const LEAST_ROWS: usize = 5;
const LEAST_OF_TABLE2: usize = 3;
const LEAST_COLUMNS: usize = 3;

/// Pieces of text that are shown of a table; more than fit.
const SHOWN: usize = 60;

/// What stands between two blanks, and the row of the document.
struct Piece<'d> {
    text: &'d str,
    row: usize,
}

/// The labels of one table that were found, and the number of the first one's piece.
#[derive(Default)]
struct Found {
    labels: Vec<Labelled>,
    first: Option<usize>,
    with_figure: bool,
}

/// Names the tables that stand on the page as text. `skip` says which rows of the document are read already or are not the report's.
pub(super) fn name_text_tables(document: &Document, used: &[Range<usize>], skip: impl Fn(usize) -> bool, report: &mut AnnualReport) {
    let is_whole = Table::ALL.into_iter().all(|table| report.cells.has(table)) && report.cells.has_row(RequestRow::CarriedForward);
    if is_whole {
        return;
    }
    let mut is_outside = outside(used);
    let pieces = pieces(document, |row| !is_outside(row) || skip(row));
    let mut found = [Found::default(), Found::default(), Found::default()];
    for (number, piece) in pieces.iter().enumerate() {
        let Some(label) = label(piece.text, report) else { continue };
        let (table, ..) = label.keys();
        let Some(found) = found.get_mut(table as usize) else { continue };
        if !found.labels.contains(&label) {
            found.labels.push(label);
            found.first.get_or_insert(number);
        }
        let is_figure = |text: &str| matches!(cell(text), Cell::Number(_));
        found.with_figure |= piece.text.ends_with(char::is_numeric) || pieces.get(number + 1).is_some_and(|next| is_figure(next.text));
    }
    for (found, table) in found.iter().zip(Table::ALL) {
        let is_table = match table {
            Table::Table2 => found.with_figure && found.labels.len() >= LEAST_OF_TABLE2,
            Table::Table3 => found.labels.len() >= LEAST_ROWS,
            Table::Table4 => found.labels.len() >= LEAST_COLUMNS,
        };
        let Some((number, first)) = found.first.filter(|_| is_table).and_then(|at| Some((at, pieces.get(at)?))) else { continue };
        let shown: Vec<&str> = pieces.iter().skip(number).take(SHOWN).map(|p| p.text).collect();
        report.unread.push(Place { snippet: Some(quote(&shown.join(" "))), ..document.place(first.row) });
    }
}

/// The pieces of a page's text that a reader sees, but links.
fn pieces(document: &Document, mut skip: impl FnMut(usize) -> bool) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for (row, text) in document.rows().iter().enumerate() {
        let RowKind::Text(text) = &text.kind else { continue };
        if text.trim().is_empty() || skip(row) || document.is_within(row, |tag| tag == "a" || tags::UNREAD.contains(&tag)) {
            continue;
        }
        pieces.extend(text.split_whitespace().map(|text| Piece { text, row }));
    }
    pieces
}

/// The label of the format that a piece of text is, with or without a figure behind it, if no cell of its row was read.
fn label(text: &str, report: &AnnualReport) -> Option<Labelled> {
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let words = Words::of(text)?;
    // 总计 and 其他 are heads too, and stand before the rows.
    let is_own = words.name().chars().nth(2).is_some();
    let row = |row: RequestRow| (is_own && !report.cells.has_row(row)).then_some(Labelled::RequestRow(row));
    let of_table2 = |row: DisclosureRow| {
        let is_there = |c: &CellRef| matches!(c, CellRef::Disclosure(of, _) if *of == row) && report.cells.get(*c).is_there();
        (!CellRef::of(Table::Table2).any(|c| is_there(&c))).then_some(Labelled::DisclosureRow(row))
    };
    let column = || review_column(&words).filter(|_| is_own && !report.cells.has(Table::Table4)).map(Labelled::ReviewColumn);
    let of = disclosure_row(&words).and_then(of_table2).or_else(|| request_row(&words).and_then(row)).or_else(column)?;
    // Sentences have words of labels in them.
    (!PrintedLabel { of, printed: text.to_owned() }.differs()).then_some(of)
}
