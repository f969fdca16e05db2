//! Values by pointer, many in one text: what an input points at may be as long as the input itself.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::At;
use super::tree::Value;

/// Finds values below one value; what a container holds is listed once, so that all look-ups together cost what the text
/// has in values.
pub(crate) struct Finder<'t> {
    root: At<'t>,
    listed: RefCell<BTreeMap<usize, Children<'t>>>,
}

enum Children<'t> {
    Items(Vec<At<'t>>),
    Fields(BTreeMap<&'t str, At<'t>>),
}

impl<'t> Finder<'t> {
    /// A finder of what is below `root`.
    pub(crate) fn new(root: At<'t>) -> Self {
        Finder { root, listed: RefCell::default() }
    }

    /// The value at a JSON Pointer, if there is one.
    pub(crate) fn find(&self, pointer: &str) -> Option<At<'t>> {
        let mut here = self.root;
        for name in pointer.split('/').skip(1) {
            let name = name.replace("~1", "/").replace("~0", "~");
            let mut listed = self.listed.borrow_mut();
            here = match listed.entry(here.index()).or_insert_with(|| Children::of(here)) {
                // Written in one way only: `+1` and `01` are no numbers of items.
                Children::Items(items) => *name.parse().ok().filter(|n: &usize| n.to_string() == name).and_then(|n| items.get(n))?,
                Children::Fields(fields) => *fields.get(name.as_str())?,
            };
        }
        Some(here)
    }
}

impl<'t> Children<'t> {
    fn of(at: At<'t>) -> Self {
        match at.value() {
            Value::Array => Children::Items(at.children().collect()),
            _ => Children::Fields(at.children().map(|c| (c.key(), c)).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Band, parse};
    use super::*;

    #[test]
    fn a_pointer_leads_to_its_value_or_nowhere() -> Result<(), crate::Error> {
        let tree = parse(br#"{"a/b":[{"c~":1},2],"d":"x"}"#, Band::Input, 100)?;
        let finder = Finder::new(At::root(&tree));
        let found = |pointer| finder.find(pointer).map(At::pointer);
        for pointer in ["", "/a~1b", "/a~1b/0/c~0", "/a~1b/1", "/d"] {
            assert_eq!(found(pointer).as_deref(), Some(pointer));
        }
        for nowhere in ["/a", "/a~1b/2", "/a~1b/-1", "/a~1b/+1", "/a~1b/01", "/a~1b/x", "/d/0", "/"] {
            assert_eq!(found(nowhere), None, "{nowhere}");
        }
        Ok(())
    }
}
