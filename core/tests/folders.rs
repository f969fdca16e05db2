//! Folders, files of many subjects, outputs: what is read, what it is called, where it is written.
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
fn a_folder_is_reported_in_order_and_good_files_despite_bad_ones() {
    let dir = folder("many");
    fs::create_dir_all(dir.join("in/b")).unwrap();
    fs::create_dir_all(dir.join("in/a.d")).unwrap();
    let write = |name: &str, text: String| fs::write(dir.join("in").join(name), text).unwrap();
    write("b/late.json", late().to_string());
    write("b.json", base("base-2021").to_string());
    write("a.d/broken.json", "{\"agency\":".to_owned());
    write("a-binary.json", "\u{0}\u{1}".to_owned());
    write("many.ndjson", format!("{}\n\n{{\n{}\n", base("base-2021"), late()));
    write("note.txt", String::new());
    #[cfg(unix)]
    std::os::unix::fs::symlink(dir.join("in/b.json"), dir.join("in/link.json")).unwrap();
    let output = zwgk(&dir, &["check", "--as-of", "2025-06-01", "--format", "json", "in"]);
    assert_eq!(output.status.code(), Some(2));
    let answer = json_of(&output);
    let subjects: Vec<&str> = answer["reports"].as_array().unwrap().iter().map(|r| r["subject"].as_str().unwrap()).collect();
    // By the bytes of the relative path: '-' < '.' < '/'.
    assert_eq!(subjects, ["a-binary.json", "a.d/broken.json", "b.json", "b/late.json", "many.ndjson:1", "many.ndjson:3", "many.ndjson:4"]);
    let errors: Vec<&Value> = answer["reports"].as_array().unwrap().iter().filter(|r| r["error"].is_object()).collect();
    assert_eq!(
        errors.iter().map(|e| e["error"]["code"].as_str().unwrap()).collect::<Vec<_>>(),
        ["input.json", "input.truncated", "input.truncated"]
    );
    assert_eq!(
        answer["skipped"].as_array().unwrap().iter().map(|s| s["subject"].as_str().unwrap()).collect::<Vec<_>>(),
        ["link.json", "note.txt"]
    );
    assert_eq!(
        (&answer["totals"]["subjects"], &answer["totals"]["errors"], &answer["totals"]["failed"]["must"]),
        (&json!(4), &json!(3), &json!(2))
    );
    assert_eq!(answer["shared"], json!([]));

    let ndjson = out(&zwgk(&dir, &["check", "--as-of", "2025-06-01", "--format", "ndjson", "in"]));
    let lines: Vec<Value> = ndjson.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), subjects.len() + 1);
    assert_eq!(Value::from(lines[..subjects.len()].to_vec()), answer["reports"]);
    assert_eq!(lines[subjects.len()]["totals"], answer["totals"]);

    let text = zwgk(&dir, &["check", "--as-of", "2025-06-01", "in"]);
    assert!(out(&text).contains("共检查 4 份，读不出 3 份"), "{}", out(&text));
    assert!(err(&text).contains("a.d/broken.json：错误：JSON 没有写完"), "{}", err(&text));
    let file = zwgk(&dir, &["check", "--as-of", "2025-06-01", "--format", "json", "-o", "result.json", "in"]);
    assert!(file.stdout.is_empty());
    assert_eq!(fs::read(dir.join("result.json")).unwrap(), output.stdout);
}

#[test]
fn places_in_a_file_of_many_are_lines_of_the_file() {
    let dir = folder("lines");
    let unknown = with(base("base-2021"), &[("/publishd", json!("2025-01-20"))]);
    fs::write(dir.join("a.ndjson"), format!("{}\n\n{unknown}\n{{\"agency\":\n{{\"agency\":,}}\n", late())).unwrap();
    let answer = json_of(&zwgk(&dir, &["check", "--as-of", "2025-06-01", "--format", "json", "a.ndjson"]));
    let reports = &answer["reports"];
    assert_eq!(reports[0]["results"][0]["at"][0]["line"], 1);
    assert_eq!((&reports[1]["subject"], &reports[1]["error"]["at"]["line"]), (&json!("a.ndjson:3"), &json!(3)));
    assert_eq!(reports[2]["error"]["message"], "JSON 没有写完，在第 4 行第 10 列中断");
    assert_eq!(reports[3]["error"]["at"]["line"], 5);
    assert!(reports[3]["error"]["message"].as_str().unwrap().starts_with("第 5 行第 11 列不是合法的 JSON"), "{answer}");
    fs::write(dir.join("late.ndjson"), format!("\n\n{}\n", late())).unwrap();
    let answer = json_of(&zwgk(&dir, &["check", "--as-of", "2025-06-01", "--format", "json", "late.ndjson"]));
    assert_eq!(answer["reports"][0]["results"][0]["at"][0]["line"], 3);
}

