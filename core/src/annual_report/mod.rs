//! Annual reports (政府信息公开工作年度报告): the fourth standard.
//!
//! `report.rs` is the subject, `tables.rs` its tables, `identities.rs`, `repair.rs` and `blanks.rs` their arithmetic, `reading/`
//! what rules see; the other files are the rules, one file a row of the inventory.

mod agency;
mod areas;
mod blanks;
mod extract;
mod identities;
mod label_words;
mod numbering;
mod parts;
mod printed;
mod reading;
mod repair;
mod report;
#[cfg(feature = "schema")]
mod schema;
mod section_text;
mod spots;
mod tables;
mod unread;
mod wording;

mod aspects;
mod basis_cited;
mod carry_over;
mod cell_kind;
mod cells_read;
mod contact;
mod counts;
mod extra_row;
mod fees;
mod foreign_name;
mod format_of_year;
mod headings;
mod impossible_date;
mod in_time;
mod key_points;
mod label_misprint;
mod length;
mod narrative;
mod other_outcome_high;
mod outlier;
mod part_not_empty;
mod parts_present;
mod period;
mod power_to_make_regulations;
mod template_text_left;
mod totals;
mod year_consistent;

use zwgk_spec::vocabulary::SubjectKind;
use zwgk_spec::{AnnualReportRule, error};

use crate::assemble::{Run, assemble};
use crate::context::{Bench, Context, Ruled};
use crate::json::At;
use crate::options::CheckOptions;
use crate::profile::rule;
use crate::report::Report;
use crate::subject::Subject;
use crate::{Engine, Error, Place};

pub use identities::{Identity, State};
pub use parts::{Heading, Parts};
pub use printed::{Labelled, PrintedLabel};
pub use reading::Reading;
pub use repair::{Change, Group};
use report::line_of_text;
pub use report::{AnnualReport, DateField, Section};
#[cfg(feature = "schema")]
pub(crate) use schema::schema;
pub use spots::{Passage, Spot};
pub use tables::{Cell, CellRef, Cells};

/// Checks one report. `source` is the JSON it was read from, if it was.
pub(crate) fn check(engine: &Engine, report: &AnnualReport, source: Option<At<'_>>, options: &CheckOptions) -> Result<Report, Error> {
    let in_year_field = |file: Option<&str>| match source {
        Some(source) if file.is_none() => source.get("year").map_or_else(Place::default, Place::of),
        _ => Place { file: file.map(str::to_owned), pointer: Some("/year".to_owned()), ..Place::default() },
    };
    report::check_year(report.year).map_err(|e| e.with_place(in_year_field(None)))?;
    let as_of = options.as_of;
    if report.year > as_of.parts().0 {
        return Err(Error::new(error::YearAhead { found: report.year, as_of }).with_place(in_year_field(None)));
    }
    let previous = options.previous.as_ref();
    if let Some(previous) = previous.filter(|p| p.year != report.year - 1) {
        return Err(
            Error::new(error::PreviousYear { found: previous.year, wanted: report.year - 1 }).with_place(in_year_field(Some("previous")))
        );
    }
    let reading = Reading::new(report, previous);
    let mut bench = Bench::new(engine.rules(), engine.limits(), options.as_of);
    let runs = AnnualReportRule::ALL.iter().map(|one| Run { rule: one.index(), ruled: run(*one, &mut bench, &reading) }).collect();
    Ok(assemble(engine, SubjectKind::AnnualReport, &reading, source, options, runs, bench.found))
}

