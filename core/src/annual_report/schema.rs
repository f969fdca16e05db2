//! The JSON Schema of an annual report, from the vocabularies that also read it.

use serde_json::{Map, Value, json};
use zwgk_spec::vocabulary::{AgencyKind, AgencyLevel, ReportField, ReportFormat, Table};

use super::CellRef;
use super::report::YEARS;
use crate::schema::{DIALECT, object, place};

/// The schema.
pub(crate) fn schema() -> Value {
    let mut fields = Map::new();
    for field in ReportField::ALL {
        fields.insert(field.key().to_owned(), of_field(field));
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
        ReportField::AgencyKind => or_null(json!({"enum": AgencyKind::ALL.map(AgencyKind::key)})),
        ReportField::Level => or_null(json!({"enum": AgencyLevel::ALL.map(AgencyLevel::key)})),
        ReportField::Format => or_null(json!({"enum": ReportFormat::ALL.map(ReportFormat::key)})),
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
    let mut rows: Vec<(&'static str, Map<String, Value>)> = Vec::new();
    for [_, row, column] in CellRef::of(table).map(CellRef::keys) {
        match rows.last_mut().filter(|r| r.0 == row) {
            Some(last) => drop(last.1.insert(column.to_owned(), cell.clone())),
            None => rows.push((row, Map::from_iter([(column.to_owned(), cell.clone())]))),
        }
    }
    let rows = rows.into_iter().map(|(row, cells)| (row.to_owned(), or_null(object(cells, &[]))));
    or_null(object(rows.collect(), &[]))
}