#[test]
fn a_file_of_many_without_one_is_empty() {
    let dir = folder("empty-many");
    fs::write(dir.join("a.ndjson"), "\n \n").unwrap();
    let output = zwgk(&dir, &["check", "--as-of", "2025-06-01", "--format", "ndjson", "a.ndjson"]);
    assert_eq!(output.status.code(), Some(2));
    let first: Value = serde_json::from_str(out(&output).lines().next().unwrap()).unwrap();
    assert_eq!((&first["subject"], &first["error"]["code"]), (&json!("a.ndjson"), &json!("input.empty")));
}

#[test]
fn an_output_that_is_the_input_costs_nothing() {
    let dir = folder("onto-itself");
    fs::write(dir.join("a.json"), late().to_string()).unwrap();
    let onto = |args: &[&str]| zwgk(&dir, &[&["check", "--as-of", "2025-06-01", "-o", "a.json"], args].concat()).status.code();
    assert_eq!(onto(&["--format", "json", "a.json"]), Some(1));
    let report: Value = serde_json::from_slice(&fs::read(dir.join("a.json")).unwrap()).unwrap();
    assert_eq!(report["subject"], "a.json");
    // A run that says nothing leaves what is there, and nothing beside it.
    fs::write(dir.join("a.json"), "{").unwrap();
    assert_eq!(onto(&["a.json"]), Some(2));
    assert_eq!(fs::read_to_string(dir.join("a.json")).unwrap(), "{");
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn an_output_to_a_link_or_a_device_leaves_it_one() {
    use std::os::unix::fs::FileTypeExt;
    let dir = folder("linked-output");
    fs::write(dir.join("a.json"), late().to_string()).unwrap();
    fs::write(dir.join("real.txt"), "old").unwrap();
    std::os::unix::fs::symlink("real.txt", dir.join("link.txt")).unwrap();
    let onto = |file: &str| zwgk(&dir, &["check", "--as-of", "2025-06-01", "-o", file, "a.json"]).status.code();
    assert_eq!((onto("link.txt"), onto("/dev/null")), (Some(1), Some(1)));
    assert!(fs::symlink_metadata(dir.join("link.txt")).unwrap().is_symlink());
    assert!(fs::read_to_string(dir.join("real.txt")).unwrap().contains("a.json"));
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[test]
fn of_several_folders_each_names_its_files() {
    let dir = folder("two-folders");
    for path in ["2023/a/x.json", "2023/x.json", "2024/x.json", "b.json"] {
        fs::create_dir_all(dir.join(path).parent().unwrap()).unwrap();
        fs::write(dir.join(path), base("base-2021").to_string()).unwrap();
    }
    fs::write(dir.join("2024/note.txt"), "").unwrap();
    let answer = |paths: &[&str]| json_of(&zwgk(&dir, &[&["check", "--as-of", "2025-06-01", "--format", "json"], paths].concat()));
    let subjects = |answer: &Value| -> Vec<String> {
        answer["reports"].as_array().unwrap().iter().map(|r| r["subject"].as_str().unwrap().to_owned()).collect()
    };
    let several = answer(&["2024/", "./2023", "b.json"]);
    assert_eq!(subjects(&several), ["2024/x.json", "2023/a/x.json", "2023/x.json", "b.json"]);
    assert_eq!(several["skipped"][0]["subject"], "2024/note.txt");
    assert_eq!(subjects(&answer(&["2023"])), ["a/x.json", "x.json"]);
}

#[test]
fn what_is_left_out_of_many_folders_is_said_in_order() {
    let dir = folder("many-folders");
    for n in 0..300 {
        let inner = dir.join(format!("in/{n}"));
        fs::create_dir_all(&inner).unwrap();
        fs::write(inner.join("note.txt"), "").unwrap();
    }
    let output = zwgk(&dir, &["check", "in"]);
    assert_eq!(output.status.code(), Some(2));
    let said = err(&output);
    let skipped: Vec<&str> = said.lines().skip(1).collect();
    assert_eq!(skipped.len(), 300);
    assert!(skipped.is_sorted(), "by the bytes of the names");
}

#[cfg(unix)]
#[test]
fn a_name_is_shown_as_it_is_but_for_control_characters() {
    let dir = folder("names");
    fs::write(dir.join("20250120123456.json"), late().to_string()).unwrap();
    fs::write(dir.join("a\u{1b}[2J.json"), late().to_string()).unwrap();
    fs::write(dir.join("b\u{7}.txt"), "").unwrap();
    fs::write(dir.join("c\u{7}.json"), "{").unwrap();
    let output = zwgk(&dir, &["check", "--as-of", "2025-06-01", "."]);
    assert!(out(&output).contains("\n20250120123456.json（") || out(&output).starts_with("20250120123456.json（"), "{}", out(&output));
    assert!(out(&output).contains("a\u{fffd}[2J.json（"), "{}", out(&output));
    assert!(out(&output).contains("跳过：b\u{fffd}.txt"), "{}", out(&output));
    assert!(err(&output).starts_with("c\u{fffd}.json：错误"), "{}", err(&output));
    let refused = err(&zwgk(&dir, &["check", "-o", "no/20250120123456.txt", "20250120123456.json"]));
    assert!(refused.contains("无法写入 no/20250120123456.txt"), "{refused}");
}

/// Who is root reads every folder, but nobody one whose path is longer than the system takes.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_read_is_an_error_not_silence() {
    let dir = folder("locked");
    let long = |root: &str| (0..11).fold(dir.join(root), |path, _| path.join("f".repeat(250)));
    fs::create_dir_all(long("in")).unwrap();
    fs::create_dir_all(long("moved")).unwrap();
    fs::write(dir.join("in/a.json"), base("base-2021").to_string()).unwrap();
    fs::rename(dir.join("moved"), long("in").join("moved")).unwrap();
    let output = zwgk(&dir, &["check", "--as-of", "2025-06-01", "--format", "json", "in"]);
    // What no tool can name is not left behind: not every one can remove it either.
    fs::remove_dir_all(&dir).unwrap();
    let answer = json_of(&output);
    let reports = answer["reports"].as_array().unwrap();
    assert_eq!((reports.len(), output.status.code()), (2, Some(2)));
    assert_eq!(reports[1]["error"]["message"], "无法读取：系统拒绝（代码 36）");
}

#[test]
fn a_line_too_long_is_one_error_and_no_second_subject() {
    let dir = folder("long-line");
    let long = format!("[{}{}\n{}\n", " ".repeat(64 << 20), base("base-2021"), base("base-2021"));
    fs::write(dir.join("a.ndjson"), long).unwrap();
    let answer = json_of(&zwgk(&dir, &["check", "--as-of", "2025-06-01", "--format", "json", "a.ndjson"]));
    let seen: Vec<(&str, bool)> =
        answer["reports"].as_array().unwrap().iter().map(|r| (r["subject"].as_str().unwrap(), r["error"].is_object())).collect();
    assert_eq!(seen, [("a.ndjson:1", true), ("a.ndjson:2", false)]);
}

/// Old systems name files in GBK: any name is read, and no two files are called alike.
#[cfg(unix)]
#[test]
fn names_that_are_no_utf8() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt as _;

    let dir = folder("gbk");
    let name = |bytes: &[u8]| OsStr::from_bytes(bytes).to_owned();
    fs::create_dir_all(dir.join("in")).unwrap();
    fs::create_dir_all(dir.join(name(b"\xc4\xea"))).unwrap();
    // 中 and 国 in GBK, and what stands for the first in UTF-8.
    for file in [&b"\xd6\xd0.json"[..], b"\xb9\xfa.json", b"%D6%D0.json", b"a%41.json", b"\xd6\xd0.txt"] {
        fs::write(dir.join("in").join(name(file)), late().to_string()).unwrap();
    }
    fs::write(dir.join(name(b"\xc4\xea/\xd6\xd0.json")), late().to_string()).unwrap();
    let run = |args: &[OsString]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_zwgk"));
        command.current_dir(&dir).args(["check", "--as-of", "2025-06-01", "--format", "json"]).args(args).output().unwrap()
    };
    let subjects = |output: &std::process::Output| {
        let reports = json_of(output)["reports"].as_array().unwrap().clone();
        reports.iter().map(|r| r["subject"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let below = run(&[name(b"in")]);
    // By the bytes of the names, which are not the order of what stands for them.
    assert_eq!(subjects(&below), ["%25D6%25D0.json", "a%41.json", "%B9%FA.json", "%D6%D0.json"]);
    assert_eq!(json_of(&below)["skipped"][0]["subject"], "%D6%D0.txt");
    assert_eq!(subjects(&run(&[name(b"\xc4\xea"), name(b"in/a%41.json")])), ["%C4%EA/%D6%D0.json", "in/a%41.json"]);
    // As an argument, as an output, as the files beside.
    let file = name(b"in/\xd6\xd0.json");
    let output = name(b"\xb1\xa8.json");
    let first = run(&[file.clone(), name(b"-o"), output.clone()]);
    assert_eq!((first.status.code(), err(&first)), (Some(1), String::new()));
    let report: Value = serde_json::from_slice(&fs::read(dir.join(&output)).unwrap()).unwrap();
    assert_eq!(report["subject"], "in/%D6%D0.json");
    assert_eq!(run(&[name(b"--baseline"), output.clone(), file.clone()]).status.code(), Some(0));
    assert_eq!(
        err(&run(&[name(b"--decisions"), name(b"\xbe\xf6.json"), file])),
        "%BE%F6.json：错误：无法读取：没有这个文件 [options.unreadable]\n  办法：请检查路径、权限以及文件是否完好\n"
    );
    let reason = run(&[name(b"--fail-on"), name(b"\xd6\xd0"), name(b"in")]);
    assert!(reason.status.code() == Some(2) && err(&reason).contains("不是 UTF-8 文本"), "{}", err(&reason));
}
