//! The practice 住基: everybody who lives somewhere, whoever is insured.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::DbError;

/// One person of the register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resident {
    /// 個人番号.
    pub personal_number: String,
    /// 漢字氏名 as the register writes it.
    pub name_kanji: String,
    /// カナ氏名.
    pub name_kana: String,
    /// `YYYYMMDD`.
    pub birth_date: String,
    /// 1 or 2.
    pub sex: String,
    /// 住所 today.
    pub address: String,
    /// 住民, 住所変更あり or 死亡.
    pub state: String,
    /// By what one is found.
    pub match_key: String,
    /// The same for the address before.
    pub former_key: String,
}

impl Resident {
    /// 漢字氏名, カナ氏名, 生年月日, 性別, 住所.
    pub fn five_items(&self) -> [String; 5] {
        [
            &self.name_kanji,
            &self.name_kana,
            &self.birth_date,
            &self.sex,
            &self.address,
        ]
        .map(Clone::clone)
    }
}

const COLUMNS: &str = "personal_number, name_kanji, name_kana, birth_date, sex, address, state, \
     match_key, former_key";
/// Nobody needs to hear of more.
const MOST_HITS: u32 = 10;

/// Fills the register of a new database.
///
/// # Errors
/// What the database says.
pub fn fill(c: &Connection, people: impl Iterator<Item = Resident>) -> Result<(), DbError> {
    let is_filled: bool = c.query_row("SELECT EXISTS (SELECT 1 FROM residents)", [], |row| {
        row.get(0)
    })?;
    if is_filled {
        return Ok(());
    }
    let sql =
        format!("INSERT OR IGNORE INTO residents ({COLUMNS}) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)");
    let mut statement = c.prepare(&sql)?;
    for person in people {
        statement.execute(params![
            person.personal_number,
            person.name_kanji,
            person.name_kana,
            person.birth_date,
            person.sex,
            person.address,
            person.state,
            person.match_key,
            person.former_key,
        ])?;
    }
    Ok(())
}

/// Everybody who is found by these 5情報, today's or those before a move.
///
/// # Errors
/// What the database says.
pub fn matching(c: &Connection, key: &str) -> Result<Vec<Resident>, DbError> {
    Ok(c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM residents WHERE match_key = ?1 OR former_key = ?1 LIMIT ?2"
    ))?
    .query_map(params![key, MOST_HITS], read)?
    .collect::<Result<_, _>>()?)
}

/// Who has a number.
///
/// # Errors
/// What the database says.
pub fn with_number(c: &Connection, number: &str) -> Result<Option<Resident>, DbError> {
    Ok(c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM residents WHERE personal_number = ?1"
    ))?
    .query_row([number], read)
    .optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Resident> {
    Ok(Resident {
        personal_number: row.get(0)?,
        name_kanji: row.get(1)?,
        name_kana: row.get(2)?,
        birth_date: row.get(3)?,
        sex: row.get(4)?,
        address: row.get(5)?,
        state: row.get(6)?,
        match_key: row.get(7)?,
        former_key: row.get(8)?,
    })
}
