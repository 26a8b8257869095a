//! Data that an earlier version left (`tests/data`), opened by this one.

use kakehashi_acceptance::{Cli, Practice};
use std::{fs, path::Path};

fn earlier(practice: &Practice) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/version-1");
    let to = practice.file("terminal");
    fs::create_dir_all(to.join("work")).unwrap();
    for folder in ["", "work"] {
        for entry in fs::read_dir(from.join(folder)).unwrap().flatten() {
            if entry.path().is_file() {
                let target = to.join(folder).join(entry.file_name());
                fs::copy(entry.path(), target).unwrap();
            }
        }
    }
}

#[test]
fn a_terminal_of_the_first_version_keeps_everything_and_goes_on() {
    let practice = Practice::new();
    earlier(&practice);
    let cli = Cli::new(&practice);

    let copy = practice.file("terminal/terminal.v1.db");
    assert!(!copy.exists());
    let people = cli.admin("users list").expect_status(0);
    assert_eq!(people.json.as_array().unwrap().len(), 3);
    assert!(copy.exists(), "as it was before");
    let whole = cli.admin("audit verify").expect_status(0);
    assert_eq!(whole.json["intact"], true);
    assert!(whole.number("entries") >= 20, "{}", whole.json);
    let profiles = cli.clerk("profile list").expect_status(0);
    assert_eq!(profiles.json[0]["insurer"], "06990014");

    let first = cli.clerk("jobs show 1").expect_status(0);
    assert_eq!((first.text("state"), first.number("rows")), ("queued", 40));
    assert_eq!(first.json["history"].as_array().unwrap().len(), 4);
    // What its jobs are sought by are columns now.
    let ids = |list: &str| -> Vec<u64> {
        let jobs = cli.clerk(list).expect_status(0).json;
        let ids = jobs
            .as_array()
            .unwrap()
            .iter()
            .map(|job| job["id"].as_u64());
        ids.map(Option::unwrap).collect()
    };
    assert_eq!(ids("jobs"), [2, 1]);
    assert_eq!(ids("jobs --most 1"), [2]);
    assert_eq!(ids("jobs --before 2 --most 1"), [1]);
    let sought = ids(&format!("jobs --search {}", first.text("file_name")));
    assert!(sought.contains(&1), "{sought:?}");
    assert!(ids("jobs --search nowhere").is_empty());
    cli.clerk("jobs findings 1 --out findings.csv")
        .expect_status(0);
    let findings = fs::read_to_string(practice.file("findings.csv")).unwrap();
    assert!(findings.lines().count() > 7, "{findings}");
    // Its file is still sealed there, and opens.
    cli.clerk("jobs cancel 1").expect_status(0);
    let second = cli.approver("approve 2").expect_status(0);
    assert_eq!(second.text("state"), "queued");

    let periods = cli.admin("audit retention").expect_status(0).json;
    let of_jobs = &periods.as_array().unwrap()[0];
    assert_eq!(
        (of_jobs["from"].as_str(), of_jobs["period"].as_str()),
        (Some("送信が終わってから"), Some("30日"))
    );

    practice.sample("today.csv", 5, "");
    assert_eq!(cli.release("today.csv", ""), 3);
    let whole = cli.admin("audit verify").expect_status(0);
    assert_eq!(whole.json["intact"], true);
}
