//! A value in a tree, with typed readers that answer with exact errors.

use zwgk_spec::{TextId, error, label};

use super::tree::{Node, Value};
use super::{Band, Tree};
use crate::{Date, Error, Number, date::ParsedDate};

/// A value of a tree.
#[derive(Debug, Clone, Copy)]
pub struct At<'t> {
    tree: &'t Tree<'t>,
    index: usize,
    /// Where pointers start, and which text that is.
    root: usize,
    file: Option<&'static str>,
}

/// A type that a field wants, in words.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted {
    /// An object.
    Object,
    /// A list.
    List,
    /// A text.
    Text,
    /// A whole number that is not negative.
    Count,
    /// A number, a text or null.
    Cell,
    /// A row of a document.
    Row,
}

impl Wanted {
    fn arg(self) -> crate::Arg {
        match self {
            Wanted::Object => crate::Arg::Key("object", label::AN_OBJECT),
            Wanted::List => crate::Arg::Key("array", label::A_LIST),
            Wanted::Text => crate::Arg::Key("string", label::A_TEXT),
            Wanted::Count => crate::Arg::Key("integer", label::A_COUNT),
            Wanted::Cell => crate::Arg::Key("cell", label::A_CELL),
            Wanted::Row => crate::Arg::Key("row", label::A_ROW),
        }
    }
}

impl<'t> At<'t> {
    /// The whole of a tree.
    #[must_use]
    pub fn root(tree: &'t Tree<'t>) -> Self {
        At::new(tree, 0)
    }

    pub(super) fn new(tree: &'t Tree<'t>, index: usize) -> Self {
        At { tree, index, root: 0, file: tree.band.file() }
    }

    /// The same value as a text of its own: pointers start here, and errors name `file`.
    #[must_use]
    pub fn as_file(self, file: &'static str) -> Self {
        At { root: self.index, file: Some(file), ..self }
    }

    fn node(self) -> Option<&'t Node<'t>> {
        self.tree.nodes.get(self.index)
    }

    /// Which value of its text it is.
    pub(super) fn index(self) -> usize {
        self.index
    }

    pub(super) fn value(self) -> &'t Value<'t> {
        self.node().map_or(&Value::Null, |n| &n.value)
    }

