//! From paths to inputs: files, folders in the order of their paths' bytes, standard input.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use zwgk::session::Skipped;
use zwgk::{Error, Texts};
use zwgk_spec::vocabulary::Limit;
use zwgk_spec::{error, label};

use crate::names;
use crate::output::reason;

/// One input: what it is called and where its bytes are.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    /// What the subject is called; empty when its content names it.
    pub(crate) name: String,
    /// Where to read it.
    pub(crate) from: From,
}

/// Where an input's bytes are.
#[derive(Debug, Clone)]
pub(crate) enum From {
    /// A file of one subject.
    File(PathBuf),
    /// A line of a file of many, and its number.
    Line(Vec<u8>, usize),
    /// There is nothing to read: why.
    Nowhere(Error),
}

/// Ends of the names of files that are checked when a folder is.
pub(crate) const ENDINGS: [&str; 4] = [".json", ".ndjson", ".html", ".htm"];

/// Everything that the paths name, and what was left out.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) inputs: Vec<Source>,
    pub(crate) skipped: Vec<Skipped>,
}

/// A file of inputs.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) kind: Kind,
}

/// How many inputs a source has.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// It is one.
    One,
    /// One a line.
    Many,
    /// It cannot be looked at: why.
    Lost(String),
}

impl Found {
    /// Finds the files of `paths`: files as given, folders below by the bytes of their relative paths, links not followed.
    pub(crate) fn find(paths: &[OsString], texts: &Texts) -> Self {
        let mut found = Found::default();
        for path in paths {
            if path != "-" && Path::new(path).is_dir() {
                // Of several folders each says whose its files are: two of them may have files of one name.
                let around = if paths.len() > 1 { prefix(path) } else { Vec::new() };
                let mut below = Below::default();
                below.walk(Path::new(path), around, texts);
                found.inputs.extend(in_order(below.inputs));
                found.skipped.extend(in_order(below.skipped));
            } else {
                // A file that is named is read whatever its ending; `-` is named by its content.
                let name = if path == "-" { String::new() } else { subject(path) };
                found.inputs.push(Source { name, path: PathBuf::from(path), kind: Kind::of(path) });
            }
        }
        found
    }
}

/// What a folder holds, each with the bytes of its path from the folder on: the order is theirs, whatever stands for them in a name.
#[derive(Debug, Default)]
struct Below {
    inputs: Vec<(Vec<u8>, Source)>,
    skipped: Vec<(Vec<u8>, Skipped)>,
}

fn in_order<T>(mut below: Vec<(Vec<u8>, T)>) -> impl Iterator<Item = T> {
    below.sort_by(|(a, _), (b, _)| a.cmp(b));
    below.into_iter().map(|(_, one)| one)
}

impl Below {
    /// Files below a folder, their names after `around`. Bounded by the file system: links are not followed.
    fn walk(&mut self, folder: &Path, around: Vec<u8>, texts: &Texts) {
        let lost = |e: &io::Error| {
            // The folder itself has its name here without the `/` that parts it from what is in it.
            let name =
                if around.is_empty() { subject(folder.as_os_str()) } else { names::subject(&around).trim_end_matches('/').to_owned() };
            (around.clone(), Source { name, path: folder.to_owned(), kind: Kind::Lost(reason(e, texts)) })
        };
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) => return self.inputs.push(lost(&e)),
        };
        let mut folders = Vec::new();
        for entry in entries {
            let (entry, kind) = match entry.and_then(|entry| entry.file_type().map(|kind| (entry, kind))) {
                Ok(both) => both,
                Err(e) => {
                    self.inputs.push(lost(&e));
                    continue;
                }
            };
            let mut path = [&around, entry.file_name().as_encoded_bytes()].concat();
            let name = names::subject(&path).into_owned();
            if kind.is_symlink() {
                self.skip(path, name, texts.get(label::SKIPPED_LINK));
            } else if kind.is_dir() {
                path.push(b'/');
                folders.push((entry.path(), path));
            } else if kind.is_file() && ENDINGS.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)) {
                self.inputs.push((path, Source { kind: Kind::of(name.as_ref()), name, path: entry.path() }));
            } else {
                self.skip(path, name, texts.get(label::SKIPPED_KIND));
            }
        }
        for (path, around) in folders {
            self.walk(&path, around, texts);
        }
    }

    fn skip(&mut self, path: Vec<u8>, subject: String, why: &str) {
        self.skipped.push((path, Skipped { subject, why: why.to_owned() }));
    }
}

/// A path as it was typed, but for a `./` before it, which says nothing.
fn subject(path: &OsStr) -> String {
    names::of(path).trim_start_matches("./").to_owned()
}

/// A folder as it was typed, before the names of what is in it: `in//` is `in/`, and `.` is nothing, as it is before a file.
fn prefix(path: &OsStr) -> Vec<u8> {
    let mut bytes = path.as_encoded_bytes();
    while let Some(rest) = bytes.strip_suffix(b"/") {
        bytes = rest;
    }
    while let Some(rest) = bytes.strip_prefix(b"./") {
        bytes = rest;
    }
    if bytes == b"." { Vec::new() } else { [bytes, b"/"].concat() }
}

