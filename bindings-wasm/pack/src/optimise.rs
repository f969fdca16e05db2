//! The module after `wasm-opt`, which comes with the npm package `binaryen` and is installed when it is not there.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Another version may give other bytes.
const BINARYEN: &str = "132.0.0";
/// Measured: of all levels `-O1` leaves the fewest bytes after gzip. Higher ones make the module shorter, but its parts less alike.
const LEVEL: &str = "-O1";
/// What rustc's wasm32-unknown-unknown emits. Not `--all-features`: `wasm-opt` may then use what Node 20 does not know.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Optimises a module in its place; the tool is kept in `target`.
pub fn optimise(target: &Path, module: &Path) -> Result<(), Box<dyn Error>> {
    let tool = installed(target)?;
    // Features that the module names itself are used too; without that section only those above are.
    let mut node = Command::new("node");
    node.arg(tool).args(["--mvp-features", LEVEL]).args(FEATURES).arg(module).arg("-o").arg(module);
    said("wasm-opt", node.output())
}

/// The script `wasm-opt` of `binaryen`.
fn installed(target: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let folder = target.join(format!("binaryen-{BINARYEN}"));
    let tool = folder.join("node_modules/binaryen/bin/wasm-opt");
    if !tool.exists() {
        fs::create_dir_all(&folder)?;
        eprintln!("installing binaryen {BINARYEN} from npm");
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]);
        npm.arg(&folder).arg(format!("binaryen@{BINARYEN}"));
        said("npm, which installs wasm-opt", npm.output())?;
    }
    Ok(tool)
}

/// An error that names the program and says what it said, unless it succeeded.
fn said(program: &str, output: std::io::Result<Output>) -> Result<(), Box<dyn Error>> {
    let help = "Node 20.16 or later brings node and npm: https://nodejs.org; `--debug` packs without them";
    let output = output.map_err(|e| format!("{program} does not start: {e}; {help}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{program} failed: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
    .into())
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn a_program_that_is_missing_or_fails_is_named() {
        let missing = std::process::Command::new("/no/such/program").output();
        let error = said("npm", missing).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(error.starts_with("npm does not start") && error.contains("nodejs.org"), "{error}");
        let failing = std::process::Command::new("cargo").arg("no-such-command").output();
        let error = said("cargo", failing).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(error.starts_with("cargo failed") && error.contains("no-such-command"), "{error}");
    }
}
