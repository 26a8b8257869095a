//! Where the cells of a record lie, read as the `csv` crate reads them (a test holds the two side by side), but
//! without copying a byte: this and cutting files into chunks is what lets a check keep up with a bare `csv` pass.

use memchr::{memchr, memchr3, memrchr2};
use std::{borrow::Cow, ops::Range};

/// Walks over the records of a text that begins with one.
pub(crate) struct Split<'b> {
    bytes: &'b [u8],
    place: usize,
    has_quotes: bool,
    is_ended_by_cr: bool,
}

/// Where a cell lies.
pub(crate) struct Place {
    range: Range<usize>,
    /// Where it ends, quotes included.
    pub end: usize,
    /// Quotes still stand within.
    is_odd: bool,
    /// A quote stands where none should, or isn't closed.
    pub has_lone_quote: bool,
}

impl<'b> Split<'b> {
    pub(crate) fn new(bytes: &'b [u8], place: usize) -> Self {
        Self {
            bytes,
            place,
            has_quotes: memchr(b'"', bytes).is_some(),
            is_ended_by_cr: false,
        }
    }

    /// For one record of many, whose cells alone are wanted: whether quotes stand anywhere isn't looked for in all of them.
    pub(crate) fn of_one(bytes: &'b [u8], place: usize) -> Self {
        Self {
            bytes,
            place,
            has_quotes: false,
            is_ended_by_cr: false,
        }
    }

    /// How far it is: where the next record or cell begins.
    pub(crate) fn place(&self) -> usize {
        self.place
    }

    /// Whether CR without LF ended the record read last, as far as it can be seen.
    pub(crate) fn is_ended_by_cr(&self) -> bool {
        self.is_ended_by_cr
    }

    /// Names the cells of the next record; false at the end. Empty lines are no records.
    pub(crate) fn record(&mut self, mut cell: impl FnMut(Place)) -> bool {
        if self.begin_record().is_none() {
            return false;
        }
        loop {
            cell(self.cell());
            if self.ends_record() {
                return true;
            }
        }
    }

    /// Goes to where the next record begins; None at the end.
    pub(crate) fn begin_record(&mut self) -> Option<usize> {
        while matches!(self.bytes.get(self.place), Some(b'\r' | b'\n')) {
            self.place += 1;
        }
        (self.place < self.bytes.len()).then_some(self.place)
    }

    /// Passes cells that the caller knows.
    pub(crate) fn go_to(&mut self, place: usize) {
        self.place = place;
    }

    /// Passes what ends a cell, and tells whether it ends the record too.
    pub(crate) fn ends_record(&mut self) -> bool {
        let end = self.bytes.get(self.place);
        self.place = self.bytes.len().min(self.place + 1);
        if end == Some(&b',') {
            return false;
        }
        let next = self.bytes.get(self.place);
        self.is_ended_by_cr = end == Some(&b'\r') && next.is_some_and(|b| *b != b'\n');
        true
    }

    /// The next cell; leaves the place at what ends it.
    pub(crate) fn cell(&mut self) -> Place {
        let start = self.place;
        if self.bytes.get(start) != Some(&b'"') {
            self.place = self.cell_end(start);
            let range = start..self.place;
            let has_lone_quote = self.has_quotes && self.bytes[range.clone()].contains(&b'"');
            return Place {
                range,
                end: self.place,
                is_odd: false,
                has_lone_quote,
            };
        }
        let close = closing_quote(self.bytes, start + 1);
        self.place = self.cell_end(self.bytes.len().min(close + 1));
        let is_plain = self.place <= close + 1 && !self.bytes[start + 1..close].contains(&b'"');
        let range = if is_plain {
            start + 1..close
        } else {
            start..self.place
        };
        Place {
            range,
            end: self.place,
            is_odd: !is_plain,
            has_lone_quote: self.place != close + 1,
        }
    }

    fn cell_end(&self, from: usize) -> usize {
        let rest = &self.bytes[from..];
        from + memchr3(b',', b'\r', b'\n', rest).unwrap_or(rest.len())
    }
}

