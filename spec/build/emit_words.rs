//! Writes the words as Rust: vocabularies as enums, errors and labels as structs of their placeholders, the text tables.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::emit::Emitter;
use super::names::{shout, snake, upper_camel};
use super::shape::{self, words};
use super::texts::placeholders;

impl Emitter<'_> {
    pub fn vocabularies(&mut self) {
        let spec = self.spec;
        self.line("/// The closed vocabularies: keys as in JSON, labels as people read them.\npub mod vocabulary {\nuse crate::*;");
        for (name, v) in spec.vocabularies.iter().flat_map(|f| &f.data) {
            let v = v.get_ref();
            let type_name = upper_camel(name);
            let (mut variants, mut all, mut keys, mut labels) = (String::new(), String::new(), String::new(), String::new());
            for e in &v.entries {
                let (variant, label) =
                    (upper_camel(e.key.get_ref()), self.texts.plain(&shape::Both { zh: e.zh.clone(), en: e.en.clone() }));
                let variant = if variant.starts_with(|c: char| c.is_ascii_digit()) { format!("V{variant}") } else { variant };
                let _ = writeln!(variants, "/// {} ({})\n{variant},", e.zh, e.en);
                let _ = write!(all, "Self::{variant}, ");
                let _ = writeln!(keys, "Self::{variant} => {:?},", e.key.get_ref());
                let _ = writeln!(labels, "Self::{variant} => TextId({label}),");
            }
            self.line(format!(
                "/// {}\n#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum {type_name} {{\n{variants}}}\nimpl {type_name} {{\n/// All entries, in their order.\npub const ALL: [Self; {}] = [{all}];\n/// Its key in JSON.\n#[must_use]\npub const fn key(self) -> &'static str {{ match self {{ {keys} }} }}\n/// What people call it.\n#[must_use]\npub const fn label(self) -> TextId {{ match self {{ {labels} }} }}\n/// The entry of a key.\n#[must_use]\npub fn from_key(key: &str) -> Option<Self> {{ Self::ALL.into_iter().find(|one| one.key() == key) }}\n}}",
                v.doc, v.entries.len(),
            ));
        }
        self.line("}");
    }

    pub fn errors(&mut self) {
        let Some(errors) = &self.spec.errors else { return };
        self.line("/// The errors: one struct a wording.\npub mod error {\nuse crate::*;");
        for e in &errors.data.error {
            let e = e.get_ref();
            let args = words(&e.args);
            let message = self.texts.template(&e.message, &args, &errors.file, self.faults);
            let help = match &e.help {
                Some(help) => format!("Some(TextId({}))", self.texts.template(help, &args, &errors.file, self.faults)),
                None => "None".to_owned(),
            };
            let name = upper_camel(e.name.as_ref().unwrap_or(&e.code).get_ref());
            let body = format!(
                "const CODE: &'static str = {:?};\nconst MESSAGE: TextId = TextId({message});\nconst HELP: Option<TextId> = {help};",
                e.code.get_ref()
            );
            self.line(message_struct(&name, &args, &e.message.get_ref().en, "ErrorText", &body));
        }
        self.line("}");
    }

    pub fn labels(&mut self) {
        let Some(labels) = &self.spec.labels else { return };
        self.line("/// Labels of the outputs: constants, and structs where they have placeholders.\npub mod label {\nuse crate::*;");
        for (name, both) in &labels.data {
            let mut args = placeholders(&both.get_ref().zh);
            args.sort();
            args.dedup();
            let text = self.texts.template(both, &args, &labels.file, self.faults);
            let en = &both.get_ref().en;
            if args.is_empty() {
                self.line(format!("/// {}\npub const {}: TextId = TextId({text});", en.replace('\n', " "), shout(name)));
            } else {
                let body = format!("const TEXT: TextId = TextId({text});");
                self.line(message_struct(&upper_camel(name), &args, en, "Phrase", &body));
            }
        }
        self.line("}");
    }

    pub fn word_lists(&mut self) {
        let spec = self.spec;
        self.line("/// Words that subjects write, in lists that code looks up; a module a room.\npub mod words {");
        for file in &spec.words {
            self.line(format!("/// Of the room `{}`.\npub mod {} {{\nuse crate::*;", file.id, snake(&file.id)));
            for (name, list) in &file.data {
                let list = list.get_ref();
                let (name, (words, meanings)) = (shout(name), list.parts());
                let words = searchable(&words);
                self.line(match list.phrases.is_empty() {
                    true => format!("/// {}.\npub static {name}: &Words = &{words};", list.doc),
                    false => {
                        format!("/// {}.\npub static {name}: &Phrases = &Phrases {{ words: {words}, meanings: &{meanings:?} }};", list.doc)
                    }
                });
            }
            self.line("}");
        }
        self.line("}");
    }

    pub fn bases(&mut self) {
        self.line(
            "/// The whole valid subjects that examples start from: `<standard>/<name>` and JSON.\npub static BASES: &[(&str, &str)] = &[",
        );
        for (name, base) in &self.spec.bases {
            self.line(format!("({name:?}, {:?}),", base.file.text));
        }
        self.line("];");
    }

    pub fn state(&mut self) {
        let spec = self.spec;
        if let (Some(state), Some(c)) = (&spec.state, &spec.calendar) {
            self.line(format!("/// State of the rules and texts.\npub const DATE: IsoDate = {:?};", state.data.date.to_string()));
            self.line(format!(
                "/// Head of the calendar.\npub static CALENDAR: Calendar = Calendar {{ date: {:?}, years: ({}, {}) }};",
                c.data.date.to_string(),
                c.data.first_year,
                c.data.last_year
            ));
        }
        let mut hash = Sha256::new();
        for (path, text) in &spec.everything {
            hash.update(path.as_bytes());
            hash.update([0]);
            hash.update(text.as_bytes());
            hash.update([0]);
        }
        let digest: String = hash.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect();
        self.line(format!(
            "/// Digest of every file of the spec: texts and rules of one build carry the same.\npub const DIGEST: &str = {digest:?};"
        ));
    }

    pub fn text_tables(&mut self) {
        let count = self.texts.zh.len();
        self.line(format!("/// How many texts every language has.\npub const TEXTS: usize = {count};"));
        let tables = [("ZH", "Chinese", self.texts.zh.clone()), ("EN", "English", self.texts.en.clone())];
        for (name, language, texts) in tables {
            self.line(format!("/// Every text in {language}, by number.\npub static {name}: [&str; {}] = {texts:?};", texts.len()));
        }
    }
}

