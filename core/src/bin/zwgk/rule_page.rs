//! A rule's page: what it asks, basis with how far seen, parameters, how it is read, examples, the fix.

use std::fmt::Write as _;

use zwgk::profile::{RuleBasis, param_text};
use zwgk::report::{BasisEntry, FindingEntry};
use zwgk::{Engine, Texts, catalogue, selftest};
use zwgk_spec::{CLAUSES, Period, RULES, RuleData, RuleIndex, SAYS, SOURCES, TextId, label, vocabulary};

/// The page of one rule, as text or Markdown.
pub(crate) fn page(engine: &Engine, rule: &'static RuleData, markdown: bool) -> String {
    let texts = engine.texts();
    let summary = catalogue::catalogue(engine).rules.into_iter().find(|r| r.id == rule.id);
    let mut page = Page { texts, markdown, out: String::new() };
    page.title(&format!("{}  {}", rule.id, texts.get(rule.title)));
    let level = summary.as_ref().and_then(|s| vocabulary::Level::from_key(s.level)).map_or("", |l| texts.get(l.label()));
    page.section(label::PAGE_LEVEL, &[format!("{level}{}", period(texts, rule.period))]);
    page.section(label::PAGE_ASKS, &[texts.get(rule.asks).to_owned()]);
    if rule.manual {
        page.line(texts.get(label::PAGE_MANUAL));
    }
    if let Some(assumes) = rule.assumes {
        page.section(label::PAGE_ASSUMES, &[texts.get(assumes).to_owned()]);
    }
    let periods = rule.basis.iter().map(|b| b.period);
    let basis = summary.as_ref().map_or(&[][..], |s| s.basis.as_slice()).iter();
    let added = summary.iter().flat_map(|_| engine.rules().added_basis(index_of(rule))).map(|b| match b {
        RuleBasis::Spec(basis) => basis.period,
        RuleBasis::Own { .. } => Period { since: None, until: None },
    });
    page.section(label::PAGE_BASIS, &basis.zip(periods.chain(added)).map(|(b, p)| basis_line(texts, b, p)).collect::<Vec<_>>());
    let params: Vec<String> = summary
        .iter()
        .flat_map(|s| &s.params)
        .zip(rule.params)
        .map(|(summary, param)| {
            let values: Vec<String> =
                summary.values.iter().map(|v| format!("{}{}", v.value, period(texts, Period { since: v.since, until: v.until }))).collect();
            let shipped: Vec<String> = param.values.iter().map(|v| param_text(param.kind, v.0)).collect();
            let changed = if summary.values.iter().map(|v| &v.value).eq(shipped.iter()) {
                String::new()
            } else {
                format!(" ({})", shipped.join(", "))
            };
            format!("{} = {}{changed}  {}", param.name, values.join(texts.comma()), texts.get(param.title))
        })
        .collect();
    page.section(label::PAGE_PARAMS, &params);
    page.section(label::PAGE_FINDINGS, &rule.findings.iter().map(|f| finding_line(texts, f, markdown)).collect::<Vec<_>>());
    page.examples(engine, rule);
    page.out
}

fn finding_line(texts: &Texts, finding: &zwgk_spec::FindingData, markdown: bool) -> String {
    // In Markdown a word in angle brackets would be a tag, which no reader sees.
    let name = |arg: &&str| zwgk::Arg::Quote(if markdown { format!("`<{arg}>`") } else { format!("<{arg}>") });
    let names: Vec<zwgk::Arg> = finding.args.iter().map(name).collect();
    let outcome = match finding.claim {
        zwgk_spec::Claim::Failed => vocabulary::Outcome::Failed,
        zwgk_spec::Claim::CantTell => vocabulary::Outcome::CantTell,
    };
    let level =
        finding.level.and_then(|l| vocabulary::Level::from_key(l.key())).map_or(String::new(), |l| format!(" {}", texts.get(l.label())));
    let fix = finding
        .fix
        .map_or(String::new(), |f| format!("\n  {}{}{}", texts.get(label::PAGE_FIX), texts.get(label::COLON), texts.fill(f, &names)));
    format!("{}.{} [{}{level}] {}{fix}", outcome.key(), finding.name, texts.get(outcome.label()), texts.fill(finding.message, &names))
}

