//! The npm package, built for a test.

use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

/// Which package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// Built as fast as can be.
    Debug,
    /// As it is shipped.
    Shipped,
}

/// Builds the package and says where it is: that is the last line of what the tool prints.
///
/// # Errors
/// It does not build, or Node is not there.
pub fn package(which: Package) -> Result<PathBuf, Box<dyn Error>> {
    if Command::new("node").arg("--version").output().is_err() {
        return Err(
            "this test needs Node 20.16 or later on the PATH: install it from https://nodejs.org or with `apt-get install nodejs npm`"
                .into(),
        );
    }
    let mut tool = Command::new(env!("CARGO"));
    tool.current_dir(env!("CARGO_MANIFEST_DIR")).args(["run", "-p", "zwgk-wasm-pack", "--"]);
    if which == Package::Debug {
        tool.arg("--debug");
    }
    let output = tool.output()?;
    if !output.status.success() {
        return Err(format!("the npm package does not build:\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let said = String::from_utf8(output.stdout)?;
    Ok(said.lines().last().ok_or("the tool prints the folder")?.into())
}
