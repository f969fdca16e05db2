//! What html5ever's tree builder builds into: the arena, with a budget and the place of the token at hand.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};
use zwgk_spec::vocabulary::Limit;

use super::tokens::ATTRIBUTES;
use super::tree::{Element, Kind, NodeId, Tree};

/// What a parse may cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    pub depth: usize,
    pub nodes: usize,
    /// Looks at open elements: how often the tree builder asks what one is.
    pub steps: usize,
}

/// A node as the tree builder holds it; an element's name goes with it.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    id: NodeId,
    name: Option<Rc<QualName>>,
}

#[derive(Debug)]
pub(super) struct Sink {
    tree: RefCell<Tree>,
    document: Handle,
    budget: Budget,
    /// The first limit that was reached.
    over: Cell<Option<Limit>>,
    steps: Cell<usize>,
    /// Where the token at hand begins, and where the last text began: text in tables is put down later than it is read.
    token: Cell<usize>,
    text: Cell<usize>,
    /// The last element made by the token at hand: of several of one name, its tag's own.
    made: RefCell<Option<Handle>>,
    nameless: QualName,
}

impl Sink {
    pub(super) fn new(budget: Budget) -> Self {
        let mut tree = Tree::default();
        let document = Handle { id: tree.add(Kind::Root, 0), name: None };
        Sink {
            tree: RefCell::new(tree),
            document,
            budget,
            over: Cell::new(None),
            steps: Cell::new(0),
            token: Cell::new(0),
            text: Cell::new(0),
            made: RefCell::new(None),
            nameless: html5ever::QualName::new(None, html5ever::ns!(), html5ever::local_name!("")),
        }
    }

    /// A token begins at a byte.
    pub(super) fn at(&self, start: usize, is_text: bool) {
        self.token.set(start);
        if is_text {
            self.text.set(start);
        }
    }

    /// The token at hand was a start tag: the last element of its name that it made is its own, all others are implied.
    pub(super) fn own(&self, tag: &str) {
        let made = self.made.borrow_mut().take();
        if let Some(made) = made.filter(|m| m.name.as_ref().is_some_and(|name| is_its_name(tag, &name.local))) {
            self.with(made.id, |node| node.implied = false);
        }
    }

    /// The limit that was reached, if one was.
    pub(super) fn over(&self) -> Option<Limit> {
        self.over.get()
    }

    /// The tree and its root.
    pub(super) fn into_tree(self) -> (Tree, NodeId) {
        (self.tree.into_inner(), self.document.id)
    }

    fn with(&self, id: NodeId, change: impl FnOnce(&mut super::tree::Node)) {
        if let Some(node) = self.tree.borrow_mut().get_mut(id) {
            change(node);
        }
    }

    fn stop(&self, limit: Limit) {
        self.over.set(self.over.get().or(Some(limit)));
    }

    fn add(&self, kind: Kind, start: usize) -> NodeId {
        let mut tree = self.tree.borrow_mut();
        if tree.len() >= self.budget.nodes {
            self.stop(Limit::Nodes);
        }
        tree.add(kind, start)
    }

    fn insert(&self, child: NodeOrText<Handle>, parent: NodeId, next: Option<NodeId>) {
        // After a limit nothing more is built: what a token still does must cost nothing.
        if self.over.get().is_some() {
            return;
        }
        let id = match child {
            NodeOrText::AppendNode(node) => node.id,
            NodeOrText::AppendText(text) => {
                let mut tree = self.tree.borrow_mut();
                let before = tree.before(parent, next);
                if let Some(Kind::Text(more)) = before.and_then(|b| tree.get_mut(b)).map(|n| &mut n.kind) {
                    more.push_tendril(&text);
                    return;
                }
                drop(tree);
                self.add(Kind::Text(text), self.text.get())
            }
        };
        if self.tree.borrow_mut().insert(id, parent, next) > self.budget.depth {
            self.stop(Limit::Depth);
        }
    }
}

/// Whether a tag of this name makes an element of that: `image` becomes `img`, and SVG has its own capitals.
fn is_its_name(tag: &str, element: &str) -> bool {
    tag.eq_ignore_ascii_case(element) || (tag, element) == ("image", "img")
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        // An end tag that nothing opened is looked for among all that is open, and so is a scope: this is where that costs.
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        if steps > self.budget.steps {
            self.stop(Limit::TreeSteps);
        }
        target.name.as_deref().unwrap_or(&self.nameless)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let start = self.token.get();
        let template = flags.template.then(|| self.add(Kind::Root, start));
        let integration_point = flags.mathml_annotation_xml_integration_point;
        let element = Element { name: Rc::clone(&name), attributes, template, integration_point };
        let id = self.add(Kind::Element(element), start);
        self.with(id, |node| node.implied = true);
        let handle = Handle { id, name: Some(name) };
        self.made.replace(Some(handle.clone()));
        handle
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle { id: self.add(Kind::Comment, self.token.get()), name: None }
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> Handle {
        // HTML has none: what looks like one is a comment.
        self.create_comment(data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(child, parent.id, None);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.tree.borrow().parent(element.id);
        match parent {
            Some(parent) => self.insert(child, parent, Some(element.id)),
            None => self.insert(child, previous.id, None),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let contents = match self.tree.borrow().get(target.id).map(|n| &n.kind) {
            Some(Kind::Element(element)) => element.template,
            _ => None,
        };
        Handle { id: contents.unwrap_or(target.id), name: None }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.tree.borrow().parent(sibling.id);
        if let Some(parent) = parent {
            self.insert(child, parent, Some(sibling.id));
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut too_many = false;
        self.with(target.id, |node| {
            if let Kind::Element(element) = &mut node.kind {
                for attribute in attributes {
                    if !element.attributes.iter().any(|a| a.name == attribute.name) {
                        element.attributes.push(attribute);
                    }
                }
                // A second `html` or `body` adds to the first, and so may ten thousand: each is compared with those before.
                too_many = element.attributes.len() > ATTRIBUTES;
            }
        });
        if too_many {
            self.stop(Limit::Attributes);
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let children: Vec<NodeId> = self.tree.borrow().children(node.id).collect();
        for child in children {
            self.insert(NodeOrText::AppendNode(Handle { id: child, name: None }), new_parent.id, None);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        matches!(self.tree.borrow().get(target.id).map(|n| &n.kind), Some(Kind::Element(e)) if e.integration_point)
    }

    fn allow_declarative_shadow_roots(&self, _: &Handle) -> bool {
        // Shadow roots are not walked; as a template its contents stay apart just the same.
        false
    }
}
