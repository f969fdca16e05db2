//! Printed labels to rows and columns: broken over lines, with or without their numbers, misprinted.

use zwgk_spec::vocabulary::{Applicant, DisclosureColumn, DisclosureRow, RequestRow, ReviewColumn, ReviewGroup};
use zwgk_spec::words::annual_report as words;

/// A label without what CMSs and word processors do to it: only its letters and digits, those of full width as usual ones.
pub(super) fn bare(label: &str) -> String {
    label.chars().map(half_width).filter(|c| c.is_alphanumeric()).collect()
}

/// The same, of what can be a label: most cells are figures.
fn words_of(text: &str) -> Option<String> {
    text.chars().any(char::is_alphabetic).then(|| bare(text))
}

/// A character of full width as its usual form.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        c => c,
    }
}

/// The label without the number before it: `1属于国家秘密`, `一予以公开`.
fn without_number(bare: &str) -> &str {
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < bare.len() {
        return rest;
    }
    let mut chars = bare.chars();
    match chars.next() {
        Some('一' | '二' | '三' | '四' | '五' | '六' | '七') => chars.as_str(),
        _ => bare,
    }
}

/// Key and stem of an entry of a list of stems.
fn entry(word: &'static str) -> (&'static str, &'static str) {
    word.split_once('=').unwrap_or((word, word))
}

/// The first key of whose stems one is in a label.
fn by_stem(stems: &'static [&'static str], label: &str) -> Option<&'static str> {
    stems.iter().map(|w| entry(w)).find(|(_, stem)| label.contains(stem)).map(|(key, _)| key)
}

/// The key whose label it is, without its number.
fn by_label(labels: &'static [&'static str], label: &str) -> Option<&'static str> {
    labels.iter().map(|w| entry(w)).find(|(_, known)| *known == label || *known == without_number(label)).map(|(key, _)| key)
}

/// How alike two words must be to be one misprinted, in percent of the longer one's characters, and how far others stay behind.
const ALIKE: usize = 60;
const AHEAD: usize = 15;

/// The row of table three that a label names.
pub(super) fn request_row(label: &str) -> Option<RequestRow> {
    let label = words_of(label)?;
    match without_number(&label) {
        "其他" => return Some(RequestRow::OtherOther),
        "其他处理" => return Some(RequestRow::OtherAll),
        _ => {}
    }
    // Longer than any label: a note, or text about the table.
    if label.chars().count() > 48 {
        return None;
    }
    RequestRow::from_key(by_stem(words::REQUEST_STEMS, &label)?)
}

/// The row of table three whose label a label that is none must have been.
pub(super) fn misprinted_row(label: &str) -> Option<RequestRow> {
    RequestRow::from_key(misprinted(words::REQUEST_LABELS, without_number(&bare(label)))?)
}

/// The key of the label that another is nearest to, if it is near and no other row is.
fn misprinted(labels: &'static [&'static str], label: &str) -> Option<&'static str> {
    if label.chars().count() < 4 {
        return None;
    }
    let percent = |known: &str| {
        let longer = known.chars().count().max(label.chars().count());
        100 * longer.saturating_sub(strsim::damerau_levenshtein(known, label)) / longer.max(1)
    };
    let mut near: Vec<(usize, &str)> = labels.iter().map(|w| entry(w)).map(|(key, known)| (percent(known), key)).collect();
    near.sort_by_key(|(alike, _)| core::cmp::Reverse(*alike));
    let (best, key) = near.first().copied()?;
    let other = near.iter().find(|(_, other)| *other != key).map_or(0, |(alike, _)| *alike);
    (best >= ALIKE && best >= other + AHEAD).then_some(key)
}

/// The column of table three that a label names.
pub(super) fn applicant(label: &str) -> Option<Applicant> {
    Applicant::from_key(by_label(words::APPLICANT_STEMS, &words_of(label)?)?)
}

/// The row of table two that a label names.
pub(super) fn disclosure_row(label: &str) -> Option<DisclosureRow> {
    DisclosureRow::from_key(by_label(words::DISCLOSURE_ROW_STEMS, &words_of(label)?)?)
}

