//! Days as Chinese text writes them: whole, in part, or with a mark lost.

use zwgk_spec::words::chinese as words;

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
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let text = Chars { chars: &chars, len: text.len() };
    let (mut found, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        let Some((number, after)) = text.number(at) else {
            at += 1;
            continue;
        };
        match text.mention(at, number, after) {
            Some((mention, next)) => {
                found.push(mention);
                at = next;
            }
            None => at = after,
        }
    }
    found
}

/// The periods that a text names.
#[must_use]
pub(crate) fn periods(text: &str) -> Vec<Period> {
    let all = mentions(text);
    let joined = |from: &Mention, to: &Mention| {
        let between = text.get(from.end..to.start).unwrap_or_default();
        let is = |c: char, list: &[&str]| list.iter().any(|word| word.chars().eq([c]));
        between.chars().any(|c| is(c, words::RANGE_JOINS))
            && between.chars().all(|c| c.is_whitespace() || is(c, words::RANGE_JOINS) || is(c, words::RANGE_FILL))
    };
    all.iter().zip(all.iter().skip(1)).filter(|(from, to)| joined(from, to)).map(|(from, to)| Period { from: *from, to: *to }).collect()
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

struct Chars<'c> {
    chars: &'c [(usize, char)],
    len: usize,
}

impl Chars<'_> {
    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.len, |(byte, _)| *byte)
    }

    fn after_blanks(&self, mut at: usize) -> usize {
        while self.char(at).is_some_and(|c| c.is_whitespace() && c != '\n') {
            at += 1;
        }
        at
    }

    /// The place after one of some marks.
    fn mark(&self, at: usize, marks: &[&str]) -> Option<usize> {
        let at = self.after_blanks(at);
        let c = self.char(at)?;
        marks.iter().any(|mark| mark.chars().eq([c])).then_some(at + 1)
    }

    /// The whole run of digits at a place, arabic or Chinese, and the place after it.
    fn number(&self, at: usize) -> Option<(Written, usize)> {
        let run = |is: fn(char) -> bool| self.chars.iter().skip(at).take_while(move |(_, c)| is(*c)).map(|(_, c)| *c);
        let arabic = run(|c| arabic_value(c).is_some()).count();
        if arabic > 0 {
            let value =
                run(|c| arabic_value(c).is_some()).filter_map(arabic_value).fold(0_u32, |n, d| n.saturating_mul(10).saturating_add(d));
            return Some((Written { value, width: arabic, arabic: true }, at + arabic));
        }
        let is_chinese = |c: char| c == TEN || chinese(c).is_some();
        let width = run(is_chinese).count();
        let value = chinese_value(run(is_chinese));
        (width > 0).then(|| (Written { value: value.unwrap_or(u32::MAX), width, arabic: false }, at + width))
    }

    /// What the number at `at` names, and the place after it.
    fn mention(&self, at: usize, number: Written, after: usize) -> Option<(Mention, usize)> {
        let made = |next: usize, year, month, day, form| {
            Some((Mention { start: self.byte(at), end: self.byte(next), year, month, day, form }, next))
        };
        if let Some(year) = number.year() {
            if let Some(next) = self.mark(after, &["年"]) {
                let month = self.number(self.after_blanks(next)).and_then(|(n, end)| Some((n.small()?, self.mark(end, &["月"])?)));
                let Some((month, next)) = month else { return made(next, Some(year), None, None, Form::Marked) };
                let (day, next, form) = self.day(next);
                return made(next, Some(year), Some(month), day, form);
            }
            let (month, day, next) = self.groups(after)?;
            return made(next, Some(year), Some(month), Some(day), Form::Digits);
        }
        if let Some((year, month)) = run_together(number)
            && let Some(next) = self.mark(after, &["月"])
        {
            let (day, next, _) = self.day(next);
            return made(next, Some(year), Some(month), day, Form::MarkLost);
        }
        if let Some(year) = leading_year(number).filter(|_| (6..=8).contains(&number.width)) {
            let next = self.mark(after, &["日"]).filter(|next| self.mark(*next, words::AFTER_BARE_DAYS).is_some())?;
            return made(next, Some(year), None, None, Form::MarkLost);
        }
        let (month, next) = (number.small()?, self.mark(after, &["月"])?);
        let (day, next, form) = self.day(next);
        made(next, None, Some(month), day, form)
    }

    /// The day after a month, if there is one.
    fn day(&self, at: usize) -> (Option<u32>, usize, Form) {
        let written = self.number(self.after_blanks(at)).and_then(|(n, end)| Some((n.small()?, end)));
        let Some((day, end)) = written else { return (None, at, Form::Marked) };
        if let Some(next) = self.mark(end, words::DAYS) {
            return (Some(day), next, Form::Marked);
        }
        match self.mark(end, words::AFTER_BARE_DAYS) {
            Some(_) => (Some(day), end, Form::MarkLost),
            None => (None, at, Form::Marked),
        }
    }

    /// Month and day after a year in digits, parted by the same mark twice.
    fn groups(&self, at: usize) -> Option<(u32, u32, usize)> {
        let mark = self.char(at).filter(|c| ['-', '.', '/', '．', '／'].contains(c))?;
        let (month, end) = self.number(at + 1)?;
        let (day, next) = self.char(end).filter(|c| *c == mark).and_then(|_| self.number(end + 1))?;
        Some((month.small().filter(|_| month.arabic)?, day.small().filter(|_| day.arabic)?, next))
    }
}

const TEN: char = '十';

fn arabic_value(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| u32::from(c).checked_sub(u32::from('０')).filter(|d| *d < 10))
}

fn chinese(c: char) -> Option<u32> {
    words::DIGITS.iter().position(|digit| digit.contains(c)).and_then(|d| u32::try_from(d).ok())
}

/// 二〇二四 digit by digit, 三十一 with its ten.
fn chinese_value(run: impl Iterator<Item = char>) -> Option<u32> {
    let (mut value, mut has_ten) = (0_u32, false);
    for c in run {
        match chinese(c) {
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
            let found = periods(text);
            assert!(matches!(found.as_slice(), [one] if one.from.year == Some(2024) && one.to.month == Some(12)), "{text}: {found:?}");
        }
        for text in ["截至2024年12月31日", "2023年较2024年", "2024年1月1日，2024年12月31日"] {
            assert_eq!(periods(text), [], "{text}");
        }
    }
}