/// A list of words with the order in which a text is searched for them.
fn searchable(words: &[&str]) -> String {
    let first = |n: &usize| words[*n].chars().next();
    let mut by_first: Vec<usize> = (0..words.len()).collect();
    by_first.sort_by_key(|n| (first(n), core::cmp::Reverse(words[*n].len())));
    let mut firsts = [0_u64; 4];
    for low in by_first.iter().filter_map(first).map(|c| c as usize & 0xff) {
        firsts[low / 64] |= 1 << (low % 64);
    }
    format!("Words {{ words: &{words:?}, by_first: &{by_first:?}, firsts: {firsts:?} }}")
}

/// A struct whose fields are the placeholders, each of a type of its own, and its trait.
pub fn message_struct(name: &str, args: &[String], doc: &str, trait_name: &str, body: &str) -> String {
    let doc = doc.replace('\n', " ").replace('[', "\\[");
    let types: Vec<String> = (0..args.len()).map(|i| format!("A{i}")).collect();
    let generics = if args.is_empty() { String::new() } else { format!("<{}>", types.join(", ")) };
    let bounds: String = types.iter().map(|t| format!(", {t}: Into<X>")).collect();
    let fields: String = args.iter().zip(&types).map(|(a, t)| format!("/// Placeholder `{a}`.\npub {a}: {t},\n")).collect();
    let shape = if args.is_empty() { ";".to_owned() } else { format!("{{\n{fields}}}") };
    let values: String = args.iter().map(|a| format!("self.{a}.into(), ")).collect();
    format!(
        "/// {doc}\n#[derive(Debug)]\npub struct {name}{generics}{shape}\nimpl<X{bounds}> {trait_name}<X> for {name}{generics} {{\n{body}\nfn args(self) -> alloc::vec::Vec<X> {{ alloc::vec![{values}] }}\n}}\n"
    )
}
