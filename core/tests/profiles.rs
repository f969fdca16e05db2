//! Profiles change levels, parameters and basis; they only weaken.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::{AS_OF, base, check, error, results, with};

#[test]
fn a_profile_is_checked_and_changes_levels_parameters_and_basis() {
    for (config, code, pointer) in [
        (r#"{"profile":"inner-mongolia"}"#, "profile.unknown", ""),
        (r#"{"profil":"nmg"}"#, "profile.unknown-field", "/profil"),
        (r#"{"profile":{"rules":{"annual-report.rowtotal":{}}}}"#, "profile.unknown-rule", "/profile/rules/annual-report.rowtotal"),
        (
            r#"{"profile":{"rules":{"annual-report.row-total":{"levle":"may"}}}}"#,
            "profile.unknown-field",
            "/profile/rules/annual-report.row-total/levle",
        ),
        (
            r#"{"profile":{"rules":{"annual-report.outlier":{"params":{"facter":3}}}}}"#,
            "profile.unknown-param",
            "/profile/rules/annual-report.outlier/params/facter",
        ),
        (
            r#"{"profile":{"rules":{"annual-report.outlier":{"params":{"factor":"3"}}}}}"#,
            "profile.type",
            "/profile/rules/annual-report.outlier/params/factor",
        ),
        (r#"{"profile":{"rules":{"annual-report.published-in-time":{"params":{"county_sum_day":"02-30"}}}}}"#, "profile.date-shape", ""),
        (r#"{"profile":{"rules":{"annual-report.joint-defendant":{"level":"may"}}}}"#, "profile.manual-rule", ""),
        (r#"{"limits":{"bites":1}}"#, "profile.unknown-field", "/limits/bites"),
        (r#"{"profile":"#, "profile.truncated", ""),
    ] {
        let found = error(config, b"{}", AS_OF);
        assert_eq!(found["code"], code, "{config}");
        if !pointer.is_empty() {
            assert_eq!(found["at"]["pointer"], pointer, "{config}");
        }
    }
    let report = with(base("base-2021"), &[("/published", json!("2025-01-20"))]).to_string();
    let config = json!({"profile": {"name": "mine", "extends": "national", "rules": {"annual-report.published-in-time": {
        "level": "should", "params": {"department_day": "01-15"}, "basis": [{"source": "mine", "number": "示例〔2025〕1号", "clause": "三", "seen": "full"}],
    }}}});
    let answer = check(&config.to_string(), report.as_bytes(), AS_OF);
    let late = results(&answer, "annual-report.published-in-time")[0];
    assert_eq!(answer["profile"], "mine");
    // 20 January is five days after the profile's own 15 January.
    assert_eq!((&late["level"], &late["expected"], &late["actual"]), (&json!("should"), &json!("2025-01-15"), &json!("2025-01-20")));
    assert_eq!(
        late["basis"].as_array().unwrap().last().unwrap(),
        &json!({"source": "mine", "number": "示例〔2025〕1号", "clause": "三", "seen": "full"})
    );
    assert_eq!(check("{}", report.as_bytes(), AS_OF)["counts"]["failed"], 0);
}

#[test]
fn a_profile_weakens_and_never_strengthens() {
    let level = |config: Value, changes: &[(&str, Value)], rule: &str| {
        let answer = check(&config.to_string(), with(base("base-2021"), changes).to_string().as_bytes(), AS_OF);
        results(&answer, rule)[0]["level"].clone()
    };
    let rule = |id: &str, level: &str| json!({"profile": {"rules": {id: {"level": level}}}});
    let blank = [("/table3/granted/research", Value::Null)];
    assert_eq!(level(rule("annual-report.cell-kind", "must"), &blank, "annual-report.cell-kind"), "should");
    assert_eq!(level(rule("annual-report.cell-kind", "may"), &blank, "annual-report.cell-kind"), "may");
}
