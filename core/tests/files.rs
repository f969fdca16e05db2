//! Profiles and decisions from files: what is written, used, and said when a file is wrong.
#![cfg(feature = "cli")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use std::fs;

use serde_json::{Value, json};
use support::command::{err, folder, json_of, out, zwgk};
use support::{base, with};

fn late() -> Value {
    with(base("base-2021"), &[("/published", json!("2025-02-10"))])
}

#[test]
fn a_decision_is_written_used_and_outlived() {
    let dir = folder("decide");
    fs::write(dir.join("late.json"), late().to_string()).unwrap();
    let check = |extra: &[&str]| zwgk(&dir, &[&["check", "--as-of", "2025-06-01", "--format", "json"], extra, &["late.json"]].concat());
    let first = check(&["-o", "result.json"]);
    assert_eq!(first.status.code(), Some(1));
    let result: Value = serde_json::from_slice(&fs::read(dir.join("result.json")).unwrap()).unwrap();
    let fingerprint = result["results"][0]["fingerprint"].as_str().unwrap().to_owned();
    let decide = |fingerprint: &str| {
        zwgk(
            &dir,
            &[
                "decide",
                "result.json",
                fingerprint,
                "--reason",
                "疫情期间顺延",
                "--author",
                "张三",
                "--from",
                "2025-05-01",
                "--until",
                "2025-06-30",
            ],
        )
    };
    assert_eq!(decide("0000").status.code(), Some(2));
    assert_eq!(decide(&fingerprint).status.code(), Some(0));
    let waived = check(&["--decisions", "decisions.json"]);
    assert_eq!(waived.status.code(), Some(0));
    assert_eq!(json_of(&waived)["results"][0]["decision"]["reason"], "疫情期间顺延");
    let after = zwgk(&dir, &["check", "--as-of", "2025-07-01", "--decisions", "decisions.json", "late.json"]);
    assert_eq!(after.status.code(), Some(1));
    assert!(out(&after).contains("已到期、问题仍在的决定"), "{}", out(&after));
    // What the caller wrote beside a decision stays, and a second decision takes the place of the first.
    let text = fs::read_to_string(dir.join("decisions.json")).unwrap();
    fs::write(
        dir.join("decisions.json"),
        text.replace("\"rule\"", "\"x-ticket\": \"OA-17\", \"rule\"").replace(&fingerprint, &"0".repeat(32)),
    )
    .unwrap();
    assert_eq!((decide(&fingerprint).status.code(), decide(&fingerprint).status.code()), (Some(0), Some(0)));
    let kept: Value = serde_json::from_slice(&fs::read(dir.join("decisions.json")).unwrap()).unwrap();
    assert_eq!((kept.as_array().unwrap().len(), &kept[0]["x-ticket"]), (2, &json!("OA-17")));
    let baseline = check(&["--baseline", "result.json"]);
    assert_eq!((baseline.status.code(), &json_of(&baseline)["results"][0]["known"]), (Some(0), &json!(true)));
}

#[test]
fn a_decision_on_one_of_several_subjects_names_it() {
    let dir = folder("decide-many");
    fs::create_dir_all(dir.join("in")).unwrap();
    for name in ["in/a.json", "in/b*.json", "in/bc.json"] {
        fs::write(dir.join(name), late().to_string()).unwrap();
    }
    let check = |extra: &[&str]| zwgk(&dir, &[&["check", "--as-of", "2025-06-01", "--format"], extra].concat());
    fs::write(dir.join("run.ndjson"), check(&["ndjson", "in"]).stdout).unwrap();
    fs::write(dir.join("run.json"), [b"\xef\xbb\xbf".to_vec(), check(&["json", "in"]).stdout].concat()).unwrap();
    let first: Value = serde_json::from_str(fs::read_to_string(dir.join("run.ndjson")).unwrap().lines().next().unwrap()).unwrap();
    let fingerprint = first["results"][0]["fingerprint"].as_str().unwrap().to_owned();
    let words = ["--reason", "顺延", "--author", "张三", "--from", "2025-05-01"];
    for report in ["run.ndjson", "run.json"] {
        let unclear = zwgk(&dir, &[&["decide", report, &fingerprint], &words[..]].concat());
        assert_eq!(unclear.status.code(), Some(2));
        assert!(err(&unclear).contains("有 3 份材料都有这个结果，请用 --scope 指明：a.json、b*.json、bc.json"), "{}", err(&unclear));
        assert!(!dir.join("decisions.json").exists());
    }
    let one = zwgk(&dir, &[&["decide", "run.ndjson", &fingerprint, "--scope", "b?.json"], &words[..]].concat());
    assert_eq!(one.status.code(), Some(0), "{}", err(&one));
    let waived = json_of(&check(&["json", "--decisions", "decisions.json", "in"]));
    let outcomes: Vec<&Value> = waived["reports"].as_array().unwrap().iter().map(|r| &r["results"][0]["outcome"]).collect();
    assert_eq!(outcomes, ["failed", "waived", "waived"]);
    // Without --scope a star in the name stands for one character, not for any number of them.
    fs::write(dir.join("one.json"), check(&["json", "in/b*.json"]).stdout).unwrap();
    fs::remove_file(dir.join("decisions.json")).unwrap();
    assert_eq!(zwgk(&dir, &[&["decide", "one.json", &fingerprint], &words[..]].concat()).status.code(), Some(0));
    let written: Value = serde_json::from_slice(&fs::read(dir.join("decisions.json")).unwrap()).unwrap();
    assert_eq!(written[0]["scope"], "in/b?.json");
    // The baseline reads a report a line too.
    let known = json_of(&check(&["json", "--baseline", "run.ndjson", "in"]));
    assert!(known["reports"].as_array().unwrap().iter().all(|r| r["results"][0]["known"] == json!(true)), "{known}");
    fs::write(dir.join("bad.ndjson"), "{}\n{\n").unwrap();
    assert!(err(&check(&["json", "--baseline", "bad.ndjson", "in"])).starts_with("bad.ndjson:2：错误：JSON 没有写完，在第 2 行"));
    fs::write(dir.join("bad.ndjson"), "{}\n").unwrap();
    assert!(err(&check(&["json", "--baseline", "bad.ndjson", "in"])).contains("这不是检查结果：里面没有 `results`"));
}

