//! Extraction: what a page says, as JSON.

use zwgk_spec::error;
use zwgk_spec::vocabulary::{Extract, Limit};

use crate::document::Document;
use crate::engine::to_json;
use crate::json::At;
use crate::{Engine, Error};

const OPTIONS: [&str; 3] = ["kind", "url", "encoding"];

/// Extracts what the options ask for from a page.
pub(crate) fn extract(engine: &Engine, page: &[u8], options: At<'_>) -> Result<Vec<u8>, Error> {
    options.fields(&OPTIONS, |_, _| Ok(()))?;
    let text = |key| options.get(key).map(At::text).transpose();
    let kind = options.get("kind").ok_or_else(|| Error::at(error::MissingField { field: "kind" }, options))?;
    let limits = engine.limits();
    if page.len() > limits.bytes {
        return Err(Error::new(error::TooMany { what: Limit::Bytes, limit: limits.bytes }));
    }
    match kind.word(&Extract::ALL, Extract::key)? {
        Extract::Document => {
            let (document, _) = Document::from_html(page, text("encoding")?, text("url")?.map(str::to_owned), limits)?;
            to_json(&document)
        }
    }
}
