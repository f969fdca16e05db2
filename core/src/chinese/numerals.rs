//! Digits and numerals, one character at a time.

use super::half_width;

/// The value of an Arabic digit, half or full width.
pub(crate) fn arabic(c: char) -> Option<u32> {
    half_width(c).to_digit(10)
}

/// The value of a Chinese digit.
pub(crate) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' | '◯' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of a Chinese multiplier.
pub(crate) fn multiplier(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        _ => return None,
    })
}
