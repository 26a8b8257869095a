//! The one gate: every act of the table, asked for by everybody in every state.

use crate::world::{PASSWORD, Place};
use kakehashi_domain::{Code, Role};
use kakehashi_terminal::{Act, Left, Terminal, Who, view::NewUser};
use std::collections::BTreeSet;

const FIRST: &str = "saisho-no-aikotoba";

async fn refusal(terminal: &Terminal, act: Act) -> Option<Code> {
    terminal.may(act).await.err().map(|problem| problem.code)
}

/// Acts with a code that the log has since so many entries ago.
async fn logged(place: &Place, newest: u32) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for offset in (0..newest).step_by(1_000) {
        let page = place
            .terminal
            .audit(offset, (newest - offset).min(1_000))
            .await;
        let refused = page.unwrap().into_iter();
        found.extend(refused.filter_map(|line| Some((line.act, line.problem?))));
    }
    found
}

async fn entries(place: &Place) -> u32 {
    place.log_in("kansa").await;
    place.terminal.verify_audit(None).await.unwrap().entries
}

/// Asks for every act; each must be refused by this code or by none, and each refusal must stand in the log.
async fn walk(place: &Place, expected: impl Fn(Act) -> Option<Code>) -> u32 {
    let mut refused = BTreeSet::new();
    for act in Act::ASKED {
        let code = refusal(&place.terminal, *act).await;
        assert_eq!(code, expected(*act), "{}", act.name);
        let title = Act::title_of(&act.word()).to_owned();
        refused.extend(code.map(|code| (title, code.number().to_owned())));
    }
    if place.terminal.start().await.unwrap().left.is_some() {
        place.terminal.log_out().await.unwrap();
    }
    let count = refused.len() as u32;
    let newest = entries(place).await.min(count + 50);
    let found = logged(place, newest).await;
    let missing: Vec<_> = refused.difference(&found).collect();
    assert!(missing.is_empty(), "not in the log: {missing:?}");
    count
}

#[tokio::test(start_paused = true)]
async fn every_act_is_let_through_or_refused_by_the_table_and_every_refusal_is_logged() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let people = [
        ("kakari", vec![Role::Clerk]),
        ("shounin", vec![Role::Approver]),
        ("kanri2", vec![Role::Admin]),
        ("kansa", vec![Role::Auditor]),
    ];
    for (id, roles) in people.clone() {
        let new = NewUser {
            id: id.into(),
            name: id.into(),
            roles,
            password: FIRST.into(),
        };
        place.terminal.add_user(new).await.unwrap();
    }
    let change = async |id: &str| {
        let t = &place.terminal;
        t.log_in(id.into(), FIRST.into()).await.unwrap();
        t.change_password(FIRST.into(), PASSWORD.into())
            .await
            .unwrap();
    };
    change("kansa").await;
    let mut refusals = 0;

    place.terminal.log_out().await.unwrap();
    let nobody = |act: Act| (act.who != Who::Open).then_some(Code::NotLoggedIn);
    refusals += walk(&place, nobody).await;

    for (id, roles) in people {
        if id != "kansa" {
            let login = place.terminal.log_in(id.into(), FIRST.into()).await;
            login.unwrap();
            let first =
                |act: Act| matches!(act.who, Who::Roles(_)).then_some(Code::PasswordChangeRequired);
            refusals += walk(&place, first).await;
            change(id).await;
        }
        place.log_in(id).await;
        let by_role = |act: Act| (!act.who.allows(&roles)).then_some(Code::PermissionDenied);
        refusals += walk(&place, by_role).await;

        place.log_in(id).await;
        place.terminal.lock(Left::Window).await.unwrap();
        let locked = |act: Act| (act.who != Who::Open).then_some(Code::SessionLocked);
        refusals += walk(&place, locked).await;
    }
    assert!(refusals > 1_000, "{refusals} refusals were looked for");
    assert!(place.terminal.verify_audit(None).await.unwrap().intact);
}

#[tokio::test(start_paused = true)]
async fn a_window_asks_through_the_same_gate() {
    let place = Place::ready().await;
    place.terminal.log_out().await.unwrap();
    for act in Act::ASKED.iter().filter(|act| act.who != Who::Open) {
        let asked = place.terminal.call(act.name, serde_json::json!({})).await;
        let code = asked.unwrap_err().code;
        let is_refused = [Code::NotLoggedIn, Code::Internal].contains(&code);
        assert!(is_refused, "{}: {code:?}", act.name); // Internal where arguments are missing.
    }
    assert_eq!(place.script.calls("login"), 0);
}

#[tokio::test(start_paused = true)]
async fn whoever_began_an_act_is_who_did_it() {
    let place = Place::ready().await;
    place.log_in("futari").await;
    let file = place.write_file("a.csv");
    let taking = place
        .terminal
        .take_in(file, "member-registration".into(), None);
    // Both are under way at once: the file is being copied while somebody else sits down.
    let (taken, _) = tokio::join!(taking, place.log_in("shonin"));
    let job = taken.unwrap();
    assert_eq!(job.prepared_by, "futari");
    place.log_in("kanri").await;
    let log = place.terminal.audit(0, 20).await.unwrap();
    let line = log.iter().find(|line| line.act == "ファイルを預かる");
    assert_eq!(line.unwrap().actor, "futari");
}
