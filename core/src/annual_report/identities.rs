//! The identities of tables three and four: Σ ±cell = 0, and what blanks leave open.

use zwgk_spec::vocabulary::{Applicant, RequestRow, ReviewColumn, ReviewGroup, Table};

use super::{CellRef, Cells};

/// One identity of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// A row of table 3: 总计 = the six kinds of applicant.
    Row(RequestRow),
    /// A column of table 3: （七）总计 = （一） to （六）.
    Results(Applicant),
    /// A column of table 3: 一 + 二 = 三（七） + 四.
    Balance(Applicant),
    /// A group of table 4: 总计 = the four results.
    Review(ReviewGroup),
}

/// What an identity came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It holds, every blank cell being 0.
    Holds,
    /// No value of an unknown cell mends it.
    Broken,
    /// It may hold, depending on cells that are not known.
    Open,
}

/// An identity with its two sides added up.
#[derive(Debug, Clone)]
pub struct Sides {
    /// What is on the left: a total; for the balance what came in.
    pub left: i64,
    /// What is on the right: the parts; for the balance what went out.
    pub right: i64,
    /// Whether it holds.
    pub state: State,
    /// Cells that are not known: blank, not read, or missing from the table.
    pub unknown: Vec<CellRef>,
}

/// The outcomes that rows （一） to （六） count, of both formats.
pub const OUTCOMES: [RequestRow; 22] = [
    RequestRow::Granted,
    RequestRow::PartlyGranted,
    RequestRow::RefusedStateSecret,
    RequestRow::RefusedForbiddenByLaw,
    RequestRow::RefusedSafetyAndStability,
    RequestRow::RefusedThirdPartyInterests,
    RequestRow::RefusedInternalAffairs,
    RequestRow::RefusedProcessInformation,
    RequestRow::RefusedEnforcementFile,
    RequestRow::RefusedAdministrativeQuery,
    RequestRow::UnavailableNotHeld,
    RequestRow::UnavailableNotReadilyMade,
    RequestRow::UnavailableStillUnclear,
    RequestRow::NotProcessedPetition,
    RequestRow::NotProcessedRepeated,
    RequestRow::NotProcessedPublication,
    RequestRow::NotProcessedExcessive,
    RequestRow::NotProcessedConfirmation,
    RequestRow::OtherNotSupplemented,
    RequestRow::OtherFeeUnpaid,
    RequestRow::OtherOther,
    RequestRow::OtherAll,
];

/// Row （六） as the format of 2021 splits it.
pub const OTHER_2021: [RequestRow; 3] = [RequestRow::OtherNotSupplemented, RequestRow::OtherFeeUnpaid, RequestRow::OtherOther];

/// Whether a row of （六） counts: the three rows where all are there, else the one row, else whatever of the three there is.
///
/// A table that has both forms is a fault of its own; its sums are not called wrong for counting one thing twice.
#[must_use]
pub fn is_counted(row: RequestRow, cells: &Cells) -> bool {
    let all_three = || OTHER_2021.iter().all(|r| cells.has_row(*r));
    if row == RequestRow::OtherAll {
        return cells.has_row(row) && !all_three();
    }
    !OTHER_2021.contains(&row) || all_three() || !cells.has_row(RequestRow::OtherAll)
}

impl State {
    /// The state of an identity by its remainder, left less right, and the sides on which cells are not known.
    #[must_use]
    pub fn of(remainder: i64, unknown_left: bool, unknown_right: bool) -> Self {
        match remainder {
            0 => State::Holds,
            more if more > 0 && unknown_right => State::Open,
            less if less < 0 && unknown_left => State::Open,
            _ => State::Broken,
        }
    }
}

impl Identity {
    /// Every identity of a table; none has any in table 2.
    pub fn of(table: Table) -> impl Iterator<Item = Identity> {
        let in_table3 = table == Table::Table3;
        let rows = RequestRow::ALL.into_iter().map(Identity::Row).filter(move |_| in_table3);
        let columns = Applicant::ALL.into_iter().filter(move |_| in_table3);
        let groups = ReviewGroup::ALL.into_iter().map(Identity::Review).filter(move |_| table == Table::Table4);
        rows.chain(columns.clone().map(Identity::Results)).chain(columns.map(Identity::Balance)).chain(groups)
    }

    /// Calls `term` with each cell and its sign: + on the left, − on the right.
    ///
    /// Of （六） only the form that counts is among them.
    pub fn terms_in(self, cells: &Cells, mut term: impl FnMut(CellRef, i64)) {
        let of_results = matches!(self, Identity::Results(_));
        self.terms(|cell, sign| match cell {
            CellRef::Request(row, _) if of_results && !is_counted(row, cells) => {}
            _ => term(cell, sign),
        });
    }

    fn terms(self, mut term: impl FnMut(CellRef, i64)) {
        match self {
            Identity::Row(row) => {
                for column in Applicant::ALL {
                    term(CellRef::Request(row, column), if column == Applicant::Total { 1 } else { -1 });
                }
            }
            Identity::Results(column) => {
                term(CellRef::Request(RequestRow::Total, column), 1);
                for row in OUTCOMES {
                    term(CellRef::Request(row, column), -1);
                }
            }
            Identity::Balance(column) => {
                term(CellRef::Request(RequestRow::New, column), 1);
                term(CellRef::Request(RequestRow::CarriedOver, column), 1);
                term(CellRef::Request(RequestRow::Total, column), -1);
                term(CellRef::Request(RequestRow::CarriedForward, column), -1);
            }
            Identity::Review(group) => {
                for column in ReviewColumn::ALL {
                    term(CellRef::Review(group, column), if column == ReviewColumn::Total { 1 } else { -1 });
                }
            }
        }
    }

    /// The cell at which a reader looks: the total; for the balance the first of its four.
    #[must_use]
    pub fn head(self) -> CellRef {
        match self {
            Identity::Row(row) => CellRef::Request(row, Applicant::Total),
            Identity::Results(column) => CellRef::Request(RequestRow::Total, column),
            Identity::Balance(column) => CellRef::Request(RequestRow::New, column),
            Identity::Review(group) => CellRef::Review(group, ReviewColumn::Total),
        }
    }

    /// Adds up both sides; none when the tables have nothing of it.
    #[must_use]
    pub fn sides(self, cells: &Cells) -> Option<Sides> {
        let mut sides = Sides { left: 0, right: 0, state: State::Holds, unknown: Vec::new() };
        let (mut any, mut unread, mut unknown_left, mut unknown_right) = (false, false, false, false);
        self.terms_in(cells, |cell, sign| {
            let value = cells.get(cell);
            any |= value.is_there();
            match value.count() {
                Some(count) if sign > 0 => sides.left += count,
                Some(count) => sides.right += count,
                None => {
                    sides.unknown.push(cell);
                    unread |= !value.is_empty();
                    unknown_left |= sign > 0;
                    unknown_right |= sign < 0;
                }
            }
        });
        sides.state = match State::of(sides.left - sides.right, unknown_left, unknown_right) {
            // A blank may stand for nothing; what was not read, is no whole number or is not there is never taken for 0.
            State::Holds if unread => State::Open,
            state => state,
        };
        any.then_some(sides)
    }
}
