//! Files that can't be sent: each is refused with its own code before anything of it is kept.

use encoding_rs::SHIFT_JIS;
use kakehashi_acceptance::{Cli, Practice};
use std::{collections::HashSet, fs};

const KIND: &str = "member-registration";

/// Name, kind, and the code that it is refused with.
const CASES: &[(&str, &str, &str)] = &[
    ("nai.csv", KIND, "FILE_NOT_FOUND"),
    ("folder", KIND, "FILE_IS_FOLDER"),
    ("empty.csv", KIND, "FILE_EMPTY"),
    ("heading.csv", KIND, "FILE_EMPTY"),
    ("picture.csv", KIND, "NOT_THIS_KIND"),
    ("other.csv", KIND, "NOT_THIS_KIND"),
    ("words.csv", KIND, "NOT_THIS_KIND"),
    ("book.csv", KIND, "NOT_THIS_KIND"),
    ("cp932.csv", KIND, "WRONG_ENCODING"),
    ("utf16.csv", KIND, "WRONG_ENCODING"),
    ("utf16-no-mark.csv", KIND, "WRONG_ENCODING"),
    ("right.csv", "nanika", "KIND_UNKNOWN"),
];

fn practice_with_files() -> Practice {
    let practice = Practice::new();
    let right = practice.sample("right.csv", 30, "");
    practice.sample("mistakes.csv", 30, "--mistakes");
    let text = fs::read_to_string(right).unwrap();
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (cp932, _, lossy) = SHIFT_JIS.encode(&text);
    assert!(!lossy);
    let heading = text.split_inclusive('\n').next().unwrap();
    fs::create_dir(practice.file("folder")).unwrap();
    let files: [(&str, &[u8]); 9] = [
        ("empty.csv", b""),
        ("heading.csv", heading.as_bytes()),
        (
            "picture.csv",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x03\x20\x08\x06\0\xff\xfe\xfd",
        ),
        (
            "book.csv",
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2lZ\x01\0\0",
        ),
        (
            "other.csv",
            "氏名,電話番号\r\n練習花子,00-0000-0000\r\n".as_bytes(),
        ),
        ("words.csv", b"Dear clerk,\nthis is a letter.\n"),
        ("cp932.csv", &cp932),
        ("utf16.csv", &[b"\xff\xfe", utf_16.as_slice()].concat()),
        ("utf16-no-mark.csv", &utf_16),
    ];
    for (name, bytes) in files {
        fs::write(practice.file(name), bytes).unwrap();
    }
    practice
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_its_own_code_by_check_and_by_send() {
    let practice = practice_with_files();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let before = fs::read_dir(practice.file("terminal/work"))
        .unwrap()
        .count();
    let mut codes = HashSet::new();
    for (name, kind, code) in CASES {
        let line = format!("{name} --kind {kind}");
        cli.run(None, &format!("check {line}")).expect_code(code, 2);
        if !codes.insert(code) {
            continue; // one of each is enough for the slower way
        }
        let sent = cli.clerk(&format!("send {line}")).expect_code(code, 2);
        let names_it = sent.said.contains(name);
        let needs_no_name = ["KIND_UNKNOWN", "WRONG_ENCODING"].contains(code);
        assert!(names_it || needs_no_name, "{name}: {}", sent.said);
    }
    let jobs = cli.clerk("jobs").expect_status(0);
    let alive = jobs.json.as_array().unwrap().iter();
    let alive = alive.filter(|job| job["state"] != "failed").count();
    assert_eq!(alive, 0, "{}", jobs.json);
    let after = fs::read_dir(practice.file("terminal/work"))
        .unwrap()
        .count();
    assert_eq!(after, before, "nothing is kept of a refused file");

    let sent = cli.clerk(&format!("send right.csv --kind {KIND}"));
    let sent = sent.expect_status(0);
    assert_eq!(sent.text("state"), "awaiting-approval");
}

#[test]
fn a_file_with_errors_is_not_sent_unless_the_clerk_leaves_them_out() {
    let practice = practice_with_files();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let send = format!("send mistakes.csv --kind {KIND}");
    let refused = cli.clerk(&send).expect_status(1);
    assert_eq!(refused.text("state"), "cancelled");
    assert!(
        refused.said.contains("このままでは送れません"),
        "{}",
        refused.said
    );
    assert!(
        refused.said.contains("CHECK_DIGIT"),
        "findings by code: {}",
        refused.said
    );

    let sent = cli
        .clerk(&format!("{send} --exclude-errors"))
        .expect_status(1);
    assert_eq!(sent.text("state"), "awaiting-approval");
    assert_eq!(sent.number("excluded_rows"), sent.number("error_rows"));
    let again = cli.clerk(&send).expect_code("ALREADY_TAKEN_IN", 3);
    assert!(again.said.contains(&format!("送信{}", sent.number("job"))));
    let wrong = "check right.csv --kind member-registration --findings mistakes.csv";
    cli.run(None, wrong).expect_code("OUTPUT_EXISTS", 2);
}
