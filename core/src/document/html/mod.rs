//! A page's bytes to a document.

#[cfg(test)]
mod html5lib;
#[cfg(test)]
mod peer;
mod rows;
mod sink;
mod tokens;
mod tree;

use zwgk_spec::error;

use super::decode::decode;
use super::{Decoded, Document, Encoding};
use crate::{Error, Limits};

/// Nodes of a page: of a short one some thousands, of a long one at most two a byte. Real pages have one in ten bytes; some
/// markup makes a tree of its square.
const NODES_ALWAYS: usize = 10_000;
const NODES_A_BYTE: usize = 2;

/// Looks at open elements while the tree is built: real pages need at most 0.4 a byte. An end tag that nothing opened looks at all
/// that is open, a thousand for its four bytes.
const STEPS_ALWAYS: usize = 1_000_000;
const STEPS_A_BYTE: usize = 8;

impl Document {
    /// Reads a page.
    ///
    /// # Errors
    /// `limit.*` when it costs more than the limits allow, `input.charset` when it is in an encoding that is not read, and without
    /// the feature `gb18030` a page that is not Unicode.
    pub fn from_html(bytes: &[u8], encoding: Option<Encoding>, url: Option<String>, limits: Limits) -> Result<(Self, Decoded), Error> {
        let decoded = decode(bytes, encoding)?;
        let nodes = limits.nodes.min(NODES_ALWAYS + NODES_A_BYTE * decoded.text.len());
        let steps = STEPS_ALWAYS + STEPS_A_BYTE * decoded.text.len();
        let budget = sink::Budget { depth: limits.depth, nodes, steps };
        let too_many = |what| {
            let limit = match what {
                zwgk_spec::vocabulary::Limit::Depth => limits.depth,
                zwgk_spec::vocabulary::Limit::Attributes => tokens::ATTRIBUTES,
                zwgk_spec::vocabulary::Limit::TreeSteps => steps,
                _ => nodes,
            };
            Error::new(error::TooMany { what, limit })
        };
        let (tree, root) = tokens::build(&decoded.text, budget).map_err(too_many)?.into_tree();
        let rows = rows::rows(&tree, root, limits.depth).map_err(too_many)?;
        let (rows, starts): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let lines = positions(&decoded.text, &starts);
        Ok((Document::from_rows(url, rows, lines), decoded))
    }
}

impl Decoded {
    /// Line and column of a byte of the text, from 1, the column in characters.
    pub(crate) fn position(&self, byte: usize) -> (usize, usize) {
        positions(&self.text, &[byte]).first().copied().unwrap_or((1, 1))
    }
}

/// Line and column of byte offsets, from 1, the columns in characters.
fn positions(text: &str, offsets: &[usize]) -> Vec<(usize, usize)> {
    // In the order of the text, which elements that were moved do not have: a page may be one line of ten megabytes, and each
    // column is counted from the place before.
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_unstable_by_key(|row| offsets.get(*row));
    let mut found = vec![(1, 1); offsets.len()];
    let (mut at, mut line, mut column) = (0, 1, 1);
    for row in order {
        let offset = offsets.get(row).copied().unwrap_or_default().min(text.len());
        let between = text.get(at..offset).unwrap_or_default();
        let last = between.rfind('\n');
        if last.is_some() {
            line += between.bytes().filter(|byte| *byte == b'\n').count();
            column = 1;
        }
        column += between.get(last.map_or(0, |last| last + 1)..).map_or(0, |rest| rest.chars().count());
        at = at.max(offset);
        if let Some(position) = found.get_mut(row) {
            *position = (line, column);
        }
    }
    found
}
