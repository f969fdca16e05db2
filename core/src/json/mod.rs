//! JSON from outside: parsed once into a flat tree that keeps every value's place, then read by typed readers.
//!
//! The tree is what makes errors exact (pointer and line), refuses keys that stand twice, and bounds depth and size.

mod at;
mod finder;
mod parse;
mod places;
mod tree;

pub(crate) use at::Wanted;
pub use at::{At, nearest};
pub(crate) use finder::Finder;
pub use parse::{parse, parse_from, text_of};
pub use tree::{Band, Tree};

/// Depth of nesting that every JSON text may have.
pub const MAX_DEPTH: usize = 128;
