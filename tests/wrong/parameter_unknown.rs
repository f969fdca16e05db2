//! A parameter that the rule does not have.
use zwgk::annual_report::Spot;
use zwgk::context::{Context, Ruled};
use zwgk_spec::annual_report::row_total;

fn rule(cx: &mut Context<'_, '_, row_total::Rule, Spot>, spot: Spot) -> Ruled {
    cx.failed(spot, row_total::failed::Sum { row: 1, parts: 2, total: cx.params.least })
}

fn main() {}
