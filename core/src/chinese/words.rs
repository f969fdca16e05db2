//! Words of a list found in a text: the text is gone through once, whatever the number of words.

use zwgk_spec::Words;

/// A word of a list: its number and the word.
pub(crate) type Listed = (usize, &'static str);

/// Every place of every word in a text, in the text's order; at one place the longest first.
pub(crate) fn listed<'t>(text: &'t str, of: &'static Words) -> impl Iterator<Item = (usize, Listed)> + 't {
    let at = move |(at, c)| heads(text.get(at..).unwrap_or_default(), c, of).map(move |word| (at, word));
    text.char_indices().filter(|(_, c)| may_begin(*c, of)).flat_map(at)
}

/// The same without the numbers of the words.
pub(crate) fn places<'t>(text: &'t str, of: &'static Words) -> impl Iterator<Item = (usize, &'static str)> + 't {
    listed(text, of).map(|(at, (_, word))| (at, word))
}

/// Whether a text has one of some words.
pub(crate) fn has_any(text: &str, of: &'static Words) -> bool {
    text.char_indices().any(|(at, c)| may_begin(c, of) && heads(text.get(at..).unwrap_or_default(), c, of).next().is_some())
}

/// The number of the word that a text is.
pub(crate) fn number_of(text: &str, of: &'static Words) -> Option<usize> {
    let first = text.chars().next().filter(|c| may_begin(*c, of))?;
    heads(text, first, of).find(|(_, word)| word.len() == text.len()).map(|(number, _)| number)
}

/// The longest word that a text begins with.
pub(crate) fn first_of(text: &str, of: &'static Words) -> Option<&'static str> {
    let first = text.chars().next().filter(|c| may_begin(*c, of))?;
    heads(text, first, of).next().map(|(_, word)| word)
}

/// The longest word that a text ends in.
pub(crate) fn last_of(text: &str, of: &'static Words) -> Option<&'static str> {
    of.iter().filter(|word| text.ends_with(**word)).max_by_key(|word| word.len()).copied()
}

/// Whether a character is one of a list.
pub(crate) fn is_one(c: char, of: &'static Words) -> bool {
    // The shorter come last, and one character is as short as a word can be.
    may_begin(c, of) && beginning(c, of).last().is_some_and(|(_, word)| word.len() == c.len_utf8())
}

/// Whether words of a list may begin with a character.
fn may_begin(c: char, of: &Words) -> bool {
    let low = u32::from(c) & 0xff;
    of.firsts.get(low as usize / 64).is_some_and(|bits| bits >> (low % 64) & 1 == 1)
}

/// The words with this first character that a text begins with, the longest first.
fn heads<'t>(text: &'t str, first: char, of: &'static Words) -> impl Iterator<Item = Listed> + 't {
    beginning(first, of).filter(move |(_, word)| text.starts_with(word))
}

/// The words with this first character, the longest first.
fn beginning(first: char, of: &'static Words) -> impl Iterator<Item = Listed> {
    let word = |number: &u16| of.words.get(usize::from(*number)).copied().unwrap_or_default();
    let start = of.by_first.partition_point(|number| word(number).chars().next() < Some(first));
    let listed = move |number: &u16| (usize::from(*number), word(number));
    of.by_first.iter().skip(start).map(listed).take_while(move |(_, word)| word.starts_with(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    static WORDS: Words = Words { words: &["无", "公开", "公开申请", "，", "不予"], by_first: &[4, 2, 1, 0, 3], firsts: [0; 4] };

    /// The list above with its filter open: what the build step writes is tested on every list of the spec below.
    static OPEN: Words = Words { words: WORDS.words, by_first: WORDS.by_first, firsts: [u64::MAX; 4] };

    #[test]
    fn every_place_of_every_word() {
        assert_eq!(
            places("不予公开申请，无", &OPEN).collect::<Vec<_>>(),
            [(0, "不予"), (6, "公开申请"), (6, "公开"), (18, "，"), (21, "无")]
        );
        assert_eq!((has_any("开公", &OPEN), has_any("", &OPEN), has_any("公开", &WORDS)), (false, false, false));
        assert_eq!(
            (first_of("公开申请书", &OPEN), first_of("书公开", &OPEN), last_of("依法公开", &OPEN)),
            (Some("公开申请"), None, Some("公开"))
        );
        assert_eq!((number_of("公开", &OPEN), number_of("公开申", &OPEN), number_of("", &OPEN)), (Some(1), None, None));
        assert_eq!(["，", "无", "公"].map(|c| c.chars().all(|c| is_one(c, &OPEN))), [true, true, false]);
    }
}
