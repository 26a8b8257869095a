//! Places to connect to, and certificates in every stage of their lives.

use super::place::{OTHER_INSURER, TERMINAL, add_profile, import, issue};
use crate::{outside::SERVER_URL, world::World};
use kakehashi_simulator::{INSURER, pki};
use serde_json::json;
use std::fs;

/// A place to connect to without a certificate.
pub async fn without(world: &World) {
    world.log_in("admin").await;
    add_profile(world, "研修", "training", INSURER, SERVER_URL).await;
}

/// The authority takes the certificate in use back.
pub async fn revoked(world: &World) {
    world.log_in("admin").await;
    let inventory = world.does("certificates", json!({})).await;
    let serial = inventory[0]["serial"].as_str().unwrap();
    pki::revoke(&world.file("pki"), serial).unwrap();
}

/// The certificate in use ends in twenty days.
pub async fn expiring(world: &World) {
    world.clock.go_to_day(-1);
    world.log_in("admin").await;
    issue(world, "expiring.p12", TERMINAL, -300, 322);
    import(world, "expiring.p12").await;
}

/// A certificate for later, issued by an authority between, beside the one in use; a request whose certificate hasn't come;
/// and a second authority, whose list of revocations can't be had any more.
pub async fn renewing(world: &World) {
    world.clock.go_to_day(-1);
    world.log_in("admin").await;
    let second = world.text("second.pem");
    let trust = world.does("read_trust", json!({ "path": second })).await;
    let anchor = json!({ "path": second, "fingerprint": trust["sha256"] });
    let profile = world.does("add_anchor", anchor).await;
    import(world, "later.p12").await;
    let request = json!({ "terminal": null, "path": world.text("Documents/terminal.csr") });
    world.does("request_certificate", request).await;

    for (at, list) in ["pki/crl.pem", "second.crl"].into_iter().enumerate() {
        let authority = &profile["anchors"][at]["sha256"];
        let wanted = json!({
            "authority": authority, "source": world.text(list), "stops_when_unavailable": true,
        });
        world
            .does("set_revocation", json!({ "revocation": wanted }))
            .await;
        if at == 1 {
            fs::remove_file(world.file(list)).unwrap();
            let gone = json!({ "authority": authority });
            world.does("refresh_revocation", gone).await;
        }
    }
}

/// A second place to connect to, beside the one in use.
pub async fn several_places(world: &World) {
    world.log_in("admin").await;
    let url = "https://rehearsal.invalid/";
    add_profile(world, "総合運用テスト", "rehearsal", OTHER_INSURER, url).await;
}

/// The place in use leads nowhere: files are only checked.
pub async fn file_test(world: &World) {
    world.log_in("admin").await;
    let nowhere = json!({
        "name": "機関内テスト", "kind": "file-test", "url": "", "insurer": OTHER_INSURER, "terminal": "",
        "trust_path": "", "trust_fingerprint": null, "proxy": null, "line": null, "put_in_use": true,
    });
    world
        .does("add_profile", json!({ "profile": nowhere }))
        .await;
}
