//! Grids: the tables of a document with their spans resolved.

use zwgk_spec::vocabulary::Limit;
use zwgk_spec::{error, words::document as words};

use super::{Document, RowKind};
use crate::Error;

/// A table. Tables inside its cells are grids of their own.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The row of the document at which the table stands.
    pub table: usize,
    /// Its lines of cells, in order.
    pub lines: Vec<Vec<GridCell>>,
    /// Of each line the cell in each column: line and number of the cell whose span covers it.
    slots: Vec<Vec<Option<(usize, usize)>>>,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct GridCell {
    /// The row of the document at which it stands.
    pub row: usize,
    /// The first column that it covers, from 0.
    pub column: usize,
    /// Its text, without that of tables in it; lines are parted by line ends.
    pub text: String,
}

/// The widest and highest span that HTML knows.
const COLSPAN: usize = 1_000;
const ROWSPAN: usize = 65_534;

impl Grid {
    /// The cell that covers a column of a line.
    #[must_use]
    pub fn at(&self, line: usize, column: usize) -> Option<&GridCell> {
        let (line, cell) = self.slot(line, column)?;
        self.lines.get(line)?.get(cell)
    }

    /// Line and number of the cell that covers a column of a line.
    pub(crate) fn slot(&self, line: usize, column: usize) -> Option<(usize, usize)> {
        *self.slots.get(line)?.get(column)?
    }

    /// Adds a cell to a line, in the first free column from `from` on; answers the column behind it and the slots that it costs;
    /// nothing, and nothing is added, when that is more than `left`.
    fn add(&mut self, document: &Document, line: usize, cell: usize, from: usize, left: usize) -> Option<(usize, usize)> {
        let span = |name, most: usize| match document.attribute(cell, name).and_then(|v| v.trim().parse::<usize>().ok()) {
            Some(0) if name == "rowspan" => most,
            Some(n) => n.clamp(1, most),
            None => 1,
        };
        let (wide, high) = (span("colspan", COLSPAN), span("rowspan", ROWSPAN).min(self.slots.len().saturating_sub(line)));
        let first = self.slots.get(line)?;
        let column = (from..=first.len()).find(|c| first.get(*c).is_none_or(Option::is_none)).unwrap_or(first.len());
        // A cell over many lines makes room in each of them for all that stands before it.
        let room: usize = self.slots.iter().skip(line).take(high).map(|slots| (column + wide).saturating_sub(slots.len())).sum();
        let cost = room.max(wide * high);
        if cost > left {
            return None;
        }
        let cells = self.lines.get_mut(line)?;
        cells.push(GridCell { row: cell, column, text: document.text_of(cell) });
        let this = (line, cells.len() - 1);
        for slots in self.slots.iter_mut().skip(line).take(high) {
            if slots.len() < column + wide {
                slots.resize(column + wide, None);
            }
            // Where spans overlap the first cell stays.
            slots.iter_mut().skip(column).take(wide).filter(|s| s.is_none()).for_each(|s| *s = Some(this));
        }
        Some((column + wide, cost))
    }
}

impl Document {
    /// Its tables, in the order in which they begin.
    ///
    /// # Errors
    /// `limit.*` when their cells, spans resolved, are more than `most`.
    pub fn grids(&self, most: usize) -> Result<Vec<Grid>, Error> {
        let mut grids = Vec::new();
        let mut left = most;
        for table in (0..self.rows().len()).filter(|row| self.tag(*row) == "table") {
            let lines = self.own(table, "tr", &["table"]);
            let mut grid = Grid { table, lines: vec![Vec::new(); lines.len()], slots: vec![Vec::new(); lines.len()] };
            for (number, line) in lines.into_iter().enumerate() {
                // What stands before a cell of the line is taken: a line of a million cells is not searched a million times.
                let mut from = 0;
                for cell in self.own(line, "td", &["table", "tr"]) {
                    let Some((behind, cost)) = grid.add(self, number, cell, from, left) else {
                        return Err(Error::new(error::TooMany { what: Limit::Cells, limit: most }).with_place(self.place(cell)));
                    };
                    from = behind;
                    left -= cost;
                }
            }
            grids.push(grid);
        }
        Ok(grids)
    }

    /// The elements of a name below `row` (`td` also means `th`), without looking into `apart` and into each other.
    fn own(&self, row: usize, name: &str, apart: &[&str]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = row + 1;
        while at < self.end(row) {
            let tag = self.tag(at);
            if tag == name || (name == "td" && tag == "th") {
                found.push(at);
                at = self.end(at);
            } else if apart.contains(&tag) {
                at = self.end(at);
            } else {
                at += 1;
            }
        }
        found
    }

    /// The texts below a row one after another, read or not: a page's `title`.
    #[must_use]
    pub fn raw_text(&self, row: usize) -> String {
        let below = self.rows().get(row + 1..self.end(row)).unwrap_or_default();
        below.iter().filter_map(|r| if let RowKind::Text(text) = &r.kind { Some(text.as_str()) } else { None }).collect()
    }

