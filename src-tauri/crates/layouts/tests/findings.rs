//! What a check finds, and what it doesn't.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_domain::Code;
use kakehashi_layouts::{CheckSetting, FindingCode as F, Severity, check};
use std::{collections::BTreeSet, io::Cursor, ops::ControlFlow};
use support::*;

/// One wrong cell in an otherwise right file, and the one finding that it makes.
const ONE_CELL: &[(F, &str, &str, &str)] = &[
    (F::RequiredEmpty, MEMBERS, "name_kana", ""),
    (F::RequiredEmpty, MEMBERS, "name_kanji", "　 "),
    (
        F::TooLong,
        MEMBERS,
        "symbol",
        "一二三四五六七八九十一二三四五六七八九十一",
    ),
    (F::AddressCut, MEMBERS, "address", "東京都練習区"),
    (F::CodeUnknown, MEMBERS, "sex", "3"),
    (F::CodeUnknown, MEMBERS, "sex", "１"),
    (F::DateInvalid, MEMBERS, "birth_date", "19800230"),
    (F::DateFuture, MEMBERS, "notified_on", "20260501"),
    (F::DateOrder, MEMBERS, "lost_on", "20260331"),
    (F::DateOrder, MEMBERS, "notified_on", "20260331"),
    (F::RequiredWhen, MEMBERS, "change_kind", "2"),
    (
        F::InsurerNumberInvalid,
        MEMBERS,
        "insurer_number",
        "06990015",
    ),
    (F::InsurerNotOwn, MEMBERS, "insurer_number", "39990015"),
    (F::NumberLength, MEMBERS, "personal_number", "12345678901"),
    (
        F::NumberCheckDigit,
        MEMBERS,
        "personal_number",
        "123456789019",
    ),
    (
        F::NumberLeadingZeroLost,
        MEMBERS,
        "personal_number",
        "111111111",
    ),
    (
        F::NumberFullWidth,
        MEMBERS,
        "personal_number",
        "１２３４５６７８９０１８",
    ),
    (
        F::NumberSpreadsheet,
        MEMBERS,
        "personal_number",
        "1.23457E+11",
    ),
    (F::NumberAllSame, MEMBERS, "personal_number", "000000000000"),
    (F::CardBranchInvalid, MEMBERS, "card_branch", "0"),
    (F::ServerBranchInvalid, BRANCHES, "server_branch", "K 12"),
    (F::BranchConfused, BRANCHES, "server_branch", "00"),
    (F::BranchConfused, MEMBERS, "card_branch", "K000000012"),
    (F::DateWareki, MEMBERS, "birth_date", "S55.2.11"),
    (F::DateWareki, MEMBERS, "birth_date", "5550211"),
    (F::CombiningKana, MEMBERS, "address", "か\u{3099}丘"),
    (F::CharacterTwin, MEMBERS, "address", "1−2"),
    (F::ShownAsDot, MEMBERS, "name_kanji", "髙木"),
    (F::KanaInvalid, MEMBERS, "name_kana", "れんしゅう"),
    (F::HalfWidthKana, MEMBERS, "name_kana", "ﾚﾝｼｭｳ ﾀﾛｳ"),
    (F::HalfWidthKana, MEMBERS, "address", "ﾐﾎﾝ町"),
    (F::PostalCodeInvalid, MEMBERS, "postal_code", "100000"),
    (F::DigitsInvalid, RESULTS, "row", "1a"),
    (F::DateInvalid, MEMBERS, "birth_date", "1980-02-11"),
    (F::DateInvalid, MEMBERS, "birth_date", "1980/2/11"),
    (F::AgeTooLow, MEMBERS, "birth_date", "20150211"),
    (F::AgeTooHigh, MEMBERS, "birth_date", "19510331"),
    (F::ValueUnusual, MEMBERS, "card_branch", "01"),
    (F::LetterLost, MEMBERS, "name_kanji", "練●　太郎"),
    (F::LetterLost, MEMBERS, "name_kanji", "練?　太郎"),
    (F::LetterLost, MEMBERS, "address", "見本〓町1"),
    (F::Ditto, MEMBERS, "address", "同上"),
    (F::LookAlike, MEMBERS, "name_kanji", "ニ宮　太郎"),
    (F::SpaceOdd, MEMBERS, "name_kanji", "練習　　太郎"),
    (F::SpaceOdd, MEMBERS, "name_kana", "レンシュウ　タロウ "),
    (
        F::NumberWriting,
        MEMBERS,
        "personal_number",
        "'123456789018",
    ),
    (
        F::NumberWriting,
        MEMBERS,
        "personal_number",
        "1234-5678-9018",
    ),
    (
        F::NumberWriting,
        MEMBERS,
        "personal_number",
        "123456789018.0",
    ),
    (F::SpreadsheetWriting, MEMBERS, "number", "'0088"),
    (F::SpreadsheetWriting, MEMBERS, "number", "88.0"),
    (F::SpreadsheetWriting, MEMBERS, "number", "1.2E+11"),
    (F::CardBranchInvalid, MEMBERS, "card_branch", "００"),
    (F::NumberAwaited, MEMBERS, "personal_number", ""),
    (F::BirthUnknown, MEMBERS, "birth_date", "昭和55年2月不詳"),
    (F::BirthUnknown, MEMBERS, "birth_date", "19800200"),
    (F::NoHomeInJapan, MEMBERS, "address", "海外"),
    (F::NoHomeInJapan, MEMBERS, "postal_code", "9999999"),
    (
        F::NameForeign,
        MEMBERS,
        "name_kana",
        "オ’ブライアン　ジョン",
    ),
    (F::NameForeign, MEMBERS, "name_kana", "SMITH　JOHN"),
    (F::TextCharacter, MEMBERS, "name_kanji", "練習\u{E000}"),
    (F::TextCharacter, MEMBERS, "name_kanji", "練習\0"),
    (F::TextCharacter, MEMBERS, "name_kanji", "練習\u{FFFD}"),
];

