//! Labels and figures of an annual report's tables as pages print them.
#![cfg(feature = "html")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::pages::{Layout, Page};
use support::{base, call};

/// A page of the base report in its plainest layout.
fn plain() -> String {
    Page::write(&base("base-2021"), Layout::plain())
}

fn extract(page: &str) -> Value {
    call("{}", "extract", page.as_bytes(), r#"{"kind":"annual-report"}"#)
}

/// What is read when some labels or figures of the page are others.
fn with(changes: &[(&str, &str)]) -> Value {
    let mut page = plain();
    for (old, new) in changes {
        assert!(page.contains(old), "{old}");
        page = page.replace(old, new);
    }
    extract(&page)
}

fn same_tables(read: &Value) {
    let report = base("base-2021");
    for table in ["table2", "table3", "table4"] {
        assert_eq!(read[table], report[table], "{table}");
    }
    assert_eq!(read["unread"], json!([]));
}

/// The labels that are no longer the format's.
fn others(read: &Value) -> Vec<&str> {
    let labels = read["labels"].as_array().unwrap();
    labels.iter().filter(|l| l["differs"] == true).map(|l| l["printed"].as_str().unwrap()).collect()
}

#[test]
fn rows_and_columns_are_known_under_other_labels() {
    let read = with(&[
        ("3.其他<", "3.其它<"),
        ("（七）总计", "（七）合计"),
        (">尚未审结", ">未审结"),
        (">结果维持", ">维持"),
        (">规章<", ">行政规章<"),
        ("4.无正当理由大量反复申请", "无正当理由大量重复申请"),
        ("2.重复申请", "②重复申请"),
        ("行政事业性收费", "行政事业收费"),
        ("本年新收政府信息公开申请数量", "本年新收政府信息公开申情数量"),
        ("法律服务机构", "法律服务机够"),
        ("（二）部分公开", "（3）部分公开"),
    ]);
    same_tables(&read);
    assert_eq!(
        others(&read),
        [
            "行政规章",
            "行政事业收费",
            "法律服务机够",
            "一、本年新收政府信息公开申情数量",
            "无正当理由大量重复申请",
            "（七）合计",
            "维持",
            "未审结"
        ]
    );
}

#[test]
fn the_labels_of_the_format_are_told_and_none_differs() {
    let read = extract(&plain());
    assert_eq!(others(&read), Vec::<&str>::new());
    // Table two: 6 rows and the heads of 3 + 1 + 1 columns; table three: 25 rows, 7 columns; table four: 3 groups, 5 columns.
    assert_eq!(read["labels"].as_array().unwrap().len(), 6 + 5 + 25 + 7 + 3 + 5);
    let first = json!({"table": "table2", "column": "made", "printed": "本年制发件数", "differs": false});
    assert_eq!(read["labels"][0], first);
    assert!(read["places"]["/labels/0"]["css"].is_string());
}

#[test]
fn a_row_that_the_format_does_not_have_is_unread_and_its_label_kept() {
    let row = "<tr><td colspan=3>小计<td>1<td>0<td>0<td>0<td>0<td>0<td>1</tr><tr style=\"height:20px\"><td colspan=\"3\" width=60>四、结转";
    let read = with(&[("<tr style=\"height:20px\"><td colspan=\"3\" width=60>四、结转", row)]);
    assert_eq!(read["table3"], base("base-2021")["table3"]);
    assert_eq!(read["unread"][0]["snippet"], "小计 1 0 0 0 0 0 1");
    let labels = read["labels"].as_array().unwrap();
    assert!(labels.contains(&json!({"table": "table3", "printed": "小计", "differs": true})));
}

#[test]
fn parts_that_are_added_up_under_the_name_of_the_total_are_not_it() {
    let row = "<tr><td colspan=3>合计<td>1<td>0<td>0<td>0<td>0<td>0<td>1</tr><tr style=\"height:20px\"><td colspan=\"3\" width=60>四、结转";
    let read = with(&[("<tr style=\"height:20px\"><td colspan=\"3\" width=60>四、结转", row)]);
    assert_eq!(read["table3"], base("base-2021")["table3"]);
    assert_eq!(read["unread"].as_array().unwrap().len(), 1);
}

#[test]
fn a_unit_in_the_cell_is_read_away_where_it_is_the_rows_own() {
    same_tables(&with(&[(">18.871<", ">18.871万元<"), (">128<", ">128件<"), (">24<", ">24 件<")]));
    assert_eq!(with(&[(">128<", ">约128件<")])["table2"]["licences"]["decisions"], "约128件");
}

#[test]
fn a_fee_in_yuan_is_not_one_in_ten_thousand_yuan() {
    // 18.871 stands there; under a head that says 元 it is 18.871 元, and no number of 万元 is printed anywhere.
    for head in ["本年收费金额（单位：元）", "本年收费金额(元)"] {
        assert_eq!(with(&[("本年收费金额（单位：万元）", head)])["table2"]["fees"]["amount"], "18.871元", "{head}");
    }
    let by_row = [("本年收费金额（单位：万元）", "本年收费金额"), (">行政事业性收费<", ">行政事业性收费（单位：元）<")];
    assert_eq!(with(&by_row)["table2"]["fees"]["amount"], "18.871元");
    assert_eq!(with(&[(">18.871<", ">251000元<")])["table2"]["fees"]["amount"], "251000元");
    let nothing = [("本年收费金额（单位：万元）", "本年收费金额（单位：元）"), (">18.871<", ">0<")];
    assert_eq!(with(&nothing)["table2"]["fees"]["amount"], 0);
}

#[test]
fn a_word_in_the_place_of_a_figure_is_the_text_of_its_cell_alone() {
    let report = base("base-2021");
    // Numbers that stand nowhere else in the report, so that each is one cell of the page.
    let cells = [
        ("/table2/licences/decisions", 70_001, "一百二十八"),
        ("/table3/new/natural_person", 70_002, "二十四"),
        ("/table3/new/total", 70_003, "见附件"),
        ("/table4/reconsideration/upheld", 70_004, "三"),
        ("/table4/litigation_after_reconsideration/total", 70_005, "#VALUE!"),
    ];
    let (mut numbered, mut expected) = (report.clone(), report);
    for (pointer, number, word) in cells {
        *numbered.pointer_mut(pointer).unwrap() = json!(number);
        *expected.pointer_mut(pointer).unwrap() = json!(word);
    }
    let page = cells.iter().fold(Page::write(&numbered, Layout::plain()), |page, (_, number, word)| {
        let number = number.to_string();
        assert_eq!(page.matches(&number).count(), 1, "{number}");
        page.replace(&number, word)
    });
    let read = extract(&page);
    for table in ["table2", "table3", "table4"] {
        assert_eq!(read[table], expected[table], "{table}");
    }
    assert_eq!((&read["unread"], others(&read)), (&json!([]), Vec::new()));
}
