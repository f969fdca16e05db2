//! Extraction: what a page says, as JSON.

use zwgk_spec::error;
use zwgk_spec::vocabulary::{Extract, Limit};

use crate::annual_report::{AnnualReport, DateField};
use crate::document::Document;
use crate::engine::to_json;
use crate::json::{At, Band, parse};
use crate::options::CheckOptions;
use crate::{Engine, Error, Limits, Place};

const OPTIONS: [&str; 3] = ["kind", "url", "encoding"];

/// Extracts what the options ask for from a page.
pub(crate) fn extract(engine: &Engine, page: &[u8], options: At<'_>) -> Result<Vec<u8>, Error> {
    options.fields(&OPTIONS, |_, _| Ok(()))?;
    let text = |key| options.get(key).map(At::text).transpose();
    let kind = options.get("kind").ok_or_else(|| Error::at(error::MissingField { field: "kind" }, options))?;
    let limits = engine.limits();
    let kind = kind.word(&Extract::ALL, Extract::key, |w| Some(w.label()))?;
    let document = document(page, text("encoding")?, text("url")?, limits)?;
    match kind {
        Extract::AnnualReport => to_json(&AnnualReport::from_document(&document, limits)?),
        Extract::Document => to_json(&document),
    }
}

fn document(page: &[u8], encoding: Option<&str>, url: Option<&str>, limits: Limits) -> Result<Document, Error> {
    if page.len() > limits.bytes {
        return Err(Error::new(error::TooMany { what: Limit::Bytes, limit: limits.bytes }));
    }
    Ok(Document::from_html(page, encoding, url.map(str::to_owned), limits)?.0)
}

/// Whether an input is a page: it begins with a tag, which no JSON does, or is UTF-16, which JSON must not be.
pub(crate) fn is_page(input: &[u8]) -> bool {
    let text = input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input).trim_ascii_start();
    text.starts_with(b"<") || input.starts_with(b"\xff\xfe") || input.starts_with(b"\xfe\xff")
}

/// The annual report on a page.
///
/// # Errors
/// The page costs more than the limits allow, or shows no annual report.
pub(crate) fn annual_report(page: &[u8], options: &CheckOptions, limits: Limits) -> Result<AnnualReport, Error> {
    let document = document(page, options.encoding.as_deref(), options.url.as_deref(), limits)?;
    let mut report = AnnualReport::from_document(&document, limits)?;
    report.fetched = options.fetched.map(DateField::Day);
    Ok(report)
}

impl AnnualReport {
    /// Reads a report from the bytes of a page or of JSON. `file` says which text it is when it is not the subject.
    ///
    /// # Errors
    /// As those of a page and of JSON.
    pub fn from_bytes(bytes: &[u8], band: Band, file: Option<&'static str>, limits: Limits) -> Result<Self, Error> {
        if is_page(bytes) {
            let in_file = |e: Error| e.in_band(band).with_place(Place { file: file.map(str::to_owned), ..Place::default() });
            let document = document(bytes, None, None, limits).map_err(in_file)?;
            return AnnualReport::from_document(&document, limits).map_err(in_file);
        }
        let tree = parse(bytes, band, limits.nodes)?;
        let root = At::root(&tree);
        AnnualReport::read(file.map_or(root, |file| root.as_file(file)))
    }
}
