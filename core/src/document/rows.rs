//! Rows: the flat form of a document, which a page's bytes and a browser's live DOM both give.

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
