//! Every word of `spec/texts/` is used somewhere: a text that nothing prints is dead, and nobody would notice.

use std::path::Path;

/// The text of every Rust file below a folder.
fn sources(folder: &Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push_str(&std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

fn upper_camel(kebab: &str) -> String {
    kebab
        .split(['-', '.'])
        .map(|w| w.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(w.chars().skip(1)).collect::<String>())
        .collect()
}

/// Whether a name stands in the code as a word of its own.
fn is_used(name: &str, code: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
        let (before, after) = (code.get(..at).unwrap_or_default(), code.get(at + name.len()..).unwrap_or_default());
        outside(before.chars().next_back()) && outside(after.chars().next())
    })
}

#[test]
fn no_text_is_dead() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut code = String::new();
    for folder in ["core/src", "bindings-c/src", "bindings-wasm/src"] {
        sources(&root.join(folder), &mut code);
    }
    let text = |name: &str| std::fs::read_to_string(root.join("spec/texts").join(name)).unwrap_or_default();
    let labels = text("labels.toml");
    let labels = labels.lines().filter_map(|l| l.split_once(" = {")).map(|(name, _)| name.to_owned());
    let names: Vec<String> = labels
        .flat_map(|l| [l.replace('-', "_").to_uppercase(), upper_camel(&l)].map(|n| (l.clone(), n)))
        .map(|(l, n)| format!("{l} {n}"))
        .collect();
    let mut dead: Vec<String> = Vec::new();
    for pair in names.chunks(2) {
        // A label is a constant or, with placeholders, a struct.
        let used = pair.iter().any(|p| p.split_once(' ').is_some_and(|(_, name)| is_used(name, &code)));
        if !used {
            dead.extend(pair.first().cloned());
        }
    }
    assert!(names.len() > 100, "{} labels", names.len());
    let errors = text("errors.toml");
    let mut count = 0;
    for block in errors.split("[[error]]").skip(1) {
        let field = |key: &str| {
            block.lines().find_map(|l| l.strip_prefix(key)?.trim().strip_prefix('=')).map(|v| v.trim().trim_matches('"').to_owned())
        };
        let name = field("name").or_else(|| field("code")).unwrap_or_default();
        count += 1;
        if !is_used(&upper_camel(&name), &code) {
            dead.push(name);
        }
    }
    assert!(count > 30, "{count} errors");
    assert!(dead.is_empty(), "nothing uses {dead:?}");
}
