//! 事業主からの番号 by command: the list of 事業所, files as they come, what is wrong, reminders, and the numbers that go to
//! the 基幹システム.

use encoding_rs::SHIFT_JIS;
use kakehashi_acceptance::{
    Cli, Practice, Ran, assert_sealed,
    workbook::{
        Cell::{self, Text},
        row, workbook,
    },
};
use serde_json::json;
use std::fs;

/// An employer's file of a right sample: its heading and rows.
fn sample(practice: &Practice, rows: u32) -> Vec<Vec<String>> {
    practice.simulator(&format!(
        "sample --kind number-collection --rows {rows} --out employer.csv"
    ));
    let bytes = fs::read(practice.file("employer.csv")).unwrap();
    let (text, ..) = SHIFT_JIS.decode(&bytes);
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().map(cells).collect()
}

fn column(table: &[Vec<String>], title: &str) -> usize {
    table[0].iter().position(|it| it == title).unwrap()
}

/// The same rows on a sheet of a workbook.
fn sheet(table: &[Vec<String>]) -> String {
    let line = |(cells, at): (&Vec<String>, u32)| {
        let cells: Vec<Cell<'_>> = cells.iter().map(|it| Text(it)).collect();
        row(at, false, &cells)
    };
    table.iter().zip(1..).map(line).collect()
}

fn take(cli: &Cli<'_>, more: &str) -> Ran {
    cli.clerk(&format!("collection take {more}"))
}

#[test]
fn numbers_of_an_employer_go_from_the_receipt_to_the_taking_over() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let table = sample(&practice, 6);
    let [number, name, digits] = ["法人番号", "事業所名", "個人番号"].map(|it| column(&table, it));
    let list = format!(
        "法人番号,事業所名,人数,期限\n{},{},8,2026-12-25\n,練習工業,3,2020-01-31\n",
        table[1][number], table[1][name]
    );
    fs::write(practice.file("offices.csv"), list).unwrap();
    let all = cli
        .clerk("collection employers offices.csv")
        .expect_status(0);
    assert_eq!(all.number("missing"), 11);

    let taken = take(
        &cli,
        "employer.csv --came-by courier --tracking 4321-0000-1111",
    );
    let taken = taken.expect_status(0);
    let line = &taken.json["line"];
    assert_eq!(
        (&line["rows"], &line["settled"]),
        (&json!(6), &json!(6)),
        "{}",
        taken.json
    );
    assert_eq!(line["came_by"], "宅配便・セキュリティ便（4321-0000-1111）");
    take(&cli, "employer.csv").expect_code("COLLECTION_TAKEN", 3);
    let all = cli.clerk("collection list").expect_status(0);
    assert_eq!(all.number("missing"), 5);
    let waiting = all.json["waiting"].as_array().unwrap();
    assert_eq!(waiting[0]["settled"], 6);
    assert_eq!(
        (&waiting[1]["delivered"], &waiting[1]["overdue"]),
        (&json!(false), &json!(true))
    );

    // The receipt stands in the 授受簿, and is counted as none that left.
    let day = cli.clerk("day-close").expect_status(0);
    assert_eq!(day.number("hand_overs"), 0);

    let reminded = cli.clerk("collection remind 2 --how 電話").expect_status(0);
    assert_eq!(reminded.json[0]["office"], "練習工業");
    cli.clerk("collection remind 9")
        .expect_code("EMPLOYER_NOT_FOUND", 2);
    cli.clerk("collection remind --out late.csv")
        .expect_status(0);
    let late = fs::read_to_string(practice.file("late.csv")).unwrap();
    assert!(
        late.contains("練習工業") && late.contains("2020-01-31"),
        "{late}"
    );
    let all = cli.clerk("collection list").expect_status(0);
    assert_eq!(
        all.json["waiting"][1]["reminded"].as_array().unwrap().len(),
        2
    );

    let saved = cli
        .clerk("collection save 1 --out obtained.csv")
        .expect_status(0);
    assert_eq!(saved.number("rows"), 6);
    let written = fs::read_to_string(practice.file("obtained.csv")).unwrap();
    let numbers: Vec<String> = table[1..].iter().map(|it| it[digits].clone()).collect();
    assert!(numbers.iter().all(|it| written.contains(it.as_str())));
    cli.clerk(&format!("numbers taken {}", saved.number("id")))
        .expect_status(0);
    cli.clerk("collection show 1")
        .expect_code("DELIVERY_DONE", 3);
    let all = cli.clerk("collection list").expect_status(0);
    assert_eq!((&all.json["files"], all.number("missing")), (&json!([]), 5));
    assert_sealed(&[practice.file("terminal")], &numbers, &[]);
    cli.approver("collection take employer.csv")
        .expect_code("PERMISSION_DENIED", 3);
}

