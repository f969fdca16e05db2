//! Chinese as people write it, for every room.

pub mod counts;
