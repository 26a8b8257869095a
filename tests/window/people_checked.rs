//! 本人確認, the comparison and the しきい値判断 through the real window, by a clerk and an approver.

use crate::{
    kit::{log_in, unlocked, until_let_go},
    window::Window,
};
use kakehashi_acceptance::{Cli, Practice};
use std::fs;

const PAIRS: &str = "id,a_kanji,a_kana,a_birth,a_sex,a_address,b_kanji,b_kana,b_birth,b_sex,b_address\r\n\
    k1,渡邉　花子,ワタナベ　ハナコ,1984-03-09,女,東京都千代田区霞が関１丁目２番２号,渡辺 花子,ﾜﾀﾅﾍﾞ ﾊﾅｺ,S59.3.9,2,千代田区霞が関1-2-2\r\n\
    k2,山田　一郎,ヤマダ　イチロウ,1990-05-05,男,東京都千代田区霞が関１丁目２番２号,山田 一郎,ヤマダ イチロウ,19900505,1,千代田区永田町1-7-1　第二寮204\r\n\
    k3,佐藤　桜,サトウ　サクラ,1975-01-01,女,東京都千代田区霞が関１丁目２番２号,佐藤 桜,サトウ サクラ,1991-01-01,女,大阪府堺市堺区三宝町4-1\r\n";

#[tokio::test]
async fn people_are_checked_and_pairs_are_settled_by_two() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    fs::write(practice.file("pairs.csv"), PAIRS).unwrap();
    let mut window = unlocked(&practice).await;
    log_in(&window, &practice, "tantou", "clerk").await;
    a_person_comes_to_the_counter(&mut window).await;
    a_case_by_post_waits_for_its_form(&mut window).await;
    the_clerk_looks_at_pairs(&mut window, &practice).await;
    numbers_and_mismatches_are_looked_at(&mut window).await;
    window.press("ログアウト").await;
    log_in(&window, &practice, "shonin", "approver").await;
    the_second_person_settles_and_judges(&mut window).await;
    window.close().await;

    until_let_go(&cli).await;
    let listed = cli.clerk("case list").expect_status(0);
    assert_eq!(listed.json["closed"][0]["subject"], "101-23");
    let compared = cli.approver("comparison list").expect_status(0);
    assert_eq!(compared.json[0]["open"], 0);
}

async fn a_person_comes_to_the_counter(window: &mut Window) {
    window.press("本人確認").await;
    window.heading("途中の本人確認はありません").await;
    window.look("identity-empty").await;
    window.press("本人確認を始める").await;
    window.heading("だれの番号が").await;
    window.look("identity-route").await;
    window.type_key("1").await;
    window.heading("届け出るのはだれですか").await;
    window.type_key("1").await;
    window.heading("どうやって届きましたか").await;
    window.type_key("1").await;
    window.heading("何を示してもらいますか").await;
    window.look("identity-documents").await;
    window.type_key("1").await;
    window.heading("期限内ですか").await;
    window.look("identity-confirm").await;
    window.type_key("1").await;
    window.heading("同じですか").await;
    window.type_key("1").await;
    window.heading("本人確認がそろいました").await;
    window.fill("case-subject", "101-23").await;
    window.look("identity-complete").await;
    window.press("記録を閉じる").await;
    window.heading("本人確認の記録").await;
    window.look("identity-record").await;
}

async fn a_case_by_post_waits_for_its_form(window: &mut Window) {
    window.press("本人確認の一覧へ").await;
    window.press("本人確認を始める").await;
    for (heading, key) in [
        ("だれの番号が", "1"),
        ("届け出るのは", "1"),
        ("どうやって", "2"),
    ] {
        window.heading(heading).await;
        window.type_key(key).await;
    }
    window.press("依頼書を作る").await;
    window.wait_for_field("letter-address").await;
    window.to_top().await;
    window.look("identity-form").await;
    window.press("本人確認").await;
    window.heading("途中の本人確認が 1 件あります").await;
    window.words("依頼書をまだ送っていません").await;
    window.look("identity-list").await;
}

async fn the_clerk_looks_at_pairs(window: &mut Window, practice: &Practice) {
    window.press("突合の確認").await;
    let pairs = practice.file("pairs.csv").display().to_string();
    window.fill("pairs-path", &pairs).await;
    window.look("comparison-take").await;
    window.press("預けてくらべる").await;
    window.heading("あなたが確かめる組が 2 組あります").await;
    window.look("comparison").await;
    window.press("次の組を見る").await;
    window.heading("同じ人の記録ですか").await;
    window.look("comparison-pair").await;
    window.type_key("1").await;
    window.words("同じ人だと言える理由").await;
    window.look("comparison-reason").await;
    window.choose("pair-ground", "住所が変わった").await;
    window.press("同じ人と決める").await;
    window.words("ふたりが別々に確かめます").await;
    window.look("comparison-two").await;
    window.type_key("3").await;
    window.press("別の人と決める").await;
    window.heading("もうありません").await;
}

async fn numbers_and_mismatches_are_looked_at(window: &mut Window) {
    window.press("番号の照会").await;
    window.heading("住基ネットに照会します").await;
    window.look("look-ups").await;
    window.press("費用を見る").await;
    window.words("利用目的を入れてください").await;
    window.look("look-ups-lacking").await;
    window.press("番号の入力").await;
    window.heading("個人番号を入れます").await;
    window.fill("number-first", "123456789019").await;
    window.words("検査用数字が合いません").await;
    window.look("numbers").await;
    window.press("突合不一致").await;
    window.heading("突合不一致はありません").await;
    window.look("mismatches").await;
}

async fn the_second_person_settles_and_judges(window: &mut Window) {
    window.press_like_link("突合の確認").await;
    window.press("続ける").await;
    window.press("次の組を見る").await;
    window.words("ふたりが別々に確かめます").await;
    window.type_key("3").await;
    window.press("別の人と決める").await;
    window.press_like_link("の状態を見る").await;
    window.press("見なくてよい組の見本を見る").await;
    window.heading("見本です").await;
    window.look("comparison-sample").await;
    window.press("見本を見ました。このまま通します").await;
    window.heading("すべて済みました").await;
    window.look("comparison-done").await;

    window.press("PIAの判断").await;
    window.fill("pia-now", "12000").await;
    window.fill("pia-past", "0").await;
    window.fill("pia-handlers", "12").await;
    window.words("資格を失った人も数えます").await;
    window.look("pia-question").await;
    window.press("判断して残す").await;
    window.heading("基礎項目評価のみ").await;
    window.look("pia").await;
}
