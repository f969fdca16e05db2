//! `zwgk rules`: the catalogue, one rule's page, the coverage of the standards.

use clap::ArgMatches;
use zwgk::catalogue::{Catalogue, RuleSummary, catalogue};
use zwgk::decision::Decisions;
use zwgk::json::nearest;
use zwgk::{Engine, Limits, Texts};
use zwgk_spec::{CLAUSES, COVERAGE, Coverage, RULES, SOURCES, STANDARDS, Standard, label, vocabulary};

use crate::output::say;
use crate::profile::load_profile;
use crate::{exit, rule_page};

/// Runs the subcommand.
pub(crate) fn run(matches: &ArgMatches, texts: &Texts) -> u8 {
    let rules = match load_profile(matches.get_one::<String>("profile").map(String::as_str), texts) {
        Ok(rules) => rules,
        Err(code) => return code,
    };
    let engine = Engine::from_parts(texts.clone(), rules, Decisions::default(), Limits::default());
    let format = matches.get_one::<String>("format").map_or("text", String::as_str);
    let standard = matches.get_one::<String>("standard");
    if let Some(name) = standard.filter(|name| !STANDARDS.iter().any(|s| s.id == name.as_str())) {
        let allowed: Vec<String> = STANDARDS.iter().map(|s| s.id.to_owned()).collect();
        let line = texts.phrase(label::UnknownStandard { allowed, name: name.as_str() });
        crate::tell!("{}: {line}", texts.get(label::ERROR_WORD));
        return exit::BAD_INPUT;
    }
    if matches.get_flag("coverage") {
        say(&coverage(standard.map(String::as_str), texts, format == "md"));
        return exit::CLEAN;
    }
    let id = matches.get_one::<String>("id");
    let mut list = both_titles(catalogue(&engine), &engine);
    list.rules.retain(|r| id.is_none_or(|id| id == r.id) && standard.is_none_or(|s| s == r.standard));
    if let Some(id) = id {
        let Some(rule) = RULES.iter().find(|r| r.id == id.as_str()) else {
            crate::tell!("{}: {}", texts.get(label::ERROR_WORD), texts.phrase(label::UnknownCommandRule { id: id.as_str() }));
            if let Some(name) = nearest(id, RULES.iter().map(|r| r.id)) {
                crate::tell!("  {}", texts.phrase(label::DidYouMean { name }));
            }
            return exit::BAD_INPUT;
        };
        if format != "json" {
            say(&rule_page::page(&engine, rule, format == "md"));
            return exit::CLEAN;
        }
    }
    match format {
        "json" => say(&format!("{}\n", serde_json::to_string(&list).unwrap_or_default())),
        _ => say(&list.rules.iter().map(|r| line(r, texts, format == "md") + "\n").collect::<String>()),
    }
    exit::CLEAN
}

/// The command has both languages loaded; the library only the one that it was given.
fn both_titles(mut list: Catalogue, engine: &Engine) -> Catalogue {
    for language in vocabulary::Language::ALL {
        let texts = Texts::built_in(language);
        let other = catalogue(&Engine::from_parts(texts, engine.rules().clone(), Decisions::default(), engine.limits()));
        for (rule, in_language) in list.rules.iter_mut().zip(other.rules) {
            rule.title.zh = rule.title.zh.take().or(in_language.title.zh);
            rule.title.en = rule.title.en.take().or(in_language.title.en);
            for (param, in_language) in rule.params.iter_mut().zip(in_language.params) {
                param.title.zh = param.title.zh.take().or(in_language.title.zh);
                param.title.en = param.title.en.take().or(in_language.title.en);
            }
        }
    }
    list
}

fn line(rule: &RuleSummary, texts: &Texts, markdown: bool) -> String {
    let level = vocabulary::Level::from_key(rule.level).map_or("", |l| texts.get(l.label()));
    let title = match texts.language() {
        vocabulary::Language::Zh => rule.title.zh.as_deref(),
        vocabulary::Language::En => rule.title.en.as_deref(),
    };
    let title = title.unwrap_or_default();
    let manual = if rule.manual { texts.in_brackets(texts.get(label::PAGE_MANUAL)) } else { String::new() };
    if markdown {
        return format!("- `{}` **{level}** {title}{manual}", rule.id);
    }
    format!("{:<44} {level}  {title}{manual}", rule.id)
}

/// Per standard: clauses known, clauses of its sources with a rule, and what is not seen.
fn coverage(only: Option<&str>, texts: &Texts, markdown: bool) -> String {
    let standards = STANDARDS.iter().zip(COVERAGE).filter(|(s, _)| only.is_none_or(|id| id == s.id));
    standards.map(|(s, known)| standard(s, known, texts, markdown)).collect::<Vec<_>>().join("\n")
}

fn standard(standard: &Standard, known: &Coverage, texts: &Texts, markdown: bool) -> String {
    let rules: Vec<_> = RULES.iter().filter(|r| r.standard.id == standard.id).collect();
    let seen = |seen: &str| vocabulary::Seen::from_key(seen).map_or("", |s| texts.get(s.label())).to_owned();
    let number = standard.number.unwrap_or("—");
    let head = format!("{} {} {number} [{}]", standard.id, texts.get(standard.title), seen(standard.seen.key()));
    let mut lines = vec![if markdown { format!("## {head}") } else { head }];
    let clauses: Vec<String> = known.clauses.iter().map(|(id, title)| format!("{id} {title}")).collect();
    let clauses = if clauses.is_empty() { texts.get(label::NOT_SEEN).to_owned() } else { clauses.join(texts.comma()) };
    lines.push(format!("{}: {clauses}", texts.get(label::CLAUSES_SEEN)));
    let manual = rules.iter().filter(|r| r.manual).count();
    lines.push(texts.phrase(label::RulesInAll { count: rules.len(), manual }));
    for (source, clauses) in SOURCES.iter().zip(CLAUSES) {
        let cited: Vec<&str> = clauses
            .iter()
            .filter(|c| rules.iter().flat_map(|r| r.basis).any(|b| b.source.id == source.id && b.clause.is_some_and(|x| x.id == c.id)))
            .map(|c| c.label)
            .collect();
        if !cited.is_empty() {
            let title = texts.phrase(label::DocumentTitle { title: source.title });
            lines.push(format!("{}: {title} {}", texts.get(label::CLAUSES_WITH_RULE), cited.join(texts.comma())));
        }
    }
    for source in known.rests_on {
        lines.push(format!("{}: {} [{}]", texts.get(label::RESTS_ON), source.title, seen(source.seen.key())));
    }
    lines.push(known.note.to_owned());
    let (first, rest) = (lines.first().cloned().unwrap_or_default(), lines.iter().skip(1));
    let indent = if markdown { "- " } else { "  " };
    format!("{first}\n{}\n", rest.map(|l| format!("{indent}{l}")).collect::<Vec<_>>().join("\n"))
}
