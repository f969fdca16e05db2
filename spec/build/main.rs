//! Checks the TOML files of `spec/` and compiles them into Rust.
//!
//! A fault stops the build and names file, line and reason; all faults are reported at once.
#![expect(clippy::expect_used, reason = "a build script answers by failing the build")]
#![expect(clippy::indexing_slicing, clippy::string_slice, reason = "reads the project's own files, not input")]

mod check;
mod emit;
mod emit_words;
mod fault;
mod load;
mod names;
mod shape;
mod texts;

use std::path::Path;

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let root = Path::new(&root);
    for folder in ["build", "standards", "sources", "rules", "calendar", "profiles", "texts", "words", "spec.toml"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
    }
    let mut faults = fault::Faults::default();
    let spec = load::load(root, &mut faults);
    faults.stop_if_any();
    check::check(&spec, &mut faults);
    let code = emit::emit(&spec, &mut faults);
    faults.stop_if_any();
    std::fs::write(Path::new(&out).join("spec.rs"), code).expect("OUT_DIR can be written");
}
