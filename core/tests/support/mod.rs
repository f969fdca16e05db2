//! What several tests of the library share.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

#[cfg(feature = "cli")]
pub mod command;
#[cfg(feature = "html")]
pub mod pages;

use serde_json::Value;
use zwgk::{Engine, Texts};

pub const AS_OF: &str = r#"{"as_of":"2025-06-01"}"#;

/// The valid report that examples start from.
pub fn base(name: &str) -> Value {
    let text = zwgk_spec::BASES.iter().find(|(n, _)| *n == format!("annual-report/{name}")).map_or("null", |b| b.1);
    serde_json::from_str(text).unwrap_or_default()
}

/// The same without its text: what is tested on it is about tables alone.
pub fn tables(name: &str) -> Value {
    let mut report = base(name);
    report.as_object_mut().and_then(|fields| fields.remove("sections"));
    report
}

/// A report with some values changed.
pub fn with(mut value: Value, changes: &[(&str, Value)]) -> Value {
    for (pointer, new) in changes {
        let (parent, key) = pointer.rsplit_once('/').unwrap_or(("", pointer));
        if let Some(map) = value.pointer_mut(parent).and_then(Value::as_object_mut) {
            map.insert(key.to_owned(), new.clone());
        }
    }
    value
}

/// What `check` answers, error or report, as JSON.
pub fn check(config: &str, input: &[u8], options: &str) -> Value {
    call(config, "check", input, options)
}

/// What an operation answers, error or not, as JSON.
pub fn call(config: &str, op: &str, input: &[u8], options: &str) -> Value {
    let texts = Texts::built_in(Engine::language_of(config.as_bytes()));
    let answer = Engine::new(config.as_bytes()).and_then(|engine| engine.call(op, input, options.as_bytes()));
    serde_json::from_slice(&answer.unwrap_or_else(|e| e.to_json(&texts))).unwrap_or_default()
}

/// The results of a rule in a report.
pub fn results<'r>(report: &'r Value, rule: &str) -> Vec<&'r Value> {
    report["results"].as_array().into_iter().flatten().filter(|r| r["rule"] == rule).collect()
}

/// The error that `check` answers.
pub fn error(config: &str, input: &[u8], options: &str) -> Value {
    let answer = check(config, input, options);
    assert!(answer["error"].is_object(), "no error: {answer}");
    answer["error"].clone()
}

/// A report with `fields` put in as raw JSON text, so that duplicates and odd numbers survive.
pub fn raw(fields: &str) -> Vec<u8> {
    format!("{{\"agency\":\"示例局\",\"year\":2024,\n{fields}}}").into_bytes()
}
