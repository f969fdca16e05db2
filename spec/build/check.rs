//! What the shapes alone do not catch: that names exist, days are in order, levels fit how far the law was seen.

use std::collections::BTreeSet;

use toml::Spanned;

use super::examples;
use super::fault::{Faults, File};
use super::load::{Loaded, RuleFolder, Spec};
use super::names::{is_kebab, is_snake};
use super::shape::{self, Day};
use super::texts::placeholders;

const SEEN: [&str; 6] = ["full", "excerpt", "outline", "title", "unseen", "ours"];
const LEVELS: [&str; 3] = ["must", "should", "may"];
const PARAMS: [&str; 6] = ["days", "count", "percent", "factor", "year", "month-day"];
const DATES: [&str; 2] = ["year-end", "as-of"];

pub fn check(spec: &Spec, faults: &mut Faults) {
    let vocabularies = spec.vocabularies.iter().filter_map(|v| v.data.get("subject-kind"));
    let kinds = vocabularies.flat_map(|v| v.get_ref().entries.iter().map(|e| e.key.get_ref().as_str())).collect();
    let c = Check { spec, kinds };
    let mut orders = BTreeSet::new();
    for s in &spec.standards {
        if !orders.insert(s.data.order.get_ref()) {
            faults.at(&s.file, s.data.order.span().start, format!("order {} is taken", s.data.order.get_ref()));
        }
        c.standard(s, faults);
    }
    for source in &spec.sources {
        c.source(source, faults);
    }
    let mut orders = BTreeSet::new();
    for folder in &spec.rules {
        let order = &folder.rule.data.order;
        if !orders.insert((&folder.standard, order.get_ref())) {
            faults.at(&folder.rule.file, order.span().start, format!("order {} is taken in {}", order.get_ref(), folder.standard));
        }
        c.rule(folder, faults);
        examples::check(spec, folder, faults);
    }
    for profile in &spec.profiles {
        c.profile(profile, faults);
    }
}

struct Check<'a> {
    spec: &'a Spec,
    kinds: Vec<&'a str>,
}

