//! Grids: tables with their spans resolved, so that every slot knows its cell.

use zwgk_spec::error;
use zwgk_spec::vocabulary::Limit;

use super::{Document, RowKind};
use crate::Error;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// The row of the document at which its element stands.
    pub at: usize,
    /// Its first line and column in the grid, from 0.
    pub line: usize,
    /// See `line`.
    pub column: usize,
    /// Lines and columns that it spans.
    pub lines: usize,
    /// See `lines`.
    pub columns: usize,
    /// Its text: white space as one space, none at the ends, `<br>` and paragraphs as a line end.
    pub text: String,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The row of the document at which the table stands.
    pub at: usize,
    /// Its cells in document order.
    pub cells: Vec<GridCell>,
    /// Of each line of the grid, of each column, which cell is there.
    slots: Vec<Vec<Option<usize>>>,
}

/// Spans beyond these are cut, as browsers do.
const COLUMNS_SPANNED: usize = 1_000;
const LINES_SPANNED: usize = 65_534;

impl Grid {
    /// Lines of the grid.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.slots.len()
    }

    /// The cell in a slot.
    #[must_use]
    pub fn cell(&self, line: usize, column: usize) -> Option<&GridCell> {
        self.slots.get(line)?.get(column).copied().flatten().and_then(|cell| self.cells.get(cell))
    }

    /// The cells that a line has, left to right, each once.
    pub fn line(&self, line: usize) -> impl Iterator<Item = &GridCell> {
        let mut last = None;
        self.slots.get(line).into_iter().flatten().filter_map(move |slot| {
            let new = slot.filter(|cell| last != Some(*cell));
            last = *slot;
            new.and_then(|cell| self.cells.get(cell))
        })
    }

    /// Puts a cell into the first free slot of a line.
    fn put(&mut self, line: usize, mut cell: GridCell, slots_left: &mut usize) -> Result<(), Error> {
        let taken = self.slots.get(line).map_or(&[][..], Vec::as_slice);
        cell.column = taken.iter().position(Option::is_none).unwrap_or(taken.len());
        let area = cell.lines.saturating_mul(cell.columns);
        let Some(left) = slots_left.checked_sub(area) else {
            return Err(Error::new(error::TooMany { what: Limit::Cells, limit: *slots_left }));
        };
        *slots_left = left;
        let number = self.cells.len();
        let end = cell.column + cell.columns;
        for spanned in line..line + cell.lines {
            if self.slots.len() <= spanned {
                self.slots.resize_with(spanned + 1, Vec::new);
            }
            if let Some(slots) = self.slots.get_mut(spanned) {
                if slots.len() < end {
                    slots.resize(end, None);
                }
                // Where two cells overlap the earlier one stays.
                slots.iter_mut().take(end).skip(cell.column).filter(|slot| slot.is_none()).for_each(|slot| *slot = Some(number));
            }
        }
        self.cells.push(cell);
        Ok(())
    }
}

impl Document {
    /// Every table of the document, nested ones too, in document order.
    ///
    /// # Errors
    /// `limit.size` when all tables together have more than `slots` slots.
    pub fn grids(&self, slots: usize) -> Result<Vec<Grid>, Error> {
        let mut left = slots;
        (0..self.rows().len()).filter(|row| self.tag(*row) == "table").map(|table| self.grid(table, slots, &mut left)).collect()
    }

    fn grid(&self, table: usize, slots: usize, left: &mut usize) -> Result<Grid, Error> {
        let mut grid = Grid { at: table, ..Grid::default() };
        let mut line = 0;
        for group in self.children(table) {
            let lines: Vec<usize> = match self.tag(group) {
                "tr" => vec![group],
                "thead" | "tbody" | "tfoot" => self.children(group).filter(|row| self.tag(*row) == "tr").collect(),
                _ => Vec::new(),
            };
            let end = line + lines.len();
            for tr in lines {
                for cell in self.children(tr).filter(|row| matches!(self.tag(*row), "td" | "th")) {
                    let span = |name| self.attribute(cell, name).and_then(|n| n.trim().parse::<usize>().ok());
                    let columns = span("colspan").filter(|n| *n > 0).unwrap_or(1).min(COLUMNS_SPANNED);
                    // 0 is to the end of the group; no cell reaches beyond it.
                    let lines = match span("rowspan").unwrap_or(1).min(LINES_SPANNED) {
                        0 => end - line,
                        lines => lines.min(end - line),
                    };
                    let text = self.text(cell);
                    grid.put(line, GridCell { at: cell, line, column: 0, lines, columns, text }, left)
                        .map_err(|_| Error::new(error::TooMany { what: Limit::Cells, limit: slots }))?;
                }
                line += 1;
                if grid.slots.len() < line {
                    grid.slots.resize_with(line, Vec::new);
                }
            }
        }
        Ok(grid)
    }

    /// The rows that stand directly in a row.
    pub fn children(&self, row: usize) -> impl Iterator<Item = usize> {
        let end = self.end(row);
        let mut next = row + 1;
        core::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.end(child);
                child
            })
        })
    }

    /// What a reader reads in a row: scripts and hidden parts left out, white space as one space, blocks on lines of their own.
    #[must_use]
    pub fn text(&self, row: usize) -> String {
        let mut text = String::new();
        let mut at = row;
        let end = self.end(row);
        while at < end {
            match self.rows().get(at).map(|r| &r.kind) {
                Some(RowKind::Text(more)) => push_words(&mut text, more),
                Some(RowKind::Element { tag, .. }) => {
                    if is_unread(tag) || at > row && self.attribute(at, "style") == Some("none") {
                        at = self.end(at);
                        continue;
                    }
                    if at > row && breaks_line(tag) && !text.is_empty() && !text.ends_with('\n') {
                        text.truncate(text.trim_end_matches(' ').len());
                        text.push('\n');
                    }
                }
                None => {}
            }
            at += 1;
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// Adds the words of a text; a space between them stays one.
fn push_words(text: &mut String, more: &str) {
    for c in more.chars() {
        // The no-break and the wide blank only fill space between words.
        if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
            if !text.is_empty() && !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
        } else {
            text.push(c);
        }
    }
}

fn is_unread(tag: &str) -> bool {
    zwgk_spec::words::document::UNREAD.contains(&tag)
}

fn breaks_line(tag: &str) -> bool {
    zwgk_spec::words::document::LINES.contains(&tag)
}
