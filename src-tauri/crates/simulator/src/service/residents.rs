//! Look-ups in the practice 住基: a number by 5情報, the 5情報 of a number. Several hits are answered as such: who it
//! is, no server decides.

use csv::StringRecord;

use super::{Counter, Outcome, Service, inquiries::WITHHELD, registrations::places, role};
use crate::{
    Error,
    db::{
        DbError,
        registrations::is_number_withheld,
        residents::{self, Resident},
    },
    layout::Layout,
    residents::FiveItems,
};

const NOBODY: &str = "該当する方がいません。5情報を本人に確かめてください";
const INCOMPLETE: &str = "5情報がそろっていないので、照会できません";
const NOT_ASKED: &str = "本人に番号を求めた日がないので、照会できません";
const NO_SUCH_NUMBER: &str = "この個人番号の本人確認情報はありません";

/// Looks for the number of a person.
pub struct FindNumber {
    five_items: [usize; 5],
    asked: usize,
}

/// Answers with the 5情報 of a number.
pub struct VerifyNumber {
    number: usize,
}

impl FindNumber {
    /// Looks the columns up.
    ///
    /// # Errors
    /// When one is missing.
    pub fn new(layout: &Layout, five_items: &[String; 5], asked: &str) -> Result<Self, Error> {
        Ok(FindNumber {
            five_items: places(layout, five_items)?,
            asked: layout.position(asked)?,
        })
    }
}

impl Service for FindNumber {
    fn act(&self, counter: &mut Counter<'_>, row: &StringRecord) -> Result<Outcome, DbError> {
        let [name_kanji, name_kana, birth_date, sex, address] = self.five_items.map(|at| &row[at]);
        let items = FiveItems {
            name_kanji,
            name_kana,
            birth_date,
            sex,
            address,
        };
        if self.five_items.iter().any(|at| row[*at].trim().is_empty()) {
            return Ok(Outcome::refused(INCOMPLETE));
        }
        if row[self.asked].is_empty() {
            return Ok(Outcome::refused(NOT_ASKED));
        }
        let found = residents::matching(counter.c, &items.match_key())?;
        let hits = role("hits", found.len().to_string());
        Ok(match found.as_slice() {
            [] => Outcome {
                message: NOBODY.into(),
                answer: vec![hits],
            },
            [resident] => Outcome::done([vec![hits], answer(counter, resident)?].concat()),
            several => Outcome {
                message: format!(
                    "{} 人に当たりました。1人に決まるまで、番号は返しません",
                    several.len()
                ),
                answer: vec![hits],
            },
        })
    }
}

impl VerifyNumber {
    /// Looks the column up.
    ///
    /// # Errors
    /// When it is missing.
    pub fn new(layout: &Layout, number: &str) -> Result<Self, Error> {
        Ok(VerifyNumber {
            number: layout.position(number)?,
        })
    }
}

impl Service for VerifyNumber {
    fn act(&self, counter: &mut Counter<'_>, row: &StringRecord) -> Result<Outcome, DbError> {
        let found = residents::with_number(counter.c, &row[self.number])?;
        Ok(match found {
            None => Outcome::refused(NO_SUCH_NUMBER),
            Some(resident) => Outcome::done(answer(counter, &resident)?),
        })
    }
}

/// Of a person whom the insurer has said to be protected, nobody is told where they live.
fn answer(counter: &Counter<'_>, resident: &Resident) -> Result<Vec<(String, String)>, DbError> {
    let number = &resident.personal_number;
    let is_withheld = is_number_withheld(counter.c, counter.insurer, number)?;
    let (address, state) = match is_withheld {
        true => ("", WITHHELD),
        false => (resident.address.as_str(), resident.state.as_str()),
    };
    Ok(vec![
        role("number", &resident.personal_number),
        role("name_kanji", &resident.name_kanji),
        role("name_kana", &resident.name_kana),
        role("birth_date", &resident.birth_date),
        role("sex", &resident.sex),
        role("address", address),
        role("state", state),
    ])
}
