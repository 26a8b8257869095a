//! Taking an employer's file in: as it really comes, brought into the columns of the form, checked, and kept sealed.

use super::{
    examining::{Examined, examine},
    record::{DeliveryRecord, EmployerRecord},
    sheets::{chosen, headed},
    subject,
    view::{DeliveryView, NewDelivery},
};
use crate::{
    core::{
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    files::name_of,
    people::collection::{delivery_of, sheets::read_whole},
    sending::hand_over::record::{HandOverRecord, Incoming},
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome, Shelf, harmless_short};
use kakehashi_layouts::{Direction, Encoding, Fitted, Layout, RowWriter, fit, sheets};
use kakehashi_store::{DataPlace, Owner, Sealed};
use sha2::{Digest, Sha256};
use std::{path::Path, sync::Arc};

const LONGEST_TRACKING: usize = 40;
const RECEIVED_ON: &str = "received_on";
const OFFICE_NUMBER: &str = "office_number";
const OFFICE_NAME: &str = "office_name";

/// Notes that a file of an employer came, checks it, and keeps it until the 基幹システム has taken its numbers.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `WORKBOOK_LOCKED`, `COLLECTION_COLUMNS`, `COLLECTION_SHEETS`, `COLLECTION_TAKEN`,
/// `INPUT_INVALID` for a day to come, `DISK_FULL`.
pub(crate) async fn take_collection(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    new: NewDelivery,
) -> Outcome<DeliveryView> {
    let ready = move |look: &Look| Ok((look.collection_layout()?, japan_day(look.now())));
    let (layout, today) = terminal.see(ready).await?;
    let received_on = new.received_on.unwrap_or(today);
    if received_on > today {
        return Err(Fault::invalid("届いた日", "今日までの日にしてください。"));
    }
    let (dir, from, sheet) = (terminal.dir.clone(), path.clone(), new.sheet.clone());
    let bring = move || {
        let file = name_of(&from);
        let brought = bring(&dir, &from, sheet.as_deref(), &layout, (received_on, today));
        brought.map_err(|fault| fault.with("file", file))
    };
    let brought = blocking(bring).await?;
    let viewer = permit.clone();
    let keep = move |c: &mut Controller| {
        c.keep_delivery(&permit, &name_of(&path), brought, &new, received_on)
    };
    let id = terminal.ask(keep).await?;
    delivery_of(terminal, viewer, id).await
}

/// An employer's file, sealed and checked.
struct Brought {
    sha256: String,
    sheet: String,
    layout: Arc<Layout>,
    source: Sealed,
    fitted: Places,
    examined: Examined,
    office: (String, String),
}

/// Where its rows stood.
struct Places {
    places: Vec<(u32, u32)>,
    restored: Vec<u32>,
}

fn bring(
    dir: &Path,
    path: &str,
    sheet: Option<&str>,
    layout: &Arc<Layout>,
    (received_on, today): (NaiveDate, NaiveDate),
) -> Outcome<Brought> {
    let bytes = read_whole(path)?;
    let all = sheets(&bytes)?;
    let sheet = chosen(&all, sheet, layout)?;
    let mut fitted = fit(sheet, layout).ok_or_else(|| headed(layout))?;
    // Whoever receives it knows when it came; an employer needn't write it.
    if let Some(at) = layout.column(RECEIVED_ON) {
        fitted.fill(layout, at, &received_on.format("%Y%m%d").to_string());
    }
    if !fitted.missing.is_empty() {
        let columns = fitted.missing.join("」「");
        return Err(Fault::new(Code::CollectionColumns)
            .with("sheet", &sheet.name)
            .with("columns", columns));
    }
    if fitted.rows.is_empty() {
        return Err(Code::FileEmpty.into());
    }
    let cell = |id| {
        let at = layout.column(id)?;
        let mut filled = fitted.rows.iter().map(|(_, cells)| cells[at].as_str());
        filled.find(|it| !it.is_empty()).map(str::to_owned)
    };
    let office = [OFFICE_NUMBER, OFFICE_NAME].map(|id| cell(id).unwrap_or_default());
    let utf_8 = layout.with_encoding(Encoding::Utf8);
    let source = seal(dir, &fitted, &utf_8)?;
    let examined = examine(source.open()?, &utf_8, today)?;
    Ok(Brought {
        sha256: hex::encode(Sha256::digest(&*bytes)),
        sheet: sheet.name.clone(),
        layout: layout.clone(),
        source,
        fitted: Places {
            places: places(&fitted),
            restored: fitted.restored,
        },
        examined,
        office: office.into(),
    })
}

/// From which row on the sheet's rows follow one another.
fn places(fitted: &Fitted) -> Vec<(u32, u32)> {
    let mut places: Vec<(u32, u32)> = Vec::new();
    for ((place, _), row) in fitted.rows.iter().zip(1..) {
        let follows = |(from, at): &(u32, u32)| at + (row - from) == *place;
        if !places.last().is_some_and(follows) {
            places.push((row, *place));
        }
    }
    places
}

fn seal(dir: &Path, fitted: &Fitted, layout: &Layout) -> Outcome<Sealed> {
    let mut sealed = DataPlace::seal(dir)?;
    let mut writer = RowWriter::new(layout, &mut sealed)?;
    for (_, cells) in &fitted.rows {
        writer.write(&cells.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    writer.finish()?;
    sealed.finish()
}

impl Look {
    /// The form in which employers bring numbers.
    pub(super) fn collection_layout(&self) -> Outcome<Arc<Layout>> {
        self.layout_that(|it| {
            let names_office = it.column(OFFICE_NAME).is_some();
            it.direction == Direction::Collect && it.personal_number().is_some() && names_office
        })
    }

    /// A 事業所, known again by its 法人番号, or by its name where a list gave none.
    pub(super) fn employer_called(
        &self,
        number: &str,
        name: &str,
    ) -> Outcome<Option<EmployerRecord>> {
        let mut found: Vec<EmployerRecord> = self.books()?.records_about(number)?;
        if number.is_empty() || found.is_empty() {
            found = self.books()?.records_about(name)?;
        }
        let known = found.into_iter().next();
        Ok(known.map(|it| EmployerRecord {
            number: if number.is_empty() {
                it.number
            } else {
                number.to_owned()
            },
            ..it
        }))
    }

    fn refuse_delivered(&self, sha256: &str) -> Outcome<()> {
        let open: Vec<DeliveryRecord> = self.books()?.open_records()?;
        match open.iter().find(|it| it.sha256 == sha256) {
            Some(same) => Err(Fault::new(Code::CollectionTaken).with("delivery", same.id)),
            None => Ok(()),
        }
    }
}

impl Controller {
    fn keep_delivery(
        &mut self,
        permit: &Permit,
        file_name: &str,
        brought: Brought,
        new: &NewDelivery,
        received_on: NaiveDate,
    ) -> Outcome<u32> {
        self.refuse_delivered(&brought.sha256)?;
        let (number, name) = &brought.office;
        let known = self.employer_called(number, name)?;
        let next = self.books()?.next_number::<EmployerRecord>()?;
        let mut employer = known.unwrap_or_else(|| EmployerRecord::new(next, number, name));
        let now = self.now();
        let tracking = harmless_short(new.tracking.trim(), LONGEST_TRACKING);
        let office = employer.name.clone();
        let record = DeliveryRecord {
            id: self.books()?.next_number::<DeliveryRecord>()?,
            employer: employer.id,
            office: office.clone(),
            file_name: file_name.to_owned(),
            sheet: brought.sheet,
            sha256: brought.sha256.clone(),
            kind: brought.layout.kind.clone(),
            version: brought.layout.version.clone(),
            file: brought.source.file().clone(),
            rows: brought.examined.rows,
            settled: brought.examined.settled,
            lacking: brought.examined.lacking,
            places: brought.fitted.places,
            restored: brought.fitted.restored,
            came_by: new.came_by,
            tracking: tracking.clone(),
            received_on,
            by: permit.user.clone(),
            at: now,
            line: self.books()?.next_number::<HandOverRecord>()?,
            hand_over: None,
            taken_at: None,
        };
        employer.take(&record);
        let line = HandOverRecord {
            id: record.line,
            what: brought.layout.file_title.clone(),
            path: file_name.to_owned(),
            rows: record.rows,
            sha256: brought.sha256,
            sealed: false,
            by: permit.user.clone(),
            at: now,
            settled_at: Some(now),
            erasing: false,
            incoming: Some(Incoming {
                from: office,
                how: new.came_by.title().to_owned(),
                tracking,
                received_on,
            }),
        };
        let permit = permit.clone().on(subject(record.id));
        let owner = Owner {
            of: Shelf::Delivery,
            id: record.id,
            part: "rows",
        };
        self.write(&permit, |store| {
            store.put_record(&record)?;
            store.add_sealed(&brought.source, owner, &now.to_rfc3339())?;
            store.put_record(&employer)?;
            store.put_record(&line)
        })?;
        Ok(record.id)
    }
}
