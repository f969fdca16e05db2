//! `template-text-left`: the format's hints are no text.

use core::ops::Range;

use zwgk_spec::annual_report::template_text_left::{Rule, failed};
use zwgk_spec::words::annual_report as words;

use super::wording::heading;
use super::{Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// A hint stands in brackets, with nothing else in them.
pub(super) fn template_text_left(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if !reading.parts.has_text() {
        return Ok(Ran::Inapplicable);
    }
    let mut spots: Vec<Spot> = Vec::new();
    let mut hints: Vec<String> = Vec::new();
    for section in &reading.sections {
        for hint in bracketed(section.plain()) {
            let passage = section.passage(hint);
            hints.extend(passage.map(|hint| reading.passage(hint).to_owned()));
            spots.extend(passage.map(Spot::Passage));
        }
    }
    if spots.is_empty() {
        return Ok(Ran::Applied);
    }
    cx.failed(spots, failed::Left { hints })
}

/// The hints of a plain text with their brackets, of which all are the first of their kind.
fn bracketed(plain: &str) -> Vec<Range<usize>> {
    let [opening, closing] = [words::OPENING_BRACKETS, words::CLOSING_BRACKETS].map(|kind| kind.first().copied().unwrap_or_default());
    let inner = |at: usize| {
        let rest = plain.get(at + opening.len()..)?;
        // No further than a hint can go: a text of opening brackets alone is gone through once.
        let (inner, _) = rest.get(..rest.floor_char_boundary(LONGEST_HINT + closing.len()))?.split_once(closing)?;
        let is_hint = words::TEMPLATE_HINTS.contains(&heading(inner).as_str());
        is_hint.then_some(at..at + opening.len() + inner.len() + closing.len())
    };
    plain.match_indices(opening).filter_map(|(at, _)| inner(at)).collect()
}

/// Bytes that a hint has at most, with marks.
const LONGEST_HINT: usize = 200;
