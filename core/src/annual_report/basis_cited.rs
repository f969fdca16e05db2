//! `basis-cited`: the report names the format of its year as its basis.

use core::ops::Range;

use zwgk_spec::Words;
use zwgk_spec::annual_report::basis_cited::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::ReportPart;
use zwgk_spec::words::annual_report as words;

use super::section_text::SectionText;
use super::{Passage, Reading, Spot};
use crate::chinese::{is_one, places};
use crate::context::{Context, Ran, Ruled};

/// The preface and part one, where a basis stands.
pub(super) fn basis_cited(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if !reading.parts.has_text() {
        return Ok(Ran::Inapplicable);
    }
    let sections = [reading.parts.preface, reading.parts.section(ReportPart::General)];
    let texts: Vec<&SectionText<'_>> = sections.into_iter().flatten().filter_map(|number| reading.sections.get(number)).collect();
    let any_text_has = |of: &'static Words| texts.iter().any(|text| text.has_any(of));
    let passages = |of: &'static Words| -> Vec<Passage> {
        texts.iter().flat_map(|text| places(text.plain(), of).filter_map(|(at, word)| text.passage(at..at + word.len()))).collect()
    };
    let quoted = |passages: &[Passage]| passages.first().map_or("", |passage| reading.passage(*passage)).trim();

    let old_law = passages(words::OLD_REGULATION_NUMBER);
    if !old_law.is_empty() && !any_text_has(words::REGULATION_NUMBER) {
        cx.failed(Spot::of(&old_law), failed::OldRegulation { text: quoted(&old_law) })?;
    }

    let new = any_text_has(words::NUMBER_OF_THE_NOTICE_OF_2021) || any_text_has(words::TITLE_OF_THE_NOTICE_OF_2021);
    let old = any_text_has(words::NUMBER_OF_THE_NOTICE_OF_2019) || any_text_has(words::TITLE_OF_THE_NOTICE_OF_2019);
    let second_format = i64::from(reading.report.year) >= cx.params.second_format_from;
    if second_format && old && !new {
        let number = passages(words::NUMBER_OF_THE_NOTICE_OF_2019);
        let stale = if number.is_empty() { passages(words::TITLE_OF_THE_NOTICE_OF_2019) } else { number };
        return cx.failed(Spot::of(&stale), failed::Stale { year: i64::from(reading.report.year), text: quoted(&stale) });
    }

    let crossed: Vec<Passage> = texts.iter().flat_map(|text| crossed(text.plain()).into_iter().filter_map(|at| text.passage(at))).collect();
    if !crossed.is_empty() {
        return cx.failed(Spot::of(&crossed), failed::OtherNumber { text: quoted(&crossed) });
    }
    if new || old {
        return Ok(Ran::Applied);
    }
    if reading.parts.preface.is_none() {
        return cx.cant_tell(Spot::Preface, Spot::Preface, cant_tell::NoPreface {});
    }
    if any_text_has(words::REGULATION_CITED) {
        return cx.failed(Spot::Preface, failed::NoFormat {});
    }
    cx.failed(Spot::Preface, failed::None {})
}

/// From title to number, where a number stands in the bracket behind another document's title.
fn crossed(plain: &str) -> Vec<Range<usize>> {
    let pairs = [
        (words::TITLE_OF_THE_NOTICE_OF_2019, words::NUMBER_OF_THE_NOTICE_OF_2021),
        (words::TITLE_OF_THE_NOTICE_OF_2021, words::NUMBER_OF_THE_NOTICE_OF_2019),
        (words::TITLE_OF_THE_REGULATION, words::NUMBER_OF_THE_NOTICE_OF_2019),
        (words::TITLE_OF_THE_REGULATION, words::NUMBER_OF_THE_NOTICE_OF_2021),
    ];
    let mut found = Vec::new();
    for (titles, numbers) in pairs {
        for (at, title) in places(plain, titles) {
            let behind = at + title.len();
            let rest = plain.get(behind..).unwrap_or_default();
            if let Some((start, number)) = places(rest, numbers).next()
                && rest.get(..start).is_some_and(is_only_between)
            {
                found.push(at..behind + start + number.len());
            }
        }
    }
    found
}

/// Whether nothing but marks and the agency's letters stands between a title and a number.
fn is_only_between(text: &str) -> bool {
    text.chars().all(|c| is_one(c, words::BETWEEN_TITLE_AND_NUMBER))
}
