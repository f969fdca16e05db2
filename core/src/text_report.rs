//! The report for a clerk: one entry a fault, what is wrong in one line, where, the two sides, how to mend, the clause.

use std::collections::BTreeMap;

use zwgk_spec::{SOURCES, TextId, label, vocabulary};

use crate::report::{BasisEntry, FindingEntry, Report, ResultEntry};
use crate::{Arg, Place, Texts, Verbatim};

/// Places of one entry that are written out; more are counted.
const PLACES_SHOWN: usize = 3;

/// How words are coloured; nothing is, unless the output is a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// No colour.
    Plain,
    /// ANSI colours.
    Ansi,
}

/// The report as plain text.
#[must_use]
pub fn plain(report: &Report, texts: &Texts) -> String {
    render(report, texts, Paint::Plain)
}

/// The report as text.
#[must_use]
pub fn render(report: &Report, texts: &Texts, paint: Paint) -> String {
    let mut page = Page { texts, paint, out: String::new() };
    // A subject is named by its file, or by its content in words that were quoted then.
    let (subject, profile) = (Verbatim::from(&*report.subject), report.profile.as_str());
    let head = texts.phrase(label::HeadOfReport { subject, profile, as_of: report.as_of });
    page.line(0, &page.bold(&head));
    let faults = Faults::of(report);
    let (failed, cant_tell) = (faults.of_outcome("failed").len(), faults.of_outcome("cant_tell").len());
    page.line(1, &texts.phrase(label::SumOfReport { cant_tell, failed, passed: report.counts.passed }));
    page.entries(&faults, "failed", None);
    page.entries(&faults, "cant_tell", Some(label::DOUBTS));
    page.entries(&faults, "waived", Some(label::WAIVED));
    page.rules(report);
    if let Some(mended) = report.mended.as_ref().filter(|m| !m.is_empty()) {
        page.heading(label::MENDED);
        mended.iter().for_each(|m| page.line(1, &format!("{}  {}", Verbatim::from(&*m.message), Verbatim::from(&*m.rule))));
    }
    for (title, decisions) in [(label::EXPIRED_DECISIONS, &report.decisions.expired), (label::UNUSED_DECISIONS, &report.decisions.unused)] {
        if !decisions.is_empty() {
            page.heading(title);
            decisions.iter().for_each(|d| {
                page.line(1, &format!("{}  {}  {}", Verbatim::from(&*d.rule), Verbatim::from(&*d.fingerprint), page.decision(d)));
            });
        }
    }
    page.out
}

/// The results of a report by fault, in the order of their first.
struct Faults<'r>(Vec<Vec<&'r FindingEntry>>);

impl<'r> Faults<'r> {
    fn of(report: &'r Report) -> Self {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut faults: Vec<Vec<&FindingEntry>> = Vec::new();
        for finding in report.findings() {
            let place = *places.entry(finding.cause.clone()).or_insert(faults.len());
            match faults.get_mut(place) {
                Some(fault) => fault.push(finding),
                None => faults.push(vec![finding]),
            }
        }
        Faults(faults)
    }

    /// The faults whose gravest result has an outcome.
    fn of_outcome(&self, outcome: &str) -> Vec<&[&'r FindingEntry]> {
        const GRAVEST_FIRST: [&str; 3] = ["failed", "cant_tell", "waived"];
        let gravity = |outcome: &str| GRAVEST_FIRST.iter().position(|o| *o == outcome);
        let is_it = |fault: &&Vec<&FindingEntry>| fault.iter().filter_map(|f| gravity(f.outcome)).min() == gravity(outcome);
        self.0.iter().filter(is_it).map(Vec::as_slice).collect()
    }
}