#[test]
fn whoever_wasnt_verified_by_the_rule_of_the_route_is_held_back_and_given_back() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let mut table = sample(&practice, 6);
    let [by, on, digits, kin] =
        ["本人確認をした人", "本人確認年月日", "個人番号", "続柄"].map(|it| column(&table, it));
    let head = table.iter().position(|it| it[kin] == "0").unwrap();
    table[head][by] = "2".into(); // nobody verifies himself
    let other = (1..7).find(|at| *at != head).unwrap();
    table[other][on].clear();
    let third = (1..7).find(|at| ![head, other].contains(at)).unwrap();
    table[third][digits] = "123456789012".into();
    let cover = row(1, false, &[Text("記入のしかた")]);
    let book = workbook(&[
        ("説明", "visible", cover.as_str()),
        ("名簿", "visible", sheet(&table).as_str()),
    ]);
    fs::write(practice.file("meibo.xlsx"), book).unwrap();

    let taken = take(&cli, "meibo.xlsx").expect_status(1);
    assert_eq!(taken.json["line"]["sheet"], "名簿");
    assert_eq!(taken.json["line"]["settled"], 3, "{}", taken.json);
    assert!(!taken.json.to_string().contains("123456789012"));
    let sheets = taken.json["sheets"].as_array().unwrap().iter();
    let rows: Vec<u64> = sheets
        .flat_map(|sheet| sheet["groups"].as_array().unwrap())
        .flat_map(|group| group["rows"].as_array().unwrap())
        .map(|row| row["row"].as_u64().unwrap())
        .collect();
    // As the sheet counts them: the heading is its first row.
    for at in [head, other, third] {
        assert!(rows.contains(&(at as u64 + 1)), "{at} in {rows:?}");
    }
    cli.clerk("collection findings 1 --out wrong.csv")
        .expect_status(0);
    let wrong = fs::read_to_string(practice.file("wrong.csv")).unwrap();
    assert!(
        wrong.contains("meibo.xlsx") && !wrong.contains("123456789012"),
        "{wrong}"
    );
    let saved = cli
        .clerk("collection save 1 --out obtained.csv")
        .expect_status(0);
    assert_eq!(saved.number("rows"), 3);
    let written = fs::read_to_string(practice.file("obtained.csv")).unwrap();
    assert!(!written.contains(&table[head][digits]), "{written}");

    let gone = cli
        .clerk("collection remove 1 --reason まちがい")
        .expect_status(0);
    assert_eq!(gone.json["files"], json!([]));
    take(&cli, "meibo.xlsx").expect_status(1);
}

#[test]
fn files_that_cant_be_taken_are_named_by_what_is_wrong_with_them() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let table = sample(&practice, 3);
    let rows = sheet(&table);
    let several = workbook(&[
        ("東京", "visible", rows.as_str()),
        ("大阪", "visible", rows.as_str()),
    ]);
    fs::write(practice.file("several.xlsx"), several).unwrap();
    take(&cli, "several.xlsx").expect_code("COLLECTION_SHEETS", 2);
    take(&cli, "several.xlsx --sheet 名古屋").expect_code("COLLECTION_SHEETS", 2);
    take(&cli, "several.xlsx --sheet 大阪").expect_status(0);
    fs::write(
        practice.file("other.csv"),
        "社員番号,続柄,個人番号\n1,本人,123456789018\n",
    )
    .unwrap();
    let refused = take(&cli, "other.csv").expect_code("COLLECTION_COLUMNS", 2);
    assert!(refused.said.contains("事業所名"), "{}", refused.said);
    take(&cli, "nai.csv").expect_code("FILE_NOT_FOUND", 2);
    take(&cli, "several.xlsx --sheet 大阪 --received-on 2099-01-01")
        .expect_code("INPUT_INVALID", 2);
    cli.clerk("collection save 7 --out a.csv")
        .expect_code("DELIVERY_NOT_FOUND", 2);
}
