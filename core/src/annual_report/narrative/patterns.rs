//! The patterns of real texts: none gives a finding when text and tables agree, and a clear number that is changed gives one.

use crate::annual_report::{AnnualReport, Cell, CellRef, Section};
use crate::options::CheckOptions;
use crate::{Date, Engine, Number};
use zwgk_spec::vocabulary::Table;

use super::phrases::cells_of;

/// A pattern: the cells that are not 0, the text, the changes of it that must be found (「from>to」, several by commas).
type Pattern = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// Texts that disagree with their tables, or with themselves, as they stand.
const WRONG: &[Pattern] = &[
    ("A29x", "new=1", "未收到政府信息公开申请", &[]),
    ("A31x", "reconsideration.total=1", "未收到群众要求公开信息的申请，也无就信息公开提出复议、诉讼和申诉的情况", &[]),
    ("A35", "new=21", "本年度共受理申请20件，都按期答复", &[]),
    ("A46", "", "主动公开100条，其中网站80条（公告公示20条），微信30条，抖音5条", &[]),
    ("A47", "", "发布法定内容1条，包括机构概况1条，以及预决算信息2条", &[]),
    ("A61", "normative_documents.made=2 normative_documents.in_force=5", "2023年共制定规范性文件0件，废止0件，现行有效0件", &[]),
];

