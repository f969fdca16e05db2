//! What the shapes alone do not catch: that names exist, levels fit how far the law was seen, examples show every finding.

use std::collections::BTreeSet;

use toml::Spanned;

use crate::fault::Faults;
use crate::load::{Loaded, RuleFolder, Spec};
use crate::names::is_kebab;
use crate::shape;
use crate::texts::placeholders;

const SEEN: [&str; 6] = ["full", "excerpt", "outline", "title", "unseen", "ours"];
const LEVELS: [&str; 3] = ["must", "should", "may"];
const DATES: [&str; 2] = ["year-end", "as-of"];

pub fn check(spec: &Spec, faults: &mut Faults) {
    let kinds: Vec<&str> = spec
        .vocabularies
        .iter()
        .filter_map(|v| v.data.get("subject-kind"))
        .flat_map(|v| v.get_ref().entries.iter().map(|e| e.key.as_str()))
        .collect();
    let c = Check { spec, kinds };
    for standard in &spec.standards {
        c.standard(standard, faults);
    }
    for source in &spec.sources {
        c.source(source, faults);
    }
    let mut orders = BTreeSet::new();
    for folder in &spec.rules {
        if !orders.insert((&folder.standard, folder.rule.data.order)) {
            faults.of(&folder.rule.file.path, format!("order {} is taken in {}", folder.rule.data.order, folder.standard));
        }
        c.rule(folder, faults);
        c.examples(folder, faults);
    }
    for profile in &spec.profiles {
        c.profile(profile, faults);
    }
    for file in &spec.vocabularies {
        for (name, v) in &file.data {
            let keys: BTreeSet<&str> = v.get_ref().entries.iter().map(|e| e.key.as_str()).collect();
            if keys.len() != v.get_ref().entries.len() {
                faults.at(&file.file, v.span().start, format!("`{name}` has a key twice"));
            }
        }
    }
    for file in &spec.words {
        for (name, list) in &file.data {
            let words: BTreeSet<&str> = list.get_ref().words.iter().map(String::as_str).collect();
            if words.len() != list.get_ref().words.len() || words.contains("") || words.is_empty() {
                faults.at(&file.file, list.span().start, format!("`{name}` is empty, or has an empty word or one twice"));
            }
        }
    }
}

struct Check<'a> {
    spec: &'a Spec,
    kinds: Vec<&'a str>,
}

