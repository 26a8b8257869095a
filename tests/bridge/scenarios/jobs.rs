//! Files on their way.

use super::{
    place::{log_in_at_server_again, serve_and_log_in},
    script::REGISTRATION,
};
use crate::{
    files::{self, Row},
    world::World,
};
use kakehashi_simulator::{is_personal_number, personal_number};
use serde_json::{Value, json};
use std::{fs, time::Duration};

/// A server that takes minutes for an upload.
pub const SLOW: &str =
    "residents = 200\naccept_ms = 0\nprocess_ms = 0\nupload_bytes_per_second = 4000\n";
/// A server that loses every answer to the beginning of an upload.
pub const CUT: &str = "residents = 200\naccept_ms = 0\nprocess_ms = 0\n\
    [[faults]]\nmethod = \"POST\"\npath = \"/v1/uploads\"\nkind = \"lost-answer\"\ntimes = 1000\n";

/// A server behind a line of some kilobytes a second.
pub const SLOW_LINE: &str = "[[faults]]\nmethod = \"PUT\"\npath = \"/v1/line\"\nkind = \"stall\"\nms = 3000\ntimes = 1000\n";

/// People of whom the 住基 knows the same as the file: nobody moved or died.
fn is_settled(nth: usize) -> bool {
    !matches!(nth % 50, 7 | 11 | 19 | 27 | 29)
}

/// A working week: job 1 is done, 2 has its result, 3 is released, 4 waits for approval, 5 is checked and has mistakes.
pub async fn busy(world: &World) {
    world.clock.go_to_day(-1);
    serve_and_log_in(world).await;
    let members = |name: &str, from: usize, rows: usize| {
        let day = world.written_day(0);
        files::write(
            REGISTRATION,
            (from + rows) as u64,
            &world.file(name),
            |nth, row| {
                row.set("届出受理日", &day);
                nth >= from && is_settled(nth)
            },
        );
    };
    members("kanyusha_1.csv", 0, 40);
    let done = world.checked("kanyusha_1.csv").await;
    world.release(done).await;
    world.until(done, "result-received").await;
    let to = json!({ "path": world.text("Documents/edaban_1.csv"), "pass_phrase": null });
    world
        .does("save_branch_numbers", json!({ "id": done, "to": to }))
        .await;
    world.does("result", json!({ "id": done })).await;
    world.does("confirm", json!({ "id": done })).await;

    write_refused(world, "kanyusha_2.csv");
    let refused = world.checked("kanyusha_2.csv").await;
    world.release(refused).await;
    world.until(refused, "result-received").await;

    // By then the login at the server has ended, and the file waits for the next.
    world.clock.minutes_go_by(180);
    members("kanyusha_3.csv", 1_900, 1_500);
    let released = world.checked("kanyusha_3.csv").await;
    world.release(released).await;

    write_wrong(world, "kanyusha_4.csv", 800);
    let waiting = world.checked("kanyusha_4.csv").await;
    world.does("exclude_errors", json!({ "id": waiting })).await;
    world
        .does("request_approval", json!({ "id": waiting }))
        .await;

    write_wrong(world, "kanyusha_5.csv", 400);
    world.checked("kanyusha_5.csv").await;
}

/// Rows of which the server refuses three: they end what never began.
fn write_refused(world: &World, name: &str) {
    let (today, before) = (world.written_day(0), world.written_day(-400));
    let lost = world.written_day(-10);
    let change = |nth: usize, row: &mut Row<'_>| {
        row.set("届出受理日", &today);
        if matches!(nth, 110 | 115 | 123) {
            row.set("異動区分", "2");
            row.set("資格取得日", &before);
            row.set("資格喪失日", &lost);
            row.set("異動日", &lost);
        }
        nth >= 100 && is_settled(nth)
    };
    files::write(REGISTRATION, 140, &world.file(name), change);
}

/// 300 people of two 事業所: a number that two carry, three wrong check digits, letters that some screens can't show.
fn write_wrong(world: &World, name: &str, from: usize) {
    let today = world.written_day(0);
    let body = from as u64 * 1_000_000;
    let change = |nth: usize, row: &mut Row<'_>| {
        if nth < from {
            return false;
        }
        let at = nth - from + 1;
        row.set("届出受理日", &today);
        row.set("記号", if at <= 150 { "0001" } else { "0002" });
        row.set("番号", at.to_string());
        match at {
            60..63 => {
                let wrong = wrong_check_digit(row.get("個人番号"));
                row.set("個人番号", wrong);
            }
            104 | 201 => row.set("個人番号", personal_number(body)),
            10..50 => row.set("漢字氏名", format!("練習　髙{at}")),
            70..75 => {
                let kana = row.get("カナ氏名").replace('ア', "ｱ").replace('ン', "ﾝ");
                row.set("カナ氏名", kana);
            }
            _ => {}
        }
        true
    };
    files::write(REGISTRATION, from as u64 + 300, &world.file(name), change);
}

fn wrong_check_digit(number: &str) -> String {
    let body = &number[..11];
    let digits = ('0'..='9').map(|digit| format!("{body}{digit}"));
    digits
        .into_iter()
        .find(|it| !is_personal_number(it))
        .unwrap()
}

/// Job 3 begins to leave.
pub async fn on_the_line(world: &World) {
    log_in_at_server_again(world).await;
    until_problem(world, 3, Value::Null).await;
}

/// One file, released and not yet sent.
pub async fn released(world: &World) {
    world.clock.go_to_day(-1);
    let job = world.checked("good.csv").await;
    world.release(job).await;
}

