//! Counts in prose: 「共受理 1,234 件」, 「近3万余条」, 「十二件」. Dates, ordinals, ranges, telephone numbers and names are none.

use zwgk_spec::words::counts as words;

use super::numerals::{arabic, digit, multiplier};
use super::{first_of, last_of};
use crate::Number;

/// How exactly a count is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// So many.
    Exactly,
    /// At least so many: 余, 多, 超, 以上.
    AtLeast,
    /// Fewer than so many: 近, 不足.
    Below,
    /// So many or thereabouts: 约, 左右, or rounded to 万.
    About,
}

/// A count in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Its first byte, that of a qualifier before it included.
    pub start: usize,
    /// The byte after its last, unit and qualifier included.
    pub end: usize,
    /// The number, scaled by 万 or 亿.
    pub value: Number,
    /// Digits printed behind its decimal point.
    pub decimals: usize,
    /// Its unit; nothing when none stands behind the number.
    pub unit: &'static str,
    /// How exactly it is said.
    pub bound: Bound,
    /// Whether it is written in Chinese numerals.
    pub in_words: bool,
}

impl Count {
    /// The whole number that it says exactly.
    #[must_use]
    pub fn exact(&self) -> Option<i64> {
        self.value.whole().filter(|_| self.bound == Bound::Exactly)
    }

    /// Whether it is a share.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        words::PERCENT.contains(&self.unit)
    }
}

/// The counts of a text, in their order.
#[must_use]
pub fn counts(text: &str) -> Vec<Count> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (end, count) = if arabic(c).is_some() {
            number_at(text, at)
        } else if numeral(c).is_some() {
            in_words_at(text, at)
        } else {
            (at + c.len_utf8(), None)
        };
        found.extend(count);
        at = end;
    }
    found
}

/// What a Chinese numeral says: a digit, or a multiplier from ten up.
fn numeral(c: char) -> Option<i64> {
    if c == '两' { Some(2) } else { digit(c).or_else(|| multiplier(c)).map(i64::from) }
}

/// A run of Arabic digits that starts at `at`: the byte where reading goes on, and the count if it is one.
fn number_at(text: &str, at: usize) -> (usize, Option<Count>) {
    let (end, digits, decimals, is_plain) = digits_at(text, at);
    let rest = text.get(end..).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default();
    // Both ends of a range, a telephone number, a name of numbers: neither is a count.
    if let Some(mark) = first_of(rest, words::BETWEEN_ENDS) {
        let other = end + mark.len();
        if text.get(other..).and_then(|r| r.chars().next()).is_some_and(|c| arabic(c).is_some()) {
            return (digits_at(text, other).0, None);
        }
    }
    let shown = before.trim_end_matches([' ', '\u{3000}', '\t']);
    let enumerates = shown.is_empty() || shown.ends_with(['\n', '（', '(']);
    let is_point = enumerates && first_of(rest, words::MARKS_OF_ENUMERATION).is_some();
    let zero_led = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    if is_point || zero_led || !is_plain || joined(before.chars().next_back()) || joined(rest.chars().next()) || is_no_count(before) {
        return (end, None);
    }
    let Some(number) = Number::from_text(&digits) else { return (end, None) };
    finish(text, at, end, number, decimals, false)
}

/// The digits at `at`: where they end, as plain decimal digits, how many behind the point, and whether they are well formed.
fn digits_at(text: &str, at: usize) -> (usize, String, usize, bool) {
    let (mut end, mut digits, mut decimals, mut in_fraction, mut is_plain) = (at, String::new(), 0, false, true);
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        if let Some(digit) = arabic(c) {
            digits.extend(char::from_digit(digit, 10));
            decimals += usize::from(in_fraction);
        } else if matches!(c, '.' | '．') && chars.next().is_some_and(|n| arabic(n).is_some()) {
            is_plain &= !in_fraction;
            in_fraction = true;
            digits.push('.');
        } else if c == ',' && !in_fraction && is_group(rest) {
        } else {
            break;
        }
        end += c.len_utf8();
    }
    (end, digits, decimals, is_plain)
}

