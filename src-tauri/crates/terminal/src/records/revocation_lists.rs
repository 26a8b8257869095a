//! The lists of revocations of a profile: one for each authority that it trusts.

use super::RevocationRecord;
use crate::view::{NewRevocation, RevocationView};
use chrono::{DateTime, Utc};
use kakehashi_client_identity::{CertificateInfo, RevocationList, TrustAnchor};
use kakehashi_domain::{Code, Fault, Outcome, Standing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// As stored under the profile's name.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum KeptLists {
    /// By earlier versions, one for whichever authority.
    One(RevocationRecord),
    /// By the authority's fingerprint.
    ByAuthority(BTreeMap<String, RevocationRecord>),
}

/// The authorities that are trusted, each with its list if one is set.
pub(crate) struct RevocationLists(Vec<(TrustAnchor, Option<RevocationRecord>)>);

impl RevocationLists {
    /// What was kept, as far as its authorities are still trusted.
    pub fn new(kept: Option<KeptLists>, anchors: Vec<TrustAnchor>) -> Self {
        let mut lists = match kept {
            Some(KeptLists::ByAuthority(lists)) => lists,
            Some(KeptLists::One(list)) => {
                let owner = anchors
                    .iter()
                    .find(|anchor| list.list_pem.is_none() || list.list(anchor).is_some());
                let owned = owner.map(|anchor| (anchor.sha256().to_owned(), list.clone()));
                owned.into_iter().collect()
            }
            None => BTreeMap::new(),
        };
        let with_list = |anchor: TrustAnchor| {
            let list = lists.remove(anchor.sha256());
            (anchor, list)
        };
        Self(anchors.into_iter().map(with_list).collect())
    }

    pub fn to_keep(&self) -> KeptLists {
        let set = self.watched();
        let by_authority = set.map(|(anchor, list)| (anchor.sha256().to_owned(), list.clone()));
        KeptLists::ByAuthority(by_authority.collect())
    }

    /// The authorities whose list is set.
    pub fn watched(&self) -> impl Iterator<Item = (&TrustAnchor, &RevocationRecord)> {
        let all = self.0.iter();
        all.filter_map(|(anchor, list)| Some((anchor, list.as_ref()?)))
    }

    /// The authority that was told, or the only one.
    pub fn authority(&self, told: Option<&str>) -> Outcome<TrustAnchor> {
        the_one(self.0.iter().map(|(anchor, _)| anchor), told)
    }

    /// The same among those whose list is set.
    pub fn watched_authority(&self, told: Option<&str>) -> Outcome<TrustAnchor> {
        if self.watched().next().is_none() {
            return Err(Code::RevocationListUnavailable.into());
        }
        the_one(self.watched().map(|(anchor, _)| anchor), told)
    }

    /// What is known of an authority's list, at its place or at a new one.
    pub fn at(&self, of: &TrustAnchor, new: Option<NewRevocation>) -> Outcome<RevocationRecord> {
        let known = self.watched().find(|(anchor, _)| *anchor == of);
        let known = known.map(|(_, list)| list.clone());
        match new {
            Some(new) => Ok(known.unwrap_or_default().moved(new)),
            None => known.ok_or_else(|| Code::RevocationListUnavailable.into()),
        }
    }

    pub fn put(&mut self, of: &TrustAnchor, list: Option<RevocationRecord>) {
        if let Some(place) = self.0.iter_mut().find(|(anchor, _)| anchor == of) {
            place.1 = list;
        }
    }

    /// The last lists that came.
    pub fn read(&self) -> Vec<RevocationList> {
        let watched = self.watched();
        watched
            .filter_map(|(anchor, list)| list.list(anchor))
            .collect()
    }

    /// The authorities as shown, each with its list.
    pub fn views(
        &self,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = (&TrustAnchor, Option<RevocationView>)> {
        let all = self.0.iter();
        all.map(move |(anchor, list)| (anchor, list.as_ref().map(|list| list.view_at(now))))
    }
}

/// What these lists say of a certificate, the hardest word first: an authority that changed its key has two of them.
pub(crate) fn said_by(lists: &[RevocationList], of: &CertificateInfo) -> Option<Standing> {
    lists.iter().filter_map(|list| list.standing(of)).max()
}

fn the_one<'a>(
    mut among: impl Iterator<Item = &'a TrustAnchor>,
    told: Option<&str>,
) -> Outcome<TrustAnchor> {
    let found = match told {
        Some(told) => among.find(|anchor| anchor.matches(told).is_ok()),
        None => among.next().filter(|_| among.next().is_none()),
    };
    found.cloned().ok_or_else(|| {
        let hint = "どの認証局かを、信頼する認証局の指紋で選んでください。";
        let fault = Fault::new(Code::InputInvalid).with("field", "認証局");
        fault.with("hint", hint)
    })
}
