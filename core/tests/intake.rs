//! What comes in: bytes that are damaged or say what they are not reach the user; what is no page and no JSON is named.
#![cfg(feature = "cli")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::command::{folder, zwgk};
use support::pages::{Dice, Layout, Page};
use support::{AS_OF, base, call, check, results};

/// A page of a whole report that says of itself what is given; its lines 2 and on are the generator's.
fn page(head: &str) -> String {
    format!("<!DOCTYPE html>{head}\n{}", Page::write(&base("base-2021"), Layout::of(&mut Dice::new(7))))
}

/// Characters as GBK: encoding_rs has the table.
fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn extract(page: &[u8], options: &str) -> Value {
    call("{}", "extract", page, options)
}

const REPORT: &str = r#"{"kind":"annual-report"}"#;

/// The findings of the rule on what was read, as name and quotation.
fn doubts(answer: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    results(answer, "annual-report.cells-read").iter().map(|r| (text(&r["finding"]), text(&r["actual"]))).collect()
}

#[test]
fn a_declared_encoding_that_is_not_so_reaches_the_report() {
    // The generator's own head says nothing of an encoding in this layout, or says what is so: only what we write contradicts.
    let clean = page("<meta charset=utf-8>");
    assert_eq!(extract(clean.as_bytes(), REPORT)["unread"], json!([]));
    let utf8 = page("<meta charset=gbk>");
    let read = extract(utf8.as_bytes(), REPORT);
    // html, head, meta: the third element, on line 1 after 15 characters of doctype.
    assert_eq!(
        read["unread"],
        json!([{"css": "html>head:nth-child(1)>meta:nth-child(1)", "node": 2, "line": 1, "column": 16, "snippet": "charset=gbk"}])
    );
    let answer = check("{}", utf8.as_bytes(), AS_OF);
    assert_eq!(doubts(&answer), [("charset".to_owned(), "charset=gbk".to_owned())]);
    // It was read as what it is: nothing else is in doubt, and what was extracted says the same when it is checked.
    let counts = |page: &str| check("{}", page.as_bytes(), AS_OF)["counts"]["cant_tell"].as_u64().unwrap();
    assert_eq!(counts(&utf8), counts(&clean) + 1);
    let again = check("{}", read.to_string().as_bytes(), AS_OF);
    assert_eq!(
        results(&again, "annual-report.cells-read")[0]["fingerprint"],
        results(&answer, "annual-report.cells-read")[0]["fingerprint"]
    );
    // Sender and page disagree: the bytes are GBK, as the sender says.
    let bytes = gbk(&page("<meta charset=utf-8>"));
    let given = extract(&bytes, r#"{"kind":"annual-report","encoding":"GB2312"}"#);
    assert_eq!((&given["table3"], &given["unread"][0]["snippet"]), (&read["table3"], &json!("charset=utf-8")));
    let sender = check("{}", clean.as_bytes(), r#"{"as_of":"2025-06-01","encoding":"gbk"}"#);
    assert_eq!(doubts(&sender), [("charset".to_owned(), "charset=gb18030".to_owned())]);
}

#[test]
fn damaged_bytes_reach_the_report_with_their_place() {
    let text = page("<meta charset=utf-8>");
    // One byte of 「总」 of the first 「总计」 is lost: what is left of it is no character.
    let (before, _) = text.split_once("总计").unwrap();
    let at = before.len();
    let (line, column) = (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap().chars().count() + 1);
    let bytes = [&text.as_bytes()[..at], &text.as_bytes()[at + 1..]].concat();
    let read = extract(&bytes, REPORT);
    let found = &read["unread"][0];
    assert_eq!((&found["line"], &found["column"]), (&json!(line), &json!(column)));
    assert!(found["snippet"].as_str().unwrap().contains("\u{fffd}") && found["css"].is_string(), "{found}");
    assert!(doubts(&check("{}", &bytes, AS_OF)).iter().any(|(name, text)| name == "damaged" && text.contains('\u{fffd}')));
    // A page in GBK that says UTF-8 is no damaged one: it is read as what it is.
    let read = extract(&gbk(&text), REPORT);
    assert_eq!((&read["unread"][0]["snippet"], &read["unread"][1]), (&json!("charset=utf-8"), &Value::Null));
    // Half a character of GBK in a script, which nobody sees, is still said: line 2 follows our own first line.
    let bytes = [b"<meta charset=gbk>\n<script>\xb9</script>".as_slice(), &gbk(&page(""))].concat();
    let read = extract(&bytes, REPORT);
    assert_eq!((&read["unread"][0]["line"], &read["unread"][0]["column"]), (&json!(2), &json!(9)));
}

#[test]
fn an_encoding_that_is_not_read_is_an_error_of_page_or_options() {
    let big5 = [b"<meta charset=big5><title>".as_slice(), b"\xa4\xbd\xb6\x7d"].concat();
    for answer in [extract(&big5, r#"{"kind":"document"}"#), check("{}", &big5, AS_OF)] {
        assert_eq!(answer["error"]["code"], "input.charset");
        assert!(answer["error"]["message"].as_str().unwrap().contains("`big5`"));
    }
    let clean = page("");
    for (label, refused) in [("big5", true), ("gb2132", true), ("", true), ("GBK", false), (" UTF-8 ", false), ("utf-16", false)] {
        let extracted = extract(clean.as_bytes(), &json!({"kind": "document", "encoding": label}).to_string());
        let checked = check("{}", clean.as_bytes(), &json!({"as_of": "2025-06-01", "encoding": label}).to_string());
        for answer in [extracted, checked] {
            let found = (&answer["error"]["code"], &answer["error"]["at"]["pointer"]);
            let wanted = if refused { (json!("options.encoding"), json!("/encoding")) } else { (Value::Null, Value::Null) };
            assert_eq!(found, (&wanted.0, &wanted.1), "{label}");
        }
    }
}

#[test]
fn what_is_no_page_and_no_json_is_named() {
    let docx = b"PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml word/document.xml";
    for (input, kind) in [
        (b"%PDF-1.7\n1 0 obj".as_slice(), "PDF"),
        (docx, "DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        ("示例局2024年政府信息公开工作年度报告\n一、总体情况".as_bytes(), "文本"),
    ] {
        for (answer, what) in [(check("{}", input, AS_OF), "不是网页或 JSON"), (extract(input, REPORT), "不是网页")] {
            let message = answer["error"]["message"].as_str().unwrap();
            assert_eq!(answer["error"]["code"], "input.format", "{message}");
            assert!(message.contains(kind) && message.ends_with(what), "{message}");
        }
    }
    for (input, code) in [(b"{\"year\":2024}".as_slice(), "input.format"), (b" ", "input.empty"), (b"[]", "input.format")] {
        assert_eq!(extract(input, REPORT)["error"]["code"], code);
    }
}

#[test]
fn the_command_says_the_same() {
    let folder = folder("intake");
    std::fs::write(folder.join("a.html"), page("<meta charset=gbk>")).unwrap();
    std::fs::write(folder.join("a.pdf"), "%PDF-1.4").unwrap();
    let run = |args: &[&str]| {
        let out = zwgk(&folder, args);
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned() + &String::from_utf8_lossy(&out.stdout))
    };
    let says = |args: &[&str], code: i32, words: &str| {
        let (status, text) = run(args);
        assert!(status == Some(code) && text.contains(words), "{args:?}: {status:?} {text}");
    };
    says(&["extract", "document", "--encoding", "gb2132", "a.html"], 2, "[options.encoding]");
    says(&["extract", "annual-report", "a.pdf"], 2, "[input.format]");
    says(&["check", "--as-of", "2025-06-01", "a.pdf"], 2, "PDF");
    says(&["check", "--as-of", "2025-06-01", "--previous", "a.pdf", "a.html"], 2, "[options.format]");
    says(&["check", "--as-of", "2025-06-01", "a.html"], 0, "charset=gbk");
}
