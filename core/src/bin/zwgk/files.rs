//! From paths to inputs: files, folders in the order of their paths' bytes, standard input.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use zwgk::Texts;
use zwgk::session::Skipped;
use zwgk_spec::label;

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

/// A file: of one subject, or of one a line.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) many: bool,
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
                found.inputs.push(Source { name, path: PathBuf::from(path), many: path.ends_with(".ndjson") });
            }
        }
        found
    }

    /// Files below a folder. Bounded by the file system: links are not followed.
    fn walk(&mut self, folder: &Path, relative: &str, below: &mut Vec<Source>, texts: &Texts) {
        let mut skip = |subject: &str, why: String| self.skipped.push(Skipped { subject: subject.to_owned(), why });
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) => return skip(relative, texts.phrase(label::CannotRead { reason: e.to_string() })),
        };
        let mut folders = Vec::new();
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let relative = if relative.is_empty() { name } else { format!("{relative}/{name}") };
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_symlink() {
                skip(&relative, texts.get(label::SKIPPED_LINK).to_owned());
            } else if kind.is_dir() {
                folders.push((entry.path(), relative));
            } else if kind.is_file() && (relative.ends_with(".json") || relative.ends_with(".ndjson")) {
                below.push(Source { many: relative.ends_with(".ndjson"), name: relative, path: entry.path() });
            } else {
                skip(&relative, texts.get(label::SKIPPED_KIND).to_owned());
            }
        }
        for (path, relative) in folders {
            self.walk(&path, &relative, below, texts);
        }
        self.skipped.sort_by(|a, b| a.subject.as_bytes().cmp(b.subject.as_bytes()));
    }
}

impl Source {
    /// Calls `each` with every input of the file, one at a time.
    pub(crate) fn inputs(&self, max_bytes: usize, mut each: impl FnMut(Input)) {
        if !self.many {
            return each(Input { name: self.name.clone(), from: From::File(self.path.clone()) });
        }
        let file = match std::fs::File::open(&self.path) {
            Ok(file) => file,
            Err(e) => return each(Input { name: self.name.clone(), from: From::Nowhere(e.to_string()) }),
        };
        let mut reader = BufReader::new(file);
        for number in 1_usize.. {
            let name = format!("{}:{number}", self.name);
            let mut line = Vec::new();
            // One byte more than a subject may have: the engine then says that it is too long.
            match (&mut reader).take(max_bytes as u64 + 1).read_until(b'\n', &mut line) {
                Ok(0) => return,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    // Of a line that is too long the rest is no subject of its own.
                    if line.len() > max_bytes && line.last() != Some(&b'\n') && reader.skip_until(b'\n').is_err() {
                        return;
                    }
                    each(Input { name, from: From::Line(line) });
                }
                Err(e) => return each(Input { name, from: From::Nowhere(e.to_string()) }),
            }
        }
    }
}

impl Input {
    /// How many of its bytes are in memory already.
    pub(crate) fn held(&self) -> usize {
        match &self.from {
            From::Line(line) => line.len(),
            From::File(_) | From::Nowhere(_) => 0,
        }
    }

    /// Its bytes, one more than allowed at most.
    pub(crate) fn read(self, max_bytes: usize) -> io::Result<Vec<u8>> {
        match self.from {
            From::File(path) => read_file(&path, max_bytes),
            From::Line(line) => Ok(line),
            From::Nowhere(reason) => Err(io::Error::other(reason)),
        }
    }
}

/// A file's bytes, or standard input's for `-`; one byte more than allowed at most.
pub(crate) fn read_file(path: &Path, max_bytes: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = max_bytes as u64 + 1;
    if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
