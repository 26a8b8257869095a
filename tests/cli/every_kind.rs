//! Every kind goes the way of the main job, in the order that the definitions ask for.

use crate::kit::{FAST, carry, cells, rows_of};
use kakehashi_acceptance::{Cli, Practice};
use std::collections::BTreeMap;

const MEMBERS: &str = "member-registration";
const ROWS: u64 = 20;

/// Every kind that can be sent, and what its files' names end with.
fn sent_kinds(cli: &Cli<'_>) -> Vec<(String, String)> {
    let kinds = cli.run(None, "kinds").expect_status(0);
    let text = |kind: &serde_json::Value, name: &str| kind[name].as_str().unwrap().to_owned();
    let kinds = kinds.json.as_array().unwrap().iter();
    kinds
        .map(|kind| (text(kind, "kind"), text(kind, "extension")))
        .collect()
}

/// Makes a sample; a master may take fewer rows.
fn sample(practice: &Practice, kind: &str, name: &str, more: &str) -> u64 {
    let rows = if kind == "insurer-definition" {
        1
    } else {
        ROWS
    };
    let line = format!("sample --kind {kind} --rows {rows} --out {name} {more}");
    practice.simulator(&line);
    rows
}

#[test]
fn good_samples_have_no_errors_and_wrong_ones_have_findings() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let collected = ("number-collection".to_owned(), "csv".to_owned());
    let kinds: Vec<_> = sent_kinds(&cli).into_iter().chain([collected]).collect();
    assert!(kinds.len() >= 20, "{kinds:?}");
    for (kind, extension) in kinds {
        let (good, wrong) = (format!("good.{extension}"), format!("wrong.{extension}"));
        let rows = sample(&practice, &kind, &good, "");
        let checked = cli.run(None, &format!("check {good} --kind {kind}"));
        assert!(checked.status <= 1, "{kind}: {}", checked.said);
        assert_eq!(checked.number("rows"), rows, "{kind}");
        assert_eq!(checked.number("errors"), 0, "{kind}: {}", checked.json);
        sample(&practice, &kind, &wrong, "--mistakes");
        let checked = cli.run(None, &format!("check {wrong} --kind {kind}"));
        assert!(checked.number("errors") > 0, "{kind}: {}", checked.json);
    }
}

/// Sends a file of a kind all the way to its confirmed result; `None` when its turn hasn't come.
fn go(cli: &Cli<'_>, practice: &Practice, kind: &str, extension: &str, more: &str) -> Option<u64> {
    let name = format!("{kind}.{extension}");
    let rows = sample(practice, kind, &name, more);
    let sent = cli.clerk(&format!("send {name} --kind {kind}"));
    if sent.code() == "WRONG_ORDER" {
        sent.expect_code("WRONG_ORDER", 3);
        return None;
    }
    assert!(sent.status <= 1, "{kind}: {}", sent.said);
    let job = sent.number("job");
    cli.approver(&format!("approve {job}")).expect_status(0);
    let done = carry(cli, job);
    assert_eq!(done.number("ok_rows"), rows, "{kind}: {}", done.json);
    cli.clerk(&format!("result {job} --out .")).expect_status(0);
    Some(job)
}

#[test]
fn every_kind_goes_all_the_way_when_its_turn_has_come() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let mut waiting = sent_kinds(&cli);
    let mut rounds: Vec<Vec<String>> = Vec::new();
    let mut jobs = BTreeMap::new();
    while !waiting.is_empty() {
        let more = match rounds.len() {
            0 => "",
            _ => "--branches edaban.csv",
        };
        let came = |(kind, extension): &(String, String)| {
            let job = go(&cli, &practice, kind, extension, more)?;
            jobs.insert(kind.clone(), job);
            Some(kind.clone())
        };
        // A result that nobody has read yet opens the way for nobody.
        let round: Vec<String> = waiting.iter().filter_map(came).collect();
        assert!(!round.is_empty(), "nothing more may go: {waiting:?}");
        for kind in &round {
            let job = jobs[kind];
            cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
        }
        if let Some(job) = jobs.get(MEMBERS).filter(|_| rounds.is_empty()) {
            let out = format!("branch-numbers {job} --out edaban.csv");
            cli.clerk(&out).expect_status(0);
        }
        waiting.retain(|(kind, _)| !round.contains(kind));
        rounds.push(round);
    }
    let round_of = |kind: &str| {
        rounds
            .iter()
            .position(|round| round.iter().any(|k| k == kind))
    };
    assert_eq!(round_of(MEMBERS), Some(0));
    assert_eq!(round_of("qualification"), Some(1), "副本 after 加入者情報");
    assert_eq!(rounds[2].len(), 7, "the seven 給付 last: {rounds:?}");
    assert_eq!(rounds.len(), 3);
    numbers_that_a_look_up_found_are_handed_over(&cli, &practice, jobs["resident-lookup"]);
}

fn numbers_that_a_look_up_found_are_handed_over(cli: &Cli<'_>, practice: &Practice, job: u64) {
    let out = format!("branch-numbers {job} --out bango.csv");
    let written = cli.clerk(&out).expect_status(0);
    assert_eq!(written.number("rows"), ROWS);
    let (found, members) = (
        practice.file("bango.csv"),
        practice.file("member-registration.csv"),
    );
    let who = ["記号", "番号", "枝番（2桁）", "個人番号"];
    let read = |file: &std::path::Path| -> Vec<Vec<String>> {
        rows_of(file)
            .iter()
            .map(|row| cells(file, row, &who))
            .collect()
    };
    assert_eq!(read(&found), read(&members));
}

#[test]
fn benefits_of_people_without_a_right_qualification_come_back_row_by_row() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let members = go(&cli, &practice, MEMBERS, "csv", "").unwrap();
    // Read, but confirmed by nobody: the next must wait.
    assert_eq!(go(&cli, &practice, "qualification", "csv", ""), None);
    cli.clerk(&format!("jobs confirm {members}"))
        .expect_status(0);
    practice.simulator("sample --kind qualification --rows 12 --out some.csv");
    let job = cli.release_kind("qualification", "some.csv", "");
    assert_eq!(carry(&cli, job).number("ok_rows"), 12);
    cli.clerk(&format!("jobs confirm {job}")).expect_status(0);

    practice.simulator("sample --kind funeral --rows 20 --out funeral.csv");
    let job = cli.release_kind("funeral", "funeral.csv", "");
    let done = carry(&cli, job);
    assert_eq!(
        (done.number("ok_rows"), done.number("failed_rows")),
        (12, 8)
    );
    let result = cli.clerk(&format!("result {job} --out .")).expect_status(1);
    let failed = result.json["result"]["failed_rows"].as_array().unwrap();
    assert!(
        failed
            .iter()
            .all(|row| row["message"].as_str().unwrap().contains("資格情報"))
    );
    cli.clerk(&format!("jobs resend {job} --out again.csv"))
        .expect_status(0);
    assert_eq!(rows_of(&practice.file("again.csv")).len(), 8);
}
