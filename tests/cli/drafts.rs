//! A definition drafted from a sample and from the table of a specification, looked through, and imported.

use kakehashi_acceptance::{Cli, Practice};
use std::fs;

fn drafted(cli: &Cli<'_>, line: &str) -> kakehashi_acceptance::Ran {
    let ran = cli.run(None, &format!("layout draft {line}"));
    assert!(ran.status <= 1, "{}", ran.said);
    ran
}

fn column<'a>(ran: &'a kakehashi_acceptance::Ran, title: &str) -> &'a serde_json::Value {
    let columns = ran.json["columns"].as_array().unwrap();
    columns.iter().find(|it| it["title"] == title).unwrap()
}

#[test]
fn a_sample_becomes_a_definition_that_reads_it() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    practice
        .simulator("sample --kind member-registration --encoding cp932 --rows 12 --out sample.csv");
    let ran = drafted(
        &cli,
        "--from sample.csv --out own.toml --layout-version own-1",
    );
    assert_eq!(ran.text("kind"), "member-registration");
    assert_eq!(ran.json["is_whole"], true, "{}", ran.json);
    assert_eq!(ran.json["sample"]["rows"], 12, "{}", ran.json);
    assert_eq!(column(&ran, "個人番号")["meaning"], "personal-number");
    let first = ran.json["sample"]["first"][0].to_string();
    assert!(first.contains("****"), "{first}");
    cli.run(None, "layout check own.toml").expect_status(0);
    let text = fs::read_to_string(practice.file("own.toml")).unwrap();
    assert!(text.contains("encoding = \"cp932\""), "{text}");
    assert!(text.contains("one-number-two-people"), "{text}");
    assert_eq!(ran.json["missing"], serde_json::json!([]), "{}", ran.json);
    cli.run(
        None,
        "check sample.csv --kind member-registration --layout own.toml",
    )
    .expect_status(0);
    cli.run(None, "layout draft --from sample.csv --out own.toml")
        .expect_code("OUTPUT_EXISTS", 2);
}

#[test]
fn a_table_of_columns_becomes_a_definition_with_what_is_missing_said() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let table = "別紙3　項目一覧,,,,\n項番,項目名,型,桁数,必須,コード\n1,整理番号,数字,10,○,\n2,証記号,文字,20,○,\n\
                 3,証番号,文字,20,○,\n4,フリガナ,カナ,50,○,\n5,従業員の名,文字,40,○,\n6,誕生日,日付,8,○,\n\
                 7,性別,コード,1,○,\"1:男、2:女\"\n8,個人番号,数字,12,,\n9,状態区分,コード,1,,\n";
    fs::write(practice.file("columns.csv"), table).unwrap();
    let line = "--from columns.csv --out new.toml --kind own-kind --title 社内様式 --meaning 従業員の名=name";
    let ran = drafted(&cli, line);
    assert_eq!(ran.json["made_from"], "table", "{}", ran.json);
    assert_eq!(ran.json["is_whole"], true, "{}", ran.json);
    assert_eq!(column(&ran, "従業員の名")["meaning"], "name");
    assert_eq!(column(&ran, "誕生日")["meaning"], "birth-date");
    assert_eq!(column(&ran, "性別")["codes"]["2"], "女");
    assert_eq!(column(&ran, "証記号")["max_chars"], 20);
    assert_eq!(column(&ran, "個人番号")["required"], false);
    cli.run(None, "layout check new.toml").expect_status(0);
    let rows = "整理番号,証記号,証番号,フリガナ,従業員の名,誕生日,性別,個人番号,状態区分\n\
                0000000001,1,2,ヤマダ　タロウ,山田　太郎,19800211,1,123456789018,\n";
    fs::write(practice.file("rows.csv"), rows).unwrap();
    let checked = cli.run(None, "check rows.csv --kind own-kind --layout new.toml");
    assert_eq!(checked.number("rows"), 1, "{}", checked.said);
    assert_eq!(checked.number("errors"), 0, "{}", checked.json);

    fs::write(
        practice.file("twice.csv"),
        "項目名,型\n氏名,文字\n氏名,文字\n",
    )
    .unwrap();
    let ran = drafted(&cli, "--from twice.csv --out twice.toml --kind own-kind");
    assert_eq!((ran.status, &ran.json["is_whole"]), (1, &false.into()));
    assert!(
        ran.json["missing"].to_string().contains("2列"),
        "{}",
        ran.json
    );
    cli.run(
        None,
        "layout draft --from columns.csv --out x.toml --meaning 氏名",
    )
    .expect_code("INPUT_INVALID", 2);
}
