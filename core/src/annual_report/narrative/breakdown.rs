//! `text-breakdown`: the parts of 「N条，其中…」 against their whole.

use zwgk_spec::annual_report::text_breakdown::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::ReportField;
use zwgk_spec::words::narrative as words;

use super::telling::{Said, Topic, tellings};
use crate::annual_report::{Passage, Reading, Spot};
use crate::chinese::{first_of, has_any};
use crate::context::{Context, Ran, Ruled};

/// How many counts before a list may be its whole, and how many after its first are read: no real list is longer.
const EARLIER: usize = 12;
const LATER: usize = 60;

/// Parts do not exceed their whole, and add up to it when the last is 其他.
pub(in crate::annual_report) fn text_breakdown(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let told = tellings(reading);
    if told.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    for one in told {
        let said: Vec<&Said> = one.said.iter().filter(|s| !s.is_zero).collect();
        for begin in 1..said.len() {
            let Some(list) = read_list(&said, begin) else { continue };
            judge(cx, &list)?;
        }
    }
    Ok(Ran::Applied)
}

/// A whole and what is said of its parts.
struct List<'t> {
    wholes: Vec<i64>,
    parts: Vec<(&'t Said, i64)>,
    is_closed: bool,
    is_mixed: bool,
    passage: Passage,
}

/// The list whose first part is `said[begin]`, if one begins there.
fn read_list<'t>(said: &[&'t Said], begin: usize) -> Option<List<'t>> {
    let first = *said.get(begin)?;
    let opens = |s: &Said| has_any(&s.gap, words::LIST_BEGINS);
    // Cases are the business of the rules for tables 3 and 4, where parts overlap.
    let whole = *said.get(begin.saturating_sub(EARLIER)..begin)?.iter().rfind(|s| s.depth <= first.depth && !is_aside(s))?;
    if !opens(first) || is_aside(first) || first.topic == Topic::Requests || first.topic == Topic::Review || whole.topic == Topic::Requests
    {
        return None;
    }
    let number = whole.count.exact().filter(|_| !whole.count.unit.is_empty() && !whole.count.in_words)?;
    if first.line != whole.line || first.sentence > whole.sentence + 1 {
        return None;
    }
    // A number before the whole may be the whole, too.
    let earlier = said
        .get(begin.saturating_sub(EARLIER)..begin)?
        .iter()
        .filter(|s| s.sentence == whole.sentence && s.count.unit == whole.count.unit && !is_aside(s));
    let mut wholes: Vec<i64> = earlier.filter_map(|s| s.count.exact()).collect();
    if first.gap.trim_start_matches(['，', ',']).starts_with(['（', '(']) {
        wholes.clear();
    }
    wholes.push(number);
    let mut list = List { wholes, parts: Vec::new(), is_closed: false, is_mixed: false, passage: whole.passage };
    let depth = first.depth;
    let (mut crossed, mut in_sub, mut taken) = (false, false, 0);
    for (position, part) in said.get(begin..)?.iter().enumerate() {
        if position >= LATER {
            return None;
        }
        if part.sentence != first.sentence || part.depth < depth {
            break;
        }
        let gap = part.gap.as_str();
        let semicolon = gap.contains(['；', ';']);
        if part.depth > depth {
            continue;
        }
        // A bracket that closed and opened again is another one.
        if depth > 0 && position > 0 && gap.contains(['）', ')']) && said.get(begin + position - 1).is_some_and(|s| s.depth <= depth) {
            break;
        }
        if position > 0 {
            if semicolon {
                crossed = true;
                in_sub = false;
            }
            if opens(part) {
                in_sub = true;
            }
            if in_sub || is_aside(part) {
                continue;
            }
            if starts_anew(&part.before) {
                break;
            }
        }
        let same = part.count.unit == whole.count.unit;
        let alike = words::UNITS_OF_ITEMS.contains(&part.count.unit) && words::UNITS_OF_ITEMS.contains(&whole.count.unit);
        if !same && !alike {
            continue;
        }
        let Some(number) = part.count.exact().filter(|_| !part.count.in_words) else {
            if part.count.in_words {
                continue;
            }
            break;
        };
        list.is_mixed |= !same;
        list.parts.push((part, number));
        list.passage.end = part.passage.end;
        if !crossed {
            taken = list.parts.len();
        }
        if has_any(&part.before, words::LIST_CLOSES) {
            list.is_closed = true;
            taken = list.parts.len();
            break;
        }
    }
    list.parts.truncate(taken);
    // Only a list that follows the whole in one section is one passage.
    (list.passage.end > list.passage.start && !list.parts.is_empty()).then_some(list)
}

fn judge(cx: &mut Context<'_, '_, Rule, Spot>, list: &List<'_>) -> Ruled {
    let parts: Vec<i64> = list.parts.iter().map(|(_, number)| *number).collect();
    let sum: i64 = parts.iter().fold(0, |sum, part| sum.saturating_add(*part));
    let Some(whole) = list.wholes.last().copied() else { return Ok(Ran::Applied) };
    if list.wholes.contains(&sum) || (!list.is_closed && list.wholes.iter().any(|w| *w >= sum)) || has_levels(list, whole) {
        return Ok(Ran::Applied);
    }
    if list.wholes.len() > 1 && list.wholes.iter().any(|w| *w != whole && *w >= sum) {
        return Ok(Ran::Applied);
    }
    let spot = list.passage;
    if list.is_mixed {
        return if list.is_closed {
            cx.cant_tell(spot, ReportField::Sections, cant_tell::Mixed { whole, parts, sum })
        } else {
            Ok(Ran::Applied)
        };
    }
    if sum > whole { cx.failed(spot, failed::Exceeds { whole, parts, sum }) } else { cx.failed(spot, failed::Short { whole, parts, sum }) }
}

/// Whether a number is the sum of those right behind it, or the first ones are the whole: then parts of two levels stand side by side.
fn has_levels(list: &List<'_>, whole: i64) -> bool {
    let (mut sum, mut levels) = (0_i64, false);
    for (position, (_, number)) in list.parts.iter().enumerate() {
        sum = sum.saturating_add(*number);
        let next = list.parts.get(position + 1).map(|(said, _)| said.gap.trim_start_matches(['，', ',', '；', ';']));
        levels |= sum == whole && next.is_some_and(|gap| first_of(gap, words::LIST_GOES_ON).is_none());
        let mut below = 0_i64;
        // A level below has few parts: what is looked at stays linear in the text.
        for (_, part) in list.parts.iter().skip(position + 1).take(12) {
            below = below.saturating_add(*part);
            levels |= below == *number && below > 0;
        }
    }
    levels && list.parts.len() > 1
}

/// Whether a count is no part: a share, a comparison.
fn is_aside(said: &Said) -> bool {
    said.count.is_percent() || has_any(&said.before, words::PAST) || has_any(&said.before, words::AGAINST_LAST_YEAR)
}

/// Whether a clause begins a new statement.
fn starts_anew(before: &str) -> bool {
    first_of(before, words::LIST_ENDS).is_some()
}