impl Check<'_> {
    fn standard(&self, s: &Loaded<shape::Standard>, faults: &mut Faults) {
        one_of(&s.data.seen, &SEEN, "seen", &s.file, faults);
        for source in &s.data.rests_on {
            self.named_source(source, &s.file, faults);
        }
        no_twins(s.data.clauses.iter().map(|c| (c.id.get_ref().as_str(), c.id.span().start)), "clause", &s.file, faults);
    }

    fn source(&self, s: &Loaded<shape::Source>, faults: &mut Faults) {
        if !is_kebab(&s.id) {
            faults.of(&s.file.path, "a source's file name is kebab-case");
        }
        one_of(&s.data.seen, &SEEN, "seen", &s.file, faults);
        in_order(s.data.in_force.as_ref(), s.data.repealed.as_ref(), &s.file, faults);
        no_twins(s.data.clauses.iter().map(|c| (c.id.get_ref().as_str(), c.id.span().start)), "clause", &s.file, faults);
        for seen in s.data.clauses.iter().filter_map(|c| c.seen.as_ref()) {
            one_of(seen, &SEEN, "seen", &s.file, faults);
        }
    }

    fn named_source(&self, id: &Spanned<String>, file: &File, faults: &mut Faults) -> Option<&Loaded<shape::Source>> {
        let source = self.spec.sources.iter().find(|s| s.id == *id.get_ref());
        if source.is_none() {
            faults.at(file, id.span().start, format!("no sources/{}.toml", id.get_ref()));
        }
        source
    }

    fn basis(&self, basis: &[shape::Basis], file: &File, faults: &mut Faults) {
        for b in basis {
            in_order(b.since.as_ref(), b.until.as_ref(), file, faults);
            let (Some(source), Some(clause)) = (self.named_source(&b.source, file, faults), &b.clause) else { continue };
            if !source.data.clauses.iter().any(|c| c.id.get_ref() == clause.get_ref()) {
                let (path, clause, offset) = (&source.file.path, clause.get_ref(), clause.span().start);
                faults.at(file, offset, format!("{path} shows no clause `{clause}`: only clauses that were seen can be cited"));
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
        let (file, data) = (&folder.rule.file, &folder.rule.data);
        if !is_kebab(&folder.rule.id) {
            faults.of(&file.path, "a rule's folder is named in kebab-case");
        }
        one_of(&data.governed_by, &DATES, "governed_by", file, faults);
        for kind in data.kinds.get_ref() {
            one_of(kind, &self.kinds, "kind", file, faults);
        }
        if data.kinds.get_ref().is_empty() {
            faults.at(file, data.kinds.span().start, "a rule names the kinds of subject that it looks at");
        }
        in_order(data.since.as_ref(), data.until.as_ref(), file, faults);
        self.basis(data.basis.get_ref(), file, faults);
        if data.basis.get_ref().is_empty() {
            faults.at(file, data.basis.span().start, "a rule names its basis; with no law behind it that is `ours`");
        }
        self.levels(data, file, faults);
        match (&data.manual, data.findings().next()) {
            (Some(manual), Some(_)) if *manual.get_ref() => {
                faults.at(file, manual.span().start, "a manual rule has no findings: no program can check it");
            }
            (_, None) if !data.is_manual() => faults.of(&file.path, "a rule has at least one finding, or is `manual`"),
            _ => {}
        }
        for (_, word, finding) in data.findings() {
            name(word, finding.span().start, file, faults);
            self.finding(finding.get_ref(), file, faults);
        }
        for (word, step) in &data.why {
            name(word, step.span().start, file, faults);
            let step = step.get_ref();
            used(&step.args, &[&step.text], &[], file, faults);
        }
        for (word, p) in &data.params {
            snake(word, p.span().start, file, faults);
            let p = p.get_ref();
            one_of(&p.kind, &PARAMS, "type", file, faults);
            if p.values.get_ref().is_empty() {
                faults.at(file, p.values.span().start, format!("parameter `{word}` has no value"));
            }
            for v in p.values.get_ref() {
                in_order(v.since.as_ref(), v.until.as_ref(), file, faults);
                if let Err(reason) = param_value(p.kind.get_ref(), v.value.get_ref()) {
                    faults.at(file, v.value.span().start, format!("parameter `{word}`: {reason}"));
                }
            }
        }
    }

    /// Its own level and those of its findings, against how far its law was seen.
    fn levels(&self, data: &shape::Rule, file: &File, faults: &mut Faults) {
        let strongest = match (SEEN.get(self.best_seen(data.basis.get_ref())), &data.misleads) {
            (Some(&"ours"), None) => "may",
            (Some(&("ours" | "unseen")), _) => "should",
            _ => "must",
        };
        let allowed = LEVELS.iter().position(|l| *l == strongest);
        let own = data.findings().filter_map(|(_, _, f)| f.get_ref().level.as_ref());
        for level in std::iter::once(&data.level).chain(own) {
            let (word, offset) = (level.get_ref(), level.span().start);
            one_of(level, &LEVELS, "level", file, faults);
            if LEVELS.iter().position(|l| l == word).is_some_and(|at| Some(at) < allowed) {
                let reason = format!("level `{word}` is too strong: by how far its basis was seen it is at most `{strongest}`");
                faults.at(file, offset, reason);
            }
        }
    }

    fn finding(&self, f: &shape::Finding, file: &File, faults: &mut Faults) {
        let named: Vec<&Spanned<String>> = f.value.iter().chain(&f.expected).chain(&f.actual).collect();
        for arg in &named {
            if !f.args.contains(arg) {
                faults.at(file, arg.span().start, format!("`{}` is not among the args", arg.get_ref()));
            }
        }
        let texts: Vec<&Spanned<shape::Both>> = std::iter::once(&f.message).chain(&f.fix).collect();
        used(&f.args, &texts, &named, file, faults);
        let message = f.message.get_ref();
        if message.zh.ends_with('。') || message.en.ends_with('.') || message.zh.contains('\n') || message.en.contains('\n') {
            faults.at(file, f.message.span().start, "a message is one line without a full stop");
        }
    }

    fn profile(&self, p: &Loaded<shape::Profile>, faults: &mut Faults) {
        let layer = |id: &str| self.spec.profiles.iter().find(|x| x.id == id);
        let below = |x: &Loaded<shape::Profile>| layer(x.data.extends.as_ref()?.get_ref());
        if let Some(base) = &p.data.extends {
            if layer(base.get_ref()).is_none() {
                faults.at(&p.file, base.span().start, format!("no profiles/{}.toml", base.get_ref()));
            }
            if std::iter::successors(below(p), |x| below(x)).take(self.spec.profiles.len()).any(|x| x.id == p.id) {
                faults.at(&p.file, base.span().start, format!("`{}` extends itself", p.id));
            }
        }
        for (id, rule) in &p.data.rules {
            let folder = self.spec.rules.iter().find(|r| format!("{}.{}", r.standard, r.rule.id) == *id);
            let Some(folder) = folder else {
                faults.at(&p.file, rule.span().start, format!("no rule `{id}`"));
                continue;
            };
            let rule = rule.get_ref();
            self.basis(&rule.basis, &p.file, faults);
            if let Some(level) = &rule.level {
                one_of(level, &LEVELS, "level", &p.file, faults);
            }
            for (name, value) in &rule.params {
                let Some(param) = folder.rule.data.params.get(name) else {
                    faults.at(&p.file, value.span().start, format!("rule `{id}` has no parameter `{name}`"));
                    continue;
                };
                if let Err(reason) = param_value(param.get_ref().kind.get_ref(), value.get_ref()) {
                    faults.at(&p.file, value.span().start, format!("parameter `{name}`: {reason}"));
                }
            }
        }
    }
}

fn one_of(value: &Spanned<String>, allowed: &[&str], what: &str, file: &File, faults: &mut Faults) {
    if !allowed.contains(&value.get_ref().as_str()) {
        faults.at(file, value.span().start, format!("{what} `{}` is none of {allowed:?}", value.get_ref()));
    }
}

fn in_order(since: Option<&Day>, until: Option<&Spanned<Day>>, file: &File, faults: &mut Faults) {
    if let (Some(since), Some(until)) = (since, until)
        && since >= until.get_ref()
    {
        faults.at(file, until.span().start, format!("this day is not after {since}, on which it begins"));
    }
}

/// What an id stands for stands once.
pub fn no_twins<'a>(ids: impl Iterator<Item = (&'a str, usize)>, what: &str, file: &File, faults: &mut Faults) {
    let mut all = BTreeSet::new();
    for (id, offset) in ids {
        if !all.insert(id) {
            faults.at(file, offset, format!("{what} `{id}` stands twice"));
        }
    }
}

