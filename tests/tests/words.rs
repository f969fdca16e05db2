//! Every word of `spec/texts/` is used somewhere: a text that nothing prints is dead, and nobody would notice.
//!
//! The code is read as Rust tokens, so that comments, strings and tests are no use. The word of a vocabulary is used when
//! code takes all of them, names this one, or looks one up by a key that code writes; its label documents it where no
//! output shows it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use toml::{Table, Value};

/// The tokens of the Rust files, file by file.
#[derive(Default)]
struct Code(Vec<Vec<String>>);

fn flatten(stream: TokenStream, to: &mut Vec<String>) {
    for token in stream {
        match token {
            TokenTree::Group(group) => {
                let [open, close] = if group.delimiter() == Delimiter::Brace { ["{", "}"] } else { ["(", ")"] };
                to.push(open.to_owned());
                flatten(group.stream(), to);
                to.push(close.to_owned());
            }
            other => to.push(other.to_string()),
        }
    }
}

/// The text as tokens, parted by blanks.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    flatten(text.parse().unwrap_or_else(|e| panic!("{e}: {text}")), &mut tokens);
    tokens
}

fn stands(file: &[String], wanted: &str) -> bool {
    let wanted = tokens(wanted);
    file.windows(wanted.len()).any(|window| window == wanted)
}

/// Whether a file brings a name of a module into its scope.
fn imports(file: &[String], module: &str, name: &str) -> bool {
    let group = tokens(&format!("{module}::{{}}"));
    let (open, _) = group.split_at(group.len() - 1);
    let listed = file.windows(open.len()).enumerate().filter(|(_, window)| *window == open).any(|(at, _)| {
        let names = file.iter().skip(at + open.len()).take_while(|token| *token != "}");
        names.into_iter().any(|token| token == name)
    });
    listed || stands(file, &format!("{module}::{name};"))
}

impl Code {
    /// Adds every file below a folder, without the tests at its end.
    fn add(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.add(&path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                self.0.push(tokens(text.split("#[cfg(test)]").next().unwrap()));
            }
        }
    }

    /// Whether a file names `module::name`, or `name` after an import; `rest` follows it.
    fn uses(&self, module: &str, name: &str, rest: &str) -> bool {
        let short = format!("{name}{rest}");
        self.0.iter().any(|file| stands(file, &format!("{module}::{short}")) || imports(file, module, name) && stands(file, &short))
    }

    fn writes(&self, key: &str) -> bool {
        let literal = format!("{key:?}");
        self.0.iter().flatten().any(|token| *token == literal)
    }
}

fn upper_camel(kebab: &str) -> String {
    kebab
        .split(['-', '.', '_'])
        .map(|w| w.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(w.chars().skip(1)).collect::<String>())
        .collect()
}

/// The words of a file of `spec/texts/` that nothing uses, and how many there are.
fn dead(file: &str, texts: &Table, code: &Code) -> (Vec<String>, usize) {
    let mut words: Vec<(String, bool)> = Vec::new();
    let text = |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    for (name, value) in texts {
        let entries = value.as_array().or_else(|| value.get("entries")?.as_array());
        for entry in entries.into_iter().flatten() {
            if file == "errors.toml" {
                let name = if entry.get("name").is_some() { text(entry, "name") } else { text(entry, "code") };
                let used = code.uses("error", &upper_camel(&name), "");
                words.push((name, used));
            } else {
                let (name, key) = (upper_camel(name), text(entry, "key"));
                let is_digit = key.starts_with(|c: char| c.is_ascii_digit());
                let variant = format!("::{}{}", if is_digit { "V" } else { "" }, upper_camel(&key));
                let uses = |rest: &str| code.uses("vocabulary", &name, rest);
                let used = uses("::ALL") || uses(&variant) || uses("::from_key") && code.writes(&key);
                words.push((format!("{name} {key}"), used));
            }
        }
        if entries.is_none() {
            // A label is a constant or, with placeholders, a struct.
            let constant = name.replace('-', "_").to_uppercase();
            words.push((name.clone(), code.uses("label", &constant, "") || code.uses("label", &upper_camel(name), "")));
        }
    }
    let count = words.len();
    (words.into_iter().filter(|(_, used)| !used).map(|(word, _)| word).collect(), count)
}

#[test]
fn no_text_is_dead() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut code = Code::default();
    for folder in ["spec/src", "core/src", "bindings-c/src", "bindings-wasm/src"] {
        code.add(&root.join(folder));
    }
    let mut files = 0;
    for entry in fs::read_dir(root.join("spec/texts")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let (dead, count) = dead(&file, &fs::read_to_string(&path).unwrap().parse().unwrap(), &code);
        assert!(count > 10, "{file}: {count} words");
        assert!(dead.is_empty(), "{file}: nothing uses {dead:?}");
        files += 1;
    }
    assert!(files >= 4, "{files} files");
}

#[test]
fn a_dead_word_is_noticed() {
    let code = r#"
        use zwgk_spec::{label, vocabulary::{Colour, Shape}};
        // label::DEAD, Colour::Blue
        /// label::DEAD
        fn f() -> &'static str { g(label::ALIVE, Colour::Red, error::InputBad {}); "label::DEAD" }
        fn h(shape: &str) { Shape::from_key(shape); h("round"); other::Size::ALL; }
    "#;
    let code = Code(vec![tokens(code)]);
    let find = |file, text: &str| dead(file, &text.parse().unwrap(), &code);
    assert_eq!(find("labels.toml", "alive = {}\ndead = {}"), (vec!["dead".to_owned()], 2));
    assert_eq!(
        find("errors.toml", "error = [{ code = \"input.bad\" }, { code = \"input.bad\", name = \"worse\" }]"),
        (vec!["worse".to_owned()], 2)
    );
    let vocabularies = "
        colour.entries = [{ key = \"red\" }, { key = \"blue\" }]
        shape.entries = [{ key = \"round\" }, { key = \"square\" }]
        size.entries = [{ key = \"long\" }]";
    let wanted = ["Colour blue", "Shape square", "Size long"].map(str::to_owned).to_vec();
    assert_eq!(find("vocabulary-x.toml", vocabularies), (wanted, 5));
}
