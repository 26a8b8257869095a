//! 突合不一致 by command, against the practice server: found after a registration, ended by two people or by new data.

use crate::kit::carry;
use kakehashi_acceptance::{Cli, Practice, assert_sealed};
use std::fs;

#[test]
fn what_the_register_knows_otherwise_is_seen_to_by_two_people_or_by_corrected_data() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::ready(&practice, &server);
    // Of the first thirty people two have moved and one has died.
    practice.simulator("sample --kind member-registration --rows 30 --out a.csv");
    let job = cli.release("a.csv", "");
    carry(&cli, job);
    // The report came by itself, after the result.
    let board = cli.clerk("mismatch list").expect_status(1);
    let open = board.json["open"].as_array().unwrap().clone();
    assert_eq!(open.len(), 2, "{}", board.json);
    assert!(
        open.iter()
            .all(|line| line["stopped"] == true && line["days"] == 0)
    );
    assert!(
        open.iter()
            .all(|line| line["differs"].to_string().contains("住所"))
    );
    let (one, two) = (open[0]["id"].clone(), open[1]["id"].clone());

    cli.clerk(&format!("mismatch assign {one} --to tantou"))
        .expect_status(1);
    cli.clerk(&format!(
        "mismatch resolve {one} no-doubt --reason moved --evidence dream"
    ))
    .expect_code("INPUT_INVALID", 2);
    cli.clerk(&format!(
        "mismatch resolve {one} no-doubt --reason moved --evidence resident-record"
    ))
    .expect_status(1);
    cli.clerk(&format!("mismatch resolve {one} agree"))
        .expect_code("PERMISSION_DENIED", 3);
    let done = cli
        .approver(&format!("mismatch resolve {one} agree"))
        .expect_status(0);
    assert_eq!(done.json["line"]["state"], "no-doubt");

    // The second person's data are put right by the file of the 基幹システム and go the usual way.
    let shown = cli.clerk(&format!("mismatch show {two}")).expect_status(1);
    let address = |side: &str| -> String {
        let pieces = shown.json["items"][4][side].as_array().unwrap();
        pieces.iter().map(|p| p["text"].as_str().unwrap()).collect()
    };
    cli.clerk(&format!("mismatch resolve {two} correct"))
        .expect_status(1);
    let text = fs::read_to_string(practice.file("a.csv")).unwrap();
    let mut rows = text.lines();
    let heading = rows.next().unwrap();
    let registration = open[1]["registration"].as_str().unwrap().replace('-', ",");
    let row = rows
        .find(|row| row.contains(&format!(",{registration},")))
        .unwrap();
    let corrected = row
        .replacen('1', "3", 1)
        .replace(&address("a"), &address("b"));
    fs::write(
        practice.file("b.csv"),
        format!("{heading}\r\n{corrected}\r\n"),
    )
    .unwrap();
    let job = cli.release("b.csv", "");
    carry(&cli, job);
    let board = cli.clerk("mismatch list --receive").expect_status(0);
    let closed = board.json["closed"].as_array().unwrap();
    let states: Vec<&str> = closed
        .iter()
        .map(|line| line["state"].as_str().unwrap())
        .collect();
    assert!(
        states.contains(&"resolved") && states.contains(&"no-doubt"),
        "{states:?}"
    );
    assert_eq!(
        closed.iter().find(|line| line["id"] == two).unwrap()["resent"],
        job
    );
    cli.clerk("mismatch show 9")
        .expect_code("MISMATCH_NOT_FOUND", 2);
    assert_sealed(
        &[practice.file("terminal")],
        &[address("a"), address("b")],
        &[],
    );
}
