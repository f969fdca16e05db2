//! Engines and the one JSON face.

use zwgk_core::Engine;
use zwgk_spec::vocabulary::Language;

use crate::buffer::ZwgkBuffer;
use crate::slice::{bytes, required, text};

/// A profile, decisions, limits and a language. It never changes once made: any number of threads may use one at once.
#[derive(Debug)]
pub struct ZwgkEngine {
    pub(crate) engine: Engine,
}

/// The compiler's word for what the header promises: threads share an engine.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<ZwgkEngine>();
};

/// The language of an engine; without one Chinese, whatever the locale.
pub(crate) fn language_of(engine: Option<&ZwgkEngine>) -> Language {
    engine.map_or(Language::Zh, |e| e.engine.texts().language())
}

/// Makes an engine of a JSON configuration (`lang`, `profile`, `decisions`, `limits`; none of it is required).
///
/// On success `*engine` is the engine, to be freed with `zwgk_engine_free`, and `*error` is zero; else `*engine` is NULL and
/// `*error` has the error, in the language that the configuration asks for.
///
/// # Safety
/// `config` leads to `config_len` bytes; `engine` and `error` are NULL or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zwgk_engine_new(
    config: *const u8,
    config_len: usize,
    engine: *mut *mut ZwgkEngine,
    error: *mut ZwgkBuffer,
) -> i32 {
    // SAFETY: the caller answers for pointer and length.
    let config = || unsafe { bytes("config", config, config_len) };
    guard!(handle engine, "engine", error, || Engine::language_of(config().unwrap_or_default()), {
        Ok(ZwgkEngine { engine: Engine::new(config()?)? })
    })
}

/// Frees an engine; NULL: nothing happens. Its sessions live on.
///
/// # Safety
/// `engine` is NULL or came from `zwgk_engine_new`, is used by no thread any more and freed once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zwgk_engine_free(engine: *mut ZwgkEngine) {
    guard!(else (), {
        if !engine.is_null() {
            // SAFETY: it came out of a box in `zwgk_engine_new`; nobody else has it.
            drop(unsafe { Box::from_raw(engine) });
        }
    });
}

/// One request: an operation (such as `check`), its input and its options as JSON. `check` requires `as_of` among the
/// options: the library reads no clock.
///
/// `*answer` holds the answer, or the error in the engine's language; free it in both cases.
///
/// # Safety
/// `engine` is NULL or a live engine, each pointer leads to as many bytes as its length says, `answer` is NULL or can be
/// written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zwgk_call(
    engine: *const ZwgkEngine,
    op: *const u8,
    op_len: usize,
    input: *const u8,
    input_len: usize,
    options: *const u8,
    options_len: usize,
    answer: *mut ZwgkBuffer,
) -> i32 {
    // SAFETY: null or a live engine, which nobody changes.
    let engine = unsafe { engine.as_ref() };
    guard!(answer answer, || language_of(engine), {
        let engine = required("engine", engine)?;
        // SAFETY: the caller answers for pointers and lengths.
        let (op, input, options) = unsafe {
            (text("op", op, op_len)?, bytes("input", input, input_len)?, bytes("options", options, options_len)?)
        };
        engine.engine.call(op, input, options)
    })
}