    /// The text below a row as a reader sees it, without that of tables in it; lines are parted by line ends.
    #[must_use]
    pub fn text_of(&self, row: usize) -> String {
        let mut text = String::new();
        for line in self.lines_of(row, false) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&line.text);
        }
        text
    }

    /// The lines below a row; with those of the tables in it, or without.
    #[must_use]
    pub fn lines_of(&self, row: usize, with_tables: bool) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut open = false;
        let (mut at, end) = (row + 1, self.end(row));
        // Where the elements that are lines of their own end.
        let mut ends: Vec<usize> = Vec::new();
        while at < end {
            while ends.last().is_some_and(|e| *e <= at) {
                ends.pop();
                open = false;
            }
            match self.rows().get(at).map(|r| &r.kind) {
                Some(RowKind::Element { tag, .. }) => {
                    let tag = tag.as_str();
                    // A cell has what is seen in it; a part of the page may be hidden until somebody clicks.
                    let is_unseen = words::STRUCK.contains(&tag) || (!with_tables && self.is_hidden_itself(at));
                    if words::UNREAD.contains(&tag) || is_unseen || (tag == "table" && !with_tables) {
                        open &= tag != "table";
                        at = self.end(at);
                        continue;
                    }
                    if let Some(value) =
                        self.attribute(at, "value").filter(|_| tag == "input" && self.attribute(at, "type") != Some("hidden"))
                    {
                        lines.push(Line { text: value.to_owned(), row: at });
                    }
                    if words::LINES.contains(&tag) {
                        open = false;
                        ends.push(self.end(at));
                    }
                }
                Some(RowKind::Text(text)) => match lines.last_mut().filter(|_| open) {
                    Some(last) => last.text.push_str(text),
                    None if text.trim().is_empty() => {}
                    None => {
                        lines.push(Line { text: text.clone(), row: at });
                        open = true;
                    }
                },
                None => {}
            }
            at += 1;
        }
        for line in &mut lines {
            line.text = line.text.trim().to_owned();
        }
        lines
    }
}

/// A line of text: what a reader sees between two breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its text, without blanks at its ends.
    pub text: String,
    /// The row of the document at which it begins.
    pub row: usize,
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use crate::Limits;

    fn document(html: &str) -> Result<Document, Error> {
        Ok(Document::from_html(html.as_bytes(), None, None, Limits::default())?.0)
    }

    fn texts(grid: &Grid) -> Vec<Vec<(usize, &str)>> {
        grid.lines.iter().map(|line| line.iter().map(|c| (c.column, c.text.as_str())).collect()).collect()
    }

    #[test]
    fn spans_push_cells_to_their_columns() -> Result<(), Error> {
        let page = "<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<td rowspan=9>d<tr><td>e<td>f<td>g<td>h</table>";
        let grids = document(page)?.grids(100)?;
        assert_eq!(
            grids.iter().map(texts).collect::<Vec<_>>(),
            [[vec![(0, "a"), (2, "b")], vec![(2, "c"), (3, "d")], vec![(0, "e"), (1, "f"), (2, "g"), (4, "h")]]]
        );
        let grid = grids.first().cloned().unwrap_or_default();
        assert_eq!(grid.at(1, 1).map(|c| c.text.as_str()), Some("a"));
        assert_eq!(grid.at(2, 3).map(|c| c.text.as_str()), Some("d"));
        assert!(grid.at(0, 3).is_none());
        Ok(())
    }

    #[test]
    fn tables_in_tables_are_grids_of_their_own() -> Result<(), Error> {
        let page = "<table><tr><td>x<table><tbody><tr><th>商业<br>企业<td>1</table>y</td></tr></table>";
        let grids = document(page)?.grids(100)?;
        assert_eq!(grids.iter().map(texts).collect::<Vec<_>>(), [vec![vec![(0, "x\ny")]], vec![vec![(0, "商业\n企业"), (1, "1")]]]);
        Ok(())
    }

    #[test]
    fn spans_cannot_cost_more_than_the_limit() -> Result<(), Error> {
        let page = "<table><tr><td colspan=1000>a<td colspan=99999>b</table>";
        assert!(document(page)?.grids(2_000).is_ok());
        assert_eq!(document(page)?.grids(1_999).map_err(|e| e.code()).err().as_deref(), Some("limit.size"));
        Ok(())
    }

    #[test]
    fn lines_end_where_a_reader_sees_it() -> Result<(), Error> {
        let page = "<p>一、<b>总体</b>情况</p>正文<br>下一行<script>x</script><div>甲<span>乙</span></div>丙";
        let lines: Vec<String> = document(page)?.lines_of(0, true).into_iter().map(|l| l.text).collect();
        assert_eq!(lines, ["一、总体情况", "正文", "下一行", "甲乙", "丙"]);
        Ok(())
    }
}
