//! Where values stand in a text that was parsed: found when someone asks, so that good inputs pay nothing for it.

/// Byte offsets of the first `count` values of a JSON text, in document order. The text was parsed at least that far.
pub(super) fn offsets(text: &str, count: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut offsets = Vec::with_capacity(count);
    let mut at = 0;
    // Each turn moves on by at least a byte.
    while let Some(byte) = bytes.get(at).filter(|_| offsets.len() < count) {
        let end = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' | b'}' | b']' => {
                at += 1;
                continue;
            }
            b'{' | b'[' => at + 1,
            b'"' => end_of_string(bytes, at),
            _ => end_of(bytes, at, |b| !matches!(b, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r')),
        };
        let is_key = *byte == b'"' && bytes.get(end_of(bytes, end, |b| b.is_ascii_whitespace())) == Some(&b':');
        if !is_key {
            offsets.push(at);
        }
        at = end;
    }
    offsets
}

/// Where a run of bytes that are `inside` ends.
fn end_of(bytes: &[u8], from: usize, inside: impl Fn(&u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|b| !inside(b)).unwrap_or(rest.len())
}

fn end_of_string(bytes: &[u8], from: usize) -> usize {
    let escaped = core::cell::Cell::new(false);
    let end = end_of(bytes, from + 1, |b| {
        let inside = escaped.get() || *b != b'"';
        escaped.set(!escaped.get() && *b == b'\\');
        inside
    });
    end + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_document_order_keys_left_out() {
        let text = r#"{"a" : [1, "x:\"y", null], "\u0062": {"c": -1e5}, "d":true}"#;
        let found: Vec<&str> = offsets(text, 8).into_iter().filter_map(|at| text.get(at..at + 4)).collect();
        assert_eq!(found, ["{\"a\"", "[1, ", "1, \"", "\"x:\\", "null", "{\"c\"", "-1e5", "true"]);
        // Asked for fewer, it stops: what follows may be no JSON.
        assert_eq!(offsets("[1, ?!", 2), [0, 1]);
    }
}