impl Check<'_> {
    fn standard(&self, s: &Loaded<shape::Standard>, faults: &mut Faults) {
        one_of(&s.data.seen, &SEEN, "seen", s, faults);
        for source in &s.data.rests_on {
            if !self.spec.sources.iter().any(|x| x.id == *source.get_ref()) {
                faults.at(&s.file, source.span().start, format!("no sources/{}.toml", source.get_ref()));
            }
        }
    }

    fn source(&self, s: &Loaded<shape::Source>, faults: &mut Faults) {
        if !is_kebab(&s.id) {
            faults.of(&s.file.path, "a source's file name is kebab-case");
        }
        one_of(&s.data.seen, &SEEN, "seen", s, faults);
        let mut ids = BTreeSet::new();
        for clause in &s.data.clauses {
            if let Some(seen) = &clause.seen {
                one_of(seen, &SEEN, "seen", s, faults);
            }
            if !ids.insert(clause.id.get_ref()) {
                faults.at(&s.file, clause.id.span().start, format!("clause `{}` stands twice", clause.id.get_ref()));
            }
        }
    }

    fn basis<T>(&self, basis: &[shape::Basis], of: &Loaded<T>, faults: &mut Faults) {
        for b in basis {
            let Some(source) = self.spec.sources.iter().find(|s| s.id == *b.source.get_ref()) else {
                faults.at(&of.file, b.source.span().start, format!("no sources/{}.toml", b.source.get_ref()));
                continue;
            };
            if let Some(clause) = &b.clause
                && !source.data.clauses.iter().any(|c| c.id.get_ref() == clause.get_ref())
            {
                let reason =
                    format!("{} shows no clause `{}`: only clauses that were seen can be cited", source.file.path, clause.get_ref());
                faults.at(&of.file, clause.span().start, reason);
            }
        }
    }

    /// How far the best of the bases was seen: a rule is as strong as its strongest basis.
    fn best_seen(&self, basis: &[shape::Basis]) -> usize {
        let rank = |b: &shape::Basis| {
            let source = self.spec.sources.iter().find(|s| s.id == *b.source.get_ref())?;
            let clause = b.clause.as_ref().and_then(|c| source.data.clauses.iter().find(|x| x.id.get_ref() == c.get_ref()));
            let seen = clause.and_then(|c| c.seen.as_ref()).unwrap_or(&source.data.seen);
            SEEN.iter().position(|s| s == seen.get_ref())
        };
        basis.iter().filter_map(rank).min().unwrap_or(SEEN.len())
    }

    fn rule(&self, folder: &RuleFolder, faults: &mut Faults) {
        let rule = &folder.rule;
        let data = &rule.data;
        if !is_kebab(&rule.id) {
            faults.of(&rule.file.path, "a rule's folder is named in kebab-case");
        }
        one_of(&data.governed_by, &DATES, "governed_by", rule, faults);
        for kind in &data.kinds {
            one_of(kind, &self.kinds, "kind", rule, faults);
        }
        self.basis(data.basis.get_ref(), rule, faults);
        if data.basis.get_ref().is_empty() {
            faults.at(&rule.file, data.basis.span().start, "a rule names its basis; with no law behind it that is `ours`");
        }
        let best = self.best_seen(data.basis.get_ref());
        let strongest = match (SEEN.get(best), &data.misleads) {
            (Some(&"ours"), None) => "may",
            (Some(&("ours" | "unseen")), _) => "should",
            _ => "must",
        };
        let allowed = LEVELS.iter().position(|l| *l == strongest);
        let findings = || data.failed.iter().map(|f| (f, "failed")).chain(data.cant_tell.iter().map(|f| (f, "cant_tell")));
        let levels = std::iter::once((data.level.get_ref().clone(), data.level.span().start))
            .chain(findings().filter_map(|((_, f), _)| Some((f.get_ref().level.clone()?, f.span().start))));
        for (level, offset) in levels {
            let at = LEVELS.iter().position(|l| *l == level);
            if at.is_none() {
                faults.at(&rule.file, offset, format!("level `{level}` is none of {LEVELS:?}"));
            } else if at < allowed {
                faults.at(
                    &rule.file,
                    offset,
                    format!("level `{level}` is too strong: by how far its basis was seen it is at most `{strongest}`"),
                );
            }
        }
        if let (Some(since), Some(until)) = (&data.since, &data.until)
            && since.to_string() >= until.to_string()
        {
            faults.of(&rule.file.path, "`until` is not after `since`");
        }
        if data.manual && findings().next().is_some() {
            faults.of(&rule.file.path, "a manual rule has no findings: no program can check it");
        }
        if !data.manual && findings().next().is_none() {
            faults.of(&rule.file.path, "a rule has at least one finding, or is `manual`");
        }
        for ((name, finding), _) in findings() {
            self.finding(name, finding, rule, faults);
        }
        for (name, step) in &data.why {
            used(&step.get_ref().args, &[&step.get_ref().text.zh], &[], name, step.span().start, rule, faults);
        }
        for (name, p) in &data.params {
            if p.get_ref().values.is_empty() {
                faults.at(&rule.file, p.span().start, format!("parameter `{name}` has no value"));
            }
            for v in &p.get_ref().values {
                if let Err(reason) = param_value(&p.get_ref().kind, &v.value) {
                    faults.at(&rule.file, p.span().start, format!("parameter `{name}`: {reason}"));
                }
            }
        }
    }

    fn finding(&self, name: &str, f: &Spanned<shape::Finding>, rule: &Loaded<shape::Rule>, faults: &mut Faults) {
        let (offset, f) = (f.span().start, f.get_ref());
        let named: Vec<&String> = f.value.iter().chain(&f.expected).chain(&f.actual).collect();
        for arg in &named {
            if !f.args.contains(arg) {
                faults.at(&rule.file, offset, format!("finding `{name}` names `{arg}`, which is not among its args"));
            }
        }
        let mut texts = vec![f.message.zh.as_str()];
        texts.extend(f.fix.as_ref().map(|x| x.zh.as_str()));
        used(&f.args, &texts, &named, name, offset, rule, faults);
        if f.message.zh.ends_with('。') || f.message.en.ends_with('.') {
            faults.at(&rule.file, offset, format!("finding `{name}`: a message is one line without a full stop"));
        }
    }

    fn examples(&self, folder: &RuleFolder, faults: &mut Faults) {
        let rule = &folder.rule;
        let mut shown = BTreeSet::new();
        let mut kinds = BTreeSet::new();
        for (file, example) in &folder.examples {
            let Some(example) = example else { continue };
            let name = file.path.rsplit('/').next().unwrap_or_default();
            let kind = if name.starts_with("pass-") {
                "pass"
            } else if name.starts_with("fail-") {
                "fail"
            } else {
                "cant-tell"
            };
            kinds.insert(kind);
            let base = format!("{}/{}", folder.standard, example.base);
            if !self.spec.bases.contains_key(&base) {
                faults.of(&file.path, format!("no base rules/{base}.json"));
            }
            if example.about.zh.is_empty() || example.about.en.is_empty() {
                faults.of(&file.path, "`about` says in both languages what the example shows");
            }
            let wanted = match kind {
                "fail" => "failed.",
                "cant-tell" => "cant_tell.",
                _ => "",
            };
            if (kind == "pass") != example.expect.is_empty()
                || !example.expect.iter().any(|e| kind == "pass" || e.finding.starts_with(wanted)) && kind != "pass"
            {
                faults.of(&file.path, format!("a {kind} example expects {}", if kind == "pass" { "nothing" } else { wanted }));
            }
            for e in &example.expect {
                let known = match e.finding.split_once('.') {
                    Some(("failed", f)) => rule.data.failed.contains_key(f),
                    Some(("cant_tell", f)) => rule.data.cant_tell.contains_key(f),
                    _ => false,
                };
                if !known {
                    faults.of(&file.path, format!("the rule has no finding `{}`", e.finding));
                }
                shown.insert(e.finding.as_str());
            }
        }
        if rule.data.manual {
            if !kinds.is_empty() {
                faults.of(&rule.file.path, "a manual rule has no examples");
            }
            return;
        }
        if !kinds.contains("pass") {
            faults.of(&rule.file.path, "no passing example pass-*.json");
        }
        let names = |map: &std::collections::BTreeMap<String, Spanned<shape::Finding>>, outcome: &str| {
            map.iter().map(|(n, f)| (format!("{outcome}.{n}"), f.span().start)).collect::<Vec<_>>()
        };
        for (finding, offset) in names(&rule.data.failed, "failed").into_iter().chain(names(&rule.data.cant_tell, "cant_tell")) {
            if !shown.contains(finding.as_str()) {
                faults.at(&rule.file, offset, format!("no example shows `{finding}`"));
            }
        }
    }

    fn profile(&self, p: &Loaded<shape::Profile>, faults: &mut Faults) {
        if let Some(base) = &p.data.extends
            && !self.spec.profiles.iter().any(|x| x.id == *base.get_ref())
        {
            faults.at(&p.file, base.span().start, format!("no profiles/{}.toml", base.get_ref()));
        }
        for (id, rule) in &p.data.rules {
            let offset = rule.span().start;
            let folder = self.spec.rules.iter().find(|r| format!("{}.{}", r.standard, r.rule.id) == *id);
            let Some(folder) = folder else {
                faults.at(&p.file, offset, format!("no rule `{id}`"));
                continue;
            };
            self.basis(&rule.get_ref().basis, p, faults);
            if let Some(level) = &rule.get_ref().level
                && !LEVELS.contains(&level.as_str())
            {
                faults.at(&p.file, offset, format!("level `{level}` is none of {LEVELS:?}"));
            }
            for (name, value) in &rule.get_ref().params {
                match folder.rule.data.params.get(name) {
                    None => faults.at(&p.file, offset, format!("rule `{id}` has no parameter `{name}`")),
                    Some(param) => {
                        if let Err(reason) = param_value(&param.get_ref().kind, value) {
                            faults.at(&p.file, offset, format!("parameter `{name}`: {reason}"));
                        }
                    }
                }
            }
        }
    }
}

