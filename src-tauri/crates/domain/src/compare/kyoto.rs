//! 京都市: the street before a 町, which people leave out or write in many ways.

use super::{
    folding::ADDRESS_ITEM,
    municipality::{Place, row_of, wards_of},
    tables,
};
use std::{collections::HashSet, sync::LazyLock};

const SOURCE: &str = include_str!("../../../../../assets/rules/folding/kyoto-doubles.tsv");
/// What ends a street, as the letters of an address fold, and what it becomes.
const ENDS: [(&str, &str); 6] = [
    ("上ケル", "上ル"),
    ("下ケル", "下ル"),
    ("東入ル", "東入"),
    ("西入ル", "西入"),
    ("東ヘ入ル", "東入"),
    ("西ヘ入ル", "西入"),
];

static WARDS: LazyLock<Vec<usize>> = LazyLock::new(|| wards_of("京都市").collect());
static DOUBLES: LazyLock<HashSet<(usize, String)>> = LazyLock::new(|| {
    let double = |[ward, town, _]: [&str; 3]| {
        let letters = town.chars().map(|letter| ADDRESS_ITEM.fold(letter));
        Some((row_of(ward)?, letters.collect()))
    };
    tables::rows(SOURCE).filter_map(double).collect()
});

/// The street, folded, and the 町 behind it; no street outside of 京都市.
pub(super) fn split(place: Place, town: &str) -> (String, &str) {
    if !matches!(place, Place::Municipality(row) if WARDS.contains(&row)) {
        return (String::new(), town);
    }
    let plain = ["上ル", "下ル", "東入", "西入"].into_iter();
    let ends = plain.chain(ENDS.iter().map(|(end, _)| *end));
    let ends = ends.filter_map(|end| Some(town.rfind(end)? + end.len()));
    let end = ends.max().filter(|end| *end < town.len()).unwrap_or(0);
    let (street, town) = town.split_at(end);
    let street = ENDS
        .iter()
        .fold(street.replace('通', ""), |street, (from, to)| {
            street.replace(from, to)
        });
    (street, town)
}

/// Whether only the street tells which 町 it is.
pub(super) fn is_double(place: Place, town: &str) -> bool {
    let double = |row| DOUBLES.contains(&(row, town.to_owned()));
    place.row().is_some_and(double)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_double_lies_in_a_ward_of_the_table() {
        assert_eq!(DOUBLES.len(), tables::rows(SOURCE).count());
        assert!(DOUBLES.iter().all(|(row, _)| WARDS.contains(row)));
    }
}
