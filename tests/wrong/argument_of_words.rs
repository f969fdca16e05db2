//! A word of a language as an argument: it would enter the fingerprint.
use zwgk::annual_report::Spot;
use zwgk::context::{Context, Ruled};
use zwgk_spec::annual_report::row_total;

fn rule(cx: &mut Context<'_, '_, row_total::Rule, Spot>, spot: Spot) -> Ruled {
    cx.failed(spot, row_total::failed::Sum { row: zwgk_spec::label::WHERE, parts: 2, total: 3 })
}

fn main() {}
