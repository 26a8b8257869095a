//! Profiles and certificates.

use crate::{
    Answer, Terminal,
    act::{Act, Trail},
    controller::Controller,
    files::read_small,
    password::blocking,
    records::{IdentityRecord, ProfileRecord, shelf},
    view::{CertificateView, KeyView, NewProfile, ProfileView, TrustView, Validity},
};
use chrono::{DateTime, Utc};
use kakehashi_client_identity::{CertificateInfo, ClientIdentity, TrustAnchor};
use kakehashi_domain::{Code, Fault, InsurerNumber, Outcome, Role};
use kakehashi_server_link::Endpoint;
use zeroize::Zeroizing;

const SOON_DAYS: i64 = 90;

impl Terminal {
    /// The fingerprint of an authority's certificate, for a person to compare with the paper.
    ///
    /// # Errors
    /// `FILE_NOT_FOUND`, `TRUST_UNREADABLE`.
    pub async fn read_trust(&self, path: String) -> Answer<TrustView> {
        self.look(move |c| {
            c.allow(&[Role::Admin])?;
            let anchor = TrustAnchor::from_bytes(&read_small(&path)?)?;
            Ok(TrustView {
                sha256: anchor.sha256().to_owned(),
            })
        })
        .await
    }

    /// Registers a profile; the first one is in use at once.
    ///
    /// # Errors
    /// `PRACTICE_REAL_MIX`, `FINGERPRINT_MISMATCH`, `TRUST_UNREADABLE`, `INPUT_INVALID`, `PROFILE_EXISTS`,
    /// `PERMISSION_DENIED`.
    pub async fn add_profile(&self, profile: NewProfile) -> Answer<ProfileView> {
        let mut trail = Trail::new(Act::AddProfile, &profile.name);
        if profile.trust_fingerprint.is_none() {
            trail = trail.note("認証局の指紋は見くらべていない");
        }
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.add_profile(&trail, &profile)
            })
            .await
        })
        .await
    }

    /// Every profile.
    ///
    /// # Errors
    /// `NOT_LOGGED_IN`.
    pub async fn profiles(&self) -> Answer<Vec<ProfileView>> {
        self.look(|c| {
            c.allow(&Role::ALL)?;
            let profiles: Vec<ProfileRecord> = c.store()?.all(shelf::PROFILE)?;
            profiles
                .into_iter()
                .map(|profile| c.profile_view(profile))
                .collect()
        })
        .await
    }

    /// Puts another profile in use.
    ///
    /// # Errors
    /// `PROFILE_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn use_profile(&self, name: String) -> Answer<ProfileView> {
        self.perform(Trail::new(Act::UseProfile, &name), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.use_profile(&trail, &name)
            })
            .await
        })
        .await
    }

    /// Works with another profile than the one in use, until the end of this run.
    ///
    /// # Errors
    /// None here; `PROFILE_NOT_FOUND` once it is needed.
    pub async fn work_with(&self, profile: String) -> Answer<()> {
        self.look(move |c| {
            c.told_profile = Some(profile);
            Ok(())
        })
        .await
    }

    /// What a .p12 holds, without keeping it.
    ///
    /// # Errors
    /// Those of reading it: `CERTIFICATE_WRONG_PASS_PHRASE` and so on.
    pub async fn read_certificate(
        &self,
        path: String,
        pass_phrase: String,
    ) -> Answer<CertificateView> {
        self.look(|c| c.allow(&[Role::Admin]).map(drop)).await?;
        let read = open_p12(path, pass_phrase).await;
        self.look(move |c| Ok(certificate_view(read?.info(), c.now())))
            .await
    }

    /// Imports the certificate for the profile in use. It must be valid, of the profile's authority and insurer.
    ///
    /// # Errors
    /// Those of reading it, `CERTIFICATE_EXPIRED`, `CERTIFICATE_NOT_YET_VALID`, `CERTIFICATE_OTHER_AUTHORITY`,
    /// `CERTIFICATE_OTHER_INSURER`, `NO_PROFILE`, `PERMISSION_DENIED`.
    pub async fn import_certificate(
        &self,
        path: String,
        pass_phrase: String,
    ) -> Answer<CertificateView> {
        self.perform(Trail::new(Act::ImportCertificate, ""), async |trail| {
            self.ask(|c| c.allow(&[Role::Admin]).map(drop)).await?;
            let identity = open_p12(path, pass_phrase).await?;
            self.ask(move |c| c.import_certificate(trail, &identity))
                .await
        })
        .await
    }
}

