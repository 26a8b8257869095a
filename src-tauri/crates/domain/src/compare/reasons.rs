//! Why an item isn't `same`, in a few Japanese words.

use super::{
    address::Address,
    damage::is_damaged,
    folding::variant_title,
    record::{Item, Record},
    shapes::look_alike,
    verdict::{Comparison, Verdict, Word},
    wide::Wide,
};

/// More pairs of letters than these say nothing more to a person.
const MOST_PAIRS: usize = 3;

/// Says why, item by item; what is `same` isn't named. `verdict` is the pair's own.
pub fn reasons(
    a: &Record<'_>,
    b: &Record<'_>,
    comparison: &Comparison,
    verdict: Verdict,
) -> String {
    let reason = |item| reason(item, a.text(item), b.text(item), comparison.word(item));
    let mut all: Vec<String> = Item::ALL.into_iter().filter_map(reason).collect();
    if verdict == Verdict::C && comparison.verdict(false) == Verdict::A {
        all.push("同じ5情報の人がほかの行にもいる".to_owned());
    }
    if all.is_empty() {
        return "すべて同じ".to_owned();
    }
    all.join("、")
}

fn reason(item: Item, a: &str, b: &str, word: Word) -> Option<String> {
    let title = item.title();
    match word {
        Word::Same => None,
        Word::Variant => Some(format!("{title}の{}", variant(item, a, b))),
        Word::Missing => Some(format!("{title}がない")),
        Word::Different if is_damaged(a) || is_damaged(b) => {
            Some(format!("{title}に読めない字がある"))
        }
        Word::Different => match look_alikes(a, b) {
            Some(pairs) => Some(format!("{title}に形の似た別の字がある（{pairs}）")),
            None => Some(format!("{title}がちがう")),
        },
    }
}

/// Says beside one item what is the matter with it; what is `same`, or simply different, needs no word.
pub fn remark(item: Item, a: &str, b: &str, word: Word) -> Option<String> {
    match word {
        Word::Same => None,
        Word::Variant => Some(variant(item, a, b)),
        Word::Missing => Some("書かれていません".to_owned()),
        Word::Different if is_damaged(a) || is_damaged(b) => {
            Some("読めない字があります".to_owned())
        }
        Word::Different => look_alikes(a, b).map(|pairs| format!("形の似た別の字です（{pairs}）")),
    }
}

/// `2字目 ニ→二`, where letters that look alike are all that differs.
fn look_alikes(a: &str, b: &str) -> Option<String> {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<Vec<_>>()
    };
    let (a, b) = (letters(a), letters(b));
    let pairs = a.iter().zip(&b).zip(1..).filter(|((x, y), _)| x != y);
    let pairs: Vec<((&char, &char), usize)> = pairs.collect();
    let are_alike = pairs.iter().all(|((x, y), _)| look_alike(**x, **y));
    if a.len() != b.len() || pairs.is_empty() || !are_alike {
        return None;
    }
    let shown = pairs.iter().take(MOST_PAIRS);
    let shown: Vec<String> = shown
        .map(|((x, y), at)| format!("{at}字目 {x}→{y}"))
        .collect();
    Some(shown.join("、"))
}

fn variant(item: Item, a: &str, b: &str) -> String {
    match item {
        Item::Address => address_variant(a, b),
        Item::Kanji | Item::Kana | Item::Birth | Item::Sex => name_variant(a, b),
    }
}

fn name_variant(a: &str, b: &str) -> String {
    letter_pairs(a, b).unwrap_or_else(|| "書き方（空白・全角半角・小書き・長音など）".to_owned())
}

fn address_variant(a: &str, b: &str) -> String {
    let (one, other) = (Address::fold(a), Address::fold(b));
    if one.rest != other.rest {
        return "建物名が片方だけ".to_owned();
    }
    letter_pairs(a, b)
        .unwrap_or_else(|| "書き方（丁目・番地・数字・都道府県や大字の省略など）".to_owned())
}

/// `旧字体: 邊→辺`, where variants are all that differs.
fn letter_pairs(a: &str, b: &str) -> Option<String> {
    let letters = |text| Wide::new(text).filter(|c| *c != ' ').collect::<Vec<_>>();
    let (a, b) = (letters(a), letters(b));
    let mut pairs: Vec<(char, char)> = a.iter().copied().zip(b.iter().copied()).collect();
    pairs.retain(|(x, y)| x != y);
    pairs.dedup();
    if a.len() != b.len() || pairs.is_empty() {
        return None;
    }
    let shown = &pairs[..pairs.len().min(MOST_PAIRS)];
    let (x, y) = pairs[0];
    let title = variant_title(x, y)?;
    let is_of_one_kind = shown
        .iter()
        .all(|(x, y)| variant_title(*x, *y) == Some(title));
    if !is_of_one_kind {
        return None;
    }
    let shown: Vec<String> = shown.iter().map(|(x, y)| format!("{x}→{y}")).collect();
    Some(format!("{title}: {}", shown.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_one_shape_are_named_with_their_place() {
        for (a, b, told) in [
            ("ニ宮　太郎", "二宮　太郎", Some("1字目 ニ→二")),
            ("江ロ 花子", "江口　花子", Some("2字目 ロ→口")),
            ("佐藤　ー郎", "佐藤　一郎", Some("3字目 ー→一")),
            ("佐藤　へい太", "佐藤　ヘい太", Some("3字目 へ→ヘ")),
            ("佐藤　太郎", "佐藤　太朗", None),
            ("ニ宮　太郎", "二宮　次郎", None),
            ("ニ宮", "二宮　太郎", None),
        ] {
            let found = look_alikes(a, b);
            assert_eq!(found.as_deref(), told, "{a} {b}");
        }
    }
}
