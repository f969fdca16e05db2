//! Bytes to tree, by `serde_json`; what it says in English is classified here.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use zwgk_spec::error;

use super::tree::{Node, Value};
use super::{At, Band, MAX_DEPTH, Tree};
use crate::{Error, Number, Place};

/// Parses a JSON text of at most `max_nodes` values.
///
/// # Errors
/// The text is empty, not UTF-8, not JSON, cut short, nested too deep, has a key twice, or a number that cannot be kept.
pub fn parse(bytes: &[u8], band: Band, max_nodes: usize) -> Result<Tree<'_>, Error> {
    parse_from(bytes, band, max_nodes, 1)
}

/// Bytes as text, without a byte order mark.
///
/// # Errors
/// They are not UTF-8. The byte that is not is counted from the first of the file, the mark included: editors count so.
pub fn text_of(bytes: &[u8], band: Band) -> Result<&str, Error> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mark = bytes.len() - text.len();
    core::str::from_utf8(text).map_err(|e| Error::new(error::InputEncoding { byte: mark + e.valid_up_to() + 1 }).of_text(band))
}

/// As [`parse`], of a text that begins on a line of its file, from 1: one of many in a file of a subject a line.
///
/// # Errors
/// As there.
pub fn parse_from(bytes: &[u8], band: Band, max_nodes: usize, first_line: usize) -> Result<Tree<'_>, Error> {
    let text = text_of(bytes, band)?;
    if text.trim_ascii().is_empty() {
        return Err(Error::new(error::InputEmpty).of_text(band));
    }
    let mut builder = Builder {
        nodes: Vec::with_capacity((text.len() / 24).min(max_nodes)),
        open: Vec::new(),
        max_nodes,
        fault: None,
        decimals: false,
        broken: None,
    };
    let mut de = serde_json::Deserializer::from_str(text);
    // The builder counts the depth itself and never recurses beyond MAX_DEPTH.
    de.disable_recursion_limit();
    let parsed = ValueSeed { builder: &mut builder, key: Cow::Borrowed("") }.deserialize(&mut de).and_then(|()| de.end());
    // After a fault the containers around it are still open: they end where it stands, so that pointers lead there.
    let around = builder.open.last().copied();
    while let Some(index) = builder.open.last().copied() {
        builder.close(index);
    }
    let Builder { nodes, fault, decimals, broken, .. } = builder;
    let tree = Tree::new(text, nodes, band, first_line);
    match (parsed, fault) {
        (Ok(()), None) => match decimals.then(|| tree.too_precise()).flatten() {
            Some(node) => Err(number_range(At::new(&tree, node))),
            None => Ok(tree),
        },
        (_, Some(fault)) => Err(fault.into_error(&tree, max_nodes)),
        (Err(e), None) => Err(classify(&e, &tree, broken, around)),
    }
}

/// What the builder itself refuses.
enum Fault {
    Depth,
    Nodes,
    Number,
    /// The second of two equal keys.
    Twice(usize),
}

impl Fault {
    fn into_error(self, tree: &Tree<'_>, max_nodes: usize) -> Error {
        // The node being built when it happened: the last one.
        let last = At::new(tree, tree.nodes.len().saturating_sub(1));
        match self {
            Fault::Depth => Error::at(error::Depth { limit: MAX_DEPTH }, last),
            Fault::Nodes => Error::at(error::TooMany { what: zwgk_spec::vocabulary::Limit::Nodes, limit: max_nodes }, last),
            Fault::Number => number_range(last),
            Fault::Twice(node) => {
                let at = At::new(tree, node);
                Error::at(error::DuplicateField { field: at.key() }, at)
            }
        }
    }
}

fn number_range(at: At<'_>) -> Error {
    let (line, column) = at.position();
    let place = Place { line: u64::try_from(line).ok(), column: u64::try_from(column).ok(), ..Place::of(at) };
    Error::at(error::NumberRange { line, column }, at).with_place(place)
}

/// The error of `serde_json`, by its category and its few messages that we must tell apart.
///
/// A number or text that it refuses is the value `broken`, or else a key of the object `around`; its own column is where it
/// stopped reading, behind what is wrong.
fn classify(e: &serde_json::Error, tree: &Tree<'_>, broken: Option<usize>, around: Option<usize>) -> Error {
    let line_text = tree.text.lines().nth(e.line().saturating_sub(1)).unwrap_or_default();
    let before = line_text.as_bytes().get(..e.column().saturating_sub(1)).unwrap_or(line_text.as_bytes());
    let column = String::from_utf8_lossy(before).chars().count() + 1;
    let line = e.line().max(1) - 1 + tree.first_line;
    let text = e.to_string();
    let of_text = |line: usize, column: usize| Place {
        file: tree.band.file().map(str::to_owned),
        line: u64::try_from(line).ok(),
        column: u64::try_from(column).ok(),
        ..Place::default()
    };
    let of_value = || match broken.map(|node| At::new(tree, node)) {
        Some(value) => {
            let (line, column) = value.position();
            (line, column, Place { pointer: Some(value.pointer()), ..of_text(line, column) })
        }
        None => (line, column, Place { pointer: around.map(|node| At::new(tree, node).pointer()), ..of_text(line, column) }),
    };
    let (error, place) = if e.is_eof() {
        (Error::new(error::JsonTruncated { line, column }), of_text(line, column))
    } else if text.starts_with("number out of range") {
        let (line, column, place) = of_value();
        (Error::new(error::NumberRange { line, column }), place)
    } else if text.contains("surrogate") || text.contains("unexpected end of hex escape") {
        let (line, column, place) = of_value();
        (Error::new(error::TextSurrogate { line, column }), place)
    } else if text.starts_with("trailing characters") && line_text.get(before.len()..).is_some_and(|rest| rest.starts_with('{')) {
        // Most likely one subject a line, in a file that does not say so.
        (Error::new(error::JsonMore { line, column }), of_text(line, column))
    } else {
        (Error::new(error::JsonSyntax { line, column, near: crate::near(line_text, column) }), of_text(line, column))
    };
    error.in_band(tree.band).with_place(place)
}

