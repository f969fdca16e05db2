//! What stays of a finding from run to run: fingerprints, decisions, baselines.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::{AS_OF, check, error, results, tables, with};

/// A fingerprint that no finding has.
const NONE: &str = "00000000000000000000000000000000";

#[test]
fn decisions_waive_end_and_go_unused() {
    let report = with(tables("base-2021"), &[("/table4/reconsideration/total", json!(0))]).to_string();
    let fingerprint = results(&check("{}", report.as_bytes(), AS_OF), "annual-report.review-total")[0]["fingerprint"].clone();
    let decision = |changes: Value| {
        let mut one = json!({"rule": "annual-report.review-total", "fingerprint": fingerprint, "reason": "已核实", "author": "张三", "from": "2025-05-01"});
        one.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        check("{}", report.as_bytes(), &json!({"as_of": "2025-06-01", "decisions": [one]}).to_string())
    };
    let waived = decision(json!({}));
    let result = results(&waived, "annual-report.review-total")[0];
    assert_eq!((&result["outcome"], &result["decision"]["author"]), (&json!("waived"), &json!("张三")));
    assert_eq!((&waived["counts"]["waived"], &waived["counts"]["failed"]), (&json!(1), &json!(0)));
    // `until` is the last valid day.
    assert_eq!(decision(json!({"until": "2025-06-01"}))["counts"]["waived"], 1);
    let ended = decision(json!({"until": "2025-05-31"}));
    assert_eq!((&ended["counts"]["failed"], &ended["decisions"]["expired"][0]["until"]), (&json!(1), &json!("2025-05-31")));
    assert_eq!(decision(json!({"from": "2025-06-02"}))["counts"]["failed"], 1);
    let unused = decision(json!({"fingerprint": NONE}));
    assert_eq!(unused["decisions"]["unused"][0]["fingerprint"], NONE);
    assert_eq!(decision(json!({"scope": "示例旗*"}))["counts"]["waived"], 1);
    let elsewhere = decision(json!({"scope": "另一旗*", "fingerprint": NONE}));
    assert_eq!(elsewhere["decisions"]["unused"], json!([]));
}

#[test]
fn a_baseline_tells_known_from_new_and_mended() {
    let before = with(tables("base-2021"), &[("/table4/reconsideration/total", json!(0)), ("/table2/penalties/decisions", json!(-1))]);
    let earlier = check("{}", before.to_string().as_bytes(), AS_OF);
    let now =
        with(tables("base-2021"), &[("/table4/reconsideration/total", json!(0)), ("/table2/licences/decisions", json!(0.5))]).to_string();
    for baseline in [earlier.clone(), json!({"schema": 1, "reports": [earlier.clone()], "later-key": 1})] {
        let answer = check("{}", now.as_bytes(), &json!({"as_of": "2025-06-01", "baseline": baseline}).to_string());
        assert_eq!(results(&answer, "annual-report.review-total")[0]["known"], true);
        assert_eq!(results(&answer, "annual-report.counts-whole")[0]["known"], false);
        assert_eq!(answer["mended"].as_array().unwrap().len(), 1);
        assert_eq!(answer["mended"][0]["rule"], "annual-report.counts-not-negative");
    }
}

