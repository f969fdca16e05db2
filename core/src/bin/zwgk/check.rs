//! `zwgk check`: folders in parallel, reports in order, the exit code.

use std::io::IsTerminal;
use std::path::Path;

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde::Serialize;
use zwgk::annual_report::AnnualReport;
use zwgk::baseline::Baseline;
use zwgk::decision::Decisions;
use zwgk::json::{At, Band, parse};
use zwgk::options::CheckOptions;
use zwgk::profile::Rules;
use zwgk::report::Report;
use zwgk::session::{Closing, Head, Totals};
use zwgk::text_report::{self, Paint};
use zwgk::{Engine, Error, ErrorWords, Limits, Texts};
use zwgk_spec::label;
use zwgk_spec::vocabulary::SubjectKind;

use crate::args::day_or_today;
use crate::exit;
use crate::files::{Found, Input, read_file};
use crate::output::{Output, complain, error_text, unreadable, unwritable};

/// Inputs in hand at a time, a thread: enough that no thread waits for the writer. Their reports are held until written.
const WINDOW: usize = 32;

/// Bytes of NDJSON lines in hand at a time.
const HELD: usize = 8 << 20;

/// What became of one input.
enum Answer {
    Report(Box<Report>),
    Bad(Error),
    Unreadable(std::io::Error),
}

/// Runs the subcommand.
pub(crate) fn run(matches: &ArgMatches, texts: &Texts) -> u8 {
    match setup(matches, texts).and_then(|job| job.run(matches)) {
        Ok(code) => code,
        Err(code) => code,
    }
}

struct Job<'t> {
    engine: Engine,
    options: CheckOptions,
    texts: &'t Texts,
    format: String,
    fail_on: String,
}

/// Reads everything that is not an input. What is wrong is said, and the exit code is the error.
fn setup<'t>(matches: &ArgMatches, texts: &'t Texts) -> Result<Job<'t>, u8> {
    let limits = Limits::default();
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let rules = load_profile(text("profile").as_deref(), texts)?;
    let file = |name: &str| text(name).map(|path| load(&path, limits, texts).map(|bytes| (path, bytes))).transpose();
    let decisions = match file("decisions")? {
        Some((path, bytes)) => read(&path, &bytes, texts, |at| Decisions::read(at.as_file("decisions")))?,
        None => Decisions::default(),
    };
    let mut options = CheckOptions::new(day_or_today(matches, "as-of").ok_or(exit::BAD_INPUT)?);
    if let Some((path, bytes)) = file("previous")? {
        options.previous = Some(read(&path, &bytes, texts, |at| AnnualReport::read(at.as_file("previous")))?);
    }
    if let Some((path, bytes)) = file("baseline")? {
        options.baseline = Some(read(&path, &bytes, texts, |at| Baseline::read(at.as_file("baseline")))?);
    }
    options.kind = text("kind").as_deref().and_then(SubjectKind::from_key);
    let include: Vec<String> = matches.get_many::<String>("include").into_iter().flatten().cloned().collect();
    options.include_passed = include.iter().any(|i| i == "passed");
    options.include_inapplicable = include.iter().any(|i| i == "inapplicable");
    let engine = Engine::from_parts(texts.clone(), rules, decisions, limits);
    Ok(Job { engine, options, texts, format: text("format").unwrap_or_default(), fail_on: text("fail-on").unwrap_or_default() })
}

/// A built-in profile by name, or a file in TOML or JSON.
pub(crate) fn load_profile(name: Option<&str>, texts: &Texts) -> Result<Rules, u8> {
    let name = name.unwrap_or(zwgk::profile::DEFAULT);
    // What looks like a file is one, there or not.
    let is_file = Path::new(name).exists() || name.contains(['/', '.']);
    if !is_file {
        return Rules::built_in(name).map_err(|e| {
            complain(name, &e, texts);
            exit::BAD_INPUT
        });
    }
    let bytes = load(name, Limits::default(), texts)?;
    if !name.ends_with(".toml") {
        return read_band(name, &bytes, Band::Profile, texts, Rules::read);
    }
    let text = String::from_utf8(bytes).map_err(|e| e.to_string());
    let value = text.and_then(|text| toml::from_str::<toml::Value>(&text).map_err(|e| e.to_string()));
    let value = value.map_err(|reason| {
        crate::tell!("{name}: {}: {}", texts.get(label::ERROR_WORD), texts.phrase(label::CannotRead { reason }));
        exit::BAD_INPUT
    })?;
    let json = serde_json::to_vec(&value).map_err(|_| exit::BAD_INPUT)?;
    let rules = parse(&json, Band::Profile, Limits::default().nodes).and_then(|tree| Rules::read(At::root(&tree)));
    rules.map_err(|e| {
        // Lines of the converted JSON are not those of the file.
        complain(name, &e.without_line(), texts);
        exit::BAD_INPUT
    })
}

