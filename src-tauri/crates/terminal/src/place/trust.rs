//! The authorities that a profile trusts.

use crate::{
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    files::read_small,
    place::{
        certificates::view::{ProfileView, TrustView},
        revocation::{lists::which_authority, standing::Heeded},
    },
};
use kakehashi_client_identity::{FingerprintKind, TrustAnchor};
use kakehashi_domain::{Code, Outcome};

/// The fingerprint of an authority's certificate, for a person to compare with the paper.
///
/// # Errors
/// `FILE_NOT_FOUND`, `TRUST_UNREADABLE`.
pub(crate) async fn read_trust(_: &Terminal, _: Permit, path: String) -> Outcome<TrustView> {
    let anchor = blocking(move || TrustAnchor::from_bytes(&read_small(&path)?)).await?;
    let authority = anchor.authority();
    Ok(TrustView {
        sha256: anchor.sha256().to_owned(),
        sha1: authority.sha1(),
        subject: authority.info().subject.clone(),
        not_after: authority.info().not_after,
    })
}

/// Trusts another authority beside the first, until the server has changed over to it. Of a file with several, the one
/// with the fingerprint.
///
/// # Errors
/// `TRUST_UNREADABLE`, `FINGERPRINT_MISMATCH`, `FINGERPRINT_METHOD`, `NO_PROFILE`.
pub(crate) async fn add_anchor(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    fingerprint: String,
) -> Outcome<ProfileView> {
    let compare = move || TrustAnchor::with_fingerprint(&read_small(&path)?, &fingerprint);
    let (anchor, compared) = blocking(compare).await?;
    let add = move |c: &mut Controller| {
        let mut profile = c.profile()?;
        let permit = permit.on(format!("{} {}", profile.name, anchor.sha256()));
        let permit = match compared {
            FingerprintKind::Sha256 => permit,
            FingerprintKind::Sha1 => permit.note("指紋はSHA-1で見くらべた"),
        };
        if !profile.anchors()?.contains(&anchor) {
            profile.more_anchors.push(anchor.to_pem());
        }
        c.keep_profile(&permit, profile)
    };
    terminal.ask(add).await
}

/// Trusts an authority no longer. Its list of revocations goes with it.
///
/// # Errors
/// `INPUT_INVALID` where none is trusted that has this fingerprint; `LAST_AUTHORITY`, `NO_PROFILE`.
pub(crate) async fn remove_anchor(
    terminal: &Terminal,
    permit: Permit,
    fingerprint: String,
) -> Outcome<ProfileView> {
    let without = move |look: &Look| look.without_anchor(permit, &fingerprint);
    let heeded = terminal.see(without).await?;
    let profile = heeded.profile.clone();
    terminal.ask(move |c| c.keep_heeded(heeded)).await?;
    let view = move |look: &Look| look.profile_view(look.profile_named(&profile)?);
    terminal.see(view).await
}

impl Look {
    /// What the profile, its lists and certificates are without the authority: lists are as long as authorities make them,
    /// so that it is worked out beside the writer.
    fn without_anchor(&self, permit: Permit, fingerprint: &str) -> Outcome<Heeded> {
        let mut profile = self.profile()?;
        let stood = self.stood(&profile.name)?;
        let is_meant = |anchor: &TrustAnchor| anchor.matches(fingerprint).is_ok();
        let (gone, left): (Vec<_>, Vec<_>) = profile.anchors()?.into_iter().partition(is_meant);
        if gone.is_empty() {
            return Err(which_authority());
        }
        let mut left = left.iter().map(TrustAnchor::to_pem);
        profile.anchor_pem = left.next().ok_or(Code::LastAuthority)?;
        profile.more_anchors = left.collect();
        let lists = self.revocation_lists(&profile)?;
        Ok(Heeded {
            changed: self.heed_lists(&profile, &lists, &permit)?,
            profile: profile.name.clone(),
            changed_profile: Some(profile),
            permit,
            lists,
            stood,
        })
    }
}
