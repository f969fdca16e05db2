//! Properties of the table engine and of the report's JSON.
#![expect(clippy::indexing_slicing, reason = "a test that misses a group fails, which is what it should do")]

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use zwgk::annual_report::{AnnualReport, Cell, CellRef, Change, Identity, Reading};
use zwgk::json::{At, Band, parse};
use zwgk::{Engine, Number};
use zwgk_spec::vocabulary::{Applicant, RequestRow, ReviewColumn, ReviewGroup, Table};

const COLUMNS: [Applicant; 6] = [
    Applicant::NaturalPerson,
    Applicant::Business,
    Applicant::Research,
    Applicant::SocialWelfare,
    Applicant::LegalService,
    Applicant::Other,
];

/// The outcomes （一） to （六） of a format.
fn outcomes(second_format: bool) -> Vec<RequestRow> {
    let frame = [RequestRow::New, RequestRow::CarriedOver, RequestRow::Total, RequestRow::CarriedForward];
    let split = [RequestRow::OtherNotSupplemented, RequestRow::OtherFeeUnpaid, RequestRow::OtherOther];
    RequestRow::ALL
        .into_iter()
        .filter(|r| !frame.contains(r) && if second_format { *r != RequestRow::OtherAll } else { !split.contains(r) })
        .collect()
}

fn put(report: &mut AnnualReport, cell: CellRef, count: i64) {
    if let Some(number) = Number::from_whole(count) {
        report.cells.set(cell, Cell::Number(number));
    }
}

fn count(report: &AnnualReport, cell: CellRef) -> i64 {
    report.cells.get(cell).count().unwrap_or_default()
}

/// A report whose tables add up, built from its parts upwards: outcomes, what is carried, then every total.
fn valid() -> impl Strategy<Value = AnnualReport> {
    let parts = prop::collection::vec(prop_oneof![3 => Just(0_i64), 2 => 0_i64..9, 1 => 0_i64..5000], 6 * 26 + 12);
    (any::<bool>(), parts).prop_map(|(second_format, parts)| {
        let mut parts = parts.into_iter();
        let mut next = || parts.next().unwrap_or_default();
        let mut report = AnnualReport::new("示例旗教育局", if second_format { 2024 } else { 2020 });
        let rows = outcomes(second_format);
        for column in COLUMNS {
            let mut total = 0;
            for row in &rows {
                let count = next();
                total += count;
                put(&mut report, CellRef::Request(*row, column), count);
            }
            let forward = next();
            let carried = next() % (total + forward + 1);
            put(&mut report, CellRef::Request(RequestRow::Total, column), total);
            put(&mut report, CellRef::Request(RequestRow::CarriedForward, column), forward);
            put(&mut report, CellRef::Request(RequestRow::CarriedOver, column), carried);
            put(&mut report, CellRef::Request(RequestRow::New, column), total + forward - carried);
        }
        let frame = [RequestRow::New, RequestRow::CarriedOver, RequestRow::Total, RequestRow::CarriedForward];
        for row in rows.into_iter().chain(frame) {
            let total = COLUMNS.iter().map(|c| count(&report, CellRef::Request(row, *c))).sum();
            put(&mut report, CellRef::Request(row, Applicant::Total), total);
        }
        for group in ReviewGroup::ALL {
            let results = [ReviewColumn::Upheld, ReviewColumn::Corrected, ReviewColumn::Other, ReviewColumn::Pending];
            let mut total = 0;
            for column in results {
                let count = next();
                total += count;
                put(&mut report, CellRef::Review(group, column), count);
            }
            put(&mut report, CellRef::Review(group, ReviewColumn::Total), total);
        }
        report
    })
}

/// The filled cells of tables three and four.
fn filled(report: &AnnualReport) -> Vec<CellRef> {
    [Table::Table3, Table::Table4].into_iter().flat_map(CellRef::of).filter(|c| report.cells.get(*c).is_there()).collect()
}

/// Changes up to three cells, each by an amount that leaves it ≥ 0; returns what stood there.
fn spoil(report: &mut AnnualReport, picks: &[(prop::sample::Index, i64)]) -> Vec<(CellRef, i64, i64)> {
    let cells = filled(report);
    let mut changed: Vec<(CellRef, i64, i64)> = Vec::new();
    for (index, amount) in picks {
        let cell = *index.get(&cells);
        let old = count(report, cell);
        let new = if old + amount < 0 { old + amount.abs() } else { old + amount };
        if new != old && !changed.iter().any(|c| c.0 == cell) {
            put(report, cell, new);
            changed.push((cell, old, new));
        }
    }
    changed
}

