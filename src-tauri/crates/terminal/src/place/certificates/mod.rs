//! Putting a certificate into the terminal as a `.p12` (route A), and which one works today.

pub(crate) mod explained;
pub(crate) mod inventory;
pub(crate) mod life;
pub(crate) mod owner;
pub(crate) mod record;
pub(crate) mod requests;
pub(crate) mod shown;
pub(crate) mod view;

use crate::{
    core::{
        area::Facts,
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        profile::ProfileRecord,
    },
    files::read_small,
    place::{
        certificates::{
            record::{CertificateRecord, LifeRecord},
            shown::{certificate_view, view_of_record},
            view::CertificateView,
        },
        key_home::key_names,
    },
};
use chrono::{DateTime, Utc};
use kakehashi_client_identity::{Authority, CertificateInfo, ClientIdentity, OpenedFile};
use kakehashi_domain::{
    Code, Fault, NumberPlace, Outcome, Registration, RegistrationStep, Shelf, Standing,
};
use std::sync::Arc;
use zeroize::Zeroizing;

/// How often a certificate is put in anew, where something changed meanwhile.
const TRIES: u32 = 3;

/// What a .p12 holds, without keeping it: one certificate for each key.
///
/// # Errors
/// Those of reading it: `CERTIFICATE_WRONG_PASS_PHRASE` and so on.
pub(crate) async fn read_certificates(
    terminal: &Terminal,
    _: Permit,
    path: String,
    pass_phrase: String,
) -> Outcome<Vec<CertificateView>> {
    let OpenedFile { pairs, read_as } = open_p12(path, pass_phrase).await?;
    let show = move |look: &Look| {
        let now = look.now();
        let terminal = look.profile().ok().map(|profile| profile.terminal);
        let view = |pair: &ClientIdentity| {
            let view = certificate_view(pair.info(), Standing::Good, terminal.as_deref(), now);
            with_warnings(view, read_as.clone())
        };
        Ok(pairs.iter().map(view).collect())
    };
    terminal.see(show).await
}

/// Imports a certificate for the profile in use: the only one of the file, or the one with this serial number. It must be
/// of the profile's authority and insurer. It is in use at once, or from its first day on where another is in use until
/// then; an earlier one stays beside it. One that is here already gets its key anew.
///
/// # Errors
/// Those of reading it, `CERTIFICATE_SEVERAL`, `CERTIFICATE_NOT_FOUND`, `CERTIFICATE_EXPIRED`,
/// `CERTIFICATE_OTHER_AUTHORITY`, `CERTIFICATE_OTHER_INSURER`, `CERTIFICATE_OWNER_UNSTATED`, `CERTIFICATE_WRONG_STATE` of one that is being revoked,
/// `NO_PROFILE`.
pub(crate) async fn import_certificate(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    pass_phrase: String,
    serial: Option<String>,
) -> Outcome<CertificateView> {
    let OpenedFile { pairs, read_as } = open_p12(path, pass_phrase).await?;
    let identity = chosen(pairs, serial.as_deref())?;
    let import = move |look: &Look, own: &str| look.imported(permit.clone(), &identity, own);
    Ok(with_warnings(terminal.put_in(import).await?, read_as))
}

fn with_warnings(
    mut view: CertificateView,
    more: impl IntoIterator<Item = String>,
) -> CertificateView {
    view.warnings.extend(more);
    view
}

/// A certificate as it is to stand in its profile, worked out beside the writer; its key is kept already.
pub(crate) struct PutIn {
    permit: Permit,
    profile: ProfileRecord,
    record: CertificateRecord,
    /// What it was worked out from.
    stood: String,
    warnings: Vec<String>,
}

impl Terminal {
    /// Checks a pair against its profile, keeps its key and puts it in use; anew where lists, certificates or the profile
    /// changed meanwhile. Only what is short happens on the writer: lists are as long as an authority makes them, and a
    /// key store takes its time.
    pub(crate) async fn put_in(
        &self,
        work_out: impl Fn(&Look, &str) -> Outcome<PutIn> + Send + Sync + 'static,
    ) -> Outcome<CertificateView> {
        let own = |c: &mut Controller| Ok(key_names(&c.store()?.place().key_mark()?));
        let (own, work_out) = (self.ask(own).await?, Arc::new(work_out));
        let mut tries = 0;
        loop {
            tries += 1;
            let (own, work_out) = (own.clone(), work_out.clone());
            let put_in = self.see(move |look| work_out(look, &own)).await?;
            match self.ask(move |c| c.keep_put_in(put_in)).await {
                Err(fault) if fault.code == Code::ChangedMeanwhile && tries < TRIES => {}
                done => return done,
            }
        }
    }
}

impl Controller {
    /// Keeps the record of a key that is kept; where that can't be, the key isn't left without it.
    fn keep_put_in(&mut self, put_in: PutIn) -> Outcome<CertificateView> {
        let kept = self.keep_with_record(&put_in);
        if let (Err(_), Some(key)) = (&kept, &put_in.record.pem) {
            let _unreadable_too = self.forget_key(key);
        }
        kept?;
        let record = &put_in.record;
        let view = view_of_record(record, self.now()).ok_or_else(|| record.wrong_state())?;
        Ok(with_warnings(view, put_in.warnings))
    }