#[test]
fn the_fingerprint_ignores_what_may_change_and_follows_the_numbers() {
    let fingerprint = |config: &str, report: &Value, options: &str| {
        results(&check(config, report.to_string().as_bytes(), options), "annual-report.review-total")[0]["fingerprint"].clone()
    };
    let report = with(tables("base-2021"), &[("/table4/reconsideration/total", json!(0))]);
    let first = fingerprint("{}", &report, AS_OF);
    for (config, options) in [
        (r#"{"lang":"en"}"#, AS_OF),
        (r#"{"profile":"national"}"#, AS_OF),
        (r#"{"profile":{"name":"mine","rules":{"annual-report.review-total":{"level":"may"}}}}"#, AS_OF),
        ("{}", r#"{"as_of":"2030-01-01","subject":"another"}"#),
    ] {
        assert_eq!(fingerprint(config, &report, options), first);
    }
    let moved = with(report.clone(), &[("/agency", json!("另一局")), ("/sections", json!([]))]);
    assert_eq!(fingerprint("{}", &moved, AS_OF), first);
    assert_ne!(fingerprint("{}", &with(report, &[("/table4/reconsideration/total", json!(1))]), AS_OF), first);
}

#[test]
fn what_a_rule_could_not_look_at_is_neither_mended_nor_unused() {
    let broken = with(tables("base-2021"), &[("/table4/reconsideration/total", json!(0))]);
    let earlier = check("{}", broken.to_string().as_bytes(), AS_OF);
    let fingerprint = &results(&earlier, "annual-report.review-total")[0]["fingerprint"];
    let options = json!({"as_of": "2025-06-01", "baseline": earlier, "decisions": [{
        "rule": "annual-report.review-total", "fingerprint": fingerprint, "reason": "电话 13947100001", "author": "张三", "from": "2025-01-01"}]});
    let gone = |report: &Value| {
        let answer = check("{}", report.to_string().as_bytes(), &options.to_string());
        (answer["mended"].as_array().unwrap().len(), answer["decisions"]["unused"].as_array().unwrap().len())
    };
    // More doubts than there may be results: the rules after them cannot run.
    let unread: Vec<Value> = (0..10_001).map(|n| json!({"snippet": n.to_string()})).collect();
    assert_eq!(gone(&with(broken.clone(), &[("/unread", json!(unread))])), (0, 0));
    let mut without = tables("base-2021");
    without.as_object_mut().unwrap().remove("table4");
    assert_eq!(gone(&without), (0, 0));
    assert_eq!(gone(&tables("base-2021")), (1, 1));
    // What a decision says is echoed like all that an input says.
    let waived = check("{}", broken.to_string().as_bytes(), &options.to_string());
    assert_eq!(results(&waived, "annual-report.review-total")[0]["decision"]["reason"], "电话 139********");
}

#[test]
fn a_decision_that_names_no_rule_or_finding_is_an_error() {
    let report = tables("base-2021").to_string();
    let refused = |changes: Value| {
        let mut one =
            json!({"rule": "annual-report.row-total", "fingerprint": NONE, "reason": "已核实", "author": "张三", "from": "2025-05-01"});
        one.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let of_call = error("{}", report.as_bytes(), &json!({"as_of": "2025-06-01", "decisions": [one.clone()]}).to_string());
        let of_engine = error(&json!({"decisions": [one]}).to_string(), report.as_bytes(), AS_OF);
        assert_eq!(of_engine["code"].as_str().unwrap().replace("profile.", "options."), of_call["code"].as_str().unwrap());
        assert_eq!(of_engine["at"], of_call["at"]);
        of_call
    };
    let mistyped = refused(json!({"rule": "annual-report.rowtotal"}));
    assert_eq!((&mistyped["code"], &mistyped["at"]["pointer"]), (&json!("options.unknown-rule"), &json!("/0/rule")));
    assert_eq!(mistyped["help"], "是否想写 `annual-report.row-total`？");
    for fingerprint in ["00", &NONE.replace('0', "A"), &NONE.replace('0', "g"), &"0".repeat(200_000)] {
        let found = refused(json!({"fingerprint": fingerprint}));
        assert_eq!((&found["code"], &found["at"]["pointer"]), (&json!("options.fingerprint"), &json!("/0/fingerprint")));
        assert!(found["message"].as_str().unwrap().chars().count() < 150);
    }
}

#[test]
fn what_is_echoed_of_decisions_and_baselines_is_short_and_masked() {
    let broken = with(tables("base-2021"), &[("/table4/reconsideration/total", json!(0))]).to_string();
    let earlier = check("{}", broken.as_bytes(), r#"{"as_of":"2025-06-01","subject":"甲"}"#);
    let fingerprint = &results(&earlier, "annual-report.review-total")[0]["fingerprint"];
    let scope = format!("甲{}", "*".repeat(200_000));
    let decision = json!({"rule": "annual-report.review-total", "scope": scope, "fingerprint": fingerprint, "reason": "已核实", "author": "张三", "from": "2025-05-01"});
    let options = json!({"as_of": "2025-06-01", "subject": "甲", "decisions": [decision]}).to_string();
    let answer = check("{}", broken.as_bytes(), &options);
    // The scope is cut where it is shown, not where it is matched.
    let echoed = results(&answer, "annual-report.review-total")[0]["decision"]["scope"].as_str().unwrap();
    assert_eq!((&answer["counts"]["waived"], echoed.chars().count()), (&json!(1), 120));
    let message = format!("电话 13947100001 {}", "汉".repeat(200_000));
    let baseline = json!({"subject": "甲", "results": [
        {"rule": "annual-report.review-total", "finding": "sum", "outcome": "failed", "fingerprint": fingerprint, "message": message}]});
    let options = json!({"as_of": "2025-06-01", "subject": "甲", "baseline": baseline}).to_string();
    let mended = check("{}", tables("base-2021").to_string().as_bytes(), &options)["mended"][0].clone();
    let message = mended["message"].as_str().unwrap();
    assert!(message.starts_with("电话 139******** 汉") && message.chars().count() == 120, "{message}");
    assert_eq!(&mended["fingerprint"], fingerprint);
}

/// What names the subject of a call may be taken from what is checked: it is printed like all that an input says.
#[test]
fn a_subject_is_printed_short_and_masked_and_still_found() {
    let broken = with(tables("base-2021"), &[("/table4/reconsideration/total", json!(0))]).to_string();
    let long = format!("案{}", "汉".repeat(200));
    for (subject, printed) in [("电话 13947100001", "电话 139********".to_owned()), (&long, format!("案{}…", "汉".repeat(118)))] {
        let options = |more: Value| {
            let mut options = json!({"as_of": "2025-06-01", "subject": subject});
            options.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            options.to_string()
        };
        let first = check("{}", broken.as_bytes(), &options(json!({})));
        assert_eq!(first["subject"], printed);
        // The baseline is the printed report; a decision may have the printed name or the host's.
        let fingerprint = &results(&first, "annual-report.review-total")[0]["fingerprint"];
        let known = check("{}", broken.as_bytes(), &options(json!({"baseline": first})));
        assert_eq!(results(&known, "annual-report.review-total")[0]["known"], true);
        for scope in [subject, &printed.replace('*', "?")] {
            let decision = json!({"rule": "annual-report.review-total", "scope": scope, "fingerprint": fingerprint, "reason": "已核实", "author": "张三", "from": "2025-05-01"});
            let waived = check("{}", broken.as_bytes(), &options(json!({"decisions": [decision]})));
            assert_eq!(waived["counts"]["waived"], 1, "{scope}");
        }
    }
}
