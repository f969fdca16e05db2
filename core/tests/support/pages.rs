//! Pages as content systems and word processors write them: one report in many layouts.

use std::fmt::Write as _;

use serde_json::Value;

/// A source of choices: the same seed makes the same page.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// How a page is written.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// How a span is told: by its attribute, or by empty cells.
    pub spans: bool,
    /// What stands around a cell's text.
    pub wrap: (&'static str, &'static str),
    /// Labels are broken over lines.
    pub broken: Option<&'static str>,
    /// Brackets and marks of labels are half-width.
    pub half: bool,
    /// How digits are written.
    pub digits: Digits,
    /// White space around figures.
    pub blank: &'static str,
    /// Cells and lines have no end tags.
    pub unclosed: bool,
    /// Where table three is cut in two, if it is.
    pub cut: Option<usize>,
    /// The head is not printed.
    pub headless: bool,
    /// The three tables are one.
    pub merged: bool,
    /// The report stands in a table that makes the page's columns.
    pub nested: bool,
    /// Each part stands in a tab of its own.
    pub tabs: bool,
    /// The headings are listed before the report.
    pub contents: bool,
    /// A whole document was pasted into the body.
    pub pasted: bool,
    /// Other tables stand around the report.
    pub others: bool,
    /// The heading's tag.
    pub heading: (&'static str, &'static str),
    /// Where the title stands.
    pub title: usize,
    /// Empty cells at the end of lines.
    pub padded: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    Plain,
    Wide,
    Thousands,
    Decimals,
}

impl Layout {
    pub fn of(dice: &mut Dice) -> Self {
        Layout {
            spans: dice.chance(75),
            wrap: dice.one(&[
                ("", ""),
                ("<p align=\"center\">", "</p>"),
                ("<p><span style=\"font-family:宋体\">", "</span></p>"),
                ("<div>\n  ", "\n</div>"),
                ("<p class=MsoNormal><b>", "<o:p></o:p></b></p>"),
                ("<center><font size=2>", "</font></center>"),
            ]),
            broken: dice.one(&[None, None, Some("<br>"), Some("</p><p>"), Some("\n"), Some("&nbsp;<br />&nbsp;")]),
            half: dice.chance(30),
            digits: dice.one(&[Digits::Plain, Digits::Plain, Digits::Wide, Digits::Thousands, Digits::Decimals]),
            blank: dice.one(&["", "", " ", "&nbsp;", "\u{3000}", "\u{200b}", "\n\t"]),
            unclosed: dice.chance(20),
            cut: if dice.chance(25) { Some(3 + dice.below(20)) } else { None },
            headless: dice.chance(12),
            merged: dice.chance(10),
            nested: dice.chance(25),
            tabs: dice.chance(20),
            contents: dice.chance(20),
            pasted: dice.chance(15),
            others: dice.chance(40),
            heading: dice.one(&[
                ("<p>", "</p>"),
                ("<h2>", "</h2>"),
                ("<p><strong>", "</strong></p>"),
                ("<div><span>", "</span></div>"),
                ("<p>\u{3000}\u{3000}", "&nbsp;</p>"),
            ]),
            title: dice.below(4),
            padded: dice.chance(15),
        }
    }
}

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

/// A page being written.
pub struct Page<'r> {
    layout: Layout,
    report: &'r Value,
    html: String,
}

/// A row of table two: key, label, columns.
type Row<'a> = (&'a str, &'a str, Vec<&'a str>);

/// One cell: what stands in it, columns, lines.
type Cell = (String, usize, usize);

impl<'r> Page<'r> {
    /// The page of a report in a layout.
    pub fn write(report: &'r Value, layout: Layout) -> String {
        let mut page = Page { layout, report, html: String::new() };
        page.page();
        page.html
    }

    fn year(&self) -> i64 {
        self.report["year"].as_i64().unwrap()
    }

    fn is_2019(&self) -> bool {
        self.year() < 2021
    }

