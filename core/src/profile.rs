//! Profiles: a region's or agency's own parameters, levels and clauses over the spec, resolved once at start.

use zwgk_spec::{
    Basis, FindingData, IsoDate, Level, MonthDay, Param, ParamKind, Period, RULES, RuleData, RuleIndex, Seen, error, vocabulary,
};

use crate::arg::quote;
use crate::date::ParsedDate;
use crate::json::{At, nearest};
use crate::{Date, Error, Place};

/// The name of the profile that holds when none is given.
pub const DEFAULT: &str = "nmg";

/// The catalogue as one profile has it.
#[derive(Debug, Clone)]
pub struct Rules {
    name: String,
    /// The lowest layer first; later ones win.
    changes: Vec<Change>,
}

/// What a layer changes of one rule.
#[derive(Debug, Clone)]
struct Change {
    rule: RuleIndex,
    level: Option<Level>,
    params: Vec<(usize, i64)>,
    basis: Vec<RuleBasis>,
}

/// What a rule rests on, wherever that was written down.
#[derive(Debug, Clone)]
pub enum RuleBasis {
    /// A basis of the spec.
    Spec(&'static Basis),
    /// A basis that a caller's profile adds.
    Own {
        /// Id of the source, its own or one of the spec's.
        source: String,
        /// Document number.
        number: Option<String>,
        /// The clause.
        clause: Option<String>,
        /// How far its text was seen.
        seen: Seen,
    },
}

/// Whether `date` lies in `period`.
fn holds(period: Period, date: Date) -> bool {
    let on_or_after = |iso: IsoDate| matches!(Date::parse(iso), ParsedDate::Day(day) if day <= date);
    period.since.is_none_or(on_or_after) && !period.until.is_some_and(on_or_after)
}

/// The rule of an index; the build makes no other.
pub(crate) fn rule(index: RuleIndex) -> Option<&'static RuleData> {
    RULES.get(usize::from(index.0))
}

impl Rules {
    /// The catalogue under a built-in profile.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn built_in(name: &str) -> Result<Self, Error> {
        let Some(profile) = zwgk_spec::PROFILES.iter().find(|p| p.name == name) else {
            let allowed: Vec<String> = zwgk_spec::PROFILES.iter().map(|p| p.name.to_owned()).collect();
            return Err(Error::new(error::UnknownProfile { name, allowed }));
        };
        let mut rules = match profile.extends {
            Some(base) => Rules::built_in(base)?,
            None => Rules { name: String::new(), changes: Vec::new() },
        };
        name.clone_into(&mut rules.name);
        rules.changes.extend(profile.rules.iter().map(|r| Change {
            rule: r.rule,
            level: r.level,
            params: r.params.to_vec(),
            basis: r.basis.iter().map(RuleBasis::Spec).collect(),
        }));
        Ok(rules)
    }

    /// Reads a profile: the name of a built-in one, or an object that extends one.
    ///
    /// # Errors
    /// An unknown name, rule, parameter or field, or a value of the wrong type.
    pub fn read(at: At<'_>) -> Result<Self, Error> {
        if !at.is_object() {
            return Rules::named_by(at);
        }
        let mut rules = at.get("extends").map_or_else(|| Rules::built_in(DEFAULT), Rules::named_by)?;
        let mut own_name = None;
        at.fields(&["name", "extends", "rules"], |key, value| match key {
            "name" => {
                let name = value.text()?.trim();
                if name.is_empty() || zwgk_spec::PROFILES.iter().any(|p| p.name == name) {
                    return Err(Error::at(error::ProfileName { found: name }, value));
                }
                own_name = Some(quote(name));
                Ok(())
            }
            "extends" => Ok(()),
            _ => {
                for (id, entry) in value.entries()? {
                    rules.changes.push(read_change(id, entry)?);
                }
                Ok(())
            }
        })?;
        // What changes verdicts says so: a report by a profile of one's own never looks like one by a built-in profile.
        rules.name = own_name.ok_or_else(|| Error::at(error::MissingField { field: "name" }, at))?;
        Ok(rules)
    }

    fn named_by(at: At<'_>) -> Result<Self, Error> {
        Rules::built_in(at.text()?).map_err(|e| e.with_place(Place::of(at)))
    }

    /// The profile's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn changes(&self, rule: RuleIndex) -> impl DoubleEndedIterator<Item = &Change> {
        self.changes.iter().filter(move |c| c.rule == rule)
    }

    /// Whether a rule is in force on a day.
    #[must_use]
    pub fn in_force(&self, index: RuleIndex, date: Date) -> bool {
        rule(index).is_some_and(|r| holds(r.period, date))
    }

    /// The packed value of a parameter on a day.
    #[must_use]
    pub fn param(&self, index: RuleIndex, param: usize, date: Date) -> i64 {
        let values = rule(index).and_then(|r| r.params.get(param)).map_or(&[][..], |p| p.values);
        let of_the_day = || values.iter().find(|v| holds(v.1, date)).or(values.first()).map(|v| v.0);
        self.own_param(index, param).or_else(of_the_day).unwrap_or_default()
    }

    /// The packed value that the profile sets, if it does.
    #[must_use]
    pub fn own_param(&self, index: RuleIndex, param: usize) -> Option<i64> {
        self.changes(index).rev().find_map(|c| c.params.iter().find(|p| p.0 == param)).map(|p| p.1)
    }

    /// What the profile adds to the spec's bases.
    pub fn added_basis(&self, index: RuleIndex) -> impl Iterator<Item = RuleBasis> {
        self.changes(index).flat_map(|c| c.basis.iter().cloned())
    }

    /// The level of a finding: its own or the rule's, or the profile's where that is weaker.
    #[must_use]
    pub fn level(&self, index: RuleIndex, finding: Option<&FindingData>) -> Level {
        let of_profile = self.changes(index).rev().find_map(|c| c.level);
        let of_spec = finding.and_then(|f| f.level).or_else(|| rule(index).map(|r| r.level));
        // A profile that weakens a rule weakens its findings too; it makes none stronger than the law behind it.
        of_profile.into_iter().chain(of_spec).max().unwrap_or(Level::May)
    }

    /// What a rule rests on on a day, the spec's own first.
    pub fn basis(&self, index: RuleIndex, date: Date) -> impl Iterator<Item = RuleBasis> {
        let of_spec = rule(index).map_or(&[][..], |r| r.basis).iter().map(RuleBasis::Spec);
        of_spec.chain(self.added_basis(index)).filter(move |b| match b {
            RuleBasis::Spec(basis) => holds(basis.period, date),
            RuleBasis::Own { .. } => true,
        })
    }
}

