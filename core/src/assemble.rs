//! From what rules found to the report: fingerprints, causes, places, decisions, the baseline, words.

use std::collections::{BTreeMap, BTreeSet};

use zwgk_spec::{Claim, FindingData, RuleIndex, vocabulary::SubjectKind};

use crate::arg::quote;
use crate::context::{Found, Ran, Ruled};
use crate::fingerprint::fingerprint;
use crate::json::{At, Finder};
use crate::options::CheckOptions;
use crate::profile::{RuleBasis, rule};
use crate::report::{BasisEntry, Counts, Facts, FindingEntry, Fix, PatchEntry, Report, ResultEntry, RuleEntry, StepEntry};
use crate::subject::{Fault, Replace, Subject};
use crate::{Engine, Place, Texts};

/// Version of the shapes of outputs.
pub const SCHEMA: u32 = 1;

/// A rule of the dispatch and how it ended.
pub(crate) struct Run {
    pub rule: RuleIndex,
    pub ruled: Ruled,
}

/// Builds the report of a subject. `source` is the JSON that the subject was read from, for lines.
pub(crate) fn assemble<S: Subject>(
    engine: &Engine,
    kind: SubjectKind,
    subject: &S,
    source: Option<At<'_>>,
    options: &CheckOptions,
    runs: Vec<Run>,
    found: Vec<Found<S::Spot>>,
) -> Report {
    let given = options.subject.clone().unwrap_or_else(|| subject.name());
    // What is printed is what a later run finds in its baseline. A decision may say either name: the host's or the printed one.
    // What its content names it was quoted when that was read.
    let as_it_is = options.subject.is_none() || options.subject_is_path;
    let name = if as_it_is { given.clone() } else { quote(&given) };
    let mut judge = engine.decisions().of(&options.decisions, [&given, &name]);
    let words = Words { engine, subject, source: source.map(Finder::new), options };
    let mut entries: Vec<(RuleIndex, FindingEntry)> = Vec::new();
    let mut by_fingerprint: BTreeMap<String, usize> = BTreeMap::new();
    let mut causes: BTreeMap<Fault, String> = BTreeMap::new();
    for one in found {
        let Some(mut entry) = words.entry(&one) else { continue };
        if let Some((_, same)) = by_fingerprint.get(&entry.fingerprint).and_then(|at| entries.get_mut(*at)) {
            same.at.append(&mut entry.at);
            if let (Some(missing), Some(more)) = (&mut same.missing, &mut entry.missing) {
                missing.append(more);
            }
            continue;
        }
        by_fingerprint.insert(entry.fingerprint.clone(), entries.len());
        if let Some(fault) = one.spots.iter().chain(&one.missing).find_map(|spot| subject.fault(*spot)) {
            causes.entry(fault).or_insert_with(|| entry.fingerprint.clone()).clone_into(&mut entry.cause);
        }
        if let Some(decision) = judge.waives(entry.rule, &entry.fingerprint, options.as_of) {
            entry.outcome = "waived";
            entry.decision = Some(decision);
        }
        entries.push((one.rule, entry));
    }
    // What a rule found before is not gone because the rule could not run, or had nothing to look at this time.
    let applied: BTreeSet<&str> =
        runs.iter().filter(|r| matches!(r.ruled, Ok(Ran::Applied))).filter_map(|r| rule(r.rule)).map(|r| r.id).collect();
    let looked = |rule: &str| applied.contains(rule);
    let mended = options.baseline.as_ref().map(|baseline| {
        entries.iter_mut().for_each(|(_, entry)| entry.known = Some(false));
        let mut gone = Vec::new();
        for earlier in baseline.of(&name) {
            match by_fingerprint.get(&earlier.fingerprint).and_then(|at| entries.get_mut(*at)) {
                Some((_, entry)) => entry.known = Some(true),
                None if looked(&earlier.rule) => gone.push(earlier.clone()),
                None => {}
            }
        }
        gone
    });
    let decisions = judge.report(options.as_of, looked);
    let (counts, results) = words.results(runs, entries);
    Report {
        schema: SCHEMA,
        zwgk: env!("CARGO_PKG_VERSION"),
        spec: zwgk_spec::DATE,
        calendar: zwgk_spec::CALENDAR.date,
        profile: engine.rules().name().to_owned(),
        kind: kind.key(),
        subject: name,
        as_of: options.as_of,
        counts,
        results,
        mended,
        decisions,
    }
}

struct Words<'a, S> {
    engine: &'a Engine,
    subject: &'a S,
    source: Option<Finder<'a>>,
    options: &'a CheckOptions,
}

