//! The lines of a page to the sections of a report: what stands before part one, and below each heading.

use core::ops::Range;
use std::collections::{HashMap, HashSet};

use zwgk_spec::words::annual_report as words;

use super::head::Title;
use crate::Place;
use crate::annual_report::parts::{number_of, part_of};
use crate::annual_report::{AnnualReport, Section};
use crate::document::{Document, Line};

/// The longest line that can be a heading.
const LONGEST: usize = 45;

/// Characters that a variant may have behind an official name; more are text.
const ADDED: usize = 8;

/// A line with the heading that it begins with.
struct Headed<'l> {
    /// Number of the line.
    line: usize,
    heading: &'l str,
    /// What follows on the same line.
    rest: &'l str,
}

/// Reads the sections. `lines` are those of the page, `tables` what of it stands in lines of the report's
/// tables, by where that begins.
pub(super) fn sections(document: &Document, lines: &[Line], tables: &[Range<usize>], title: &Title, report: &mut AnnualReport) {
    let lines = outside(lines, tables);
    let headings = without_copies(document, &lines, without_contents(without_links(document, &lines, headings(&lines))));
    let Some(first) = headings.first() else { return };
    // What stands around the report on the page is none of it: a part of the page holds all headings.
    let rows: Vec<usize> = headings.iter().filter_map(|h| lines.get(h.line)).map(|l| l.row).collect();
    let body = container(document, &rows);
    let (from, to) = (body, document.end(body));
    let start = lines.iter().position(|l| l.row > from).unwrap_or(0);
    let after_title = title.row.and_then(|row| lines.iter().position(|l| l.row == row)).map_or(start, |at| at + 1);
    let preface = lines.get(start.max(after_title).min(first.line)..first.line).unwrap_or_default();
    add_preface(document, title, preface, report);

    for (number, heading) in headings.iter().enumerate() {
        let end = headings.get(number + 1).map_or(lines.len(), |next| next.line);
        // Of a heading that is shown nothing hidden is the text.
        let shown = lines.get(heading.line).is_some_and(|l| !document.is_hidden(l.row));
        let below = lines.get(heading.line + 1..end).unwrap_or_default().iter();
        let below = below.filter(|l| l.row < to && !(shown && document.is_hidden(l.row)));
        let mut text: Vec<&str> = Some(heading.rest).filter(|r| !r.is_empty()).into_iter().collect();
        text.extend(below.map(|l| l.text.as_str()));
        let section = report.sections.len();
        if let Some(line) = lines.get(heading.line) {
            report.places.insert(format!("/sections/{section}/heading"), document.place(line.row));
            report.places.insert(format!("/sections/{section}/text"), document.place(line.row));
        }
        report.sections.push(Section { heading: heading.heading.to_owned(), text: text.join("\n") });
    }
}

/// The lines that stand in none of the rows of `tables`. Lines and tables come in the order of the page.
fn outside<'l>(lines: &'l [Line], tables: &[Range<usize>]) -> Vec<&'l Line> {
    let mut tables = tables.iter().peekable();
    // The farthest that a table reaches which began before the line: one may hold another.
    let mut end = 0;
    let is_outside = |line: &&Line| {
        while let Some(table) = tables.next_if(|t| t.start <= line.row) {
            end = end.max(table.end);
        }
        line.row >= end
    };
    lines.iter().filter(is_outside).collect()
}

fn add_preface(document: &Document, title: &Title, lines: &[&Line], report: &mut AnnualReport) {
    let mut text = vec![title.text.as_str()];
    text.extend(lines.iter().map(|l| l.text.as_str()));
    let place = title.row.or_else(|| lines.first().map(|l| l.row)).map_or_else(Place::default, |row| document.place(row));
    report.places.insert("/sections/0/text".to_owned(), place);
    report.sections.push(Section { heading: String::new(), text: text.join("\n") });
}

/// The lines that begin with a heading of one of the six parts.
fn headings<'l>(lines: &[&'l Line]) -> Vec<Headed<'l>> {
    lines.iter().enumerate().filter_map(|(line, l)| heading_of(&l.text).map(|(heading, rest)| Headed { line, heading, rest })).collect()
}

