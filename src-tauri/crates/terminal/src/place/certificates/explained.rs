//! A file explained before it is taken.

use crate::{
    core::{
        blocking::blocking,
        clock::{Clock, SystemClock},
        controller::{Answer, Terminal},
        gate::Permit,
        look::Look,
        problem::ProblemView,
        profile::ProfileRecord,
    },
    files::read_small,
    place::certificates::{
        owner::place_of,
        shown::certificate_view,
        view::{CertificateFileView, ExplainedCertificate},
    },
};
use chrono::{DateTime, Utc};
use kakehashi_client_identity::{CertificateInfo, Explained, TrustAnchor, explain};
use kakehashi_domain::{Outcome, Standing};
use zeroize::Zeroizing;

/// Explains a file of certificates, also against the profile in use. Nothing of it is kept.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`.
pub(crate) async fn explain_certificates(
    terminal: &Terminal,
    _: Permit,
    path: String,
    pass_phrase: Option<String>,
) -> Outcome<CertificateFileView> {
    let explained = read(path, pass_phrase).await?;
    let show = move |look: &Look| Ok(view(&explained, look.profile().ok().as_ref(), look.now()));
    terminal.see(show).await
}

/// The same without a terminal's data and login.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`.
pub async fn explain_certificate_file(
    path: String,
    pass_phrase: Option<String>,
) -> Answer<CertificateFileView> {
    let explained = read(path, pass_phrase).await;
    let explained =
        explained.map_err(|fault| ProblemView::new(&fault, &uuid::Uuid::new_v4().to_string()))?;
    Ok(view(&explained, None, SystemClock.now()))
}

async fn read(path: String, pass_phrase: Option<String>) -> Outcome<Explained> {
    let pass_phrase = pass_phrase.map(Zeroizing::new);
    blocking(move || {
        let bytes = Zeroizing::new(read_small(&path)?);
        let pass_phrase = pass_phrase.as_ref().map(|phrase| phrase.as_str());
        Ok(explain(&bytes, pass_phrase))
    })
    .await
}

fn view(
    explained: &Explained,
    profile: Option<&ProfileRecord>,
    now: DateTime<Utc>,
) -> CertificateFileView {
    let own = explained.keys.is_some_and(|keys| keys > 0);
    let lines = explained.certificates.iter().enumerate();
    let certificates = lines.map(|(place, info)| {
        let is_own = own && place == 0;
        ExplainedCertificate {
            organization: info.organization.clone(),
            signature: info.signature.clone(),
            is_authority: info.is_authority,
            problems: problems(info, profile.filter(|_| is_own), is_own, now),
            certificate: certificate_view(
                info,
                Standing::Good,
                profile.filter(|_| is_own).map(|p| p.terminal.as_str()),
                now,
            ),
        }
    });
    let fault = explained.fault.as_ref();
    CertificateFileView {
        what: explained.kind.to_owned(),
        wants_pass_phrase: explained.wants_pass_phrase,
        keys: explained.keys.and_then(|keys| u32::try_from(keys).ok()),
        read_as: explained.read_as.clone(),
        code: fault.map(|fault| fault.code),
        problem: fault.map(kakehashi_domain::Fault::sentence),
        next_step: fault.map(kakehashi_domain::Fault::next_step),
        certificates: certificates.collect(),
    }
}

/// What would be wrong with it here.
fn problems(
    info: &CertificateInfo,
    profile: Option<&ProfileRecord>,
    is_own: bool,
    now: DateTime<Utc>,
) -> Vec<String> {
    let mut problems = Vec::new();
    let period = info
        .check_not_expired(now)
        .and_then(|()| info.check_begun(now));
    problems.extend(period.err().map(|fault| fault.sentence()));
    if info.is_weak() {
        problems.push(format!("鍵が{}ビットと短く、使えません。", info.key.bits));
    }
    if let Some(profile) = profile.filter(|_| is_own) {
        problems.extend(place_of(info, profile).err().map(|fault| fault.sentence()));
        let anchors = profile.anchors().unwrap_or_default();
        let knows = |anchor: &TrustAnchor| anchor.authority().info().subject == info.issuer;
        if !info.is_authority && !anchors.is_empty() && !anchors.iter().any(knows) {
            problems.push(format!(
                "発行者（{}）は、接続先「{}」で信頼する認証局ではありません。中間認証局のときは、そのままで構いません。",
                info.issuer, profile.name
            ));
        }
    }
    problems
}
