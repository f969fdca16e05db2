//! The types that the npm package declares for settings, against those that the core reads.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::fs;
use std::path::Path;

#[test]
fn every_limit_is_declared() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings-wasm/js/index.d.ts");
    let types = fs::read_to_string(file).unwrap();
    let (_, rest) = types.split_once("export interface Limits {").unwrap();
    let (fields, _) = rest.split_once('}').unwrap();
    let declared: Vec<&str> = fields.lines().filter_map(|line| line.trim().strip_suffix(": number;")).collect();
    let (mut declared, mut read) = (declared, zwgk::Limits::FIELDS.to_vec());
    declared.sort_unstable();
    read.sort_unstable();
    assert_eq!(declared, read);
}
