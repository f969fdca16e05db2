//! JSON Schemas: outputs from their Rust types, inputs from the tables that also read them.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use zwgk_spec::vocabulary::{self, Language};
use zwgk_spec::{ParamKind, RULES, TextId, label};

use crate::annual_report;
use crate::report::{DecisionEntry, Report};
use crate::session::Closing;
use crate::{ErrorReport, Place, Texts};

/// What there is a schema of.
pub const NAMES: [&str; 4] = ["annual-report", "report", "profile", "decisions"];

/// The schema of a name.
#[must_use]
pub fn schema(name: &str) -> Option<Value> {
    match name {
        "annual-report" => Some(annual_report::schema()),
        "report" => Some(report()),
        "profile" => Some(profile()),
        "decisions" => Some(decisions()),
        _ => None,
    }
}

/// A schema as the files of `spec/schema/` have it.
#[must_use]
pub fn pretty(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default()
}

/// The dialect that every schema names.
pub(crate) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// An object that refuses unknown keys but those of the caller.
pub(crate) fn object(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({"type": "object", "properties": properties, "required": required, "patternProperties": {"^x-": true}, "additionalProperties": false})
}

/// The schema of a place, for inputs that carry some.
pub(crate) fn place() -> Value {
    of::<Place>()
}

/// A word of a closed vocabulary: the keys that may be written, and what people call them.
pub(crate) fn word<W: Copy>(all: &[W], key: impl Fn(W) -> &'static str, label: impl Fn(W) -> Option<TextId>) -> Value {
    let mut labels = String::new();
    let values = crate::Arg::Values(all.iter().map(|w| (key(*w), label(*w))).collect());
    Texts::built_in(Language::Zh).word(&values, &mut labels);
    json!({"enum": values, "description": labels})
}

/// A schema under the name that people give to what it describes; what its words mean follows.
pub(crate) fn described(mut schema: Value, name: TextId) -> Value {
    let texts = Texts::built_in(Language::Zh);
    if let Some(schema) = schema.as_object_mut() {
        let words = schema.get("description").and_then(Value::as_str).map(|words| format!("{}{words}", texts.get(label::COLON)));
        schema.insert("description".to_owned(), json!(format!("{}{}", texts.get(name), words.unwrap_or_default())));
    }
    schema
}

fn of<T: schemars::JsonSchema>() -> Value {
    let mut value =
        SchemaSettings::draft2020_12().with(|s| s.inline_subschemas = true).into_generator().into_root_schema_for::<T>().to_value();
    if let Some(object) = value.as_object_mut() {
        object.remove("$schema");
    }
    value
}

/// A report, the closing of a run, or an error: whatever a door returns from `check`.
fn report() -> Value {
    json!({"$schema": DIALECT, "title": "What `check` returns: a report, an error, or the closing of a run", "anyOf": [of::<Report>(), of::<ErrorReport>(), of::<Closing>()]})
}

fn decisions() -> Value {
    let mut item = of::<DecisionEntry>();
    if let Some(item) = item.as_object_mut() {
        item.insert("patternProperties".to_owned(), json!({"^x-": true}));
        item.insert("additionalProperties".to_owned(), json!(false));
        // As they are read; a report echoes whatever was decided when rules had other names.
        if let Some(fields) = item.get_mut("properties").and_then(Value::as_object_mut) {
            fields.insert("rule".to_owned(), json!({"enum": RULES.iter().map(|r| r.id).collect::<Vec<_>>()}));
            fields.insert("fingerprint".to_owned(), json!({"type": "string", "pattern": "^[0-9a-f]{32}$"}));
        }
    }
    json!({"$schema": DIALECT, "title": "Decisions: people's answers to findings", "type": "array", "items": item})
}

fn profile() -> Value {
    let mut rules = Map::new();
    for rule in RULES.iter().filter(|r| !r.manual) {
        let params: Map<String, Value> = rule.params.iter().map(|p| (p.name.to_owned(), param(p.kind))).collect();
        let mut fields = Map::new();
        fields.insert("level".to_owned(), word(&vocabulary::Level::ALL, vocabulary::Level::key, |l| Some(l.label())));
        fields.insert("params".to_owned(), json!({"type": "object", "properties": params, "additionalProperties": false}));
        fields.insert("basis".to_owned(), json!({"type": "array", "items": basis()}));
        rules.insert(rule.id.to_owned(), object(fields, &[]));
    }
    let built_in: Vec<&str> = zwgk_spec::PROFILES.iter().map(|p| p.name).collect();
    let mut fields = Map::new();
    fields.insert("name".to_owned(), json!({"type": "string"}));
    fields.insert("extends".to_owned(), json!({"enum": built_in}));
    fields.insert("rules".to_owned(), json!({"type": "object", "properties": rules, "additionalProperties": false}));
    let mut profile = object(fields, &["name"]);
    if let Some(profile) = profile.as_object_mut() {
        profile.insert("$schema".to_owned(), json!(DIALECT));
        profile.insert("title".to_owned(), json!("A region's or agency's own layer over the rules"));
    }
    profile
}

fn param(kind: ParamKind) -> Value {
    match kind {
        ParamKind::MonthDay => json!({"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"}),
        _ => json!({"type": "integer", "minimum": 0}),
    }
}

fn basis() -> Value {
    let mut fields = Map::new();
    for key in ["source", "number", "clause"] {
        fields.insert(key.to_owned(), json!({"type": "string"}));
    }
    fields.insert("seen".to_owned(), word(&vocabulary::Seen::ALL, vocabulary::Seen::key, |s| Some(s.label())));
    object(fields, &["seen", "source"])
}
