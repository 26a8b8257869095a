//! Names and addresses: letters that were lost, letters that only look right, spaces too many.

use super::finding_code::FindingCode;
use crate::definition::{Holds, Severity};
use kakehashi_domain::compare::{SHAPES, is_lost_letter};

/// Words for the address above; 本人と同じ is that of the household.
const DITTO: [&str; 16] = [
    "同上",
    "同",
    "同じ",
    "同左",
    "同前",
    "同居",
    "同住所",
    "住所同じ",
    "上に同じ",
    "上と同じ",
    "上記に同じ",
    "上記と同じ",
    "本人に同じ",
    "本人と同じ",
    "世帯主に同じ",
    "世帯主と同じ",
];
/// Signs for it, one or more.
const DITTO_SIGNS: &str = "〃″\"“”〝〟々仝ゝゞ〻゛'’";
/// What stands for 一 in a kanji name by mistake, besides ー.
const STROKES: [char; 5] = ['―', '—', '‐', '－', '─'];
/// What stands for ー in kana by mistake.
const DASHES: [char; 9] = ['－', '―', '‐', '−', '-', '─', '—', '–', '一'];

/// Reports what is odd in a name or an address.
pub(crate) fn check_person_text(
    holds: Holds,
    text: &str,
    say: &mut impl FnMut(FindingCode, Severity, &str),
) {
    let trimmed = text.trim();
    if holds == Holds::Address && is_ditto(trimmed) {
        let what = format!("が「{trimmed}」で、住所になっていません。");
        return say(FindingCode::Ditto, Severity::Error, &what);
    }
    if is_plain(text) {
        return;
    }
    let is_odd = |c: char, place: usize| {
        is_lost_letter(c)
            || match holds {
                Holds::Name => is_shape(c),
                Holds::Address => is_circle(c) && stands_for_a_letter(text, place - 1),
            }
    };
    let mut letters = text.chars().zip(1..);
    let lost = letters.find(|(c, place)| may_be_lost(*c) && is_odd(*c, *place));
    let is_broken = text.contains('\u{FFFD}'); // that is said of the text as such
    if let Some((letter, place)) = lost.filter(|_| !is_broken) {
        // A question mark is what programs write; nobody types it into a name.
        let is_error = holds == Holds::Name && matches!(letter, '?' | '？');
        let severity = if is_error {
            Severity::Error
        } else {
            Severity::Confirm
        };
        let what = format!("の{place}字目に、失われた字のしるし（{letter}）があります。");
        say(FindingCode::LetterLost, severity, &what);
    }
    check_spaces(text, say);
    if let Some((place, letter, right)) = look_alikes(holds, text).next() {
        let what = format!(
            "の{place}字目の「{letter}」（U+{:04X}）は、「{right}」（U+{:04X}）と取りちがえた字のようです。",
            u32::from(letter),
            u32::from(right)
        );
        say(FindingCode::LookAlike, Severity::Confirm, &what);
    }
}

/// Reports spaces that don't stand between a surname and a given name.
pub(crate) fn check_spaces(text: &str, say: &mut impl FnMut(FindingCode, Severity, &str)) {
    if has_odd_space(text) {
        let what = "の前か後ろか間に、余分な空白があります。";
        say(
            FindingCode::SpaceOdd,
            FindingCode::SpaceOdd.severity(),
            what,
        );
    }
}

/// Whether it says only that the address is the one above.
pub(crate) fn is_ditto(text: &str) -> bool {
    const LONGEST: usize = 24;
    if text.len() > LONGEST {
        return false;
    }
    let plain: String = text.chars().filter(|c| !is_space(*c)).collect();
    let is_sign = |c| DITTO_SIGNS.contains(c);
    DITTO.contains(&plain.as_str()) || (!plain.is_empty() && plain.chars().all(is_sign))
}

/// The text with the letters that were meant, and one space where there were several.
pub(crate) fn mended(holds: Holds, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (place, _, right) in look_alikes(holds, text) {
        letters[place - 1] = right;
    }
    let mut mended = String::with_capacity(text.len());
    for letter in letters {
        let is_again = is_space(letter) && mended.ends_with(is_space);
        if !is_again && !is_unseen(letter) {
            mended.push(if letter == '\u{A0}' { '　' } else { letter });
        }
    }
    mended.trim().to_owned()
}

/// What was meant by a letter in kana that isn't one.
pub(crate) fn kana_meant(letter: char) -> Option<char> {
    if DASHES.contains(&letter) {
        return Some('ー');
    }
    if letter == '\u{A0}' {
        return Some('　');
    }
    let shape = SHAPES.iter().find(|(kanji, _)| *kanji == letter);
    shape.map(|(_, katakana)| *katakana)
}

