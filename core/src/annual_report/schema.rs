//! The JSON Schema of an annual report, from the vocabularies that also read it.
