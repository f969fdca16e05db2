//! Reports that this command wrote earlier: one, a run's, or a report a line.

use std::path::Path;

use zwgk::baseline::Baseline;
use zwgk::json::Band;
use zwgk::{Error, Texts};
use zwgk_spec::error;

use crate::beside::{MOST_BYTES, load_json, or_complain, read_json};
use crate::files::Lines;
use crate::names;

/// Reads the reports of a file. What is wrong is said, and the exit code is the error.
pub(crate) fn read_reports(path: &Path, texts: &Texts) -> Result<Baseline, u8> {
    let mut baseline = Baseline::default();
    let name = names::of(path.as_os_str());
    if path.extension().is_some_and(|e| e == "ndjson") {
        let lines = Lines::open(path, MOST_BYTES, texts).map_err(|e| e.in_band(Band::Options));
        for (number, line) in or_complain(&name, lines, texts)? {
            let added = line.map_err(|e| e.in_band(Band::Options)).and_then(|line| {
                let add = |at: zwgk::json::At<'_>| baseline.add(at.as_file("baseline"));
                read_json(&line, Band::Options, number, add)
            });
            or_complain(&format!("{name}:{number}"), added, texts)?;
        }
    } else {
        load_json(path, Band::Options, texts, |at| baseline.add(at.as_file("baseline")))?;
    }
    if baseline.is_empty() {
        let nothing = Error::new(error::NoReport).in_band(Band::Options);
        return or_complain(&name, Err(nothing), texts);
    }
    Ok(baseline)
}
