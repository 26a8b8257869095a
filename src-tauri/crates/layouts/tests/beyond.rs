//! Real people whom the columns don't foresee: asked about with the right next step, never refused.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_layouts::{FindingCode as F, Severity};
use support::*;

/// What is found of one person, in any kind of file that has the columns.
fn found(changes: &[(&str, &str)]) -> Vec<(F, Severity)> {
    let (findings, _) = check_file(MEMBERS, &file(MEMBERS, &[row(MEMBERS, changes)])).unwrap();
    findings.iter().map(|it| (it.code, it.severity)).collect()
}

fn asked(code: F) -> Vec<(F, Severity)> {
    vec![(code, Severity::Confirm)]
}

#[test]
fn birth_dates_as_a_residence_record_has_them() {
    for text in [
        "不詳",
        "昭和25年不詳",
        "昭和25年5月不詳",
        "昭和25年5月頃",
        "1950",
        "195005",
        "19500000",
        "19500500",
        "1950-05",
        "S25.05",
    ] {
        assert_eq!(
            found(&[("birth_date", text)]),
            asked(F::BirthUnknown),
            "{text}"
        );
    }
    for text in ["19500230", "1950-02-11", "33112", "昭和25年2月11日"] {
        assert_eq!(
            found(&[("birth_date", text)])[0].1,
            Severity::Error,
            "{text}"
        );
    }
}

#[test]
fn a_number_that_hasn_t_come_yet() {
    for changes in [
        vec![("personal_number", "")],
        vec![("personal_number", ""), ("change_kind", "3")],
        vec![
            ("personal_number", ""),
            ("change_kind", "2"),
            ("lost_on", "20260410"),
        ],
    ] {
        assert_eq!(found(&changes), asked(F::NumberAwaited), "{changes:?}");
    }
    let both = found(&[("personal_number", ""), ("number_source", "")]);
    assert_eq!(
        both,
        [asked(F::NumberAwaited), asked(F::NumberAwaited)].concat()
    );
    // Where the row brings a number, or says where one is from, it must be there.
    let corrected = found(&[("personal_number", ""), ("change_kind", "4")]);
    assert!(corrected.contains(&(F::RequiredWhen, Severity::Error)));
    let sourceless = found(&[("number_source", "")]);
    assert_eq!(sourceless, [(F::RequiredEmpty, Severity::Error)]);
}

#[test]
fn a_home_abroad_or_none() {
    for address in [
        "",
        "海外",
        "国内住所なし",
        "アメリカ合衆国ニューヨーク州",
        "中華人民共和国北京市",
    ] {
        let findings = found(&[("address", address), ("postal_code", "")]);
        assert!(!findings.is_empty(), "{address}");
        let is_asked = |it: &(F, Severity)| *it == (F::NoHomeInJapan, Severity::Confirm);
        assert!(findings.iter().all(is_asked), "{address}");
    }
    for placeholder in ["0000000", "999-9999"] {
        assert_eq!(
            found(&[("postal_code", placeholder)]),
            asked(F::NoHomeInJapan)
        );
    }
    // A home in Japan has both.
    let error = [(F::RequiredEmpty, Severity::Error)];
    assert_eq!(found(&[("postal_code", "")]), error);
    // A 健保組合 need not ask the address (健保則36条の2): a person says whether that is so here.
    assert_eq!(found(&[("address", "")]), asked(F::NoHomeInJapan));
}

#[test]
fn an_address_that_ends_with_its_municipality() {
    for address in [
        "東京都",
        "北海道",
        "大阪府大阪市北区",
        "東京都練習区",
        "長野県見本郡見本村",
    ] {
        assert_eq!(
            found(&[("address", address)]),
            asked(F::AddressCut),
            "{address}"
        );
    }
    for address in [
        "東京都練習区見本町1",
        "沖縄県見本村無番地",
        "東京都練習区見本町一丁目",
    ] {
        assert_eq!(found(&[("address", address)]), [], "{address}");
    }
}

#[test]
fn names_that_are_longer_or_of_other_letters() {
    let long = "パブロ・ディエゴ・ホセ・フランシスコ・デ・パウラ・フアン・ネポムセーノ・マリア・デ・ロス・レメディオス・シプリアーノ・デ・ラ・サンティシマ・トリニダード";
    assert_eq!(found(&[("name_kanji", long)]), asked(F::NameLong));
    assert_eq!(found(&[("name_kana", &long.repeat(2))]), asked(F::NameLong));
    for kana in [
        "SMITH　JOHN",
        "ＳＭＩＴＨ",
        "サトウ－スミス　ジョン",
        "オ'ブライアン",
        "オ’ブライアン",
    ] {
        assert_eq!(
            found(&[("name_kana", kana)]),
            asked(F::NameForeign),
            "{kana}"
        );
    }
    for kana in [
        "佐藤　タロウ",
        "サト一　タロウ",
        "さとう　タロウ",
        "サトウ　1",
    ] {
        assert_eq!(
            found(&[("name_kana", kana)])[0].1,
            Severity::Error,
            "{kana}"
        );
    }
    for kanji in ["SMITH JOHN", "O'BRIEN JOHN", "スミス　ジョン", "スカルノ"] {
        assert_eq!(found(&[("name_kanji", kanji)]), [], "{kanji}");
    }
}

#[test]
fn the_gates_know_a_person_without_a_birth_date_by_the_rest() {
    let unknown = ("birth_date", "昭和55年不詳");
    let twice = [
        row(MEMBERS, &[]),
        row(MEMBERS, &[unknown, ("number", "99")]),
    ];
    let (findings, _) = check_file(MEMBERS, &file(MEMBERS, &twice)).unwrap();
    let codes = codes(&findings);
    assert_eq!(
        codes,
        [
            F::BirthUnknown,
            F::NumberTwoRegistrations,
            F::NumberTwoRegistrations
        ]
    );
}
