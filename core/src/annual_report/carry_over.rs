//! From year to year: `carry-over`, `carry-over-columns`, `stock-follows`.

use zwgk_spec::annual_report::{carry_over as total, carry_over_columns as columns, stock_follows as stock};
use zwgk_spec::vocabulary::{Applicant, DisclosureColumn, DisclosureRow, ReportField, ReportFormat, RequestRow};

use super::{AnnualReport, CellRef, Reading, Spot};
use crate::context::{Context, Ran, Ruled};

/// What this year took over in one column and what last year left, each with its cell.
fn figures(reading: &Reading<'_>, previous: &AnnualReport, column: Applicant) -> [(Spot, Option<i64>); 2] {
    let now = CellRef::Request(RequestRow::CarriedOver, column);
    let before = CellRef::Request(RequestRow::CarriedForward, column);
    [(Spot::Cell(now), reading.report.cells.get(now).count()), (Spot::Previous(before), previous.cells.get(before).count())]
}

/// A cell of 上年结转 as one that differs from last year's.
fn differing(spot: Spot) -> Spot {
    match spot {
        Spot::Cell(cell) => Spot::Taken(cell),
        other => other,
    }
}

/// Whether both reports are certainly of one agency: a merged one takes its forerunner's figures.
fn same_agency(reading: &Reading<'_>, previous: &AnnualReport) -> bool {
    let name = |report: &AnnualReport| report.agency.split_whitespace().collect::<String>();
    name(reading.report) == name(previous)
}

/// This year's 上年结转 is last year's 结转下年度.
pub(super) fn carry_over(cx: &mut Context<'_, '_, total::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let Some(previous) = reading.previous else { return Ok(Ran::Inapplicable) };
    let both = figures(reading, previous, Applicant::Total);
    let [(now, Some(taken)), (before, Some(left))] = both else {
        let spots: Vec<Spot> = both.iter().map(|(spot, _)| *spot).collect();
        let missing: Vec<Spot> = both.iter().filter(|(_, count)| count.is_none()).map(|(spot, _)| *spot).collect();
        return cx.cant_tell(spots, missing, total::cant_tell::NotKnown);
    };
    if left == taken {
        return Ok(Ran::Applied);
    }
    let spots = vec![differing(now), before];
    if same_agency(reading, previous) {
        cx.failed(spots, total::failed::Differs { taken, left, year: previous.year })
    } else {
        let other = previous.agency.as_str();
        cx.cant_tell(spots, ReportField::Agency, total::cant_tell::OtherAgency { taken, left, other })
    }
}

/// The same in each column; a kind of applicant may have been corrected.
pub(super) fn carry_over_columns(cx: &mut Context<'_, '_, columns::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let Some(previous) = reading.previous else { return Ok(Ran::Inapplicable) };
    let (mut spots, mut names, mut taken, mut left) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut unknown, mut missing) = (Vec::new(), Vec::new());
    for column in Applicant::ALL.into_iter().filter(|c| *c != Applicant::Total) {
        let both = figures(reading, previous, column);
        let [(now, Some(was_taken)), (before, Some(was_left))] = both else {
            unknown.extend(both.iter().map(|(spot, _)| *spot));
            missing.extend(both.iter().filter(|(_, count)| count.is_none()).map(|(spot, _)| *spot));
            continue;
        };
        if was_left != was_taken {
            spots.extend([differing(now), before]);
            names.push(column);
            taken.push(was_taken);
            left.push(was_left);
        }
    }
    if !missing.is_empty() {
        cx.cant_tell(unknown, missing, columns::cant_tell::NotKnown)?;
    }
    if spots.is_empty() {
        return Ok(Ran::Applied);
    }
    if same_agency(reading, previous) {
        cx.failed(spots, columns::failed::Differ { columns: names, taken, left, year: previous.year })
    } else {
        let other = previous.agency.as_str();
        cx.cant_tell(spots, ReportField::Agency, columns::cant_tell::OtherAgency { columns: names, other })
    }
}

/// 现行有效 = last year's 现行有效 + 制发 − 废止.
pub(super) fn stock_follows(cx: &mut Context<'_, '_, stock::Rule, Spot>, reading: &Reading<'_>) -> Ruled {
    let Some(previous) = reading.previous else { return Ok(Ran::Inapplicable) };
    // The format of 2019 counts no stock, and none can follow from it.
    if [reading.report, previous].iter().any(|report| report.cells.layout_of_table2() == Some(ReportFormat::V2019)) {
        return Ok(Ran::Inapplicable);
    }
    for row in [DisclosureRow::Regulations, DisclosureRow::NormativeDocuments] {
        let cell = |column| CellRef::Disclosure(row, column);
        let stock = cell(DisclosureColumn::InForce);
        let now = |column| (Spot::Cell(cell(column)), reading.report.cells.get(cell(column)).count());
        let figures = [
            (Spot::Previous(stock), previous.cells.get(stock).count()),
            now(DisclosureColumn::Made),
            now(DisclosureColumn::Repealed),
            now(DisclosureColumn::InForce),
        ];
        let spots = vec![Spot::Cell(stock), Spot::Previous(stock)];
        let [(_, Some(before)), (_, Some(made)), (_, Some(repealed)), (_, Some(in_force))] = figures else {
            let missing: Vec<Spot> = figures.iter().filter(|(_, count)| count.is_none()).map(|(spot, _)| *spot).collect();
            cx.cant_tell(spots, missing, stock::cant_tell::NotKnown { row })?;
            continue;
        };
        let follows = before + made - repealed;
        if follows == in_force {
            continue;
        }
        if same_agency(reading, previous) {
            cx.because(stock::why::Sum { before, made, repealed, follows });
            cx.failed(spots, stock::failed::Differs { row, in_force, follows })?;
        } else {
            let other = previous.agency.as_str();
            cx.cant_tell(spots, ReportField::Agency, stock::cant_tell::OtherAgency { row, other })?;
        }
    }
    Ok(Ran::Applied)
}
