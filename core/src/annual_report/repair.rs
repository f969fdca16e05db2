//! The smallest repair: the fewest cells whose change makes a group of broken identities hold.
//!
//! Broken identities that share a cell form a group, and so do groups that cannot be mended apart. Iterative deepening tries one, two, then three changes. At each
//! node every broken identity is a pivot, since the first alone loses repairs of two faults in one row; in a pivot
//! each known cell has one forced new value. A cell lies in at most three identities, so a node with more than
//! three times the changes left broken is hopeless.

use zwgk_spec::vocabulary::Table;

use super::tables::CELLS;
use super::{CellRef, Cells, Identity, State};
use crate::Number;

/// More changes than this are no repair but a guess.
const MOST_CHANGES: usize = 3;

/// One cell and what to write there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The cell.
    pub cell: CellRef,
    /// What stands there.
    pub old: i64,
    /// What to write.
    pub new: i64,
}

/// Broken identities that share cells, and every way of mending them with the fewest changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The broken identities.
    pub broken: Vec<Identity>,
    /// The ways; none when more than three cells would have to change.
    pub ways: Vec<Vec<Change>>,
}

/// The groups of one table.
#[must_use]
pub fn groups(table: Table, cells: &Cells) -> Vec<Group> {
    let system = System::new(table, cells);
    let broken: Vec<usize> = (0..system.identities.len()).filter(|i| system.is_broken(*i)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for one in broken {
        // A broken identity joins every group it shares a cell with, and makes them one.
        let (touching, mut apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(|g| g.iter().any(|o| system.share(one, *o)));
        let mut joined: Vec<usize> = touching.into_iter().flatten().collect();
        joined.push(one);
        apart.push(joined);
        groups = apart;
    }
    while let Some((joined, rest)) = system.inseparable(&groups) {
        groups = rest;
        groups.push(joined);
    }
    // In the order of the tables: by the first identity of each. They are few, so each finds its place by stepping.
    let mut ordered: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        let place = ordered.partition_point(|other| other.iter().min() < group.iter().min());
        ordered.insert(place, group);
    }
    let groups = ordered;
    groups
        .iter()
        .map(|group| Group {
            broken: system.identities.iter().enumerate().filter(|(i, _)| group.contains(i)).map(|(_, r)| r.identity).collect(),
            ways: system.ways(group, &groups),
        })
        .collect()
}

/// An identity with its remainder: left less right.
#[derive(Debug)]
struct Row {
    identity: Identity,
    remainder: i64,
    unknown_left: bool,
    unknown_right: bool,
    /// Known cells (by number in the system) and their signs.
    terms: Vec<(usize, i64)>,
}

#[derive(Debug)]
struct System {
    cells: Vec<(CellRef, i64)>,
    identities: Vec<Row>,
    /// For each cell the identities it lies in, with its sign.
    of_cell: Vec<Vec<(usize, i64)>>,
}

impl System {
    fn new(table: Table, cells: &Cells) -> Self {
        let known: Vec<(CellRef, i64)> = CellRef::of(table).filter_map(|c| Some((c, cells.get(c).count()?))).collect();
        let mut numbers = vec![None; CELLS];
        for (number, (cell, _)) in known.iter().enumerate() {
            if let Some(slot) = numbers.get_mut(cell.index()) {
                *slot = Some(number);
            }
        }
        let mut system = System { of_cell: vec![Vec::new(); known.len()], cells: known, identities: Vec::new() };
        for identity in Identity::of(table) {
            let Some(sides) = identity.sides(cells) else { continue };
            let mut row =
                Row { identity, remainder: sides.left - sides.right, unknown_left: false, unknown_right: false, terms: Vec::new() };
            identity.terms_in(cells, |cell, sign| {
                if let Some(number) = numbers.get(cell.index()).copied().flatten() {
                    row.terms.push((number, sign));
                    if let Some(of_cell) = system.of_cell.get_mut(number) {
                        of_cell.push((system.identities.len(), sign));
                    }
                } else if sides.unknown.contains(&cell) {
                    row.unknown_left |= sign > 0;
                    row.unknown_right |= sign < 0;
                }
            });
            system.identities.push(row);
        }
        system
    }

    fn is_broken(&self, index: usize) -> bool {
        self.identities.get(index).is_some_and(Row::is_broken)
    }

    fn share(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.identities.get(a), self.identities.get(b)) else { return false };
        a.terms.iter().any(|(cell, _)| b.terms.iter().any(|(other, _)| other == cell))
    }

    /// Two groups of which the first cannot be mended without the second, as one, and the other groups.
    ///
    /// Two slips in a row that cancel out break two columns and not the row: one fault, though no broken identities meet.
    fn inseparable(&self, groups: &[Vec<usize>]) -> Option<(Vec<usize>, Vec<Vec<usize>>)> {
        for group in groups {
            let ways = self.ways(group, groups);
            for other in groups.iter().filter(|o| *o != group) {
                let touches = |way: &Vec<Change>| way.iter().any(|c| other.iter().any(|i| self.has(*i, c.cell)));
                if !ways.is_empty() && ways.iter().all(touches) {
                    let joined: Vec<usize> = group.iter().chain(other).copied().collect();
                    let rest: Vec<Vec<usize>> = groups.iter().filter(|g| *g != group && *g != other).cloned().collect();
                    let whole: Vec<Vec<usize>> = rest.iter().cloned().chain([joined.clone()]).collect();
                    if !self.ways(&joined, &whole).is_empty() {
                        return Some((joined, rest));
                    }
                }
            }
        }
        None
    }

    fn has(&self, index: usize, cell: CellRef) -> bool {
        self.identities
            .get(index)
            .is_some_and(|row| row.terms.iter().any(|(number, _)| self.cells.get(*number).is_some_and(|(c, _)| *c == cell)))
    }

    /// Every smallest set of changes that leaves nothing broken but what belongs to other groups.
    fn ways(&self, group: &[usize], groups: &[Vec<usize>]) -> Vec<Vec<Change>> {
        let others: Vec<usize> = groups.iter().flatten().filter(|i| !group.contains(i)).copied().collect();
        for most in 1..=MOST_CHANGES {
            let mut search = Search {
                system: self,
                remainders: self.identities.iter().map(|r| r.remainder).collect(),
                broken: group.to_vec(),
                others: &others,
                changes: Vec::new(),
                ways: Vec::new(),
            };
            search.deepen(most);
            if !search.ways.is_empty() {
                return search.ways;
            }
        }
        Vec::new()
    }
}