fn apply(report: &AnnualReport, way: &[Change]) -> AnnualReport {
    let mut mended = report.clone();
    way.iter().for_each(|change| put(&mut mended, change.cell, change.new));
    mended
}

/// Whether a cell is a total of others.
fn is_total(cell: CellRef) -> bool {
    match cell {
        CellRef::Request(row, column) => row == RequestRow::Total || column == Applicant::Total,
        CellRef::Review(_, column) => column == ReviewColumn::Total,
        CellRef::Disclosure(..) => false,
    }
}

fn broken(report: &AnnualReport) -> Vec<Identity> {
    Reading::new(report, None).groups().iter().flat_map(|group| group.broken.clone()).collect()
}

/// A report with every patch that its check offers.
fn patched(report: &AnnualReport) -> Result<AnnualReport, TestCaseError> {
    let fail = |why: String| TestCaseError::fail(why);
    let json = serde_json::to_vec(report).map_err(|e| fail(e.to_string()))?;
    let engine = Engine::new(b"{}").map_err(|e| fail(e.code()))?;
    let answer = engine.call("check", &json, br#"{"as_of":"2025-06-01"}"#).map_err(|e| fail(e.code()))?;
    let answer: Value = serde_json::from_slice(&answer).map_err(|e| fail(e.to_string()))?;
    let mut mended = report.clone();
    for change in answer["results"].as_array().into_iter().flatten().filter_map(|r| r["fix"]["patch"].as_array()).flatten() {
        let cell = Table::ALL.into_iter().flat_map(CellRef::of).find(|cell| change["path"] == cell.pointer());
        match (cell, change["value"].as_i64()) {
            (Some(cell), Some(value)) => put(&mut mended, cell, value),
            _ => return Err(fail(format!("{change} changes no cell"))),
        }
    }
    Ok(mended)
}

fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![1_i64..20, -20_i64..-1, 100_i64..100_000]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_report_breaks_no_identity(report in valid()) {
        prop_assert!(Reading::new(&report, None).groups().is_empty());
    }

    /// One change breaks something, and the way back is that cell or is said among the ways.
    #[test]
    fn one_change_is_found_and_named(report in valid(), index in any::<prop::sample::Index>(), amount in amount()) {
        let mut spoiled = report;
        let changed = spoil(&mut spoiled, &[(index, amount)]);
        prop_assume!(!changed.is_empty());
        let reading = Reading::new(&spoiled, None);
        prop_assert_eq!(reading.groups().len(), 1);
        let group = &reading.groups()[0];
        let back: Vec<Change> = changed.iter().map(|(cell, old, new)| Change { cell: *cell, old: *new, new: *old }).collect();
        prop_assert!(group.ways.contains(&back), "{back:?} not among {:?}", group.ways);
        // In table three every cell lies in two identities or more: the way is unique in a full table.
        let part = |cell| matches!(cell, CellRef::Request(row, column) if row != RequestRow::Total && column != Applicant::Total);
        if part(changed[0].0) {
            prop_assert_eq!(&group.ways, &vec![back]);
        }
    }

    /// Two or three changes: every way makes its group hold, none is longer than the faults, and the true one is among those of its length.
    #[test]
    fn several_changes_are_mended_by_every_way(report in valid(), picks in prop::collection::vec((any::<prop::sample::Index>(), amount()), 2..=3)) {
        let mut spoiled = report;
        let changed = spoil(&mut spoiled, &picks);
        let reading = Reading::new(&spoiled, None);
        let mut lengths = 0;
        for group in reading.groups() {
            prop_assert!(!group.ways.is_empty(), "{changed:?}: no way for {:?}", group.broken);
            let mut cells: BTreeSet<CellRef> = BTreeSet::new();
            lengths += group.ways[0].len();
            for way in &group.ways {
                prop_assert_eq!(way.len(), group.ways[0].len());
                prop_assert!(way.iter().all(|c| c.new >= 0));
                cells.extend(way.iter().map(|c| c.cell));
                let mended = apply(&spoiled, way);
                let after = Reading::new(&mended, None);
                prop_assert!(!after.groups().iter().any(|g| g.broken.iter().any(|b| group.broken.contains(b))));
                prop_assert!(after.groups().len() < reading.groups().len());
            }
        }
        prop_assert!(lengths <= changed.len());
        if let ([group], true) = (reading.groups(), lengths == changed.len()) {
            let mut back: Vec<Change> = changed.iter().map(|(cell, old, new)| Change { cell: *cell, old: *new, new: *old }).collect();
            back.sort();
            prop_assert!(group.ways.contains(&back), "{back:?} not among {:?}", group.ways);
        }
    }

    /// Blanks never make a finding out of a valid report, only doubts and blanks.
    #[test]
    fn blanks_break_nothing(report in valid(), picks in prop::collection::vec(any::<prop::sample::Index>(), 1..12)) {
        let mut blank = report;
        let cells = filled(&blank);
        for index in picks {
            blank.cells.set(*index.get(&cells), Cell::Blank);
        }
        prop_assert!(Reading::new(&blank, None).groups().is_empty());
    }

    /// Every patch of a report together breaks nothing that was not broken, and mends a report that only blanks leave open.
    #[test]
    fn patches_break_nothing(
        report in valid(),
        blanks in prop::collection::vec(any::<prop::sample::Index>(), 1..14),
        totals in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        picks in prop::collection::vec((any::<prop::sample::Index>(), amount()), 0..=2),
    ) {
        let mut spoiled = report;
        spoil(&mut spoiled, &picks);
        let cells = filled(&spoiled);
        let heads: Vec<CellRef> = cells.iter().copied().filter(|cell| is_total(*cell)).collect();
        let picked = blanks.iter().map(|index| *index.get(&cells)).chain(totals.iter().map(|index| *index.get(&heads)));
        picked.for_each(|cell| spoiled.cells.set(cell, Cell::Blank));
        let mended = patched(&spoiled)?;
        let (before, after) = (broken(&spoiled), broken(&mended));
        prop_assert!(after.iter().all(|identity| before.contains(identity)), "{before:?} and then {after:?}");
    }

    /// What is written reads back the same, whatever stands in the cells.
    #[test]
    fn a_report_reads_back_what_it_writes(
        report in valid(),
        odd in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![
            Just(Cell::Blank),
            "[/—无0-9\\PC]{0,8}".prop_map(|text| if text.trim().is_empty() { Cell::Blank } else { Cell::Text(text) }),
            (-999_999_999_i64..999_999_999, 0_u32..6).prop_map(|(n, places)| {
                let text = format!("{}{}.{:06}", if n < 0 { "-" } else { "" }, n.abs() / 10_i64.pow(places), n.abs() % 10_i64.pow(places));
                Number::from_text(&text).map_or(Cell::Blank, Cell::Number)
            }),
        ]), 0..20),
        agency in "局\\PC{0,20}",
    ) {
        let mut report = report;
        report.agency = agency;
        for (index, cell) in odd {
            report.cells.set(*index.get(&Table::ALL.into_iter().flat_map(CellRef::of).collect::<Vec<_>>()), cell);
        }
        let json = serde_json::to_vec(&report).unwrap_or_default();
        let tree = parse(&json, Band::Input, 10_000);
        let read = tree.and_then(|tree| AnnualReport::read(At::root(&tree)));
        prop_assert_eq!(read.map_err(|e| e.code()), Ok(report));
    }

    /// Any bytes at all get an answer: a report, or an error of the text that was read; the same bytes get the same answer.
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "[\\[{\"a:,0-9.eE+tfn}\\]\\\\ud8 ]{0,80}") {
        let engine = Engine::new(b"{}").map_err(|e| TestCaseError::fail(e.code()))?;
        let of_band = |code: &str, band: &str| code.starts_with(band) || code.starts_with("limit.");
        for input in [bytes.as_slice(), text.as_bytes()] {
            let answer = || engine.call("check", input, br#"{"as_of":"2025-06-01"}"#).map_err(|e| e.code());
            prop_assert_eq!(answer(), answer());
            match answer() {
                Ok(report) => prop_assert!(serde_json::from_slice::<Value>(&report).is_ok_and(|r| r["results"].is_array())),
                Err(code) => prop_assert!(of_band(&code, "input."), "{code}"),
            }
            // As a configuration: these letters spell no setting, so that only blanks and `{}` make an engine.
            match Engine::new(input).map_err(|e| e.code()) {
                Ok(_) => prop_assert!(input.iter().all(|b| b" \t\r\n{}".contains(b)), "{}", String::from_utf8_lossy(input)),
                Err(code) => prop_assert!(of_band(&code, "profile."), "{code}"),
            }
        }
    }
}