const AGREE: &[Pattern] = &[
    (
        "A1",
        "new=100 total=98 granted=60 refused_internal_affairs=10 unavailable_not_held=20 other_other=8",
        "全市全年新收政府信息公开申请100件，连同上年转来的、减去转到下年的，共办结98件，其中公开或部分公开占61.2%、不予公开占10.2%、因不掌握等无法提供占20.4%、其余占8.2%",
        &["100件>101件", "98件>99件"],
    ),
    (
        "A2",
        "new=20 carried_over=3 total=21 carried_forward=2",
        "共收到申请件20件，上年结转3件，办结21件，2件转到2025年度继续办理",
        &["20件>21件", "结转3件>结转4件", "办结21件>办结22件", "，2件>，3件"],
    ),
    (
        "A3",
        "new=20 total=20 granted=10 partly_granted=4 refused_internal_affairs=6",
        "全区受理申请20件，办结20件，其中予以公开10件、部分公开4件、不予公开6件",
        &["受理申请20件>受理申请21件", "公开10件>公开11件", "不予公开6件>不予公开5件"],
    ),
    (
        "A4",
        "new=20 carried_over=3 total=21 carried_forward=2",
        "全年收到申请20件，结转上年度3件，本年度办结21件，剩余2件结转下年度",
        &["上年度3件>上年度4件", "办结21件>办结20件", "剩余2件>剩余1件"],
    ),
    (
        "A5",
        "new=20 carried_over=3 total=21 carried_forward=2",
        "共接到公众申请20件，另有上年结转办理3件，均依法规范答复。年内办结21件，结转下年度2件",
        &["申请20件>申请22件", "办理3件>办理4件", "办结21件>办结22件", "下年度2件>下年度3件"],
    ),
    (
        "A6",
        "new=20 total=20 granted=12 unavailable_not_held=3 refused_enforcement_file=1 other_other=4",
        "收到申请20起，比2023年（40起）下降50%，答复20起。其中公开12起、不属于政府信息4起、不存在3起、属于执法案卷1起",
        &["收到申请20起>收到申请21起", "公开12起>公开13起", "不存在3起>不存在2起", "执法案卷1起>执法案卷2起", "（40起）>（43起）"],
    ),
    (
        "A7",
        "new=20 carried_over=3 total=21 carried_forward=2 granted=10 partly_granted=4 unavailable_not_held=3 not_processed_repeated=2 other_other=2",
        "共收到申请20件，上年结转3件，共计23件。目前办结21件，其中予以公开10、部分公开4、无法提供3、不予处理2、其他处理2。结转下年度2件",
        &["予以公开10>予以公开11", "部分公开4>部分公开5", "无法提供3>无法提供4", "不予处理2>不予处理3", "其他处理2>其他处理3"],
    ),
    ("A8", "new=20", "共收到申请20件。其中，网站提交12件，占60%；信函5件，占25%；当面3件，占15%", &["申请20件>申请21件"]),
    ("A9", "new=20", "公民个人提出12件，占60%；法人或其他组织提出8件，占40%", &[]),
    ("A10", "new=20 carried_over=3", "经查，2023年收到、结转到2024年答复的申请3件", &[]),
    (
        "A11",
        "new=20 total=20 granted=10 partly_granted=4 refused_administrative_query=3 unavailable_not_held=2 unavailable_not_readily_made=1",
        "受理申请20件，均按期答复。20件都是自然人，其中公开10件，部分公开4件，不予公开3件（均为行政查询事项），无法提供3件（不掌握2件、没有现成信息1件）",
        &["公开10件>公开11件", "部分公开4件>部分公开5件", "不予公开3件>不予公开4件", "不掌握2件>不掌握1件"],
    ),
    (
        "A12",
        "new=20 carried_over=3",
        "共收到申请23件（含新收20件、上年结转3件），均在法定期限内答复",
        &["申请23件>申请29件", "结转3件>结转4件"],
    ),
    (
        "A13",
        "new=20 total=20",
        "全年新收申请20件，上年结转申请0件，全部按时办结，未涉及复议和诉讼",
        &["新收申请20件>新收申请21件", "结转申请0件>结转申请1件"],
    ),
    ("A14", "new=20 total=20", "新收到申请20件，上年结转申请0件，结转下年度办理0件", &["办理0件>办理1件"]),
    (
        "A15",
        "new=20 carried_over=3 total=18 carried_forward=2",
        "新收到申请20件，结转上年度办理3件。其中，答复18件，均按期，结转下年度2件",
        &["上年度办理3件>上年度办理4件", "下年度2件>下年度3件"],
    ),
    (
        "A16",
        "new=20 total=20 reconsideration.total=2 reconsideration.upheld=2 litigation_direct.total=1 litigation_direct.pending=1",
        "共收到申请20件，其中网络1件，信函19件；答复完毕20件。答复后被复议2件，全部维持；诉讼1件，未审结",
        &["被复议2件>被复议3件", "诉讼1件>诉讼2件"],
    ),
    (
        "A17",
        "new=18 carried_over=2 total=19 carried_forward=1 granted=10 partly_granted=3 refused_third_party_interests=1 refused_internal_affairs=1 unavailable_not_held=2 other_other=2",
        "办理申请20件，均为自然人。结果如下：公开10；部分公开3；不予公开2，其中1件涉及第三方，1件属内部事务；因不掌握而无法提供2；不属于政府信息2；转下年度1",
        &["部分公开3；>部分公开4；", "不予公开2，>不予公开3，", "无法提供2；>无法提供3；", "转下年度1>转下年度2"],
    ),
    (
        "A18",
        "new=20 total=19 carried_forward=1 partly_granted=15 unavailable_not_held=4",
        "共收到并办理申请20件，全部来自自然人，上年结转0件。处理结果中，部分公开15件，因信息不存在的4件，转下一年度1件",
        &["部分公开15件>部分公开14件", "的4件>的5件", "年度1件>年度2件"],
    ),
    (
        "A19",
        "new=20 carried_over=3 total=21 carried_forward=2 reconsideration.total=1",
        "共收到20件申请，2023年结转3件，共办结21件，转2025年度2件；全市发生信息公开复议1起",
        &["结转3件>结转4件", "办结21件>办结22件", "年度2件>年度3件", "复议1起>复议2起"],
    ),
    (
        "A20",
        "new=20 total=20 reconsideration.total=15",
        "全年共计接收申请20件，申请人均为自然人，已全部答复。全年受到信息公开复议15件",
        &["接收申请20件>接收申请21件", "复议15件>复议16件"],
    ),
    (
        "A21",
        "new=20 carried_over=3 total=23 granted=15 unavailable_not_held=7 not_processed_repeated=1",
        "共受理申请23件（含上年结转3件），申请人都是公民；予以公开15件，无法提供7件，另处理重复申请1件，均按期",
        &["申请23件>申请25件", "公开15件>公开16件", "提供7件>提供8件"],
    ),
    (
        "A22",
        "new=18 carried_over=2 total=19 carried_forward=1",
        "共办理申请20件，办结19件，剩余1件转下一年度，按期答复率100%",
        &["办结19件>办结18件", "剩余1件>剩余2件"],
    ),
    ("A23", "new=20", "完成省政府办公厅协办件3件、市政府办公室协办件4件", &[]),
    (
        "A24",
        "new=20 reconsideration.total=2 litigation_direct.total=1",
        "全市收到申请公开件20件，由此引起复议2件、诉讼案件1件",
        &["件20件>件21件", "复议2件>复议3件", "案件1件>案件2件"],
    ),
    (
        "A25",
        "new=20 granted=18 partly_granted=1 refused_third_party_interests=1 litigation_direct.total=1 litigation_direct.other=1",
        "共受理申请20件。其中，依法公开18件，部分公开1件，因会损害第三方权益不予公开1件。涉及诉讼1件，已撤诉",
        &["部分公开1件>部分公开2件", "不予公开1件>不予公开2件", "诉讼1件>诉讼2件"],
    ),
    (
        "A26",
        "new=1 total=1",
        "收到依申请公开事项1条，按时办结答复。被申请复议数量0件，被提起诉讼数量0件，被举报投诉数量0件",
        &["事项1条>事项2条", "复议数量0件>复议数量1件", "诉讼数量0件>诉讼数量1件"],
    ),
    ("A27", "new=1 total=1", "共收到申请1件，按条例规定规范答复办理", &["申请1件>申请2件"]),
    ("A28", "", "全年本局没有收到也没有处理依申请公开的情况", &[]),
    ("A29", "", "未收到依申请公开的申请。未收到政府信息公开申请。未收到依申请公开信息、函件、电话等", &[]),
    ("A30", "", "受理依申请公开数量共计0条。受理依申请公开0件", &["0条>1条,0件>1件"]),
    ("A31", "", "未收到群众要求公开信息的申请，也无就信息公开提出复议、诉讼和申诉的情况", &[]),
    ("A32", "", "本年度未接到群众要求公开的信息", &[]),
    ("A33", "", "本单位不以自己名义对外履行行政管理职能，不适用条例第二十七条，暂不接受依申请公开", &[]),
    ("A34", "new=1 total=1", "收到依申请公开1件，均在规定时间内答复，未出现诉讼、复议情况", &["公开1件>公开2件"]),
    ("A35a", "new=20", "共收到来自公民、法人或者其他组织的申请20件，比去年增加3件，均按时答复", &[]),
    ("A35b", "", "2024年1-12月，依申请公开信息0条", &[]),
    ("A35c", "", "未收到书面申请，未收到信函、传真等形式的申请，未收到电子邮件及网上申请", &[]),
    (
        "A36",
        "",
        "门户网站公开平台发布信息100条，其中：会议20条，政策文件30条，意见征集10条，建议提案5条，其他35条",
        &["信息100条>信息101条", "会议20条>会议21条", "其他35条>其他34条"],
    ),
    (
        "A37",
        "",
        "区门户共发布信息100条，其中：概况类20条、动态类50条、公开目录类30条；共维护12个专栏，其中新开2个",
        &["动态类50条>动态类51条"],
    ),
    ("A38", "", "主动公开共计100条。其中，公共资源配置20条，重大项目30条，公益事业10条", &["重大项目30条>重大项目93条"]),
    ("A39", "", "主动公开100篇，其中统计报告20篇、统计数据30期、双随机信息10篇、事项5项", &[]),
    (
        "A40",
        "",
        "门户发布主动公开信息100条。其中，文件、会议纪要及解读共50条，征集10期，访谈5期，以及动态等其他35条",
        &["其他35条>其他36条"],
    ),
    ("A41", "", "公开各类信息100条，其中通过网站60条，通过微信、微博、抖音等新媒体40条", &["网站60条>网站61条"]),
    (
        "A42",
        "",
        "新增主动公开信息100条。其中机构类30条，内有领导5条、职能10条、概况5条、直属单位10条；工作类40条，其中动态40条；政策类30条",
        &[],
    ),
    ("A43", "", "共主动公开100条。其中：通过县网站发布预算20条，决算30条；通过乡公众号发布通知40条；通过报纸10条", &[]),
    ("A44", "", "主动公开300余条，其中机构20条，领导10条，其他300余条", &[]),
    ("A45", "", "门户网站共更新信息300条，其中概况20条，动态30条，目录10条", &[]),
    ("A48", "", "共计公开各类信息100条，其中网站动态50条，公众号30条，回复诉求20件", &[]),
    (
        "A49",
        "",
        "网站公开100条（其中：政务公开类60条（其中，招商20条、民生30条，企事业10条），规范性文件20件，政府文件20件，均同步解读）",
        &["招商20条>招商21条"],
    ),
    ("A50", "", "公开各类信息100条，其中新闻50条，部门动态30条，政策解读5条，其他结合实际公开的15条", &["的15条>的14条"]),
    ("A51", "", "网站公开文件20件；报送动态30条，“示例”公众号发布40条", &[]),
    ("A52", "", "公开信息100条，其中：动态50条，更新目录10条，向市政府办报送信息30余条", &[]),
    ("A53", "penalties.decisions=9", "主动公开行政处罚决定7起", &[]),
    ("A54", "", "主动公开信息100条，其中行政许可方面50条、行政处罚方面30条、其他20条", &["其他20条>其他21条"]),
    ("A55", "", "主动公开文件数量为0", &[]),
    ("A56", "", "公开市人大建议及办理结果件，政协提案及办理结果件", &[]),
    ("A56a", "", "通过网站公开信息100条，含动态50条，指南30条，财政信息20条", &[]),
    ("A56b", "", "公众号发布100篇，其中一周工作动态有50篇，工作简报有30篇；法律宣传有10篇；其他有10篇", &["宣传有10篇>宣传有11篇"]),
    (
        "A57",
        "normative_documents.made=3 normative_documents.in_force=14",
        "制定发布规范性文件3件，清理废止文件0件，现行有效文件14件",
        &["规范性文件3件>规范性文件4件", "废止文件0件>废止文件1件", "有效文件14件>有效文件15件"],
    ),
    (
        "A58",
        "regulations.made=5 normative_documents.made=9 regulations.repealed=2",
        "公开本年度制发的省政府规章5件、省政府及办公厅行政规范性文件9件，废止省政府规章2件",
        &["规章5件>规章6件", "文件9件>文件8件", "规章2件>规章3件"],
    ),
    ("A59", "regulations.made=2 regulations.repealed=1", "公开市政府规章6件（含新制定2件，修改3件，废止1件）", &["废止1件>废止2件"]),
    (
        "A60",
        "normative_documents.made=1 normative_documents.in_force=1",
        "制发规范性文件1件，现行有效规范性文件1件",
        &["制发规范性文件1件>制发规范性文件2件"],
    ),
    (
        "A62",
        "regulations.in_force=9 normative_documents.in_force=30",
        "累计公布政府规章15件（现存有效9件，废止或失效6件），规范性文件50件（现存有效30件，废止或失效20件）",
        &["有效9件>有效8件", "有效30件>有效31件"],
    ),
    ("A63", "", "无行政许可职能，未实施处罚、强制，无行政事业性收费项目，未制定规章及规范性文件", &[]),
    ("A64", "", "发布政策解读20篇，形式包括文字、图片、动漫、新闻发布会、负责人、在线访谈等6种", &[]),
    ("A65", "", "发布解读信息20条。解读稿件10次。解读材料6篇", &[]),
    ("A66", "", "汉文网站发布100条，蒙古文网站发布50条，政府公报汉文版、蒙古文版各6期，全旗12个政务新媒体发布200篇", &[]),
    ("A67", "", "微信公众账号（1个）发布20条；微博账号（1个）20条；抖音账号（1个）10条", &[]),
    ("A68", "", "“示例”公众号推送信息20篇；示例网站30条", &[]),
    ("A69", "", "全县举办集中培训2次、专题培训1次，总计培训100余人次", &[]),
    ("A70", "", "共举办新闻发布活动60场，市领导出席80人次。其中，疫情发布会20场", &[]),
    ("A71", "", "网民留言100条，办结90条，公开答复50条。办结留言90条（其中：领导信箱60条，中国政府网30条）", &["信箱60条>信箱61条"]),
    (
        "A72",
        "reconsideration.total=5 reconsideration.upheld=4 reconsideration.pending=1 litigation_direct.total=2 litigation_direct.upheld=1 litigation_after_reconsideration.total=1 litigation_after_reconsideration.pending=1 litigation_direct.pending=1",
        "由信息公开引发行政争议8件，其中复议5件，结果维持4件，尚未审结1件；诉讼3件，维持1件，未审结2件",
        &["复议5件>复议6件", "维持4件>维持3件", "审结1件>审结2件", "诉讼3件>诉讼4件"],
    ),
    (
        "A73",
        "reconsideration.total=3 reconsideration.upheld=1 reconsideration.corrected=1 reconsideration.other=1",
        "信息公开复议案件3件，维持1件，纠正1件，撤销复议申请1件",
        &["案件3件>案件4件", "纠正1件>纠正2件"],
    ),
    (
        "A74",
        "reconsideration.total=3 reconsideration.corrected=1 reconsideration.pending=2 litigation_direct.total=1 litigation_direct.pending=1",
        "信息公开复议3件，其中1件答复的部分内容被撤销，2件审理中尚未审结。诉讼1件，法院审理中",
        &["复议3件>复议4件", "，2件审>，3件审"],
    ),
    (
        "A75",
        "reconsideration.total=3 litigation_direct.total=1",
        "本年度共发生信息公开复议3件，诉讼1件",
        &["复议3件>复议4件", "诉讼1件>诉讼2件"],
    ),
    ("A76", "", "本年度无政府信息公开的收费及减免收费情况", &[]),
    ("A77", "", "全年收取政府信息公开信息处理费400元", &[]),
];

