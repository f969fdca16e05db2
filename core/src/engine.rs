//! The engine: a profile, decisions, limits and a language, immutable once made.

use std::sync::Arc;

use serde::Serialize;
use zwgk_spec::error;
use zwgk_spec::vocabulary::{Language, Op, SubjectKind};

use crate::annual_report::{self, AnnualReport};
use crate::decision::Decisions;
use crate::intake::Intake;
use crate::json::{At, Band, Tree, parse_from};
use crate::options::{CheckOptions, Format};
use crate::profile::{DEFAULT, Rules};
use crate::report::Report;
use crate::session::Session;
use crate::{Error, Limits, Texts, catalogue, text_report};

/// An engine; cloning it is cheap, and threads share it.
///
/// ```
/// use zwgk::{Engine, Texts};
///
/// # fn main() -> Result<(), zwgk::Error> {
/// let engine = Engine::new(br#"{"lang":"en"}"#)?;
/// let report = engine.call(
///     "check",
///     br#"{"agency":"Example Town","year":2024,"table4":{"reconsideration":{"upheld":1,"corrected":0,"other":0,"pending":0,"total":2}}}"#,
///     br#"{"as_of":"2025-02-01"}"#,
/// )?;
/// assert!(String::from_utf8_lossy(&report).contains("annual-report.review-total"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Engine(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    texts: Texts,
    rules: Rules,
    decisions: Decisions,
    limits: Limits,
}

impl Engine {
    /// Names of the engine's settings.
    pub const FIELDS: [&'static str; 4] = ["lang", "profile", "decisions", "limits"];

    /// An engine of a JSON configuration; an empty one means Chinese, the profile `nmg`, no decisions, default limits.
    ///
    /// # Errors
    /// An unknown setting, a profile or decisions that cannot be read.
    pub fn new(config: &[u8]) -> Result<Self, Error> {
        Engine::with_texts(config, |language| Ok(Texts::built_in(language)))
    }

    /// As [`Engine::new`], with texts that the host loads.
    ///
    /// # Errors
    /// As there, and those of `texts`.
    pub fn with_texts(config: &[u8], texts: impl FnOnce(Language) -> Result<Texts, Error>) -> Result<Self, Error> {
        let default = Limits::default();
        let config = if config.trim_ascii().is_empty() { b"{}" } else { config };
        // Codes of settings are of the band `profile`, for ever; their place is the settings, which a caller passes as options.
        let tree = bounded(config, Band::Profile, default, 1).map_err(|e| e.in_file("options"))?;
        let (mut language, mut rules, mut decisions, mut limits) = (Language::Zh, None, Decisions::default(), default);
        At::root(&tree).as_file("options").fields(&Self::FIELDS, |key, value| {
            match key {
                "lang" => language = value.word(&Language::ALL, Language::key, |w| Some(w.label()))?,
                "profile" => rules = Some(Rules::read(value.as_file("profile"))?),
                "decisions" => decisions = Decisions::read(value.as_file("decisions"))?,
                _ => limits = Limits::read(value)?,
            }
            Ok(())
        })?;
        let rules = rules.map_or_else(|| Rules::built_in(DEFAULT), Ok)?;
        Ok(Engine::from_parts(texts(language)?, rules, decisions, limits))
    }

    /// An engine of settings that were read apart, each from a text of its own.
    #[must_use]
    pub fn from_parts(texts: Texts, rules: Rules, decisions: Decisions, limits: Limits) -> Self {
        Engine(Arc::new(Inner { texts, rules, decisions, limits }))
    }

    /// The language that a configuration asks for, however broken the rest of it is: errors about it are in that language.
    #[must_use]
    pub fn language_of(config: &[u8]) -> Language {
        let tree = bounded(config, Band::Profile, Limits::default(), 1).ok();
        tree.and_then(|t| At::root(&t).get("lang").and_then(|l| l.word(&Language::ALL, Language::key, |w| Some(w.label())).ok()))
            .unwrap_or(Language::Zh)
    }

    /// Its texts.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.0.texts
    }

