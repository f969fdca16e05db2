//! Call options: what is refused, and what they ask for.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::json;
use support::{AS_OF, base, call, check, error};

#[test]
fn options_are_refused_by_name() {
    let report = base("base-2021").to_string();
    for (options, code, pointer) in [
        ("", "options.empty", ""),
        ("{}", "options.missing", ""),
        (r#"{"as_of":"2025-06-31"}"#, "options.date-shape", "/as_of"),
        (r#"{"as_of":"2025-06-01","inclde":[]}"#, "options.unknown-field", "/inclde"),
        (r#"{"as_of":"2025-06-01","include":["everything"]}"#, "options.unknown-value", "/include/0"),
        (r#"{"as_of":"2025-06-01","kind":"page"}"#, "options.unknown-value", "/kind"),
        (r#"{"as_of":"2025-06-01","format":"xml"}"#, "options.unknown-value", "/format"),
        (r#"{"as_of":"2025-06-01","decisions":[{"rule":"a"}]}"#, "options.missing-field", "/0"),
        (r#"{"as_of":"2025-06-01","baseline":{}}"#, "options.missing-field", ""),
        (r#"{"as_of":"2025-06-01","previous":{"agency":"a"}}"#, "options.missing-field", ""),
        (r#"{"as_of":"2025-06-01","previous":{"agency":"a","year":2024}}"#, "options.previous-year", ""),
    ] {
        let found = error("{}", report.as_bytes(), options);
        assert_eq!(found["code"], code, "{options}");
        if !pointer.is_empty() {
            assert_eq!(found["at"]["pointer"], pointer, "{options}");
        }
    }
    let found = error("{}", report.as_bytes(), r#"{"as_of":"2025-06-01","previous":{"agency":"a","year":2023,"tabel3":{}}}"#);
    assert_eq!((&found["at"]["file"], &found["at"]["pointer"]), (&json!("previous"), &json!("/tabel3")));
    assert_eq!(call("{}", "chek", b"", "")["error"]["code"], "options.unknown-op");
}

#[test]
fn passed_and_inapplicable_rules_are_listed_when_asked_for() {
    let report = base("base-2021").to_string();
    let short = check("{}", report.as_bytes(), AS_OF);
    let long = check("{}", report.as_bytes(), r#"{"as_of":"2025-06-01","include":["passed","inapplicable"]}"#);
    assert_eq!(short["results"], json!([]));
    assert_eq!(short["counts"], long["counts"]);
    let of = |outcome: &str| long["results"].as_array().unwrap().iter().filter(|r| r["outcome"] == outcome).count();
    assert_eq!(
        (json!(of("passed")), json!(of("inapplicable"))),
        (long["counts"]["passed"].clone(), long["counts"]["inapplicable"].clone())
    );
    // A department, 2024, without last year's report: what governments add, the key points of 2022, the four rules from
    // year to year; labels, which only an extraction has.
    assert_eq!(of("inapplicable"), 8);
}