/// Signs that are no letters: in a name they stand for one, in an address (○○寮) they may not.
fn is_shape(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{21FF}' | '\u{2500}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}')
        || "※＿_〒＃#＠@".contains(letter)
}

fn is_circle(letter: char) -> bool {
    matches!(letter, '○' | '◯' | '◎' | '〇')
}

/// Whether a circle of an address stands where a letter should: in the name of a place, or alone in that of a house. Behind
/// the numbers, ○○寮 is how people leave a name out; 〇 among figures is nought.
fn stands_for_a_letter(text: &str, at: usize) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let is_figure = |c: &char| {
        c.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十百千".contains(*c)
    };
    let (front, rest) = letters.split_at(at);
    let front = &front[..front
        .iter()
        .rposition(|c| !is_circle(*c))
        .map_or(0, |it| it + 1)];
    let behind = rest.iter().position(|c| !is_circle(*c));
    let run = behind.unwrap_or(rest.len()) + at - front.len();
    let neighbours = [front.last(), behind.map(|it| &rest[it])];
    let is_nought = letters[at] == '〇' && neighbours.into_iter().flatten().any(is_figure);
    let is_in_place = !front
        .iter()
        .any(|c| c.is_ascii_digit() || matches!(c, '０'..='９'));
    !is_nought && (is_in_place || run == 1)
}

fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Signs of loss lie outside of what nearly all letters are.
fn may_be_lost(letter: char) -> bool {
    !matches!(letter, 'ぁ'..='ヿ' | '一'..='鿿' | '0'..='9' | '　' | '\u{FFFD}')
}

/// Nearly all names and addresses, told in one look at their bytes: kanji, full-width figures, and single full-width spaces
/// between them.
fn is_plain(text: &str) -> bool {
    let (letters, rest) = text.as_bytes().as_chunks::<3>();
    let mut was_space = true;
    let all_fit = letters.iter().all(|letter| {
        let was = std::mem::replace(&mut was_space, *letter == [0xE3, 0x80, 0x80]);
        match letter {
            [0xE4, 0xB8..=0xBF, _] | [0xE5..=0xE9, _, _] | [0xEF, 0xBC, 0x90..=0x99] => true,
            _ => was_space && !was,
        }
    });
    all_fit && !was_space && rest.is_empty()
}

fn has_odd_space(text: &str) -> bool {
    let mut was_space = true; // as before the first letter, so behind the last
    let is_odd = |letter: char| {
        let was = std::mem::replace(&mut was_space, is_space(letter));
        letter == '\u{A0}' || (was && was_space)
    };
    text.chars().any(is_odd) || (was_space && !text.is_empty())
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '　' | '\u{A0}')
}

/// A lone katakana among kanji, or a lone kanji among katakana: place (from 1), letter, and what was meant.
fn look_alikes(holds: Holds, text: &str) -> impl Iterator<Item = (usize, char, char)> {
    let letters: Vec<char> = if has_katakana(text.as_bytes()) || text.contains(STROKES) {
        text.chars().collect()
    } else {
        Vec::new() // as nearly all names: both sides of a pair would need one
    };
    (0..letters.len()).filter_map(move |at| {
        let letter = letters[at];
        let before = at.checked_sub(1).map(|at| letters[at]);
        let behind = letters.get(at + 1).copied();
        if let Some(right) = stroke_meant(holds, &letters, at) {
            return Some((at + 1, letter, right));
        }
        let (kanji, katakana) = *SHAPES
            .iter()
            .find(|(kanji, katakana)| [*kanji, *katakana].contains(&letter))?;
        let is_of = |fits: fn(char) -> bool, it: Option<char>| it.is_some_and(fits);
        let is_edge = |it: Option<char>| it.is_none_or(char::is_whitespace);
        let word = word_around(&letters, at);
        if letter == kanji {
            let is_within = is_of(is_katakana, before) && is_of(is_katakana, behind);
            let is_meant = is_within || (holds == Holds::Name && is_kana_word(word, letter));
            return is_meant.then_some((at + 1, letter, katakana));
        }
        let is_alone = is_of(is_kanji, before) && is_of(is_kanji, behind);
        // 石川県 numbers its land by イ, ロ, ハ behind the name of a town.
        let is_number = is_of(|it| "町村字区市丁目番地".contains(it), before);
        let is_in_name = holds == Holds::Name
            && ((is_edge(before) && is_of(is_kanji, behind))
                || (is_of(is_kanji, before) && is_edge(behind) && !is_old_name(word))
                || is_lone(word, &letters));
        let is_meant = (is_alone && !is_number) || is_in_name;
        is_meant.then_some((at + 1, letter, kanji))
    })
}

/// What stands between two spaces.
fn word_around(letters: &[char], at: usize) -> &[char] {
    let (front, rest) = letters.split_at(at);
    let start = front.iter().rposition(|c| c.is_whitespace());
    let end = rest.iter().position(|c| c.is_whitespace());
    let end = end.map_or(letters.len(), |it| at + it);
    &letters[start.map_or(0, |it| it + 1)..end]
}

