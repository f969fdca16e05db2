//! What a rule sees beside its subject, and where it says what it found.

use core::marker::PhantomData;

use zwgk_spec::{Finding, IsCantTell, IsFailed, RuleIndex, RuleSpec, Step, TextId, error};

use crate::profile::Rules;
use crate::{Arg, Date, Error, Limits};

/// Whether a rule ran: it looked at everything, or had nothing to look at, or reached a limit.
pub type Ruled = Result<Ran, Stopped>;

/// What a rule that ran says at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ran {
    /// It looked at the subject; what it found stands in its results, nothing found is `passed`.
    Applied,
    /// The subject has nothing that it asks about.
    Inapplicable,
}

/// Why a rule could not finish.
#[derive(Debug, Clone)]
pub struct Stopped(pub Error);

/// A finding before it is put into words.
#[derive(Debug)]
pub struct Found<S> {
    /// The rule.
    pub rule: RuleIndex,
    /// Its finding's number.
    pub finding: usize,
    /// Where.
    pub spots: Vec<S>,
    /// What is missing, when it cannot tell.
    pub missing: Vec<S>,
    /// The finding's arguments.
    pub args: Vec<Arg>,
    /// The reasoning.
    pub why: Vec<Reason>,
}

/// One step of the reasoning.
#[derive(Debug)]
pub struct Reason {
    /// Name of the step.
    pub name: &'static str,
    /// Its text.
    pub text: TextId,
    /// Names of its arguments.
    pub names: &'static [&'static str],
    /// Its arguments.
    pub args: Vec<Arg>,
}

/// The part of the context that does not know which rule runs.
#[derive(Debug)]
pub struct Bench<'e, S> {
    /// What was found so far.
    pub found: Vec<Found<S>>,
    why: Vec<Reason>,
    rules: &'e Rules,
    at: Date,
    limits: Limits,
    as_of: Date,
    steps: usize,
}

impl<'e, S> Bench<'e, S> {
    /// An empty bench.
    #[must_use]
    pub fn new(rules: &'e Rules, limits: Limits, as_of: Date) -> Self {
        Bench { found: Vec::new(), why: Vec::new(), rules, at: as_of, limits, as_of, steps: 0 }
    }

    /// The day up to which the subject is judged.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// Runs one rule at its governing date; a rule not in force then is inapplicable.
    pub fn run<R: RuleSpec, T: ?Sized>(&mut self, at: Date, subject: &T, rule: fn(&mut Context<'_, 'e, R, S>, &T) -> Ruled) -> Ruled {
        self.steps = 0;
        self.why.clear();
        self.at = at;
        if !self.rules.in_force(R::RULE, at) {
            return Ok(Ran::Inapplicable);
        }
        let rules = self.rules;
        let params = R::params(&|index| rules.param(R::RULE, index, at));
        rule(&mut Context { bench: self, params, rule: PhantomData }, subject)
    }

    /// The one function behind every finding of every rule: not generic over rules, so that rules stay small.
    #[inline(never)]
    fn push(&mut self, rule: RuleIndex, finding: usize, spots: Vec<S>, missing: Vec<S>, args: Vec<Arg>) -> Ruled {
        if self.found.len() >= self.limits.results {
            return Err(Stopped(Error::new(error::ResultsLimit { limit: self.limits.results })));
        }
        let why = core::mem::take(&mut self.why);
        self.found.push(Found { rule, finding, spots, missing, args, why });
        Ok(Ran::Applied)
    }
}

/// What a rule sees beside its subject.
#[derive(Debug)]
pub struct Context<'b, 'e, R: RuleSpec, S> {
    bench: &'b mut Bench<'e, S>,
    /// The rule's parameters at its governing date.
    pub params: R::Params,
    rule: PhantomData<R>,
}

impl<R: RuleSpec, S> Context<'_, '_, R, S> {
    /// The day up to which the subject is judged.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.bench.as_of
    }

    /// The parameters of another rule, at this rule's governing date: what two rules ask about is set once.
    #[must_use]
    pub fn params_of<Q: RuleSpec>(&self) -> Q::Params {
        let (rules, at) = (self.bench.rules, self.bench.at);
        Q::params(&|index| rules.param(Q::RULE, index, at))
    }

    /// Says that the rule is broken at `spot`.
    ///
    /// # Errors
    /// The limit of results is reached.
    pub fn failed<F>(&mut self, spot: impl Into<Spots<S>>, finding: F) -> Ruled
    where
        F: Finding<Arg, Rule = R, Claim = IsFailed>,
    {
        self.bench.push(R::RULE, F::INDEX, spot.into().0, Vec::new(), finding.args())
    }

    /// Says that what stands at `missing` must be known before the rule can be judged at `spot`.
    ///
    /// # Errors
    /// The limit of results is reached.
    pub fn cant_tell<F>(&mut self, spot: impl Into<Spots<S>>, missing: impl Into<Spots<S>>, finding: F) -> Ruled
    where
        F: Finding<Arg, Rule = R, Claim = IsCantTell>,
    {
        self.bench.push(R::RULE, F::INDEX, spot.into().0, missing.into().0, finding.args())
    }

    /// Adds a step to the reasoning of the next finding.
    pub fn because<W: Step<Arg, Rule = R>>(&mut self, step: W) {
        self.bench.why.push(Reason { name: W::NAME, text: W::TEXT, names: W::ARGS, args: step.args() });
    }

    /// Pays for `steps` of work.
    ///
    /// # Errors
    /// The rule's limit of steps is reached.
    pub fn spend(&mut self, steps: usize) -> Result<(), Stopped> {
        self.bench.steps = self.bench.steps.saturating_add(steps);
        if self.bench.steps > self.bench.limits.steps {
            return Err(Stopped(Error::new(error::StepsLimit { limit: self.bench.limits.steps })));
        }
        Ok(())
    }
}

/// One spot or several.
#[derive(Debug)]
pub struct Spots<S>(pub Vec<S>);

impl<S> From<S> for Spots<S> {
    fn from(spot: S) -> Self {
        Spots(vec![spot])
    }
}

impl<S> From<Vec<S>> for Spots<S> {
    fn from(spots: Vec<S>) -> Self {
        Spots(spots)
    }
}