fn one_of<T>(value: &Spanned<String>, allowed: &[&str], what: &str, of: &Loaded<T>, faults: &mut Faults) {
    if !allowed.contains(&value.get_ref().as_str()) {
        faults.at(&of.file, value.span().start, format!("{what} `{}` is none of {allowed:?}", value.get_ref()));
    }
}

fn used(args: &[String], texts: &[&str], named: &[&String], name: &str, offset: usize, rule: &Loaded<shape::Rule>, faults: &mut Faults) {
    for arg in args {
        if !named.contains(&arg) && !texts.iter().any(|t| placeholders(t).contains(arg)) {
            faults.at(&rule.file, offset, format!("`{name}`: the argument `{arg}` is used nowhere"));
        }
    }
}

/// The packed number of a parameter's value.
pub fn param_value(kind: &str, value: &toml::Value) -> Result<i64, String> {
    match kind {
        "days" | "count" | "percent" | "factor" | "year" => {
            value.as_integer().filter(|n| *n >= 0).ok_or_else(|| format!("a {kind} is a whole number ≥ 0"))
        }
        "month-day" => {
            /// Days of each month in a leap year.
            const LONGEST: [i64; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            let text = value.as_str().unwrap_or_default();
            let parts = text.split_once('-').and_then(|(m, d)| Some((m.parse::<i64>().ok()?, d.parse::<i64>().ok()?)));
            match parts {
                Some((m @ 1..=12, d @ 1..)) if text.len() == 5 && d <= LONGEST[m as usize - 1] => Ok(m * 100 + d),
                _ => Err("a month-day is written \"01-31\"".to_owned()),
            }
        }
        other => Err(format!("type `{other}` is none of days, count, percent, factor, year, month-day")),
    }
}
