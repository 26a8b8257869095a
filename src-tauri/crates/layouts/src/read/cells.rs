//! The cells of one row as text.

use super::{
    cp932,
    split::{Place, Split},
};
use crate::definition::Encoding;
use std::{
    borrow::Cow,
    ops::{Index, Range},
};

/// One row, its cells in the order of the columns.
///
/// It is read over the row above it, for people of one family stand below each other: a cell that says the same isn't
/// split again.
#[derive(Default)]
pub(crate) struct Cells<'t> {
    cells: Vec<Cell<'t>>,
    /// Where the record lies in its text, with the byte that ends it.
    record: Range<usize>,
}

struct Cell<'t> {
    text: Cow<'t, str>,
    /// Where it ends, counted from the beginning of the record.
    end: usize,
    is_as_above: bool,
    has_lone_quote: bool,
}

impl<'t> Cells<'t> {
    /// Takes the cells of the next record; false at the end. All records read are those of one text.
    pub(crate) fn read(&mut self, split: &mut Split, text: &'t str) -> bool {
        let Some(start) = split.begin_record() else {
            return false;
        };
        let above = &text.as_bytes()[self.record.clone()];
        let rest = |place: usize| &text.as_bytes()[place..];
        let shared = shared_length(&above[..above.len().saturating_sub(1)], rest(start));
        let (mut count, mut above_start) = (0, 0); // of the next cell, in the row above
        for cell in self.cells.iter_mut().take_while(|cell| cell.end < shared) {
            cell.is_as_above = true;
            above_start = cell.end + 1;
            count += 1;
        }
        split.go_to(start + above_start);
        loop {
            let place = split.place();
            match self.cells.get_mut(count) {
                Some(cell) => {
                    let cell_above = above.get(above_start..=cell.end);
                    above_start = cell.end + 1;
                    let says_the_same = |it: &&[u8]| shared_length(it, rest(place)) == it.len();
                    match cell_above.filter(says_the_same) {
                        Some(same) => {
                            cell.is_as_above = true;
                            split.go_to(place + same.len() - 1);
                            cell.end = split.place() - start;
                        }
                        None => *cell = Cell::new(split.cell(), text, start),
                    }
                }
                None => self.cells.push(Cell::new(split.cell(), text, start)),
            }
            count += 1;
            if split.ends_record() {
                break;
            }
        }
        self.cells.truncate(count);
        self.record = start..split.place();
        true
    }

    pub(crate) fn get(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(|cell| cell.text.as_ref())
    }

    /// Whether a cell is known to say the same as the one above it.
    pub(crate) fn is_as_above(&self, column: usize) -> bool {
        self.cells.get(column).is_some_and(|cell| cell.is_as_above)
    }

    /// The first cell with a quote where none should be.
    pub(crate) fn lone_quote(&self) -> Option<usize> {
        self.cells.iter().position(|cell| cell.has_lone_quote)
    }

    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.text.as_ref())
    }
}

impl<'t> Cell<'t> {
    /// A cell of the record that begins at `start`.
    fn new(place: Place, text: &'t str, start: usize) -> Self {
        Self {
            end: place.end - start,
            has_lone_quote: place.has_lone_quote,
            text: place.of_text(text),
            is_as_above: false,
        }
    }
}

impl Index<usize> for Cells<'_> {
    type Output = str;

    fn index(&self, column: usize) -> &str {
        &self.cells[column].text
    }
}

/// Bytes of a file as UTF-8, as far as they are text.
pub(crate) fn utf8_of(bytes: &[u8], encoding: Encoding) -> Cow<'_, [u8]> {
    if encoding == Encoding::Utf8 {
        return Cow::Borrowed(bytes);
    }
    let usual = if encoding == Encoding::Cp932 {
        cp932::usual(bytes)
    } else {
        None
    };
    Cow::Owned(usual.unwrap_or_else(|| encoding.decode(bytes).into_owned().into_bytes()))
}

/// UTF-8 as text. What can't be read becomes U+FFFD.
pub(crate) fn text_of(utf8: &[u8]) -> Cow<'_, str> {
    simdutf8::basic::from_utf8(utf8).map_or_else(|_| String::from_utf8_lossy(utf8), Cow::Borrowed)
}

/// How many bytes two texts have in common from their beginning.
fn shared_length(one: &[u8], other: &[u8]) -> usize {
    const STEP: usize = size_of::<u64>();
    let steps = one.chunks_exact(STEP).zip(other.chunks_exact(STEP));
    let length = steps.take_while(|(a, b)| a == b).count() * STEP;
    let rest = one[length..].iter().zip(&other[length..]);
    length + rest.take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type ReadRow = (Vec<String>, Option<usize>);

    /// Each row as it is read, and how many cells of it were known from above.
    fn read_over(text: &str) -> (Vec<ReadRow>, usize) {
        let mut split = Split::new(text.as_bytes(), 0);
        let (mut cells, mut all, mut known) = (Cells::default(), Vec::new(), 0);
        while cells.read(&mut split, text) {
            known += cells.cells.iter().filter(|cell| cell.is_as_above).count();
            let row = cells.iter().map(str::to_owned).collect();
            all.push((row, cells.lone_quote()));
        }
        (all, known)
    }

    fn read_alone(lines: &[String]) -> Vec<ReadRow> {
        lines.iter().flat_map(|line| read_over(line).0).collect()
    }

    #[test]
    fn a_row_below_its_like_knows_what_both_begin_with() {
        let (rows, known) = read_over("1,a,池田,x\n1,a,池上,x\n1,a,池上,x,y\n2\n");
        assert_eq!(rows[1].0, ["1", "a", "池上", "x"]);
        assert_eq!(known, 3 + 3, "the last x ends otherwise");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn rows_are_the_same_read_over_each_other_or_alone(
            lines in prop::collection::vec("(a|ab|\"\"|\"a\"|\"a,b\"|\"\"\"\"|a\"b|池|,|,,){1,12}\r?\n", 1..12)
        ) {
            prop_assert_eq!(read_over(&lines.concat()).0, read_alone(&lines));
        }
    }
}
