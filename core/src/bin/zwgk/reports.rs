//! Reports that this command wrote earlier: one, a run's, or a report a line.

use std::path::Path;

use zwgk::baseline::Baseline;
use zwgk::json::{At, Band, parse};
use zwgk::{Error, Limits, Texts};
use zwgk_spec::error;

use crate::exit;
use crate::files::load;
use crate::output::complain;

/// Reads the reports of a file. What is wrong is said, and the exit code is the error.
pub(crate) fn read_reports(path: &str, texts: &Texts) -> Result<Baseline, u8> {
    let bytes = load(path, Band::Options, texts)?;
    let by_line = Path::new(path).extension().is_some_and(|e| e == "ndjson");
    let mut baseline = Baseline::default();
    let mut add = |name: &str, bytes: &[u8]| {
        let added = parse(bytes, Band::Options, Limits::default().nodes).and_then(|tree| baseline.add(At::root(&tree).as_file("baseline")));
        added.map_err(|e| refuse(name, &e, texts))
    };
    if by_line {
        for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty()) {
            add(&format!("{path}:{}", number + 1), line)?;
        }
    } else {
        add(path, &bytes)?;
    }
    if baseline.is_empty() {
        return Err(refuse(path, &Error::new(error::MissingField { field: "results" }).in_band(Band::Options), texts));
    }
    Ok(baseline)
}

fn refuse(name: &str, error: &Error, texts: &Texts) -> u8 {
    complain(name, error, texts);
    exit::BAD_INPUT
}
