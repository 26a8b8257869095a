//! From nothing to a terminal that has spoken with its server.

use super::{
    PHRASE,
    script::{PASSWORD, SERVER_PASSWORD},
};
use crate::{authority, files, outside::SERVER_URL, world::World};
use kakehashi_simulator::{INITIAL_PASSWORD, INSURER, pki};
use serde_json::{Value, json};
use std::fs;

const FIRST: &str = "saisho-no-aikotoba";
/// Not the practice insurer.
pub const OTHER_INSURER: &str = "06139992";
/// Opens every .p12 file of a world.
pub const P12_PHRASE: &str = "renshu-shomeisho";
/// The terminal that certificates are for.
pub const TERMINAL: &str = "terminal-01";

const PEOPLE: [(&str, &str, &str); 3] = [
    ("hanako", "練習 花子", "clerk"),
    ("ichiro", "見本 一郎", "approver"),
    ("kansa", "監査 進", "auditor"),
];

/// The authority, a certificate, and files to send.
pub async fn lay_ground(world: &World) {
    pki::prepare(&world.file("pki")).unwrap();
    issue(world, "terminal.p12", TERMINAL, 0, 432);
    issue(world, "renewed.p12", TERMINAL, 10, 1_100);
    // The first list of revocations names nobody's.
    pki::revoke(&world.file("pki"), "00").unwrap();
    authority::found_second(world.dir());
    authority::issue_two(world.dir());
    for folder in ["Documents", "server"] {
        fs::create_dir(world.file(folder)).unwrap();
    }
    let kind = "member-registration";
    files::write_with_mistakes(kind, 1_000, &world.file("kanyusha.csv"));
    files::write(kind, 10, &world.file("good.csv"), |_, _| true);
    files::write("qualification", 10, &world.file("shikaku.csv"), |_, _| true);
    files::write(kind, 10, &world.file("kikannai.csv"), |_, row| {
        row.set("保険者番号", OTHER_INSURER);
        true
    });
    std::future::ready(()).await;
}

/// Issues a certificate from a day counted from now, for so many days.
pub fn issue(world: &World, name: &str, terminal: &str, from: i64, days: u32) {
    let order = pki::Order {
        terminal: terminal.to_owned(),
        insurer: INSURER.to_owned(),
        pass_phrase: P12_PHRASE.to_owned(),
        days,
        not_before: Some(world.day(from)),
        legacy: false,
        without_key: false,
        out: world.file(name),
    };
    pki::issue(&world.file("pki"), &order).unwrap();
}

/// The authority's fingerprint, as on the paper.
pub fn fingerprint(world: &World) -> String {
    let paper = fs::read_to_string(world.file("pki/ca.sha256.txt"));
    paper.unwrap_or_default().trim().to_owned()
}

/// What a set-up sheet proposes.
pub async fn propose(world: &World) {
    world.propose(json!({
        "profile": "研修", "kind": "training", "url": SERVER_URL, "insurer": INSURER, "terminal": TERMINAL,
        "trustPath": world.text("pki/ca.pem"), "certificatePath": world.text("terminal.p12"),
    }));
    std::future::ready(()).await;
}

/// An administrator, a clerk, an approver and an auditor, each with a password of their own.
pub async fn take_on_people(world: &World) {
    let admin = json!({
        "adminId": "admin", "adminName": "管理 桜", "password": PASSWORD, "keyPassPhrase": PHRASE,
    });
    world.does("set_up", admin).await;
    for (id, name, role) in PEOPLE {
        let user = json!({ "id": id, "name": name, "roles": [role], "password": FIRST });
        world.does("add_user", json!({ "user": user })).await;
    }
    for (id, ..) in PEOPLE {
        world.does("log_out", json!({})).await;
        let first = json!({ "user": id, "password": FIRST });
        world.does("log_in", first).await;
        let own = json!({ "current": FIRST, "newPassword": PASSWORD });
        world.does("change_password", own).await;
    }
}

/// The place to connect to, and the certificate for it.
pub async fn connect(world: &World) {
    world.log_in("admin").await;
    add_profile(world, "研修", "training", INSURER, SERVER_URL).await;
    import(world, "terminal.p12").await;
}

/// One more place to connect to.
pub async fn add_profile(world: &World, name: &str, kind: &str, insurer: &str, url: &str) -> Value {
    let profile = json!({
        "name": name, "kind": kind, "url": url, "insurer": insurer, "terminal": TERMINAL,
        "trust_path": world.text("pki/ca.pem"), "trust_fingerprint": fingerprint(world),
        "proxy": null, "line": null, "put_in_use": false,
    });
    world
        .does("add_profile", json!({ "profile": profile }))
        .await
}

/// Puts a certificate in.
pub async fn import(world: &World, name: &str) {
    let file = json!({ "path": world.text(name), "passPhrase": P12_PHRASE, "serial": null });
    world.does("import_certificate", file).await;
}

/// The clerk's first login at the server.
pub async fn log_in_at_server(world: &World) {
    world.serve(super::FAST).await;
    world.log_in("hanako").await;
    let first = json!({
        "user": "clerk", "password": INITIAL_PASSWORD, "newPassword": SERVER_PASSWORD,
    });
    world.does("server_log_in", first).await;
}

/// A login after that, at the server that runs.
pub async fn log_in_at_server_again(world: &World) {
    world.log_in("hanako").await;
    let again = json!({ "user": "clerk", "password": SERVER_PASSWORD, "newPassword": null });
    world.does("server_log_in", again).await;
}

/// The server runs, and the clerk is logged in at it.
pub async fn serve_and_log_in(world: &World) {
    world.serve(super::FAST).await;
    log_in_at_server_again(world).await;
}
