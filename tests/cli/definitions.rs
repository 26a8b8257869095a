//! Definitions without login: what there is, what is wrong with one, what changed, empty files with a description.

use encoding_rs::SHIFT_JIS;
use kakehashi_acceptance::{Cli, Practice};
use std::fs;

const KIND: &str = "member-registration";
const DEFINITION: &str = include_str!("../../assets/layouts/member-registration.toml");

#[test]
fn a_definition_is_read_line_by_line_and_compared_in_words() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let write = |name: &str, text: &str| fs::write(practice.file(name), text).unwrap();
    write("right.toml", DEFINITION);
    let wrong = DEFINITION
        .replace("bom = \"optional\"", "bom = \"perhaps\"")
        .replace("masked = true", "hidden = true");
    write("wrong.toml", &wrong);
    write(
        "new.toml",
        &DEFINITION.replacen("max_chars = 20", "max_chars = 30", 1),
    );

    let right = cli.run(None, "layout check right.toml").expect_status(0);
    assert_eq!(
        (
            right.text("kind"),
            right.json["problems"].as_array().unwrap().len()
        ),
        (KIND, 0)
    );
    let found = cli.run(None, "layout check wrong.toml").expect_status(1);
    let lines: Vec<u64> = found.json["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["line"].as_u64().unwrap())
        .collect();
    let line_of =
        |part: &str| wrong.lines().position(|line| line.contains(part)).unwrap() as u64 + 1;
    assert_eq!(lines, [line_of("perhaps"), line_of("hidden")]);
    cli.run(None, "layout check nai.toml")
        .expect_code("FILE_NOT_FOUND", 2);

    let same = cli
        .run(None, "layout diff right.toml right.toml")
        .expect_status(0);
    assert_eq!(same.json.as_array().unwrap().len(), 0);
    let changed = cli
        .run(None, "layout diff right.toml new.toml")
        .expect_status(1);
    assert_eq!(
        changed.json[0]["text"],
        "長さが「20字まで」から「30字まで」に変わりました。"
    );
    cli.run(None, "layout diff right.toml wrong.toml")
        .expect_code("LAYOUT_BROKEN", 2);
}

#[test]
fn kinds_are_listed_with_their_versions_and_written_out_empty_with_a_description() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let kinds = cli.run(None, "kinds").expect_status(0);
    let kinds = kinds.json.as_array().unwrap();
    let of_members = kinds.iter().find(|line| line["kind"] == KIND).unwrap();
    assert_eq!(of_members["provisional"], true);
    assert_eq!(of_members["in_force"], true);
    assert_eq!(of_members["effective_from"], "2016-01-01");

    fs::create_dir(practice.file("out")).unwrap();
    for line in kinds {
        let kind = line["kind"].as_str().unwrap();
        let written = cli.run(None, &format!("kinds --write-template {kind} --out out"));
        let written = written.expect_status(0);
        assert_eq!(written.json.as_array().unwrap().len(), 3, "{kind}");
        let empty = written.json[0].as_str().unwrap();
        cli.run(None, &format!("check {empty} --kind {kind}"))
            .expect_code("FILE_EMPTY", 2);
        let page = fs::read_to_string(practice.file(&format!("out/{kind}.html"))).unwrap();
        assert!(page.contains("仮 – 公式仕様ではありません"), "{kind}");
    }
    let again = format!("kinds --write-template {KIND} --out out");
    cli.run(None, &again).expect_code("OUTPUT_EXISTS", 2);
    cli.run(None, "kinds --write-template nanika --out out")
        .expect_code("KIND_UNKNOWN", 2);
}

#[test]
fn a_file_is_checked_in_the_encoding_that_a_person_names() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let text = fs::read_to_string(practice.sample("right.csv", 20, "")).unwrap();
    fs::write(practice.file("cp932.csv"), SHIFT_JIS.encode(&text).0).unwrap();
    let check = format!("check cp932.csv --kind {KIND}");
    cli.run(None, &check).expect_code("WRONG_ENCODING", 2);
    let read = cli
        .run(None, &format!("{check} --encoding cp932"))
        .expect_status(0);
    assert_eq!((read.number("rows"), read.number("errors")), (20, 0));
    cli.run(None, &format!("{check} --encoding ebcdic"))
        .expect_code("INPUT_INVALID", 2);
}
