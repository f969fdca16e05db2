//! What stands in a cell: a number, nothing, or a text.

use super::labels::half_width;
use crate::Number;
use crate::annual_report::Cell;

/// The printed text of a cell. White space and what nobody sees is read away, digits of full width and the marks between
/// thousands too; a text that is no number stays as it is printed.
pub(super) fn cell(printed: &str) -> Cell {
    let text: String = printed.chars().map(half_width).filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect();
    if text.is_empty() {
        return Cell::Blank;
    }
    match Number::from_text(&without_thousands(&text)) {
        Some(number) => Cell::Number(number),
        None => {
            let seen: String = printed.chars().filter(|c| !is_invisible(*c)).collect();
            Cell::Text(seen.split_whitespace().collect::<Vec<_>>().join(" "))
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The text without commas that part thousands; others stay, and it is then no number.
fn without_thousands(text: &str) -> String {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(w, f)| (w, Some(f)));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let digits =
        |group: &str, len: core::ops::RangeInclusive<usize>| len.contains(&group.len()) && group.bytes().all(|b| b.is_ascii_digit());
    let parted = whole.contains(',') && digits(first.trim_start_matches('-'), 1..=3) && groups.all(|g| digits(g, 3..=3));
    match (parted, fraction) {
        (true, Some(fraction)) => format!("{}.{fraction}", whole.replace(',', "")),
        (true, None) => whole.replace(',', ""),
        _ => text.to_owned(),
    }
}

/// Whether a cell can be one of a row of figures: a number, nothing, a mark, or a short text with a digit and no label.
pub(super) fn may_be_value(printed: &str) -> bool {
    match cell(printed) {
        Cell::Blank | Cell::Number(_) => true,
        Cell::Text(text) => zwgk_spec::words::annual_report::BLANK_MARKS.contains(&text.as_str()) || is_number_with_unit(&text),
        Cell::Absent => false,
    }
}

/// Characters of the longest unit, with a bracket round it.
const UNIT: usize = 4;

/// `12件`, `251000元`; not `3.其他`, where the number is that of a label.
fn is_number_with_unit(text: &str) -> bool {
    let text: String = text.chars().map(half_width).collect();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | ' '));
    let number = text.strip_suffix(unit).unwrap_or_default();
    number.ends_with(|c: char| c.is_ascii_digit()) && unit.chars().count() <= UNIT && !unit.starts_with('、')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_printed() {
        let number = |text: &str| Number::from_text(text).map(Cell::Number);
        for (printed, value) in [
            ("12", "12"),
            ("１２", "12"),
            (" 1\u{a0}2 ", "12"),
            ("11,398,889", "11398889"),
            ("１，２３４．５０", "1234.5"),
            ("－3", "-3"),
            ("0\u{200b}", "0"),
            ("59237.2449", "59237.2449"),
        ] {
            assert_eq!(Some(cell(printed)), number(value), "{printed}");
        }
        for printed in ["", " ", "\u{a0}", "\u{3000}\n"] {
            assert_eq!(cell(printed), Cell::Blank);
        }
        for printed in ["/", "—", "无", "251000元", "12件", "1,23", "1 234 567 890 123 456 7", "O", "1．2．3"] {
            assert_eq!(cell(printed), Cell::Text(printed.to_owned()));
        }
        assert!(
            may_be_value("12件") && may_be_value("/") && !may_be_value("自然人") && !may_be_value("1.属于国家秘密的政府信息公开申请数")
        );
    }
}
