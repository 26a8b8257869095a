//! A house whose 基幹システム writes Shift_JIS: one setting for all kinds, told to the server by ⑦, and no definition imported.

use crate::kit::{FAST, carry};
use encoding_rs::SHIFT_JIS;
use kakehashi_acceptance::{Cli, Practice};
use std::fs;

const CP932_OF_7: &str = "3";

/// A sample as the house writes it.
fn sample(practice: &Practice, kind: &str, name: &str, rows: u32) {
    practice.simulator(&format!("sample --kind {kind} --rows {rows} --out {name}"));
    let file = practice.file(name);
    let text = fs::read_to_string(&file).unwrap();
    let mut text = text.replace("encoding=\"UTF-8\"", "encoding=\"Windows-31J\"");
    if let Some((before, after)) = text.split_once("<character_code>") {
        let (_, after) = after.split_once('<').unwrap();
        text = format!("{before}<character_code>{CP932_OF_7}<{after}");
    }
    let (bytes, _, lost) = SHIFT_JIS.encode(&text);
    assert!(!lost, "{kind}");
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_shift_jis_house_sends_without_importing_a_definition() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let utf8 = cli.admin("layout encoding").expect_status(0);
    assert_eq!(utf8.text("encoding"), "utf-8");
    cli.clerk("layout encoding cp932")
        .expect_code("PERMISSION_DENIED", 3);
    cli.admin("layout encoding sjis")
        .expect_code("INPUT_INVALID", 2);

    // Before the setting, the check names what the file is written in.
    sample(&practice, "member-registration", "first.csv", 3);
    let other = cli.clerk("send first.csv --kind member-registration");
    let other = other.expect_code("WRONG_ENCODING", 2);
    assert!(other.said.contains("CP932"), "{}", other.said);

    cli.admin("layout encoding CP932").expect_status(0);
    let kinds = cli.run(None, "kinds").expect_status(0);
    let mut kinds: Vec<(String, String)> = kinds
        .json
        .as_array()
        .unwrap()
        .iter()
        .filter(|kind| {
            let name = kind["kind"].as_str().unwrap();
            let is_sent = !name.ends_with("-result") && name != "distribution-master";
            (kind["group"] == "マスター" && is_sent) || name == "member-registration"
        })
        .map(|kind| ["kind", "extension"].map(|name| kind[name].as_str().unwrap().to_owned()))
        .map(|[kind, extension]| (kind, extension))
        .collect();
    // The server is told first.
    kinds.sort_by_key(|(kind, _)| kind != "insurer-definition");
    assert!(kinds.len() >= 8, "{kinds:?}");
    for (kind, extension) in &kinds {
        let (name, rows) = (
            format!("{kind}.{extension}"),
            u32::from(kind != "insurer-definition") * 4 + 1,
        );
        sample(&practice, kind, &name, rows);
        let job = cli.release_kind(kind, &name, "");
        let done = carry(&cli, job);
        assert_eq!(
            done.number("ok_rows"),
            u64::from(rows),
            "{kind}: {}",
            done.json
        );
        if kind == "member-registration" {
            cli.clerk(&format!("jobs show {job}")).expect_status(0);
            cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
            let out = format!("branch-numbers {job} --out edaban.csv");
            cli.clerk(&out).expect_status(0);
        }
    }
    let handed_over = fs::read(practice.file("edaban.csv")).unwrap();
    let (text, _, malformed) = SHIFT_JIS.decode(&handed_over);
    assert!(!malformed && text.contains("記号"), "{text}");
    assert!(std::str::from_utf8(&handed_over).is_err());
}

/// What of a house's character codes a file shows: its bytes as text.
fn text_of(bytes: &[u8], encoding: &str) -> String {
    let codec = match encoding {
        "cp932" | "shift_jis" => SHIFT_JIS,
        "euc-jp" => encoding_rs::EUC_JP,
        "utf-16le" => encoding_rs::UTF_16LE,
        "utf-16be" => encoding_rs::UTF_16BE,
        _ => encoding_rs::UTF_8,
    };
    let (text, _, malformed) = codec.decode(bytes);
    assert!(!malformed, "{encoding}");
    text.into_owned()
}

/// A sample in the character code of a house.
fn house_sample(practice: &Practice, house: &str, kind: &str, name: &str, more: &str) {
    let plain = house.trim_end_matches("-bom");
    let line = format!("sample --kind {kind} --encoding {plain} --out {name} {more}");
    practice.simulator(&line);
    if house != plain {
        let file = practice.file(name);
        let bytes = [b"\xEF\xBB\xBF".to_vec(), fs::read(&file).unwrap()].concat();
        fs::write(file, bytes).unwrap();
    }
}

/// Six people as a house writes them, the last with a 性別 that is none.
fn write_with_one_mistake(practice: &Practice, house: &str, seed: usize, name: &str) {
    let line = format!("sample --kind member-registration --rows 6 --seed {seed} --out plain.csv");
    practice.simulator(&line);
    let plain = fs::read_to_string(practice.file("plain.csv")).unwrap();
    let mut rows: Vec<Vec<&str>> = plain.lines().map(|row| row.split(',').collect()).collect();
    let sex = rows[0].iter().position(|title| *title == "性別").unwrap();
    rows[6][sex] = "8";
    let rows: Vec<String> = rows.iter().map(|row| row.join(",") + "\r\n").collect();
    let text = rows.concat();
    let text = text.trim_start_matches('\u{FEFF}');
    let bytes = match house {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "utf-8-bom" => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        "euc-jp" => encoding_rs::EUC_JP.encode(text).0.into_owned(),
        "utf-8" => text.as_bytes().to_vec(),
        _ => SHIFT_JIS.encode(text).0.into_owned(),
    };
    fs::write(practice.file(name), bytes).unwrap();
}

