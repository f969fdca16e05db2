//! `fee-statement` and `fee-contradiction`: the processing fee of requests.

use zwgk_spec::annual_report::{fee_contradiction as contradiction, fee_statement as statement};
use zwgk_spec::vocabulary::{Applicant, ReportPart, RequestRow};
use zwgk_spec::words::annual_report as words;

use super::section_text::SectionText;
use super::{CellRef, Passage, Reading, Spot};
use crate::Number;
use crate::chinese::{arabic, clauses, first_of, has_any, sentences};
use crate::context::{Context, Ran, Ruled};

/// The requests that ended because a fee was not paid.
fn unpaid(reading: &Reading<'_>) -> Option<i64> {
    reading.report.cells.get(CellRef::Request(RequestRow::OtherFeeUnpaid, Applicant::Total)).count().filter(|count| *count > 0)
}

/// The text speaks of the fee.
pub(super) fn fee_statement(cx: &mut Context<'_, '_, statement::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if reading.parts.section(ReportPart::Other).is_none() {
        return Ok(Ran::Inapplicable);
    }
    if reading.sections.iter().any(|section| section.has_any(words::FEE_STEMS)) {
        return Ok(Ran::Applied);
    }
    match unpaid(reading) {
        Some(count) => cx.failed(ReportPart::Other, statement::failed::Charged { count }),
        None => cx.failed(ReportPart::Other, statement::failed::Silent {}),
    }
}

/// One amount for the year, and no notice denied where fees were not paid.
pub(super) fn fee_contradiction(cx: &mut Context<'_, '_, contradiction::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if !reading.parts.has_text() {
        return Ok(Ran::Inapplicable);
    }
    let (mut totals, mut denials) = (Vec::new(), Vec::new());
    let speaks = |text: &str| has_any(text, words::FEE_NAMES) || has_any(text, words::NO_FEE_NOTICE);
    for (number, section) in reading.sections.iter().enumerate().filter(|(_, section)| speaks(&section.section.text)) {
        for (start, sentence) in sentences(&section.section.text).filter(|(_, sentence)| speaks(sentence)) {
            of_the_year(section, start, sentence, reading.report.year, |start, clause| {
                let passage = Passage { section: number, start, end: start + clause.len() };
                if has_any(clause, words::NO_FEE_NOTICE) {
                    denials.push(Spot::Passage(passage));
                }
                if let Some(amount) = total(clause) {
                    totals.push((amount, Spot::Passage(passage)));
                }
            });
        }
    }
    let mut amounts: Vec<Number> = Vec::new();
    for (amount, _) in &totals {
        if !amounts.contains(amount) {
            amounts.push(*amount);
        }
    }
    if amounts.len() > 1 {
        let spots: Vec<Spot> = totals.iter().map(|(_, spot)| *spot).collect();
        let amounts: Vec<String> = amounts.iter().map(ToString::to_string).collect();
        cx.failed(spots, contradiction::failed::TwoAmounts { amounts })?;
    }
    match unpaid(reading) {
        Some(count) if !denials.is_empty() => cx.failed(denials, contradiction::failed::NoNotice { count }),
        _ => Ok(Ran::Applied),
    }
}

/// The clauses of a sentence that speak of the report's year and of the whole, up to where it turns to parts.
fn of_the_year(section: &SectionText<'_>, start: usize, sentence: &str, year: i32, mut each: impl FnMut(usize, &str)) {
    let mut named = None;
    for (offset, clause) in clauses(sentence) {
        if has_any(clause, words::FEE_PARTS) {
            return;
        }
        let from = start + offset;
        named = section.mentions_in(from..from + clause.len()).iter().filter_map(|m| m.year).next_back().or(named);
        if named.is_none_or(|named| named == year) && !has_any(clause, words::OTHER_YEAR_WORDS) {
            each(from, clause);
        }
    }
}

/// The amount that a clause gives as the year's total, in yuan.
fn total(clause: &str) -> Option<Number> {
    let (before, mut rest) = words::FEE_NAMES.iter().find_map(|name| clause.split_once(name))?;
    if !has_any(clause, words::FEE_TOTALS) {
        return None;
    }
    if has_any(before, words::FEE_NONE) {
        return Number::from_whole(0);
    }
    rest = rest.trim_start();
    while let Some(fill) = first_of(rest, words::FEE_AMOUNT_FILL) {
        rest = rest.get(fill.len()..).unwrap_or_default().trim_start();
    }
    let (number, _) = words::YUAN.iter().find_map(|yuan| rest.split_once(yuan))?;
    let plain: String =
        number.trim().chars().filter(|c| *c != ',').map(|c| arabic(c).and_then(|d| char::from_digit(d, 10)).unwrap_or(c)).collect();
    Number::from_text(&plain).filter(|amount| !amount.is_negative())
}
