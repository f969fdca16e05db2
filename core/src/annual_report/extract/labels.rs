//! Printed labels to rows and columns: broken over lines, with or without their numbers, misprinted.

use zwgk_spec::Phrases;
use zwgk_spec::vocabulary::{Applicant, DisclosureColumn, DisclosureRow, RequestRow, ReviewColumn, ReviewGroup};
use zwgk_spec::words::annual_report as words;

use crate::annual_report::label_words::{Words, distance};
use crate::chinese::{listed, number_of};

/// The key of the first stem of a list that is in a label.
fn by_stem(stems: &'static Phrases, label: &Words) -> Option<&'static str> {
    let first = listed(label.all(), &stems.words).map(|(_, (number, _))| number).min()?;
    stems.meanings.get(first).copied()
}

/// The key whose label it is.
fn by_label(labels: &'static Phrases, label: &Words) -> Option<&'static str> {
    let number = number_of(label.all(), &labels.words).or_else(|| number_of(label.name(), &labels.words))?;
    labels.meanings.get(number).copied()
}

/// How alike two words must be to be one misprinted, in percent of the longer one's characters, and how far others stay behind.
const ALIKE: usize = 60;
const AHEAD: usize = 15;

/// Of shorter words one may be another word: 行政处理 is no 行政处罚.
const SHORTEST_MISPRINT: usize = 5;

/// The longest label of table three, with what may stand beside it.
const LONGEST_REQUEST: usize = 48;

/// The row of table three that a label names.
pub(super) fn request_row(label: &Words) -> Option<RequestRow> {
    if let Some(key) = by_label(words::REQUEST_NAMES, label) {
        return RequestRow::from_key(key);
    }
    // Longer than any label: a note, or text about the table.
    if label.chars() > LONGEST_REQUEST {
        return None;
    }
    RequestRow::from_key(by_stem(words::REQUEST_STEMS, label)?)
}

/// Whether a label names the total of table three only where nothing else does.
pub(super) fn is_doubtful_total(label: &Words) -> bool {
    words::DOUBTFUL_TOTALS.iter().any(|total| label.are(total))
}

/// The row of table three whose label a label that is none must have been.
pub(super) fn misprinted_row(label: &Words) -> Option<RequestRow> {
    RequestRow::from_key(misprinted(words::FORMAT_REQUEST_ROWS, label, 4)?)
}

/// The key of the label that another is nearest to, if it is near and no other row is.
fn misprinted(labels: &'static Phrases, label: &Words, shortest: usize) -> Option<&'static str> {
    let printed = label.name();
    let chars = printed.chars().count();
    if chars < shortest || chars > LONGEST_REQUEST {
        return None;
    }
    let percent = |known: &str| {
        let known = Words::of(known)?;
        let longer = known.chars().max(chars);
        Some(100 * longer.saturating_sub(distance(known.all(), printed)) / longer.max(1))
    };
    let mut near: Vec<(usize, &str)> = labels.pairs().filter_map(|(known, key)| Some((percent(known)?, key))).collect();
    near.sort_by_key(|(alike, _)| core::cmp::Reverse(*alike));
    let (best, key) = near.first().copied()?;
    let other = near.iter().find(|(_, other)| *other != key).map_or(0, |(alike, _)| *alike);
    (best >= ALIKE && best >= other + AHEAD).then_some(key)
}

/// The column of table three that a label names.
pub(super) fn applicant(label: &Words) -> Option<Applicant> {
    Applicant::from_key(by_label(words::APPLICANT_STEMS, label)?)
}

/// The column of table three whose label a label in its head must have been.
pub(super) fn misprinted_applicant(label: &Words) -> Option<Applicant> {
    Applicant::from_key(misprinted(words::FORMAT_APPLICANTS, label, 4)?)
}

/// The row of table two that a label names.
pub(super) fn disclosure_row(label: &Words) -> Option<DisclosureRow> {
    let key = by_label(words::DISCLOSURE_ROW_STEMS, label).or_else(|| {
        let unit = words::MONEY_UNITS.iter().find_map(|unit| label.all().strip_suffix(unit))?;
        let name = words::BEFORE_UNITS.iter().find_map(|word| unit.strip_suffix(word)).unwrap_or(unit);
        by_label(words::DISCLOSURE_ROW_STEMS, &Words::of(name)?)
    })?;
    DisclosureRow::from_key(key)
}

/// The row of table two whose label a label that is none must have been.
pub(super) fn misprinted_disclosure_row(label: &Words) -> Option<DisclosureRow> {
    DisclosureRow::from_key(misprinted(words::FORMAT_DISCLOSURE_ROWS, label, SHORTEST_MISPRINT)?)
}

/// Characters of the longest head of table two, with its unit.
const LONGEST_COLUMN: usize = 16;

/// The column of table two that a label names.
pub(super) fn disclosure_column(label: &Words) -> Option<DisclosureColumn> {
    // A sentence may hold a stem by chance: 更新公开指南.
    if label.chars() > LONGEST_COLUMN {
        return None;
    }
    DisclosureColumn::from_key(by_stem(words::DISCLOSURE_COLUMN_STEMS, label)?)
}

/// The column of table four that a label names.
pub(super) fn review_column(label: &Words) -> Option<ReviewColumn> {
    ReviewColumn::from_key(by_label(words::REVIEW_COLUMN_STEMS, label)?)
}

/// The column of table four whose label a label in its head must have been.
pub(super) fn misprinted_review_column(label: &Words) -> Option<ReviewColumn> {
    ReviewColumn::from_key(misprinted(words::FORMAT_REVIEW_COLUMNS, label, 4)?)
}

/// Characters of the longest name of a group. 行政诉讼 and what stands in part four's heading is no group.
const LONGEST_GROUP: usize = 12;

/// The group of table four that a label names.
pub(super) fn review_group(label: &Words) -> Option<ReviewGroup> {
    if label.chars() > LONGEST_GROUP {
        return None;
    }
    ReviewGroup::from_key(by_stem(words::REVIEW_GROUP_STEMS, label)?)
}

/// Whether a label is the title of a part of table two: 第二十条第（一）项.
pub(super) fn is_title_of_table2(label: &Words) -> bool {
    words::ARTICLE_20.iter().any(|title| label.all().starts_with(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<T>(text: &str, what: fn(&Words) -> Option<T>) -> Option<T> {
        what(&Words::of(text)?)
    }

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
            ("（七）合计", Some(R::Total)),
            ("3.其它", Some(R::OtherOther)),
            ("4.无正当理由大量重复申请", Some(R::NotProcessedExcessive)),
            ("②重复申请", Some(R::NotProcessedRepeated)),
            ("一、本年新收政府信息公开申情数量", Some(R::New)),
            ("属于国家秘密", Some(R::RefusedStateSecret)),
            ("小计", None),
            ("四、结转下年度继续办理", Some(R::CarriedForward)),
            ("三、本年度办理结果", None),
            ("（三）不予公开", None),
            ("（四）无法提供", None),
            ("（五）不予处理", None),
            ("法律服务机构", None),
            ("", None),
        ] {
            assert_eq!(of(label, request_row), row, "{label}");
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
            assert_eq!(of(label, misprinted_row), row, "{label}");
        }
    }

    #[test]
    fn columns_and_groups() {
        assert_eq!(of("商业\n企业", applicant), Some(Applicant::Business));
        assert_eq!(of("法人或其他组织", applicant), None);
        assert_eq!(of("行政规章", disclosure_row), Some(DisclosureRow::Regulations));
        assert_eq!(of("行政事业收费", disclosure_row), Some(DisclosureRow::Fees));
        assert_eq!(of("行政事业性收费（单位：元）", disclosure_row), Some(DisclosureRow::Fees));
        assert_eq!(of("其他对外管理服事项", misprinted_disclosure_row), Some(DisclosureRow::OtherServices));
        assert_eq!(of("行政处理", misprinted_disclosure_row), None);
        assert_eq!(of("法律服务机够", misprinted_applicant), Some(Applicant::LegalService));
        assert_eq!(of("行政 规范性文件", disclosure_row), Some(DisclosureRow::NormativeDocuments));
        assert_eq!(of("第二十条第（一）项", disclosure_row), None);
        assert_eq!(of("本年收费金额（单位：万元）", disclosure_column), Some(DisclosureColumn::Amount));
        assert_eq!(of("本年新制作数量", disclosure_column), Some(DisclosureColumn::Made));
        assert_eq!(of("清理失效文件，更新公开指南和目录各两次。", disclosure_column), None);
        assert_eq!(of("本年制发件数", disclosure_column), Some(DisclosureColumn::Made));
        assert_eq!(of("未经复议\n直接起诉", review_group), Some(ReviewGroup::LitigationDirect));
        assert_eq!(of("行政诉讼", review_group), None);
        assert_eq!(of("未审结", review_column), Some(ReviewColumn::Pending));
        assert_eq!(of("其他\u{a0}结果", review_column), Some(ReviewColumn::Other));
    }
}
