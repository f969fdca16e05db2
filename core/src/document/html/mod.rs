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

impl Document {
    /// Reads a page.
    ///
    /// # Errors
    /// `limit.*` when it costs more than the limits allow, `input.charset` when it is in an encoding that is not read, and without
    /// the feature `gb18030` a page that is not Unicode.
    pub fn from_html(bytes: &[u8], encoding: Option<Encoding>, url: Option<String>, limits: Limits) -> Result<(Self, Decoded), Error> {
        let decoded = decode(bytes, encoding)?;
        let nodes = limits.nodes.min(NODES_ALWAYS + NODES_A_BYTE * decoded.text.len());
        let budget = sink::Budget { depth: limits.depth, nodes };
        let sink = tokens::build(&decoded.text, budget).map_err(|what| {
            let limit = match what {
                zwgk_spec::vocabulary::Limit::Depth => limits.depth,
                zwgk_spec::vocabulary::Limit::Attributes => tokens::ATTRIBUTES,
                _ => nodes,
            };
            Error::new(error::TooMany { what, limit })
        })?;
        let (tree, root) = sink.into_tree();
        let (rows, starts): (Vec<_>, Vec<_>) = rows::rows(&tree, root).into_iter().unzip();
        let lines = positions(&decoded.text, &starts);
        Ok((Document::from_rows(url, rows, lines), decoded))
    }
}

/// Line and column of byte offsets, from 1, the columns in characters. Elements that were moved stand out of order.
fn positions(text: &str, offsets: &[usize]) -> Vec<(usize, usize)> {
    let lines: Vec<usize> =
        core::iter::once(0).chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1)).collect();
    // The column is counted from the place before, when that is on the same line: a page may be one line of ten megabytes.
    let mut last = (0, 0, 1);
    let position = |offset: &usize| {
        let offset = (*offset).min(text.len());
        let line = lines.partition_point(|start| *start <= offset);
        let start = lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let (from, column) = if last.0 == line && last.1 <= offset { (last.1, last.2) } else { (start, 1) };
        let column = column + text.get(from..offset).map_or(0, |between| between.chars().count());
        last = (line, offset, column);
        (line, column)
    };
    offsets.iter().map(position).collect()
}
