//! From the tree to rows, in document order.

use super::tree::{Kind, NodeId, Tree};
use crate::document::rows::{Row, RowKind, attributes, collapse, keeps_spaces};

/// The rows below a root, each with the byte at which it begins.
pub(super) fn rows(tree: &Tree, root: NodeId) -> Vec<(Row, usize)> {
    let mut walk = Walk { tree, rows: Vec::with_capacity(tree.len()) };
    walk.children(root, 0, false);
    walk.rows
}

struct Walk<'t> {
    tree: &'t Tree,
    rows: Vec<(Row, usize)>,
}

impl Walk<'_> {
    /// What stands below a node. As deep as the tree, which the budget bounds.
    fn children(&mut self, node: NodeId, depth: usize, spaces: bool) {
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
                        self.children(child, depth + 1, spaces);
                    }
                }
                Kind::Comment | Kind::Root => {}
            }
        }
        self.text(text, depth, spaces);
    }

    fn text(&mut self, text: Option<(String, usize)>, depth: usize, spaces: bool) {
        if let Some((text, start)) = text {
            let text = if spaces { text } else { collapse(&text) };
            self.rows.push((Row { depth, kind: RowKind::Text(text) }, start));
        }
    }
}