/// As large as the result of thousands of reports: more values than an input may have, and lines of more bytes in all.
#[test]
fn an_earlier_result_is_read_whatever_its_size() {
    let dir = folder("large-results");
    fs::write(dir.join("late.json"), late().to_string()).unwrap();
    let check = |extra: &[&str]| zwgk(&dir, &[&["check", "--as-of", "2025-06-01", "--format", "json"], extra, &["late.json"]].concat());
    let mut report = json_of(&check(&[]));
    let fingerprint = report["results"][0]["fingerprint"].as_str().unwrap().to_owned();
    let other = "{\"subject\":\"other\",\"results\":[]}";
    let line = format!("{}{other}\n", " ".repeat(1 << 20));
    fs::write(dir.join("large.ndjson"), format!("{}{report}\n", line.repeat(65))).unwrap();
    report["x-padding"] = Value::from(vec![0; 2_000_001]);
    fs::write(dir.join("large.json"), json!({"reports": [report]}).to_string()).unwrap();
    for earlier in ["large.json", "large.ndjson"] {
        let known = check(&["--baseline", earlier]);
        assert_eq!((known.status.code(), err(&known).as_str()), (Some(0), ""), "{earlier}");
        let decided = zwgk(&dir, &["decide", earlier, &fingerprint, "--reason", "顺延", "--author", "张三"]);
        assert_eq!(decided.status.code(), Some(0), "{}", err(&decided));
        assert!(out(&decided).contains(&fingerprint), "as it is, whatever digits it has: {}", out(&decided));
    }
}

#[test]
fn a_file_too_long_is_never_cut() {
    let dir = folder("too-long");
    fs::write(dir.join("late.json"), late().to_string()).unwrap();
    fs::File::create(dir.join("hole.json")).unwrap().set_len((512 << 20) + 1).unwrap();
    for option in ["--baseline", "--decisions", "--previous", "--profile"] {
        let refused = zwgk(&dir, &["check", "--as-of", "2025-06-01", option, "hole.json", "late.json"]);
        assert_eq!(refused.status.code(), Some(2), "{option}");
        assert!(err(&refused).contains("超过上限 536870912 [limit.size]"), "{option}: {}", err(&refused));
    }
}

#[test]
fn a_subject_that_stands_twice_keeps_both_its_findings() {
    let dir = folder("twice");
    fs::write(dir.join("late.json"), late().to_string()).unwrap();
    let check = |extra: &[&str]| zwgk(&dir, &[&["check", "--as-of", "2025-06-01", "--format", "json"], extra, &["late.json"]].concat());
    let report = json_of(&check(&[]));
    let twice = json!({"reports": [report, {"subject": "late.json", "results": []}]});
    fs::write(dir.join("twice.json"), twice.to_string()).unwrap();
    assert_eq!(check(&["--baseline", "twice.json"]).status.code(), Some(0));
}

#[test]
fn a_built_in_profile_is_not_what_lies_in_the_folder() {
    let dir = folder("shadow");
    fs::write(dir.join("a.json"), base("base-2021").to_string()).unwrap();
    fs::create_dir_all(dir.join("nmg")).unwrap();
    fs::write(dir.join("national"), "{").unwrap();
    let check = |extra: &[&str]| zwgk(&dir, &[&["check", "--as-of", "2025-06-01"], extra, &["a.json"]].concat());
    assert_eq!(check(&[]).status.code(), Some(0), "{}", err(&check(&[])));
    assert!(out(&check(&["--profile", "national"])).contains("national 规则"));
}

