//! The tree that a page's bytes make: an arena in which every node knows where its own tag or text begins.

use std::num::NonZeroU32;
use std::rc::Rc;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

/// Number of a node. Nodes are never removed from the arena, only from the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NodeId(NonZeroU32);

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// The root of a document, or of a template's contents.
    Root,
    Element(Element),
    Text(StrTendril),
    Comment,
}

#[derive(Debug)]
pub(super) struct Element {
    pub name: Rc<QualName>,
    pub attributes: Vec<Attribute>,
    /// Where a template keeps its contents.
    pub template: Option<NodeId>,
    /// Whether it is MathML that may hold HTML.
    pub integration_point: bool,
}

#[derive(Debug)]
pub(super) struct Node {
    pub kind: Kind,
    /// Byte of the text at which its tag or its first character stands; of an element without a tag, that of the tag that
    /// made it.
    pub start: usize,
    /// An element that no tag of its own opened.
    pub implied: bool,
    /// How deep it was put when it first got a parent.
    pub depth: usize,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

/// The nodes of one parse.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl NodeId {
    fn index(self) -> usize {
        // The first node has the number 1.
        usize::try_from(self.0.get()).unwrap_or(usize::MAX).saturating_sub(1)
    }
}

impl Tree {
    /// Adds a node that has no parent yet.
    pub(super) fn add(&mut self, kind: Kind, start: usize) -> NodeId {
        self.nodes.push(Node { kind, start, implied: false, depth: 0, parent: None, previous: None, next: None, first: None, last: None });
        // The budget of nodes ends a parse long before the numbers do.
        NodeId(u32::try_from(self.nodes.len()).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX))
    }

    /// Nodes made so far.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index())
    }

    pub(super) fn get_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id.index())
    }

    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.get(id)?.parent
    }

    /// Its children in order.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let first = self.get(id).and_then(|n| n.first);
        core::iter::successors(first, |child| self.get(*child).and_then(|n| n.next))
    }

    /// The child before a place: the last one, or the one before `next`.
    pub(super) fn before(&self, parent: NodeId, next: Option<NodeId>) -> Option<NodeId> {
        match next {
            Some(next) => self.get(next)?.previous,
            None => self.get(parent)?.last,
        }
    }

    /// Puts a node under `parent`, before its child `next` or at the end, and answers how deep that is.
    pub(super) fn insert(&mut self, id: NodeId, parent: NodeId, next: Option<NodeId>) -> usize {
        self.detach(id);
        let depth = self.get(parent).map_or(0, |p| p.depth) + 1;
        let previous = self.before(parent, next);
        if let Some(node) = self.get_mut(id) {
            (node.parent, node.previous, node.next, node.depth) = (Some(parent), previous, next, depth);
        }
        match previous.and_then(|p| self.get_mut(p)) {
            Some(previous) => previous.next = Some(id),
            None => self.set_ends(parent, |node| node.first = Some(id)),
        }
        match next.and_then(|n| self.get_mut(n)) {
            Some(next) => next.previous = Some(id),
            None => self.set_ends(parent, |node| node.last = Some(id)),
        }
        depth
    }

    /// Takes a node out of the tree.
    pub(super) fn detach(&mut self, id: NodeId) {
        let Some(node) = self.get_mut(id) else { return };
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        let Some(parent) = parent else { return };
        match previous.and_then(|p| self.get_mut(p)) {
            Some(previous) => previous.next = next,
            None => self.set_ends(parent, |node| node.first = next),
        }
        match next.and_then(|n| self.get_mut(n)) {
            Some(next) => next.previous = previous,
            None => self.set_ends(parent, |node| node.last = previous),
        }
    }

    fn set_ends(&mut self, parent: NodeId, set: impl FnOnce(&mut Node)) {
        if let Some(parent) = self.get_mut(parent) {
            set(parent);
        }
    }
}
