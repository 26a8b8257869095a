//! Findings looked through, proposed texts accepted, and the index of earlier files, through the real window.

use crate::{
    kit::{log_in, unlocked, until_let_go},
    window::Window,
};
use kakehashi_acceptance::{Cli, Practice};
use std::fs;

const KANA: &str = "半角";

#[tokio::test]
async fn findings_are_read_texts_corrected_and_earlier_files_remembered() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let file = practice.sample("kanyusha.csv", 400, "--mistakes");
    with_narrow_kana(&file);
    let mut window = unlocked(&practice).await;
    log_in(&window, &practice, "tantou", "clerk").await;
    the_clerk_reads_what_was_found(&mut window, &practice).await;
    the_clerk_accepts_proposed_texts(&mut window, &practice).await;
    window.press("ログアウト").await;
    log_in(&window, &practice, "kanri", "admin").await;
    the_admin_turns_the_index_on_and_off(&mut window).await;
    window.close().await;

    let list = fs::read_to_string(practice.file("naoshita.csv")).unwrap();
    assert!(list.contains("イケダ"), "{list}");
    until_let_go(&cli).await;
    let disposals = cli.admin("audit disposals").expect_status(0);
    assert_eq!(disposals.json.as_array().unwrap().len(), 1);
}

/// Writes the kana of every ninth family in half width.
fn with_narrow_kana(file: &std::path::Path) {
    let text = fs::read_to_string(file).unwrap();
    fs::write(file, text.replace(",イケダ　", ",ｲｹﾀﾞ　")).unwrap();
}

async fn the_clerk_reads_what_was_found(window: &mut Window, practice: &Practice) {
    window.press("送る").await;
    let file = practice.file("kanyusha.csv").display().to_string();
    window.fill("send-path", &file).await;
    window.press("検査する").await;
    window.heading("このままでは送れません").await;
    window.press("警告").await;
    window.words(KANA).await;
    window.look("findings-warnings").await;
    window.focus("//table[@role='grid']").await;
    window.type_key("\u{E007}").await; // Enter
    window.words("対処方法").await;
    window.wait_for_button("閉じる").await;
    window.look("finding-row").await;
    window.press("閉じる").await;
}

async fn the_clerk_accepts_proposed_texts(window: &mut Window, practice: &Practice) {
    window.press("まとめて直す…").await;
    window.wait_for_button_like("件を直す").await;
    window.look("correct-together").await;
    window.press_like("件を直す").await;
    window.words("か所直しました").await;
    window.look("corrected").await;
    window.press("直したところを書き出す…").await;
    let list = practice.file("naoshita.csv").display().to_string();
    window.fill("corrections-path", &list).await;
    window.press("書き出す").await;
    window.words("naoshita.csv").await;
    window.look("corrections-written").await;
    window.press("閉じる").await;
}

async fn the_admin_turns_the_index_on_and_off(window: &mut Window) {
    window.press("以前との比較").await;
    window
        .heading("以前に送ったファイルとは比べていません")
        .await;
    window
        .fill("index-purpose", "番号の取り違えを、送る前に止めるため")
        .await;
    window.choose_day("index-purge-on", 30).await;
    window.look("index-off").await;
    window.press("索引を作り始める").await;
    window.heading("以前に送ったファイルと比べています").await;
    window.look("index-on").await;
    window.press("比べるのをやめて、索引を廃棄する…").await;
    window.wait_for_button("索引を廃棄する").await;
    window.look("index-purge").await;
    window.press("索引を廃棄する").await;
    window
        .heading("以前に送ったファイルとは比べていません")
        .await;
}
