//! Checks the spec and compiles it into Rust; a fault stops the build and names file, line and reason.
#![expect(clippy::expect_used, reason = "a build script answers by failing the build")]

#[path = "build/mod.rs"]
mod build;

use std::path::Path;

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let root = Path::new(&root);
    for read in build::READ {
        println!("cargo::rerun-if-changed={}", root.join(read).display());
    }
    match build::compile(root) {
        Ok(code) => std::fs::write(Path::new(&out).join("spec.rs"), code).expect("OUT_DIR can be written"),
        Err(faults) => {
            for fault in faults {
                eprintln!("{fault}");
            }
            std::process::exit(1);
        }
    }
}
