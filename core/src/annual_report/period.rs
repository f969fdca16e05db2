//! `period`: the figures cover the whole year.

use zwgk_spec::MonthDay;
use zwgk_spec::annual_report::period::{Rule, cant_tell, failed};
use zwgk_spec::words::annual_report as words;

use super::{Passage, Reading, Spot};
use crate::chinese::{Form, Mention, Period, first_of, has_any, periods, sentences};
use crate::context::{Context, Ran, Ruled};

/// The period is 1 January to 31 December of one year.
pub(super) fn period(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if !reading.parts.has_text() {
        return Ok(Ran::Inapplicable);
    }
    let Some((passage, period)) = statement(reading) else {
        if said_as_a_year(reading) {
            return Ok(Ran::Applied);
        }
        let spot = if reading.parts.preface.is_some() { Spot::Preface } else { Spot::Field(zwgk_spec::vocabulary::ReportField::Sections) };
        return cx.cant_tell(spot, spot, cant_tell::NotStated {});
    };
    let text = reading.passage(passage);
    let (from, to) = (period.from, period.to);
    if from.is_impossible() || to.is_impossible() {
        return Ok(Ran::Applied);
    }
    if from.form == Form::MarkLost || to.form == Form::MarkLost {
        return cx.cant_tell(passage, passage, cant_tell::Garbled { text });
    }
    let is = |said: Mention, day: MonthDay| said.month == Some(day.month) && said.day.is_none_or(|said| said == day.day);
    let one_year = to.year.is_none() || to.year == from.year;
    if one_year && is(from, cx.params.first_day) && is(to, cx.params.last_day) {
        return Ok(Ran::Applied);
    }
    cx.failed(passage, failed::OtherPeriod { year: reading.report.year, text })
}

/// The sentence on the period: in the preface, or elsewhere where a word says that it is one.
pub(super) fn statement(reading: &Reading<'_>) -> Option<(Passage, Period)> {
    let in_section = |section: usize, any: bool| {
        let text = reading.sections.get(section)?;
        // A period is two days: a text that has none need not be cut into sentences.
        let cut = (!text.mentions().is_empty()).then(|| sentences(&text.section.text));
        let mut named = cut.into_iter().flatten().filter(|(_, sentence)| any || has_any(sentence, words::PERIOD_WORDS));
        named.find_map(|(start, sentence)| {
            let period = periods(&text.section.text, text.mentions_in(start..start + sentence.len())).into_iter().next()?;
            Some((Passage { section, start: period.from.start, end: period.to.end }, period))
        })
    };
    let preface = reading.parts.preface;
    let named = |section| in_section(section, false);
    preface
        .and_then(named)
        .or_else(|| preface.and_then(|section| in_section(section, true)))
        .or_else(|| (0..reading.report.sections.len()).find_map(named))
}

/// 统计期限为2024年度: a whole year in a word.
fn said_as_a_year(reading: &Reading<'_>) -> bool {
    reading.sections.iter().any(|section| {
        let text = section.section.text.as_str();
        let is_whole = |m: &Mention| {
            m.only_year() == Some(reading.report.year)
                && text.get(m.end..).is_some_and(|rest| first_of(rest, words::YEAR_AS_A_WHOLE).is_some())
        };
        let is_period = |(_, sentence): &(usize, &str)| has_any(sentence, words::PERIOD_WORDS);
        section.mentions().iter().any(is_whole)
            && sentences(text).filter(is_period).any(|(start, s)| section.mentions_in(start..start + s.len()).iter().any(is_whole))
    })
}