/// Files that are wrong in another way.
fn other_cases() -> Vec<(F, Vec<u8>)> {
    let right = || row(MEMBERS, &[]);
    let other = file(MEMBERS, &[second(&[])]);
    let twice = file(
        MEMBERS,
        &[row(
            MEMBERS,
            &[("change_kind", "3"), ("change_date", "20260402")],
        )],
    );
    let one_cell_less = right()[1..].to_vec();
    let empty = vec![String::new(); right().len()];
    let lf = String::from_utf8(file(MEMBERS, &[right()]))
        .unwrap()
        .replace("\r\n", "\n");
    let third = [("number", "2"), ("personal_number", "895980423139")];
    let rows = [right(), second(&[]), second(&third)];
    let mut lone_cr = String::from_utf8(file(MEMBERS, &rows[..1])).unwrap();
    lone_cr += &format!("{}\r{}\r", rows[1].join(","), rows[2].join(","));
    let same_number = second(&[("personal_number", "123456789018")]);
    let on_one = second(&[
        ("change_kind", "2"),
        ("lost_on", "20260410"),
        ("card_branch", "00"),
    ]);
    let moved = row(MEMBERS, &[("number", "99")]);
    let corrected = row(MEMBERS, &[("change_date", "20260402"), ("sex", "2")]);
    let long_ago = row(
        MEMBERS,
        &[("notified_on", "20200403"), ("acquired_on", "20200401")],
    );
    let old_child = second(&[("birth_date", "19800212")]);
    let young_parent = second(&[("relationship", "3"), ("birth_date", "19800212")]);
    let married = [("relationship", "1"), ("birth_date", "19810730")];
    let spouse = second(&married);
    let third = [("card_branch", "02"), ("personal_number", "895980423139")];
    let another = second(&[&married[..], &third[..]].concat());
    let long_name = row(MEMBERS, &[("name_kanji", &"練習".repeat(30))]);
    let other_number = row(
        MEMBERS,
        &[("change_kind", "3"), ("personal_number", "000111111111")],
    );
    vec![
        (F::ColumnCount, file(MEMBERS, &[right(), one_cell_less])),
        (F::EmptyRow, file(MEMBERS, &[right(), empty])),
        (F::LineEnd, lf.into_bytes()),
        (F::FileJoined, [&twice[..], &other[..]].concat()),
        (
            F::FileJoined,
            [&twice[..], "\u{FEFF}".as_bytes(), &other[..]].concat(),
        ),
        (F::FileJoined, [&twice[..], b"\x1A", &other[..]].concat()),
        (F::FileTail, [&twice[..], b"\x1A\r\n"].concat()),
        (F::FileTail, [&twice[..], b"\0\0\0\0"].concat()),
        (F::LoneCr, lone_cr.into_bytes()),
        (
            F::LoneQuote,
            file(MEMBERS, &[row(MEMBERS, &[("address", "見本\"町")])]),
        ),
        (F::DateOld, file(MEMBERS, &[long_ago])),
        (F::NumberTwoPeople, file(MEMBERS, &[right(), same_number])),
        (F::RegistrationTwoPeople, file(MEMBERS, &[right(), on_one])),
        (F::NumberTwoRegistrations, file(MEMBERS, &[right(), moved])),
        (F::PersonChanged, file(MEMBERS, &[right(), corrected])),
        (F::ChildOlder, file(MEMBERS, &[right(), old_child])),
        (F::ParentYounger, file(MEMBERS, &[right(), young_parent])),
        (F::TwoSpouses, file(MEMBERS, &[right(), spouse, another])),
        (F::NameLong, file(MEMBERS, &[long_name])),
        (F::PersonTwoNumbers, file(MEMBERS, &[right(), other_number])),
        (F::RegistrationTwice, file(MEMBERS, &[right(), right()])),
    ]
}

