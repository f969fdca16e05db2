//! Whose report a page is, and of which year.

use zwgk_spec::words::annual_report as words;

use crate::chinese::{compact, has_any};
use crate::document::{Document, Line};

/// The title of a report, as a page shows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub text: String,
    pub agency: String,
    pub year: i32,
    /// Where it stands; none when only the page's metadata have it.
    pub row: Option<usize>,
}

/// The longest line that can be a title.
pub(super) const LONGEST: usize = 80;

/// The longest name of an agency.
const AGENCY: usize = 40;

/// The title: what the page's metadata call the article, the heading on the page, the page's title, any line that reads like one.
pub(super) fn title(document: &Document, lines: &[Line]) -> Option<Title> {
    title_with(document, lines, None).or_else(|| {
        // A title without its year: the sentence on the period has it.
        let year = lines.iter().find_map(|l| Some(year_in(l.text.split_once(words::PERIOD_STEMS.first()?)?.1)?.0));
        title_with(document, lines, Some(year?))
    })
}

fn title_with(document: &Document, lines: &[Line], year: Option<i32>) -> Option<Title> {
    let metas = metas(document, words::TITLE_METAS).map(|text| (text, None));
    let is_heading = |tag: &str| matches!(tag, "h1" | "h2" | "h3" | "h4");
    let headings = lines.iter().filter(|l| document.is_within(l.row, is_heading)).map(|l| (l.text.clone(), Some(l.row)));
    let titles = page_titles(document).map(|text| (text, None));
    // Lists of other reports are links.
    let plain = lines.iter().filter(|l| !document.is_within(l.row, |tag| tag == "a")).map(|l| (l.text.clone(), Some(l.row)));
    let candidates = metas.chain(headings).chain(titles).chain(plain);
    let mut found = candidates.filter_map(|(text, row)| read_title(&text, year).map(|title| Title { row, ..title }));
    let mut title = found.next()?;
    // Where the same title stands on the page, and whose it is, another may say.
    while title.row.is_none() || title.agency.is_empty() {
        let Some(other) = found.next() else { break };
        if other.year == title.year {
            title.row = title.row.or(other.row);
            if title.agency.is_empty() {
                title.agency = other.agency;
            }
        }
    }
    Some(title)
}

/// The values of metas of some names.
pub(super) fn metas<'d>(document: &'d Document, names: &'static [&'static str]) -> impl Iterator<Item = String> + 'd {
    let is_named = move |row: &usize| {
        let name = document.attribute(*row, "name").unwrap_or_default();
        document.tag(*row) == "meta" && names.iter().any(|n| n.eq_ignore_ascii_case(name))
    };
    (0..document.rows().len())
        .filter(is_named)
        .filter_map(|row| Some(document.attribute(row, "content")?.trim().to_owned()))
        .filter(|t| !t.is_empty())
}

/// Years that a title may name: reports exist since the Regulation of 2008, and one that is too old is told so.
const TITLE_YEARS: core::ops::RangeInclusive<i32> = 2008..=2100;

/// Reads a line as a report's title; its year may stand elsewhere.
pub(super) fn read_title(text: &str, year_elsewhere: Option<i32>) -> Option<Title> {
    if text.chars().nth(3 * LONGEST).is_some() {
        return None;
    }
    let plain = compact(text);
    let (name, at) = words::REPORT_TITLES.iter().filter_map(|name| Some((*name, plain.find(name)?))).min_by_key(|(_, at)| *at)?;
    let (before, rest) = plain.split_at_checked(at)?;
    let after = rest.get(name.len()..).unwrap_or_default();
    if before.chars().count() > LONGEST {
        return None;
    }
    // The year stands before the title's words, or in brackets behind them.
    let behind = || year_in(after.get(..after.find(['_', '-', '|']).unwrap_or(after.len()))?).map(|(year, ..)| (year, 0, 0));
    let (year, from, to) = year_in(before).or_else(behind).or(year_elsewhere.map(|year| (year, 0, 0)))?;
    let mut agency = [before.get(..from).unwrap_or_default(), before.get(to..).unwrap_or_default()].concat();
    for noise in words::TITLE_NOISE {
        agency = agency.trim_start_matches(noise).trim_end_matches(noise).to_owned();
    }
    // A sentence that speaks of reports is no title, nor is the way to a page, nor what is published about a report.
    let of_page = plain.split(['_', '|']).next().unwrap_or_default();
    let is_about = has_any(of_page, words::TITLES_ABOUT_REPORTS);
    if is_about || agency.chars().count() > AGENCY || agency.contains(['《', '。', '，', ',', '；', '“', '>', '›', '»']) {
        return None;
    }
    let end = plain.len() - after.len();
    Some(Title { text: plain.get(..end)?.to_owned(), agency, year, row: None })
}

