//! Tables that a page writes as text: named, never taken for zero.
#![cfg(feature = "html")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::pages::{Layout, Page};
use support::{base, call};

/// The page of the base report whose tables are written by `write`: one call a table, with the texts of its lines of cells.
fn page(write: impl Fn(&[Vec<String>]) -> String) -> String {
    let page = Page::write(&base("base-2021"), Layout::plain());
    let mut parts = page.split("<table");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (table, rest) = part.split_once("</table>").unwrap();
        let lines: Vec<Vec<String>> = table.split("<tr").skip(1).map(cells).collect();
        out.push_str(&write(&lines));
        out.push_str(rest);
    }
    out
}

fn cells(line: &str) -> Vec<String> {
    line.split("<td").skip(1).map(|cell| cell.split_once('>').unwrap().1.split('<').next().unwrap().to_owned()).collect()
}

fn extract(page: &str) -> Value {
    call("{}", "extract", page.as_bytes(), r#"{"kind":"annual-report"}"#)
}

#[test]
fn tables_of_text_are_named_with_their_places() {
    let pre = |lines: &[Vec<String>]| format!("<pre>{}</pre>", lines.iter().map(|l| l.join("  ")).collect::<Vec<_>>().join("\n"));
    let divs = |lines: &[Vec<String>]| lines.iter().flatten().map(|c| format!("<div class=c>{c}</div>")).collect::<String>();
    let spans = |lines: &[Vec<String>]| {
        let span = |c: &String| format!("<span style='position:absolute;left:9px'>{c}</span>");
        format!("<div>{}</div>", lines.iter().flatten().map(span).collect::<String>())
    };
    let list = |lines: &[Vec<String>]| {
        let item = |l: &Vec<String>| format!("<li>{}</li>", l.iter().map(|c| format!("<b>{c}</b> ")).collect::<String>());
        format!("<ul>{}</ul>", lines.iter().map(item).collect::<String>())
    };
    for page in [page(pre), page(divs), page(spans), page(list)] {
        let read = extract(&page);
        for table in ["table2", "table3", "table4"] {
            assert_eq!(read[table], Value::Null);
        }
        let unread = read["unread"].as_array().unwrap();
        let begins = |number: usize, with: &str| unread[number]["snippet"].as_str().unwrap().starts_with(with);
        assert!(
            begins(0, "规章 0 0 0 行政规范性文件 3 1 14") && begins(1, "一、本年新收政府信息公开申请数量 16 5 0 1 2 0 24"),
            "{unread:?}"
        );
        assert!(begins(2, "结果维持 结果纠正 其他结果"), "{unread:?}");
        assert_eq!(unread.len(), 3);
        assert!(unread.iter().all(|place| place["line"].is_number() && place["css"].is_string()));
    }
}

#[test]
fn menus_and_sentences_are_no_tables() {
    let menu = "<ul><li>规章</li><li>行政规范性文件</li><li>行政许可</li><li>行政处罚</li><li>行政强制</li><li>行政事业性收费</li></ul>";
    let text = "<p>予以公开13件、部分公开3件、不予公开1件，结果维持2件、结果纠正0件、其他结果0件。</p>";
    // No table is there at all: cells-read says so; nothing of this is one.
    let none = page(|_| String::new()).replacen("<h1>", &format!("{menu}{text}<h1>"), 1);
    assert_eq!(extract(&none)["unread"], json!([]));
    let whole = Page::write(&base("base-2021"), Layout::plain()).replacen("<h1>", &format!("{menu}{text}<h1>"), 1);
    assert_eq!(extract(&whole)["unread"], json!([]));
}

#[test]
fn half_a_table_of_text_is_named_too() {
    let page = page(|lines| {
        let row = |l: &Vec<String>| format!("<tr>{}</tr>", l.iter().map(|c| format!("<td>{c}")).collect::<String>());
        let (grid, text) = lines.split_at(lines.len() / 2);
        format!(
            "<table>{}</table><p>{}</p>",
            grid.iter().map(row).collect::<String>(),
            text.iter().map(|l| l.join(" ")).collect::<Vec<_>>().join("<br>")
        )
    });
    let read = extract(&page);
    assert_eq!(read["table3"]["granted"], base("base-2021")["table3"]["granted"]);
    assert_eq!(read["table3"]["total"], Value::Null);
    // The second half begins with the 14th of 28 lines: three of the head, and 8.属于行政查询事项 is the 12th row.
    let begins = |place: &Value, with: &str| place["snippet"].as_str().unwrap().starts_with(with);
    assert!(read["unread"].as_array().unwrap().iter().any(|place| begins(place, "8.属于行政查询事项 0 0 0")), "{read}");
}
