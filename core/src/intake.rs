//! Intake: what an input is by its bytes, before anything is read from it.

use zwgk_spec::vocabulary::FileKind;

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Intake {
    /// A page: text with tags.
    Page,
    /// JSON, or what is meant to be.
    Json,
    /// Nothing that can be read.
    Other(FileKind),
}

/// Bytes in which the entries of a ZIP archive show what it is: the first names stand at its beginning.
const ENTRIES: usize = 64 << 10;

/// Beginnings by which files are known.
const BEGINNINGS: [(&[u8], FileKind); 13] = [
    (b"%PDF-", FileKind::Pdf),
    (b"PK\x05\x06", FileKind::Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::Office97),
    (b"{\\rtf", FileKind::Rtf),
    (b"Rar!\x1a\x07", FileKind::Archive),
    (b"7z\xbc\xaf\x27\x1c", FileKind::Archive),
    (b"\x1f\x8b", FileKind::Archive),
    (b"\x89PNG\r\n", FileKind::Picture),
    (b"\xff\xd8\xff", FileKind::Picture),
    (b"GIF87a", FileKind::Picture),
    (b"GIF89a", FileKind::Picture),
    (b"II*\0", FileKind::Picture),
    (b"MM\0*", FileKind::Picture),
];

impl Intake {
    /// What an input is.
    pub(crate) fn of(input: &[u8]) -> Self {
        if let Some(kind) = known_file(input) {
            return Intake::Other(kind);
        }
        #[cfg(feature = "html")]
        for (mark, unit) in [(b"\xff\xfe", b"<\0"), (b"\xfe\xff", b"\0<")] {
            if let Some(text) = input.strip_prefix(mark) {
                let pairs = text.as_chunks::<2>().0;
                let first = pairs.iter().find(|pair| pair.iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0));
                // Other text in UTF-16 is no JSON, which says so itself.
                return if first == Some(unit) { Intake::Page } else { Intake::Json };
            }
        }
        let mut text = input;
        // Pages that are put together from several files have several marks.
        while let Some(rest) = text.strip_prefix(b"\xef\xbb\xbf") {
            text = rest;
        }
        let text = text.trim_ascii_start();
        match text.first() {
            Some(b'<') => Intake::Page,
            // JSON begins with a mark, a digit or one of three words; whatever else begins with a mark is JSON gone wrong.
            Some(byte) if byte.is_ascii_alphabetic() || !byte.is_ascii() => of_words(text),
            _ => Intake::Json,
        }
    }

    /// Whether an input is a page, for whoever wants nothing else.
    ///
    /// # Errors
    /// It is none: what it is instead.
    #[cfg(feature = "html")]
    pub(crate) fn page(input: &[u8]) -> Result<(), crate::Error> {
        use crate::Error;
        use zwgk_spec::error;

        let found = match Intake::of(input) {
            Intake::Page => return Ok(()),
            Intake::Other(found) => found,
            Intake::Json if input.trim_ascii().is_empty() => return Err(Error::new(error::InputEmpty)),
            Intake::Json if input.trim_ascii_start().starts_with(b"{") => FileKind::Json,
            Intake::Json if has_tag(input) => return Ok(()),
            Intake::Json => FileKind::Text,
        };
        Err(Error::new(error::NotAPage { found }))
    }
}

fn known_file(input: &[u8]) -> Option<FileKind> {
    if input.starts_with(b"PK\x03\x04") {
        let entries = input.get(..ENTRIES.min(input.len())).unwrap_or_default();
        let has = |name: &[u8]| entries.windows(name.len()).any(|part| part == name);
        let kinds: [(&[u8], FileKind); 3] = [(b"word/", FileKind::Docx), (b"xl/", FileKind::Xlsx), (b"OFD.xml", FileKind::Ofd)];
        return Some(kinds.into_iter().find(|(name, _)| has(name)).map_or(FileKind::Zip, |(_, kind)| kind));
    }
    BEGINNINGS.iter().find(|(beginning, _)| input.starts_with(beginning)).map(|(_, kind)| *kind)
}

/// What a text is that begins with a letter.
fn of_words(text: &[u8]) -> Intake {
    let word = text.split(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or_default();
    if !word.is_empty() && [b"true".as_slice(), b"false", b"null"].iter().any(|known| known.starts_with(word)) {
        return Intake::Json;
    }
    // A build that has no parser has no use for the answer.
    if cfg!(feature = "html") && has_tag(text) {
        return Intake::Page;
    }
    let Ok(text) = core::str::from_utf8(text) else { return Intake::Json };
    // Full-width brackets and quotes are JSON that an input method has spoilt.
    if text.starts_with(char::is_alphanumeric) { Intake::Other(FileKind::Text) } else { Intake::Json }
}

/// Whether a tag stands in a text.
fn has_tag(text: &[u8]) -> bool {
    text.windows(2).any(|pair| matches!(pair, [b'<', next] if next.is_ascii_alphabetic() || *next == b'!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_input_is() {
        let other = Intake::Other;
        for (input, is) in [
            (" \n<!DOCTYPE html>".as_bytes(), Intake::Page),
            ("\u{feff}\u{feff}<p>".as_bytes(), Intake::Page),
            ("年度报告 <p>公开".as_bytes(), Intake::Page),
            (b"\xff\xfe \0<\0p\0", Intake::Page),
            (b"\xff\xfe{\0}\0", Intake::Json),
            (b"\xfe\xff\0\n\0<", Intake::Page),
            (b"{\"a\":\"<p>\"}", Intake::Json),
            (b"  [1]", Intake::Json),
            (b"tru", Intake::Json),
            (b"", Intake::Json),
            ("｛“agency”".as_bytes(), Intake::Json),
            // A name in GBK: no text that can be told from other bytes.
            (b"\xb9\xab\xbf\xaa", Intake::Json),
            ("示例局年度报告".as_bytes(), other(FileKind::Text)),
            (b"callback({})", other(FileKind::Text)),
            (b"%PDF-1.4\n<p>", other(FileKind::Pdf)),
            (b"{\\rtf1", other(FileKind::Rtf)),
            (b"PK\x03\x04\x14\0[Content_Types].xml...word/document.xml", other(FileKind::Docx)),
            (b"PK\x03\x04\x14\0[Content_Types].xml...xl/workbook.xml", other(FileKind::Xlsx)),
            (b"PK\x03\x04\x14\0OFD.xml", other(FileKind::Ofd)),
            (b"PK\x03\x04\x14\0a.html", other(FileKind::Zip)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", other(FileKind::Office97)),
            (b"\x89PNG\r\n\x1a\n", other(FileKind::Picture)),
        ] {
            assert_eq!(Intake::of(input), is, "{}", String::from_utf8_lossy(input));
        }
    }
}
