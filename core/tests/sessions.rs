//! Sessions: totals over many inputs.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::{AS_OF, base, with};
use zwgk::Engine;

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
    let report = run(&[]).push(&format!("13947100001{}", "汉".repeat(200)), good.as_bytes()).unwrap();
    let subject = serde_json::from_slice::<Value>(&report).unwrap()["subject"].as_str().unwrap().to_owned();
    assert!(subject.starts_with("139********汉") && subject.chars().count() == 120, "{subject}");
}

#[test]
fn a_push_answers_in_the_format_asked_for() {
    let engine = Engine::new(b"{}").unwrap();
    let mut session = engine.open("check", br#"{"as_of":"2025-06-01","format":"text"}"#).unwrap();
    let answer = String::from_utf8(session.push("甲.json", base("base-2021").to_string().as_bytes()).unwrap()).unwrap();
    assert!(answer.starts_with("甲.json"), "{answer}");
}
