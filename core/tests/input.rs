//! Bad input is answered with its place and the way out, and the answer stays small.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use support::{AS_OF, check, error, raw};

#[test]
fn bad_input_is_named_with_its_place() {
    let nested = |n: usize| [b"[".repeat(n), b"]".repeat(n)].concat();
    let deep = |n: usize| raw(&format!("\"x-deep\":{}", String::from_utf8(nested(n)).unwrap()));
    let cases: Vec<(Vec<u8>, &str, &str, u64)> = vec![
        (b"".to_vec(), "input.empty", "", 0),
        (b" \n ".to_vec(), "input.empty", "", 0),
        (raw("\"table2\":{\"regula"), "input.truncated", "", 2),
        (raw("\"published\":\"2025-01-20\",}"), "input.json", "", 2),
        (b"\x00\x01\x02\xff".to_vec(), "input.encoding", "", 0),
        ("{\"agency\":\"a\",\"year\":2024}".encode_utf16().flat_map(u16::to_le_bytes).collect(), "input.json", "", 1),
        (raw("\"publishd\":\"2025-01-20\""), "input.unknown-field", "/publishd", 2),
        (raw("\"table3\":{\n\"granted\":{\"naturalperson\":1}}"), "input.unknown-field", "/table3/granted/naturalperson", 3),
        (raw("\"table2\":{\"licences\":{\"made\":1}}"), "input.unknown-field", "/table2/licences/made", 2),
        (raw("\"year\":2024"), "input.duplicate-field", "/year", 2),
        (raw("\"x-own\":{\"a\":1,\n\"b\":{\"c\":1,\"c\":2}}"), "input.duplicate-field", "/x-own/b/c", 3),
        (raw("\"table4\":[]"), "input.type", "/table4", 2),
        (raw("\"table4\":{\"reconsideration\":{\"upheld\":true}}"), "input.type", "/table4/reconsideration/upheld", 2),
        (raw("\"published\":20250120"), "input.type", "/published", 2),
        (raw("\"published\":\"2025年1月20日\""), "input.date-shape", "/published", 2),
        (raw("\"agency_kind\":\"bureau\""), "input.unknown-value", "/agency_kind", 2),
        (raw("\"table2\":{\"fees\":{\"amount\":1e400}}"), "input.number-range", "/table2/fees/amount", 2),
        (raw("\"table2\":{\"fees\":{\"amount\":1e30}}"), "input.number-range", "/table2/fees/amount", 2),
        (raw("\"table2\":{\"fees\":{\"amount\":1.2345678901234567}}"), "input.number-range", "/table2/fees/amount", 2),
        // Rounded to a double these are numbers of few digits.
        (raw("\"table2\":{\"fees\":{\"amount\":2.9999999999999999999}}"), "input.number-range", "/table2/fees/amount", 2),
        (raw("\"x-own\":[0.5,\n3.0000000000000000001e2]"), "input.number-range", "/x-own/1", 3),
        (raw("\"x-own\":\"12345678901234567890\",\"y\":0.1"), "input.unknown-field", "/y", 2),
        // Items of lists, escaped keys and numbers have their own lines, not that of the key before them.
        (raw("\"sections\":[\n{},\n\n3]"), "input.type", "/sections/1", 5),
        (raw("\"source\":\n\n7"), "input.type", "/source", 4),
        (raw("\"source\":\"\\n\\\"\",\n\"\\u0061b\":1"), "input.unknown-field", "/ab", 3),
        (raw("\"source\":\"\\ud83d\""), "input.surrogate", "/source", 2),
        (raw("\"x-own\":\"\\udc00\""), "input.surrogate", "/x-own", 2),
        (raw("\"source\":\"\u{3}\""), "input.json", "", 2),
        (deep(127), "", "", 0),
        (deep(128), "limit.depth", "", 2),
        (nested(100_000), "limit.depth", "", 1),
        (b"[1,2]".to_vec(), "input.unknown-kind", "", 1),
        (b"{\"agency\":\"a\"}".to_vec(), "input.unknown-kind", "", 1),
        (b"{\"year\":2024}".to_vec(), "input.missing-field", "", 1),
        (b"{\"agency\":\"a\",\"year\":20244}".to_vec(), "input.year", "/year", 1),
        (b"{\"agency\":\"a\",\n\"year\":2015}".to_vec(), "input.year", "/year", 2),
        (b"{\"agency\":\"a\",\n\"year\":2018}".to_vec(), "input.year", "/year", 2),
        (b"{\"agency\":\"a\",\n\"year\":2026}".to_vec(), "input.year-ahead", "/year", 2),
        (b"{\"agency\":\"a\",\"year\":2024} x".to_vec(), "input.json", "", 1),
    ];
    for (input, code, pointer, line) in cases {
        let shown = String::from_utf8_lossy(&input).chars().take(80).collect::<String>();
        for (config, other) in [("{}", r#"{"lang":"en"}"#), (r#"{"lang":"en"}"#, "{}")] {
            let answer = check(config, &input, AS_OF);
            if code.is_empty() {
                assert!(answer["results"].is_array(), "{shown}: {answer}");
                continue;
            }
            let found = &answer["error"];
            assert_eq!(found["code"], code, "{shown}: {answer}");
            if !pointer.is_empty() {
                assert_eq!(found["at"]["pointer"], pointer, "{shown}");
            }
            if line > 0 {
                assert_eq!(found["at"]["line"], line, "{shown}");
            }
            assert!(found["help"].as_str().is_some_and(|h| !h.is_empty()), "{shown}");
            // Another language, other words; nothing else.
            assert_ne!(found["message"], check(other, &input, AS_OF)["error"]["message"], "{shown}");
        }
    }
}

#[test]
fn a_number_out_of_range_has_its_column() {
    // Columns count characters: 「汉」 is one.
    for (fields, line, column) in [
        ("\"x\":\"汉\",\"y\":1e30", 2, 13),
        ("\"x\":\"汉\",\"y\":1e400", 2, 13),
        ("\"x\":\"汉\",\"y\":[1e400]", 2, 14),
        ("\"y\": [1,\n  12345678901234567]", 3, 3),
    ] {
        let found = error("{}", &raw(fields), AS_OF);
        assert_eq!((&found["at"]["line"], &found["at"]["column"]), (&line.into(), &column.into()), "{found}");
        assert!(found["message"].as_str().unwrap().contains(&format!("第 {line} 行第 {column} 列")), "{found}");
    }
}

#[test]
fn half_a_character_in_a_key_is_in_the_object_around_it() {
    let found = error("{}", &raw("\"table3\":{\"\\ud83d\":1}"), AS_OF);
    assert_eq!((&found["code"], &found["at"]["pointer"]), (&"input.surrogate".into(), &"/table3".into()), "{found}");
}

#[test]
fn the_whole_input_is_called_so() {
    let found = error("{}", b"7", r#"{"as_of":"2025-06-01","kind":"annual-report"}"#);
    assert_eq!(found["message"], "整个输入应为对象（花括号），实为 `7`");
    assert_eq!(error(r#"{"lang":"en"}"#, &raw("\"source\":null"), "[]")["message"], "the whole input should be an object, found `a list`");
}

#[test]
fn a_subject_is_of_2019_or_later_and_last_years_report_of_2018() {
    for year in [1000, 2017, 2018, 2101] {
        let found = error("{}", format!("{{\"agency\":\"a\",\"year\":{year}}}").as_bytes(), AS_OF);
        assert_eq!(found["help"], "年度写成四位数，2019 至 2100", "{year}");
    }
    let found = error("{}", &raw("\"source\":null"), r#"{"as_of":"2025-06-01","previous":{"agency":"a","year":2017}}"#);
    assert_eq!(found["help"], "年度写成四位数，2018 至 2100");
}

#[test]
fn an_error_beside_the_subject_names_its_text() {
    let ok = raw("\"source\":null");
    for (config, options, code, file, pointer) in [
        ("{}", "{bad", "options.json", "options", None),
        ("{}", "{\"as_of\":", "options.truncated", "options", None),
        ("{}", " ", "options.empty", "options", None),
        ("{}", "{\"x\":1e400}", "options.number-range", "options", Some("/x")),
        // Codes of settings keep the band that they have had; the place says where the slip is.
        ("{\"lang\":\"fr\"}", AS_OF, "profile.unknown-value", "options", Some("/lang")),
        ("{\"limits\":{\"byts\":1}}", AS_OF, "profile.unknown-field", "options", Some("/limits/byts")),
        ("{\"lang\"", AS_OF, "profile.truncated", "options", None),
        ("{\"profile\":{\"name\":\"a\",\"ruls\":{}}}", AS_OF, "profile.unknown-field", "profile", Some("/ruls")),
    ] {
        let found = error(config, &ok, options);
        assert_eq!((&found["code"], &found["at"]["file"]), (&code.into(), &file.into()), "{found}");
        assert_eq!(found["at"]["pointer"].as_str(), pointer, "{found}");
    }
}

#[test]
fn an_item_of_a_list_is_named_by_its_pointer() {
    let found = error("{}", &raw("\"source\":null"), r#"{"as_of":"2025-06-01","include":["passed",7]}"#);
    assert!(found["message"].as_str().unwrap().starts_with("`/include/1` 应为"), "{found}");
}

#[test]
fn what_is_wrong_beside_the_input_has_its_place() {
    let previous = r#"{"as_of":"2025-06-01","previous":{"agency":"示例局","year":2022}}"#;
    let found = error("{}", &raw("\"source\":null"), previous);
    assert_eq!(found["at"], serde_json::json!({"file": "previous", "pointer": "/year"}));
    let found = error("{\"profile\":\n\"nowhere\"}", &raw("\"source\":null"), AS_OF);
    assert_eq!((&found["code"], &found["at"]["line"]), (&"profile.unknown".into(), &2.into()), "{found}");
}

#[test]
fn the_number_of_a_person_does_not_come_back() {
    let secret = "15010219800101123X";
    for input in [
        raw(&format!("\"published\":\"{secret}\"")),
        raw(&format!("\"{secret}\":1")),
        raw("\"published\":15010219800101"),
        b"{\"agency\":15010219800101,\"year\":2024}".to_vec(),
        b"{\"agency\":\"a\",\"year\":15010219800101}".to_vec(),
        raw(&format!("\"table2\":{{\"fees\":{{\"amount\":\"{secret}\"}}}},\"unread\":[{{\"snippet\":\"{secret}\"}}]")),
    ] {
        let answer = check("{}", &input, AS_OF).to_string();
        assert!(!answer.contains("0219800101") && answer.contains("150*"), "{answer}");
    }
}

#[test]
fn a_byte_order_mark_is_no_error() {
    let input = [b"\xef\xbb\xbf".as_slice(), &raw("\"source\":null")].concat();
    assert!(check("{}", &input, AS_OF)["results"].is_array());
    // Bytes are counted from the first of the file.
    let message = error("{}", b"\xef\xbb\xbf{\xff", AS_OF)["message"].clone();
    assert_eq!(message, "输入不是 UTF-8 文本（第 5 个字节起）");
}

#[test]
fn answers_stay_small_whatever_is_echoed() {
    let long = "汉".repeat(10 << 20);
    for input in [
        raw(&format!("\"{long}\":1")),
        raw(&format!("\"published\":\"{long}\"")),
        raw(&format!("\"table2\":{{\"fees\":{{\"amount\":\"{long}\"}}}}")),
        raw(&format!("\"x-{long}\":1,\"bad\":1")),
        raw(&format!("\"x-own\":{{\"{long}\":{{\"a\":1,\"a\":1}}}}")),
        raw(&format!("\"unread\":[{{\"css\":\"{long}\",\"snippet\":\"{long}\"}}]")),
        format!("{{\"agency\":\"{long}\",\"year\":2024}}").into_bytes(),
    ] {
        assert!(input.len() > 30 << 20);
        let answer = check("{}", &input, AS_OF).to_string();
        assert!(answer.len() < 20_000, "{} bytes", answer.len());
    }
}

#[test]
fn a_known_name_near_a_mistyped_one_is_offered() {
    let found = error(r#"{"lang":"en"}"#, &raw("\"table3\":{\"grantd\":{}}"), AS_OF);
    assert_eq!(found["help"], "did you mean `granted`? begin fields of your own with `x-`");
    let found = error(r#"{"lang":"en"}"#, &raw("\"quite_another\":{}"), AS_OF);
    assert!(found["help"].as_str().unwrap().contains("zwgk schema"));
}

#[test]
fn null_outside_a_cell_is_absence() {
    let without = check("{}", &raw("\"table3\":{}"), AS_OF);
    for fields in ["\"table3\":{\"granted\":null}", "\"table3\":{},\"places\":{\"/table3\":null}"] {
        assert_eq!(check("{}", &raw(fields), AS_OF), without, "{fields}");
    }
}

#[test]
fn an_extraction_says_no_place_that_is_not_its_own() {
    let css = |css: &str| {
        let input = serde_json::json!({"agency": "示例局", "year": 2024, "unread": [{"css": css, "file": "previous", "pointer": "/year"}]});
        let answer = check("{}", input.to_string().as_bytes(), AS_OF);
        answer["results"].as_array().unwrap().iter().find(|r| r["finding"] == "unread").unwrap()["at"][0].clone()
    };
    assert_eq!(css("#a>td"), serde_json::json!({"css": "#a>td", "pointer": "/year", "line": 1}));
    for hostile in ["a[t='15010219800101123X']", "\u{1b}[31m", &"a>".repeat(2_000)] {
        assert_eq!(css(hostile), serde_json::json!({"pointer": "/year", "line": 1}));
    }
}

#[test]
fn zeros_around_a_number_are_no_digits_too_many() {
    for number in [
        "0.50000000000000000000",
        "0.00000000000000000000123",
        "100.00000000000000000000",
        "-0.000000000000000000000",
        "12345.6789012345e3",
    ] {
        let answer = check("{}", &raw(&format!("\"x-own\":[\"15010219800101123X\",{number}]")), AS_OF);
        assert!(answer["results"].is_array(), "{number}: {answer}");
    }
}

/// A page of its own that an extraction names is where the field was found; the pointer still leads into the subject.
#[test]
fn a_pointer_stands_only_where_the_field_exists_whatever_file_the_place_is_in() {
    let at = |pointer: &str| {
        let place = serde_json::json!({"file": "page.html", "pointer": pointer, "line": 7});
        let input = serde_json::json!({"agency": "示例局", "year": 2024, "unread": [place]});
        let answer = check("{}", input.to_string().as_bytes(), AS_OF);
        answer["results"].as_array().unwrap().iter().find(|r| r["finding"] == "unread").unwrap()["at"][0].clone()
    };
    assert_eq!(at("/year"), serde_json::json!({"file": "page.html", "pointer": "/year", "line": 7}));
    assert_eq!(at("/nowhere"), serde_json::json!({"file": "page.html", "line": 7}));
    assert_eq!(at("/year")["line"], 7);
}
