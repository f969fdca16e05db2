//! Bytes to text: which encoding a page really has, and what it says of it.

use crate::Error;

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

/// A page's text, its line ends as one `\n`.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding that it was read in.
    pub encoding: Encoding,
    /// The encoding that the page or its sender says it has, when that is another.
    pub contradicts: Option<String>,
    /// Byte of the text at which the first character stands that could not be read.
    pub damaged: Option<usize>,
}

/// Bytes in which a page says its encoding, as browsers look.
const HEAD: usize = 1024;

/// Decodes a page. `given` is what its sender or the caller says.
///
/// A byte order mark decides, then what was said, then what the bytes are: UTF-8 if they can be, else GB18030. What was said
/// and cannot be is not followed.
pub(super) fn decode(bytes: &[u8], given: Option<&str>) -> Result<Decoded, Error> {
    let marks: [(&[u8], Encoding); 3] =
        [(b"\xef\xbb\xbf", Encoding::Utf8), (b"\xff\xfe", Encoding::Utf16Le), (b"\xfe\xff", Encoding::Utf16Be)];
    if let Some((mark, encoding)) = marks.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        let said = given.map(str::to_owned).or_else(|| in_meta(bytes));
        return read(bytes.get(mark.len()..).unwrap_or_default(), *encoding, said);
    }
    let said = given.map(str::to_owned).or_else(|| in_meta(bytes));
    let is_utf8 = core::str::from_utf8(bytes).is_ok();
    let encoding = match said.as_deref().and_then(named) {
        // What is no UTF-8 is read as it was said to be; what is UTF-8 is nothing else, but for ASCII, which is both.
        Some(said) if !is_utf8 || said == Encoding::Utf8 => said,
        _ if is_utf8 => Encoding::Utf8,
        _ => Encoding::Gb18030,
    };
    read(bytes, encoding, said)
}

/// The encoding of a label, as browsers know them.
fn named(label: &str) -> Option<Encoding> {
    match label.trim().to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "unicode-1-1-utf-8" | "x-unicode20utf8" => Some(Encoding::Utf8),
        "gb18030" | "gbk" | "gb2312" | "gb_2312" | "gb_2312-80" | "x-gbk" | "chinese" | "csgb2312" | "iso-ir-58" => Some(Encoding::Gb18030),
        _ => None,
    }
}

fn read(bytes: &[u8], encoding: Encoding, said: Option<String>) -> Result<Decoded, Error> {
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes),
        Encoding::Gb18030 => gb18030(bytes)?,
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let contradicts = said.filter(|said| named(said) != Some(encoding) && !text.is_ascii());
    Ok(Decoded { damaged: text.find('\u{fffd}'), text, encoding, contradicts })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text: String = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).map(|c| c.unwrap_or('\u{fffd}')).collect();
    if !rest.is_empty() {
        text.push('\u{fffd}');
    }
    text
}

#[cfg(feature = "gb18030")]
fn gb18030(bytes: &[u8]) -> Result<String, Error> {
    Ok(encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned())
}

#[cfg(not(feature = "gb18030"))]
fn gb18030(bytes: &[u8]) -> Result<String, Error> {
    // In a browser the host decodes: its own decoder costs nothing.
    let byte = core::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to() + 1, |_| 1);
    Err(Error::new(zwgk_spec::error::InputEncoding { byte }))
}

/// What the page's own head says, found as browsers find it: the first `charset` in a `<meta`.
fn in_meta(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len()))?).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some((_, after)) = rest.split_once("<meta") {
        let (tag, next) = after.split_once('>')?;
        if let Some((_, value)) = tag.split_once("charset") {
            let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
            let end = value.find(['"', '\'', ';', ' ', '/']).unwrap_or(value.len());
            return value.get(..end).filter(|label| !label.is_empty()).map(str::to_owned);
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], given: Option<&str>) -> Decoded {
        decode(bytes, given).unwrap_or_else(|_| Decoded { text: String::new(), encoding: Encoding::Utf8, contradicts: None, damaged: None })
    }

    #[cfg(feature = "gb18030")]
    #[test]
    fn what_the_bytes_are_wins_over_what_is_said() {
        // 「公开」 in UTF-8 and in GBK.
        let (utf8, gbk) = ("<meta charset=gbk>公开".as_bytes(), [b"<meta charset=\"utf-8\">".as_slice(), b"\xb9\xab\xbf\xaa"].concat());
        let page = decoded(utf8, None);
        assert_eq!((page.encoding, page.contradicts.as_deref()), (Encoding::Utf8, Some("gbk")));
        assert!(page.text.ends_with("公开") && page.damaged.is_none());
        // Said to be UTF-8 and is not: read as it was said, and where it breaks is known.
        let page = decoded(&gbk, None);
        assert_eq!((page.encoding, page.contradicts, page.damaged), (Encoding::Utf8, None, Some(22)));
        let page = decoded(&gbk, Some("GB2312"));
        assert_eq!((page.encoding, page.contradicts, page.damaged), (Encoding::Gb18030, None, None));
        assert!(page.text.ends_with("公开"));
        // Nothing said: GB18030, for it is no UTF-8.
        assert_eq!(decoded(b"\xb9\xab\xbf\xaa", None).text, "公开");
        assert_eq!(decoded(b"\xb9\xab\xbf", None).damaged, Some("公".len()));
    }

    #[test]
    fn a_byte_order_mark_decides() {
        let utf16: Vec<u8> = "\u{feff}公\r\n开\r".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let page = decoded(&utf16, Some("utf-8"));
        assert_eq!((page.text.as_str(), page.encoding, page.contradicts.as_deref()), ("公\n开\n", Encoding::Utf16Le, Some("utf-8")));
        let odd: Vec<u8> = [0xfe, 0xff, 0x51, 0x6c, 0x5f].to_vec();
        assert_eq!(decoded(&odd, None).text, "公\u{fffd}");
        assert_eq!(decoded(b"\xef\xbb\xbf\xe5\x85\xac", None).text, "公");
    }

    #[test]
    fn the_head_says_its_encoding_in_several_ways() {
        for (head, label) in [
            ("<META http-equiv=Content-Type content='text/html; charset=GB2312'>", Some("gb2312")),
            ("<meta name=a><meta charset = 'GBK' />", Some("gbk")),
            ("<meta charset=utf-8/>", Some("utf-8")),
            ("<meta charset>", None),
            ("<title>charset=gbk</title>", None),
        ] {
            assert_eq!(in_meta(head.as_bytes()).as_deref(), label, "{head}");
        }
    }
}
