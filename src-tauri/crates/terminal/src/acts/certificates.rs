//! Putting a certificate into the terminal: as a `.p12` (route A), or for a key made here (route B).

use crate::{
    Answer, Terminal,
    act::{Act, Trail},
    controller::Controller,
    files::{hand_out, read_small, write_fault},
    password::blocking,
    records::{CertificateRecord, LifeRecord, ProfileRecord, shelf},
    view::{CertificateView, InventoryLine},
};
use chrono::{DateTime, Utc};
use kakehashi_client_identity::{CertificateInfo, ClientIdentity, KeyRequest};
use kakehashi_domain::{Code, Fault, Outcome, Registration, RegistrationStep, Role, Standing};
use std::io::Write;
use zeroize::Zeroizing;

use super::certificate_shown::certificate_view;

impl Terminal {
    /// What a .p12 holds, without keeping it: one certificate for each key.
    ///
    /// # Errors
    /// Those of reading it: `CERTIFICATE_WRONG_PASS_PHRASE` and so on.
    pub async fn read_certificates(
        &self,
        path: String,
        pass_phrase: String,
    ) -> Answer<Vec<CertificateView>> {
        self.look(|c| c.allow(&[Role::Admin]).map(drop)).await?;
        let read = open_p12(path, pass_phrase).await;
        self.look(move |c| {
            let (pairs, now) = (read?, c.now());
            let terminal = c.profile().ok().map(|profile| profile.terminal);
            let show = |pair: &ClientIdentity| {
                certificate_view(pair.info(), Standing::Good, terminal.as_deref(), now)
            };
            Ok(pairs.iter().map(show).collect())
        })
        .await
    }

    /// Imports a certificate for the profile in use: the only one of the file, or the one with this serial number. It
    /// must be of the profile's authority and insurer. It is in use at once, or from its first day on where another is
    /// in use until then; an earlier one stays beside it. One that is here already gets its key anew.
    ///
    /// # Errors
    /// Those of reading it, `CERTIFICATE_SEVERAL`, `CERTIFICATE_NOT_FOUND`, `CERTIFICATE_EXPIRED`,
    /// `CERTIFICATE_OTHER_AUTHORITY`, `CERTIFICATE_OTHER_INSURER`, `CERTIFICATE_WRONG_STATE` of one that is being
    /// revoked, `NO_PROFILE`, `PERMISSION_DENIED`.
    pub async fn import_certificate(
        &self,
        path: String,
        pass_phrase: String,
        serial: Option<String>,
    ) -> Answer<CertificateView> {
        self.perform(Trail::new(Act::ImportCertificate, ""), async |trail| {
            self.ask(|c| c.allow(&[Role::Admin]).map(drop)).await?;
            let pairs = open_p12(path, pass_phrase).await?;
            let identity = chosen(pairs, serial.as_deref())?;
            self.ask(move |c| c.import_certificate(trail, &identity))
                .await
        })
        .await
    }

    /// Makes a key that never leaves this terminal, and writes the request for its certificate to a file. Where the file
    /// can't be written, no key is kept.
    ///
    /// # Errors
    /// `NO_PROFILE`, `PERMISSION_DENIED`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `INPUT_INVALID`.
    pub async fn request_certificate(
        &self,
        terminal: Option<String>,
        out: String,
    ) -> Answer<InventoryLine> {
        self.perform(Trail::new(Act::RequestCertificate, ""), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.request_certificate(trail, terminal, &out)
            })
            .await
        })
        .await
    }

    /// Writes the request of a key that waits for its certificate once more.
    ///
    /// # Errors
    /// `CERTIFICATE_NOT_FOUND`, `CERTIFICATE_WRONG_STATE`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `PERMISSION_DENIED`.
    pub async fn repeat_request(&self, id: u32, out: String) -> Answer<InventoryLine> {
        let trail = Trail::new(Act::RepeatRequest, format!("証明書{id}"));
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.repeat_request(&trail, id, &out)
            })
            .await
        })
        .await
    }

    /// Installs the certificate that came for a key made here.
    ///
    /// # Errors
    /// `CERTIFICATE_NOT_REQUESTED_HERE` when it is for none of the keys that wait, and those of importing one.
    pub async fn install_certificate(&self, path: String) -> Answer<CertificateView> {
        self.perform(Trail::new(Act::InstallCertificate, ""), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.install_certificate(trail, &path)
            })
            .await
        })
        .await
    }
}

