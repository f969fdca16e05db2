//! The document form as JSON: `{"schema","url","rows"}`, the rows as `[depth,"tag",{…}]` and `[depth,"text"]`.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use zwgk_spec::error;
use zwgk_spec::words::document as words;

use super::{Document, Row, RowKind, SCHEMA};
use crate::Error;
use crate::json::{At, Wanted};

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Document", 3)?;
        object.serialize_field("schema", &SCHEMA)?;
        if let Some(url) = &self.url {
            object.serialize_field("url", url)?;
        }
        object.serialize_field("rows", &self.rows)?;
        object.end()
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_seq(None)?;
        row.serialize_element(&self.depth)?;
        match &self.kind {
            RowKind::Element { tag, attributes } => {
                row.serialize_element(tag)?;
                row.serialize_element(&Attributes(attributes))?;
            }
            RowKind::Text(text) => row.serialize_element(text)?,
        }
        row.end()
    }
}

struct Attributes<'r>(&'r [(&'static str, String)]);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Document {
    /// Reads the document form.
    ///
    /// # Errors
    /// A row of another shape, one that stands deeper than it can, or an attribute that no row keeps.
    pub fn read(at: At<'_>) -> Result<Self, Error> {
        let (mut url, mut rows) = (None, None);
        at.fields(&["schema", "url", "rows"], |key, value| {
            match key {
                "schema" => {
                    if value.count()? != u64::from(SCHEMA) {
                        return Err(value.wrong_value(&[&SCHEMA.to_string()]));
                    }
                }
                "url" => url = Some(value.text()?.to_owned()),
                _ => rows = Some(read_rows(value)?),
            }
            Ok(())
        })?;
        let rows = rows.ok_or_else(|| Error::at(error::MissingField { field: "rows" }, at))?;
        Ok(Document::from_rows(url, rows, Vec::new()))
    }
}

fn read_rows(at: At<'_>) -> Result<Vec<Row>, Error> {
    let mut rows: Vec<Row> = Vec::new();
    // A row stands one deeper than an element before it, at most.
    let mut deepest = 0;
    for item in at.items()? {
        let parts: Vec<At<'_>> = item.items()?.collect();
        let (depth, rest) = match parts.as_slice() {
            [depth, rest @ ..] if matches!(rest.len(), 1 | 2) => (depth, rest),
            _ => return Err(item.wrong_type(Wanted::Row)),
        };
        let number = usize::try_from(depth.count()?).unwrap_or(usize::MAX);
        if number > deepest {
            return Err(depth.wrong_value(&[&format!("0–{deepest}")]));
        }
        let kind = match rest {
            [tag, attributes] => {
                deepest = number + 1;
                RowKind::Element { tag: tag.text()?.to_owned(), attributes: read_attributes(*attributes)? }
            }
            _ => {
                deepest = number;
                RowKind::Text(rest.first().map_or(Ok(""), |text| text.text())?.to_owned())
            }
        };
        rows.push(Row { depth: number, kind });
    }
    Ok(rows)
}

fn read_attributes(at: At<'_>) -> Result<Vec<(&'static str, String)>, Error> {
    let known = || words::ATTRIBUTES.iter().chain(&["style", "on"]);
    let mut attributes = Vec::new();
    for (name, value) in at.entries()? {
        let Some(name) = known().find(|known| **known == name) else {
            return Err(Error::at(error::UnknownField { field: name }, value));
        };
        attributes.push((*name, value.text()?.to_owned()));
    }
    Ok(attributes)
}
