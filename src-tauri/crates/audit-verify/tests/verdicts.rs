//! What is said of an export that is whole, and of each way to tamper with one. The chain is made here once more;
//! `tests/cli/main_job.rs` takes the export of a real terminal.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use kakehashi_audit_verify::{Paper, Report, Verdict, Wanted, key_of, verify};
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::json;
use sha2::{Digest, Sha256};

/// An export of so many entries: its lines, and the hash of each entry.
fn export(entries: u32) -> (Vec<String>, Vec<String>) {
    let (mut lines, mut hashes) = (Vec::new(), Vec::<String>::new());
    for entry in 1..=entries {
        let body =
            json!({ "at": "2026-11-30T10:00:00+09:00", "act": "login", "note": entry }).to_string();
        let before = hashes.last().cloned().unwrap_or_default();
        let digest = Sha256::digest(format!("{before}\n{body}"));
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        lines.push(json!({ "entry": entry, "body": body, "hash": hash }).to_string());
        hashes.push(hash);
    }
    let head = hashes.last().cloned().unwrap_or_default();
    lines.push(json!({ "entries": entries, "head": head }).to_string());
    (lines, hashes)
}

fn verified(lines: &[String], head: Option<&str>) -> Report {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let head = head.map(|head| Paper::parse(head).unwrap());
    let wanted = Wanted { head, key: None };
    verify(text.as_bytes(), &wanted).unwrap()
}

#[test]
fn a_whole_log_is_intact_and_known_by_any_head_it_had() {
    let (lines, hashes) = export(5);
    let report = verified(&lines, None);
    assert_eq!((report.verdict, report.entries), (Verdict::Intact, 5));
    assert_eq!(report.head, hashes[4]);
    for head in &hashes {
        assert_eq!(verified(&lines, Some(head)).verdict, Verdict::Intact);
    }
    assert_eq!(verified(&export(0).0, None).verdict, Verdict::Intact);
}

#[test]
fn a_log_written_anew_is_told_by_the_head_on_paper() {
    let (_, paper) = export(5);
    let (mut lines, _) = export(4);
    // Whoever has the key can make a chain that fits: the same log with one entry less.
    assert_eq!(
        verified(&lines, Some(&paper[4])).verdict,
        Verdict::Rewritten
    );
    // With its number the paper also tells which entry is another, and that an export ends before it.
    let numbered =
        |entry: u32, hash: &str| verified(&lines, Some(&format!("{entry}:{hash}"))).verdict;
    assert_eq!(numbered(4, &paper[4]), Verdict::Rewritten);
    assert_eq!(numbered(4, &paper[3]), Verdict::Intact);
    assert_eq!(numbered(5, &paper[4]), Verdict::Older);
    lines.remove(0);
    assert_eq!(verified(&lines, Some(&paper[4])).verdict, Verdict::Broken);
}

#[test]
fn the_terminal_that_signed_is_known_by_its_key() {
    let (mut lines, hashes) = export(3);
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let key = hex(pair.public_key().as_ref());
    let sign = |text: &str| hex(pair.sign(text.as_bytes()).as_ref());
    let right = sign(&format!("kakehashi audit head v1\n3 {}", hashes[2]));
    let mut said = |signature: &str, wanted: Option<&str>| {
        let head = json!({ "entries": 3, "head": hashes[2], "key": key, "signature": signature });
        lines[3] = head.to_string();
        let key = wanted.map(|key| key_of(key).unwrap());
        let wanted = Wanted { head: None, key };
        let report = verify(lines.join("\n").as_bytes(), &wanted).unwrap();
        (report.verdict, report.key.is_some())
    };
    assert_eq!(said(&right, None), (Verdict::Intact, true));
    assert_eq!(
        said(&right, Some(&key.to_uppercase())),
        (Verdict::Intact, true)
    );
    assert_eq!(said(&right, Some(&"0".repeat(64))), (Verdict::Forged, true));
    assert_eq!(said(&sign("another"), None), (Verdict::Forged, false));
    assert_eq!(said("odd", None), (Verdict::Forged, false));
    // Without a signature, whoever wants this terminal's isn't content.
    let (unsigned, _) = export(3);
    let wanted = Wanted {
        head: None,
        key: Some(key.clone()),
    };
    let report = verify(unsigned.join("\n").as_bytes(), &wanted).unwrap();
    assert_eq!(report.verdict, Verdict::Forged);
    assert_eq!(verified(&unsigned, None).verdict, Verdict::Intact);
}

#[test]
fn each_tampering_is_told_with_its_place() {
    let (whole, _) = export(6);
    let changed = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines = whole.clone();
        change(&mut lines);
        let report = verified(&lines, None);
        (report.verdict, report.first_broken)
    };
    let word = changed(&|lines| lines[2] = lines[2].replace("login", "logon"));
    assert_eq!(word, (Verdict::Broken, Some(3)));
    assert_eq!(
        changed(&|lines| drop(lines.remove(1))),
        (Verdict::Broken, Some(2))
    );
    assert_eq!(
        changed(&|lines| lines.swap(3, 4)),
        (Verdict::Broken, Some(4))
    );
    assert_eq!(changed(&|lines| lines.truncate(4)), (Verdict::Cut, Some(5)));
    assert_eq!(
        changed(&|lines| drop(lines.remove(5))),
        (Verdict::Broken, Some(6))
    );
    let behind = changed(&|lines| lines.push(lines[0].clone()));
    assert_eq!(behind, (Verdict::Broken, Some(7)));
    assert_eq!(changed(&|lines| lines.clear()), (Verdict::Cut, Some(1)));
}

#[test]
fn what_is_no_log_is_named_and_takes_no_memory() {
    assert_eq!(
        verify(&b"a,b\r\n1,2\r\n"[..], &Wanted::default())
            .unwrap()
            .verdict,
        Verdict::NoLog
    );
    let endless = std::io::BufReader::new(std::io::Read::take(std::io::repeat(b'x'), 1 << 40));
    assert_eq!(
        verify(endless, &Wanted::default()).unwrap().verdict,
        Verdict::NoLog
    );
}
