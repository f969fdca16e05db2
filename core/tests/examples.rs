//! Every example of every rule says what it should, in both languages.

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

#[test]
fn language_changes_words_only() {
    let (zh, en) = (run(b"{}"), run(br#"{"lang":"en"}"#));
    for (a, b) in zh.iter().zip(&en) {
        for (x, y) in a.findings.iter().zip(&b.findings) {
            assert_eq!(
                (&x.fingerprint, &x.cause, x.level, &x.expected, &x.actual, &x.missing),
                (&y.fingerprint, &y.cause, y.level, &y.expected, &y.actual, &y.missing)
            );
            assert_ne!(x.message, y.message);
        }
    }
}