/// Katakana but for kanji of their shape: 夕ナカ, 力卜ウ. Given names of 千, 三, 八, 才 or 二 and one or two katakana are many.
fn is_kana_word(word: &[char], letter: char) -> bool {
    const RARE: [char; 5] = ['力', '口', '工', '夕', '卜'];
    let is_rare = |c: &char| RARE.contains(c);
    let fits = |c: &char| *c == letter || is_rare(c) || is_katakana(*c);
    let is_kana = word.iter().all(fits) && word.iter().any(|c| is_katakana(*c));
    is_kana && (is_rare(&letter) || word.len() > 3)
}

/// Given names of two letters, a figure and a katakana: 三エ, 千エ, 八エ.
fn is_old_name(word: &[char]) -> bool {
    matches!(word, [figure, _] if "一二三八十千".contains(*figure))
}

/// A name of one katakana (佐藤　ニ), or of one and a long stroke (佐藤　トー), beside kanji.
fn is_lone(word: &[char], letters: &[char]) -> bool {
    let is_short = match word {
        [_] => true,
        [_, stroke] => *stroke == 'ー' || STROKES.contains(stroke),
        _ => false,
    };
    let kana = word.iter().filter(|c| is_letter_of_kana(**c)).count();
    let mut words = letters.split(|c| c.is_whitespace());
    let mut others_have_kanji = || words.all(|it| it == word || it.iter().any(|c| is_kanji(*c)));
    is_short && kana == 1 && letters.iter().any(|c| is_kanji(*c)) && others_have_kanji()
}

/// 一 among kanji, where a name has a stroke of another kind; へ among hiragana, where it has ヘ.
fn stroke_meant(holds: Holds, letters: &[char], at: usize) -> Option<char> {
    let letter = letters[at];
    let before = at.checked_sub(1).map(|at| letters[at]);
    let behind = letters.get(at + 1).copied();
    let is_hiragana = |it: Option<char>| it.is_some_and(|c| matches!(c, 'ぁ'..='ゖ'));
    let is_kana = |it: Option<char>| it.is_some_and(is_katakana);
    let is_of_kanji = |it: Option<char>| it.is_some_and(is_kanji);
    let is_edge = |it: Option<char>| it.is_none_or(char::is_whitespace);
    if holds != Holds::Name {
        let is_number = behind.is_some_and(|c| "番丁条".contains(c)) && is_of_kanji(before);
        return (is_number && letter == 'ー').then_some('一');
    }
    let hiragana = ['ヘ', 'ベ', 'ペ'].iter().position(|it| *it == letter);
    if let Some(at) = hiragana {
        let is_meant =
            (is_hiragana(before) || is_hiragana(behind)) && !is_kana(before) && !is_kana(behind);
        return is_meant.then_some(['へ', 'べ', 'ぺ'][at]);
    }
    let mut words = letters.split(|c| c.is_whitespace());
    let is_stroke = (letter == 'ー' || STROKES.contains(&letter))
        && words.any(|word| word.contains(&letter) && !word.iter().any(|c| is_letter_of_kana(*c)));
    let is_among = (is_of_kanji(before) && (is_of_kanji(behind) || is_edge(behind)))
        || (is_edge(before) && is_of_kanji(behind));
    // 佐藤　一 is a name of many; a name of nothing but a stroke is nobody's.
    let is_alone = is_edge(before) && is_edge(behind) && letters.iter().any(|c| is_kanji(*c));
    (is_stroke && (is_among || is_alone)).then_some('一')
}

fn is_letter_of_kana(letter: char) -> bool {
    matches!(letter, 'ァ'..='ヺ')
}

fn is_katakana(letter: char) -> bool {
    matches!(letter, 'ァ'..='ヺ' | 'ー')
}

fn is_kanji(letter: char) -> bool {
    matches!(letter, '一'..='鿿' | '㐀'..='䶿' | '々' | '\u{20000}'..='\u{3FFFF}')
}

