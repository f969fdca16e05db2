//! `zwgk rules --coverage`: what was seen of each standard, which clauses have a rule, what the rules rest on meanwhile.

use serde::Serialize;
use zwgk::Texts;
use zwgk::catalogue::Title;
use zwgk_spec::vocabulary::{self, Language};
use zwgk_spec::{CLAUSES, COVERAGE, RULES, SOURCES, STANDARDS, Standard, TextId, label};

/// The coverage of the standards.
#[derive(Serialize)]
pub(crate) struct Coverage {
    standards: Vec<OfStandard>,
}

#[derive(Serialize)]
struct OfStandard {
    id: &'static str,
    title: Title,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'static str>,
    seen: &'static str,
    /// Its own clauses, as far as seen.
    clauses: Vec<OwnClause>,
    /// How many rules it has.
    rules: usize,
    /// How many of them are for people.
    manual: usize,
    /// Clauses that its rules cite, by source.
    cited: Vec<Cited>,
    rests_on: Vec<RestsOn>,
    /// What was seen and what not.
    note: Title,
}

#[derive(Serialize)]
struct OwnClause {
    id: &'static str,
    title: &'static str,
}

#[derive(Serialize)]
struct Cited {
    source: &'static str,
    title: &'static str,
    clauses: Vec<&'static str>,
}

#[derive(Serialize)]
struct RestsOn {
    source: &'static str,
    title: &'static str,
    seen: &'static str,
}

impl Coverage {
    /// Of one standard, or of all.
    pub(crate) fn of(only: Option<&str>) -> Self {
        let standards = STANDARDS.iter().zip(COVERAGE).filter(|(s, _)| only.is_none_or(|id| id == s.id));
        Coverage { standards: standards.map(|(standard, known)| OfStandard::new(standard, known)).collect() }
    }

    /// For programs, in both languages.
    pub(crate) fn json(&self) -> String {
        format!("{}\n", serde_json::to_string(self).unwrap_or_default())
    }

    /// For people.
    pub(crate) fn page(&self, texts: &Texts, markdown: bool) -> String {
        self.standards.iter().map(|s| s.page(texts, markdown)).collect::<Vec<_>>().join("\n")
    }
}

impl OfStandard {
    fn new(standard: &Standard, known: &zwgk_spec::Coverage) -> Self {
        let rules: Vec<_> = RULES.iter().filter(|r| r.standard.id == standard.id).collect();
        let cites = |source: &str, clause: &str| {
            rules.iter().flat_map(|r| r.basis).any(|b| b.source.id == source && b.clause.is_some_and(|c| c.id == clause))
        };
        let cited = SOURCES.iter().zip(CLAUSES).map(|(source, clauses)| Cited {
            source: source.id,
            title: source.title,
            clauses: clauses.iter().filter(|c| cites(source.id, c.id)).map(|c| c.label).collect(),
        });
        let rests_on = known.rests_on.iter().map(|s| RestsOn { source: s.id, title: s.title, seen: s.seen.key() });
        OfStandard {
            id: standard.id,
            title: both(standard.title),
            number: standard.number,
            seen: standard.seen.key(),
            clauses: known.clauses.iter().map(|(id, title)| OwnClause { id, title }).collect(),
            rules: rules.len(),
            manual: rules.iter().filter(|r| r.manual).count(),
            cited: cited.filter(|c| !c.clauses.is_empty()).collect(),
            rests_on: rests_on.collect(),
            note: both(known.note),
        }
    }

    fn page(&self, texts: &Texts, markdown: bool) -> String {
        let seen = |seen| vocabulary::Seen::from_key(seen).map_or("", |s| texts.get(s.label()));
        let head = format!("{} {} {} [{}]", self.id, of_language(&self.title, texts), self.number.unwrap_or("—"), seen(self.seen));
        let clauses: Vec<String> = self.clauses.iter().map(|c| format!("{} {}", c.id, c.title)).collect();
        let colon = texts.get(label::COLON);
        let mut lines = vec![if clauses.is_empty() {
            texts.get(label::NO_CLAUSE_SEEN).to_owned()
        } else {
            format!("{}{colon}{}", texts.get(label::CLAUSES_SEEN), clauses.join(texts.comma()))
        }];
        lines.push(texts.phrase(label::RulesInAll { count: self.rules, manual: self.manual }));
        let with_rule = texts.get(label::CLAUSES_WITH_RULE);
        lines.extend(self.cited.iter().map(|c| {
            let title = texts.phrase(label::DocumentTitle { title: c.title });
            format!("{with_rule}{colon}{title} {}", c.clauses.join(texts.comma()))
        }));
        lines.extend(self.rests_on.iter().map(|s| format!("{}{colon}{} [{}]", texts.get(label::RESTS_ON), s.title, seen(s.seen))));
        lines.push(of_language(&self.note, texts).to_owned());
        let (heading, indent) = if markdown { ("## ", "- ") } else { ("", "  ") };
        format!("{heading}{head}\n{}", lines.iter().map(|line| format!("{indent}{line}\n")).collect::<String>())
    }
}

fn both(id: TextId) -> Title {
    let text = |language| Some(Texts::built_in(language).get(id).to_owned());
    Title { zh: text(Language::Zh), en: text(Language::En) }
}

fn of_language<'t>(title: &'t Title, texts: &Texts) -> &'t str {
    let text = match texts.language() {
        Language::Zh => &title.zh,
        Language::En => &title.en,
    };
    text.as_deref().unwrap_or_default()
}
