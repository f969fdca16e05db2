//! The document form: our tree is html5ever's own, rows are as the contract says, places lead where they say.
#![cfg(feature = "html")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that misses a key fails, which is what it should do")]

use proptest::prelude::*;
use scraper::{Html, Node, Selector};
use serde_json::{Value, json};
use zwgk::Limits;
use zwgk::document::{Document, RowKind};

fn parse(html: &str) -> Document {
    Document::from_html(html.as_bytes(), None, None, Limits::default()).unwrap().0
}

/// The rows that scraper's tree gives: html5ever with its own tokenizer. Attributes by name, for scraper sorts them.
fn rows_of_scraper(html: &str) -> Vec<Value> {
    fn text(rows: &mut Vec<Value>, depth: usize, text: Option<String>, keep: bool) {
        if let Some(text) = text {
            let spaces = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
            let collapsed = || {
                let mut out = String::new();
                for c in text.chars() {
                    match c {
                        c if spaces(c) && out.ends_with(' ') => {}
                        c if spaces(c) => out.push(' '),
                        c => out.push(c),
                    }
                }
                out
            };
            rows.push(json!([depth, if keep { text.clone() } else { collapsed() }]));
        }
    }
    fn walk(node: ego_tree::NodeRef<'_, Node>, depth: usize, keep: bool, rows: &mut Vec<Value>) {
        let mut pending: Option<String> = None;
        for child in node.children() {
            match child.value() {
                Node::Text(t) => pending.get_or_insert_default().push_str(t),
                Node::Element(e) => {
                    text(rows, depth, pending.take(), keep);
                    let id = e.attr("id").map(|id| json!({"id": id})).unwrap_or(json!({}));
                    rows.push(json!([depth, e.name(), id]));
                    let keep = keep || ["script", "pre", "textarea", "noscript"].contains(&e.name());
                    // A template's contents hang below it in a fragment of their own.
                    if e.name() != "style" {
                        walk(child, depth + 1, keep, rows);
                    }
                }
                _ => {}
            }
        }
        text(rows, depth, pending, keep);
    }
    let mut rows = Vec::new();
    walk(Html::parse_document(html).tree.root(), 0, false, &mut rows);
    rows
}

fn rows(document: &Document) -> Vec<Value> {
    serde_json::to_value(document).unwrap()["rows"].as_array().unwrap().clone()
}

/// Pieces whose combinations exercise the tree builder: misnesting, tables and their foster parents, implied elements,
/// raw text, foreign elements, templates, entities.
const PIECES: [&str; 64] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b id=1>",
    "</b>",
    "<i>",
    "</i>",
    "<a id=2>",
    "</a>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<tbody>",
    "</tbody>",
    "<caption>",
    "<col>",
    "<colgroup>",
    "<ul>",
    "</ul>",
    "<li>",
    "<dd>",
    "<dt>",
    "<form>",
    "</form>",
    "<select>",
    "</select>",
    "<option>",
    "<input>",
    "<br>",
    "</br>",
    "<hr>",
    "<h1>",
    "</h2>",
    "<nobr>",
    "</nobr>",
    "<button>",
    "</button>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mi>",
    "</math>",
    "<title>t</title>",
    "<foreignObject>",
    "<script>a<b</script>",
    "<style>x</style>",
    "<textarea>\n<b></textarea>",
    "<noscript><p></noscript>",
    "<pre>\n a",
    "</pre>",
    "<!-- c -->",
    "&amp;&nbsp;",
    "  \n ",
    "文字",
    "x",
    "<body id=3>",
    "<html id=4>",
    "<font>",
    "</font>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn our_tree_is_html5evers_own(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        let html = pieces.concat();
        let ours: Vec<Value> = rows(&parse(&html));
        prop_assert_eq!(ours, rows_of_scraper(&html), "{}", html);
    }
}

#[test]
fn our_tree_of_real_pages_is_html5evers_own() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/pages");
    let mut checked = 0;
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let bytes = std::fs::read(entry.path()).unwrap();
        let (document, decoded) = Document::from_html(&bytes, None, None, Limits::default()).unwrap();
        let shape = |rows: Vec<Value>| -> Vec<(Value, Value)> { rows.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect() };
        assert_eq!(shape(rows(&document)), shape(rows_of_scraper(&decoded.text)), "{}", entry.path().display());
        checked += 1;
    }
    println!("{checked} real pages compared");
}

#[test]
fn rows_are_as_the_contract_says() {
    let html = "<!DOCTYPE html>\n<title>年度 报告</title><style>p{}</style><p id=a onclick='go()' style='DISPLAY : none' width=3>一\n\n 二<!-- x -->三\
                <template><b>no</b></template><br></p>\n<script>var a  =  1;</script>";
    let document = parse(html);
    let expected = json!([
        [0, "html", {}],
        [1, "head", {}],
        [2, "title", {}],
        [3, "年度 报告"],
        [2, "style", {}],
        [1, "body", {}],
        [2, "p", {"id": "a", "style": "none", "on": "go()"}],
        [3, "一 二三"],
        [3, "template", {}],
        [3, "br", {}],
        [2, " "],
        [2, "script", {}],
        [3, "var a  =  1;"]
    ]);
    assert_eq!(json!(rows(&document)), expected);
    // And back.
    let bytes = serde_json::to_vec(&document).unwrap();
    let tree = zwgk::json::parse(&bytes, zwgk::json::Band::Input, 1_000).unwrap();
    let again = Document::read(zwgk::json::At::root(&tree)).unwrap();
    assert_eq!(again.rows(), document.rows());
}