    fn keep_with_record(&mut self, put_in: &PutIn) -> Outcome<()> {
        let PutIn {
            profile, record, ..
        } = put_in;
        if self.stood(&profile.name)? != put_in.stood {
            return Err(Code::ChangedMeanwhile.into());
        }
        self.write(&put_in.permit, |store| {
            store.put(Shelf::Profile, &profile.name, profile)?;
            store.put(Shelf::Certificate, &record.key(), record)
        })
    }
}

impl Look {
    fn imported(&self, permit: Permit, identity: &ClientIdentity, own: &str) -> Outcome<PutIn> {
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
                chain: None,
                standing: Standing::Good,
                use_from: None,
                papers: Default::default(),
                history: Vec::new(),
            },
        };
        self.put_in(permit, &profile, record, (identity, own))
    }

    /// Checks a pair against its profile, works out how it is to stand there, and keeps its key.
    pub(crate) fn put_in(
        &self,
        permit: Permit,
        profile: &ProfileRecord,
        mut record: CertificateRecord,
        (identity, own): (&ClientIdentity, &str),
    ) -> Outcome<PutIn> {
        profile.kind.require_server()?;
        let stood = self.stood(&profile.name)?;
        let (info, now) = (identity.info(), self.now());
        info.check_not_expired(now)?;
        let chain = identity.chain_to_pem();
        let over = Authority::over(&chain, &profile.anchors()?)?;
        owner::check_authorities(&over, now)?;
        let number_place = owner::place_of(info, profile)?;
        let permit = permit.on(format!("{} {}", profile.name, info.serial));
        let words = if record.registration == Registration::Installed {
            "取り込みなおした"
        } else {
            record.step(RegistrationStep::Install)?;
            "この端末に設定した"
        };
        record.info = Some(info.clone());
        record.chain = Some(chain);
        record.history.push(self.life(&permit, words));
        let lists = self.revocation_lists(profile)?.read();
        if let Some(words) = record.heed(lists.say_of(info, &over)) {
            record.history.push(self.life(&permit, words));
        }
        record.use_from = match record.standing {
            Standing::Revoked => None,
            Standing::Good | Standing::OnHold => Some(self.first_use(profile, record.id, info)?),
        };
        let otherwise = over.first().zip(identity.chain().first());
        let otherwise = otherwise.is_some_and(|(by, leaf)| by.is_written_otherwise_in(leaf));
        record.pem = Some(self.keep_identity(identity, own)?);
        Ok(PutIn {
            permit,
            profile: learnt(profile, number_place),
            record,
            stood,
            warnings: otherwise
                .then(|| WRITTEN_OTHERWISE.to_owned())
                .into_iter()
                .collect(),
        })
    }
}

impl Look {
    /// The record of a certificate that a profile has and whose key isn't destroyed.
    fn here_already(
        &self,
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

    /// At once; or on its first day, where another one is in use until then.
    fn first_use(
        &self,
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

    pub(crate) fn next_certificate(&self) -> Outcome<u32> {
        let records = self.certificate_records()?;
        Ok(1 + records.iter().map(|record| record.id).max().unwrap_or(0))
    }

    pub(crate) fn certificate_records(&self) -> Outcome<Vec<CertificateRecord>> {
        self.books()?.all(Shelf::Certificate)
    }

    /// The certificate that a profile works with today: of those that are set up and whose day has come, the last. A
    /// revoked one that was out of use comes after all others.
    pub(crate) fn certificate_in_use(&self, profile: &str) -> Outcome<Option<CertificateRecord>> {
        let now = self.now();
        let records = self.certificate_records()?.into_iter();
        let ready = records.filter(|r| r.profile == profile && r.may_be_used_at(now));
        Ok(ready.max_by_key(|record| (record.use_from, record.id)))
    }

    /// The same with its key.
    pub(crate) fn identity(&self, profile: &str) -> Outcome<Option<ClientIdentity>> {
        let record = self.certificate_in_use(profile)?;
        let kept = record.as_ref().and_then(|record| record.pem.as_ref());
        kept.map(|kept| self.bring_identity(kept)).transpose()
    }

    /// A line of a certificate's history.
    pub(crate) fn life(&self, permit: &Permit, what: impl Into<String>) -> LifeRecord {
        LifeRecord {
            at: self.now(),
            by: permit.user.clone(),
            what: what.into(),
        }
    }
}

const WRITTEN_OTHERWISE: &str = "発行者の名前の書き方（文字の種類など）が、認証局の証明書とちがいます。同じ名前として扱います。";

/// The profile with what its first certificate tells of the authority.
fn learnt(profile: &ProfileRecord, number_place: NumberPlace) -> ProfileRecord {
    ProfileRecord {
        number_place: Some(number_place),
        ..profile.clone()
    }
}

/// Deriving the key of a .p12 takes its time, so it happens away from the controller.
async fn open_p12(path: String, pass_phrase: String) -> Outcome<OpenedFile> {
    let pass_phrase = Zeroizing::new(pass_phrase);
    blocking(move || ClientIdentity::open_pkcs12(&Zeroizing::new(read_small(&path)?), &pass_phrase))
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

impl Look {
    /// How long the certificate in use still holds.
    pub(crate) fn facts_of_certificate(&self, facts: &mut Facts) -> Outcome<()> {
        let certificate = match self.profile() {
            Ok(profile) => self.certificate_in_use(&profile.name)?,
            Err(_) => None,
        };
        let info = certificate.and_then(|record| record.info);
        let left = |end: DateTime<Utc>| i64::div_euclid((end - self.now()).num_seconds(), 86_400);
        facts.certificate = info.map(|info| (info.serial, left(info.not_after)));
        Ok(())
    }
}
