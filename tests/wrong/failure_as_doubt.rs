//! A failure reported as a doubt.
use zwgk::annual_report::Spot;
use zwgk::context::{Context, Ruled};
use zwgk_spec::annual_report::row_total;

fn rule(cx: &mut Context<'_, '_, row_total::Rule, Spot>, spot: Spot) -> Ruled {
    cx.cant_tell(spot, Vec::new(), row_total::failed::Sum { row: 1, parts: 2, total: 3 })
}

fn main() {}
