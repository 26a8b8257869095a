//! Lists of revocations: whose certificate they mean, which of two counts, and how one is done without.

use crate::{
    authority::{Wish, found, list},
    certificates::{line, log_in_at_server},
    world::Place,
};
use chrono::TimeDelta;
use kakehashi_domain::{Code, JobState, RegistrationStep, Validity};
use kakehashi_terminal::view::{NewRevocation, RevocationState, RevocationView};
use rcgen::RevocationReason;

pub const HOLD: RevocationReason = RevocationReason::CertificateHold;
pub const LEAKED: RevocationReason = RevocationReason::KeyCompromise;

/// Sets the list of the only authority, or of one of several; without it nothing goes.
pub async fn set_of(place: &Place, of: Option<&str>, file: &str) -> Result<RevocationView, Code> {
    let new = NewRevocation {
        authority: of.map(str::to_owned),
        source: place.text(file),
        stops_when_unavailable: true,
    };
    let set = place.terminal.set_revocation(new).await;
    set.map_err(|problem| problem.code)
}

pub async fn set(place: &Place, file: &str) -> Result<RevocationView, Code> {
    set_of(place, None, file).await
}

pub async fn refresh_of(place: &Place, of: Option<&str>) -> Result<RevocationView, Code> {
    let fetched = place.terminal.refresh_revocation(of.map(str::to_owned));
    fetched.await.map_err(|problem| problem.code)
}

pub async fn refresh(place: &Place) -> Result<RevocationView, Code> {
    refresh_of(place, None).await
}

pub async fn take(place: &Place, file: &str) {
    let phrase = "himitsu".to_owned();
    let taken = place
        .terminal
        .import_certificate(place.text(file), phrase, None);
    taken.await.unwrap();
}

pub async fn validity(place: &Place, id: u32) -> Validity {
    line(place, id).await.validity.unwrap()
}

pub async fn first_serial(place: &Place) -> String {
    line(place, 1).await.serial.unwrap()
}

#[tokio::test(start_paused = true)]
async fn an_older_list_is_refused_and_nothing_revoked_comes_back() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let (dir, serial) = (place.dir.path(), first_serial(&place).await);
    list(dir, "crl.pem", "ca", 2, &[(&serial, HOLD)]);
    set(&place, "crl.pem").await.unwrap();
    assert_eq!(validity(&place, 1).await, Validity::Suspended);

    list(dir, "crl.pem", "ca", 3, &[]);
    assert_eq!(refresh(&place).await, Err(Code::RevocationListOlder));
    assert_eq!(set(&place, "crl.pem").await, Err(Code::RevocationListOlder));
    assert_eq!(validity(&place, 1).await, Validity::Suspended);
    list(dir, "crl.pem", "ca", 1, &[]);
    refresh(&place).await.unwrap();
    assert_eq!(log_in_at_server(&place).await, Ok(()));

    retire(&place).await;
    list(dir, "crl.pem", "ca", 0, &[]);
    refresh(&place).await.unwrap();
    assert_eq!(validity(&place, 1).await, Validity::Revoked);
    assert_eq!(
        log_in_at_server(&place).await,
        Err(Code::ClientCertificateRevoked)
    );
}

