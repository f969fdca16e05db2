//! Which cells a word may mean: lines 「words = cell + cell | cell」 of the spec's lists.

use std::sync::LazyLock;

use zwgk_spec::vocabulary::{Applicant, DisclosureColumn, DisclosureRow, RequestRow, ReviewColumn, ReviewGroup};
use zwgk_spec::words::narrative as words;
use zwgk_spec::{Phrases, Words};

use crate::annual_report::identities::is_counted;
use crate::annual_report::{Cell, CellRef, Cells};
use crate::chinese::{first_of, has_any, listed};

/// A word and the sums of cells that it may mean; without any it only keeps a shorter word from being found in it.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The word.
    pub words: &'static str,
    /// What it may mean.
    pub readings: Vec<Vec<CellRef>>,
}

/// A list of phrases, read.
#[derive(Debug)]
pub(super) struct Table {
    words: &'static Words,
    /// The phrases in the order of the list.
    pub phrases: Vec<Phrase>,
}

pub(super) static RECEIVED: LazyLock<Table> = LazyLock::new(|| Table::new(words::RECEIVED));
pub(super) static FLOWS: LazyLock<Table> = LazyLock::new(|| Table::new(words::FLOWS));
pub(super) static OUTCOMES: LazyLock<Table> = LazyLock::new(|| Table::new(words::OUTCOMES));
pub(super) static WEAK_OUTCOMES: LazyLock<Table> = LazyLock::new(|| Table::new(words::WEAK_OUTCOMES));
pub(super) static REVIEWS: LazyLock<Table> = LazyLock::new(|| Table::new(words::REVIEWS));
pub(super) static DOCUMENTS: LazyLock<Table> = LazyLock::new(|| Table::new(words::DOCUMENTS));

impl Table {
    fn new(list: &'static Phrases) -> Self {
        let readings = |cells: &'static str| {
            let sums = cells.split('|').map(|sum| sum.split('+').flat_map(|term| cells_of(term.trim())).collect::<Vec<_>>());
            sums.filter(|sum| !sum.is_empty()).collect()
        };
        let phrases = list.words.iter().zip(list.meanings).map(|(words, cells)| Phrase { words, readings: readings(cells) });
        Table { words: &list.words, phrases: phrases.collect() }
    }

    /// The phrases that a text has, each with the byte at which it begins, in the order of the text, the longest first.
    pub fn places<'t>(&'static self, text: &'t str) -> impl Iterator<Item = (usize, &'static Phrase)> + 't {
        listed(text, self.words).filter_map(|(at, (number, _))| Some((at, self.phrases.get(number)?)))
    }

    /// The phrase that ends last in a text, of several the longest, and where it ends.
    pub fn last(&'static self, text: &str) -> Option<(usize, &'static Phrase)> {
        self.places(text).map(|(at, phrase)| (at + phrase.words.len(), phrase)).max_by_key(|(end, phrase)| (*end, phrase.words.len()))
    }
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
pub(super) fn named(table: &'static Table, before: &str, after: &str) -> Option<&'static Phrase> {
    named_before(table, before).or_else(|| if is_filler(before) { named_after(table, after) } else { None })
}

/// The phrase right before a count; none when another is joined to it (「公开或部分公开」).
fn named_before(table: &'static Table, before: &str) -> Option<&'static Phrase> {
    let (end, phrase) = table.last(before)?;
    let rest = before.get(..end.saturating_sub(phrase.words.len())).unwrap_or_default();
    (is_filler(before.get(end..).unwrap_or_default()) && !has_any(rest, words::JOINERS)).then_some(phrase)
}

/// The phrase right behind a count.
fn named_after(table: &'static Table, after: &str) -> Option<&'static Phrase> {
    let (start, phrase) = table.places(after).next()?;
    is_filler(after.get(..start).unwrap_or_default()).then_some(phrase)
}

/// Whether words say nothing of what is counted.
pub(super) fn is_filler(words_between: &str) -> bool {
    let mut rest = words_between;
    while let Some(filler) = first_of(rest, words::FILLERS) {
        rest = rest.get(filler.len()..).unwrap_or_default();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_read() {
        for list in [words::RECEIVED, words::FLOWS, words::OUTCOMES, words::WEAK_OUTCOMES, words::REVIEWS, words::DOCUMENTS] {
            let table = Table::new(list);
            assert_eq!((table.phrases.len(), list.meanings.len()), (list.words.len(), list.words.len()), "{list:?}");
            for (phrase, terms) in table.phrases.iter().zip(list.meanings) {
                let wanted = if terms.is_empty() { 0 } else { terms.split('|').count() };
                assert_eq!(phrase.readings.len(), wanted, "{terms}");
                assert!(!terms.split(['|', '+']).any(|t| !terms.is_empty() && cells_of(t.trim()).is_empty()), "{terms}");
            }
        }
    }

    #[test]
    fn the_nearest_word_names_a_count() {
        let name = |before, after| named(&OUTCOMES, before, after).map(|p| p.words);
        assert_eq!(name("其中不予公开", ""), Some("不予公开"));
        assert_eq!(name("予以公开或部分公开", ""), None);
        assert_eq!(name("予以公开的申请中自然人提出", ""), None);
        assert_eq!(name("", "予以公开"), Some("予以公开"));
        assert_eq!(name("主动公开", ""), Some("主动公开"));
    }
}
