use super::*;
use crate::{DataPlace, KeyCare, Owner, Store, database::tests::open};
use kakehashi_domain::Shelf;
use std::{fs, io::Write, path::Path};

const AT: &str = "2026-11-30T03:00:00Z";
const PHRASE: &str = "toi-yama-no-rakuda";
const WHO: &str = "練習太郎 123456789018";

fn keep(store: &mut Store, id: u32, content: &[u8]) -> String {
    let mut writer = DataPlace::seal(store.place().dir()).unwrap();
    writer.write_all(content).unwrap();
    let sealed = writer.finish().unwrap();
    let part = Owner {
        of: Shelf::Job,
        id,
        part: "source",
    };
    store.transact(|s| s.add_sealed(&sealed, part, AT)).unwrap();
    sealed.file().id.clone()
}

/// A place with a record, an entry in its log and a sealed file; gives the file's name.
fn lived_in(dir: &Path) -> (Store, String) {
    let mut store = open(dir).unwrap();
    let entry = crate::AuditEntry {
        at: AT.to_owned(),
        ..Default::default()
    };
    let written = store.transact(|s| {
        s.put(Shelf::Setting, "name", &WHO)?;
        s.add_audit(&entry)
    });
    written.unwrap();
    let file = keep(&mut store, 1, WHO.as_bytes());
    (store, file)
}

fn backup(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    let seal = BackupSeal::make(PHRASE).unwrap();
    let source = store.backup_source().unwrap();
    source.write(&mut bytes, &seal, (AT, "0")).unwrap();
    bytes
}

#[test]
fn what_was_backed_up_comes_back_elsewhere_and_what_was_there_is_set_aside() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (store, file) = lived_in(here.path());
    let bytes = backup(&store);
    assert!(!bytes.windows(12).any(|window| window == b"123456789018"));

    fs::write(there.path().join("terminal.db"), "years of work").unwrap();
    let unpacked = Unpacked::open(&bytes[..], PHRASE, there.path()).unwrap();
    assert_eq!(unpacked.contents.files, 1);
    assert_eq!(unpacked.inspect().unwrap().entries, 1);
    let place = DataPlace::take(there.path()).unwrap();
    let care = KeyCare::PassPhrase("another phrase");
    let (key, aside) = unpacked.put(&place, care, "1").unwrap();
    let aside = fs::read(aside.unwrap().join("terminal.db")).unwrap();
    assert_eq!(aside, b"years of work");
    assert!(place.bring_key(Some("another phrase")).unwrap() == key);
    let store = Store::open(place, &key).unwrap();
    let name: Option<String> = store.get(Shelf::Setting, "name").unwrap();
    assert_eq!(name.as_deref(), Some(WHO));
    let mut text = String::new();
    let mut sealed = store.open_sealed(&file).unwrap();
    std::io::Read::read_to_string(&mut sealed, &mut text).unwrap();
    assert_eq!(text, WHO);
}

#[test]
fn a_look_into_a_backup_leaves_nothing_and_touches_nothing() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let bytes = backup(&lived_in(here.path()).0);
    let unpacked = Unpacked::open(&bytes[..], PHRASE, there.path()).unwrap();
    unpacked.inspect().unwrap();
    drop(unpacked);
    assert_eq!(fs::read_dir(there.path()).unwrap().count(), 0);
}

#[test]
fn a_wrong_pass_phrase_and_every_change_or_cut_is_told() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let bytes = backup(&lived_in(here.path()).0);
    let code = |bytes: &[u8], phrase| {
        let opened = Unpacked::open(bytes, phrase, there.path());
        opened.err().map(|fault| fault.code)
    };
    assert_eq!(code(&bytes, "himitsu"), Some(Code::BackupPassPhraseWrong));
    assert_eq!(code(b"a,b,c\n", PHRASE), Some(Code::BackupDamaged));
    assert_eq!(code(b"", PHRASE), Some(Code::BackupDamaged));
    for at in [bytes.len() - 1, bytes.len() / 2, 700, 30, 5] {
        let cut = code(&bytes[..at], PHRASE);
        assert!(cut.is_some(), "cut at {at}");
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(code(&changed, PHRASE).is_some(), "changed at {at}");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(code(&longer, PHRASE).is_some());
    assert_eq!(fs::read_dir(there.path()).unwrap().count(), 0);
}

#[test]
fn a_file_that_is_written_meanwhile_disturbs_nothing() {
    let here = tempfile::tempdir().unwrap();
    let (mut store, _) = lived_in(here.path());
    let source = store.backup_source().unwrap();
    let gone = keep(&mut store, 2, b"soon disposed of");
    let seal = BackupSeal::make(PHRASE).unwrap();
    store.transact(|s| s.dispose_sealed(&gone, AT)).unwrap();
    let mut bytes = Vec::new();
    let contents = source.write(&mut bytes, &seal, (AT, "0")).unwrap();
    assert_eq!(contents.files, 1);
    let left = fs::read_dir(here.path().join("work")).unwrap().count();
    assert_eq!(left, 1, "the copy of the database is gone");
}

#[test]
fn nothing_leads_out_of_the_folder() {
    let there = tempfile::tempdir().unwrap();
    for name in [
        "../out",
        "/tmp/out",
        "work/../../out",
        "key.json",
        "work/a/b",
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_size(1);
        // By hand: the library refuses to write most of these names.
        let field = &mut header.as_old_mut().name;
        field[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        let mut archive = tar::Builder::new(Vec::new());
        archive.append(&header, &b"x"[..]).unwrap();
        let archive = archive.into_inner().unwrap();
        let seal = BackupSeal::make(PHRASE).unwrap();
        let mut bytes = format!("{FIRST_LINE}{}\n", seal.identity).into_bytes();
        let sealed = age::encrypt(&seal.recipient().unwrap(), &archive).unwrap();
        bytes.extend(sealed);
        let opened = Unpacked::open(&bytes[..], PHRASE, there.path());
        assert_eq!(opened.err().unwrap().code, Code::BackupDamaged, "{name}");
    }
}
