//! When a page says that it was published.
#![cfg(feature = "html")]
#![expect(clippy::indexing_slicing, reason = "a test that misses a key fails, which is what it should do")]

mod support;

use serde_json::{Value, json};
use support::call;

/// The day that is read from a page with something before its title and something below it.
fn published(before: &str, below: &str) -> Value {
    let page = format!(
        "<html><body>{before}<h1>示例局2024年政府信息公开工作年度报告</h1>{below}<p>根据《条例》编制。</p><p>一、总体情况</p><p>已公开。</p>\
         <p>六、其他需要报告的事项</p><p>无。</p><p>示例局</p><p>2025年1月14日</p></body></html>"
    );
    call("{}", "extract", page.as_bytes(), r#"{"kind":"annual-report"}"#)["published"].clone()
}

#[test]
fn the_day_of_publication_is_told_from_other_days() {
    let day = json!("2025-01-20");
    for below in [
        "<p>发布日期：2025-01-20 成文日期：2025-01-17</p>",
        "<p>成文日期：2025-01-17</p><p>发布日期：2025-01-20</p>",
        "<p>发布时间 2025-01-20 星期一</p>",
        "<p>[发布时间] 2025年1月20日</p>",
        "<p>发布：2025-01-20</p>",
        "<p>来源：本局 时间：2025-01-20 10:20</p>",
        "<p>发文日期：2025-01-17</p><p>发布日期：2025-01-20</p>",
        "<p>更新时间：2025-02-01</p><p>发布时间：2025-01-20</p>",
        "<p>2025-01-20</p>",
        // The day of signing, which every one of these pages has, is none.
        "<p>发布日期：2025-01-20</p><div style='display:none'>发布日期：2024-01-20</div>",
    ] {
        assert_eq!(published("", below), day, "{below}");
    }
    let index = "<table><tr><td>索引号</td><td>X/2025-1</td><td>成文日期</td><td>2025-01-17</td></tr>\
                 <tr><td>发布 日期：</td><td>2025-01-20</td><td>有效性</td><td>有效</td></tr></table>";
    assert_eq!(published(index, ""), day);
    // Below the title too.
    assert_eq!(published("", index), day);
}

#[test]
fn a_day_that_is_not_that_of_publication_is_not_taken_for_it() {
    for below in [
        "",
        "<p>成文日期：2025-01-17</p>",
        "<table><tr><td>成文日期</td><td>2025-01-17</td></tr></table>",
        "<p>更新时间：2025-01-17</p>",
        // Which of the two is a re-posting?
        "<p>发布日期：2025-01-20</p><p>发布时间：2025-01-22</p>",
        "<p>2025-01-22</p><p>发布时间：2025-01-20</p>",
    ] {
        assert_eq!(published("", below), Value::Null, "{below}");
    }
}
