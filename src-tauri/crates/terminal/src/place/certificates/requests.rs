//! A certificate for a key made here (route B): its request, and its coming.

use crate::{
    core::{
        act::{Act, Trail},
        controller::{Answer, Controller, Terminal},
        shelf,
    },
    files::{hand_out, read_small, write_fault},
    place::certificates::{life::InventoryLine, record::CertificateRecord, view::CertificateView},
};
use kakehashi_client_identity::{ClientIdentity, KeyRequest};
use kakehashi_domain::{Code, Fault, Outcome, Registration, Role, Standing};
use std::io::Write;

impl Terminal {
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
            chain: None,
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
}

fn write_request(request: &KeyRequest, to: &mut dyn Write) -> Outcome<()> {
    let written = to.write_all(request.request_pem().as_bytes());
    written
        .and_then(|()| to.flush())
        .map_err(|e| write_fault(&e))
}
