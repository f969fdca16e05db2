//! From the files of `spec/` to Rust. The build script runs it, and a test runs it on spoiled copies.
#![expect(clippy::indexing_slicing, clippy::string_slice, reason = "reads the project's own files, not input")]

mod check;
mod check_words;
mod emit;
mod emit_words;
mod examples;
mod fault;
mod load;
mod names;
mod shape;
mod texts;

use std::path::Path;

pub use fault::Fault;

/// What is read, below `spec/`.
pub const READ: [&str; 8] = ["standards", "sources", "rules", "calendar", "profiles", "texts", "words", "spec.toml"];

/// The spec as Rust, or everything that is wrong with it.
pub fn compile(root: &Path) -> Result<String, Vec<Fault>> {
    let mut faults = fault::Faults::default();
    let spec = load::load(root, &mut faults);
    faults.stop_if_any()?;
    check::check(&spec, &mut faults);
    check_words::check(&spec, &mut faults);
    let code = emit::emit(&spec, &mut faults);
    faults.stop_if_any()?;
    Ok(code)
}
