//! `zwgk schema`: the JSON Schemas of what goes in and comes out.

use clap::ArgMatches;
use zwgk::{Texts, Verbatim, schema};
use zwgk_spec::label;

use crate::exit;
use crate::output::{refuse, say};

/// Runs the subcommand.
pub(crate) fn run(matches: &ArgMatches, texts: &Texts) -> u8 {
    // Errors send people here who do not know the names.
    let Some(name) = matches.get_one::<String>("name") else {
        say(&schema::NAMES.map(|name| format!("{name}\n")).concat());
        return exit::CLEAN;
    };
    match schema::schema(name) {
        Some(schema) => {
            say(&format!("{}\n", schema::pretty(&schema)));
            exit::CLEAN
        }
        None => {
            let allowed: Vec<String> = schema::NAMES.iter().map(|n| (*n).to_owned()).collect();
            refuse(&texts.phrase(label::UnknownSchema { allowed, name: Verbatim::from(&**name) }), texts)
        }
    }
}