#[test]
fn a_place_leads_to_its_element_and_line() {
    let html = "<body>\r\n<div id=x></div><div id=x></div><div id=main>\r\n  <p>一</p><p>二<b>三</b></p>\n<table><tr><td>四";
    let document = parse(html);
    let dom = Html::parse_document(html);
    for (row, kind) in document.rows().iter().map(|r| &r.kind).enumerate() {
        let place = document.place(row);
        let found: Vec<_> = dom.select(&Selector::parse(place.css.as_deref().unwrap()).unwrap()).collect();
        assert_eq!(found.len(), 1, "{place:?}");
        if let RowKind::Element { tag, .. } = kind {
            assert_eq!(found[0].value().name(), tag);
        }
    }
    let place = |text: &str| {
        let row = document.rows().iter().position(|r| r.kind == RowKind::Text(text.to_owned())).unwrap();
        document.place(row)
    };
    assert_eq!(place("一").css.as_deref(), Some("#main>p:nth-child(1)"));
    assert_eq!((place("一").line, place("一").column), (Some(3), Some(6)));
    assert_eq!((place("三").css.as_deref(), place("三").line), (Some("#main>p:nth-child(2)>b:nth-child(1)"), Some(3)));
    // html, head, body, two div, main, p, p, b, then the table; its body is implied.
    assert_eq!((place("四").node, place("四").line), (Some(12), Some(4)));
}

#[test]
fn hostile_markup_meets_a_limit() {
    let code = |html: &[u8]| Document::from_html(html, None, None, Limits::default()).map_or_else(|e| e.code(), |_| "fine".to_owned());
    assert_eq!(code("<div>".repeat(1_000).as_bytes()), "fine");
    for hostile in [
        "<div>".repeat(200_000),
        (0..5_000).map(|n| format!("<p><b id={n}>")).collect(),
        format!("<p {}>", (0..300_000).map(|n| format!("a{n} ")).collect::<String>()),
        "<i>".repeat(16 << 20),
    ] {
        assert_eq!(code(hostile.as_bytes()), "limit.size");
    }
    // Long is not hostile: one line of ten megabytes, NULs, a tag that never ends.
    assert_eq!(code(format!("<p>{}", "字".repeat(3 << 20)).as_bytes()), "fine");
    assert_eq!(code(&[b"<p>".as_slice(), &[0; 1 << 20]].concat()), "fine");
    assert_eq!(code(format!("<p title='{}", "x".repeat(1 << 20)).as_bytes()), "fine");
}

#[test]
fn extract_is_an_operation_with_options_of_its_own() {
    let engine = zwgk::Engine::new(b"{}").unwrap();
    let call = |options: &str| engine.call("extract", "<p>公开".as_bytes(), options.as_bytes());
    let answer: Value = serde_json::from_slice(&call(r#"{"kind":"document","url":"http://a.gov.cn/"}"#).unwrap()).unwrap();
    assert_eq!((&answer["schema"], &answer["url"], &answer["rows"][4]), (&json!(1), &json!("http://a.gov.cn/"), &json!([3, "公开"])));
    for (options, code) in [
        ("{}", "options.missing-field"),
        (r#"{"kind":"pages"}"#, "options.unknown-value"),
        (r#"{"kind":"document","lang":"en"}"#, "options.unknown-field"),
    ] {
        assert_eq!(call(options).unwrap_err().code(), code, "{options}");
    }
    let small = zwgk::Engine::new(br#"{"limits":{"bytes":40,"depth":2}}"#).unwrap();
    let code = |page: &[u8]| small.call("extract", page, br#"{"kind":"document"}"#).unwrap_err().code();
    assert_eq!((code(&[b' '; 41]), code(b"<p><b>x")), ("limit.size".to_owned(), "limit.size".to_owned()));
}

#[test]
fn rows_that_no_document_has_are_refused_with_their_place() {
    let read = |rows: &str| {
        let text = format!("{{\"schema\":1,\n\"rows\":{rows}}}");
        let tree = zwgk::json::parse(text.as_bytes(), zwgk::json::Band::Input, 1_000).unwrap();
        Document::read(zwgk::json::At::root(&tree)).map_err(|e| (e.code(), e.place().and_then(|p| p.pointer.clone()).unwrap_or_default()))
    };
    assert!(read(r#"[[0,"html",{"id":"a"}],[1,"x"],[1,"p",{}],[2,"y"],[0,"z"]]"#).is_ok());
    for (rows, code, pointer) in [
        (r#"[[1,"html",{}]]"#, "input.unknown-value", "/rows/0/0"),
        (r#"[[0,"html",{}],[1,"x"],[2,"y"]]"#, "input.unknown-value", "/rows/2/0"),
        (r#"[[0]]"#, "input.type", "/rows/0"),
        (r#"[[0,"p",{},1]]"#, "input.type", "/rows/0"),
        (r#"[[0,"p",{"width":"1"}]]"#, "input.unknown-field", "/rows/0/2/width"),
        (r#"[{}]"#, "input.type", "/rows/0"),
        ("null", "input.missing-field", ""),
    ] {
        assert_eq!(read(rows).unwrap_err(), (code.to_owned(), pointer.to_owned()), "{rows}");
    }
}
