//! A rule that ends without saying whether it ran.
use zwgk::annual_report::Spot;
use zwgk::context::{Context, Ruled};
use zwgk_spec::annual_report::row_total;

fn rule(cx: &mut Context<'_, '_, row_total::Rule, Spot>, spot: Spot) -> Ruled {
    // A rule that only looks around.
    let _ = (cx, spot);
}

fn main() {}
