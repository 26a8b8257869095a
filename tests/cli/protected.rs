//! Protected people by command: two columns in 加入者情報, two persons to take them back, and 不開示 at the server.

use crate::kit::{FAST, carry};
use kakehashi_acceptance::{Cli, Practice};
use std::{fs, path::PathBuf};

const KIND: &str = "--kind member-registration";

/// A file of 20 people, the second of them protected by both columns.
fn with_one_protected(practice: &Practice, name: &str) -> Vec<String> {
    practice.sample(name, 20, "");
    let mut rows = lines(&practice.file(name));
    rows[2] = with_flags(&rows[2], "1,1");
    write(&practice.file(name), &rows);
    rows
}

fn lines(file: &PathBuf) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn write(file: &PathBuf, rows: &[String]) {
    fs::write(file, rows.join("\r\n") + "\r\n").unwrap();
}

/// The row with other flags in its last two cells.
fn with_flags(row: &str, flags: &str) -> String {
    let mut cells: Vec<&str> = row.split(',').collect();
    cells.truncate(cells.len() - 2);
    format!("{},{flags}", cells.join(","))
}

/// The file as it was before there were such columns.
fn of_the_version_before(rows: &[String]) -> Vec<String> {
    let cut = |row: &String| {
        let cells: Vec<&str> = row.split(',').collect();
        cells[..cells.len() - 2].join(",")
    };
    rows.iter().map(cut).collect()
}

#[test]
fn a_file_that_lifts_a_protection_is_an_error_also_by_omission() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let rows = with_one_protected(&practice, "before.csv");
    let check = |name: &str| cli.run(None, &format!("check {name} {KIND} --against before.csv"));
    let count = |name: &str, code: &str| {
        check(name).json["by_code"][code]
            .as_u64()
            .unwrap_or_default()
    };
    cli.run(None, &format!("check before.csv {KIND}"))
        .expect_status(0);
    check("before.csv").expect_status(0);

    let lifted: Vec<String> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| match at {
            0 => row.clone(),
            _ => with_flags(row, "0,0"),
        })
        .collect();
    write(&practice.file("lifted.csv"), &lifted);
    assert_eq!(check("lifted.csv").expect_status(1).number("errors"), 1);
    assert_eq!(
        count("lifted.csv", "PROTECTION_LIFTED"),
        2,
        "one for each flag"
    );

    // The same people in a file of the version before, which has no such columns.
    write(&practice.file("old.csv"), &of_the_version_before(&rows));
    assert_eq!(count("old.csv", "PROTECTION_LIFTED"), 1);
    let alone = cli
        .run(None, &format!("check old.csv {KIND}"))
        .expect_status(0);
    assert_eq!(alone.text("layout_version"), "仮-2026.1");

    // Everybody but the one.
    let mut without = rows.clone();
    without.remove(2);
    write(&practice.file("without.csv"), &without);
    assert_eq!(count("without.csv", "PROTECTED_MISSING"), 1);
    // A few others tell nothing of who isn't there.
    write(
        &practice.file("few.csv"),
        &[rows[0].clone(), rows[5].clone()],
    );
    assert_eq!(count("few.csv", "PROTECTED_MISSING"), 0);
}

