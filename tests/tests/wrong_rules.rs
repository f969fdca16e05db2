//! What the compiler must catch in a rule, it catches: each file of `wrong/` is a small rule with one mistake, and what
//! the compiler says of it stands beside it, read by a person. `TRYBUILD=overwrite` writes these anew, but for
//! the case that is made here.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::fs;
use std::path::Path;

#[test]
fn wrong_rules_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("wrong/*.rs");
    cases.compile_fail(rule_without_a_line());
}

const WITHOUT_A_LINE: &str = "rule_without_a_line.rs";

/// The room's own dispatch without the line of one rule. It is read from the room, so that a new rule changes nothing here.
fn rule_without_a_line() -> String {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let room = fs::read_to_string(tests.join("../core/src/annual_report/mod.rs")).unwrap();
    let arms = room.lines().map(str::trim).filter(|line| line.contains(" => go(bench"));
    let rules = arms.filter_map(|line| line.split(" =>").next());
    let (last, left_out) = ("R::AnnualReportImpossibleDate", "R::AnnualReportRowTotal");
    let others: Vec<&str> = rules.filter(|rule| *rule != last && *rule != left_out).collect();
    assert!(others.len() > 10, "{others:?}");
    let case = Path::new(env!("CARGO_TARGET_TMPDIR")).join(WITHOUT_A_LINE);
    let text = "use zwgk_spec::AnnualReportRule as R;\n\nfn run(one: R) {\n    match one {\n        OTHERS => {}\n        LAST => {}\n    }\n}\n\nfn main() {}\n";
    fs::write(&case, text.replace("OTHERS", &others.join(" | ")).replace("LAST", last)).unwrap();
    let case_name = case.to_string_lossy();
    let said = fs::read_to_string(tests.join("wrong").join(WITHOUT_A_LINE).with_extension("stderr")).unwrap();
    fs::write(case.with_extension("stderr"), said.replace(WITHOUT_A_LINE, &case_name)).unwrap();
    case_name.into_owned()
}
