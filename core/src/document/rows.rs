//! Rows: the flat form of a document, which a page's bytes and a browser's live DOM both give.

use zwgk_spec::words::document as words;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// How deep it stands; the root element has 0.
    pub depth: usize,
    /// What it is.
    pub kind: RowKind,
}

/// An element or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// An element: its local name, and the attributes that a row keeps.
    Element {
        /// Local name.
        tag: String,
        /// Name and value, in the order in which they are written.
        attributes: Vec<(&'static str, String)>,
    },
    /// The text between two tags.
    Text(String),
}

/// Characters of one handler, and of a `data:` address.
const HANDLER: usize = 200;
const DATA: usize = 30;

/// The attributes that a row keeps of those that an element has.
pub(super) fn attributes<'a>(written: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(&'static str, String)> {
    let mut kept = Vec::new();
    let mut handlers = String::new();
    for (name, value) in written {
        if let Some(name) = words::ATTRIBUTES.iter().find(|known| **known == name) {
            let cut = if value.starts_with("data:") { first(value, DATA) } else { value };
            kept.push((*name, cut.to_owned()));
        } else if name == "style" {
            if hides(value) {
                kept.push(("style", "none".to_owned()));
            }
        } else if name.starts_with("on") {
            if !handlers.is_empty() {
                handlers.push('\n');
            }
            handlers.push_str(first(value, HANDLER));
        }
    }
    if !handlers.is_empty() {
        kept.push(("on", handlers));
    }
    kept
}

/// The first `count` characters.
fn first(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// Whether a style makes its element invisible.
fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_ascii_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether an element's texts keep their spaces.
pub(super) fn keeps_spaces(tag: &str) -> bool {
    words::SPACES_KEPT.contains(&tag)
}

/// A text with runs of space, tab and line ends as one space.
pub(super) fn collapse(text: &str) -> String {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_space) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        out.push(' ');
        rest = after.trim_start_matches(is_space);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_become_one_and_other_blanks_stay() {
        assert_eq!(collapse(" \r\n\t"), " ");
        assert_eq!(collapse("a  b\n"), "a b ");
        // The wide blank and the no-break space are written on purpose.
        assert_eq!(collapse("\u{3000}\u{a0} x"), "\u{3000}\u{a0} x");
    }

    #[test]
    fn attributes_are_kept_as_written_or_not_at_all() {
        let long = format!("data:image/png;base64,{}", "A".repeat(100));
        let written = [
            ("onclick", "go()"),
            ("href", " ../a.html"),
            ("width", "3"),
            ("src", long.as_str()),
            ("style", "color:red; Display : NONE"),
            ("onload", "x"),
            ("id", ""),
        ];
        let kept = attributes(written.into_iter());
        let cut = long.get(..30).unwrap_or_default();
        assert_eq!(
            kept.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>(),
            [("href", " ../a.html"), ("src", cut), ("style", "none"), ("id", ""), ("on", "go()\nx")]
        );
        assert!(attributes([("style", "visibility: visible")].into_iter()).is_empty());
        assert_eq!(attributes([("onclick", "汉".repeat(201).as_str())].into_iter()), [("on", "汉".repeat(200))]);
    }
}
