//! Shared vectors: the same request bytes through every door give the same answer bytes.
//!
//! A vector is a folder of `vectors/`: `call` (three lines: engine configuration, operation, options), `input` (bytes,
//! good or bad) and `answer` (bytes). An answer that begins with `{"error":` is an error; C gives it a status.

pub mod command;
pub mod npm;

use std::path::{Path, PathBuf};

/// One request and its answer.
#[derive(Debug)]
pub struct Vector {
    /// Name of its folder.
    pub name: String,
    /// Engine configuration, JSON.
    pub config: String,
    /// Operation.
    pub op: String,
    /// Call options, JSON.
    pub options: String,
    /// Input bytes.
    pub input: Vec<u8>,
    /// Answer bytes.
    pub answer: Vec<u8>,
}

/// The folder of the vectors.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// Every vector, by name.
///
/// # Errors
/// A folder that is no vector.
pub fn vectors() -> std::io::Result<Vec<Vector>> {
    let mut vectors = Vec::new();
    for entry in std::fs::read_dir(folder())? {
        let path = entry?.path();
        let call = std::fs::read_to_string(path.join("call"))?;
        let mut lines = call.lines().map(str::to_owned);
        let mut line = || lines.next().ok_or_else(|| std::io::Error::other(format!("{}: three lines", path.display())));
        vectors.push(Vector {
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            config: line()?,
            op: line()?,
            options: line()?,
            input: std::fs::read(path.join("input"))?,
            answer: std::fs::read(path.join("answer"))?,
        });
    }
    vectors.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(vectors)
}

/// What the library itself answers: an error in the language that the configuration asks for.
#[must_use]
pub fn answer(vector: &Vector) -> Vec<u8> {
    let config = vector.config.as_bytes();
    let texts = zwgk::Texts::built_in(zwgk::Engine::language_of(config));
    zwgk::Engine::new(config)
        .and_then(|engine| engine.call(&vector.op, &vector.input, vector.options.as_bytes()))
        .unwrap_or_else(|error| error.to_json(&texts))
}
