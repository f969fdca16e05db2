//! A step of another rule's reasoning.
use zwgk::annual_report::Spot;
use zwgk::context::{Context, Ruled};
use zwgk_spec::annual_report::{balance, row_total};

fn rule(cx: &mut Context<'_, '_, row_total::Rule, Spot>, spot: Spot) -> Ruled {
    cx.because(balance::why::Parts { new: 1, carried_over: 2, outcomes: 3, carried_forward: 0 });
    cx.failed(spot, row_total::failed::Sum { row: 1, parts: 2, total: 3 })
}

fn main() {}
