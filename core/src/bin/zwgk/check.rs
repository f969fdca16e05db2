//! `zwgk check`: folders in parallel, reports in order, the exit code.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::Path;

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use zwgk::annual_report::AnnualReport;
use zwgk::decision::Decisions;
use zwgk::json::Band;
use zwgk::options::CheckOptions;
use zwgk::text_report::Paint;
use zwgk::{Engine, Limits, Texts, Verbatim};
use zwgk_spec::label;
use zwgk_spec::vocabulary::SubjectKind;

use crate::args::{day_or_today, path};
use crate::beside::{load, load_json, or_complain};
use crate::exit;
use crate::files::{ENDINGS, Found, From, Input, Kind, Source};
use crate::names;
use crate::output::{Output, refuse, unwritable};
use crate::pairs::Pairs;
use crate::profile::load_profile;
use crate::queue::Queue;
use crate::reports::read_reports;
use crate::writer::{Answer, Format, Writer, skipped_line};

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
    format: Format,
    fail_on: String,
}

/// Reads everything that is not an input. What is wrong is said, and the exit code is the error.
fn setup<'t>(matches: &ArgMatches, texts: &'t Texts) -> Result<Job<'t>, u8> {
    let limits = Limits::default();
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let rules = load_profile(path(matches, "profile"), texts)?;
    let decisions =
        path(matches, "decisions").map(|path| load_json(path, Band::Options, texts, |at| Decisions::read(at.as_file("decisions"))));
    let decisions = decisions.transpose()?.unwrap_or_default();
    let mut options = CheckOptions::new(day_or_today(matches, "as-of").ok_or(exit::BAD_INPUT)?);
    let previous = path(matches, "previous").map(|path| {
        let bytes = load(path, Band::Options, texts)?;
        let name = names::of(path.as_os_str());
        or_complain(&name, AnnualReport::from_bytes(&bytes, Band::Options, Some("previous"), limits), texts)
    });
    options.previous = previous.transpose()?;
    options.baseline = path(matches, "baseline").map(|path| read_reports(path, texts)).transpose()?;
    options.kind = text("kind").as_deref().and_then(SubjectKind::from_key);
    let include: Vec<String> = matches.get_many::<String>("include").into_iter().flatten().cloned().collect();
    options.include_passed = include.iter().any(|i| i == "passed");
    options.include_inapplicable = include.iter().any(|i| i == "inapplicable");
    let engine = Engine::from_parts(texts.clone(), rules, decisions, limits);
    Ok(Job { engine, options, texts, format: Format::of(matches), fail_on: text("fail-on").unwrap_or_default() })
}

impl Job<'_> {
    fn run(&self, matches: &ArgMatches) -> Result<u8, u8> {
        let paths: Vec<OsString> = matches.get_many::<OsString>("paths").into_iter().flatten().cloned().collect();
        let found = Found::find(&paths, self.texts);
        if found.inputs.is_empty() {
            let folders: Vec<Verbatim> = paths.iter().map(|path| Verbatim(names::of(path).into_owned())).collect();
            let endings: Vec<Verbatim> = ENDINGS.map(Verbatim::from).to_vec();
            let code = refuse(&self.texts.phrase(label::NothingToCheck { endings, folders }), self.texts);
            found.skipped.iter().for_each(|one| crate::tell!("  {}", skipped_line(one, self.texts)));
            return Err(code);
        }
        let single =
            matches!((paths.as_slice(), found.inputs.as_slice()), ([path], [Source { kind: Kind::One, .. }]) if !Path::new(path).is_dir());
        if self.options.previous.is_some() && !single {
            return Err(refuse(self.texts.get(label::PREVIOUS_WITH_MANY), self.texts));
        }
        let pairs = matches.get_flag("pair-years").then(|| Pairs::new(&found.inputs, &self.engine, self.texts));
        let output = path(matches, "output");
        let unwritable =
            |e: std::io::Error| unwritable(&output.map_or("stdout".into(), |path| names::of(path.as_os_str())), &e, self.texts);
        let output = Output::open(output).map_err(unwritable)?;
        let bar = progress(found.inputs.len(), &output);
        let paint = if output.colour { Paint::Ansi } else { Paint::Plain };
        let mut writer = Writer::new(self.texts, self.format, single, output, bar.clone());
        writer.begin().map_err(unwritable)?;
        let max_bytes = self.engine.limits().bytes;
        let queue = Queue::new(|answer| writer.write(answer));
        let inputs = found.inputs.iter().inspect(|_| bar.inc(1)).flat_map(|source| source.inputs(max_bytes, self.texts));
        // One input at a time is taken up, in order, by whichever thread is free.
        let work =
            inputs.enumerate().par_bridge().try_for_each(|(number, input)| queue.put(number, || self.answer(input, pairs.as_ref(), paint)));
        bar.finish_and_clear();
        // Why the queue was closed is in the queue.
        let closed = queue.finish().map_err(unwritable);
        closed.and_then(|()| if work.is_err() { Err(exit::BAD_INPUT) } else { Ok(()) })?;
        writer.end(found.skipped).map_err(unwritable)?;
        Ok(writer.code(&self.fail_on))
    }

    /// Checks an input and puts what is to be written into bytes: a report with its words is many times as large.
    fn answer(&self, input: Input, pairs: Option<&Pairs<'_>>, paint: Paint) -> Answer {
        let name = input.name.clone();
        let file = if let From::File(path) = &input.from { Some(path.clone()) } else { None };
        let report = input.read(self.engine.limits().bytes, self.texts).and_then(|(bytes, first_line)| {
            let mut options = CheckOptions { first_line, subject_is_path: true, ..self.options.clone() };
            options.subject = Some(name.clone()).filter(|n| !n.is_empty());
            options.previous = options.previous.or_else(|| pairs?.previous(file.as_deref(), &bytes));
            self.engine.report(&bytes, &options)
        });
        match report {
            Ok(report) => {
                let mut answer = Answer::report(&report, self.format, self.texts, paint);
                let new = self.options.baseline.as_ref().is_some_and(|baseline| !baseline.has(&report.subject));
                answer.not_in_baseline = new.then_some(report.subject);
                answer
            }
            Err(error) => Answer::refusal(&name, error, self.format, self.texts),
        }
    }
}

/// A bar on a terminal, for long work whose results go elsewhere.
fn progress(inputs: usize, output: &Output) -> ProgressBar {
    if inputs < 50 || output.terminal || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(inputs as u64).with_style(style)
}
