//! A finding of another rule.
use zwgk::annual_report::Spot;
use zwgk::context::{Context, Ruled};
use zwgk_spec::annual_report::{balance, row_total};

fn rule(cx: &mut Context<'_, '_, row_total::Rule, Spot>, spot: Spot) -> Ruled {
    cx.failed(spot, balance::failed::Sum { column: 1, came_in: 2, went_out: 3 })
}

fn main() {}
