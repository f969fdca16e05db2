//! Where the command writes: standard output or a file, and what goes to standard error.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};

use zwgk::{Error, Texts};
use zwgk_spec::label;

/// The output, and whether it is a terminal that shows colours.
pub(crate) struct Output {
    to: Box<dyn Write + Send>,
    /// Whether colours are wanted.
    pub(crate) colour: bool,
}

impl Output {
    /// Standard output, or a file.
    pub(crate) fn open(file: Option<&String>) -> io::Result<Self> {
        Ok(match file {
            Some(path) => Output { to: Box::new(BufWriter::new(File::create(path)?)), colour: false },
            None => {
                let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
                Output { to: Box::new(BufWriter::new(io::stdout())), colour }
            }
        })
    }

    /// Writes; a reader that went away (`| head`) is no error.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        quiet(self.to.write_all(bytes))
    }

    /// Writes what is held back.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        quiet(self.to.flush())
    }
}

fn quiet(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Prints to standard output; a reader that went away is no error.
pub(crate) fn say(text: &str) {
    let mut to = io::stdout().lock();
    let _ = quiet(to.write_all(text.as_bytes()).and_then(|()| to.flush()));
}

/// Says on standard error what was wrong with a file: what, where, the way out.
pub(crate) fn complain(name: &str, error: &Error, texts: &Texts) {
    crate::tell!("{}", error_text(name, error, texts).trim_end());
}

/// An error for people.
pub(crate) fn error_text(name: &str, error: &Error, texts: &Texts) -> String {
    let words = error.in_words(texts).error;
    let place = words.at.unwrap_or_default();
    let mut at: Vec<String> = Vec::new();
    // Where there is no pointer the message itself names line and column.
    if let Some(pointer) = place.pointer.filter(|p| !p.is_empty()) {
        at.push(pointer);
        at.extend(place.line.and_then(|l| i64::try_from(l).ok()).map(|line| texts.phrase(label::LineNumber { line })));
    }
    let at = if at.is_empty() { String::new() } else { texts.in_brackets(&at.join(texts.comma())) };
    let mut text = format!("{name}: {}: {}{at} [{}]\n", texts.get(label::ERROR_WORD), words.message, words.code);
    if let Some(help) = words.help {
        text.push_str(&format!("  {}: {help}\n", texts.get(label::HELP_WORD)));
    }
    text
}

/// Why the system refuses, in the user's language where the reason is a common one.
pub(crate) fn reason(e: &io::Error, texts: &Texts) -> String {
    let common = match e.kind() {
        io::ErrorKind::NotFound => label::REASON_NOT_FOUND,
        io::ErrorKind::PermissionDenied => label::REASON_PERMISSION,
        io::ErrorKind::IsADirectory => label::REASON_FOLDER,
        io::ErrorKind::StorageFull => label::REASON_FULL,
        _ => return e.to_string(),
    };
    texts.get(common).to_owned()
}

/// Says on standard error that a file cannot be written.
pub(crate) fn unwritable(name: &str, reason: &io::Error, texts: &Texts) {
    let (file, reason) = (name, self::reason(reason, texts));
    crate::tell!("{}: {}", texts.get(label::ERROR_WORD), texts.phrase(label::CannotWrite { file, reason }));
}
