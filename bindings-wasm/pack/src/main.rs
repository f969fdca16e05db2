//! Builds the npm package `zwgk` into `npm/` of the target directory, and says what its module weighs.
//!
//! ```text
//! cargo run -p zwgk-wasm-pack -- [--debug] [--sizes]
//! ```
//!
//! `--debug` builds into `npm-debug/`, quickly and large: for tests. A package to ship fails when its module is too large.
//! The last line of the output is the folder.

mod optimise;
mod sizes;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use wasm_bindgen_cli_support::Bindgen;
use zwgk_spec::vocabulary::Language;

/// Base name of the module and of its glue code, which `js/index.js` imports.
const MODULE: &str = "zwgk_wasm";
/// Files of `js/` that are shipped as they are.
const WRITTEN_BY_HAND: [&str; 5] = ["index.js", "index.d.ts", "document.js", "document.d.ts", "package.json"];

fn main() -> Result<(), Box<dyn Error>> {
    let (mut debug, mut print_sizes) = (false, false);
    for arg in env::args().skip(1) {
        match arg.as_str() {
            "--debug" => debug = true,
            "--sizes" => print_sizes = true,
            other => return Err(format!("unknown argument `{other}`; there are --debug and --sizes").into()),
        }
    }
    let bindings = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the tool stands in bindings-wasm")?;
    let workspace = bindings.parent().ok_or("bindings-wasm stands in the workspace")?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), |dir| workspace.join(dir));
    let module = build(workspace, &target, debug)?;

    let npm = target.join(if debug { "npm-debug" } else { "npm" });
    if npm.exists() {
        fs::remove_dir_all(&npm)?;
    }
    fs::create_dir_all(&npm)?;
    bindgen(&module)?.remove_name_section(!debug).generate(&npm)?;
    let shipped = npm.join(format!("{MODULE}_bg.wasm"));
    if !debug {
        optimise::optimise(&target, &shipped)?;
    }
    for name in WRITTEN_BY_HAND {
        fs::copy(bindings.join("js").join(name), npm.join(name))?;
    }
    check_version(&npm.join("package.json"))?;
    for language in Language::ALL {
        fs::write(npm.join(format!("{}.texts", language.key())), zwgk::Texts::file(language))?;
    }
    if print_sizes {
        let with_names = bindgen(&module)?.generate_output()?.wasm_mut().emit_wasm();
        sizes::print(&npm, &with_names)?;
    }
    if !debug {
        sizes::check(&fs::read(&shipped)?)?;
    }
    println!("{}", npm.display());
    Ok(())
}

/// Builds the module with its names: the shipped one loses them in [`bindgen`], so that both are one build.
fn build(workspace: &Path, target: &Path, debug: bool) -> Result<PathBuf, Box<dyn Error>> {
    let (profile, folder) = if debug { ("dev", "debug") } else { ("wasm", "wasm") };
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(workspace)
        .args(["build", "-p", "zwgk-wasm", "--target", "wasm32-unknown-unknown", "--profile", profile])
        .args(["--config", "profile.wasm.strip=false", "--target-dir"])
        .arg(target)
        .status()?;
    if !status.success() {
        return Err("the module does not build; is the target installed? rustup target add wasm32-unknown-unknown".into());
    }
    Ok(target.join("wasm32-unknown-unknown").join(folder).join(MODULE).with_extension("wasm"))
}

/// The glue code's settings. Resetting is how the wrapper gets a new instance after a trap.
fn bindgen(module: &Path) -> Result<Bindgen, Box<dyn Error>> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(MODULE).web(true)?;
    bindgen.typescript(false).remove_producers_section(true).reset_state_function(true);
    Ok(bindgen)
}

/// The npm package has the version of the crates.
fn check_version(package: &Path) -> Result<(), Box<dyn Error>> {
    let package: serde_json::Value = serde_json::from_slice(&fs::read(package)?)?;
    let (found, wanted) = (package.get("version").and_then(|v| v.as_str()), env!("CARGO_PKG_VERSION"));
    if found == Some(wanted) { Ok(()) } else { Err(format!("js/package.json has version {found:?}, the workspace {wanted}").into()) }
}
