//! A reading as a subject: what its places are called, which faults are one, how they are mended.

use zwgk_spec::vocabulary::{Applicant, RequestRow};
use zwgk_spec::{GovernedBy, label};

use super::Reading;
use crate::annual_report::repair::Change;
use crate::annual_report::{Cell, CellRef, Identity, Passage, Spot, line_of_text};
use crate::subject::{Fault, Mend, Replace, Subject};
use crate::{Date, Number, Place, Texts};

/// Ways of one repair that are put into words, and those that are written as patches; more are counted.
const WAYS_SHOWN: usize = 6;
const WAYS_WRITTEN: usize = 100;

impl Reading<'_> {
    /// The group that a cell's change would mend, or whose identity it breaks by being negative.
    fn group_of_cell(&self, cell: CellRef) -> Option<usize> {
        let negative = self.report.cells.get(cell).count().is_some_and(|n| n < 0);
        self.groups.iter().position(|group| {
            let in_way = group.ways.iter().flatten().any(|change| change.cell == cell);
            let mut in_broken = false;
            group.broken.iter().for_each(|i| i.terms_in(&self.report.cells, |c, _| in_broken |= c == cell));
            in_way || (negative && in_broken)
        })
    }

    /// The group that the change of a cell of 上年结转 would mend which last year's report does not confirm.
    fn group_of_taken(&self) -> Option<usize> {
        let previous = self.previous?;
        Applicant::ALL.into_iter().find_map(|column| {
            let now = CellRef::Request(RequestRow::CarriedOver, column);
            let before = CellRef::Request(RequestRow::CarriedForward, column);
            let differs = self.report.cells.get(now).count() != previous.cells.get(before).count();
            differs.then(|| self.group_of_cell(now)).flatten()
        })
    }

    fn group_of(&self, identity: Identity) -> Option<usize> {
        self.groups.iter().position(|g| g.broken.contains(&identity))
    }

    /// The fault of an identity that cannot be told because a total in it is blank.
    fn blank_head(&self, identity: Identity) -> Option<usize> {
        let mut blank = false;
        identity.terms_in(&self.report.cells, |cell, _| blank |= self.number_to_write(cell).is_some());
        blank.then(|| BLANK_TOTALS + identity.head().table() as usize)
    }

    /// The cells that a spot consists of.
    fn cells_of(&self, spot: Spot) -> Vec<CellRef> {
        match spot {
            Spot::Cell(cell) | Spot::Layout(cell) | Spot::Taken(cell) | Spot::Previous(cell) => vec![cell],
            Spot::BlankTotals(table) => self.blank_totals(table),
            Spot::Blanks(table) => self.blanks(table),
            Spot::Marks(table) => self.marks(table),
            Spot::Identity(identity @ Identity::Balance(_)) => {
                let mut cells = Vec::new();
                identity.terms_in(&self.report.cells, |cell, _| cells.push(cell));
                cells
            }
            Spot::Identity(identity) => vec![identity.head()],
            Spot::Field(_) | Spot::Fact(_) | Spot::Table(_) | Spot::Unread(_) | Spot::Label(_) => Vec::new(),
            Spot::Part(_) | Spot::Preface | Spot::Heading(_) | Spot::Passage(_) => Vec::new(),
        }
    }

    /// Where an extraction found the line in which a passage begins.
    fn line_of(&self, passage: Passage) -> Option<&Place> {
        let before = self.text(passage.section).get(..passage.start)?;
        let lines = (0..=before.matches('\n').count()).rev();
        lines.take(LINES_BACK).find_map(|line| self.report.places.get(&line_of_text(passage.section, line)))
    }

    /// What names a label: its row or column, or the words of one that names none.
    fn label_key(&self, number: usize) -> String {
        let Some(label) = self.report.labels.get(number) else { return format!("/labels/{number}") };
        let (table, row, column) = label.of.keys();
        let of_table = row.or(column).map_or_else(|| without_space(&label.printed), str::to_owned);
        format!("/{}/{of_table}", table.key())
    }

    /// What could not be read in the row of a label: one fault with a row that the format does not have.
    fn unread_of_label(&self, number: usize) -> Option<usize> {
        let place = self.report.places.get(&format!("/labels/{number}"))?;
        let is_there = place.table.is_some() && place.row.is_some();
        let same = |unread: &Place| is_there && (unread.table, unread.row) == (place.table, place.row);
        self.report.unread.iter().position(same)
    }

    /// The change that puts a number into a cell.
    fn replace(&self, cell: CellRef, value: Number) -> Replace {
        let pointer = cell.pointer();
        Replace { css: self.report.places.get(&pointer).and_then(|p| p.css.clone()), pointer, value }
    }

    fn section_place(&self, section: Option<usize>, field: &str, name: String) -> Place {
        match section {
            Some(section) => self.place(format!("/sections/{section}{field}"), name),
            None => Place { name: Some(name), ..Place::default() },
        }
    }

    /// What a clerk calls a section: its heading, or the text before part one.
    fn section_name(&self, section: usize, texts: &Texts) -> String {
        match self.report.sections.get(section).map_or("", |s| s.heading.trim()) {
            "" => texts.get(label::PREFACE).to_owned(),
            heading => crate::arg::quote(heading),
        }
    }

    fn place(&self, pointer: String, name: String) -> Place {
        let known = self.report.places.get(&pointer).cloned().unwrap_or_default();
        Place { pointer: Some(pointer), name: Some(name), ..known }
    }
}

