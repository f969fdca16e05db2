//! Reads every file of `spec/` into its shape.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::fault::{Faults, File};
use super::shape;

pub struct Loaded<T> {
    pub id: String,
    pub file: File,
    pub data: T,
}

pub struct RuleFolder {
    pub standard: String,
    pub rule: Loaded<shape::Rule>,
    pub examples: Vec<Loaded<shape::Example>>,
}

pub struct Spec {
    pub standards: Vec<Loaded<shape::Standard>>,
    pub sources: Vec<Loaded<shape::Source>>,
    /// In catalogue order: the standard's order, then the rule's.
    pub rules: Vec<RuleFolder>,
    /// Whole valid subjects: `<standard>/<file stem>` to JSON text.
    pub bases: BTreeMap<String, Loaded<serde_json::Value>>,
    pub profiles: Vec<Loaded<shape::Profile>>,
    pub state: Option<Loaded<shape::State>>,
    pub calendar: Option<Loaded<shape::Calendar>>,
    pub errors: Option<Loaded<shape::Errors>>,
    pub labels: Option<Loaded<shape::Labels>>,
    pub vocabularies: Vec<Loaded<shape::Vocabularies>>,
    pub words: Vec<Loaded<shape::WordLists>>,
    /// Every file read, path and text, in path order: what the digest is made of.
    pub everything: BTreeMap<String, String>,
}

struct Reader<'a> {
    root: &'a Path,
    faults: &'a mut Faults,
    everything: BTreeMap<String, String>,
}

impl Reader<'_> {
    fn names(&mut self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.root.join(folder)) else {
            self.faults.of(folder, "the folder is missing");
            return Vec::new();
        };
        let names = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.filter(|n| !n.starts_with('.')).collect();
        names.sort();
        names
    }

    fn file(&mut self, path: &str) -> Option<File> {
        match std::fs::read_to_string(self.root.join(path)) {
            Ok(text) => {
                self.everything.insert(path.to_owned(), text.clone());
                Some(File { path: path.to_owned(), text })
            }
            Err(e) => {
                self.faults.of(path, format!("cannot be read: {e}"));
                None
            }
        }
    }

    fn toml<T: DeserializeOwned>(&mut self, path: &str) -> Option<Loaded<T>> {
        let file = self.file(path)?;
        match toml::from_str(&file.text) {
            Ok(data) => {
                let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
                Some(Loaded { id: stem.to_owned(), file, data })
            }
            Err(e) => {
                self.faults.at(&file, e.span().map_or(0, |s| s.start), e.message());
                None
            }
        }
    }

    fn folder<T: DeserializeOwned>(&mut self, folder: &str) -> Vec<Loaded<T>> {
        let mut all = Vec::new();
        for name in self.names(folder) {
            if self.is_known(folder, &name, name.ends_with(".toml")) {
                all.extend(self.toml(&format!("{folder}/{name}")));
            }
        }
        all
    }

    fn is_known(&mut self, folder: &str, name: &str, known: bool) -> bool {
        if !known {
            self.faults.of(&format!("{folder}/{name}"), "nothing reads a file of this name");
        }
        known
    }

    fn json<T: DeserializeOwned>(&mut self, path: &str, id: &str) -> Option<Loaded<T>> {
        let file = self.file(path)?;
        match serde_json::from_str(&file.text) {
            Ok(data) => Some(Loaded { id: id.to_owned(), file, data }),
            Err(e) => {
                self.faults.of(&format!("{path}:{}", e.line()), e);
                None
            }
        }
    }

    fn rule(&mut self, standard: &str, name: &str) -> Option<RuleFolder> {
        let folder = format!("rules/{standard}/{name}");
        let mut rule: Loaded<shape::Rule> = self.toml(&format!("{folder}/rule.toml"))?;
        name.clone_into(&mut rule.id);
        let mut examples = Vec::new();
        for file in self.names(&folder) {
            if file == "rule.toml" {
                continue;
            }
            let path = format!("{folder}/{file}");
            let known = ["pass-", "fail-", "cant-tell-"].iter().any(|p| file.starts_with(p));
            if !known || !file.ends_with(".json") {
                self.faults.of(&path, "an example is called pass-*.json, fail-*.json or cant-tell-*.json");
                continue;
            }
            examples.extend(self.json(&path, &file));
        }
        Some(RuleFolder { standard: standard.to_owned(), rule, examples })
    }
}

pub fn load(root: &Path, faults: &mut Faults) -> Spec {
    let mut r = Reader { root, faults, everything: BTreeMap::new() };
    let mut standards: Vec<Loaded<shape::Standard>> = r.folder("standards");
    standards.sort_by_key(|s| *s.data.order.get_ref());
    let (mut rules, mut bases) = (Vec::new(), BTreeMap::new());
    for standard in r.names("rules") {
        if !standards.iter().any(|s| s.id == standard) {
            r.faults.of(&format!("rules/{standard}"), "no standard of this name in standards/");
        }
        for name in r.names(&format!("rules/{standard}")) {
            match name.strip_suffix(".json") {
                Some(stem) => {
                    let base = r.json(&format!("rules/{standard}/{name}"), stem);
                    bases.extend(base.map(|base| (format!("{standard}/{stem}"), base)));
                }
                None => rules.extend(r.rule(&standard, &name)),
            }
        }
    }
    let place = |id: &str| standards.iter().position(|s| s.id == id);
    rules.sort_by_key(|r| (place(&r.standard), *r.rule.data.order.get_ref()));
    let mut vocabularies = Vec::new();
    for name in r.names("texts").into_iter().filter(|n| n != "errors.toml" && n != "labels.toml") {
        if r.is_known("texts", &name, name.starts_with("vocabulary-") && name.ends_with(".toml")) {
            vocabularies.extend(r.toml(&format!("texts/{name}")));
        }
    }
    Spec {
        sources: r.folder("sources"),
        profiles: r.folder("profiles"),
        state: r.toml("spec.toml"),
        calendar: r.toml("calendar/calendar.toml"),
        errors: r.toml("texts/errors.toml"),
        labels: r.toml("texts/labels.toml"),
        words: r.folder("words"),
        vocabularies,
        standards,
        rules,
        bases,
        everything: r.everything,
    }
}
