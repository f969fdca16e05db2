//! `text-documents`: regulations and normative documents as the text counts them.

use zwgk_spec::annual_report::text_documents::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::{DisclosureColumn, DisclosureRow, ReportField};
use zwgk_spec::words::narrative as words;

use super::phrases::{self, DOCUMENTS};
use super::telling::{Said, tellings};
use crate::annual_report::{CellRef, Reading, Spot};
use crate::chinese::{has_any, places};
use crate::context::{Context, Ran, Ruled};

/// 制发, 废止 and 现行有效 of the text are those of table 2.
pub(in crate::annual_report) fn text_documents(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let told = tellings(reading);
    if told.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    let mut found: Vec<(&Said, CellRef, i64, i64, bool)> = Vec::new();
    for one in told {
        let (mut row, mut column, mut sentence, mut doubtful) = (None, None, None, false);
        for said in one.said.iter().filter(|s| !s.is_zero) {
            if sentence != Some(said.sentence) {
                (row, column, sentence) = (None, None, Some(said.sentence));
                doubtful = has_any(one.sentences.get(said.sentence).map_or("", String::as_str), words::DOCUMENT_DOUBTS);
            }
            let before = said.before.as_str();
            let named = row_of(before);
            let done = DOCUMENTS.last(before).and_then(|(end, p)| Some((end, column_of(p)?)));
            if has_any(before, words::DOCUMENT_NOUNS_THAT_ARE_NONE) {
                (row, column) = (None, None);
                continue;
            }
            if named.is_none() && done.is_none() {
                column = None;
                continue;
            }
            // 「制发规章5件、规范性文件9件」 has one verb for both; a clause of its own has its own.
            if named.is_some() && !said.gap.starts_with('、') {
                column = None;
            }
            row = named.map(|(_, row)| row).or(row);
            column = done.map(|(_, column)| column).or(column);
            let last = named.map_or(0, |(end, _)| end).max(done.map_or(0, |(end, _)| end));
            let is_all = phrases::is_filler(before.get(last..).unwrap_or_default()) && !before.contains("、");
            let Some(((row, column), number)) = row.zip(column).zip(said.cases()).filter(|_| is_all) else { continue };
            let cell = CellRef::Disclosure(row, column);
            let Some(table) = reading.report.cells.get(cell).count() else { continue };
            found.push((said, cell, number, table, doubtful));
        }
    }
    let mut seen = Vec::new();
    for (said, cell, number, table, doubtful) in &found {
        if seen.contains(cell) {
            continue;
        }
        seen.push(*cell);
        if found.iter().any(|(_, c, n, t, _)| c == cell && n == t) {
            continue;
        }
        let spots = vec![Spot::Passage(said.passage), Spot::Cell(*cell)];
        if *doubtful {
            cx.cant_tell(spots, ReportField::Sections, cant_tell::NoReading { said: *number, readings: vec![*table] })?;
        } else {
            cx.failed(spots, failed::Differs { cell: *cell, said: *number, table: *table })?;
        }
    }
    Ok(Ran::Applied)
}

/// The kind of document that a clause names last, and where its name ends.
fn row_of(before: &str) -> Option<(usize, DisclosureRow)> {
    let end = |list| places(before, list).map(|(at, word)| at + word.len()).max();
    let regulations = end(words::REGULATION_NOUNS).map(|end| (end, DisclosureRow::Regulations));
    let normative = end(words::NORMATIVE_NOUNS).map(|end| (end, DisclosureRow::NormativeDocuments));
    regulations.max(normative)
}

fn column_of(phrase: &phrases::Phrase) -> Option<DisclosureColumn> {
    match phrase.readings.first()?.first()? {
        CellRef::Disclosure(_, column) => Some(*column),
        _ => None,
    }
}
