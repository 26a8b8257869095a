//! A certificate for a key made here (route B): its request, and its coming.

use crate::{
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    files::read_small,
    place::{
        certificates::{
            PutIn, life::InventoryLine, record::CertificateRecord, view::CertificateView,
        },
        handing_out::hand_out_and,
        key_home::KeptKey,
    },
};
use kakehashi_client_identity::{ClientIdentity, KeyRequest};
use kakehashi_domain::{Code, Fault, Outcome, Registration, Shelf, Standing};

/// Makes a key that never leaves this terminal, and writes the request for its certificate to a file. Where the file can't
/// be written, no key is kept.
///
/// # Errors
/// `NO_PROFILE`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `INPUT_INVALID`.
pub(crate) async fn request_certificate(
    terminal: &Terminal,
    permit: Permit,
    named: Option<String>,
    path: String,
) -> Outcome<InventoryLine> {
    let profile = terminal.see(Look::profile).await?;
    profile.kind.require_server()?;
    let named = named.unwrap_or(profile.terminal);
    let (insurer, name) = (profile.insurer, named.clone());
    let request = blocking(move || KeyRequest::make(&insurer, &name)).await?;
    let pem = request.request_pem().to_owned();
    let keep = move |c: &mut Controller| c.keep_request(permit, profile.name, named, &request);
    hand_out_and(terminal, path, pem, keep).await
}

/// Writes the request of a key that waits for its certificate once more.
///
/// # Errors
/// `CERTIFICATE_NOT_FOUND`, `CERTIFICATE_WRONG_STATE`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn repeat_request(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    path: String,
) -> Outcome<InventoryLine> {
    let request = terminal.see(move |look| look.request_again(id)).await?;
    let pem = request.request_pem().to_owned();
    let note = move |c: &mut Controller| c.note_request_again(&permit, id);
    hand_out_and(terminal, path, pem, note).await
}

/// Installs the certificate that came for a key made here.
///
/// # Errors
/// `CERTIFICATE_NOT_REQUESTED_HERE` when it is for none of the keys that wait, and those of importing one.
pub(crate) async fn install_certificate(
    terminal: &Terminal,
    permit: Permit,
    path: String,
) -> Outcome<CertificateView> {
    let came = blocking(move || read_small(&path)).await?;
    let install = move |look: &Look, own: &str| look.installed(&permit, &came, own);
    terminal.put_in(install).await
}

impl Look {
    /// What came, as it is to stand with the key that waits for it.
    fn installed(&self, permit: &Permit, came: &[u8], own: &str) -> Outcome<PutIn> {
        let profile = self.profile()?;
        let records = self.certificate_records()?.into_iter();
        let waiting = records.filter(|record| record.waits() && record.profile == profile.name);
        for record in waiting {
            let Some(key) = record.pem.as_ref() else {
                continue;
            };
            let key = self.bring_key(key)?;
            match ClientIdentity::from_key_and_certificates(&key, came) {
                Ok(identity) => {
                    return self.put_in(permit.clone(), &profile, record, (&identity, own));
                }
                Err(fault) if fault.code == Code::CertificateKeyMismatch => {}
                Err(fault) => return Err(fault),
            }
        }
        Err(Code::CertificateNotRequestedHere.into())
    }

    fn request_again(&self, id: u32) -> Outcome<KeyRequest> {
        let (record, key) = self.waiting(id)?;
        let profile = self.profile_named(&record.profile)?;
        let key = self.bring_key(&key)?;
        KeyRequest::again(&key, &profile.insurer, &record.terminal)
    }

    /// A certificate that hasn't come yet, with the key that waits for it.
    fn waiting(&self, id: u32) -> Outcome<(CertificateRecord, KeptKey)> {
        let mut records = self.certificate_records()?.into_iter();
        let record = records
            .find(|record| record.id == id)
            .ok_or_else(|| Fault::new(Code::CertificateNotFound).with("serial", id))?;
        let key = record.pem.clone().filter(|_| record.waits());
        let key = key.ok_or_else(|| record.wrong_state())?;
        Ok((record, key))
    }
}

impl Controller {
    fn keep_request(
        &mut self,
        permit: Permit,
        profile: String,
        terminal: String,
        request: &KeyRequest,
    ) -> Outcome<InventoryLine> {
        let id = self.next_certificate()?;
        let permit = permit.on(format!("{profile} {terminal} 証明書{id}"));
        let record = CertificateRecord {
            id,
            profile,
            terminal,
            registration: Registration::Requested,
            pem: Some(self.keep_key(request.key_pem())?),
            info: None,
            chain: None,
            standing: Standing::Good,
            use_from: None,
            papers: Default::default(),
            history: vec![self.life(&permit, "鍵と申請ファイルを作った")],
        };
        self.write(&permit, |store| {
            store.put(Shelf::Certificate, &record.key(), &record)
        })?;
        self.inventory_line(&record)
    }

    fn note_request_again(&mut self, permit: &Permit, id: u32) -> Outcome<InventoryLine> {
        let (mut record, _still_waits) = self.waiting(id)?;
        let line = self.life(permit, "申請ファイルをもう一度書き出した");
        record.history.push(line);
        self.write(permit, |store| {
            store.put(Shelf::Certificate, &record.key(), &record)
        })?;
        self.inventory_line(&record)
    }
}