struct Builder<'t> {
    nodes: Vec<Node<'t>>,
    /// The containers around the value being built.
    open: Vec<usize>,
    max_nodes: usize,
    fault: Option<Fault>,
    /// Whether a number came as a double, which may have been rounded.
    decimals: bool,
    /// The value that the parser refused before it could be kept: it stands there as null, so that its place can be said.
    broken: Option<usize>,
}

impl<'t> Builder<'t> {
    fn push<E: serde::de::Error>(&mut self, key: Cow<'t, str>, value: Value<'t>) -> Result<usize, E> {
        let index = self.nodes.len();
        if index >= self.max_nodes {
            return Err(self.stop(Fault::Nodes));
        }
        self.nodes.push(Node { key, value, end: index + 1 });
        Ok(index)
    }

    fn stop<E: serde::de::Error>(&mut self, fault: Fault) -> E {
        self.fault = Some(fault);
        E::custom("")
    }

    fn open<E: serde::de::Error>(&mut self, key: Cow<'t, str>, value: Value<'t>) -> Result<usize, E> {
        let index = self.push(key, value)?;
        self.open.push(index);
        if self.open.len() > MAX_DEPTH {
            return Err(self.stop(Fault::Depth));
        }
        Ok(index)
    }

    fn close(&mut self, index: usize) {
        self.open.pop();
        let end = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(index) {
            node.end = end;
        }
    }

    /// Refuses a key that stands twice in the object `index`. Bounded by n log n of its keys.
    fn refuse_twins<E: serde::de::Error>(&mut self, index: usize) -> Result<(), E> {
        /// Up to here comparing each with each is quicker than a set.
        const FEW: usize = 32;
        let mut keys: Vec<(&str, usize)> = Vec::with_capacity(FEW);
        let mut child = index + 1;
        while let Some(node) = self.nodes.get(child) {
            keys.push((&node.key, child));
            child = node.end;
        }
        let twin = if keys.len() <= FEW {
            keys.iter().enumerate().find_map(|(i, (key, at))| keys.iter().take(i).any(|(other, _)| other == key).then_some(*at))
        } else {
            let mut seen = BTreeSet::new();
            keys.iter().find(|(key, _)| !seen.insert(*key)).map(|(_, at)| *at)
        };
        match twin {
            Some(node) => Err(self.stop(Fault::Twice(node))),
            None => Ok(()),
        }
    }
}

struct ValueSeed<'b, 't> {
    builder: &'b mut Builder<'t>,
    key: Cow<'t, str>,
}

impl<'t> DeserializeSeed<'t> for ValueSeed<'_, 't> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        let ValueSeed { builder, key } = self;
        let index = builder.nodes.len();
        let read = deserializer.deserialize_any(ValueSeed { builder: &mut *builder, key: key.clone() });
        if read.is_err() && builder.nodes.len() == index && builder.fault.is_none() {
            builder.nodes.push(Node { key, value: Value::Null, end: index + 1 });
            builder.broken = Some(index);
        }
        read
    }
}

impl<'t> Visitor<'t> for ValueSeed<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.builder.push(self.key, Value::Null).map(drop)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.builder.push(self.key, Value::Bool(value)).map(drop)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.number(Number::from_whole(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.number(i64::try_from(value).ok().and_then(Number::from_whole))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.builder.decimals = true;
        self.number(Number::from_double(value))
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, value: &'t str) -> Result<(), E> {
        self.builder.push(self.key, Value::Text(Cow::Borrowed(value))).map(drop)
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        self.builder.push(self.key, Value::Text(Cow::Owned(value.to_owned()))).map(drop)
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<(), A::Error> {
        let index = self.builder.open(self.key, Value::Array)?;
        while items.next_element_seed(ValueSeed { builder: &mut *self.builder, key: Cow::Borrowed("") })?.is_some() {}
        self.builder.close(index);
        Ok(())
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<(), A::Error> {
        let index = self.builder.open(self.key, Value::Object)?;
        while let Some(key) = entries.next_key_seed(KeySeed)? {
            entries.next_value_seed(ValueSeed { builder: &mut *self.builder, key })?;
        }
        self.builder.refuse_twins(index)?;
        self.builder.close(index);
        Ok(())
    }
}

impl ValueSeed<'_, '_> {
    fn number<E: serde::de::Error>(self, number: Option<Number>) -> Result<(), E> {
        match number {
            Some(number) => self.builder.push(self.key, Value::Number(number)).map(drop),
            None => {
                self.builder.push::<E>(self.key, Value::Null)?;
                Err(self.builder.stop(Fault::Number))
            }
        }
    }
}

struct KeySeed;

impl<'t> DeserializeSeed<'t> for KeySeed {
    type Value = Cow<'t, str>;

    fn deserialize<D: serde::Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'t> for KeySeed {
    type Value = Cow<'t, str>;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, value: &'t str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(value))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value.to_owned()))
    }
}
