//! The main job: from the first start of a terminal to a confirmed result.

use crate::kit::{FAST, KEY, assert_follows, branch_numbers, carry, cells, rows_of};
use kakehashi_acceptance::{Cli, Practice, assert_sealed, begun, personal_texts};
use serde_json::Value;
use std::{collections::HashSet, fs, panic};

const ROWS: u64 = 1_000;
/// Rows of the sample that the check finds (eight wrong ones, and the first, whose number two others carry), and rows
/// that only the server knows to be wrong.
const ERRORS: u64 = 9;
const REFUSED: u64 = 3;

#[test]
fn a_thousand_people_are_registered_and_nothing_of_them_stays_in_clear() {
    let practice = Practice::new();
    let server = practice.serve("");
    let sample = practice.sample("kanyusha.csv", 1_000, "--mistakes");
    let cli = Cli::ready_from_nothing(&practice, &server);
    let tried = cli.run(None, "connection test").expect_status(0);
    assert_eq!(tried.json["server"]["open"], true);

    let check = "check kanyusha.csv --kind member-registration --findings findings.csv";
    let checked = cli.run(None, check).expect_status(1);
    assert_eq!(checked.number("rows"), ROWS);
    assert_eq!(checked.number("errors"), ERRORS);
    assert_eq!(checked.json["provisional"], true);

    let send = "send kanyusha.csv --kind member-registration --exclude-errors";
    let sent = cli.clerk(send).expect_status(1);
    assert_eq!(sent.text("state"), "awaiting-approval");
    assert_eq!(sent.number("error_rows"), ERRORS);
    assert_eq!(sent.number("excluded_rows"), ERRORS);
    let approved = cli.approver("approve 1").expect_status(0);
    assert_eq!(approved.text("approved_by"), "shonin");

    let done = cli.clerk("send --job 1 --wait").expect_status(1);
    assert_eq!(done.text("state"), "result-received");
    assert_eq!(done.number("ok_rows"), ROWS - ERRORS - REFUSED);
    assert_eq!(done.number("failed_rows"), REFUSED);
    let result = cli.clerk("result 1 --out .").expect_status(1);
    assert_eq!(result.json["result"]["excluded"], ERRORS);
    assert_eq!(result.json["written"]["id"], 1);

    let resend = cli.clerk("jobs resend 1 --out saisou.csv").expect_status(0);
    assert_eq!(resend.number("rows"), ERRORS + REFUSED);
    let original = rows_of(&sample);
    let left_over = rows_of(&practice.file("saisou.csv"));
    let is_left_over: HashSet<&String> = left_over.iter().collect();
    let in_order = original.iter().filter(|row| is_left_over.contains(row));
    assert!(left_over.iter().eq(in_order), "the rows as they came");
    assert_eq!(left_over.len() as u64, ERRORS + REFUSED);

    let branches = branch_numbers(&cli, practice.path(), 1);
    let registered = original.iter().filter(|row| !is_left_over.contains(row));
    let registered: HashSet<Vec<String>> =
        registered.map(|row| cells(&sample, row, &KEY)).collect();
    assert_eq!(branches.keys().cloned().collect::<HashSet<_>>(), registered);

    let confirmed = cli.clerk("jobs confirm 1").expect_status(0);
    assert_eq!(confirmed.text("state"), "confirmed");
    let shown = cli.clerk("jobs show 1").expect_status(0);
    let history = shown.json["history"].as_array().unwrap();
    let said = |word: &str| history.iter().any(|line| line["server_status"] == word);
    assert!(said("受付") && said("処理完了"), "{history:?}");

    audit_log_is_whole_and_names_every_hand_over(&cli, &practice);

    let texts = personal_texts(&sample);
    let findings = fs::read_to_string(practice.file("findings.csv")).unwrap();
    let numbers = texts.iter().filter(|t| t.len() >= 11 && t.is_ascii());
    assert!(numbers.clone().count() > 900, "個人番号 to look for");
    assert!(!numbers.clone().any(|n| findings.contains(n.as_str())));
    drop(server);
    let service_log = fs::read_to_string(practice.file("terminal/kakehashi.log")).unwrap();
    for act in ["take_in", "approve", "confirm", "save_branch_numbers"] {
        assert!(service_log.contains(act), "{act}: {service_log}");
    }
    let own = ["terminal", "home", "tmp", "server", "server.log"];
    assert_sealed(&own.map(|name| practice.file(name)), &texts, &[]);
}

