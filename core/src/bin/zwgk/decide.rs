//! `zwgk decide`: writes down a decision on a finding of a report.

use std::path::Path;

use clap::ArgMatches;
use serde_json::Value;
use zwgk::decision::Decisions;
use zwgk::json::{Band, text_of};
use zwgk::report::DecisionEntry;
use zwgk::{Date, Error, Texts, Verbatim};
use zwgk_spec::{error, label};

use crate::args::{day_or_today, path, today};
use crate::beside::{load, or_complain, read_json};
use crate::exit;
use crate::names;
use crate::output::{Output, refuse, say, unwritable};
use crate::reports::read_reports;

/// Runs the subcommand.
pub(crate) fn run(matches: &ArgMatches, texts: &Texts) -> u8 {
    decide(matches, texts).map_or_else(|code| code, |()| exit::CLEAN)
}

fn decide(matches: &ArgMatches, texts: &Texts) -> Result<(), u8> {
    let text = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let file = path(matches, "decisions").unwrap_or(Path::new("decisions.json"));
    let (report, fingerprint) = (path(matches, "report").unwrap_or(Path::new("-")), text("fingerprint"));
    let refuse = |line: String| refuse(&line, texts);
    let reports = read_reports(report, texts)?;
    let found: Vec<_> = reports.with_finding(&fingerprint).collect();
    let Some((subject, finding)) = found.first() else {
        return Err(refuse(texts.phrase(label::NoSuchFinding { fingerprint: Verbatim::from(&*fingerprint) })));
    };
    // Equal fingerprints are equal findings of different subjects: who decides says of which.
    let given = matches.get_one::<String>("scope").cloned();
    if given.is_none() && found.len() > 1 {
        let subjects: Vec<Verbatim> = found.iter().map(|(subject, _)| Verbatim::from(*subject)).collect();
        return Err(refuse(texts.phrase(label::WhichSubject { count: subjects.len(), subjects: subjects_shown(subjects) })));
    }
    if let Some(argument) = ["reason", "author"].into_iter().find(|name| text(name).trim().is_empty()) {
        return Err(refuse(texts.phrase(label::UsageEmpty { argument: format!("--{argument}") })));
    }
    let (from, until) = (day_or_today(matches, "from").ok_or(exit::BAD_INPUT)?, matches.get_one::<Date>("until").copied());
    if let Some(until) = until.filter(|until| *until < from) {
        return Err(refuse(texts.phrase(label::UsageEndsFirst { from, until })));
    }
    let mut decisions = existing(file, texts)?;
    // A scope is a glob: a star in a file's name must not make it reach further.
    let scope = Some(given.unwrap_or_else(|| subject.replace('*', "?")));
    let decision =
        DecisionEntry { rule: finding.rule.clone(), scope, fingerprint, reason: text("reason"), author: text("author"), from, until };
    let new = serde_json::to_value(&decision).unwrap_or_default();
    // A new decision on the same finding takes the place of the old one; whoever made that must not lose it unsaid.
    let is_other = |old: &Value| ["rule", "fingerprint", "scope"].iter().any(|key| old.get(key) != new.get(key));
    let replaced: Vec<Value> = decisions.iter().filter(|old| !is_other(old) && **old != new).cloned().collect();
    decisions.retain(is_other);
    decisions.push(new);
    let json = serde_json::to_string_pretty(&decisions).unwrap_or_default();
    let written = Output::open(Some(file)).and_then(|mut output| {
        output.write((json + "\n").as_bytes())?;
        output.end()
    });
    let file = names::of(file.as_os_str());
    written.map_err(|e| unwritable(&file, &e, texts))?;
    let (file, fingerprint, rule) = (Verbatim(file.into_owned()), Verbatim(decision.fingerprint), Verbatim(decision.rule));
    say(&format!("{}\n", texts.phrase(label::DecisionWritten { file, fingerprint, rule })));
    for old in &replaced {
        let word = |key: &str| Verbatim::from(old.get(key).and_then(Value::as_str).unwrap_or_default());
        let (author, from, reason) = (word("author"), word("from"), word("reason"));
        say(&format!("  {}\n", texts.phrase(label::DecisionReplaced { author, from, reason })));
    }
    if today().is_some_and(|today| today < from) {
        say(&format!("  {}\n", texts.phrase(label::DecisionAhead { from })));
    }
    Ok(())
}

/// Subjects to choose from, the first few by name.
fn subjects_shown(mut subjects: Vec<Verbatim>) -> Vec<Verbatim> {
    const SHOWN: usize = 10;
    if subjects.len() > SHOWN {
        subjects.truncate(SHOWN);
        subjects.push(Verbatim::from("…"));
    }
    subjects
}

/// The decisions that the file has already; none when there is no file yet.
fn existing(file: &Path, texts: &Texts) -> Result<Vec<Value>, u8> {
    if !file.exists() {
        return Ok(Vec::new());
    }
    let bytes = load(file, Band::Options, texts)?;
    let read = read_json(&bytes, Band::Options, 1, |at| Decisions::read(at.as_file("decisions")));
    // What the caller wrote beside (`x-`) is kept: the list itself is what is added to.
    let list = read.and_then(|_| text_of(&bytes, Band::Options)).and_then(|text| {
        let list: Result<Vec<Value>, _> = serde_json::from_str(text);
        list.map_err(|_| Error::new(error::Internal))
    });
    or_complain(&names::of(file.as_os_str()), list, texts)
}