/// Whether a comma parts thousands: three digits stand behind it, and no fourth.
fn is_group(rest: &str) -> bool {
    rest.chars().skip(1).take(4).take_while(|c| arabic(*c).is_some()).count() == 3
}

/// A run of Chinese numerals that starts at `at`. Only before a unit is it a count: they stand in names too.
fn in_words_at(text: &str, at: usize) -> (usize, Option<Count>) {
    let rest = text.get(at..).unwrap_or_default();
    let run: usize = rest.chars().take_while(|c| numeral(*c).is_some()).map(char::len_utf8).sum();
    let end = at + run;
    if first_of(rest, words::NAMES_WITH_NUMBERS).is_some() || is_no_count(text.get(..at).unwrap_or_default()) {
        return (end, None);
    }
    let value = value_in_words(rest.get(..run).unwrap_or_default()).and_then(Number::from_whole);
    match value.map(|v| finish(text, at, end, v, 0, true)) {
        Some((after, Some(count))) if !count.unit.is_empty() => (after, Some(count)),
        _ => (end, None),
    }
}

/// 一百二十, 十二, 两. Digits side by side (二三件, 十四五) say no number.
fn value_in_words(run: &str) -> Option<i64> {
    let (mut all, mut section, mut digit) = (0_i64, 0_i64, None);
    let mut last = i64::MAX;
    for c in run.chars() {
        match numeral(c)? {
            0 if digit.is_none() => digit = (run.chars().count() == 1).then_some(0),
            10_000 => {
                all = (section + digit.take().unwrap_or(0)).checked_mul(10_000).filter(|all| *all > 0)?;
                (section, last) = (0, i64::MAX);
            }
            unit if unit >= 10 => {
                if unit >= last {
                    return None;
                }
                let ten = if unit == 10 && section == 0 { 1 } else { 0 };
                section += digit.take().or((ten > 0).then_some(ten))? * unit;
                last = unit;
            }
            _ if digit.is_some() => return None,
            one => digit = Some(one),
        }
    }
    Some(all + section + digit.unwrap_or(0))
}

/// Whether what stands before a number makes it an ordinal or a piece of a name.
fn is_no_count(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{3000}']);
    last_of(before, words::NOT_COUNTS_BEFORE).is_some()
}

/// Reads scale, qualifiers and unit around a number.
fn finish(text: &str, at: usize, end: usize, number: Number, decimals: usize, in_words: bool) -> (usize, Option<Count>) {
    let mut at_end = end;
    let mut bound = Bound::Exactly;
    let mut scaled = Some(number);
    let mut has_scale = false;
    loop {
        let after = skip_blanks(text, at_end);
        let rest = text.get(after..).unwrap_or_default();
        if let Some(word) = first_of(rest, words::SCALES).filter(|_| !starts_with_unit_wan(rest)) {
            has_scale = true;
            scaled = scaled.and_then(|n| times(n, if word == "亿" { 8 } else { 4 }));
            at_end = after + word.len();
        } else if let Some((word, said)) = qualifier(rest) {
            bound = said;
            at_end = after + word.len();
        } else {
            break;
        }
    }
    let after = skip_blanks(text, at_end);
    let rest = text.get(after..).unwrap_or_default();
    if !has_scale && bound == Bound::Exactly && first_of(rest, words::NOT_COUNTS_AFTER).is_some() {
        return (end, None);
    }
    let unit = first_of(rest, words::UNITS).unwrap_or_default();
    if !unit.is_empty() {
        at_end = after + unit.len();
        let behind = text.get(at_end..).unwrap_or_default();
        if let Some((word, said)) = qualifier(behind) {
            bound = said;
            at_end += word.len();
        }
    }
    let before = text.get(..at).unwrap_or_default();
    let shown = before.trim_end_matches([' ', '\u{3000}']);
    let mut start = at;
    let all = [(words::AT_LEAST_BEFORE, Bound::AtLeast), (words::BELOW_BEFORE, Bound::Below), (words::ABOUT_BEFORE, Bound::About)];
    for (list, said) in all {
        if let Some(word) = last_of(shown, list) {
            bound = said;
            start = shown.len() - word.len();
        }
    }
    if has_scale && bound == Bound::Exactly {
        bound = Bound::About;
    }
    let decimals = if has_scale { 0 } else { decimals };
    (at_end, scaled.map(|value| Count { start, end: at_end, value, decimals, unit, bound, in_words }))
}

