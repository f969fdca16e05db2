//! Writes the checked spec as Rust: the tables of sources, standards, rules and profiles. Words are next door, in `emit_words.rs`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::Spanned;

use super::check::param_value;
use super::emit_words::message_struct;
use super::fault::{Faults, File};
use super::load::{RuleFolder, Spec};
use super::names::{snake, upper_camel};
use super::shape::{self, Day, words};
use super::texts::Texts;

/// `Some("…")` or `None`, as Rust.
fn option(text: Option<&str>) -> String {
    text.map_or("None".to_owned(), |t| format!("Some({t:?})"))
}

fn date(date: Option<&Day>) -> String {
    option(date.map(ToString::to_string).as_deref())
}

fn period(since: Option<&Day>, until: Option<&Spanned<Day>>) -> String {
    format!("Period {{ since: {}, until: {} }}", date(since), date(until.map(Spanned::get_ref)))
}

fn seen(seen: &str) -> String {
    format!("Seen::{}", upper_camel(seen))
}

fn level(level: Option<&Spanned<String>>) -> String {
    level.map_or("None".to_owned(), |l| format!("Some(Level::{})", upper_camel(l.get_ref())))
}

pub struct Emitter<'a> {
    pub spec: &'a Spec,
    pub faults: &'a mut Faults,
    pub texts: Texts,
    out: String,
}

pub fn emit(spec: &Spec, faults: &mut Faults) -> String {
    let mut e = Emitter { spec, faults, texts: Texts::default(), out: String::new() };
    e.sources();
    e.standards();
    e.rules();
    e.profiles();
    e.vocabularies();
    e.errors();
    e.labels();
    e.word_lists();
    e.bases();
    e.state();
    e.text_tables();
    e.out
}

