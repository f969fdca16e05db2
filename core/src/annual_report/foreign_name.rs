//! `foreign-name`: where a report speaks of itself it names its own agency.

use core::ops::Range;

use zwgk_spec::Phrases;
use zwgk_spec::annual_report::foreign_name::{Rule, cant_tell};
use zwgk_spec::words::annual_report as words;
use zwgk_spec::words::chinese::CLAUSE_ENDS;

use super::agency::without_brackets;
use super::areas::{Area, Rank, areas};
use super::{Passage, Reading, Spot};
use crate::chinese::{clauses, first_of, has_any, is_one, last_of, listed, mentions, places, sentences};
use crate::context::{Context, Ran, Ruled};

/// Names in title, signature, contact and portal, and the words by which the agency calls itself.
pub(super) fn foreign_name(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if !reading.parts.has_text() {
        return Ok(Ran::Inapplicable);
    }
    let agency = reading.report.agency.as_str();
    let name: String = agency.split_whitespace().collect();
    let own = without_brackets(&name);
    let mut elsewhere: Vec<Passage> = title(reading).filter(|p| is_other_body(reading.passage(*p), own)).into_iter().collect();
    // Below the text the owner of a site may stand, which is a superior's.
    elsewhere.extend(signature(reading).filter(|p| is_elsewhere(reading.passage(*p), own)));
    let mut self_words: Vec<Passage> = Vec::new();
    let foreign = foreign_words(own);
    for section in &reading.sections {
        let text = section.plain();
        let called = called_below(text).into_iter().filter(|range| text.get(range.clone()).is_some_and(|n| is_other_body(n, own)));
        let named = contacts(text).into_iter().chain(owners(text));
        let named = named.filter(|range| text.get(range.clone()).is_some_and(|n| is_elsewhere(n, own)));
        elsewhere.extend(called.chain(named).filter_map(|range| section.passage(range)));
        let met = foreign.iter().flat_map(|list| said(text, list, &name));
        self_words.extend(met.filter_map(|range| section.passage(range)));
    }
    if !elsewhere.is_empty() {
        let (names, spots) = (quoted(reading, &elsewhere), Spot::of(&elsewhere));
        cx.cant_tell(spots.clone(), spots, cant_tell::Place { names, agency })?;
    }
    if !self_words.is_empty() {
        let (words, spots) = (quoted(reading, &self_words), Spot::of(&self_words));
        cx.cant_tell(spots.clone(), spots, cant_tell::SelfWord { words, agency })?;
    }
    Ok(Ran::Applied)
}

