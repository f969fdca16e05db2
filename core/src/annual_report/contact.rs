//! `contact`: a reader with a question finds whom to ask.

use zwgk_spec::annual_report::contact::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::{ContactItem, ReportPart};
use zwgk_spec::words::annual_report as words;

use super::{Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// Before part one or at the report's end; without a preface also where one may have been taken for part one.
pub(super) fn contact(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if !reading.parts.has_text() {
        return Ok(Ran::Inapplicable);
    }
    let sections = &reading.sections;
    let last = reading.parts.section(ReportPart::Other).unwrap_or(sections.len().saturating_sub(1));
    let first = reading.parts.preface.or_else(|| reading.parts.section(ReportPart::General));
    let looked_at = || sections.iter().enumerate().filter(|(number, _)| Some(*number) == first || *number >= last);
    let words_of = |item: &ContactItem| match item {
        ContactItem::Office => words::CONTACT_OFFICE,
        ContactItem::Telephone => words::CONTACT_TELEPHONE,
        ContactItem::Address => words::CONTACT_ADDRESS,
    };
    let is_missing = |item: &ContactItem| !looked_at().any(|(_, section)| section.has_any(words_of(item)));
    let missing: Vec<ContactItem> = ContactItem::ALL.into_iter().filter(is_missing).collect();
    if missing.is_empty() {
        return Ok(Ran::Applied);
    }
    if reading.parts.preface.is_none() {
        return cx.cant_tell(Spot::Preface, Spot::Preface, cant_tell::NoPreface { missing });
    }
    cx.failed(Spot::Preface, failed::Missing { missing })
}