fn load(path: &str, limits: Limits, texts: &Texts) -> Result<Vec<u8>, u8> {
    read_file(Path::new(path), limits.bytes).map_err(|e| {
        unreadable(path, &e, texts);
        exit::BAD_INPUT
    })
}

fn read<T>(path: &str, bytes: &[u8], texts: &Texts, reader: impl FnOnce(At<'_>) -> Result<T, Error>) -> Result<T, u8> {
    read_band(path, bytes, Band::Options, texts, reader)
}

fn read_band<T>(path: &str, bytes: &[u8], band: Band, texts: &Texts, reader: impl FnOnce(At<'_>) -> Result<T, Error>) -> Result<T, u8> {
    let result = parse(bytes, band, Limits::default().nodes).and_then(|tree| reader(At::root(&tree)));
    result.map_err(|e| {
        complain(path, &e, texts);
        exit::BAD_INPUT
    })
}

impl Job<'_> {
    fn run(&self, matches: &ArgMatches) -> Result<u8, u8> {
        let paths: Vec<String> = matches.get_many::<String>("paths").into_iter().flatten().cloned().collect();
        let found = Found::find(&paths, self.texts);
        if found.inputs.is_empty() {
            crate::tell!("{}: {}", texts_word(self.texts), self.texts.get(label::NOTHING_TO_CHECK));
            for one in &found.skipped {
                crate::tell!("  {}: {} ({})", self.texts.get(label::SKIPPED_WORD), one.subject, one.why);
            }
            return Err(exit::BAD_INPUT);
        }
        let single = matches!((paths.as_slice(), found.inputs.as_slice()), ([path], [one]) if !one.many && !Path::new(path).is_dir());
        if self.options.previous.is_some() && !single {
            crate::tell!("{}: {}", texts_word(self.texts), self.texts.get(label::PREVIOUS_WITH_MANY));
            return Err(exit::BAD_INPUT);
        }
        let output = matches.get_one::<String>("output");
        let unwritable = |e: std::io::Error| {
            unwritable(output.map_or("stdout", String::as_str), &e, self.texts);
            exit::BAD_INPUT
        };
        let output = Output::open(output).map_err(unwritable)?;
        let bar = progress(found.inputs.len(), &output);
        let mut writer = Writer { job: self, output, single, first: true, totals: Totals::default(), bad: false };
        let window = WINDOW * rayon::current_num_threads();
        writer.begin().map_err(unwritable)?;
        let mut batch: Vec<Input> = Vec::with_capacity(window);
        let mut outcome = Ok(());
        let mut held = 0;
        for source in &found.inputs {
            source.inputs(self.engine.limits().bytes, |input| {
                held += input.held();
                batch.push(input);
                if (batch.len() >= window || held >= HELD) && outcome.is_ok() {
                    held = 0;
                    outcome = self.flush(&mut batch, &mut writer);
                }
            });
            bar.inc(1);
        }
        outcome = outcome.and_then(|()| self.flush(&mut batch, &mut writer));
        bar.finish_and_clear();
        let skipped = found.skipped;
        outcome.and_then(|()| writer.end(skipped)).map_err(unwritable)?;
        Ok(writer.code())
    }

    /// Checks the inputs in hand on all threads and writes the reports in order.
    fn flush(&self, batch: &mut Vec<Input>, writer: &mut Writer<'_>) -> std::io::Result<()> {
        let answers: Vec<(String, Answer)> = batch.par_drain(..).map(|input| self.answer(input)).collect();
        answers.into_iter().try_for_each(|(name, answer)| writer.write(&name, answer))
    }

    fn answer(&self, input: Input) -> (String, Answer) {
        let name = input.name.clone();
        let answer = match input.read(self.engine.limits().bytes) {
            Err(e) => Answer::Unreadable(e),
            Ok(bytes) => {
                let mut options = self.options.clone();
                options.subject = Some(name.clone()).filter(|n| !n.is_empty());
                match self.engine.report(&bytes, &options) {
                    Ok(report) => Answer::Report(Box::new(report)),
                    Err(e) => Answer::Bad(e),
                }
            }
        };
        (name, answer)
    }
}

fn texts_word(texts: &Texts) -> &str {
    texts.get(label::ERROR_WORD)
}

/// A bar on a terminal, for long work whose results go elsewhere.
fn progress(inputs: usize, output: &Output) -> ProgressBar {
    if inputs < 50 || output.colour || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(inputs as u64).with_style(style)
}

/// An input that could not be checked, in the place of its report.
#[derive(Serialize)]
struct BadInput<'n> {
    subject: &'n str,
    error: ErrorWords,
}

