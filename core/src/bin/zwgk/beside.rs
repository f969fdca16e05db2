//! Files beside the inputs: profiles, decisions, last year's report, earlier results. What is wrong is said, and the exit code is
//! the error.

use std::path::Path;

use zwgk::json::{At, Band, parse_from};
use zwgk::{Error, Texts};

use crate::exit;
use crate::files::read_file;
use crate::names;
use crate::output::complain;

/// Bytes of such a file, or of a line of one: the user names them, and a result of this command is many times as large as its
/// inputs. One of 80,000 reports fits; of more, the NDJSON is read a line at a time.
pub(crate) const MOST_BYTES: usize = 512 << 20;

/// The bytes of a file.
pub(crate) fn load(path: &Path, band: Band, texts: &Texts) -> Result<Vec<u8>, u8> {
    or_complain(&names::of(path.as_os_str()), read_file(path, MOST_BYTES, texts).map_err(|e| e.in_band(band)), texts)
}

/// What a reader makes of a JSON text, which begins on a line of its file. Its bytes alone bound how many values it has.
pub(crate) fn read_json<T>(
    bytes: &[u8],
    band: Band,
    first_line: usize,
    reader: impl FnOnce(At<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    parse_from(bytes, band, usize::MAX, first_line).and_then(|tree| reader(At::root(&tree)))
}

/// What a reader makes of a file of JSON.
pub(crate) fn load_json<T>(path: &Path, band: Band, texts: &Texts, reader: impl FnOnce(At<'_>) -> Result<T, Error>) -> Result<T, u8> {
    let bytes = load(path, band, texts)?;
    or_complain(&names::of(path.as_os_str()), read_json(&bytes, band, 1, reader), texts)
}

/// A result, or the complaint and its exit code.
pub(crate) fn or_complain<T>(name: &str, result: Result<T, Error>, texts: &Texts) -> Result<T, u8> {
    result.map_err(|e| {
        complain(name, &e, texts);
        exit::BAD_INPUT
    })
}
