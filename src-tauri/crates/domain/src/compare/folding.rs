//! What a letter folds to, by item: the tables joined into one look-up.

use super::tables;
use std::{collections::HashMap, sync::LazyLock};

const VARIANTS: &str = include_str!("../../../../../assets/rules/folding/variants.tsv");
const SMALL_KANA: &str = include_str!("../../../../../assets/rules/folding/small-kana.tsv");
const LONG_SOUNDS: &str = include_str!("../../../../../assets/rules/folding/long-sounds.tsv");
const KANA: &str = include_str!("../../../../../assets/rules/folding/kana.tsv");
const ADDRESS: &str = include_str!("../../../../../assets/rules/folding/address-letters.tsv");

/// Folding of the kanji item behind the surname.
pub(super) static GIVEN: LazyLock<Folding> = LazyLock::new(|| {
    Folding::default()
        .then(&pairs(SMALL_KANA))
        .then(&pairs(LONG_SOUNDS))
        .then(&capitals())
        .then(&variants("everywhere"))
});
/// Folding of the kanji item's surname.
pub(super) static SURNAME: LazyLock<Folding> =
    LazyLock::new(|| GIVEN.clone().then(&variants("surname")));
/// Folding of the kana item.
pub(super) static KANA_ITEM: LazyLock<Folding> = LazyLock::new(|| {
    let katakana = ('ぁ'..='ゖ').filter_map(|c| Some((c, char::from_u32(c as u32 + 0x60)?)));
    Folding::default()
        .then(&katakana.collect::<Vec<_>>())
        .then(&pairs(SMALL_KANA))
        .then(&pairs(LONG_SOUNDS))
        .then(&capitals())
        .then(&pairs(KANA))
});
/// Folding of the address; ー and its look-alikes are hyphens there.
pub(super) static ADDRESS_ITEM: LazyLock<Folding> = LazyLock::new(|| {
    Folding::default()
        .then(&pairs(LONG_SOUNDS))
        .then(&[('ー', '-')])
        .then(&capitals())
        .then(&pairs(ADDRESS))
        .then(&variants("everywhere"))
});

/// A map of letters. What it gives, it leaves as it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Folding {
    /// By code point, for the first 65,536; U+0000 for a letter that stays.
    plane: Vec<char>,
    beyond: HashMap<char, char>,
}

impl Folding {
    pub(super) fn fold(&self, letter: char) -> char {
        let folded = match self.plane.get(letter as usize) {
            Some('\0') => None,
            Some(folded) => Some(*folded),
            None => self.beyond.get(&letter).copied(),
        };
        folded.unwrap_or(letter)
    }

    /// Folds what comes out by more pairs.
    fn then(mut self, pairs: &[(char, char)]) -> Self {
        let more: HashMap<char, char> = pairs.iter().copied().collect();
        let further = |to: &mut char| *to = more.get(to).copied().unwrap_or(*to);
        self.plane.resize(0x1_0000, '\0');
        self.plane
            .iter_mut()
            .filter(|to| **to != '\0')
            .for_each(further);
        self.beyond.values_mut().for_each(further);
        for (from, to) in pairs {
            match self.plane.get_mut(*from as usize) {
                Some(place) if *place == '\0' => *place = *to,
                Some(_) => {}
                None => {
                    self.beyond.entry(*from).or_insert(*to);
                }
            }
        }
        self
    }
}

/// By letter, the rows of the variants that it stands in, each with its source.
static SOURCES: LazyLock<HashMap<char, Vec<(usize, &'static str)>>> = LazyLock::new(|| {
    let mut rows: HashMap<char, Vec<_>> = HashMap::new();
    for (row, [letters, _, source]) in tables::rows(VARIANTS).enumerate() {
        for letter in letters.chars() {
            rows.entry(letter).or_default().push((row, source));
        }
    }
    rows
});

/// What makes two letters one: 旧字体, 異体字, 小書き or 長音. None for letters that aren't.
pub(super) fn variant_title(a: char, b: char) -> Option<&'static str> {
    if SURNAME.fold(a) != SURNAME.fold(b) {
        return None;
    }
    let rows_of = |letter| SOURCES.get(&letter).map_or(&[][..], Vec::as_slice);
    let source = rows_of(a).iter().find(|row| rows_of(b).contains(row));
    Some(match (source, SURNAME.fold(a)) {
        (Some((_, "joyo" | "jinmei")), _) => "旧字体",
        (None, 'ー') => "長音",
        (None, 'A'..='Z') => return None, // capitals are no variants
        (None, 'ぁ'..='ヺ') => "小書き",
        _ => "異体字",
    })
}

fn variants(scope: &str) -> Vec<(char, char)> {
    let rows = tables::rows(VARIANTS).filter(|[_, where_, _]| *where_ == scope);
    rows.flat_map(|[letters, ..]| {
        let mut letters = letters.chars();
        let first = letters.next().unwrap_or_default();
        letters.map(move |letter| (letter, first))
    })
    .collect()
}

fn pairs(table: &'static str) -> Vec<(char, char)> {
    let pair = |[from, to, _]: [&str; 3]| Some((tables::letter(from)?, tables::letter(to)?));
    tables::rows(table).filter_map(pair).collect()
}

fn capitals() -> Vec<(char, char)> {
    ('a'..='z')
        .map(|letter| (letter, letter.to_ascii_uppercase()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const JOYO: &str = include_str!("../../tests/compare/joyo.txt");
    const JINMEI: &str = include_str!("../../tests/compare/jinmei.txt");

    fn list(text: &str) -> Vec<char> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::chars).collect()
    }

    #[test]
    fn no_two_joyo_and_no_two_jinmei_share_a_class() {
        for (text, count) in [(JOYO, 2136), (JINMEI, 864)] {
            let letters = list(text);
            let classes: HashSet<char> = letters.iter().map(|c| GIVEN.fold(*c)).collect();
            assert_eq!((letters.len(), classes.len()), (count, count));
        }
    }

    #[test]
    fn those_that_share_one_are_marked_and_fold_in_the_surname_only() {
        let marked: HashSet<char> = variants("surname")
            .iter()
            .flat_map(|(a, b)| [*a, *b])
            .collect();
        for text in [JOYO, JINMEI] {
            let letters = list(text);
            let others = letters.iter().filter(|c| !marked.contains(c));
            let classes: HashSet<char> = others.clone().map(|c| SURNAME.fold(*c)).collect();
            assert_eq!(classes.len(), others.count());
        }
        assert_eq!(SURNAME.fold('桧'), SURNAME.fold('檜'));
        assert_ne!(GIVEN.fold('桧'), GIVEN.fold('檜'));
    }

    #[test]
    fn every_row_has_a_source_and_every_letter_one_class() {
        assert!(
            tables::rows(VARIANTS).all(|[letters, _, source]| letters.chars().count() > 1
                && ["joyo", "jinmei", "print", "gaiji", "compat", "common"].contains(&source))
        );
        let folded: Vec<char> = variants("everywhere")
            .iter()
            .map(|(from, _)| *from)
            .collect();
        assert_eq!(folded.len(), folded.iter().collect::<HashSet<_>>().len());
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for folding in [&GIVEN, &SURNAME, &KANA_ITEM, &ADDRESS_ITEM] {
            for letter in '\0'..=char::MAX {
                let once = folding.fold(letter);
                assert_eq!(folding.fold(once), once, "{letter} {once}");
            }
        }
    }
}
