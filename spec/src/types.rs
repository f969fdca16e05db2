//! The shapes of the static tables.

use alloc::vec::Vec;

/// Number of a text in the table of a language ([`crate::ZH`], [`crate::EN`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextId(pub u16);

/// How binding a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The law demands it.
    Must,
    /// The law or a norm expects it.
    Should,
    /// Worth saying, nothing more.
    May,
}

impl Level {
    /// All levels, the strongest first.
    pub const ALL: [Level; 3] = [Level::Must, Level::Should, Level::May];

    /// Its key in JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Level::Must => "must",
            Level::Should => "should",
            Level::May => "may",
        }
    }
}

/// How far the text behind a basis was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// Every word was read.
    Full,
    /// A part was read.
    Excerpt,
    /// The table of contents was read.
    Outline,
    /// The title alone is known.
    Title,
    /// Known from memory only.
    Unseen,
    /// No law: our own reasoning.
    Ours,
}

impl Seen {
    /// All degrees, the surest first.
    pub const ALL: [Seen; 6] = [Seen::Full, Seen::Excerpt, Seen::Outline, Seen::Title, Seen::Unseen, Seen::Ours];

    /// Its key in JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Seen::Full => "full",
            Seen::Excerpt => "excerpt",
            Seen::Outline => "outline",
            Seen::Title => "title",
            Seen::Unseen => "unseen",
            Seen::Ours => "ours",
        }
    }
}

/// A calendar day, ISO `YYYY-MM-DD`; the order of the texts is the order of the days.
pub type IsoDate = &'static str;

/// From when until when something holds: `until` is the first day on which it no longer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day, if it has one.
    pub since: Option<IsoDate>,
    /// First day after, if it has one.
    pub until: Option<IsoDate>,
}

/// A law, notice or standard.
#[derive(Debug)]
pub struct Source {
    /// Stable id, as in a basis.
    pub id: &'static str,
    /// Official title.
    pub title: &'static str,
    /// Document number, if it was seen.
    pub number: Option<&'static str>,
    /// Day of issue, if known.
    pub issued: Option<IsoDate>,
    /// First day in force, and first day no longer in force.
    pub in_force: Period,
    /// How far its text was seen.
    pub seen: Seen,
}

/// A clause of a source. Those of each source stand in [`crate::CLAUSES`]; programs that print no lists of them carry
/// only the cited ones.
#[derive(Debug)]
pub struct Clause {
    /// Stable id inside the source.
    pub id: &'static str,
    /// As it is cited: 第四十九条.
    pub label: &'static str,
    /// How far its text was seen.
    pub seen: Seen,
    /// Number of its words in [`crate::SAYS`]: apart, so that only programs that print them carry them.
    pub words: u16,
}

/// What a rule rests on.
#[derive(Debug)]
pub struct Basis {
    /// The law, notice or standard.
    pub source: &'static Source,
    /// The clause in it, if one was seen.
    pub clause: Option<&'static Clause>,
    /// When this basis holds.
    pub period: Period,
}

/// One of the eight standards.
#[derive(Debug)]
pub struct Standard {
    /// Stable id: the part of a rule's id before the dot.
    pub id: &'static str,
    /// Its title in the language of the texts.
    pub title: TextId,
    /// Its number, only if it was seen.
    pub number: Option<&'static str>,
    /// Issue day, if seen.
    pub issued: Option<IsoDate>,
    /// In force from, if seen.
    pub in_force: Option<IsoDate>,
    /// How far its text was seen.
    pub seen: Seen,
}

/// What is known of a standard's text, in the order of [`crate::STANDARDS`]: apart, as the clauses of sources are.
#[derive(Debug)]
pub struct Coverage {
    /// Its clauses as far as seen: id and title.
    pub clauses: &'static [(&'static str, &'static str)],
    /// The sources that carry its subject while its own text is not seen.
    pub rests_on: &'static [&'static Source],
    /// What was seen of it and what not.
    pub note: TextId,
}

/// The type of a parameter; it says the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamKind {
    /// A number of calendar days.
    Days,
    /// A number of things.
    Count,
    /// Hundredths.
    Percent,
    /// Times as much.
    Factor,
    /// A calendar year.
    Year,
    /// A day of any year, packed as month × 100 + day.
    MonthDay,
}

/// A parameter of a rule.
#[derive(Debug)]
pub struct Param {
    /// Its name in profiles.
    pub name: &'static str,
    /// Its type and unit.
    pub kind: ParamKind,
    /// What it is.
    pub title: TextId,
    /// Its values, packed, each with its period.
    pub values: &'static [(i64, Period)],
}

/// A day of any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

impl MonthDay {
    /// From month × 100 + day; what is no day becomes 31 December.
    #[must_use]
    pub fn unpack(packed: i64) -> Self {
        let month = u32::try_from(packed / 100).unwrap_or(12);
        let day = u32::try_from(packed % 100).unwrap_or(31);
        MonthDay { month, day }
    }
}