    /// The text that it is part of, when that is not the subject.
    #[must_use]
    pub fn file(self) -> Option<&'static str> {
        self.file
    }

    /// The band of errors about it.
    #[must_use]
    pub fn band(self) -> Band {
        self.tree.band
    }

    /// Its key in the object around it.
    #[must_use]
    pub fn key(self) -> &'t str {
        self.node().map_or("", |n| &n.key)
    }

    /// Line and column where it starts, from 1, the column in characters.
    #[must_use]
    pub fn position(self) -> (usize, usize) {
        self.tree.position(self.index)
    }

    /// Its JSON Pointer, each name cut to 120 characters.
    #[must_use]
    pub fn pointer(self) -> String {
        let mut pointer = String::new();
        let mut around = At { index: self.root, ..self };
        // One step down a level: bounded by the depth times the longest list.
        while around.index < self.index {
            let mut next = None;
            for (number, child) in around.children().enumerate() {
                if child.index <= self.index && self.index < child.node().map_or(0, |n| n.end) {
                    next = Some((number, child));
                    break;
                }
            }
            let Some((number, child)) = next else { break };
            pointer.push('/');
            match around.value() {
                Value::Array => pointer.push_str(&number.to_string()),
                _ => pointer.push_str(&crate::arg::quote(child.key()).replace('~', "~0").replace('/', "~1")),
            }
            around = child;
        }
        pointer
    }

    pub(super) fn children(self) -> impl Iterator<Item = At<'t>> {
        let end = self.node().map_or(0, |n| n.end);
        let mut index = self.index + 1;
        core::iter::from_fn(move || {
            if index >= end {
                return None;
            }
            let child = At { index, ..self };
            index = child.node().map_or(end, |n| n.end);
            Some(child)
        })
    }

    /// How many values it holds.
    pub(crate) fn len(self) -> usize {
        self.children().count()
    }

    /// An error that it is not what its field wants.
    pub(crate) fn wrong_type(self, wanted: Wanted) -> Error {
        let (wanted, found) = (wanted.arg(), self.found());
        if self.index == self.root {
            return Error::at(error::WrongTypeWhole { wanted, found }, self);
        }
        Error::at(error::WrongType { field: self.name(), wanted, found }, self)
    }

    /// An error that its value is none of those allowed.
    pub(crate) fn wrong_value(self, allowed: &[&str]) -> Error {
        let allowed: Vec<String> = allowed.iter().map(|a| (*a).to_owned()).collect();
        Error::at(error::UnknownValue { field: self.name(), found: self.found(), allowed }, self)
    }

    /// What stands there, for an error.
    fn found(self) -> crate::Arg {
        match self.value() {
            Value::Text(text) => crate::Arg::from(format!("\"{text}\"")),
            // In the wrong place a number may be a person's, as a text may.
            Value::Number(number) => crate::Arg::from(number.to_string()),
            Value::Null => crate::Arg::Key("null", label::A_NULL),
            Value::Bool(_) => crate::Arg::Key("boolean", label::A_TRUTH),
            Value::Array => Wanted::List.arg(),
            Value::Object => Wanted::Object.arg(),
        }
    }

    /// What an error calls it: its key, its pointer when it has none, `$` for the whole.
    fn name(self) -> String {
        match self.key() {
            _ if self.index == self.root => "$".to_owned(),
            "" => self.pointer(),
            key => key.to_owned(),
        }
    }

    /// The member of an object, if it is there and not null.
    #[must_use]
    pub fn get(self, key: &str) -> Option<At<'t>> {
        self.children().find(|c| c.key() == key && !c.is_null())
    }

    /// Whether it is an object.
    #[must_use]
    pub fn is_object(self) -> bool {
        matches!(self.value(), Value::Object)
    }

    /// Whether it is null: outside a cell that is absence.
    #[must_use]
    pub fn is_null(self) -> bool {
        matches!(self.value(), Value::Null)
    }

    /// Calls `read` with each field of an object that is not null and not the caller's own (`x-`).
    ///
    /// # Errors
    /// It is no object, a field is not among `known`, or what `read` says.
    pub fn fields(self, known: &[&str], mut read: impl FnMut(&'t str, At<'t>) -> Result<(), Error>) -> Result<(), Error> {
        if !self.is_object() {
            return Err(self.wrong_type(Wanted::Object));
        }
        for child in self.children() {
            let key = child.key();
            if known.contains(&key) {
                if !child.is_null() {
                    read(key, child)?;
                }
            } else if !key.starts_with("x-") {
                return Err(child.unknown_field(known));
            }
        }
        Ok(())
    }

    /// Calls `read` with each field of an object whose keys are words of a closed vocabulary; null is absence.
    ///
    /// # Errors
    /// It is no object, a key is no word of the vocabulary (`known` lists them), or what `read` says.
    pub(crate) fn rows<W>(
        self,
        from_key: impl Fn(&str) -> Option<W>,
        known: &[&str],
        mut read: impl FnMut(W, At<'t>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.cells(from_key, known, |word, value| if value.is_null() { Ok(()) } else { read(word, value) })
    }

    /// The same where null is a value: a blank cell.
    ///
    /// # Errors
    /// As [`At::rows`].
    pub(crate) fn cells<W>(
        self,
        from_key: impl Fn(&str) -> Option<W>,
        known: &[&str],
        mut read: impl FnMut(W, At<'t>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if !self.is_object() {
            return Err(self.wrong_type(Wanted::Object));
        }
        for child in self.children() {
            match from_key(child.key()) {
                Some(word) => read(word, child)?,
                None if child.key().starts_with("x-") => {}
                None => return Err(child.unknown_field(known)),
            }
        }
        Ok(())
    }

    /// The entries of an object whose keys are data, not fields; null is absence.
    ///
    /// # Errors
    /// It is no object.
    pub fn entries(self) -> Result<impl Iterator<Item = (&'t str, At<'t>)>, Error> {
        if !self.is_object() {
            return Err(self.wrong_type(Wanted::Object));
        }
        Ok(self.children().filter(|c| !c.is_null()).map(|c| (c.key(), c)))
    }

    /// The items of a list.
    ///
    /// # Errors
    /// It is no list.
    pub fn items(self) -> Result<impl Iterator<Item = At<'t>>, Error> {
        if !matches!(self.value(), Value::Array) {
            return Err(self.wrong_type(Wanted::List));
        }
        Ok(self.children())
    }

    fn unknown_field(self, known: &[&str]) -> Error {
        match nearest(self.key(), known.iter().copied()) {
            Some(nearest) => Error::at(error::UnknownFieldNear { field: self.key(), nearest }, self),
            None => Error::at(error::UnknownField { field: self.key() }, self),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// It is none.
    pub fn text(self) -> Result<&'t str, Error> {
        match self.value() {
            Value::Text(text) => Ok(text),
            _ => Err(self.wrong_type(Wanted::Text)),
        }
    }

    /// Text, number or neither, for cells.
    #[must_use]
    pub fn number(self) -> Option<Number> {
        match self.value() {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    ///
    /// # Errors
    /// It is none.
    pub fn count(self) -> Result<u64, Error> {
        let whole = self.number().and_then(Number::whole).and_then(|n| u64::try_from(n).ok());
        whole.ok_or_else(|| match self.value() {
            Value::Text(text) if self.index != self.root && text.parse::<u32>().is_ok() => {
                Error::at(error::QuotedNumber { field: self.name(), found: self.found(), number: &**text }, self)
            }
            _ => self.wrong_type(Wanted::Count),
        })
    }

    /// A day, or a text that is written as a day but names none.
    ///
    /// # Errors
    /// It is no text, or not written as a day.
    pub fn date(self) -> Result<Result<Date, String>, Error> {
        let text = self.text()?;
        match Date::parse(text) {
            ParsedDate::Day(date) => Ok(Ok(date)),
            ParsedDate::Impossible => Ok(Err(text.to_owned())),
            ParsedDate::Malformed => Err(Error::at(error::BadDate { field: self.name(), found: text }, self)),
        }
    }

    /// A day that exists.
    ///
    /// # Errors
    /// It is none.
    pub fn day(self) -> Result<Date, Error> {
        self.date()?.map_err(|found| Error::at(error::BadDate { field: self.name(), found }, self))
    }

    /// A word of a closed vocabulary; `label` is what people call it, where they do.
    ///
    /// # Errors
    /// It is none of `all`.
    pub fn word<W: Copy>(self, all: &[W], key: impl Fn(W) -> &'static str, label: impl Fn(W) -> Option<TextId>) -> Result<W, Error> {
        let text = self.text()?;
        all.iter().copied().find(|w| key(*w) == text).ok_or_else(|| {
            let allowed = crate::Arg::Values(all.iter().map(|w| (key(*w), label(*w))).collect());
            Error::at(error::UnknownValue { field: self.name(), found: text, allowed }, self)
        })
    }
}

/// The known name that a mistyped one is nearest to, if any is near.
#[must_use]
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    /// Longer names are no slips of a known one, and comparing them would cost their square.
    const LONGEST: usize = 64;
    if name.len() > LONGEST {
        return None;
    }
    known
        .map(|k| (strsim::damerau_levenshtein(name, k), k))
        .filter(|(d, k)| *d * 3 <= k.len().max(3))
        .min_by_key(|(d, _)| *d)
        .map(|(_, k)| k)
}
