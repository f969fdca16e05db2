//! What Chinese text says: days, counts, sentences. Rooms share it; it knows none of them.

pub mod counts;
mod dates;
mod pieces;

pub(crate) use dates::{Form, Mention, Period, mentions, periods};
pub(crate) use pieces::{clauses, has_any, is_one, sentences};