#[test]
fn what_is_near_a_fault_shows_no_number_of_a_person() {
    let dir = folder("near");
    fs::write(dir.join("a.json"), "{\"a\":13947100001,,\"b\":1}").unwrap();
    fs::write(dir.join("p.toml"), "a = 13947100001 x").unwrap();
    let said = [&["check", "a.json"][..], &["check", "--profile", "p.toml", "a.json"]].map(|args| err(&zwgk(&dir, args)));
    for said in said {
        assert!(said.contains("附近是") && said.contains("****") && !said.contains("00001"), "{said}");
    }
}

#[test]
fn a_profile_in_toml_or_json_and_its_typos() {
    let dir = folder("profile");
    fs::write(dir.join("a.json"), with(base("base-2021"), &[("/published", json!("2025-01-20"))]).to_string()).unwrap();
    fs::write(dir.join("p.toml"), "name = \"mine\"\n[rules.\"annual-report.published-in-time\".params]\ndepartment_day = \"01-15\"\n")
        .unwrap();
    fs::write(dir.join("p.json"), "{\"name\":\"mine\",\n\"rules\":{\n\"annual-report.published-in-tim\":{}}}").unwrap();
    fs::write(dir.join("broken.toml"), "name = ").unwrap();
    let check = |profile: &str| zwgk(&dir, &["check", "--as-of", "2025-06-01", "--profile", profile, "a.json"]);
    assert_eq!(check("p.toml").status.code(), Some(1));
    assert!(out(&check("p.toml")).contains("mine 规则"));
    assert_eq!(check("national").status.code(), Some(0));
    let typo = err(&check("p.json"));
    assert!(
        typo.contains("没有规则 `annual-report.published-in-tim`")
            && typo.contains("第 3 行")
            && typo.contains("是否想写 `annual-report.published-in-time`"),
        "{typo}"
    );
    let broken = check("broken.toml");
    assert_eq!(broken.status.code(), Some(2));
    assert!(
        err(&broken).starts_with("broken.toml：错误：第 1 行第 8 列不是合法的 TOML，附近是 `name = ` [profile.toml]\n  办法："),
        "{}",
        err(&broken)
    );
    // The line is that of the file, not of the JSON it becomes.
    fs::write(
        dir.join("typo.toml"),
        "name = \"我的\"\n\n[rules.\"annual-report.published-in-time\".params]\n# 注\ndepartment_dy = \"01-15\"\n",
    )
    .unwrap();
    assert!(
        err(&check("typo.toml")).contains("（/rules/annual-report.published-in-time/params/department_dy、第 5 行）"),
        "{}",
        err(&check("typo.toml"))
    );
    fs::write(dir.join("gbk.toml"), b"name = \"\xce\xd2\"").unwrap();
    assert!(err(&check("gbk.toml")).contains("（第 9 个字节起） [profile.encoding]"), "{}", err(&check("gbk.toml")));
    fs::write(dir.join("mark.toml"), b"\xef\xbb\xbfname = \"\xce\xd2\"").unwrap();
    assert!(err(&check("mark.toml")).contains("（第 12 个字节起）"), "{}", err(&check("mark.toml")));
    assert!(err(&check("nowhere")).contains("内置的有：national、nmg"));
}

#[test]
fn what_toml_has_and_json_has_not_is_named_with_its_line() {
    let dir = folder("toml-values");
    fs::write(dir.join("a.json"), base("base-2021").to_string()).unwrap();
    let said = |lines: &str| {
        fs::write(dir.join("p.toml"), format!("name = \"mine\"\n{lines}")).unwrap();
        err(&zwgk(&dir, &["check", "--as-of", "2025-06-01", "--profile", "p.toml", "a.json"]))
    };
    let day = said("\n[rules.\"annual-report.published-in-time\".params]\ndepartment_day = 2025-01-15\n");
    assert!(day.contains("`department_day` 是日期") && day.contains("第 4 行") && day.contains("[profile.type]"), "{day}");
    for number in ["nan", "-inf"] {
        let found = said(&format!("[rules.\"annual-report.outlier\".params]\n\nfactor = {number}\n"));
        assert!(found.contains("`factor` 是nan 或 inf") && found.contains("第 4 行"), "{found}");
    }
    let basis = said("[[rules.\"annual-report.outlier\".basis]]\nsource = 2025-01-01T00:00:00Z\n");
    assert!(basis.contains("`source` 是日期") && basis.contains("[profile.type]"), "{basis}");
    assert_eq!(said("x-made = 2025-01-15\n"), "");
}
