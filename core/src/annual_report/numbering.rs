//! The numbers before headings: the format's 一、 and what stands in its place.

use zwgk_spec::words::annual_report as words;

use crate::chinese::{half_width, is_one, narrow};

/// How a heading is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As the format does: 一、
    Format,
    /// 第一部分
    Part,
    /// （一）, 1、: so are headings below a part numbered too.
    Other,
}

/// The number before a heading's words, how it is written, and the words. A number without any mark is a part of the words.
pub(super) fn numbering(heading: &str) -> (Option<(Style, usize)>, &str) {
    let heading = heading.trim();
    if let (Some(number), after) = ordinal_of(heading) {
        return (Some((Style::Format, number)), after);
    }
    // Most lines are text.
    if !heading.starts_with(|c: char| c.is_numeric() || is_one(c, words::BEFORE_PART_NUMBERS) || is_one(c, words::OPENING_BRACKETS)) {
        return (None, heading);
    }
    let read = || {
        if let Some(rest) = words::BEFORE_PART_NUMBERS.iter().find_map(|word| heading.strip_prefix(word)) {
            let (number, rest) = number(rest.trim_start())?;
            let rest = words::PART_COUNTERS.iter().find_map(|word| rest.trim_start().strip_prefix(word))?;
            return Some((Style::Part, number, without_mark(rest).unwrap_or(rest)));
        }
        let opened = heading.strip_prefix(|c| is_one(c, words::OPENING_BRACKETS));
        let (number, rest) = number(opened.unwrap_or(heading).trim_start())?;
        let rest = match opened {
            Some(_) => rest.trim_start().strip_prefix(|c| is_one(c, words::CLOSING_BRACKETS))?,
            None => without_mark(rest)?,
        };
        Some((Style::Other, number, without_mark(rest).unwrap_or(rest)))
    };
    match read() {
        Some((style, number, rest)) => (Some((style, number)), rest.trim()),
        None => (None, heading),
    }
}

/// The format's number before a heading's words, and the words. A number without a mark after it is a part of the words.
pub(super) fn ordinal_of(heading: &str) -> (Option<usize>, &str) {
    let heading = heading.trim();
    let read = ordinal(heading).and_then(|(number, rest)| Some((number, without_mark(rest)?)));
    read.map_or((None, heading), |(number, rest)| (Some(number), rest.trim()))
}

/// A number whose mark was lost: 一 总体情况. Only who knows the words can tell that it is one.
pub(super) fn bare_number(heading: &str) -> Option<(Style, usize, &str)> {
    let heading = heading.trim();
    let (read, rest) = number(heading)?;
    let style = if heading.starts_with(|c| is_one(c, words::ORDINALS)) { Style::Format } else { Style::Other };
    Some((style, read, rest.trim_start()))
}

/// The ordinal that a text begins with, 一 being 1, and the rest.
fn ordinal(text: &str) -> Option<(usize, &str)> {
    let (at, rest) = words::ORDINALS.iter().enumerate().find_map(|(at, ordinal)| Some((at, text.strip_prefix(ordinal)?)))?;
    // 十一 and 二十 are no numbers of parts.
    (!rest.starts_with(|c| is_one(c, words::ORDINALS))).then_some((at + 1, rest))
}

/// The number that a text begins with, from 1, and the rest.
fn number(text: &str) -> Option<(usize, &str)> {
    if text.starts_with(|c| is_one(c, words::ORDINALS)) {
        return ordinal(text);
    }
    let rest = text.trim_start_matches(|c| half_width(c).is_ascii_digit());
    let digits = narrow(text.strip_suffix(rest)?);
    Some((digits.parse().ok()?, rest))
}

fn without_mark(text: &str) -> Option<&str> {
    words::MARKS_AFTER_ORDINALS.iter().find_map(|mark| text.trim_start().strip_prefix(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_headings() {
        for (heading, number, words) in [
            ("一、总体情况", Some((Style::Format, 1)), "总体情况"),
            ("一 、 总体情况", Some((Style::Format, 1)), "总体情况"),
            ("（一）总体情况", Some((Style::Other, 1)), "总体情况"),
            ("(二) 、主动公开", Some((Style::Other, 2)), "主动公开"),
            ("1、总体情况", Some((Style::Other, 1)), "总体情况"),
            ("３．收到和处理", Some((Style::Other, 3)), "收到和处理"),
            ("第一部分 总体情况", Some((Style::Part, 1)), "总体情况"),
            ("第 2 部分：主动公开", Some((Style::Part, 2)), "主动公开"),
            ("2024年，本机关", None, "2024年，本机关"),
            ("十一、附件", None, "十一、附件"),
            ("第一季度", None, "第一季度"),
            ("（文字描述）", None, "（文字描述）"),
            ("总体情况", None, "总体情况"),
        ] {
            assert_eq!(numbering(heading), (number, words), "{heading}");
        }
        assert_eq!(bare_number("一 总体情况"), Some((Style::Format, 1, "总体情况")));
        assert_eq!(bare_number("总体情况"), None);
    }
}
