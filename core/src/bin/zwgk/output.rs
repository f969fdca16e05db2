//! Where the command writes: standard output or a file, and what goes to standard error.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use zwgk::{Error, Place, Texts, Verbatim};
use zwgk_spec::label;

use crate::exit;

/// The output, and whether people watch it.
pub(crate) struct Output {
    to: Box<dyn Write + Send>,
    /// A file that takes its place at the end.
    beside: Option<Beside>,
    written: bool,
    /// Whether it is a terminal.
    pub(crate) terminal: bool,
    /// Whether colours are wanted.
    pub(crate) colour: bool,
}

/// A file beside the one that is asked for: that may be an input, and a run that fails must not cost what is in it.
struct Beside {
    made: PathBuf,
    place: PathBuf,
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Once it is in its place there is nothing left to remove.
        let _ = std::fs::remove_file(&self.made);
    }
}

impl Output {
    /// Standard output, or a file.
    pub(crate) fn open(file: Option<&Path>) -> io::Result<Self> {
        let Some(path) = file else {
            let terminal = io::stdout().is_terminal();
            let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|wish| wish.is_empty());
            return Ok(Output { to: Box::new(BufWriter::new(io::stdout())), beside: None, written: false, terminal, colour });
        };
        let (file, beside) = Output::file(path)?;
        Ok(Output { to: Box::new(BufWriter::new(file)), beside, written: false, terminal: false, colour: false })
    }

    fn file(path: &Path) -> io::Result<(File, Option<Beside>)> {
        let there = std::fs::metadata(path).ok();
        if there.as_ref().is_some_and(|m| !m.is_file()) {
            // A device or a pipe is written to; another file in its place would be none. A folder is refused here.
            return Ok((File::create(path)?, None));
        }
        // A link stays one: what it leads to is replaced.
        let place = if there.is_some() { std::fs::canonicalize(path)? } else { path.to_owned() };
        let mut made = place.clone().into_os_string();
        made.push(format!(".{}.new", std::process::id()));
        let made = PathBuf::from(made);
        let file = File::create(&made)?;
        let beside = Beside { made, place };
        if let Some(there) = there {
            file.set_permissions(there.permissions())?;
        }
        Ok((file, Some(beside)))
    }

    /// Writes; a reader that went away (`| head`) is no error.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written = true;
        quiet(self.to.write_all(bytes))
    }

    /// Writes what is held back.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        quiet(self.to.flush())
    }

    /// Ends the output; what was made beside takes its place, unless nothing was written because nothing could be read.
    pub(crate) fn end(&mut self) -> io::Result<()> {
        self.flush()?;
        match self.beside.take().filter(|_| self.written) {
            Some(beside) => std::fs::rename(&beside.made, &beside.place),
            None => Ok(()),
        }
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

/// Says on standard error what was wrong with a file: what, where, the way out. The file is the text that the place is in.
pub(crate) fn complain(name: &str, error: &Error, texts: &Texts) {
    let of_itself = |place: &Place| error.clone().with_place(Place { file: None, ..place.clone() });
    let error = error.place().map_or_else(|| error.clone(), of_itself);
    crate::tell!("{}", error_text(name, &error, texts).trim_end());
}

/// Says on standard error why the command does not do what it was told; the exit code of that.
pub(crate) fn refuse(line: &str, texts: &Texts) -> u8 {
    crate::tell!("{}{}{line}", texts.get(label::ERROR_WORD), texts.get(label::COLON));
    exit::BAD_INPUT
}

/// An error for people.
pub(crate) fn error_text(name: &str, error: &Error, texts: &Texts) -> String {
    let words = error.in_words(texts).error;
    let place = words.at.unwrap_or_default();
    let mut at: Vec<String> = Vec::new();
    // Which text, when it is not the one that is named at the head of the line.
    at.extend(place.file.map(|file| if file == "previous" { texts.get(label::IN_FILE).to_owned() } else { file }));
    // Where there is no pointer the message itself names line and column.
    if let Some(pointer) = place.pointer.filter(|p| !p.is_empty()) {
        at.push(pointer);
        at.extend(place.line.and_then(|l| i64::try_from(l).ok()).map(|line| texts.phrase(label::LineNumber { line })));
    }
    let at = if at.is_empty() { String::new() } else { texts.in_brackets(&at.join(texts.comma())) };
    let name = Verbatim::from(name);
    let colon = texts.get(label::COLON);
    let mut text = format!("{name}{colon}{}{colon}{}{at} [{}]\n", texts.get(label::ERROR_WORD), words.message, words.code);
    if let Some(help) = words.help {
        text.push_str(&format!("  {}{colon}{help}\n", texts.get(label::HELP_WORD)));
    }
    text
}

/// Why the system refuses, in the user's language: a common reason in words, any other by the system's number of it.
pub(crate) fn reason(e: &io::Error, texts: &Texts) -> String {
    let common = match (e.kind(), e.raw_os_error()) {
        (io::ErrorKind::NotFound, _) => label::REASON_NOT_FOUND,
        (io::ErrorKind::PermissionDenied, _) => label::REASON_PERMISSION,
        (io::ErrorKind::IsADirectory, _) => label::REASON_FOLDER,
        (io::ErrorKind::NotADirectory, _) => label::REASON_NOT_FOLDER,
        (io::ErrorKind::StorageFull, _) => label::REASON_FULL,
        (_, Some(code)) => return texts.phrase(label::ReasonCode { code }),
        _ => label::REASON_OTHER,
    };
    texts.get(common).to_owned()
}

/// Says on standard error that a file cannot be written; the exit code of that.
pub(crate) fn unwritable(name: &str, reason: &io::Error, texts: &Texts) -> u8 {
    // Of a file that is to be made the folder is what is not there; a name alone stands in the one we are in.
    let folder = Path::new(name).parent().filter(|_| reason.kind() == io::ErrorKind::NotFound).and_then(Path::to_str);
    let reason =
        folder.map_or_else(|| self::reason(reason, texts), |name| texts.phrase(label::ReasonNoFolder { folder: Verbatim::from(name) }));
    let file = Verbatim::from(name);
    refuse(&texts.phrase(label::CannotWrite { file, reason }), texts)
}
