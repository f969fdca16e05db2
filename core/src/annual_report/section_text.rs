//! The text of a section with what rules ask of it more than once.

use core::cell::OnceCell;
use core::ops::Range;

use zwgk_spec::Words;

use super::wording::Plain;
use super::{Passage, Section};
use crate::chinese::{Mention, has_any, mentions};

/// A section's text as its rules see it.
#[derive(Debug)]
pub(super) struct SectionText<'r> {
    number: usize,
    /// The section.
    pub section: &'r Section,
    plain: OnceCell<Plain>,
    heading: OnceCell<String>,
    mentions: OnceCell<Vec<Mention>>,
}

impl<'r> SectionText<'r> {
    pub(super) fn all(sections: &'r [Section]) -> Vec<Self> {
        let text = |(number, section)| SectionText {
            number,
            section,
            plain: OnceCell::new(),
            heading: OnceCell::new(),
            mentions: OnceCell::new(),
        };
        sections.iter().enumerate().map(text).collect()
    }

    /// The text, made plain.
    pub(super) fn plain(&self) -> &str {
        &self.made_plain().text
    }

    /// The heading, made plain.
    pub(super) fn heading(&self) -> &str {
        self.heading.get_or_init(|| Plain::new(&self.section.heading).text)
    }

    /// The passage that a range of the plain text comes from.
    pub(super) fn passage(&self, range: Range<usize>) -> Option<Passage> {
        self.made_plain().passage(self.number, &self.section.text, range)
    }

    fn made_plain(&self) -> &Plain {
        self.plain.get_or_init(|| Plain::new(&self.section.text))
    }

    /// Whether the text, made plain, has one of some words.
    pub(super) fn has_any(&self, of: &'static Words) -> bool {
        has_any(self.plain(), of)
    }

    /// Whether text or heading has one of some words.
    pub(super) fn says_any(&self, of: &'static Words) -> bool {
        self.has_any(of) || has_any(self.heading(), of)
    }

    /// The days, months and years of the text.
    pub(super) fn mentions(&self) -> &[Mention] {
        self.mentions.get_or_init(|| mentions(&self.section.text))
    }

    /// Those of them that stand in a range of it.
    pub(super) fn mentions_in(&self, range: Range<usize>) -> &[Mention] {
        let all = self.mentions();
        let (start, end) = (all.partition_point(|m| m.start < range.start), all.partition_point(|m| m.end <= range.end));
        all.get(start..end).unwrap_or_default()
    }
}
