//! `text-received`: requests received, answered and carried over, as the text has them.

use zwgk_spec::annual_report::text_received::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::ReportField;
use zwgk_spec::words::narrative as words;

use super::phrases::{self, FLOWS, Phrase, RECEIVED};
use super::telling::{Said, Topic, tellings};
use crate::annual_report::{CellRef, Reading, Spot};
use crate::chinese::{has_any, last_of};
use crate::context::{Context, Ran, Ruled};

/// A count that names cells.
struct Match<'t> {
    said: &'t Said,
    phrase: &'t Phrase,
    number: i64,
    /// What the phrase may mean, in numbers.
    values: Vec<i64>,
    /// Whether it is only a part of something said before: 「（含上年结转1件）」.
    is_loose: bool,
}

/// 收到, 上年结转, 办结 and 结转下年度 of the text are those of table 3.
pub(in crate::annual_report) fn text_received(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let told = tellings(reading);
    if told.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    let cells = &reading.report.cells;
    let mut found: Vec<Match<'_>> = Vec::new();
    for said in told.iter().flat_map(|t| &t.said).filter(|s| s.topic == Topic::Requests) {
        let flow = phrases::named(&FLOWS, &said.before, &said.after);
        let phrase = match flow {
            Some(flow) if !has_any(&said.before, words::SCOPES) => Some(flow),
            Some(_) => None,
            None => received_phrase(said),
        };
        let Some((phrase, number)) = phrase.zip(said.cases()) else { continue };
        if let Some(values) = phrases::values(cells, phrase).filter(|v| !v.is_empty()) {
            found.push(Match { said, phrase, number, values, is_loose: said.depth > 0 });
        }
    }
    let mut seen: Vec<(CellRef, bool)> = Vec::new();
    for one in &found {
        let Some(first) = one.phrase.readings.first().and_then(|r| r.first()).copied() else { continue };
        // What one statement has right another does not make wrong: it may be of a part of the year or of the agency.
        let key = (first, one.phrase.readings.len() == 1);
        let same = |other: &&Match<'_>| {
            (other.phrase.readings.first().and_then(|r| r.first()).copied(), other.phrase.readings.len() == 1) == (Some(key.0), key.1)
        };
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        if found.iter().filter(same).any(|m| m.values.contains(&m.number)) {
            continue;
        }
        say(cx, reading, one, first)?;
    }
    Ok(Ran::Applied)
}

fn say(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>, one: &Match<'_>, cell: CellRef) -> Ruled {
    let spots = vec![Spot::Passage(one.said.passage), Spot::Cell(cell)];
    let (said, readings) = (one.number, one.values.clone());
    // 「新收」 that is new and carried over: both were meant, or one is wrong.
    let wider = |wide: &Phrase| {
        wide.readings.first().and_then(|r| r.first()) == Some(&cell)
            && phrases::values(&reading.report.cells, wide).is_some_and(|values| values.contains(&said))
    };
    match readings.as_slice() {
        [table] if !one.is_loose && !RECEIVED.phrases.iter().any(wider) => cx.failed(spots, failed::Differs { cell, said, table: *table }),
        _ => cx.cant_tell(spots, ReportField::Sections, cant_tell::NoReading { said, readings }),
    }
}

/// The words for receiving that a clause has before its count, when it speaks of all requests of the year.
fn received_phrase(said: &Said) -> Option<&'static Phrase> {
    let before = said.before.as_str();
    if has_any(before, words::SCOPES) || has_any(before, words::PAST) || has_any(before, words::TOPIC_OTHER) {
        return None;
    }
    let (end, phrase) = RECEIVED.last(before)?;
    let behind = before.get(end..).unwrap_or_default();
    if said.is_zero {
        // 「未收到申请」: none came, whatever was carried over. What denies more than that says something else.
        let new = RECEIVED.phrases.iter().find(|p| p.readings.len() == 1)?;
        let ends = last_of(behind, words::TOPIC_REQUESTS).or_else(|| last_of(behind, words::FILLERS)).is_some();
        return (ends && has_any(behind, words::TOPIC_REQUESTS) && !behind.contains(['、', '和', '及'])).then_some(new);
    }
    let is_all = phrases::is_filler(behind) || last_of(behind, words::TOPIC_REQUESTS).is_some();
    is_all.then_some(phrase)
}
