//! The documents, read.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

use std::fs;
use std::path::Path;

/// A fenced block of a document.
#[derive(Debug, Default)]
pub struct Block {
    pub language: String,
    pub lines: Vec<String>,
    /// The line of prose above it.
    pub above: String,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The fenced blocks of a document, and its lines outside them.
pub fn blocks(path: &str) -> (Vec<Block>, Vec<String>) {
    let (mut blocks, mut prose, mut open) = (Vec::new(), Vec::new(), None::<Block>);
    for line in read(path).lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(language), None) => {
                let above = prose.iter().rfind(|line: &&String| !line.is_empty()).cloned().unwrap_or_default();
                open = Some(Block { language: language.to_owned(), lines: Vec::new(), above });
            }
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                block.lines.push(line.to_owned());
                open = Some(block);
            }
            (None, None) => prose.push(line.to_owned()),
        }
    }
    assert!(open.is_none(), "{path}: a block is not closed");
    (blocks, prose)
}
