//! `zwgk extract`: what a page says, as JSON on standard output.

use std::path::Path;

use clap::ArgMatches;
use zwgk::{Engine, Error, Texts};
use zwgk_spec::error;

use crate::args::path;
use crate::exit;
use crate::files::read_file;
use crate::names;
use crate::output::{complain, say};

/// Runs the subcommand.
pub(crate) fn run(matches: &ArgMatches, texts: &Texts) -> u8 {
    let page = path(matches, "page").unwrap_or(Path::new("-"));
    match extract(page, matches, texts) {
        Ok(json) => {
            say(&(json + "\n"));
            exit::CLEAN
        }
        Err(error) => {
            complain(&names::of(page.as_os_str()), &error, texts);
            exit::BAD_INPUT
        }
    }
}

fn extract(page: &Path, matches: &ArgMatches, texts: &Texts) -> Result<String, Error> {
    let engine = Engine::with_texts(b"{}", |_| Ok(texts.clone()))?;
    let bytes = read_file(page, engine.limits().bytes, texts)?;
    let options: serde_json::Map<String, serde_json::Value> = ["kind", "url", "encoding"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), matches.get_one::<String>(name)?.clone().into())))
        .collect();
    let options = serde_json::to_vec(&options).map_err(|_| Error::new(error::Internal))?;
    let json = engine.call("extract", &bytes, &options)?;
    String::from_utf8(json).map_err(|_| Error::new(error::Internal))
}
