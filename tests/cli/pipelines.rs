//! For build servers: several files at once, reports, wrong usage as JSON, answers that fit their schemas.

use kakehashi_acceptance::{Cli, Practice, Ran, begun};
use serde_json::Value;
use std::{fs, process::Stdio};

const KIND: &str = "--kind member-registration";

#[test]
fn several_files_are_checked_at_once_and_one_that_is_missing_stops_none() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    practice.sample("a.csv", 3, "");
    practice.sample("b.csv", 20, "--mistakes");
    let line = format!(
        "check a.csv nai.csv b.csv {KIND} --findings found.csv --junit j.xml --sarif s.sarif"
    );
    let ran = cli.run(None, &line).expect_status(2);
    let files = ran.json["files"].as_array().unwrap();
    assert_eq!(files[0]["rows"], 3);
    assert_eq!(files[1]["problem"]["code"], "FILE_NOT_FOUND");
    assert!(files[2]["errors"].as_u64().unwrap() > 0, "{}", ran.json);

    let junit = fs::read_to_string(practice.file("j.xml")).unwrap();
    let junit = roxmltree::Document::parse(&junit).unwrap();
    let suites = || {
        junit
            .descendants()
            .filter(|node| node.has_tag_name("testsuite"))
    };
    let counts: Vec<_> = suites()
        .map(|suite| {
            (
                suite.attribute("name").unwrap(),
                suite.attribute("errors").unwrap(),
            )
        })
        .collect();
    assert_eq!(counts, [("a.csv", "0"), ("nai.csv", "1"), ("b.csv", "0")]);
    let failures = junit
        .descendants()
        .filter(|node| node.has_tag_name("failure"))
        .count();
    assert!(failures > 2, "{failures}");

    let sarif: Value =
        serde_json::from_slice(&fs::read(practice.file("s.sarif")).unwrap()).unwrap();
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(
        results.len() > 3
            && results
                .iter()
                .all(|one| rules.iter().any(|rule| rule["id"] == one["ruleId"]))
    );
    let list = fs::read_to_string(practice.file("found.csv")).unwrap();
    let rows = csv::Reader::from_reader(list.trim_start_matches('\u{feff}').as_bytes())
        .into_records()
        .count();
    assert_eq!(rows, results.len());
    assert!(
        list.starts_with("\u{feff}row,column,code,severity,value,message,remedy,file\n"),
        "{}",
        &list[..80]
    );
    for report in [&list, &format!("{sarif}")] {
        assert!(!report.contains("123456789018"), "no number in clear");
    }
}

#[test]
fn a_pattern_an_insurer_and_a_severity_are_taken() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    practice.sample("out-1.csv", 3, "");
    practice.sample("out-2.csv", 4, "");
    let both = cli
        .run(None, &format!("check out-*.csv {KIND}"))
        .expect_status(0);
    assert_eq!(both.json["files"].as_array().unwrap().len(), 2);
    let own = format!("check out-1.csv {KIND} --insurer 06990014");
    cli.run(None, &own).expect_status(0);
    let other = cli
        .run(None, &own.replace("06990014", "39990015"))
        .expect_status(1);
    assert_eq!(
        other.json["by_code"]["INSURER_NOT_OWN"], 3,
        "{}",
        other.json
    );
    cli.run(None, &own.replace("06990014", "12"))
        .expect_code("INPUT_INVALID", 2);

    // A file with nothing worse than a warning.
    let text = fs::read_to_string(practice.file("out-1.csv")).unwrap();
    fs::write(practice.file("lf.csv"), text.replace("\r\n", "\n")).unwrap();
    let warned = cli
        .run(None, &format!("check lf.csv {KIND}"))
        .expect_status(1);
    assert!(
        warned.number("warnings") > 0 && warned.number("errors") == 0,
        "{}",
        warned.json
    );
    for severity in ["error", "confirm"] {
        let line = format!("check lf.csv {KIND} --fail-on {severity}");
        cli.run(None, &line).expect_status(0);
    }
}

#[test]
fn kind_and_definition_must_agree() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    practice.sample("a.csv", 3, "");
    let shipped = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../assets/layouts/qualification.toml"
    );
    fs::copy(shipped, practice.file("own.toml")).unwrap();
    let ran = cli.run(None, &format!("check a.csv {KIND} --layout own.toml"));
    ran.expect_code("INPUT_INVALID", 2);
    let own = cli.run(None, "check a.csv --kind qualification --layout own.toml");
    own.expect_code("NOT_THIS_KIND", 2);
    let ran = cli
        .run(None, &format!("check a.csv {KIND}"))
        .expect_status(0);
    assert_eq!(ran.text("definition"), "shipped");
}