impl Emitter<'_> {
    /// Adds a line of Rust.
    pub fn line(&mut self, line: impl AsRef<str>) {
        self.out.push_str(line.as_ref());
        self.out.push('\n');
    }

    fn sources(&mut self) {
        let spec = self.spec;
        self.line("/// Every law, notice and standard that is cited.\npub static SOURCES: &[Source] = &[");
        for s in &spec.sources {
            let d = &s.data;
            self.line(format!(
                "Source {{ id: {:?}, title: {:?}, number: {}, issued: {}, in_force: {}, seen: {} }},",
                s.id,
                d.title,
                option(d.number.as_deref()),
                date(d.issued.as_ref()),
                period(d.in_force.as_ref(), d.repealed.as_ref()),
                seen(d.seen.get_ref()),
            ));
        }
        self.line("];\n/// The clauses that were seen of each source, in the order of [`SOURCES`].\npub static CLAUSES: &[&[Clause]] = &[");
        for (source, s) in spec.sources.iter().enumerate() {
            let clauses: String = (0..s.data.clauses.len()).map(|clause| self.clause(source, clause) + ", ").collect();
            self.line(format!("&[{clauses}],"));
        }
        let says: Vec<&str> = spec.sources.iter().flat_map(|s| &s.data.clauses).map(|c| c.says.as_str()).collect();
        self.line(format!("];\n/// The words of every clause that was seen, by [`Clause::words`].\npub static SAYS: &[&str] = &{says:?};"));
    }

    /// A clause, as Rust.
    fn clause(&self, source: usize, clause: usize) -> String {
        let (before, here) = self.spec.sources.split_at(source);
        let (data, words) = (&here[0].data, before.iter().map(|s| s.data.clauses.len()).sum::<usize>() + clause);
        let c = &data.clauses[clause];
        let seen = seen(c.seen.as_ref().unwrap_or(&data.seen).get_ref());
        format!("Clause {{ id: {:?}, label: {:?}, seen: {seen}, words: {words} }}", c.id.get_ref(), c.label)
    }

    fn source_at(&self, id: &str) -> usize {
        self.spec.sources.iter().position(|s| s.id == id).unwrap_or(0)
    }

    fn standards(&mut self) {
        let spec = self.spec;
        self.line("/// The eight standards.\npub static STANDARDS: &[Standard] = &[");
        for s in &spec.standards {
            let d = &s.data;
            let title = self.texts.plain(&d.title);
            self.line(format!(
                "Standard {{ id: {:?}, title: TextId({title}), number: {}, issued: {}, in_force: {}, seen: {} }},",
                s.id,
                option(d.number.as_deref()),
                date(d.issued.as_ref()),
                date(d.in_force.as_ref()),
                seen(d.seen.get_ref()),
            ));
        }
        self.line("];\n/// What is known of each standard, in the order of [`STANDARDS`].\npub static COVERAGE: &[Coverage] = &[");
        for s in &spec.standards {
            let d = &s.data;
            let rests: String = d.rests_on.iter().map(|r| format!("&SOURCES[{}], ", self.source_at(r.get_ref()))).collect();
            let clauses: String = d.clauses.iter().map(|c| format!("({:?}, {:?}), ", c.id.get_ref(), c.title)).collect();
            let note = self.texts.plain(&d.note);
            self.line(format!("Coverage {{ clauses: &[{clauses}], rests_on: &[{rests}], note: TextId({note}) }},"));
        }
        self.line("];");
    }

    fn basis(&self, basis: &[shape::Basis]) -> String {
        let mut out = String::new();
        for b in basis {
            let source = self.source_at(b.source.get_ref());
            let clause = b
                .clause
                .as_ref()
                .and_then(|c| self.spec.sources.get(source)?.data.clauses.iter().position(|x| x.id.get_ref() == c.get_ref()));
            let clause = clause.map_or("None".to_owned(), |c| format!("Some(&{})", self.clause(source, c)));
            let _ = write!(
                out,
                "Basis {{ source: &SOURCES[{source}], clause: {clause}, period: {} }}, ",
                period(b.since.as_ref(), b.until.as_ref())
            );
        }
        format!("&[{out}]")
    }

    fn rules(&mut self) {
        let spec = self.spec;
        let (mut table, mut examples) = (String::new(), String::new());
        let mut modules: BTreeMap<&str, String> = BTreeMap::new();
        let mut kinds: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, folder) in spec.rules.iter().enumerate() {
            let data = &folder.rule.data;
            table.push_str(&self.rule_data(folder));
            let files = folder.examples.iter().map(|e| format!("({:?}, {:?}), ", e.id, e.file.text));
            let _ = writeln!(examples, "&[{}],", files.collect::<String>());
            if !data.is_manual() {
                let module = self.rule_module(index, folder);
                modules.entry(&folder.standard).or_default().push_str(&module);
                for kind in data.kinds.get_ref() {
                    kinds.entry(kind.get_ref()).or_default().push(index);
                }
            }
        }
        self.line(format!("/// Every rule, in catalogue order.\npub static RULES: &[RuleData] = &[\n{table}];"));
        self.line(format!("/// The examples of every rule, in the order of [`RULES`]: file name and JSON.\npub static EXAMPLES: &[&[(&str, &str)]] = &[\n{examples}];"));
        for (standard, module) in modules {
            self.line(format!("/// The rules of `{standard}`.\npub mod {} {{\n{module}}}", snake(standard)));
        }
        for (kind, rules) in kinds {
            self.dispatch(kind, &rules);
        }
    }

    fn dispatch(&mut self, kind: &str, rules: &[usize]) {
        let name = |i: &usize| {
            let folder = &self.spec.rules[*i];
            format!("{}{}", upper_camel(&folder.standard), upper_camel(&folder.rule.id))
        };
        let variants: String = rules
            .iter()
            .map(|i| format!("    /// `{}.{}`\n    {},\n", self.spec.rules[*i].standard, self.spec.rules[*i].rule.id, name(i)))
            .collect();
        let all: String = rules.iter().map(|i| format!("Self::{}, ", name(i))).collect();
        let type_name = format!("{}Rule", upper_camel(kind));
        let arms: String = rules.iter().map(|i| format!("            Self::{} => RuleIndex({i}),\n", name(i))).collect();
        self.line(format!(
            "/// Every rule that looks at a subject of kind `{kind}`; its room matches them all.\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum {type_name} {{\n{variants}}}\nimpl {type_name} {{\n    /// All, in catalogue order.\n    pub const ALL: &'static [Self] = &[{all}];\n    /// Its number in [`RULES`].\n    #[must_use]\n    pub const fn index(self) -> RuleIndex {{\n        match self {{\n{arms}        }}\n    }}\n}}"
        ));
    }

    fn rule_data(&mut self, folder: &RuleFolder) -> String {
        let (rule, spec) = (&folder.rule, self.spec);
        let d = &rule.data;
        let (title, asks) = (self.texts.plain(&d.title), self.texts.plain(&d.asks));
        let assumes = d.assumes.as_ref().map_or("None".to_owned(), |t| format!("Some(TextId({}))", self.texts.plain(t)));
        let standard = spec.standards.iter().position(|s| s.id == folder.standard).unwrap_or(0);
        let kinds: Vec<&str> = d.kinds.get_ref().iter().map(|k| k.get_ref().as_str()).collect();
        let mut params = String::new();
        for (name, p) in &d.params {
            let p = p.get_ref();
            let title = self.texts.plain(&p.title);
            let values: String = p
                .values
                .get_ref()
                .iter()
                .map(|v| {
                    format!(
                        "({}, {}), ",
                        param_value(p.kind.get_ref(), v.value.get_ref()).unwrap_or(0),
                        period(v.since.as_ref(), v.until.as_ref())
                    )
                })
                .collect();
            let _ = write!(
                params,
                "Param {{ name: {name:?}, kind: ParamKind::{}, title: TextId({title}), values: &[{values}] }}, ",
                upper_camel(p.kind.get_ref())
            );
        }
        let mut findings = String::new();
        for (name, f) in &d.failed {
            findings.push_str(&self.finding_data(name, "Failed", f.get_ref(), &rule.file));
        }
        for (name, f) in &d.cant_tell {
            findings.push_str(&self.finding_data(name, "CantTell", f.get_ref(), &rule.file));
        }
        format!(
            "RuleData {{ id: {:?}, standard: &STANDARDS[{standard}], level: Level::{}, manual: {}, title: TextId({title}), asks: TextId({asks}), assumes: {assumes}, kinds: &{kinds:?}, governed_by: GovernedBy::{}, period: {}, basis: {}, params: &[{params}], findings: &[{findings}] }},\n",
            format!("{}.{}", folder.standard, rule.id),
            upper_camel(d.level.get_ref()),
            d.is_manual(),
            upper_camel(d.governed_by.get_ref()),
            period(d.since.as_ref(), d.until.as_ref()),
            self.basis(d.basis.get_ref()),
        )
    }

    fn finding_data(&mut self, name: &str, claim: &str, f: &shape::Finding, file: &File) -> String {
        let args = words(&f.args);
        let place = self.texts.plain(&f.place);
        let message = self.texts.template(&f.message, &args, file, self.faults);
        let fix = match &f.fix {
            Some(fix) => format!("Some(TextId({}))", self.texts.template(fix, &args, file, self.faults)),
            None => "None".to_owned(),
        };
        let at = |arg: &Spanned<String>| args.iter().position(|a| a == arg.get_ref());
        let value: Vec<usize> = f.value.iter().filter_map(at).collect();
        format!(
            "FindingData {{ name: {name:?}, claim: Claim::{claim}, level: {}, args: &{:?}, place: TextId({place}), value: &{value:?}, expected: {:?}, actual: {:?}, message: TextId({message}), fix: {fix} }}, ",
            level(f.level.as_ref()),
            args,
            f.expected.as_ref().and_then(at),
            f.actual.as_ref().and_then(at),
        )
    }

    fn rule_module(&mut self, index: usize, folder: &RuleFolder) -> String {
        let d = &folder.rule.data;
        let id = format!("{}.{}", folder.standard, folder.rule.id);
        let mut m = format!(
            "/// `{id}`\npub mod {} {{\nuse crate::*;\n/// `{id}`: {}\n#[derive(Debug)]\npub struct Rule;\n",
            snake(&folder.rule.id),
            d.title.en
        );
        let _ = write!(m, "/// Parameters of `{id}`.\n#[derive(Debug, Clone, Copy)]\npub struct Params {{\n");
        for (name, p) in &d.params {
            let kind = if p.get_ref().kind.get_ref() == "month-day" { "MonthDay" } else { "i64" };
            let _ = writeln!(m, "/// {} ({}).\npub {name}: {kind},", p.get_ref().title.en, p.get_ref().kind.get_ref());
        }
        let fields: String = d
            .params
            .iter()
            .enumerate()
            .map(|(i, (name, p))| {
                if p.get_ref().kind.get_ref() == "month-day" {
                    format!("{name}: MonthDay::unpack(value({i})), ")
                } else {
                    format!("{name}: value({i}), ")
                }
            })
            .collect();
        let value = if d.params.is_empty() { "_value" } else { "value" };
        let _ = writeln!(
            m,
            "}}\nimpl RuleSpec for Rule {{\nconst RULE: RuleIndex = RuleIndex({index});\ntype Params = Params;\nfn params({value}: &dyn Fn(usize) -> i64) -> Params {{ Params {{ {fields} }} }}\n}}"
        );
        for (module, claim, map, first) in [("failed", "IsFailed", &d.failed, 0), ("cant_tell", "IsCantTell", &d.cant_tell, d.failed.len())]
        {
            if map.is_empty() {
                continue;
            }
            let _ = writeln!(m, "/// Findings of `{id}` that say `{module}`.\npub mod {module} {{\nuse crate::*;");
            for (i, (name, f)) in map.iter().enumerate() {
                let f = f.get_ref();
                let body = format!("type Rule = super::Rule;\ntype Claim = {claim};\nconst INDEX: usize = {};", first + i);
                m.push_str(&message_struct(&upper_camel(name), &words(&f.args), &f.message.get_ref().en, "Finding", &body));
            }
            m.push_str("}\n");
        }
        if !d.why.is_empty() {
            let _ = writeln!(m, "/// Steps of the reasoning of `{id}`.\npub mod why {{\nuse crate::*;");
            for (name, s) in &d.why {
                let (step, args) = (s.get_ref(), words(&s.get_ref().args));
                let text = self.texts.template(&step.text, &args, &folder.rule.file, self.faults);
                let body = format!(
                    "type Rule = super::Rule;\nconst NAME: &'static str = {name:?};\nconst ARGS: &'static [&'static str] = &{:?};\nconst TEXT: TextId = TextId({text});",
                    args
                );
                m.push_str(&message_struct(&upper_camel(name), &args, &step.text.get_ref().en, "Step", &body));
            }
            m.push_str("}\n");
        }
        m.push_str("}\n");
        m
    }

    fn profiles(&mut self) {
        let spec = self.spec;
        let mut table = String::new();
        for p in &spec.profiles {
            let title = self.texts.plain(&p.data.title);
            let mut rules = String::new();
            for (id, r) in &p.data.rules {
                let Some(index) = spec.rules.iter().position(|f| format!("{}.{}", f.standard, f.rule.id) == *id) else { continue };
                let params: String = r
                    .get_ref()
                    .params
                    .iter()
                    .filter_map(|(name, value)| {
                        let declared = &spec.rules[index].rule.data.params;
                        let at = declared.keys().position(|k| k == name)?;
                        Some(format!("({at}, {}), ", param_value(declared[name].get_ref().kind.get_ref(), value.get_ref()).ok()?))
                    })
                    .collect();
                let _ = write!(
                    rules,
                    "ProfileRule {{ rule: RuleIndex({index}), level: {}, params: &[{params}], basis: {} }}, ",
                    level(r.get_ref().level.as_ref()),
                    self.basis(&r.get_ref().basis)
                );
            }
            let extends = option(p.data.extends.as_ref().map(|e| e.get_ref().as_str()));
            let _ = writeln!(table, "Profile {{ name: {:?}, title: TextId({title}), extends: {extends}, rules: &[{rules}] }},", p.id);
        }
        self.line(format!("/// The built-in profiles.\npub static PROFILES: &[Profile] = &[\n{table}];"));
    }
}
