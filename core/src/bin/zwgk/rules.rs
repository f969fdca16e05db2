//! `zwgk rules`: the catalogue, one rule's page, the coverage of the standards.

use clap::ArgMatches;
use zwgk::catalogue::{Catalogue, RuleSummary, catalogue};
use zwgk::decision::Decisions;
use zwgk::json::nearest;
use zwgk::{Engine, Limits, Texts, Verbatim};
use zwgk_spec::{RULES, STANDARDS, label, vocabulary};

use crate::args::path;
use crate::coverage::Coverage;
use crate::output::{refuse, say};
use crate::profile::load_profile;
use crate::{exit, rule_page};

/// Runs the subcommand.
pub(crate) fn run(matches: &ArgMatches, texts: &Texts) -> u8 {
    let rules = match load_profile(path(matches, "profile"), texts) {
        Ok(rules) => rules,
        Err(code) => return code,
    };
    let engine = Engine::from_parts(texts.clone(), rules, Decisions::default(), Limits::default());
    let format = matches.get_one::<String>("format").map_or("text", String::as_str);
    let standard = matches.get_one::<String>("standard");
    if let Some(name) = standard.filter(|name| !STANDARDS.iter().any(|s| s.id == name.as_str())) {
        let allowed: Vec<String> = STANDARDS.iter().map(|s| s.id.to_owned()).collect();
        return refuse(&texts.phrase(label::UnknownStandard { allowed, name: Verbatim::from(&**name) }), texts);
    }
    let id = matches.get_one::<String>("id");
    let rule = id.and_then(|id| RULES.iter().find(|r| r.id == id.as_str()));
    if let (Some(id), None) = (id, rule) {
        let code = refuse(&texts.phrase(label::UnknownCommandRule { id: Verbatim::from(&**id) }), texts);
        let name = near_ids(id);
        let hint = if name.is_empty() { texts.get(label::ALL_RULES).to_owned() } else { texts.phrase(label::DidYouMean { name }) };
        crate::tell!("  {hint}");
        return code;
    }
    if matches.get_flag("coverage") {
        // With a rule: of its standard.
        let coverage = Coverage::of(standard.map(String::as_str).or(rule.map(|r| r.standard.id)));
        say(&if format == "json" { coverage.json() } else { coverage.page(texts, format == "md") });
        return exit::CLEAN;
    }
    let mut list = both_titles(catalogue(&engine), &engine);
    list.rules.retain(|r| id.is_none_or(|id| id == r.id) && standard.is_none_or(|s| s == r.standard));
    if let Some(rule) = rule.filter(|_| format != "json") {
        say(&rule_page::page(&engine, rule, format == "md"));
        return exit::CLEAN;
    }
    match format {
        "json" => say(&format!("{}\n", serde_json::to_string(&list).unwrap_or_default())),
        _ => say(&list.rules.iter().map(|r| line(r, texts, format == "md") + "\n").collect::<String>()),
    }
    exit::CLEAN
}

/// The ids that a mistyped or shortened one may stand for: one that is near as a whole, else those that are near without their
/// standard, else the first few that hold it.
fn near_ids(id: &str) -> Vec<Verbatim> {
    const SHOWN: usize = 5;
    /// Fewer letters are part of too many.
    const TELLING: usize = 3;
    let ids = || RULES.iter().map(|r| r.id);
    let alone = |id: &'static str| id.split_once('.').map_or(id, |(_, alone)| alone);
    let near: Vec<&str> = if let Some(near) = nearest(id, ids()) {
        vec![near]
    } else if let Some(near) = nearest(id, ids().map(alone)) {
        ids().filter(|id| alone(id) == near).collect()
    } else {
        ids().filter(|known| id.len() >= TELLING && known.contains(id)).collect()
    };
    near.into_iter().take(SHOWN).map(Verbatim::from).collect()
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
