//! Days as Chinese text writes them: whole, in part, or with a mark lost.

use zwgk_spec::words::chinese as words;

use super::is_one;
use super::numerals::{arabic, digit};
use crate::Date;

/// How a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// With 年, 月, 日 after the numbers that are there.
    Marked,
    /// `2024-12-31`, `2024.12.31`, `2024/12/31`.
    Digits,
    /// One of the marks is lost, in the text or in its copy: 20251月1日.
    MarkLost,
}

/// A year, month or day that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its first byte.
    pub(crate) start: usize,
    /// The byte after its last.
    pub(crate) end: usize,
    /// The year.
    pub(crate) year: Option<i32>,
    /// The month as written, which may be none of the twelve.
    pub(crate) month: Option<u32>,
    /// The day of the month as written.
    pub(crate) day: Option<u32>,
    /// How it is written.
    pub(crate) form: Form,
}

/// From one day to another: 自2024年1月1日起至12月31日止.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    /// Its first day.
    pub(crate) from: Mention,
    /// Its last day.
    pub(crate) to: Mention,
}

/// A year that has every day of the calendar.
const LEAP_YEAR: i32 = 2024;

impl Mention {
    /// The year, if that is all it names.
    #[must_use]
    pub(crate) fn only_year(&self) -> Option<i32> {
        self.year.filter(|_| self.month.is_none() && self.day.is_none() && self.form == Form::Marked)
    }

    /// Whether it is written out and the calendar has no such day. Groups of digits alone may be something else than a day.
    #[must_use]
    pub(crate) fn is_impossible(&self) -> bool {
        let exists = match (self.year, self.month, self.day) {
            (year, Some(month), Some(day)) => Date::new(year.unwrap_or(LEAP_YEAR), month, day).is_some(),
            (Some(year), Some(month), None) => Date::new(year, month, 1).is_some(),
            _ => true,
        };
        self.form == Form::Marked && !exists
    }

    /// Its words.
    #[must_use]
    pub(crate) fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// The days, months with a number and years that a text names, in their order.
#[must_use]
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    let (mut found, mut next) = (Vec::new(), 0);
    for (at, c) in text.char_indices() {
        if at < next || !is_numeral(c) {
            continue;
        }
        let Some((number, after)) = number(text, at) else { continue };
        next = after;
        if let Some((mention, after)) = mention(text, at, number, after) {
            found.push(mention);
            next = after;
        }
    }
    found
}

/// The periods that a text names, by the days that it names.
#[must_use]
pub(crate) fn periods(text: &str, mentions: &[Mention]) -> Vec<Period> {
    let joined = |from: &Mention, to: &Mention| {
        let between = text.get(from.end..to.start).unwrap_or_default();
        between.chars().any(|c| is_one(c, words::RANGE_JOINS))
            && between.chars().all(|c| c.is_whitespace() || is_one(c, words::RANGE_JOINS) || is_one(c, words::RANGE_FILL))
    };
    let pairs = mentions.iter().zip(mentions.iter().skip(1)).filter(|(from, to)| joined(from, to));
    pairs.map(|(from, to)| Period { from: *from, to: *to }).collect()
}

/// A number as written.
#[derive(Clone, Copy)]
struct Written {
    value: u32,
    /// Characters of it.
    width: usize,
    arabic: bool,
}

impl Written {
    /// A year of four digits of our time.
    fn year(self) -> Option<i32> {
        (self.width == 4 && (1900..2200).contains(&self.value)).then(|| i32::try_from(self.value).ok())?
    }

    /// A number that can be meant as a month or a day.
    fn small(self) -> Option<u32> {
        (self.value < 100 && (!self.arabic || self.width <= 2)).then_some(self.value)
    }
}

/// The place after the blanks at a place.
fn after_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n').len())
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The place after a character that is wanted, blanks before it passed over.
fn after(text: &str, at: usize, is_wanted: impl Fn(char) -> bool) -> Option<usize> {
    let at = after_blanks(text, at);
    char_at(text, at).filter(|c| is_wanted(*c)).map(|c| at + c.len_utf8())
}