/// What becomes a type, a variant or a constant is named in kebab-case.
pub fn name(word: &str, offset: usize, file: &File, faults: &mut Faults) {
    if !is_kebab(word) {
        faults.at(file, offset, format!("`{word}` is not written like-this"));
    }
}

/// What becomes a field is named in snake_case.
pub fn snake(word: &str, offset: usize, file: &File, faults: &mut Faults) {
    if !is_snake(word) {
        faults.at(file, offset, format!("`{word}` is not written like_this"));
    }
}

fn used(args: &[Spanned<String>], texts: &[&Spanned<shape::Both>], named: &[&Spanned<String>], file: &File, faults: &mut Faults) {
    for arg in args {
        snake(arg.get_ref(), arg.span().start, file, faults);
        if !named.contains(&arg) && !texts.iter().any(|t| placeholders(&t.get_ref().zh).contains(arg.get_ref())) {
            faults.at(file, arg.span().start, format!("the argument `{}` is used nowhere", arg.get_ref()));
        }
    }
}

/// The packed number of a parameter's value.
pub fn param_value(kind: &str, value: &toml::Value) -> Result<i64, String> {
    if kind != "month-day" {
        return value.as_integer().filter(|n| *n >= 0).ok_or_else(|| format!("a {kind} is a whole number ≥ 0"));
    }
    /// Days of each month in a leap year.
    const LONGEST: [i64; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let text = value.as_str().unwrap_or_default();
    let parts = text.split_once('-').and_then(|(m, d)| Some((m.parse::<i64>().ok()?, d.parse::<i64>().ok()?)));
    match parts {
        Some((m @ 1..=12, d @ 1..)) if text.len() == 5 && d <= LONGEST[m as usize - 1] => Ok(m * 100 + d),
        _ => Err("a month-day is written \"01-31\"".to_owned()),
    }
}
