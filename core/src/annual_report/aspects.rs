//! `five-aspects` and `government-additions`: what part one speaks of, and what a government adds.

use zwgk_spec::annual_report::{five_aspects as five, government_additions as additions};
use zwgk_spec::vocabulary::{AgencyKind, GovernmentAddition, ReportAspect, ReportField, ReportPart};
use zwgk_spec::words::annual_report as words;

use super::{Reading, Spot, agency};
use crate::context::{Context, Ran, Ruled};

/// Part one speaks of the five aspects, under headings or not.
pub(super) fn five_aspects(cx: &mut Context<'_, '_, five::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    // A part that is not there or says nothing is another rule's.
    let sections = reading.sections_of(ReportPart::General).filter(|part| part.len() > 1 || part.iter().any(|s| !s.plain().is_empty()));
    let Some(sections) = sections else { return Ok(Ran::Inapplicable) };
    let words_of = |aspect: &ReportAspect| match aspect {
        ReportAspect::Disclosure => words::ASPECT_DISCLOSURE,
        ReportAspect::Requests => words::ASPECT_REQUESTS,
        ReportAspect::Management => words::ASPECT_MANAGEMENT,
        ReportAspect::Platform => words::ASPECT_PLATFORM,
        ReportAspect::Supervision => words::ASPECT_SUPERVISION,
    };
    // The part's own heading names none of them.
    let is_there = |aspect: &ReportAspect| {
        sections.first().is_some_and(|own| own.has_any(words_of(aspect))) || sections.iter().skip(1).any(|s| s.says_any(words_of(aspect)))
    };
    let missing: Vec<ReportAspect> = ReportAspect::ALL.into_iter().filter(|aspect| !is_there(aspect)).collect();
    if missing.is_empty() {
        return Ok(Ran::Applied);
    }
    cx.failed(ReportPart::General, five::failed::Missing { missing })
}

/// A government also tells of assessment, public review and accountability, in whichever part.
pub(super) fn government_additions(cx: &mut Context<'_, '_, additions::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let kind = reading.report.kind();
    let is_none = kind.map_or_else(|| agency::is_no_government(&reading.report.agency), |kind| kind != AgencyKind::Government);
    if !reading.parts.has_text() || is_none {
        return Ok(Ran::Inapplicable);
    }
    let words_of = |addition: &GovernmentAddition| match addition {
        GovernmentAddition::Assessment => words::ADDITION_ASSESSMENT,
        GovernmentAddition::PublicReview => words::ADDITION_PUBLIC_REVIEW,
        GovernmentAddition::Accountability => words::ADDITION_ACCOUNTABILITY,
    };
    let is_missing = |addition: &GovernmentAddition| !reading.sections.iter().any(|section| section.says_any(words_of(addition)));
    let missing: Vec<GovernmentAddition> = GovernmentAddition::ALL.into_iter().filter(is_missing).collect();
    match kind {
        _ if missing.is_empty() => Ok(Ran::Applied),
        Some(_) => cx.failed(ReportPart::General, additions::failed::Missing { missing }),
        None => cx.cant_tell(ReportPart::General, ReportField::AgencyKind, additions::cant_tell::AgencyKind { missing }),
    }
}
