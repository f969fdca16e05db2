//! Extraction: what a page says, as JSON.

use zwgk_spec::error;
use zwgk_spec::vocabulary::{Extract, Limit};

use crate::annual_report::{AnnualReport, DateField};
use crate::document::{Decoded, Document, Encoding};
use crate::engine::to_json;
use crate::intake::Intake;
use crate::json::{At, Band, parse};
use crate::options::{self, CheckOptions};
use crate::{Engine, Error, Limits, Place};

const OPTIONS: [&str; 3] = ["kind", "url", "encoding"];

/// Extracts what the options ask for from a page.
pub(crate) fn extract(engine: &Engine, page: &[u8], options: At<'_>) -> Result<Vec<u8>, Error> {
    options.fields(&OPTIONS, |_, _| Ok(()))?;
    let text = |key| options.get(key).map(At::text).transpose();
    let kind = options.get("kind").ok_or_else(|| Error::at(error::MissingField { field: "kind" }, options))?;
    let limits = engine.limits();
    let kind = kind.word(&Extract::ALL, Extract::key, |w| Some(w.label()))?;
    let encoding = options.get("encoding").map(options::encoding).transpose()?;
    let (document, decoded) = document(page, encoding, text("url")?, limits)?;
    match kind {
        Extract::AnnualReport => to_json(&report_on(&document, &decoded, limits)?),
        Extract::Document => to_json(&document),
    }
}

fn document(page: &[u8], encoding: Option<Encoding>, url: Option<&str>, limits: Limits) -> Result<(Document, Decoded), Error> {
    if page.len() > limits.bytes {
        return Err(Error::new(error::TooMany { what: Limit::Bytes, limit: limits.bytes }));
    }
    Intake::page(page)?;
    Document::from_html(page, encoding, url.map(str::to_owned), limits)
}

/// The annual report on a page, and what its bytes say against it.
fn report_on(document: &Document, decoded: &Decoded, limits: Limits) -> Result<AnnualReport, Error> {
    let mut report = AnnualReport::from_document(document, limits)?;
    report.doubt_bytes(document, decoded);
    Ok(report)
}

/// The annual report on a page.
///
/// # Errors
/// The page costs more than the limits allow, or shows no annual report.
pub(crate) fn annual_report(page: &[u8], options: &CheckOptions, limits: Limits) -> Result<AnnualReport, Error> {
    let (document, decoded) = document(page, options.encoding, options.url.as_deref(), limits)?;
    let mut report = report_on(&document, &decoded, limits)?;
    report.fetched = options.fetched.map(DateField::Day);
    Ok(report)
}

impl AnnualReport {
    /// Reads a report from the bytes of a page or of JSON. `file` says which text it is when it is not the subject.
    ///
    /// # Errors
    /// As those of a page and of JSON.
    pub fn from_bytes(bytes: &[u8], band: Band, file: Option<&'static str>, limits: Limits) -> Result<Self, Error> {
        let in_file = |e: Error| e.in_band(band).with_place(Place { file: file.map(str::to_owned), ..Place::default() });
        match Intake::of(bytes) {
            Intake::Page => {
                let (document, decoded) = document(bytes, None, None, limits).map_err(in_file)?;
                return report_on(&document, &decoded, limits).map_err(in_file);
            }
            Intake::Other(found) => return Err(in_file(Error::new(error::NotPageOrJson { found }))),
            Intake::Json => {}
        }
        let tree = parse(bytes, band, limits.nodes)?;
        let root = At::root(&tree);
        AnnualReport::read(file.map_or(root, |file| root.as_file(file)))
    }
}
