//! `text-change`: rises and falls against last year.

use zwgk_spec::annual_report::text_change::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::{Applicant, ReportField, RequestRow};
use zwgk_spec::words::narrative as words;

use super::phrases::{self, RECEIVED};
use super::telling::{Said, Topic, tellings};
use crate::annual_report::{CellRef, Passage, Reading, Spot};
use crate::chinese::{has_any, last_of};
use crate::context::{Context, Ran, Ruled};

/// How many counts before a change are looked at for the number that changed.
const NEAR: usize = 3;

/// A change follows from both numbers.
pub(in crate::annual_report) fn text_change(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let told = tellings(reading);
    if told.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    for one in told {
        let said: Vec<&Said> = one.said.iter().filter(|s| !s.is_zero).collect();
        for (position, change) in said.iter().enumerate() {
            let Some(rises) = direction(&change.before) else { continue };
            let earlier = said.get(position.saturating_sub(NEAR)..position).unwrap_or_default();
            let mut outer = earlier.iter().rev().filter(|s| s.depth <= change.depth);
            let Some(now) = outer.find(|s| s.sentence == change.sentence && !has_any(&s.before, words::PAST)) else { continue };
            let named = earlier.last().filter(|s| s.depth > change.depth);
            // What stands between the number and its change must be the comparison alone.
            let between = earlier.iter().rev().take_while(|s| s.passage != now.passage).count();
            if between > usize::from(named.is_some()) || !has_any(&comparison(named.copied(), change), words::AGAINST_LAST_YEAR) {
                continue;
            }
            let Some(this) = now.cases() else { continue };
            let passage = Passage { end: change.passage.end, ..now.passage };
            let quote = reading.passage(change.passage).to_owned();
            if let Some(before) = named.and_then(|n| n.cases()) {
                if !follows(change, rises, this, before) {
                    cx.failed(passage, failed::DoesNotFollow { now: this, before, change: quote })?;
                }
                continue;
            }
            let Some(previous) = reading.previous else { continue };
            let phrase = RECEIVED.places(&now.before).map(|(_, phrase)| phrase).max_by_key(|phrase| phrase.words.len());
            let is_all = now.topic == Topic::Requests && !has_any(&now.before, words::SCOPES);
            let Some(phrase) = phrase.filter(|_| is_all) else { continue };
            let Some(readings) = phrases::values(&previous.cells, phrase) else { continue };
            if readings.iter().any(|before| follows(change, rises, this, *before)) {
                continue;
            }
            let cell = CellRef::Request(RequestRow::New, Applicant::Total);
            let spots = vec![Spot::Passage(passage), Spot::Previous(cell)];
            cx.cant_tell(spots, ReportField::Sections, cant_tell::LastYear { now: this, change: quote, readings })?;
        }
    }
    Ok(Ran::Applied)
}

/// Whether a clause ends in a word for a rise or a fall.
fn direction(before: &str) -> Option<bool> {
    let before = before.trim_end_matches("了");
    if last_of(before, words::LESS).is_some() { Some(false) } else { last_of(before, words::MORE).map(|_| true) }
}

/// The words of a comparison, those around a number of last year in brackets included.
fn comparison(named: Option<&Said>, change: &Said) -> String {
    [named.map_or("", |n| n.gap.as_str()), change.gap.as_str()].concat()
}

/// Whether a change fits two numbers; a share may be off by half of its last digit, a change that is not exact fits all.
fn follows(change: &Said, rises: bool, now: i64, before: i64) -> bool {
    let (now, before) = (i128::from(now), i128::from(before));
    let difference = if rises { now - before } else { before - now };
    if !change.count.is_percent() {
        return change.cases().is_none_or(|k| difference == i128::from(k));
    }
    let printed = change.count.value.to_string();
    let digits: String = printed.chars().filter(|c| *c != '.').collect();
    let scale = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let places = change.count.decimals;
    let powers = (10_i128.checked_pow(u32::try_from(places).unwrap_or(0)), u32::try_from(places.saturating_sub(scale)).ok());
    let (Some(unit), Some(missing), Ok(share)) = (powers.0, powers.1, digits.parse::<i128>()) else { return true };
    let Some(share) = 10_i128.checked_pow(missing).and_then(|p| share.checked_mul(p)) else { return true };
    // |100 · difference / before − share / unit| ≤ 1 / (2 · unit)
    before > 0 && (200 * unit * difference - 2 * share * before).abs() <= before
        || change.count.exact().is_none() && change.count.value.whole().is_some()
}
