//! The command as its users have it.

use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

/// Builds it and says where it is: Cargo knows, wherever its target folder may be.
///
/// # Errors
/// It does not build.
pub fn command() -> Result<PathBuf, Box<dyn Error>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["build", "--quiet", "--locked", "-p", "zwgk", "--features", "cli"]);
    let output = cargo.arg("--message-format=json-render-diagnostics").output()?;
    if !output.status.success() {
        return Err(format!("the command does not build:\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let said = String::from_utf8(output.stdout)?;
    let (_, path) = said.rsplit_once(r#""executable":""#).ok_or_else(|| format!("no executable in {said}"))?;
    Ok(PathBuf::from(path.split('"').next().unwrap_or_default()))
}
