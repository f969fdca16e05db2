//! CONTRIBUTING.md walks through a real rule: what it quotes stands in the file that it names, and what it says of
//! mistakes is what is said (the build's faults are compared in `spec/tests/faults.rs`).

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

mod documents;

use std::fs;

use documents::{Block, blocks, read, root};

const DOCUMENT: &str = "CONTRIBUTING.md";

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a block quotes, piece by piece: `…` leaves something out, and a comment at the end of a line of TOML is the document's.
fn pieces(block: &Block) -> Vec<String> {
    let code = |line: &String| match (block.language.as_str(), line.find(" # ")) {
        ("toml", Some(comment)) => line.get(..comment).unwrap().to_owned(),
        _ => line.clone(),
    };
    let quoted: String = block.lines.iter().map(code).collect();
    without_space(&quoted).split('…').filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}

/// Whether the pieces stand in a file in their order; the first that does not.
fn missing<'p>(pieces: &'p [String], file: &str) -> Option<&'p str> {
    let file = without_space(file);
    let mut rest = file.as_str();
    pieces.iter().find_map(|piece| match rest.split_once(piece.as_str()) {
        Some((_, after)) => {
            rest = after;
            None
        }
        None => Some(piece.as_str()),
    })
}

#[test]
fn what_is_quoted_stands_in_its_file() {
    let quoted: Vec<Block> = blocks(DOCUMENT).0.into_iter().filter(|block| block.language != "text").collect();
    assert!(quoted.len() >= 3, "{quoted:?}");
    for block in &quoted {
        // The file is the last that the prose above names.
        let named = block.above.split('`').skip(1).step_by(2).filter(|word| word.contains('/')).last();
        let named = named.unwrap_or_else(|| panic!("no file is named above {:?}", block.lines));
        let pieces = pieces(block);
        if let Some(piece) = missing(&pieces, &read(named)) {
            panic!("{named} has no `{piece}`");
        }
    }
}

#[test]
fn what_the_compiler_says_is_what_it_says() {
    let mut said = String::new();
    for entry in fs::read_dir(root().join("tests/wrong")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "stderr") {
            said.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let lines = blocks(DOCUMENT).0.into_iter().filter(|block| block.language == "text").flat_map(|block| block.lines);
    let (build, compiler): (Vec<String>, Vec<String>) = lines.partition(|line| line.starts_with("spec/"));
    assert!(!build.is_empty() && compiler.len() >= 4, "{compiler:?}");
    for line in compiler {
        assert!(said.lines().any(|one| one == line), "nothing says `{line}`");
    }
}

#[test]
fn a_quotation_that_is_not_there_is_noticed() {
    let block =
        |lines: &[&str]| Block { language: "toml".to_owned(), lines: lines.iter().map(|l| (*l).to_owned()).collect(), ..Block::default() };
    let file = "a = 1\nb = 2\nc = \"three\"\n";
    for (lines, wanted) in [
        (vec!["a =  1  # one", "b = 2"], None),
        (vec!["a = 1", "…", "c = \"…\""], None),
        (vec!["a = 1", "c = \"three\""], Some("a=1c=\"three\"")),
        (vec!["b = 2", "…", "a = 1"], Some("a=1")),
        (vec!["a = 2"], Some("a=2")),
    ] {
        assert_eq!(missing(&pieces(&block(&lines)), file), wanted);
    }
}