/// The words of passages, each once, in the order in which they stand.
fn quoted(reading: &Reading<'_>, passages: &[Passage]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for passage in passages {
        let word: String = reading.passage(*passage).split_whitespace().collect();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Whether a name where only the agency itself stands is of another place: the nearest area of neither is in the other.
fn is_other_body(name: &str, own: &str) -> bool {
    let (theirs, ours) = (areas(name), areas(own));
    match (theirs.last(), ours.last()) {
        (Some(theirs), Some(ours)) => theirs.differs_from(ours) && !own.contains(theirs.name) && !name.contains(ours.name),
        _ => false,
    }
}

/// Whether a name where superiors may stand too is of another place: an area of one level differs.
fn is_elsewhere(name: &str, own: &str) -> bool {
    let (theirs, ours) = (areas(name), areas(own));
    // What follows the areas is an agency or nothing, or else it was no name.
    let rest = name.get(theirs.last().map_or(0, |area| area.end)..).unwrap_or_default();
    if !rest.is_empty() && last_of(rest, words::AGENCY_ENDS).is_none() {
        return false;
    }
    [Rank::Region, Rank::League, Rank::Banner, Rank::Township].into_iter().any(|rank| {
        let of_rank = |areas: &[Area<'_>]| areas.iter().rposition(|area| area.rank == rank);
        match (of_rank(&theirs).and_then(|i| theirs.get(i)), of_rank(&ours).and_then(|i| ours.get(i))) {
            (Some(theirs), Some(ours)) => theirs.differs_from(ours) && !own.contains(theirs.name) && !name.contains(ours.name),
            _ => false,
        }
    })
}

/// The name before the year in the title, which is one clause.
fn title(reading: &Reading<'_>) -> Option<Passage> {
    let section = reading.parts.preface?;
    let text = reading.text(section);
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    let start = text.find(line)?;
    let year = mentions(line).into_iter().find(|m| m.only_year().is_some())?;
    let is_title = has_any(line, words::REPORTS) && clauses(line).count() == 1 && year.start > 0;
    is_title.then_some(Passage { section, start, end: start + year.start })
}

/// The last line that is no date, if it is a name alone.
fn signature(reading: &Reading<'_>) -> Option<Passage> {
    /// Characters of the longest name.
    const LONGEST: usize = 30;
    let section = reading.report.sections.len().checked_sub(1)?;
    let text = reading.text(section);
    let line = text.lines().rev().map(str::trim).find(|line| !line.is_empty() && mentions(line).is_empty())?;
    let is_name =
        line.chars().count() <= LONGEST && !line.chars().any(|c| is_one(c, CLAUSE_ENDS)) && last_of(line, words::AGENCY_ENDS).is_some();
    let start = text.rfind(line).filter(|_| is_name)?;
    // The text of the last part may be one name only when there is text before it.
    (!text.get(..start)?.trim().is_empty()).then_some(Passage { section, start, end: start + line.len() })
}

/// Names that are called 我… or 本… from there on.
fn called_below(text: &str) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    for (at, word) in places(text, words::CALLED_BELOW) {
        let Some(before) = text.get(..at).and_then(|before| before.strip_suffix(OPENING)) else { continue };
        let after = text.get(at + word.len()..).unwrap_or_default().trim_start_matches(|c| is_one(c, words::OPENING_QUOTES));
        if first_of(after, words::SELF_SIGNS).is_some() {
            names.push(name_before(before));
        }
    }
    names
}

/// What all opening brackets are in plain text.
const OPENING: char = '〔';

/// The name at the end of a text: what follows the last word or mark that may stand before one.
fn name_before(text: &str) -> Range<usize> {
    let from = text.ceil_char_boundary(text.len().saturating_sub(NEAR));
    let near = text.get(from..).unwrap_or_default();
    let after_mark = near.char_indices().rev().find(|(_, c)| is_one(*c, CLAUSE_ENDS)).map(|(at, c)| at + c.len_utf8());
    let after_word = places(near, words::BEFORE_OWNERS).map(|(at, word)| at + word.len()).max();
    from + after_mark.max(after_word).unwrap_or(0)..text.len()
}

/// Bytes around a word that are looked at for what belongs to it: no name and no quotation that matters is longer.
const NEAR: usize = 240;

/// Names of whom to ask.
fn contacts(text: &str) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    for (at, opener) in places(text, words::CONTACT_OPENERS) {
        let start = at + opener.len();
        let rest = text.get(start..).unwrap_or_default();
        let near = rest.get(..rest.floor_char_boundary(NEAR)).unwrap_or_default();
        names.extend(places(near, words::CONTACT_CLOSERS).next().map(|(length, _)| start..start + length));
    }
    names
}

/// Names of the owners of sites, in sentences that do not speak of others.
fn owners(text: &str) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    if !has_any(text, words::PORTALS) {
        return names;
    }
    for (start, sentence) in
        sentences(text).filter(|(_, sentence)| has_any(sentence, words::PORTALS) && !has_any(sentence, words::OF_OTHERS))
    {
        for (at, _) in places(sentence, words::PORTALS) {
            let name = name_before(sentence.get(..at).unwrap_or_default());
            names.push(start + name.start..start + name.end);
        }
    }
    names
}

/// Lists of words by which an agency of this name may not call itself; none where the name does not tell.
fn foreign_words(own: &str) -> Vec<&'static Phrases> {
    if last_of(own, words::NAMES_THAT_TELL).is_none() {
        return Vec::new();
    }
    let areas = areas(own);
    let is_of_banner = areas.last().is_some_and(|area| area.rank == Rank::Banner);
    // Of an agency without a place in its name only its own kind is known.
    let lists =
        [(true, words::SELF_WORDS), (!areas.is_empty(), words::SELF_WORDS_OF_TOWNSHIPS), (is_of_banner, words::SELF_WORDS_OF_BANNERS)];
    lists.into_iter().filter(|(asked, _)| *asked).map(|(_, list)| list).collect()
}

/// Where a text has a word of a list that the agency's name does not hold, outside quotations and titles.
fn said(text: &str, list: &'static Phrases, name: &str) -> Vec<Range<usize>> {
    let is_word = |range: &Range<usize>| {
        let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
        let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(NEAR))..).unwrap_or_default();
        let last = |marks| near.char_indices().rev().find(|(_, c)| is_one(*c, marks)).map(|(at, _)| at);
        let in_quotes = last(words::OPENING_QUOTES) > last(words::CLOSING_QUOTES);
        let runs_on = last_of(before, words::BEFORE_NO_SELF_WORD).is_some() || first_of(after, words::AFTER_NO_SELF_WORD).is_some();
        !in_quotes && !runs_on
    };
    let is_foreign = |number: usize| list.meanings.get(number).is_some_and(|held| !name.contains(held));
    let met = listed(text, &list.words).filter(|(_, (number, _))| is_foreign(*number));
    met.map(|(at, (_, word))| at..at + word.len()).filter(is_word).collect()
}
