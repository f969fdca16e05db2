//! What every door relies on: errors that name the place and the way out, limits, profiles, decisions, baselines, sessions.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::{base, call, check, results, with};
use zwgk::Engine;

const AS_OF: &str = r#"{"as_of":"2025-06-01"}"#;

fn error(config: &str, input: &[u8], options: &str) -> Value {
    let answer = check(config, input, options);
    assert!(answer["error"].is_object(), "no error: {answer}");
    answer["error"].clone()
}

/// A report with `fields` put in as raw JSON text, so that duplicates and odd numbers survive.
fn raw(fields: &str) -> Vec<u8> {
    format!("{{\"agency\":\"示例局\",\"year\":2024,\n{fields}}}").into_bytes()
}

#[test]
fn bad_input_is_named_with_its_place() {
    let nested = |n: usize| [b"[".repeat(n), b"]".repeat(n)].concat();
    let deep = |n: usize| raw(&format!("\"x-deep\":{}", String::from_utf8(nested(n)).unwrap()));
    let cases: Vec<(Vec<u8>, &str, &str, u64)> = vec![
        (b"".to_vec(), "input.empty", "", 0),
        (b" \n ".to_vec(), "input.empty", "", 0),
        (raw("\"table2\":{\"regula"), "input.truncated", "", 2),
        (raw("\"published\":\"2025-01-20\",}"), "input.json", "", 2),
        (b"\x00\x01\x02\xff".to_vec(), "input.encoding", "", 0),
        ("{\"agency\":\"a\",\"year\":2024}".encode_utf16().flat_map(u16::to_le_bytes).collect(), "input.json", "", 1),
        (raw("\"publishd\":\"2025-01-20\""), "input.unknown-field", "/publishd", 2),
        (raw("\"table3\":{\n\"granted\":{\"naturalperson\":1}}"), "input.unknown-field", "/table3/granted/naturalperson", 3),
        (raw("\"table2\":{\"licences\":{\"made\":1}}"), "input.unknown-field", "/table2/licences/made", 2),
        (raw("\"year\":2024"), "input.duplicate-field", "/year", 2),
        (raw("\"x-own\":{\"a\":1,\n\"b\":{\"c\":1,\"c\":2}}"), "input.duplicate-field", "/x-own/b/c", 3),
        (raw("\"table4\":[]"), "input.type", "/table4", 2),
        (raw("\"table4\":{\"reconsideration\":{\"upheld\":true}}"), "input.type", "/table4/reconsideration/upheld", 2),
        (raw("\"published\":20250120"), "input.type", "/published", 2),
        (raw("\"published\":\"2025年1月20日\""), "input.date-shape", "/published", 2),
        (raw("\"agency_kind\":\"bureau\""), "input.unknown-value", "/agency_kind", 2),
        (raw("\"table2\":{\"fees\":{\"amount\":1e400}}"), "input.number-range", "", 2),
        (raw("\"table2\":{\"fees\":{\"amount\":1e30}}"), "input.number-range", "/table2/fees/amount", 2),
        (raw("\"table2\":{\"fees\":{\"amount\":1.2345678901234567}}"), "input.number-range", "/table2/fees/amount", 2),
        (raw("\"source\":\"\\ud83d\""), "input.surrogate", "", 2),
        (raw("\"x-own\":\"\\udc00\""), "input.surrogate", "", 2),
        (raw("\"source\":\"\u{3}\""), "input.json", "", 2),
        (deep(127), "", "", 0),
        (deep(128), "limit.depth", "", 2),
        (nested(100_000), "limit.depth", "", 1),
        (b"[1,2]".to_vec(), "input.unknown-kind", "", 1),
        (b"{\"agency\":\"a\"}".to_vec(), "input.unknown-kind", "", 1),
        (b"{\"year\":2024}".to_vec(), "input.missing-field", "", 1),
        (b"{\"agency\":\"a\",\"year\":20244}".to_vec(), "input.year", "/year", 1),
        (b"{\"agency\":\"a\",\"year\":2024} x".to_vec(), "input.json", "", 1),
    ];
    for (input, code, pointer, line) in cases {
        let shown = String::from_utf8_lossy(&input).chars().take(80).collect::<String>();
        for (config, other) in [("{}", r#"{"lang":"en"}"#), (r#"{"lang":"en"}"#, "{}")] {
            let answer = check(config, &input, AS_OF);
            if code.is_empty() {
                assert!(answer["results"].is_array(), "{shown}: {answer}");
                continue;
            }
            let found = &answer["error"];
            assert_eq!(found["code"], code, "{shown}: {answer}");
            if !pointer.is_empty() {
                assert_eq!(found["at"]["pointer"], pointer, "{shown}");
            }
            if line > 0 {
                assert_eq!(found["at"]["line"], line, "{shown}");
            }
            assert!(found["help"].as_str().is_some_and(|h| !h.is_empty()), "{shown}");
            // Another language, other words; nothing else.
            assert_ne!(found["message"], check(other, &input, AS_OF)["error"]["message"], "{shown}");
        }
    }
}

#[test]
fn a_byte_order_mark_is_no_error() {
    let input = [b"\xef\xbb\xbf".as_slice(), &raw("\"source\":null")].concat();
    assert!(check("{}", &input, AS_OF)["results"].is_array());
}

#[test]
fn answers_stay_small_whatever_is_echoed() {
    let long = "汉".repeat(10 << 20);
    for input in [
        raw(&format!("\"{long}\":1")),
        raw(&format!("\"published\":\"{long}\"")),
        raw(&format!("\"table2\":{{\"fees\":{{\"amount\":\"{long}\"}}}}")),
        raw(&format!("\"x-{long}\":1,\"bad\":1")),
        raw(&format!("\"x-own\":{{\"{long}\":{{\"a\":1,\"a\":1}}}}")),
        raw(&format!("\"unread\":[{{\"css\":\"{long}\",\"snippet\":\"{long}\"}}]")),
        format!("{{\"agency\":\"{long}\",\"year\":2024}}").into_bytes(),
    ] {
        assert!(input.len() > 30 << 20);
        let answer = check("{}", &input, AS_OF).to_string();
        assert!(answer.len() < 20_000, "{} bytes", answer.len());
    }
}

#[test]
fn a_known_name_near_a_mistyped_one_is_offered() {
    let found = error(r#"{"lang":"en"}"#, &raw("\"table3\":{\"grantd\":{}}"), AS_OF);
    assert_eq!(found["help"], "did you mean `granted`? begin fields of your own with `x-`");
    let found = error(r#"{"lang":"en"}"#, &raw("\"quite_another\":{}"), AS_OF);
    assert!(found["help"].as_str().unwrap().contains("zwgk schema"));
}

#[test]
fn every_limit_can_be_hit_and_raised() {
    let report = base("base-2021").to_string();
    let bytes = report.len();
    let limited = |name: &str, value: usize| format!(r#"{{"limits":{{"{name}":{value}}}}}"#);
    assert_eq!(error(&limited("bytes", bytes - 1), report.as_bytes(), AS_OF)["code"], "limit.size");
    assert!(check(&limited("bytes", bytes), report.as_bytes(), AS_OF)["results"].is_array());
    // 1 report, its 7 fields and 3 tables, 6 + 25 + 3 rows, 10 + 175 + 15 cells.
    let nodes = 1 + 7 + 3 + 34 + 200;
    assert_eq!(error(&limited("nodes", nodes - 1), report.as_bytes(), AS_OF)["code"], "limit.size");
    assert!(check(&limited("nodes", nodes), report.as_bytes(), AS_OF)["results"].is_array());
    // One wrong total of table four and one negative cell: two results.
    let spoiled = with(base("base-2021"), &[("/table4/reconsideration/total", json!(0)), ("/table2/penalties/decisions", json!(-1))]);
    let spoiled = spoiled.to_string();
    let whole = check(&limited("results", 2), spoiled.as_bytes(), AS_OF);
    assert_eq!((&whole["counts"]["failed"], &whole["counts"]["error"]), (&json!(2), &json!(0)));
    let cut = check(&limited("results", 1), spoiled.as_bytes(), AS_OF);
    assert_eq!((&cut["counts"]["failed"], &cut["counts"]["error"]), (&json!(1), &json!(1)));
    let stopped = results(&cut, "annual-report.review-total");
    assert_eq!((&stopped[0]["outcome"], stopped.len()), (&json!("error"), 1));
    assert!(stopped[0]["message"].as_str().unwrap().contains('1'));
    // The 25 rows of table three are 25 steps of one rule; a rule that cannot finish is an error, not a pass.
    let short = check(&limited("steps", 24), report.as_bytes(), AS_OF);
    assert_eq!(short["counts"]["error"], 1);
    assert_eq!(results(&short, "annual-report.row-total")[0]["outcome"], "error");
    assert_eq!(check(&limited("steps", 25), report.as_bytes(), AS_OF)["counts"]["error"], 0);
}

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
fn decisions_waive_end_and_go_unused() {
    let report = with(base("base-2021"), &[("/table4/reconsideration/total", json!(0))]).to_string();
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
    let unused = decision(json!({"fingerprint": "00"}));
    assert_eq!(unused["decisions"]["unused"][0]["fingerprint"], "00");
    assert_eq!(decision(json!({"scope": "示例旗*"}))["counts"]["waived"], 1);
    let elsewhere = decision(json!({"scope": "另一旗*", "fingerprint": "00"}));
    assert_eq!(elsewhere["decisions"]["unused"], json!([]));
}

#[test]
fn a_baseline_tells_known_from_new_and_mended() {
    let before = with(base("base-2021"), &[("/table4/reconsideration/total", json!(0)), ("/table2/penalties/decisions", json!(-1))]);
    let earlier = check("{}", before.to_string().as_bytes(), AS_OF);
    let now =
        with(base("base-2021"), &[("/table4/reconsideration/total", json!(0)), ("/table2/licences/decisions", json!(0.5))]).to_string();
    for baseline in [earlier.clone(), json!({"schema": 1, "reports": [earlier.clone()], "later-key": 1})] {
        let answer = check("{}", now.as_bytes(), &json!({"as_of": "2025-06-01", "baseline": baseline}).to_string());
        assert_eq!(results(&answer, "annual-report.review-total")[0]["known"], true);
        assert_eq!(results(&answer, "annual-report.counts-whole")[0]["known"], false);
        assert_eq!(answer["mended"].as_array().unwrap().len(), 1);
        assert_eq!(answer["mended"][0]["rule"], "annual-report.counts-not-negative");
    }
}

#[test]
fn one_fault_has_one_cause() {
    // A wrong total of a row breaks its row and the column of totals.
    let report = with(base("base-2021"), &[("/table3/granted/total", json!(31))]).to_string();
    let answer = check("{}", report.as_bytes(), AS_OF);
    let (row, column) = (results(&answer, "annual-report.row-total"), results(&answer, "annual-report.results-total"));
    assert_eq!((row.len(), column.len()), (1, 1));
    assert_eq!(row[0]["cause"], row[0]["fingerprint"]);
    assert_eq!(column[0]["cause"], row[0]["fingerprint"]);
    let patch = json!([{"op": "replace", "path": "/table3/granted/total", "value": 13}]);
    assert_eq!((&row[0]["fix"]["patch"], &column[0]["fix"]["patch"]), (&patch, &patch));
    // A negative cell that also breaks its sums is one fault with them.
    let report = with(base("base-2021"), &[("/table3/granted/business", json!(-2))]).to_string();
    let answer = check("{}", report.as_bytes(), AS_OF);
    let causes: std::collections::BTreeSet<&str> =
        answer["results"].as_array().unwrap().iter().map(|r| r["cause"].as_str().unwrap()).collect();
    assert_eq!((answer["results"].as_array().unwrap().len(), causes.len()), (3, 1));
}

#[test]
fn the_fingerprint_ignores_what_may_change_and_follows_the_numbers() {
    let fingerprint = |config: &str, report: &Value, options: &str| {
        results(&check(config, report.to_string().as_bytes(), options), "annual-report.review-total")[0]["fingerprint"].clone()
    };
    let report = with(base("base-2021"), &[("/table4/reconsideration/total", json!(0))]);
    let first = fingerprint("{}", &report, AS_OF);
    for (config, options) in [
        (r#"{"lang":"en"}"#, AS_OF),
        (r#"{"profile":"national"}"#, AS_OF),
        (r#"{"profile":{"rules":{"annual-report.review-total":{"level":"may"}}}}"#, AS_OF),
        ("{}", r#"{"as_of":"2030-01-01","subject":"another"}"#),
    ] {
        assert_eq!(fingerprint(config, &report, options), first);
    }
    let moved = with(report.clone(), &[("/agency", json!("另一局")), ("/sections", json!([]))]);
    assert_eq!(fingerprint("{}", &moved, AS_OF), first);
    assert_ne!(fingerprint("{}", &with(report, &[("/table4/reconsideration/total", json!(1))]), AS_OF), first);
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
    // Without last year's report the four rules from year to year ask nothing.
    assert_eq!(of("inapplicable"), 4);
}

#[test]
fn places_are_those_that_an_extraction_found() {
    let report = with(
        base("base-2021"),
        &[
            ("/table4/reconsideration/total", json!(0)),
            ("/places", json!({"/table4/reconsideration/total": {"css": "table:nth-of-type(3) td", "line": 88}})),
        ],
    );
    let answer = check("{}", report.to_string().as_bytes(), AS_OF);
    let place = &results(&answer, "annual-report.review-total")[0]["at"][0];
    assert_eq!(
        (&place["css"], &place["line"], &place["pointer"]),
        (&json!("table:nth-of-type(3) td"), &json!(88), &json!("/table4/reconsideration/total"))
    );
}

#[test]
fn sessions_do_not_depend_on_order_or_split() {
    let engine = Engine::new(b"{}").unwrap();
    let good = base("base-2021").to_string();
    let bad = with(base("base-2021"), &[("/table4/reconsideration/total", json!(0))]).to_string();
    let inputs = [("a", good.as_str()), ("b", bad.as_str()), ("c", "{"), ("d", bad.as_str())];
    let run = |order: &[usize]| {
        let mut session = engine.open("check", AS_OF.as_bytes()).unwrap();
        for index in order {
            let (name, input) = inputs[*index];
            let answer = session.push(name, input.as_bytes());
            assert_eq!(answer.is_err(), name == "c");
        }
        session
    };
    let whole = run(&[0, 1, 2, 3]).finish().unwrap();
    assert_eq!(run(&[3, 2, 1, 0]).finish().unwrap(), whole);
    let mut part = run(&[2]);
    part.merge(&run(&[3, 0])).unwrap();
    part.merge(&run(&[1])).unwrap();
    assert_eq!(part.finish().unwrap(), whole);
    let mut elsewhere = run(&[1]);
    elsewhere.merge_closing(&run(&[2, 3, 0]).finish().unwrap()).unwrap();
    assert_eq!(elsewhere.finish().unwrap(), whole);
    let totals = serde_json::from_slice::<Value>(&whole).unwrap()["totals"].clone();
    assert_eq!((&totals["subjects"], &totals["errors"], &totals["failed"]["must"]), (&json!(3), &json!(1), &json!(2)));
    let other = engine.open("check", br#"{"as_of":"2025-06-02"}"#).unwrap();
    assert_eq!(part.merge(&other).unwrap_err().code(), "options.merge");
    assert_eq!(engine.open("rules", b"").unwrap_err().code(), "options.no-session");
    let report = run(&[]).push("名称", good.as_bytes()).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&report).unwrap()["subject"], "名称");
}

#[test]
fn a_session_does_not_grow_with_its_inputs() {
    // What it holds is a fixed struct: totals and the options it was opened with.
    let engine = Engine::new(b"{}").unwrap();
    let mut session = engine.open("check", AS_OF.as_bytes()).unwrap();
    let good = base("base-2021").to_string();
    for _ in 0..200 {
        session.push("", good.as_bytes()).unwrap();
    }
    let totals: Value = serde_json::from_slice(&session.finish().unwrap()).unwrap();
    assert_eq!(totals["totals"]["subjects"], 200);
    assert!(session.finish().unwrap().len() < 1024);
}

#[test]
fn the_catalogue_lists_every_rule_in_order() {
    let rules = call("{}", "rules", b"", "");
    let ids: Vec<&str> = rules["rules"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), zwgk_spec::RULES.len());
    assert!(ids.contains(&"annual-report.joint-defendant"));
    let published = &rules["rules"][ids.iter().position(|id| *id == "annual-report.published-in-time").unwrap()];
    assert_eq!((&published["level"], &published["since"]), (&json!("must"), &json!("2019-05-15")));
    assert!(published["params"].as_array().unwrap().iter().any(|p| p["name"] == "county_sum_day" && p["values"][0]["value"] == "02-20"));
    assert_eq!(published["basis"][0], json!({"source": "regulation", "number": "国务院令第711号", "clause": "第四十九条", "seen": "full"}));
}

/// The number to write into a blank total is said only where it is certain, and never against another sum.
#[test]
fn a_blank_total_is_filled_only_with_what_is_certain() {
    let patch = |changes: &[(&str, Value)]| {
        let answer = check("{}", with(base("base-2021"), changes).to_string().as_bytes(), AS_OF);
        let found = results(&answer, "annual-report.cell-kind").into_iter().find(|r| r["finding"] == "blank-total").cloned();
        found.map_or(Value::Null, |f| f["fix"]["patch"].clone())
    };
    let total = "/table3/granted/total";
    // 9 + 2 + 0 + 1 + 1 + 0 = 13; a blank part counts as 0.
    let write = |value: i64| json!([{"op": "replace", "path": total, "value": value}]);
    assert_eq!(patch(&[(total, Value::Null)]), write(13));
    assert_eq!(patch(&[(total, Value::Null), ("/table3/granted/other", Value::Null)]), write(13));
    // A part that was not read, or is below zero, leaves the sum open.
    assert_eq!(patch(&[(total, Value::Null), ("/table3/granted/business", json!("2"))]), Value::Null);
    assert_eq!(patch(&[(total, Value::Null), ("/table3/granted/business", json!(-2))]), Value::Null);
    // The total of totals is the sum of the row, in which blank totals stand with their own sums: 17 + 4 + 0 + 1 + 2 + 0 = 24.
    let chain = patch(&[("/table3/total/natural_person", Value::Null), ("/table3/total/total", Value::Null)]);
    assert_eq!(chain.as_array().unwrap().iter().map(|p| p["value"].as_i64().unwrap()).collect::<Vec<_>>(), [17, 24]);
    // Row and column disagree: nothing is written.
    let granted = [("/table3/total/total", Value::Null), ("/table3/granted/total", json!(31))];
    assert_eq!(patch(&granted), Value::Null);
}

/// A table that has （六） in both forms is one fault of layout; its sums are not called wrong for it.
#[test]
fn the_two_forms_of_other_are_not_counted_twice() {
    let row = |n: i64| json!({"natural_person": n, "business": 0, "research": 0, "social_welfare": 0, "legal_service": 0, "other": 0, "total": n});
    for (name, changes) in [("base-2021", ("/table3/other_all", row(1))), ("base-2019", ("/table3/other_not_supplemented", row(1)))] {
        let answer = check("{}", with(base(name), &[changes]).to_string().as_bytes(), AS_OF);
        let failed: Vec<&str> = answer["results"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|r| r["outcome"] == "failed")
            .map(|r| r["rule"].as_str().unwrap())
            .collect();
        assert_eq!(failed, ["annual-report.format-of-year"], "{name}");
    }
}

#[test]
fn separate_faults_have_separate_causes() {
    let report = with(
        base("base-2021"),
        &[
            ("/table2/licences/decisions", json!("约3件")),
            ("/table3/granted/research", json!("abc")),
            ("/unread", json!([{"snippet": "图"}, {"css": "a"}])),
        ],
    );
    let answer = check("{}", report.to_string().as_bytes(), AS_OF);
    let of_rule = results(&answer, "annual-report.cells-read");
    let causes: std::collections::BTreeSet<&str> = of_rule.iter().map(|r| r["cause"].as_str().unwrap()).collect();
    assert_eq!((of_rule.len(), causes.len()), (4, 4));
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
