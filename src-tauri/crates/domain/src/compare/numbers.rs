//! The numbers of an address: where they begin, their list, where they end.

use super::{letters::Letters, tables};
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../../../../assets/rules/folding/address-words.tsv");

/// Words that make a numeral part of a name.
static NAME: LazyLock<Vec<&str>> = LazyLock::new(|| words("name"));
/// Words that make a numeral a room, a house or a floor.
static ROOM: LazyLock<Vec<&str>> = LazyLock::new(|| words("room"));
/// Words that may be absent.
pub(super) static ABSENT: LazyLock<Vec<&str>> = LazyLock::new(|| words("absent"));

fn words(what: &str) -> Vec<&'static str> {
    let rows = tables::rows(WORDS).filter(|[_, role, _]| *role == what);
    rows.map(|[word, ..]| word).collect()
}

/// What stands behind a number. A hyphen says nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// 地割, as 岩手県 counts its land.
    Part,
    Chome,
    Ban,
    Go,
    Hyphen,
}

/// One number of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u64,
    unit: Unit,
    /// What stands before it behind a 丁目: 3丁目北1, 4丁目イ1.
    mark: Option<char>,
}

impl Number {
    /// Equal, unless both say what they are and say two things: 1丁目 isn't 1番.
    pub(super) fn is_like(self, other: Self) -> bool {
        let is_open = self.unit == Unit::Hyphen || other.unit == Unit::Hyphen;
        let is_one = self.value == other.value && self.mark == other.mark;
        is_one && (is_open || self.unit == other.unit)
    }

    /// Whether 第 may stand before it: 第1地割.
    pub(super) fn is_part(self) -> bool {
        self.unit == Unit::Part
    }
}

/// A kanji numeral that belongs to a name (北一条, 一番町), and its end. 二四 is read in two ways, and so in none.
pub(super) fn of_name(letters: &Letters, at: usize) -> Option<(u64, usize)> {
    let (value, end) = number(letters, at).filter(|_| is_kanji(letters, at))?;
    let is_plain = end == at + 1 || letters.all()[at..end].iter().any(|c| "十百千".contains(*c));
    (is_plain && is_any(letters, end, &NAME)).then_some((value, end))
}

fn is_kanji(letters: &Letters, at: usize) -> bool {
    letters.at(at).is_some_and(is_kanji_numeral)
}

/// Finds the first number behind the 町字.
pub(super) fn begin(letters: &Letters, from: usize) -> usize {
    let mut at = from;
    while at < letters.all().len() {
        match number(letters, at) {
            Some((_, end)) if is_begin(letters, at, end) => return at,
            Some((_, end)) => at = end,
            None => at += 1,
        }
    }
    at
}

/// Reads the list of numbers; gives back where it ends.
pub(super) fn list(letters: &Letters, begin: usize) -> (Vec<Number>, usize) {
    let (mut list, mut at, mut mark) = (Vec::with_capacity(4), begin, None);
    while let Some((value, end)) = number(letters, at) {
        if !list.is_empty() && is_any(letters, end, &ROOM) {
            break;
        }
        let Some((unit, next)) = separator(letters, end) else {
            list.push(Number {
                value,
                unit: Unit::Hyphen,
                mark,
            });
            return (list, end);
        };
        list.push(Number { value, unit, mark });
        mark = mark_behind(letters, next).filter(|_| unit == Unit::Chome);
        at = next + usize::from(mark.is_some());
        if unit == Unit::Go && letters.is_gap(at) {
            break;
        }
    }
    (list, at)
}

/// The letter between two numbers: a direction, or how a land register counts.
fn mark_behind(letters: &Letters, at: usize) -> Option<char> {
    let is_next = |at: usize| !letters.is_gap(at);
    let is_figure = letters
        .at(at + 1)
        .is_some_and(|letter| letter.is_ascii_digit());
    let mark = letters
        .at(at)
        .filter(|_| is_figure && is_next(at) && is_next(at + 1));
    mark.filter(|letter| "東西南北甲乙丙イロハニホヘト".contains(*letter))
}

/// A numeral begins the numbers when one of their words follows, or, in figures, when no name's word does.
fn is_begin(letters: &Letters, at: usize, end: usize) -> bool {
    let is_arabic = letters.at(at).is_some_and(|letter| letter.is_ascii_digit());
    match separator(letters, end) {
        Some((Unit::Chome | Unit::Part, _)) => true,
        Some((_, next)) => is_arabic || letters.is_gap(next) || is_numeral(letters.at(next)),
        None => is_arabic && !is_any(letters, end, &NAME),
    }
}