/// The heading that a line is, or begins with, and what follows it.
fn heading_of(line: &str) -> Option<(&str, &str)> {
    // Most lines are paragraphs: they begin with no number.
    if line.chars().nth(LONGEST).is_some() && !words::ORDINALS.iter().any(|o| line.starts_with(o)) {
        return None;
    }
    let (ordinal, after) = number_of(line);
    let official = || words::PART_HEADINGS.iter().chain(words::PART_HEADINGS_OF_THE_NOTICE).copied();
    let bare: String = after.split_whitespace().collect();
    if official().any(|name| name == bare) {
        return Some((line, ""));
    }
    let name = official().filter(|name| after.starts_with(name)).max_by_key(|name| name.len());
    // A paragraph behind the heading may speak of other parts.
    let part = part_of(name.unwrap_or(after))?;
    if ordinal != Some(part as usize + 1) {
        return None;
    }
    // Where the line break after the heading was lost, text follows the longest official name that the line begins with.
    let split = name.and_then(|name| line.split_at_checked(line.find(name)? + name.len()));
    if let Some((heading, rest)) = split.filter(|(_, rest)| {
        !rest.starts_with(char::is_alphabetic) || rest.chars().nth(ADDED).is_some() || rest.starts_with(|c: char| c.is_ascii_digit())
    }) {
        return Some((heading, rest.trim_start_matches(['。', '：', ':']).trim()));
    }
    (line.chars().count() <= LONGEST && !line.contains(['。', '；'])).then_some((line, ""))
}

/// The headings without those that are links to others: a list of what is on the page.
fn without_links<'l>(document: &Document, lines: &[&Line], headings: Vec<Headed<'l>>) -> Vec<Headed<'l>> {
    let is_link = |h: &Headed<'_>| lines.get(h.line).is_some_and(|l| document.is_within(l.row, |tag| tag == "a"));
    if headings.iter().all(is_link) {
        return headings;
    }
    headings.into_iter().filter(|h| !is_link(h)).collect()
}

/// The headings without those that are hidden where the same are shown: another year's report, or a copy for a printer.
fn without_copies<'l>(document: &Document, lines: &[&Line], headings: Vec<Headed<'l>>) -> Vec<Headed<'l>> {
    let is_hidden = |h: &Headed<'_>| lines.get(h.line).is_some_and(|l| document.is_hidden(l.row));
    let shown: HashSet<&str> = headings.iter().filter(|h| !is_hidden(h)).map(|h| h.heading).collect();
    headings.into_iter().filter(|h| !(is_hidden(h) && shown.contains(h.heading))).collect()
}

/// The headings without those of a table of contents: nothing stands below them, and they come again.
fn without_contents(headings: Vec<Headed<'_>>) -> Vec<Headed<'_>> {
    let words = |h: &Headed<'_>| h.heading.split_whitespace().collect::<String>();
    let names: Vec<String> = headings.iter().map(words).collect();
    let last: HashMap<&String, usize> = names.iter().enumerate().map(|(number, name)| (name, number)).collect();
    let next: Vec<Option<usize>> = (0..headings.len()).map(|n| headings.get(n + 1).map(|h| h.line)).collect();
    let comes_again = |number: usize| names.get(number).and_then(|name| last.get(name)).is_some_and(|last| *last > number);
    let is_bare = |number: usize, h: &Headed<'_>| h.rest.is_empty() && next.get(number).copied().flatten() == Some(h.line + 1);
    // The last entry of the contents stands before whatever comes first.
    let mut kept = Vec::new();
    let mut in_contents = false;
    for (number, heading) in headings.into_iter().enumerate() {
        let is_contents = comes_again(number) && (is_bare(number, &heading) || in_contents);
        in_contents = is_contents;
        if !is_contents {
            kept.push(heading);
        }
    }
    kept
}

/// The innermost element that holds all rows.
fn container(document: &Document, rows: &[usize]) -> usize {
    let (first, last) = (rows.iter().min().copied().unwrap_or(0), rows.iter().max().copied().unwrap_or(0));
    let mut at = document.around(first).unwrap_or(0);
    // Bounded by the depth of the document.
    while document.end(at) <= last {
        match document.around(at) {
            Some(around) => at = around,
            None => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_alone_and_with_text_behind_them() {
        for (line, heading, rest) in [
            ("一、总体情况", "一、总体情况", ""),
            ("一、总体情况 2024年，本机关……", "一、总体情况", "2024年，本机关……"),
            ("一、总体情况2024年，未发生行政复议、行政诉讼。", "一、总体情况", "2024年，未发生行政复议、行政诉讼。"),
            ("五、存在问题及改进情况", "五、存在问题及改进情况", ""),
            ("存在的主要问题及改进情况", "存在的主要问题及改进情况", ""),
        ] {
            assert_eq!(heading_of(line), Some((heading, rest)), "{line}");
        }
        for line in ["（一）主动公开情况", "一是加强主动公开。", "本报告由总体情况、主动公开政府信息情况六部分组成。", "二、收到的复议", ""]
        {
            assert_eq!(heading_of(line), None, "{line}");
        }
    }
}