/// The first year of a text, and the bytes that it and the words after it (年, 年度) take.
pub(super) fn year_in(text: &str) -> Option<(i32, usize, usize)> {
    let starts = text.char_indices().map(|(at, _)| at);
    for at in starts {
        let rest = text.get(at..).unwrap_or_default();
        let digits: Vec<char> = rest.chars().take(4).collect();
        let Some(year) = digits.iter().try_fold(0, |year, c| Some(year * 10 + digit(*c)?)) else { continue };
        if digits.len() < 4 || !TITLE_YEARS.contains(&year) {
            continue;
        }
        let bytes: usize = digits.iter().map(|c| c.len_utf8()).sum();
        let after = rest.get(bytes..).unwrap_or_default();
        let word = words::AFTER_YEAR.iter().find(|w| after.starts_with(*w)).map_or(0, |w| w.len());
        if word > 0 || after.is_empty() || after.starts_with([')', '）']) {
            return Some((year, at, at + bytes + word));
        }
    }
    None
}

/// A digit, usual or Chinese.
fn digit(c: char) -> Option<i32> {
    if let Some(digit) = c.to_digit(10) {
        return i32::try_from(digit).ok();
    }
    let position = words::CHINESE_DIGITS.iter().position(|set| set.contains(c))?;
    i32::try_from(position).ok()
}

/// The year of the report that a page's metadata or its own title name.
pub(super) fn page_year(document: &Document) -> Option<i32> {
    metas(document, words::TITLE_METAS).chain(page_titles(document)).find_map(|text| Some(read_title(&text, None)?.year))
}

/// What a page calls itself.
fn page_titles(document: &Document) -> impl Iterator<Item = String> {
    (0..document.rows().len()).filter(|r| document.tag(*r) == "title").map(|r| document.raw_text(r))
}

/// Who publishes the page, when its title names no agency.
pub(super) fn publisher(document: &Document) -> Option<String> {
    metas(document, words::PUBLISHER_METAS).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_as_they_are_met() {
        for (text, agency, year) in [
            ("平潭综合实验区2024年度政府信息公开工作年度报告_政府信息公开年报_平潭综合实验区党工委管委会", "平潭综合实验区", 2024),
            ("示例旗教育局 ２０２４ 年政府信息公开工作年度报告", "示例旗教育局", 2024),
            ("2023年度示例旗人民政府政府信息公开工作年度报告", "示例旗人民政府", 2023),
            ("示例镇政府信息公开工作年度报告（2022年度）", "示例镇", 2022),
            ("二〇二一年示例局政府信息公开年报", "示例局", 2021),
            ("关于示例局2024年政府信息公开工作年度报告", "示例局", 2024),
            ("2024年政府信息公开工作年度报告", "", 2024),
        ] {
            let title = read_title(text, None);
            assert_eq!(title.map(|t| (t.agency, t.year)), Some((agency.to_owned(), year)), "{text}");
        }
        assert_eq!(read_title("政府信息公开工作年度报告", None), None);
        let without = read_title("示例局政府信息公开工作年度报告", Some(2024));
        assert_eq!(without.map(|t| (t.agency, t.year)), Some(("示例局".to_owned(), 2024)));
        assert_eq!(read_title("示例局2024年工作总结", None), None);
        for about in [
            "关于做好2024年政府信息公开工作年度报告编制工作的通知",
            "图解：示例旗教育局2024年政府信息公开工作年度报告",
            "当前位置：首页>政务公开>2024年政府信息公开年报",
        ] {
            assert_eq!(read_title(about, None), None, "{about}");
        }
        assert_eq!(read_title("示例局2018年政府信息公开工作年度报告", None).map(|t| t.year), Some(2018));
        assert_eq!(read_title("根据《条例》和2021年印发的政府信息公开工作年度报告格式", None), None);
    }
}
