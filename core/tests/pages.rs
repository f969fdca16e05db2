//! Annual reports from pages: every layout gives the cells, headings and dates that were put into it.
#![cfg(feature = "html")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::pages::{Dice, Digits, Layout, Page};
use support::{base, call};

/// The base report with other figures: small, large, and some blanks and marks.
fn report(dice: &mut Dice) -> Value {
    let mut report = base(if dice.chance(25) { "base-2019" } else { "base-2021" });
    let blanks = dice.chance(20);
    for table in ["table2", "table3", "table4"] {
        for row in report[table].as_object_mut().unwrap().values_mut() {
            for cell in row.as_object_mut().unwrap().values_mut() {
                if cell.is_string() {
                    continue;
                }
                *cell = match dice.below(10) {
                    0..=4 => json!(dice.below(10)),
                    5..=6 => json!(dice.below(1_000)),
                    7 => json!(dice.below(20_000_000)),
                    8 if blanks => Value::Null,
                    9 if blanks => json!(dice.one(&["/", "—", "无"])),
                    _ => json!(0),
                };
            }
        }
    }
    if report["year"] == 2024 {
        report["table2"]["fees"]["amount"] = serde_json::from_str(&format!("{}.25", dice.below(1_000_000))).unwrap();
    }
    report
}

/// The headings numbered in other ways: all, or the first, or none of them.
fn renumber(report: &mut Value, dice: &mut Dice) {
    let style = dice.one(&["{一}、", "{一}、", "{一}、", "（{一}）", "{1}、", "{1}．", "第{一}部分 ", "{一} 、", "{一}", "({1})", ""]);
    let only_first = dice.chance(50);
    for (number, section) in report["sections"].as_array_mut().unwrap().iter_mut().enumerate().skip(1) {
        let heading = section["heading"].as_str().unwrap();
        let (ordinal, words) = heading.split_once('、').unwrap();
        let numbered = format!("{}{words}", style.replace("{一}", ordinal).replace("{1}", &number.to_string()));
        if number == 1 || !only_first {
            section["heading"] = json!(numbered);
        }
    }
}

#[test]
fn every_layout_gives_what_was_put_into_it() {
    for seed in 0..400 {
        let mut dice = Dice::new(seed + 1);
        let mut report = report(&mut dice);
        renumber(&mut report, &mut dice);
        let layout = Layout::of(&mut dice);
        let page = Page::write(&report, layout);
        let read = call("{}", "extract", page.as_bytes(), r#"{"kind":"annual-report"}"#);
        assert!(read["error"].is_null(), "{seed} {layout:?}: {read}");
        for table in ["table2", "table3", "table4"] {
            assert_eq!(read[table], report[table], "{seed} {table} {layout:?}");
        }
        assert_eq!(read["unread"], json!([]), "{seed} {layout:?}");
        for field in ["agency", "year", "published"] {
            assert_eq!(read[field], report[field], "{seed} {field} {layout:?}");
        }
        let heads = |of: &Value| of["sections"].as_array().unwrap().iter().map(|s| s["heading"].clone()).collect::<Vec<_>>();
        assert_eq!(heads(&read), heads(&report), "{seed} {layout:?}");
        for (is, was) in read["sections"].as_array().unwrap().iter().zip(report["sections"].as_array().unwrap()).skip(1) {
            let words = |text: &Value| text["text"].as_str().unwrap().split_whitespace().collect::<String>();
            assert!(words(is).contains(&words(was)), "{seed} {layout:?}: {is} instead of {was}");
            for foot in ["ICP", "附件", "上一篇", "主办", "打印"] {
                assert!(!words(is).contains(foot), "{seed} {layout:?}: {is}");
            }
        }
    }
}

#[test]
fn what_is_not_seen_in_a_cell_is_not_its_figure() {
    let report = base("base-2021");
    let layout = Layout { digits: Digits::Plain, ..Layout::of(&mut Dice::new(3)) };
    let page = Page::write(&report, layout);
    let cells = |old: &str, new: &str| {
        let changed = page.replacen(old, new, 1);
        assert_ne!(page, changed);
        call("{}", "extract", changed.as_bytes(), r#"{"kind":"annual-report"}"#)["table2"]["licences"]["decisions"].clone()
    };
    for written in ["<s>9</s>128", "<span style='display: none'>9</span>128", "<input value=128 readonly>", "<del>1</del>128"] {
        assert_eq!(cells("128", written), json!(128), "{written}");
    }
}
