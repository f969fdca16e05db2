//! The door for browsers and Node: what `core` does, for the wrapper in `js/` alone.
//!
//! It links no texts, the host hands them over as a file. JSON text goes in and out. An error is thrown as the text
//! of its JSON: whatever else is thrown across this border is a trap, and ends the instance.

use wasm_bindgen::prelude::wasm_bindgen;
use zwgk::{Error, Texts};
use zwgk_spec::error;
use zwgk_spec::vocabulary::Language;

/// An engine with its texts.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(zwgk::Engine);

/// A session; see [`zwgk::Session`].
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session {
    session: zwgk::Session,
    /// For the words of its errors.
    engine: zwgk::Engine,
}

#[wasm_bindgen]
impl Engine {
    /// An engine of a JSON configuration and a text file.
    ///
    /// # Errors
    /// As [`zwgk::Engine::with_texts`], and `options.texts` when the file is of another language than `lang` says.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &str, texts: &str) -> Result<Engine, String> {
        let of_language = |wanted: Language| {
            let texts = Texts::load(texts)?;
            if texts.language() == wanted {
                return Ok(texts);
            }
            Err(Error::new(error::TextsDigest { found: texts.language().key(), wanted: wanted.key() }))
        };
        let without_words = |_| Texts::none();
        zwgk::Engine::with_texts(config.as_bytes(), of_language)
            .map(Engine)
            .map_err(|e| thrown(&e, &Texts::load(texts).unwrap_or_else(without_words)))
    }

    /// See [`zwgk::Engine::call`].
    ///
    /// # Errors
    /// As there.
    pub fn call(&self, op: &str, input: &[u8], options: &str) -> Result<String, String> {
        answer(&self.0, self.0.call(op, input, options.as_bytes()))
    }

    /// See [`zwgk::Engine::open`].
    ///
    /// # Errors
    /// As there.
    pub fn open(&self, op: &str, options: &str) -> Result<Session, String> {
        let session = self.0.open(op, options.as_bytes()).map_err(|e| thrown(&e, self.0.texts()))?;
        Ok(Session { session, engine: self.0.clone() })
    }
}

#[wasm_bindgen]
impl Session {
    /// See [`zwgk::Session::push`].
    ///
    /// # Errors
    /// As there.
    pub fn push(&mut self, name: &str, bytes: &[u8]) -> Result<String, String> {
        answer(&self.engine, self.session.push(name, bytes))
    }

    /// See [`zwgk::Session::merge`].
    ///
    /// # Errors
    /// As there.
    pub fn merge(&mut self, other: &Session) -> Result<(), String> {
        self.session.merge(&other.session).map_err(|e| thrown(&e, self.engine.texts()))
    }

    /// See [`zwgk::Session::merge_closing`]; `alike` says whether that session had the same settings and options.
    ///
    /// # Errors
    /// As there, and `options.merge` when it had not.
    #[wasm_bindgen(js_name = mergeClosing)]
    pub fn merge_closing(&mut self, closing: &[u8], alike: bool) -> Result<(), String> {
        let merged = if alike { self.session.merge_closing(closing) } else { Err(Error::new(error::Merge)) };
        merged.map_err(|e| thrown(&e, self.engine.texts()))
    }

    /// See [`zwgk::Session::finish`].
    ///
    /// # Errors
    /// As there.
    pub fn finish(&self) -> Result<String, String> {
        answer(&self.engine, self.session.finish())
    }
}

/// What a call answers; its bytes are UTF-8 always.
fn answer(engine: &zwgk::Engine, answer: Result<Vec<u8>, Error>) -> Result<String, String> {
    answer.and_then(|bytes| String::from_utf8(bytes).map_err(|_| Error::new(error::Internal))).map_err(|e| thrown(&e, engine.texts()))
}

/// The text that is thrown for an error.
fn thrown(error: &Error, texts: &Texts) -> String {
    String::from_utf8(error.to_json(texts)).unwrap_or_default()
}
