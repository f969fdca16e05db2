//! What an entry of `unread` is about: content of the report, or the bytes of the page that it was on.

use crate::Place;

/// What could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// Something on the page that is perhaps a figure.
    Content,
    /// Bytes that are no characters: what they were is not known, wherever they stood.
    Bytes,
    /// What the page or its sender says of its encoding and is not so. Everything was read.
    Charset,
}

/// How a page says its encoding, and how it is quoted.
pub(super) const CHARSET: &str = "charset=";

impl Unread {
    /// What an entry is about. It is told by the quotation alone, so that a report that was written as JSON in between says the same.
    pub(super) fn of(place: &Place) -> Self {
        match place.snippet.as_deref() {
            Some(text) if text.starts_with(CHARSET) => Unread::Charset,
            Some(text) if text.contains(char::REPLACEMENT_CHARACTER) => Unread::Bytes,
            _ => Unread::Content,
        }
    }
}
