//! The numbers to write into blank totals, said only where nothing that is known speaks against them.
//!
//! A number that an identity forces comes first, also where it forces a blank part on the way. What no identity forces is
//! the sum of the parts with their blanks as 0, if nothing asks those blanks for more. A total of parts that a repair may
//! change has no certain number, nor has one that would break an identity, as it stands or once the repairs are made.

use std::collections::{BTreeMap, BTreeSet};

use zwgk_spec::vocabulary::Table;

use super::{CellRef, Cells, Group, Identity, State};
use crate::Number;

/// The blank or marked totals of a table that stand beside filled parts and have a certain number, in reading order.
#[must_use]
pub fn numbers_to_write(table: Table, cells: &Cells, identities: &[Identity], groups: &[Group]) -> Vec<(CellRef, i64)> {
    // Most reports have no blank.
    if !CellRef::of(table).any(|cell| cells.get(cell).is_empty()) {
        return Vec::new();
    }
    let sums = Sums::new(table, cells, identities, groups);
    let mut doubtful = sums.doubtful();
    loop {
        let known = sums.solve(&doubtful);
        let against = sums.broken_with(&known);
        if against.is_empty() {
            return sums.totals.iter().filter_map(|total| Some((*total, *known.get(total)?))).collect();
        }
        // Each round makes at least one more total doubtful.
        doubtful.extend(against);
    }
}

/// Numbers of empty cells.
type Known = BTreeMap<CellRef, i64>;

/// An identity with its cells and their signs.
struct Row {
    identity: Identity,
    terms: Vec<(CellRef, i64)>,
    /// Whether a repair may change one of its cells, or one is below zero or not read: then it forces nothing.
    spoiled: bool,
}

impl Row {
    fn has(&self, cell: CellRef) -> bool {
        self.terms.iter().any(|(term, _)| *term == cell)
    }

    /// Whether `cell` is the total of this row's other cells.
    fn totals(&self, cell: CellRef) -> bool {
        self.identity.head() == cell && !matches!(self.identity, Identity::Balance(_))
    }
}

struct Sums<'c> {
    cells: &'c Cells,
    rows: Vec<Row>,
    /// What repairs with only one way write.
    repairs: Known,
    /// Empty totals beside filled parts, in reading order.
    totals: Vec<CellRef>,
}

impl<'c> Sums<'c> {
    fn new(table: Table, cells: &'c Cells, identities: &[Identity], groups: &[Group]) -> Self {
        let mut suspects: BTreeSet<CellRef> = groups.iter().flat_map(|g| &g.ways).flatten().map(|change| change.cell).collect();
        // What no small repair mends may be wrong anywhere.
        for identity in groups.iter().filter(|g| g.ways.is_empty()).flat_map(|g| &g.broken) {
            identity.terms_in(cells, |cell, _| {
                suspects.insert(cell);
            });
        }
        let mut rows = Vec::new();
        for identity in identities.iter().copied().filter(|i| i.head().table() == table) {
            let mut row = Row { identity, terms: Vec::new(), spoiled: false };
            identity.terms_in(cells, |cell, sign| {
                let value = cells.get(cell);
                row.spoiled |= suspects.contains(&cell) || !value.is_empty() && value.count().is_none_or(|n| n < 0);
                row.terms.push((cell, sign));
            });
            rows.push(row);
        }
        let filled = |row: &Row, total| row.totals(total) && row.terms.iter().any(|(part, _)| cells.get(*part).count().is_some());
        let totals = CellRef::of(table).filter(|c| cells.get(*c).is_empty() && rows.iter().any(|row| filled(row, *c))).collect();
        let only = |group: &Group| <[_; 1]>::try_from(group.ways.clone()).ok();
        let repairs = groups.iter().filter_map(only).flatten().flatten().map(|change| (change.cell, change.new)).collect();
        Sums { cells, rows, repairs, totals }
    }

