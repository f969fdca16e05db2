//! The documents, executed: commands and JavaScript of both READMEs run and print what is shown; both have the same; the
//! Rust example is the one that the library's documentation runs; the files that CONTRIBUTING.md names are there.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

mod documents;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use documents::{Block, blocks, read, root};
use zwgk_tests::npm::{Package, package};

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];
/// In a block of output: lines left out. At the end of a line: the rest of the line left out.
const LEFT_OUT: char = '…';

/// The command, built once.
fn zwgk() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| zwgk_tests::command::command().unwrap())
}

/// An empty folder that has the example files where the documents name them.
fn workplace(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme").join(name);
    let _ = fs::remove_dir_all(&folder);
    let examples = folder.join("tests/examples");
    fs::create_dir_all(&examples).unwrap();
    for entry in fs::read_dir(root().join("tests/examples")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), examples.join(entry.file_name())).unwrap();
    }
    folder
}

/// Runs a line that begins with `cargo zwgk` and returns everything that it says; it ends with 0 or 1.
fn run(line: &str, folder: &Path) -> String {
    let script = format!("cargo() {{ shift; \"$ZWGK\" \"$@\"; }}\n{line}");
    let output = Command::new("sh").args(["-c", &script]).current_dir(folder).env("ZWGK", zwgk()).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{line}\n{}\n{said}", output.status);
    said
}

/// Runs JavaScript as a user's module, with the package where the READMEs say that it is, and returns what it prints.
fn javascript(lines: &[String], folder: &Path) -> String {
    let (built, npm) = (package(Package::Debug).unwrap(), folder.join("target/npm"));
    fs::create_dir_all(&npm).unwrap();
    for entry in fs::read_dir(built).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), npm.join(entry.file_name())).unwrap();
    }
    fs::write(folder.join("readme.mjs"), lines.join("\n")).unwrap();
    let output = Command::new("node").arg("readme.mjs").current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}\n{}", lines.join("\n"), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Whether the lines that are shown stand in what was said, in their order.
fn shows(shown: &[String], said: &str) -> Result<(), String> {
    let mut said = said.lines().map(str::trim_end);
    for line in shown.iter().map(|line| line.trim_end()).filter(|line| line.chars().ne([LEFT_OUT])) {
        let found = match line.strip_suffix(LEFT_OUT) {
            Some(start) => said.any(|one| one.starts_with(start)),
            None => said.any(|one| one == line),
        };
        if !found {
            return Err(line.to_owned());
        }
    }
    Ok(())
}

#[test]
fn commands_of_the_readmes_print_what_is_shown() {
    for readme in READMES {
        let folder = workplace(readme);
        let (mut commands, mut scripts, mut said) = (0, 0, None::<String>);
        for block in blocks(readme).0 {
            // Output is shown right after its commands.
            let before = said.take();
            match block.language.as_str() {
                "sh" => {
                    let mut all = String::new();
                    for line in &block.lines {
                        if line.starts_with("cargo zwgk") {
                            commands += 1;
                            all.push_str(&run(line, &folder));
                        } else {
                            let program = line.split(' ').next().unwrap();
                            assert!(root().join(program).is_file(), "{readme}: `{line}` is neither the command nor a file");
                        }
                    }
                    said = Some(all);
                }
                "js" => {
                    scripts += 1;
                    said = Some(javascript(&block.lines, &folder));
                }
                "text" => {
                    let before = before.unwrap_or_else(|| panic!("{readme}: an output without commands: {:?}", block.lines));
                    if let Err(line) = shows(&block.lines, &before) {
                        panic!("{readme}: `{line}` is not said, or not there; what was said:\n{before}");
                    }
                }
                // A file is named in its first line, as a comment.
                "toml" | "json" => {
                    if let Some(name) = block.lines.first().and_then(|first| first.strip_prefix("# ")) {
                        fs::write(folder.join(name), block.lines.join("\n") + "\n").unwrap();
                    }
                }
                _ => {}
            }
        }
        assert!(said.is_none(), "{readme}: what the last block prints is not shown");
        assert!(commands > 10 && scripts == 1, "{readme}: {commands} commands, {scripts} scripts");
    }
}

/// The lines of a README's `sh` and `js` blocks without what its language changes: `--lang en` and words in quotes.
fn neutral_commands(readme: &str) -> Vec<String> {
    let blocks = blocks(readme).0.into_iter().filter(|block| matches!(block.language.as_str(), "sh" | "js"));
    let neutral = |line: String| line.replace(" --lang en", "").split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
    blocks.flat_map(|block| block.lines).map(neutral).collect()
}

#[test]
fn both_readmes_have_the_same_commands() {
    let [english, chinese] = READMES.map(neutral_commands);
    assert_eq!(english, chinese);
}

#[test]
fn files_written_out_in_the_readmes_are_the_same() {
    let files = |readme| {
        let written = |block: &Block| matches!(block.language.as_str(), "toml" | "json" | "rust");
        blocks(readme).0.into_iter().filter(written).map(|block| block.lines).collect::<Vec<_>>()
    };
    let [english, chinese] = READMES.map(files);
    assert_eq!(english, chinese);
}

#[test]
fn the_rust_example_is_the_one_that_the_library_runs() {
    let library = read("core/src/lib.rs");
    let documented: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    for block in READMES.into_iter().flat_map(|readme| blocks(readme).0).filter(|block| block.language == "rust") {
        let mut rest = documented.iter();
        for line in block.lines.iter().filter(|line| !line.is_empty()) {
            assert!(rest.any(|one| one == line), "`{line}` is not in the example of core/src/lib.rs");
        }
    }
}

/// Paths of the repository that prose names: links, and words in back-ticks with a slash or a known ending.
fn named_files(prose: &[String]) -> Vec<String> {
    let endings = [".md", ".toml", ".rs", ".json", ".h"];
    let ticked = prose.iter().flat_map(|line| line.split('`').skip(1).step_by(2));
    let ticked = ticked.filter(|word| word.contains('/') && !word.contains([' ', '<', '*', '…', ':']) && !word.starts_with('/'));
    let ticked = ticked.filter(|word| word.ends_with('/') || endings.iter().any(|e| word.ends_with(e)) || root().join(word).exists());
    let links = prose.iter().flat_map(|line| line.split("](").skip(1)).filter_map(|rest| rest.split(')').next());
    let links = links.filter(|link| !link.contains("://") && !link.starts_with('#'));
    ticked.chain(links).map(str::to_owned).collect()
}

#[test]
fn files_that_the_documents_name_are_there() {
    for (document, least) in [("CONTRIBUTING.md", 8), (READMES[0], 4), (READMES[1], 4)] {
        let files = named_files(&blocks(document).1);
        assert!(files.len() >= least, "{document} names {files:?}");
        // What a build writes is not in the repository.
        for file in files.iter().filter(|file| !file.starts_with("target/")) {
            assert!(root().join(file).exists(), "{document}: {file} is not there");
        }
    }
}

#[test]
fn what_is_not_said_is_noticed() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let said = "one\n  two\nthree and more\n";
    assert_eq!(shows(&lines("one\n…\nthree…"), said), Ok(()));
    assert_eq!(shows(&lines("  two\none"), said), Err("one".to_owned()));
    assert_eq!(shows(&lines("three"), said), Err("three".to_owned()));
}
