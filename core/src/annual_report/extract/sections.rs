//! The lines of a page to the sections of a report: what stands before part one, and below each heading.

use core::ops::Range;

use zwgk_spec::words::{annual_report as words, chinese};

use super::head::Title;
use super::headings::{headings, settled, without_copies};
use crate::annual_report::{AnnualReport, Section, line_of_text};
use crate::chinese::is_one;
use crate::document::{Document, Line};

/// Reads the sections. `lines` are those of the page, `tables` what of it stands in lines of the report's
/// tables, by where that begins.
pub(super) fn sections(document: &Document, lines: &[Line], tables: &[Range<usize>], title: &Title, report: &mut AnnualReport) {
    let mut is_outside = outside(tables);
    let lines: Vec<&Line> = lines.iter().filter(|l| is_outside(l.row)).collect();
    let headings = without_copies(document, &lines, settled(headings(document, &lines)));
    let Some(first) = headings.first() else { return };
    // What stands around the report on the page is none of it: a part of the page holds all headings.
    let rows: Vec<usize> = headings.iter().filter_map(|h| lines.get(h.line)).map(|l| l.row).collect();
    let body = container(document, &rows);
    let (from, to) = (body, document.end(body));
    let start = lines.iter().position(|l| l.row > from).unwrap_or(0);
    let after_title = title.row.and_then(|row| lines.iter().position(|l| l.row == row)).map_or(start, |at| at + 1);
    let preface = lines.get(start.max(after_title).min(first.line)..first.line).unwrap_or_default();
    let preface = preface.iter().map(|l| (l.text.as_str(), Some(l.row)));
    add(document, report, "", title.row, core::iter::once((title.text.as_str(), title.row)).chain(preface));

    for (number, heading) in headings.iter().enumerate() {
        let end = headings.get(number + 1).map_or(lines.len(), |next| next.line);
        // Of a heading that is shown nothing hidden is the text.
        let shown = lines.get(heading.line).is_some_and(|l| !document.is_hidden(l.row));
        let below = lines.get(heading.line + 1..end).unwrap_or_default().iter();
        // The last part ends with the report; where nothing parts it from the rest of the page, its words do.
        let is_last = number + 1 == headings.len();
        let below = below.take_while(|l| !(is_last && is_footer(&l.text)));
        let below = below.filter(|l| l.row < to && !(shown && document.is_hidden(l.row)));
        let at = lines.get(heading.line).map(|l| l.row);
        let rest = Some((heading.rest, at)).filter(|(rest, _)| !rest.is_empty());
        add(document, report, heading.heading, at, rest.into_iter().chain(below.map(|l| (l.text.as_str(), Some(l.row)))));
    }
}

/// Tells of rows, asked for in their order, whether they stand in none of `tables`, which come in the order of the page.
pub(super) fn outside(tables: &[Range<usize>]) -> impl FnMut(usize) -> bool {
    let mut tables = tables.iter().peekable();
    // The farthest that a table reaches which began before the row: one may hold another.
    let mut end = 0;
    move |row| {
        while let Some(table) = tables.next_if(|t| t.start <= row) {
            end = end.max(table.end);
        }
        row >= end
    }
}

/// Adds a section: its heading, where it stands, and the lines of its text with the rows at which they begin.
fn add<'t>(
    document: &Document,
    report: &mut AnnualReport,
    heading: &str,
    at: Option<usize>,
    lines: impl Iterator<Item = (&'t str, Option<usize>)>,
) {
    let section = report.sections.len();
    let (mut text, mut number) = (String::new(), 0);
    let mut first = at;
    for (line, row) in lines {
        if number > 0 {
            text.push('\n');
        }
        text.push_str(line);
        first = first.or(row);
        if let Some(row) = row {
            report.places.insert(line_of_text(section, number), document.place(row));
        }
        // A line may hold line ends that are shown: of `pre`.
        number += line.split('\n').count();
    }
    if let Some(place) = first.map(|row| document.place(row)) {
        if !heading.is_empty() {
            report.places.insert(format!("/sections/{section}/heading"), place.clone());
        }
        report.places.insert(format!("/sections/{section}/text"), place);
    }
    report.sections.push(Section { heading: heading.to_owned(), text });
}

/// The longest line of a page's foot, in which everything may be one line.
const LONGEST_FOOTER: usize = 150;

/// Whether a line is the page's foot, or what a page has below every article.
fn is_footer(line: &str) -> bool {
    if line.chars().nth(LONGEST_FOOTER).is_some() || line.contains(|c| is_one(c, chinese::SENTENCE_ENDS)) {
        return false;
    }
    let lists = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_numeric() || is_one(c, words::MARKS_AFTER_ORDINALS));
    words::FOOTER_MARKS.iter().any(|mark| line.contains(mark))
        || words::ATTACHMENT_MARKS.iter().any(|mark| line.strip_prefix(mark).is_some_and(|rest| lists(rest.trim_start())))
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
    fn the_foot_of_a_page_is_known_by_its_words() {
        for line in [
            "主办单位：某某旗人民政府办公室",
            "附件：示例局年报.docx",
            "附件1 示例表",
            "上一篇：示例局2023年政府信息公开工作年度报告",
            "【打印本页】【关闭窗口】",
            "分享到：",
            "扫一扫在手机打开当前页",
            "版权所有 某某 蒙ICP备00000000号 网站标识码1500000001",
        ] {
            assert!(is_footer(line), "{line}");
        }
        for line in ["本年度未收取信息处理费。", "无", "附件公开情况", "市民可扫一扫二维码查阅，方便快捷。", "示例局", "2025年1月14日"]
        {
            assert!(!is_footer(line), "{line}");
        }
    }
}
