//! A profile from the command line: a built-in one by name, or a file in TOML or JSON.

use std::path::Path;

use toml::de::{DeTable, DeValue};
use zwgk::json::{Band, text_of};
use zwgk::profile::{DEFAULT, Rules};
use zwgk::{Error, Place, Texts, near};
use zwgk_spec::{PROFILES, error, label};

use crate::beside::{load, or_complain, read_json};
use crate::names;

/// Loads a profile. What is wrong is said, and the exit code is the error.
pub(crate) fn load_profile(given: Option<&Path>, texts: &Texts) -> Result<Rules, u8> {
    let path = given.unwrap_or(Path::new(DEFAULT));
    let name = &*names::of(path.as_os_str());
    // A built-in name is that profile whatever lies in the folder; else what looks like a file is one, there or not.
    let is_file = !PROFILES.iter().any(|p| p.name == name) && (path.exists() || name.contains(['/', '.']));
    let rules = if !is_file {
        Rules::built_in(name)
    } else {
        let bytes = load(path, Band::Profile, texts)?;
        if name.ends_with(".toml") { from_toml(&bytes) } else { from_json(&bytes) }
    };
    or_complain(name, rules, texts)
}

fn from_json(bytes: &[u8]) -> Result<Rules, Error> {
    read_json(bytes, Band::Profile, 1, Rules::read)
}

fn from_toml(bytes: &[u8]) -> Result<Rules, Error> {
    let text = text_of(bytes, Band::Profile)?;
    let table = DeTable::parse(text).map_err(|e| not_toml(text, &e))?;
    let value: toml::Table = toml::from_str(text).map_err(|e| not_toml(text, &e))?;
    let json = serde_json::to_vec(&value).map_err(|_| Error::new(error::Internal))?;
    let rules = match table_without_json(&value, "") {
        Some(e) => Err(e),
        None => from_json(&json),
    };
    // Lines of the converted JSON are not those of the file: the pointer leads to those.
    rules.map_err(|e| match e.place().cloned() {
        Some(place) => {
            let start = place.pointer.as_deref().map_or(0, |pointer| start_of(table.get_ref(), pointer));
            let (line, _) = line_and_column(text, start);
            e.with_place(Place { line: u64::try_from(line).ok(), ..place })
        }
        None => e,
    })
}

/// An error about a value that JSON has no like of: it would become null or an object there. What is the caller's own is not read.
fn table_without_json(table: &toml::Table, around: &str) -> Option<Error> {
    table.iter().filter(|(key, _)| !key.starts_with("x-")).find_map(|(key, value)| {
        let pointer = format!("{around}/{}", key.replace('~', "~0").replace('/', "~1"));
        without_json(value, key, &pointer)
    })
}

fn without_json(value: &toml::Value, field: &str, pointer: &str) -> Option<Error> {
    let found = match value {
        toml::Value::Datetime(_) => zwgk::Arg::Key("date", label::A_DATE),
        toml::Value::Float(number) if !number.is_finite() => zwgk::Arg::Key("nan", label::NO_NUMBER),
        toml::Value::Table(table) => return table_without_json(table, pointer),
        toml::Value::Array(items) => {
            return items.iter().enumerate().find_map(|(number, item)| without_json(item, field, &format!("{pointer}/{number}")));
        }
        _ => return None,
    };
    Some(Error::new(error::TomlValue { field, found }).with_place(Place { pointer: Some(pointer.to_owned()), ..Place::default() }))
}

fn not_toml(text: &str, e: &toml::de::Error) -> Error {
    let (line, column) = line_and_column(text, e.span().map_or(0, |span| span.start));
    let near = near(text.lines().nth(line - 1).unwrap_or_default(), column);
    let place = Place { line: u64::try_from(line).ok(), column: u64::try_from(column).ok(), ..Place::default() };
    Error::new(error::TomlSyntax { column, line, near }).with_place(place)
}

/// Where the key at a pointer starts, or the nearest table around it.
fn start_of(table: &DeTable<'_>, pointer: &str) -> usize {
    let mut start = 0;
    let mut around = Some(table);
    let mut names = pointer.split('/').skip(1).map(|name| name.replace("~1", "/").replace("~0", "~"));
    while let (Some(table), Some(name)) = (around, names.next()) {
        let Some((key, value)) = table.get_key_value(name.as_str()) else { break };
        start = key.span().start;
        around = match value.get_ref() {
            DeValue::Table(inner) => Some(inner),
            _ => None,
        };
    }
    start
}

/// Line and column of a byte, from 1, the column in characters.
fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}
