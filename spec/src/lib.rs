//! The rules, sources and texts of `zwgk` as static data: no logic, no dependency at run time.
//!
//! Everything below is compiled from the TOML files of this folder by its build step; see `README.md` here.
//! A rule's findings are structs whose fields are exactly the placeholders of its texts, so code that forgets one,
//! names another rule's finding, or reports a doubt as a failure does not compile.

#![no_std]
extern crate alloc;

mod lists;
mod types;

pub use lists::{Phrases, Words};
pub use types::*;

pub use generated::*;

#[allow(clippy::indexing_slicing, reason = "the build step writes indexes into tables that it has just written")]
mod generated {
    use crate::types::*;

    include!(concat!(env!("OUT_DIR"), "/spec.rs"));
}
