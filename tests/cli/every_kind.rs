//! Every kind goes the way of the main job, in the order that the definitions ask for.

use crate::kit::{FAST, carry, cells, rows_of};
use kakehashi_acceptance::{Cli, Practice};
use std::collections::{BTreeMap, BTreeSet};

const MEMBERS: &str = "member-registration";
const ROWS: u64 = 20;

const COPIES: &[&str] = &["加入者の登録", "副本の登録"];
const INQUIRIES: &[&str] = &["加入者の登録", "個人番号・本人確認の照会", "情報照会"];
const MASTERS: &[&str] = &["マスター"];

/// A kind that can be sent.
#[derive(Clone, PartialEq)]
struct Kind {
    name: String,
    /// What its files' names end with.
    extension: String,
    heading: String,
}

fn sent_kinds(cli: &Cli<'_>) -> Vec<Kind> {
    let kinds = cli.run(None, "kinds").expect_status(0);
    let text = |kind: &serde_json::Value, name: &str| kind[name].as_str().unwrap().to_owned();
    let kinds = kinds.json.as_array().unwrap().iter();
    kinds
        .filter(|kind| kind["direction"] == "send" && kind["in_force"] == true)
        .map(|kind| Kind {
            name: text(kind, "kind"),
            extension: text(kind, "extension"),
            heading: text(kind, "group"),
        })
        .collect()
}

#[test]
fn every_heading_has_a_test_of_its_way() {
    let practice = Practice::new();
    let kinds = sent_kinds(&Cli::new(&practice));
    let tried = [COPIES, INQUIRIES, MASTERS].concat();
    for kind in &kinds {
        assert!(
            tried.contains(&kind.heading.as_str()),
            "{} is tried by no test",
            kind.name
        );
    }
    assert!(kinds.len() >= 19, "{}", kinds.len());
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
    let collected = Kind {
        name: "number-collection".into(),
        extension: "csv".into(),
        heading: String::new(),
    };
    for kind in sent_kinds(&cli).into_iter().chain([collected]) {
        let Kind {
            name, extension, ..
        } = kind;
        let (good, wrong) = (format!("good.{extension}"), format!("wrong.{extension}"));
        let rows = sample(&practice, &name, &good, "");
        let checked = cli.run(None, &format!("check {good} --kind {name}"));
        assert!(checked.status <= 1, "{name}: {}", checked.said);
        assert_eq!(checked.number("rows"), rows, "{name}");
        assert_eq!(checked.number("errors"), 0, "{name}: {}", checked.json);
        sample(&practice, &name, &wrong, "--mistakes");
        let checked = cli.run(None, &format!("check {wrong} --kind {name}"));
        assert!(checked.number("errors") > 0, "{name}: {}", checked.json);
    }
}

/// Sends a file of a kind up to its result; `None` when its turn hasn't come.
fn go(cli: &Cli<'_>, practice: &Practice, kind: &str, extension: &str, more: &str) -> Option<u64> {
    let name = format!("{kind}.{extension}");
    let rows = sample(practice, kind, &name, more);
    let looks_up = kind.starts_with("resident-");
    let sent = cli.clerk(&match looks_up {
        true => format!("lookup {name} --kind {kind} --purpose 4 --reason 給付の支給"),
        false => format!("send {name} --kind {kind}"),
    });
    if sent.code() == "WRONG_ORDER" {
        sent.expect_code("WRONG_ORDER", 3);
        return None;
    }
    assert!(sent.status <= 1, "{kind}: {}", sent.said);
    let job = sent.number("job");
    cli.approver(&format!("approve {job}")).expect_status(0);
    let done = carry(cli, job);
    // Whoever asks for items and is given none of them has no answer, and hears what became of each.
    let unanswered = match kind {
        "information-inquiry" => done.number("failed_rows"),
        _ => 0,
    };
    assert!(unanswered < rows, "{kind}: {}", done.json);
    let answered = done.number("ok_rows") + unanswered;
    assert_eq!(answered, rows, "{kind}: {}", done.json);
    Some(job)
}

