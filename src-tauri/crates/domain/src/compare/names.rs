//! Names, kanji and kana: folded letter by letter, the surname by its own table.

use super::{
    folding::{Folding, GIVEN, KANA_ITEM, SURNAME},
    wide::Wide,
};

/// A folded name: its letters without spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) letters: String,
    /// Where the surname ends, when the name is written in two parts.
    surname_bytes: Option<usize>,
}

impl Name {
    /// Folds a 漢字氏名. The surname reaches to the first space; without one only the first letter is surely its.
    pub(super) fn of_kanji(text: &str) -> Self {
        Self::fold(text, &SURNAME, &GIVEN)
    }

    /// Folds a カナ氏名.
    pub(super) fn of_kana(text: &str) -> Self {
        Self::fold(text, &KANA_ITEM, &KANA_ITEM)
    }

    fn fold(text: &str, surname: &Folding, given: &Folding) -> Self {
        let text = text.trim();
        let mut name = Self {
            letters: String::with_capacity(text.len()),
            surname_bytes: None,
        };
        let has_parts = text.contains(char::is_whitespace);
        let (mut parts, mut is_in_gap) = (1, false);
        for letter in Wide::new(text) {
            if letter == ' ' {
                is_in_gap = true;
                continue;
            }
            if is_in_gap {
                parts += 1;
                name.surname_bytes = (parts == 2).then_some(name.letters.len());
                is_in_gap = false;
            }
            let is_surname = parts == 1 && (has_parts || name.letters.is_empty());
            let folding = if is_surname { surname } else { given };
            name.letters.push(folding.fold(letter));
        }
        name
    }

    /// 林 田一 isn't 林田 一.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let is_cut_elsewhere = self.surname_bytes.is_some()
            && other.surname_bytes.is_some()
            && self.surname_bytes != other.surname_bytes;
        self.letters == other.letters && !is_cut_elsewhere
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same_kanji(a: &str, b: &str) -> bool {
        Name::of_kanji(a).is_like(&Name::of_kanji(b))
    }

    fn same_kana(a: &str, b: &str) -> bool {
        Name::of_kana(a).is_like(&Name::of_kana(b))
    }

    #[test]
    fn kanji_names_written_two_ways() {
        for (a, b) in [
            ("渡邊　花子", "渡辺 花子"),
            ("渡邉花子", "渡辺 花子"),
            ("髙橋 太郎", "高橋太郎"),
            ("山﨑 德子", "山崎 徳子"),
            ("𠮷田 黑", "吉田 黒"),
            ("斉藤 一", "斎藤 一"),
            ("齊藤 一", "齋藤一"),
            ("桧山 一", "檜山 一"),
            ("Ｓｍｉｔｈ　Ｊｏｈｎ", "SMITH JOHN"),
            ("葛\u{E0100}西 一", "葛西 一"),
            ("エ－ル 一", "エール 一"),
        ] {
            assert!(same_kanji(a, b), "{a} {b}");
        }
    }

    #[test]
    fn kanji_names_of_two_people() {
        for (a, b) in [
            ("山田 凛", "山田 凜"),
            ("山田 亘", "山田 亙"),
            ("山田 斉", "山田 斎"),
            ("山田 ゆか", "山田 ゆうか"),
            ("山田 ゆか", "山田 ユカ"),
            ("林 田一", "林田 一"),
            ("山田 太郎", "山田 太朗"),
            ("SMITH JOHN", "SMITH JOAN"),
            ("SMITH JOHN", "JOHN SMITH"), // one name or two: nobody knows from the letters
        ] {
            assert!(!same_kanji(a, b), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "[ 　a-c\u{3099}゛ﾞか-っカヵｶﾊ斉桧邊髙ー-]{0,12}|\\PC{0,12}") {
            for fold in [Name::of_kanji, Name::of_kana] {
                let once = fold(&text).letters;
                prop_assert_eq!(&fold(&once).letters, &once);
            }
        }
    }

    #[test]
    fn kana_names() {
        for (a, b) in [
            ("ﾔﾏﾀﾞ ｷﾖｳｺ", "ヤマダ　キョウコ"),
            ("やまだ きょうこ", "ヤマダキョウコ"),
            ("ミヅホ ヂュン", "ミズホ ジユン"),
            ("リ-サ", "リーサ"),
            ("カ\u{3099}", "ガ"),
        ] {
            assert!(same_kana(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("ユカ", "ユウカ"),
            ("ユーカ", "ユウカ"),
            ("ユーカ", "ユカ"),
            ("オオノ", "オウノ"),
            ("カナ", "ガナ"),
            ("ハナ", "パナ"),
            ("チカ", "ジカ"),
            ("ヲノ", "オノ"),
        ] {
            assert!(!same_kana(a, b), "{a} {b}");
        }
    }
}
