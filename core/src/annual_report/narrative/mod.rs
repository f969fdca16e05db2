//! What the text of a report says in counts, against its tables.
//!
//! `telling.rs` finds the counts and the words around them, `phrases.rs` knows which cells a word means (a list of the spec);
//! the other files are the rules. What cannot be matched with certainty is a doubt or nothing.

#[cfg(test)]
mod patterns;
mod phrases;
mod telling;

mod breakdown;
mod change;
mod documents;
mod received;
mod results;
mod review;

pub(super) use breakdown::text_breakdown;
pub(super) use change::text_change;
pub(super) use documents::text_documents;
pub(super) use received::text_received;
pub(super) use results::text_results;
pub(super) use review::text_review;
pub(super) use telling::Telling;
