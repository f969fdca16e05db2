//! The npm package, built and then used from Node: the vectors, and what the wrapper adds (`tests/node/`).

use std::error::Error;
use std::path::Path;
use std::process::Command;

#[test]
fn node_gives_the_answers_of_the_vectors() -> Result<(), Box<dyn Error>> {
    if Command::new("node").arg("--version").output().is_err() {
        return Err(
            "this test needs Node 20.16 or later on the PATH: install it from https://nodejs.org or with `apt-get install nodejs`".into()
        );
    }
    let npm = package()?;
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("node");
    let output =
        Command::new("node").env("ZWGK_NPM", npm).current_dir(tests).args(["--test", "vectors.mjs", "engine.test.mjs"]).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// Builds the package; its folder is the last line of what the tool prints.
fn package() -> Result<String, Box<dyn Error>> {
    let tool = Command::new(env!("CARGO")).current_dir(env!("CARGO_MANIFEST_DIR")).args(["run", "-p", "zwgk-wasm-pack"]).output()?;
    if !tool.status.success() {
        return Err(format!("the npm package does not build:\n{}", String::from_utf8_lossy(&tool.stderr)).into());
    }
    let said = String::from_utf8(tool.stdout)?;
    Ok(said.lines().last().ok_or("the tool prints the folder")?.to_owned())
}
