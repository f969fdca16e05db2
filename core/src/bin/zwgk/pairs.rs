//! `--pair-years`: which of the inputs is last year's report of which other.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use zwgk::annual_report::AnnualReport;
use zwgk::json::Band;
use zwgk::{Engine, Error, Texts};

use crate::files::{Kind, Source, read_file};

/// An agency, without blanks, and a year.
type Key = (String, i32);

/// The files of reports by agency and year.
///
/// A file is opened up to three times: here, for its key, because last year's report may stand behind this year's; when its own turn
/// to be checked comes; and as last year's of another. Between these nothing of it is held but its key: reports of a hundred thousand
/// agencies would not fit, and two years of one agency may stand at both ends of a run. It is read for its key once only.
pub(crate) struct Pairs<'t> {
    engine: Engine,
    texts: &'t Texts,
    /// None where two files are of one agency and year: neither is known to be the one.
    files: HashMap<Key, Option<PathBuf>>,
    keys: HashMap<PathBuf, Key>,
}

impl<'t> Pairs<'t> {
    /// Looks into every file of one report. What cannot be read is said when its turn to be checked comes.
    pub(crate) fn new(sources: &[Source], engine: &Engine, texts: &'t Texts) -> Self {
        let mut pairs = Pairs { engine: engine.clone(), texts, files: HashMap::new(), keys: HashMap::new() };
        // What is no file, such as standard input or a pipe, can be read but once: that is when it is checked.
        for source in sources.iter().filter(|s| matches!(s.kind, Kind::One) && s.path != Path::new("-") && s.path.is_file()) {
            if let Ok(report) = pairs.read(&source.path) {
                let key = key(&report);
                let file = pairs.files.entry(key.clone()).or_insert_with(|| Some(source.path.clone()));
                *file = file.take().filter(|path| *path == source.path);
                pairs.keys.insert(source.path.clone(), key);
            }
        }
        pairs
    }

    fn read(&self, path: &Path) -> Result<AnnualReport, Error> {
        read_file(path, self.engine.limits().bytes, self.texts).and_then(|bytes| self.report(&bytes))
    }

    fn report(&self, bytes: &[u8]) -> Result<AnnualReport, Error> {
        AnnualReport::from_bytes(bytes, Band::Input, None, self.engine.limits())
    }

    /// Last year's report of the same agency, if it is among the files. `path` is that of the bytes, if they are a file's.
    pub(crate) fn previous(&self, path: Option<&Path>, bytes: &[u8]) -> Option<AnnualReport> {
        let known = path.and_then(|path| self.keys.get(path)).cloned();
        let (agency, year) = known.or_else(|| self.report(bytes).ok().as_ref().map(key))?;
        self.read(self.files.get(&(agency, year - 1))?.as_deref()?).ok()
    }
}

fn key(report: &AnnualReport) -> Key {
    (report.agency.split_whitespace().collect(), report.year)
}