#[test]
fn every_code_is_found_by_itself() {
    let mut found = BTreeSet::new();
    for (code, kind, id, cell) in ONE_CELL {
        let bytes = file(kind, &[row(kind, &[(id, cell)])]);
        let (findings, summary) = check_file(kind, &bytes).unwrap();
        assert_eq!(codes(&findings), [*code], "{id} = {cell:?}");
        let named_rows = u32::from(code.severity() != Severity::Info);
        assert_eq!(
            summary.errors.rows + summary.confirms.rows + summary.warnings.rows,
            named_rows,
            "{code}"
        );
        found.insert(*code);
    }
    for (code, bytes) in other_cases() {
        let (findings, summary) = check_file(MEMBERS, &bytes).unwrap();
        let only: BTreeSet<F> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(only, BTreeSet::from([code]));
        assert_eq!(summary.by_code[&code] as usize, findings.len());
        found.insert(code);
    }
    found.extend(every_type::WRONG.iter().map(|(code, _)| *code)); // shown in types.rs
    found.extend([F::EofMark, F::QuoteMissing, F::QuoteForbidden]); // in forms.rs
    found.extend([F::SentBefore, F::AskedBefore]); // the terminal knows what went before
    found.insert(F::SumDiffers); // where somebody says what a column adds up to: tests/cli/asked.rs
    found.insert(F::EncodingNotOwn); // where the house says its code: tests/cli/house_encoding.rs
    // These need an earlier file or a rule over all rows: tests/against.rs.
    let elsewhere = [
        F::SwapInHousehold,
        F::NumberChanged,
        F::TwoHeads,         // in links.rs
        F::ProtectionLifted, // in protection.rs
        F::ProtectedMissing,
        F::ColumnShifted,
        F::ValueShared,
        F::RowCount,
        F::FewRows,
        F::NotOneValue,
        F::NotUnique,
        F::ColumnOneValue,
        F::MassRemoval,
        F::ManyChanges,
    ];
    found.extend(elsewhere);
    assert_eq!(found, F::ALL.iter().copied().collect());
}

/// A wrong cell, and what the check proposes to write instead.
const REPLACEMENTS: &[(&str, &str, Option<&str>)] = &[
    ("name_kanji", "髙﨑　𠮷", Some("高崎　吉")),
    ("name_kanji", "練習\u{E000}", None),
    ("name_kanji", "髙\u{FFFD}", None),
    ("address", "ﾐﾎﾝ町1−2", Some("ミホン町1－2")),
    ("name_kana", "れんしゅう ﾀﾛｳ", Some("レンシュウ タロウ")),
    ("name_kana", "Taro", None),
    ("sex", "１", Some("1")),
    ("sex", "３", None),
    ("birth_date", "昭和55年2月11日", Some("19800211")),
    ("birth_date", "１９８００２１１", Some("19800211")),
    ("birth_date", "19800230", None),
    ("postal_code", "〒１００－０００１", Some("100-0001")),
    ("personal_number", "１２３４５６７８９０１８", None),
    ("insurer_number", "０６９９００１４", None),
];

#[test]
fn what_the_tables_know_is_proposed_and_a_number_never() {
    for (id, cell, replacement) in REPLACEMENTS {
        let bytes = file(MEMBERS, &[row(MEMBERS, &[(id, cell)])]);
        let (findings, _) = check_file(MEMBERS, &bytes).unwrap();
        assert!(!findings.is_empty(), "{cell}");
        for finding in findings {
            assert_eq!(finding.replacement.as_deref(), *replacement, "{cell}");
        }
    }
}

