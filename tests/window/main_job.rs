//! The main job, from the first set-up to the confirmed result, by three people at one window.

use crate::window::Window;
use kakehashi_acceptance::{Practice, Secrets, Server, assert_kept, assert_sealed, personal_texts};
use serde_json::json;
use std::fs;

const ADMIN: &str = "kanri-renshu-2026";
const CLERK: &str = "tantou-renshu-2026";
const APPROVER: &str = "shonin-renshu-2026";
const FIRST: &str = "saisho-no-aikotoba";
const KEY: &str = "kagi-no-aikotoba";

#[tokio::test]
async fn the_main_job_from_set_up_to_confirmation() {
    let practice = Practice::new();
    let server = practice.serve("");
    let sample = practice.sample("kanyusha.csv", 1_000, "--mistakes");
    let mut window = Window::open(&practice, &arguments(&practice, &server)).await;

    set_up(&mut window).await;
    clerk_prepares(&mut window, &practice).await;
    approver_releases(&mut window).await;
    clerk_reads_the_result(&mut window, &practice).await;
    admin_looks_at_the_records(&mut window).await;
    window.close().await;

    let resend = fs::read_to_string(practice.file("saisou.csv")).unwrap();
    assert_eq!(resend.lines().count(), 13);
    let branch_numbers = fs::read_to_string(practice.file("edaban.csv")).unwrap();
    assert!(branch_numbers.lines().count() > 900);
    let service_log = fs::read_to_string(practice.file("terminal/kakehashi.log")).unwrap();
    assert!(service_log.contains("take_in"), "{service_log}");
    let written = [
        "terminal",
        "home",
        "tmp",
        "server",
        "driver.log",
        "server.log",
    ];
    let written = written.map(|name| practice.file(name));
    assert_sealed(&written, &personal_texts(&sample), &[]);
    let phrases = [KEY, "合言葉 renshu"];
    assert_kept(&written, &Secrets::of_terminal(&practice, KEY, &phrases));
}

pub fn arguments(practice: &Practice, server: &Server) -> Vec<String> {
    let sheet = json!({
        "profile": "研修", "kind": "training", "url": server.url(), "insurer": "06990014", "terminal": "RENSHU01",
        "trustPath": practice.file("pki/ca.pem"), "certificatePath": practice.file("RENSHU01.p12"),
    });
    fs::write(practice.file("sheet.json"), sheet.to_string()).unwrap();
    let text = |name: &str| practice.file(name).display().to_string();
    vec![
        "--data-dir".into(),
        text("terminal"),
        "--setup-sheet".into(),
        text("sheet.json"),
    ]
}

async fn set_up(window: &mut Window) {
    window.wait_for_field("admin-id").await;
    window.look("set-up-administrator").await;
    window.fill("admin-id", "kanri").await;
    window.fill("admin-name", "管理 一郎").await;
    window.fill("admin-password", ADMIN).await;
    window.fill("admin-password-again", ADMIN).await;
    window.fill("key-pass-phrase", KEY).await;
    window.fill("key-pass-phrase-again", KEY).await;
    window.press("管理者を登録して次へ").await;

    window.wait_for_field("profile-url").await;
    window.look("set-up-place").await;
    window.press("指紋を表示する").await;
    for group in 1..=8 {
        window.tick(&format!("fingerprint-{group}")).await;
    }
    window.look("set-up-fingerprint").await;
    window.press("接続先を登録して次へ").await;

    window.fill("certificate-pass-phrase", "machigai").await;
    window.press("中身を確かめる").await;
    window.words("証明書のパスフレーズがちがいます。").await;
    window.look("set-up-wrong-pass-phrase").await;
    window
        .fill("certificate-pass-phrase", "合言葉 renshu")
        .await;
    window.press("中身を確かめる").await;
    window.wait_for_button("証明書を取り込む").await;
    window.look("set-up-certificate").await;
    window.press("証明書を取り込む").await;

    window.press("つながるか確かめる").await;
    window.words("練習用中間サーバー").await;
    window.look("set-up-connection").await;
    window.press("次へ").await;

    for (id, name, role) in [
        ("tantou", "練習 花子", "clerk"),
        ("shonin", "承認 次郎", "approver"),
    ] {
        window.fill("user-id", id).await;
        window.fill("user-name", name).await;
        window.fill("user-password", FIRST).await;
        window.tick_only("user-role-", role).await;
        window.press("利用者を追加する").await;
        window.words(name).await;
    }
    window.look("set-up-people").await;
    window.press("次へ").await;
    window.wait_for_button("ログイン画面へ").await;
    window.look("set-up-summary").await;
    window.press("ログイン画面へ").await;
}

