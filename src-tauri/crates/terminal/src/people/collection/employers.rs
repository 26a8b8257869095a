//! The 事業所 that are to bring numbers: their list, and who was reminded.

use super::{
    record::{EmployerRecord, Reminded},
    sheets::read_whole,
    view::{CollectionView, ReminderLetter},
};
use crate::{
    core::{
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
    },
    files::{list::List, name_of, sealing::HandOutTo},
    sending::hand_over::view::HandOverView,
};
use chrono::NaiveDate;
use kakehashi_domain::{
    Code, CorporateNumber, Fault, Outcome, compare::birth_value, harmless_short, short_text,
};
use kakehashi_layouts::{Sheet, sheets};
use std::io::Write;

const LONGEST_NAME: usize = 60;
const LONGEST_HOW: usize = 40;
/// Headings of a list of 事業所.
const NUMBER: &str = "法人番号";
const NAME: &str = "事業所名";
const PEOPLE: &str = "人数";
const DUE: &str = "期限";

/// A 事業所 as a list names it.
struct Listed {
    number: String,
    name: String,
    people: Option<u32>,
    due: Option<NaiveDate>,
}

/// Takes a list of those who are to bring numbers: 法人番号, 事業所名, 人数, 期限. Who stands there already gets what is new.
///
/// # Errors
/// `COLLECTION_COLUMNS`, `INPUT_INVALID` with the row, those of reading a file.
pub(crate) async fn take_employers(
    terminal: &Terminal,
    permit: Permit,
    path: String,
) -> Outcome<CollectionView> {
    let read = move || {
        let named = |fault: Fault| fault.with("file", name_of(&path));
        listed(&sheets(&read_whole(&path)?).map_err(named)?).map_err(named)
    };
    let listed = blocking(read).await?;
    let keep = move |c: &mut Controller| {
        let mut records = Vec::new();
        let mut next = c.books()?.next_number::<EmployerRecord>()?;
        for line in listed {
            let known = c.employer_called(&line.number, &line.name)?;
            let mut record = known.unwrap_or_else(|| {
                next += 1;
                EmployerRecord::new(next - 1, &line.number, &line.name)
            });
            record.name = line.name;
            record.people = line.people.or(record.people);
            record.due = line.due.or(record.due);
            records.push(record);
        }
        c.write(&permit, |store| {
            records.iter().try_for_each(|it| store.put_record(it))
        })?;
        c.collection_view(&ListPart::default())
    };
    terminal.ask(keep).await
}

fn listed(all: &[Sheet]) -> Outcome<Vec<Listed>> {
    let missing = || Fault::new(Code::CollectionColumns).with("columns", NAME);
    let is_heading = |row: &Vec<String>| row.iter().any(|cell| cell.trim() == NAME);
    let mut visible = all.iter().filter(|sheet| !sheet.is_hidden);
    let (sheet, at) = visible
        .find_map(|sheet| Some((sheet, sheet.rows.iter().position(is_heading)?)))
        .ok_or_else(missing)?;
    let place = |title| sheet.rows[at].iter().position(|cell| cell.trim() == title);
    let [number, name, people, due] = [NUMBER, NAME, PEOPLE, DUE].map(place);
    let mut listed: Vec<Listed> = Vec::new();
    for (row, line) in sheet.rows.iter().zip(1..).skip(at + 1) {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |it| it.trim());
        let wrong = |field: &str, hint: &str| Fault::invalid(format!("{line}行目の{field}"), hint);
        let name = harmless_short(cell(name), LONGEST_NAME);
        if name.is_empty() {
            continue;
        }
        let number = cell(number).to_owned();
        if !number.is_empty() && CorporateNumber::parse(&number).is_err() {
            return Err(wrong(
                NUMBER,
                "13桁の法人番号を入れてください。なければ空にします。",
            ));
        }
        let filled = |at| Some(cell(at)).filter(|it: &&str| !it.is_empty());
        let people = filled(people).map(str::parse).transpose();
        let due = filled(due).map(|it| birth_value(it).ok_or(()));
        let one = Listed {
            people: people.map_err(|_| wrong(PEOPLE, "数字だけを入れてください。"))?,
            due: due
                .transpose()
                .map_err(|()| wrong(DUE, "2026-12-25 のように入れてください。"))?,
            number,
            name,
        };
        let key = |it: &Listed| EmployerRecord::key_of(&it.number, &it.name).to_owned();
        if listed.iter().any(|it| key(it) == key(&one)) {
            return Err(wrong(NAME, "同じ事業所が2度あります。1行にしてください。"));
        }
        listed.push(one);
    }
    Ok(listed)
}