/// Which date picks the version of a rule, its parameters and its basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GovernedBy {
    /// 31 December of the report year.
    YearEnd,
    /// The as-of date.
    AsOf,
}

/// What a finding says of its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// The rule is broken.
    Failed,
    /// Facts are missing.
    CantTell,
}

/// One way in which a rule answers.
#[derive(Debug)]
pub struct FindingData {
    /// Its name, stable for ever.
    pub name: &'static str,
    /// Broken or doubtful.
    pub claim: Claim,
    /// Its own level, where it differs from the rule's.
    pub level: Option<Level>,
    /// Names of its arguments, in the order of the texts' numbers.
    pub args: &'static [&'static str],
    /// What the place key of its fingerprint is.
    pub place: TextId,
    /// The arguments that enter its fingerprint.
    pub value: &'static [usize],
    /// The argument that was expected.
    pub expected: Option<usize>,
    /// The argument that was found.
    pub actual: Option<usize>,
    /// One line for a clerk.
    pub message: TextId,
    /// How to mend it.
    pub fix: Option<TextId>,
}

/// A rule as the catalogue knows it.
#[derive(Debug)]
pub struct RuleData {
    /// `<standard>.<name>`, stable for ever.
    pub id: &'static str,
    /// Its standard.
    pub standard: &'static Standard,
    /// Its level, unless a finding has its own.
    pub level: Level,
    /// No program can check it: it stands in the catalogue only.
    pub manual: bool,
    /// Its title.
    pub title: TextId,
    /// What it asks.
    pub asks: TextId,
    /// How it was read.
    pub assumes: Option<TextId>,
    /// The kinds of subject it looks at.
    pub kinds: &'static [&'static str],
    /// The date that picks its version.
    pub governed_by: GovernedBy,
    /// When it holds.
    pub period: Period,
    /// What it rests on.
    pub basis: &'static [Basis],
    /// Its parameters.
    pub params: &'static [Param],
    /// Its findings.
    pub findings: &'static [FindingData],
}

/// Number of a rule in [`crate::RULES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleIndex(pub u16);

/// What the build knows of a rule that has code.
pub trait RuleSpec {
    /// Its number in [`crate::RULES`].
    const RULE: RuleIndex;
    /// Its parameters, typed.
    type Params: Copy;
    /// Types the packed parameter values, which stand in the order of [`RuleData::params`].
    fn params(value: &dyn Fn(usize) -> i64) -> Self::Params;
}

/// Marker: the finding says that its rule is broken.
#[derive(Debug)]
pub struct IsFailed;

/// Marker: the finding says that facts are missing.
#[derive(Debug)]
pub struct IsCantTell;

/// A finding of a rule; its fields are its arguments.
pub trait Finding<A> {
    /// The rule it belongs to.
    type Rule: RuleSpec;
    /// [`IsFailed`] or [`IsCantTell`].
    type Claim;
    /// Its number in [`RuleData::findings`].
    const INDEX: usize;
    /// Its arguments in order.
    fn args(self) -> Vec<A>;
}

/// A step of the reasoning behind a finding.
pub trait Step<A> {
    /// The rule it belongs to.
    type Rule: RuleSpec;
    /// Its name.
    const NAME: &'static str;
    /// Names of its arguments.
    const ARGS: &'static [&'static str];
    /// Its text.
    const TEXT: TextId;
    /// Its arguments in order.
    fn args(self) -> Vec<A>;
}

/// A text with placeholders that belongs to no rule.
pub trait Phrase<A> {
    /// Its text.
    const TEXT: TextId;
    /// Its arguments in order.
    fn args(self) -> Vec<A>;
}

/// An error as its text has it.
pub trait ErrorText<A> {
    /// Its code, stable for ever.
    const CODE: &'static str;
    /// What is wrong.
    const MESSAGE: TextId;
    /// The way out.
    const HELP: Option<TextId>;
    /// Its arguments in order.
    fn args(self) -> Vec<A>;
}

/// What a built-in profile changes of a rule.
#[derive(Debug)]
pub struct ProfileRule {
    /// The rule.
    pub rule: RuleIndex,
    /// Its level there.
    pub level: Option<Level>,
    /// Parameter number and packed value.
    pub params: &'static [(usize, i64)],
    /// What it rests on there besides.
    pub basis: &'static [Basis],
}

/// A built-in profile.
#[derive(Debug)]
pub struct Profile {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub title: TextId,
    /// The layer below it.
    pub extends: Option<&'static str>,
    /// What it changes.
    pub rules: &'static [ProfileRule],
}

/// The head of the calendar.
#[derive(Debug)]
pub struct Calendar {
    /// State of the data.
    pub date: IsoDate,
    /// First and last year whose days off are known.
    pub years: (u16, u16),
}
