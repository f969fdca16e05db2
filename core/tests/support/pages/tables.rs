//! The three tables as a page writes them.

use super::{Cell, Page};

const ROWS: [(&str, &str, &str); 26] = [
    ("new", "", "一、本年新收政府信息公开申请数量"),
    ("carried_over", "", "二、上年结转政府信息公开申请数量"),
    ("granted", "", "（一）予以公开"),
    ("partly_granted", "", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("refused_state_secret", "（三）不予公开", "1.属于国家秘密"),
    ("refused_forbidden_by_law", "（三）不予公开", "2.其他法律行政法规禁止公开"),
    ("refused_safety_and_stability", "（三）不予公开", "3.危及“三安全一稳定”"),
    ("refused_third_party_interests", "（三）不予公开", "4.保护第三方合法权益"),
    ("refused_internal_affairs", "（三）不予公开", "5.属于三类内部事务信息"),
    ("refused_process_information", "（三）不予公开", "6.属于四类过程性信息"),
    ("refused_enforcement_file", "（三）不予公开", "7.属于行政执法案卷"),
    ("refused_administrative_query", "（三）不予公开", "8.属于行政查询事项"),
    ("unavailable_not_held", "（四）无法提供", "1.本机关不掌握相关政府信息"),
    ("unavailable_not_readily_made", "（四）无法提供", "2.没有现成信息需要另行制作"),
    ("unavailable_still_unclear", "（四）无法提供", "3.补正后申请内容仍不明确"),
    ("not_processed_petition", "（五）不予处理", "1.信访举报投诉类申请"),
    ("not_processed_repeated", "（五）不予处理", "2.重复申请"),
    ("not_processed_publication", "（五）不予处理", "3.要求提供公开出版物"),
    ("not_processed_excessive", "（五）不予处理", "4.无正当理由大量反复申请"),
    ("not_processed_confirmation", "（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"),
    ("other_not_supplemented", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other_fee_unpaid", "（六）其他处理", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other_other", "（六）其他处理", "3.其他"),
    ("other_all", "", "（六）其他处理"),
    ("total", "", "（七）总计"),
    ("carried_forward", "", "四、结转下年度继续办理"),
];

const APPLICANTS: [(&str, &str); 7] = [
    ("natural_person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("social_welfare", "社会公益组织"),
    ("legal_service", "法律服务机构"),
    ("other", "其他"),
    ("total", "总计"),
];

const OUTCOMES: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];

/// A row of table two: key, label, columns.
type Row<'a> = (&'a str, &'a str, Vec<&'a str>);