impl<S: Subject> Words<'_, S> {
    fn texts(&self) -> &Texts {
        self.engine.texts()
    }

    /// One result a finding, one a rule without findings; rules in the order they ran.
    fn results(&self, runs: Vec<Run>, entries: Vec<(RuleIndex, FindingEntry)>) -> (Counts, Vec<ResultEntry>) {
        let mut counts = Counts::default();
        let mut results = Vec::with_capacity(entries.len());
        let mut entries = entries.into_iter().peekable();
        for run in runs {
            let mut any = false;
            while let Some((_, entry)) = entries.next_if(|(rule, _)| *rule == run.rule) {
                any = true;
                match entry.outcome {
                    "failed" => counts.failed += 1,
                    "waived" => counts.waived += 1,
                    _ => counts.cant_tell += 1,
                }
                results.push(ResultEntry::Finding(Box::new(entry)));
            }
            let (outcome, shown, message) = match run.ruled {
                Ok(Ran::Applied) if any => continue,
                Ok(Ran::Applied) => {
                    counts.passed += 1;
                    ("passed", self.options.include_passed, None)
                }
                Ok(Ran::Inapplicable) => {
                    counts.inapplicable += 1;
                    ("inapplicable", self.options.include_inapplicable, None)
                }
                Err(stopped) => {
                    counts.error += 1;
                    ("error", true, Some(stopped.0.in_words(self.texts()).error.message))
                }
            };
            if let (true, Some(data)) = (shown, rule(run.rule)) {
                let level = self.engine.rules().level(run.rule, None).key();
                let title = self.texts().get(data.title).to_owned();
                results.push(ResultEntry::Rule(RuleEntry { rule: data.id, outcome, level, title, message }));
            }
        }
        (counts, results)
    }

    fn entry(&self, found: &Found<S::Spot>) -> Option<FindingEntry> {
        let data = rule(found.rule)?;
        let finding = data.findings.get(found.finding)?;
        let texts = self.texts();
        let keys: Vec<String> = found.spots.iter().map(|s| self.subject.key(*s)).collect();
        let value: Vec<String> = finding.value.iter().filter_map(|i| found.args.get(*i)).map(crate::Arg::stable).collect();
        let fingerprint = fingerprint(data.id, finding.name, &keys.join(","), &value.join(","));
        let date = self.subject.governing_date(data.governed_by, self.options.as_of);
        let arg = |index: Option<usize>| index.and_then(|i| found.args.get(i)).cloned();
        let cant_tell = finding.claim == Claim::CantTell;
        Some(FindingEntry {
            rule: data.id,
            finding: finding.name,
            outcome: if cant_tell { "cant_tell" } else { "failed" },
            level: self.engine.rules().level(found.rule, Some(finding)).key(),
            cause: fingerprint.clone(),
            fingerprint,
            message: texts.fill(finding.message, &found.args),
            fix: self.fix(finding, found),
            at: found.spots.iter().flat_map(|s| self.places(*s)).collect(),
            expected: arg(finding.expected),
            actual: arg(finding.actual),
            missing: cant_tell.then(|| found.missing.iter().flat_map(|s| self.missing(*s)).collect()),
            why: found
                .why
                .iter()
                .map(|step| StepEntry {
                    step: step.name,
                    text: texts.fill(step.text, &step.args),
                    facts: Facts(step.names.iter().copied().zip(step.args.iter().cloned()).collect()),
                })
                .collect(),
            known: None,
            decision: None,
            basis: self.engine.rules().basis(found.rule, date).map(|b| basis_entry(&b)).collect(),
        })
    }

    fn fix(&self, finding: &FindingData, found: &Found<S::Spot>) -> Option<Fix> {
        let texts = self.texts();
        let mut lines: Vec<String> = finding.fix.iter().map(|fix| texts.fill(*fix, &found.args)).collect();
        let (mut patch, mut ways) = (Vec::new(), Vec::new());
        let of_json = self.source.is_some();
        let entries = |changes: Vec<Replace>| changes.into_iter().map(|change| PatchEntry::new(change, of_json)).collect();
        if let Some(mend) = found.spots.iter().find_map(|s| self.subject.mend(*s)) {
            lines.extend(mend.lines.iter().map(|(text, args)| texts.fill(*text, args)));
            patch = entries(mend.patch);
            ways = mend.ways.into_iter().map(entries).collect();
        }
        (!lines.is_empty()).then(|| Fix { text: lines.join("\n"), patch, ways })
    }

    /// The places of a spot; a pointer only where the field exists, and then with its line.
    fn places(&self, spot: S::Spot) -> Vec<Place> {
        let mut places = self.subject.places(spot, self.texts());
        if let Some(source) = &self.source {
            for place in places.iter_mut().filter(|p| !p.is_beside()) {
                match place.pointer.as_deref().and_then(|pointer| source.find(pointer)) {
                    // In a file of its own it has that file's line or none: ours would lead nowhere there.
                    Some(at) if place.file.is_none() => place.line = place.line.or(u64::try_from(at.position().0).ok()),
                    Some(_) => {}
                    None => place.pointer = None,
                }
            }
        }
        places
    }

    /// What is missing: pointers, or the key of a fact that no field holds.
    fn missing(&self, spot: S::Spot) -> Vec<String> {
        let places = self.subject.places(spot, self.texts()).into_iter();
        // A pointer into another text says which: `previous#/table3/…`.
        let pointer = |place: Place| match (place.is_beside(), place.file, place.pointer) {
            (true, Some(file), Some(pointer)) => Some(format!("{file}#{pointer}")),
            (_, _, pointer) => pointer,
        };
        let pointers: Vec<String> = places.filter_map(pointer).collect();
        if pointers.is_empty() { vec![self.subject.key(spot)] } else { pointers }
    }
}

/// A basis as reports and the catalogue print it.
pub(crate) fn basis_entry(basis: &RuleBasis) -> BasisEntry {
    match basis {
        RuleBasis::Spec(basis) => BasisEntry {
            source: basis.source.id.to_owned(),
            number: basis.source.number.map(str::to_owned),
            clause: basis.clause.map(|c| c.label.to_owned()),
            seen: basis.clause.map_or(basis.source.seen, |c| c.seen).key(),
        },
        RuleBasis::Own { source, number, clause, seen } => {
            BasisEntry { source: source.clone(), number: number.clone(), clause: clause.clone(), seen: seen.key() }
        }
    }
}
