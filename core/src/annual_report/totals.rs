//! The identities of tables three and four: `row-total`, `results-total`, `balance`, `review-total`.

use zwgk_spec::annual_report::{balance, results_total, review_total, row_total};
use zwgk_spec::{Finding, IsCantTell, IsFailed, RuleSpec, Step};

use super::identities::Sides;
use super::{Identity, Reading, Spot, State};
use crate::Arg;
use crate::context::{Context, Ran, Ruled};

/// 总计 of each row is the sum of the six kinds of applicant.
pub(super) fn row_total(cx: &mut Context<'_, '_, row_total::Rule, Spot>, report: &Reading<'_>) -> Ruled {
    let broken = |identity, s: &Sides| match identity {
        Identity::Row(row) => Some(row_total::failed::Sum { row, parts: s.right, total: s.left }),
        _ => None,
    };
    hold(
        cx,
        report,
        |i| matches!(i, Identity::Row(_)),
        |s, parts| Some(row_total::why::Parts { parts, sum: s.right }),
        broken,
        |count| row_total::cant_tell::Blank { count },
    )
}

/// （七）总计 of each column is the sum of （一） to （六）.
pub(super) fn results_total(cx: &mut Context<'_, '_, results_total::Rule, Spot>, report: &Reading<'_>) -> Ruled {
    let broken = |identity, s: &Sides| match identity {
        Identity::Results(column) => Some(results_total::failed::Sum { column, parts: s.right, total: s.left }),
        _ => None,
    };
    hold(
        cx,
        report,
        |i| matches!(i, Identity::Results(_)),
        |s, parts| Some(results_total::why::Parts { parts, sum: s.right }),
        broken,
        |count| results_total::cant_tell::Blank { count },
    )
}

/// In each column 第一项加第二项之和，等于第三项加第四项之和.
pub(super) fn balance(cx: &mut Context<'_, '_, balance::Rule, Spot>, report: &Reading<'_>) -> Ruled {
    let broken = |identity, s: &Sides| match identity {
        Identity::Balance(column) => Some(balance::failed::Sum { column, came_in: s.left, went_out: s.right }),
        _ => None,
    };
    // Named only when all four are known.
    let step = |_: &Sides, four: Vec<i64>| match four.as_slice() {
        &[new, carried_over, outcomes, carried_forward] => Some(balance::why::Parts { new, carried_over, outcomes, carried_forward }),
        _ => None,
    };
    hold(cx, report, |i| matches!(i, Identity::Balance(_)), step, broken, |count| balance::cant_tell::Blank { count })
}

/// 总计 of each group of table four is the sum of its results.
pub(super) fn review_total(cx: &mut Context<'_, '_, review_total::Rule, Spot>, report: &Reading<'_>) -> Ruled {
    let broken = |identity, s: &Sides| match identity {
        Identity::Review(group) => Some(review_total::failed::Sum { group, parts: s.right, total: s.left }),
        _ => None,
    };
    hold(
        cx,
        report,
        |i| matches!(i, Identity::Review(_)),
        |s, parts| Some(review_total::why::Parts { parts, sum: s.right }),
        broken,
        |count| review_total::cant_tell::Blank { count },
    )
}

/// Each identity of a kind: holds, is broken, or depends on cells that are not known; those are one doubt together.
fn hold<R, W, F, D>(
    cx: &mut Context<'_, '_, R, Spot>,
    report: &Reading<'_>,
    of: fn(&Identity) -> bool,
    step: impl Fn(&Sides, Vec<i64>) -> Option<W>,
    broken: impl Fn(Identity, &Sides) -> Option<F>,
    doubt: impl Fn(usize) -> D,
) -> Ruled
where
    R: RuleSpec,
    W: Step<Arg, Rule = R>,
    F: Finding<Arg, Rule = R, Claim = IsFailed>,
    D: Finding<Arg, Rule = R, Claim = IsCantTell>,
{
    let mut any = false;
    let (mut open, mut unknown) = (Vec::new(), Vec::new());
    for (identity, sides) in report.sums(of) {
        any = true;
        cx.spend(1)?;
        match sides.state {
            State::Holds => {}
            State::Broken => {
                if let Some(finding) = broken(identity, sides) {
                    if let Some(step) = step(sides, counts(identity, report)) {
                        cx.because(step);
                    }
                    cx.failed(identity, finding)?;
                }
            }
            State::Open => {
                open.push(Spot::Identity(identity));
                unknown.extend(sides.unknown.iter().copied().map(Spot::Cell));
            }
        }
    }
    if !open.is_empty() {
        let finding = doubt(open.len());
        cx.cant_tell(open, unknown, finding)?;
    }
    Ok(if any { Ran::Applied } else { Ran::Inapplicable })
}

/// What was added up, in the order of the table; the total itself is not among the parts.
fn counts(identity: Identity, report: &Reading<'_>) -> Vec<i64> {
    let is_head = |cell| cell == identity.head() && !matches!(identity, Identity::Balance(_));
    let mut counts = Vec::new();
    identity.terms_in(&report.report.cells, |cell, _| counts.extend(report.report.cells.get(cell).count().filter(|_| !is_head(cell))));
    counts
}
