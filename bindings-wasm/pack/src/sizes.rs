//! What the package weighs, whether that is too much, and which crates the weight comes from.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::MODULE;

/// Bytes of the module after gzip, at most. It is for the browser, where every page waits for it, so what is there now may not
/// grow unnoticed: whoever raises this says for what. Raised from 154,000 for exact places of JSON values and the masking of
/// what is echoed (11,000), and for twenty rules on the text of reports with their readers of days and counts (76,000): that
/// is beyond the 180,000 that all rules are to have, and has to come down again.
const CEILING: usize = 245_000;

/// Refuses a module that is larger than the ceiling.
pub fn check(module: &[u8]) -> Result<(), Box<dyn Error>> {
    match gzip(module)? {
        bytes if bytes > CEILING => {
            Err(format!("the module has {bytes} bytes after gzip, at most {CEILING} are allowed: see `--sizes`").into())
        }
        _ => Ok(()),
    }
}

/// Prints the bytes of what `npm` ships, and a breakdown of `with_names`, the same module with its names.
pub fn print(npm: &Path, with_names: &[u8]) -> Result<(), Box<dyn Error>> {
    println!("{:<24}{:>10}{:>10}", "", "bytes", "gzip");
    for file in [&format!("{MODULE}_bg.wasm"), &format!("{MODULE}.js"), "index.js", "zh.texts", "en.texts"] {
        line(file, &fs::read(npm.join(file))?)?;
    }
    let module = Module::read(with_names)?;
    println!("\nsections of the module");
    line("code", module.code)?;
    line("data", module.data)?;
    println!("\ncode by the crate that defines the function (a generic one counts for its own crate, not for its types')");
    let mut crates: Vec<_> = module.crates().into_iter().collect();
    crates.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    for (name, bytes) in crates {
        println!("{name:<24}{bytes:>10}");
    }
    println!("\nlargest functions");
    let mut functions: Vec<_> = module.functions.iter().collect();
    functions.sort_by_key(|f| std::cmp::Reverse(f.bytes));
    for function in functions.iter().take(15) {
        println!("{:>10} {}", function.bytes, function.name);
    }
    Ok(())
}

fn line(name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    println!("{name:<24}{:>10}{:>10}", bytes.len(), gzip(bytes)?);
    Ok(())
}

/// Number of bytes after gzip.
fn gzip(bytes: &[u8]) -> Result<usize, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

struct Function {
    name: String,
    bytes: usize,
}

struct Module<'a> {
    code: &'a [u8],
    data: &'a [u8],
    functions: Vec<Function>,
}

impl<'a> Module<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self, Box<dyn Error>> {
        let (mut code, mut data, mut imported) = (0..0, 0..0, 0);
        let mut bodies = Vec::new();
        let mut names = HashMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { range, .. } => code = range,
                Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
                Payload::DataSection(section) => data = section.range(),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        for subsection in subsections {
                            if let Name::Function(map) = subsection? {
                                for naming in map {
                                    let naming = naming?;
                                    names.insert(naming.index, naming.name.to_owned());
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        let functions =
            (imported..).zip(bodies).map(|(index, bytes)| Function { name: names.remove(&index).unwrap_or_default(), bytes }).collect();
        let slice = |range| wasm.get(range).ok_or("a section that ends in the module");
        Ok(Module { code: slice(code)?, data: slice(data)?, functions })
    }

    fn crates(&self) -> BTreeMap<&str, usize> {
        let mut crates = BTreeMap::new();
        for function in &self.functions {
            *crates.entry(crate_of(&function.name).unwrap_or("(no path: exports, mem*)")).or_default() += function.bytes;
        }
        crates
    }
}

/// The first crate in a demangled name: `zwgk` of `<&zwgk::report::Report as serde::Serialize>::serialize`.
fn crate_of(name: &str) -> Option<&str> {
    let end = name.find("::")?;
    let path = name.get(..end)?;
    // `zwgk[0123456789abcdef]` in the newer mangling.
    let path = path.split_once('[').filter(|_| path.ends_with(']')).map_or(path, |(krate, _)| krate);
    path.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|krate| !krate.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{CEILING, check, crate_of};

    #[test]
    fn a_module_beyond_the_ceiling_is_refused() {
        // A generator of Knuth's: its high bytes do not compress.
        let next = |x: &u64| Some(x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
        let noise = |bytes| std::iter::successors(Some(1), next).map(|x| x.to_be_bytes()[0]).take(bytes).collect::<Vec<_>>();
        assert!(check(&noise(CEILING / 2)).is_ok());
        assert!(check(&noise(CEILING * 2)).is_err());
    }

    #[test]
    fn the_crate_of_a_function_is_the_first_in_its_name() {
        assert_eq!(crate_of("core::fmt::write"), Some("core"));
        assert_eq!(crate_of("<&mut zwgk::json::At as core::fmt::Debug>::fmt"), Some("zwgk"));
        assert_eq!(crate_of("<zwgk[1f]::json::At>::get"), Some("zwgk"));
        assert_eq!(crate_of("<i64 as core::fmt::Display>::fmt"), Some("core"));
        assert_eq!(crate_of("memcpy"), None);
    }
}
