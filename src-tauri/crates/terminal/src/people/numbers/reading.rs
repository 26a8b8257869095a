//! Reading a person's number from an employer's file (事業主からの収集様式), so that nobody types it.

use super::entering::invalid;
use crate::{
    core::{
        act::{Act, Trail},
        blocking::blocking,
        clock::japan_day,
        controller::{Answer, Terminal},
    },
    files,
    people::{
        numbers::view::{NumberOwner, NumbersView},
        timeline::Receipt,
    },
};
use chrono::NaiveDate;
use kakehashi_domain::{
    Code, Fault, Outcome, PersonalNumber, Role,
    compare::{Item, Record, birth_value, compare},
};
use kakehashi_layouts::{Direction, Layout, Row, rows};
use std::io;

impl Terminal {
    /// Takes the number of the one person of an employer's file who has this カナ氏名, birth date and 枝番. The file says
    /// who confirmed it.
    ///
    /// # Errors
    /// `NUMBER_NOT_IN_FILE` when nobody fits, or several; those of reading the file and of [`Terminal::enter_number`].
    pub async fn read_number(&self, owner: NumberOwner, path: String) -> Answer<NumbersView> {
        let trail = Trail::new(Act::EnterNumber, files::name_of(&path));
        self.perform(trail, async |trail| {
            let layout = self
                .ask(|c| {
                    c.allow(&[Role::Clerk])?;
                    c.layout_that(|layout| layout.direction == Direction::Collect)
                })
                .await?;
            let (wanted, from) = (owner.clone(), path.clone());
            let (number, received) = blocking(move || find(&layout, &wanted, &from)).await?;
            let source = format!("ファイル「{}」", files::name_of(&path));
            self.ask(move |c| {
                let received = received.map(|day| (day, Receipt::Collected));
                let received = received.unwrap_or((japan_day(c.now()), Receipt::Entered));
                c.keep_number(trail, owner, &number, source, received)
            })
            .await
        })
        .await
    }
}

/// The number of the one person who fits, and when the row was received.
fn find(
    layout: &Layout,
    owner: &NumberOwner,
    path: &str,
) -> Outcome<(PersonalNumber, Option<NaiveDate>)> {
    let named = |fault: Fault| fault.with("file", files::name_of(path));
    let file = io::BufReader::new(files::open(path)?);
    let mut found = Vec::new();
    for row in rows(file, layout).map_err(named)? {
        let row = row.map_err(named)?;
        if !is_of(&row, owner) {
            continue;
        }
        if row.get("verified_on").is_none_or(str::is_empty) {
            return Err(invalid(
                "本人確認年月日",
                "この人の行には、本人確認をした日がありません。",
            ));
        }
        let number = PersonalNumber::parse(row.get("personal_number").unwrap_or_default());
        let number = number.map_err(|e| invalid("個人番号", super::words(e)))?;
        let received = layout.milestone(&row).and_then(|it| it.received_on);
        found.push((number, received));
    }
    match found.len() {
        1 => found.pop().ok_or_else(|| Code::Internal.into()),
        people => Err(named(
            Fault::new(Code::NumberNotInFile).with("people", people),
        )),
    }
}

fn is_of(row: &Row, owner: &NumberOwner) -> bool {
    let cell = |id| row.get(id).unwrap_or_default();
    let record = |kana| Record {
        kana,
        ..Record::default()
    };
    let day = birth_value(&owner.birth_date);
    let words = compare(&record(cell("name_kana")), &record(&owner.name_kana));
    words.word(Item::Kana).agrees()
        && day.is_some()
        && birth_value(cell("birth_date")) == day
        && cell("card_branch") == owner.card_branch.trim()
}