struct Page<'t> {
    texts: &'t Texts,
    paint: Paint,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        for line in text.lines() {
            self.out.push_str(&"  ".repeat(indent));
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    fn coloured(&self, code: &str, text: &str) -> String {
        match self.paint {
            Paint::Plain => text.to_owned(),
            Paint::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }

    fn bold(&self, text: &str) -> String {
        self.coloured("1", text)
    }

    fn heading(&mut self, title: TextId) {
        self.out.push('\n');
        let title = self.bold(self.texts.get(title));
        self.line(1, &title);
    }

    /// A fact under an entry: its name, padded to the width of two Chinese words, and its lines.
    fn fact(&mut self, name: TextId, text: &str) {
        let name = self.texts.get(name);
        let width: usize = name.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let pad = " ".repeat(10_usize.saturating_sub(width).max(1));
        for (number, line) in text.lines().enumerate() {
            let head = if number == 0 { format!("{}{pad}", self.coloured("2", name)) } else { " ".repeat(10) };
            self.line(2, &format!("{head}{line}"));
        }
    }

    /// Entries of one outcome, one a fault: results of the fault with a lesser outcome stand there as 同一问题.
    fn entries(&mut self, faults: &Faults<'_>, outcome: &str, title: Option<TextId>) {
        let of_outcome = faults.of_outcome(outcome);
        if let Some(title) = title.filter(|_| !of_outcome.is_empty()) {
            self.heading(title);
        }
        for fault in of_outcome {
            let (mut main, also): (Vec<&FindingEntry>, Vec<_>) = fault.iter().copied().partition(|f| f.outcome == outcome);
            let others = main.split_off(1.min(main.len()));
            if let Some(first) = main.first() {
                self.entry(first, &others.into_iter().chain(also).collect::<Vec<_>>());
            }
        }
    }

    fn entry(&mut self, entry: &FindingEntry, also: &[&FindingEntry]) {
        let (sign, colour) = match (entry.outcome, entry.level) {
            ("failed", "must") => ("✗", "31"),
            ("failed", _) => ("✗", "33"),
            ("waived", _) => ("○", "2"),
            _ => ("?", "36"),
        };
        let level = vocabulary::Level::from_key(entry.level).map_or("", |l| self.texts.get(l.label()));
        let known = if entry.known == Some(true) { self.texts.get(label::KNOWN_WORD) } else { "" };
        self.out.push('\n');
        let line = format!("{} {} {known}", self.coloured(colour, &format!("{sign} {level}")), self.bold(&entry.message));
        self.line(1, line.trim_end());
        self.fact(label::WHERE, &self.places(&entry.at));
        if let (Some(expected), Some(actual)) = (&entry.expected, &entry.actual) {
            // Words of arguments: what an input says was quoted when it became one.
            let (actual, expected) = (Verbatim(self.word(actual)), Verbatim(self.word(expected)));
            self.fact(label::SIDES, &self.texts.phrase(label::BothSides { actual, expected }));
        }
        for step in &entry.why {
            self.fact(label::REASONING, &step.text);
        }
        if let Some(missing) = entry.missing.as_ref().filter(|m| !m.is_empty()) {
            let shown: Vec<String> = missing.iter().take(PLACES_SHOWN).map(|m| self.missing(m, &entry.at)).collect();
            self.fact(label::MISSING, &self.with_count(&shown.join(self.texts.comma()), missing.len()));
        }
        if let Some(fix) = &entry.fix {
            self.fact(label::HOW_TO_MEND, &fix.text);
        }
        for other in also {
            self.fact(label::ALSO, &format!("{}  {}", other.message, other.rule));
        }
        if let Some(decision) = &entry.decision {
            self.fact(label::DECIDED, &self.decision(decision));
        }
        self.fact(label::BY_CLAUSE, &self.basis(&entry.basis));
        self.fact(label::RULE_WORD, &format!("{}  {}", entry.rule, entry.fingerprint));
    }

    fn rules(&mut self, report: &Report) {
        let mut headed = false;
        for result in &report.results {
            if let ResultEntry::Rule(rule) = result {
                if rule.outcome == "error" && !headed {
                    self.heading(label::NOT_RUN);
                    headed = true;
                }
                let outcome = vocabulary::Outcome::from_key(rule.outcome).map_or("", |o| self.texts.get(o.label()));
                let line = format!("{outcome}  {}  {}  {}", rule.title, rule.rule, rule.message.as_deref().unwrap_or_default());
                self.line(1, line.trim_end());
            }
        }
    }

    fn word(&self, arg: &Arg) -> String {
        let mut out = String::new();
        self.texts.word(arg, &mut out);
        out
    }

    /// What is missing as a clerk calls it: a field or a fact by its label, a place of the finding by its name.
    fn missing(&self, missing: &str, places: &[Place]) -> String {
        let field = vocabulary::ReportField::from_key(missing.trim_start_matches('/')).map(vocabulary::ReportField::label);
        let label = field.or_else(|| vocabulary::ReportFact::from_key(missing).map(vocabulary::ReportFact::label));
        if let Some(label) = label {
            return self.texts.get(label).to_owned();
        }
        let (file, pointer) = missing.split_once('#').map_or((None, missing), |(file, pointer)| (Some(file), pointer));
        let place = places.iter().find(|p| p.file.as_deref() == file && p.pointer.as_deref() == Some(pointer) && p.name.is_some());
        place.map_or_else(|| missing.to_owned(), |place| self.place(place))
    }

    fn with_count(&self, shown: &str, count: usize) -> String {
        if count > PLACES_SHOWN { format!("{shown} {}", self.texts.phrase(label::AndMore { count })) } else { shown.to_owned() }
    }

    fn places(&self, places: &[Place]) -> String {
        let shown: Vec<String> = places.iter().take(PLACES_SHOWN).map(|p| self.place(p)).collect();
        self.with_count(&shown.join(self.texts.comma()), places.len())
    }

    fn place(&self, place: &Place) -> String {
        let name =
            place.name.as_ref().or(place.snippet.as_ref()).or(place.pointer.as_ref()).or(place.css.as_ref()).map_or("", String::as_str);
        let mut notes: Vec<String> = Vec::new();
        if place.file.as_deref() == Some("previous") {
            notes.push(self.texts.get(label::IN_FILE).to_owned());
        }
        if let Some(line) = place.line.and_then(|l| i64::try_from(l).ok()) {
            notes.push(self.texts.phrase(label::LineNumber { line }));
        }
        if notes.is_empty() { name.to_owned() } else { format!("{name}{}", self.texts.in_brackets(&notes.join(self.texts.comma()))) }
    }

    /// One line a source: a short title or else its number, its clauses, and how far its text was seen when not in full.
    fn basis(&self, basis: &[BasisEntry]) -> String {
        let mut lines: Vec<(&str, String)> = Vec::new();
        for entry in basis {
            let clause = entry.clause.as_deref().unwrap_or_default();
            let seen = vocabulary::Seen::from_key(entry.seen).map_or("", |s| self.texts.get(s.label()));
            if entry.seen == "ours" {
                // There is no source to name: what the word says is all, in the language of the rest.
                lines.push((&entry.source, seen.to_owned()));
                continue;
            }
            let seen = if entry.seen == "full" { String::new() } else { format!(" [{seen}]") };
            match lines.last_mut().filter(|(source, _)| *source == entry.source) {
                Some((_, line)) => *line = format!("{line}{}{clause}{seen}", self.texts.comma()),
                None => lines.push((&entry.source, format!("{} {clause}{seen}", self.source(entry)))),
            }
        }
        lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
    }

    fn source(&self, basis: &BasisEntry) -> String {
        /// A title up to this long is what people know a source by; for longer ones they say the number.
        const SHORT: usize = 20;
        let title = SOURCES.iter().find(|s| s.id == basis.source).map_or(basis.source.as_str(), |s| s.title);
        match &basis.number {
            Some(number) if title.chars().count() > SHORT => number.clone(),
            _ if title.contains('《') => title.to_owned(),
            _ => self.texts.phrase(label::DocumentTitle { title }),
        }
    }

    fn decision(&self, decision: &crate::report::DecisionEntry) -> String {
        let (author, reason) = (decision.author.as_str(), decision.reason.as_str());
        self.texts.phrase(label::DecisionLine { author, from: decision.from, reason })
    }
}
