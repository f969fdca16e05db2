//! What `zwgk check` writes: reports and refusals in order, around them what holds for the whole run, the exit code.

use std::io;

use clap::ArgMatches;
use indicatif::ProgressBar;
use serde::Serialize;
use zwgk::report::Report;
use zwgk::session::{Closing, Head, Skipped, Totals};
use zwgk::text_report::{self, Paint};
use zwgk::{Error, ErrorWords, Texts, Verbatim};
use zwgk_spec::label;

use crate::exit;
use crate::output::{Output, error_text};
use crate::queue::Weighed;

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For a clerk.
    Text,
    /// One object.
    Json,
    /// A report a line.
    Ndjson,
}

impl Format {
    /// The format that was asked for.
    pub(crate) fn of(matches: &ArgMatches) -> Self {
        match matches.get_one::<String>("format").map(String::as_str) {
            Some("json") => Format::Json,
            Some("ndjson") => Format::Ndjson,
            _ => Format::Text,
        }
    }
}

/// What became of one input, ready to be written.
pub(crate) struct Answer {
    /// For the output: a report, or in JSON an error in its place.
    bytes: Vec<u8>,
    /// For standard error.
    complaint: Option<String>,
    /// The subject, if the baseline has no report of it.
    pub(crate) not_in_baseline: Option<String>,
    totals: Totals,
}

/// An input that could not be checked, in the place of its report.
#[derive(Serialize)]
struct BadInput<'n> {
    subject: &'n str,
    error: ErrorWords,
}

impl Answer {
    /// A report.
    pub(crate) fn report(report: &Report, format: Format, texts: &Texts, paint: Paint) -> Self {
        let mut totals = Totals::default();
        totals.add(report);
        match format {
            Format::Text => {
                Answer { bytes: text_report::render(report, texts, paint).into_bytes(), complaint: None, not_in_baseline: None, totals }
            }
            Format::Json | Format::Ndjson => match serde_json::to_vec(report) {
                Ok(bytes) => Answer { bytes, complaint: None, not_in_baseline: None, totals },
                Err(_) => Answer::refusal(&report.subject, Error::new(zwgk_spec::error::Internal), format, texts),
            },
        }
    }

    /// An input that could not be checked.
    pub(crate) fn refusal(name: &str, error: Error, format: Format, texts: &Texts) -> Self {
        let totals = Totals { errors: 1, ..Totals::default() };
        if format == Format::Text {
            let complaint = error_text(if name.is_empty() { "-" } else { name }, &error, texts);
            return Answer { bytes: Vec::new(), complaint: Some(complaint), not_in_baseline: None, totals };
        }
        let bytes = serde_json::to_vec(&BadInput { subject: name, error: error.in_words(texts).error }).unwrap_or_default();
        Answer { bytes, complaint: None, not_in_baseline: None, totals }
    }
}

impl Weighed for Answer {
    fn size(&self) -> usize {
        self.bytes.len() + self.complaint.as_ref().map_or(0, String::len)
    }
}

/// What was left out, and why, for people.
pub(crate) fn skipped_line(one: &Skipped, texts: &Texts) -> String {
    format!("{}{}{}{}", texts.get(label::SKIPPED_WORD), texts.get(label::COLON), Verbatim::from(&*one.subject), texts.in_brackets(&one.why))
}

/// Writes the answers of a run.
pub(crate) struct Writer<'t> {
    texts: &'t Texts,
    format: Format,
    /// One path to a file of one subject: its report alone is the answer.
    single: bool,
    output: Output,
    bar: ProgressBar,
    first: bool,
    totals: Totals,
    /// How many subjects the baseline has no report of, and the first of them.
    not_in_baseline: Option<(usize, String)>,
}

impl<'t> Writer<'t> {
    /// A writer to `output`; while it writes, `bar` may be on the terminal.
    pub(crate) fn new(texts: &'t Texts, format: Format, single: bool, output: Output, bar: ProgressBar) -> Self {
        Writer { texts, format, single, output, bar, first: true, totals: Totals::default(), not_in_baseline: None }
    }

    /// What stands before the first answer.
    pub(crate) fn begin(&mut self) -> io::Result<()> {
        if self.format != Format::Json || self.single {
            return Ok(());
        }
        // The reports are too many to hold: the object is opened here and closed in `end`.
        let head = serde_json::to_string(&Head::default())?;
        self.output.write(format!("{},\"reports\":[", head.trim_end_matches('}')).as_bytes())
    }

    /// Writes the next answer.
    pub(crate) fn write(&mut self, answer: Answer) -> io::Result<()> {
        self.totals.merge(&answer.totals);
        if let Some(subject) = answer.not_in_baseline {
            self.not_in_baseline.get_or_insert((0, subject)).0 += 1;
        }
        if let Some(complaint) = answer.complaint {
            // What was good is still reported, in order: what was written so far goes first.
            self.output.flush()?;
            // A line in the middle of a bar could not be read.
            self.bar.suspend(|| crate::tell!("{}", complaint.trim_end()));
            return Ok(());
        }
        let (before, after) = match self.format {
            Format::Text => ("\n", ""),
            Format::Json if !self.single => (",", ""),
            Format::Json | Format::Ndjson => ("", "\n"),
        };
        if !std::mem::take(&mut self.first) {
            self.output.write(before.as_bytes())?;
        }
        self.output.write(&answer.bytes)?;
        self.output.write(after.as_bytes())
    }

    /// What stands after the last answer.
    pub(crate) fn end(&mut self, skipped: Vec<Skipped>) -> io::Result<()> {
        let closing = Closing::new(self.totals, skipped);
        match self.format {
            _ if self.single => {}
            Format::Text => self.end_of_text(&closing)?,
            Format::Json => {
                let tail = serde_json::to_string(&closing.tail)?;
                self.output.write(format!("],{}\n", tail.trim_start_matches('{')).as_bytes())?;
            }
            Format::Ndjson => self.output.write(format!("{}\n", serde_json::to_string(&closing)?).as_bytes())?,
        }
        self.output.end()?;
        // A baseline of other files or of another folder would make every finding new without a word.
        if let Some((count, subject)) = self.not_in_baseline.take() {
            let subject = Verbatim::from(&*subject);
            crate::tell!("{}", self.texts.phrase(label::NotInBaseline { count, subject }));
        }
        Ok(())
    }

    fn end_of_text(&mut self, closing: &Closing) -> io::Result<()> {
        // What parts the lines from the reports; where there are none it would be an empty first line.
        let mut apart = if self.first { "" } else { "\n" };
        for one in &closing.tail.skipped {
            self.output.write(format!("{apart}{}\n", skipped_line(one, self.texts)).as_bytes())?;
            apart = "";
        }
        let t = closing.tail.totals;
        let line = self.texts.phrase(label::TotalsLine {
            cant_tell: t.counts.cant_tell,
            errors: t.errors,
            failed: t.counts.failed,
            may: t.failed.may,
            must: t.failed.must,
            should: t.failed.should,
            subjects: t.subjects,
        });
        self.output.write(format!("{apart}{line}\n").as_bytes())
    }

    /// The exit code; the greatest that applies.
    pub(crate) fn code(&self, fail_on: &str) -> u8 {
        let failed = self.totals.failed;
        let counted = match fail_on {
            "may" => failed.must + failed.should + failed.may,
            "should" => failed.must + failed.should,
            _ => failed.must,
        };
        if self.totals.counts.error > 0 {
            exit::NOT_RUN
        } else if self.totals.errors > 0 {
            exit::BAD_INPUT
        } else if counted > 0 {
            exit::FINDINGS
        } else {
            exit::CLEAN
        }
    }
}
