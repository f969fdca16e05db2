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
        (r#"{"profile":{"name":"mine","rules":{"annual-report.rowtotal":{}}}}"#, "profile.unknown-rule", "/rules/annual-report.rowtotal"),
        (
            r#"{"profile":{"name":"mine","rules":{"annual-report.row-total":{"levle":"may"}}}}"#,
            "profile.unknown-field",
            "/rules/annual-report.row-total/levle",
        ),
        (
            r#"{"profile":{"name":"mine","rules":{"annual-report.outlier":{"params":{"facter":3}}}}}"#,
            "profile.unknown-param",
            "/rules/annual-report.outlier/params/facter",
        ),
        (
            r#"{"profile":{"name":"mine","rules":{"annual-report.outlier":{"params":{"factor":"3"}}}}}"#,
            "profile.type",
            "/rules/annual-report.outlier/params/factor",
        ),
        (
            r#"{"profile":{"name":"mine","rules":{"annual-report.published-in-time":{"params":{"county_sum_day":"02-30"}}}}}"#,
            "profile.date-shape",
            "",
        ),
        (r#"{"profile":{"name":"mine","rules":{"annual-report.joint-defendant":{"level":"may"}}}}"#, "profile.manual-rule", ""),
        (r#"{"profile":{"name":"mine","rules":{"annual-report.row-total":{"params":{"share":1}}}}}"#, "profile.unknown-param", ""),
        // A profile of one's own is never taken for a built-in one.
        (r#"{"profile":{"rules":{}}}"#, "profile.missing-field", ""),
        (r#"{"profile":{"name":" "}}"#, "profile.name", "/name"),
        (r#"{"profile":{"name":"nmg"}}"#, "profile.name", "/name"),
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
    let rule = |id: &str, level: &str| json!({"profile": {"name": "mine", "rules": {id: {"level": level}}}});
    let blank = [("/table3/granted/research", Value::Null)];
    assert_eq!(level(rule("annual-report.cell-kind", "should"), &blank, "annual-report.cell-kind"), "should");
    // What would do nothing is no setting.
    assert_eq!(error(&rule("annual-report.cell-kind", "must").to_string(), b"{}", AS_OF)["code"], "profile.level");
    let stronger = error(&rule("annual-report.outlier", "must").to_string(), b"{}", AS_OF);
    assert_eq!((&stronger["code"], &stronger["at"]["pointer"]), (&json!("profile.level"), &json!("/rules/annual-report.outlier/level")));
    assert_eq!(stronger["message"], "规则 `annual-report.outlier` 的级别是 `may`，规则层只能减弱，不能加强为 `must`");
    assert_eq!(level(rule("annual-report.cell-kind", "may"), &blank, "annual-report.cell-kind"), "may");
}

#[test]
fn a_day_that_a_profile_sets_holds_however_early_it_is() {
    let judged = |params: Value, changes: &[(&str, Value)]| {
        let config = json!({"profile": {"name": "mine", "rules": {"annual-report.published-in-time": {"params": params}}}});
        let answer = check(&config.to_string(), with(base("base-2021"), changes).to_string().as_bytes(), AS_OF);
        let found = results(&answer, "annual-report.published-in-time");
        found
            .first()
            .map_or_else(|| "passed".to_owned(), |f| format!("{}.{}", f["outcome"].as_str().unwrap(), f["finding"].as_str().unwrap()))
    };
    let township = |day: &str| [("/agency_kind", json!("township")), ("/level", json!("township")), ("/published", json!(day))];
    assert_eq!(judged(json!({"township_day": "01-20"}), &township("2025-01-25")), "failed.township-late");
    assert_eq!(judged(json!({"township_day": "01-20"}), &township("2025-01-20")), "passed");
    let banner = |day: &str| [("/agency_kind", json!("government")), ("/level", json!("banner")), ("/published", json!(day))];
    assert_eq!(judged(json!({"county_sum_day": "01-25"}), &banner("2025-01-30")), "failed.sum-late");
    assert_eq!(judged(json!({"county_sum_day": "01-25"}), &banner("2025-01-25")), "passed");
    // 某市: of county level or with districts, nobody knows.
    let city = |day: &str| {
        [("/agency", json!("示例市人民政府")), ("/agency_kind", json!("government")), ("/level", Value::Null), ("/published", json!(day))]
    };
    assert_eq!(judged(json!({"city_sum_day": "02-10"}), &city("2025-02-15")), "cant_tell.level");
    assert_eq!(judged(json!({"city_sum_day": "02-10"}), &city("2025-02-10")), "passed");
}