#[test]
fn every_character_code_is_one_for_sending_leaving_out_results_and_what_is_handed_over() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let houses = [
        "utf-8-bom",
        "cp932",
        "shift_jis",
        "utf-16le",
        "utf-16be",
        "euc-jp",
    ];
    for (seed, house) in houses.into_iter().enumerate() {
        let (told, members) = (format!("told-{house}.xml"), format!("members-{house}.csv"));
        cli.admin(&format!("layout encoding {house}"));
        house_sample(&practice, house, "insurer-definition", &told, "--rows 1");
        let job = cli.release_kind("insurer-definition", &told, "");
        carry(&cli, job);
        let stand = cli.admin("layout encoding").expect_status(0);
        assert_eq!(stand.json["differs"], false, "{house}: {}", stand.json);

        write_with_one_mistake(&practice, house, seed + 1, &members);
        let against = format!("check {members} --kind member-registration --against {members}");
        let checked = cli.run(None, &against).expect_status(1);
        assert_eq!(checked.number("rows"), 6, "{house}");
        assert_eq!(checked.json["by_code"]["CODE_UNKNOWN"], 1, "{house}");
        let send = format!("send {members} --kind member-registration --exclude-errors");
        let sent = cli.clerk(&send).expect_status(1);
        assert_eq!(
            sent.text("state"),
            "awaiting-approval",
            "{house}: {}",
            sent.json["findings"]
        );
        let job = sent.number("job");
        cli.approver(&format!("approve {job}")).expect_status(0);
        let done = carry(&cli, job);
        assert_eq!(done.number("ok_rows"), 5, "{house}: {}", done.json);
        let (out, branches) = (format!("out-{house}"), format!("edaban-{house}.csv"));
        fs::create_dir(practice.file(&out)).unwrap();
        cli.clerk(&format!("result {job} --out {out}"));
        let written = fs::read_dir(practice.file(&out)).unwrap().flatten();
        let written: Vec<_> = written.map(|entry| entry.path()).collect();
        assert!(!written.is_empty(), "{house}");
        for file in written {
            let text = text_of(&fs::read(file).unwrap(), house);
            assert!(text.contains("処理結果メッセージ"), "{house}: {text}");
        }
        cli.clerk(&format!("branch-numbers {job} --out {branches}"))
            .expect_status(0);
        let text = text_of(&fs::read(practice.file(&branches)).unwrap(), house);
        assert!(text.contains("被保険者枝番"), "{house}: {text}");
        cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
    }
}

#[test]
fn a_file_in_another_character_code_is_named_and_read_so_and_a_finished_one_keeps_its_own() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    house_sample(
        &practice,
        "cp932",
        "member-registration",
        "first.csv",
        "--rows 4",
    );
    let checked = cli.run(None, "check first.csv --kind member-registration");
    let checked = checked.expect_code("WRONG_ENCODING", 2);
    assert!(
        checked.said.contains("--encoding cp932"),
        "{}",
        checked.said
    );
    cli.run(
        None,
        "check first.csv --kind member-registration --encoding cp932",
    )
    .expect_status(0);
    cli.clerk("send first.csv --kind member-registration")
        .expect_code("WRONG_ENCODING", 2);
    let sent = cli.clerk("send first.csv --kind member-registration --encoding cp932");
    let job = sent.expect_status(0).number("job");
    cli.approver(&format!("approve {job}")).expect_status(0);
    assert_eq!(carry(&cli, job).number("ok_rows"), 4);
    cli.clerk(&format!("jobs show {job}")).expect_status(0);
    cli.clerk(&format!("jobs confirm {job}")).expect_status(0);

    // The house changes its character code: what was sent before is read as it was then.
    cli.admin("layout encoding utf-16le").expect_status(0);
    cli.clerk(&format!("branch-numbers {job} --out later.csv"))
        .expect_status(0);
    let text = text_of(&fs::read(practice.file("later.csv")).unwrap(), "utf-16le");
    assert_eq!(text.lines().count(), 5, "{text}");
    // And a file of before is compared with, whichever way it is written.
    house_sample(
        &practice,
        "utf-16le",
        "member-registration",
        "second.csv",
        "--rows 4",
    );
    let against = "check second.csv --kind member-registration --against first.csv";
    assert!(cli.run(None, against).status <= 1);
}

#[test]
fn what_the_server_is_told_and_what_is_set_here_are_one() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    house_sample(
        &practice,
        "utf-8",
        "insurer-definition",
        "told.xml",
        "--rows 1",
    );
    let file = practice.file("told.xml");
    let text = fs::read_to_string(&file).unwrap();
    let other = text.replace("<character_code>1<", "<character_code>3<");
    assert_ne!(text, other);
    fs::write(practice.file("other.xml"), other).unwrap();
    let checked = cli.run(None, "check other.xml --kind insurer-definition");
    let checked = checked.expect_status(1);
    assert_eq!(checked.json["by_code"]["ENCODING_NOT_OWN"], 1);
    let job = cli.release_kind("insurer-definition", "told.xml", "");
    carry(&cli, job);
    let differs = cli.admin("layout encoding cp932").expect_status(1);
    assert_eq!(differs.json["differs"], true, "{}", differs.json);
    assert_eq!(differs.text("told"), "UTF-8");
}
