//! `--pair-years`: which of the inputs is last year's report of which other.

use std::collections::HashMap;
use std::path::PathBuf;

use zwgk::annual_report::AnnualReport;
use zwgk::json::Band;
use zwgk::{Engine, Error, Texts};

use crate::files::{Kind, Source, read_file};

/// The files of reports by agency and year; what is in them is read again when it is wanted, so that a file costs its name only.
pub(crate) struct Pairs<'t> {
    engine: Engine,
    texts: &'t Texts,
    files: HashMap<(String, i32), PathBuf>,
}

impl<'t> Pairs<'t> {
    /// Looks into every file of one report. What cannot be read is said when its turn to be checked comes.
    pub(crate) fn new(sources: &[Source], engine: &Engine, texts: &'t Texts) -> Self {
        let mut pairs = Pairs { engine: engine.clone(), texts, files: HashMap::new() };
        for source in sources.iter().filter(|s| matches!(s.kind, Kind::One)) {
            let bytes = read_file(&source.path, engine.limits().bytes, texts);
            if let Ok(report) = bytes.and_then(|bytes| pairs.report(&bytes)) {
                // Of two reports of one year none is known to be the one.
                pairs.files.entry(key(&report, 0)).and_modify(PathBuf::clear).or_insert_with(|| source.path.clone());
            }
        }
        pairs
    }

    fn report(&self, bytes: &[u8]) -> Result<AnnualReport, Error> {
        AnnualReport::from_bytes(bytes, Band::Input, None, self.engine.limits())
    }

    /// Last year's report of the same agency, if it is among the inputs.
    pub(crate) fn previous(&self, bytes: &[u8]) -> Option<AnnualReport> {
        let path = self.files.get(&key(&self.report(bytes).ok()?, 1)).filter(|path| !path.as_os_str().is_empty())?;
        let bytes = read_file(path, self.engine.limits().bytes, self.texts).ok()?;
        self.report(&bytes).ok()
    }
}

/// Agency, without blanks, and the year so many years ago.
fn key(report: &AnnualReport, ago: i32) -> (String, i32) {
    (report.agency.split_whitespace().collect(), report.year - ago)
}
