//! A doubt reported as a failure.
use zwgk::annual_report::Spot;
use zwgk::context::{Context, Ruled};
use zwgk_spec::annual_report::row_total;

fn rule(cx: &mut Context<'_, '_, row_total::Rule, Spot>, spot: Spot) -> Ruled {
    cx.failed(spot, row_total::cant_tell::Blank { count: 1 })
}

fn main() {}