/// Notes that 事業所 were reminded, and gives the letters for that.
///
/// # Errors
/// `EMPLOYER_NOT_FOUND`, also for one of which nothing is missing; `INPUT_INVALID` without a word of how.
pub(crate) async fn remind_employers(
    terminal: &Terminal,
    permit: Permit,
    employers: Vec<u32>,
    how: String,
) -> Outcome<Vec<ReminderLetter>> {
    let how = short_text(
        "方法",
        &how,
        LONGEST_HOW,
        "手紙、電話のように、40文字までで書いてください。",
    )?;
    let remind = move |c: &mut Controller| {
        let reminded = c.reminded(&employers, &permit, &how)?;
        let letters = reminded.iter().map(|it| c.letter_to(it));
        let letters = letters.collect::<Outcome<Vec<_>>>()?;
        c.write(&permit, |store| {
            reminded.iter().try_for_each(|it| store.put_record(it))
        })?;
        Ok(letters)
    };
    terminal.ask(remind).await
}

/// Writes the list of those of whom something is missing, for whoever writes to them, and notes that they were reminded so.
///
/// # Errors
/// `NOTHING_TO_SEND` where nothing is missing; `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn save_reminders(
    terminal: &Terminal,
    permit: Permit,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    let by = permit.clone();
    let ready = move |look: &Look| {
        let waiting: Vec<EmployerRecord> = look.books()?.open_records()?;
        let ids: Vec<u32> = waiting.iter().map(|it| it.id).collect();
        if ids.is_empty() {
            return Err(Code::NothingToSend.into());
        }
        let reminded = look.reminded(&ids, &by, "一覧")?;
        let letters = reminded.iter().map(|it| look.letter_to(it));
        Ok((letters.collect::<Outcome<Vec<_>>>()?, reminded))
    };
    let (letters, reminded) = terminal.see(ready).await?;
    let write = move |sink: &mut dyn Write| write(&letters, sink);
    let note = move |store: &kakehashi_store::Transaction<'_>, _: &_| {
        reminded.iter().try_for_each(|it| store.put_record(it))
    };
    terminal.hand_out_line(permit, to, write, note).await
}

fn write(letters: &[ReminderLetter], sink: &mut dyn Write) -> Outcome<u32> {
    let mut list = List::begin(sink, [NUMBER, NAME, "届いていないもの", DUE])?;
    for letter in letters {
        let due = letter.due.map(|it| it.to_string()).unwrap_or_default();
        list.add([&letter.number, &letter.office, &letter.what, &due].map(String::as_str))?;
    }
    list.end()?;
    Ok(u32::try_from(letters.len()).unwrap_or(u32::MAX))
}

impl Look {
    fn reminded(&self, ids: &[u32], permit: &Permit, how: &str) -> Outcome<Vec<EmployerRecord>> {
        let one = |id: &u32| {
            let known: Option<EmployerRecord> = self.books()?.record(*id)?;
            let waiting = known.filter(kakehashi_store::Numbered::is_open);
            let missing = || Fault::new(Code::EmployerNotFound).with("employer", id);
            let mut record = waiting.ok_or_else(missing)?;
            record.reminded.push(Reminded {
                at: self.now(),
                by: permit.user.clone(),
                how: how.to_owned(),
            });
            Ok(record)
        };
        ids.iter().map(one).collect()
    }

    fn letter_to(&self, employer: &EmployerRecord) -> Outcome<ReminderLetter> {
        let missing = employer.missing();
        Ok(ReminderLetter {
            office: employer.name.clone(),
            number: employer.number.clone(),
            what: match (employer.deliveries.is_empty(), missing) {
                (true, 0) => "個人番号のファイル".to_owned(),
                (true, people) => format!("個人番号のファイル（{people} 人）"),
                (false, people) => format!("{people} 人の個人番号、または本人確認"),
            },
            due: employer.due,
            insurer: self.profile()?.insurer,
            on: japan_day(self.now()),
        })
    }
}
