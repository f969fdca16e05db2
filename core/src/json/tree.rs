//! The flat tree: nodes in document order, each knowing where its subtree ends.

use std::borrow::Cow;
use std::cell::OnceCell;

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
    /// Byte offset of its key, or of the nearest key before it.
    pub offset: usize,
    /// Index of the first node after its subtree.
    pub end: usize,
}

/// A parsed JSON text.
#[derive(Debug)]
pub struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node<'t>>,
    pub(super) band: Band,
    line_starts: OnceCell<Vec<usize>>,
}

impl<'t> Tree<'t> {
    pub(super) fn new(text: &'t str, nodes: Vec<Node<'t>>, band: Band) -> Self {
        Tree { text, nodes, band, line_starts: OnceCell::new() }
    }

    /// The line of a byte offset, from 1. The first call counts the lines, the others search.
    pub(super) fn line(&self, offset: usize) -> u64 {
        let starts = self
            .line_starts
            .get_or_init(|| self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect());
        u64::try_from(starts.partition_point(|start| *start <= offset)).map_or(1, |n| n + 1)
    }
}