impl Page<'_> {
    pub(super) fn table2(&mut self) {
        let table = self.report["table2"].clone();
        let label = |page: &Self, text: &str, columns| (page.label(text), columns, 1);
        let blocks: Vec<(&str, Vec<&str>, Vec<Row<'_>>)> = if self.is_2019() {
            vec![
                (
                    "第二十条第（一）项",
                    vec!["本年新制作数量", "本年新公开数量", "对外公开总数量"],
                    vec![
                        ("regulations", "规章", vec!["made", "newly_disclosed", "total_disclosed"]),
                        ("normative_documents", "规范性文件", vec!["made", "newly_disclosed", "total_disclosed"]),
                    ],
                ),
                (
                    "第二十条第（五）项",
                    vec!["上一年项目数量", "本年增/减", "处理决定数量"],
                    vec![
                        ("licences", "行政许可", vec!["items_last_year", "change", "decisions"]),
                        ("other_services", "其他对外管理服务事项", vec!["items_last_year", "change", "decisions"]),
                    ],
                ),
                (
                    "第二十条第（六）项",
                    vec!["上一年项目数量", "本年增/减", "处理决定数量"],
                    vec![
                        ("penalties", "行政处罚", vec!["items_last_year", "change", "decisions"]),
                        ("coercive_measures", "行政强制", vec!["items_last_year", "change", "decisions"]),
                    ],
                ),
                (
                    "第二十条第（八）项",
                    vec!["上一年项目数量", "本年增/减"],
                    vec![("fees", "行政事业性收费", vec!["items_last_year", "change"])],
                ),
                (
                    "第二十条第（九）项",
                    vec!["采购项目数量", "采购总金额"],
                    vec![("procurement", "政府集中采购", vec!["projects", "amount"])],
                ),
            ]
        } else {
            vec![
                (
                    "第二十条第（一）项",
                    vec!["本年制发件数", "本年废止件数", "现行有效件数"],
                    vec![
                        ("regulations", "规章", vec!["made", "repealed", "in_force"]),
                        ("normative_documents", "行政规范性文件", vec!["made", "repealed", "in_force"]),
                    ],
                ),
                ("第二十条第（五）项", vec!["本年处理决定数量"], vec![("licences", "行政许可", vec!["decisions"])]),
                (
                    "第二十条第（六）项",
                    vec!["本年处理决定数量"],
                    vec![("penalties", "行政处罚", vec!["decisions"]), ("coercive_measures", "行政强制", vec!["decisions"])],
                ),
                ("第二十条第（八）项", vec!["本年收费金额（单位：万元）"], vec![("fees", "行政事业性收费", vec!["amount"])]),
            ]
        };
        for (title, heads, rows) in blocks {
            let span = 3 / heads.len();
            let title = label(self, title, 4);
            self.line(&[title]);
            if !self.layout.headless || self.is_2019() {
                let mut line = vec![label(self, "信息内容", 1)];
                line.extend(heads.iter().map(|h| label(self, h, span)));
                self.line(&line);
            }
            for (row, name, columns) in rows {
                let mut line = vec![label(self, name, 1)];
                line.extend(columns.iter().map(|c| (self.figure(&table[row][c]), span, 1)));
                self.line(&line);
            }
        }
    }

    pub(super) fn table3(&mut self) {
        let table = self.report["table3"].clone();
        if !self.layout.headless {
            let note = self.label("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
            let (who, person, legal, total) =
                (self.label("申请人情况"), self.label("自然人"), self.label("法人或其他组织"), self.label("总计"));
            self.line(&[(note, 3, 3), (who, 7, 1)]);
            let mut second = self.under(3);
            second.extend([(person, 1, 2), (legal, 5, 1), (total, 1, 2)]);
            self.line(&second);
            let mut third = self.under(4);
            third.extend(APPLICANTS[1..6].iter().map(|(_, name)| (self.label(name), 1, 1)));
            third.extend(self.under(1));
            self.line(&third);
        }
        let rows: Vec<_> = ROWS.iter().filter(|(key, ..)| !table[key].is_null()).collect();
        let results = rows.len() - 3;
        for (number, (key, group, name)) in rows.iter().enumerate() {
            if self.layout.cut == Some(number) && !self.layout.merged {
                self.html.push_str("</tbody></table><p>&nbsp;</p><table><tbody>");
            }
            let first_of_group = number == 0 || rows[number - 1].1 != *group;
            let size = rows.iter().filter(|(_, g, _)| g == group).count();
            // What reaches over the cut is printed again below it.
            let again = self.layout.cut == Some(number) && !self.layout.merged;
            let left = |all: usize, done: usize| match self.layout.cut {
                Some(cut) if !self.layout.merged && number < cut => all.min(cut - number + done) - done,
                _ => all - done,
            };
            let mut line = Vec::new();
            let is_result = (2..2 + results).contains(&number);
            if is_result {
                if number == 2 || again {
                    line.push((self.label("三、本年度办理结果"), 1, left(results, number - 2).max(1)));
                } else {
                    line.extend(self.under(1));
                }
            }
            if !is_result {
                line.push((self.label(name), 3, 1));
            } else if group.is_empty() {
                line.push((self.label(name), 2, 1));
            } else {
                let done = rows[..number].iter().filter(|(_, g, _)| g == group).count();
                if first_of_group || again {
                    line.push((self.label(group), 1, left(size, done).max(1)));
                } else {
                    line.extend(self.under(1));
                }
                line.push((self.label(name), 1, 1));
            }
            line.extend(APPLICANTS.iter().map(|(column, _)| (self.figure(&table[key][column]), 1, 1)));
            self.line(&line);
        }
    }

    pub(super) fn table4(&mut self) {
        let table = self.report["table4"].clone();
        if !self.layout.headless {
            let label = |text: &str| self.label(text);
            let (first, suits, direct, after) = (label("行政复议"), label("行政诉讼"), label("未经复议直接起诉"), label("复议后起诉"));
            let outcomes: Vec<String> = OUTCOMES.iter().map(|o| label(o)).collect();
            self.line(&[(first, 5, 1), (suits, 10, 1)]);
            let mut second: Vec<Cell> = outcomes.iter().map(|o| (o.clone(), 1, 2)).collect();
            second.extend([(direct, 5, 1), (after, 5, 1)]);
            self.line(&second);
            let mut third = self.under(5);
            third.extend(outcomes.iter().chain(&outcomes).map(|o| (o.clone(), 1, 1)));
            self.line(&third);
        }
        let groups = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"];
        let columns = ["upheld", "corrected", "other", "pending", "total"];
        let cells: Vec<Cell> = groups.iter().flat_map(|g| columns.map(|c| &table[g][c])).map(|value| (self.figure(value), 1, 1)).collect();
        self.line(&cells);
    }
}
