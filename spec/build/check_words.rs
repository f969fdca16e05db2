//! Errors, labels, vocabularies and lists of words: each has a name of its own that Rust can have.

use std::collections::BTreeSet;

use super::check::{name, no_twins, snake};
use super::fault::Faults;
use super::load::Spec;

pub fn check(spec: &Spec, faults: &mut Faults) {
    if let Some(errors) = &spec.errors {
        let names = errors.data.error.iter().map(|e| e.get_ref().name.as_ref().unwrap_or(&e.get_ref().code));
        no_twins(names.map(|n| (n.get_ref().as_str(), n.span().start)), "error", &errors.file, faults);
        for e in &errors.data.error {
            let e = e.get_ref();
            for (word, offset) in [Some(&e.code), e.name.as_ref()].into_iter().flatten().map(|n| (n.get_ref().as_str(), n.span().start)) {
                name(&word.replace('.', "-"), offset, &errors.file, faults);
            }
            for arg in &e.args {
                snake(arg.get_ref(), arg.span().start, &errors.file, faults);
            }
        }
    }
    if let Some(labels) = &spec.labels {
        for (word, label) in &labels.data {
            name(word, label.span().start, &labels.file, faults);
        }
    }
    let mut vocabularies = BTreeSet::new();
    for file in &spec.vocabularies {
        for (word, v) in &file.data {
            name(word, v.span().start, &file.file, faults);
            if !vocabularies.insert(word) {
                faults.at(&file.file, v.span().start, format!("another file has a vocabulary `{word}`"));
            }
            let entries = &v.get_ref().entries;
            no_twins(entries.iter().map(|e| (e.key.get_ref().as_str(), e.key.span().start)), "key", &file.file, faults);
            for e in entries.iter().filter(|e| e.zh.trim().is_empty() || e.en.trim().is_empty()) {
                faults.at(&file.file, e.key.span().start, "a text stands in both languages: one is blank");
            }
        }
    }
    for file in &spec.words {
        for (word, list) in &file.data {
            name(word, list.span().start, &file.file, faults);
            let (words, phrases) = (&list.get_ref().words, &list.get_ref().phrases);
            for blank in words.iter().filter(|w| w.get_ref().trim().is_empty()) {
                faults.at(&file.file, blank.span().start, "a word of a list is not blank");
            }
            for line in phrases.iter().filter(|p| p.get_ref().split_once('=').is_none_or(|(word, _)| word.trim().is_empty())) {
                faults.at(&file.file, line.span().start, "a phrase is 「word = meaning」");
            }
            let (named, _) = list.get_ref().parts();
            no_twins(
                named.iter().zip(phrases.iter().chain(words)).map(|(word, line)| (*word, line.span().start)),
                "word",
                &file.file,
                faults,
            );
            if words.is_empty() == phrases.is_empty() {
                faults.at(&file.file, list.span().start, format!("the list `{word}` has no words, or words and phrases"));
            }
        }
    }
}
