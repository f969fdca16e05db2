//! html5ever's own road from text to tree, beside ours: both into our arena, so that nothing that a tree keeps goes uncompared.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, ns};

use super::sink::{Budget, Sink};
use super::tokens;
use super::tree::{Kind, NodeId, Tree};

/// A tree as html5lib writes it.
fn written(tree: &Tree, parent: NodeId, indent: usize, out: &mut Vec<String>) {
    let start = format!("|{}", " ".repeat(indent));
    for child in tree.children(parent) {
        match tree.get(child).map(|node| &node.kind) {
            Some(Kind::Text(text)) => out.push(format!("{start}\"{text}\"")),
            Some(Kind::Comment) => out.push(format!("{start}<!-- -->")),
            Some(Kind::Element(element)) => {
                let space = match element.name.ns {
                    ns!(svg) => "svg ",
                    ns!(mathml) => "math ",
                    _ => "",
                };
                out.push(format!("{start}<{space}{}>", element.name.local));
                let mut attributes: Vec<String> = element.attributes.iter().map(attribute).collect();
                attributes.sort();
                out.extend(attributes.into_iter().map(|a| format!("{start}  {a}")));
                written(tree, child, indent + 2, out);
                if let Some(contents) = element.template {
                    out.push(format!("{start}  content"));
                    written(tree, contents, indent + 4, out);
                }
            }
            _ => {}
        }
    }
}

fn attribute(attribute: &html5ever::Attribute) -> String {
    let space = match attribute.name.ns {
        ns!(xlink) => "xlink ",
        ns!(xml) => "xml ",
        ns!(xmlns) => "xmlns ",
        _ => "",
    };
    format!("{space}{}=\"{}\"", attribute.name.local, attribute.value)
}

/// Our tree of a page, and the one that html5ever's own tokenizer makes.
pub(super) fn trees_of(text: &str) -> Option<(String, String)> {
    let budget = Budget { depth: 1_024, nodes: 100_000, steps: 10_000_000 };
    let options = ParseOpts { tree_builder: tokens::options(), ..ParseOpts::default() };
    let own = html5ever::parse_document(Sink::new(budget), options).one(text);
    let written = |sink: Sink| {
        let (tree, root) = sink.into_tree();
        let mut lines = Vec::new();
        written(&tree, root, 1, &mut lines);
        lines.join("\n")
    };
    Some((written(tokens::build(text, budget).ok()?), written(own)))
}

/// A source of choices: the same seed makes the same document.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % n
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of.get(self.below(of.len())).copied().unwrap_or_default()
    }
}

/// Elements that the tree builder treats each in its own way.
const TAGS: [&str; 72] = [
    "a",
    "b",
    "i",
    "u",
    "font",
    "nobr",
    "code",
    "p",
    "div",
    "center",
    "address",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "pre",
    "form",
    "button",
    "input",
    "select",
    "option",
    "optgroup",
    "textarea",
    "table",
    "caption",
    "colgroup",
    "col",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "template",
    "svg",
    "math",
    "mi",
    "mtext",
    "annotation-xml",
    "foreignObject",
    "desc",
    "title",
    "script",
    "style",
    "noscript",
    "iframe",
    "xmp",
    "plaintext",
    "noframes",
    "noembed",
    "br",
    "hr",
    "img",
    "image",
    "base",
    "meta",
    "link",
    "html",
    "head",
    "body",
    "frameset",
    "frame",
    "object",
    "marquee",
    "applet",
    "ruby",
    "rt",
    "rp",
    "isindex",
];

/// Attributes, some of which decide what is built, and pieces of some.
const ATTRIBUTES: [&str; 20] = [
    "",
    "",
    "",
    " id=1",
    " class='a b'",
    " type=hidden",
    " encoding=text/html",
    " definitionURL=x",
    " viewbox=0",
    " xlink:href=#a",
    " xml:lang=zh",
    " color=red",
    " a=1 a=2 A=3",
    " x=\"&amp;&lt\"",
    " y=&copy=1",
    " z=&ampx",
    " \"'<=",
    " =b",
    " a='",
    " /",
];

/// What stands between tags: text, references, comments, and tags that are none.
const BETWEEN: [&str; 40] = [
    "x",
    "文字",
    " ",
    "\n",
    "\0",
    "a\0b",
    "&amp;",
    "&nbsp",
    "&notit;",
    "&#0;",
    "&#x80;",
    "&#xd800;",
    "&#99999999;",
    "&",
    "&#",
    "&#x",
    "&zzz;",
    "<!-- c -->",
    "<!-->",
    "<!--->",
    "<!-- a -- b --!>",
    "<!",
    "<!x>",
    "<?php ?>",
    "<![CDATA[x]]>",
    "<![CDATA[",
    "]]>",
    "</>",
    "</ >",
    "<",
    "< a>",
    "<1>",
    "</1>",
    "<!DOCTYPE html>",
    "<!doctype x public>",
    "<!--",
    "-->",
    "<script><!--<script></script>--></script>",
    "\u{c}",
    "\t",
];

fn document(dice: &mut Dice) -> String {
    let mut html = String::new();
    for _ in 0..dice.below(60) {
        match dice.below(9) {
            0..=3 => html += &format!("<{}{}{}>", dice.one(&TAGS), dice.one(&ATTRIBUTES), dice.one(&["", "", "", "/"])),
            4..=5 => html += &format!("</{}>", dice.one(&TAGS)),
            6 => html += &format!("<{}{}", dice.one(&TAGS), dice.one(&["", ">", " ", "/"])),
            _ => html += dice.one(&BETWEEN),
        }
    }
    html
}

#[test]
fn our_tree_of_any_markup_is_html5evers_own() {
    let (mut compared, mut elements) = (0, 0);
    for seed in 1..=3_000_u64 {
        let html = document(&mut Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1));
        let Some((ours, own)) = trees_of(&html) else { continue };
        assert_eq!(ours, own, "{seed}: {html:?}");
        compared += 1;
        elements += ours.matches('<').count();
    }
    println!("{compared} generated documents with {elements} elements and comments: the same trees");
    // None is beyond the budget, and they are no empty pages.
    assert!(compared == 3_000 && elements > 30 * compared / 2, "{compared} {elements}");
}
