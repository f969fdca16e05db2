//! `impossible-date`: a date that the calendar does not have.

use zwgk_spec::annual_report::impossible_date::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::ReportField;
use zwgk_spec::words::chinese::LUNAR;

use super::period::statement;
use super::{DateField, Passage, Reading, Spot};
use crate::chinese::{Form, last_of};
use crate::context::{Context, Ran, Ruled};

/// No field and no passage of the text names a day such as 2月30日.
pub(super) fn impossible_date(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let mut any = reading.parts.has_text();
    for field in [ReportField::Published, ReportField::Submitted, ReportField::Fetched] {
        let Some(date) = reading.report.date(field) else { continue };
        any = true;
        if let DateField::Impossible(text) = date {
            cx.failed(field, failed::NoSuchDay { field, text: text.as_str() })?;
        }
    }
    let period = statement(reading).map(|(passage, _)| passage);
    let (mut incomplete, mut texts) = (Vec::new(), Vec::new());
    for section in 0..reading.report.sections.len() {
        let text = reading.text(section);
        for mention in reading.sections.get(section).map_or(&[] as &[_], |s| s.mentions()) {
            let before = text.get(..mention.start).unwrap_or_default().trim_end();
            if last_of(before, LUNAR).is_some() {
                continue;
            }
            let passage = Passage { section, start: mention.start, end: mention.end };
            let in_period = period.is_some_and(|p| p.section == section && p.start <= mention.start && mention.end <= p.end);
            if mention.is_impossible() {
                cx.failed(passage, failed::InText { text: mention.words(text) })?;
            } else if mention.form == Form::MarkLost && !in_period {
                incomplete.push(Spot::Passage(passage));
                texts.push(mention.words(text).to_owned());
            }
        }
    }
    if !incomplete.is_empty() {
        return cx.cant_tell(incomplete.clone(), incomplete, cant_tell::Incomplete { texts });
    }
    Ok(if any { Ran::Applied } else { Ran::Inapplicable })
}