/// The whole run of digits at a place, Arabic or Chinese, and the place after it.
fn number(text: &str, at: usize) -> Option<(Written, usize)> {
    let rest = text.get(at..)?;
    let run = |is: fn(char) -> bool| rest.split(move |c| !is(c)).next().unwrap_or_default();
    let digits = run(|c| arabic(c).is_some());
    if !digits.is_empty() {
        let value = digits.chars().filter_map(arabic).fold(0_u32, |n, d| n.saturating_mul(10).saturating_add(d));
        return Some((Written { value, width: digits.chars().count(), arabic: true }, at + digits.len()));
    }
    let numerals = run(|c| c == TEN || digit(c).is_some());
    let value = chinese_value(numerals.chars()).unwrap_or(u32::MAX);
    (!numerals.is_empty()).then(|| (Written { value, width: numerals.chars().count(), arabic: false }, at + numerals.len()))
}

/// What the number at `at` names, and the place after it.
fn mention(text: &str, at: usize, written: Written, behind: usize) -> Option<(Mention, usize)> {
    let made = |end: usize, year, month, day, form| Some((Mention { start: at, end, year, month, day, form }, end));
    let is_month = |c| c == '月';
    if let Some(year) = written.year() {
        if let Some(next) = after(text, behind, |c| c == '年') {
            let month = number(text, after_blanks(text, next)).and_then(|(n, end)| Some((n.small()?, after(text, end, is_month)?)));
            let Some((month, next)) = month else { return made(next, Some(year), None, None, Form::Marked) };
            let (day, next, form) = day(text, next);
            return made(next, Some(year), Some(month), day, form);
        }
        let (month, day, next) = groups(text, behind)?;
        return made(next, Some(year), Some(month), Some(day), Form::Digits);
    }
    if let Some((year, month)) = run_together(written)
        && let Some(next) = after(text, behind, is_month)
    {
        let (day, next, _) = day(text, next);
        return made(next, Some(year), Some(month), day, Form::MarkLost);
    }
    if let Some(year) = leading_year(written).filter(|_| (6..=8).contains(&written.width)) {
        let is_bare = |next: &usize| after(text, *next, |c| is_one(c, words::AFTER_BARE_DAYS)).is_some();
        let next = after(text, behind, |c| c == '日').filter(is_bare)?;
        return made(next, Some(year), None, None, Form::MarkLost);
    }
    let (month, next) = (written.small()?, after(text, behind, is_month)?);
    let (day, next, form) = day(text, next);
    made(next, None, Some(month), day, form)
}

/// The day after a month, if there is one.
fn day(text: &str, at: usize) -> (Option<u32>, usize, Form) {
    let written = number(text, after_blanks(text, at)).and_then(|(n, end)| Some((n.small()?, end)));
    let Some((day, end)) = written else { return (None, at, Form::Marked) };
    if let Some(next) = after(text, end, |c| is_one(c, words::DAYS)) {
        return (Some(day), next, Form::Marked);
    }
    match after(text, end, |c| is_one(c, words::AFTER_BARE_DAYS)) {
        Some(_) => (Some(day), end, Form::MarkLost),
        None => (None, at, Form::Marked),
    }
}

/// Month and day after a year in digits, parted by the same mark twice.
fn groups(text: &str, at: usize) -> Option<(u32, u32, usize)> {
    let mark = char_at(text, at).filter(|c| ['-', '.', '/', '．', '／'].contains(c))?;
    let (month, end) = number(text, at + mark.len_utf8())?;
    let (day, next) = char_at(text, end).filter(|c| *c == mark).and_then(|c| number(text, end + c.len_utf8()))?;
    Some((month.small().filter(|_| month.arabic)?, day.small().filter(|_| day.arabic)?, next))
}

const TEN: char = '十';

fn is_numeral(c: char) -> bool {
    arabic(c).is_some() || c == TEN || digit(c).is_some()
}

/// 二〇二四 digit by digit, 三十一 with its ten.
fn chinese_value(run: impl Iterator<Item = char>) -> Option<u32> {
    let (mut value, mut has_ten) = (0_u32, false);
    for c in run {
        match digit(c) {
            Some(digit) if has_ten => value = value.checked_add(digit)?,
            Some(digit) => value = value.checked_mul(10)?.checked_add(digit)?,
            None if has_ten => return None,
            None => {
                has_ten = true;
                value = value.max(1).checked_mul(10)?;
            }
        }
    }
    Some(value)
}

/// The year at the front of a longer run of digits.
fn leading_year(number: Written) -> Option<i32> {
    let rest = u32::try_from(number.width.checked_sub(4)?).ok()?;
    let year = number.value.checked_div(10_u32.checked_pow(rest)?)?;
    Written { value: year, width: 4, arabic: true }.year().filter(|_| number.arabic)
}