/// The findings and doubts about one text.
fn findings(cells: &str, text: &str) -> Vec<String> {
    let mut report = AnnualReport::new("示例市人民政府", 2024);
    for cell in Table::ALL.into_iter().flat_map(CellRef::of).filter(|c| c.only_in() != Some(zwgk_spec::vocabulary::ReportFormat::V2019)) {
        report.cells.set(cell, Number::from_whole(0).map_or(Cell::Blank, Cell::Number));
    }
    for pair in cells.split_whitespace() {
        let (cell, value) = pair.split_once('=').unwrap_or_default();
        let number = Number::from_text(value).map_or(Cell::Blank, Cell::Number);
        let cells = cells_of(cell);
        assert_eq!(cells.len(), 1, "{cell}");
        cells.into_iter().for_each(|c| report.cells.set(c, number.clone()));
    }
    report.sections = vec![Section { heading: "一、总体情况".to_owned(), text: text.to_owned() }];
    let engine = Engine::new(b"{}").map_err(|e| e.code());
    let options = Date::new(2025, 6, 1).map(CheckOptions::new);
    let checked = engine.ok().zip(options).and_then(|(engine, options)| engine.check_annual_report(&report, &options).ok());
    let all = checked.iter().flat_map(|r| r.findings()).filter(|f| f.rule.starts_with("annual-report.text-"));
    assert!(checked.is_some(), "{text}");
    all.map(|f| format!("{} {}", f.rule, f.message)).collect()
}

#[test]
fn what_agrees_gives_no_finding() {
    let wrong: Vec<String> = AGREE
        .iter()
        .filter_map(|(id, cells, text, _)| Some((id, findings(cells, text))).filter(|(_, found)| !found.is_empty()))
        .map(|(id, found)| format!("{id}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_clear_number_that_is_changed_is_found() {
    let mut missed: Vec<String> =
        WRONG.iter().filter(|(_, cells, text, _)| findings(cells, text).is_empty()).map(|p| p.0.to_owned()).collect();
    for (id, cells, text, changes) in AGREE {
        for change in *changes {
            let changed = change.split(',').filter_map(|c| c.split_once('>')).fold((*text).to_owned(), |text, (from, to)| {
                assert!(text.contains(from), "{id} {from}");
                text.replacen(from, to, 1)
            });
            if findings(cells, &changed).is_empty() {
                missed.push(format!("{id} {change}"));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
