//! `zwgk decide`: writes down a decision on a finding of a report.

use std::path::Path;

use clap::ArgMatches;
use serde_json::Value;
use zwgk::decision::Decisions;
use zwgk::json::{At, Band, parse};
use zwgk::report::DecisionEntry;
use zwgk::{Date, Error, Limits, Texts};
use zwgk_spec::{error, label};

use crate::args::day_or_today;
use crate::exit;
use crate::files::load;
use crate::output::{complain, say, unwritable};
use crate::reports::read_reports;

/// Runs the subcommand.
pub(crate) fn run(matches: &ArgMatches, texts: &Texts) -> u8 {
    decide(matches, texts).map_or_else(|code| code, |()| exit::CLEAN)
}

fn decide(matches: &ArgMatches, texts: &Texts) -> Result<(), u8> {
    let text = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let (report, fingerprint, file) = (text("report"), text("fingerprint"), text("decisions"));
    let refuse = |line: String| {
        crate::tell!("{}: {line}", texts.get(label::ERROR_WORD));
        exit::BAD_INPUT
    };
    let reports = read_reports(&report, texts)?;
    let found: Vec<_> = reports.with_finding(&fingerprint).collect();
    let Some((subject, finding)) = found.first() else {
        return Err(refuse(texts.phrase(label::NoSuchFinding { fingerprint: fingerprint.as_str() })));
    };
    // Equal fingerprints are equal findings of different subjects: who decides says of which.
    let given = matches.get_one::<String>("scope").cloned();
    if given.is_none() && found.len() > 1 {
        let subjects: Vec<String> = found.iter().map(|(subject, _)| (*subject).to_owned()).collect();
        return Err(refuse(texts.phrase(label::WhichSubject { count: subjects.len(), subjects: subjects_shown(subjects) })));
    }
    if let Some(argument) = ["reason", "author"].into_iter().find(|name| text(name).trim().is_empty()) {
        return Err(refuse(texts.phrase(label::UsageMissing { argument: format!("--{argument}") })));
    }
    let (from, until) = (day_or_today(matches, "from").ok_or(exit::BAD_INPUT)?, matches.get_one::<Date>("until").copied());
    if let Some(value) = until.filter(|until| *until < from) {
        return Err(refuse(texts.phrase(label::UsageValue { argument: "--until", value })));
    }
    let mut decisions = existing(&file, texts)?;
    // A scope is a glob: a star in a file's name must not make it reach further.
    let scope = Some(given.unwrap_or_else(|| subject.replace('*', "?")));
    let decision =
        DecisionEntry { rule: finding.rule.clone(), scope, fingerprint, reason: text("reason"), author: text("author"), from, until };
    let new = serde_json::to_value(&decision).unwrap_or_default();
    // A new decision on the same finding takes the place of the old one.
    decisions.retain(|old| ["rule", "fingerprint", "scope"].iter().any(|key| old.get(key) != new.get(key)));
    decisions.push(new);
    let json = serde_json::to_string_pretty(&decisions).unwrap_or_default();
    // Written beside and then put in place: a full disk must not cost the decisions that are there.
    let beside = format!("{file}.new");
    std::fs::write(&beside, json + "\n").and_then(|()| std::fs::rename(&beside, &file)).map_err(|e| {
        unwritable(&file, &e, texts);
        exit::BAD_INPUT
    })?;
    let DecisionEntry { rule, fingerprint, .. } = decision;
    say(&format!("{}\n", texts.phrase(label::DecisionWritten { file, fingerprint, rule })));
    Ok(())
}

/// Subjects to choose from, the first few by name.
fn subjects_shown(mut subjects: Vec<String>) -> Vec<String> {
    const SHOWN: usize = 10;
    if subjects.len() > SHOWN {
        subjects.truncate(SHOWN);
        subjects.push("…".to_owned());
    }
    subjects
}

/// The decisions that the file has already; none when there is no file yet.
fn existing(file: &str, texts: &Texts) -> Result<Vec<Value>, u8> {
    if !Path::new(file).exists() {
        return Ok(Vec::new());
    }
    let bytes = load(file, Band::Options, texts)?;
    let read = parse(&bytes, Band::Options, Limits::default().nodes).and_then(|tree| Decisions::read(At::root(&tree).as_file("decisions")));
    read.map_err(|e| {
        complain(file, &e, texts);
        exit::BAD_INPUT
    })?;
    // What the caller wrote beside (`x-`) is kept: the list itself is what is added to.
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(json).map_err(|_| {
        complain(file, &Error::new(error::Internal), texts);
        exit::BAD_INPUT
    })
}
