//! A corrected copy holds what was accepted and nothing else.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_domain::Code;
use kakehashi_layouts::{Correction, FindingCode, correct};
use support::*;

fn correction(row: u32, column: &str, after: &str) -> Correction {
    Correction {
        row,
        column: column.to_owned(),
        after: after.to_owned(),
        reason: FindingCode::ShownAsDot,
    }
}

fn original() -> Vec<u8> {
    let first = row(
        MEMBERS,
        &[("name_kanji", "髙﨑　花子"), ("address", "見本〜町")],
    );
    file(MEMBERS, &[first, second(&[])])
}

fn corrected(corrections: Vec<Correction>) -> Result<(String, String), kakehashi_domain::Fault> {
    let (mut copy, mut list) = (Vec::new(), Vec::new());
    let source = original();
    let layout = layout(MEMBERS);
    correct(source.as_slice(), layout, corrections, &mut copy, &mut list)?;
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ok((text(copy), text(list)))
}

#[test]
fn what_the_check_proposes_can_be_accepted_and_is_listed() {
    let (findings, _) = check_file(MEMBERS, &original()).unwrap();
    let accepted = findings.into_iter().map(|finding| Correction {
        row: finding.row,
        column: finding.column.unwrap(),
        after: finding.replacement.unwrap(),
        reason: finding.code,
    });
    let (copy, list) = corrected(accepted.collect()).unwrap();
    let expected = String::from_utf8(original()).unwrap();
    assert_eq!(copy, expected.replace("髙﨑", "高崎").replace('〜', "～"));
    assert_eq!(
        list,
        "\u{FEFF}行,項目,変更前,変更後,理由\n\
         1,漢字氏名,髙﨑　花子,高崎　花子,●で表示されることのある字\n\
         1,住所,見本〜町,見本～町,変換で変わることのある字\n"
    );
    assert!(check_file(MEMBERS, copy.as_bytes()).unwrap().0.is_empty());
}

#[test]
fn without_corrections_the_copy_is_the_file() {
    let (copy, list) = corrected(Vec::new()).unwrap();
    assert_eq!(copy.into_bytes(), original());
    assert_eq!(list.lines().count(), 1);
}

#[test]
fn numbers_wrong_values_and_cells_that_are_not_there_are_refused() {
    for (correction, code) in [
        (
            correction(1, "個人番号", "548836529885"),
            Code::InputInvalid,
        ),
        (correction(1, "漢字氏名", "練\u{E000}"), Code::InputInvalid),
        (correction(1, "性別", "3"), Code::InputInvalid),
        (correction(1, "ない項目", "3"), Code::Internal),
        (correction(3, "漢字氏名", "練習"), Code::Internal),
    ] {
        let shown = format!("{correction:?}");
        let fault = corrected(vec![correction]).unwrap_err();
        assert_eq!(fault.code, code, "{shown}");
        assert!(!format!("{fault:?}").contains("548836529885"));
    }
}
