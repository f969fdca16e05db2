//! The flat tree: nodes in document order, each knowing where its subtree ends.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::places::offsets;
use crate::Number;

/// Which text is being read; the band of the errors it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// The subject.
    Input,
    /// Call options, and what they carry.
    Options,
    /// A profile, or the engine's configuration around it.
    Profile,
}

impl Band {
    /// First part of an error's code.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Band::Input => "input",
            Band::Options => "options",
            Band::Profile => "profile",
        }
    }

    /// What a place calls the text; nothing when it is the subject.
    #[must_use]
    pub fn file(self) -> Option<&'static str> {
        (self != Band::Input).then(|| self.key())
    }
}

/// A JSON value; containers' contents are the nodes that follow.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'t> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'t, str>),
    Array,
    Object,
}

#[derive(Debug)]
pub(super) struct Node<'t> {
    /// Its name in the object around it; empty in an array.
    pub key: Cow<'t, str>,
    pub value: Value<'t>,
    /// Index of the first node after its subtree.
    pub end: usize,
}

/// A parsed JSON text.
#[derive(Debug)]
pub struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node<'t>>,
    pub(super) band: Band,
    /// The line of its file that it begins on, from 1.
    pub(super) first_line: usize,
    places: OnceCell<Places>,
}

/// Byte offsets of the values, and of the lines' starts but the first.
#[derive(Debug)]
struct Places {
    values: Vec<usize>,
    lines: Vec<usize>,
}

impl<'t> Tree<'t> {
    pub(super) fn new(text: &'t str, nodes: Vec<Node<'t>>, band: Band, first_line: usize) -> Self {
        Tree { text, nodes, band, first_line, places: OnceCell::new() }
    }

    /// The first number with more digits than are kept: `serde_json` has rounded it to a double, and only the text still tells.
    ///
    /// The text is walked only where it has a run of so many digits at all.
    pub(super) fn too_precise(&self) -> Option<usize> {
        if !has_long_number(self.text.as_bytes()) {
            return None;
        }
        let literals = self.nodes.iter().zip(&self.places().values).enumerate();
        let mut numbers = literals.filter(|(_, (node, _))| matches!(node.value, Value::Number(_)));
        numbers.find(|(_, (_, at))| significant_digits(self.text.get(**at..).unwrap_or_default()) > DIGITS).map(|(node, _)| node)
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places {
            values: offsets(self.text, self.nodes.len()),
            lines: self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect(),
        })
    }

    /// Line of the file and column of a node, from 1. The first call walks the text, the others search.
    pub(super) fn position(&self, node: usize) -> (usize, usize) {
        let places = self.places();
        let offset = places.values.get(node).copied().unwrap_or_default();
        let before = places.lines.partition_point(|start| *start <= offset);
        let start = before.checked_sub(1).and_then(|last| places.lines.get(last)).copied().unwrap_or_default();
        let column = self.text.get(start..offset).unwrap_or_default().chars().count() + 1;
        (before + self.first_line, column)
    }
}

/// Digits of a number that are kept.
const DIGITS: usize = 15;

/// Whether there may be a number of more digits, alone or in a text: every run of so many has one at a multiple of their number,
/// so only those bytes are looked at first.
fn has_long_number(text: &[u8]) -> bool {
    let inside = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
    text.iter().enumerate().skip(DIGITS).step_by(DIGITS + 1).filter(|(_, byte)| inside(byte)).any(|(at, _)| {
        let (before, after) = text.split_at(at);
        let run = before.iter().rev().take(DIGITS).take_while(|b| inside(b)).count();
        run + after.iter().take(DIGITS + 1).take_while(|b| inside(b)).count() > DIGITS
    })
}

/// Digits of the number at the front of a text, without zeros before and after them.
fn significant_digits(text: &str) -> usize {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.')).filter(u8::is_ascii_digit);
    let (mut count, mut zeros) = (0, 0);
    for digit in digits.skip_while(|digit| *digit == b'0') {
        zeros = if digit == b'0' { zeros + 1 } else { 0 };
        count += 1;
    }
    count - zeros
}
