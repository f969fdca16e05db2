//! What a file is called: any name that a system allows, as a text that no other file has.

use std::borrow::Cow;
use std::ffi::OsStr;

/// How a path is called.
pub(crate) fn of(path: &OsStr) -> Cow<'_, str> {
    subject(path.as_encoded_bytes())
}

/// The subject of a path of these bytes: the text that it is, its bytes that are no UTF-8 as `%D6`.
///
/// Two files never have one name. A `%` that would read as the front of such a byte is `%25`, but only in a name that has such
/// bytes, or would read as one that has: what a browser saved as `%E5%B9%B4.json` keeps its name.
pub(crate) fn subject(path: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(path) {
        Ok(text) if !reads_as_escaped(text) => Cow::Borrowed(text),
        _ => Cow::Owned(escaped(path)),
    }
}

/// Whether it reads as the name of a file whose name is no UTF-8, or of one that is called like that, and so on.
fn reads_as_escaped(text: &str) -> bool {
    let mut text = Cow::Borrowed(text);
    // Every round takes at least two bytes away.
    loop {
        let read = unescaped(text.as_bytes());
        if read.len() == text.len() {
            return false;
        }
        match String::from_utf8(read) {
            Ok(shorter) => text = Cow::Owned(shorter),
            Err(_) => return true,
        }
    }
}

fn escaped(bytes: &[u8]) -> String {
    let mut name = String::with_capacity(bytes.len());
    let mut rest = bytes;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '%' if byte_of_escape(rest).is_some() => name.push_str("%25"),
                c => name.push(c),
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
        for byte in chunk.invalid() {
            name.push_str(&format!("%{byte:02X}"));
        }
        rest = rest.get(chunk.invalid().len()..).unwrap_or_default();
    }
    name
}

fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut read = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let escape = byte_of_escape(rest);
        read.push(escape.unwrap_or(*first));
        rest = if escape.is_some() { rest.get(3..).unwrap_or_default() } else { after };
    }
    read
}

/// The byte that an escape at the front stands for.
fn byte_of_escape(bytes: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    };
    match bytes {
        [b'%', high, low, ..] => Some(digit(high)? * 16 + digit(low)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_name_is_itself_or_tells_its_bytes() {
        for (bytes, name) in [
            (&b"2024.json"[..], "2024.json"),
            (b"100%.json", "100%.json"),
            // A browser saves a name in UTF-8 like this: no other file is called so.
            (b"%E5%B9%B4%20.json", "%E5%B9%B4%20.json"),
            (b"\xd6\xd0.json", "%D6%D0.json"),
            (b"%D6%D0.json", "%25D6%25D0.json"),
            (b"%25D6%25D0.json", "%2525D6%2525D0.json"),
            (b"5%\xd6.json", "5%%D6.json"),
            (b"%41\xd6", "%2541%D6"),
        ] {
            assert_eq!(subject(bytes), name);
        }
    }

    #[test]
    fn no_two_files_have_one_name() {
        // Every name of up to six of these: the parts of escapes, and bytes that are no UTF-8 alone or at all.
        let parts = [&b"%"[..], b"25", b"D6", b"C3%A4", b"\xd6", b"\xc3", b"\xa4"];
        let mut names: Vec<Vec<u8>> = vec![Vec::new()];
        for _ in 0..5 {
            let longer = names.iter().flat_map(|name| parts.map(|part| [name, part].concat()));
            names = names.iter().cloned().chain(longer).collect();
            names.sort_unstable();
            names.dedup();
        }
        let called: BTreeSet<String> = names.iter().map(|name| subject(name).into_owned()).collect();
        assert_eq!(called.len(), names.len());
    }
}
