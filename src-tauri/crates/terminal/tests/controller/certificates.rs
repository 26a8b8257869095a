//! The life of certificates, on a set clock: request, change-over, revocation, expiry, end.

use crate::{data::open_when_let_go, keys::OneAccount, world::Place};
use chrono::TimeDelta;
use kakehashi_domain::{Code, ExpiryStage, Registration, RegistrationStep, Shelf, Validity};
use kakehashi_terminal::view::{InventoryLine, NewPapers, NewRevocation, RevocationState, Urgency};
use std::fs;

/// A certificate of the place's authority as `NAME.p12`.
fn issue(place: &Place, name: &str, ca: &str, days: u32) {
    place.shell(&format!(
        "echo extendedKeyUsage=clientAuth > t.ext
         openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {name}.key -out {name}.csr -subj /O=06990014/CN=T01
         openssl x509 -req -in {name}.csr -CA {ca}.pem -CAkey {ca}.key -CAcreateserial -out {name}.pem -days {days} -extfile t.ext
         openssl pkcs12 -export -inkey {name}.key -in {name}.pem -out {name}.p12 -passout pass:himitsu"
    ));
}

async fn import(place: &Place, name: &str) -> Result<(), Code> {
    let path = place.text(&format!("{name}.p12"));
    let taken = place
        .terminal
        .import_certificate(path, "himitsu".into(), None)
        .await;
    taken.map(drop).map_err(|problem| problem.code)
}

/// Every certificate, the newest first.
pub async fn lines(place: &Place) -> Vec<InventoryLine> {
    place.terminal.certificates().await.unwrap()
}

pub async fn line(place: &Place, id: u32) -> InventoryLine {
    let lines = lines(place).await;
    let found = lines.iter().find(|line| line.id == id);
    found
        .unwrap_or_else(|| panic!("{id} in {lines:#?}"))
        .clone()
}

pub async fn log_in_at_server(place: &Place) -> Result<(), Code> {
    let login = place
        .terminal
        .server_log_in("clerk".into(), "himitsu".into(), None)
        .await;
    login.map(drop).map_err(|problem| problem.code)
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn a_key_made_here_gets_its_certificate_and_no_other() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let refused = place
        .terminal
        .request_certificate(None, place.text("a.csr"))
        .await;
    assert_eq!(refused.unwrap_err().code, Code::PermissionDenied);

    place.log_in("kanri").await;
    let made = place
        .terminal
        .request_certificate(None, place.text("a.csr"))
        .await
        .unwrap();
    assert_eq!(
        (made.registration, made.serial.as_deref(), made.in_use),
        (Registration::Requested, None, false)
    );
    place.shell("openssl req -in a.csr -verify -noout -subject | grep -q 'O = 06990014, CN = T01'");
    let again = place
        .terminal
        .request_certificate(None, place.text("a.csr"))
        .await;
    assert_eq!(again.unwrap_err().code, Code::OutputExists);

    let papers = NewPapers {
        notice: Some("発 2026-17".into()),
        mandate: Some("練習システム（株） 2026-11-01".into()),
        backup: None,
    };
    let noted = place.terminal.note_papers(made.id, papers).await.unwrap();
    assert_eq!(noted.registration, Registration::Issued);
    assert_eq!(noted.notice.as_deref(), Some("発 2026-17"));

    issue(&place, "other", "ca", 300);
    let install = async |name: &str| place.terminal.install_certificate(place.text(name)).await;
    let wrong = install("other.pem").await.unwrap_err().code;
    assert_eq!(wrong, Code::CertificateNotRequestedHere);
    let unreadable = install("a.csr").await.unwrap_err().code;
    assert_eq!(unreadable, Code::CertificateMissing);
    place.shell("openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out a.pem -days 300 -extfile t.ext");
    install("a.pem").await.unwrap();
    let line = line(&place, made.id).await;
    assert_eq!(
        (line.registration, line.in_use),
        (Registration::Installed, true)
    );
    assert_eq!(
        line.mandate.as_deref(),
        Some("練習システム（株） 2026-11-01")
    );
    let told: Vec<_> = line.history.iter().map(|l| l.what.as_str()).collect();
    assert_eq!(told.first(), Some(&"鍵と申請ファイルを作った"));
    assert_eq!(told.last(), Some(&"この端末に設定した"));
}