impl Row {
    fn is_broken(&self) -> bool {
        self.state(self.remainder) == State::Broken
    }

    fn state(&self, remainder: i64) -> State {
        State::of(remainder, self.unknown_left, self.unknown_right)
    }
}

struct Search<'s> {
    system: &'s System,
    remainders: Vec<i64>,
    broken: Vec<usize>,
    others: &'s [usize],
    changes: Vec<(usize, i64)>,
    ways: Vec<Vec<Change>>,
}

impl Search<'_> {
    fn deepen(&mut self, left: usize) {
        if self.broken.is_empty() {
            let mut way: Vec<Change> = Vec::new();
            for (number, new) in &self.changes {
                if let Some((cell, old)) = self.system.cells.get(*number) {
                    let change = Change { cell: *cell, old: *old, new: *new };
                    way.insert(way.partition_point(|c| *c < change), change);
                }
            }
            // Ways are found once for each order of their changes.
            if let Err(place) = self.ways.binary_search(&way) {
                self.ways.insert(place, way);
            }
            return;
        }
        if self.broken.len() > 3 * left {
            return;
        }
        for pivot in self.broken.clone() {
            let Some(row) = self.system.identities.get(pivot) else { continue };
            let remainder = self.remainders.get(pivot).copied().unwrap_or_default();
            for (number, sign) in &row.terms {
                let Some((_, old)) = self.system.cells.get(*number) else { continue };
                // The change that makes the pivot hold; signs are ±1.
                let delta = -remainder * sign;
                let new = old + delta;
                if new < 0 || Number::from_whole(new).is_none() || self.changes.iter().any(|(changed, _)| changed == number) {
                    continue;
                }
                let before = self.broken.clone();
                self.add(*number, delta);
                self.changes.push((*number, new));
                self.deepen(left - 1);
                self.changes.pop();
                self.add(*number, -delta);
                self.broken = before;
            }
        }
    }

    /// Adds `delta` to a cell and updates which identities are broken.
    fn add(&mut self, number: usize, delta: i64) {
        for (index, sign) in self.system.of_cell.get(number).map_or(&[][..], Vec::as_slice) {
            let (Some(remainder), Some(row)) = (self.remainders.get_mut(*index), self.system.identities.get(*index)) else { continue };
            *remainder += sign * delta;
            let state = row.state(*remainder);
            self.broken.retain(|b| b != index);
            if state == State::Broken && !self.others.contains(index) {
                self.broken.push(*index);
            }
        }
    }
}