impl Controller {
    fn add_profile(&mut self, trail: &Trail, new: &NewProfile) -> Outcome<ProfileView> {
        let insurer =
            InsurerNumber::parse(&new.insurer).map_err(|e| invalid_insurer().because(e))?;
        new.kind.admit(&insurer)?;
        let endpoint = Endpoint::new(new.url.trim())?;
        let anchor = TrustAnchor::from_bytes(&read_small(&new.trust_path)?)?;
        if let Some(typed) = &new.trust_fingerprint {
            anchor.matches(typed)?;
        }
        let profiles: Vec<ProfileRecord> = self.store()?.all(shelf::PROFILE)?;
        if profiles.iter().any(|p| p.name == new.name) {
            return Err(Fault::new(Code::ProfileExists).with("profile", &new.name));
        }
        let profile = ProfileRecord {
            name: new.name.clone(),
            kind: new.kind,
            url: endpoint.as_str().to_owned(),
            insurer: insurer.as_str().to_owned(),
            terminal: new.terminal.clone(),
            anchor_pem: anchor.to_pem(),
            in_use: profiles.is_empty(),
        };
        self.commit(trail, |store| {
            store.put(shelf::PROFILE, &profile.name, &profile)
        })?;
        self.profile_view(profile)
    }

    fn use_profile(&mut self, trail: &Trail, name: &str) -> Outcome<ProfileView> {
        let mut profiles: Vec<ProfileRecord> = self.store()?.all(shelf::PROFILE)?;
        for profile in &mut profiles {
            profile.in_use = profile.name == name;
        }
        let chosen = profiles.iter().find(|p| p.in_use).cloned();
        let chosen =
            chosen.ok_or_else(|| Fault::new(Code::ProfileNotFound).with("profile", name))?;
        self.commit(trail, |store| {
            profiles
                .iter()
                .try_for_each(|p| store.put(shelf::PROFILE, &p.name, p))
        })?;
        self.reachable = None;
        self.profile_view(chosen)
    }

    fn import_certificate(
        &mut self,
        mut trail: Trail,
        identity: &ClientIdentity,
    ) -> Outcome<CertificateView> {
        let profile = self.profile()?;
        let info = identity.info();
        identity.check_period(self.now())?;
        TrustAnchor::from_pem(&profile.anchor_pem)?.issued(identity)?;
        let owner = info.organization.as_deref().unwrap_or("-");
        if owner != profile.insurer {
            return Err(Fault::new(Code::CertificateOtherInsurer)
                .with("found", owner)
                .with("expected", &profile.insurer));
        }
        trail.subject = format!("{} {}", profile.name, info.serial);
        let record = IdentityRecord {
            pem: identity.to_pem().to_string(),
        };
        self.commit(&trail, |store| {
            store.put(shelf::IDENTITY, &profile.name, &record)
        })?;
        Ok(certificate_view(info, self.now()))
    }

    /// The certificate of a profile, if it has one.
    pub(crate) fn identity(&mut self, profile: &str) -> Outcome<Option<ClientIdentity>> {
        let record: Option<IdentityRecord> = self.store()?.get(shelf::IDENTITY, profile)?;
        record.map(|r| ClientIdentity::from_pem(&r.pem)).transpose()
    }

    pub(crate) fn profile_view(&mut self, profile: ProfileRecord) -> Outcome<ProfileView> {
        let now = self.now();
        let identity = self.identity(&profile.name)?;
        Ok(ProfileView {
            certificate: identity.map(|identity| certificate_view(identity.info(), now)),
            name: profile.name,
            kind: profile.kind,
            url: profile.url,
            insurer: profile.insurer,
            terminal: profile.terminal,
            in_use: profile.in_use,
        })
    }
}

/// Deriving the key of a .p12 takes its time, so it happens away from the controller.
async fn open_p12(path: String, pass_phrase: String) -> Outcome<ClientIdentity> {
    let pass_phrase = Zeroizing::new(pass_phrase);
    blocking(move || ClientIdentity::from_pkcs12(&Zeroizing::new(read_small(&path)?), &pass_phrase))
        .await
}

fn certificate_view(info: &CertificateInfo, now: DateTime<Utc>) -> CertificateView {
    let days_left = (info.not_after - now).num_days();
    let validity = if now < info.not_before {
        Validity::NotYet
    } else if now >= info.not_after {
        Validity::Expired
    } else if days_left <= SOON_DAYS {
        Validity::Soon
    } else {
        Validity::Valid
    };
    CertificateView {
        subject: info.subject.clone(),
        issuer: info.issuer.clone(),
        serial: info.serial.clone(),
        not_before: info.not_before,
        not_after: info.not_after,
        sha256: info.sha256.clone(),
        key: KeyView {
            algorithm: info.key.algorithm.clone(),
            bits: info.key.bits,
        },
        days_left: i32::try_from(days_left).unwrap_or(i32::MAX),
        validity,
        warnings: info.warnings.clone(),
    }
}

fn invalid_insurer() -> Fault {
    Fault::new(Code::InputInvalid)
        .with("field", "保険者番号")
        .with(
            "hint",
            "8桁（国保は6桁）の数字を、もう一度見くらべてください。",
        )
}
