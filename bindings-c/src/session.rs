//! Sessions: inputs one by one, in any order, in parts that are merged.

use zwgk_core::{Engine, Error, Session};
use zwgk_spec::error::{MergeSelf, Spoiled};
use zwgk_spec::vocabulary::Language;

use crate::buffer::ZwgkBuffer;
use crate::engine::{ZwgkEngine, language_of};
use crate::slice::{bytes, required, text};

/// What is larger than one input. One thread at a time may use it; threads that share work open one each and merge them.
#[derive(Debug)]
pub struct ZwgkSession {
    session: Session,
    engine: Engine,
    spoiled: bool,
}

/// A session may be handed from thread to thread.
const _: fn() = || {
    fn moved<T: Send>() {}
    moved::<ZwgkSession>();
};

impl ZwgkSession {
    /// Works on the session. While that goes on it counts as spoiled, so after a panic it stays so.
    fn work<T>(&mut self, work: impl FnOnce(&mut Session) -> Result<T, Error>) -> Result<T, Error> {
        self.whole()?;
        self.spoiled = true;
        let done = work(&mut self.session);
        self.spoiled = false;
        done
    }

    fn whole(&self) -> Result<&Session, Error> {
        if self.spoiled { Err(Error::new(Spoiled)) } else { Ok(&self.session) }
    }
}

/// The language of a session.
///
/// # Safety
/// `session` is null or a live session that nobody changes meanwhile.
unsafe fn language(session: *const ZwgkSession) -> Language {
    // SAFETY: the caller's promise.
    unsafe { session.as_ref() }.map_or(Language::Zh, |s| s.engine.texts().language())
}

/// Opens a session of an operation that has one (`check`), with the options of that operation.
///
/// On success `*session` is the session, to be freed with `zwgk_session_free`, and `*error` is zero; else `*session` is NULL
/// and `*error` has the error. The engine may be freed before its sessions.
///
/// # Safety
/// `engine` is NULL or a live engine, each pointer leads to as many bytes as its length says, `session` and `error` are NULL
/// or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zwgk_session_open(
    engine: *const ZwgkEngine,
    op: *const u8,
    op_len: usize,
    options: *const u8,
    options_len: usize,
    session: *mut *mut ZwgkSession,
    error: *mut ZwgkBuffer,
) -> i32 {
    // SAFETY: null or a live engine, which nobody changes.
    let engine = unsafe { engine.as_ref() };
    guard!(handle session, "session", error, || language_of(engine), {
        let engine = required("engine", engine)?.engine.clone();
        // SAFETY: the caller answers for pointers and lengths.
        let (op, options) = unsafe { (text("op", op, op_len)?, bytes("options", options, options_len)?) };
        Ok(ZwgkSession { session: engine.open(op, options)?, engine, spoiled: false })
    })
}

/// Pushes one input called `name` (UTF-8; empty: the input names itself). `*answer` holds what this input alone says, or its
/// error: the session counts an input that cannot be read and goes on. Wrong arguments are not counted.
///
/// # Safety
/// `session` is NULL or a live session that no other thread uses now, each pointer leads to as many bytes as its length says,
/// `answer` is NULL or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zwgk_session_push(
    session: *mut ZwgkSession,
    name: *const u8,
    name_len: usize,
    input: *const u8,
    input_len: usize,
    answer: *mut ZwgkBuffer,
) -> i32 {
    // SAFETY: as this function asks.
    guard!(answer answer, || unsafe { language(session) }, {
        // SAFETY: null, or a live session that only this thread uses.
        let session = required("session", unsafe { session.as_mut() })?;
        // SAFETY: the caller answers for pointers and lengths.
        let (name, input) = unsafe { (text("name", name, name_len)?, bytes("input", input, input_len)?) };
        session.work(|s| s.push(name, input))
    })
}