/// Every rule of the room: a rule of the spec without a line here does not compile.
fn run<'e>(one: AnnualReportRule, bench: &mut Bench<'e, Spot>, reading: &Reading<'_>) -> Ruled {
    use AnnualReportRule as R;
    match one {
        R::AnnualReportPartsPresent => go(bench, reading, parts_present::parts_present),
        R::AnnualReportYearConsistent => go(bench, reading, year_consistent::year_consistent),
        R::AnnualReportForeignName => go(bench, reading, foreign_name::foreign_name),
        R::AnnualReportPeriod => go(bench, reading, period::period),
        R::AnnualReportPartsOrder => go(bench, reading, headings::parts_order),
        R::AnnualReportHeadingWording => go(bench, reading, headings::heading_wording),
        R::AnnualReportHeadingNumber => go(bench, reading, headings::heading_number),
        R::AnnualReportPartNotEmpty => go(bench, reading, part_not_empty::part_not_empty),
        R::AnnualReportTemplateTextLeft => go(bench, reading, template_text_left::template_text_left),
        R::AnnualReportBasisCited => go(bench, reading, basis_cited::basis_cited),
        R::AnnualReportFiveAspects => go(bench, reading, aspects::five_aspects),
        R::AnnualReportGovernmentAdditions => go(bench, reading, aspects::government_additions),
        R::AnnualReportContact => go(bench, reading, contact::contact),
        R::AnnualReportImpossibleDate => go(bench, reading, impossible_date::impossible_date),
        R::AnnualReportFormatOfYear => go(bench, reading, format_of_year::format_of_year),
        R::AnnualReportPublishedInTime => go(bench, reading, in_time::published_in_time),
        R::AnnualReportSubmittedInTime => go(bench, reading, in_time::submitted_in_time),
        R::AnnualReportFeeStatement => go(bench, reading, fees::fee_statement),
        R::AnnualReportFeeContradiction => go(bench, reading, fees::fee_contradiction),
        R::AnnualReportKeyPointsCarriedOut => go(bench, reading, key_points::key_points_carried_out),
        R::AnnualReportLength => go(bench, reading, length::length),
        R::AnnualReportCellsRead => go(bench, reading, cells_read::cells_read),
        R::AnnualReportCellKind => go(bench, reading, cell_kind::cell_kind),
        R::AnnualReportCountsWhole => go(bench, reading, counts::counts_whole),
        R::AnnualReportCountsNotNegative => go(bench, reading, counts::counts_not_negative),
        R::AnnualReportRowTotal => go(bench, reading, totals::row_total),
        R::AnnualReportResultsTotal => go(bench, reading, totals::results_total),
        R::AnnualReportBalance => go(bench, reading, totals::balance),
        R::AnnualReportReviewTotal => go(bench, reading, totals::review_total),
        R::AnnualReportPowerToMakeRegulations => go(bench, reading, power_to_make_regulations::power_to_make_regulations),
        R::AnnualReportLabelMisprint => go(bench, reading, label_misprint::label_misprint),
        R::AnnualReportExtraRow => go(bench, reading, extra_row::extra_row),
        R::AnnualReportTextReceived => go(bench, reading, narrative::text_received),
        R::AnnualReportTextResults => go(bench, reading, narrative::text_results),
        R::AnnualReportTextBreakdown => go(bench, reading, narrative::text_breakdown),
        R::AnnualReportTextReview => go(bench, reading, narrative::text_review),
        R::AnnualReportTextDocuments => go(bench, reading, narrative::text_documents),
        R::AnnualReportTextChange => go(bench, reading, narrative::text_change),
        R::AnnualReportCarryOver => go(bench, reading, carry_over::carry_over),
        R::AnnualReportCarryOverColumns => go(bench, reading, carry_over::carry_over_columns),
        R::AnnualReportStockFollows => go(bench, reading, carry_over::stock_follows),
        R::AnnualReportOtherOutcomeHigh => go(bench, reading, other_outcome_high::other_outcome_high),
        R::AnnualReportOutlier => go(bench, reading, outlier::outlier),
    }
}

fn go<'e, 'r, R: zwgk_spec::RuleSpec>(
    bench: &mut Bench<'e, Spot>,
    reading: &Reading<'r>,
    code: fn(&mut Context<'_, 'e, R, Spot>, &Reading<'r>) -> Ruled,
) -> Ruled {
    let by = rule(R::RULE).map_or(zwgk_spec::GovernedBy::YearEnd, |r| r.governed_by);
    let at = reading.governing_date(by, bench.as_of());
    bench.run(at, reading, code)
}
