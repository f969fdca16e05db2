//! The command: what reads files, knows the day, uses threads and draws progress bars. Verdicts come from the library.

/// A line on standard error; when nobody reads it, that is no reason to end.
macro_rules! tell {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($words)*);
    }};
}
pub(crate) use tell;

mod args;
mod beside;
mod check;
mod coverage;
mod decide;
mod extract;
mod files;
mod names;
mod output;
mod pairs;
mod profile;
mod queue;
mod reports;
mod rule_page;
mod rules;
mod schema;
mod selftest;
mod writer;

use std::ffi::OsString;
use std::process::ExitCode;

use zwgk::Texts;
use zwgk_spec::vocabulary::Language;

/// Exit codes; the greatest that applies.
pub(crate) mod exit {
    /// Nothing at or above the level asked for.
    pub(crate) const CLEAN: u8 = 0;
    /// Findings.
    pub(crate) const FINDINGS: u8 = 1;
    /// Bad input or usage.
    pub(crate) const BAD_INPUT: u8 = 2;
    /// Some rule could not run.
    pub(crate) const NOT_RUN: u8 = 3;
}

fn main() -> ExitCode {
    // A file may have any name; one from a system in GBK is no UTF-8.
    let words: Vec<OsString> = std::env::args_os().collect();
    let texts = Texts::built_in(language(&words));
    let matches = match args::command(&texts).try_get_matches_from(&words) {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(args::explain(&error, &texts)),
    };
    let code = match matches.subcommand() {
        Some(("check", m)) => check::run(m, &texts),
        Some(("rules", m)) => rules::run(m, &texts),
        Some(("schema", m)) => schema::run(m, &texts),
        Some(("decide", m)) => decide::run(m, &texts),
        Some(("extract", m)) => extract::run(m, &texts),
        Some(("selftest", _)) => selftest::run(&texts),
        _ => exit::BAD_INPUT,
    };
    ExitCode::from(code)
}

/// The language must be known before anything can be said: it is looked for ahead of the parser.
fn language(words: &[OsString]) -> Language {
    let value = words.iter().zip(words.iter().skip(1)).find(|(word, _)| *word == "--lang").and_then(|(_, value)| value.to_str());
    let joined = words.iter().find_map(|word| word.to_str()?.strip_prefix("--lang="));
    value.or(joined).and_then(Language::from_key).unwrap_or(Language::Zh)
}
