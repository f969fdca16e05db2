//! The JSON Schema of an annual report, from the vocabularies that also read it.

use serde_json::{Map, Value, json};
use zwgk_spec::TextId;
use zwgk_spec::vocabulary::{AgencyKind, AgencyLevel, ReportField, ReportFormat, Table};

use super::CellRef;
use super::report::YEARS;
use crate::schema::{DIALECT, described, object, place, word};

/// The schema.
pub(crate) fn schema() -> Value {
    let mut fields = Map::new();
    for field in ReportField::ALL {
        fields.insert(field.key().to_owned(), described(of_field(field), field.label()));
    }
    for table in Table::ALL {
        fields.insert(table.key().to_owned(), of_table(table));
    }
    let mut schema = object(fields, &["agency", "year"]);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$schema".to_owned(), json!(DIALECT));
        schema.insert("title".to_owned(), json!("政府信息公开工作年度报告 (annual report on government information disclosure)"));
    }
    schema
}

/// Outside a cell null is absence.
fn or_null(mut schema: Value) -> Value {
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        values.push(Value::Null);
    } else if let Some(kind) = schema.get_mut("type") {
        *kind = json!([kind.take(), "null"]);
    }
    schema
}

fn of_field(field: ReportField) -> Value {
    match field {
        ReportField::Agency => json!({"type": "string"}),
        ReportField::Year => json!({"type": "integer", "minimum": YEARS.start() - 1, "maximum": YEARS.end()}),
        ReportField::AgencyKind => or_null(word(&AgencyKind::ALL, AgencyKind::key, |w| Some(w.label()))),
        ReportField::Level => or_null(word(&AgencyLevel::ALL, AgencyLevel::key, |w| Some(w.label()))),
        ReportField::Format => or_null(word(&ReportFormat::ALL, ReportFormat::key, |w| Some(w.label()))),
        ReportField::Published | ReportField::Submitted | ReportField::Fetched => {
            or_null(json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}))
        }
        ReportField::Source => or_null(json!({"type": "string"})),
        ReportField::Sections => {
            let text = or_null(json!({"type": "string"}));
            let fields = Map::from_iter([("heading".to_owned(), text.clone()), ("text".to_owned(), text)]);
            or_null(json!({"type": "array", "items": object(fields, &[])}))
        }
        ReportField::Places => or_null(json!({"type": "object", "additionalProperties": or_null(place())})),
        ReportField::Labels => {
            let text = || json!({"type": "string"});
            let keys = |keys: Vec<&str>| json!({"enum": keys});
            let fields = [
                ("table", keys(Table::ALL.map(Table::key).to_vec())),
                ("row", or_null(text())),
                ("column", or_null(text())),
                ("printed", text()),
                ("differs", json!({"type": "boolean"})),
            ];
            let fields = Map::from_iter(fields.map(|(name, schema)| (name.to_owned(), schema)));
            or_null(json!({"type": "array", "items": object(fields, &["table"])}))
        }
        ReportField::Unread => or_null(json!({"type": "array", "items": place()})),
    }
}

fn of_table(table: Table) -> Value {
    let cell = json!({"type": ["number", "string", "null"]});
    let mut rows: Vec<(&'static str, TextId, Map<String, Value>)> = Vec::new();
    for one in CellRef::of(table) {
        let ([_, row, column], [_, of_row, of_column]) = (one.keys(), one.labels());
        let cell = (column.to_owned(), described(cell.clone(), of_column));
        match rows.last_mut().filter(|r| r.0 == row) {
            Some(last) => last.2.extend([cell]),
            None => rows.push((row, of_row, Map::from_iter([cell]))),
        }
    }
    let rows = rows.into_iter().map(|(row, label, cells)| (row.to_owned(), described(or_null(object(cells, &[])), label)));
    described(or_null(object(rows.collect(), &[])), table.label())
}