/// Sends every kind under these headings all the way; those whose turn hasn't come, after the others. Gives the jobs
/// round by round.
fn rounds(
    cli: &Cli<'_>,
    practice: &Practice,
    headings: &[&str],
    more: &str,
) -> Vec<BTreeMap<String, u64>> {
    let mut waiting = sent_kinds(cli);
    waiting.retain(|kind| headings.contains(&kind.heading.as_str()));
    let mut rounds = Vec::new();
    while !waiting.is_empty() {
        let branches = match rounds.is_empty() {
            true => "",
            false => "--branches edaban.csv",
        };
        let more = format!("{branches} {more}");
        // A result that nobody has confirmed opens the way for nobody, so that the round ends before it does.
        let came = |Kind {
                        name, extension, ..
                    }: &Kind| {
            Some((name.clone(), go(cli, practice, name, extension, &more)?))
        };
        let round: BTreeMap<String, u64> = waiting.iter().filter_map(came).collect();
        assert!(!round.is_empty(), "nothing more may go");
        for job in round.values() {
            cli.clerk(&format!("jobs show {job}")).expect_status(0);
            cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
        }
        if let Some(job) = round.get(MEMBERS) {
            let out = format!("branch-numbers {job} --out edaban.csv");
            cli.clerk(&out).expect_status(0);
        }
        waiting.retain(|kind| !round.contains_key(&kind.name));
        rounds.push(round);
    }
    rounds
}

#[test]
fn copies_follow_the_registration_and_benefits_the_qualification() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let rounds = rounds(&cli, &practice, COPIES, "");
    let kinds: Vec<Vec<&String>> = rounds.iter().map(|round| round.keys().collect()).collect();
    assert_eq!(kinds[..2], [[MEMBERS], ["qualification"]]);
    assert_eq!((kinds.len(), kinds[2].len()), (3, 7), "{kinds:?}");
}

#[test]
fn inquiries_are_answered_and_numbers_handed_over() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let rounds = rounds(&cli, &practice, INQUIRIES, "");
    assert!(rounds[1].contains_key("information-inquiry"));
    numbers_that_a_look_up_found_are_handed_over(&cli, &practice, rounds[0]["resident-lookup"]);
}

#[test]
fn a_shift_jis_house_sends_every_kind_and_imports_no_definition() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    cli.admin("layout encoding cp932").expect_status(0);
    let mut headings = vec![MASTERS[0]]; // The server is told first: ⑦ is one of them.
    let mut gone = rounds(&cli, &practice, &headings, "--encoding cp932");
    headings = [COPIES, INQUIRIES].concat();
    headings.dedup();
    gone.extend(rounds(&cli, &practice, &headings, "--encoding cp932"));
    let kinds: BTreeSet<&String> = gone.iter().flat_map(BTreeMap::keys).collect();
    assert!(kinds.len() >= 19, "{kinds:?}");
    let house = cli.admin("layout encoding").expect_status(0);
    assert_eq!(house.json["differs"], false, "{}", house.json);
    assert!(house.text("told").contains("CP932"), "{}", house.json);
}

#[test]
fn masters_go_at_any_time() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let rounds = rounds(&cli, &practice, MASTERS, "");
    assert_eq!((rounds.len(), rounds[0].len()), (1, 7));
}

fn numbers_that_a_look_up_found_are_handed_over(cli: &Cli<'_>, practice: &Practice, job: u64) {
    // One of them has moved to another town: two people say that it is the same.
    let pair = cli.clerk("comparison next 1").number("row");
    let same = format!("comparison answer 1 {pair} same --ground moved");
    cli.clerk(&same).expect_status(1);
    cli.approver(&same).expect_status(0);
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
    cli.clerk(&format!("jobs show {members}")).expect_status(0);
    cli.clerk(&format!("jobs confirm {members}"))
        .expect_status(0);
    practice.simulator("sample --kind qualification --rows 12 --out some.csv");
    let job = cli.release_kind("qualification", "some.csv", "");
    assert_eq!(carry(&cli, job).number("ok_rows"), 12);
    cli.clerk(&format!("jobs show {job}")).expect_status(0);
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