#[test]
fn two_persons_take_a_protection_back_and_until_then_nothing_goes() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let mut rows = with_one_protected(&practice, "first.csv");
    let job = cli.release("first.csv", "");
    carry(&cli, job);
    cli.clerk(&format!("jobs show {job}")).expect_status(0);
    cli.clerk(&format!("jobs confirm {job}")).expect_status(0);

    let known = cli.clerk("protect list").expect_status(0);
    let known = known.json["protected"].as_array().unwrap().clone();
    assert_eq!(known.len(), 1);
    assert_eq!(known[0]["flags"].as_array().unwrap().len(), 2, "{known:?}");
    let registration = known[0]["registration"].as_str().unwrap();

    rows[2] = with_flags(&rows[2], "0,0");
    let cells: Vec<&str> = rows[2].split(',').collect();
    let changed = format!("3,{}", cells[1..].join(","));
    write(&practice.file("second.csv"), &[rows[0].clone(), changed]);
    let sent = cli
        .clerk(&format!("send second.csv {KIND}"))
        .expect_status(1);
    let second = sent.number("job");
    let decide = format!("decide {second} --finding PROTECTION_LIFTED --reason protection-ended");
    let once = cli.clerk(&decide);
    assert_eq!(once.number("error_rows"), 1, "{}", once.said);
    assert!(once.said.contains("ほかの人"), "{}", once.said);
    cli.clerk(&decide).expect_code("LIFTED_BY_ONE", 3);
    let twice = cli.approver(&decide);
    assert_eq!(twice.number("error_rows"), 0, "{}", twice.said);
    assert_eq!(twice.json["decisions"].as_array().unwrap().len(), 2);
    let known = cli.clerk("protect list").expect_status(0);
    assert_eq!(
        known.json["protected"].as_array().unwrap().len(),
        1,
        "until it is registered"
    );

    cli.clerk(&format!("send --job {second}"));
    cli.approver(&format!("approve {second}")).expect_status(0);
    carry(&cli, second);
    cli.clerk(&format!("jobs show {second}")).expect_status(0);
    cli.clerk(&format!("jobs confirm {second}"))
        .expect_status(0);
    let known = cli.clerk("protect list").expect_status(0);
    assert_eq!(known.json["protected"].as_array().unwrap().len(), 0);
    assert_eq!(known.json["ended"][0]["registration"], registration);
}

#[test]
fn a_person_protected_by_hand_is_marked_and_hidden_in_what_is_found() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.sample("kanyusha.csv", 20, "");
    let mut rows = lines(&practice.file("kanyusha.csv"));
    let cells: Vec<String> = rows[3].split(',').map(str::to_owned).collect();
    let (symbol, number, branch) = (&cells[6], &cells[7], &cells[8]);
    let address = cells[15].clone();
    rows[3] = rows[3].replace(&address, "同上");
    rows[3] = rows[3].replace(&cells[10], "練習　〓子");
    write(&practice.file("kanyusha.csv"), &rows);
    let add = format!(
        "protect set --symbol {symbol} --number {number} --card-branch {branch} --name 見本花子 --until 2020-01-01"
    );
    cli.clerk(&add).expect_status(0);
    cli.clerk(&add).expect_code("INPUT_INVALID", 2);

    let sent = cli
        .clerk(&format!("send kanyusha.csv {KIND}"))
        .expect_status(1);
    let job = sent.number("job");
    cli.clerk(&format!("jobs findings {job} --out findings.csv"))
        .expect_status(0);
    let list = fs::read_to_string(practice.file("findings.csv")).unwrap();
    assert!(list.contains("保護の対象"), "{list}");
    assert!(
        !list.contains(",同上,"),
        "the address cell is hidden: {list}"
    );
    assert!(
        list.contains("PROTECTION_LIFTED"),
        "the row says nothing of it: {list}"
    );

    let shown = cli
        .clerk(&format!(
            "protect reveal job {job} --row 3 --reason 照会の確認"
        ))
        .expect_status(0);
    let shown = shown.json["cells"].as_array().unwrap();
    assert!(
        shown
            .iter()
            .any(|cell| cell["column"] == "住所" && cell["value"] == "同上")
    );
    cli.clerk(&format!("protect reveal job {job} --row 3 --reason 　"))
        .expect_code("INPUT_INVALID", 2);

    let registration = format!("{symbol}-{number}-{branch}");
    let end = format!("protect lift {registration} --reason 転居した");
    cli.clerk(&end).expect_status(0);
    cli.clerk(&end).expect_code("LIFTED_BY_ONE", 3);
    let ended = cli.approver(&end).expect_status(0);
    assert_eq!(ended.json["protected"].as_array().unwrap().len(), 0);
    assert_eq!(ended.json["ended"].as_array().unwrap().len(), 1);
}