async fn log_in_first_time(window: &mut Window, user: &str, password: &str) {
    log_in(window, user, FIRST).await;
    window.wait_for_field("new-password").await;
    window.fill("current-password", FIRST).await;
    window.fill("new-password", password).await;
    window.fill("new-password-again", password).await;
    window.look(&format!("first-password-{user}")).await;
    window.press("パスワードを変える").await;
    window.heading("きょうすること").await;
}

async fn log_in(window: &mut Window, user: &str, password: &str) {
    window.wait_for_field("login-user").await;
    window.fill("login-user", user).await;
    window.fill("login-password", password).await;
    window.press("ログインする").await;
}

async fn clerk_prepares(window: &mut Window, practice: &Practice) {
    window.wait_for_field("login-user").await;
    window.look("log-in").await;
    log_in_first_time(window, "tantou", CLERK).await;
    window.look("home-empty").await;
    window.press("送る").await;
    window
        .fill(
            "send-path",
            &practice.file("kanyusha.csv").display().to_string(),
        )
        .await;
    window.look("send").await;
    window.press("検査する").await;
    window.heading("このままでは送れません").await;
    window.words("••••••••").await;
    window.look("findings").await;
    window.press("誤りの行を除いて送る…").await;
    window.wait_for_button_like("行を除く").await;
    window.look("exclude").await;
    window.press_like("行を除く").await;
    window.press("承認を頼む").await;
    window.words("承認").await;
    window.look("approval-asked").await;
    window.press("ログアウト").await;
}

async fn approver_releases(window: &mut Window) {
    log_in_first_time(window, "shonin", APPROVER).await;
    window.look("home-approver").await;
    window.press("見る").await;
    window.wait_for_button("承認する").await;
    window.look("approval").await;
    window.press("承認する").await;
    window.words("承認しました").await;
    window.look("approved").await;
    window.press("ログアウト").await;
}

async fn clerk_reads_the_result(window: &mut Window, practice: &Practice) {
    log_in(window, "tantou", CLERK).await;
    window.heading("きょうすること").await;
    window.words("サーバーへのログインが必要です。").await;
    window.look("home-stopped").await;
    window.press("見る").await;
    window.fill("server-user", "clerk").await;
    window.fill("server-password", "Hajimete-2026").await;
    window.look("server-log-in").await;
    window.press("サーバーへログインする").await;
    window
        .fill("server-new-password", "Renshu-Server-2026")
        .await;
    window
        .fill("server-new-password-again", "Renshu-Server-2026")
        .await;
    window.look("server-new-password").await;
    window.press("パスワードを変えてログインする").await;
    window.wait_for_button("結果を見る").await;
    window.look("result-is-here").await;
    window.press("結果を見る").await;
    window.heading("登録できませんでした").await;
    window.words("この加入者は登録されていません").await;
    window
        .fill(
            "branch-numbers-path",
            &practice.file("edaban.csv").display().to_string(),
        )
        .await;
    window.look("result").await;
    window.press("被保険者枝番を書き出す").await;
    window
        .fill(
            "resend-path",
            &practice.file("saisou.csv").display().to_string(),
        )
        .await;
    window.look("result-resend").await;
    window.press("登録されていない行を書き出す").await;
    window.words("に 12 行を書き出しました").await;
    window.press("結果を確認しました").await;
    window.heading("終わりました").await;
    window.look("finished").await;
    window.press("ホーム").await;
    window.heading("きょうすること").await;
    window.look("home-after").await;
    window.press("ログアウト").await;
}

async fn admin_looks_at_the_records(window: &mut Window) {
    log_in(window, "kanri", ADMIN).await;
    window.heading("きょうすること").await;
    for (menu, name) in [
        ("証明書と接続", "certificates"),
        ("利用者と権限", "users"),
        ("手引き", "help"),
    ] {
        window.press(menu).await;
        window.wait_for_heading().await;
        window.look(name).await;
    }
    window.press("記録").await;
    window.press("書きかえられていないか確かめる").await;
    window.words("どれも書きかえられていません").await;
    window.look("records").await;
}
