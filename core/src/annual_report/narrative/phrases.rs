//! Which cells a word may mean: lines 「words = cell + cell | cell」 of the spec's lists.

use zwgk_spec::vocabulary::{Applicant, DisclosureColumn, DisclosureRow, RequestRow, ReviewColumn, ReviewGroup};
use zwgk_spec::words::narrative as words;

use crate::annual_report::identities::is_counted;
use crate::annual_report::{Cell, CellRef, Cells};

/// A word and the sums of cells that it may mean; without any it only keeps a shorter word from being found in it.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The word.
    pub words: &'static str,
    /// What it may mean.
    pub readings: Vec<Vec<CellRef>>,
}

/// Reads a list.
pub(super) fn table(lines: &[&'static str]) -> Vec<Phrase> {
    let read = |line: &&'static str| {
        let (words, cells) = line.split_once('=')?;
        let readings = cells.split('|').map(|sum| sum.split('+').flat_map(|term| cells_of(term.trim())).collect::<Vec<_>>());
        Some(Phrase { words: words.trim(), readings: readings.filter(|r| !r.is_empty()).collect() })
    };
    lines.iter().filter_map(read).collect()
}

/// The cells of a term: `row` (its total), `row.column`, or a row's beginning and `*`.
pub(super) fn cells_of(term: &str) -> Vec<CellRef> {
    let (row, column) = term.split_once('.').unwrap_or((term, Applicant::Total.key()));
    let is = |key: &str| row == key || row.strip_suffix('*').is_some_and(|start| key.starts_with(start));
    let requests = RequestRow::ALL.into_iter().filter(|r| is(r.key()));
    let requests = requests.filter_map(|r| Some(CellRef::Request(r, Applicant::from_key(column)?)));
    let reviews = ReviewGroup::ALL.into_iter().filter(|r| is(r.key()));
    let reviews = reviews.filter_map(|r| Some(CellRef::Review(r, ReviewColumn::from_key(column)?)));
    let documents = DisclosureRow::ALL.into_iter().filter(|r| is(r.key()));
    let documents = documents.filter_map(|r| Some(CellRef::Disclosure(r, DisclosureColumn::from_key(column)?)));
    requests.chain(reviews).chain(documents).collect()
}

/// What a sum of cells is, when every cell that the table has is a count.
pub(super) fn sum(cells: &Cells, reading: &[CellRef]) -> Option<i64> {
    // Of （六） a table may have both forms: only the one that its own sums count is counted here.
    let counts = |cell: &&CellRef| !matches!(cell, CellRef::Request(row, _) if !is_counted(*row, cells));
    let there: Vec<&Cell> = reading.iter().filter(counts).map(|c| cells.get(*c)).filter(|c| c.is_there()).collect();
    if there.is_empty() {
        return None;
    }
    there.into_iter().map(Cell::count).sum()
}

/// What a phrase may mean, in numbers; nothing when a cell that it needs is not known.
pub(super) fn values(cells: &Cells, phrase: &Phrase) -> Option<Vec<i64>> {
    phrase.readings.iter().map(|reading| sum(cells, reading)).collect()
}

/// The phrase that names a count: the last one before it with nothing but fillers between, else the first behind it.
pub(super) fn named<'p>(table: &'p [Phrase], before: &str, after: &str) -> Option<&'p Phrase> {
    named_before(table, before).or_else(|| if before.is_empty() || is_filler(before) { named_after(table, after) } else { None })
}

/// The phrase right before a count; none when another is joined to it (「公开或部分公开」).
pub(super) fn named_before<'p>(table: &'p [Phrase], before: &str) -> Option<&'p Phrase> {
    let found = table.iter().filter_map(|p| Some((before.rfind(p.words)?, p)));
    let (start, phrase) = found.max_by_key(|(start, p)| (start + p.words.len(), p.words.len()))?;
    if !is_filler(before.get(start + phrase.words.len()..).unwrap_or_default()) {
        return None;
    }
    let rest = before.get(..start).unwrap_or_default();
    let joined = words::JOINERS.iter().any(|joiner| rest.contains(joiner));
    (!joined).then_some(phrase)
}

/// The phrase right behind a count.
fn named_after<'p>(table: &'p [Phrase], after: &str) -> Option<&'p Phrase> {
    let found = table.iter().filter_map(|p| Some((after.find(p.words)?, p)));
    let (start, phrase) = found.min_by_key(|(start, p)| (*start, usize::MAX - p.words.len()))?;
    is_filler(after.get(..start).unwrap_or_default()).then_some(phrase)
}

/// Whether words say nothing of what is counted.
pub(super) fn is_filler(words_between: &str) -> bool {
    let mut rest = words_between;
    while let Some(filler) = words::FILLERS.iter().filter(|f| rest.starts_with(**f)).max_by_key(|f| f.len()) {
        rest = rest.get(filler.len()..).unwrap_or_default();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_read() {
        for list in [words::RECEIVED, words::FLOWS, words::OUTCOMES, words::REVIEWS, words::DOCUMENTS] {
            let table = table(list);
            assert_eq!(table.len(), list.len(), "{list:?}");
            for (phrase, line) in table.iter().zip(list) {
                let terms = line.split_once('=').map_or("", |(_, cells)| cells.trim());
                let wanted = if terms.is_empty() { 0 } else { terms.split('|').count() };
                assert_eq!(phrase.readings.len(), wanted, "{line}");
                assert!(!terms.split(['|', '+']).any(|t| !terms.is_empty() && cells_of(t.trim()).is_empty()), "{line}");
            }
        }
    }

    #[test]
    fn the_nearest_word_names_a_count() {
        let outcomes = table(words::OUTCOMES);
        let name = |before, after| named(&outcomes, before, after).map(|p| p.words);
        assert_eq!(name("其中不予公开", ""), Some("不予公开"));
        assert_eq!(name("予以公开或部分公开", ""), None);
        assert_eq!(name("予以公开的申请中自然人提出", ""), None);
        assert_eq!(name("", "予以公开"), Some("予以公开"));
        assert_eq!(name("主动公开", ""), Some("主动公开"));
    }
}
