//! A spoiled spec fails with file, line and reason: each fault that the build step can find is made in a copy of the real files.
//!
//! A case replaces one text of one file by another. `§` stands where the fault must be placed, and is taken out; without
//! it the fault is the whole file's. No case may cause any other fault, unless its reason ends with `…`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

#[path = "../build/mod.rs"]
mod build;
#[path = "faults/cases.rs"]
mod cases;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use build::{Fault, compile};

fn spec() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        fs::read_dir(from).unwrap().flatten().for_each(|e| copy(&e.path(), &to.join(e.file_name())));
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// A copy of the spec that a test may spoil.
fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    build::READ.iter().for_each(|read| copy(&spec().join(read), &folder.join(read)));
    folder
}

fn faults(root: &Path) -> Vec<Fault> {
    compile(root).err().unwrap_or_default()
}

/// Does `spoil` to a copy's file, undoes it, and returns what the build step said in between.
fn spoiled(root: &Path, file: &str, spoil: impl FnOnce(&Path)) -> Vec<Fault> {
    let path = root.join(file);
    let before = fs::read(&path).ok();
    spoil(&path);
    let found = faults(root);
    match before {
        Some(text) => fs::write(&path, text).unwrap(),
        None => {
            fs::remove_file(&path).unwrap();
            // A folder that was made for it goes too; one that holds anything stays.
            let _ = fs::remove_dir(path.parent().unwrap());
        }
    }
    found
}

/// The spoiled text and where its fault is: `:line` of the mark, or nothing.
fn spoil(text: &str, old: &str, new: &str) -> (String, String) {
    let at = text.find(old).unwrap_or_else(|| panic!("`{old}` is not there to be spoiled"));
    let (before, after) = text.split_at(at);
    let marked = format!("{before}{new}{}", after.strip_prefix(old).unwrap());
    let line = marked.find('§').map(|mark| format!(":{}", marked.get(..mark).unwrap().matches('\n').count() + 1));
    (marked.replace('§', ""), line.unwrap_or_default())
}

/// One fault at the place for the reason; nothing else, unless the reason ends with `…`: others follow from it.
fn wrong(found: &[Fault], place: &str, reason: &str) -> Option<String> {
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    let (reason, alone) = reason.strip_suffix('…').map_or((reason, true), |r| (r, false));
    let is_it = |f: &&String| f.strip_prefix(&format!("spec/{place}: ")).is_some_and(|r| r.contains(reason));
    let right = said.iter().filter(is_it).count() == 1 && (said.len() == 1) == alone;
    (!right).then(|| format!("not one fault at {place}: {reason}, but {said:#?}"))
}

/// Where in the build step a fault can be found: file and line of each call.
fn sites() -> BTreeSet<(String, usize)> {
    let mut sites = BTreeSet::new();
    for entry in fs::read_dir(spec().join("build")).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = fs::read_to_string(entry.path()).unwrap();
        let lines = text.lines().enumerate().filter(|(_, l)| l.contains("faults.at(") || l.contains("faults.of("));
        sites.extend(lines.map(|(n, _)| (name.clone(), n + 1)));
    }
    sites
}

#[test]
fn every_fault_names_file_line_and_reason() {
    let root = fresh("faults");
    let found = faults(&root);
    assert!(found.is_empty(), "the spec itself: {found:#?}");
    let (mut seen, mut said, mut all_wrong) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    let mut note = |found: &[Fault], place: &str, reason: &str| {
        all_wrong.extend(wrong(found, place, reason));
        said.extend(found.iter().map(ToString::to_string));
        seen.extend(found.iter().map(|f| {
            let file = Path::new(f.found_by.file()).file_name().unwrap_or_default();
            (file.to_string_lossy().into_owned(), f.found_by.line() as usize)
        }));
    };
    for (file, old, new, reason) in cases::EDITS {
        let mut place = String::new();
        let found = spoiled(&root, file, |path| {
            let (text, line) = spoil(&fs::read_to_string(path).unwrap(), old, new);
            place = format!("{file}{line}");
            fs::write(path, text).unwrap();
        });
        note(&found, &place, reason);
    }
    for (file, text, place, reason) in cases::FILES {
        let found = spoiled(&root, file, |path| {
            let _ = fs::remove_file(path);
            if let Some(text) = text {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        });
        note(&found, place, reason);
    }
    for (old, new, place, reason) in cases::RENAMES {
        fs::rename(root.join(old), root.join(new)).unwrap();
        let found = faults(&root);
        fs::rename(root.join(new), root.join(old)).unwrap();
        note(&found, place, reason);
    }
    assert!(all_wrong.is_empty(), "{}", all_wrong.join("\n"));
    assert!(faults(&root).is_empty(), "the copy is not as it was");
    let sites = sites();
    assert!(sites.len() > 40, "{sites:?}");
    let (unseen, unknown): (Vec<_>, Vec<_>) = (sites.difference(&seen).collect(), seen.difference(&sites).collect());
    assert!(unseen.is_empty() && unknown.is_empty(), "found by no case: {unseen:?}; by code that is not counted: {unknown:?}");
    // What CONTRIBUTING.md shows of this is what is said.
    let shown = fs::read_to_string(spec().join("../CONTRIBUTING.md")).unwrap();
    let shown: Vec<&str> = shown.lines().filter(|l| l.starts_with("spec/")).collect();
    let untrue: Vec<_> = shown.iter().filter(|l| !said.contains(**l)).collect();
    assert!(shown.len() > 4 && untrue.is_empty(), "CONTRIBUTING.md: {untrue:#?}");
}

#[test]
fn all_faults_are_said_at_once() {
    let root = fresh("two-faults");
    for rule in ["row-total", "outlier"] {
        let path = root.join("rules/annual-report").join(rule).join("rule.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replacen("source = \"", "source = \"no-", 1)).unwrap();
    }
    let said: Vec<String> = faults(&root).iter().map(ToString::to_string).collect();
    assert_eq!(said.iter().filter(|f| f.contains("no sources/no-")).count(), 2, "{said:#?}");
}
