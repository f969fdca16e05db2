//! Which section of a report's text is which of the six parts.

use zwgk_spec::vocabulary::{ReportPart, Table};
use zwgk_spec::words::annual_report as words;

use super::Section;
use super::numbering::{numbering, ordinal_of};
use crate::chinese::{has_any, is_one};

/// Number of a section among the report's `sections`.
pub type SectionNumber = usize;

/// A heading as it is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading<'r> {
    /// The section below it.
    pub section: SectionNumber,
    /// Its number as printed, 一 being 1; none when it has none.
    pub ordinal: Option<usize>,
    /// Its words without the number.
    pub words: &'r str,
    /// The part that it names, if it names one.
    pub part: Option<ReportPart>,
}

/// The text of a report, section by section.
#[derive(Debug, Default)]
pub struct Parts<'r> {
    /// The section before the first heading: title, basis, period, contact.
    pub preface: Option<SectionNumber>,
    /// The headings in the order in which they stand.
    pub headings: Vec<Heading<'r>>,
}

impl<'r> Parts<'r> {
    /// Reads the headings. A section without a heading before all others is the preface; later ones belong to no part.
    #[must_use]
    pub fn new(sections: &'r [Section]) -> Self {
        let mut parts = Parts::default();
        for (section, Section { heading, .. }) in sections.iter().enumerate() {
            if heading.trim().is_empty() {
                if parts.headings.is_empty() && parts.preface.is_none() {
                    parts.preface = Some(section);
                }
                continue;
            }
            let (ordinal, words) = ordinal_of(heading);
            parts.headings.push(Heading { section, ordinal, words, part: part_of(words) });
        }
        // Where the parts are numbered 一、, what is numbered （一） stands below one of them, unless it is the one heading of the
        // part whose number it has.
        if parts.headings.iter().any(|h| h.part.is_some() && h.ordinal.is_some()) {
            let named: Vec<Option<ReportPart>> = parts.headings.iter().map(|h| h.part).collect();
            let is_only = |part| named.iter().filter(|named| **named == Some(part)).count() == 1;
            let is_of_part = |h: &Heading<'_>| {
                let (number, _) = numbering(h.words);
                h.part.is_some_and(|part| number.is_some_and(|(_, number)| number == part as usize + 1) && is_only(part))
            };
            let is_below = |h: &&mut Heading<'_>| h.words.starts_with(|c| is_one(c, words::OPENING_BRACKETS)) && !is_of_part(h);
            parts.headings.iter_mut().filter(is_below).for_each(|h| h.part = None);
        }
        parts
    }

    /// Whether the report has a text at all.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.preface.is_some() || !self.headings.is_empty()
    }

    /// The heading of a part: the first numbered one that names it, or else the first.
    #[must_use]
    pub fn heading(&self, part: ReportPart) -> Option<Heading<'r>> {
        let named = || self.headings.iter().filter(|h| h.part == Some(part));
        named().find(|h| h.ordinal.is_some()).or_else(|| named().next()).copied()
    }

    /// The first section of a part.
    #[must_use]
    pub fn section(&self, part: ReportPart) -> Option<SectionNumber> {
        self.heading(part).map(|h| h.section)
    }

    /// The section at which the part that begins at `section` ends: the next with a number or the heading of a part.
    #[must_use]
    pub fn end(&self, section: SectionNumber) -> Option<SectionNumber> {
        let begins = |h: &&Heading<'_>| h.ordinal.is_some() || h.part.is_some_and(|part| self.section(part) == Some(h.section));
        self.headings.iter().filter(|h| h.section > section).find(begins).map(|h| h.section)
    }
}

/// The table that a part consists of; the others are text.
pub(super) fn table_of(part: ReportPart) -> Option<Table> {
    match part {
        ReportPart::Disclosure => Some(Table::Table2),
        ReportPart::Requests => Some(Table::Table3),
        ReportPart::Review => Some(Table::Table4),
        ReportPart::General | ReportPart::Problems | ReportPart::Other => None,
    }
}

/// The part that a heading's words name.
pub(super) fn part_of(heading: &str) -> Option<ReportPart> {
    let heading: String = heading.split_whitespace().collect();
    let stems = [
        (ReportPart::Review, words::REVIEW_STEMS),
        (ReportPart::Problems, words::PROBLEMS_STEMS),
        (ReportPart::Other, words::OTHER_STEMS),
        (ReportPart::Requests, words::REQUESTS_STEMS),
        (ReportPart::Disclosure, words::DISCLOSURE_STEMS),
        (ReportPart::General, words::GENERAL_STEMS),
    ];
    stems.into_iter().find(|(_, stems)| has_any(&heading, stems)).map(|(part, _)| part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ReportPart as P;

    #[test]
    fn headings_as_they_are_met() {
        // The variants of annual-report facts, part 2.
        for (heading, ordinal, part) in [
            ("一、总体情况", Some(1), Some(P::General)),
            ("一、工作基本情况", Some(1), Some(P::General)),
            ("二、 行政机关主动公开政府信息情况", Some(2), Some(P::Disclosure)),
            ("三．收到和处理政府信息公开申请情况", Some(3), Some(P::Requests)),
            ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", Some(4), Some(P::Review)),
            ("五、存在问题及改进情况", Some(5), Some(P::Problems)),
            ("存在的问题及改进情况", None, Some(P::Problems)),
            ("六、其他需要报告的事项", Some(6), Some(P::Other)),
            ("七、附件", Some(7), None),
            ("一体化平台建设", None, None),
        ] {
            let (number, words) = ordinal_of(heading);
            assert_eq!((number, part_of(words)), (ordinal, part), "{heading}");
        }
    }

    #[test]
    fn the_preface_stands_before_all_headings() {
        let section = |heading: &str| Section { heading: heading.to_owned(), text: String::new() };
        let sections = [section(""), section("一、总体情况"), section(" ")];
        let parts = Parts::new(&sections);
        assert_eq!((parts.preface, parts.headings.len()), (Some(0), 1));
        assert_eq!(Parts::new(&sections[1..]).preface, None);
        assert!(!Parts::new(&[]).has_text());
    }

    #[test]
    fn headings_below_a_part_are_no_parts() {
        let section = |heading: &str| Section { heading: heading.to_owned(), text: String::new() };
        let sections =
            ["一、总体情况", "（一）主动公开情况", "依申请公开情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
                .map(section);
        let parts = Parts::new(&sections);
        assert_eq!([P::General, P::Disclosure, P::Requests].map(|p| parts.section(p)), [Some(0), Some(3), Some(4)]);
        assert_eq!((parts.end(0), parts.end(3), parts.end(4)), (Some(3), Some(4), None));
        // The one heading of a part may be numbered in another way than the others.
        let sections = ["（一）总体情况", "（一）主动公开情况", "二、主动公开政府信息情况"].map(section);
        assert_eq!([P::General, P::Disclosure].map(|p| Parts::new(&sections).section(p)), [Some(0), Some(2)]);
        // Without any number such headings are all that there is.
        let sections = ["（一）总体情况", "（二）主动公开政府信息情况"].map(section);
        assert_eq!(Parts::new(&sections).section(P::Disclosure), Some(1));
    }
}
