//! Pages through the command: places, fixes, last year's report.
#![cfg(feature = "cli")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use std::fs;

use scraper::{Html, Selector};
use serde_json::{Value, json};
use support::command::{folder, json_of, zwgk, zwgk_fed};
use support::pages::{Dice, Layout, Page};
use support::{base, results, with};

fn page(report: &Value) -> String {
    Page::write(report, Layout::of(&mut Dice::new(7)))
}

#[test]
fn a_cell_is_found_on_the_page_and_the_fix_names_its_element() {
    let report = with(base("base-2021"), &[("/table3/granted/total", json!(31))]);
    let folder = folder("page-cell");
    let html = page(&report);
    fs::write(folder.join("a.html"), &html).unwrap();
    let answer = json_of(&zwgk(&folder, &["check", "--as-of", "2025-06-01", "--format", "json", "a.html"]));
    let found = results(&answer, "annual-report.row-total");
    let css = found[0]["at"][0]["css"].as_str().unwrap();
    let dom = Html::parse_document(&html);
    let cells: Vec<String> = dom.select(&Selector::parse(css).unwrap()).map(|e| e.text().collect()).collect();
    assert_eq!(cells.iter().map(|c| c.trim()).collect::<Vec<_>>(), ["31"]);
    let line = usize::try_from(found[0]["at"][0]["line"].as_u64().unwrap()).unwrap();
    assert!(html.lines().nth(line - 1).unwrap().contains("31"), "{line}");
    assert_eq!(found[0]["fix"]["patch"], json!([{"css": css, "replace": 13}]));
}

#[test]
fn last_years_report_may_be_a_page() {
    let folder = folder("page-previous");
    fs::write(folder.join("2023.html"), page(&base("base-previous"))).unwrap();
    fs::write(folder.join("2024.html"), page(&base("base-2021"))).unwrap();
    let changed = with(base("base-2021"), &[("/table3/carried_over/total", json!(5))]);
    fs::write(folder.join("wrong.html"), page(&changed)).unwrap();
    let carried = |name: &str, outcome: &str| {
        let args = ["check", "--as-of", "2025-06-01", "--format", "json", "--include", "passed", "--previous", "2023.html", name];
        let answer = json_of(&zwgk(&folder, &args));
        assert_eq!(results(&answer, "annual-report.carry-over")[0]["outcome"], outcome, "{name}");
    };
    carried("2024.html", "passed");
    carried("wrong.html", "failed");
    let year = zwgk(&folder, &["check", "--as-of", "2025-06-01", "--previous", "wrong.html", "2024.html"]);
    assert_eq!(year.status.code(), Some(2));
}

#[test]
fn years_are_paired_in_a_folder() {
    let folder = folder("page-pairs");
    fs::write(folder.join("a-2023.html"), page(&base("base-previous"))).unwrap();
    let changed = with(base("base-2021"), &[("/table3/carried_over/total", json!(5))]);
    fs::write(folder.join("a-2024.json"), changed.to_string()).unwrap();
    let other = with(changed, &[("/agency", json!("示例旗民政局"))]);
    fs::write(folder.join("b-2024.json"), other.to_string()).unwrap();
    fs::write(folder.join("c.json"), "{").unwrap();
    let args = ["check", "--as-of", "2025-06-01", "--format", "json", "--pair-years", "."];
    let answer: Value = json_of(&zwgk(&folder, &args));
    let carried: Vec<usize> = answer["reports"].as_array().unwrap().iter().map(|r| results(r, "annual-report.carry-over").len()).collect();
    // Last year's of the first is not there, nor is that of the other agency; the last one cannot be read.
    assert_eq!(carried, [0, 1, 0, 0]);
    // A second report of 2023: which one is it?
    fs::copy(folder.join("a-2023.html"), folder.join("a-2023-again.html")).unwrap();
    let answer: Value = json_of(&zwgk(&folder, &args));
    let any = answer["reports"].as_array().unwrap().iter().any(|r| !results(r, "annual-report.carry-over").is_empty());
    assert!(!any);
}

#[test]
fn what_is_no_file_is_paired_with_files() {
    let folder = folder("page-pairs-fed");
    fs::write(folder.join("2023.json"), base("base-previous").to_string()).unwrap();
    let now = with(base("base-2021"), &[("/table3/carried_over/total", json!(5))]).to_string();
    let carried = |answer: &Value, number: usize| results(&answer["reports"][number], "annual-report.carry-over").len();
    // Standard input can be read but once: looking for its key first would leave nothing to check.
    let args = ["check", "--as-of", "2025-06-01", "--format", "json", "--pair-years", "2023.json", "-"];
    assert_eq!(carried(&json_of(&zwgk_fed(&folder, &args, &now)), 1), 1);
    // A line of a file of many has a last year, too; and a file that is named twice is still one.
    fs::write(folder.join("all.ndjson"), &now).unwrap();
    let args = ["check", "--as-of", "2025-06-01", "--format", "json", "--pair-years", "2023.json", "2023.json", "all.ndjson"];
    assert_eq!(carried(&json_of(&zwgk(&folder, &args)), 2), 1);
}

