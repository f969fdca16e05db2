//! The lines of a page that are headings of the six parts.

use core::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use zwgk_spec::vocabulary::ReportPart;
use zwgk_spec::words::annual_report as words;

use crate::annual_report::numbering::{Style, bare_number, numbering};
use crate::annual_report::parts::part_of;
use crate::chinese::is_one;
use crate::document::{Document, Line};

/// The longest line that can be a heading.
const LONGEST: usize = 45;

/// Bytes of the shortest heading: 概述.
const SHORTEST: usize = 6;

/// The longest line that is taken for a heading without a number and without the format's words.
const LONGEST_BARE: usize = 20;

/// Characters that a variant may have behind an official name; more are text.
const ADDED: usize = 8;

/// How far a line tells by itself that it is the heading of a part; the surer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// By its number and words.
    Itself,
    /// By its words; its number is one that headings below a part have too.
    Words,
    /// By its number and a word in it, where the parts are not numbered in the format's way.
    Number,
    /// By a word in it, where nothing else is the heading of its part.
    Stem,
}

/// A line with the heading that it begins with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Headed<'l> {
    /// Number of the line.
    pub line: usize,
    pub heading: &'l str,
    /// What follows on the same line.
    pub rest: &'l str,
    pub part: ReportPart,
    pub sure: Sure,
    /// Whether it is numbered as the format does it.
    pub as_format: bool,
}

/// The lines that begin with what may be a heading of one of the six parts.
pub(super) fn headings<'l>(document: &Document, lines: &[&'l Line]) -> Vec<Headed<'l>> {
    let headings = lines.iter().enumerate().filter_map(|(line, l)| heading_of(line, &l.text)).collect();
    without_contents(without_links(document, lines, headings))
}

/// The part whose heading some words are, in the template's words or those of the notice.
fn official(words_of: &str) -> Option<ReportPart> {
    let is_word = |c: &char| !c.is_whitespace() && !is_one(*c, words::HEADING_MARKS);
    let is_it = |name: &&&str| words_of.chars().filter(is_word).eq(name.chars().filter(is_word));
    words::PART_HEADINGS.iter().chain(words::PART_HEADINGS_OF_THE_NOTICE).find(is_it).and_then(|name| part_of(name))
}

/// The heading that a line is, or begins with, and what follows it.
fn heading_of(number: usize, line: &str) -> Option<Headed<'_>> {
    // Most lines of a report are figures.
    if line.len() < SHORTEST {
        return None;
    }
    let is_long = line.chars().nth(LONGEST).is_some();
    // Most others are labels.
    if !is_long && part_of(line).is_none() {
        return None;
    }
    let (mut printed, mut after) = numbering(line);
    // Most lines are paragraphs: they begin with no number.
    if is_long && printed.is_none() {
        return None;
    }
    if printed.is_none()
        && let Some((style, number, rest)) = bare_number(line)
        && official(rest).is_some()
    {
        (printed, after) = (Some((style, number)), rest);
    }
    let style = printed.map(|(style, _)| style);
    let headed = |heading, rest, part, sure| Headed { line: number, heading, rest, part, sure, as_format: style == Some(Style::Format) };
    let is_numbered = |part: ReportPart| printed.is_some_and(|(_, number)| number == part as usize + 1);
    let by_words = if style == Some(Style::Other) { Sure::Words } else { Sure::Itself };
    if let Some(part) = official(after) {
        let may_be = matches!(style, None | Some(Style::Format)) || is_numbered(part);
        return may_be.then(|| headed(line, "", part, by_words));
    }
    if printed.is_none() && after.chars().nth(LONGEST_BARE).is_some() {
        return None;
    }
    let names = words::PART_HEADINGS.iter().chain(words::PART_HEADINGS_OF_THE_NOTICE).copied();
    let name = names.filter(|name| after.starts_with(name)).max_by_key(|name| name.len());
    // A paragraph behind the heading may speak of other parts.
    let part = part_of(name.unwrap_or(after))?;
    if printed.is_none() {
        // 主动公开 and 行政复议 are words of much else.
        let is_own = matches!(part, ReportPart::General | ReportPart::Problems | ReportPart::Other);
        let is_sentence = || after.contains(|c| is_one(c, words::MARKS_OF_SENTENCES));
        return (is_own && !is_sentence()).then(|| headed(line, "", part, Sure::Stem));
    }
    if !is_numbered(part) {
        return None;
    }
    let sure = if style == Some(Style::Other) && name.is_none() { Sure::Number } else { by_words };
    // Where the line break after the heading was lost, text follows the longest official name that the line begins with.
    let split = name.and_then(|name| line.split_at_checked(line.find(name)? + name.len()));
    if let Some((heading, rest)) = split.filter(|(_, rest)| {
        !rest.starts_with(char::is_alphabetic) || rest.chars().nth(ADDED).is_some() || rest.starts_with(|c: char| c.is_ascii_digit())
    }) {
        return Some(headed(heading, rest.trim_start_matches(['。', '：', ':']).trim(), part, sure));
    }
    (!is_long && !line.contains(['。', '；'])).then(|| headed(line, "", part, sure))
}

