//! Pages that nobody writes in good faith: each is read to a verdict or refused by a limit that is named. `tests/long/hostile` has the
//! large ones, with their times and peaks.
#![cfg(feature = "cli")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use std::fmt::Write as _;

use serde_json::Value;
use support::pages::{Dice, Layout, Page};
use support::{AS_OF, base, call, check};

/// A page of a whole report with something put at the end of its body.
fn with_at_end(html: &str) -> Vec<u8> {
    let page = Page::write(&base("base-2021"), Layout::of(&mut Dice::new(7)));
    let (before, after) = page.rsplit_once("</body>").unwrap();
    format!("{before}{html}</body>{after}").into_bytes()
}

fn numbered(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect()
}

/// The limit that refuses a page, by its label and number in the message; nothing when the page is read.
fn refused(page: &[u8]) -> Option<String> {
    let answer = check(r#"{"lang":"en"}"#, page, AS_OF);
    let error = &answer["error"];
    if error.is_null() {
        assert!(answer["counts"].is_object());
        return None;
    }
    assert_eq!(error["code"], "limit.size", "{error}");
    Some(error["message"].as_str().unwrap().to_owned())
}

#[test]
fn what_costs_too_much_meets_its_limit() {
    let spans = "<span>".repeat(900);
    let mut attributes = String::new();
    (0..20).for_each(|tag| write!(attributes, "<html {}>", numbered(100, |n| format!("a{tag}x{n} "))).unwrap());
    for (html, limit) in [
        // The body stands one deep.
        ("<div>".repeat(1_100), "more levels of nested HTML than the limit of 1024"),
        // Each b is made again in each later p: 500 times 500 is more than 10,000 and two a byte.
        (numbered(500, |n| format!("<p><b id={n}>")), "more nodes than the limit of"),
        (format!("<p {}>", numbered(513, |n| format!("a{n} "))), "more attributes of one tag than the limit of 512"),
        // A second html adds its attributes to the first: 20 times 100.
        (attributes, "more attributes of one tag than the limit of 512"),
        // Each of these end tags looks at 900 open elements: 2,000 of them are 1.8 million steps, for 13 kB.
        (spans + &"</x>".repeat(2_000), "more steps of building the tree than the limit of"),
        // A thousand columns each: the thousand-and-first cell is one too many.
        (format!("<table><tr>{}", "<td colspan=1000 rowspan=65534>".repeat(1_001)), "more cells of tables than the limit of 1000000"),
        // 900,000 columns, and a cell behind them that reaches down: room for all in the second line is too much, in 16 kB.
        (
            format!("<table><tr>{}<td rowspan=65534>{}", "<td colspan=1000>".repeat(900), "<tr>".repeat(200)),
            "more cells of tables than the limit of 1000000",
        ),
        // Each line of what looks like table two has a figure that no row of the format is for.
        (
            format!("<table><tr><td>信息内容<td>本年制发件数<tr><td>规章<td>1<td>2<td>3<td>4{}", "<tr><td>别的<td>1".repeat(100_001)),
            "more entries of a list than the limit of 100000",
        ),
    ] {
        let said = refused(&with_at_end(&html));
        assert!(said.as_deref().is_some_and(|said| said.starts_with(limit)), "{limit}: {said:?}");
    }
    // One less of each is read.
    assert_eq!(refused(&with_at_end(&format!("<p {}>", numbered(512, |n| format!("a{n} "))))), None);
    assert_eq!(refused(&with_at_end(&("<span>".repeat(900) + &"</x>".repeat(500)))), None);
}

#[test]
fn what_is_only_large_is_read_in_time_that_grows_with_it() {
    // Were it not so, each of these would take the square: minutes here, hours for the pages of `tests/long/hostile`.
    for html in [
        format!("<table><tr>{}", "<td>1".repeat(50_000)),
        format!("<table>{}", "<tr><td>自然人<td>商业企业<td>科研机构<td>社会公益组织".repeat(10_000)),
        "<table><tr><td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计".to_owned() + &"<tr><td>1<td>2<td>3".repeat(5_000),
        format!("<table>{}", "<tr><td>合计<td>1<td>1<td>1<td>1<td>1<td>1<td>1".repeat(10_000)),
        numbered(20_000, |n| format!("<h2>一、总体情况{n}</h2>")),
        format!("<div hidden>{}</div>", numbered(20_000, |n| format!("<h2>一、总体情况{n}</h2>"))),
        // All on one line, and what is put before a table stands out of order.
        "<table><b><tr><i>".repeat(10_000),
        "<table><tr><td>1</td></tr></table>".repeat(20_000),
        "<template>".repeat(2_000),
        "<!--".repeat(50_000),
        "&amp&notit;&#x110000;".repeat(20_000),
        "\0".repeat(200_000),
    ] {
        let said = refused(&with_at_end(&html));
        // Nested tables and templates are deep, not only large.
        assert!(said.is_none_or(|said| said.starts_with("more levels of nested HTML")), "{}", html.chars().take(30).collect::<String>());
    }
}

#[test]
fn a_page_that_breaks_off_anywhere_is_no_report_or_part_of_one() {
    let page = with_at_end("");
    let whole = call("{}", "extract", &page, r#"{"kind":"annual-report"}"#);
    let mut read = 0;
    for part in 0..50 {
        // Cuts fall inside tags and inside characters.
        let answer = call("{}", "extract", &page[..page.len() * part / 50], r#"{"kind":"annual-report"}"#);
        if let Some(code) = answer["error"]["code"].as_str() {
            let wanted: &[&str] = if part == 0 { &["input.empty"] } else { &["input.no-title", "input.format"] };
            assert!(wanted.contains(&code), "{part}: {code}");
            continue;
        }
        read += 1;
        assert_eq!(answer["agency"], whole["agency"], "{part}");
        // What is there is what the whole page says; what is cut off is absent or unread, never another figure.
        for table in ["table2", "table3", "table4"] {
            for (row, cells) in answer[table].as_object().into_iter().flatten() {
                for (column, cell) in cells.as_object().unwrap() {
                    let of_whole = &whole[table][row][column];
                    assert!(cell == of_whole || cell.is_null() || cut(cell, of_whole), "{part} {table}/{row}/{column}: {cell}");
                }
            }
        }
    }
    assert!(read > 40, "{read}");
}

/// Whether a figure is the beginning of another: the page broke off inside it.
fn cut(part: &Value, whole: &Value) -> bool {
    whole.to_string().starts_with(&part.to_string())
}

#[test]
fn bytes_that_are_no_text_are_told() {
    // Invalid GB18030 behind a report that is valid, and a report in GBK that says UTF-8.
    let page = String::from_utf8(with_at_end("")).unwrap();
    let gbk = page.replacen("<head>", "<head><meta charset=gbk>", 1);
    let bytes = [encoding_rs::GB18030.encode(&gbk).0.into_owned(), b"\xff\x81\xb9".repeat(10_000)].concat();
    let answer = check("{}", &bytes, AS_OF);
    let found = support::results(&answer, "annual-report.cells-read");
    assert!(found.iter().any(|r| r["finding"] == "damaged"), "{answer}");
    let wrong = encoding_rs::GB18030.encode(&page.replacen("<head>", "<head><meta charset=utf-8>", 1)).0.into_owned();
    let answer = check("{}", &wrong, AS_OF);
    let found = support::results(&answer, "annual-report.cells-read");
    assert!(found.iter().any(|r| r["finding"] == "charset" && r["actual"] == "charset=utf-8"), "{answer}");
}

#[test]
fn a_path_too_long_to_be_of_use_is_left_out() {
    // 900 levels of `div:nth-child(1)>` are 15,000 characters: 100,000 of them would be a gigabyte.
    let html = "<div>".repeat(900) + "<table><tr><td>信息内容<td>本年制发件数<tr><td>规章<td>1<td>2<td>3<td>4";
    let answer = call("{}", "extract", &with_at_end(&html), r#"{"kind":"annual-report"}"#);
    let unread = answer["unread"].as_array().unwrap();
    assert!(!unread.is_empty() && unread.iter().all(|place| place["css"].is_null() && place["line"].is_number()), "{unread:?}");
}
