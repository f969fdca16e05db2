//! The counts of a report's text, each with the words around it.

use zwgk_spec::vocabulary::ReportPart;
use zwgk_spec::words::narrative as words;

use crate::Number;
use crate::annual_report::{Passage, Reading};
use crate::chinese::counts::{Bound, Count, counts};
use crate::chinese::has_any;

/// What a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Requests for information.
    Requests,
    /// Reconsideration and litigation.
    Review,
    /// Something else, named.
    Other,
    /// Not said.
    Open,
}

/// A count and the words around it; blanks are taken out of the words, and this, last and next year are called so.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// The count.
    pub count: Count,
    /// All between the count before it and it, marks included.
    pub gap: String,
    /// The words before it, from the last mark on.
    pub before: String,
    /// The words behind it, up to the next mark or count.
    pub after: String,
    /// What its clause speaks of.
    pub topic: Topic,
    /// Number of its sentence.
    pub sentence: usize,
    /// Number of its line.
    pub line: usize,
    /// How many brackets it stands in.
    pub depth: usize,
    /// The words and the number.
    pub passage: Passage,
    /// Said without a number: 「未收到申请」.
    pub is_zero: bool,
}

impl Said {
    /// The whole number, when it is said exactly and in a unit of cases or in none.
    pub fn cases(&self) -> Option<i64> {
        let counted = self.count.unit.is_empty() || words::UNITS_OF_CASES.contains(&self.count.unit);
        self.count.exact().filter(|_| counted)
    }
}

/// The text of one section.
#[derive(Debug)]
pub(in crate::annual_report) struct Telling {
    /// The counts in their order.
    pub(super) said: Vec<Said>,
    /// The sentences, by number.
    pub(super) sentences: Vec<String>,
    /// The lines, by number.
    pub(super) lines: Vec<String>,
}

/// Marks that part clauses. 、 does not: it parts the items of one clause.
const MARKS: [char; 14] = ['，', ',', '；', ';', '。', '！', '？', '：', ':', '\n', '（', '(', '）', ')'];

/// Longest line that may be a heading inside a section.
const HEADING: usize = 25;

/// The sections that tell of this year: all but the preface, part five and part six.
pub(super) fn tellings<'a>(reading: &'a Reading<'_>) -> &'a [Telling] {
    reading.told.get_or_init(|| {
        let left_out = [ReportPart::Problems, ReportPart::Other];
        let told = reading.parts.headings.iter().filter(|h| !h.part.is_some_and(|p| left_out.contains(&p)));
        told.map(|h| telling(reading.text(h.section), h.section, h.part, reading.report.year)).collect()
    })
}

/// Reads one section.
pub(super) fn telling(text: &str, section: usize, part: Option<ReportPart>, year: i32) -> Telling {
    let ground = match part {
        Some(ReportPart::Requests) => Topic::Requests,
        Some(ReportPart::Review) => Topic::Review,
        _ => Topic::Open,
    };
    let mut reader = Reader {
        told: Telling { said: Vec::new(), sentences: vec![String::new()], lines: vec![String::new()] },
        section,
        ground,
        base: ground,
        topic: ground,
        depth: 0,
    };
    reader.begin_line(text.lines().next().unwrap_or_default());
    let mut at = 0;
    for count in counts(text) {
        let gap = text.get(at..count.start).unwrap_or_default();
        let start = reader.words(text, at, gap, year, false);
        reader.push(count, start, gap, year);
        at = count.end;
        let shown = text.get(count.start..count.end).unwrap_or_default();
        reader.add(shown);
    }
    let rest = text.get(at..).unwrap_or_default();
    reader.words(text, at, rest, year, true);
    reader.told
}

struct Reader {
    told: Telling,
    section: usize,
    ground: Topic,
    base: Topic,
    topic: Topic,
    depth: usize,
}

