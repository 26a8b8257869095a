//! The authorities that a profile trusts.

use crate::{
    core::{
        act::{Act, Trail},
        controller::{Answer, Controller, Terminal},
        shelf,
    },
    files::read_small,
    place::{
        certificates::view::{ProfileView, TrustView},
        revocation::{lists::which_authority, standing::put_lists},
    },
};
use kakehashi_client_identity::TrustAnchor;
use kakehashi_domain::{Code, Outcome, Role};

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

    /// Trusts another authority beside the first, until the server has changed over to it.
    ///
    /// # Errors
    /// `TRUST_UNREADABLE`, `FINGERPRINT_MISMATCH`, `NO_PROFILE`, `PERMISSION_DENIED`.
    pub async fn add_anchor(&self, path: String, fingerprint: String) -> Answer<ProfileView> {
        self.perform(Trail::new(Act::AddAnchor, ""), async |mut trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                let anchor = TrustAnchor::from_bytes(&read_small(&path)?)?;
                anchor.matches(&fingerprint)?;
                let mut profile = c.profile()?;
                trail.subject = format!("{} {}", profile.name, anchor.sha256());
                if !profile.anchors()?.contains(&anchor) {
                    profile.more_anchors.push(anchor.to_pem());
                }
                c.keep_profile(&trail, profile)
            })
            .await
        })
        .await
    }

    /// Trusts an authority no longer. Its list of revocations goes with it.
    ///
    /// # Errors
    /// `INPUT_INVALID` where none is trusted that has this fingerprint; `LAST_AUTHORITY`, `NO_PROFILE`,
    /// `PERMISSION_DENIED`.
    pub async fn remove_anchor(&self, fingerprint: String) -> Answer<ProfileView> {
        self.perform(Trail::new(Act::RemoveAnchor, &fingerprint), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.remove_anchor(&trail, &fingerprint)
            })
            .await
        })
        .await
    }
}

impl Controller {
    fn remove_anchor(&mut self, trail: &Trail, fingerprint: &str) -> Outcome<ProfileView> {
        let mut profile = self.profile()?;
        let is_meant = |anchor: &TrustAnchor| anchor.matches(fingerprint).is_ok();
        let (gone, left): (Vec<_>, Vec<_>) = profile.anchors()?.into_iter().partition(is_meant);
        if gone.is_empty() {
            return Err(which_authority());
        }
        let mut left = left.iter().map(TrustAnchor::to_pem);
        profile.anchor_pem = left.next().ok_or(Code::LastAuthority)?;
        profile.more_anchors = left.collect();
        let lists = self.revocation_lists(&profile)?;
        let changed = self.heed_lists(&profile, &lists, trail)?;
        self.commit(trail, |store| {
            put_lists(store, &profile.name, &lists, &changed)?;
            store.put(shelf::PROFILE, &profile.name, &profile)
        })?;
        self.profile_view(profile)
    }
}
