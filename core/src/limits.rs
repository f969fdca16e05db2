//! Limits that guard against hostile input; each is an option with a safe default.

use crate::Error;
use crate::json::At;

/// How much one input may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of an input.
    pub bytes: usize,
    /// Values of a JSON text, nodes of a page.
    pub nodes: usize,
    /// How deep the elements of a page are nested.
    pub depth: usize,
    /// Cells of a page's tables, spans resolved.
    pub cells: usize,
    /// Results of a subject.
    pub results: usize,
    /// Steps of a rule.
    pub steps: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 64 << 20, nodes: 2_000_000, depth: 1_024, cells: 1_000_000, results: 10_000, steps: 10_000_000 }
    }
}

impl Limits {
    /// Names of the limits, as in the engine's configuration.
    pub const FIELDS: [&'static str; 6] = ["bytes", "nodes", "depth", "cells", "results", "steps"];

    /// Reads the limits that are given; the others keep their defaults.
    ///
    /// # Errors
    /// A name that is no limit, or a value that is no count.
    pub fn read(at: At<'_>) -> Result<Self, Error> {
        let mut limits = Limits::default();
        at.fields(&Self::FIELDS, |key, value| {
            let count = usize::try_from(value.count()?).unwrap_or(usize::MAX);
            match key {
                "bytes" => limits.bytes = count,
                "nodes" => limits.nodes = count,
                "depth" => limits.depth = count,
                "cells" => limits.cells = count,
                "results" => limits.results = count,
                _ => limits.steps = count,
            }
            Ok(())
        })?;
        Ok(limits)
    }
}
