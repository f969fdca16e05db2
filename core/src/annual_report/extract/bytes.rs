//! What the bytes of a page say against what was read from them.

use crate::Place;
use crate::annual_report::AnnualReport;
use crate::annual_report::unread::CHARSET;
use crate::arg::quote;
use crate::document::{Decoded, Document, RowKind};

/// Characters that are quoted before and after one that could not be read.
const AROUND: usize = 20;

impl AnnualReport {
    /// Puts before what else was not read that bytes were damaged, and that the encoding is not what the page or its sender says.
    pub(crate) fn doubt_bytes(&mut self, document: &Document, decoded: &Decoded) {
        let said = decoded.contradicts.iter().map(|label| said(document, label));
        let doubts: Vec<Place> = said.chain(decoded.damaged.map(|at| damage(document, decoded, at))).collect();
        self.unread.splice(0..0, doubts);
    }
}

/// Where the page says its encoding; nowhere, when its sender does.
fn said(document: &Document, label: &str) -> Place {
    let names = |value: Option<&str>| value.is_some_and(|value| value.to_ascii_lowercase().contains(label));
    let says = |row: usize| names(document.attribute(row, "charset")) || names(document.attribute(row, "content"));
    let meta = (0..document.rows().len()).find(|row| document.tag(*row) == "meta" && says(*row));
    let place = meta.map_or_else(Place::default, |row| document.place(row));
    Place { snippet: Some(quote(&format!("{CHARSET}{label}"))), ..place }
}

/// The first place that could not be read: its line and column, what stands around it, and the element if it is one that is shown.
fn damage(document: &Document, decoded: &Decoded, at: usize) -> Place {
    let (before, after) = decoded.text.split_at_checked(at).unwrap_or((&decoded.text, ""));
    let (line, column) = decoded.position(at);
    let mut lead: Vec<char> = before.chars().rev().take(AROUND).collect();
    lead.reverse();
    let snippet: String = lead.into_iter().chain(after.chars().take(AROUND)).collect();
    let damaged = |kind: &RowKind| matches!(kind, RowKind::Text(text) if text.contains(char::REPLACEMENT_CHARACTER));
    let place = document.rows().iter().position(|row| damaged(&row.kind)).map_or_else(Place::default, |row| document.place(row));
    let number = |n: usize| u64::try_from(n).ok();
    Place { line: number(line), column: number(column), snippet: Some(quote(&snippet)), ..place }
}