#[test]
fn wrong_usage_is_json_too_and_no_option_is_dropped() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    for line in [
        "check",
        "chekc a.csv",
        "jobs show one",
        "jobs --most 0",
        "index people --most 501",
        "check a.csv --kind x --profile renshu",
        "users list --profile renshu",
        "compare a.csv --out b.csv --user kanri",
        "kinds --password-file admin.secret",
        "pia --people 1 --handlers 1 --incident no --past 3",
        "send --job 1 --exclude-errors",
        "profile add x --kind file-test --insurer 06990014 --url https://localhost",
    ] {
        cli.run(None, line).expect_code("INPUT_INVALID", 2);
    }
    for line in [
        "jobs --profile nai",
        "queue --profile nai",
        "cert list --profile nai",
    ] {
        let ran = cli
            .run(Some(("kanri", "admin")), line)
            .expect_code("PROFILE_NOT_FOUND", 2);
        assert_eq!(ran.json["problem"]["params"]["profile"], "nai");
    }
    let ran = cli.clerk("jobs show 77").expect_code("JOB_NOT_FOUND", 2);
    assert_eq!(ran.json["problem"]["params"]["job"], "77");
}

#[test]
#[cfg_attr(windows, ignore = "writes to /dev/full, which wine has not")]
fn an_answer_that_nobody_could_read_is_no_success() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    for line in [
        "kinds",
        "codes",
        "help exit-codes",
        "--help",
        "completions bash",
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = cli.command(None, line);
        command.stdout(full).stderr(Stdio::piped());
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line}: {said}");
        assert!(said.contains("K120"), "{said}");
    }
}

#[test]
fn a_missing_folder_is_named_and_a_cell_runs_nothing() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let file = practice.sample("a.csv", 3, "");
    let line = format!("check a.csv {KIND} --findings nai/found.csv");
    let ran = cli.run(None, &line).expect_code("OUTPUT_FOLDER_MISSING", 2);
    assert_eq!(ran.json["problem"]["params"]["folder"], "nai");
    let text = fs::read_to_string(&file).unwrap();
    let (heading, rows) = text.split_once("\r\n").unwrap();
    let first = rows.split("\r\n").next().unwrap();
    let mut cells: Vec<String> = first.split(',').map(str::to_owned).collect();
    let titles: Vec<&str> = heading.split(',').collect();
    let name = titles
        .iter()
        .position(|title| title.contains("氏名") && !title.contains("カナ"))
        .unwrap();
    cells[name] = "=cmd()\u{AD}1234-5678-9018".to_owned();
    fs::write(
        practice.file("b.csv"),
        format!("{heading}\r\n{}\r\n", cells.join(",")),
    )
    .unwrap();
    let line = format!("check b.csv {KIND} --findings found.csv");
    let ran = cli.run(None, &line).expect_status(1);
    assert!(
        !ran.json["by_code"]["TEXT_CHARACTER"].is_null(),
        "{}",
        ran.json
    );
    let list = fs::read_to_string(practice.file("found.csv")).unwrap();
    let mut list = csv::Reader::from_reader(list.trim_start_matches('\u{feff}').as_bytes());
    for row in list.records() {
        let row = row.unwrap();
        let runs = row
            .iter()
            .any(|cell| cell.starts_with(['=', '+', '-', '@']));
        assert!(
            !runs && !row.iter().any(|cell| cell.contains("5678")),
            "{row:?}"
        );
    }
}

/// What a command gives for a schema's name.
fn fits(practice: &Practice, name: &str, ran: &Ran) {
    let printed = Cli::new(practice).run(None, &format!("schema {name}"));
    let schema = jsonschema::validator_for(&printed.json).unwrap();
    let wrong: Vec<String> = schema
        .iter_errors(&ran.json)
        .map(|error| error.to_string())
        .collect();
    assert!(wrong.is_empty(), "{name}: {wrong:#?}\n{}", ran.json);
    assert!(!ran.json.is_null(), "{name}: {}", ran.said);
}

