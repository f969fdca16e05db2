//! From paths to inputs: files, folders in the order of their paths' bytes, standard input.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use zwgk::json::Band;
use zwgk::session::Skipped;
use zwgk::{Error, Limits, Texts};
use zwgk_spec::{error, label};

use crate::exit;
use crate::output::{complain, reason};

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
    /// A line of a file of many.
    Line(Vec<u8>),
    /// It cannot be read: why.
    Nowhere(String),
}

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
    pub(crate) fn find(paths: &[String], texts: &Texts) -> Self {
        let mut found = Found::default();
        for path in paths {
            if path != "-" && Path::new(path).is_dir() {
                let mut below = Vec::new();
                found.walk(Path::new(path), "", &mut below, texts);
                below.sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
                found.inputs.append(&mut below);
            } else {
                // A file that is named is read whatever its ending; `-` is named by its content.
                let name = if path == "-" { "" } else { path.trim_start_matches("./") }.to_owned();
                found.inputs.push(Source { name, path: PathBuf::from(path), kind: Kind::of(path) });
            }
        }
        found
    }

    /// Files below a folder. Bounded by the file system: links are not followed.
    fn walk(&mut self, folder: &Path, relative: &str, below: &mut Vec<Source>, texts: &Texts) {
        let lost = |e: &io::Error| Source { name: relative.to_owned(), path: folder.to_owned(), kind: Kind::Lost(reason(e, texts)) };
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) => return below.push(lost(&e)),
        };
        let mut folders = Vec::new();
        for entry in entries {
            let (entry, kind) = match entry.and_then(|entry| entry.file_type().map(|kind| (entry, kind))) {
                Ok(both) => both,
                Err(e) => {
                    below.push(lost(&e));
                    continue;
                }
            };
            let name = entry.file_name().to_string_lossy().into_owned();
            let relative = if relative.is_empty() { name } else { format!("{relative}/{name}") };
            let mut skip = |why| self.skipped.push(Skipped { subject: relative.clone(), why: texts.get(why).to_owned() });
            if kind.is_symlink() {
                skip(label::SKIPPED_LINK);
            } else if kind.is_dir() {
                folders.push((entry.path(), relative));
            } else if kind.is_file() && (relative.ends_with(".json") || relative.ends_with(".ndjson")) {
                below.push(Source { kind: Kind::of(&relative), name: relative, path: entry.path() });
            } else {
                skip(label::SKIPPED_KIND);
            }
        }
        for (path, relative) in folders {
            self.walk(&path, &relative, below, texts);
        }
        self.skipped.sort_by(|a, b| a.subject.as_bytes().cmp(b.subject.as_bytes()));
    }
}

impl Kind {
    fn of(path: &str) -> Self {
        if path.ends_with(".ndjson") { Kind::Many } else { Kind::One }
    }
}

impl Source {
    /// Its inputs, one at a time.
    pub(crate) fn inputs(&self, max_bytes: usize, texts: &Texts) -> Inputs<'_> {
        let lost = |why: &str| Input { name: self.name.clone(), from: From::Nowhere(why.to_owned()) };
        match &self.kind {
            Kind::One => Inputs::One(Some(Input { name: self.name.clone(), from: From::File(self.path.clone()) })),
            Kind::Lost(why) => Inputs::One(Some(lost(why))),
            Kind::Many => match std::fs::File::open(&self.path) {
                Ok(file) => Inputs::Lines(Lines { name: &self.name, file: Some(BufReader::new(file)), number: 0, max_bytes }),
                Err(e) => Inputs::One(Some(lost(&reason(&e, texts)))),
            },
        }
    }
}

/// The inputs of one source.
pub(crate) enum Inputs<'s> {
    /// A file of one subject.
    One(Option<Input>),
    /// A file of one a line.
    Lines(Lines<'s>),
}

/// The lines of a file.
pub(crate) struct Lines<'s> {
    name: &'s str,
    /// None after an error: what follows it is not known.
    file: Option<BufReader<std::fs::File>>,
    number: usize,
    max_bytes: usize,
}

impl Iterator for Inputs<'_> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        match self {
            Inputs::One(one) => one.take(),
            Inputs::Lines(lines) => lines.next(),
        }
    }
}

impl Lines<'_> {
    fn next(&mut self) -> Option<Input> {
        loop {
            self.number += 1;
            let from = match self.line() {
                Ok(line) if line.is_empty() => return None,
                Ok(line) if line.trim_ascii().is_empty() => continue,
                Ok(line) => From::Line(line),
                Err(e) => {
                    self.file = None;
                    From::Nowhere(e.to_string())
                }
            };
            return Some(Input { name: format!("{}:{}", self.name, self.number), from });
        }
    }

    /// The next line, of one that is too long a byte more than a subject may have: the engine then says so.
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let Some(file) = &mut self.file else { return Ok(line) };
        file.by_ref().take(self.max_bytes as u64 + 1).read_until(b'\n', &mut line)?;
        // Of a line that is too long the rest is no subject of its own.
        if line.len() > self.max_bytes && line.last() != Some(&b'\n') {
            file.skip_until(b'\n')?;
        }
        Ok(line)
    }
}

impl Input {
    /// Its bytes, one more than allowed at most; or why there are none.
    pub(crate) fn read(self, max_bytes: usize, texts: &Texts) -> Result<Vec<u8>, Error> {
        let read = match self.from {
            From::File(path) => read_file(&path, max_bytes).map_err(|e| reason(&e, texts)),
            From::Line(line) => Ok(line),
            From::Nowhere(reason) => Err(reason),
        };
        read.map_err(|reason| Error::new(error::InputUnreadable { reason }))
    }
}

/// The bytes of a file that is no input but something beside it. What is wrong is said, and the exit code is the error.
pub(crate) fn load(path: &str, band: Band, texts: &Texts) -> Result<Vec<u8>, u8> {
    read_file(Path::new(path), Limits::default().bytes).map_err(|e| {
        complain(path, &Error::new(error::InputUnreadable { reason: reason(&e, texts) }).in_band(band), texts);
        exit::BAD_INPUT
    })
}

/// A file's bytes, or standard input's for `-`; one byte more than allowed at most.
fn read_file(path: &Path, max_bytes: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = max_bytes as u64 + 1;
    if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
