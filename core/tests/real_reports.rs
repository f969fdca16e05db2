//! Real published reports, where they are at hand.
#![cfg(feature = "cli")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use std::path::Path;

use serde_json::{Value, json};
use support::command::{json_of, zwgk};

/// The nine real reports, where they are at hand: their real defects are found and nothing else is called wrong.
#[test]
fn the_real_reports_have_their_real_defects() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/annual-reports");
    let layout = ("annual-report.format-of-year", "/table3/other_all/total");
    let review = "annual-report.review-total";
    let expected: [(&str, &[(&str, &str)]); 9] = [
        ("hangzhou-city-2025", &[]),
        ("huaian-city-2024", &[]),
        (
            "huaian-hongze-district-2023",
            &[layout, (review, "/table4/reconsideration/total"), (review, "/table4/litigation_after_reconsideration/total")],
        ),
        ("huaian-hongze-district-2024", &[layout]),
        ("pt-2019-1", &[]),
        ("pt-2024-1", &[]),
        (
            "shanghai-general-office-2019",
            &[
                ("annual-report.cell-kind", "/table3/granted/total"),
                ("annual-report.cell-kind", "/table3/new/research"),
                ("annual-report.cell-kind", "/table4/reconsideration/corrected"),
            ],
        ),
        ("suqian-city-2023", &[]),
        ("suqian-city-2024", &[]),
    ];
    if !shared.is_dir() {
        println!("{} checks not run: no real reports at {}", expected.len(), shared.display());
        return;
    }
    let check = |name: &str, extra: &[&str]| {
        let file = shared.join(format!("{name}.json"));
        json_of(&zwgk(&shared, &[&["check", "--as-of", "2026-11-24", "--format", "json"], extra, &[file.to_str().unwrap()]].concat()))
    };
    for (name, wanted) in expected {
        let answer = check(name, &[]);
        let failed: Vec<(&str, &str)> = answer["results"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|r| r["outcome"] == "failed")
            .map(|r| (r["rule"].as_str().unwrap(), r["at"][0]["pointer"].as_str().unwrap()))
            .collect();
        assert_eq!(failed, wanted, "{name}");
        let causes: std::collections::BTreeSet<&str> =
            answer["results"].as_array().unwrap().iter().map(|r| r["cause"].as_str().unwrap()).collect();
        assert!(causes.len() <= 6, "{name}: {} entries", causes.len());
    }
    let hongze = check("huaian-hongze-district-2023", &[]);
    let fixes: Vec<&Value> = hongze["results"].as_array().unwrap().iter().filter(|r| r["rule"] == review).map(|r| &r["fix"]).collect();
    assert_eq!(fixes[0]["patch"], json!([{"op": "replace", "path": "/table4/reconsideration/total", "value": 11}]));
    assert!(fixes[1]["patch"].is_null() && fixes[1]["text"].as_str().unwrap().starts_with("有 2 种改法"));
    let shanghai = check("shanghai-general-office-2019", &[]);
    let blank = shanghai["results"].as_array().unwrap().iter().find(|r| r["finding"] == "blank-total").unwrap();
    let totals: Vec<i64> = blank["fix"]["patch"].as_array().unwrap().iter().map(|p| p["value"].as_i64().unwrap()).collect();
    // The sums that the folder's own list of failures gives.
    assert_eq!(totals, [272, 3, 14, 5, 4, 12, 265, 47, 25, 149, 9]);
    // Two pairs of consecutive years: carried over and stocks agree.
    for (year, before) in [("suqian-city-2024", "suqian-city-2023"), ("huaian-hongze-district-2024", "huaian-hongze-district-2023")] {
        let previous = shared.join(format!("{before}.json"));
        let answer = check(year, &["--previous", previous.to_str().unwrap()]);
        let moved: Vec<&Value> = answer["results"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|r| r["rule"].as_str().unwrap().contains("carry") || r["rule"] == "annual-report.stock-follows")
            .collect();
        assert!(moved.is_empty(), "{year}: {moved:?}");
    }
}