/// A request that can't be written leaves nothing behind, and one that was lost can be written again.
#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn a_request_is_never_half_done_and_never_lost() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let ask = async |name: &str| {
        let asked = place
            .terminal
            .request_certificate(None, place.text(name))
            .await;
        asked.map_err(|problem| problem.code)
    };
    let before = place.terminal.certificates().await.unwrap();
    fs::write(place.path("taken.csr"), "somebody's").unwrap();
    assert_eq!(ask("taken.csr").await.unwrap_err(), Code::OutputExists);
    assert_eq!(
        ask("nowhere/a.csr").await.unwrap_err(),
        Code::OutputFolderMissing
    );
    assert_eq!(place.terminal.certificates().await.unwrap(), before);

    let made = ask("first.csr").await.unwrap();
    let repeat = async |id: u32, name: &str| {
        let repeated = place.terminal.repeat_request(id, place.text(name)).await;
        repeated.map_err(|problem| problem.code)
    };
    assert_eq!(
        repeat(made.id, "taken.csr").await.unwrap_err(),
        Code::OutputExists
    );
    let line = repeat(made.id, "second.csr").await.unwrap();
    assert_eq!(line.registration, Registration::Requested);
    place.shell(
        "openssl req -in second.csr -verify -noout -subject | grep -q 'O = 06990014, CN = T01'
         openssl req -in first.csr -noout -pubkey > first.pub
         openssl req -in second.csr -noout -pubkey | cmp - first.pub",
    );
    assert_eq!(
        repeat(1, "third.csr").await.unwrap_err(),
        Code::CertificateWrongState,
        "an installed one waits for nothing"
    );
    assert_eq!(
        repeat(99, "third.csr").await.unwrap_err(),
        Code::CertificateNotFound
    );
    assert!(!place.path("third.csr").exists());

    place.shell(
        "echo extendedKeyUsage=clientAuth > t.ext
         openssl x509 -req -in second.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out a.pem -days 300 -extfile t.ext",
    );
    let installed = place.terminal.install_certificate(place.text("a.pem"));
    installed.await.unwrap();
    place.log_in("tantou").await;
    assert_eq!(
        repeat(made.id, "third.csr").await.unwrap_err(),
        Code::PermissionDenied
    );
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn two_certificates_stand_side_by_side_until_the_day_and_back() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let (old, new) = (1, 2);
    issue(&place, "new", "ca", 800);
    import(&place, "new").await.unwrap();
    let used = async || {
        let used = lines(&place).await.into_iter().filter(|l| l.in_use);
        let used: Vec<_> = used.map(|line| line.id).collect();
        assert_eq!(used.len(), 1);
        used[0]
    };
    assert_eq!(used().await, new, "a renewed one is in use at once");

    let day = (place.clock_now() + TimeDelta::days(10)).date_naive();
    let switch = async |id, on| {
        let switched = place.terminal.switch_certificate(id, on);
        switched.await.unwrap()
    };
    switch(new, Some(day)).await;
    assert_eq!(used().await, old);
    place.clock.advance(TimeDelta::days(10));
    assert_eq!(used().await, new);
    place.clock.advance(TimeDelta::minutes(1));
    switch(old, None).await;
    assert_eq!(used().await, old, "and back");
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn reminders_grow_and_an_expired_certificate_is_not_shown_to_anybody() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    issue(&place, "short", "ca", 100);
    import(&place, "short").await.unwrap();
    let home = async || {
        let home = place.terminal.home().await.unwrap();
        let task = home.tasks.into_iter().find(|task| task.mark == "証明書");
        task.map(|task| (task.urgency, task.why))
    };
    let shown = async || place.terminal.frame().await.unwrap().certificate.unwrap();
    assert_eq!(home().await, None);
    place.clock.advance(TimeDelta::days(10));
    assert_eq!(shown().await.stage, Some(ExpiryStage::Ninety));
    assert_eq!(home().await.unwrap().0, Urgency::Waiting);
    place.clock.advance(TimeDelta::days(75));
    assert_eq!(shown().await.stage, Some(ExpiryStage::Fifteen));
    assert_eq!(home().await.unwrap().0, Urgency::Urgent);
    place.clock.advance(TimeDelta::days(8));
    assert_eq!(shown().await.stage, Some(ExpiryStage::Daily));
    place.clock.advance(TimeDelta::days(8));
    let over = shown().await;
    assert_eq!(
        (over.stage, over.validity),
        (Some(ExpiryStage::Over), Validity::Expired)
    );
    assert_eq!(
        home().await.unwrap().1,
        "証明書の期限が切れています。何も送れません。"
    );
    assert_eq!(
        log_in_at_server(&place).await,
        Err(Code::CertificateExpired)
    );
    assert_eq!(
        place.script.calls("login"),
        0,
        "nothing was asked of the server"
    );
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn the_list_of_revocations_stops_what_it_names() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    place.shell(
        "printf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=index.txt\\ncrlnumber=crlnumber\\ndefault_md=sha256\\n' > ca.cnf
         touch index.txt; echo 01 > crlnumber",
    );
    let list = |days: u32| {
        place.shell(&format!(
            "openssl ca -config ca.cnf -gencrl -cert ca.pem -keyfile ca.key -crldays {days} -out crl.pem"
        ));
    };
    let revoke = |how: &str| {
        place.shell(&format!(
            "rm -f index.txt*; touch index.txt; openssl ca -config ca.cnf -cert ca.pem -keyfile ca.key -revoke t.pem {how}"
        ));
    };
    list(30);
    let set = async |file: &str, stops| {
        let new = NewRevocation {
            authority: None,
            source: place.text(file),
            stops_when_unavailable: stops,
        };
        place.terminal.set_revocation(new).await
    };
    let used = async || place.terminal.frame().await.unwrap().certificate.unwrap();
    assert_eq!(
        set("crl.pem", true).await.unwrap().state,
        RevocationState::Fresh
    );
    assert_eq!(log_in_at_server(&place).await, Ok(()));

    revoke("-crl_reason certificateHold");
    list(30);
    place.terminal.refresh_revocation(None).await.unwrap();
    assert_eq!(used().await.validity, Validity::Suspended);
    assert_eq!(
        log_in_at_server(&place).await,
        Err(Code::CertificateSuspended)
    );
    place.shell("rm -f index.txt*; touch index.txt");
    list(30);
    place.terminal.refresh_revocation(None).await.unwrap();
    assert_eq!(log_in_at_server(&place).await, Ok(()));

    // Out of date, and then out of reach: by the setting nothing goes.
    place.clock.advance(TimeDelta::days(40));
    assert_eq!(
        log_in_at_server(&place).await,
        Err(Code::RevocationListUnavailable)
    );
    let gone = set("nowhere.pem", true).await.unwrap();
    assert_eq!(gone.state, RevocationState::Unreachable);
    assert_eq!(
        log_in_at_server(&place).await,
        Err(Code::RevocationListUnavailable)
    );
    set("nowhere.pem", false).await.unwrap();
    assert_eq!(log_in_at_server(&place).await, Ok(()));

    // Another authority's list is no list.
    place.shell(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout x.key -out x.pem -days 9 -subj /CN=Other
         openssl ca -config ca.cnf -gencrl -cert x.pem -keyfile x.key -crldays 9 -out x-crl.pem",
    );
    let foreign = set("x-crl.pem", false).await.unwrap_err().code;
    assert_eq!(foreign, Code::RevocationListUnreadable);

    let calls = place.script.calls("login");
    revoke("-crl_reason keyCompromise");
    list(90);
    set("crl.pem", false).await.unwrap();
    assert_eq!(used().await.validity, Validity::Revoked);
    assert_eq!(
        log_in_at_server(&place).await,
        Err(Code::ClientCertificateRevoked)
    );
    assert_eq!(
        place.script.calls("login"),
        calls,
        "the server hears nothing of it"
    );
    assert_eq!(line(&place, 1).await.registration, Registration::Revoked);
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn a_new_authority_stands_beside_the_old_one_until_the_change_over() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    place.shell(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca2.key -out ca2.pem -days 400 -subj /CN=TestCA2",
    );
    issue(&place, "second", "ca2", 300);
    assert_eq!(
        import(&place, "second").await,
        Err(Code::CertificateOtherAuthority)
    );
    let add = async |fingerprint: &str| {
        place
            .terminal
            .add_anchor(place.text("ca2.pem"), fingerprint.into())
            .await
    };
    assert_eq!(
        add("00:11").await.unwrap_err().code,
        Code::FingerprintMismatch
    );
    let seen = place
        .terminal
        .read_trust(place.text("ca2.pem"))
        .await
        .unwrap();
    let both = add(&seen.sha256).await.unwrap().anchors;
    assert_eq!(both.len(), 2);
    import(&place, "second").await.unwrap();
    let remove = async |sha256: &str| place.terminal.remove_anchor(sha256.into()).await;
    let unknown = remove("00").await.unwrap_err().code;
    assert_eq!(unknown, Code::InputInvalid);
    let left = remove(&both[0].sha256).await.unwrap().anchors;
    assert_eq!(left, both[1..]);
    assert_eq!(
        remove(&left[0].sha256).await.unwrap_err().code,
        Code::LastAuthority
    );
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn a_certificate_ends_step_by_step_with_reasons() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let retire = async |step, reason: &str| {
        let retired = place.terminal.retire_certificate(1, step, reason.into());
        retired.await
    };
    use RegistrationStep as S;
    assert_eq!(
        retire(S::AskRevocation, " ").await.unwrap_err().code,
        Code::InputInvalid
    );
    let asked = retire(S::AskRevocation, "端末を入れ替える").await.unwrap();
    assert_eq!(
        (asked.registration, asked.in_use),
        (Registration::RevocationAsked, false)
    );
    assert_eq!(log_in_at_server(&place).await, Err(Code::NoCertificate));
    let again = retire(S::AskRevocation, "もう一度").await.unwrap_err();
    assert_eq!(again.code, Code::CertificateWrongState);
    assert!(again.sentence.contains("失効申請中"));
    retire(S::Revoke, "通知が来た").await.unwrap();
    let gone = retire(S::Dispose, "端末を返す").await.unwrap();
    assert_eq!(gone.registration, Registration::Disposed);
    let back = place.terminal.switch_certificate(1, None).await;
    assert_eq!(back.unwrap_err().code, Code::CertificateWrongState);
    let log = place.terminal.audit(0, 3).await.unwrap();
    assert_eq!(
        (log[1].act.as_str(), log[1].problem.as_deref()),
        ("証明書を使うのをやめる", None)
    );
}

