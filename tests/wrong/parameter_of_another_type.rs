//! A day taken for a number.
use zwgk::annual_report::Spot;
use zwgk::context::{Context, Ruled};
use zwgk_spec::annual_report::{published_in_time, row_total};

fn rule(cx: &mut Context<'_, '_, row_total::Rule, Spot>, spot: Spot) -> Ruled {
    let day = |params: published_in_time::Params| -> i64 { params.department_day };
    let _ = day;
    cx.failed(spot, row_total::failed::Sum { row: 1, parts: 2, total: 3 })
}

fn main() {}
