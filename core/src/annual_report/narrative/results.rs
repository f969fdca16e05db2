//! `text-results`: the outcomes that the text counts.

use zwgk_spec::annual_report::text_results::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::ReportField;
use zwgk_spec::words::narrative as words;

use super::phrases::{self, OUTCOMES, Phrase, WEAK_OUTCOMES};
use super::telling::{Said, Telling, Topic, tellings};
use crate::annual_report::{Reading, Spot};
use crate::chinese::has_any;
use crate::context::{Context, Ran, Ruled};

/// 予以公开, 部分公开 … of the text are the sums of table 3.
pub(in crate::annual_report) fn text_results(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let told = tellings(reading);
    if told.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    let found: Vec<(&Said, &Phrase, i64, Vec<i64>)> = told
        .iter()
        .flat_map(outcomes)
        .filter_map(|(said, phrase)| {
            let values = phrases::values(&reading.report.cells, phrase).filter(|v| !v.is_empty())?;
            Some((said, phrase, said.cases()?, values))
        })
        .collect();
    let mut seen = Vec::new();
    for (said, phrase, number, values) in &found {
        let first = phrase.readings.first();
        // What one statement has right another does not make wrong: it may be of a part of the year or of the agency.
        if seen.contains(&first) {
            continue;
        }
        seen.push(first);
        if found.iter().any(|(_, p, n, v)| p.readings.first() == first && v.contains(n)) {
            continue;
        }
        let mut spots = vec![Spot::Passage(said.passage)];
        let (words, number) = (phrase.words, *number);
        match values.as_slice() {
            [table] => {
                spots.extend(first.into_iter().flatten().filter(|c| reading.report.cells.get(**c).is_there()).map(|c| Spot::Cell(*c)));
                cx.failed(spots, failed::Differs { words, said: number, table: *table })?;
            }
            several => {
                cx.cant_tell(spots, ReportField::Sections, cant_tell::NoReading { words, said: number, readings: several.to_vec() })?;
            }
        }
    }
    Ok(Ran::Applied)
}

/// The counts of a section that name an outcome. 公开 alone does in a sentence that names another.
fn outcomes(told: &Telling) -> Vec<(&Said, &'static Phrase)> {
    let named = |said: &Said| {
        let is_all = said.topic == Topic::Requests && !said.is_zero && !has_any(&said.before, words::PAST);
        let is_all = is_all && !has_any(&said.before, words::SCOPES);
        is_all.then(|| phrases::named(&OUTCOMES, &said.before, &said.after)).flatten()
    };
    let mut in_list = vec![0_usize; told.sentences.len()];
    for said in told.said.iter().filter(|s| named(s).is_some_and(|p| !p.readings.is_empty())) {
        if let Some(count) = in_list.get_mut(said.sentence) {
            *count += 1;
        }
    }
    let pick = |said| match named(said) {
        Some(phrase) if phrase.readings.is_empty() => {
            let in_list = in_list.get(said.sentence).is_some_and(|count| *count > 0);
            let short = said.before.trim_start_matches("其中");
            WEAK_OUTCOMES.phrases.iter().find(|p| in_list && p.words == short).map(|p| (said, p))
        }
        Some(phrase) => Some((said, phrase)),
        None => None,
    };
    told.said.iter().filter_map(pick).collect()
}