fn audit_log_is_whole_and_names_every_hand_over(cli: &Cli<'_>, practice: &Practice) {
    let whole = cli.admin("audit verify").expect_status(0);
    assert_eq!(whole.json["first_broken"], Value::Null);
    cli.admin("audit export --out audit.jsonl").expect_status(0);
    cli.run(None, "audit verify --file audit.jsonl")
        .expect_status(0);
    let log = fs::read_to_string(practice.file("audit.jsonl")).unwrap();
    for name in ["saisou.csv", "edaban1.csv", "kanyusha_kekka_"] {
        assert!(log.contains(name), "the hand-over of {name}");
    }
    for act in ["set-up", "approve", "confirm"] {
        let act = format!("\\\"{act}\\\"");
        assert!(log.contains(&act), "the act {act}");
    }

    let head = cli.admin("audit verify").text("head").to_owned();
    let elsewhere = |file: &str, line: &str| {
        let mut program = practice.command("kakehashi-audit-verify");
        program.arg(file).args(line.split_whitespace());
        begun(|| program.output()).status.code()
    };
    assert_eq!(elsewhere("audit.jsonl", ""), Some(0));
    // The terminal went on: what it shows now is no head of the earlier export.
    let later = format!("--head {head}");
    assert_eq!(elsewhere("audit.jsonl", &later), Some(1));

    let lines: Vec<&str> = log.lines().collect();
    let without = |place: usize| [&lines[..place], &lines[place + 1..]].concat().join("\n");
    let forgeries = [
        ("altered", log.replacen("shonin", "kanri", 1)),
        ("removed", without(4)),
        ("cut off", without(lines.len() - 2)),
    ];
    for (how, forged) in forgeries {
        assert_ne!(forged, log);
        fs::write(practice.file("forged.jsonl"), forged).unwrap();
        let found = cli.run(None, "audit verify --file forged.jsonl");
        assert_eq!(found.status, 1, "{how}: {}", found.said);
        assert!(found.number("first_broken") > 1, "{how}");
        assert_eq!(elsewhere("forged.jsonl", "--json"), Some(1), "{how}");
    }
}

#[test]
fn the_search_for_personal_data_finds_it_where_it_is() {
    let practice = Practice::new();
    let sample = practice.sample("kanyusha.csv", 100, "");
    let texts = personal_texts(&sample);
    let in_utf_16: Vec<u8> = fs::read_to_string(&sample)
        .unwrap()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(practice.file("utf16.bin"), in_utf_16).unwrap();
    for name in ["kanyusha.csv", "utf16.bin"] {
        let place = [practice.file(name)];
        let missed = panic::catch_unwind(|| assert_sealed(&place, &texts, &[])).is_ok();
        assert!(!missed, "{name}");
    }
    assert_sealed(
        &[practice.file("kanyusha.csv"), practice.file("pad")],
        &["zzzz-nobody".into()],
        &[],
    );
}

#[test]
fn registered_people_keep_their_branch_number_when_corrected_rows_follow() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    // The same seed gives the same people, once with mistakes and once put right.
    practice.sample("first.csv", 100, "--mistakes --seed 7");
    practice.sample("corrected.csv", 100, "--seed 7");
    let cli = Cli::ready(&practice, &server);
    let [first, second] =
        [("first.csv", "--exclude-errors"), ("corrected.csv", "")].map(|(file, more)| {
            let job = cli.release(file, more);
            let receipt = carry(&cli, job).text("receipt").to_owned();
            (receipt, branch_numbers(&cli, practice.path(), job))
        });
    assert_follows(&first.0, &second.0);
    assert!((80..100).contains(&first.1.len()));
    assert_eq!(second.1.len(), 100);
    for (registration, branch) in &first.1 {
        assert_eq!(second.1.get(registration), Some(branch), "{registration:?}");
    }
}