/// 丁目, 番地, 番, 号, a hyphen or の behind a number, and where what follows begins.
fn separator(letters: &Letters, at: usize) -> Option<(Unit, usize)> {
    let joined = |next: usize| {
        let is_joint = matches!(letters.at(next), Some('-' | 'ノ'));
        if is_joint && is_numeral(letters.at(next + 1)) {
            next + 1
        } else {
            next
        }
    };
    let is_name = |next: usize| {
        let is_stop = |c| {
            matches!(
                c,
                '町' | '丁' | '街' | '通' | '館' | '組' | '線' | '外' | '室' | '棟' | '階'
            )
        };
        !letters.is_gap(next) && letters.at(next).is_some_and(is_stop)
    };
    match letters.at(at)? {
        '丁' if letters.at(at + 1) == Some('目') => Some((Unit::Chome, joined(at + 2))),
        '丁' if letters.is_gap(at + 1) || is_numeral(letters.at(joined(at + 1))) => {
            Some((Unit::Chome, joined(at + 1)))
        }
        '地' if letters.at(at + 1) == Some('割') => Some((Unit::Part, joined(at + 2))),
        '番' if letters.at(at + 1) == Some('地') => Some((Unit::Ban, joined(at + 2))),
        '番' if !is_name(at + 1) => Some((Unit::Ban, joined(at + 1))),
        '号' if !is_name(at + 1) => Some((Unit::Go, joined(at + 1))),
        '-' | 'ノ' if is_numeral(letters.at(at + 1)) => Some((Unit::Hyphen, at + 1)),
        _ => None,
    }
}

fn is_any(letters: &Letters, at: usize, words: &[&str]) -> bool {
    !letters.is_gap(at) && words.iter().any(|word| letters.has(at, word))
}

fn is_numeral(letter: Option<char>) -> bool {
    letter.is_some_and(|c| c.is_ascii_digit() || is_kanji_numeral(c))
}

fn is_kanji_numeral(letter: char) -> bool {
    matches!(
        letter,
        '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千'
    )
}

/// The numeral at a place, in figures or kanji, and its end.
fn number(letters: &Letters, at: usize) -> Option<(u64, usize)> {
    let arabic = letters.run(at, |c| c.is_ascii_digit());
    let kanji = if arabic > 0 {
        0
    } else {
        letters.run(at, is_kanji_numeral)
    };
    let end = at + arabic + kanji;
    let digits = letters
        .all()
        .get(at..end)
        .filter(|digits| !digits.is_empty())?;
    let value = if arabic > 0 {
        positional(digits)
    } else {
        kanji_value(digits)
    };
    Some((value?, end))
}

fn positional(digits: &[char]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |sum, digit| {
        sum.checked_mul(10)?
            .checked_add(u64::from(digit.to_digit(10)?))
    })
}

/// Reads kanji numerals below ten thousand: 二十三 or 二三. None for what is no number.
pub(super) fn kanji_value(letters: &[char]) -> Option<u64> {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |letter: &char| DIGITS.iter().position(|d| d == letter);
    if letters.is_empty() || letters.len() > 9 {
        return None;
    }
    if letters.iter().all(|letter| digit(letter).is_some()) {
        let figures = letters.iter().filter_map(digit);
        return Some(figures.fold(0, |sum, figure| sum * 10 + figure as u64));
    }
    let (mut sum, mut ones, mut last_unit) = (0, None, 10_000);
    for letter in letters {
        if let Some(figure) = digit(letter) {
            if figure == 0 || ones.replace(figure as u64).is_some() {
                return None;
            }
            continue;
        }
        let unit = match letter {
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            _ => return None,
        };
        if unit >= last_unit {
            return None;
        }
        sum += ones.take().unwrap_or(1) * unit;
        last_unit = unit;
    }
    Some(sum + ones.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kanji_numerals() {
        let value = |text: &str| kanji_value(&text.chars().collect::<Vec<_>>());
        for (text, number) in [
            ("二十三", 23),
            ("二三", 23),
            ("十", 10),
            ("百五", 105),
            ("一〇二", 102),
            ("千二百", 1200),
        ] {
            assert_eq!(value(text), Some(number), "{text}");
        }
        for text in [
            "",
            "十十",
            "百千",
            "二三十",
            "十〇",
            "町",
            "一二三四五六七八九一",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
