//! Lists of revocations where an authority between issued the terminal's certificate.

use crate::{
    authority::{Wish, found, found_below, list},
    certificates::log_in_at_server,
    change_over::switch,
    revocation::{HOLD, LEAKED, refresh_of, set, set_of, take, validity},
    world::Place,
};
use kakehashi_domain::{Code, RegistrationStep, Shelf, Validity};
use kakehashi_store::Transaction;
use kakehashi_terminal::view::{ProfileView, RevocationState, RevocationView};

const REVOKED: Result<(), Code> = Err(Code::ClientCertificateRevoked);
const MISSING: Result<(), Code> = Err(Code::RevocationListUnavailable);

/// Certificate 2, in use, with the serial number 17 by `mid`, which has the serial number 51 by the trusted `ca`.
async fn ready() -> Place {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let dir = place.dir.path();
    found_below(dir, "ca", "mid", "TestMid", 0x51);
    let new = Wish {
        ca: "mid",
        along: &["ca", "mid"],
        serial: Some(0x17),
        ..Wish::new("new")
    };
    new.issue(dir);
    take(&place, "new.p12").await;
    place
}

async fn profile(place: &Place) -> ProfileView {
    place.terminal.profiles().await.unwrap().remove(0)
}

/// The fingerprints of `ca` and of `mid`.
async fn prints(place: &Place) -> [String; 2] {
    let seen = profile(place).await;
    [&seen.anchors[0], &seen.intermediates[0]].map(|of| of.sha256.clone())
}

/// What is known of `mid`, by its name and the state of its list.
async fn between(place: &Place) -> Vec<(String, Option<RevocationState>)> {
    let seen = profile(place).await.intermediates.into_iter();
    let state = |list: Option<RevocationView>| list.map(|list| list.state);
    seen.map(|of| (of.subject, state(of.revocation))).collect()
}

#[tokio::test(start_paused = true)]
async fn the_list_of_an_authority_between_stops_what_it_names() {
    let place = ready().await;
    let dir = place.dir.path();
    assert_eq!(between(&place).await, [("CN=TestMid".into(), None)]);
    let [_, mid] = prints(&place).await;
    list(dir, "mid.crl", "mid", 2, &[]);
    assert_eq!(set(&place, "mid.crl").await, Err(Code::InputInvalid));
    let came = set_of(&place, Some(&mid), "mid.crl").await.unwrap();
    assert_eq!(came.state, RevocationState::Fresh);
    assert_eq!(log_in_at_server(&place).await, Ok(()));

    list(dir, "mid.crl", "mid", 3, &[]);
    let older = refresh_of(&place, Some(&mid)).await;
    assert_eq!(older, Err(Code::RevocationListOlder));
    list(dir, "mid.crl", "mid", 1, &[("17", LEAKED)]);
    refresh_of(&place, Some(&mid)).await.unwrap();
    assert_eq!(validity(&place, 2).await, Validity::Revoked);
    assert_eq!(log_in_at_server(&place).await, REVOKED);
}

