//! From the tree to rows, in document order.

use zwgk_spec::vocabulary::Limit;
use zwgk_spec::words::document as words;

use super::tree::{Kind, NodeId, Tree};
use crate::document::{Row, RowKind};

/// The rows below a root, each with the byte at which it begins.
///
/// # Errors
/// They stand deeper than `most`: what the tree builder moves takes what is below it along, which nobody counted.
pub(super) fn rows(tree: &Tree, root: NodeId, most: usize) -> Result<Vec<(Row, usize)>, Limit> {
    let mut walk = Walk { tree, rows: Vec::with_capacity(tree.len()), most };
    walk.children(root, 0, false)?;
    Ok(walk.rows)
}

struct Walk<'t> {
    tree: &'t Tree,
    rows: Vec<(Row, usize)>,
    most: usize,
}

impl Walk<'_> {
    /// What stands below a node.
    fn children(&mut self, node: NodeId, depth: usize, spaces: bool) -> Result<(), Limit> {
        if depth > self.most {
            return Err(Limit::Depth);
        }
        // Texts that only a comment parts are one text.
        let mut text: Option<(String, usize)> = None;
        for child in self.tree.children(node) {
            let Some(child_node) = self.tree.get(child) else { continue };
            match &child_node.kind {
                Kind::Text(more) => match &mut text {
                    Some((text, _)) => text.push_str(more),
                    None => text = Some((more.to_string(), child_node.start)),
                },
                Kind::Element(element) => {
                    self.text(text.take(), depth, spaces);
                    let tag = element.name.local.to_string();
                    let spaces = spaces || keeps_spaces(&tag);
                    let attributes =
                        attributes(element.attributes.iter().filter(|a| a.name.prefix.is_none()).map(|a| (&*a.name.local, &*a.value)));
                    let is_style = tag == "style";
                    self.rows.push((Row { depth, kind: RowKind::Element { tag, attributes } }, child_node.start));
                    if !is_style {
                        self.children(child, depth + 1, spaces)?;
                    }
                }
                Kind::Comment | Kind::Root => {}
            }
        }
        self.text(text, depth, spaces);
        Ok(())
    }

    fn text(&mut self, text: Option<(String, usize)>, depth: usize, spaces: bool) {
        if let Some((text, start)) = text {
            let text = if spaces { text } else { collapse(&text) };
            self.rows.push((Row { depth, kind: RowKind::Text(text) }, start));
        }
    }
}

/// Characters of one handler, and of a `data:` address.
const HANDLER: usize = 200;
const DATA: usize = 30;

/// The attributes that a row keeps of those that an element has.
fn attributes<'a>(written: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(&'static str, String)> {
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
fn keeps_spaces(tag: &str) -> bool {
    words::SPACES_KEPT.contains(&tag)
}

/// A text with runs of space, tab and line ends as one space.
fn collapse(text: &str) -> String {
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
