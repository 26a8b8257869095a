//! A set of row numbers, one bit each.

/// Which rows were named. Row 0 stands for the file as a whole.
#[derive(Default)]
pub(crate) struct RowSet(Vec<u64>);

impl RowSet {
    /// Adds a row.
    pub(crate) fn insert(&mut self, row: u32) {
        let word = row as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (row % 64);
    }

    /// How many data rows are in.
    pub(crate) fn data_rows(&self) -> u32 {
        let all: u32 = self.0.iter().map(|word| word.count_ones()).sum();
        let file_itself = self.0.first().map_or(0, |word| word & 1);
        all - file_itself as u32
    }

    /// The rows that aren't in the other set.
    pub(crate) fn without(mut self, other: &Self) -> Self {
        for (word, others) in self.0.iter_mut().zip(&other.0) {
            *word &= !others;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::RowSet;

    fn set(rows: &[u32]) -> RowSet {
        let mut set = RowSet::default();
        rows.iter().for_each(|row| set.insert(*row));
        set
    }

    #[test]
    fn data_rows_are_counted_once() {
        assert_eq!(set(&[0, 1, 64, 63, 64, 1_000_000]).data_rows(), 4);
        assert_eq!(set(&[]).data_rows(), 0);
    }

    #[test]
    fn rows_of_another_set_are_taken_out() {
        assert_eq!(set(&[1, 2, 700]).without(&set(&[2, 3])).data_rows(), 2);
        assert_eq!(set(&[1]).without(&set(&[1, 900])).data_rows(), 0);
    }
}
