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

impl Encoding {
    /// The encoding of a label, as browsers know them; none for one that we do not read.
    #[must_use]
    pub fn of_label(label: &str) -> Option<Self> {
        match label.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "unicode-1-1-utf-8" | "unicode11utf8" | "unicode20utf8" | "x-unicode20utf8" => Some(Encoding::Utf8),
            "utf-16" | "utf-16le" | "utf16" | "utf16le" | "unicode" | "ucs-2" => Some(Encoding::Utf16Le),
            "utf-16be" | "utf16be" | "unicodefffe" => Some(Encoding::Utf16Be),
            "gb18030" | "gbk" | "gb2312" | "gb_2312" | "gb_2312-80" | "x-gbk" | "chinese" | "csgb2312" | "csiso58gb231280"
            | "iso-ir-58" => Some(Encoding::Gb18030),
            _ => None,
        }
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
