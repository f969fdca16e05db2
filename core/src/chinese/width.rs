//! Characters of full width as their usual forms.

/// A character of full width as its usual form.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        c => c,
    }
}

/// A text in usual forms.
pub(crate) fn narrow(text: &str) -> String {
    text.chars().map(half_width).collect()
}

/// The same without white space.
pub(crate) fn compact(text: &str) -> String {
    text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect()
}
