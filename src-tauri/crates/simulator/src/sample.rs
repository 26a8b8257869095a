//! Files of synthetic people, the same bytes for the same seed.

mod mistakes;
mod names;
mod people;

use std::io::Write;

use chrono::NaiveDate;

use crate::{Error, layout::Layout};
use people::{People, Person};

/// What sample is wanted.
#[derive(Debug, Clone)]
pub struct Sample {
    /// File kind; only `member-registration` can be made.
    pub kind: String,
    /// Data rows.
    pub rows: u64,
    /// Some rows with mistakes.
    pub mistakes: bool,
    /// Names the file.
    pub seed: u64,
    /// 保険者番号 of every row.
    pub insurer: String,
    /// The day on which the file pretends to be made.
    pub today: NaiveDate,
}

/// The day a sample is made on unless another is given.
pub fn usual_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default()
}

/// Writes the sample row by row.
///
/// # Errors
/// When the kind is unknown or the writer fails.
pub fn write(sample: &Sample, to: impl Write) -> Result<(), Error> {
    if sample.kind != "member-registration" {
        return Err(Error::Usage(format!("{} の見本は作れません", sample.kind)));
    }
    Error::unless_practice(&sample.insurer)?;
    let layout = Layout::shipped(&sample.kind)?;
    let broken = |e: csv::Error| Error::Usage(format!("見本を書けません: {e}"));
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(to);
    csv.write_record(layout.titles()).map_err(broken)?;

    let plan = mistakes::plan(if sample.mistakes { sample.rows } else { 0 });
    let mut first: Option<Person> = None;
    let people = People::new(sample.seed, sample.today);
    for (row, mut person) in (0..sample.rows).zip(people) {
        if let (Some(mistake), Some(first)) = (plan.get(&row), &first) {
            mistake.spoil(&mut person, first, sample.today);
        }
        let fields = layout
            .column
            .iter()
            .map(|column| field(&person, &column.id, sample));
        csv.write_record(fields).map_err(broken)?;
        first.get_or_insert(person);
    }
    csv.flush().map_err(|e| broken(e.into()))
}

fn field<'a>(person: &'a Person, id: &str, sample: &'a Sample) -> &'a str {
    match id {
        "change_kind" => person.change_kind,
        "change_date" => &person.change_date,
        "notified_on" => &person.notified_on,
        "acquired_on" => &person.acquired_on,
        "lost_on" => &person.lost_on,
        "insurer_number" => &sample.insurer,
        "symbol" => &person.symbol,
        "number" => &person.number,
        "card_branch" => &person.card_branch,
        "relationship" => person.relationship,
        "name_kanji" => &person.name_kanji,
        "name_kana" => &person.name_kana,
        "birth_date" => &person.birth_date,
        "sex" => person.sex,
        "postal_code" => &person.postal_code,
        "address" => &person.address,
        "personal_number" => &person.personal_number,
        "number_source" => person.number_source,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::number::{is_one_digit, is_personal_number};

    fn made(rows: u64, seed: u64, mistakes: bool) -> Vec<csv::StringRecord> {
        let mut out = Vec::new();
        write(&sample(rows, seed, mistakes), &mut out).unwrap();
        csv::Reader::from_reader(&out[..])
            .records()
            .map(Result::unwrap)
            .collect()
    }

    fn sample(rows: u64, seed: u64, mistakes: bool) -> Sample {
        Sample {
            kind: "member-registration".into(),
            rows,
            mistakes,
            seed,
            insurer: "06990014".into(),
            today: usual_day(),
        }
    }

    #[test]
    fn same_seed_same_bytes() {
        let bytes = |seed| {
            let mut out = Vec::new();
            write(&sample(200, seed, true), &mut out).unwrap();
            out
        };
        assert_eq!(bytes(7), bytes(7));
        assert_ne!(bytes(7), bytes(8));
        assert!(bytes(7).ends_with(b"\r\n"));
    }

    #[test]
    fn clean_rows_are_distinct_people_with_right_numbers() {
        let rows = made(5000, 3, false);
        let (mut numbers, mut people, mut keys) = (HashSet::new(), HashSet::new(), HashSet::new());
        for row in &rows {
            assert!(is_personal_number(&row[16]) && !is_one_digit(&row[16]));
            assert!(numbers.insert(row[16].to_owned()));
            assert!(people.insert((row[11].to_owned(), row[12].to_owned(), row[13].to_owned())));
            assert!(keys.insert((row[6].to_owned(), row[7].to_owned(), row[8].to_owned())));
            assert!(row[12] < row[3] && row[3] <= row[2] && &row[2] <= "20261120");
        }
    }

    #[test]
    fn mistakes_are_few_and_all_there() {
        for rows in [20, 1000] {
            let rows = made(rows, 5, true);
            let count =
                |f: &dyn Fn(&csv::StringRecord) -> bool| rows.iter().filter(|r| f(r)).count();
            assert!(count(&|r| r[16].len() == 11) >= 1);
            assert!(count(&|r| r[16].len() == 12 && !is_personal_number(&r[16])) >= 1);
            assert!(count(&|r| r[16] == rows[0][16]) >= 2);
            assert!(count(&|r| &r[1] == "20260230") >= 1);
            assert!(count(&|r| r[11].is_empty()) >= 1);
            assert!(count(&|r| !["1", "2"].contains(&&r[0])) >= 1);
            let lost = count(&|r| &r[0] == "2" && !r[4].is_empty());
            assert!((1..=3).contains(&lost), "{lost}");
        }
    }
}
