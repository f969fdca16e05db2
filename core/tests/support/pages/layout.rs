//! Ways in which pages are written, and the dice that choose among them.

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
    /// Nothing parts the report from what stands below it on the page.
    pub loose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    Plain,
    Wide,
    Thousands,
    Decimals,
}

impl Layout {
    /// The template's own layout, with nothing around it.
    pub fn plain() -> Self {
        Layout {
            spans: true,
            wrap: ("", ""),
            broken: None,
            half: false,
            digits: Digits::Plain,
            blank: "",
            unclosed: false,
            cut: None,
            headless: false,
            merged: false,
            nested: false,
            tabs: false,
            contents: false,
            pasted: false,
            others: false,
            heading: ("<p>", "</p>"),
            title: 0,
            padded: false,
            loose: false,
        }
    }

    pub fn of(dice: &mut Dice) -> Self {
        let layout = Layout {
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
            loose: dice.chance(25),
        };
        // Without a head nobody can tell a blank cell at the end of a line from a blank figure at its beginning.
        Layout { padded: layout.padded && !layout.headless, ..layout }
    }
}
