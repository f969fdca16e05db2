//! CSS paths: a selector that selects exactly one element, in a browser too.

use std::fmt::Write as _;

use super::{Document, RowKind};

/// The path of an element, or of the element around a text.
///
/// It starts at the nearest element whose id no other element has, else at the root, and counts children from there.
pub(super) fn path(document: &Document, row: usize) -> String {
    let mut element = match document.rows().get(row).map(|r| &r.kind) {
        Some(RowKind::Text(_)) => document.around(row),
        _ => Some(row),
    };
    // The elements on the way, from the inside, and the id of the last one if the path starts there.
    let mut way: Vec<usize> = Vec::with_capacity(16);
    let mut from = None;
    // Bounded by the depth of the tree.
    while let Some(at) = element {
        from = document.attribute(at, "id").filter(|id| is_plain(id) && is_only(document, id));
        if from.is_some() {
            break;
        }
        way.push(at);
        element = document.around(at);
    }
    let mut path = String::with_capacity(24 * (way.len() + 1));
    if let Some(id) = from {
        let _ = write!(path, "#{id}");
    }
    for at in way.into_iter().rev() {
        if !path.is_empty() {
            path.push('>');
        }
        let tag = document.tag(at);
        path.push_str(if is_plain(tag) { tag } else { "*" });
        if document.around(at).is_some() {
            let _ = write!(path, ":nth-child({})", document.numbers.get(at).copied().unwrap_or_default());
        }
    }
    path
}

/// Whether a name needs no escapes in a selector.
fn is_plain(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_only(document: &Document, id: &str) -> bool {
    document.ids.get(id) == Some(&1)
}