#[test]
fn clean_files_have_no_findings() {
    let later = row(
        MEMBERS,
        &[("change_kind", "3"), ("change_date", "20260410")],
    );
    let no_symbol = second(&[("symbol", ""), ("card_branch", "02"), ("sex", "2")]);
    let no_symbol_number = [("personal_number", "000111111111"), ("name_kana", "ケン")];
    let mut third = no_symbol;
    for (id, cell) in no_symbol_number {
        third[layout(MEMBERS).column(id).unwrap()] = cell.to_owned();
    }
    let members = file(MEMBERS, &[row(MEMBERS, &[]), second(&[]), later, third]);
    for (kind, bytes) in [
        (MEMBERS, members),
        (RESULTS, file(RESULTS, &[row(RESULTS, &[])])),
        (BRANCHES, file(BRANCHES, &[row(BRANCHES, &[])])),
    ] {
        let (findings, summary) = check_file(kind, &bytes).unwrap();
        assert_eq!(list(&findings), "");
        assert_eq!((summary.errors.all(), summary.warnings.all()), (0, 0));
        assert!(summary.rows > 0 && summary.by_code.is_empty() && !summary.cancelled);
    }
}

#[test]
fn a_mistakes_file_reads_like_this() {
    let mut rows = vec![
        row(MEMBERS, &[]),
        second(&[("personal_number", "123456789018")]),
    ];
    rows.push(row(
        MEMBERS,
        &[("symbol", "102"), ("personal_number", "000111111111")],
    ));
    rows.push(row(
        MEMBERS,
        &[("symbol", "102"), ("personal_number", "465281266333")],
    ));
    let damaged = [
        ("number", "90"),
        ("personal_number", "1.23457E+11"),
        ("postal_code", "〒100"),
    ];
    rows.push(row(MEMBERS, &damaged));
    rows.push(second(&[
        ("number", "91"),
        ("change_kind", "2"),
        ("personal_number", "89598042313"),
    ]));
    rows.push(second(&[
        ("postal_code", "895980423139"),
        ("personal_number", "895980423138"),
    ]));
    rows.push(vec!["123456789018".into()]);
    let (findings, summary) = check_file(MEMBERS, &file(MEMBERS, &rows)).unwrap();
    insta::assert_snapshot!(list(&findings) + &format!("{summary:#?}"));
}

#[test]
fn no_finding_shows_a_whole_personal_number() {
    for number in [
        "123456789018",
        "123456789019",
        "１２３４５６７８９０１８",
        "1234567890123",
    ] {
        let twice = second(&[("personal_number", number)]);
        let wrong_column = row(MEMBERS, &[("name_kanji", number), ("postal_code", number)]);
        let rows = [
            row(MEMBERS, &[("personal_number", number)]),
            twice,
            wrong_column,
        ];
        let (findings, _) = check_file(MEMBERS, &file(MEMBERS, &rows)).unwrap();
        let of_numbers = findings
            .iter()
            .filter(|f| f.column.as_deref() == Some("個人番号"));
        assert!(of_numbers.clone().count() > 1);
        assert!(
            of_numbers
                .clone()
                .all(|f| !format!("{}{}", f.value, f.message).contains(number))
        );
        assert!(!format!("{findings:?}").contains(number));
        if number == "123456789018" {
            assert!(!list(&findings).contains(number));
        }
    }
}

#[test]
fn rows_are_counted_once_and_errors_outweigh_warnings() {
    let late = ("notified_on", "20260331"); // before 資格取得日: a warning
    let other_number = ("personal_number", "000111111111");
    let two_errors = row(MEMBERS, &[("relationship", "7"), ("postal_code", "1")]);
    let both = second(&[("number", "2"), ("relationship", "7"), late, other_number]);
    let bytes = file(MEMBERS, &[two_errors, both, second(&[late])]);
    let (findings, summary) = check_file(MEMBERS, &bytes).unwrap();
    assert_eq!(findings.len(), 5);
    assert_eq!(
        (summary.rows, summary.errors.rows, summary.warnings.rows),
        (3, 2, 1)
    );
}

