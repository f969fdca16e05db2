//! What is wrong with a spec file: file, line, reason.

use std::fmt::Write as _;

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
}

#[derive(Default)]
pub struct Faults(Vec<String>);

impl Faults {
    /// A fault at a byte offset of `file`.
    pub fn at(&mut self, file: &File, offset: usize, reason: impl std::fmt::Display) {
        self.0.push(format!("spec/{}:{}: {reason}", file.path, file.line(offset)));
    }

    /// A fault of a whole file or folder.
    pub fn of(&mut self, path: &str, reason: impl std::fmt::Display) {
        self.0.push(format!("spec/{path}: {reason}"));
    }

    /// Ends the build when anything is wrong, with everything that is wrong.
    pub fn stop_if_any(&self) {
        if self.0.is_empty() {
            return;
        }
        let mut all = String::new();
        for fault in &self.0 {
            let _ = writeln!(all, "{fault}");
        }
        eprint!("{all}");
        std::process::exit(1);
    }
}