impl Reader {
    /// Goes through the words between two counts; returns the byte where the last piece of them starts.
    fn words(&mut self, text: &str, from: usize, gap: &str, year: i32, to_end: bool) -> usize {
        let (mut start, mut is_first) = (from, true);
        for (offset, mark) in gap.match_indices(MARKS) {
            let end = from + offset;
            self.piece(text.get(start..end).unwrap_or_default(), start, is_first, true, year);
            is_first = false;
            start = end + mark.len();
            self.add(mark);
            match mark {
                "（" | "(" => self.depth += 1,
                "）" | ")" => self.depth = self.depth.saturating_sub(1),
                "。" | "！" | "？" => self.told.sentences.push(String::new()),
                "\n" => {
                    self.told.sentences.push(String::new());
                    self.told.lines.push(String::new());
                    self.depth = 0;
                    self.begin_line(text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default());
                }
                _ => {}
            }
        }
        let last = text.get(start..from + gap.len()).unwrap_or_default();
        self.piece(last, start, is_first, to_end, year);
        start
    }

    /// A line that is short and without a count may name what the lines below it speak of.
    fn begin_line(&mut self, line: &str) {
        let line = line.trim();
        let ordinal = has_any(line.get(..line.len().min(6)).unwrap_or(line), words::HEADS_OF_LINES);
        let is_heading = ordinal && line.chars().count() <= HEADING && counts(line).is_empty();
        if is_heading {
            self.base = match topic_of(line) {
                Topic::Open => self.ground,
                topic => topic,
            };
        }
        self.topic = self.base;
    }

    fn add(&mut self, words: &str) {
        let plain: String = words.split_whitespace().collect();
        if let Some(sentence) = self.told.sentences.last_mut() {
            sentence.push_str(&plain);
        }
        if let Some(line) = self.told.lines.last_mut() {
            line.push_str(&plain);
        }
    }

    /// One piece between marks or counts; `is_whole` when a mark ends it.
    fn piece(&mut self, raw: &str, at: usize, is_first: bool, is_whole: bool, year: i32) {
        let plain = plain(raw, year);
        self.add(&plain);
        if is_first && let Some(last) = self.told.said.last_mut() {
            last.after.clone_from(&plain);
        }
        let topic = topic_of(&plain);
        if topic != Topic::Open {
            self.topic = topic;
        }
        let is_free = !is_first || self.told.said.is_empty();
        if is_whole
            && is_free
            && has_any(&plain, words::NEGATIONS)
            && let Some(none) = Number::from_whole(0)
        {
            let end = at + raw.len();
            let count = Count { start: end, end, value: none, decimals: 0, unit: "", bound: Bound::Exactly, in_words: true };
            let passage = Passage { section: self.section, start: at, end };
            self.say(Said { is_zero: true, before: plain, passage, ..self.blank(count) });
        }
    }

    fn push(&mut self, count: Count, start: usize, gap: &str, year: i32) {
        let gap = plain(gap, year);
        let before = gap.rsplit(MARKS).next().unwrap_or_default().trim_start_matches(['、', '和', '及']).to_owned();
        let passage = Passage { section: self.section, start, end: count.end };
        self.say(Said { gap, before, passage, ..self.blank(count) });
    }

    fn blank(&self, count: Count) -> Said {
        let passage = Passage { section: self.section, start: count.start, end: count.end };
        Said {
            count,
            gap: String::new(),
            before: String::new(),
            after: String::new(),
            topic: self.topic,
            sentence: self.told.sentences.len().saturating_sub(1),
            line: self.told.lines.len().saturating_sub(1),
            depth: self.depth,
            passage,
            is_zero: false,
        }
    }

    fn say(&mut self, said: Said) {
        self.told.said.push(said);
    }
}

/// What a clause speaks of by its words.
fn topic_of(clause: &str) -> Topic {
    let lists = [(Topic::Review, words::TOPIC_REVIEW), (Topic::Other, words::TOPIC_OTHER), (Topic::Requests, words::TOPIC_REQUESTS)];
    lists.into_iter().find(|(_, list)| has_any(clause, list)).map_or(Topic::Open, |(topic, _)| topic)
}

/// Words without blanks, the years around the report's year by their names.
fn plain(words: &str, year: i32) -> String {
    let plain: String = words.chars().filter(|c| !c.is_whitespace() || *c == '\n').collect();
    if !plain.contains('年') {
        return plain;
    }
    let names = [(year - 1, "上年"), (year, "本年"), (year + 1, "下年")];
    names.into_iter().fold(plain, |text, (year, name)| text.replace(&format!("{year}年"), name))
}