#[tokio::test(start_paused = true)]
async fn a_key_is_sealed_for_this_account_and_no_copy_of_the_data_carries_it() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    place.server_log_in().await;
    let keys = place.keys.clone();
    keys.change();
    let elsewhere = place
        .terminal
        .server_log_in("clerk".into(), "himitsu".into(), None)
        .await;
    assert_eq!(elsewhere.unwrap_err().code, Code::CertificateKeyElsewhere);
    let record = record_of_certificate(place).await;
    assert!(
        record.contains("sealed") && !record.contains("PRIVATE KEY"),
        "{record}"
    );
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn a_key_that_the_system_keeps_is_nowhere_else_and_goes_with_its_certificate() {
    let place = Place::ready_with(OneAccount::with_storage()).await;
    place.log_in("tantou").await;
    place.server_log_in().await;
    assert_eq!(place.keys.stored(), 1);
    place.log_in("kanri").await;
    for step in [
        RegistrationStep::AskRevocation,
        RegistrationStep::Revoke,
        RegistrationStep::Dispose,
    ] {
        let reason = "端末を替えた".to_owned();
        let retired = place.terminal.retire_certificate(1, step, reason);
        retired.await.unwrap();
    }
    assert_eq!(place.keys.stored(), 0);

    let place = Place::ready_with(OneAccount::with_storage()).await;
    place.keys.change();
    place.log_in("tantou").await;
    let elsewhere = place
        .terminal
        .server_log_in("clerk".into(), "himitsu".into(), None)
        .await;
    assert_eq!(elsewhere.unwrap_err().code, Code::CertificateKeyElsewhere);
    let record = record_of_certificate(place).await;
    assert!(
        record.contains("BEGIN CERTIFICATE") && !record.contains("PRIVATE"),
        "{record}"
    );
    assert!(!record.contains("sealed"), "{record}");
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn a_storage_whose_first_signature_does_not_hold_is_not_trusted_with_the_key() {
    let place = Place::ready_with(OneAccount::with_wrong_storage()).await;
    place.log_in("tantou").await;
    place.server_log_in().await;
    assert_eq!(place.keys.stored(), 0);
    assert!(record_of_certificate(place).await.contains("sealed"));
}

async fn record_of_certificate(place: Place) -> String {
    let Place { dir, terminal, .. } = place;
    drop(terminal);
    let data = dir.path().join("data");
    let store = open_when_let_go(&data).await;
    let record: Option<serde_json::Value> = store.get(Shelf::Certificate, "000001").unwrap();
    record.unwrap().to_string()
}
