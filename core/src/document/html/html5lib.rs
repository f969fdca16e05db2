//! The tree-construction tests of html5lib, which browsers share: our tree is theirs but for what html5ever itself fails.

use std::collections::BTreeSet;
use std::path::Path;

use super::peer::trees_of;
use crate::document::Encoding;
use crate::document::decode::decode;

/// One case of a file.
#[derive(Default)]
struct Case {
    data: Vec<u8>,
    expected: String,
    is_fragment: bool,
    without_scripts: bool,
}

/// The cases of a file, in order.
fn cases(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut part = "";
    for line in file.split('\n') {
        match line {
            "#data" => cases.push(Case::default()),
            "#errors" | "#new-errors" | "#document" | "#document-fragment" | "#script-on" | "#script-off" => {}
            _ => {
                let Some(case) = cases.last_mut() else { continue };
                match part {
                    "#data" => {
                        case.data.extend(line.as_bytes());
                        case.data.push(b'\n');
                    }
                    "#document" => {
                        case.expected.push_str(line);
                        case.expected.push('\n');
                    }
                    _ => {}
                }
                continue;
            }
        }
        part = line;
        if let Some(case) = cases.last_mut() {
            case.is_fragment |= part == "#document-fragment";
            case.without_scripts |= part == "#script-off";
        }
    }
    for case in &mut cases {
        // The line end before `#errors` is no data.
        case.data.pop();
    }
    cases
}

/// The expected tree without what ours does not keep: document types and the words of comments.
fn kept(expected: &str) -> String {
    let mut items: Vec<String> = Vec::new();
    for line in expected.trim_end_matches('\n').split('\n') {
        match items.last_mut() {
            // What does not begin with a bar goes on with the text above.
            Some(item) if !line.starts_with("| ") => item.extend(["\n", line]),
            _ => items.push(line.to_owned()),
        }
    }
    items.retain(|item| !item.starts_with("| <!DOCTYPE"));
    for item in &mut items {
        if let Some((indent, _)) = item.split_once("<!-- ").filter(|(indent, _)| indent.trim_start_matches('|').trim().is_empty()) {
            *item = format!("{indent}<!-- -->");
        }
    }
    items.join("\n")
}

/// Since 2025 the standard lets a `select` hold any element. The files are older; html5ever is not.
const SELECT: &str = "select";

/// Cases that fail, by file and number from 0, and by what is in them.
const FAILING: [(&str, usize, &str); 14] = [
    ("menuitem-element.dat", 13, SELECT),
    ("tests1.dat", 29, SELECT),
    ("tests1.dat", 101, SELECT),
    ("tests10.dat", 3, SELECT),
    ("tests10.dat", 4, SELECT),
    ("tests10.dat", 16, SELECT),
    ("tests10.dat", 17, SELECT),
    ("tests18.dat", 13, SELECT),
    ("tests18.dat", 14, SELECT),
    ("tests7.dat", 30, SELECT),
    ("tests9.dat", 4, SELECT),
    ("tests9.dat", 5, SELECT),
    ("tests9.dat", 17, SELECT),
    ("tests9.dat", 18, SELECT),
];

#[test]
fn our_tree_is_that_of_html5lib() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html5lib");
    let (mut run, mut fragments, mut without_scripts) = (0, 0, 0);
    let mut failed: BTreeSet<(String, usize)> = BTreeSet::new();
    let mut said = String::new();
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".dat") {
            continue;
        }
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        for (number, case) in cases(&String::from_utf8_lossy(&bytes)).into_iter().enumerate() {
            match case {
                Case { is_fragment: true, .. } => fragments += 1,
                Case { without_scripts: true, .. } => without_scripts += 1,
                case => {
                    run += 1;
                    let (ours, own) =
                        decode(&case.data, Some(Encoding::Utf8)).ok().and_then(|page| trees_of(&page.text)).unwrap_or_default();
                    // What fails is html5ever's tree builder, never what we put before it.
                    assert_eq!(ours, own, "{name} {number}");
                    let theirs = kept(&case.expected);
                    if ours != theirs {
                        said += &format!("{name} {number}: {}\nours\n{ours}\ntheirs\n{theirs}\n", String::from_utf8_lossy(&case.data));
                        let known = FAILING.iter().find(|(file, at, _)| *file == name && *at == number);
                        let data = String::from_utf8_lossy(&case.data);
                        assert!(known.is_none_or(|(.., why)| data.contains(why)), "{name} {number} fails for another reason");
                        failed.insert((name.clone(), number));
                    }
                }
            }
        }
    }
    println!("html5lib: {run} trees compared, {} differ; not ours: {fragments} fragments, {without_scripts} without scripts", failed.len());
    // One that is listed and does not fail is an error as well.
    let known: BTreeSet<(String, usize)> = FAILING.iter().map(|(file, number, _)| ((*file).to_owned(), *number)).collect();
    assert_eq!(failed, known, "{said}");
    assert!(run > 1_000, "the files are not where they should be");
}
