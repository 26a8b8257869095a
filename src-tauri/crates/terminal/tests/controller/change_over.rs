//! Two authorities while the server changes over: each has its list of revocations.

use crate::{
    authority::{Wish, found, list, renew},
    certificates::log_in_at_server,
    revocation::{HOLD, first_serial, refresh, refresh_of, set, set_of, take, validity},
    world::Place,
};
use chrono::TimeDelta;
use kakehashi_domain::{Code, Shelf, Validity};
use kakehashi_store::Transaction;
use kakehashi_terminal::view::{RevocationState, Urgency};
use std::fs;

/// The states of the authorities' lists, the first authority first.
async fn states(place: &Place) -> Vec<Option<RevocationState>> {
    let profiles = place.terminal.profiles().await.unwrap();
    let lists = profiles[0].anchors.iter().map(|a| a.revocation.as_ref());
    lists.map(|list| list.map(|list| list.state)).collect()
}

/// Trusts `ca2` beside `ca`, and imports a certificate of it with this serial number: the two fingerprints. The first
/// certificate stays in use.
async fn change_over(place: &Place, title: &str, serial: u8) -> [String; 2] {
    found(place.dir.path(), "ca2", title);
    let seen = place.terminal.read_trust(place.text("ca2.pem"));
    let seen = seen.await.unwrap().sha256;
    let trusted = place.terminal.add_anchor(place.text("ca2.pem"), seen);
    let anchors = trusted.await.unwrap().anchors;
    let new = Wish {
        ca: "ca2",
        serial: Some(serial),
        ..Wish::new("new")
    };
    new.issue(place.dir.path());
    take(place, "new.p12").await;
    switch(place, 1).await;
    [anchors[0].sha256.clone(), anchors[1].sha256.clone()]
}

pub async fn switch(place: &Place, id: u32) {
    place.clock.advance(TimeDelta::minutes(1));
    place.terminal.switch_certificate(id, None).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn each_authority_has_its_list_and_only_the_one_in_use_stops_the_terminal() {
    use RevocationState::{Fresh, Unreachable};
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let [old, new] = change_over(&place, "TestCA2", 0x17).await;
    let dir = place.dir.path();
    list(dir, "old.pem", "ca", 1, &[]);
    set_of(&place, Some(&old), "old.pem").await.unwrap();
    let gone = set_of(&place, Some(&new), "nowhere.pem").await.unwrap();
    assert_eq!((gone.state, gone.fetched_at), (Unreachable, None));
    assert_eq!(states(&place).await, [Some(Fresh), Some(Unreachable)]);

    assert_eq!(log_in_at_server(&place).await, Ok(()));
    switch(&place, 2).await;
    let stopped = Err(Code::RevocationListUnavailable);
    assert_eq!(log_in_at_server(&place).await, stopped);

    list(dir, "nowhere.pem", "ca2", 0, &[]);
    assert_eq!(log_in_at_server(&place).await, Ok(()));
    assert_eq!(states(&place).await, [Some(Fresh), Some(Fresh)]);
    fs::remove_file(place.path("old.pem")).unwrap();
    let gone = refresh_of(&place, Some(&old)).await.unwrap();
    assert_eq!(gone.state, Unreachable);
    assert_eq!(log_in_at_server(&place).await, Ok(()));
    switch(&place, 1).await;
    assert_eq!(log_in_at_server(&place).await, stopped);
}

#[tokio::test(start_paused = true)]
async fn where_several_authorities_are_trusted_the_one_is_named_and_no_list_counts_for_another() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let [old, new] = change_over(&place, "TestCA2", 0x17).await;
    let (dir, serial) = (place.dir.path(), first_serial(&place).await);
    list(dir, "old.pem", "ca", 1, &[(&serial, HOLD)]);
    list(dir, "new.pem", "ca2", 3, &[("17", HOLD)]);
    assert_eq!(set(&place, "old.pem").await, Err(Code::InputInvalid));
    let unknown = set_of(&place, Some("AA:BB"), "old.pem").await;
    assert_eq!(unknown, Err(Code::InputInvalid));
    let foreign = set_of(&place, Some(&new), "old.pem").await;
    assert_eq!(foreign, Err(Code::RevocationListUnreadable));

    set_of(&place, Some(&old), "old.pem").await.unwrap();
    refresh(&place).await.unwrap();
    // Older than the other authority's list is no matter, older than its own is.
    set_of(&place, Some(&new), "new.pem").await.unwrap();
    assert_eq!(refresh(&place).await, Err(Code::InputInvalid));
    assert_eq!(validity(&place, 1).await, Validity::Suspended);
    assert_eq!(validity(&place, 2).await, Validity::Suspended);
    list(dir, "new.pem", "ca2", 4, &[]);
    let older = refresh_of(&place, Some(&new)).await;
    assert_eq!(older, Err(Code::RevocationListOlder));

    let left = place.terminal.remove_revocation(Some(new)).await.unwrap();
    assert!(left.anchors[0].revocation.is_some() && left.anchors[1].revocation.is_none());
    assert_eq!(validity(&place, 1).await, Validity::Suspended);
    assert_eq!(validity(&place, 2).await, Validity::Valid);
}

