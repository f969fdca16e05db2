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
    let mut steps: Vec<String> = Vec::new();
    // Bounded by the depth of the tree.
    while let Some(at) = element {
        if let Some(id) = document.attribute(at, "id").filter(|id| is_plain(id) && is_only(document, id)) {
            steps.push(format!("#{id}"));
            break;
        }
        let tag = document.tag(at);
        let mut step = if is_plain(tag) { tag.to_owned() } else { "*".to_owned() };
        if document.around(at).is_some() {
            let _ = write!(step, ":nth-child({})", document.numbers.get(at).copied().unwrap_or_default());
        }
        steps.push(step);
        element = document.around(at);
    }
    steps.reverse();
    steps.join(">")
}

/// Whether a name needs no escapes in a selector.
fn is_plain(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_only(document: &Document, id: &str) -> bool {
    document.ids.get(id) == Some(&1)
}
