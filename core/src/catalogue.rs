//! The rule catalogue as data.

use serde::Serialize;
use zwgk_spec::{IsoDate, RULES, RuleIndex};

use crate::assemble::basis_entry;
use crate::profile::{RuleBasis, param_text};
use crate::report::BasisEntry;
use crate::{Engine, Texts};

/// Every rule, as the engine's profile has it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Catalogue {
    /// In catalogue order.
    pub rules: Vec<RuleSummary>,
}

/// A rule of the catalogue.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSummary {
    /// Its id.
    pub id: &'static str,
    /// Its standard.
    pub standard: &'static str,
    /// Its level under the profile.
    pub level: &'static str,
    /// Its title, in the languages that are loaded.
    pub title: Title,
    /// Whether only people can check it.
    pub manual: bool,
    /// First day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<IsoDate>,
    /// First day no longer in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<IsoDate>,
    /// Its parameters.
    pub params: Vec<ParamSummary>,
    /// What it rests on.
    pub basis: Vec<BasisEntry>,
    /// The kinds of subject it looks at.
    pub kinds: &'static [&'static str],
}

/// A title in the languages that are loaded.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Title {
    /// Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
    /// English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// A parameter with its values over time.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ParamSummary {
    /// Its name in profiles.
    pub name: &'static str,
    /// What it is.
    pub title: Title,
    /// Its values, each from when until when.
    pub values: Vec<ValueSummary>,
}

/// A value of a parameter.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValueSummary {
    /// As profiles write it.
    pub value: String,
    /// First day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<IsoDate>,
    /// First day after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<IsoDate>,
}

/// The catalogue under an engine's profile.
#[must_use]
pub fn catalogue(engine: &Engine) -> Catalogue {
    let texts = engine.texts();
    let rules = RULES.iter().enumerate().map(|(index, data)| {
        let index = RuleIndex(u16::try_from(index).unwrap_or(u16::MAX));
        let bases = data.basis.iter().map(RuleBasis::Spec).chain(engine.rules().added_basis(index));
        RuleSummary {
            id: data.id,
            standard: data.standard.id,
            level: engine.rules().level(index, None).key(),
            title: title(texts, data.title),
            manual: data.manual,
            since: data.period.since,
            until: data.period.until,
            params: data
                .params
                .iter()
                .enumerate()
                .map(|(number, p)| ParamSummary {
                    name: p.name,
                    title: title(texts, p.title),
                    values: match engine.rules().own_param(index, number) {
                        Some(own) => vec![ValueSummary { value: param_text(p.kind, own), since: None, until: None }],
                        None => p
                            .values
                            .iter()
                            .map(|(value, period)| ValueSummary {
                                value: param_text(p.kind, *value),
                                since: period.since,
                                until: period.until,
                            })
                            .collect(),
                    },
                })
                .collect(),
            basis: bases.map(|b| basis_entry(&b)).collect(),
            kinds: data.kinds,
        }
    });
    Catalogue { rules: rules.collect() }
}

fn title(texts: &Texts, id: zwgk_spec::TextId) -> Title {
    let text = Some(texts.get(id).to_owned()).filter(|t| !t.is_empty());
    match texts.language() {
        zwgk_spec::vocabulary::Language::Zh => Title { zh: text, en: None },
        zwgk_spec::vocabulary::Language::En => Title { zh: None, en: text },
    }
}