/// As an authority does that makes itself a new key.
#[tokio::test(start_paused = true)]
async fn an_authority_of_the_same_name_with_a_new_key_has_a_list_of_its_own() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let [old, new] = change_over(&place, "TestCA", 0x17).await;
    let (dir, serial) = (place.dir.path(), first_serial(&place).await);
    list(dir, "old.pem", "ca", 1, &[(&serial, HOLD)]);
    list(dir, "new.pem", "ca2", 0, &[]);
    set_of(&place, Some(&old), "old.pem").await.unwrap();
    set_of(&place, Some(&new), "new.pem").await.unwrap();
    assert_eq!(validity(&place, 1).await, Validity::Suspended);

    list(dir, "old.pem", "ca", 0, &[]);
    refresh_of(&place, Some(&old)).await.unwrap();
    set_of(&place, Some(&new), "nowhere.pem").await.unwrap();
    assert_eq!(log_in_at_server(&place).await, Ok(()));
    switch(&place, 2).await;
    let stopped = Err(Code::RevocationListUnavailable);
    assert_eq!(log_in_at_server(&place).await, stopped);
}

#[tokio::test(start_paused = true)]
async fn an_authority_that_is_trusted_no_longer_takes_its_list_along() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let [old, new] = change_over(&place, "TestCA2", 0x17).await;
    let (dir, serial) = (place.dir.path(), first_serial(&place).await);
    list(dir, "old.pem", "ca", 0, &[(&serial, HOLD)]);
    list(dir, "new.pem", "ca2", 0, &[("17", HOLD)]);
    set_of(&place, Some(&old), "old.pem").await.unwrap();
    set_of(&place, Some(&new), "new.pem").await.unwrap();
    place.terminal.remove_anchor(old.clone()).await.unwrap();
    assert_eq!(states(&place).await, [Some(RevocationState::Fresh)]);
    assert_eq!(validity(&place, 1).await, Validity::Valid);
    assert_eq!(validity(&place, 2).await, Validity::Suspended);
    let back = place.terminal.add_anchor(place.text("ca.pem"), old);
    assert_eq!(back.await.unwrap().anchors[1].revocation, None);
}

