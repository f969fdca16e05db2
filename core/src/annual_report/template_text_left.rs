//! `template-text-left`: the format's hints are no text.

use zwgk_spec::annual_report::template_text_left::{Rule, failed};
use zwgk_spec::words::annual_report as words;

use super::wording::heading;
use super::{Reading, Spot};
use crate::chinese::is_one;
use crate::context::{Context, Ran, Ruled};

/// A hint stands in brackets, with nothing else in them.
pub(super) fn template_text_left(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if !reading.parts.has_text() {
        return Ok(Ran::Inapplicable);
    }
    let mut spots: Vec<Spot> = Vec::new();
    let mut hints: Vec<String> = Vec::new();
    for section in &reading.sections {
        let plain = section.plain();
        let mut opened = None;
        for (at, c) in plain.char_indices() {
            if is_one(c, words::OPENING_BRACKETS) {
                opened = Some(at);
            } else if is_one(c, words::CLOSING_BRACKETS)
                && let Some(start) = opened.take()
                && let Some(inner) = plain.get(start + c.len_utf8()..at)
                // Brackets have one length: those of the plain text are all the same.
                && inner.len() <= LONGEST_HINT
                && words::TEMPLATE_HINTS.contains(&heading(inner).as_str())
            {
                let hint = section.passage(start..at + c.len_utf8());
                hints.extend(hint.map(|hint| reading.passage(hint).to_owned()));
                spots.extend(hint.map(Spot::Passage));
            }
        }
    }
    if spots.is_empty() {
        return Ok(Ran::Applied);
    }
    cx.failed(spots, failed::Left { hints })
}

/// Bytes that a hint has at most, with marks: longer brackets need not be looked at.
const LONGEST_HINT: usize = 200;
