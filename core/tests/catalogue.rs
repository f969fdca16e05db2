//! The catalogue of rules.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::json;
use support::call;

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
