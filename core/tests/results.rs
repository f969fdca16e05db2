//! What a result says: its cause, its place, what mends it.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::{AS_OF, base, check, results, with};

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

/// 上年结转 that differs from last year's in a column and so in its total is one fault of the row.
#[test]
fn what_was_taken_over_wrongly_is_one_fault() {
    let previous = with(
        base("base-2021"),
        &[("/year", json!(2023)), ("/table3/carried_forward/natural_person", json!(7)), ("/table3/carried_forward/total", json!(9))],
    );
    let answer = check("{}", base("base-2021").to_string().as_bytes(), &json!({"as_of": "2025-06-01", "previous": previous}).to_string());
    let (total, columns) = (results(&answer, "annual-report.carry-over"), results(&answer, "annual-report.carry-over-columns"));
    assert_eq!((total.len(), columns.len()), (1, 1));
    assert_eq!(total[0]["cause"], columns[0]["cause"]);
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

/// The number to write into a blank total is the one that the sums force, else that of its parts; never one against another sum.
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
    // A part that was not read leaves the number open.
    assert_eq!(patch(&[(total, Value::Null), ("/table3/granted/business", json!("2"))]), Value::Null);
    assert_eq!(patch(&[("/table4/reconsideration/total", Value::Null), ("/table4/reconsideration/upheld", json!("2"))]), Value::Null);
    // One below zero makes it doubtful.
    assert_eq!(patch(&[(total, Value::Null), ("/table3/granted/business", json!(-2))]), Value::Null);
    // The total of totals is the sum of the row, in which blank totals stand with their own sums: 17 + 4 + 0 + 1 + 2 + 0 = 24.
    let chain = patch(&[("/table3/total/natural_person", Value::Null), ("/table3/total/total", Value::Null)]);
    assert_eq!(chain.as_array().unwrap().iter().map(|p| p["value"].as_i64().unwrap()).collect::<Vec<_>>(), [17, 24]);
    // A blank part that a column forces counts with its number, not as 0: 9 + 2 + 0 + 1 + 1 + 0.
    assert_eq!(patch(&[(total, Value::Null), ("/table3/granted/business", Value::Null)]), write(13));
    // Where the column is 2 short and does not say of which of two blanks, neither stands for 0.
    let short = [total, "/table3/granted/business", "/table3/refused_state_secret/total", "/table3/refused_state_secret/business"];
    assert_eq!(patch(&short.map(|cell| (cell, Value::Null))), Value::Null);
    // A part that the repair of another sum changes makes the total uncertain: 70 is to be 9.
    assert_eq!(patch(&[(total, Value::Null), ("/table3/granted/natural_person", json!(70))]), Value::Null);
    // Row and column disagree: nothing is written.
    let granted = [("/table3/total/total", Value::Null), ("/table3/granted/total", json!(31))];
    assert_eq!(patch(&granted), Value::Null);
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
fn every_way_of_a_repair_is_a_patch() {
    let total = [("/table4/reconsideration/total", json!(0))];
    let answer = check("{}", with(base("base-2021"), &total).to_string().as_bytes(), AS_OF);
    let fix = &results(&answer, "annual-report.review-total")[0]["fix"];
    // 2 + 0 + 0 + 1 against 0: only the total can change, the parts would have to be below zero.
    assert_eq!(fix["patch"], json!([{"op": "replace", "path": "/table4/reconsideration/total", "value": 3}]));
    assert_eq!(fix["ways"], Value::Null);
    // Against 4 each of the five can: the total to 3, a part by one more.
    let more = [("/table4/reconsideration/total", json!(4))];
    let answer = check("{}", with(base("base-2021"), &more).to_string().as_bytes(), AS_OF);
    let fix = &results(&answer, "annual-report.review-total")[0]["fix"];
    let set = |cell: &str, value: i64| json!([{"op": "replace", "path": format!("/table4/reconsideration/{cell}"), "value": value}]);
    let ways = [set("upheld", 3), set("corrected", 1), set("other", 1), set("pending", 2), set("total", 3)];
    let written = fix["ways"].as_array().unwrap();
    assert_eq!(written.len(), 5);
    assert!(ways.iter().all(|way| written.contains(way)), "{written:?}");
}