/// Its upload can't begin.
pub async fn held(world: &World) {
    log_in_at_server_again(world).await;
    until_problem(world, 1, json!("CONNECTION_LOST")).await;
}

/// A server that takes for ever.
pub const ENDLESS: &str = "residents = 200\naccept_ms = 0\nprocess_ms = 100000000\n";

/// It was accepted, and then the server went away.
pub async fn stuck(world: &World) {
    log_in_at_server_again(world).await;
    world.until(1, "processing").await;
    world.stop_serving().await;
    let waited = async {
        while world.does("job", json!({ "id": 1 })).await["problem"].is_null() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), waited)
        .await
        .unwrap();
}

async fn until_problem(world: &World, job: u32, code: Value) {
    let waited = async {
        while world.does("job", json!({ "id": job })).await["problem"]["code"] != code {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), waited)
        .await
        .unwrap();
}

/// A file of which nearly every row has a wrong number.
pub async fn many_findings(world: &World) {
    world.clock.go_to_day(-1);
    let change = |_: usize, row: &mut Row<'_>| {
        let wrong = wrong_check_digit(row.get("個人番号"));
        row.set("個人番号", wrong);
        true
    };
    files::write(REGISTRATION, 3_000, &world.file("many.csv"), change);
    world.checked("many.csv").await;
}

/// What two employers sent in: every number is wrong, so that each has sheets of its own. By the insurer's own definition
/// such a file goes to the server; by the one that is shipped it is for the 基幹システム alone.
pub async fn collected(world: &World) {
    world.log_in("admin").await;
    let shipped = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../assets/layouts/number-collection.toml"
    );
    let own = fs::read_to_string(shipped)
        .unwrap()
        .replace(
            "direction = \"collect\"",
            "direction = \"send\"\nresult_kind = \"master-result\"",
        )
        .replace("仮-2026.1", "自前-1")
        .replace("2016-01-01", "2017-01-01");
    fs::write(world.file("own.toml"), own).unwrap();
    let path = world.text("own.toml");
    let read = world.does("read_definition", json!({ "path": path })).await;
    let import = json!({ "path": path, "fingerprint": read["sha256"] });
    world.does("import_definition", import).await;
    world.log_in("hanako").await;
    world.clock.go_to_day(-1);
    let change = |nth: usize, row: &mut Row<'_>| {
        let office = if nth < 60 {
            "架空商事"
        } else {
            "見本工業"
        };
        row.set("事業所名", office);
        let wrong = wrong_check_digit(row.get("個人番号"));
        row.set("個人番号", wrong);
        true
    };
    files::write(
        "number-collection",
        120,
        &world.file("atsumeta.csv"),
        change,
    );
    world.checked_as("atsumeta.csv", "number-collection").await;
}

/// The index of earlier files is on, and ten people were registered since.
pub async fn indexed(world: &World) {
    world.clock.go_to_day(-1);
    world.log_in("admin").await;
    let on = json!({ "purpose": "試し", "purgeOn": world.day(90).to_string() });
    world.does("turn_index_on", on).await;
    serve_and_log_in(world).await;
    let job = world.checked("good.csv").await;
    world.release(job).await;
    world.until(job, "result-received").await;
    world.does("result", json!({ "id": job })).await;
    world.does("confirm", json!({ "id": job })).await;
}

/// A file of many megabytes that waits to be sent.
pub async fn big(world: &World) {
    world.clock.go_to_day(-1);
    let address = "練習県架空市".repeat(10_000);
    let change = |_: usize, row: &mut Row<'_>| {
        row.set("住所", &address);
        true
    };
    files::write(REGISTRATION, 28, &world.file("big.csv"), change);
    world.checked("big.csv").await;
}

/// People to be registered: one too late, one today, one tomorrow, one with time; one was registered in time.
pub async fn hurried(world: &World) {
    world.clock.go_to_day(-2);
    serve_and_log_in(world).await;
    let today = world.written_day(0);
    let change = |nth: usize, row: &mut Row<'_>| {
        row.set("届出受理日", &today);
        nth == 0
    };
    files::write(REGISTRATION, 1, &world.file("registered.csv"), change);
    let done = world.checked("registered.csv").await;
    world.release(done).await;
    world.until(done, "result-received").await;
    world.does("result", json!({ "id": done })).await;
    world.does("confirm", json!({ "id": done })).await;

    world.clock.go_to_day(-1);
    write_waiting(world, "waiting.csv");
    let waiting = world.checked("waiting.csv").await;
    world
        .does("request_approval", json!({ "id": waiting }))
        .await;
}

/// Four people who wait, of 101-40 and the numbers after it.
fn write_waiting(world: &World, name: &str) {
    let people = [
        ("渡邉　花子", "ワタナベ　ハナコ", -6),
        ("山田　一郎", "ヤマダ　イチロウ", -4),
        ("伊藤　さくら", "イトウ　サクラ", -3),
        ("佐藤　健", "サトウ　ケン", 0),
    ];
    let change = |nth: usize, row: &mut Row<'_>| {
        let (kanji, kana, day) = people[nth];
        row.set("漢字氏名", kanji);
        row.set("カナ氏名", kana);
        row.set("届出受理日", world.written_day(day));
        row.set("記号", "101");
        row.set("番号", (40 + nth).to_string());
        row.set("枝番（2桁）", "00");
        true
    };
    files::write(REGISTRATION, people.len() as u64, &world.file(name), change);
}
