//! `year-consistent`: the report names one year.

use zwgk_spec::annual_report::year_consistent::{Rule, failed};
use zwgk_spec::words::annual_report as words;

use super::period::statement;
use super::{Passage, Reading, Spot};
use crate::chinese::{Form, clauses, first_of, has_any, mentions};
use crate::context::{Context, Ran, Ruled};

/// Title, name in the preface, headings and period name the report's year.
pub(super) fn year_consistent(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if !reading.parts.has_text() {
        return Ok(Ran::Inapplicable);
    }
    let year = reading.report.year;
    let mut found: Vec<(i32, Spot)> = named_in_preface(reading);
    found.extend(reading.parts.headings.iter().filter(|h| h.part.is_some() && !has_any(h.words, words::OTHER_YEAR_WORDS)).filter_map(
        |h| {
            let first = mentions(h.words).into_iter().next().filter(|m| m.start == 0)?;
            Some((first.only_year()?, Spot::Heading(h.section)))
        },
    ));
    if let Some((passage, period)) = statement(reading) {
        let years = (period.from.year, period.to.year.or(period.from.year));
        let sound = period.from.form != Form::MarkLost && period.to.form != Form::MarkLost;
        if let (Some(from), Some(to), true) = (years.0, years.1, sound)
            && from == to
        {
            found.push((from, Spot::Passage(passage)));
        }
    }
    found.retain(|(named, _)| *named != year);
    if found.is_empty() {
        return Ok(Ran::Applied);
    }
    let mut years: Vec<i64> = found.iter().map(|(named, _)| i64::from(*named)).collect();
    years.sort_unstable();
    years.dedup();
    let spots: Vec<Spot> = found.into_iter().map(|(_, spot)| spot).collect();
    cx.failed(spots, failed::OtherYear { year, found: years })
}

/// Years of the title, and years before the report's name in the rest of the preface.
fn named_in_preface(reading: &Reading<'_>) -> Vec<(i32, Spot)> {
    let Some(section) = reading.parts.preface else { return Vec::new() };
    let Some(section_text) = reading.sections.get(section) else { return Vec::new() };
    let text = section_text.section.text.as_str();
    let mut found = Vec::new();
    let mut title = true;
    for (start, line) in text.split_inclusive('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len();
        Some((start, line))
    }) {
        // A title is one clause: a first line with marks is a sentence, which may name the year of a law.
        let is_title = title && has_any(line, words::REPORTS) && clauses(line).count() == 1;
        title &= line.trim().is_empty();
        for (offset, clause) in clauses(line).filter(|(at, clause)| (is_title && *at == 0) || !has_any(clause, words::OTHER_YEAR_WORDS)) {
            let end = start + offset + clause.len();
            for mention in section_text.mentions_in(start + offset..end) {
                let rest = text.get(mention.end..end).unwrap_or_default().trim_start();
                let Some(year) = mention.only_year().filter(|_| is_title || first_of(rest, words::REPORT_NAMES).is_some()) else {
                    continue;
                };
                found.push((year, Spot::Passage(Passage { section, start: mention.start, end })));
            }
        }
    }
    found
}
