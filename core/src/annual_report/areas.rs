//! The areas at the front of an agency's name: 江苏省, 淮安市, 洪泽区 of 江苏省淮安市洪泽区人民政府.

use zwgk_spec::words::annual_report as words;

use crate::chinese::has_any;

/// What an area is, as far as the end of its name tells. A 市 may be of two levels, a zone of any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    Region,
    League,
    City,
    Banner,
    Township,
    Zone,
}

/// An area of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area<'n> {
    /// Its name with its end.
    pub name: &'n str,
    /// The name without.
    stem: &'n str,
    pub rank: Rank,
    /// The first byte of the whole name after it.
    pub end: usize,
}

/// The areas of a name, from its front.
pub(super) fn areas(name: &str) -> Vec<Area<'_>> {
    // What an agency does may hold the same characters: 住房和城乡建设.
    let work = words::NO_AREAS.iter().filter_map(|word| name.find(word)).min().unwrap_or(name.len());
    let (mut areas, mut start) = (Vec::new(), 0);
    for (at, c) in name.char_indices().take_while(|(at, _)| *at < work) {
        let end = at + c.len_utf8();
        let Some((rank, stem)) = name.get(start..end).and_then(ranked) else { continue };
        areas.push(Area { name: name.get(start..end).unwrap_or_default(), stem, rank, end });
        start = end;
    }
    areas
}

/// The rank of an area and its name without the end; an end alone is no name.
fn ranked(area: &str) -> Option<(Rank, &str)> {
    let ranks: [(Rank, &[&str]); 7] = [
        (Rank::Region, words::REGION_AREAS),
        (Rank::League, words::LEAGUE_AREAS),
        (Rank::City, words::CITIES),
        (Rank::Zone, words::ZONES),
        (Rank::Banner, words::BANNER_AREAS),
        (Rank::Banner, words::DISTRICTS),
        (Rank::Township, words::TOWNSHIP_AREAS),
    ];
    let stem_of = |ends: &[&str]| ends.iter().find_map(|end| area.strip_suffix(end));
    ranks.iter().find_map(|(rank, ends)| Some((*rank, stem_of(ends)?))).filter(|(_, stem)| !stem.is_empty())
}

impl Area<'_> {
    /// Whether it is certainly another than `other`: their names have no character in common. Short names (科右前旗) have some.
    pub(super) fn differs_from(&self, other: &Area<'_>) -> bool {
        let is_name = |area: &Area<'_>| !has_any(area.stem, words::OF_NO_ONE_AREA);
        is_name(self) && is_name(other) && !self.stem.chars().any(|c| other.stem.contains(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_end_where_the_work_begins() {
        for (name, found) in [
            ("江苏省淮安市洪泽区人民政府", &["江苏省", "淮安市", "洪泽区"][..]),
            ("内蒙古自治区兴安盟科尔沁右翼前旗巴彦呼舒镇人民政府", &["内蒙古自治区", "兴安盟", "科尔沁右翼前旗", "巴彦呼舒镇"]),
            ("示例旗住房和城乡建设局", &["示例旗"]),
            ("示例市市场监督管理局", &["示例市"]),
            ("镇赉县乡村振兴局", &["镇赉县"]),
            ("平潭综合实验区", &["平潭综合实验区"]),
            ("宝力根花苏木人民政府", &["宝力根花苏木"]),
            ("教育局", &[]),
            ("自治区人民政府", &[]),
        ] {
            assert_eq!(areas(name).iter().map(|a| a.name).collect::<Vec<_>>(), found, "{name}");
        }
    }

    #[test]
    fn a_short_name_is_no_other_place() {
        let differ = |one: &str, other: &str| match (areas(one).last(), areas(other).last()) {
            (Some(one), Some(other)) => one.differs_from(other),
            _ => false,
        };
        assert!(differ("示例旗", "另一县"));
        for (one, other) in [
            ("科尔沁右翼前旗", "科右前旗"),
            ("鄂温克族自治旗", "鄂温克旗"),
            ("阿鲁科尔沁旗", "阿旗"),
            ("示例县", "各旗县区"),
            ("示例旗", "全旗"),
        ] {
            assert!(!differ(one, other), "{one} {other}");
        }
    }
}
