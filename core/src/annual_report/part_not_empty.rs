//! `part-not-empty`: every part says something, part five what is wrong and what is done about it.

use zwgk_spec::annual_report::part_not_empty::{Rule, cant_tell, failed};
use zwgk_spec::vocabulary::{ReportPart, SideOfPartFive, Table};
use zwgk_spec::words::annual_report as words;

use super::parts::table_of;
use super::section_text::SectionText;
use super::unread::Unread;
use super::{Reading, Spot};
use crate::chinese::{has_any, is_one, last_of};
use crate::context::{Context, Ran, Ruled};

/// 「无」 in part six is an answer, in part five it is none.
pub(super) fn part_not_empty(cx: &mut Context<'_, '_, Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    if reading.parts.headings.is_empty() {
        return Ok(Ran::Inapplicable);
    }
    let cells = &reading.report.cells;
    // Tables that were not given or not read are not empty parts.
    let tables_known =
        Table::ALL.into_iter().any(|t| cells.has(t)) && reading.report.unread.iter().all(|place| Unread::of(place) == Unread::Charset);
    let (mut empty, mut unknown) = (Vec::new(), Vec::new());
    for part in ReportPart::ALL {
        let Some(sections) = reading.sections_of(part) else { continue };
        let said = said(sections);
        let is_empty = said.iter().all(|text| text.is_empty());
        match (part, table_of(part)) {
            (_, Some(table)) if !is_empty || cells.has(table) => {}
            (_, Some(_)) if !tables_known => unknown.push(part),
            (ReportPart::Other, _) if is_empty => {
                cx.failed(part, failed::OtherMatters {})?;
            }
            _ if is_empty => empty.push(part),
            (ReportPart::General | ReportPart::Problems, _) if says_nothing(&said) => {
                cx.failed(part, failed::Nothing { part, text: said.concat() })?;
            }
            (ReportPart::Problems, _) => {
                let missing = missing_sides(&said);
                if !missing.is_empty() {
                    cx.failed(part, failed::OneSided { missing })?;
                }
            }
            _ => {}
        }
    }
    if !empty.is_empty() {
        let spots: Vec<Spot> = empty.iter().copied().map(Spot::Part).collect();
        cx.failed(spots, failed::Empty { parts: empty })?;
    }
    if !unknown.is_empty() {
        let spots = |parts: &[ReportPart]| parts.iter().copied().map(Spot::Part).collect::<Vec<Spot>>();
        cx.cant_tell(spots(&unknown), spots(&unknown), cant_tell::NoTable { parts: unknown })?;
    }
    Ok(Ran::Applied)
}

/// The texts of a part, and the headings below its own.
fn said<'a>(sections: &'a [SectionText<'_>]) -> Vec<&'a str> {
    let own = sections.iter().take(1).map(SectionText::plain);
    own.chain(sections.iter().skip(1).flat_map(|s| [s.heading(), s.plain()])).collect()
}

/// Whether each piece of some texts is 「无」 or the label before it, and one is 「无」, or there are marks alone.
fn says_nothing(texts: &[&str]) -> bool {
    let pieces = || texts.iter().flat_map(|text| text.split(|c| is_one(c, words::MARKS_OF_SENTENCES))).filter(|piece| !piece.is_empty());
    let is_nothing = |piece: &str| words::NOTHING.contains(&piece);
    pieces().all(|piece| is_nothing(piece) || last_of(piece, words::LABELS_OF_PART_FIVE).is_some())
        && (pieces().any(is_nothing) || pieces().next().is_none())
}

/// Which of its two sides part five does not have.
fn missing_sides(texts: &[&str]) -> Vec<SideOfPartFive> {
    let sides = [(SideOfPartFive::Problems, words::WORDS_OF_PROBLEMS), (SideOfPartFive::Improvements, words::WORDS_OF_IMPROVEMENTS)];
    sides.into_iter().filter(|(_, words)| !texts.iter().any(|text| has_any(text, words))).map(|(side, _)| side).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing() {
        for (text, nothing) in [
            ("无。", true),
            ("没有", true),
            ("—", true),
            ("。", true),
            ("存在的主要问题：无。改进情况：无。", true),
            ("未发现主要问题", false),
            ("无问题不改进。", false),
            ("存在的主要问题：公开不及时。改进情况：无。", false),
        ] {
            assert_eq!(says_nothing(&[text]), nothing, "{text}");
        }
    }
}
