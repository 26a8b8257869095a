//! Reading a person's number from an employer's file (事業主からの収集様式), so that nobody types it.

use super::entering::NewNumber;
use crate::{
    core::{blocking::blocking, controller::Terminal, gate::Permit, look::Look},
    files,
    people::numbers::view::{NumberOwner, NumbersView},
};
use chrono::NaiveDate;
use kakehashi_domain::{
    Code, Fault, Outcome, PersonalNumber,
    compare::{Item, Record, birth_value, compare},
};
use kakehashi_layouts::{Direction, Layout, Row, rows};
use std::io;

/// Takes the number of the one person of an employer's file who has this カナ氏名, birth date and 枝番. The file says
/// who confirmed it.
///
/// # Errors
/// `NUMBER_NOT_IN_FILE` when nobody fits, or several; those of reading the file and of
/// [`super::entering::enter_number`].
pub(crate) async fn read_number(
    terminal: &Terminal,
    permit: Permit,
    owner: NumberOwner,
    path: String,
) -> Outcome<NumbersView> {
    let collecting = |look: &Look| look.layout_that(|it| it.direction == Direction::Collect);
    let layout = terminal.see(collecting).await?;
    let read = move || {
        let (number, collected_on) = find(&layout, &owner, &path)?;
        Ok(NewNumber {
            owner,
            number,
            source: format!("ファイル「{}」", files::name_of(&path)),
            case: None,
            collected_on,
        })
    };
    blocking(read).await?.keep(terminal, permit).await
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
            return Err(Fault::invalid(
                "本人確認年月日",
                "この人の行には、本人確認をした日がありません。",
            ));
        }
        let number = PersonalNumber::parse(row.get("personal_number").unwrap_or_default());
        let number = number.map_err(|e| Fault::invalid("個人番号", super::words(e)))?;
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
