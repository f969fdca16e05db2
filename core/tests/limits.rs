//! Each limit can be hit, and raised.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::json;
use support::{AS_OF, check, error, results, tables, with};

#[test]
fn every_limit_can_be_hit_and_raised() {
    let report = tables("base-2021").to_string();
    let bytes = report.len();
    let limited = |name: &str, value: usize| format!(r#"{{"limits":{{"{name}":{value}}}}}"#);
    assert_eq!(error(&limited("bytes", bytes - 1), report.as_bytes(), AS_OF)["code"], "limit.size");
    assert!(check(&limited("bytes", bytes), report.as_bytes(), AS_OF)["results"].is_array());
    // 1 report, its 7 fields and 3 tables, 6 + 25 + 3 rows, 10 + 175 + 15 cells.
    let nodes = 1 + 7 + 3 + 34 + 200;
    assert_eq!(error(&limited("nodes", nodes - 1), report.as_bytes(), AS_OF)["code"], "limit.size");
    assert!(check(&limited("nodes", nodes), report.as_bytes(), AS_OF)["results"].is_array());
    // The text that is not there, one negative cell and one wrong total of table four: three results.
    let spoiled = with(tables("base-2021"), &[("/table4/reconsideration/total", json!(0)), ("/table2/penalties/decisions", json!(-1))]);
    let spoiled = spoiled.to_string();
    let whole = check(&limited("results", 3), spoiled.as_bytes(), AS_OF);
    assert_eq!((&whole["counts"]["failed"], &whole["counts"]["error"]), (&json!(2), &json!(0)));
    let cut = check(&limited("results", 2), spoiled.as_bytes(), AS_OF);
    assert_eq!((&cut["counts"]["failed"], &cut["counts"]["error"]), (&json!(1), &json!(1)));
    let stopped = results(&cut, "annual-report.review-total");
    assert_eq!((&stopped[0]["outcome"], stopped.len()), (&json!("error"), 1));
    assert!(stopped[0]["message"].as_str().unwrap().contains('2'));
    // The 25 rows of table three are 25 steps of one rule; a rule that cannot finish is an error, not a pass.
    let short = check(&limited("steps", 24), report.as_bytes(), AS_OF);
    assert_eq!(short["counts"]["error"], 1);
    assert_eq!(results(&short, "annual-report.row-total")[0]["outcome"], "error");
    assert_eq!(check(&limited("steps", 25), report.as_bytes(), AS_OF)["counts"]["error"], 0);
}

#[test]
fn the_configuration_has_the_limit_of_bytes_too() {
    let config = [b"{\"lang\":\"en\"}".to_vec(), vec![b' '; 64 << 20]].concat();
    let refused = zwgk::Engine::new(&config).map(drop).map_err(|e| e.code());
    assert_eq!(refused, Err("limit.size".to_owned()));
    assert_eq!(zwgk::Engine::language_of(&config), zwgk_spec::vocabulary::Language::Zh);
}

#[test]
fn many_pointers_into_a_long_list_are_found_in_one_walk() {
    // Were each of them found by walking the list, this would be a billion steps.
    let sections = ["{}"; 100_000].join(",");
    let unread = [r#"{"pointer":"/sections/99999"}"#; 9_900].join(",");
    let input = format!(r#"{{"agency":"示例局","year":2024,"sections":[{sections}],"unread":[{unread}]}}"#);
    let report = check("{}", input.as_bytes(), AS_OF);
    let found = results(&report, "annual-report.cells-read");
    let places = found.iter().flat_map(|r| r["at"].as_array().unwrap());
    assert_eq!(places.filter(|p| p["pointer"] == "/sections/99999" && p["line"] == 1).count(), 9_900);
}

#[test]
fn a_list_of_a_report_is_bounded() {
    for (field, item) in [("sections", "{}"), ("unread", "{}"), ("places", "")] {
        let list = |n: usize| match field {
            "places" => format!("{{{}}}", (0..n).map(|i| format!("\"/{i}\":{{}}")).collect::<Vec<_>>().join(",")),
            _ => format!("[{}]", vec![item; n].join(",")),
        };
        let input = |n| format!("{{\"agency\":\"示例局\",\"year\":2024,\"{field}\":{}}}", list(n));
        assert!(check("{}", input(100_000).as_bytes(), AS_OF)["counts"].is_object(), "{field}");
        let found = error("{}", input(100_001).as_bytes(), AS_OF);
        assert_eq!((&found["code"], &found["at"]["pointer"]), (&json!("limit.size"), &json!(format!("/{field}"))));
    }
}
