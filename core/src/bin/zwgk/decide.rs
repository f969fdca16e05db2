//! `zwgk decide`: writes down a decision on a finding of a report.

use std::path::Path;

use clap::ArgMatches;
use serde_json::Value;
use zwgk::decision::Decisions;
use zwgk::json::{At, Band, parse};
use zwgk::report::DecisionEntry;
use zwgk::{Date, Limits, Texts};
use zwgk_spec::label;

use crate::args::day_or_today;
use crate::exit;
use crate::files::read_file;
use crate::output::{complain, say, unreadable, unwritable};

/// Runs the subcommand.
pub(crate) fn run(matches: &ArgMatches, texts: &Texts) -> u8 {
    decide(matches, texts).map_or_else(|code| code, |()| exit::CLEAN)
}

fn decide(matches: &ArgMatches, texts: &Texts) -> Result<(), u8> {
    let text = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let (report, fingerprint, file) = (text("report"), text("fingerprint"), text("decisions"));
    let bytes = read_file(Path::new(&report), Limits::default().bytes).map_err(|e| {
        unreadable(&report, &e, texts);
        exit::BAD_INPUT
    })?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|e| {
        unreadable(&report, &std::io::Error::other(e), texts);
        exit::BAD_INPUT
    })?;
    let Some((subject, rule)) = find(&value, &fingerprint) else {
        let fingerprint = fingerprint.as_str();
        crate::tell!("{}: {}", texts.get(label::ERROR_WORD), texts.phrase(label::NoSuchFinding { fingerprint }));
        return Err(exit::BAD_INPUT);
    };
    let refuse = |line: String| {
        crate::tell!("{}: {line}", texts.get(label::ERROR_WORD));
        exit::BAD_INPUT
    };
    if let Some(argument) = ["reason", "author"].into_iter().find(|name| text(name).trim().is_empty()) {
        return Err(refuse(texts.phrase(label::UsageMissing { argument: format!("--{argument}") })));
    }
    let (from, until) = (day_or_today(matches, "from").ok_or(exit::BAD_INPUT)?, matches.get_one::<Date>("until").copied());
    if let Some(value) = until.filter(|until| *until < from) {
        return Err(refuse(texts.phrase(label::UsageValue { argument: "--until", value })));
    }
    let mut decisions = existing(&file, texts)?;
    let scope = Some(matches.get_one::<String>("scope").cloned().unwrap_or(subject));
    let decision = DecisionEntry { rule, scope, fingerprint, reason: text("reason"), author: text("author"), from, until };
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

/// Subject and rule of the result with a fingerprint, in a report or in the reports of a run.
fn find(value: &Value, fingerprint: &str) -> Option<(String, String)> {
    let reports = value.get("reports").and_then(Value::as_array).map_or_else(|| vec![value], |list| list.iter().collect());
    reports.into_iter().find_map(|report| {
        let results = report.get("results")?.as_array()?;
        let result = results.iter().find(|r| r.get("fingerprint").and_then(Value::as_str) == Some(fingerprint))?;
        Some((report.get("subject")?.as_str()?.to_owned(), result.get("rule")?.as_str()?.to_owned()))
    })
}

/// The decisions that the file has already; none when there is no file yet.
fn existing(file: &str, texts: &Texts) -> Result<Vec<Value>, u8> {
    if !Path::new(file).exists() {
        return Ok(Vec::new());
    }
    let bytes = read_file(Path::new(file), Limits::default().bytes).map_err(|e| {
        unreadable(file, &e, texts);
        exit::BAD_INPUT
    })?;
    let read = parse(&bytes, Band::Options, Limits::default().nodes).and_then(|tree| Decisions::read(At::root(&tree).as_file("decisions")));
    read.map_err(|e| {
        complain(file, &e, texts);
        exit::BAD_INPUT
    })?;
    // What the caller wrote beside (`x-`) is kept: the list itself is what is added to.
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(json).map_err(|e| {
        unreadable(file, &std::io::Error::other(e), texts);
        exit::BAD_INPUT
    })
}