/// 万元 is a unit of money, not a scale and a unit.
fn starts_with_unit_wan(rest: &str) -> bool {
    rest.starts_with("万元")
}

/// A qualifier behind a number or its unit.
fn qualifier(rest: &str) -> Option<(&'static str, Bound)> {
    let all = [(words::AT_LEAST_BEHIND, Bound::AtLeast), (words::BELOW_BEHIND, Bound::Below), (words::ABOUT_BEHIND, Bound::About)];
    all.into_iter().find_map(|(list, bound)| Some((first_of(rest, list)?, bound)))
}

/// A number times a power of ten.
fn times(number: Number, power: usize) -> Option<Number> {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let moved: String = fraction.chars().chain(core::iter::repeat('0')).take(power).collect();
    let left: String = fraction.chars().skip(power).collect();
    Number::from_text(&if left.is_empty() { [whole, &moved].concat() } else { [whole, &moved, ".", &left].concat() })
}

fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let sign = |b| match b {
            Bound::Exactly => "",
            Bound::AtLeast => ">=",
            Bound::Below => "<",
            Bound::About => "~",
        };
        counts(text).iter().map(|c| format!("{}{}{}", sign(c.bound), c.value, c.unit)).collect()
    }

    #[test]
    fn counts_as_they_are_written() {
        for (text, expected) in [
            ("共收到申请24件", vec!["24件"]),
            ("公开 2914 条", vec!["2914条"]),
            ("访问量1,604,327次，1,23件", vec!["1604327次", "1", "23件"]),
            ("受理１２３件", vec!["123件"]),
            ("三件、十二件、一百二十件、两起、一百零五条、一万二千条", vec!["3件", "12件", "120件", "2起", "105条", "12000条"]),
            ("2.6万余条", vec![">=26000条"]),
            ("140多万；900余条", vec![">=1400000", ">=900条"]),
            ("近3万本，约20件，20件左右，超96万次，50件以上", vec!["<30000本", "~20件", "~20件", ">=960000次", ">=50件"]),
            ("18.5%和100％", vec!["18.5%", "100％"]),
            ("收取251000元，18.871万元", vec!["251000元", "18.871万元"]),
            ("不予公开3；部分公开0、", vec!["3", "0"]),
            ("四次开放日活动", vec!["4次"]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_count() {
        for text in [
            "2024年1-12月",
            "2024年1月1日至12月31日",
            "十四五规划",
            "第二十条第（一）项",
            "国办公开办函〔2021〕30号",
            "一是加强；二是",
            "二、主动公开",
            "1.加强领导\n2、明确责任",
            "电话：0479-1234567",
            "12345热线是a12",
            "“6·5”环境日",
            "三大领域、五公开、三审三校、三级审核、两微一端",
            "连续第四年",
            "11—30件",
            "高效办成一件事",
            "20个工作日",
            "二三件",
            "每10件",
            "0797685",
            "（1）（2）",
        ] {
            let read: Vec<String> = read(text).into_iter().filter(|c| c.ends_with(|l: char| !l.is_ascii_digit())).collect();
            assert_eq!(read, Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_count_knows_its_bytes() {
        let text = "近 3件、";
        let all = counts(text);
        assert_eq!(all.first().and_then(|c| text.get(c.start..c.end)), Some("近 3件"));
        assert_eq!(counts("").len() + counts("一").len() + counts("9").len(), 1);
    }
}
