//! The npm package, built and then used from Node: the vectors, and what the wrapper adds (`tests/node/`).

use std::error::Error;
use std::path::Path;
use std::process::Command;

use zwgk_tests::npm::{Package, package};

#[test]
fn node_gives_the_answers_of_the_vectors() -> Result<(), Box<dyn Error>> {
    passes(Package::Debug)
}

/// Building it takes a minute after every change of the core, so `.ci/run` asks for this one by name. It also fails when the
/// module is too large.
#[test]
#[ignore = "builds the package that is shipped: `.ci/run` runs it"]
fn the_shipped_package_gives_them_too() -> Result<(), Box<dyn Error>> {
    passes(Package::Shipped)
}

fn passes(which: Package) -> Result<(), Box<dyn Error>> {
    let npm = package(which)?;
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("node");
    let mut node = Command::new("node");
    node.env("ZWGK_NPM", npm).current_dir(tests).args(["--test", "vectors.mjs", "engine.test.mjs", "workers.test.mjs"]);
    let output = node.output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