impl Kind {
    fn of(path: &OsStr) -> Self {
        if path.as_encoded_bytes().ends_with(b".ndjson") { Kind::Many } else { Kind::One }
    }
}

impl Source {
    /// Its inputs, one at a time.
    pub(crate) fn inputs<'s>(&'s self, max_bytes: usize, texts: &'s Texts) -> Inputs<'s> {
        let one = |from| Inputs::One(Some(Input { name: self.name.clone(), from }));
        match &self.kind {
            Kind::One => one(From::File(self.path.clone())),
            Kind::Lost(why) => one(From::Nowhere(Error::new(error::InputUnreadable { reason: why.as_str() }))),
            Kind::Many => match Lines::open(&self.path, max_bytes, texts) {
                Ok(lines) => Inputs::Many { name: &self.name, lines, any: false },
                Err(e) => one(From::Nowhere(e)),
            },
        }
    }
}

/// The inputs of one source.
pub(crate) enum Inputs<'s> {
    /// A file of one subject.
    One(Option<Input>),
    /// A file of one a line.
    Many {
        /// What the file is called.
        name: &'s str,
        /// Its lines.
        lines: Lines<'s>,
        /// Whether there was one.
        any: bool,
    },
}

impl Iterator for Inputs<'_> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        let (name, lines, any) = match self {
            Inputs::One(one) => return one.take(),
            Inputs::Many { name, lines, any } => (name, lines, any),
        };
        let first = !std::mem::replace(any, true);
        match lines.next() {
            Some((number, line)) => {
                let from = line.map_or_else(From::Nowhere, |line| From::Line(line, number));
                Some(Input { name: format!("{name}:{number}"), from })
            }
            // A file without a subject is no success: most likely its export failed.
            None => first.then(|| Input { name: (*name).to_owned(), from: From::Nowhere(Error::new(error::InputEmpty)) }),
        }
    }
}

/// The lines of a file that are not blank, each with its number; one line at a time is held.
pub(crate) struct Lines<'t> {
    /// None after an error: what follows it is not known.
    file: Option<BufReader<std::fs::File>>,
    number: usize,
    max_bytes: usize,
    texts: &'t Texts,
}

impl<'t> Lines<'t> {
    /// The lines of a file.
    pub(crate) fn open(path: &Path, max_bytes: usize, texts: &'t Texts) -> Result<Self, Error> {
        let file = std::fs::File::open(path).map_err(|e| unreadable(&e, texts))?;
        Ok(Lines { file: Some(BufReader::new(file)), number: 0, max_bytes, texts })
    }

    /// The next line with its end; empty at the end of the file, None when it is too long.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let Some(file) = &mut self.file else { return Ok(Some(line)) };
        // A line of the most bytes has its end beside them.
        file.by_ref().take((self.max_bytes as u64).saturating_add(1)).read_until(b'\n', &mut line)?;
        if line.len() > self.max_bytes && line.last() != Some(&b'\n') {
            // Of a line that is too long the rest is no subject of its own.
            file.skip_until(b'\n')?;
            return Ok(None);
        }
        Ok(Some(line))
    }
}

impl Iterator for Lines<'_> {
    type Item = (usize, Result<Vec<u8>, Error>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.number += 1;
            let line = match self.line() {
                Ok(Some(line)) if line.is_empty() => return None,
                Ok(Some(line)) if line.trim_ascii().is_empty() => continue,
                // An end of the line's own would make what is cut short break off on the line below.
                Ok(Some(line)) => Ok(line.trim_ascii_end().to_vec()),
                Ok(None) => Err(too_long(self.max_bytes)),
                Err(e) => {
                    self.file = None;
                    Err(unreadable(&e, self.texts))
                }
            };
            return Some((self.number, line));
        }
    }
}

impl Input {
    /// Its bytes and the line of its file that they begin on; or why there are none.
    pub(crate) fn read(self, max_bytes: usize, texts: &Texts) -> Result<(Vec<u8>, usize), Error> {
        match self.from {
            From::File(path) => read_file(&path, max_bytes, texts).map(|bytes| (bytes, 1)),
            From::Line(line, number) => Ok((line, number)),
            From::Nowhere(error) => Err(error),
        }
    }
}

/// A file's bytes, or standard input's for `-`. A file that is longer than `max_bytes` is an error, never cut.
pub(crate) fn read_file(path: &Path, max_bytes: usize, texts: &Texts) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let limit = (max_bytes as u64).saturating_add(1);
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| {
            // What says itself that it is too long is not read at all.
            if file.metadata().is_ok_and(|m| m.is_file() && m.len() >= limit) {
                return Ok(usize::MAX);
            }
            file.take(limit).read_to_end(&mut bytes)
        })
    };
    match read.map_err(|e| unreadable(&e, texts))? {
        length if length > max_bytes => Err(too_long(max_bytes)),
        _ => Ok(bytes),
    }
}

fn too_long(limit: usize) -> Error {
    Error::new(error::TooMany { what: Limit::Bytes, limit })
}

fn unreadable(e: &io::Error, texts: &Texts) -> Error {
    Error::new(error::InputUnreadable { reason: reason(e, texts) })
}
