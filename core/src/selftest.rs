//! Every example of every rule, run on this machine: what `zwgk selftest` and the test of examples do.

use serde_json::Value;
use sha2::{Digest, Sha256};
use zwgk_spec::vocabulary::Language;
use zwgk_spec::{BASES, EXAMPLES, RULES, RuleData, label};

use crate::engine::to_json;
use crate::json::{At, Band, parse};
use crate::options::CheckOptions;
use crate::report::{FindingEntry, Report};
use crate::{Engine, Error, Limits, Texts};

/// One example and how it went.
#[derive(Debug, Clone)]
pub struct ExampleRun {
    /// The rule.
    pub rule: &'static str,
    /// The example's file.
    pub file: &'static str,
    /// What it shows, in the engine's language.
    pub about: String,
    /// What it changes of its base: pointer and value.
    pub changes: Vec<String>,
    /// The findings of its own rule.
    pub findings: Vec<FindingEntry>,
    /// What differs from what it expects; nothing when all is well.
    pub faults: Vec<String>,
}

/// The day on which examples are judged unless they say otherwise: after every day of their reports.
const AS_OF: &str = "2025-06-01";

/// Runs every example of every rule.
#[must_use]
pub fn run(engine: &Engine) -> Vec<ExampleRun> {
    RULES.iter().flat_map(|rule| run_rule(engine, rule)).collect()
}

/// Runs the examples of one rule.
#[must_use]
pub fn run_rule(engine: &Engine, rule: &'static RuleData) -> Vec<ExampleRun> {
    let position = RULES.iter().position(|r| r.id == rule.id);
    let examples = position.and_then(|p| EXAMPLES.get(p)).copied().unwrap_or_default();
    examples
        .iter()
        .map(|(file, text)| {
            let example: Value = serde_json::from_str(text).unwrap_or_default();
            let language = engine.texts().language().key();
            let about = example.pointer(&format!("/about/{language}")).and_then(Value::as_str).unwrap_or_default().to_owned();
            let mut run = ExampleRun { rule: rule.id, file, about, changes: changes(&example), findings: Vec::new(), faults: Vec::new() };
            match check(engine, rule, &example) {
                Ok(report) => {
                    run.findings = report.findings().filter(|f| f.rule == rule.id).cloned().collect();
                    compare(&example, &report, engine.texts(), &mut run);
                }
                Err(error) => run.faults.push(error.in_words(engine.texts()).error.message),
            }
            run
        })
        .collect()
}

/// Digest of every example's findings: equal on every machine that runs one build.
#[must_use]
pub fn digest(runs: &[ExampleRun]) -> String {
    let mut hash = Sha256::new();
    for run in runs {
        hash.update(run.rule);
        hash.update(run.file);
        hash.update(to_json(&run.findings).unwrap_or_default());
    }
    hash.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect()
}

fn check(engine: &Engine, rule: &RuleData, example: &Value) -> Result<Report, Error> {
    let mut options = example.get("options").cloned().filter(Value::is_object).unwrap_or_else(|| Value::Object(serde_json::Map::new()));
    if let Some(map) = options.as_object_mut() {
        if let Some(previous) = map.get("previous").map(|p| build(rule, p)) {
            map.insert("previous".to_owned(), previous);
        }
        map.entry("as_of").or_insert_with(|| AS_OF.into());
    }
    let options = to_json(&options)?;
    let tree = parse(&options, Band::Options, Limits::default().nodes)?;
    engine.report(&to_json(&build(rule, example))?, &CheckOptions::read(At::root(&tree))?)
}

fn changes(example: &Value) -> Vec<String> {
    let set = example.get("set").and_then(Value::as_object).into_iter().flatten().map(|(pointer, value)| format!("{pointer} = {value}"));
    let removed = example.get("remove").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(|p| format!("{p} ×"));
    set.chain(removed).collect()
}

/// A base with the values of `set` put in and those of `remove` taken out.
fn build(rule: &RuleData, change: &Value) -> Value {
    let name = format!("{}/{}", rule.standard.id, change.get("base").and_then(Value::as_str).unwrap_or_default());
    let base = BASES.iter().find(|(n, _)| *n == name).map_or("null", |(_, text)| text);
    let mut subject: Value = serde_json::from_str(base).unwrap_or_default();
    for (pointer, value) in change.get("set").and_then(Value::as_object).into_iter().flatten() {
        if let (Some(Value::Object(parent)), key) = parent_of(&mut subject, pointer) {
            parent.insert(key.to_owned(), value.clone());
        }
    }
    for pointer in change.get("remove").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        // The build step saw that it is there.
        match parent_of(&mut subject, pointer) {
            (Some(Value::Object(parent)), key) => {
                parent.remove(key);
            }
            (Some(Value::Array(parent)), key) => {
                let index = key.parse().unwrap_or(usize::MAX);
                let mut number = 0..;
                parent.retain(|_| number.next() != Some(index));
            }
            _ => {}
        }
    }
    subject
}

fn parent_of<'v, 'p>(subject: &'v mut Value, pointer: &'p str) -> (Option<&'v mut Value>, &'p str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap_or(("", pointer));
    (subject.pointer_mut(parent), key)
}

/// The findings of the example's own rule must be those it expects, no more and no fewer; other rules may fire too.
/// Words are compared in Chinese, in which the examples have them.
fn compare(example: &Value, report: &Report, texts: &Texts, run: &mut ExampleRun) {
    let words = texts.language() == Language::Zh;
    let expected: Vec<&Value> = example.get("expect").and_then(Value::as_array).into_iter().flatten().collect();
    if expected.len() != run.findings.len() {
        run.faults.push(texts.phrase(label::SelftestCount { expected: expected.len(), found: run.findings.len() }));
    }
    if report.counts.error > 0 {
        run.faults.push(texts.get(label::SELFTEST_STOPPED).to_owned());
    }
    let mut left: Vec<&FindingEntry> = run.findings.iter().collect();
    for want in expected {
        let text = |key| want.get(key).and_then(Value::as_str).unwrap_or_default();
        let found = left.iter().position(|f| {
            let named = text("finding") == format!("{}.{}", f.outcome, f.finding);
            // An empty `at`: the field does not exist, and no place of the finding points to one that does.
            let placed = match text("at") {
                "" => f.at.iter().all(|p| p.pointer.is_none()),
                at => f.at.iter().any(|p| p.pointer.as_deref() == Some(at)),
            };
            named
                && placed
                && (!words || f.message.contains(text("message")) && f.fix.as_ref().map_or("", |x| x.text.as_str()).contains(text("fix")))
        });
        // Each finding is what one expectation wants, and no other.
        if let Some(found) = found {
            left.remove(found);
        } else {
            let all: Vec<String> = run
                .findings
                .iter()
                .map(|f| format!("{}.{} {:?} {} / {:?}", f.outcome, f.finding, f.at.first(), f.message, f.fix))
                .collect();
            run.faults.push(texts.phrase(label::SelftestOther { wanted: want.to_string() }));
            run.faults.extend(all);
        }
    }
}
