//! What stands in a cell: a number, nothing, or a text.

use zwgk_spec::vocabulary::{DisclosureColumn, DisclosureRow};
use zwgk_spec::words::annual_report as words;

use crate::Number;
use crate::annual_report::{Cell, CellRef};
use crate::chinese::{compact, narrow};

/// The printed text of a cell. White space and what nobody sees is read away, digits of full width and the marks between
/// thousands too; a text that is no number stays as it is printed.
pub(super) fn cell(printed: &str) -> Cell {
    let text = compact(printed).replace(is_invisible, "");
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

/// What a cell of the report is, by the text that stands in it: a number may have the unit behind it that its row has anyway.
/// `unit` is that of a sum of money by its head, where it names one.
pub(super) fn cell_of(to: CellRef, read: &Cell, unit: Option<&'static str>) -> Cell {
    let money = |unit: &str| words::OWN_MONEY_UNITS.contains(&unit);
    match (to, read) {
        // The head's unit is another: the number alone would say something else, but nothing is nothing in any unit.
        (CellRef::Disclosure(DisclosureRow::Fees, DisclosureColumn::Amount), Cell::Number(number)) => match unit {
            Some(unit) if !money(unit) && !number.is_zero() => Cell::Text(format!("{number}{unit}")),
            _ => read.clone(),
        },
        (CellRef::Disclosure(DisclosureRow::Fees, DisclosureColumn::Amount), Cell::Text(text)) => {
            let number = words::MONEY_UNITS.iter().find_map(|unit| Some((number_before(text, unit)?, *unit)));
            match number {
                Some((number, unit)) if money(unit) || number.is_zero() => Cell::Number(number),
                _ => read.clone(),
            }
        }
        // The format of 2019 itself has sums of procurement with their units.
        (CellRef::Disclosure(_, DisclosureColumn::Amount), _) => read.clone(),
        (_, Cell::Text(text)) => {
            words::COUNT_UNITS.iter().find_map(|unit| number_before(text, unit)).map_or_else(|| read.clone(), Cell::Number)
        }
        _ => read.clone(),
    }
}

/// The number before a unit, in brackets or not, when nothing else stands there.
fn number_before(text: &str, unit: &str) -> Option<Number> {
    let text = compact(text);
    let before = match text.strip_suffix(')') {
        Some(inside) => inside.strip_suffix(unit)?.strip_suffix('(')?,
        None => text.strip_suffix(unit)?,
    };
    Number::from_text(&without_thousands(before))
}

/// Whether what was read can be one of a row of figures: a number, nothing, a mark, or a short text with a digit and no label.
pub(super) fn may_be_value(read: &Cell) -> bool {
    match read {
        Cell::Blank | Cell::Number(_) => true,
        Cell::Text(text) => words::BLANK_MARKS.contains(&text.as_str()) || is_number_with_unit(text),
        Cell::Absent => false,
    }
}

/// Characters of the longest unit, with a bracket round it.
const UNIT: usize = 4;

/// `12件`, `251000元`; not `3.其他`, where the number is that of a label.
fn is_number_with_unit(text: &str) -> bool {
    let text = narrow(text);
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | ' '));
    let number = text.strip_suffix(unit).unwrap_or_default();
    number.trim_end().ends_with(|c: char| c.is_ascii_digit()) && unit.chars().count() <= UNIT && !unit.starts_with('、')
}

#[cfg(test)]
mod tests {
    use super::*;
    use zwgk_spec::vocabulary::{Applicant, RequestRow};

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
        let may_be = |text: &str| may_be_value(&cell(text));
        assert!(may_be("12件") && may_be("0 件") && may_be("/") && !may_be("自然人") && !may_be("1.属于国家秘密的政府信息公开申请数"));
    }

    #[test]
    fn a_unit_that_is_the_rows_own_is_read_away() {
        let count = CellRef::Request(RequestRow::New, Applicant::Total);
        let fee = CellRef::Disclosure(DisclosureRow::Fees, DisclosureColumn::Amount);
        let bought = CellRef::Disclosure(DisclosureRow::Procurement, DisclosureColumn::Amount);
        for (to, printed, unit, value) in [
            (count, "12件", None, Some("12")),
            (count, "0 件", None, Some("0")),
            (count, "１，２３４宗", None, Some("1234")),
            (count, "12（件）", None, Some("12")),
            (count, "约12件", None, None),
            (count, "12元", None, None),
            (fee, "3.5万元", None, Some("3.5")),
            (fee, "251000元", None, None),
            (fee, "0元", None, Some("0")),
            (fee, "12件", None, None),
            (fee, "3.5", Some("万元"), Some("3.5")),
            (fee, "0", Some("元"), Some("0")),
            (bought, "75394432.52元", None, None),
        ] {
            let read = cell_of(to, &cell(printed), unit);
            let number = value.and_then(Number::from_text).map(Cell::Number);
            assert_eq!(read, number.unwrap_or_else(|| cell(printed)), "{printed}");
        }
        // A sum whose head says 元 is not one of 万元: it stays a text, with its unit.
        assert_eq!(cell_of(fee, &cell("251000"), Some("元")), Cell::Text("251000元".to_owned()));
    }
}