impl Controller {
    fn import_certificate(
        &mut self,
        trail: Trail,
        identity: &ClientIdentity,
    ) -> Outcome<CertificateView> {
        let profile = self.profile()?;
        let record = match self.here_already(&profile, identity.info())? {
            Some(record) => record,
            None => CertificateRecord {
                id: self.next_certificate()?,
                profile: profile.name.clone(),
                terminal: profile.terminal.clone(),
                registration: Registration::Issued,
                pem: None,
                info: None,
                standing: Standing::Good,
                use_from: None,
                papers: Default::default(),
                history: Vec::new(),
            },
        };
        self.put_in(trail, &profile, record, identity)
    }

    /// The record of a certificate that a profile has and whose key isn't destroyed.
    fn here_already(
        &mut self,
        profile: &ProfileRecord,
        info: &CertificateInfo,
    ) -> Outcome<Option<CertificateRecord>> {
        let mut records = self.certificate_records()?.into_iter();
        Ok(records.find(|record| {
            record.profile == profile.name
                && record.registration != Registration::Disposed
                && record
                    .info
                    .as_ref()
                    .is_some_and(|i| i.sha256 == info.sha256)
        }))
    }

    fn request_certificate(
        &mut self,
        mut trail: Trail,
        terminal: Option<String>,
        out: &str,
    ) -> Outcome<InventoryLine> {
        let profile = self.profile()?;
        profile.kind.require_server()?;
        let terminal = terminal.unwrap_or_else(|| profile.terminal.clone());
        let request = KeyRequest::make(&profile.insurer, &terminal)?;
        let id = self.next_certificate()?;
        trail.subject = format!("{} {terminal} 証明書{id}", profile.name);
        let record = CertificateRecord {
            id,
            profile: profile.name,
            terminal,
            registration: Registration::Requested,
            pem: Some(self.keep_key(request.key_pem())?),
            info: None,
            standing: Standing::Good,
            use_from: None,
            papers: Default::default(),
            history: vec![self.life(&trail, "鍵と申請ファイルを作った")],
        };
        // The file can be written, then the key is kept, then the file has its name: neither is left without the other.
        hand_out(out, |to| {
            write_request(&request, to)?;
            self.commit(&trail, |store| {
                store.put(shelf::CERTIFICATE, &record.key(), &record)
            })?;
            Ok(0)
        })?;
        self.inventory_line(&record)
    }

    fn repeat_request(&mut self, trail: &Trail, id: u32, out: &str) -> Outcome<InventoryLine> {
        let mut records = self.certificate_records()?.into_iter();
        let mut record = records
            .find(|record| record.id == id)
            .ok_or_else(|| Fault::new(Code::CertificateNotFound).with("serial", id))?;
        let key = record.pem.as_ref().filter(|_| record.waits());
        let key = key.ok_or_else(|| record.wrong_state())?;
        let profile = self.profile_named(&record.profile)?;
        let key = self.bring_key(key)?;
        let request = KeyRequest::again(&key, &profile.insurer, &record.terminal)?;
        let line = self.life(trail, "申請ファイルをもう一度書き出した");
        record.history.push(line);
        hand_out(out, |to| {
            write_request(&request, to)?;
            self.commit(trail, |store| {
                store.put(shelf::CERTIFICATE, &record.key(), &record)
            })?;
            Ok(0)
        })?;
        self.inventory_line(&record)
    }

    fn install_certificate(&mut self, trail: Trail, path: &str) -> Outcome<CertificateView> {
        let profile = self.profile()?;
        let came = read_small(path)?;
        let records = self.certificate_records()?.into_iter();
        let waiting = records.filter(|record| record.waits() && record.profile == profile.name);
        for record in waiting {
            let Some(key) = record.pem.as_ref() else {
                continue;
            };
            let key = self.bring_key(key)?;
            match ClientIdentity::from_key_and_certificates(&key, &came) {
                Ok(identity) => return self.put_in(trail, &profile, record, &identity),
                Err(fault) if fault.code == Code::CertificateKeyMismatch => {}
                Err(fault) => return Err(fault),
            }
        }
        Err(Code::CertificateNotRequestedHere.into())
    }

