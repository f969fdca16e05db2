//! Where something stands, as every output says it.

use serde::Serialize;

use crate::Error;
use crate::arg::{is_harmless, quote};
use crate::json::At;

/// A place in an input; only what is known of it is there. Everything counts from 1 but `node`, which counts from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// Which text, when it is not the subject itself: `previous`, `options`, `profile`, `decisions`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// JSON Pointer into the subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// What a clerk calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// CSS path of the element.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub css: Option<String>,
    /// Number of the element in the document form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<u64>,
    /// Line of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Column in the line, in Unicode characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// What stands there, at most 120 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<String>,
    /// Sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Row of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Cell as a spreadsheet names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Paragraph of a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u64>,
    /// Table of a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<u64>,
}

impl Place {
    /// The place of a JSON value: pointer, line, and the text it is in when that is not the subject.
    #[must_use]
    pub fn of(at: At<'_>) -> Self {
        let line = u64::try_from(at.position().0).ok();
        Place { file: at.file().map(str::to_owned), pointer: Some(at.pointer()), line, ..Place::default() }
    }

    /// Reads a place that an extraction wrote.
    ///
    /// # Errors
    /// A field that no place has, or one of the wrong type.
    pub fn read(at: At<'_>) -> Result<Self, Error> {
        let mut place = Place::default();
        let text = |value: At<'_>| value.text().map(|t| Some(quote(t)));
        at.fields(&Place::FIELDS, |key, value| {
            match key {
                // An extraction cannot say that a place is in another text than its own: the names of those are ours.
                "file" => place.file = text(value)?.filter(|file| !Place::FILES.contains(&file.as_str())),
                "pointer" => place.pointer = text(value)?,
                "name" => place.name = text(value)?,
                // Half a path leads nowhere: one that is too long to be real, or would have to be masked, is left out.
                "css" => place.css = Some(value.text()?).filter(|css| Place::is_shown(css)).map(str::to_owned),
                "snippet" => place.snippet = text(value)?,
                "sheet" => place.sheet = text(value)?,
                "cell" => place.cell = text(value)?,
                "node" => place.node = Some(value.count()?),
                "line" => place.line = Some(value.count()?),
                "column" => place.column = Some(value.count()?),
                "row" => place.row = Some(value.count()?),
                "paragraph" => place.paragraph = Some(value.count()?),
                _ => place.table = Some(value.count()?),
            }
            Ok(())
        })?;
        Ok(place)
    }

    /// Whether it is in one of the texts beside a subject: its pointer leads into that text. Any other file is what the subject
    /// was extracted from, and the pointer leads into the subject.
    pub(crate) fn is_beside(&self) -> bool {
        self.file.as_deref().is_some_and(|file| Place::FILES.contains(&file))
    }

    /// Names of the texts beside a subject.
    const FILES: [&'static str; 5] = ["previous", "options", "profile", "decisions", "baseline"];

    fn is_shown(css: &str) -> bool {
        css.len() <= Place::LONGEST_CSS && is_harmless(css)
    }

    /// Bytes of the longest CSS path that is taken over.
    pub(crate) const LONGEST_CSS: usize = 2_000;

    const FIELDS: [&'static str; 13] =
        ["file", "pointer", "name", "css", "node", "line", "column", "snippet", "sheet", "row", "cell", "paragraph", "table"];
}
