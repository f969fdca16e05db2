//! Every example of every rule says what it should, in both languages.

use serde_json::Value;
use zwgk::{Engine, selftest};

fn run(config: &[u8]) -> Vec<selftest::ExampleRun> {
    let engine = Engine::new(config).map_err(|e| e.code());
    let runs = engine.map(|engine| selftest::run(&engine));
    assert!(runs.is_ok(), "{runs:?}");
    runs.unwrap_or_default()
}

#[test]
fn every_example_says_what_it_expects() {
    for config in [b"{}".as_slice(), br#"{"lang":"en"}"#, br#"{"profile":"national"}"#] {
        let runs = run(config);
        assert!(runs.len() > 60, "{} examples", runs.len());
        let faults: Vec<String> =
            runs.iter().filter(|r| !r.faults.is_empty()).map(|r| format!("{} {}: {:#?}", r.rule, r.file, r.faults)).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// What people read: a finding's line, the text of its fix and its reasoning, the name of a place.
const WORDS: [&str; 3] = ["message", "text", "name"];

/// Takes out the words, and returns how many texts that were.
fn take_words(value: &mut Value) -> usize {
    match value {
        Value::Array(all) => all.iter_mut().map(take_words).sum(),
        Value::Object(map) => {
            let words = WORDS.iter().filter(|key| map.remove(**key).is_some()).count();
            words + map.values_mut().map(take_words).sum::<usize>()
        }
        _ => 0,
    }
}

#[test]
fn language_changes_words_only() -> serde_json::Result<()> {
    let (zh, en) = (run(b"{}"), run(br#"{"lang":"en"}"#));
    let named = |runs: &[selftest::ExampleRun]| runs.iter().map(|r| (r.rule, r.file, r.findings.len())).collect::<Vec<_>>();
    assert_eq!(named(&zh), named(&en));
    for (a, b) in zh.iter().zip(&en) {
        for (x, y) in a.findings.iter().zip(&b.findings) {
            assert_ne!(x.message, y.message, "{}", a.file);
            let (mut x, mut y) = (serde_json::to_value(x)?, serde_json::to_value(y)?);
            assert_eq!(take_words(&mut x), take_words(&mut y), "{}", a.file);
            assert_eq!(x, y, "{}", a.file);
            assert!(x.get("at").is_some_and(Value::is_array), "{x}");
        }
    }
    Ok(())
}
