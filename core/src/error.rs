//! Errors: what was wrong with the input, where, and the way out. Words come last, in the user's language.

use serde::Serialize;
use zwgk_spec::{ErrorText, TextId};

use crate::json::{At, Band};
use crate::{Arg, Place, Texts};

/// An error before it is put into words.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.code())]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq)]
struct Inner {
    code: &'static str,
    band: Option<Band>,
    message: TextId,
    help: Option<TextId>,
    args: Vec<Arg>,
    at: Option<Place>,
}

/// The number of an error's band: what a C caller gets as status. Never used again for anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum Status {
    /// The input could not be read.
    Input = 1,
    /// A limit was reached.
    Limit = 2,
    /// The options were wrong.
    Options = 3,
    /// The profile was wrong.
    Profile = 4,
    /// The program itself failed.
    Internal = 5,
}

impl Error {
    /// An error that belongs to no place.
    #[must_use]
    pub fn new<E: ErrorText<Arg>>(error: E) -> Self {
        Error(Box::new(Inner { code: E::CODE, band: None, message: E::MESSAGE, help: E::HELP, args: error.args(), at: None }))
    }

    /// An error of a JSON value: its place is the value's, its band that of the text being read.
    #[must_use]
    pub fn at<E: ErrorText<Arg>>(error: E, at: At<'_>) -> Self {
        Error::new(error).in_band(at.band()).with_place(Place::of(at))
    }

    /// The same error, of the text that was being read.
    #[must_use]
    pub fn in_band(mut self, band: Band) -> Self {
        self.0.band = Some(band);
        self
    }

    /// The same error, of a text as a whole: its band, and its name when it is not the subject.
    #[must_use]
    pub fn of_text(self, band: Band) -> Self {
        match band.file() {
            Some(file) => self.in_band(band).in_file(file),
            None => self.in_band(band),
        }
    }

    /// The same error in a text beside the subject.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        self.0.at.get_or_insert_default().file = Some(file.to_owned());
        self
    }

    /// The same error with its place.
    #[must_use]
    pub fn with_place(mut self, place: Place) -> Self {
        self.0.at = Some(place);
        self
    }

    /// The stable code: the band of the text that was being read, a dot, and a reason.
    #[must_use]
    pub fn code(&self) -> String {
        match (self.0.code.strip_prefix("input."), self.0.band) {
            (Some(reason), Some(band)) => format!("{}.{reason}", band.key()),
            _ => self.0.code.to_owned(),
        }
    }

    /// Where it is, if it has a place.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.0.at.as_ref()
    }

    /// The status of its band.
    #[must_use]
    pub fn status(&self) -> Status {
        match self.code().split('.').next() {
            Some("input") => Status::Input,
            Some("limit") => Status::Limit,
            Some("options") => Status::Options,
            Some("profile") => Status::Profile,
            _ => Status::Internal,
        }
    }

    /// The error in words.
    #[must_use]
    pub fn in_words(&self, texts: &Texts) -> ErrorReport {
        ErrorReport {
            error: ErrorWords {
                code: self.code(),
                message: texts.fill(self.0.message, &self.0.args),
                help: self.0.help.map(|h| texts.fill(h, &self.0.args)).filter(|h| !h.is_empty()),
                at: self.0.at.clone(),
            },
        }
    }

    /// The error as JSON bytes.
    #[must_use]
    pub fn to_json(&self, texts: &Texts) -> Vec<u8> {
        serde_json::to_vec(&self.in_words(texts)).unwrap_or_default()
    }
}

/// An error as every door returns it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorReport {
    /// What went wrong.
    pub error: ErrorWords,
}

/// An error in words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorWords {
    /// Stable code.
    pub code: String,
    /// What is wrong, one line; left out while no texts are loaded.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// The way out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
}
