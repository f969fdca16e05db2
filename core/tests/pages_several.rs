//! Pages with more than one report.
#![cfg(feature = "html")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::pages::{Layout, Page};
use support::{base, call, with};

/// What stands in the body of a report's page.
fn body(report: &Value) -> String {
    let page = Page::write(report, Layout::plain());
    let (_, body) = page.split_once("<h1>").unwrap();
    let (body, _) = body.split_once("<div class=foot>").unwrap();
    format!("<h1>{body}")
}

/// This year's report, and one of two years before with other figures.
fn two() -> (Value, Value) {
    let old = [
        ("/year", json!(2022)),
        ("/table3/new/total", json!(77)),
        ("/table2/licences/decisions", json!(5)),
        ("/published", json!("2023-01-09")),
    ];
    (base("base-2021"), with(base("base-2021"), &old))
}

fn read(title: &str, body: &str) -> Value {
    let page = format!("<html><head><title>{title}</title></head><body>{body}</body></html>");
    call("{}", "extract", page.as_bytes(), r#"{"kind":"annual-report"}"#)
}

fn is_read(read: &Value, report: &Value) {
    for field in ["year", "agency", "published", "table2", "table3", "table4"] {
        assert_eq!(read[field], report[field], "{field}");
    }
    assert_eq!(read["sections"].as_array().unwrap().len(), 7);
    assert_eq!(
        read["sections"][0]["text"].as_str().unwrap().lines().next(),
        report["sections"][0]["text"].as_str().unwrap().lines().next()
    );
}

#[test]
fn the_report_of_the_year_in_the_pages_title_is_read() {
    let (new, old) = two();
    let title = "示例旗教育局2024年政府信息公开工作年度报告_某某网";
    let (one, other) = (body(&new), body(&old).replace("2024年政府", "2022年政府"));
    for page in [
        format!("{one}{other}"),
        format!("{other}{one}"),
        format!("<div style='display:none'>{other}</div><div>{one}</div>"),
        format!("<div>{one}</div><div hidden>{other}</div>"),
        // Tabs, of which another is open.
        format!("<div>{other}</div><div style='display:none'>{one}</div>"),
        format!("<table><tr><td>索引号</td><td>1</td></tr></table><div>{other}</div><div style='display:none'>{one}</div>"),
        format!("{other}{one}{other}"),
    ] {
        let read = read(title, &page);
        is_read(&read, &new);
        assert_eq!(read["unread"], json!([]));
        assert!(read["labels"].is_array());
    }
}

#[test]
fn the_only_report_that_is_shown_is_read() {
    let (new, old) = two();
    let page = format!("<div hidden>{}</div><div>{}</div>", body(&old).replace("2024年政府", "2022年政府"), body(&new));
    let read = read("政府信息公开年报", &page);
    is_read(&read, &new);
    assert_eq!(read["unread"], json!([]));
}

#[test]
fn where_nothing_tells_which_report_is_meant_the_others_are_named() {
    let (new, old) = two();
    let page = format!("{}{}", body(&new), body(&old).replace("2024年政府", "2022年政府"));
    let read = read("政府信息公开年报", &page);
    is_read(&read, &new);
    assert_eq!(read["unread"].as_array().unwrap().len(), 1);
    assert_eq!(read["unread"][0]["snippet"], "示例旗教育局2022年政府信息公开工作年度报告");
    assert!(read["unread"][0]["line"].is_number());
}

#[test]
fn the_same_report_again_is_compared() {
    let (new, _) = two();
    let again = with(new.clone(), &[("/table3/new/total", json!(25))]);
    let title = "示例旗教育局2024年政府信息公开工作年度报告";
    is_read(&read(title, &format!("{}{}", body(&new), body(&new))), &new);
    let read = read(title, &format!("{}{}", body(&new), body(&again)));
    is_read(&read, &new);
    // 24 in the first, 25 in the second: which one holds?
    assert_eq!(read["unread"].as_array().unwrap().len(), 1);
}
