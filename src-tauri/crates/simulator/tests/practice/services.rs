//! What the server does with each kind, as its definition asks for it.

use std::collections::HashMap;

use kakehashi_simulator::serve;

use crate::support::{MEMBERS, Terminal, World, code, edited, field, members, sample_of, with};

const MESSAGE: &str = "処理結果メッセージ";
const QUALIFIED: &str = "qualification";
const FUNERAL: &str = "funeral";
const LOOK_UP: &str = "resident-lookup";
const VERIFY: &str = "resident-verify";
const INQUIRY: &str = "information-inquiry";

type Row = HashMap<String, String>;

fn messages(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row[MESSAGE].as_str()).collect()
}

/// How many rows hold this.
fn count(rows: &[Row], column: &str, value: &str) -> usize {
    rows.iter().filter(|row| row[column] == value).count()
}

async fn refusal(terminal: &Terminal, kind: &str, file: &[u8]) -> String {
    let path = terminal.upload(file).await;
    let key = format!("{kind} {path}");
    code(terminal.post_job_of(kind, &key, &path, file).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_that_is_never_sent_or_not_known_is_refused() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    for kind in [
        "number-collection",
        "branch-numbers",
        "copy-result",
        "nonsense",
    ] {
        assert_eq!(
            refusal(&terminal, kind, b"x").await,
            "kind-unknown",
            "{kind}"
        );
    }
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_must_come_first_comes_first() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let (qualified, funeral) = (sample_of(QUALIFIED, 5, 1), sample_of(FUNERAL, 5, 1));
    for (kind, file) in [(QUALIFIED, &qualified), (FUNERAL, &funeral)] {
        assert_eq!(refusal(&terminal, kind, file).await, "wrong-order");
    }
    terminal.answers(MEMBERS, &members(5, 1)).await;
    assert_eq!(refusal(&terminal, FUNERAL, &funeral).await, "wrong-order");
    let answers = terminal.answers(QUALIFIED, &qualified).await;
    assert_eq!(messages(&answers), [""; 5]);
    assert_eq!(
        messages(&terminal.answers(FUNERAL, &funeral).await),
        [""; 5]
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_wait_person_by_person() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    terminal.answers(MEMBERS, &members(4, 1)).await;
    // The sample speaks of six people, of whom four are registered; the second row is wrong.
    let qualified = edited(&sample_of(QUALIFIED, 6, 1), &[(1, 7, "20260230")]);
    let answers = terminal.answers(QUALIFIED, &qualified).await;
    let unknown = "この被保険者枝番は登録されていません";
    let wrong = "受給資格取得年月日が正しい日付ではありません";
    assert_eq!(messages(&answers), ["", wrong, "", "", unknown, unknown]);
    assert_eq!(answers[0]["被保険者枝番"], field(&qualified, 0, 0));

    let funeral = sample_of(FUNERAL, 4, 1);
    let waits = "この被保険者枝番の「資格情報」が、まだ登録されていません";
    let answers = terminal.answers(FUNERAL, &funeral).await;
    assert_eq!(messages(&answers), ["", waits, "", ""]);
    let corrected = sample_of(QUALIFIED, 4, 1);
    assert_eq!(
        messages(&terminal.answers(QUALIFIED, &corrected).await),
        [""; 4]
    );
    let again = edited(&funeral, &[(0, 2, "70000")]);
    assert_eq!(
        messages(&terminal.answers(FUNERAL, &again).await),
        [""; 4],
        "the same key replaces"
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_given_to_one_person_only() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let asked = sample_of(LOOK_UP, 300, 1);
    let answers = terminal.answers(LOOK_UP, &asked).await;
    // Of fifty people one shares the 5情報 with another; 300 are asked for.
    assert_eq!(count(&answers, "該当件数", "2"), 6);
    assert_eq!(count(&answers, "該当件数", "1"), 294);
    let held = members(300, 1);
    for (row, answer) in answers.iter().enumerate() {
        let is_one = answer["該当件数"] == "1";
        assert_eq!(answer[MESSAGE].is_empty(), is_one, "{answer:?}");
        let number = if is_one {
            field(&held, row, 16)
        } else {
            String::new()
        };
        assert_eq!(answer["個人番号"], number, "{answer:?}");
    }
    assert_eq!(count(&answers, "住民票の状況", "住所変更あり"), 12);
    assert_eq!(count(&answers, "住民票の状況", "死亡"), 6);
    let respelt = |row: &&Row| !asked_for(&asked, row).contains(&row["漢字氏名"]);
    assert!(
        answers
            .iter()
            .filter(|row| !row["漢字氏名"].is_empty())
            .any(|row| respelt(&row))
    );
    server.shutdown().await;
}

fn asked_for(asked: &[u8], answer: &Row) -> String {
    let row: usize = answer["行番号"].parse().unwrap();
    field(asked, row - 1, 4)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_up_needs_all_five_and_finds_nobody_by_a_guess() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let asked = edited(
        &sample_of(LOOK_UP, 6, 1),
        &[
            (0, 6, "19000101"),
            (1, 7, ""),
            (2, 8, "　"),
            (3, 9, ""),
            (4, 5, "ベツジン　ベツコ"),
        ],
    );
    let answers = terminal.answers(LOOK_UP, &asked).await;
    assert_eq!(answers[0]["該当件数"], "0");
    assert!(answers[0][MESSAGE].starts_with("該当する方がいません"));
    assert_eq!(answers[1][MESSAGE], "性別がありません");
    assert!(answers[2][MESSAGE].starts_with("5情報がそろっていない"));
    assert_eq!(answers[3][MESSAGE], "本人に番号を求めた日がありません");
    assert_eq!(answers[4]["該当件数"], "0");
    assert_eq!(answers[5]["該当件数"], "1");
    let given = answers.iter().filter(|row| !row["個人番号"].is_empty());
    assert_eq!(given.count(), 1);
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_twin_is_somebody_else() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    // The twentieth has a twin, who is asked for in their place.
    let made = sample_of(LOOK_UP, 20, 1);
    let family = |at| field(&made, 19, at).split('　').next().unwrap().to_owned();
    let (kanji, kana) = (family(4) + "　双葉", family(5) + "　フタバ");
    let asked = edited(&made, &[(19, 4, &kanji), (19, 5, &kana)]);
    let answers = terminal.answers(LOOK_UP, &asked).await;
    assert_eq!(answers[19]["該当件数"], "1");
    assert_ne!(answers[19]["個人番号"], field(&members(20, 1), 19, 16));
    let both = terminal.answers(LOOK_UP, &sample_of(LOOK_UP, 20, 1)).await;
    assert_eq!(both[19]["個人番号"], field(&members(20, 1), 19, 16));
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_says_whose_number_it_is() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let asked = edited(&sample_of(VERIFY, 60, 1), &[(0, 4, "123456789018")]);
    let answers = terminal.answers(VERIFY, &asked).await;
    assert_eq!(
        answers[0][MESSAGE],
        "この個人番号の本人確認情報はありません"
    );
    assert_eq!(answers[0]["漢字氏名"], "");
    let held = members(60, 1);
    for (row, answer) in answers.iter().enumerate().skip(1) {
        assert_eq!(answer[MESSAGE], "");
        assert_eq!(answer["個人番号"], field(&held, row, 16));
        assert_eq!(answer["生年月日"], field(&held, row, 12));
    }
    let moved = answers
        .iter()
        .find(|row| row["住民票の状況"] == "住所変更あり")
        .unwrap();
    assert_ne!(moved["住所"], field(&held, 7, 15));
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inquiry_is_answered_at_two_levels() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    terminal.answers(MEMBERS, &members(200, 1)).await;
    let asked = edited(
        &sample_of(INQUIRY, 200, 1),
        &[
            (0, 0, "9800000000"),
            (1, 1, "04"),
            (1, 2, "1"),
            (1, 3, "11"),
            (1, 4, ""),
        ],
    );
    let answers = terminal.answers(INQUIRY, &asked).await;
    assert_eq!(answers[0][MESSAGE], "この被保険者枝番は登録されていません");
    assert!(answers[1][MESSAGE].starts_with("この事務手続では照会できない"));
    let answered = &answers[2..];
    assert!(answered.iter().all(|row| row[MESSAGE].is_empty()));
    for state in ["回答あり", "一部回答", "回答なし"] {
        assert!(count(answered, "行の結果", state) > 0, "{state}");
    }
    for state in ["提供あり", "該当なし", "不開示"] {
        assert!(count(answered, "結果1", state) > 0, "{state}");
    }
    for row in answered {
        assert_eq!(
            row["結果1"] == "提供あり",
            !row["内容1"].is_empty(),
            "{row:?}"
        );
        assert_eq!(
            row["結果2"].is_empty(),
            row["特定個人情報名2"].is_empty(),
            "{row:?}"
        );
    }
    server.shutdown().await;

    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let again = edited(&asked, &[(0, 0, "9800000001")]);
    assert_eq!(
        terminal.answers(INQUIRY, &again).await[2..],
        *answered,
        "the same for ever"
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_protected_person_is_withheld_and_a_file_of_the_version_before_changes_nothing() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let people = edited(&members(20, 1), &[(1, 18, "1"), (1, 19, "1")]);
    let answers = terminal.answers(MEMBERS, &people).await;
    assert_eq!(messages(&answers), [""; 20]);
    let states = |answers: &[Row]| [answers[0]["結果1"].clone(), answers[1]["結果1"].clone()];
    let asked = sample_of(INQUIRY, 20, 1);
    let told = terminal.answers(INQUIRY, &asked).await;
    assert_eq!(states(&told)[1], "不開示");
    assert!(count(&told, "結果1", "不開示") < 10, "others are told");

    let lookup = terminal.answers(VERIFY, &sample_of(VERIFY, 20, 1)).await;
    assert_eq!(
        (
            lookup[1]["住所"].as_str(),
            lookup[1]["住民票の状況"].as_str()
        ),
        ("", "不開示")
    );
    assert!(!lookup[2]["住所"].is_empty());

    let text = String::from_utf8(edited(&people, &[(1, 0, "3")])).unwrap();
    let before: Vec<String> = text
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            cells[..cells.len() - 2].join(",")
        })
        .collect();
    let before = before.join("\r\n") + "\r\n";
    let answers = terminal.answers(MEMBERS, before.as_bytes()).await;
    assert_eq!(messages(&answers), [""; 20]);
    assert_eq!(
        states(&terminal.answers(INQUIRY, &again(&asked)).await)[1],
        "不開示"
    );

    let lifted = edited(&people, &[(1, 0, "3"), (1, 18, "0"), (1, 19, "0")]);
    terminal.answers(MEMBERS, &lifted).await;
    let told = terminal
        .answers(VERIFY, &again(&sample_of(VERIFY, 20, 1)))
        .await;
    assert!(!told[1]["住所"].is_empty());
    server.shutdown().await;
}

/// The same for another request: line ends tell nothing.
fn again(file: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(file.to_vec()).unwrap();
    text.replace("\r\n", "\n").into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn masters_come_as_csv_and_as_xml() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    for kind in ["access-groups", "departments", "roles", "users", "systems"] {
        let answers = terminal.answers(kind, &sample_of(kind, 7, 1)).await;
        assert_eq!(messages(&answers), [""; 7], "{kind}");
    }
    let conversions = String::from_utf8(sample_of("code-conversion", 3, 1)).unwrap();
    assert!(conversions.starts_with("<?xml"));
    let wrong = conversions.replacen("SC0002", "二番", 1);
    let answers = terminal.answers("code-conversion", wrong.as_bytes()).await;
    let refused = "中間サーバーのコードに使えない文字があります";
    assert_eq!(messages(&answers), ["", refused, ""]);
    assert!(answers[0]["識別子"].ends_with("OC0001"), "{answers:?}");

    let definition = String::from_utf8(sample_of("insurer-definition", 1, 1)).unwrap();
    let answers = terminal
        .answers("insurer-definition", definition.as_bytes())
        .await;
    assert_eq!(messages(&answers), [""]);
    let cut = &definition.as_bytes()[..definition.len() - 10];
    let job = terminal.run_of("insurer-definition", "cut", cut).await;
    assert_eq!(job["status"], "エラー", "{job}");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lives_where_is_the_scenarios() {
    let world = World::new();
    let config = with(world.config(), |c| c.scenario.residents = 10);
    let server = serve(config).await.unwrap();
    let terminal = world.terminal(&server).await;
    let answers = terminal.answers(LOOK_UP, &sample_of(LOOK_UP, 20, 1)).await;
    assert_eq!(count(&answers, "該当件数", "1"), 10);
    assert_eq!(count(&answers, "該当件数", "0"), 10);
    server.shutdown().await;
}

async fn mismatches(terminal: &Terminal, after: u64) -> Vec<serde_json::Value> {
    let path = format!("/v1/mismatches?after={after}");
    let answer = terminal.send(reqwest::Method::GET, &path);
    answer.send().await.unwrap().json().await.unwrap()
}

async fn clear(terminal: &Terminal, id: &str, body: serde_json::Value) -> reqwest::Response {
    let path = format!("/v1/mismatches/{id}/no-doubt");
    let request = terminal.send(reqwest::Method::PUT, &path);
    request.json(&body).send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_that_is_another_person_in_the_register_is_reported_until_it_agrees() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    // Of the first ten people one has moved, so that the address is another.
    let held = members(10, 1);
    terminal.answers(MEMBERS, &held).await;
    let found = mismatches(&terminal, 0).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["number"], field(&held, 7, 7));
    assert_eq!(found[0]["differs"], serde_json::json!(["address"]));
    assert_eq!(
        (&found[0]["state"], &found[0]["flag"]),
        (&"open".into(), &"2".into())
    );
    let id = found[0]["id"].as_u64().unwrap();
    assert!(mismatches(&terminal, id).await.is_empty());

    // A number that belongs to somebody else: the whole person differs.
    let wrong = edited(
        &held,
        &[(1, 0, "4"), (1, 16, &field(&held, 2, 16)), (2, 0, "9")],
    );
    let wrong = edited(
        &wrong,
        &[
            (7, 0, "3"),
            (7, 15, found[0]["resident"]["address"].as_str().unwrap()),
        ],
    );
    // The leaver goes first, so that the number is free.
    let mut rows: Vec<String> = String::from_utf8(wrong)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    rows.swap(2, 3);
    let file = [&rows[0], &rows[2], &rows[3], &rows[8]]
        .map(|row| format!("{row}\r\n"))
        .concat();
    assert_eq!(
        messages(&terminal.answers(MEMBERS, file.as_bytes()).await),
        [""; 3]
    );
    let now = mismatches(&terminal, 0).await;
    assert_eq!(now[0]["state"], "resolved", "the address agrees now");
    assert_eq!((now.len(), &now[1]["state"]), (2, &"open".into()));
    assert!(now[1]["differs"].as_array().unwrap().len() >= 3, "{now:?}");

    let said = serde_json::json!({"reason": "moved", "evidence": "resident-record"});
    assert_eq!(
        code(clear(&terminal, &id.to_string(), said.clone()).await).await,
        "mismatch-closed"
    );
    assert_eq!(
        code(clear(&terminal, "99", said.clone()).await).await,
        "not-found"
    );
    let open = now[1]["id"].to_string();
    let bare = serde_json::json!({"reason": "", "evidence": "x"});
    assert_eq!(
        code(clear(&terminal, &open, bare).await).await,
        "bad-request"
    );
    for _ in 0..2 {
        let cleared = clear(&terminal, &open, said.clone()).await;
        let cleared: serde_json::Value = cleared.json().await.unwrap();
        assert_eq!(cleared["state"], "no-doubt", "the same again is fine");
    }
    server.shutdown().await;
}