#[test]
fn real_answers_fit_the_schemas_that_are_printed() {
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 0\nprocess_ms = 0");
    let cli = Cli::ready(&practice, &server);
    practice.sample("kanyusha.csv", 6, "");
    practice.sample("mistakes.csv", 20, "--mistakes");
    let none = |line: &str| cli.run(None, line);
    let check = format!("check kanyusha.csv {KIND}");
    let sent = cli
        .clerk(&format!("send kanyusha.csv {KIND}"))
        .expect_status(0);
    let job = sent.number("job");
    fits(&practice, "send", &sent);
    for (name, ran) in [
        ("problem", none("check")),
        ("problem", cli.clerk("jobs show 77")),
        ("check", none(&check)),
        ("check", none(&check.replace("kanyusha", "mistakes"))),
        (
            "check-files",
            none(&check.replace("kanyusha.csv", "kanyusha.csv nai.csv")),
        ),
        (
            "trial",
            cli.clerk(&format!("send mistakes.csv {KIND} --dry-run")),
        ),
        ("job", cli.approver(&format!("approve {job}"))),
        ("send", cli.clerk(&format!("send --job {job} --wait"))),
        ("send", cli.clerk(&format!("jobs show {job}"))),
        ("result", cli.clerk(&format!("result {job} --out ."))),
        (
            "hand-over",
            cli.clerk(&format!("branch-numbers {job} --out edaban.csv")),
        ),
        ("jobs", cli.clerk("jobs")),
        ("jobs", cli.clerk("queue")),
        ("decisions", cli.clerk(&format!("decisions list {job}"))),
        ("reasons", cli.clerk("decisions reasons")),
        ("kinds", none("kinds")),
        ("codes", none("codes")),
        ("layout-list", cli.admin("layout list")),
        (
            "pia",
            none("pia --people 300000 --handlers 499 --incident no"),
        ),
        ("audit-verify", cli.admin("audit verify")),
        ("disposals", cli.admin("audit disposals")),
        ("retention", cli.admin("audit retention")),
        ("self-check", none("doctor")),
        ("users", cli.admin("users list")),
        ("profiles", cli.admin("profile list")),
        ("settings", cli.admin("settings")),
        ("index", cli.admin("index show")),
        ("connection-test", none("connection test")),
        ("certificates", cli.admin("cert list")),
        (
            "certificate-file",
            none("cert show RENSHU01.p12 --pass-file p12.secret"),
        ),
        ("backups", cli.admin("backup")),
        ("cases", cli.clerk("case list")),
        ("mismatches", cli.clerk("mismatch list")),
        ("lookups", cli.clerk("lookups list")),
        ("numbers", cli.clerk("numbers list")),
        ("timelines", cli.clerk("timeline list")),
    ] {
        fits(&practice, name, &ran);
    }
}

#[test]
fn the_program_tells_of_itself() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    fs::create_dir(practice.file("man")).unwrap();
    let pages = cli.run(None, "man --out man").expect_status(0);
    assert!(pages.json.as_array().unwrap().len() > 70);
    let page = fs::read_to_string(practice.file("man/kakehashi-check.1")).unwrap();
    assert!(
        page.contains("終了コード") && page.contains("ファイルを検査する"),
        "{page}"
    );
    for (line, said) in [
        ("completions bash", "_kakehashi"),
        ("completions powershell", "Register-ArgumentCompleter"),
        ("completions fish", "complete -c kakehashi"),
        ("help exit-codes", "終了コード:"),
        ("help kinds", "member-registration"),
        ("help encodings", "cp932"),
        ("help environment", "KAKEHASHI_PROFILE"),
        ("help jobs show", "使い方: kakehashi jobs show"),
        ("check --help", "見つかったことをCSVに書き出す"),
    ] {
        let output = begun(|| cli.command(None, line).output());
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && text.contains(said),
            "{line}: {text}"
        );
    }
    cli.run(None, "help nai").expect_code("INPUT_INVALID", 2);
    cli.run(None, "schema nai").expect_code("INPUT_INVALID", 2);
}

#[test]
fn of_several_outputs_none_is_written_when_one_of_them_cannot_be() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    practice.sample("m.csv", 20, "--mistakes");
    for (others, code) in [
        ("--junit nai/j.xml", "OUTPUT_FOLDER_MISSING"),
        ("--junit f.csv", "OUTPUT_EXISTS"),
        ("--sarif m.csv", "OUTPUT_EXISTS"),
        ("--sarif -", "OUTPUT_UNWRITABLE"),
    ] {
        let line = format!("check m.csv {KIND} --findings f.csv {others}");
        cli.run(None, &line).expect_code(code, 2);
        assert!(!practice.file("f.csv").exists(), "{others}");
    }
    let line = format!("check m.csv {KIND} --findings -");
    cli.run(None, &line).expect_code("OUTPUT_UNWRITABLE", 2);
    assert!(!practice.file("-").exists());
}
