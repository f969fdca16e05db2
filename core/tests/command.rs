//! The command as a user meets it: files and folders, formats, exit codes, decisions, pages.
#![cfg(feature = "cli")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use support::command::{err, folder, json_of, out, zwgk};
use support::{base, with};

fn late() -> Value {
    with(base("base-2021"), &[("/published", json!("2025-02-10"))])
}

#[test]
fn the_example_with_planted_errors_is_read_by_a_clerk() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/examples/annual-report-2024.json");
    let output = zwgk(&folder("clerk"), &["check", "--as-of", "2025-03-01", example]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    for line in [
        // 9+2+0+1+1+0 = 13
        "✗ 必须 表三「（一）予以公开」：各类申请人合计 13，总计写的是 31",
        "将「表三 （一）予以公开 · 总计」由 31 改为 13",
        // 3+1+0+0+1+0 = 5
        "「表三 （四）无法提供 1.本机关不掌握相关政府信息 · 总计」填 5",
        // 20 to 26 February
        "晚了 6 天",
        "✗ 必须 表四「行政复议」：各结果合计 3，总计写的是 0",
        "本机关没有规章制定权，却报了制发规章 1 件",
        "《规章制定程序条例》 第十四条、第二十九条、第三十六条",
        "表三用「/」代替了数字",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // One entry a fault: the column that the mistyped total breaks stands under it.
    assert_eq!(text.matches("\n  ✗").count(), 6, "{text}");
    assert!(!text.contains('\u{1b}'), "colours only on a terminal");
    let english = out(&zwgk(&folder("clerk-en"), &["--lang", "en", "check", "--as-of", "2025-03-01", example]));
    assert!(english.contains("✗ must table 3, (1) granted: the applicants add up to 13, the total says 31"), "{english}");
}

#[test]
fn exit_codes_and_fail_on() {
    let dir = folder("exit");
    let write = |name: &str, value: &Value| fs::write(dir.join(name), value.to_string()).unwrap();
    write("clean.json", &base("base-2021"));
    write("late.json", &late());
    write("blank.json", &with(base("base-2021"), &[("/table3/granted/research", Value::Null)]));
    // More results than the limit of 10,000: the rule cannot finish.
    write("endless.json", &with(late(), &[("/unread", json!((0..10_001).map(|n| json!({"snippet": n.to_string()})).collect::<Vec<_>>()))]));
    fs::write(dir.join("broken.json"), "{").unwrap();
    let code = |args: &[&str]| zwgk(&dir, &[&["check", "--as-of", "2025-06-01"], args].concat()).status.code();
    assert_eq!(code(&["clean.json"]), Some(0));
    assert_eq!(code(&["late.json"]), Some(1));
    assert_eq!(code(&["blank.json"]), Some(0));
    assert_eq!(code(&["--fail-on", "should", "blank.json"]), Some(1));
    assert_eq!(code(&["broken.json"]), Some(2));
    assert_eq!(code(&["no-such-file.json"]), Some(2));
    assert_eq!(code(&["late.json", "broken.json"]), Some(2));
    assert_eq!(code(&["endless.json"]), Some(3));
    assert_eq!(code(&["broken.json", "endless.json"]), Some(3));
    assert_eq!(code(&["--fail-on", "never", "clean.json"]), Some(2));
    assert_eq!(zwgk(&dir, &["chek"]).status.code(), Some(2));
    assert_eq!(zwgk(&dir, &["check"]).status.code(), Some(2));
    assert_eq!(zwgk(&dir, &["--help"]).status.code(), Some(0));
}

#[test]
fn what_the_system_refuses_is_said_in_the_users_language() {
    let dir = folder("refused");
    fs::create_dir_all(dir.join("sub")).unwrap();
    fs::write(dir.join("a.json"), base("base-2021").to_string()).unwrap();
    let said = |args: &[&str]| err(&zwgk(&dir, args));
    assert!(said(&["check", "nothing.json"]).starts_with("nothing.json：错误：无法读取：没有这个文件 [input.unreadable]\n  办法："));
    assert!(said(&["--lang", "en", "check", "nothing.json"]).contains("cannot be read: no such file [input.unreadable]"));
    assert!(said(&["check", "--profile", "nothing.toml", "a.json"]).contains("没有这个文件 [profile.unreadable]"));
    assert!(said(&["check", "a.json/b.json"]).contains("无法读取：路径中有一段不是文件夹"));
    assert!(said(&["check", "--previous", "sub", "a.json"]).contains("是文件夹 [options.unreadable]"));
    assert!(said(&["check", "-o", "sub", "a.json"]).contains("无法写入 sub：是文件夹"));
    let json = json_of(&zwgk(&dir, &["check", "--format", "json", "nothing.json"]));
    assert_eq!(json["error"]["code"], "input.unreadable");
    // English is English to the last bracket, and help says no word of clap's in Chinese.
    fs::write(dir.join("b.json"), "{\"agency\":1}").unwrap();
    assert!(said(&["--lang", "en", "check", "b.json"]).is_ascii());
    assert!(!out(&zwgk(&dir, &["check", "--help"])).contains("[OPTIONS]"));
}

#[test]
fn usage_is_explained_in_the_users_language() {
    let dir = folder("usage");
    let said = |args: &[&str]| err(&zwgk(&dir, args));
    assert!(said(&["check", "--as-off", "2025-01-01", "a"]).starts_with("错误：不认识的参数 --as-off\n  是否想写 --as-of？"));
    assert!(said(&["check"]).contains("缺少参数"));
    let hint = said(&["chek"]);
    assert!(hint.contains("是否想写 schema、check？") || hint.contains("是否想写 check、schema？"), "{hint}");
    assert_eq!(out(&zwgk(&dir, &["schema"])), "annual-report\nreport\nprofile\ndecisions\n");
    assert!(said(&["check", "--as-of", "2025-02-30", "a"]).contains("2025-02-30"));
    assert!(said(&["--lang", "en", "check", "--as-off", "x", "a"]).starts_with("error: unknown argument --as-off"));
    assert!(out(&zwgk(&dir, &["check", "--help"])).contains("上一年度的报告"));
    assert!(out(&zwgk(&dir, &["check", "--help", "--lang=en"])).contains("last year's report"));
}

#[test]
fn one_file_is_one_report_in_every_format() {
    let dir = folder("single");
    fs::write(dir.join("a.json"), late().to_string()).unwrap();
    let run = |format: &str| out(&zwgk(&dir, &["check", "--as-of", "2025-06-01", "--format", format, "a.json"]));
    assert_eq!(run("ndjson"), run("json"));
    assert_eq!(run("json").lines().count(), 1);
}

#[test]
fn threads_do_not_change_a_byte() {
    let dir = folder("threads");
    fs::create_dir_all(dir.join("in")).unwrap();
    for n in 0..300 {
        let value = if n % 7 == 0 { late() } else { with(base("base-2021"), &[("/table2/penalties/decisions", json!(n))]) };
        fs::write(dir.join(format!("in/{n}.json")), value.to_string()).unwrap();
    }
    let run = |threads: &str| {
        let args = ["check", "--as-of", "2025-06-01", "--format", "json", "in"];
        Command::new(env!("CARGO_BIN_EXE_zwgk")).current_dir(&dir).args(args).env("RAYON_NUM_THREADS", threads).output().unwrap().stdout
    };
    let one = run("1");
    assert_eq!(run("2"), one);
    assert_eq!(run("7"), one);
    assert_eq!(serde_json::from_slice::<Value>(&one).unwrap()["totals"]["failed"]["must"], 43);
}

#[test]
fn standard_input_is_named_by_its_content() {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_zwgk"))
        .args(["check", "--as-of", "2025-06-01", "--format", "json", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(late().to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(json_of(&output)["subject"], "示例旗教育局 2024");
}

#[test]
fn today_is_filled_in_and_said() {
    let dir = folder("today");
    fs::write(dir.join("a.json"), late().to_string()).unwrap();
    let answer = json_of(&zwgk(&dir, &["check", "--format", "json", "a.json"]));
    let as_of = answer["as_of"].as_str().unwrap();
    assert!(as_of.len() == 10 && as_of > "2026-01-01", "{as_of}");
}

#[test]
fn last_years_report_is_compared() {
    let dir = folder("previous");
    fs::write(dir.join("2024.json"), base("base-2021").to_string()).unwrap();
    fs::write(dir.join("2023.json"), with(base("base-previous"), &[("/table3/carried_forward/total", json!(4))]).to_string()).unwrap();
    fs::write(dir.join("2022.json"), with(base("base-previous"), &[("/year", json!(2022))]).to_string()).unwrap();
    let check = |previous: &str| zwgk(&dir, &["check", "--as-of", "2025-06-01", "--previous", previous, "2024.json"]);
    let output = check("2023.json");
    assert!(out(&output).contains("上年结转写的是 3，而 2023 年度报告结转下年度的是 4"), "{}", out(&output));
    assert_eq!(output.status.code(), Some(1));
    let wrong = check("2022.json");
    assert!(err(&wrong).contains("上一年报告的年度是 2022，应为 2023（上一年报告、/year）"), "{}", err(&wrong));
    // Under its own name it need not say which text it is.
    fs::write(dir.join("typo.json"), "{\"agency\":\"a\",\"year\":2023,\"yaer\":1}").unwrap();
    assert!(err(&check("typo.json")).contains("`yaer`（/yaer、第 1 行）"), "{}", err(&check("typo.json")));
    assert_eq!(wrong.status.code(), Some(2));
    let many = zwgk(&dir, &["check", "--previous", "2023.json", "."]);
    assert_eq!(many.status.code(), Some(2));
}

#[test]
fn a_rules_page_says_what_a_clerk_asks() {
    let dir = folder("pages");
    let page = out(&zwgk(&dir, &["rules", "annual-report.published-in-time"]));
    for words in [
        "department_day = 01-31",
        "第四十九条 [已读全文]",
        "县级以上人民政府部门应当在每年1月31日前",
        "通过的例子",
        "不通过的例子",
        "/published = \"2025-03-12\"",
        "晚了 2 天",
        "如何理解",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(out(&zwgk(&dir, &["rules", "annual-report.joint-defendant"])).contains("由人工核对"));
    assert_eq!(zwgk(&dir, &["rules", "annual-report.nothing"]).status.code(), Some(2));
    let all = json_of(&zwgk(&dir, &["rules", "--format", "json"]));
    assert!(all["rules"].as_array().unwrap().iter().all(|r| r["title"]["zh"].is_string() && r["title"]["en"].is_string()));
    let coverage = out(&zwgk(&dir, &["rules", "--coverage"]));
    assert!(coverage.contains("DB15/T 2089—2021") && coverage.contains("未见"), "{coverage}");
    // What was seen is said in the language of the rest.
    assert!(coverage.contains("其余条文未见") && !coverage.contains("were not seen"), "{coverage}");
    assert_eq!(zwgk(&dir, &["rules", "annual-report.nothing", "--coverage"]).status.code(), Some(2));
    let all = json_of(&zwgk(&dir, &["rules", "--coverage", "--format", "json"]));
    let one = json_of(&zwgk(&dir, &["rules", "annual-report.row-total", "--coverage", "--format", "json"]));
    assert_eq!((all["standards"].as_array().unwrap().len(), &all["standards"][3]), (8, &one["standards"][0]));
    let standard = &one["standards"][0];
    assert_eq!((&standard["id"], &standard["seen"], &standard["clauses"]), (&json!("annual-report"), &json!("title"), &json!([])));
    assert!(standard["cited"].as_array().unwrap().iter().any(|c| c["source"] == "regulation"), "{standard}");
    assert!(standard["note"]["en"].as_str().unwrap().starts_with("Only the title was seen"), "{standard}");
    assert_eq!(out(&zwgk(&dir, &["rules", "--standard", "request"])), "");
    assert!(out(&zwgk(&dir, &["rules", "annual-report.row-total", "--format", "md"])).starts_with("# annual-report.row-total"));
}

#[test]
fn the_self_test_passes_in_both_languages() {
    let dir = folder("selftest");
    let run = |language: &str| zwgk(&dir, &["--lang", language, "selftest"]);
    assert_eq!((run("zh").status.code(), run("en").status.code()), (Some(0), Some(0)));
    assert!(out(&run("zh")).contains("全部通过"));
}

#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    let dir = folder("pipe");
    fs::create_dir_all(dir.join("in")).unwrap();
    for n in 0..200 {
        fs::write(dir.join(format!("in/{n}.json")), late().to_string()).unwrap();
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_zwgk"))
        .args(["check", "--as-of", "2025-06-01", "in"])
        .current_dir(&dir)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

/// `script` gives the command a terminal: bars and colours are for people who watch, never for a pipe.
#[cfg(target_os = "linux")]
#[test]
fn bars_and_colours_on_a_terminal_only() {
    let dir = folder("terminal");
    fs::create_dir_all(dir.join("in")).unwrap();
    for n in 0..60 {
        fs::write(dir.join(format!("in/{n}.json")), late().to_string()).unwrap();
    }
    let wished = |args: &str, no_color: Option<&str>| {
        let line = format!("{} check --as-of 2025-06-01 {args}", env!("CARGO_BIN_EXE_zwgk"));
        let mut script = Command::new("script");
        script.current_dir(&dir).env_remove("NO_COLOR").env("TERM", "xterm").args(["-qec", &line, "/dev/null"]);
        script.envs(no_color.map(|wish| ("NO_COLOR", wish)));
        out(&script.stdin(std::process::Stdio::null()).output().unwrap())
    };
    let watched = |args: &str| wished(args, None);
    assert!(watched("-o out.txt in").contains("/60 "), "a bar");
    // Who wants no colours still has the results on the terminal: a bar would be drawn over them.
    let plain = wished("in", Some("1"));
    assert!(!plain.contains('\u{1b}') && !plain.contains("/60 "), "{plain}");
    assert!(wished("in/1.json", Some("")).contains("\u{1b}[31m"), "an empty NO_COLOR is no wish");
    assert!(watched("in/1.json").contains("\u{1b}[31m✗ 必须"));
    assert!(!fs::read_to_string(dir.join("out.txt")).unwrap().contains('\u{1b}'));
    let piped = zwgk(&dir, &["check", "--as-of", "2025-06-01", "in"]);
    assert_eq!(err(&piped), "");
    assert!(!out(&piped).contains('\u{1b}'));
}
