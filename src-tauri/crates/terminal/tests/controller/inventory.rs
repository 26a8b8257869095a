//! The inventory keeps one record of one certificate, and never takes one for another.

use crate::{
    authority::Wish,
    certificates::{line, lines, log_in_at_server},
    data::another_program_writes,
    keys::OneAccount,
    world::Place,
};
use chrono::TimeDelta;
use kakehashi_domain::{Code, ProfileKind, Registration, RegistrationStep, Validity};
use kakehashi_terminal::view::{CertificateView, InventoryLine, NewPapers, NewProfile};

async fn import(place: &Place, wish: Wish<'_>) -> Result<CertificateView, Code> {
    wish.issue(place.dir.path());
    import_file(place, &format!("{}.p12", wish.name)).await
}

async fn import_file(place: &Place, file: &str) -> Result<CertificateView, Code> {
    let taken = place
        .terminal
        .import_certificate(place.text(file), "himitsu".into(), None);
    taken.await.map_err(|problem| problem.code)
}

async fn retire(place: &Place, id: u32, step: RegistrationStep) -> Result<InventoryLine, Code> {
    let done = place.terminal.retire_certificate(id, step, "練習".into());
    done.await.map_err(|problem| problem.code)
}

/// A second profile of the place, in use.
async fn another_profile(place: &Place) {
    let new = NewProfile {
        name: "研修2".into(),
        ..place.profile("06990014", ProfileKind::Training)
    };
    place.terminal.add_profile(new).await.unwrap();
    place.terminal.use_profile("研修2".into()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_certificate_recorded_as_revoked_is_not_used_again() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    retire(&place, 1, RegistrationStep::AskRevocation)
        .await
        .unwrap();
    let revoked = retire(&place, 1, RegistrationStep::Revoke).await.unwrap();
    assert_eq!(revoked.validity, Some(Validity::Revoked));
    assert_eq!(
        log_in_at_server(&place).await,
        Err(Code::ClientCertificateRevoked)
    );
    assert_eq!(place.script.calls("login"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_certificate_out_of_use_does_not_come_back_when_its_revocation_is_recorded() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    import(&place, Wish::new("leaked")).await.unwrap();
    retire(&place, 2, RegistrationStep::AskRevocation)
        .await
        .unwrap();
    assert_eq!(log_in_at_server(&place).await, Ok(()));
    retire(&place, 2, RegistrationStep::Revoke).await.unwrap();
    assert!(line(&place, 1).await.in_use);
    assert_eq!(log_in_at_server(&place).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_certificate_imported_anew_stays_one_record_with_its_key() {
    let place = Place::ready_with(OneAccount::with_storage()).await;
    place.log_in("kanri").await;
    // As after a change of the PC: the key is gone, and the same file brings it back.
    place.keys.change();
    assert_eq!(
        log_in_at_server(&place).await,
        Err(Code::CertificateKeyElsewhere)
    );
    import_file(&place, "t.p12").await.unwrap();
    assert_eq!(log_in_at_server(&place).await, Ok(()));
    let all = lines(&place).await;
    assert_eq!(all.len(), 1, "{all:#?}");
    assert_eq!(all[0].history.last().unwrap().what, "取り込みなおした");

    retire(&place, 1, RegistrationStep::AskRevocation)
        .await
        .unwrap();
    assert_eq!(
        import_file(&place, "t.p12").await,
        Err(Code::CertificateWrongState)
    );
    retire(&place, 1, RegistrationStep::Dispose).await.unwrap();
    assert_eq!(place.keys.stored(), 0);
    import_file(&place, "t.p12").await.unwrap();
    let all = lines(&place).await;
    assert_eq!(
        all.iter().map(|line| line.in_use).collect::<Vec<_>>(),
        [true, false]
    );
}

#[tokio::test(start_paused = true)]
async fn a_key_that_cannot_be_destroyed_now_is_at_the_next_start() {
    let place = Place::ready_with(OneAccount::with_storage()).await;
    place.log_in("kanri").await;
    place.keys.hold_on(true);
    let step = RegistrationStep::AskRevocation;
    retire(&place, 1, step).await.unwrap();
    retire(&place, 1, RegistrationStep::Dispose).await.unwrap();
    assert_eq!(place.keys.stored(), 1);
    place.terminal.carry_all_on().await;
    assert_eq!(place.keys.stored(), 1, "it is still held");
    place.keys.hold_on(false);
    let place = place.again(|_| ()).await;
    place.log_in("kanri").await;
    place.terminal.carry_all_on().await;
    assert_eq!(place.keys.stored(), 0);
}

#[tokio::test(start_paused = true)]
async fn what_is_done_to_a_certificate_leaves_the_same_one_of_another_profile_alone() {
    let place = Place::ready_with(OneAccount::with_storage()).await;
    place.log_in("kanri").await;
    another_profile(&place).await;
    let same = import_file(&place, "t.p12").await.unwrap();
    assert_eq!(
        same.id,
        Some(2),
        "told apart though the serial number is one"
    );
    assert_eq!(place.keys.stored(), 1, "one key for both");

    retire(&place, 1, RegistrationStep::Dispose).await.unwrap();
    let of = async |id| line(&place, id).await.registration;
    assert_eq!(
        (of(1).await, of(2).await),
        (Registration::Disposed, Registration::Installed)
    );
    assert_eq!(log_in_at_server(&place).await, Ok(()));
    retire(&place, 2, RegistrationStep::Dispose).await.unwrap();
    assert_eq!(place.keys.stored(), 0, "nobody needs it any more");
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs perl, which wine has not")]
async fn a_key_is_not_kept_without_its_record_and_one_in_use_is_not_lost() {
    let place = Place::ready_with(OneAccount::with_storage()).await;
    place.log_in("kanri").await;
    Wish::new("second").issue(place.dir.path());
    let mut other = another_program_writes(&place.path("data"));
    for file in ["second.p12", "t.p12"] {
        assert!(import_file(&place, file).await.is_err());
        assert_eq!(place.keys.stored(), 1, "{file}: the first one's key alone");
    }
    other.kill().unwrap();
    other.wait().unwrap();
    assert_eq!(log_in_at_server(&place).await, Ok(()));
    import_file(&place, "second.p12").await.unwrap();
    assert_eq!(place.keys.stored(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_request_can_be_given_up_before_its_certificate_comes() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    for file in ["a.csr", "b.csr"] {
        let made = place.terminal.request_certificate(None, place.text(file));
        made.await.unwrap();
    }
    let notice = NewPapers {
        notice: Some("発 2026-17".into()),
        ..NewPapers::default()
    };
    place.terminal.note_papers(3, notice).await.unwrap();
    for (id, from) in [(2, Registration::Requested), (3, Registration::Issued)] {
        assert_eq!(line(&place, id).await.registration, from);
        let gone = retire(&place, id, RegistrationStep::Dispose).await.unwrap();
        assert_eq!(
            (gone.registration, gone.key_place),
            (Registration::Disposed, None)
        );
    }
    assert!(line(&place, 1).await.in_use);
}

#[tokio::test(start_paused = true)]
async fn a_certificate_of_another_day_stands_beside_the_one_in_use_until_its_first_day() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let later = Wish {
        from: 30,
        ..Wish::new("later")
    };
    let taken = import(&place, later).await.unwrap();
    assert_eq!(taken.validity, Validity::NotYet);
    let waits = line(&place, 2).await;
    assert_eq!(
        (waits.in_use, waits.use_from),
        (false, Some(taken.not_before))
    );
    assert_eq!(log_in_at_server(&place).await, Ok(()));

    let switch = async |day| {
        let done = place.terminal.switch_certificate(2, day).await;
        done.map(|line| line.use_from.unwrap())
            .map_err(|problem| problem.code)
    };
    let early = Err(Code::CertificateNotYetValid);
    assert_eq!(switch(None).await, early);
    assert_eq!(switch(Some(place.day(20))).await, early);
    let first = (taken.not_before + TimeDelta::hours(9)).date_naive();
    assert_eq!(switch(Some(first)).await, Ok(taken.not_before));
    switch(Some(place.day(35))).await.unwrap();
    place.clock.advance(TimeDelta::days(34));
    assert!(line(&place, 1).await.in_use);
    place.clock.advance(TimeDelta::days(1));
    assert!(line(&place, 2).await.in_use);
}

#[tokio::test(start_paused = true)]
async fn a_first_certificate_of_another_day_is_kept_and_refused_until_then() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    another_profile(&place).await;
    let later = Wish {
        from: 30,
        ..Wish::new("later")
    };
    import(&place, later).await.unwrap();
    assert_eq!(
        log_in_at_server(&place).await,
        Err(Code::CertificateNotYetValid)
    );
    assert_eq!(place.script.calls("login"), 0);
    place.clock.advance(TimeDelta::days(30));
    assert_eq!(log_in_at_server(&place).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_certificate_of_another_terminal_is_taken_with_a_warning_that_stays() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    assert_eq!(line(&place, 1).await.certificate.unwrap().warnings, [""; 0]);
    let other = Wish {
        terminal: "T02",
        ..Wish::new("other")
    };
    other.issue(place.dir.path());
    let seen = place
        .terminal
        .read_certificates(place.text("other.p12"), "himitsu".into());
    let seen = seen.await.unwrap().remove(0).warnings;
    let taken = import_file(&place, "other.p12").await.unwrap().warnings;
    let kept = line(&place, 2).await.certificate.unwrap().warnings;
    let frame = place.terminal.frame().await.unwrap().certificate.unwrap();
    for warnings in [seen, taken, kept, frame.warnings] {
        assert_eq!(
            warnings,
            ["「T02」という端末の証明書です。この端末は「T01」です。"]
        );
    }
}

#[tokio::test(start_paused = true)]
async fn where_a_copy_lies_is_noted_with_who_and_when() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    place.clock.advance(TimeDelta::days(3));
    let note = async |backup: &str| {
        let papers = NewPapers {
            backup: Some(backup.into()),
            ..NewPapers::default()
        };
        place.terminal.note_papers(1, papers).await.unwrap();
        line(&place, 1).await.backup
    };
    let noted = note(" 金庫 2段目 ").await.unwrap();
    assert_eq!(
        (noted.at, noted.by.as_str(), noted.place.as_str()),
        (place.clock_now(), "kanri", "金庫 2段目")
    );
    assert_eq!(note(" ").await, Some(noted), "an empty one changes nothing");
    let told = line(&place, 1).await.history;
    assert_eq!(told.last().unwrap().what, "控えの場所 金庫 2段目");
}