/// Takes over what `other` counted; `other` stays as it is. Both were opened with one engine, one operation and the same
/// options. On success `*error` is zero.
///
/// # Safety
/// Both are NULL or live sessions that no other thread uses now; `error` is NULL or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zwgk_session_merge(session: *mut ZwgkSession, other: *const ZwgkSession, error: *mut ZwgkBuffer) -> i32 {
    // SAFETY: as this function asks.
    guard!(nothing error, || unsafe { language(session) }, {
        // Before any reference is made: two to one session must never be.
        if !session.is_null() && std::ptr::eq(session, other) {
            return Err(Error::new(MergeSelf));
        }
        // SAFETY: null, or live sessions that only this thread uses, and two of them.
        let (session, other) = unsafe { (session.as_mut(), other.as_ref()) };
        let (session, other) = (required("session", session)?, required("other", other)?.whole()?);
        session.work(|s| s.merge(other))
    })
}

/// Totals of everything that was pushed and merged. The session stays open: more may be pushed, and it must be freed.
///
/// # Safety
/// `session` is NULL or a live session that no other thread uses now; `answer` is NULL or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zwgk_session_finish(session: *mut ZwgkSession, answer: *mut ZwgkBuffer) -> i32 {
    // SAFETY: as this function asks.
    guard!(answer answer, || unsafe { language(session) }, {
        // SAFETY: null, or a live session that only this thread uses.
        required("session", unsafe { session.as_mut() })?.work(|s| s.finish())
    })
}

/// Frees a session; NULL: nothing happens.
///
/// # Safety
/// `session` is NULL or came from `zwgk_session_open`, is used by no thread any more and freed once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zwgk_session_free(session: *mut ZwgkSession) {
    guard!(else (), {
        if !session.is_null() {
            // SAFETY: it came out of a box in `zwgk_session_open`; nobody else has it.
            drop(unsafe { Box::from_raw(session) });
        }
    });
}

#[cfg(test)]
mod tests {
    #![expect(clippy::panic, clippy::unwrap_used, reason = "a panic is what is tested")]

    use super::*;
    use crate::buffer::zwgk_buffer_free;

    /// The status of a call and the code of its error.
    fn said(call: impl FnOnce(*mut ZwgkBuffer) -> i32) -> (i32, String) {
        let mut out = ZwgkBuffer::EMPTY;
        let status = call(&raw mut out);
        let bytes = if out.data.is_null() {
            Vec::new()
        } else {
            // SAFETY: the call filled it.
            unsafe { std::slice::from_raw_parts(out.data, out.len) }.to_vec()
        };
        // SAFETY: ours, once.
        unsafe { zwgk_buffer_free(&raw mut out) };
        let text = String::from_utf8(bytes).unwrap();
        (status, text.split('"').nth(5).unwrap_or_default().to_owned())
    }

    #[test]
    fn a_panic_spoils_the_session_and_nothing_else() {
        let engine = Engine::new(b"{}").unwrap();
        let open =
            || ZwgkSession { session: engine.open("check", br#"{"as_of":"2025-06-01"}"#).unwrap(), engine: engine.clone(), spoiled: false };
        let (mut bad, mut good) = (open(), open());
        let panicked = said(|out| guard!(answer out, || Language::Zh, { bad.work(|_| -> Result<Vec<u8>, Error> { panic!("boom") }) }));
        assert_eq!(panicked, (5, "internal.panic".to_owned()));
        let spoiled = (5, "internal.spoiled".to_owned());
        // SAFETY: live sessions of this thread; no bytes.
        unsafe {
            assert_eq!(said(|out| zwgk_session_push(&raw mut bad, std::ptr::null(), 0, std::ptr::null(), 0, out)), spoiled);
            assert_eq!(said(|out| zwgk_session_finish(&raw mut bad, out)), spoiled);
            assert_eq!(said(|out| zwgk_session_merge(&raw mut bad, &raw const good, out)), spoiled);
            assert_eq!(said(|out| zwgk_session_merge(&raw mut good, &raw const bad, out)), spoiled);
            // A merge that was refused leaves the other one whole.
            assert_eq!(said(|out| zwgk_session_finish(&raw mut good, out)).0, 0);
        }
        assert!(engine.call("rules", b"", b"").is_ok());
    }
}
