//! The inventory: every certificate this terminal ever had, with its papers and its end.

use crate::{
    Answer, Terminal,
    act::{Act, Trail},
    clock::start_of_japan_day,
    controller::Controller,
    records::{BackupRecord, CertificateRecord, shelf},
    view::{BackupView, InventoryLine, LifeLine, NewPapers},
};
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Registration, RegistrationStep, Role};

use super::certificates::certificate_view;

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

    /// Notes the papers of a certificate: 発行通知書 (which makes a requested one an issued one), 委任状, backup.
    ///
    /// # Errors
    /// `CERTIFICATE_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn note_papers(&self, id: u32, papers: NewPapers) -> Answer<InventoryLine> {
        self.on_certificate(
            Act::NoteCertificate,
            move |c, trail, record| {
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
            },
            Which::Id(id),
        )
        .await
    }

    /// Takes a certificate out of use, with a reason: its revocation asked for, known, or its key destroyed.
    ///
    /// # Errors
    /// `CERTIFICATE_NOT_FOUND`, `CERTIFICATE_WRONG_STATE`, `INPUT_INVALID` without a reason, `PERMISSION_DENIED`.
    pub async fn retire_certificate(
        &self,
        serial: String,
        step: RegistrationStep,
        reason: String,
    ) -> Answer<InventoryLine> {
        self.on_certificate(
            Act::RetireCertificate,
            move |c, trail, record| {
                let reason = filled(Some(reason)).ok_or_else(|| {
                    let fault = Fault::new(Code::InputInvalid).with("field", "理由");
                    fault.with("hint", "なぜ使うのをやめるのかを、短く入れてください。")
                })?;
                record.step(step)?;
                if record.registration == Registration::Disposed {
                    c.forget_key(record.pem.take());
                }
                let words = format!("{}（{reason}）", record.registration.title());
                record.history.push(c.life(trail, words));
                Ok(())
            },
            Which::Serial(serial),
        )
        .await
    }

    /// Lets the profile work with this certificate, from now on or from the beginning of a day in Japan. The way back
    /// is the same act with the other certificate.
    ///
    /// # Errors
    /// `CERTIFICATE_NOT_FOUND`, `CERTIFICATE_WRONG_STATE`, `PERMISSION_DENIED`.
    pub async fn switch_certificate(
        &self,
        serial: String,
        on: Option<NaiveDate>,
    ) -> Answer<InventoryLine> {
        self.on_certificate(
            Act::SwitchCertificate,
            move |c, trail, record| {
                if record.registration != Registration::Installed {
                    return Err(record.wrong_state());
                }
                let from = on.map_or_else(|| c.now(), start_of_japan_day);
                record.use_from = Some(from);
                let words = on.map_or_else(
                    || "いまから使う".to_owned(),
                    |day| format!("{day} から使う"),
                );
                record.history.push(c.life(trail, words));
                Ok(())
            },
            Which::Serial(serial),
        )
        .await
    }

    async fn on_certificate(
        &self,
        act: Act,
        work: impl FnOnce(&mut Controller, &Trail, &mut CertificateRecord) -> Outcome<()>
        + Send
        + 'static,
        which: Which,
    ) -> Answer<InventoryLine> {
        self.perform(Trail::new(act, which.words()), async |mut trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                let mut record = c.certificate_record(&which)?;
                work(c, &trail, &mut record)?;
                trail.note = record.history.last().map(|line| line.what.clone());
                c.commit(&trail, |store| {
                    store.put(shelf::CERTIFICATE, &record.key(), &record)
                })?;
                c.inventory_line(&record)
            })
            .await
        })
        .await
    }
}

/// How a person names a certificate.
enum Which {
    Id(u32),
    Serial(String),
}

impl Which {
    fn words(&self) -> String {
        match self {
            Self::Id(id) => format!("証明書{id}"),
            Self::Serial(serial) => serial.replace(':', "").to_ascii_uppercase(),
        }
    }
}

impl Controller {
    fn certificate_record(&mut self, which: &Which) -> Outcome<CertificateRecord> {
        let words = which.words();
        let fits = |record: &CertificateRecord| match which {
            Which::Id(id) => record.id == *id,
            Which::Serial(_) => record
                .info
                .as_ref()
                .is_some_and(|info| info.serial == words),
        };
        let records = self.certificate_records()?.into_iter();
        // The same certificate can be imported twice: the last one counts.
        let found = records.filter(fits).max_by_key(|record| record.id);
        found.ok_or_else(|| Fault::new(Code::CertificateNotFound).with("serial", words))
    }

    pub(crate) fn inventory_line(&mut self, record: &CertificateRecord) -> Outcome<InventoryLine> {
        let now: DateTime<Utc> = self.now();
        let in_use = self.certificate_in_use(&record.profile)?;
        let certificate = record
            .info
            .as_ref()
            .map(|info| certificate_view(info, record.standing, now));
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

fn filled(text: Option<String>) -> Option<String> {
    let text = text?.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