    fn rows_of(&self, cell: CellRef) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.has(cell))
    }

    /// The totals of which a part may itself be wrong.
    fn doubtful(&self) -> BTreeSet<CellRef> {
        self.totals.iter().copied().filter(|total| self.rows_of(*total).any(|row| row.totals(*total) && row.spoiled)).collect()
    }

    fn value(&self, cell: CellRef, known: &Known) -> Option<i64> {
        self.cells.get(cell).count().or_else(|| known.get(&cell).copied())
    }

    /// What identities force, then one total by its parts, and again what that forces.
    fn solve(&self, doubtful: &BTreeSet<CellRef>) -> Known {
        let (mut known, mut doubtful) = (Known::new(), doubtful.clone());
        loop {
            self.force(&mut known, &mut doubtful);
            let open = self.totals.iter().filter(|total| !known.contains_key(total) && !doubtful.contains(total));
            let next = open.copied().find_map(|total| Some((total, self.sum(total, &known, &doubtful)?)));
            let Some((total, sum)) = next else { return known };
            known.insert(total, sum);
        }
    }

    /// Fills in every empty cell that is alone in an identity; one of which identities say different things is doubtful.
    fn force(&self, known: &mut Known, doubtful: &mut BTreeSet<CellRef>) {
        loop {
            let mut forced = Known::new();
            for row in self.rows.iter().filter(|row| !row.spoiled) {
                let mut open = row.terms.iter().filter(|(cell, _)| self.value(*cell, known).is_none());
                let (Some((cell, sign)), None) = (open.next(), open.next()) else { continue };
                if !self.cells.get(*cell).is_empty() || doubtful.contains(cell) {
                    continue;
                }
                let rest: i64 = row.terms.iter().filter_map(|(c, s)| Some(s * self.value(*c, known)?)).sum();
                let number = -rest * sign;
                let contradicted = forced.insert(*cell, number).is_some_and(|other| other != number);
                if contradicted || number < 0 || Number::from_whole(number).is_none() {
                    doubtful.insert(*cell);
                }
            }
            forced.retain(|cell, _| !doubtful.contains(cell));
            if forced.is_empty() {
                return;
            }
            known.append(&mut forced);
        }
    }

    /// The sum of a total's parts, where the row and the column that it heads agree.
    fn sum(&self, total: CellRef, known: &Known, doubtful: &BTreeSet<CellRef>) -> Option<i64> {
        let mut agreed = None;
        for row in self.rows.iter().filter(|row| row.totals(total)) {
            let (mut sum, mut filled) = (0, false);
            for (part, _) in row.terms.iter().filter(|(part, _)| *part != total) {
                match self.value(*part, known) {
                    Some(number) => {
                        sum += number;
                        filled = true;
                    }
                    None if self.is_nothing(*part, doubtful) && self.may_be_zero(*part, known, doubtful) => {}
                    None => return None,
                }
            }
            if filled && agreed.replace(sum).is_some_and(|other| other != sum) {
                return None;
            }
        }
        agreed.filter(|sum| Number::from_whole(*sum).is_some())
    }

    /// Whether an empty cell may stand for 0: it is no total that has a number, and nothing is said against it.
    fn is_nothing(&self, cell: CellRef, doubtful: &BTreeSet<CellRef>) -> bool {
        self.cells.get(cell).is_empty() && !self.totals.contains(&cell) && !doubtful.contains(&cell)
    }

    /// Whether no identity asks the blank parts that it has for more than 0.
    fn may_be_zero(&self, part: CellRef, known: &Known, doubtful: &BTreeSet<CellRef>) -> bool {
        let zero = |cell| self.is_nothing(cell, doubtful);
        self.rows_of(part).all(|row| !row.spoiled && self.state(row, known, zero) != State::Broken)
    }

    fn state(&self, row: &Row, known: &Known, zero: impl Fn(CellRef) -> bool) -> State {
        let (remainder, unknown_left, unknown_right) = self.remainder(row, known, zero);
        State::of(remainder, unknown_left, unknown_right)
    }

    /// Left less right, and whether a cell on the left or on the right is not known.
    fn remainder(&self, row: &Row, known: &Known, zero: impl Fn(CellRef) -> bool) -> (i64, bool, bool) {
        let (mut remainder, mut unknown_left, mut unknown_right) = (0, false, false);
        for (cell, sign) in &row.terms {
            match self.value(*cell, known) {
                Some(number) => remainder += sign * number,
                None if zero(*cell) => {}
                None if *sign > 0 => unknown_left = true,
                None => unknown_right = true,
            }
        }
        (remainder, unknown_left, unknown_right)
    }

    /// The totals with a number in the identities that those numbers break.
    fn broken_with(&self, known: &Known) -> BTreeSet<CellRef> {
        let breaks = |row: &Row, repairs: &Known| {
            let state = |known: &Known| {
                let (remainder, unknown_left, unknown_right) = self.remainder(row, known, |_| false);
                let changed =
                    row.terms.iter().filter_map(|(cell, sign)| Some(sign * (repairs.get(cell)? - self.cells.get(*cell).count()?)));
                State::of(remainder + changed.sum::<i64>(), unknown_left, unknown_right)
            };
            state(known) == State::Broken && state(&Known::new()) != State::Broken
        };
        let broken = self.rows.iter().filter(|row| breaks(row, &Known::new()) || breaks(row, &self.repairs));
        let cells = broken.flat_map(|row| row.terms.iter().map(|(cell, _)| *cell));
        cells.filter(|cell| self.totals.contains(cell) && known.contains_key(cell)).collect()
    }
}
