//! The encodings that a page can be read in, and what they are called.

/// An encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// GB18030, and what it holds: GBK and GB 2312.
    Gb18030,
}

/// Labels, in lower case.
const LABELS: [(&str, Encoding); 25] = [
    ("utf-8", Encoding::Utf8),
    ("utf8", Encoding::Utf8),
    ("unicode-1-1-utf-8", Encoding::Utf8),
    ("unicode11utf8", Encoding::Utf8),
    ("unicode20utf8", Encoding::Utf8),
    ("x-unicode20utf8", Encoding::Utf8),
    ("utf-16", Encoding::Utf16Le),
    ("utf-16le", Encoding::Utf16Le),
    ("utf16", Encoding::Utf16Le),
    ("utf16le", Encoding::Utf16Le),
    ("unicode", Encoding::Utf16Le),
    ("ucs-2", Encoding::Utf16Le),
    ("utf-16be", Encoding::Utf16Be),
    ("utf16be", Encoding::Utf16Be),
    ("unicodefffe", Encoding::Utf16Be),
    ("gb18030", Encoding::Gb18030),
    ("gbk", Encoding::Gb18030),
    ("gb2312", Encoding::Gb18030),
    ("gb_2312", Encoding::Gb18030),
    ("gb_2312-80", Encoding::Gb18030),
    ("x-gbk", Encoding::Gb18030),
    ("chinese", Encoding::Gb18030),
    ("csgb2312", Encoding::Gb18030),
    ("csiso58gb231280", Encoding::Gb18030),
    ("iso-ir-58", Encoding::Gb18030),
];

impl Encoding {
    /// The encoding of a label, as browsers know them; none for one that we do not read.
    #[must_use]
    pub fn of_label(label: &str) -> Option<Self> {
        let label = label.trim();
        LABELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(label)).map(|(_, encoding)| *encoding)
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
        }
    }

    /// Whether it is UTF-16, of whose two orders the byte order mark alone decides.
    #[cfg(feature = "html")]
    pub(super) fn is_utf16(self) -> bool {
        matches!(self, Encoding::Utf16Le | Encoding::Utf16Be)
    }
}
