//! Which rows go wrong, and how.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::people::{Person, day};

/// One way in which a row goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    CheckDigit,
    NumberOfAnother,
    ImpossibleDate,
    NoKana,
    UnknownCode,
    LostZero,
    /// Formally right: only the server knows that this person was never registered.
    NeverRegistered,
}

const FOR_THE_TERMINAL: [Mistake; 6] = [
    Mistake::CheckDigit,
    Mistake::NumberOfAnother,
    Mistake::ImpossibleDate,
    Mistake::NoKana,
    Mistake::UnknownCode,
    Mistake::LostZero,
];

/// Spreads the mistakes over a file of this many rows, never on its first.
pub fn plan(rows: u64) -> BTreeMap<u64, Mistake> {
    let refused = match rows {
        0..20 => 0,
        20..100 => 1,
        _ => 3,
    };
    let found = match rows {
        0..20 => usize::try_from(rows / 3).unwrap_or(0),
        20..1000 => 6,
        _ => 8,
    };
    let all = FOR_THE_TERMINAL
        .into_iter()
        .cycle()
        .take(found)
        .chain(std::iter::repeat_n(Mistake::NeverRegistered, refused));
    let count = (found + refused) as u64;
    (1..).map(|nth| nth * rows / (count + 1)).zip(all).collect()
}

impl Mistake {
    /// Makes the row wrong; `first` is the first person of the file.
    pub fn spoil(self, person: &mut Person, first: &Person, today: NaiveDate) {
        match self {
            Mistake::CheckDigit => person.personal_number = other_last_digit(person),
            Mistake::NumberOfAnother => {
                person.personal_number.clone_from(&first.personal_number);
            }
            Mistake::ImpossibleDate => person.change_date = "20260230".into(),
            Mistake::NoKana => person.name_kana.clear(),
            Mistake::UnknownCode => person.change_kind = "7",
            Mistake::LostZero => {
                person.personal_number.remove(0);
            }
            Mistake::NeverRegistered => {
                person.change_kind = "2";
                person.acquired_on = day(today - Days::new(400));
                person.lost_on = day(today - Days::new(10));
                person.notified_on = day(today - Days::new(3));
                person.change_date.clone_from(&person.lost_on);
            }
        }
    }
}

fn other_last_digit(person: &Person) -> String {
    let mut number = person.personal_number.clone();
    let next = match number.pop() {
        Some('9') | None => '0',
        Some(digit) => char::from_u32(u32::from(digit) + 1).unwrap_or('0'),
    };
    number.push(next);
    number
}
