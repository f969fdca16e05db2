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

    /// Line of the file and column of a node, from 1. The first call walks the text, the others search.
    pub(super) fn position(&self, node: usize) -> (usize, usize) {
        let places = self.places.get_or_init(|| Places {
            values: offsets(self.text, self.nodes.len()),
            lines: self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect(),
        });
        let offset = places.values.get(node).copied().unwrap_or_default();
        let before = places.lines.partition_point(|start| *start <= offset);
        let start = before.checked_sub(1).and_then(|last| places.lines.get(last)).copied().unwrap_or_default();
        let column = self.text.get(start..offset).unwrap_or_default().chars().count() + 1;
        (before + self.first_line, column)
    }
}
