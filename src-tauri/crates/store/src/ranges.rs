//! Rows as ranges in words: `1-3,7`. A million rows are read only by whoever walks the file.

use kakehashi_domain::{Code, Fault, Outcome};
use std::{fmt::Write, ops::RangeInclusive};

/// Rows, ascending, as words.
pub(crate) fn in_words(rows: &[u32]) -> String {
    let mut words = String::new();
    for range in rows.chunk_by(|row, next| row + 1 == *next) {
        let between = if words.is_empty() { "" } else { "," };
        // Writing to a text can't fail.
        let _ = match range {
            [one] => write!(words, "{between}{one}"),
            [first, .., last] => write!(words, "{between}{first}-{last}"),
            [] => Ok(()),
        };
    }
    words
}

/// The rows that the words name, ascending; `DATA_DAMAGED` when they can't be read.
pub(crate) fn rows_of(words: &str) -> Outcome<Vec<u32>> {
    let ranges = words.split(',').filter(|range| !range.is_empty());
    let rows = ranges.map(range_of).collect::<Option<Vec<_>>>();
    let unreadable = || Fault::new(Code::DataDamaged).because("ranges of rows");
    Ok(rows.ok_or_else(unreadable)?.into_iter().flatten().collect())
}

fn range_of(words: &str) -> Option<RangeInclusive<u32>> {
    let (first, last) = words.split_once('-').unwrap_or((words, words));
    Some(first.parse().ok()?..=last.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{in_words, rows_of};

    #[test]
    fn rows_become_ranges_and_rows_again() {
        let many = [0, 1, 2, 3, 7, 9, 10, 4_000_000_000];
        for rows in [&many[..], &[5], &[]] {
            assert_eq!(rows_of(&in_words(rows)).unwrap(), rows);
        }
        assert_eq!(in_words(&many), "0-3,7,9-10,4000000000");
        assert!(
            ["x", "1-", "-1", "1,,x"]
                .iter()
                .all(|it| rows_of(it).is_err())
        );
    }
}