/// An error that there is no rule of an id.
pub(crate) fn unknown_rule(id: &str, at: At<'_>) -> Error {
    match nearest(id, RULES.iter().map(|r| r.id)) {
        Some(nearest) => Error::at(error::UnknownRuleNear { id, nearest }, at),
        None => Error::at(error::UnknownRule { id }, at),
    }
}

fn read_change(id: &str, at: At<'_>) -> Result<Change, Error> {
    let Some((index, data)) = RULES.iter().enumerate().find(|(_, r)| r.id == id) else {
        return Err(unknown_rule(id, at));
    };
    if data.manual {
        return Err(Error::at(error::ManualRule { id }, at));
    }
    let mut change =
        Change { rule: RuleIndex(u16::try_from(index).unwrap_or(u16::MAX)), level: None, params: Vec::new(), basis: Vec::new() };
    at.fields(&["level", "params", "basis"], |key, value| match key {
        "level" => {
            let level = value.word(&Level::ALL, Level::key, |l| vocabulary::Level::from_key(l.key()).map(vocabulary::Level::label))?;
            // The strongest level comes first. One that is stronger than all that the rule can find would do nothing.
            let own = data.findings.iter().filter_map(|f| f.level).chain([data.level]).min().unwrap_or(data.level);
            if level < own {
                return Err(Error::at(error::StrongerLevel { id, level: level.key(), own: own.key() }, value));
            }
            change.level = Some(level);
            Ok(())
        }
        "params" => {
            for (name, value) in value.entries()? {
                let Some((number, param)) = data.params.iter().enumerate().find(|(_, p)| p.name == name) else {
                    let allowed: Vec<String> = data.params.iter().map(|p| p.name.to_owned()).collect();
                    return Err(match data.params {
                        [] => Error::at(error::NoParams { id, param: name }, value),
                        _ => Error::at(error::UnknownParam { id, param: name, allowed }, value),
                    });
                };
                change.params.push((number, read_param(param, value)?));
            }
            Ok(())
        }
        _ => {
            for item in value.items()? {
                change.basis.push(read_basis(item)?);
            }
            Ok(())
        }
    })?;
    Ok(change)
}

fn read_param(param: &Param, at: At<'_>) -> Result<i64, Error> {
    if param.kind != ParamKind::MonthDay {
        let number = i64::try_from(at.count()?).unwrap_or(i64::MAX);
        let allowed = match param.kind {
            ParamKind::Factor => 1..=1_000_000,
            ParamKind::Percent => 0..=100,
            _ => 0..=1_000_000_000,
        };
        if !allowed.contains(&number) {
            let allowed = vec![format!("{}–{}", allowed.start(), allowed.end())];
            return Err(Error::at(error::UnknownValue { field: at.key(), found: number.to_string(), allowed }, at));
        }
        return Ok(number);
    }
    let text = at.text()?;
    // 2024 is a leap year: every day that any year has.
    match Date::parse(&format!("2024-{text}")) {
        ParsedDate::Day(date) => Ok(i64::from(date.parts().1 * 100 + date.parts().2)),
        _ => Err(Error::at(error::BadMonthDay { field: at.key(), found: text }, at)),
    }
}

fn read_basis(at: At<'_>) -> Result<RuleBasis, Error> {
    let (mut source, mut number, mut clause, mut seen) = (None, None, None, None);
    at.fields(&["source", "number", "clause", "seen"], |key, value| {
        match key {
            "source" => source = Some(quote(value.text()?)),
            "number" => number = Some(quote(value.text()?)),
            "clause" => clause = Some(quote(value.text()?)),
            _ => seen = Some(value.word(&Seen::ALL, Seen::key, |s| vocabulary::Seen::from_key(s.key()).map(vocabulary::Seen::label))?),
        }
        Ok(())
    })?;
    let source = source.ok_or_else(|| Error::at(error::MissingField { field: "source" }, at))?;
    // How far its text was seen is never assumed.
    let seen = seen.ok_or_else(|| Error::at(error::MissingField { field: "seen" }, at))?;
    Ok(RuleBasis::Own { source, number, clause, seen })
}

/// A parameter's value as people and JSON write it.
#[must_use]
pub fn param_text(kind: ParamKind, packed: i64) -> String {
    match kind {
        ParamKind::MonthDay => {
            let day = MonthDay::unpack(packed);
            format!("{:02}-{:02}", day.month, day.day)
        }
        _ => packed.to_string(),
    }
}
