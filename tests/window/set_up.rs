//! The set-up by route B: the key is made here, the window is closed while the request is on its way, and the
//! certificate is installed when it comes.

use crate::{main_job::arguments, window::Window};
use kakehashi_acceptance::{Practice, Secrets, assert_kept};
use std::{fs, process::Command};

const ADMIN: &str = "kanri-renshu-2026";
const KEY: &str = "kagi-no-aikotoba";

#[tokio::test]
async fn a_certificate_comes_weeks_after_its_request() {
    let practice = Practice::new();
    let server = practice.serve("");
    let arguments = arguments(&practice, &server);
    let mut window = Window::open(&practice, &arguments).await;
    ask(&mut window, &practice).await;
    window.close().await;

    certify(&practice);
    let mut window = Window::open(&practice, &arguments).await;
    window.fill("key-pass-phrase", KEY).await;
    window.press("鍵をあける").await;
    window.fill("login-user", "kanri").await;
    window.fill("login-password", ADMIN).await;
    window.press("ログインする").await;
    window.press("設定する").await;
    take(&mut window, &practice).await;
    window.close().await;

    let written = ["terminal", "home", "tmp", "server", "driver.log"];
    let secrets = Secrets::of_terminal(&practice, KEY, &[KEY, ADMIN]);
    assert_kept(&written.map(|name| practice.file(name)), &secrets);
}

/// Administrator, place, and the request.
async fn ask(window: &mut Window, practice: &Practice) {
    window.fill("admin-id", "kanri").await;
    window.fill("admin-name", "管理 一郎").await;
    for (id, secret) in [("admin-password", ADMIN), ("key-pass-phrase", KEY)] {
        window.fill(id, secret).await;
        window.fill(&format!("{id}-again"), secret).await;
    }
    window.press("管理者を登録して次へ").await;
    window.press("指紋を表示する").await;
    for group in 1..=8 {
        window.tick(&format!("fingerprint-{group}")).await;
    }
    window.press("接続先を登録して次へ").await;
    window.tick("way-here").await;
    let path = practice.file("own.csr").display().to_string();
    window.fill("request-path", &path).await;
    window.look("set-up-request").await;
    window.press("鍵と申請ファイルを作る").await;
    window.words("証明書が届いたら続けてください").await;
    window.look("set-up-request-waits").await;
}

/// What the authority does in the meantime.
fn certify(practice: &Practice) {
    fs::write(practice.file("own.ext"), "extendedKeyUsage=clientAuth\n").unwrap();
    let line = "x509 -req -in own.csr -CA pki/ca.pem -CAkey pki/ca.key.pem -CAcreateserial -days 300 \
                -extfile own.ext -out own.pem";
    let mut openssl = Command::new("openssl");
    let made = openssl
        .args(line.split_whitespace())
        .current_dir(practice.path())
        .output();
    let made = made.unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
}

/// The certificate, the try of the connection, the end of the set-up.
async fn take(window: &mut Window, practice: &Practice) {
    window.fill("install-notice", "H-2026-17").await;
    let path = practice.file("own.pem").display().to_string();
    window.fill("install-path", &path).await;
    window.look("set-up-install").await;
    window.press("届いた証明書を設定する").await;
    window.press("つながるか確かめる").await;
    window.heading("つながりました").await;
    window.look("set-up-connection-route-b").await;
    window.press("次へ").await;
    window.press("次へ").await;
    window.heading("はじめの設定が終わりました").await;
    window.press("ログイン画面へ").await;
    window.wait_for_field("login-user").await;
}
