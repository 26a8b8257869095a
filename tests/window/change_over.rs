//! What an administrator changes over in the window: the certificate, on a day and back; the place to connect to.

use crate::{
    kit::{log_in, unlocked, until_let_go},
    window::Window,
};
use kakehashi_acceptance::{Cli, Practice};

/// An insurer number that isn't practice's; nobody is connected to under it.
const NOT_PRACTICE: &str = "33120015";
/// Until the new certificate is to be used.
const DAYS: i64 = 10;

#[tokio::test]
async fn a_certificate_and_a_place_change_over_and_back() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    practice.simulator("issue --dir pki --terminal RENSHU01 --pass-file p12.secret --out new.p12");
    cli.admin("cert import new.p12 --pass-file p12.secret")
        .expect_status(0);
    let old = serial(&cli, 1);

    let mut window = unlocked(&practice).await;
    log_in(&window, &practice, "kanri", "admin").await;
    change_the_certificate(&mut window).await;
    window.close().await;
    until_let_go(&cli).await;
    assert_eq!(shown_to_the_server(&cli), old, "the old one until the day");

    let mut window = unlocked(&practice).await;
    log_in(&window, &practice, "kanri", "admin").await;
    take_the_new_one_at_once(&window).await;
    change_the_place(&mut window).await;
    window.close().await;
    until_let_go(&cli).await;
    assert_eq!(shown_to_the_server(&cli), serial(&cli, 2));
}

fn serial(cli: &Cli<'_>, id: u32) -> String {
    let lines = cli.admin("cert list").expect_status(0).json;
    let line = lines.as_array().unwrap().iter().find(|l| l["id"] == id);
    line.unwrap()["serial"].as_str().unwrap().to_owned()
}

fn shown_to_the_server(cli: &Cli<'_>) -> String {
    let tried = cli.run(None, "connection test").expect_status(0);
    tried.text("certificate").to_owned()
}

/// Back to the old one at once; the new one from a day on.
async fn change_the_certificate(window: &mut Window) {
    open_certificate(window, "証明書1").await;
    window.wait_for_field("switch-on").await;
    window.look("certificate-old").await;
    window.press("切り替える").await;
    window.words("使用中").await;

    open_certificate(window, "証明書2").await;
    window.choose_day("switch-on", DAYS).await;
    window.look("certificate-switch-day").await;
    window.press("切り替える").await;
    window.words("から使う").await;
    window.press("証明書と接続へ").await;
    let day = chrono::Utc::now() + chrono::Duration::days(DAYS);
    let from = day.format("%Y年%-m月%-d日 から").to_string();
    window.words(&from).await;
    window.look("certificates-two").await;
}

async fn take_the_new_one_at_once(window: &Window) {
    open_certificate(window, "証明書2").await;
    window.wait_for_field("switch-on").await;
    window.press("切り替える").await;
    window.words("いまから使う").await;
    window.words("使用中").await;
}

async fn open_certificate(window: &Window, name: &str) {
    window.to_top().await;
    window.press("証明書と接続").await;
    window.press(name).await;
    window.heading(&format!("{name}は「設定済」です")).await;
}

/// 機関内テスト beside 研修, and back; what was typed of a third place is there later.
async fn change_the_place(window: &mut Window) {
    window.press("証明書と接続").await;
    window.press("接続先を追加する").await;
    window.tick("profile-kind-connection-test").await;
    window.fill("profile-url", "https://half.invalid/").await;
    window.look("place-added").await;
    window.press("もどる").await;
    window.press("接続先を追加する").await;
    window
        .expect_value("profile-url", "https://half.invalid/")
        .await;

    window.tick("profile-kind-file-test").await;
    window.fill("profile-insurer", NOT_PRACTICE).await;
    window.look("place-file-test").await;
    window.press("接続先を登録して次へ").await;
    window.heading("ファイルの検査だけをします").await;
    window.look("file-test").await;
    window.press("使う…").await;
    window.wait_for_button("この接続先に切り替える").await;
    window.look("place-change").await;
    window.press("この接続先に切り替える").await;
    window.heading("証明書と接続に問題はありません").await;
}
