//! What Chinese text says: days, counts, sentences. Rooms share it; it knows none of them.

pub mod counts;
mod dates;
mod numerals;
mod pieces;
mod width;
mod words;

pub(crate) use dates::{Form, Mention, Period, mentions, periods};
pub(crate) use numerals::arabic;
pub(crate) use pieces::{clauses, sentences};
pub(crate) use width::{compact, half_width, narrow};
pub(crate) use words::{first_of, has_any, is_one, last_of, listed, number_of, places};
