//! `text-review`: reconsideration and litigation as the text counts them.

use zwgk_spec::annual_report::text_review::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::{ReportField, ReviewColumn, ReviewGroup};
use zwgk_spec::words::narrative as words;

use super::phrases::{self, REVIEWS};
use super::telling::{Said, Telling, Topic, tellings};
use crate::annual_report::{CellRef, Reading, Spot};
use crate::chinese::{has_any, places};
use crate::context::{Context, Ran, Ruled};

/// The groups of table 4 that a word may mean.
type Groups = &'static [&'static [ReviewGroup]];

const RECONSIDERATION: Groups = &[&[ReviewGroup::Reconsideration]];
const DIRECT: Groups = &[&[ReviewGroup::LitigationDirect]];
const AFTER: Groups = &[&[ReviewGroup::LitigationAfterReconsideration]];
const LITIGATION: Groups = &[
    &[ReviewGroup::LitigationDirect, ReviewGroup::LitigationAfterReconsideration],
    &[ReviewGroup::LitigationDirect],
    &[ReviewGroup::LitigationAfterReconsideration],
];

/// 行政复议 and 行政诉讼 of the text are those of table 4.
pub(in crate::annual_report) fn text_review(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let told = tellings(reading);
    if told.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    let mut found = Vec::new();
    for one in told {
        gather(one, reading, &mut found);
    }
    let mut seen = Vec::new();
    for (said, groups, column, number, doubtful) in &found {
        let values = |groups: Groups| -> Option<Vec<i64>> {
            let sum = |g: &&[ReviewGroup]| {
                let cells: Vec<CellRef> = g.iter().map(|g| CellRef::Review(*g, *column)).collect();
                phrases::sum(&reading.report.cells, &cells)
            };
            groups.iter().map(sum).collect()
        };
        let Some(readings) = values(groups) else { continue };
        let same = |o: &&(&Said, Groups, ReviewColumn, i64, bool)| o.1 == *groups && o.2 == *column;
        if seen.contains(&(*groups, *column)) {
            continue;
        }
        seen.push((*groups, *column));
        if found.iter().filter(same).any(|o| readings.contains(&o.3)) {
            continue;
        }
        let mut spots = vec![Spot::Passage(said.passage)];
        spots.extend(groups.iter().flat_map(|g| g.iter()).take(2).map(|g| Spot::Cell(CellRef::Review(*g, *column))));
        let number = *number;
        match (readings.as_slice(), groups.first()) {
            ([table], Some([group])) if !doubtful => {
                cx.failed(spots, failed::Differs { group: *group, said: number, table: *table })?;
            }
            _ => {
                cx.cant_tell(spots, ReportField::Sections, cant_tell::NoReading { said: number, readings })?;
            }
        }
    }
    Ok(Ran::Applied)
}

/// The counts of a section that are of cases about the agency's own disclosure.
fn gather<'t>(told: &'t Telling, reading: &Reading<'_>, found: &mut Vec<(&'t Said, Groups, ReviewColumn, i64, bool)>) {
    let of_part = |said: &Said| {
        let part = reading.parts.headings.iter().find(|h| h.section == said.passage.section).and_then(|h| h.part);
        part == Some(zwgk_spec::vocabulary::ReportPart::Review)
    };
    let (mut current, mut line, mut is_ours_here, mut doubtful) = (None, None, false, false);
    for said in &told.said {
        if line != Some(said.line) {
            (current, line) = (None, Some(said.line));
            let whole = told.lines.get(said.line).map_or("", String::as_str);
            (is_ours_here, doubtful) = (has_any(whole, words::REVIEW_OURS), has_any(whole, words::REVIEW_DOUBTS));
        }
        if said.topic != Topic::Review {
            // Cases told of behind requests for information are about them.
            is_ours_here |= said.topic == Topic::Requests;
            current = None;
            continue;
        }
        let words_before = if said.is_zero { &said.before } else { &said.gap };
        let last = |list| places(words_before, list).map(|(at, _)| at).last();
        let litigation = last(words::REVIEW_LITIGATION);
        let reconsideration = last(words::REVIEW_RECONSIDERATION);
        let is_ours = of_part(said) || is_ours_here;
        if said.is_zero {
            // 「未发生行政复议、行政诉讼」 denies both; 「无行政复议败诉案件」 denies neither.
            if is_ours && !has_any(&said.before, words::REVIEW_NONE_OF_A_KIND) && !has_any(&said.before, words::SCOPES) {
                if reconsideration.is_some() && !has_any(&said.before, words::REVIEW_AFTER) && !has_any(&said.before, words::REVIEW_DIRECT)
                {
                    found.push((said, RECONSIDERATION, ReviewColumn::Total, 0, doubtful));
                }
                if litigation.is_some() {
                    found.push((said, &[LITIGATION_ALL], ReviewColumn::Total, 0, doubtful));
                }
            }
            continue;
        }
        let named = match (litigation, reconsideration) {
            _ if has_any(&said.before, words::REVIEW_DIRECT) => Some(DIRECT),
            _ if has_any(&said.before, words::REVIEW_AFTER) => Some(AFTER),
            (Some(l), Some(r)) if r > l => Some(RECONSIDERATION),
            (Some(_), _) => Some(LITIGATION),
            (None, Some(_)) => Some(RECONSIDERATION),
            (None, None) => None,
        };
        current = named.or(current);
        let Some((groups, number)) = current.zip(said.cases()) else { continue };
        if !is_ours || has_any(&said.before, words::PAST) || has_any(&said.before, words::SCOPES) || said.depth > 0 {
            continue;
        }
        let column = match phrases::named(&REVIEWS, &said.before, &said.after) {
            Some(result) => result.readings.first().and_then(|r| r.first()).and_then(|c| match c {
                CellRef::Review(_, column) => Some(*column),
                _ => None,
            }),
            None => is_total(&said.before).then_some(ReviewColumn::Total),
        };
        if let Some(column) = column {
            found.push((said, groups, column, number, doubtful));
        }
    }
}

const LITIGATION_ALL: &[ReviewGroup] = &[ReviewGroup::LitigationDirect, ReviewGroup::LitigationAfterReconsideration];

/// Whether a clause's last words are the name of a procedure: its number is then of all cases.
fn is_total(before: &str) -> bool {
    let both =
        has_any(before, words::REVIEW_LITIGATION) && has_any(before, words::REVIEW_RECONSIDERATION) && has_any(before, words::JOINERS);
    let names = places(before, words::REVIEW_RECONSIDERATION).chain(places(before, words::REVIEW_LITIGATION));
    let end = names.map(|(at, word)| at + word.len()).max();
    !both && end.is_some_and(|end| phrases::is_filler(before.get(end..).unwrap_or_default()))
}
