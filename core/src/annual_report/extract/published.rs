//! When a page was published.

use zwgk_spec::words::annual_report as words;

use super::head::{LONGEST, Title, metas};
use crate::Date;
use crate::annual_report::label_words::Words;
use crate::annual_report::report::YEARS;
use crate::annual_report::{AnnualReport, DateField};
use crate::chinese::narrow;
use crate::document::{Document, Line};

/// A day, and where it stands; nowhere when only the page's metadata have it.
type Shown = (DateField, Option<usize>);

/// The day of publication, if the page shows one and no other. `lines` are those of the page.
///
/// A day that is labelled as something else, such as 成文日期, is another thing. One at the end of the report is when it was
/// signed, and no page says that it was published then.
pub(super) fn publish_day(document: &Document, lines: &[Line], title: &Title, report: &mut AnnualReport) {
    let of_metas = metas(document, words::PUBLISHED_METAS).filter_map(|text| Some((day_in(&text)?, None)));
    let mut labelled: Vec<Shown> = of_metas.collect();
    labelled.extend(behind_labels(lines, words::PUBLISHED_LABELS, words::PUBLISHED_LABELS_BEFORE_A_COLON));
    // Of a page that hides the report itself, in a tab, the days may be hidden too.
    let is_seen = |row: usize| !document.is_hidden(row) || title.row.is_some_and(|row| document.is_hidden(row));
    labelled.retain(|(_, row)| row.is_none_or(is_seen));
    let mut days = labelled.clone();
    days.extend(below_title(lines, title));
    if labelled.is_empty() {
        days.extend(behind_labels(lines, &[], words::DATE_LABELS));
        days.retain(|(_, row)| row.is_none_or(is_seen));
    }
    let Some((first, _)) = days.first() else { return };
    // A second day: one of the two may be that of a re-posting.
    if days.iter().any(|(day, _)| day != first) {
        return;
    }
    if let Some(row) = days.iter().find_map(|(_, row)| *row) {
        report.places.insert("/published".to_owned(), document.place(row));
    }
    report.published = Some(first.clone());
}

/// The days behind labels: in the same line, or alone in the next, as in the cell behind the label's. `before_colon` are labels
/// that other words end with, and that count in a line only before a colon.
fn behind_labels<'l>(
    lines: &'l [Line],
    labels: &'static [&'static str],
    before_colon: &'static [&'static str],
) -> impl Iterator<Item = Shown> + 'l {
    let is_label = move |line: &Line| {
        let words = Words::of(&line.text).filter(|w| w.chars() <= LONGEST_LABEL);
        words.is_some_and(|words| labels.iter().chain(before_colon).any(|label| words.all() == *label))
    };
    // Most lines are figures and labels of the tables.
    let may_have_day = |line: &&Line| line.text.len() >= SHORTEST_DAY && line.text.chars().nth(LONGEST).is_none();
    let next = lines.iter().zip(lines.iter().skip(1)).filter(move |(_, day)| may_have_day(day)).filter_map(move |(label, line)| {
        let day = day_alone(&line.text)?;
        (is_short(label) && is_label(label)).then_some((day, Some(line.row)))
    });
    let same = lines.iter().filter(may_have_day).filter_map(move |line| {
        if !line.text.contains(char::is_numeric) {
            return None;
        }
        let text = narrow(&line.text);
        let is_mark = |c: char| c.is_whitespace() || matches!(c, ':' | '】' | ']' | ')');
        let plain = labels.iter().find_map(|label| behind(&text, label));
        let with_colon = || {
            let after = before_colon.iter().find_map(|label| behind(&text, label))?;
            after.trim_start().starts_with([':', '】', ']']).then_some(after)
        };
        Some((day_in(plain.or_else(with_colon)?.trim_start_matches(is_mark))?, Some(line.row)))
    });
    same.chain(next)
}

/// Bytes of the shortest day: 2025-1-2.
const SHORTEST_DAY: usize = 8;

/// Whether a line can be a label.
fn is_short(line: &Line) -> bool {
    line.text.chars().nth(2 * LONGEST_LABEL).is_none()
}

/// Characters of the longest label of a day.
const LONGEST_LABEL: usize = 10;

/// What follows a label that is no end of a longer word: 更新时间 is not when a page was published.
fn behind<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let at = text.find(label)?;
    let is_word = text.get(..at)?.ends_with(char::is_alphabetic);
    if is_word { None } else { text.get(at + label.len()..) }
}

/// So many lines below the title may be about the page.
const BELOW_TITLE: usize = 4;

/// The days that stand alone between title and text; not those behind a label of their own.
fn below_title<'l>(lines: &'l [Line], title: &Title) -> impl Iterator<Item = Shown> + 'l {
    let at = title.row.and_then(|row| lines.iter().position(|l| l.row == row));
    let below = at.and_then(|at| lines.get(at..)).unwrap_or_default();
    below.iter().zip(below.iter().skip(1)).take(BELOW_TITLE).filter_map(|(before, line)| {
        let day = day_alone(&line.text)?;
        let label = Words::of(&before.text).filter(|w| w.chars() <= LONGEST_LABEL);
        let is_other = label.is_some_and(|label| words::ENDS_OF_DATE_LABELS.iter().any(|end| label.all().ends_with(end)));
        (!is_other).then_some((day, Some(line.row)))
    })
}

/// The day that a line is, in brackets or not, with a time or not.
fn day_alone(text: &str) -> Option<DateField> {
    if !text.contains(char::is_numeric) {
        return None;
    }
    let text = narrow(text);
    let inside = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '【' | '】'));
    let is_other = |c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ':' | ' ' | '年' | '月' | '日'));
    if inside.contains(is_other) { None } else { day_in(inside) }
}

/// The day that a text begins with: `2025-03-10 15:35`, `2025年3月10日`, `2025/3/10`.
fn day_in(text: &str) -> Option<DateField> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut rest = text.trim_start();
    for separators in [['-', '/', '.', '年'], ['-', '/', '.', '月'], [' ', 'T', '日', '\t']] {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at_checked(end)?;
        numbers.push(digits.parse().ok().filter(|_| digits.len() <= 4)?);
        rest = after.strip_prefix(separators).unwrap_or(after).trim_start();
    }
    let [year, month, day] = numbers.as_slice() else { return None };
    let year = i32::try_from(*year).ok().filter(|year| YEARS.contains(year))?;
    let written = || DateField::Impossible(format!("{year:04}-{month:02}-{day:02}"));
    Some(Date::new(year, *month, *day).map_or_else(written, DateField::Day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_pages_show_them() {
        let day = |text: &str| day_in(text);
        for text in ["2025-03-10 15:35", "2025年3月10日", "2025/3/10", "2025.03.10", "2025-03-10T15:35:00"] {
            assert_eq!(day(text), Date::new(2025, 3, 10).map(DateField::Day), "{text}");
        }
        assert_eq!(day("2025-02-30"), Some(DateField::Impossible("2025-02-30".to_owned())));
        assert_eq!(day("昨天"), None);
        assert_eq!(day("13800001111"), None);
    }
}
