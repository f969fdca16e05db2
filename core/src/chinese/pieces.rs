//! Text cut at its marks.

use zwgk_spec::Words;
use zwgk_spec::words::chinese as words;

use super::is_one;

/// The sentences of a text, which a line's end ends too, each with its first byte.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    pieces(text, words::SENTENCE_ENDS)
}

/// The clauses of a text, each with its first byte.
pub(crate) fn clauses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    pieces(text, words::CLAUSE_ENDS)
}

fn pieces<'t>(text: &'t str, ends: &'static Words) -> impl Iterator<Item = (usize, &'t str)> {
    let mut next = 0;
    text.split_inclusive(move |c| c == '\n' || is_one(c, ends)).map(move |piece| {
        let start = next;
        next += piece.len();
        (start, piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_in_one_piece() {
        let text = "一，二。三\n四";
        assert_eq!(sentences(text).collect::<Vec<_>>(), [(0, "一，二。"), (12, "三\n"), (16, "四")]);
        assert_eq!(clauses(text).map(|(_, piece)| piece).collect::<String>(), text);
        assert_eq!(sentences("").count(), 0);
    }
}
