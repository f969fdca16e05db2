//! The JSON Schemas: those of the types, and fit for what goes in and comes out.
#![cfg(feature = "cli")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::command::{folder, out, zwgk};
use support::{AS_OF, base, check, with};

#[test]
fn schemas_are_those_of_the_spec_and_fit_what_goes_in_and_out() {
    let dir = folder("schema");
    for name in zwgk::schema::NAMES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../spec/schema/{name}.json"));
        let printed = out(&zwgk(&dir, &["schema", name]));
        // ZWGK_WRITE=1 writes them anew after a change of the types.
        if std::env::var_os("ZWGK_WRITE").is_some() {
            fs::write(&path, &printed).unwrap();
        }
        assert!(fs::read_to_string(&path).unwrap() == printed, "spec/schema/{name}.json has drifted: run with ZWGK_WRITE=1");
    }
    assert_eq!(zwgk(&dir, &["schema", "nothing"]).status.code(), Some(2));
    let validator = |name: &str| jsonschema::validator_for(&zwgk::schema::schema(name).unwrap()).unwrap();
    let report = validator("annual-report");
    for name in ["base-2021", "base-2019", "base-previous"] {
        assert!(report.is_valid(&base(name)), "{name}");
    }
    // What the reader refuses the schema refuses too.
    for (pointer, value) in [
        ("/tabel3", json!({})),
        ("/table3/granted/research", json!(true)),
        ("/year", json!("2024")),
        ("/published", json!("2025/1/2")),
        ("/level", json!("county")),
    ] {
        assert!(!report.is_valid(&with(base("base-2021"), &[(pointer, value)])), "{pointer}");
    }
    assert!(report.is_valid(&with(
        base("base-2021"),
        &[("/x-own", json!([1])), ("/table3/granted/research", Value::Null), ("/table3/granted/other", json!("/"))]
    )));
    let answers = validator("report");
    fs::write(
        dir.join("late.json"),
        with(
            base("base-2021"),
            &[("/published", json!("2025-02-10")), ("/table4/reconsideration/total", json!(0)), ("/table3/granted/total", Value::Null)],
        )
        .to_string(),
    )
    .unwrap();
    fs::write(dir.join("bad.json"), "{").unwrap();
    for input in ["late.json", "bad.json"] {
        let output = zwgk(&dir, &["check", "--include", "passed,inapplicable", "--format", "ndjson", input]);
        for line in out(&output).lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            let problems: Vec<String> = answers.iter_errors(&value).map(|e| e.to_string()).collect();
            assert!(problems.is_empty(), "{input}: {problems:?}");
        }
    }
    assert!(
        validator("profile")
            .is_valid(&json!({"name": "a", "extends": "nmg", "rules": {"annual-report.outlier": {"params": {"factor": 3}}}}))
    );
    assert!(!validator("profile").is_valid(&json!({"name": "a", "rules": {"annual-report.outlier": {"params": {"facter": 3}}}})));
    assert!(validator("decisions").is_valid(
        &json!([{"rule": "annual-report.row-total", "fingerprint": "0".repeat(32), "reason": "c", "author": "d", "from": "2025-01-01"}])
    ));
}

/// The other direction: what the reader accepts the schema accepts.
#[test]
fn what_the_reader_accepts_the_schema_accepts() {
    let schema = jsonschema::validator_for(&zwgk::schema::schema("annual-report").unwrap()).unwrap();
    let place = json!({"file": null, "pointer": "/table3", "line": 3, "css": null, "x-own": 1});
    for (pointer, value) in [
        ("/table3", Value::Null),
        ("/table3/granted", Value::Null),
        ("/table3/granted/research", Value::Null),
        ("/table3/granted/research", json!("/")),
        ("/table3/x-own", json!([null])),
        ("/table3/granted/x-own", json!({})),
        ("/table2", Value::Null),
        ("/table2/fees", Value::Null),
        ("/table2/fees/amount", json!(0.5)),
        ("/table4", json!({"litigation_direct": null})),
        ("/year", json!(2021.0)),
        ("/agency_kind", Value::Null),
        ("/level", Value::Null),
        ("/format", Value::Null),
        ("/published", Value::Null),
        ("/published", json!("2022-02-31")),
        ("/submitted", Value::Null),
        ("/source", Value::Null),
        ("/fetched", Value::Null),
        ("/sections", Value::Null),
        ("/sections", json!([{"heading": null, "text": "", "x-own": 1}, {}])),
        ("/places", Value::Null),
        ("/places", json!({"/table3": null, "/table2": place, "not a pointer": {}})),
        ("/unread", Value::Null),
        ("/unread", json!([place, {}])),
        ("/x-own", Value::Null),
    ] {
        let subject = with(base("base-2021"), &[(pointer, value)]);
        let answer = check("{}", subject.to_string().as_bytes(), AS_OF);
        assert!(answer["error"].is_null(), "the reader refuses {pointer}: {answer}");
        let problems: Vec<String> = schema.iter_errors(&subject).map(|e| e.to_string()).collect();
        assert!(problems.is_empty(), "{pointer}: {problems:?}");
    }
}
