//! The lists of revocations of a profile: one for each authority that it trusts, and for each one between such an
//! authority and a certificate of the profile.

use crate::place::{
    certificates::{life::NewRevocation, view::AuthorityView},
    revocation::record::RevocationRecord,
};
use chrono::{DateTime, Utc};
use kakehashi_client_identity::{Authority, CertificateInfo, RevocationList, TrustAnchor};
use kakehashi_domain::{Code, Fault, Outcome, Standing};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, iter};

/// As stored under the profile's name.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum KeptLists {
    /// By earlier versions, one for whichever authority.
    One(RevocationRecord),
    /// By the authority's mark; by earlier versions, by its certificate's fingerprint.
    ByAuthority(BTreeMap<String, RevocationRecord>),
}

/// The authorities whose lists count, and the lists that are set, by the authority's mark.
pub(crate) struct RevocationLists {
    anchors: Vec<Authority>,
    between: Vec<Authority>,
    lists: BTreeMap<String, RevocationRecord>,
}

impl RevocationLists {
    /// What was kept, as far as its authorities still lead to one that is trusted.
    pub fn new(
        kept: Option<KeptLists>,
        anchors: &[TrustAnchor],
        between: impl IntoIterator<Item = Authority>,
    ) -> Self {
        let mut own = Self {
            anchors: anchors.iter().map(|a| a.authority().clone()).collect(),
            between: Vec::new(),
            lists: BTreeMap::new(),
        };
        for authority in between {
            if own.all().all(|known| known.mark() != authority.mark()) {
                own.between.push(authority);
            }
        }
        own.lists = own.taken_over(kept);
        own
    }

    fn taken_over(&self, kept: Option<KeptLists>) -> BTreeMap<String, RevocationRecord> {
        let of = |authority: &Authority, list| (authority.mark().to_owned(), list);
        match kept {
            Some(KeptLists::ByAuthority(mut kept)) => {
                let own = self.all().filter_map(|authority| {
                    let by_mark = kept.remove(authority.mark());
                    let list = by_mark.or_else(|| kept.remove(authority.sha256()));
                    list.map(|list| of(authority, list))
                });
                own.collect()
            }
            Some(KeptLists::One(list)) => {
                let is_owner = |of: &&Authority| list.list_pem.is_none() || list.list(of).is_some();
                let owner = self.all().find(is_owner);
                owner
                    .map(|owner| of(owner, list.clone()))
                    .into_iter()
                    .collect()
            }
            None => BTreeMap::new(),
        }
    }

    pub fn to_keep(&self) -> KeptLists {
        KeptLists::ByAuthority(self.lists.clone())
    }

    fn all(&self) -> impl Iterator<Item = &Authority> {
        self.anchors.iter().chain(&self.between)
    }

    /// The authorities whose list is set.
    pub fn watched(&self) -> impl Iterator<Item = (&Authority, &RevocationRecord)> {
        self.lists.iter().filter_map(|(mark, list)| {
            let authority = self.all().find(|authority| authority.mark() == mark)?;
            Some((authority, list))
        })
    }

    /// The authority that was told, or the only one.
    pub fn authority(&self, told: Option<&str>) -> Outcome<Authority> {
        the_one(self.all(), told)
    }

    /// The same among those whose list is set.
    pub fn watched_authority(&self, told: Option<&str>) -> Outcome<Authority> {
        if self.lists.is_empty() {
            return Err(Code::RevocationListUnavailable.into());
        }
        let watched = |of: &&Authority| self.lists.contains_key(of.mark());
        the_one(self.all().filter(watched), told)
    }

    /// What is known of an authority's list, at its place or at a new one.
    pub fn at(&self, of: &Authority, new: Option<NewRevocation>) -> Outcome<RevocationRecord> {
        let known = self.lists.get(of.mark()).cloned();
        match new {
            Some(new) => Ok(known.unwrap_or_default().moved(new)),
            None => known.ok_or_else(|| Code::RevocationListUnavailable.into()),
        }
    }

    /// Puts an authority's list, unless that one is trusted no longer.
    pub fn put(&mut self, of: &Authority, list: RevocationRecord) {
        if self.all().any(|known| known.mark() == of.mark()) {
            self.lists.insert(of.mark().to_owned(), list);
        }
    }

    pub fn remove(&mut self, of: &Authority) {
        self.lists.remove(of.mark());
    }

    /// The last lists that came.
    pub fn read(&self) -> ReadLists {
        let watched = self.watched();
        let read = watched.filter_map(|(of, list)| Some((of.mark().to_owned(), list.list(of)?)));
        ReadLists(read.collect())
    }

    /// The authorities that are trusted.
    pub fn anchor_views(&self, now: DateTime<Utc>) -> Vec<AuthorityView> {
        self.views(&self.anchors, now)
    }

    /// Those between one that is trusted and a certificate.
    pub fn views_between(&self, now: DateTime<Utc>) -> Vec<AuthorityView> {
        self.views(&self.between, now)
    }

    fn views(&self, of: &[Authority], now: DateTime<Utc>) -> Vec<AuthorityView> {
        let view = |authority: &Authority| AuthorityView {
            subject: authority.info().subject.clone(),
            sha256: authority.sha256().to_owned(),
            sha1: authority.sha1(),
            not_after: authority.info().not_after,
            revocation: self.lists.get(authority.mark()).map(|l| l.view_at(now)),
        };
        of.iter().map(view).collect()
    }
}

/// The lists themselves, by the authority's mark.
pub(crate) struct ReadLists(BTreeMap<String, RevocationList>);

impl ReadLists {
    /// What they say of a certificate and of the authorities between it and the one that is trusted, the hardest word
    /// first: what hangs on a revoked authority is revoked with it.
    pub fn say_of(&self, certificate: &CertificateInfo, over: &[Authority]) -> Option<Standing> {
        let below = iter::once(certificate).chain(over.iter().map(Authority::info));
        let said = below.zip(over);
        said.filter_map(|(below, by)| self.0.get(by.mark())?.standing(below))
            .max()
    }
}

fn the_one<'a>(
    among: impl Iterator<Item = &'a Authority>,
    told: Option<&str>,
) -> Outcome<Authority> {
    let mut meant = among.filter(|of| told.is_none_or(|told| of.matches(told).is_ok()));
    let first = meant.next();
    let only = first.filter(|first| meant.all(|other| other.mark() == first.mark()));
    only.cloned().ok_or_else(which_authority)
}

pub(crate) fn which_authority() -> Fault {
    let hint = "どの認証局かを、その指紋で選んでください。";
    Fault::invalid("認証局", hint)
}
