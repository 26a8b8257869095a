//! The inventory: every certificate this terminal ever had, with its papers and its end.

use crate::{
    core::{
        act::{Act, Trail},
        clock::{japan_day, start_of_japan_day},
        controller::{Answer, Controller, Terminal},
        shelf,
    },
    place::certificates::{
        life::{BackupView, InventoryLine, LifeLine, NewPapers},
        record::{BackupRecord, CertificateRecord},
        shown::view_of_record,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Registration, RegistrationStep, Role};

impl Terminal {
    /// Every certificate, the newest first.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn certificates(&self) -> Answer<Vec<InventoryLine>> {
        self.look(|c| {
            c.allow(&[Role::Admin, Role::Auditor])?;
            let mut records = c.certificate_records()?;
            records.sort_by_key(|record| std::cmp::Reverse(record.id));
            records
                .iter()
                .map(|record| c.inventory_line(record))
                .collect()
        })
        .await
    }

    /// The number in the inventory of the certificate with this serial number. Where several have it, the one of the
    /// profile to work with that isn't disposed of.
    ///
    /// # Errors
    /// `CERTIFICATE_NOT_FOUND`, `INPUT_INVALID` where several are left, `PERMISSION_DENIED`.
    pub async fn certificate_with(&self, serial: String) -> Answer<u32> {
        self.look(move |c| {
            c.allow(&[Role::Admin, Role::Auditor])?;
            c.certificate_with(&serial.replace(':', "").to_ascii_uppercase())
        })
        .await
    }

    /// Notes the papers of a certificate: 発行通知書 (which makes a requested one an issued one), 委任状, backup.
    ///
    /// # Errors
    /// `CERTIFICATE_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn note_papers(&self, id: u32, papers: NewPapers) -> Answer<InventoryLine> {
        self.on_certificate(Act::NoteCertificate, id, move |c, trail, record| {
            let NewPapers {
                notice,
                mandate,
                backup,
            } = papers;
            if let Some(notice) = filled(notice) {
                if record.registration == Registration::Requested {
                    record.step(RegistrationStep::Notice)?;
                }
                record
                    .history
                    .push(c.life(trail, format!("発行通知書 {notice}")));
                record.papers.notice = Some(notice);
            }
            if let Some(mandate) = filled(mandate) {
                record
                    .history
                    .push(c.life(trail, format!("委任状 {mandate}")));
                record.papers.mandate = Some(mandate);
            }
            if let Some(place) = filled(backup) {
                let line = c.life(trail, format!("控えの場所 {place}"));
                record.papers.backup = Some(BackupRecord {
                    at: line.at,
                    by: line.by.clone(),
                    place,
                });
                record.history.push(line);
            }
            Ok(())
        })
        .await
    }

    /// Takes a certificate out of use, with a reason: its revocation asked for, known, or its key destroyed.
    ///
    /// # Errors
    /// `CERTIFICATE_NOT_FOUND`, `CERTIFICATE_WRONG_STATE`, `INPUT_INVALID` without a reason, `PERMISSION_DENIED`.
    pub async fn retire_certificate(
        &self,
        id: u32,
        step: RegistrationStep,
        reason: String,
    ) -> Answer<InventoryLine> {
        self.on_certificate(Act::RetireCertificate, id, move |c, trail, record| {
            let reason = filled(Some(reason)).ok_or_else(|| {
                let fault = Fault::new(Code::InputInvalid).with("field", "理由");
                fault.with("hint", "なぜ使うのをやめるのかを、短く入れてください。")
            })?;
            record.step(step)?;
            let words = format!("{}（{reason}）", record.registration.title());
            record.history.push(c.life(trail, words));
            Ok(())
        })
        .await
    }

    /// Lets the profile work with this certificate, from now on or from the beginning of a day in Japan. The way back
    /// is the same act with the other certificate. Its own first day is the earliest.
    ///
    /// # Errors
    /// `CERTIFICATE_NOT_FOUND`, `CERTIFICATE_WRONG_STATE`, `CERTIFICATE_NOT_YET_VALID`, `PERMISSION_DENIED`.
    pub async fn switch_certificate(
        &self,
        id: u32,
        on: Option<NaiveDate>,
    ) -> Answer<InventoryLine> {
        self.on_certificate(Act::SwitchCertificate, id, move |c, trail, record| {
            if record.registration != Registration::Installed {
                return Err(record.wrong_state());
            }
            let info = record.info.as_ref().ok_or_else(|| record.wrong_state())?;
            let from = match on {
                // On its first day it begins at its own hour.
                Some(day) if day == japan_day(info.not_before) => info.not_before,
                Some(day) => start_of_japan_day(day),
                None => c.now(),
            };
            info.check_begun(from)?;
            record.use_from = Some(from);
            let words = on.map_or_else(
                || "いまから使う".to_owned(),
                |day| day.format("%Y年%-m月%-d日から使う").to_string(),
            );
            record.history.push(c.life(trail, words));
            Ok(())
        })
        .await
    }

    async fn on_certificate(
        &self,
        act: Act,
        id: u32,
        work: impl FnOnce(&mut Controller, &Trail, &mut CertificateRecord) -> Outcome<()>
        + Send
        + 'static,
    ) -> Answer<InventoryLine> {
        let trail = Trail::new(act, format!("証明書{id}"));
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.on_certificate(trail, id, work)
            })
            .await
        })
        .await
    }
}

impl Controller {
    fn on_certificate(
        &mut self,
        mut trail: Trail,
        id: u32,
        work: impl FnOnce(&mut Self, &Trail, &mut CertificateRecord) -> Outcome<()>,
    ) -> Outcome<InventoryLine> {
        let mut record = self.certificate_record(id)?;
        let kept = record.pem.clone();
        work(self, &trail, &mut record)?;
        trail.note = record.history.last().map(|line| line.what.clone());
        self.commit(&trail, |store| {
            store.put(shelf::CERTIFICATE, &record.key(), &record)
        })?;
        if let (Some(gone), None) = (&kept, &record.pem) {
            self.forget_key(gone)?;
        }
        self.inventory_line(&record)
    }

    fn certificate_record(&mut self, id: u32) -> Outcome<CertificateRecord> {
        let mut records = self.certificate_records()?.into_iter();
        let found = records.find(|record| record.id == id);
        found.ok_or_else(|| not_found(format!("証明書{id}")))
    }

    fn certificate_with(&mut self, serial: &str) -> Outcome<u32> {
        let mut found = self.certificate_records()?;
        found.retain(|record| record.info.as_ref().is_some_and(|i| i.serial == serial));
        if found.len() > 1 {
            let profile = self.profile()?.name;
            found.retain(|r| r.profile == profile && r.registration != Registration::Disposed);
        }
        match found.as_slice() {
            [only] => Ok(only.id),
            [] => Err(not_found(serial)),
            [_, ..] => Err(Fault::new(Code::InputInvalid)
                .with("field", "証明書の番号")
                .with(
                    "hint",
                    "同じ番号の証明書がほかにもあります。台帳の番号で選んでください。",
                )),
        }
    }

    pub(crate) fn inventory_line(&mut self, record: &CertificateRecord) -> Outcome<InventoryLine> {
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
                    by: line.by.clone(),
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