/// Katakana begin with the bytes E3 82 or E3 83.
fn has_katakana(text: &[u8]) -> bool {
    memchr::memchr_iter(0xE3, text).any(|at| match text.get(at + 1..at + 3) {
        Some([0x82, low]) => *low >= 0xA1,
        Some([0x83, _]) => true,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(holds: Holds, text: &str) -> Vec<FindingCode> {
        let mut codes = Vec::new();
        check_person_text(holds, text, &mut |code, _, _| codes.push(code));
        codes
    }

    #[test]
    fn letters_of_one_shape_are_told_apart_by_their_neighbours() {
        for (text, meant) in [
            ("ニ宮　太郎", "二宮　太郎"),
            ("江ロ　花子", "江口　花子"),
            ("カ石　太郎", "力石　太郎"),
            ("ハ木　太郎", "八木　太郎"),
            ("タ張　太郎", "夕張　太郎"),
            ("大エ原　太郎", "大工原　太郎"),
            ("アン二ー　ミホン", "アンニー　ミホン"),
            ("佐藤　ー郎", "佐藤　一郎"),
            ("佐藤　ー", "佐藤　一"),
            ("佐藤　－", "佐藤　一"),
            ("佐藤　慎―", "佐藤　慎一"),
            ("佐藤　慎－", "佐藤　慎一"),
            ("佐藤　ヘい太", "佐藤　へい太"),
            ("夕ナカ　タロウ", "タナカ　タロウ"),
            ("タナ力　タロウ", "タナカ　タロウ"),
            ("力卜ウ　タロウ", "カトウ　タロウ"),
            ("二シムラ　タロウ", "ニシムラ　タロウ"),
            ("佐藤　ニ", "佐藤　二"),
            ("ハ　太郎", "八　太郎"),
            ("八ツ木　カ", "八ツ木　力"),
        ] {
            assert_eq!(codes(Holds::Name, text), [FindingCode::LookAlike], "{text}");
            assert_eq!(mended(Holds::Name, text), meant);
        }
        for text in [
            "練習　ハナ",
            "一ノ瀬　太郎",
            "三ツ木　花子",
            "練習　マリ子",
            "ロバート　ミホン",
            "スー　チー",
            "佐藤　サリー",
            "サトウ－スミス　ジョン",
            "佐藤　ヘレン",
            "佐藤　へい太",
            "八木　千夏",
            "森　エミ子",
            "森　千ヨ",
            "森　三エ",
            "八ツ橋　太郎",
            "リ　ハ",
            "グエン　ティ　ハ",
            "佐藤　ミミ",
        ] {
            assert_eq!(codes(Holds::Name, text), [], "{text}");
        }
        for (text, meant) in [
            ("東京都ハ王子市見本町1", "東京都八王子市見本町1"),
            ("東京都見本区ー番町1", "東京都見本区一番町1"),
            ("見本市北ー条西2丁目", "見本市北一条西2丁目"),
        ] {
            assert_eq!(
                codes(Holds::Address, text),
                [FindingCode::LookAlike],
                "{text}"
            );
            assert_eq!(mended(Holds::Address, text), meant);
        }
        for text in [
            "石川県見本市見本町ロ12",
            "石川県見本市見本町ハ一二",
            "東京都八王子市1 ハイツ三鷹",
            "見本市カ1",
            "見本市見本町1ー2番地",
            "見本市見本町1 タワー番町",
        ] {
            assert_eq!(codes(Holds::Address, text), [], "{text}");
        }
    }

    #[test]
    fn signs_of_loss_spaces_and_dittos_are_named() {
        use FindingCode as F;
        for (text, code) in [
            ("山●　太郎", F::LetterLost),
            ("山〓　太郎", F::LetterLost),
            ("?田　太郎", F::LetterLost),
            ("山＊　太郎", F::LetterLost),
            ("□田　太郎", F::LetterLost),
            ("○田　太郎", F::LetterLost),
            ("※田　太郎", F::LetterLost),
            ("▲田　太郎", F::LetterLost),
            ("練習　　太郎", F::SpaceOdd),
            ("練習　太郎 ", F::SpaceOdd),
            ("　練習　太郎", F::SpaceOdd),
            ("練習 　太郎", F::SpaceOdd),
            ("練習\u{A0}太郎", F::SpaceOdd),
        ] {
            assert_eq!(codes(Holds::Name, text), [code], "{text}");
        }
        assert_eq!(mended(Holds::Name, " 練習　　太郎 "), "練習　太郎");
        for text in [
            "同上",
            "〃",
            " 同上 ",
            "同 上",
            "〃〃",
            "″",
            "上記に同じ",
            "本人と同じ",
            "同居",
        ] {
            assert_eq!(codes(Holds::Address, text), [F::Ditto], "{text}");
        }
        for text in [
            "東京都見本区見本町1 ○○寮",
            "京都府見本市同心町1",
            "東京都見本区見本町二〇番地",
            "東京都見本区見本町一〇〇番地",
            "東京都見本区見本町2〇1",
        ] {
            assert_eq!(codes(Holds::Address, text), [], "{text}");
        }
        for text in [
            "東京都○区見本町1",
            "東京都見本区◯本町1-2",
            "東京都見本区◎◎町1-2",
            "東京都〇〇区見本町1-2",
            "東京都見本区見本町1-2 ○寮",
        ] {
            assert_eq!(codes(Holds::Address, text), [F::LetterLost], "{text}");
        }
    }
}
