//! What a check costs beside its floor: for JSON the time `serde_json` takes to parse the same bytes into a `Value`, for a page
//! the time `scraper` takes to parse it.
//!
//! All figures are medians of interleaved rounds in one run and are quoted as ratios: machines differ, ratios less so.

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::Value;
use zwgk::annual_report::AnnualReport;
use zwgk::json::{At, Band, parse};
use zwgk::options::CheckOptions;
use zwgk::{Date, Engine};

/// What is timed, and what it is called.
type Case<'a> = (&'static str, Box<dyn Fn() + 'a>);

const ROUNDS: usize = 400;
const CALLS: u32 = 50;

fn main() {
    // Called by `cargo test --benches` too; timing belongs to `cargo bench` alone.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    let report = zwgk_spec::BASES.iter().find(|(name, _)| *name == "annual-report/base-2021").map_or("", |(_, text)| text);
    let compact = |value: &Value| serde_json::to_vec(value).unwrap_or_default();
    let with_text: Value = serde_json::from_str(report).unwrap_or_default();
    let mut clean = with_text.clone();
    clean.as_object_mut().and_then(|fields| fields.remove("sections"));
    let with = |changes: &[(&str, i64)]| {
        let mut value = clean.clone();
        for (pointer, number) in changes {
            if let Some(slot) = value.pointer_mut(pointer) {
                *slot = (*number).into();
            }
        }
        compact(&value)
    };
    let bytes = compact(&clean);
    let one = with(&[("/table2/penalties/decisions", -3)]);
    let broken = with(&[("/table3/granted/total", 31)]);
    let three = with(&[("/table3/granted/total", 31), ("/table3/new/business", 9), ("/table4/reconsideration/total", 0)]);
    let Ok(engine) = Engine::new(b"{}") else { return };
    let Some(as_of) = Date::new(2025, 6, 1) else { return };
    let options = CheckOptions::new(as_of);
    let json = br#"{"as_of":"2025-06-01"}"#;
    let read = |bytes: &[u8]| parse(bytes, Band::Input, 2_000_000).and_then(|tree| AnnualReport::read(At::root(&tree)));
    let Ok(subject) = read(&bytes) else { return };
    let Ok(answer) = engine.check_annual_report(&subject, &options) else { return };
    println!("a tables-only report of {} bytes, {} results; 1.00 = parsing it into a Value", bytes.len(), answer.findings().count());
    let cases: Vec<Case<'_>> = vec![
        ("floor: serde_json into a Value", Box::new(|| drop(black_box(serde_json::from_slice::<Value>(&bytes))))),
        ("parse into the tree", Box::new(|| drop(black_box(parse(&bytes, Band::Input, 2_000_000))))),
        ("reading: tree and typed report", Box::new(|| drop(black_box(read(&bytes))))),
        ("rules alone, and building the report", Box::new(|| drop(black_box(engine.check_annual_report(&subject, &options))))),
        ("writing the report as JSON", Box::new(|| drop(black_box(serde_json::to_vec(&answer))))),
        ("the whole call, no findings", Box::new(|| drop(black_box(engine.call("check", &bytes, json))))),
        ("the whole call, one finding (negative cell)", Box::new(|| drop(black_box(engine.call("check", &one, json))))),
        ("the whole call, one mistyped total (2 findings, repair)", Box::new(|| drop(black_box(engine.call("check", &broken, json))))),
        ("the whole call, three mistyped cells (repair of each)", Box::new(|| drop(black_box(engine.call("check", &three, json))))),
        ("starting an engine", Box::new(|| drop(black_box(Engine::new(b"{}"))))),
    ];
    measure(&cases);

    let long = long_text(&with_text);
    let text = compact(&long);
    println!("\na report with 3,000 characters of text, {} bytes; 1.00 = parsing it into a Value", text.len());
    measure(&[
        ("floor: serde_json into a Value", Box::new(|| drop(black_box(serde_json::from_slice::<Value>(&text))))),
        ("the whole call", Box::new(|| drop(black_box(engine.call("check", &text, json))))),
    ]);

    #[cfg(feature = "html")]
    page(&engine, json);
}

/// The report with paragraphs added to part five until its text has 3,000 characters.
fn long_text(report: &Value) -> Value {
    let mut report = report.clone();
    let count = |report: &Value| -> usize {
        let sections = report.get("sections").and_then(Value::as_array);
        sections.into_iter().flatten().filter_map(|s| s.get("text")?.as_str()).map(|t| t.chars().count()).sum()
    };
    let missing = 3_000_usize.saturating_sub(count(&report));
    let paragraph = "今年将继续完善公开目录，按季度核对栏目内容，加强业务培训，提高答复质量。";
    if let Some(Value::String(text)) = report.pointer_mut("/sections/5/text") {
        text.extend(paragraph.chars().cycle().take(missing));
    }
    report
}

/// A page against scraper's parse of the same text.
#[cfg(feature = "html")]
fn page(engine: &Engine, options: &[u8]) {
    let page = include_str!("../../tests/examples/annual-report-2024.html");
    let Ok((document, _)) = zwgk::document::Document::from_html(page.as_bytes(), None, None, engine.limits()) else { return };
    println!("\nthe example page, {} bytes; 1.00 = scraper::Html::parse_document of its text", page.len());
    measure(&[
        ("floor: scraper", Box::new(|| drop(black_box(scraper::Html::parse_document(page))))),
        (
            "bytes to the document form",
            Box::new(|| drop(black_box(zwgk::document::Document::from_html(page.as_bytes(), None, None, engine.limits())))),
        ),
        ("document to report", Box::new(|| drop(black_box(AnnualReport::from_document(&document, engine.limits()))))),
        ("the whole check, with its findings", Box::new(|| drop(black_box(engine.call("check", page.as_bytes(), options))))),
    ]);
}

/// Times the cases in turn and prints the medians as ratios to the first.
fn measure(cases: &[Case<'_>]) {
    let mut times: Vec<Vec<Duration>> = cases.iter().map(|_| Vec::with_capacity(ROUNDS)).collect();
    for _ in 0..ROUNDS {
        for ((_, case), times) in cases.iter().zip(&mut times) {
            let start = Instant::now();
            for _ in 0..CALLS {
                case();
            }
            times.push(start.elapsed() / CALLS);
        }
    }
    let medians: Vec<Duration> = times
        .iter_mut()
        .map(|t| {
            t.sort();
            t.get(ROUNDS / 2).copied().unwrap_or_default()
        })
        .collect();
    let floor = medians.first().copied().unwrap_or_default();
    for ((name, _), median) in cases.iter().zip(&medians) {
        // Two decimals of the ratio in whole numbers: this workspace knows no floats.
        let hundredths = median.as_nanos() * 100 / floor.as_nanos().max(1);
        println!("{:>3}.{:02}  {:>7} ns  {name}", hundredths / 100, hundredths % 100, median.as_nanos());
    }
}
