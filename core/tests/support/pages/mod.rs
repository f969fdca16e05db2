//! Pages as content systems and word processors write them: one report in many layouts.

mod layout;
mod tables;

use std::fmt::Write as _;

use serde_json::Value;

#[allow(unused_imports, reason = "each test file uses some of it")]
pub use layout::{Dice, Digits, Layout};

/// A page being written.
pub struct Page<'r> {
    layout: Layout,
    report: &'r Value,
    html: String,
}

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
        out.push_str(if self.layout.loose { "" } else { "<div id=zoom>" });
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
        self.html.push_str(if self.layout.loose { "" } else { "</div>" });
        if self.layout.loose {
            self.html.push_str(
                "<p>附件：年报.docx</p><p>【打印本页】 【关闭窗口】</p><p>分享到：</p><p>上一篇：某某局2022年政府信息公开工作年度报告</p>",
            );
            self.html.push_str("<p>扫一扫在手机打开当前页</p><p>主办单位：某某单位</p>");
        }
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
}
