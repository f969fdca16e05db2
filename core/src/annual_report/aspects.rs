//! `five-aspects` and `government-additions`: what part one speaks of, and what a government adds.

use zwgk_spec::annual_report::{five_aspects as five, government_additions as additions};
use zwgk_spec::vocabulary::{AgencyKind, GovernmentAddition, ReportAspect, ReportField, ReportPart};
use zwgk_spec::words::annual_report as words;

use super::wording::Plain;
use super::{Reading, Spot};
use crate::chinese::has_any;
use crate::context::{Context, Ran, Ruled};

/// Part one speaks of the five aspects, under headings or not.
pub(super) fn five_aspects(cx: &mut Context<'_, '_, five::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    // A part that is not there or says nothing is another rule's.
    let text = reading.whole_part(ReportPart::General).map(|text| Plain::new(&text).text).filter(|text| !text.is_empty());
    let Some(text) = text else { return Ok(Ran::Inapplicable) };
    let words_of = |aspect: &ReportAspect| match aspect {
        ReportAspect::Disclosure => words::ASPECT_DISCLOSURE,
        ReportAspect::Requests => words::ASPECT_REQUESTS,
        ReportAspect::Management => words::ASPECT_MANAGEMENT,
        ReportAspect::Platform => words::ASPECT_PLATFORM,
        ReportAspect::Supervision => words::ASPECT_SUPERVISION,
    };
    let missing: Vec<ReportAspect> = ReportAspect::ALL.into_iter().filter(|aspect| !has_any(&text, words_of(aspect))).collect();
    if missing.is_empty() {
        return Ok(Ran::Applied);
    }
    cx.failed(ReportPart::General, five::failed::Missing { missing })
}

/// A government also tells of assessment, public review and accountability, in whichever part.
pub(super) fn government_additions(cx: &mut Context<'_, '_, additions::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let kind = reading.report.kind();
    if !reading.parts.has_text() || kind.is_some_and(|kind| kind != AgencyKind::Government) {
        return Ok(Ran::Inapplicable);
    }
    let texts: Vec<String> = reading.report.sections.iter().flat_map(|s| [&s.heading, &s.text]).map(|text| Plain::new(text).text).collect();
    let words_of = |addition: &GovernmentAddition| match addition {
        GovernmentAddition::Assessment => words::ADDITION_ASSESSMENT,
        GovernmentAddition::PublicReview => words::ADDITION_PUBLIC_REVIEW,
        GovernmentAddition::Accountability => words::ADDITION_ACCOUNTABILITY,
    };
    let is_missing = |addition: &GovernmentAddition| !texts.iter().any(|text| has_any(text, words_of(addition)));
    let missing: Vec<GovernmentAddition> = GovernmentAddition::ALL.into_iter().filter(is_missing).collect();
    match kind {
        _ if missing.is_empty() => Ok(Ran::Applied),
        Some(_) => cx.failed(ReportPart::General, additions::failed::Missing { missing }),
        None => cx.cant_tell(ReportPart::General, ReportField::AgencyKind, additions::cant_tell::AgencyKind { missing }),
    }
}
