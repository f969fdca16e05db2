//! `zwgk schema`: the JSON Schemas of what goes in and comes out.

use clap::ArgMatches;
use zwgk::{Texts, schema};
use zwgk_spec::label;

use crate::exit;
use crate::output::say;

/// Runs the subcommand.
pub(crate) fn run(matches: &ArgMatches, texts: &Texts) -> u8 {
    let name = matches.get_one::<String>("name").map_or("", String::as_str);
    match schema::schema(name) {
        Some(schema) => {
            say(&format!("{}\n", schema::pretty(&schema)));
            exit::CLEAN
        }
        None => {
            let allowed: Vec<String> = schema::NAMES.iter().map(|n| (*n).to_owned()).collect();
            crate::tell!("{}: {}", texts.get(label::ERROR_WORD), texts.phrase(label::UnknownSchema { allowed, name }));
            exit::BAD_INPUT
        }
    }
}
