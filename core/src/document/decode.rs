//! Bytes to text: which encoding a page really has, and what it says of it.

use zwgk_spec::error;

use super::Encoding;
use crate::Error;

/// A page's text, its line ends as one `\n`.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding that it was read in.
    pub encoding: Encoding,
    /// What the page or its sender says of its encoding and is not so, as it is written.
    pub contradicts: Vec<String>,
    /// Byte of the text at which the first character stands that could not be read.
    pub damaged: Option<usize>,
}

/// Bytes in which a page says its encoding, as browsers look.
const HEAD: usize = 1024;

/// Decodes a page. `given` is what its sender or the caller says.
///
/// A byte order mark decides, then what was said, then what the bytes are: UTF-8 if they can be, else GB18030. What was said
/// and cannot be is not followed, but kept.
///
/// # Errors
/// `input.charset`: the page says that it is in an encoding that we do not read, and may be right.
pub(super) fn decode(bytes: &[u8], given: Option<Encoding>) -> Result<Decoded, Error> {
    let marks: [(&[u8], Encoding); 3] =
        [(b"\xef\xbb\xbf", Encoding::Utf8), (b"\xff\xfe", Encoding::Utf16Le), (b"\xfe\xff", Encoding::Utf16Be)];
    let said: Vec<String> = given.map(|given| given.label().to_owned()).into_iter().chain(in_meta(bytes)).collect();
    if let Some((mark, encoding)) = marks.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return read(bytes.get(mark.len()..).unwrap_or_default(), *encoding, said);
    }
    let encoding = match said.first() {
        // What is UTF-8 is nothing else, but for ASCII, which is both.
        _ if core::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
        None => Encoding::Gb18030,
        // What is no UTF-8 is read as it was said to be; but templates say UTF-8 of pages in GBK, too.
        Some(label) => match Encoding::of_label(label) {
            Some(Encoding::Utf8) if !is_mostly_utf8(bytes) => Encoding::Gb18030,
            Some(said) if !said.is_utf16() => said,
            // Read as another it would be other words, and no error.
            Some(_) => return Err(unread(label)),
            None if is_of_several_bytes(label) => return Err(unread(label)),
            // Latin letters and labels that nobody knows are what page templates say of pages in GBK.
            None => Encoding::Gb18030,
        },
    };
    read(bytes, encoding, said)
}

/// Whether more of the characters beyond ASCII can be read as UTF-8 than cannot: a page that was cut or damaged in a place.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut read, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        read += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    read >= damaged
}

fn unread(label: &str) -> Error {
    Error::new(error::PageCharset { found: label })
}

/// Whether a label names an encoding, none of ours, that may hold Chinese.
#[cfg(feature = "gb18030")]
fn is_of_several_bytes(label: &str) -> bool {
    encoding_rs::Encoding::for_label(label.as_bytes()).is_some_and(|encoding| !encoding.is_single_byte())
}

#[cfg(not(feature = "gb18030"))]
fn is_of_several_bytes(_: &str) -> bool {
    // Without a decoder every page that is not Unicode is refused.
    false
}

fn read(bytes: &[u8], encoding: Encoding, said: Vec<String>) -> Result<Decoded, Error> {
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes),
        Encoding::Gb18030 => gb18030(bytes)?,
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let is_right = |label: &str| match Encoding::of_label(label) {
        Some(said) => said == encoding || said.is_utf16() && encoding.is_utf16(),
        None => false,
    };
    let mut contradicts: Vec<String> = Vec::new();
    for label in said {
        // ASCII is itself in all of them.
        if !is_right(&label) && !text.is_ascii() && !contradicts.contains(&label) {
            contradicts.push(label);
        }
    }
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

/// What the page's own head says, found as browsers find it: the first `charset` in a `<meta` outside comments.
fn in_meta(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len()))?).to_ascii_lowercase();
    let mut rest = head.as_str();
    loop {
        let (before, after) = rest.split_once("<meta")?;
        if let Some((_, comment)) = before.split_once("<!--") {
            // A comment may hold the tag that was found.
            let inside = rest.get(rest.len() - comment.len() - after.len() - "<meta".len()..)?;
            rest = inside.split_once("-->")?.1;
            continue;
        }
        let (tag, next) = after.split_once('>')?;
        if let Some(label) = tag.split("charset").skip(1).find_map(label_after) {
            return Some(label.to_owned());
        }
        rest = next;
    }
}

