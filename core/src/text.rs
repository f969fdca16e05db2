//! The texts of a language, and how arguments become words.

use std::borrow::Cow;

use zwgk_spec::{Phrase, TextId, vocabulary::Language};

use crate::{Arg, Error, Verbatim};

/// Every text of one language.
#[derive(Debug, Clone)]
pub struct Texts {
    language: Language,
    texts: Cow<'static, [&'static str]>,
    loaded: Vec<String>,
}

/// Between two texts in a text file: a character that no text contains.
const SEPARATOR: char = '\u{1e}';

impl Texts {
    /// The texts compiled into this program.
    #[must_use]
    pub fn built_in(language: Language) -> Self {
        let texts: &'static [&'static str] = match language {
            Language::Zh => &zwgk_spec::ZH,
            Language::En => &zwgk_spec::EN,
        };
        Texts { language, texts: Cow::Borrowed(texts), loaded: Vec::new() }
    }

    /// The text file of a language, for hosts that load texts apart from code.
    #[must_use]
    pub fn file(language: Language) -> String {
        let built_in = Texts::built_in(language);
        let head = [zwgk_spec::DIGEST, language.key()];
        head.iter().chain(built_in.texts.iter()).copied().collect::<Vec<_>>().join(&SEPARATOR.to_string())
    }

    /// Reads a text file.
    ///
    /// # Errors
    /// `options.texts` when it belongs to other rules than this program, or is cut short.
    pub fn load(file: &str) -> Result<Self, Error> {
        let mut parts = file.split(SEPARATOR);
        let digest = parts.next().unwrap_or_default();
        let wanted = zwgk_spec::DIGEST;
        let language = parts.next().and_then(Language::from_key);
        let loaded: Vec<String> = parts.map(str::to_owned).collect();
        match language {
            Some(_) if digest == wanted && loaded.len() != zwgk_spec::TEXTS => {
                Err(Error::new(zwgk_spec::error::TextsCount { found: loaded.len(), wanted: zwgk_spec::TEXTS }))
            }
            Some(language) if digest == wanted => Ok(Texts { language, texts: Cow::Borrowed(&[]), loaded }),
            _ => Err(Error::new(zwgk_spec::error::TextsDigest { found: digest, wanted: Verbatim::from(wanted) })),
        }
    }

    /// No texts at all: errors then have code and place, no words.
    #[must_use]
    pub fn none() -> Self {
        Texts { language: Language::Zh, texts: Cow::Borrowed(&[]), loaded: Vec::new() }
    }

    /// Its language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text without arguments.
    #[must_use]
    pub fn get(&self, id: TextId) -> &str {
        let index = usize::from(id.0);
        self.texts.get(index).copied().or_else(|| self.loaded.get(index).map(String::as_str)).unwrap_or_default()
    }

    /// A remark after a name, in the brackets of the language.
    #[must_use]
    pub fn in_brackets(&self, remark: &str) -> String {
        self.phrase(zwgk_spec::label::InBrackets { remark: Verbatim::from(remark) })
    }

    /// A text with its placeholders filled.
    #[must_use]
    pub fn fill(&self, id: TextId, args: &[Arg]) -> String {
        let mut out = String::new();
        let mut rest = self.get(id);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((index, tail)) = after.split_once('}') else { break };
            if let Some(arg) = index.parse::<usize>().ok().and_then(|i| args.get(i)) {
                self.word(arg, &mut out);
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// A phrase: a text with its arguments.
    #[must_use]
    pub fn phrase<P: Phrase<Arg>>(&self, phrase: P) -> String {
        self.fill(P::TEXT, &phrase.args())
    }

    /// Between the items of a list.
    #[must_use]
    pub fn comma(&self) -> &str {
        self.get(zwgk_spec::label::LIST_COMMA)
    }

    /// A name of several words: 表三 （一）予以公开 · 总计.
    #[must_use]
    pub fn name(&self, labels: &[TextId]) -> String {
        let mut words = labels.iter().map(|l| self.get(*l));
        let first = words.next().unwrap_or_default();
        let rest = words.collect::<Vec<_>>().join(" · ");
        if rest.is_empty() { first.to_owned() } else { format!("{first} {rest}") }
    }

    /// Puts one argument into words.
    pub fn word(&self, arg: &Arg, out: &mut String) {
        match arg {
            Arg::Key(_, label) => out.push_str(self.get(*label)),
            Arg::Keys(keys) => out.push_str(&keys.iter().map(|k| self.get(k.1)).collect::<Vec<_>>().join(self.comma())),
            Arg::Values(values) => {
                let value = |(key, label): &(&'static str, Option<TextId>)| match label.map(|label| self.get(label)) {
                    Some(label) if label != *key => format!("{key}{}", self.in_brackets(label)),
                    _ => (*key).to_owned(),
                };
                out.push_str(&values.iter().map(value).collect::<Vec<_>>().join(self.comma()));
            }
            Arg::Name(_, labels) => out.push_str(&self.phrase(zwgk_spec::label::NameInText { name: Verbatim(self.name(labels)) })),
            Arg::Wholes(wholes) => out.push_str(&wholes.iter().map(ToString::to_string).collect::<Vec<_>>().join(self.comma())),
            Arg::Quotes(quotes) => out.push_str(&quotes.join(self.comma())),
            Arg::Date(date) if self.language == Language::Zh => {
                let (year, month, day) = date.parts();
                out.push_str(&format!("{year}年{month}月{day}日"));
            }
            other => out.push_str(&other.stable()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_file_loads_back_and_says_when_it_is_another_builds() {
        let file = Texts::file(Language::En);
        let texts = Texts::load(&file).map_err(|e| e.code());
        let id = zwgk_spec::RULES.first().map_or(TextId(0), |r| r.title);
        assert_eq!(texts.map(|t| t.get(id).to_owned()), Ok(Texts::built_in(Language::En).get(id).to_owned()));
        let cut = file.rsplit_once(SEPARATOR).map_or("", |(cut, _)| cut);
        assert_eq!(Texts::load(cut).map_err(|e| e.code()).err().as_deref(), Some("options.texts"));
        assert_eq!(Texts::load("0000\u{1e}zh\u{1e}x").map_err(|e| e.code()).err().as_deref(), Some("options.texts"));
    }
}
