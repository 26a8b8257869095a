//! 都道府県 and 市区町村: which one an address begins with, and whether that is unique in the country.

use super::{folding::ADDRESS_ITEM, letters::Letters, tables};
use std::{collections::HashMap, sync::LazyLock};

const SOURCE: &str = include_str!("../../../../../assets/rules/folding/municipalities.tsv");
const FORMER: &str = include_str!("../../../../../assets/rules/folding/ward-changes.tsv");
/// The longest name, with 郡.
const LONGEST: usize = 16;

/// Where an address lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A 市区町村, by its row in the table.
    Municipality(usize),
    /// A 都道府県, by its row, with a 市区町村 that the table doesn't know: one that was merged, or misspelt.
    Prefecture(usize),
    /// What is written fits several, or the table doesn't know it.
    Unclear,
}

impl Place {
    /// The row, whichever it is.
    pub(super) fn row(self) -> Option<usize> {
        match self {
            Self::Municipality(row) | Self::Prefecture(row) => Some(row),
            Self::Unclear => None,
        }
    }

    /// Whether it is surely another place: two 市区町村, or two 都道府県.
    pub(super) fn is_apart_from(self, other: Self) -> bool {
        let (Some(own), Some(others)) = (self.row(), other.row()) else {
            return false;
        };
        match (self, other) {
            (Self::Municipality(_), Self::Municipality(_)) => own != others,
            _ => ATLAS.prefecture_of[own] != ATLAS.prefecture_of[others],
        }
    }
}

struct Atlas {
    prefectures: HashMap<String, usize>,
    /// By name with 郡 and without: the rows that have it.
    municipalities: HashMap<String, Vec<usize>>,
    /// By row: the row of its 都道府県.
    prefecture_of: Vec<usize>,
    /// By the name of a 区 that is no more: where each 町 of it lies now; last, without a name, the rest of them.
    former: HashMap<String, Vec<(String, usize)>>,
}

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let mut atlas = Atlas {
        prefectures: HashMap::new(),
        municipalities: HashMap::new(),
        prefecture_of: Vec::new(),
        former: HashMap::new(),
    };
    for (row, names) in tables::rows(SOURCE).enumerate() {
        let [prefecture, county, name] = names.map(folded);
        atlas
            .prefecture_of
            .push(*atlas.prefectures.entry(prefecture).or_insert(row));
        let mut add = |name| atlas.municipalities.entry(name).or_default().push(row);
        if !county.is_empty() {
            add(format!("{county}{name}"));
        }
        add(name);
    }
    for [old, new, towns] in tables::rows(FORMER) {
        if let Some(rows) = atlas.municipalities.get(&folded(new)) {
            let places = towns.split('、').map(|town| (folded(town), rows[0]));
            atlas.former.entry(folded(old)).or_default().extend(places);
        }
    }
    atlas
});

fn folded(name: &str) -> String {
    let letters = name.chars();
    letters.map(|letter| ADDRESS_ITEM.fold(letter)).collect()
}

/// The rows of the 区 of a city.
pub(super) fn wards_of(city: &str) -> impl Iterator<Item = usize> {
    let names = tables::rows(SOURCE).enumerate();
    names.filter_map(move |(row, [_, _, name])| name.starts_with(city).then_some(row))
}

/// The row of a 市区町村 whose name is unique in the country.
pub(super) fn row_of(name: &str) -> Option<usize> {
    ATLAS.municipalities.get(&folded(name))?.first().copied()
}

/// Finds the place that an address begins with, and where its 町字 begins.
pub(super) fn place(letters: &Letters) -> (Place, usize) {
    let prefecture = prefix(letters, 0, 4, &['都', '道', '府', '県'], |name| {
        ATLAS.prefectures.get(name)
    });
    let (home, from) = match prefecture {
        Some((row, end)) => (Some(*row), end),
        None => (None, 0),
    };
    let is_at_home = |row: &&usize| home.is_none_or(|home| ATLAS.prefecture_of[**row] == home);
    let found = prefix(
        letters,
        from,
        LONGEST,
        &['市', '区', '町', '村'],
        |name| {
            let rows = ATLAS.municipalities.get(name)?;
            let mut rows = rows.iter().filter(is_at_home);
            let first = rows.next()?;
            Some((*first, rows.next().is_none()))
        },
    );
    let found = found.or_else(|| {
        let (rows, end) = prefix(letters, from, LONGEST, &['区'], |name| {
            ATLAS.former.get(name)
        })?;
        let (_, row) = rows.iter().find(|(town, _)| letters.has(end, town))?;
        is_at_home(&row).then_some(((*row, true), end))
    });
    match (found, home) {
        (Some(((row, true), end)), _) => (Place::Municipality(row), end),
        (Some(((_, false), end)), _) => (Place::Unclear, end),
        (None, Some(home)) => (Place::Prefecture(home), from),
        (None, None) => (Place::Unclear, from),
    }
}

/// The longest prefix that ends with one of the letters and is known, and its end.
fn prefix<T>(
    letters: &Letters,
    from: usize,
    longest: usize,
    ends: &[char],
    known: impl Fn(&str) -> Option<T>,
) -> Option<(T, usize)> {
    let (mut name, mut found) = (String::with_capacity(3 * longest), None);
    for (index, letter) in letters.all().iter().enumerate().skip(from).take(longest) {
        name.push(*letter);
        if ends.contains(letter)
            && let Some(row) = known(&name)
        {
            found = Some((row, index + 1));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_without_what_may_be_absent() {
        let find = |text| place(&Letters::of_address(text)).0;
        assert!(matches!(
            find("広島県安芸郡府中町大通1-1"),
            Place::Municipality(_)
        ));
        for text in [
            "広島県府中町大通1-1",
            "府中町大通1-1",
            "安芸郡府中町大通1-1",
        ] {
            assert_eq!(find(text), find("広島県安芸郡府中町大通1-1"), "{text}");
        }
        assert_eq!(find("茅ヶ崎市中央"), find("神奈川県　茅ケ崎市中央"));
        assert_eq!(find("府中市府中町1-1"), Place::Unclear);
        assert_eq!(find("池田町1-1"), Place::Unclear);
        assert_eq!(find("架空市1-1"), Place::Unclear);
        assert!(matches!(find("東京都架空市1-1"), Place::Prefecture(_)));
        assert_ne!(find("東京都府中市府中町"), find("広島県府中市府中町"));
    }
}