/// The headings that are those of parts: one that is not sure by itself only where its part has no surer one, and where it stands
/// between the parts before and behind it.
pub(super) fn settled(headings: Vec<Headed<'_>>) -> Vec<Headed<'_>> {
    let as_format = headings.iter().any(|h| h.sure == Sure::Itself && h.as_format);
    // The lines of the headings that are kept, and of every part the first and the last of them.
    let mut kept: HashSet<usize> = HashSet::new();
    let mut ends: [Option<(usize, usize)>; ReportPart::ALL.len()] = Default::default();
    let keep = |heading: &Headed<'_>, kept: &mut HashSet<usize>, ends: &mut [Option<(usize, usize)>]| {
        kept.insert(heading.line);
        if let Some(of_part) = ends.get_mut(heading.part as usize) {
            *of_part =
                Some(of_part.map_or((heading.line, heading.line), |(first, last)| (first.min(heading.line), last.max(heading.line))));
        }
    };
    headings.iter().filter(|h| h.sure == Sure::Itself).for_each(|h| keep(h, &mut kept, &mut ends));
    for sure in [Sure::Words, Sure::Number, Sure::Stem] {
        // Where the parts are numbered 一、, what is numbered （二） and says 主动公开 in its own words stands below one.
        if sure == Sure::Number && as_format {
            continue;
        }
        for heading in headings.iter().filter(|h| h.sure == sure) {
            let in_order = |(part, (first, last)): (usize, (usize, usize))| match part.cmp(&(heading.part as usize)) {
                Ordering::Less => last < heading.line,
                Ordering::Equal => false,
                Ordering::Greater => first > heading.line,
            };
            if ends.iter().enumerate().filter_map(|(part, ends)| Some((part, (*ends)?))).all(in_order) {
                keep(heading, &mut kept, &mut ends);
            }
        }
    }
    headings.into_iter().filter(|h| kept.contains(&h.line)).collect()
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
pub(super) fn without_copies<'l>(document: &Document, lines: &[&Line], headings: Vec<Headed<'l>>) -> Vec<Headed<'l>> {
    let is_hidden = |h: &Headed<'_>| lines.get(h.line).is_some_and(|l| document.is_hidden(l.row));
    let shown: HashSet<&str> = headings.iter().filter(|h| !is_hidden(h)).map(|h| h.heading).collect();
    headings.into_iter().filter(|h| !(is_hidden(h) && shown.contains(h.heading))).collect()
}

/// The headings without those of a table of contents: nothing stands below them, and they come again.
fn without_contents(headings: Vec<Headed<'_>>) -> Vec<Headed<'_>> {
    let words = |h: &Headed<'_>| h.heading.split_whitespace().collect::<String>();
    let names: Vec<String> = headings.iter().map(words).collect();
    let next: Vec<Option<usize>> = (0..headings.len()).map(|n| headings.get(n + 1).map(|h| h.line)).collect();
    let last: HashMap<&String, usize> = names.iter().enumerate().map(|(number, name)| (name, number)).collect();
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
            ("一 、总体情况", "一 、总体情况", ""),
            ("一总体情况", "一总体情况", ""),
            ("第一部分 总体情况", "第一部分 总体情况", ""),
            ("（四）行政复议、行政诉讼情况", "（四）行政复议、行政诉讼情况", ""),
            ("1、总体情况2024年，未发生行政复议。", "1、总体情况", "2024年，未发生行政复议。"),
        ] {
            assert_eq!(heading_of(0, line).map(|h| (h.heading, h.rest)), Some((heading, rest)), "{line}");
        }
        for line in [
            "（一）主动公开情况",
            "（二）总体情况",
            "主动公开情况",
            "一是加强主动公开。",
            "本报告由总体情况、主动公开政府信息情况六部分组成。",
            "二、收到的复议",
            "存在的主要问题：形式单一",
            "",
        ] {
            assert_eq!(heading_of(0, line), None, "{line}");
        }
    }

    #[test]
    fn headings_below_a_part_are_none_of_parts() {
        let kept = |lines: &[&str]| {
            let headed: Vec<Headed<'_>> = lines.iter().enumerate().filter_map(|(line, text)| heading_of(line, text)).collect();
            settled(headed).iter().map(|h| h.line).collect::<Vec<_>>()
        };
        let usual = ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "六、其他需要报告的事项"];
        let below = ["（一）组织领导", "（二）主动公开情况", "（三）依申请公开情况"];
        assert_eq!(kept(&[&["一、总体情况"], &below[..], &usual[..]].concat()), [0, 4, 5, 6]);
        // The first is numbered in another way than the others.
        for first in ["（一）总体情况", "1、总体情况", "第一部分 总体情况", "总体情况", "基本情况", "（一）基本情况"]
        {
            let is_number = first == "（一）基本情况";
            let found = kept(&[&[first], &below[..], &usual[..]].concat());
            // 基本情况 with the number of a heading below a part may be one.
            assert_eq!(found, if is_number { vec![4, 5, 6] } else { vec![0, 4, 5, 6] }, "{first}");
        }
        // All of them are.
        let other = ["（一）总体情况", "1.主动公开", "2.依申请公开", "（二）主动公开情况", "（三）依申请公开情况", "（六）其他事项"];
        assert_eq!(kept(&other), [0, 3, 4, 5]);
    }
}