/// As many lines of one element are looked at for its place: those of `pre` have one for all.
const LINES_BACK: usize = 200;

/// Words as a fingerprint has them: a line end or a blank in them changes nothing, and a person's number is masked.
fn without_space(words: &str) -> String {
    crate::arg::quote(&words.split_whitespace().collect::<String>())
}

// Numbers of the faults that are no group of identities; groups count from 0 and are fewer than cells.
const BLANK_TOTALS: usize = 1_000;
const BLANKS: usize = 1_010;
const MARKED: usize = 1_020;
const FIELDS: usize = 1_030;
const OF_TABLE: usize = 1_300;
const LAYOUT: usize = 1_400;
const ABSENT: usize = 1_500;
const TAKEN: usize = 1_600;
const OF_CELL: usize = 2_000;
const UNREAD: usize = 10_000;

impl Subject for Reading<'_> {
    type Spot = Spot;

    fn name(&self) -> String {
        format!("{} {}", crate::arg::quote(&self.report.agency), self.report.year)
    }

    fn governing_date(&self, by: GovernedBy, as_of: Date) -> Date {
        match by {
            GovernedBy::YearEnd => Date::new(self.report.year, 12, 31).unwrap_or(as_of),
            GovernedBy::AsOf => as_of,
        }
    }

    fn key(&self, spot: Spot) -> String {
        match spot {
            Spot::Field(field) => format!("/{}", field.key()),
            Spot::Fact(fact) => fact.key().to_owned(),
            Spot::Table(table) => format!("/{}", table.key()),
            Spot::Unread(number) => {
                let place = self.report.unread.get(number);
                let named = place.and_then(|p| [&p.snippet, &p.name, &p.pointer, &p.cell].into_iter().flatten().next().cloned());
                let counted = || place.and_then(|p| Some(format!("{}", [p.table, p.paragraph, p.row].into_iter().flatten().next()?)));
                named.or_else(counted).unwrap_or_else(|| format!("/unread/{number}"))
            }
            Spot::Label(number) => self.label_key(number),
            Spot::Identity(identity) => identity.head().pointer(),
            Spot::Part(part) => part.key().to_owned(),
            Spot::Preface => "preface".to_owned(),
            // Words, not numbers: an inserted paragraph or section moves those.
            Spot::Heading(section) => without_space(self.report.sections.get(section).map_or("", |s| &s.heading)),
            Spot::Passage(passage) => without_space(self.passage(passage)),
            cells => self.cells_of(cells).into_iter().map(CellRef::pointer).collect::<Vec<_>>().join(","),
        }
    }

    fn places(&self, spot: Spot, texts: &Texts) -> Vec<Place> {
        match spot {
            Spot::Field(field) => vec![self.place(format!("/{}", field.key()), texts.get(field.label()).to_owned())],
            Spot::Fact(fact) => vec![Place { name: Some(texts.get(fact.label()).to_owned()), ..Place::default() }],
            Spot::Table(table) => vec![self.place(format!("/{}", table.key()), texts.get(table.label()).to_owned())],
            Spot::Unread(number) => self.report.unread.get(number).cloned().into_iter().collect(),
            Spot::Label(number) => {
                let printed = self.report.labels.get(number).map_or("", |label| &label.printed);
                vec![self.place(format!("/labels/{number}"), crate::arg::quote(printed))]
            }
            Spot::Part(part) => vec![self.section_place(self.parts.section(part), "/text", texts.get(part.label()).to_owned())],
            Spot::Preface => vec![self.section_place(self.parts.preface, "/text", texts.get(label::PREFACE).to_owned())],
            Spot::Heading(section) => vec![self.section_place(Some(section), "/heading", texts.get(label::HEADING).to_owned())],
            Spot::Passage(passage) => {
                let section = self.section_place(Some(passage.section), "/text", self.section_name(passage.section, texts));
                let snippet = Some(crate::arg::quote(self.passage(passage).trim()));
                // Of a page the line in which it begins is known; of JSON the text.
                let place = match self.line_of(passage) {
                    Some(line) => Place { pointer: section.pointer, name: section.name, ..line.clone() },
                    None => section,
                };
                vec![Place { snippet, ..place }]
            }
            Spot::Previous(cell) => vec![Place {
                file: Some("previous".to_owned()),
                pointer: Some(cell.pointer()),
                name: Some(texts.name(&cell.labels())),
                ..Place::default()
            }],
            cells => self.cells_of(cells).into_iter().map(|c| self.place(c.pointer(), texts.name(&c.labels()))).collect(),
        }
    }

    fn fault(&self, spot: Spot) -> Option<Fault> {
        let number = match spot {
            Spot::Identity(identity) => self.group_of(identity).or_else(|| self.blank_head(identity))?,
            Spot::BlankTotals(table) => BLANK_TOTALS + table as usize,
            Spot::Blanks(table) => BLANKS + table as usize,
            Spot::Marks(table) => MARKED + table as usize,
            Spot::Field(field) => FIELDS + field as usize,
            Spot::Fact(_) => return None,
            // Each by itself, and after every other number: a report can have many.
            Spot::Unread(number) => UNREAD + number,
            Spot::Label(number) => UNREAD + self.unread_of_label(number)?,
            Spot::Taken(_) => self.group_of_taken().unwrap_or(TAKEN),
            Spot::Previous(_) => return None,
            Spot::Layout(_) => LAYOUT,
            Spot::Part(_) | Spot::Preface | Spot::Heading(_) | Spot::Passage(_) => return None,
            Spot::Table(table) => OF_TABLE + table as usize,
            Spot::Cell(cell) if self.number_to_write(cell).is_some() => BLANK_TOTALS + cell.table() as usize,
            Spot::Cell(cell) => match self.report.cells.get(cell) {
                Cell::Blank => BLANKS + cell.table() as usize,
                Cell::Text(_) if self.marks.contains(&cell) => MARKED + cell.table() as usize,
                Cell::Absent => ABSENT,
                Cell::Text(_) => OF_CELL + cell.index(),
                Cell::Number(_) => self.group_of_cell(cell).unwrap_or(OF_CELL + cell.index()),
            },
        };
        Some(Fault(number))
    }

    fn mend(&self, spot: Spot) -> Option<Mend> {
        let mut mend = Mend { lines: Vec::new(), patch: Vec::new(), ways: Vec::new() };
        match spot {
            Spot::BlankTotals(table) => {
                for (cell, sum) in self.blank_totals.iter().filter(|(c, _)| c.table() == table) {
                    // A sum beyond what a cell can hold is none to write.
                    let Some(value) = Number::from_whole(*sum) else { continue };
                    mend.say(label::WriteNumber { cell: *cell, number: *sum });
                    mend.patch.push(self.replace(*cell, value));
                }
            }
            Spot::Identity(identity) => {
                let group = self.groups.get(self.group_of(identity)?)?;
                say_ways(self, &mut mend, &group.ways);
            }
            _ => return None,
        }
        Some(mend)
    }
}

fn say_ways(reading: &Reading<'_>, mend: &mut Mend, ways: &[Vec<Change>]) {
    let say = |mend: &mut Mend, change: &Change| mend.say(label::ChangeNumber { cell: change.cell, old: change.old, new: change.new });
    let patch = |way: &Vec<Change>| way.iter().filter_map(|c| Some(reading.replace(c.cell, Number::from_whole(c.new)?))).collect();
    match ways {
        [] => mend.lines.push((label::NO_SMALL_REPAIR, Vec::new())),
        [only] => {
            only.iter().for_each(|change| say(mend, change));
            mend.patch = patch(only);
        }
        several => {
            mend.ways = several.iter().take(WAYS_WRITTEN).map(patch).collect();
            mend.say(label::SeveralWays { count: several.len() });
            for (number, way) in several.iter().take(WAYS_SHOWN).enumerate() {
                mend.say(label::WayNumber { number: number + 1 });
                way.iter().for_each(|change| say(mend, change));
            }
            if several.len() > WAYS_SHOWN {
                mend.say(label::MoreWays { count: several.len() - WAYS_SHOWN });
            }
        }
    }
}