#[test]
fn both_rows_of_a_clash_are_named_and_name_each_other() {
    let rows = [
        row(MEMBERS, &[]),
        second(&[]),
        second(&[("personal_number", "123456789018")]),
    ];
    let (findings, _) = check_file(MEMBERS, &file(MEMBERS, &rows)).unwrap();
    let two_people: Vec<_> = findings
        .iter()
        .filter(|f| f.code == F::NumberTwoPeople)
        .collect();
    assert_eq!(two_people.iter().map(|f| f.row).collect::<Vec<_>>(), [1, 3]);
    assert!(
        two_people[0].message.starts_with("3行目の") && two_people[0].subject.name.contains("太郎")
    );
    assert!(
        two_people[1].message.starts_with("1行目の") && two_people[1].subject.name.contains("次郎")
    );
    assert_eq!(two_people[1].subject.registration, "101-88-01");
    assert_eq!(
        two_people[1].subject.birth_date,
        "2012年7月30日（平成24年）"
    );
}

#[test]
fn white_space_makes_no_other_person_and_wrong_numbers_pass_no_gate() {
    let spaced = row(
        MEMBERS,
        &[("change_kind", "3"), ("name_kana", "レンシュウ タロウ")],
    );
    let rows = [row(MEMBERS, &[]), spaced];
    assert!(
        check_file(MEMBERS, &file(MEMBERS, &rows))
            .unwrap()
            .0
            .is_empty()
    );
    let wrong = ("personal_number", "123456789019");
    let rows = [row(MEMBERS, &[wrong]), second(&[wrong])];
    let (findings, _) = check_file(MEMBERS, &file(MEMBERS, &rows)).unwrap();
    assert_eq!(codes(&findings), [F::NumberCheckDigit, F::NumberCheckDigit]);
}

#[test]
fn the_definition_sets_a_rules_severity() {
    let severity = |id, cell| {
        let bytes = file(MEMBERS, &[row(MEMBERS, &[(id, cell)])]);
        check_file(MEMBERS, &bytes).unwrap().0[0].severity
    };
    assert_eq!(severity("notified_on", "20260331"), Severity::Warning);
    assert_eq!(severity("lost_on", "20260331"), Severity::Error);
}

#[test]
fn the_own_insurer_matters_only_where_there_is_one() {
    let bytes = file(MEMBERS, &[row(MEMBERS, &[("insurer_number", "39990015")])]);
    let layout = layout(MEMBERS);
    let setting = CheckSetting::new(layout, today());
    let mut count = 0;
    let mut go_on = |_| ControlFlow::Continue(());
    check(
        &mut Cursor::new(bytes),
        &setting,
        &mut |_| count += 1,
        &mut go_on,
    )
    .unwrap();
    assert_eq!(count, 0);
}

#[test]
fn a_check_tells_how_far_it_is_and_can_be_stopped() {
    let wrong: Vec<Cells> = (0..20_000).map(|_| row(MEMBERS, &[("sex", "3")])).collect();
    let bytes = file(MEMBERS, &wrong);
    let layout = layout(MEMBERS);
    let setting = CheckSetting::new(layout, today());
    let mut reports = Vec::new();
    let mut note = |progress| {
        reports.push(progress);
        ControlFlow::Continue(())
    };
    let mut source = Cursor::new(&bytes);
    check(&mut source, &setting, &mut |_| {}, &mut note).unwrap();
    let rows: Vec<u32> = reports.iter().map(|report| report.rows).collect();
    assert!(rows[0] >= 8_192 && rows[0] < 10_000, "{rows:?}");
    assert_eq!(rows[2], 20_000, "{rows:?}");
    assert!(reports[0].bytes < reports[1].bytes);
    assert_eq!(reports[2].bytes, bytes.len() as u64);
    assert!(
        reports
            .iter()
            .all(|report| report.total_bytes == bytes.len() as u64)
    );

    let mut stop = |_| ControlFlow::Break(());
    let summary = check(&mut source, &setting, &mut |_| {}, &mut stop).unwrap();
    assert!(summary.cancelled);
    assert_eq!((summary.rows, summary.errors.rows), (rows[0], rows[0]));
}

#[test]
fn more_rows_than_the_layout_allows_are_refused() {
    let text = include_str!("../../../../assets/layouts/member-registration.toml");
    let few = text.replace("max_rows = 1000000", "max_rows = 2");
    let layout = kakehashi_layouts::Layout::parse(&few).unwrap();
    let rows = |count| file(MEMBERS, &vec![row(MEMBERS, &[]); count]);
    assert!(check_with(&layout, &rows(2)).is_ok());
    let fault = check_with(&layout, &rows(3)).unwrap_err();
    assert_eq!(
        (fault.code, fault.params["max"].as_str()),
        (Code::TooManyRows, "2")
    );
}
