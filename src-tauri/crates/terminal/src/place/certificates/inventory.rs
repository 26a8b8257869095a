//! The inventory: every certificate this terminal ever had, with its papers and its end.

use crate::{
    core::{
        clock::{japan_day, start_of_japan_day},
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    place::{
        certificates::{
            life::{BackupView, InventoryLine, LifeLine, NewPapers},
            record::{BackupRecord, CertificateRecord},
            shown::view_of_record,
        },
        key_home::to_forget,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Registration, RegistrationStep, Shelf};

/// Every certificate, the newest first.
pub(crate) async fn certificates(terminal: &Terminal, _: Permit) -> Outcome<Vec<InventoryLine>> {
    let list = |look: &Look| {
        let mut records = look.certificate_records()?;
        records.sort_by_key(|record| std::cmp::Reverse(record.id));
        let lines = records.iter().map(|record| look.inventory_line(record));
        lines.collect()
    };
    terminal.see(list).await
}

/// The number in the inventory of the certificate with this serial number. Where several have it, the one of the profile
/// to work with that isn't disposed of.
///
/// # Errors
/// `CERTIFICATE_NOT_FOUND`, `INPUT_INVALID` where several are left.
pub(crate) async fn certificate_with(
    terminal: &Terminal,
    _: Permit,
    serial: String,
) -> Outcome<u32> {
    let serial = serial.replace(':', "").to_ascii_uppercase();
    let find = move |look: &Look| look.certificate_with(&serial);
    terminal.see(find).await
}

/// Notes the papers of a certificate: 発行通知書 (which makes a requested one an issued one), 委任状, backup.
///
/// # Errors
/// `CERTIFICATE_NOT_FOUND`.
pub(crate) async fn note_papers(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    papers: NewPapers,
) -> Outcome<InventoryLine> {
    let note = move |c: &mut Controller| {
        c.change_certificate(permit, id, |look, permit, record| {
            look.note_papers(permit, record, papers)
        })
    };
    terminal.ask(note).await
}

/// Takes a certificate out of use, with a reason: its revocation asked for, known, or its key destroyed.
///
/// # Errors
/// `CERTIFICATE_NOT_FOUND`, `CERTIFICATE_WRONG_STATE`, `INPUT_INVALID` without a reason.
pub(crate) async fn retire_certificate(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    step: RegistrationStep,
    reason: String,
) -> Outcome<InventoryLine> {
    let retire = move |c: &mut Controller| {
        c.change_certificate(permit, id, |look, permit, record| {
            let hint = "なぜ使うのをやめるのかを、短く入れてください。";
            let reason = filled(Some(reason)).ok_or_else(|| Fault::invalid("理由", hint))?;
            record.step(step)?;
            let words = format!("{}（{reason}）", record.registration.title());
            record.history.push(look.life(permit, words));
            Ok(())
        })
    };
    terminal.ask(retire).await
}

/// Lets the profile work with this certificate, from now on or from the beginning of a day in Japan. The way back is the
/// same act with the other certificate. Its own first day is the earliest.
///
/// # Errors
/// `CERTIFICATE_NOT_FOUND`, `CERTIFICATE_WRONG_STATE`, `CERTIFICATE_NOT_YET_VALID`.
pub(crate) async fn switch_certificate(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    on: Option<NaiveDate>,
) -> Outcome<InventoryLine> {
    let switch = move |c: &mut Controller| {
        c.change_certificate(permit, id, |look, permit, record| {
            look.use_from(permit, record, on)
        })
    };
    terminal.ask(switch).await
}

impl Controller {
    fn change_certificate(
        &mut self,
        permit: Permit,
        id: u32,
        change: impl FnOnce(&Look, &Permit, &mut CertificateRecord) -> Outcome<()>,
    ) -> Outcome<InventoryLine> {
        let mut record = self.certificate_record(id)?;
        let kept = record.pem.clone();
        change(self, &permit, &mut record)?;
        let permit = match record.history.last() {
            Some(line) => permit.note(&line.what),
            None => permit,
        };
        let gone = kept.filter(|_| record.pem.is_none());
        self.write(&permit, |store| {
            gone.iter().try_for_each(|gone| to_forget(store, gone))?;
            store.put(Shelf::Certificate, &record.key(), &record)
        })?;
        if let Some(gone) = &gone {
            self.forget_key(gone)?;
        }
        self.inventory_line(&record)
    }
}

impl Look {
    fn note_papers(
        &self,
        permit: &Permit,
        record: &mut CertificateRecord,
        papers: NewPapers,
    ) -> Outcome<()> {
        if let Some(notice) = filled(papers.notice) {
            if record.registration == Registration::Requested {
                record.step(RegistrationStep::Notice)?;
            }
            let line = self.life(permit, format!("発行通知書 {notice}"));
            record.history.push(line);
            record.papers.notice = Some(notice);
        }
        if let Some(mandate) = filled(papers.mandate) {
            let line = self.life(permit, format!("委任状 {mandate}"));
            record.history.push(line);
            record.papers.mandate = Some(mandate);
        }
        if let Some(place) = filled(papers.backup) {
            let line = self.life(permit, format!("控えの場所 {place}"));
            record.papers.backup = Some(BackupRecord {
                at: line.at,
                by: line.by.clone(),
                place,
            });
            record.history.push(line);
        }
        Ok(())
    }

    fn use_from(
        &self,
        permit: &Permit,
        record: &mut CertificateRecord,
        on: Option<NaiveDate>,
    ) -> Outcome<()> {
        if record.registration != Registration::Installed {
            return Err(record.wrong_state());
        }
        let info = record.info.as_ref().ok_or_else(|| record.wrong_state())?;
        let from = match on {
            // On its first day it begins at its own hour.
            Some(day) if day == japan_day(info.not_before) => info.not_before,
            Some(day) => start_of_japan_day(day),
            None => self.now(),
        };
        info.check_begun(from)?;
        record.use_from = Some(from);
        let words = on.map_or_else(
            || "いまから使う".to_owned(),
            |day| day.format("%Y年%-m月%-d日から使う").to_string(),
        );
        record.history.push(self.life(permit, words));
        Ok(())
    }

    fn certificate_record(&self, id: u32) -> Outcome<CertificateRecord> {
        let mut records = self.certificate_records()?.into_iter();
        let found = records.find(|record| record.id == id);
        found.ok_or_else(|| not_found(format!("証明書{id}")))
    }

    fn certificate_with(&self, serial: &str) -> Outcome<u32> {
        let mut found = self.certificate_records()?;
        found.retain(|record| record.info.as_ref().is_some_and(|i| i.serial == serial));
        if found.len() > 1 {
            let profile = self.profile()?.name;
            found.retain(|r| r.profile == profile && r.registration != Registration::Disposed);
        }
        match found.as_slice() {
            [only] => Ok(only.id),
            [] => Err(not_found(serial)),
            [_, ..] => {
                let hint = "同じ番号の証明書がほかにもあります。台帳の番号で選んでください。";
                Err(Fault::invalid("証明書の番号", hint))
            }
        }
    }

    pub(crate) fn inventory_line(&self, record: &CertificateRecord) -> Outcome<InventoryLine> {
        let now: DateTime<Utc> = self.now();
        let in_use = self.certificate_in_use(&record.profile)?;
        let certificate = view_of_record(record, now);
        let papers = record.papers.clone();
        Ok(InventoryLine {
            id: record.id,
            profile: record.profile.clone(),
            terminal: record.terminal.clone(),
            registration: record.registration,
            registration_title: record.registration.title().to_owned(),
            serial: certificate.as_ref().map(|c| c.serial.clone()),
            validity: certificate.as_ref().map(|c| c.validity),
            days_left: certificate.as_ref().map(|c| c.days_left),
            in_use: in_use.is_some_and(|used| used.id == record.id),
            use_from: record.use_from,
            notice: papers.notice,
            mandate: papers.mandate,
            backup: papers.backup.map(|b| BackupView {
                at: b.at,
                by: b.by,
                place: b.place,
            }),
            key_place: record.pem.as_ref().map(|kept| kept.place().to_owned()),
            history: record
                .history
                .iter()
                .map(|line| LifeLine {
                    at: line.at,
                    by: self.name_of(&line.by),
                    what: line.what.clone(),
                })
                .collect(),
            certificate,
        })
    }
}

fn not_found(what: impl std::fmt::Display) -> Fault {
    Fault::new(Code::CertificateNotFound).with("serial", what)
}

fn filled(text: Option<String>) -> Option<String> {
    let text = text?.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