#[tokio::test(start_paused = true)]
async fn an_authority_that_renews_its_certificate_with_its_key_keeps_its_list() {
    use RevocationState::Fresh;
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let dir = place.dir.path();
    list(dir, "crl.pem", "ca", 2, &[]);
    set(&place, "crl.pem").await.unwrap();
    renew(dir, "ca", "ca2", "TestCA");
    let seen = place.terminal.read_trust(place.text("ca2.pem")).await;
    let new = seen.unwrap().sha256;
    let both = place
        .terminal
        .add_anchor(place.text("ca2.pem"), new.clone());
    let old = both.await.unwrap().anchors[0].sha256.clone();
    assert_ne!(old, new);
    assert_eq!(states(&place).await, [Some(Fresh), Some(Fresh)]);
    list(dir, "crl.pem", "ca2", 1, &[]);
    for which in [None, Some(old.as_str()), Some(new.as_str())] {
        refresh_of(&place, which).await.unwrap();
    }

    place.terminal.remove_anchor(old).await.unwrap();
    assert_eq!(states(&place).await, [Some(Fresh)]);
    list(dir, "crl.pem", "ca", 2, &[]);
    assert_eq!(refresh(&place).await, Err(Code::RevocationListOlder));
}

#[tokio::test(start_paused = true)]
async fn an_administrator_is_told_at_home_of_a_list_that_is_missing() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let [_, new] = change_over(&place, "TestCA2", 0x17).await;
    set_of(&place, Some(&new), "nowhere.pem").await.unwrap();
    let of_lists = async || {
        let mut tasks = place.terminal.home().await.unwrap().tasks;
        tasks.retain(|task| task.mark == "失効一覧");
        tasks
    };
    let told = of_lists().await.remove(0);
    assert_eq!(
        (told.urgency, told.summary),
        (Urgency::Urgent, "CN=TestCA2".into())
    );
    place.log_in("tantou").await;
    assert_eq!(of_lists().await, []);
    place.log_in("kanri").await;
    list(place.dir.path(), "nowhere.pem", "ca2", 0, &[]);
    refresh(&place).await.unwrap();
    assert_eq!(of_lists().await, []);
}

/// Before there was one for each authority, the profile had one.
#[tokio::test(start_paused = true)]
async fn a_list_that_an_earlier_version_kept_is_its_authoritys() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let [_, new] = change_over(&place, "TestCA2", 0x17).await;
    list(place.dir.path(), "new.pem", "ca2", 2, &[("17", HOLD)]);
    let pem = fs::read_to_string(place.path("new.pem")).unwrap();
    let fetched = place.clock_now().to_rfc3339();
    let kept = serde_json::json!({
        "source": place.text("new.pem"), "stops": true, "list_pem": pem,
        "fetched_at": fetched, "next_update": null, "failing_since": null,
    });
    let put = |store: &Transaction<'_>| store.put(Shelf::RevocationList, "研修", &kept).unwrap();
    let place = place.with_data(put).await;

    place.log_in("kanri").await;
    assert_eq!(states(&place).await, [None, Some(RevocationState::Fresh)]);
    list(place.dir.path(), "new.pem", "ca2", 3, &[]);
    assert_eq!(refresh(&place).await, Err(Code::RevocationListOlder));
    list(place.dir.path(), "new.pem", "ca2", 1, &[]);
    refresh(&place).await.unwrap();

    // Later on each was kept by the fingerprint.
    let by_fingerprint = serde_json::json!({ new.clone(): kept });
    let put = |store: &Transaction<'_>| {
        store
            .put(Shelf::RevocationList, "研修", &by_fingerprint)
            .unwrap()
    };
    let place = place.with_data(put).await;
    place.log_in("kanri").await;
    assert_eq!(states(&place).await, [None, Some(RevocationState::Fresh)]);

    // One that never came was the first authority's.
    let kept = serde_json::json!({"source": place.text("none.pem"), "stops": false});
    let put = |store: &Transaction<'_>| store.put(Shelf::RevocationList, "研修", &kept).unwrap();
    let place = place.with_data(put).await;
    place.log_in("kanri").await;
    assert_eq!(
        states(&place).await,
        [Some(RevocationState::Unreachable), None]
    );
    set_of(&place, Some(&new), "new.pem").await.unwrap();
    assert_eq!(
        states(&place).await,
        [
            Some(RevocationState::Unreachable),
            Some(RevocationState::Fresh)
        ]
    );
}