    fn page(&mut self) {
        let agency = self.report["agency"].as_str().unwrap().to_owned();
        let year = self.year();
        let title = match self.layout.title {
            0 => format!("{agency}{year}年政府信息公开工作年度报告"),
            1 => format!("{year}年度{agency}政府信息公开工作年度报告"),
            2 => format!("{agency}政府信息公开工作年度报告（{year}年）"),
            _ => format!("{agency} {year} 年度政府信息公开年度报告"),
        };
        let published = self.report["published"].as_str().unwrap();
        let out = &mut self.html;
        let meta =
            if self.layout.title.is_multiple_of(2) { format!("<meta name=\"ArticleTitle\" content=\"{title}\">") } else { String::new() };
        let _ = write!(out, "<!DOCTYPE html><html><head><meta charset=utf-8>{meta}<title>{title}_某某网</title></head><body>");
        out.push_str("<div class=nav><ul><li><a href=/>首页</a><li><a href=/zwgk>政务公开</a><li><a href=/nb>一、总体情况</a></ul></div>");
        let _ = write!(out, "<ul><li><a href=a.html>{agency}{}年政府信息公开工作年度报告</a> {year}-01-20</ul>", year - 1);
        if self.layout.others {
            out.push_str("<table><tr><td>索引号</td><td>11150000/2024-00012</td><td>分类</td><td>年报</td></tr><tr><td>行政许可</td><td>35</td></tr></table>");
        }
        let _ = write!(out, "<h1>{title}</h1><p>发布日期：{published} 10:20　来源：本网　【字体：大 中 小】</p>");
        if self.layout.pasted {
            out.push_str("<div><html><head><title>文档1</title></head><body lang=ZH-CN>");
        }
        if self.layout.nested {
            out.push_str("<table width=100%><tr><td width=200>栏目</td><td>");
        }
        out.push_str("<div id=zoom>");
        let sections = self.report["sections"].as_array().unwrap();
        let heads: Vec<&str> = sections.iter().map(|s| s["heading"].as_str().unwrap()).collect();
        if self.layout.contents {
            out.push_str("<p>目　录</p>");
            heads.iter().skip(1).for_each(|h| {
                let _ = write!(out, "<p>{h}</p>");
            });
        }
        for (number, section) in sections.iter().enumerate() {
            if self.layout.tabs {
                let hidden = if number > 1 { " style=\"display: none\"" } else { "" };
                let _ = write!(self.html, "<div class=tab{hidden}>");
            }
            let (open, close) = self.layout.heading;
            if number > 0 {
                let _ = write!(self.html, "{open}{}{close}", heads[number]);
            }
            for line in section["text"].as_str().unwrap().lines().skip(usize::from(number == 0)) {
                let _ = write!(self.html, "<p style=\"text-indent:2em\">{line}</p>");
            }
            if self.layout.others && number == 1 {
                self.html.push_str("<table><tr><td>类别</td><td>条数</td></tr><tr><td>政策文件</td><td>20</td></tr><tr><td>其他</td><td>3</td></tr></table>");
            }
            match number {
                2 if self.layout.merged => {}
                3 if self.layout.merged => {}
                2 => self.table(Self::table2),
                3 => self.table(Self::table3),
                4 if self.layout.merged => self.table(|page| {
                    page.table2();
                    page.table3();
                    page.table4();
                }),
                4 => self.table(Self::table4),
                _ => {}
            }
            if self.layout.tabs {
                self.html.push_str("</div>");
            }
        }
        self.html.push_str("</div>");
        if self.layout.nested {
            self.html.push_str("</td></tr></table>");
        }
        if self.layout.pasted {
            self.html.push_str("</body></html></div>");
        }
        self.html.push_str("<div class=foot><p>主办：某某单位 网站标识码：1500000001</p><p>蒙ICP备00000000号</p></div></body></html>");
    }

    fn table(&mut self, body: impl Fn(&mut Self)) {
        self.html.push_str("<table border=1 cellspacing=0><tbody>");
        body(self);
        self.html.push_str("</tbody></table>");
    }

    /// A label in the layout's writing.
    fn label(&self, label: &str) -> String {
        let label = if self.layout.half {
            label.replace('（', "(").replace('）', ")").replace("1.", "1、").replace("2.", "2、").replace("3.", "3、")
        } else {
            label.to_owned()
        };
        let (open, close) = self.layout.wrap;
        let text = match self.layout.broken {
            // A break that closes a paragraph stands only where one is open.
            Some(mark) if !mark.starts_with("</p>") || open.starts_with("<p") => {
                let chars: Vec<char> = label.chars().collect();
                let middle = chars.len() / 2;
                format!("{}{mark}{}", chars[..middle].iter().collect::<String>(), chars[middle..].iter().collect::<String>())
            }
            _ => label,
        };
        format!("{open}{text}{close}")
    }

    /// A figure in the layout's writing.
    fn figure(&self, value: &Value) -> String {
        let (open, close) = self.layout.wrap;
        let plain = match value {
            Value::Null => return if self.layout.blank.is_empty() { String::new() } else { format!("{open}&nbsp;{close}") },
            Value::String(text) => text.clone(),
            number => number.to_string(),
        };
        let is_number = value.is_number();
        let text = match self.layout.digits {
            Digits::Wide if is_number => {
                plain.chars().map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c }).collect()
            }
            Digits::Thousands if is_number && !plain.contains('.') && plain.len() > 3 && !plain.starts_with('-') => {
                let mut out = String::new();
                for (at, c) in plain.chars().enumerate() {
                    if at > 0 && (plain.len() - at).is_multiple_of(3) {
                        out.push(',');
                    }
                    out.push(c);
                }
                out
            }
            Digits::Decimals if plain.contains('.') => format!("{plain}00"),
            _ => plain,
        };
        format!("{open}{blank}{text}{blank}{close}", blank = self.layout.blank)
    }

    /// A line of cells.
    fn line(&mut self, cells: &[Cell]) {
        self.html.push_str("<tr style=\"height:20px\">");
        for (text, columns, lines) in cells {
            self.html.push_str("<td");
            if self.layout.spans {
                if *columns > 1 {
                    let _ = write!(self.html, " colspan=\"{columns}\"");
                }
                if *lines > 1 {
                    let _ = write!(self.html, " rowspan={lines}");
                }
            }
            let _ = write!(self.html, " width=60>{text}");
            if !self.layout.unclosed {
                self.html.push_str("</td>");
            }
            if !self.layout.spans {
                (1..*columns).for_each(|_| self.html.push_str("<td></td>"));
            }
        }
        if self.layout.padded {
            self.html.push_str("<td>&nbsp;</td>");
        }
        if !self.layout.unclosed {
            self.html.push_str("</tr>\n");
        }
    }

    /// Empty cells under one that reaches down, where that is not told by its attribute.
    fn under(&self, count: usize) -> Vec<Cell> {
        if self.layout.spans { Vec::new() } else { vec![(String::new(), 1, 1); count] }
    }

    fn table2(&mut self) {
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

    fn table3(&mut self) {
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

    fn table4(&mut self) {
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