/// The label in what follows the word `charset`, if it is one that is set.
fn label_after(value: &str) -> Option<&str> {
    let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(['"', '\'', ';', ' ', '/']).unwrap_or(value.len());
    value.get(..end).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], given: Option<Encoding>) -> Decoded {
        let none = Decoded { text: String::new(), encoding: Encoding::Utf8, contradicts: Vec::new(), damaged: None };
        decode(bytes, given).unwrap_or(none)
    }

    #[cfg(feature = "gb18030")]
    #[test]
    fn what_the_bytes_are_wins_over_what_is_said() {
        // 「公开」 in UTF-8 and in GBK.
        let (utf8, gbk) = ("<meta charset=gbk>公开".as_bytes(), [b"<meta charset=\"utf-8\">".as_slice(), b"\xb9\xab\xbf\xaa"].concat());
        let page = decoded(utf8, None);
        assert_eq!((page.encoding, page.contradicts), (Encoding::Utf8, vec!["gbk".to_owned()]));
        assert!(page.text.ends_with("公开") && page.damaged.is_none());
        // The sender's word and the page's are both kept when neither is so, and one when the other is.
        assert_eq!(decoded(utf8, Some(Encoding::Gb18030)).contradicts, ["gb18030", "gbk"]);
        assert_eq!(decoded(utf8, Some(Encoding::Utf8)).contradicts, ["gbk"]);
        // Said to be UTF-8 and is none: 公开 is no character of it. Where one of several is damaged it is, and the place is known.
        let page = decoded(&gbk, None);
        assert_eq!((page.encoding, page.contradicts, page.damaged), (Encoding::Gb18030, vec!["utf-8".to_owned()], None));
        let cut = ["<meta charset=utf-8>公开".as_bytes(), b"\xe5\x85"].concat();
        let page = decoded(&cut, None);
        assert_eq!((page.encoding, page.contradicts, page.damaged), (Encoding::Utf8, Vec::new(), Some(26)));
        let page = decoded(&gbk, Some(Encoding::Gb18030));
        assert_eq!((page.encoding, page.contradicts, page.damaged), (Encoding::Gb18030, vec!["utf-8".to_owned()], None));
        assert!(page.text.ends_with("公开"));
        // Nothing said: GB18030, for it is no UTF-8.
        assert_eq!(decoded(b"\xb9\xab\xbf\xaa", None).text, "公开");
        assert_eq!(decoded(b"\xb9\xab\xbf", None).damaged, Some("公".len()));
    }

    #[cfg(feature = "gb18030")]
    #[test]
    fn an_encoding_that_we_do_not_read_is_said_and_not_guessed() {
        // 「公開」 in Big5; as GB18030 these bytes are other characters, without any error.
        let page = |label: &str| [format!("<meta charset={label}>").as_bytes(), b"\xa4\xbd\xb6\x7d"].concat();
        let refused = |label: &str| decode(&page(label), None).map(|_| ()).map_err(|e| e.code());
        for label in ["big5", "Big5-HKSCS", "shift_jis", "euc-kr", "utf-16"] {
            assert_eq!(refused(label), Err("input.charset".to_owned()), "{label}");
        }
        // What templates say of pages in GBK is kept, and the page is read.
        for label in ["iso-8859-1", "windows-1252", "gb-2312"] {
            let page = decoded(&page(label), None);
            assert_eq!((page.encoding, page.contradicts), (Encoding::Gb18030, vec![label.to_owned()]));
        }
        // UTF-8 is UTF-8 whatever it says; ASCII is itself in all of them.
        assert_eq!(decoded("<meta charset=big5>公開".as_bytes(), None).contradicts, ["big5"]);
        assert!(decoded(b"<meta charset=big5>ok", None).contradicts.is_empty());
    }

    #[test]
    fn a_byte_order_mark_decides() {
        let utf16: Vec<u8> = "\u{feff}公\r\n开\r".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let page = decoded(&utf16, Some(Encoding::Utf8));
        assert_eq!((page.text.as_str(), page.encoding), ("公\n开\n", Encoding::Utf16Le));
        assert_eq!(page.contradicts, ["utf-8"]);
        assert!(decoded(&utf16, Some(Encoding::Utf16Be)).contradicts.is_empty());
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
            ("<meta content='the charset of it'><meta charset=gbk>", Some("gbk")),
            ("<!-- <meta charset=gbk> --><meta charset=utf-8>", Some("utf-8")),
            ("<!-- old --><meta charset=utf-8>", Some("utf-8")),
            ("<!-- <meta charset=gbk>", None),
        ] {
            assert_eq!(in_meta(head.as_bytes()).as_deref(), label, "{head}");
        }
    }
}
