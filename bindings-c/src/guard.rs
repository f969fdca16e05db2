//! The guard that stands on every export: no panic crosses the border, and out-parameters are written once, whole.

use std::panic::{AssertUnwindSafe, catch_unwind};

use zwgk_core::{Error, Status, Texts};
use zwgk_spec::error::Panic;
use zwgk_spec::vocabulary::Language;

use crate::buffer::ZwgkBuffer;
use crate::status::ZWGK_STATUS_OK;

/// Runs the body of an export; a panic becomes a value.
///
/// - `guard!(else VALUE, { … })`: the body's value, or VALUE.
/// - `guard!(answer OUT, LANGUAGE, { … })`: the body's bytes go to OUT, or its error in that language; the status.
/// - `guard!(handle SLOT, NAME, OUT, LANGUAGE, { … })`: what the body made goes to SLOT, or NULL there and its error to OUT.
/// - `guard!(nothing OUT, LANGUAGE, { … })`: OUT is zero, or has the error.
///
/// LANGUAGE is a closure, asked only when there is an error.
macro_rules! guard {
    (else $value:expr, $body:block) => {
        $crate::guard::caught(|| $body).unwrap_or($value)
    };
    (answer $out:expr, $language:expr, $body:block) => {{
        // Made out here, so that no `unsafe` of the macro reaches into the body.
        let (out, language, body) = ($out, $language, || -> Result<Vec<u8>, zwgk_core::Error> { $body });
        let put = |bytes: Vec<u8>| $crate::buffer::ZwgkBuffer::of(&bytes);
        // SAFETY: the out-parameter is null or the caller's.
        unsafe { $crate::guard::run(out, language, body, put) }
    }};
    (nothing $out:expr, $language:expr, $body:block) => {{
        let (out, language, body) = ($out, $language, || -> Result<(), zwgk_core::Error> { $body });
        let put = |()| Some($crate::buffer::ZwgkBuffer::EMPTY);
        // SAFETY: the out-parameter is null or the caller's.
        unsafe { $crate::guard::run(out, language, body, put) }
    }};
    (handle $slot:expr, $name:expr, $out:expr, $language:expr, $body:block) => {{
        let (slot, out, language) = ($slot, $out, $language);
        if !slot.is_null() && !out.is_null() {
            // The slot says NULL unless all goes well: a caller who forgets the status frees nothing that is not there.
            // SAFETY: not null; the caller's.
            unsafe { slot.write(std::ptr::null_mut()) };
        }
        let body = || -> Result<_, zwgk_core::Error> {
            $crate::slice::required($name, (!slot.is_null()).then_some(()))?;
            $body
        };
        let put = |made| {
            let made = Box::into_raw(Box::new(made));
            // SAFETY: the body runs only with a slot that is not null; it is the caller's.
            unsafe { slot.write(made) };
            Some($crate::buffer::ZwgkBuffer::EMPTY)
        };
        // SAFETY: the out-parameter is null or the caller's.
        unsafe { $crate::guard::run(out, language, body, put) }
    }};
}

/// The body's value, nothing after a panic.
///
/// Unwind safety: engines never change, buffers and slots are written after the body, and a session is marked as spoiled
/// for as long as its body runs; so nothing half-done can be seen afterwards.
pub fn caught<T>(body: impl FnOnce() -> T) -> Option<T> {
    // A payload whose drop panics would escape, so it is forgotten; ours are texts, and a panic is no everyday event.
    catch_unwind(AssertUnwindSafe(body)).map_err(std::mem::forget).ok()
}

/// Runs `body`, writes what `put` makes of its value or its error to `out`, and says the status.
///
/// # Safety
/// `out` is null or can be written; its old content is not read, so it need not be initialised.
pub unsafe fn run<T>(
    out: *mut ZwgkBuffer,
    language: impl Fn() -> Language,
    body: impl FnOnce() -> Result<T, Error>,
    put: impl FnOnce(T) -> Option<ZwgkBuffer>,
) -> i32 {
    if out.is_null() {
        return Status::Options as i32;
    }
    let said = |error: Error| {
        let json = error.to_json(&Texts::built_in(language()));
        (error.status() as i32, ZwgkBuffer::of(&json))
    };
    let done = caught(|| match body() {
        Ok(value) => (ZWGK_STATUS_OK, put(value)),
        Err(error) => said(error),
    });
    let (status, buffer) = done.or_else(|| caught(|| said(Error::new(Panic)))).unwrap_or((Status::Internal as i32, None));
    // Without memory for the bytes there is a status and no words.
    let status = if buffer.is_none() && status == ZWGK_STATUS_OK { Status::Internal as i32 } else { status };
    // SAFETY: not null; the caller says that it can be written.
    unsafe { out.write(buffer.unwrap_or(ZwgkBuffer::EMPTY)) };
    status
}

#[cfg(test)]
mod tests {
    #![expect(clippy::panic, reason = "what the guard is for")]

    use super::*;
    use crate::buffer::zwgk_buffer_free;
    use std::ptr::null_mut;

    /// The status and the bytes of a guarded body.
    fn answered(body: impl FnOnce() -> Result<Vec<u8>, Error>) -> (i32, String) {
        let mut out = ZwgkBuffer::EMPTY;
        let status = guard!(answer &raw mut out, || Language::En, { body() });
        // SAFETY: the guard filled it.
        let bytes = unsafe { std::slice::from_raw_parts(out.data, out.len) };
        let text = String::from_utf8_lossy(bytes).into_owned();
        // SAFETY: ours, once.
        unsafe { zwgk_buffer_free(&raw mut out) };
        (status, text)
    }

    #[test]
    fn a_panic_is_a_status_and_an_error() {
        let (status, text) = answered(|| panic!("boom"));
        assert_eq!(status, 5);
        assert!(text.starts_with(r#"{"error":{"code":"internal.panic","message":"internal error: "#), "{text}");
        // The words of the panic may quote the input: they stay inside.
        assert!(!text.contains("boom"), "{text}");
    }

    #[test]
    fn a_panic_while_the_error_is_worded_leaves_the_status() {
        let mut out = ZwgkBuffer { data: std::ptr::without_provenance_mut(1), len: 9 };
        let status = guard!(nothing &raw mut out, || panic!("no language"), { Err(Error::new(Panic)) });
        assert_eq!((status, out.data.is_null(), out.len), (5, true, 0));
    }

    #[test]
    fn a_panic_leaves_no_handle() {
        let mut slot: *mut u8 = std::ptr::without_provenance_mut(1);
        let mut out = ZwgkBuffer::EMPTY;
        let status = guard!(handle &raw mut slot, "slot", &raw mut out, || Language::Zh, { panic!("boom") });
        assert_eq!((status, slot), (5, null_mut()));
        // SAFETY: ours, once.
        unsafe { zwgk_buffer_free(&raw mut out) };
    }

    #[test]
    fn a_value_stands_in_for_a_panic() {
        assert_eq!(guard!(else 7, { panic!("boom") }), 7);
    }

    #[test]
    fn without_a_buffer_the_body_does_not_run() {
        let mut ran = false;
        let mut body = || {
            ran = true;
            Ok(Vec::new())
        };
        let status = guard!(answer null_mut(), || Language::Zh, { body() });
        assert_eq!((status, ran), (3, false));
    }
}
