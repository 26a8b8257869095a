//! 当日締め by command: the paper's head is found in the log, in its export and by the verifier of any PC; an older copy is
//! told by the paper and by the practice server, and what it alone has is shown.

use kakehashi_acceptance::{Cli, Practice, begun};
use std::{fs, path::Path};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_closed_day_is_on_paper_at_the_server_and_in_every_export() {
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 0\nprocess_ms = 0");
    let cli = Cli::ready(&practice, &server);
    practice.sample("a.csv", 6, "--seed 1");
    let job = cli.release("a.csv", "");
    cli.clerk(&format!("send --job {job} --wait"))
        .expect_status(0);
    let sheet = cli.clerk("day-close").expect_status(0);
    assert_eq!(sheet.text("told"), "kept");
    assert_eq!(sheet.json["jobs"][0]["rows"], 6);
    let (entries, head) = (sheet.number("entries"), sheet.text("head").to_owned());
    let paper = format!("{entries}:{head}");
    let verified = cli
        .admin(&format!("audit verify --head {paper}"))
        .expect_status(0);
    assert_eq!(verified.json["on_paper"], true);

    cli.admin("audit export --out log.jsonl").expect_status(0);
    let file = |head: &str| {
        let line = format!("audit verify --file log.jsonl --head {head}");
        cli.run(None, &line)
    };
    let ours = file(&paper).expect_status(0);
    assert_eq!(ours.text("signed_by"), sheet.text("key"));
    let other = format!("{entries}:{}", "0".repeat(64));
    assert_eq!(file(&other).expect_status(1).text("verdict"), "rewritten");
    let later = format!("{}:{head}", entries + 1_000);
    assert_eq!(file(&later).expect_status(1).text("verdict"), "older");

    let alone = |key: &str, head: &str| {
        let mut verify = practice.command("kakehashi-audit-verify");
        verify.args(["log.jsonl", "--head", head, "--key", key, "--json"]);
        let ended = begun(|| verify.output());
        let said: serde_json::Value = serde_json::from_slice(&ended.stdout).unwrap();
        (
            ended.status.code(),
            said["verdict"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(alone(sheet.text("key"), &paper), (Some(0), "intact".into()));
    assert_eq!(alone(&"0".repeat(64), &paper), (Some(1), "forged".into()));
    assert_eq!(alone(sheet.text("key"), &later), (Some(1), "older".into()));
    let text = fs::read_to_string(practice.file("log.jsonl")).unwrap();
    let key = sheet.text("key");
    fs::write(
        practice.file("log.jsonl"),
        text.replace(key, &"1".repeat(64)),
    )
    .unwrap();
    assert_eq!(alone(key, &paper), (Some(1), "forged".into()));
    assert_eq!(file(&paper).expect_status(1).json["forged"], true);
    let list = cli.clerk("day-close --list");
    assert_eq!(list.json[0]["head"], head.as_str());
}

/// The whole data and what stands apart from them are put back: nothing of the PC can tell. The server does.
#[test]
#[cfg_attr(
    windows,
    ignore = "the mark stands in the account's application data there, which no copy here puts back"
)]
fn what_the_server_alone_has_is_told_where_nothing_of_the_pc_can() {
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 0\nprocess_ms = 0");
    let cli = Cli::ready(&practice, &server);
    practice.sample("a.csv", 6, "--seed 1");
    for name in ["terminal", "home"] {
        copy(
            &practice.file(name),
            &practice.file(&format!("{name}-aside")),
        );
    }
    let job = cli.release("a.csv", "");
    let sent = cli
        .clerk(&format!("send --job {job} --wait"))
        .expect_status(0);
    let receipt = sent.text("receipt").to_owned();
    for name in ["terminal", "home"] {
        fs::remove_dir_all(practice.file(name)).unwrap();
        copy(
            &practice.file(&format!("{name}-aside")),
            &practice.file(name),
        );
    }
    cli.admin("audit verify").expect_status(0);
    let login = "server login --server-user clerk --server-password-file server.secret";
    cli.clerk(login).expect_status(0);
    assert_eq!(
        cli.admin("audit verify").expect_status(1).text("verdict"),
        "older"
    );
    let since = cli.clerk("audit since").expect_status(1);
    assert_eq!(since.number("server_only"), 1);
    assert_eq!(since.json["lines"][0]["receipt"], receipt.as_str());
    let again = cli.clerk("send a.csv --kind member-registration");
    again.expect_code("ACCEPTED_BEFORE", 3);
    let asked = cli.clerk("audit since --ask").expect_status(1);
    assert_eq!(asked.json["lines"], since.json["lines"]);
}