/// Characters of the longest head of table two, with its unit.
const LONGEST_COLUMN: usize = 16;

/// The column of table two that a label names.
pub(super) fn disclosure_column(label: &str) -> Option<DisclosureColumn> {
    let label = words_of(label)?;
    // A sentence may hold a stem by chance: 更新公开指南.
    if label.chars().nth(LONGEST_COLUMN).is_some() {
        return None;
    }
    DisclosureColumn::from_key(by_stem(words::DISCLOSURE_COLUMN_STEMS, &label)?)
}

/// The column of table four that a label names.
pub(super) fn review_column(label: &str) -> Option<ReviewColumn> {
    ReviewColumn::from_key(by_label(words::REVIEW_COLUMN_STEMS, &words_of(label)?)?)
}

/// The group of table four that a label names.
pub(super) fn review_group(label: &str) -> Option<ReviewGroup> {
    let label = words_of(label)?;
    // 行政诉讼 and what stands in part four's heading is no group.
    if label.chars().count() > 12 {
        return None;
    }
    ReviewGroup::from_key(by_stem(words::REVIEW_GROUP_STEMS, &label)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_table_three_as_they_are_printed() {
        use RequestRow as R;
        for (label, row) in [
            ("一、本年新收政府信息公开申请数量", Some(R::New)),
            ("二 上年结转政府信息公开申请数量\n、", Some(R::CarriedOver)),
            ("（一）予以公开", Some(R::Granted)),
            ("(二)部分公开（区分处理的，只计这一情形，不计其他情形）", Some(R::PartlyGranted)),
            ("1属于国家秘密\n.", Some(R::RefusedStateSecret)),
            ("3.危及“三安全\n一稳定”", Some(R::RefusedSafetyAndStability)),
            ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", Some(R::OtherNotSupplemented)),
            ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", Some(R::OtherFeeUnpaid)),
            ("2.逾期不缴费", Some(R::OtherFeeUnpaid)),
            ("３．其他", Some(R::OtherOther)),
            ("（六）其他处理", Some(R::OtherAll)),
            ("（七）总计", Some(R::Total)),
            ("四、结转下年度继续办理", Some(R::CarriedForward)),
            ("三、本年度办理结果", None),
            ("（三）不予公开", None),
            ("（四）无法提供", None),
            ("（五）不予处理", None),
            ("法律服务机构", None),
            ("", None),
        ] {
            assert_eq!(request_row(label), row, "{label}");
        }
    }

    #[test]
    fn a_misprint_is_the_row_that_it_is_near_to_and_no_other() {
        use RequestRow as R;
        for (label, row) in [
            // Real: Hongze 2023 and 2024.
            ("2.其他法律行政止公开", Some(R::RefusedForbiddenByLaw)),
            ("4.保护第三方合法权", Some(R::RefusedThirdPartyInterests)),
            ("2.没有现成信启需要另行制作", Some(R::UnavailableNotReadilyMade)),
            ("（三）不予公开", None),
            ("合计", None),
            ("本年度其他情况说明", None),
        ] {
            assert_eq!(misprinted_row(label), row, "{label}");
        }
    }

    #[test]
    fn columns_and_groups() {
        assert_eq!(applicant("商业\n企业"), Some(Applicant::Business));
        assert_eq!(applicant("法人或其他组织"), None);
        assert_eq!(disclosure_row("行政 规范性文件"), Some(DisclosureRow::NormativeDocuments));
        assert_eq!(disclosure_row("第二十条第（一）项"), None);
        assert_eq!(disclosure_column("本年收费金额（单位：万元）"), Some(DisclosureColumn::Amount));
        assert_eq!(disclosure_column("本年新制作数量"), Some(DisclosureColumn::Made));
        assert_eq!(disclosure_column("清理失效文件，更新公开指南和目录各两次。"), None);
        assert_eq!(disclosure_column("本年制发件数"), Some(DisclosureColumn::Made));
        assert_eq!(review_group("未经复议\n直接起诉"), Some(ReviewGroup::LitigationDirect));
        assert_eq!(review_group("行政诉讼"), None);
        assert_eq!(review_column("其他\u{a0}结果"), Some(ReviewColumn::Other));
    }
}
