//! What C passes in: bytes, texts and handles.

use zwgk_core::Error;
use zwgk_spec::error::{ArgumentEncoding, ArgumentLength, NullArgument};

/// The bytes of the argument `field`. Length 0 is an empty slice whatever the pointer.
///
/// # Errors
/// A null pointer with a length, a length that no slice can have.
///
/// # Safety
/// A pointer that is not null leads to `len` initialised bytes that nobody writes during `'a`.
pub unsafe fn bytes<'a>(field: &'static str, data: *const u8, len: usize) -> Result<&'a [u8], Error> {
    if len == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(Error::new(NullArgument { field }));
    }
    if isize::try_from(len).is_err() {
        return Err(Error::new(ArgumentLength { field }));
    }
    // SAFETY: not null, not longer than a slice may be; the caller answers for the bytes.
    Ok(unsafe { std::slice::from_raw_parts(data, len) })
}

/// The text of the argument `field`.
///
/// # Errors
/// As [`bytes`], and bytes that are not UTF-8.
///
/// # Safety
/// As [`bytes`].
pub unsafe fn text<'a>(field: &'static str, data: *const u8, len: usize) -> Result<&'a str, Error> {
    // SAFETY: the caller's promise is passed on.
    let bytes = unsafe { bytes(field, data, len) }?;
    std::str::from_utf8(bytes).map_err(|_| Error::new(ArgumentEncoding { field }))
}

/// A handle that must be there.
///
/// # Errors
/// A null pointer.
pub fn required<T>(field: &'static str, handle: Option<T>) -> Result<T, Error> {
    handle.ok_or_else(|| Error::new(NullArgument { field }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr::null;

    fn code<T>(result: Result<T, Error>) -> String {
        result.err().map(|e| e.code()).unwrap_or_default()
    }

    #[test]
    fn pointers_and_lengths() {
        // SAFETY: the bytes are static; where the length lies, the pointer is not followed.
        unsafe {
            assert_eq!(bytes("x", null(), 0), Ok(&b""[..]));
            assert_eq!(bytes("x", std::ptr::without_provenance(1), 0), Ok(&b""[..]));
            assert_eq!(bytes("x", b"ab".as_ptr(), 2), Ok(&b"ab"[..]));
            assert_eq!(code(bytes("x", null(), 1)), "options.null");
            assert_eq!(code(bytes("x", null(), usize::MAX)), "options.null");
            assert_eq!(code(bytes("x", b"ab".as_ptr(), usize::MAX)), "options.length");
            assert_eq!(code(bytes("x", b"ab".as_ptr(), isize::MAX as usize + 1)), "options.length");
            assert_eq!(code(text("x", b"\xff".as_ptr(), 1)), "options.text");
        }
    }
}