#[test]
fn a_misprinted_label_and_a_row_too_many_are_found_on_the_page() {
    let folder = folder("page-labels");
    let plain = Page::write(&base("base-2021"), Layout::plain());
    let row = "<tr><td colspan=3>小计<td>1<td>0<td>0<td>0<td>0<td>0<td>1</tr>";
    let html = plain.replace("其他法律行政法规禁止公开", "其他法律行政止公开");
    let html = html.replace("</tbody></table><p>四", &format!("{row}</tbody></table><p>四"));
    fs::write(folder.join("a.html"), &html).unwrap();
    fs::write(folder.join("plain.html"), &plain).unwrap();
    let check = |name: &str| json_of(&zwgk(&folder, &["check", "--as-of", "2025-06-01", "--format", "json", name]));
    let (plain, answer) = (check("plain.html"), check("a.html"));
    for rule in ["annual-report.label-misprint", "annual-report.extra-row", "annual-report.cells-read"] {
        assert!(results(&plain, rule).is_empty(), "{rule}");
    }
    let dom = Html::parse_document(&html);
    let text = |found: &Value| {
        let css = Selector::parse(found["at"][0]["css"].as_str().unwrap()).unwrap();
        dom.select(&css).flat_map(|e| e.text()).collect::<String>()
    };
    let misprints = results(&answer, "annual-report.label-misprint");
    assert_eq!(misprints.iter().map(|m| text(m)).collect::<Vec<_>>(), ["2.其他法律行政止公开"]);
    let rows = results(&answer, "annual-report.extra-row");
    assert_eq!(rows.iter().map(|r| text(r)).collect::<Vec<_>>(), ["小计"]);
    assert!(rows[0]["message"].as_str().unwrap().contains("表三"));
    // What could not be read there is the same fault.
    assert_eq!(results(&answer, "annual-report.cells-read")[0]["cause"], rows[0]["cause"]);
}

#[test]
fn a_passage_is_found_in_its_own_element() {
    let folder = folder("page-passage");
    let html = Page::write(&base("base-2021"), Layout::plain());
    // Table three has 24 new requests.
    let html = html.replace("全年新收政府信息公开申请24件", "全年新收政府信息公开申请19件");
    fs::write(folder.join("a.html"), &html).unwrap();
    let answer = json_of(&zwgk(&folder, &["check", "--as-of", "2025-06-01", "--format", "json", "a.html"]));
    let found = results(&answer, "annual-report.text-received");
    let at = &found[0]["at"][0];
    let css = Selector::parse(at["css"].as_str().unwrap()).unwrap();
    let dom = Html::parse_document(&html);
    let texts: Vec<String> = dom.select(&css).map(|e| e.text().collect()).collect();
    assert_eq!(texts.len(), 1);
    assert!(texts[0].starts_with("全年新收政府信息公开申请19件"), "{texts:?}");
    assert_eq!(at["pointer"], "/sections/1/text");
    let line = usize::try_from(at["line"].as_u64().unwrap()).unwrap();
    assert!(html.lines().nth(line - 1).unwrap().contains("19件"), "{line}");
    // The same from the extracted JSON, which keeps the places.
    fs::write(folder.join("a.json"), zwgk(&folder, &["extract", "annual-report", "a.html"]).stdout).unwrap();
    let again = json_of(&zwgk(&folder, &["check", "--as-of", "2025-06-01", "--format", "json", "a.json"]));
    assert_eq!(results(&again, "annual-report.text-received")[0]["at"][0]["css"], at["css"]);
}

#[test]
fn no_part_is_missing_where_its_heading_is_numbered_in_another_way() {
    let folder = folder("page-headings");
    let plain = Page::write(&base("base-2021"), Layout::plain());
    for first in ["（一）总体情况", "1、总体情况", "第一部分 总体情况", "一 、总体情况", "总体情况"] {
        fs::write(folder.join("a.html"), plain.replace("一、总体情况</p>", &format!("{first}</p>"))).unwrap();
        let answer = json_of(&zwgk(&folder, &["check", "--as-of", "2025-06-01", "--format", "json", "a.html"]));
        assert!(results(&answer, "annual-report.parts-present").is_empty(), "{first}");
    }
}
