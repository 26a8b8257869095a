//! The log as a file: JSON lines with the same texts, and a last line with the head and the terminal's signature over it.
//! [`verify_export`] needs nothing else.

use super::{AuditReport, PaperHead, chain::Chain};
use crate::{Reader, shelf::to_body, signing::Signature};
use kakehashi_domain::{Code, Fault, Outcome};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Read, Write};

/// Longest line of an export that is read; an entry is far shorter.
const LINE_MOST: u64 = 1 << 20;

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Entry {
        entry: u32,
        body: String,
        hash: String,
    },
    Head {
        entries: u32,
        head: String,
        #[serde(flatten)]
        signature: Option<Signature>,
    },
}

impl Reader {
    /// Writes the log as JSON lines with the head, signed, as the last line. Gives the number of entries.
    ///
    /// # Errors
    /// Those of the database; `OUTPUT_UNWRITABLE`.
    pub fn export_audit(&self, sink: &mut impl Write) -> Outcome<u32> {
        let unwritable = |e: std::io::Error| Fault::of_writing(&e, Code::OutputUnwritable);
        let mut put = |line: &Line| writeln!(sink, "{}", to_body(line)?).map_err(unwritable);
        // What comes meanwhile comes behind the head.
        let _one_moment = self.one_moment()?;
        self.each_audit(1..=u32::MAX, |entry, body, hash| {
            put(&Line::Entry {
                entry,
                body: body.to_owned(),
                hash: hash.to_owned(),
            })
        })?;
        let (entries, head) = self.audit_head()?;
        let signature = Some(self.sign(&signed(entries, &head))?);
        put(&Line::Head {
            entries,
            head,
            signature,
        })?;
        Ok(entries)
    }
}

/// What is signed of a head.
fn signed(entries: u32, head: &str) -> String {
    format!("kakehashi audit head v1\n{entries} {head}")
}

/// Verifies an exported log by itself.
///
/// # Errors
/// `NOT_AN_AUDIT_LOG` when it isn't such an export at all.
pub fn verify_export(mut source: impl BufRead, paper: Option<&PaperHead>) -> Outcome<AuditReport> {
    let unreadable = |e: String| Fault::new(Code::NotAnAuditLog).with("file", "").because(e);
    let mut chain = Chain::seeking(paper);
    let mut closed = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        let mut some = source.by_ref().take(LINE_MOST);
        let read = some.read_until(b'\n', &mut line);
        if read.map_err(|e| unreadable(e.to_string()))? == 0 {
            break;
        }
        match serde_json::from_slice(&line) {
            Ok(Line::Entry { entry, body, hash }) if closed.is_none() => {
                chain.take(entry, &body, &hash);
            }
            Ok(Line::Head {
                entries,
                head,
                signature,
            }) if closed.is_none() => closed = Some((entries, head, signature)),
            Ok(_) => chain.fail(),
            Err(e) if chain.count == 0 && !(e.is_eof() && line.starts_with(b"{")) => {
                return Err(unreadable(e.to_string()));
            }
            Err(_) => {
                chain.fail();
                break;
            }
        }
    }
    let is_open = closed.is_none();
    if chain.count == 0 && is_open {
        chain.fail(); // Nothing at all is what is left of a log that was cut to nothing.
    }
    let (entries, head, signature) = closed.unwrap_or_default();
    let holds = |it: &Signature| it.is_of(&signed(entries, &head));
    let is_forged = signature.as_ref().is_some_and(|it| !holds(it));
    let signed_by = signature.filter(|_| !is_forged).map(|it| it.key);
    let report = chain.close(entries, &head);
    Ok(AuditReport {
        is_cut: report.is_cut || (is_open && report.first_broken == Some(report.entries + 1)),
        signed_by,
        is_forged,
        ..report
    })
}

#[cfg(test)]
mod tests {
    use super::{super::tests::with_five, *};

    #[test]
    fn a_line_without_end_takes_no_memory() {
        let (_dir, store) = with_five();
        let mut file = Vec::new();
        store.export_audit(&mut file).unwrap();
        let first = file.iter().position(|b| *b == b'\n').unwrap() + 1;
        let endless = std::io::repeat(b'x').take(1 << 32);
        let source = std::io::BufReader::new((&file[..first]).chain(endless));
        let report = verify_export(source, None).unwrap();
        assert_eq!((report.entries, report.first_broken), (1, Some(2)));
    }

    #[test]
    fn an_export_is_verified_without_the_store() {
        let (_dir, store) = with_five();
        let mut file = Vec::new();
        assert_eq!(store.export_audit(&mut file).unwrap(), 5);
        let of_file = verify_export(&file[..], None).unwrap();
        assert_eq!(of_file.signed_by, Some(store.signing_key().unwrap()));
        assert_eq!(
            AuditReport {
                signed_by: None,
                ..of_file.clone()
            },
            store.verify_audit(None).unwrap()
        );
        let text = String::from_utf8(file).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let without_last = lines[..5].join("\n");
        assert_eq!(
            verify_export(without_last.as_bytes(), None)
                .unwrap()
                .first_broken,
            Some(6)
        );
        let altered = text.replacen("renshu", "tanin", 1);
        assert_eq!(
            verify_export(altered.as_bytes(), None)
                .unwrap()
                .first_broken,
            Some(1)
        );
        assert!(verify_export(&b"hello"[..], None).is_err());
    }
    #[test]
    fn a_head_that_the_terminal_did_not_sign_is_told() {
        let (_dir, store) = with_five();
        let mut file = Vec::new();
        store.export_audit(&mut file).unwrap();
        let text = String::from_utf8(file).unwrap();
        let (body, last) = text.trim_end().rsplit_once('\n').unwrap();
        let head: serde_json::Value = serde_json::from_str(last).unwrap();
        let with = |name: &str, value: &str| {
            let mut head = head.clone();
            head[name] = value.into();
            let report = verify_export(format!("{body}\n{head}\n").as_bytes(), None).unwrap();
            assert_eq!(report.first_broken, None, "{name}");
            (report.is_forged, report.signed_by)
        };
        let other_key = "1".repeat(64);
        assert_eq!(with("key", &other_key), (true, None));
        assert_eq!(with("signature", "00"), (true, None));
        let unsigned = format!("{body}\n{{\"entries\":5,\"head\":{}}}\n", head["head"]);
        let report = verify_export(unsigned.as_bytes(), None).unwrap();
        assert_eq!((report.is_forged, report.signed_by), (false, None));
    }
}