/// Year and month whose 年 was lost: 20251月.
fn run_together(number: Written) -> Option<(i32, u32)> {
    let rest = u32::try_from(number.width.checked_sub(4)?).ok().filter(|rest| (1..=2).contains(rest))?;
    let month = number.value.checked_rem(10_u32.checked_pow(rest)?)?;
    Some((leading_year(number)?, month)).filter(|_| (1..=12).contains(&month))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Read = (Option<i32>, Option<u32>, Option<u32>, Form);

    fn one(text: &str) -> Option<Read> {
        let found = mentions(text);
        assert!(found.len() <= 1, "{text}: {found:?}");
        found.first().map(|m| (m.year, m.month, m.day, m.form))
    }

    #[test]
    fn days_as_they_are_met() {
        use Form::{Digits, MarkLost, Marked};
        for (text, read) in [
            ("自2024年1月1日起", (Some(2024), Some(1), Some(1), Marked)),
            ("2024 年 12 月 31 日", (Some(2024), Some(12), Some(31), Marked)),
            ("２０２４年１月３号", (Some(2024), Some(1), Some(3), Marked)),
            ("二〇二四年十二月三十一日", (Some(2024), Some(12), Some(31), Marked)),
            ("二○二四年十月二十日", (Some(2024), Some(10), Some(20), Marked)),
            ("二零二四年一月", (Some(2024), Some(1), None, Marked)),
            ("1月1日", (None, Some(1), Some(1), Marked)),
            ("2024年度报告", (Some(2024), None, None, Marked)),
            ("2024年5月日均访问", (Some(2024), Some(5), None, Marked)),
            ("2024年12月31件", (Some(2024), Some(12), None, Marked)),
            ("2024.12.31", (Some(2024), Some(12), Some(31), Digits)),
            ("2024-1-20", (Some(2024), Some(1), Some(20), Digits)),
            // Phrases B5 to B7.
            ("20251月1日", (Some(2025), Some(1), Some(1), MarkLost)),
            ("202412月31日", (Some(2024), Some(12), Some(31), MarkLost)),
            ("12月31止", (None, Some(12), Some(31), MarkLost)),
            ("20211231日止", (Some(2021), None, None, MarkLost)),
        ] {
            assert_eq!(one(text), Some(read), "{text}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "〔2021〕30号",
            "十四五",
            "五年",
            "3000件",
            "0479-1234567",
            "12345热线",
            "一是",
            "2024",
            "第三年",
            "2024-12-3456",
            "个月",
            "99999999999月",
        ] {
            assert_eq!(one(text), None, "{text}");
        }
    }

    #[test]
    fn the_range_of_bytes_is_the_words() {
        let text = "于２０２４年 2 月30日，和三月";
        let found: Vec<&str> = mentions(text).iter().map(|m| m.words(text)).collect();
        assert_eq!(found, ["２０２４年 2 月30日", "三月"]);
    }

    #[test]
    fn days_that_do_not_exist() {
        let impossible = |text: &str| mentions(text).iter().any(Mention::is_impossible);
        for text in ["2024年2月30日", "2023年2月29日", "13月1日", "6月31日", "2024年13月", "二月三十日"] {
            assert!(impossible(text), "{text}");
        }
        for text in ["2024年2月29日", "2月29日", "12月31日", "2021.13.45", "202413月1日", "2024年1-12月"] {
            assert!(!impossible(text), "{text}");
        }
    }

    #[test]
    fn periods_as_they_are_met() {
        for text in [
            "自2024年1月1日起，至2024年12月31日止",
            "为：2024年1月1日-2024年12月31日",
            "从2024年1月1日到12月31日止",
            "2024年1月1日—2024年12月31日",
            "从2024年1月1日至12月31止",
            "自20241月1日起至202412月31日止",
            "2024年1月至12月",
            "2024.1.1-2024.12.31",
            "二〇二四年一月一日～十二月三十一日",
        ] {
            let found = periods(text, &mentions(text));
            assert!(matches!(found.as_slice(), [one] if one.from.year == Some(2024) && one.to.month == Some(12)), "{text}: {found:?}");
        }
        for text in ["截至2024年12月31日", "2023年较2024年", "2024年1月1日，2024年12月31日"] {
            assert_eq!(periods(text, &mentions(text)), [], "{text}");
        }
    }
}
