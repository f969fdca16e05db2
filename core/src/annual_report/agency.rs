//! What the name of an agency tells for certain, and nothing else.

use zwgk_spec::vocabulary::{AgencyKind, AgencyLevel};
use zwgk_spec::words::annual_report as words;

use crate::chinese::last_of;

/// Kind and level by the name, each only where it is certain.
///
/// 「市」 is never certain: 通辽市 is a 设区的市, 扎兰屯市 of county level. The four municipalities are.
pub(super) fn by_name(name: &str) -> (Option<AgencyKind>, Option<AgencyLevel>) {
    let name = without_brackets(name);
    let area_before = |ends: &[&str]| ends.iter().find_map(|end| name.strip_suffix(end));
    if area_before(words::LEAGUE_OFFICES).is_some_and(|area| area.ends_with('盟')) {
        return (Some(AgencyKind::League), Some(AgencyLevel::League));
    }
    if let Some(area) = area_before(words::GOVERNMENT_OFFICES) {
        return (Some(AgencyKind::Office), level_of_area(area));
    }
    let Some(area) = area_before(words::GOVERNMENTS) else { return (None, None) };
    match level_of_area(area) {
        level @ Some(AgencyLevel::Township) => (Some(AgencyKind::Township), level),
        level => (Some(AgencyKind::Government), level),
    }
}

/// A name without what stands in brackets behind it: that says whose figures are in the report, or is a second name.
pub(super) fn without_brackets(name: &str) -> &str {
    name.split(['（', '(']).next().unwrap_or_default().trim()
}

/// Whether a name is certainly none of a government, though its kind is not: a 局 may be a department or vertically managed.
pub(super) fn is_no_government(name: &str) -> bool {
    last_of(without_brackets(name), words::NO_GOVERNMENTS).is_some()
}

fn level_of_area(area: &str) -> Option<AgencyLevel> {
    let ends = |with: &[&str]| with.iter().any(|end| area.ends_with(end));
    // A 区 of a 市 is a 市辖区, of county level, unless it is one of the zones that are no divisions.
    let district = area.ends_with('区') && area.contains('市') && !ends(words::ZONES);
    if words::MUNICIPALITIES.contains(&area) || ends(words::REGION_AREAS) {
        Some(AgencyLevel::Region)
    } else if ends(words::CITY_AREAS) {
        Some(AgencyLevel::City)
    } else if ends(words::TOWNSHIP_AREAS) {
        Some(AgencyLevel::Township)
    } else if district || ends(words::BANNER_AREAS) {
        Some(AgencyLevel::Banner)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bureau_is_no_government_and_a_committee_may_act_as_one() {
        for (name, is_none) in [
            ("示例旗教育局", true),
            ("内蒙古自治区财政厅（本级）", true),
            ("示例市人民政府", false),
            ("示例区管理委员会", false),
            ("", false),
        ] {
            assert_eq!(is_no_government(name), is_none, "{name}");
        }
    }

    #[test]
    fn only_what_a_name_makes_certain() {
        use {AgencyKind as K, AgencyLevel as L};
        for (name, kind, level) in [
            ("内蒙古自治区人民政府", Some(K::Government), Some(L::Region)),
            ("上海市人民政府办公厅", Some(K::Office), Some(L::Region)),
            ("江苏省淮安市人民政府（全市）", Some(K::Government), None),
            ("江苏省淮安市洪泽区人民政府", Some(K::Government), Some(L::Banner)),
            ("兴安盟行政公署", Some(K::League), Some(L::League)),
            ("兴安盟行政公署办公室", None, None),
            ("科尔沁右翼前旗人民政府", Some(K::Government), Some(L::Banner)),
            ("科尔沁右翼前旗巴彦呼舒镇人民政府", Some(K::Township), Some(L::Township)),
            ("宝力根花苏木人民政府", Some(K::Township), Some(L::Township)),
            ("延边朝鲜族自治州人民政府", Some(K::Government), Some(L::City)),
            ("平潭综合实验区", None, None),
            ("上海市浦东新区人民政府", Some(K::Government), None),
            ("阿巴嘎旗自然资源局", None, None),
            ("江苏省宿迁市（全市）", None, None),
            ("", None, None),
        ] {
            assert_eq!(by_name(name), (kind, level), "{name}");
        }
    }
}
