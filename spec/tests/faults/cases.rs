//! The faults: what is spoiled, and what must be said of it.

const ROW: &str = "rules/annual-report/row-total/rule.toml";
const LATE: &str = "rules/annual-report/published-in-time/rule.toml";
const JUMP: &str = "rules/annual-report/outlier/rule.toml";
const JOINT: &str = "rules/annual-report/joint-defendant/rule.toml";
const WRONG: &str = "rules/annual-report/row-total/fail-total-mistyped.json";
const HOLDS: &str = "rules/annual-report/row-total/pass-blank-part.json";
const BLANK: &str = "rules/annual-report/row-total/cant-tell-blank-part.json";
const CARRY: &str = "rules/annual-report/carry-over/fail-differs.json";
const SOURCE: &str = "sources/regulation.toml";
const STANDARD: &str = "standards/annual-report.toml";
const OUTLINED: &str = "standards/proactive.toml";
const NMG: &str = "profiles/nmg.toml";
const ERRORS: &str = "texts/errors.toml";
const LABELS: &str = "texts/labels.toml";
const WORDS: &str = "texts/vocabulary-common.toml";
const LISTS: &str = "words/annual-report.toml";

/// File, what stands in it, what is put there instead, words of the reason.
pub const EDITS: &[(&str, &str, &str, &str)] = &[
    // Shapes.
    (ROW, "level = \"must\"", "level = §must\"", "missing opening quote"),
    (ROW, "order = 220", "order = §\"220\"", "invalid type: string"),
    (ROW, "order = 220", "order = 220\n§colour = \"red\"", "unknown field `colour`"),
    (ROW, "order = 220", "order = 220\n§order = 220", "duplicate key"),
    (ROW, "order = 220\nlevel = \"must\"", "§order = 220", "missing field `level`"),
    (ROW, ", en = \"the total of the row\" }", "§ }", "missing field `en`"),
    (ROW, "\"the total of the row\"", "§\"\"", "one is blank"),
    (ROW, "since = 2019-11-23", "since = §2019-11-23T08:00:00Z", "without a time"),
    (WRONG, "\"base\": \"base-2021\",", "\"base\": \"base-2021\"§,,", "key must be a string"),
    (WRONG, "\"set\"", "\"sets\"§", "unknown field `sets`"),
    ("rules/annual-report/base-2021.json", "{", "{{§", "key must be a string"),
    // Names.
    (ROW, "[failed.sum]", "§[failed.Sum]", "`Sum` is not written like-this…"),
    (ROW, "[why.parts]", "§[why.the_parts]", "`the_parts` is not written like-this"),
    (JUMP, "[params.factor]", "§[params.the-factor]", "`the-factor` is not written like_this"),
    (LABELS, "an-object =", "an_object = §", "`an_object` is not written like-this"),
    (WORDS, "[op]", "§[Op]", "`Op` is not written like-this"),
    (ERRORS, "code = \"input.empty\"", "code = §\"input.Empty\"", "`input-Empty` is not written like-this"),
    (LISTS, "[blank-marks]", "§[blank_marks]", "`blank_marks` is not written like-this"),
    // What is named must be there.
    (ROW, "source = \"format-2021\"", "source = §\"format-2022\"", "no sources/format-2022.toml"),
    (ROW, "clause = \"table3\"", "clause = §\"table9\"", "sources/format-2021.toml shows no clause `table9`"),
    (
        ROW,
        "basis = [{ source = \"format-2021\", clause = \"table3\", since = 2021-09-26 }, { source = \"format-2019\", clause = \"table3\", until = 2021-09-26 }]",
        "basis = §[]",
        "a rule names its basis",
    ),
    (STANDARD, "\"notice-2021-30\"", "§\"notice-2021-31\"", "no sources/notice-2021-31.toml"),
    (ROW, "\"year-end\"", "§\"year\"", "governed_by `year` is none of"),
    (ROW, "[\"annual-report\"]", "[§\"page\"]", "kind `page` is none of"),
    (ROW, "[\"annual-report\"]", "§[]", "names the kinds of subject"),
    (STANDARD, "\"title\"", "§\"glimpsed\"", "seen `glimpsed` is none of"),
    (SOURCE, "\"full\"", "§\"glimpsed\"", "seen `glimpsed` is none of"),
    // Twice.
    (OUTLINED, "order = 1", "order = §4", "order 4 is taken"),
    (ROW, "order = 220", "order = §450", "order 450 is taken in annual-report"),
    (OUTLINED, "id = \"2\"", "id = §\"1\"", "clause `1` stands twice"),
    (SOURCE, "id = \"4\"", "id = §\"3\"", "clause `3` stands twice"),
    (ERRORS, "code = \"input.encoding\"", "code = §\"input.empty\"", "error `input.empty` stands twice"),
    (WORDS, "key = \"rules\"", "key = §\"check\"", "key `check` stands twice"),
    (WORDS, "[op]", "§[table]", "another file has a vocabulary `table`"),
    (LISTS, "\"天津市\"", "§\"北京市\"", "word `北京市` stands twice"),
    (LISTS, "\"天津市\"", "§\" \"", "a word of a list is not blank"),
    (
        LISTS,
        "[league-offices]\ndoc = \"Ends of the names of league administrations, after 盟\"\nwords = [\"行政公署\"]",
        "§[league-offices]\ndoc = \"…\"\nwords = []",
        "the list `league-offices` has no words",
    ),
    (
        LISTS,
        "[league-offices]\ndoc = \"Ends of the names of league administrations, after 盟\"\nwords = [\"行政公署\"]",
        "[league-offices]\ndoc = \"…\"\nphrases = [§\"行政公署\"]",
        "a phrase is 「word = meaning」",
    ),
    (
        LISTS,
        "[league-offices]\ndoc = \"Ends of the names of league administrations, after 盟\"\nwords = [\"行政公署\"]",
        "[league-offices]\ndoc = \"…\"\nphrases = [\"行政公署 = 盟\", §\"行政公署 = 旗\"]",
        "word `行政公署` stands twice",
    ),
    // Days.
    (ROW, "until = 2021-09-26", "since = 2022-01-01, until = §2021-09-26", "not after 2022-01-01"),
    (ROW, "since = 2019-11-23", "since = 2019-11-23\nuntil = §2019-11-23", "not after 2019-11-23"),
    (SOURCE, "in_force = 2019-05-15", "in_force = 2019-05-15\nrepealed = §2018-01-01", "not after 2019-05-15"),
    (JUMP, "{ value = 5 }", "{ value = 5, since = 2020-01-01, until = §2019-01-01 }", "not after 2020-01-01"),
    (NMG, "until = 2023-01-01", "until = §2021-01-01", "not after 2022-01-01"),
    // Levels.
    (ROW, "level = \"must\"", "level = §\"shall\"", "level `shall` is none of"),
    (ROW, "[failed.sum]", "[failed.sum]\nlevel = §\"shall\"", "level `shall` is none of"),
    (JUMP, "level = \"may\"", "level = §\"must\"", "at most `may`"),
    (JUMP, "level = \"may\"", "level = §\"must\"\nmisleads = \"…\"", "at most `should`"),
    (JUMP, "[failed.jump]", "[failed.jump]\nlevel = §\"must\"", "at most `may`"),
    // Findings.
    (JOINT, "manual = true\n", "", "at least one finding, or is `manual`…"),
    (ROW, "order = 220", "order = 220\nmanual = §true", "a manual rule has no findings…"),
    (ROW, "expected = \"parts\"", "expected = §\"sum\"", "`sum` is not among the args"),
    (ROW, "value = [\"parts\", \"total\"]", "value = [\"parts\", §\"cell\"]", "`cell` is not among the args"),
    (ROW, "args = [\"count\"]", "args = [\"count\", §\"row\"]", "the argument `row` is used nowhere"),
    (ROW, "args = [\"parts\", \"sum\"]", "args = [\"parts\", \"sum\", §\"row\"]", "the argument `row` is used nowhere"),
    (ROW, "无法核对\"", "§无法核对。\"", "one line without a full stop"),
    (ROW, "not read or not whole: {count}\"", "§or\\nwere not read: {count}\"", "one line without a full stop"),
    // Texts.
    (ROW, "message = { zh = \"表三「{row}」", "message = §{ zh = \"表三「{rows}」", "the zh text names `{rows}`, which is not among args…"),
    (ROW, "the total says {total}", "§the total says otherwise", "the texts differ in placeholders"),
    (ROW, "the total says {total}", "§the total says {total", "the en text names `{{total}`…"),
    (ROW, "sum {sum}", "§sum {summe}", "the en text names `{summe}`…"),
    (ERRORS, "(from byte {byte})", "§(from byte {bite})", "the en text names `{bite}`…"),
    (ERRORS, "args = [\"byte\"]", "args = [\"byte\", §\"the-line\"]", "`the-line` is not written like_this"),
    (LABELS, "write {number} into {cell}", "§write it into {cell}", "the texts differ in placeholders"),
    (WORDS, "en = \"check\"", "§en = \" \"", "one is blank"),
    // Parameters.
    (JUMP, "values = [{ value = 5 }]", "values = §[]", "parameter `factor` has no value"),
    (JUMP, "value = 5", "value = §-5", "a factor is a whole number ≥ 0"),
    (JUMP, "value = 5", "value = §\"5\"", "a factor is a whole number ≥ 0"),
    (JUMP, "\"factor\"\n", "§\"times\"\n", "type `times` is none of"),
    (LATE, "value = \"01-31\"", "value = §\"02-30\"", "a month-day is written"),
    (LATE, "value = \"01-31\"", "value = §\"1-31\"", "a month-day is written"),
    // Examples.
    (HOLDS, "\"base\": \"base-2021\"", "\"base\": §\"base-1999\"", "no base rules/annual-report/base-1999.json"),
    (HOLDS, "\"a blank part, and the row holds with 0\"", "§\"\"", "one is blank"),
    (HOLDS, "null}", "null},\n§\"expect\": [{\"finding\": \"failed.sum\", \"at\": \"\"}]", "a pass example expects nothing"),
    (WRONG, "failed.sum", "§cant_tell.blank", "a fail example expects failed."),
    (BLANK, "cant_tell.blank", "§failed.sum", "a cant-tell example expects cant_tell."),
    (WRONG, "failed.sum", "§failed.some", "the rule has no finding `failed.some`"),
    (WRONG, "/table3/granted/total\": 31", "§/table3/grante/total\": 31", "nothing holds `/table3/grante/total`"),
    (WRONG, "\"expect\"", "§\"remove\": [\"/table9\"],\n\"expect\"", "there is no `/table9`"),
    (CARRY, "base-previous", "§base-before", "no base rules/annual-report/base-before.json"),
    (CARRY, "\"set\"", "§\"sett\"", "unknown field `sett`"),
    (CARRY, "/carried_forward/", "§/carried/", "nothing holds `/table3/carried/total`"),
    // Profiles.
    (NMG, "\"national\"", "§\"regional\"", "no profiles/regional.toml"),
    (NMG, "\"national\"", "§\"nmg\"", "`nmg` extends itself"),
    (NMG, "annual-report.submitted-in-time", "§annual-report.in-time", "no rule `annual-report.in-time`"),
    (NMG, "\"nmg-key-points-2022\"", "§\"nmg-points\"", "no sources/nmg-points.toml"),
    (NMG, "clause = \"20\"", "clause = §\"99\"", "shows no clause `99`"),
    (NMG, "in-time\"]", "in-time\"]\nlevel = §\"shall\"", "level `shall` is none of"),
    (NMG, "in-time\"]", "in-time\"]\nparams = { due_day = §\"01-31\" }", "has no parameter `due_day`"),
    (NMG, "in-time\"]", "in-time\"]\nparams = { city_sum_day = §31 }", "parameter `city_sum_day`: a month-day"),
];

