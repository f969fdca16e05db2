//! What is wrong with a spec file: file, line, reason.

use std::fmt::{self, Display};
use std::panic::Location;

/// A text file of the spec, kept so that a fault can name its line.
#[derive(Clone)]
pub struct File {
    /// Path below `spec/`.
    pub path: String,
    pub text: String,
}

impl File {
    fn line(&self, offset: usize) -> usize {
        self.text.as_bytes()[..offset.min(self.text.len())].iter().filter(|b| **b == b'\n').count() + 1
    }

    /// Where a word first stands in JSON, whose parser keeps no places.
    pub fn find(&self, word: &str) -> usize {
        self.text.find(&format!("\"{word}\"")).unwrap_or(0)
    }
}

/// One thing that is wrong.
#[derive(Debug)]
pub struct Fault {
    /// `spec/file:line: reason`; without a line when the whole file or folder is meant.
    text: String,
    /// The line of code that found it: a test asks whether each was seen to.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the test"))]
    pub found_by: &'static Location<'static>,
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[derive(Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// A fault at a byte offset of `file`.
    #[track_caller]
    pub fn at(&mut self, file: &File, offset: usize, reason: impl Display) {
        self.of(&format!("{}:{}", file.path, file.line(offset)), reason);
    }

    /// A fault of a whole file or folder.
    #[track_caller]
    pub fn of(&mut self, path: &str, reason: impl Display) {
        self.0.push(Fault { text: format!("spec/{path}: {reason}"), found_by: Location::caller() });
    }

    /// Everything that is wrong, when anything is.
    pub fn stop_if_any(&mut self) -> Result<(), Vec<Fault>> {
        if self.0.is_empty() { Ok(()) } else { Err(std::mem::take(&mut self.0)) }
    }
}
