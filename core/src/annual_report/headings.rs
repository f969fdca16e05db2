//! `parts-order`, `heading-wording` and `heading-number`: the headings are the format's.

use std::sync::LazyLock;

use zwgk_spec::annual_report::{heading_number as number, heading_wording as wording, parts_order as order};
use zwgk_spec::vocabulary::ReportPart;
use zwgk_spec::words::annual_report as words;

use super::parts::table_of;
use super::wording::heading;
use super::{Heading, Reading, Spot};
use crate::chinese::is_one;
use crate::context::{Context, Ran, Ruled};

/// The headings of the parts as they stand in the report.
fn as_printed<'r>(reading: &Reading<'r>) -> Vec<(ReportPart, Heading<'r>)> {
    let mut printed: Vec<_> = ReportPart::ALL.into_iter().filter_map(|part| Some((part, reading.parts.heading(part)?))).collect();
    printed.sort_by_key(|(_, heading)| heading.section);
    printed
}

/// The parts stand in the format's order; what must move so that they do is as little as can be.
pub(super) fn parts_order(cx: &mut Context<'_, '_, order::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let printed = as_printed(reading);
    if printed.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    let mut runs: Vec<Vec<ReportPart>> = Vec::new();
    for (part, _) in &printed {
        let follows = |run: &&Vec<ReportPart>| run.last().is_some_and(|last| (*last as usize) < (*part as usize));
        let mut run = runs.iter().filter(follows).max_by_key(|run| run.len()).cloned().unwrap_or_default();
        run.push(*part);
        runs.push(run);
    }
    let in_order = runs.into_iter().max_by_key(Vec::len).unwrap_or_default();
    let moved: Vec<Spot> = printed.iter().filter(|(part, _)| !in_order.contains(part)).map(|(_, h)| Spot::Heading(h.section)).collect();
    if moved.is_empty() {
        return Ok(Ran::Applied);
    }
    let found: Vec<ReportPart> = printed.iter().map(|(part, _)| *part).collect();
    let wanted: Vec<ReportPart> = ReportPart::ALL.into_iter().filter(|part| found.contains(part)).collect();
    cx.failed(moved, order::failed::Order { found, wanted })
}

/// The words that the format's template and its notice have for headings, as headings are compared.
static NAMES: LazyLock<Vec<String>> =
    LazyLock::new(|| words::PART_HEADINGS_OF_THE_NOTICE.iter().chain(words::PART_HEADINGS).map(|name| heading(name)).collect());

/// What stands before the format's words in a heading; nothing when these are not its words.
fn before_name(printed: &str) -> Option<String> {
    let printed = heading(printed);
    NAMES.iter().filter_map(|name| printed.strip_suffix(name.as_str())).min_by_key(|before| before.len()).map(str::to_owned)
}

/// The headings have the words of the format's template or of its notice.
pub(super) fn heading_wording(cx: &mut Context<'_, '_, wording::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let printed = as_printed(reading);
    if printed.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    let is_numbering = |before: &str| before.chars().all(|c| is_one(c, words::HEADING_NUMBERING));
    let other: Vec<_> = printed.iter().filter(|(_, h)| !before_name(h.words).is_some_and(|before| is_numbering(&before))).collect();
    if !other.is_empty() {
        let spots: Vec<Spot> = other.iter().map(|(_, h)| Spot::Heading(h.section)).collect();
        let headings: Vec<String> = other.iter().map(|(_, h)| h.words.to_owned()).collect();
        let parts: Vec<ReportPart> = other.iter().map(|(part, _)| *part).collect();
        cx.failed(spots, wording::failed::Wording { headings, parts })?;
    }
    let bare =
        |part: &ReportPart| reading.parts.section(*part).is_none() && table_of(*part).is_some_and(|table| reading.report.cells.has(table));
    let parts: Vec<ReportPart> = ReportPart::ALL.into_iter().filter(bare).collect();
    if !parts.is_empty() {
        let spots: Vec<Spot> = parts.iter().copied().map(Spot::Part).collect();
        cx.failed(spots, wording::failed::NoHeading { parts })?;
    }
    Ok(Ran::Applied)
}

/// The headings are numbered 一 to 六: each by its part, or by its place among the parts that are there.
pub(super) fn heading_number(cx: &mut Context<'_, '_, number::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let printed = as_printed(reading);
    if printed.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    let spots = |headings: &[&(ReportPart, Heading<'_>)]| headings.iter().map(|(_, h)| Spot::Heading(h.section)).collect::<Vec<Spot>>();
    let is_right = |place: usize, (part, printed): &(ReportPart, Heading<'_>)| {
        [*part as usize, place].into_iter().any(|number| match printed.ordinal {
            Some(ordinal) => ordinal == number + 1,
            // The mark after the number may be lost.
            None => words::ORDINALS.get(number).is_some_and(|ordinal| printed.words.starts_with(ordinal)),
        })
    };
    let wrong: Vec<_> = printed.iter().enumerate().filter(|(place, heading)| !is_right(*place, heading)).map(|(_, h)| h).collect();
    if wrong.is_empty() {
        return Ok(Ran::Applied);
    }
    // Numbers that a word processor makes are not in the text: then no heading has one.
    let has_number = |(_, h): &(ReportPart, Heading<'_>)| {
        h.ordinal.is_some() || heading(h.words).chars().next().is_some_and(|c| is_one(c, words::HEADING_NUMBERING))
    };
    if !printed.iter().any(has_number) {
        return cx.cant_tell(spots(&wrong), spots(&wrong), number::cant_tell::NoNumbers {});
    }
    let text = |section: usize| reading.report.sections.get(section).map_or("", |s| s.heading.trim()).to_owned();
    let headings: Vec<String> = wrong.iter().map(|(_, h)| text(h.section)).collect();
    let wanted: Vec<String> =
        wrong.iter().filter_map(|(part, _)| words::ORDINALS.get(*part as usize)).map(|ordinal| (*ordinal).to_owned()).collect();
    cx.failed(spots(&wrong), number::failed::Number { headings, wanted })
}
