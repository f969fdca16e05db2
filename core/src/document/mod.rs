//! The document form: what a page says, in one flat shape that bytes and a browser's live DOM both give.
//!
//! Rooms read documents and never see a parser. A row keeps its place: the element's number, a CSS path, and from bytes the line.

mod css;
#[cfg(feature = "html")]
mod decode;
mod encoding;
mod grid;
#[cfg(feature = "html")]
mod html;
mod json;
mod rows;

pub use encoding::Encoding;
pub use grid::{Grid, GridCell, Line};
pub use rows::{Row, RowKind};

#[cfg(feature = "html")]
pub use decode::Decoded;

use std::collections::BTreeMap;

use crate::Place;

/// Version of the document form.
pub const SCHEMA: u32 = 1;

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its address, if known.
    pub url: Option<String>,
    rows: Vec<Row>,
    /// Of each row the row around it; of each row the first row after what stands in it.
    around: Vec<Option<usize>>,
    ends: Vec<usize>,
    /// Of each row its number among the elements; of a text that of the element around it.
    nodes: Vec<usize>,
    /// Of each element which of the element children around it it is, from 1.
    numbers: Vec<usize>,
    /// How many elements have an id.
    ids: BTreeMap<String, usize>,
    /// Of each row its line and column, when it was read from bytes.
    lines: Vec<(usize, usize)>,
    /// Of each row whether it stands in something that is not shown.
    hidden: Vec<bool>,
}

impl Document {
    /// A document of rows in document order, of which each stands at most one deeper than the element before it.
    pub(crate) fn from_rows(url: Option<String>, rows: Vec<Row>, lines: Vec<(usize, usize)>) -> Self {
        let mut document = Document { url, ends: vec![rows.len(); rows.len()], lines, ..Document::default() };
        // The elements around the row at hand; one is left when a row is no deeper than it.
        let mut open: Vec<usize> = Vec::new();
        // Of each of these, and of the document itself, how many children it has so far.
        let mut children: Vec<usize> = vec![0];
        let mut elements = 0;
        for (index, row) in rows.iter().enumerate() {
            while let Some(left) = open.last().copied().filter(|_| open.len() > row.depth) {
                open.pop();
                children.pop();
                if let Some(end) = document.ends.get_mut(left) {
                    *end = index;
                }
            }
            let around = open.last().copied();
            document.around.push(around);
            if let RowKind::Element { attributes, .. } = &row.kind {
                if let Some((_, id)) = attributes.iter().find(|(name, _)| *name == "id") {
                    *document.ids.entry(id.clone()).or_default() += 1;
                }
                document.nodes.push(elements);
                elements += 1;
                let number = children.last_mut().map_or(1, |count| {
                    *count += 1;
                    *count
                });
                document.numbers.push(number);
                open.push(index);
                children.push(0);
            } else {
                document.numbers.push(0);
                document.nodes.push(around.and_then(|a| document.nodes.get(a)).copied().unwrap_or_default());
                if let Some(end) = document.ends.get_mut(index) {
                    *end = index + 1;
                }
            }
        }
        document.rows = rows;
        for row in 0..document.rows.len() {
            let hidden = document.around(row).is_some_and(|around| document.is_hidden(around))
                || document.is_hidden_itself(row)
                || document.tag(row) == "details";
            document.hidden.push(hidden);
        }
        document
    }

    /// Its rows, in document order.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The element around a row, by the number of its row.
    #[must_use]
    pub fn around(&self, row: usize) -> Option<usize> {
        self.around.get(row).copied().flatten()
    }

    /// Whether a row is, or stands in, an element of such a tag. Bounded by the depth of the document.
    #[must_use]
    pub fn is_within(&self, row: usize, is: impl Fn(&str) -> bool) -> bool {
        core::iter::successors(Some(row), |r| self.around(*r)).any(|r| is(self.tag(r)))
    }

    /// Whether a row is, or stands in, something that is not shown until a script or a click shows it.
    #[must_use]
    pub fn is_hidden(&self, row: usize) -> bool {
        self.hidden.get(row).copied().unwrap_or(false)
    }

    /// Whether an element says of itself that it is not shown.
    #[must_use]
    pub fn is_hidden_itself(&self, row: usize) -> bool {
        // A row keeps a style only when it hides.
        self.attribute(row, "style").is_some() || self.attribute(row, "hidden").is_some()
    }

    /// The number of the first row after what stands in a row.
    #[must_use]
    pub fn end(&self, row: usize) -> usize {
        self.ends.get(row).copied().unwrap_or(self.rows.len())
    }

    /// The tag of an element; nothing of a text.
    #[must_use]
    pub fn tag(&self, row: usize) -> &str {
        match self.rows.get(row).map(|r| &r.kind) {
            Some(RowKind::Element { tag, .. }) => tag,
            _ => "",
        }
    }

    /// An attribute of an element.
    #[must_use]
    pub fn attribute(&self, row: usize, name: &str) -> Option<&str> {
        match &self.rows.get(row)?.kind {
            RowKind::Element { attributes, .. } => attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str()),
            RowKind::Text(_) => None,
        }
    }

    /// Where a row stands: element number, CSS path of the element, and line and column if it was read from bytes.
    #[must_use]
    pub fn place(&self, row: usize) -> Place {
        let number = |n: usize| u64::try_from(n).ok();
        let position = self.lines.get(row);
        Place {
            // Half a path leads nowhere: one that is longer than we take over from others is left out.
            css: Some(css::path(self, row)).filter(|path| path.len() <= Place::LONGEST_CSS),
            node: self.nodes.get(row).copied().and_then(number),
            line: position.and_then(|p| number(p.0)),
            column: position.and_then(|p| number(p.1)),
            ..Place::default()
        }
    }
}
