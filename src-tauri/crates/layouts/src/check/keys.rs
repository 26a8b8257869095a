//! Keys of a row: its cells in 64 bits each, comparable within one run. What is only written otherwise has one key.

use super::{earlier::content_of, life::Life, person_key::PersonKey, steady::Steady};
use crate::{
    definition::{Column, ColumnType, Identity},
    read::Cells,
};
use ahash::RandomState;
use kakehashi_domain::{compare::folded_letters, date_value};

/// What identifies a row and the people around it. A key of 0 takes part in nothing.
#[derive(Clone, Copy, Default)]
pub(crate) struct Keys {
    /// The 個人番号 itself, where it is right.
    pub number: u64,
    pub registration: u64,
    pub household: u64,
    pub person: PersonKey,
    /// All cells; 0 where nobody asked.
    pub content: u64,
    /// What stays as it is; nothing where nobody asked.
    pub steady: Steady,
    pub life: Life,
}

impl Keys {
    /// `above` are those of the row above, if it had any: a family has one household.
    pub(crate) fn of(
        columns: &[Column],
        who: &Identity,
        hash_state: &RandomState,
        number: Option<u64>,
        row: &Cells,
        above: Option<&Self>,
        room: &mut Room,
    ) -> Self {
        let are_as_above = |at: &[usize]| at.iter().all(|at| row.is_as_above(*at));
        let household = above.filter(|_| are_as_above(&who.household));
        let mut key = |at: &[usize]| {
            room.key(
                hash_state,
                0,
                at.iter().map(|at| (&columns[*at], &row[*at])),
            )
        };
        let registration = key(&who.registration);
        let household = household.map_or_else(|| key(&who.household), |it| it.household);
        let person = who.person.iter().map(|at| (&columns[*at], &row[*at]));
        Self {
            number: number.unwrap_or(0),
            registration,
            household,
            person: PersonKey::of(person, hash_state, room),
            content: 0,
            steady: Steady::default(),
            life: Life::of(who, row, above.map(|it| it.life)),
        }
    }
}

/// Room to lay cells side by side in.
#[derive(Default)]
pub(crate) struct Room(Vec<u8>);

impl Room {
    /// One key for some cells, 0 for none.
    pub(crate) fn key<'c>(
        &mut self,
        hash_state: &RandomState,
        seed: u64,
        cells: impl Iterator<Item = (&'c Column, &'c str)>,
    ) -> u64 {
        let Self(laid) = self;
        laid.clear();
        laid.extend(seed.to_ne_bytes());
        let seed_end = laid.len();
        for (column, cell) in cells {
            lay(column, cell, laid);
            laid.push(END);
        }
        if laid.len() == seed_end {
            return 0; // the definition names no columns
        }
        hash_state.hash_one(&*laid)
    }

    /// A byte for a cell, the same in every run. Width, spaces and strokes don't count in letters: less than what makes people
    /// one, and a fraction of its time.
    pub(super) fn sum(&mut self, column: &Column, cell: &str) -> u8 {
        let Self(laid) = self;
        laid.clear();
        if column.column_type == ColumnType::Date || cell.is_ascii() {
            lay(column, cell, laid);
        } else {
            let letters = cell.chars().filter_map(narrow);
            letters.for_each(|letter| lay_letter(letter, laid));
        }
        content_of(std::iter::once(&*laid)).to_be_bytes()[0]
    }
}

/// No cell has it in what is laid of it.
const END: u8 = 0xFF;

/// Lays a cell down so that the same value lies the same, however it is written: width, small kana, marks of a long
/// sound, spaces, zeros in front, notations of a day.
fn lay(column: &Column, cell: &str, laid: &mut Vec<u8>) {
    let day = (column.column_type == ColumnType::Date).then(|| date_value(cell.trim()));
    if let Some(day) = day.flatten() {
        laid.extend(day_number(day).to_le_bytes());
        return;
    }
    let start = laid.len();
    if cell.bytes().all(|byte| byte.is_ascii_digit()) {
        laid.extend(without_zeros(cell).as_bytes());
    } else if !lay_katakana(cell.as_bytes(), laid) {
        laid.truncate(start);
        lay_letters(cell, laid);
    }
}

/// A number that is nothing but zeros is 0.
fn without_zeros(digits: &str) -> &str {
    let zeros = digits.bytes().take_while(|digit| *digit == b'0').count();
    &digits[zeros.min(digits.len().saturating_sub(1))..]
}

/// By letters, each number among them without the zeros in front.
fn lay_letters(cell: &str, laid: &mut Vec<u8>) {
    let mut letters = folded_letters(cell).flat_map(compatible).peekable();
    let mut is_in_number = false;
    while let Some(letter) = letters.next() {
        let is_before_digit = letters.peek().is_some_and(char::is_ascii_digit);
        if letter == '0' && !is_in_number && is_before_digit {
            continue;
        }
        is_in_number = letter.is_ascii_digit();
        lay_letter(letter, laid);
    }
}

