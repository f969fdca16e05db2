//! What the engine needs to know of a subject: where its spots are, and which of its results one fault makes.

use zwgk_spec::{GovernedBy, Phrase, TextId};

use crate::{Arg, Date, Number, Place, Texts};

/// A typed model of one input. Rules point at its spots; only the subject knows where a spot stands.
pub trait Subject {
    /// Something a rule can point at.
    type Spot: Copy + PartialEq;

    /// What names it: `agency year`, a case's id.
    fn name(&self) -> String;

    /// The date that picks rule version, parameters and basis.
    fn governing_date(&self, by: GovernedBy, as_of: Date) -> Date;

    /// The stable key of a spot: what enters the fingerprint.
    fn key(&self, spot: Self::Spot) -> String;

    /// Where a spot stands: pointers and names; lines are the engine's work.
    fn places(&self, spot: Self::Spot, texts: &Texts) -> Vec<Place>;

    /// The fault that a spot shares with others, if it does: results of one fault are one entry.
    fn fault(&self, spot: Self::Spot) -> Option<Fault>;

    /// The smallest change that mends what is wrong at a spot, if it can be computed.
    fn mend(&self, spot: Self::Spot) -> Option<Mend>;
}

/// Number of a fault inside a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault(pub usize);

/// How to mend something, computed from the subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Mend {
    /// One text a line.
    pub lines: Vec<(TextId, Vec<Arg>)>,
    /// The change itself, when there is only one.
    pub patch: Vec<Replace>,
    /// Where there are several, each of them.
    pub ways: Vec<Vec<Replace>>,
}

/// A change that puts a number into a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Replace {
    /// The cell.
    pub pointer: String,
    /// The element, when the cell was read from a page.
    pub css: Option<String>,
    /// What to write.
    pub value: Number,
}

impl Mend {
    /// Adds a line.
    pub fn say<P: Phrase<Arg>>(&mut self, phrase: P) {
        self.lines.push((P::TEXT, phrase.args()));
    }
}
