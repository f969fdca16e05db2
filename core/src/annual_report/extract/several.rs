//! Which report is read from a page that shows several: years one after another, or an old one that is hidden.

use core::ops::Range;

use zwgk_spec::vocabulary::ReportPart;
use zwgk_spec::words::annual_report as words;

use super::head::{page_year, read_title, year_in};
use super::headings::{Headed, Sure, headings};
use crate::Place;
use crate::arg::quote;
use crate::document::{Document, Line};

/// As many parts make a report; a list of what is on the page, or of last year's, has no text below them.
const LEAST_PARTS: usize = 3;

/// A report on a page.
struct Run {
    /// The row at which it begins, and its line.
    from: usize,
    line: usize,
    /// Its year, as far as its title or the sentence on its period tells.
    year: Option<i32>,
    is_hidden: bool,
}

/// What of a page is not of the report that is read.
#[derive(Debug, Default)]
pub(super) struct Others {
    /// Rows of reports of other years.
    apart: Vec<Range<usize>>,
    /// Rows of the same year's report again.
    copies: Vec<Range<usize>>,
    /// Where other reports begin, if the page does not tell which one it is about.
    pub unread: Vec<Place>,
}

impl Others {
    /// Whether a row is of another report.
    pub fn have(&self, row: usize) -> bool {
        is_in(&self.apart, row)
    }

    /// Whether a row is of another report, or of the same one again.
    pub fn have_or_repeat(&self, row: usize) -> bool {
        self.have(row) || is_in(&self.copies, row)
    }
}

/// Whether a row is in one of some ranges, which stand one behind another.
fn is_in(ranges: &[Range<usize>], row: usize) -> bool {
    let before = ranges.partition_point(|r| r.start <= row);
    ranges.get(..before).and_then(<[_]>::last).is_some_and(|r| r.contains(&row))
}

/// The reports of a page beside the one that is read: that of the year in the page's title, or the only one that is shown. Where
/// neither tells, the first is read and the others are named.
pub(super) fn others(document: &Document, lines: &[Line]) -> Others {
    let runs = runs(document, lines);
    let mut others = Others::default();
    if runs.len() < 2 {
        return others;
    }
    let of_year = page_year(document).and_then(|year| {
        let of_year = || runs.iter().enumerate().filter(|(_, run)| run.year == Some(year));
        of_year().find(|(_, run)| !run.is_hidden).or_else(|| of_year().next())
    });
    let mut shown = runs.iter().enumerate().filter(|(_, run)| !run.is_hidden);
    let first_shown = shown.next();
    let is_clear = of_year.is_some() || (first_shown.is_some() && shown.next().is_none());
    let Some((chosen, of_chosen)) = of_year.or(first_shown).or_else(|| runs.iter().enumerate().next()) else { return others };
    for (number, run) in runs.iter().enumerate().filter(|(number, _)| *number != chosen) {
        let rows = run.from..runs.get(number + 1).map_or(usize::MAX, |next| next.from);
        if run.year.is_some() && run.year == of_chosen.year {
            others.copies.push(rows);
            continue;
        }
        others.apart.push(rows);
        if let Some(line) = lines.get(run.line).filter(|_| !is_clear) {
            others.unread.push(Place { snippet: Some(quote(&line.text)), ..document.place(line.row) });
        }
    }
    others
}

/// The reports of a page, in their order.
fn runs(document: &Document, lines: &[Line]) -> Vec<Run> {
    let all: Vec<&Line> = lines.iter().collect();
    let headings = headings(document, &all);
    let mut parts: Vec<Vec<&Headed<'_>>> = Vec::new();
    for heading in headings.iter().filter(|h| h.sure <= Sure::Words) {
        // Part one comes again behind another: another report begins.
        let goes_on =
            |run: &&mut Vec<&Headed<'_>>| heading.part != ReportPart::General || run.last().is_some_and(|h| h.part == heading.part);
        match parts.last_mut().filter(goes_on) {
            Some(run) => run.push(heading),
            None => parts.push(vec![heading]),
        }
    }
    let count = |run: &[&Headed<'_>]| ReportPart::ALL.iter().filter(|part| run.iter().any(|h| h.part == **part)).count();
    parts.retain(|run| count(run) >= LEAST_PARTS);
    if parts.len() < 2 {
        return Vec::new();
    }
    let mut after = 0;
    let mut runs = Vec::new();
    for run in parts {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let before = lines.get(after..first.line).unwrap_or_default();
        let title = before.iter().rposition(|l| read_title(&l.text, None).is_some() && !document.is_within(l.row, |tag| tag == "a"));
        let line = title.map_or(first.line, |at| after + at);
        let of_title = || read_title(&lines.get(line)?.text, None).map(|title| title.year);
        let of_period = || {
            let mut text = lines.get(line..last.line).unwrap_or_default().iter();
            text.find_map(|l| Some(year_in(l.text.split_once(words::PERIOD_STEMS.first()?)?.1)?.0))
        };
        let Some(row) = lines.get(line).map(|l| l.row) else { continue };
        runs.push(Run { from: row, line, year: of_title().or_else(of_period), is_hidden: document.is_hidden(row) });
        after = last.line + 1;
    }
    runs
}