/// A letter in its narrow form; none for spaces and strokes.
fn narrow(letter: char) -> Option<char> {
    match letter {
        ' ' | '\u{3000}' | '-' | 'ー' | '－' | '−' | '‐' | '―' => None,
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0),
        _ => Some(letter),
    }
}

/// What Unicode holds to be the same sign in another dress (NFKC), of those that stand in 記号 and 番号.
fn compatible(letter: char) -> impl Iterator<Item = char> {
    const ROMAN: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    const CIRCLED: [&str; 20] = [
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
        "17", "18", "19", "20",
    ];
    let above = |first: char| (u32::from(letter) - u32::from(first)) as usize;
    let plain = match letter {
        '①'..='⑳' => CIRCLED[above('①')],
        '⓪' => "0",
        'Ⅰ'..='Ⅻ' => ROMAN[above('Ⅰ')],
        'ⅰ'..='ⅻ' => ROMAN[above('ⅰ')],
        '²' => "2",
        '³' => "3",
        '･' => "・",
        _ => "",
    };
    let itself = plain.is_empty().then_some(letter);
    itself.into_iter().chain(plain.chars())
}

pub(super) fn day_number(day: chrono::NaiveDate) -> u32 {
    u32::try_from(chrono::Datelike::num_days_from_ce(&day)).unwrap_or(0)
}

fn lay_letter(letter: char, laid: &mut Vec<u8>) {
    let code_point = u32::from(letter).to_le_bytes();
    if letter.is_ascii() {
        laid.push(code_point[0]);
    } else {
        laid.extend(&code_point[..3]);
    }
}

/// The way of nearly all names, and so without a detour: as by letters. False for anything but full-width katakana.
fn lay_katakana(cell: &[u8], laid: &mut Vec<u8>) -> bool {
    let (letters, rest) = cell.as_chunks::<3>();
    if !rest.is_empty() {
        return false;
    }
    for letter in letters {
        let place = match letter {
            [0xE3, 0x80, 0x80] => continue, // the full-width space
            [0xE3, 0x82, low @ 0xA1..=0xBF] => low - 0x80,
            [0xE3, 0x83, low @ 0x80..=0xBC] => low - 0x40,
            _ => return false,
        };
        laid.extend([FOLDED[usize::from(place)], 0x30, 0]);
    }
    true
}

/// By the low six bits and one more of a katakana's code point, the low byte of what it folds to.
static FOLDED: [u8; 0x80] = folded_katakana();

const fn folded_katakana() -> [u8; 0x80] {
    let mut folded = [0; 0x80];
    let mut place = 0;
    while place < 0x80 {
        let low = (place + 0x80) as u8;
        folded[place] = match low {
            0xA1 | 0xA3 | 0xA5 | 0xA7 | 0xA9 | 0xC3 | 0xE3 | 0xE5 | 0xE7 | 0xEE => low + 1,
            0xC2 => 0xB8, // ヂ and ジ
            0xC5 => 0xBA, // ヅ and ズ
            0xF5 => 0xAB, // ヵ
            0xF6 => 0xB1, // ヶ
            _ => low,
        };
        place += 1;
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(cell: &str) -> Vec<u8> {
        let mut laid = Vec::new();
        if !lay_katakana(cell.as_bytes(), &mut laid) {
            laid.clear();
            lay_letters(cell, &mut laid);
        }
        laid
    }

    #[test]
    fn the_short_way_for_katakana_folds_as_the_long_one() {
        for letter in ('ァ'..='ー').chain(['　']) {
            let (mut short, mut long) = (Vec::new(), Vec::new());
            assert!(lay_katakana(letter.to_string().as_bytes(), &mut short));
            folded_letters(&letter.to_string()).for_each(|it| lay_letter(it, &mut long));
            assert_eq!(short, long, "{letter}");
        }
    }

    #[test]
    fn other_writings_of_a_name_lie_the_same() {
        for (one, other) in [
            ("ショウコ", "シヨウコ"),
            ("レンシュウ　ジロウ", "ﾚﾝｼｭｳ ｼﾞﾛｳ"),
            ("ヨーコ", "ヨ－コ"),
            ("ヨーコ", "ヨ―コ"),
            ("れんしゅう", "レンシュウ"),
            ("健001", "健1"),
            ("01-02", "1-2"),
            ("Ⅲ", "III"),
            ("①２", "12"),
            ("1･2", "1・2"),
            ("レン\u{200B}シュウ", "レンシュウ"),
        ] {
            assert_eq!(laid(one), laid(other), "{one} {other}");
        }
        assert_ne!(laid("ハハ"), laid("パパ"));
        assert_ne!(laid("健10"), laid("健1"));
        assert_eq!(
            (
                without_zeros("0088"),
                without_zeros("000"),
                without_zeros("")
            ),
            ("88", "0", "")
        );
    }
}
