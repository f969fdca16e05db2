//! Collects every text in both languages and compiles its placeholders to argument numbers.

use toml::Spanned;

use super::fault::{Faults, File};
use super::shape::Both;

/// All texts; the index of one is its `TextId`.
#[derive(Default)]
pub struct Texts {
    pub zh: Vec<String>,
    pub en: Vec<String>,
}

impl Texts {
    /// Adds a text without placeholders and returns its number.
    pub fn plain(&mut self, both: &Both) -> usize {
        self.push(both.zh.clone(), both.en.clone())
    }

    /// Adds a text whose placeholders `{name}` are among `args`.
    pub fn template(&mut self, both: &Spanned<Both>, args: &[String], file: &File, faults: &mut Faults) -> usize {
        let (offset, both) = (both.span().start, both.get_ref());
        let (zh, en) = (compile(&both.zh, args), compile(&both.en, args));
        for (language, result) in [("zh", &zh), ("en", &en)] {
            if let Err(name) = result {
                faults.at(file, offset, format!("the {language} text names `{{{name}}}`, which is not among args"));
            }
        }
        let (mut used_zh, mut used_en) = (placeholders(&both.zh), placeholders(&both.en));
        used_zh.sort();
        used_zh.dedup();
        used_en.sort();
        used_en.dedup();
        if used_zh != used_en {
            faults.at(file, offset, format!("the texts differ in placeholders: zh {used_zh:?}, en {used_en:?}"));
        }
        self.push(zh.unwrap_or_default(), en.unwrap_or_default())
    }

    fn push(&mut self, zh: String, en: String) -> usize {
        self.zh.push(zh);
        self.en.push(en);
        self.zh.len() - 1
    }
}

/// The placeholders of a text, in order of appearance.
pub fn placeholders(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { break };
        names.push(rest[open + 1..open + close].to_owned());
        rest = &rest[open + close + 1..];
    }
    names
}

/// `{name}` to `{0}`, by its place in `args`; the name of an unknown one as the error.
fn compile(text: &str, args: &[String]) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').ok_or_else(|| rest[open..].to_owned())?;
        let name = &rest[open + 1..open + close];
        let index = args.iter().position(|a| a == name).ok_or_else(|| name.to_owned())?;
        out.push_str(&rest[..open]);
        out.push_str(&format!("{{{index}}}"));
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    Ok(out)
}