/// A file that is written, or taken away; where that is said, and words of the reason.
pub const FILES: &[(&str, Option<&str>, &str, &str)] = &[
    ("spec.toml", None, "spec.toml", "cannot be read"),
    ("texts/words.toml", Some(""), "texts/words.toml", "nothing reads"),
    ("sources/notes.md", Some(""), "sources/notes.md", "nothing reads"),
    ("sources/Law.toml", Some("title = \"a\"\nseen = \"full\""), "sources/Law.toml", "kebab-case"),
    ("rules/annual-report/row-total/other.json", Some("{}"), "rules/annual-report/row-total/other.json", "an example is called pass-"),
    ("rules/annual-report/row-total/pass.txt", Some(""), "rules/annual-report/row-total/pass.txt", "an example is called pass-"),
    (
        "rules/annual-report/joint-defendant/pass-x.json",
        Some("{\"about\": {\"zh\": \"一\", \"en\": \"a\"}, \"base\": \"base-2021\"}"),
        "rules/annual-report/joint-defendant/pass-x.json",
        "a manual rule has no examples",
    ),
    ("rules/annual-report/outlier/fail-jump.json", None, "rules/annual-report/outlier/rule.toml:21", "no example shows `failed.jump`"),
    ("rules/annual-report/balance/pass-balances.json", None, "rules/annual-report/balance/rule.toml", "no passing example pass-*.json"),
    ("rules/annual-report/new/pass.json", Some("{}"), "rules/annual-report/new/rule.toml", "cannot be read"),
];

/// A file or folder that is called otherwise; where that is said, and words of the reason.
pub const RENAMES: &[(&str, &str, &str, &str)] = &[
    ("calendar", "calendars", "calendar/calendar.toml", "cannot be read"),
    ("profiles", "profile", "profiles", "the folder is missing"),
    ("rules/annual-report", "rules/annual-reports", "rules/annual-reports", "no standard of this name"),
    ("rules/annual-report/outlier", "rules/annual-report/outLier", "rules/annual-report/outLier/rule.toml", "kebab-case"),
];
