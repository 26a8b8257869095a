//! A file of the 配信マスター, read into what it says. Nothing of it goes further that isn't what it should be.

use chrono::NaiveDate;
use kakehashi_domain::{
    Code, Fault, Master, MasterEdit, MasterEntry, MasterKey, Outcome, packed_date_value,
};
use kakehashi_layouts::{Layout, Row, RowWriter, rows};
use sha2::{Digest, Sha256};
use std::io::{Read, Write};

/// 区分 of the first row, which tells version and digest.
pub(super) const VERSION: &str = "00";
/// The columns, by id.
pub(super) const COLUMNS: [&str; 7] = [
    "part",
    "code",
    "name",
    "valid_from",
    "valid_until",
    "change",
    "base",
];
pub(super) const EDITS: [(MasterEdit, &str); 3] = [
    (MasterEdit::Add, "1"),
    (MasterEdit::Change, "2"),
    (MasterEdit::End, "3"),
];

/// What a file says.
pub(super) struct MasterFile {
    pub version: u32,
    pub published_on: Option<NaiveDate>,
    /// Of the whole that it comes to.
    pub sha256: String,
    pub content: Content,
}

/// 全件 or 差分.
pub(super) enum Content {
    Whole(Master),
    Since(u32, Vec<(MasterEdit, MasterKey, MasterEntry)>),
}

impl MasterFile {
    /// Reads a file.
    ///
    /// # Errors
    /// `MASTER_UNFIT`, and those of reading.
    pub fn read(source: impl Read, layout: &Layout) -> Outcome<Self> {
        let mut rows = rows(source, layout)?;
        let head = rows.next().ok_or_else(|| unfit("行がない"))??;
        let [part, version, sha256, published, _, _, base] = cells(&head);
        let is_digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        let is_digest = sha256.len() == 64 && sha256.bytes().all(is_digit);
        if part != VERSION || !is_digest {
            return Err(unfit("はじめの行が版を言っていない"));
        }
        let number = |text: &str| text.parse().ok().filter(|number| *number > 0);
        let version = number(version).ok_or_else(|| unfit("版の番号"))?;
        let base = match base {
            "" => None,
            text => Some(number(text).ok_or_else(|| unfit("もとの版の番号"))?),
        };
        let (published_on, sha256) = (day(published, 1)?, sha256.to_owned());
        let (mut entries, mut edits) = (Vec::new(), Vec::new());
        for row in rows {
            let row = row?;
            let (edit, key, entry) = read_row(&row)?;
            match (base, edit) {
                (None, None) => entries.push((key, entry)),
                (Some(_), Some(edit)) => edits.push((edit, key, entry)),
                (None, Some(_)) | (Some(_), None) => return Err(at(&row, "変更の種類")),
            }
        }
        let content = match base {
            Some(base) => Content::Since(base, edits),
            None => {
                let twice = |key: MasterKey| unfit(&format!("{}が2つある", key.code()));
                Content::Whole(Master::of(entries).map_err(twice)?)
            }
        };
        Ok(Self {
            version,
            published_on,
            sha256,
            content,
        })
    }

    /// The whole that it comes to, which is what it said it would be.
    ///
    /// # Errors
    /// `MASTER_UNFIT` for a 全件 that was damaged, `MASTER_NOT_PROVED` for a 差分 that doesn't come to its 全件.
    pub fn whole(self, had: Option<(u32, Master)>) -> Outcome<Master> {
        let unproved = |what: String| Fault::new(Code::MasterNotProved).with("what", what);
        match self.content {
            Content::Whole(master) if sha256_of(&master) == self.sha256 => Ok(master),
            Content::Whole(_) => Err(unfit("全件がその指紋と合わない")),
            Content::Since(base, edits) => {
                let (_, had) = had
                    .filter(|(version, _)| *version == base)
                    .ok_or_else(|| unproved(format!("もとの版{base}が、ここにない")))?;
                let misfit = |key: MasterKey| unproved(format!("{}が当てはまらない", key.code()));
                let master = had.edited(edits).map_err(misfit)?;
                if sha256_of(&master) != self.sha256 {
                    return Err(unproved("指紋がちがう".to_owned()));
                }
                Ok(master)
            }
        }
    }
}

/// What tells one content from another.
pub(super) fn sha256_of(master: &Master) -> String {
    hex::encode(Sha256::digest(master.lines()))
}

/// Writes a file of a version: its rows after the one that tells version and digest.
pub(super) fn write_file<'r>(
    layout: &Layout,
    (version, published_on, sha256, base): (u32, Option<NaiveDate>, &str, Option<u32>),
    rows: impl IntoIterator<Item = (&'r MasterKey, &'r MasterEntry, &'static str)>,
    sink: &mut dyn Write,
) -> Outcome<u32> {
    let places: Vec<usize> = COLUMNS.iter().filter_map(|id| layout.column(id)).collect();
    let mut writer = RowWriter::new(layout, sink)?;
    let mut write = |cells: [&str; 7]| {
        let mut row = vec![""; layout.columns.len()];
        for (place, cell) in places.iter().zip(cells) {
            row[*place] = cell;
        }
        writer.write(&row)
    };
    let published = published_on.map(|day| day.format("%Y%m%d").to_string());
    let base = base.map(|version| version.to_string()).unwrap_or_default();
    let (version, published) = (version.to_string(), published.unwrap_or_default());
    write([VERSION, &version, sha256, &published, "", "", &base])?;
    let mut written = 0;
    for (key, entry, change) in rows {
        let [from, until] = entry.days();
        write([
            key.part(),
            key.code(),
            entry.name(),
            &from,
            &until,
            change,
            "",
        ])?;
        written += 1;
    }
    writer.finish()?;
    Ok(written)
}

fn cells<'r>(row: &'r Row<'_>) -> [&'r str; 7] {
    COLUMNS.map(|id| row.get(id).unwrap_or_default())
}

fn read_row(row: &Row<'_>) -> Outcome<(Option<MasterEdit>, MasterKey, MasterEntry)> {
    let [part, code, name, from, until, change, _] = cells(row);
    let key = MasterKey::new(part, code).filter(|key| key.part() != VERSION);
    let key = key.ok_or_else(|| at(row, "区分かコード"))?;
    let days = (day(from, row.number())?, day(until, row.number())?);
    let entry = MasterEntry::new(name, days.0, days.1).ok_or_else(|| at(row, "名称"))?;
    let edit = match change {
        "" => None,
        word => {
            let known = EDITS.iter().find(|(_, known)| *known == word);
            Some(known.ok_or_else(|| at(row, "変更の種類"))?.0)
        }
    };
    Ok((edit, key, entry))
}

fn day(text: &str, row: u32) -> Outcome<Option<NaiveDate>> {
    match text {
        "" => Ok(None),
        text => {
            let wrong = || unfit(&format!("{row}行目の日付"));
            packed_date_value(text).map(Some).ok_or_else(wrong)
        }
    }
}

fn at(row: &Row<'_>, what: &str) -> Fault {
    unfit(&format!("{}行目の{what}", row.number()))
}

pub(super) fn unfit(what: &str) -> Fault {
    Fault::new(Code::MasterUnfit).with("what", what)
}
