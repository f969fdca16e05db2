//! What the command says to people who slip: what is wrong, and the way out, in the language of the rest.
#![cfg(feature = "cli")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::command::{err, folder, json_of, out, zwgk, zwgk_fed};
use support::{base, with};

/// A report that is late and the result of its check, with the fingerprint of that finding.
fn late_and_checked(dir: &Path) -> String {
    fs::write(dir.join("late.json"), with(base("base-2021"), &[("/published", json!("2025-02-10"))]).to_string()).unwrap();
    let output = zwgk(dir, &["check", "--as-of", "2025-06-01", "--format", "json", "late.json", "-o", "result.json"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let report: Value = serde_json::from_slice(&fs::read(dir.join("result.json")).unwrap()).unwrap();
    let result = report["results"].as_array().unwrap().iter().find(|r| r["rule"] == "annual-report.published-in-time").unwrap();
    result["fingerprint"].as_str().unwrap().to_owned()
}

#[test]
fn a_decision_that_could_not_hold_is_refused() {
    let dir = folder("slips-decide");
    let fingerprint = late_and_checked(&dir);
    let refused = |words: &[&str]| {
        let output = zwgk(&dir, &[&["decide", "result.json", &fingerprint], words].concat());
        assert_eq!((output.status.code(), dir.join("decisions.json").exists()), (Some(2), false));
        err(&output)
    };
    let ends_first = refused(&["--reason", "顺延", "--author", "张三", "--from", "2025-06-02", "--until", "2025-06-01"]);
    assert_eq!(ends_first, "错误：--until 2025年6月1日早于 --from 2025年6月2日，这项决定永远不会有效\n");
    assert_eq!(refused(&["--reason", " ", "--author", "张三"]), "错误：参数 --reason 是空的\n");
    assert_eq!(refused(&["--reason", "顺延", "--author", ""]), "错误：参数 --author 是空的\n");
    // One day is a time.
    let one_day = ["--reason", "顺延", "--author", "张三", "--from", "2025-06-01", "--until", "2025-06-01"];
    assert_eq!(zwgk(&dir, &[&["decide", "result.json", &fingerprint], &one_day[..]].concat()).status.code(), Some(0));
}

#[test]
fn a_decision_says_what_it_replaces_and_from_when_it_holds() {
    let dir = folder("slips-replace");
    let fingerprint = late_and_checked(&dir);
    let decided = |author: &str, from: &str| {
        out(&zwgk(&dir, &["decide", "result.json", &fingerprint, "--reason", "顺延", "--author", author, "--from", from]))
    };
    let written = format!("已写入 decisions.json：annual-report.published-in-time {fingerprint}\n");
    assert_eq!(decided("张三", "2025-06-01"), written);
    // The same once more takes nothing away.
    assert_eq!(decided("张三", "2025-06-01"), written);
    assert_eq!(decided("李四", "2025-06-01"), format!("{written}  取代了原有的决定（张三，2025-06-01）：顺延\n"));
    let ahead = "  这项决定自2999年1月1日起才有效，按此前的日期检查时该问题照常列出\n";
    assert_eq!(decided("李四", "2999-01-01"), format!("{written}  取代了原有的决定（李四，2025-06-01）：顺延\n{ahead}"));
    let still = zwgk(&dir, &["check", "--as-of", "2025-06-01", "--decisions", "decisions.json", "late.json"]);
    assert_eq!(still.status.code(), Some(1));
}

#[test]
fn a_baseline_of_something_else_is_refused_and_one_of_other_subjects_says_so() {
    let dir = folder("slips-baseline");
    late_and_checked(&dir);
    let check = |baseline: &str, paths: &[&str]| {
        zwgk(&dir, &[&["check", "--as-of", "2025-06-01", "--format", "json", "--baseline", baseline], paths].concat())
    };
    let no_result = check("late.json", &["late.json"]);
    assert_eq!(
        (no_result.status.code(), err(&no_result)),
        (
            Some(2),
            "late.json：错误：这不是检查结果：里面没有 `results` [options.missing-field]\n  办法：请给出 zwgk check 用 --format json 或 ndjson 写出的文件\n"
                .to_owned()
        )
    );
    assert_eq!(err(&check("result.json", &["late.json"])), "");
    for name in ["a.json", "b.json"] {
        fs::copy(dir.join("late.json"), dir.join(name)).unwrap();
    }
    let other = check("result.json", &["b.json", "late.json", "a.json"]);
    assert_eq!(err(&other), "以前的检查结果里没有 b.json（这样的材料共 2 份）：问题一律按新问题列出\n");
    let known: Vec<Value> = json_of(&other)["reports"].as_array().unwrap().iter().map(|r| r["results"][0]["known"].clone()).collect();
    assert_eq!(known, [false, true, false]);
}

#[test]
fn the_nearest_name_is_named() {
    let dir = folder("slips-near");
    let said = |args: &[&str]| err(&zwgk(&dir, args));
    assert_eq!(said(&["--lang", "en", "check", "--asof", "2025-01-01", "a"]), "error: unknown argument --asof\n  did you mean --as-of?\n");
    assert_eq!(said(&["rules", "row-total"]), "错误：没有规则 row-total\n  是否想写 annual-report.row-total？\n");
    assert_eq!(said(&["rules", "annual-report.row-totl"]), "错误：没有规则 annual-report.row-totl\n  是否想写 annual-report.row-total？\n");
    let part = said(&["rules", "total"]);
    assert!(part.contains("annual-report.row-total、annual-report.results-total、annual-report.review-total"), "{part}");
    assert_eq!(said(&["rules", "zzzzzzzz"]), "错误：没有规则 zzzzzzzz\n  全部规则编号见 zwgk rules\n");
}

#[test]
fn a_folder_without_files_and_a_missing_one_are_named() {
    let dir = folder("slips-folders");
    fs::create_dir_all(dir.join("空")).unwrap();
    fs::create_dir_all(dir.join("b")).unwrap();
    fs::write(dir.join("a.json"), base("base-2021").to_string()).unwrap();
    let said = |args: &[&str]| err(&zwgk(&dir, args));
    assert_eq!(said(&["check", "空", "b"]), "错误：空、b 里没有可检查的文件：要找的是以 .json、.ndjson、.html、.htm 结尾的文件\n");
    assert_eq!(said(&["check", "a.json", "-o", "没有/下面/r.json"]), "错误：无法写入 没有/下面/r.json：没有文件夹 没有/下面\n");
}

#[test]
fn slips_in_an_input_are_told_apart() {
    let dir = folder("slips-input");
    let report = base("base-2021");
    let said = |language: &str, text: &str| {
        fs::write(dir.join("a.json"), text).unwrap();
        err(&zwgk(&dir, &["--lang", language, "check", "a.json"]))
    };
    let quoted = said("zh", &with(report.clone(), &[("/year", json!("2024"))]).to_string());
    assert!(quoted.starts_with("a.json：错误：`year` 应为不加引号的整数，实为 `\"2024\"`（/year、第 1 行） [input.type]"), "{quoted}");
    assert!(quoted.ends_with("\n  办法：去掉引号，写成 2024\n"), "{quoted}");
    let kind = said("zh", &with(report.clone(), &[("/agency_kind", json!("bureau"))]).to_string());
    assert!(kind.contains("可选值：government（人民政府）、department（政府部门）、office（政府办公厅（室））"), "{kind}");
    let kind = said("en", &with(report, &[("/agency_kind", json!("bureau"))]).to_string());
    assert!(kind.contains("values: government, department, office (government office), "), "{kind}");
    assert!(said("zh", "{\"foo\":1}").contains("--kind annual-report"));
    // Something else after the end is no second subject.
    assert!(said("zh", "{\"agency\":\"a\"},").contains("不是合法的 JSON"));
}

#[test]
fn two_subjects_on_standard_input_say_where_many_may_stand() {
    let report = base("base-2021");
    let said = err(&zwgk_fed(&folder("slips-stdin"), &["check", "--as-of", "2025-06-01", "-"], &format!("{report}\n{report}\n")));
    assert!(
        said.starts_with(
            "-：错误：一份 JSON 已经写完，第 2 行第 1 列起还有一份 [input.json]\n  办法：一行一份的（NDJSON）请存为以 .ndjson 结尾的文件"
        ),
        "{said}"
    );
}

#[test]
fn pages_are_in_one_language_and_markdown_shows_all_of_them() {
    let dir = folder("slips-pages");
    let said = |args: &[&str]| out(&zwgk(&dir, args));
    let help = said(&["check", "--help"]);
    assert!(help.contains("用法：zwgk check") && help.contains("\n选项：\n") && help.contains("[must|should|may]（默认 must）"), "{help}");
    assert!(!help.contains("default") && !help.contains("选项:"), "{help}");
    // A word in angle brackets would be a tag, which no reader of Markdown sees.
    let page = said(&["rules", "annual-report.row-total", "--format", "md"]);
    assert!(page.contains("表三「`<row>`」") && page.contains("`/table3/new/total = 20`"), "{page}");
    assert!(said(&["rules", "annual-report.row-total"]).contains("表三「<row>」"));
    let coverage = said(&["rules", "--coverage", "--standard", "request"]);
    assert!(coverage.contains("\n  这项标准的条款一条也没有见到\n") && coverage.contains("实际依据："), "{coverage}");
    // A blank cell is against no law that was seen: that is said in the language of the rest, too.
    fs::write(dir.join("blank.json"), with(base("base-2021"), &[("/table3/granted/research", Value::Null)]).to_string()).unwrap();
    let english = said(&["--lang", "en", "check", "--as-of", "2025-06-01", "blank.json"]);
    assert!(english.contains("basis     no law behind it, our own\n") && !english.contains("自订"), "{english}");
}

#[test]
fn without_a_report_the_text_begins_with_its_last_line() {
    let dir = folder("slips-blank");
    let output = zwgk(&dir, &["check", "a.json", "b.json"]);
    assert!(out(&output).starts_with("共检查 0 份，读不出 2 份"), "{}", out(&output));
}