impl Place {
    pub(crate) fn of_bytes<'b>(&self, bytes: &'b [u8]) -> Cow<'b, [u8]> {
        let cell = &bytes[self.range.clone()];
        if self.is_odd {
            Cow::Owned(unquoted(cell))
        } else {
            Cow::Borrowed(cell)
        }
    }

    pub(crate) fn of_text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let cell = &text[self.range.clone()];
        if self.is_odd {
            let bytes = unquoted(cell.as_bytes());
            Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
        } else {
            Cow::Borrowed(cell)
        }
    }
}

/// The last end of a record in a text that begins with one.
pub(crate) fn last_record_end(bytes: &[u8]) -> Option<usize> {
    let mut outside = 0; // where a stretch without open quotes begins
    let mut last = None;
    loop {
        let quote = memchr(b'"', &bytes[outside..]).map_or(bytes.len(), |at| outside + at);
        let end = memrchr2(b'\n', b'\r', &bytes[outside..quote]);
        last = end.map(|at| outside + at + 1).or(last);
        if quote == bytes.len() {
            return last;
        }
        let opens = quote == 0 || matches!(bytes[quote - 1], b',' | b'\n' | b'\r');
        outside = if opens {
            bytes.len().min(closing_quote(bytes, quote + 1) + 1)
        } else {
            quote + 1
        };
    }
}

/// Where a quoted text from `from` on is closed; the end where it isn't. Two quotes together stand for one.
fn closing_quote(bytes: &[u8], mut from: usize) -> usize {
    while let Some(at) = memchr(b'"', &bytes[from..]) {
        let quote = from + at;
        if bytes.get(quote + 1) != Some(&b'"') {
            return quote;
        }
        from = quote + 2;
    }
    bytes.len()
}

/// A cell that begins with a quote, without the quotes that aren't meant.
fn unquoted(cell: &[u8]) -> Vec<u8> {
    let close = closing_quote(cell, 1);
    let mut text = Vec::with_capacity(cell.len());
    let mut inner = cell[1..close].iter();
    while let Some(byte) = inner.next() {
        text.push(*byte);
        if *byte == b'"' {
            inner.next(); // of two together
        }
    }
    text.extend_from_slice(cell.get(close + 1..).unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut records = Vec::new();
        let mut split = Split::new(bytes, 0);
        loop {
            let mut cells = Vec::new();
            if !split.record(|place| cells.push(place.of_bytes(bytes).into_owned())) {
                return records;
            }
            records.push(cells);
        }
    }

    fn by_csv_crate(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut builder = csv::ReaderBuilder::new();
        let mut reader = builder.has_headers(false).flexible(true).from_reader(bytes);
        let cells = |record: csv::ByteRecord| record.iter().map(<[u8]>::to_vec).collect();
        reader.byte_records().map(|r| cells(r.unwrap())).collect()
    }

    fn like_csv() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop::sample::select(&b",,\"\"\"\n\r ab"[..]);
        prop::collection::vec(byte, 0..60)
    }

    #[test]
    fn odd_quotes_are_read_as_the_csv_crate_reads_them() {
        for text in [
            "",
            "\n",
            "a",
            "a,",
            ",",
            "\"",
            "\"\"",
            "\"\"\"",
            "\"a\"b\"c,d",
            "\"a\"\"b\",c",
            "a\"b,c\"",
            "\"a\r\nb\",c\r\n\r\nd",
            "a\rb\nc",
            "\"a\"\r\n\"b",
            "\"a\"\"",
        ] {
            assert_eq!(
                split(text.as_bytes()),
                by_csv_crate(text.as_bytes()),
                "{text:?}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn cells_are_those_of_the_csv_crate(bytes in like_csv()) {
            prop_assert_eq!(split(&bytes), by_csv_crate(&bytes));
        }

        #[test]
        fn a_text_cut_behind_its_last_record_reads_the_same(bytes in like_csv(), more in like_csv()) {
            let end = last_record_end(&bytes).unwrap_or(0);
            let rest = [&bytes[end..], &more].concat();
            let together = [split(&bytes[..end]), split(&rest)].concat();
            prop_assert_eq!(together, split(&[bytes, more].concat()));
        }
    }
}
