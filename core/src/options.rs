//! Call options: what one call needs to know beside its input.

use zwgk_spec::error;
use zwgk_spec::vocabulary::{Outcome, SubjectKind};

use crate::annual_report::AnnualReport;
use crate::baseline::Baseline;
use crate::decision::Decisions;
use crate::document::Encoding;
use crate::json::At;
use crate::{Date, Error};

/// How a check answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// The report as JSON.
    #[default]
    Json,
    /// The report as text for a clerk.
    Text,
}

/// Options of a check.
#[derive(Debug, Clone)]
pub struct CheckOptions {
    /// Kind of the subject; guessed from its content when none.
    pub kind: Option<SubjectKind>,
    /// Up to when the subject is judged.
    pub as_of: Date,
    /// Address of a page.
    pub url: Option<String>,
    /// The day on which a page was fetched.
    pub fetched: Option<Date>,
    /// The encoding of a page, as whoever sent it said.
    pub encoding: Option<Encoding>,
    /// What to call the subject; from its content when none.
    pub subject: Option<String>,
    /// Whether that is a file's path, which people must be able to use as it stands; any other name is quoted like all that an
    /// input says, for it may be taken from one. For callers in Rust, no option of the JSON face.
    pub subject_is_path: bool,
    /// Last year's report.
    pub previous: Option<AnnualReport>,
    /// Decisions beside those of the engine.
    pub decisions: Decisions,
    /// An earlier run.
    pub baseline: Option<Baseline>,
    /// Whether rules that passed are listed.
    pub include_passed: bool,
    /// Whether rules that do not apply are listed.
    pub include_inapplicable: bool,
    /// How to answer.
    pub format: Format,
    /// The line of its file that the subject begins on: a file may hold one a line. For callers in Rust, no option of the JSON face.
    pub first_line: usize,
}

impl CheckOptions {
    /// Options with nothing but the as-of date.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        CheckOptions {
            kind: None,
            as_of,
            url: None,
            fetched: None,
            encoding: None,
            subject: None,
            subject_is_path: false,
            previous: None,
            decisions: Decisions::default(),
            baseline: None,
            include_passed: false,
            include_inapplicable: false,
            format: Format::Json,
            first_line: 1,
        }
    }

    /// Names of the options.
    pub const FIELDS: [&'static str; 11] =
        ["kind", "as_of", "url", "fetched", "encoding", "subject", "previous", "decisions", "baseline", "include", "format"];

    /// Reads options.
    ///
    /// # Errors
    /// An unknown option, one of the wrong type, or no as-of date.
    pub fn read(at: At<'_>) -> Result<Self, Error> {
        at.fields(&Self::FIELDS, |_, _| Ok(()))?;
        let Some(as_of) = at.get("as_of") else {
            return Err(Error::at(error::MissingOption { field: "as_of" }, at));
        };
        let mut options = CheckOptions::new(as_of.day()?);
        at.fields(&Self::FIELDS, |key, value| {
            match key {
                "kind" => options.kind = Some(value.word(&SubjectKind::ALL, SubjectKind::key, |w| Some(w.label()))?),
                "url" => options.url = Some(value.text()?.to_owned()),
                "fetched" => options.fetched = Some(value.day()?),
                "encoding" => options.encoding = Some(encoding(value)?),
                "subject" => options.subject = Some(value.text()?.to_owned()),
                "previous" => options.previous = Some(AnnualReport::read(value.as_file("previous"))?),
                "decisions" => options.decisions = Decisions::read(value.as_file("decisions"))?,
                "baseline" => options.baseline = Some(Baseline::read(value.as_file("baseline"))?),
                "include" => {
                    for item in value.items()? {
                        match item.word(&["passed", "inapplicable"], |w| w, |w| Outcome::from_key(w).map(Outcome::label))? {
                            "passed" => options.include_passed = true,
                            _ => options.include_inapplicable = true,
                        }
                    }
                }
                "format" => {
                    options.format = if value.word(&["json", "text"], |w| w, |_| None)? == "text" { Format::Text } else { Format::Json };
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(options)
    }
}

/// The encoding that an option names: one that is not read could only be passed over in silence.
pub(crate) fn encoding(at: At<'_>) -> Result<Encoding, Error> {
    let label = at.text()?;
    Encoding::of_label(label).ok_or_else(|| Error::at(error::UnknownEncoding { found: label }, at))
}
