//! People of a real report on the board of 突合不一致, seen to by two people, and the ways of those who were registered,
//! through the real window and against the practice server.

use crate::{
    kit::{log_in, unlocked, until_let_go},
    window::Window,
};
use kakehashi_acceptance::{Cli, Practice};

#[tokio::test]
async fn people_on_the_board_are_seen_to_by_two_and_ways_are_followed() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::ready(&practice, &server);
    // Of the first thirty people two have moved and one has died.
    practice.simulator("sample --kind member-registration --rows 30 --out a.csv");
    let job = cli.release("a.csv", "");
    cli.clerk(&format!("send --job {job} --wait --queue"));
    let mut window = unlocked(&practice).await;
    log_in(&window, &practice, "tantou", "clerk").await;
    the_clerk_decides(&mut window).await;
    the_clerk_follows_people(&mut window).await;
    the_clerk_looks_one_person_up(&mut window).await;
    window.press("ログアウト").await;
    log_in(&window, &practice, "shonin", "approver").await;
    the_second_person_agrees(&mut window).await;
    window.close().await;

    until_let_go(&cli).await;
    let board = cli.clerk("mismatch list").expect_status(1);
    let open = board.json["open"].as_array().unwrap();
    let mut states: Vec<&str> = open
        .iter()
        .map(|line| line["state"].as_str().unwrap())
        .collect();
    states.sort_unstable();
    assert_eq!(states, ["agreed", "correcting"]);
}

async fn the_clerk_decides(window: &mut Window) {
    window.press_like_link("突合不一致").await;
    window.heading("閲覧が止まっている人が 2 人います").await;
    window.look("mismatch-board").await;
    window.press("いちばん古い人を見る").await;
    window.heading("データがまちがっていますか").await;
    window.look("mismatch-person").await;
    window.type_key("2").await;
    window.words("同じ人だと言える理由").await;
    window.look("mismatch-why").await;
    window.choose("no-doubt-reason", "住所が変わった").await;
    window.choose("no-doubt-evidence", "住民票の写し").await;
    window.press("2人目に回す").await;
    window.words("疑いなしとして、2人目に回しました").await;
    window.look("mismatch-said").await;
    window.heading("データがまちがっていますか").await;
    window.type_key("1").await;
    window.press("訂正して送りなおすことにする").await;
    window
        .heading("基幹システムで直して、送りなおしてください")
        .await;
    window.look("mismatch-correct").await;
}

async fn the_clerk_follows_people(window: &mut Window) {
    window.press("登録の期限").await;
    window.wait_for_field("timelines-find").await;
    window.look("timelines").await;
    window.tick("timelines-ended").await;
    window.words("登録しました").await;
    window.look("timelines-ended").await;
}

async fn the_clerk_looks_one_person_up(window: &mut Window) {
    window.press("番号の照会").await;
    window.heading("住基ネットに照会します").await;
    window.unfold("1人だけ、5情報で照会する").await;
    window.fill("person-number", "24").await;
    window.look("look-up-person").await;
    window.unfold("1人だけ、持っている番号を確かめる").await;
    window.fill("held-first", "123456789019").await;
    window.words("検査用数字が合いません").await;
    window.look("look-up-number").await;
}

async fn the_second_person_agrees(window: &mut Window) {
    window.press_like_link("突合不一致").await;
    window.press("いちばん古い人を見る").await;
    window.heading("2人目が確かめるのを待っています").await;
    window.look("mismatch-second").await;
    window.type_key("1").await;
    window.look("mismatch-agree").await;
    window.press("認める").await;
    // It goes to the server after a minute in which it can be taken back.
    window.heading("サーバーに登録するのを待っています").await;
    window.look("mismatch-agreed").await;
}
