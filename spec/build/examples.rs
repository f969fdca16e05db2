//! Examples beside a rule: each can be made, is of its kind, and together they show every finding.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::fault::{Faults, File};
use super::load::{RuleFolder, Spec};
use super::shape;

/// The kind of an example, by its file name, and what its findings begin with.
const KINDS: [(&str, &str); 3] = [("pass", ""), ("fail", "failed."), ("cant-tell", "cant_tell.")];

pub fn check(spec: &Spec, folder: &RuleFolder, faults: &mut Faults) {
    let rule = &folder.rule;
    let known: BTreeSet<String> = rule.data.findings().map(|(outcome, name, _)| format!("{outcome}.{name}")).collect();
    let mut shown = BTreeSet::new();
    let mut passes = false;
    for example in &folder.examples {
        let (file, data) = (&example.file, &example.data);
        if rule.data.is_manual() {
            faults.of(&file.path, "a manual rule has no examples");
        }
        let (kind, wanted) = KINDS.into_iter().find(|(kind, _)| example.id.starts_with(kind)).unwrap_or_default();
        passes |= kind == "pass";
        let mut expected = data.expect.iter().map(|e| e.finding.as_str());
        if kind == "pass" && !data.expect.is_empty() {
            faults.at(file, file.find("expect"), "a pass example expects nothing");
        }
        if kind != "pass" && !expected.any(|f| f.starts_with(wanted)) {
            faults.at(file, file.find("expect"), format!("a {kind} example expects {wanted}…"));
        }
        for e in &data.expect {
            if !known.contains(&e.finding) {
                faults.at(file, file.find(&e.finding), format!("the rule has no finding `{}`", e.finding));
            }
            shown.insert(e.finding.as_str());
        }
        let make = Make { spec, standard: &folder.standard, file };
        make.subject(&data.base, &data.set, &data.remove, faults);
        if let Some(previous) = data.options.get("previous") {
            match serde_json::from_value::<shape::Previous>(previous.clone()) {
                Ok(p) => make.subject(&p.base, &p.set, &p.remove, faults),
                Err(e) => faults.at(file, file.find("previous"), e),
            }
        }
    }
    if rule.data.is_manual() {
        return;
    }
    if !passes {
        faults.of(&rule.file.path, "no passing example pass-*.json");
    }
    for (outcome, name, finding) in rule.data.findings() {
        if !shown.contains(format!("{outcome}.{name}").as_str()) {
            faults.at(&rule.file, finding.span().start, format!("no example shows `{outcome}.{name}`"));
        }
    }
}

struct Make<'a> {
    spec: &'a Spec,
    standard: &'a str,
    file: &'a File,
}

impl Make<'_> {
    /// Whether the base is there and every change has a place in it: a change that misses would show nothing.
    fn subject(&self, base: &str, set: &Map<String, Value>, remove: &[String], faults: &mut Faults) {
        let name = format!("{}/{base}", self.standard);
        let Some(base) = self.spec.bases.get(&name) else {
            return faults.at(self.file, self.file.find(base), format!("no base rules/{name}.json"));
        };
        let mut subject = base.data.clone();
        for (pointer, value) in set {
            let parent = pointer.rsplit_once('/').and_then(|(parent, key)| Some((subject.pointer_mut(parent)?.as_object_mut()?, key)));
            if let Some((map, key)) = parent {
                map.insert(key.to_owned(), value.clone());
            } else {
                faults.at(self.file, self.file.find(pointer), format!("`set`: nothing holds `{pointer}`"));
            }
        }
        for pointer in remove {
            let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
            let removed = match (subject.pointer_mut(parent), key.parse()) {
                (Some(Value::Object(map)), _) => map.remove(key).is_some(),
                (Some(Value::Array(list)), Ok(index)) if index < list.len() => {
                    list.remove(index);
                    true
                }
                _ => false,
            };
            if !removed {
                faults.at(self.file, self.file.find(pointer), format!("`remove`: there is no `{pointer}`"));
            }
        }
    }
}