    /// The catalogue as its profile has it.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.0.rules
    }

    /// Its decisions.
    #[must_use]
    pub fn decisions(&self) -> &Decisions {
        &self.0.decisions
    }

    /// Its limits.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.0.limits
    }

    /// Whether two handles are the same engine.
    #[must_use]
    pub fn same(&self, other: &Engine) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Checks an annual report.
    ///
    /// # Errors
    /// `options.previous-year` when the previous report is not of the year before.
    pub fn check_annual_report(&self, report: &AnnualReport, options: &CheckOptions) -> Result<Report, Error> {
        annual_report::check(self, report, None, options)
    }

    /// The one JSON face: an operation, its input, its options.
    ///
    /// # Errors
    /// What is wrong with the operation, the input or the options.
    pub fn call(&self, op: &str, input: &[u8], options: &[u8]) -> Result<Vec<u8>, Error> {
        match op_of(op)? {
            Op::Check => self.check(input, &self.check_options(options)?),
            Op::Rules => self.list_rules(options),
            #[cfg(feature = "html")]
            Op::Extract => crate::extract::extract(self, input, At::root(&bounded(options, Band::Options, self.0.limits, 1)?)),
            #[cfg(not(feature = "html"))]
            Op::Extract => Err(unknown_op(op)),
        }
    }

    /// Opens a session for inputs that come one by one.
    ///
    /// # Errors
    /// The operation has no session, or the options are wrong.
    pub fn open(&self, op: &str, options: &[u8]) -> Result<Session, Error> {
        match op_of(op)? {
            Op::Check => Ok(Session::new(self.clone(), self.check_options(options)?, options)),
            Op::Rules | Op::Extract => Err(Error::new(error::NoSession { op })),
        }
    }

    /// Reads the options of a check.
    ///
    /// # Errors
    /// As [`CheckOptions::read`].
    pub fn check_options(&self, options: &[u8]) -> Result<CheckOptions, Error> {
        let tree = bounded(options, Band::Options, self.0.limits, 1)?;
        CheckOptions::read(At::root(&tree))
    }

    fn list_rules(&self, options: &[u8]) -> Result<Vec<u8>, Error> {
        if !options.trim_ascii().is_empty() {
            let tree = bounded(options, Band::Options, self.0.limits, 1)?;
            At::root(&tree).fields(&[], |_, _| Ok(()))?;
        }
        to_json(&catalogue::catalogue(self))
    }

    /// Checks one input of any kind and answers in the format that the options ask for.
    pub(crate) fn check(&self, input: &[u8], options: &CheckOptions) -> Result<Vec<u8>, Error> {
        self.written(&self.report(input, options)?, options.format)
    }

    /// A report as an answer.
    pub(crate) fn written(&self, report: &Report, format: Format) -> Result<Vec<u8>, Error> {
        match format {
            Format::Json => to_json(report),
            Format::Text => Ok(text_report::plain(report, self.texts()).into_bytes()),
        }
    }

    /// Checks one input of any kind.
    ///
    /// # Errors
    /// What is wrong with the input.
    pub fn report(&self, input: &[u8], options: &CheckOptions) -> Result<Report, Error> {
        match Intake::of(input) {
            #[cfg(feature = "html")]
            Intake::Page => {
                let report = crate::extract::annual_report(input, options, self.0.limits)?;
                return annual_report::check(self, &report, None, options);
            }
            Intake::Other(found) => return Err(Error::new(error::NotPageOrJson { found })),
            _ => {}
        }
        let tree = bounded(input, Band::Input, self.0.limits, options.first_line)?;
        let root = At::root(&tree);
        match options.kind.map_or_else(|| guess(root), Ok)? {
            SubjectKind::AnnualReport => annual_report::check(self, &AnnualReport::read(root)?, Some(root), options),
        }
    }
}

/// Parses a text within the limits of its size.
fn bounded(bytes: &[u8], band: Band, limits: Limits, first_line: usize) -> Result<Tree<'_>, Error> {
    if bytes.len() > limits.bytes {
        let too_many = error::TooMany { what: zwgk_spec::vocabulary::Limit::Bytes, limit: limits.bytes };
        return Err(Error::new(too_many).of_text(band));
    }
    parse_from(bytes, band, limits.nodes, first_line)
}

/// The kind of a subject by what every one of its kind has.
fn guess(root: At<'_>) -> Result<SubjectKind, Error> {
    let tables = ["table2", "table3", "table4", "year"];
    if root.is_object() && tables.iter().any(|t| root.get(t).is_some()) {
        return Ok(SubjectKind::AnnualReport);
    }
    Err(Error::at(error::UnknownKind, root))
}

/// The operations that this build has; pages need a parser, which not every build carries.
const OPS: &[Op] = if cfg!(feature = "html") { &Op::ALL } else { &[Op::Check, Op::Rules] };

fn op_of(op: &str) -> Result<Op, Error> {
    OPS.iter().copied().find(|known| known.key() == op).ok_or_else(|| unknown_op(op))
}

fn unknown_op(op: &str) -> Error {
    let allowed: Vec<String> = OPS.iter().map(|o| o.key().to_owned()).collect();
    Error::new(error::UnknownOp { op, allowed })
}

/// A value as JSON bytes.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|_| Error::new(error::Internal))
}