#[tokio::test(start_paused = true)]
async fn a_list_by_any_other_key_is_not_the_one_of_the_authority_between() {
    let place = ready().await;
    let dir = place.dir.path();
    let [ca, mid] = prints(&place).await;
    found(dir, "ca2", "TestCA");
    found_below(dir, "ca2", "foreign", "TestMid", 0x51);
    found_below(dir, "ca", "namesake", "TestMid", 0x52);
    for by in ["foreign", "namesake", "ca"] {
        list(dir, "forged.crl", by, 0, &[("17", LEAKED)]);
        let forged = set_of(&place, Some(&mid), "forged.crl").await;
        assert_eq!(forged, Err(Code::RevocationListUnreadable), "{by}");
    }
    list(dir, "mid.crl", "mid", 0, &[]);
    let taken = set_of(&place, Some(&ca), "mid.crl").await;
    assert_eq!(taken, Err(Code::RevocationListUnreadable));
    assert_eq!(log_in_at_server(&place).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn what_hangs_on_a_revoked_authority_is_stopped_with_it() {
    let place = ready().await;
    let dir = place.dir.path();
    let [ca, _] = prints(&place).await;
    list(dir, "ca.crl", "ca", 2, &[("51", HOLD)]);
    set_of(&place, Some(&ca), "ca.crl").await.unwrap();
    assert_eq!(validity(&place, 1).await, Validity::Valid);
    assert_eq!(validity(&place, 2).await, Validity::Suspended);
    list(dir, "ca.crl", "ca", 1, &[]);
    refresh_of(&place, Some(&ca)).await.unwrap();
    assert_eq!(log_in_at_server(&place).await, Ok(()));
    list(dir, "ca.crl", "ca", 0, &[("51", LEAKED)]);
    refresh_of(&place, Some(&ca)).await.unwrap();
    assert_eq!(validity(&place, 1).await, Validity::Valid);
    assert_eq!(log_in_at_server(&place).await, REVOKED);
}

#[tokio::test(start_paused = true)]
async fn only_the_lists_over_the_certificate_in_use_stop_the_terminal() {
    let place = ready().await;
    let [ca, mid] = prints(&place).await;
    set_of(&place, Some(&mid), "nowhere.crl").await.unwrap();
    assert_eq!(log_in_at_server(&place).await, MISSING);
    switch(&place, 1).await;
    assert_eq!(log_in_at_server(&place).await, Ok(()));
    place.terminal.remove_revocation(Some(mid)).await.unwrap();
    set_of(&place, Some(&ca), "nowhere.crl").await.unwrap();
    for id in [1, 2] {
        switch(&place, id).await;
        assert_eq!(log_in_at_server(&place).await, MISSING, "{id}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_authority_between_goes_with_its_certificate_or_with_the_trusted_one() {
    let place = ready().await;
    let dir = place.dir.path();
    let [ca, mid] = prints(&place).await;
    list(dir, "mid.crl", "mid", 0, &[("17", HOLD)]);
    set_of(&place, Some(&mid), "mid.crl").await.unwrap();
    found(dir, "ca2", "TestCA2");
    let seen = place.terminal.read_trust(place.text("ca2.pem")).await;
    let second = seen.unwrap().sha256;
    let added = place.terminal.add_anchor(place.text("ca2.pem"), second);
    added.await.unwrap();
    place.terminal.remove_anchor(ca.clone()).await.unwrap();
    assert_eq!(between(&place).await, []);
    assert_eq!(validity(&place, 2).await, Validity::Valid);
    let back = place.terminal.add_anchor(place.text("ca.pem"), ca);
    back.await.unwrap();
    assert_eq!(between(&place).await, [("CN=TestMid".into(), None)]);

    for step in [RegistrationStep::AskRevocation, RegistrationStep::Dispose] {
        let ended = place.terminal.retire_certificate(2, step, "更新".into());
        ended.await.unwrap();
    }
    assert_eq!(between(&place).await, []);
}

/// Before the chain was kept beside the key, it was with it alone.
#[tokio::test(start_paused = true)]
async fn a_certificate_that_an_earlier_version_kept_has_its_authority_between() {
    let place = ready().await;
    let [_, mid] = prints(&place).await;
    let without_chain = |store: &Transaction<'_>| {
        let kept: Option<serde_json::Value> = store.get(Shelf::Certificate, "000002").unwrap();
        let mut kept = kept.unwrap();
        assert!(kept.as_object_mut().unwrap().remove("chain").is_some());
        store.put(Shelf::Certificate, "000002", &kept).unwrap();
    };
    let place = place.with_data(without_chain).await;
    place.log_in("kanri").await;
    list(place.dir.path(), "mid.crl", "mid", 0, &[("17", LEAKED)]);
    set_of(&place, Some(&mid), "mid.crl").await.unwrap();
    assert_eq!(validity(&place, 2).await, Validity::Revoked);
}
