//! The rules of Chinese government-information disclosure (政务公开) as code.
//!
//! Bytes become a typed subject (such as an [`annual_report`]), pure rules look at it, and what they find becomes a [`report::Report`]:
//! exact, explained, cited, the same on every machine. Where facts are missing a rule says `cant_tell` and names them.
//! The library has no clock and does no I/O: the as-of date is an argument.
//!
//! ```
//! use zwgk::annual_report::{AnnualReport, Cell, CellRef};
//! use zwgk::options::CheckOptions;
//! use zwgk::{Date, Engine, Number};
//! use zwgk_spec::vocabulary::{ReviewColumn, ReviewGroup};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut report = AnnualReport::new("示例旗教育局", 2024);
//! for (column, count) in ReviewColumn::ALL.into_iter().zip([10, 1, 0, 0, 0]) {
//!     let number = Number::from_whole(count).ok_or("a count")?;
//!     report.cells.set(CellRef::Review(ReviewGroup::Reconsideration, column), Cell::Number(number));
//! }
//! let as_of = Date::new(2025, 2, 1).ok_or("a day")?;
//! let checked = Engine::new(b"{}")?.check_annual_report(&report, &CheckOptions::new(as_of))?;
//! let total = checked.findings().find(|f| f.rule == "annual-report.review-total").ok_or("a finding")?;
//! // 10 + 1 = 11, but the total says 0.
//! assert_eq!(total.message, "表四「行政复议」：各结果合计 11，总计写的是 0");
//! # Ok(())
//! # }
//! ```

pub mod annual_report;
mod arg;
mod assemble;
pub mod baseline;
pub mod catalogue;
pub mod chinese;
// Not for callers: what the compiler catches in a rule is tested from outside.
#[doc(hidden)]
pub mod context;
mod date;
pub mod decision;
pub mod document;
mod engine;
mod error;
#[cfg(feature = "html")]
mod extract;
mod fingerprint;
mod intake;
pub mod json;
mod limits;
mod number;
pub mod options;
mod place;
pub mod profile;
pub mod report;
#[cfg(feature = "schema")]
pub mod schema;
pub mod selftest;
pub mod session;
mod subject;
mod text;
pub mod text_report;

pub use arg::{Arg, QUOTE_CHARS, Verbatim, near};
pub use assemble::SCHEMA;
pub use date::{Date, ParsedDate};
pub use engine::Engine;
pub use error::{Error, ErrorReport, ErrorWords, Status};
pub use limits::Limits;
pub use number::Number;
pub use place::Place;
pub use session::Session;
pub use text::Texts;