async fn retire(place: &Place) {
    let step = RegistrationStep::Revoke;
    let retired = place
        .terminal
        .retire_certificate(1, step, "通知が来た".into());
    retired.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_list_means_only_the_certificates_of_its_own_authority() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let dir = place.dir.path();
    found(dir, "ca2", "TestCA2");
    let seen = place.terminal.read_trust(place.text("ca2.pem"));
    let seen = seen.await.unwrap().sha256;
    let trusted = place.terminal.add_anchor(place.text("ca2.pem"), seen);
    let trusted = trusted.await.unwrap();
    for (name, ca) in [("one", "ca"), ("two", "ca2")] {
        let wish = Wish {
            ca,
            serial: Some(0x17),
            ..Wish::new(name)
        };
        wish.issue(dir);
        take(&place, &format!("{name}.p12")).await;
    }
    list(dir, "crl.pem", "ca", 0, &[("17", LEAKED)]);
    let own = trusted.anchors[0].sha256.as_str();
    set_of(&place, Some(own), "crl.pem").await.unwrap();
    assert_eq!(validity(&place, 2).await, Validity::Revoked);
    assert_eq!(validity(&place, 3).await, Validity::Valid);
    assert_eq!(log_in_at_server(&place).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_certificate_that_the_list_names_already_is_not_used_when_it_comes() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let named = Wish {
        serial: Some(0x17),
        ..Wish::new("named")
    };
    named.issue(place.dir.path());
    list(place.dir.path(), "crl.pem", "ca", 0, &[("17", LEAKED)]);
    set(&place, "crl.pem").await.unwrap();
    let path = place.text("named.p12");
    let taken = place
        .terminal
        .import_certificate(path, "himitsu".into(), None);
    assert_eq!(taken.await.unwrap().validity, Validity::Revoked);
    assert!(line(&place, 1).await.in_use);
}

#[tokio::test(start_paused = true)]
async fn a_new_place_that_gives_nothing_leaves_the_last_list_standing() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let dir = place.dir.path();
    list(dir, "crl.pem", "ca", 0, &[]);
    let good = set(&place, "crl.pem").await.unwrap();
    found(dir, "x", "Other");
    list(dir, "foreign.pem", "x", 0, &[]);
    assert_eq!(
        set(&place, "foreign.pem").await,
        Err(Code::RevocationListUnreadable)
    );
    assert_eq!(refresh(&place).await.unwrap(), good);
    assert_eq!(log_in_at_server(&place).await, Ok(()));

    let gone = set(&place, "nowhere.pem").await.unwrap();
    assert_eq!(
        (gone.state, gone.fetched_at),
        (RevocationState::Unreachable, good.fetched_at)
    );
}

#[tokio::test(start_paused = true)]
async fn the_list_can_be_done_without() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let serial = first_serial(&place).await;
    list(place.dir.path(), "crl.pem", "ca", 0, &[(&serial, HOLD)]);
    set(&place, "crl.pem").await.unwrap();
    assert_eq!(
        log_in_at_server(&place).await,
        Err(Code::CertificateSuspended)
    );
    let left = place.terminal.remove_revocation(None).await.unwrap();
    assert_eq!(left.anchors[0].revocation, None);
    // The server still knows what it knows.
    assert_eq!(log_in_at_server(&place).await, Ok(()));
    assert_eq!(refresh(&place).await, Err(Code::RevocationListUnavailable));
}

async fn state(place: &Place) -> RevocationState {
    let profiles = place.terminal.profiles().await.unwrap();
    let list = profiles[0].anchors[0].revocation.clone();
    list.unwrap().state
}

#[tokio::test(start_paused = true)]
async fn a_list_that_comes_by_itself_and_does_not_fit_counts_as_missing() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let dir = place.dir.path();
    list(dir, "crl.pem", "ca", 2, &[]);
    set(&place, "crl.pem").await.unwrap();
    place.clock.advance(TimeDelta::hours(25));
    place.log_in("kanri").await;
    for age in [3, 1] {
        list(dir, "crl.pem", "ca", age, &[]);
        let (login, seen) = (log_in_at_server(&place).await, state(&place).await);
        let expected = match age {
            3 => (
                Err(Code::RevocationListUnavailable),
                RevocationState::Unreachable,
            ),
            _ => (Ok(()), RevocationState::Fresh),
        };
        assert_eq!((login, seen), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_terminal_that_sends_by_itself_keeps_its_list_fresh_and_goes_on_once_it_can_be_had() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let dir = place.dir.path();
    list(dir, "crl.pem", "ca", 2, &[]);
    set(&place, "crl.pem").await.unwrap();
    let account = place
        .terminal
        .set_system_account("system".into(), "himitsu".into());
    account.await.unwrap();
    let id = place.ask_approval().await;
    place.clock.advance(TimeDelta::hours(25));
    std::fs::remove_file(dir.join("crl.pem")).unwrap();
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    place.terminal.carry_on(id).await;
    let waits = place.until(id, |job| job.problem.is_some()).await;
    assert_eq!(waits.problem.unwrap().code, Code::RevocationListUnavailable);
    assert_eq!(place.script.jobs_made(), 0);
    list(dir, "crl.pem", "ca", 1, &[]);
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
}
