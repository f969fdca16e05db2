//! The npm package, built and then used from Node: the vectors, and what the wrapper adds (`tests/node/`).

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use zwgk_tests::command::command;
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

/// The tree builder that stands for a browser's: of all that are not a browser, it is the one that browsers' tests are run on.
const PARSE5: &str = "parse5@7.3.0";

#[test]
fn a_walk_over_a_dom_gives_the_rows_of_the_bytes() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parse5");
    let module = folder.join("node_modules/parse5/dist/index.js");
    if !module.exists() {
        fs::create_dir_all(&folder)?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(&folder).arg(PARSE5);
        let output = npm.output()?;
        assert!(output.status.success(), "npm: {}", String::from_utf8_lossy(&output.stderr));
    }
    let mut node = Command::new("node");
    node.env("ZWGK_PARSE5", module).env("ZWGK_COMMAND", command()?);
    tested(node, &["document.test.mjs"])
}

fn passes(which: Package) -> Result<(), Box<dyn Error>> {
    let npm = package(which)?;
    let mut node = Command::new("node");
    node.env("ZWGK_NPM", npm);
    tested(node, &["vectors.mjs", "engine.test.mjs", "workers.test.mjs"])
}

/// Runs tests of `tests/node/`. What was not run for want of real pages they print.
fn tested(mut node: Command, files: &[&str]) -> Result<(), Box<dyn Error>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("node");
    let output = node.current_dir(tests).arg("--test").args(files).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{}", said.lines().filter(|l| l.contains("real pages compared")).collect::<String>());
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