fn index_of(rule: &RuleData) -> RuleIndex {
    let position = RULES.iter().position(|r| r.id == rule.id).unwrap_or(usize::MAX);
    RuleIndex(u16::try_from(position).unwrap_or(u16::MAX))
}

fn basis_line(texts: &Texts, basis: &BasisEntry, period_of: Period) -> String {
    let seen = vocabulary::Seen::from_key(basis.seen).map_or("", |s| texts.get(s.label()));
    if basis.seen == "ours" {
        return seen.to_owned();
    }
    let known = SOURCES.iter().zip(CLAUSES).find(|(source, _)| source.id == basis.source);
    let says = known
        .and_then(|(_, clauses)| clauses.iter().find(|c| Some(c.label) == basis.clause.as_deref()))
        .and_then(|c| SAYS.get(usize::from(c.words)))
        .copied()
        .unwrap_or_default();
    let says = if says.is_empty() { String::new() } else { format!("\n  {says}") };
    let title = known.map_or(basis.source.as_str(), |(source, _)| source.title);
    {
        let (number, clause) = (basis.number.as_deref().unwrap_or_default(), basis.clause.as_deref().unwrap_or_default());
        let words: Vec<&str> = [title, number, clause].into_iter().filter(|w| !w.is_empty()).collect();
        format!("{} [{seen}]{}{says}", words.join(" "), period(texts, period_of))
    }
}

fn period(texts: &Texts, period: Period) -> String {
    let since = period.since.map(|date| texts.phrase(label::PageSince { date }));
    let until = period.until.map(|date| texts.phrase(label::PageUntil { date }));
    let words: Vec<String> = since.into_iter().chain(until).collect();
    if words.is_empty() { String::new() } else { texts.in_brackets(&words.join(texts.comma())) }
}

struct Page<'t> {
    texts: &'t Texts,
    markdown: bool,
    out: String,
}

impl Page<'_> {
    fn title(&mut self, title: &str) {
        let _ = writeln!(self.out, "{}{title}", if self.markdown { "# " } else { "" });
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.out, "{}{}", if self.markdown { "- " } else { "  " }, line.replace('\n', "\n  "));
    }

    /// A heading and its lines; nothing when there are none.
    fn section(&mut self, heading: TextId, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\n{}{}", if self.markdown { "## " } else { "" }, self.texts.get(heading));
        lines.iter().for_each(|line| self.line(line));
    }

    /// The first passing and the first failing (or doubtful) example, with what the rule says of it.
    fn examples(&mut self, engine: &Engine, rule: &'static RuleData) {
        let runs = selftest::run_rule(engine, rule);
        let first = |prefix: &str| runs.iter().find(|r| r.file.starts_with(prefix));
        let bad = first("fail-").or_else(|| first("cant-tell-"));
        for (heading, run) in [(label::PAGE_PASSING, first("pass-")), (label::PAGE_FAILING, bad)] {
            let Some(run) = run else { continue };
            let mut lines = vec![format!("{}{}", run.about, self.texts.in_brackets(run.file))];
            // JSON as it is, whatever a mark in it would mean in Markdown.
            lines.extend(run.changes.iter().map(|change| if self.markdown { format!("`{change}`") } else { change.clone() }));
            lines.extend(run.findings.iter().flat_map(says));
            self.section(heading, &lines);
        }
    }
}

fn says(finding: &FindingEntry) -> Vec<String> {
    let fix = finding.fix.as_ref().map(|f| f.text.clone());
    std::iter::once(finding.message.clone()).chain(fix).collect()
}