struct Writer<'j> {
    job: &'j Job<'j>,
    output: Output,
    /// One path to a file of one subject: its report alone is the answer.
    single: bool,
    first: bool,
    totals: Totals,
    bad: bool,
}

impl Writer<'_> {
    fn begin(&mut self) -> std::io::Result<()> {
        if self.job.format != "json" || self.single {
            return Ok(());
        }
        // The reports are too many to hold: the object is opened here and closed in `end`.
        let head = serde_json::to_string(&Head::default())?;
        self.output.write(format!("{},\"reports\":[", head.trim_end_matches('}')).as_bytes())
    }

    fn write(&mut self, name: &str, answer: Answer) -> std::io::Result<()> {
        let texts = self.job.texts;
        match answer {
            Answer::Report(report) => {
                self.totals.add(&report);
                if self.job.format == "text" {
                    let paint = if self.output.colour { Paint::Ansi } else { Paint::Plain };
                    let gap = if self.first { "" } else { "\n" };
                    self.first = false;
                    return self.output.write(format!("{gap}{}", text_report::render(&report, texts, paint)).as_bytes());
                }
                self.entry(&serde_json::to_vec(&report)?)
            }
            Answer::Bad(error) => {
                let text = error_text(if name.is_empty() { "-" } else { name }, &error, texts);
                self.refuse(name, error.in_words(texts).error, &text)
            }
            Answer::Unreadable(reason) => {
                let message = texts.phrase(label::CannotRead { reason: reason.to_string() });
                let text = format!("{name}: {}: {message}\n", texts_word(texts));
                self.refuse(name, ErrorWords { code: "input.unreadable".to_owned(), message, help: None, at: None }, &text)
            }
        }
    }

    fn refuse(&mut self, subject: &str, error: ErrorWords, text: &str) -> std::io::Result<()> {
        self.bad = true;
        self.totals.errors += 1;
        if self.job.format == "text" {
            // What was good is still reported, in order: what was written so far goes first.
            self.output.finish()?;
            crate::tell!("{}", text.trim_end());
            return Ok(());
        }
        let entry = serde_json::to_vec(&BadInput { subject, error })?;
        self.entry(&entry)
    }

    fn entry(&mut self, json: &[u8]) -> std::io::Result<()> {
        if self.job.format == "json" && !self.single && !self.first {
            self.output.write(b",")?;
        }
        self.first = false;
        self.output.write(json)?;
        if self.job.format == "ndjson" || self.single { self.output.write(b"\n") } else { Ok(()) }
    }

    fn end(&mut self, skipped: Vec<zwgk::session::Skipped>) -> std::io::Result<()> {
        let texts = self.job.texts;
        match self.job.format.as_str() {
            "text" if !self.single => {
                for one in &skipped {
                    self.output.write(format!("\n{}: {}（{}）", texts.get(label::SKIPPED_WORD), one.subject, one.why).as_bytes())?;
                }
                let t = self.totals;
                let line = texts.phrase(label::TotalsLine {
                    cant_tell: t.counts.cant_tell,
                    errors: t.errors,
                    failed: t.counts.failed,
                    may: t.failed.may,
                    must: t.failed.must,
                    should: t.failed.should,
                    subjects: t.subjects,
                });
                self.output.write(format!("\n{line}\n").as_bytes())?;
            }
            "json" if !self.single => {
                let tail = serde_json::to_string(&Closing::new(self.totals, skipped).tail)?;
                self.output.write(format!("],{}\n", tail.trim_start_matches('{')).as_bytes())?;
            }
            "ndjson" => {
                let closing = serde_json::to_string(&Closing::new(self.totals, skipped))?;
                self.output.write(format!("{closing}\n").as_bytes())?;
            }
            _ => {}
        }
        self.output.finish()
    }

    fn code(&self) -> u8 {
        let failed = self.totals.failed;
        let counted = match self.job.fail_on.as_str() {
            "may" => failed.must + failed.should + failed.may,
            "should" => failed.must + failed.should,
            _ => failed.must,
        };
        if self.totals.counts.error > 0 {
            exit::NOT_RUN
        } else if self.bad {
            exit::BAD_INPUT
        } else if counted > 0 {
            exit::FINDINGS
        } else {
            exit::CLEAN
        }
    }
}