    /// Checks a pair against its profile and puts it in use.
    fn put_in(
        &mut self,
        mut trail: Trail,
        profile: &ProfileRecord,
        mut record: CertificateRecord,
        identity: &ClientIdentity,
    ) -> Outcome<CertificateView> {
        profile.kind.require_server()?;
        let (info, now) = (identity.info(), self.now());
        info.check_not_expired(now)?;
        let anchors = profile.anchors()?;
        let issued = anchors.iter().any(|anchor| anchor.issued(identity).is_ok());
        if !issued {
            return Err(Code::CertificateOtherAuthority.into());
        }
        let owner = info.organization.as_deref().unwrap_or("-");
        if owner != profile.insurer {
            return Err(Fault::new(Code::CertificateOtherInsurer)
                .with("found", owner)
                .with("expected", &profile.insurer));
        }
        trail.subject = format!("{} {}", profile.name, info.serial);
        let words = if record.registration == Registration::Installed {
            "取り込みなおした"
        } else {
            record.step(RegistrationStep::Install)?;
            "この端末に設定した"
        };
        record.pem = Some(self.keep_identity(identity)?);
        record.info = Some(info.clone());
        record.history.push(self.life(&trail, words));
        let listed = self.listed(profile, info)?;
        if let Some(listed) = listed.and_then(|said| record.heed(said)) {
            record.history.push(self.life(&trail, listed));
        }
        record.use_from = match record.standing {
            Standing::Revoked => None,
            Standing::Good | Standing::OnHold => Some(self.first_use(profile, record.id, info)?),
        };
        self.commit(&trail, |store| {
            store.put(shelf::CERTIFICATE, &record.key(), &record)
        })?;
        let terminal = Some(record.terminal.as_str());
        Ok(certificate_view(info, record.standing, terminal, now))
    }

    /// At once; or on its first day, where another one is in use until then.
    fn first_use(
        &mut self,
        profile: &ProfileRecord,
        id: u32,
        info: &CertificateInfo,
    ) -> Outcome<DateTime<Utc>> {
        let now = self.now();
        let used = self.certificate_in_use(&profile.name)?;
        let another = used.is_some_and(|used| used.id != id);
        Ok(if another {
            now.max(info.not_before)
        } else {
            now
        })
    }

    fn next_certificate(&mut self) -> Outcome<u32> {
        let records = self.certificate_records()?;
        Ok(1 + records.iter().map(|record| record.id).max().unwrap_or(0))
    }

    pub(crate) fn certificate_records(&mut self) -> Outcome<Vec<CertificateRecord>> {
        self.store()?.all(shelf::CERTIFICATE)
    }

    /// The certificate that a profile works with today: of those that are set up and whose day has come, the last. A
    /// revoked one that was out of use comes after all others.
    pub(crate) fn certificate_in_use(
        &mut self,
        profile: &str,
    ) -> Outcome<Option<CertificateRecord>> {
        let now = self.now();
        let records = self.certificate_records()?.into_iter();
        let ready = records.filter(|r| r.profile == profile && r.may_be_used_at(now));
        Ok(ready.max_by_key(|record| (record.use_from, record.id)))
    }

    /// The same with its key.
    pub(crate) fn identity(&mut self, profile: &str) -> Outcome<Option<ClientIdentity>> {
        let record = self.certificate_in_use(profile)?;
        let kept = record.as_ref().and_then(|record| record.pem.as_ref());
        kept.map(|kept| self.bring_identity(kept)).transpose()
    }

    /// A line of a certificate's history.
    pub(crate) fn life(&self, trail: &Trail, what: impl Into<String>) -> LifeRecord {
        let by = trail.actor.clone();
        let by = by.or_else(|| self.session.as_ref().map(|s| s.user.clone()));
        LifeRecord {
            at: self.now(),
            by: by.unwrap_or_default(),
            what: what.into(),
        }
    }
}

fn write_request(request: &KeyRequest, to: &mut dyn Write) -> Outcome<()> {
    let written = to.write_all(request.request_pem().as_bytes());
    written
        .and_then(|()| to.flush())
        .map_err(|e| write_fault(&e))
}

/// Deriving the key of a .p12 takes its time, so it happens away from the controller.
async fn open_p12(path: String, pass_phrase: String) -> Outcome<Vec<ClientIdentity>> {
    let pass_phrase = Zeroizing::new(pass_phrase);
    blocking(move || {
        ClientIdentity::all_of_pkcs12(&Zeroizing::new(read_small(&path)?), &pass_phrase)
    })
    .await
}

fn chosen(mut pairs: Vec<ClientIdentity>, serial: Option<&str>) -> Outcome<ClientIdentity> {
    let Some(serial) = serial else {
        return ClientIdentity::only(pairs);
    };
    let serial = serial.replace(':', "").to_ascii_uppercase();
    let place = pairs.iter().position(|pair| pair.info().serial == serial);
    match place {
        Some(place) => Ok(pairs.swap_remove(place)),
        None => Err(Fault::new(Code::CertificateNotFound).with("serial", serial)),
    }
}
