//! The terminal's own data: not there, not to be opened, damaged. Whatever it is, it stays as it is.

use kakehashi_acceptance::{Cli, Practice};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

const PAGE: usize = 4096;
type Damage = fn(&mut Vec<u8>);

/// The data; the service log isn't, which tells that somebody tried.
fn contents(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(dir).unwrap().flatten();
    let files = files.filter(|it| it.path().is_file() && it.file_name() != "kakehashi.log");
    files
        .map(|entry| (entry.path(), fs::read(entry.path()).unwrap()))
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.join("work")).unwrap();
    for (path, bytes) in contents(from) {
        fs::write(to.join(path.file_name().unwrap()), bytes).unwrap();
    }
}

#[test]
fn a_key_that_is_missing_or_wrong_opens_nothing_and_harms_nothing() {
    let practice = Practice::new();
    let nowhere = Cli::new(&practice);
    nowhere.clerk("jobs").expect_code("NOT_SET_UP", 5);
    fs::write(practice.file("short.secret"), "mijikai").unwrap();
    let init = "init --admin kanri --password-file admin.secret";
    nowhere
        .with_key(Some("short"))
        .run(None, init)
        .expect_code("INPUT_INVALID", 2);
    nowhere.clerk("jobs").expect_code("NOT_SET_UP", 5);

    let cli = Cli::set_up(&practice, "https://localhost:9");
    let before = contents(&practice.file("terminal"));
    cli.with_key(Some("wrong"))
        .clerk("jobs")
        .expect_code("KEY_PASS_PHRASE_WRONG", 5);
    cli.with_key(None)
        .clerk("jobs")
        .expect_code("KEY_PASS_PHRASE_NEEDED", 5);
    cli.with_key(None)
        .run(None, init)
        .expect_code("ALREADY_SET_UP", 5);
    assert_eq!(contents(&practice.file("terminal")), before);
    cli.clerk("jobs").expect_status(0);
}

#[test]
fn damaged_data_is_named_and_left_for_those_who_can_mend_it() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let whole = practice.file("terminal");
    let database = fs::read(whole.join("terminal.db")).unwrap();
    assert!(database.len() > 8 * PAGE);
    let cut = |bytes: &mut Vec<u8>| bytes.truncate(PAGE);
    let first = |bytes: &mut Vec<u8>| bytes[100..200].fill(0x5a);
    let all_but_first = |bytes: &mut Vec<u8>| bytes[PAGE..].fill(0x5a);
    let emptied = |bytes: &mut Vec<u8>| bytes.clear();
    let damages: [(&str, Damage); 4] = [
        ("first", first),
        ("cut", cut),
        ("all-but-first", all_but_first),
        ("emptied", emptied),
    ];
    for (name, damage) in damages {
        let dir = practice.file(name);
        copy(&whole, &dir);
        let mut bytes = database.clone();
        damage(&mut bytes);
        fs::write(dir.join("terminal.db"), bytes).unwrap();
        let before = contents(&dir);
        let refused = cli.in_dir(name).clerk("jobs");
        let refused = refused.expect_code("DATA_DAMAGED", 5);
        assert!(!refused.said.contains("ERROR"), "{}", refused.said);
        assert_eq!(contents(&dir), before, "{name} is untouched");
    }

    copy(&whole, &practice.file("gone"));
    fs::remove_file(practice.file("gone/terminal.db")).unwrap();
    let gone = cli.in_dir("gone");
    gone.clerk("jobs").expect_code("DATA_DAMAGED", 5);
    assert!(!practice.file("gone/terminal.db").exists());

    copy(&whole, &practice.file("other-key"));
    let stranger = cli.in_dir("stranger");
    stranger
        .run(None, "init --admin kanri --password-file admin.secret")
        .expect_status(0);
    fs::copy(
        practice.file("stranger/key.json"),
        practice.file("other-key/key.json"),
    )
    .unwrap();
    let before = contents(&practice.file("other-key"));
    let other_key = cli.in_dir("other-key");
    other_key.clerk("jobs").expect_code("DATA_KEY_WRONG", 5);
    let init = "init --admin kanri --password-file admin.secret";
    other_key.run(None, init).expect_code("ALREADY_SET_UP", 5);
    assert_eq!(contents(&practice.file("other-key")), before);

    // One changed word makes no new terminal of it.
    let note = fs::read_to_string(whole.join("key.json")).unwrap();
    let put = |note: &str| fs::write(practice.file("other-key/key.json"), note).unwrap();
    put(&note.replacen("true", "false", 1));
    other_key.run(None, init).expect_code("ALREADY_SET_UP", 5);
    other_key.clerk("jobs").expect_status(0);
    put(&note.replacen("keeper", "holder", 1));
    let before = contents(&practice.file("other-key"));
    other_key.clerk("jobs").expect_code("KEY_MISSING", 5);
    other_key.run(None, init).expect_code("KEY_MISSING", 5);
    fs::remove_file(practice.file("other-key/key.json")).unwrap();
    other_key.clerk("jobs").expect_code("KEY_MISSING", 5);
    other_key.run(None, init).expect_code("KEY_MISSING", 5);
    put(&note.replacen("keeper", "holder", 1));
    assert_eq!(contents(&practice.file("other-key")), before);
    cli.clerk("jobs").expect_status(0);
}
