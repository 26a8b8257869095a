//! People to be confirmed, compared, looked up, and cleared.

use super::{place::serve_and_log_in, script::REGISTRATION};
use crate::{
    files::{self, Row},
    world::World,
};
use serde_json::{Value, json};
use std::fs;

const PAIR_HEADING: &str =
    "id,a_kanji,a_kana,a_birth,a_sex,a_address,b_kanji,b_kana,b_birth,b_sex,b_address";
const PAIRS: [&str; 4] = [
    // The same, written otherwise.
    "k1,渡邉　花子,ワタナベ　ハナコ,1984-03-11,女,東京都千代田区霞が関１丁目２番２号,渡辺 花子,ﾜﾀﾅﾍﾞ ﾊﾅｺ,S59.3.11,2,千代田区霞が関1-2-2",
    "k2,見本　一郎,ミホン　イチロウ,1990-05-05,男,東京都千代田区永田町１丁目７番１号,見本　一郎,ミホン　イチロウ,1990-05-05,男,東京都千代田区永田町１－７－１",
    // Another address; hardly anything the same.
    "k3,渡邉　花子,ワタナベ　ハナコ,1984-03-12,女,東京都千代田区霞が関１丁目２番２号,渡辺 花子,ワタナベ ハナコ,1984-03-12,女,千代田区永田町1-7-1",
    "k4,佐藤　健,サトウ　ケン,1984-03-13,男,東京都千代田区霞が関１丁目２番２号,佐藤　健,サトウ　ケン,1991-01-01,男,大阪府堺市堺区三宝町4-1",
];

async fn new_case(world: &World, subject: &str, answers: &[Value]) -> u64 {
    let case = world.does("new_case", json!({ "subject": subject })).await;
    let id = case["id"].as_u64().unwrap();
    for answer in answers {
        world
            .does("answer_case", json!({ "id": id, "answer": answer }))
            .await;
    }
    id
}

fn came_by(channel: &str) -> [Value; 3] {
    [
        json!({ "to": "verifier", "verifier": "insurer" }),
        json!({ "to": "by", "by": "person" }),
        json!({ "to": "channel", "channel": channel }),
    ]
}

/// A case by post that waits for nine days, one at the counter, and pairs to look at.
pub async fn confirming(world: &World) {
    world.clock.go_to_day(-9);
    world.log_in("hanako").await;
    new_case(world, "101・23・01", &came_by("post")).await;
    world.clock.go_to_day(-1);
    world.log_in("hanako").await;
    new_case(world, "", &came_by("in_person")).await;
    let text = format!("{PAIR_HEADING}\r\n{}\r\n", PAIRS.join("\r\n"));
    fs::write(world.file("pairs.csv"), text).unwrap();
    world
        .does("take_pairs", json!({ "path": world.text("pairs.csv") }))
        .await;
}

/// One employer brought numbers, two of them not to be used yet, and another is late.
pub async fn delivered(world: &World) {
    world.clock.go_to_day(-1);
    world.log_in("hanako").await;
    let list = "事業所名,人数,期限\r\n架空商事,14,2099-12-25\r\n見本工業,8,2026-01-31\r\n";
    fs::write(world.file("jigyosho.csv"), list).unwrap();
    world
        .does(
            "take_employers",
            json!({ "path": world.text("jigyosho.csv") }),
        )
        .await;
    let change = |nth: usize, row: &mut Row<'_>| {
        row.set("事業所名", "架空商事");
        match nth {
            2 => row.set("個人番号", "123456789012"),
            4 => row.set("本人確認年月日", ""),
            _ => {}
        }
        true
    };
    files::write("number-collection", 12, &world.file("atsumeta.csv"), change);
    let new = json!({ "sheet": null, "came_by": "courier", "tracking": "4321-0000-1111", "received_on": null });
    let taken = json!({ "path": world.text("atsumeta.csv"), "new": new });
    world.does("take_collection", taken).await;
    files::write(
        "number-collection",
        5,
        &world.file("atarashii.csv"),
        |_, _| true,
    );
}

/// A look-up that didn't find everybody, and a number that was typed.
pub async fn looking_up(world: &World) {
    world.clock.go_to_day(-1);
    serve_and_log_in(world).await;
    write_asked(world, "shokai.csv", 30);
    write_asked(world, "shokai_2.csv", 12);
    let asked = json!({ "kind": "resident-lookup", "purpose": "1", "reason": "届出に番号がない" });
    let file = json!({ "path": world.text("shokai.csv"), "asked": asked });
    world.does("begin_look_up", file).await;
    world.until(1, "checked").await;
    world.release(1).await;
    world.until(1, "result-received").await;

    let mut answers = came_by("in_person").to_vec();
    answers.push(json!({
        "to": "shows", "id": "individual_number_card", "of": null, "label": null,
    }));
    for prompt in ["in_date", "same_person"] {
        answers.push(json!({ "to": "confirms", "index": 0, "prompt": prompt, "yes": true }));
    }
    let case = new_case(world, "101-23", &answers).await;
    let owner = json!({
        "symbol": "101", "number": "23", "card_branch": "00", "name_kana": "レンシュウ　ハナコ",
        "birth_date": "1984-03-09",
    });
    let number = "123456789018";
    let entered = json!({ "owner": owner, "typed": number, "again": number, "case": case });
    world.does("enter_number", entered).await;
}

/// People to be looked up for one purpose; the first is nobody.
fn write_asked(world: &World, name: &str, rows: u64) {
    let change = |nth: usize, row: &mut Row<'_>| {
        row.set("利用目的", "1");
        if nth == 0 {
            row.set("漢字氏名", "無名　存子");
            row.set("カナ氏名", "ムメイ　アリコ");
        }
        // Whoever moved would have to be compared by eye.
        !matches!(nth % 50, 7 | 27)
    };
    files::write("resident-lookup", rows, &world.file(name), change);
}

/// People for whom viewing is stopped: one for twelve days, one for three of whom the clerk says that there is no doubt.
pub async fn mismatched(world: &World) {
    for (day, moved) in [(-12, 7), (-3, 27)] {
        world.clock.go_to_day(day);
        serve_and_log_in(world).await;
        let name = format!("moved_{moved}.csv");
        files::write(REGISTRATION, 30, &world.file(&name), |nth, _| nth == moved);
        let job = world.checked(&name).await;
        world.release(job).await;
        world.until(job, "result-received").await;
        world.does("result", json!({ "id": job })).await;
        world.does("confirm", json!({ "id": job })).await;
        world.does("receive_mismatches", json!({})).await;
    }
    let no_doubt = json!({ "id": 2, "reason": "moved", "evidence": "resident-record" });
    world.does("propose_no_doubt", no_doubt).await;
}

/// A しきい値判断 and a leak on record.
pub async fn assessed(world: &World) {
    world.clock.go_to_day(-1);
    world.log_in("ichiro").await;
    let question = json!({ "people": 12_000, "handlers": 12, "incident": false, "exempt": [] });
    world
        .does("assess_pia", json!({ "question": question, "past": 2_000 }))
        .await;
    let facts = json!({
        "what": "送付先をまちがえて郵送した", "found_on": world.day(-1), "happened_on": null, "people": 3,
        "data": ["personal-number", "identity"], "sealed": "clear", "malice": false, "public": false,
        "cause": "", "harm": "", "told": "", "published": "", "prevention": "",
    });
    world.does("note_leak", json!({ "facts": facts })).await;
}
