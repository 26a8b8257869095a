//! Files that aren't what they should be: named, never a panic, never more memory than the limit.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_domain::{Code, Fault};
use kakehashi_layouts::{CheckSetting, FindingCode, Layout, check, rows};
use proptest::prelude::*;
use std::{
    io::{self, Read, Seek, SeekFrom},
    ops::ControlFlow,
};
use support::*;

fn fault(bytes: &[u8]) -> Fault {
    check_file(MEMBERS, bytes).unwrap_err()
}

fn right_text() -> String {
    String::from_utf8(file(MEMBERS, &[row(MEMBERS, &[])])).unwrap()
}

fn utf_16(text: &str, bom: &[u8]) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    bom.iter().copied().chain(units).collect()
}

fn big_endian(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1));
    bytes
}

#[test]
fn other_encodings_are_named() {
    let text = right_text();
    let (cp932, ..) = encoding_rs::SHIFT_JIS.encode(&text);
    let (euc_jp, ..) = encoding_rs::EUC_JP.encode(&text);
    for (bytes, found) in [
        (cp932.to_vec(), "Shift_JIS（CP932）"),
        (euc_jp.to_vec(), "EUC-JP"),
        (utf_16(&text, b"\xFF\xFE"), "UTF-16LE"),
        (utf_16(&text, b""), "UTF-16LE"),
        (big_endian(utf_16(&text, b"\xFF\xFE")), "UTF-16BE"),
        (big_endian(utf_16(&text, b"")), "UTF-16BE"),
    ] {
        let fault = fault(&bytes);
        assert_eq!(fault.code, Code::WrongEncoding);
        assert_eq!(
            (
                fault.params["expected"].as_str(),
                fault.params["found"].as_str()
            ),
            ("UTF-8", found)
        );
    }
}

/// The shipped definition with another encoding or byte order mark.
fn changed_layout(from: &str, to: &str) -> Layout {
    let text = include_str!("../../../../assets/layouts/member-registration.toml");
    assert!(text.contains(from));
    Layout::parse(&text.replace(from, to)).unwrap()
}

#[test]
fn a_cp932_layout_reads_cp932_and_names_utf_8() {
    let layout = changed_layout("encoding = \"utf-8\"", "encoding = \"cp932\"");
    let text =
        String::from_utf8(file(MEMBERS, &[row(MEMBERS, &[("name_kanji", "髙﨑　①")])])).unwrap();
    let (cp932, ..) = encoding_rs::SHIFT_JIS.encode(&text);
    let (findings, summary) = check_with(&layout, &cp932).unwrap();
    assert_eq!(codes(&findings), [FindingCode::ShownAsDot]);
    assert_eq!((findings[0].value.as_str(), summary.rows), ("髙﨑　①", 1));
    let fault = check_with(&layout, text.as_bytes()).unwrap_err();
    assert_eq!(fault.params["found"], "UTF-8");

    let mut eudc = cp932.to_vec();
    let place = eudc
        .windows(2)
        .position(|pair| pair == b"\x87\x40")
        .unwrap();
    eudc[place..place + 2].copy_from_slice(b"\xF0\x40");
    let (findings, _) = check_with(&layout, &eudc).unwrap();
    assert_eq!(
        codes(&findings),
        [FindingCode::TextCharacter, FindingCode::ShownAsDot]
    );
    assert!(findings[0].message.contains("外字"));
}

#[test]
fn the_byte_order_mark_keeps_to_the_definition() {
    let plain = right_text();
    let marked = format!("\u{FEFF}{plain}");
    let optional = layout(MEMBERS);
    let required = changed_layout("bom = \"optional\"", "bom = \"required\"");
    let forbidden = changed_layout("bom = \"optional\"", "bom = \"forbidden\"");
    for (layout, without, with) in [
        (optional, true, true),
        (&required, false, true),
        (&forbidden, true, false),
    ] {
        assert_eq!(
            check_with(layout, plain.as_bytes()).is_ok(),
            without,
            "{:?}",
            layout.format.bom
        );
        assert_eq!(
            check_with(layout, marked.as_bytes()).is_ok(),
            with,
            "{:?}",
            layout.format.bom
        );
    }
    let fault = check_with(&forbidden, marked.as_bytes()).unwrap_err();
    assert_eq!(fault.params["found"], "UTF-8（BOMあり）");
}

#[test]
fn files_without_rows_are_empty() {
    let heading_alone = format!("{}\r\n", heading(layout(MEMBERS)));
    for empty in ["", "\u{FEFF}", "\r\n\r\n", &heading_alone] {
        assert_eq!(fault(empty.as_bytes()).code, Code::FileEmpty, "{empty:?}");
    }
}

#[test]
fn another_heading_is_another_kind_and_the_cause_says_which() {
    let right = right_text();
    for (text, cause) in [
        (
            right.replace("届出受理日", "届出日"),
            "heading 3 is not 「届出受理日」",
        ),
        (
            right.replace(",取得経路", ""),
            "heading 18 is not 「取得経路」",
        ),
        (
            right.replace("自己情報提供不可フラグ", "自己情報提供不可フラグ,備考"),
            "21 headings instead of 20",
        ),
        (
            right.replace("住所", "漢字氏名"),
            "heading 「漢字氏名」 stands more than once",
        ),
        (
            right.replace("異動区分,異動日", "異動日,異動区分"),
            "heading 1 is not 「異動区分」",
        ),
        (right.replace(',', "\t"), "heading 1 is not 「異動区分」"),
        (
            "PK\u{3}\u{4}\u{14}\0".into(),
            "heading 1 is not 「異動区分」",
        ),
    ] {
        let fault = fault(text.as_bytes());
        assert_eq!(fault.code, Code::NotThisKind);
        assert_eq!(fault.params["kind"], "加入者情報一括登録ファイル");
        assert_eq!(fault.cause.as_deref(), Some(cause));
    }
}

#[test]
fn what_is_odd_about_a_heading_is_said_to_people() {
    let right = right_text();
    for (text, said) in [
        (
            right.replace("枝番（2桁）", "枝番(2桁)"),
            "9番目の見出し「枝番（2桁）」の字の幅か空白がちがうので",
        ),
        (
            right.replace("届出受理日", "届出日"),
            "3番目の見出しが「届出受理日」ではないので",
        ),
        (right.replace(',', "\t"), "区切りが「,」ではなくTABなので"),
        (right.replace(',', ";"), "区切りが「,」ではなく「;」なので"),
        (
            format!("sep=,\r\n{right}"),
            "1行目が表計算ソフトの「sep=」なので",
        ),
        (
            right.replace("自己情報提供不可フラグ", "自己情報提供不可フラグ,備考"),
            "見出しが20個ではなく21個あるので（よけいな列：「備考」）",
        ),
        (
            right.replace("届出受理日", "届出日"),
            "（「届出受理日」が「届出日」になっています）",
        ),
        (
            right.replace("異動区分,異動日,届出受理日", "届出受理日"),
            "（ない列：「異動区分」「異動日」）",
        ),
        (
            right.replace("異動区分,異動日", "異動日,異動区分"),
            "（列の順番がちがいます）",
        ),
        (
            "PK\u{3}\u{4}\u{14}\0xl/".into(),
            "Excelのブック（.xlsx）なので",
        ),
        ("%PDF-1.7\n".into(), "PDFなので"),
    ] {
        let fault = fault(text.as_bytes());
        assert_eq!(fault.code, Code::NotThisKind);
        assert!(fault.sentence().contains(said), "{}", fault.sentence());
    }
}

#[test]
fn a_column_of_organisation_symbols_is_refused_whatever_it_is_called() {
    let named = right_text().replace("取得経路", "取得経路,機関別符号");
    let fault_by_name = fault(named.as_bytes());
    assert_eq!(fault_by_name.code, Code::OrganisationSymbol);
    assert_eq!(fault_by_name.params["column"], "19");
    let rows = ["A1B2C3D4E5F6A7B8C9D0E1", "F1B2C3D4E5F6A7B8C9D0E2"]
        .map(|token| row(MEMBERS, &[("address", token)]));
    let fault_by_shape = fault(&file(MEMBERS, &rows));
    assert_eq!(fault_by_shape.code, Code::OrganisationSymbol);
    assert_eq!(fault_by_shape.params["column"], "16");
}

#[test]
fn a_file_without_heading_puts_nothing_personal_into_the_fault() {
    let (_, data) = right_text()
        .split_once("\r\n")
        .map(|(h, d)| (h.to_owned(), d.to_owned()))
        .unwrap();
    let fault = format!("{:?}", fault(data.as_bytes()));
    for personal in ["123456789018", "練習", "レンシュウ", "19800211"] {
        assert!(!fault.contains(personal));
    }
}

#[test]
fn quotes_line_breaks_and_nul_are_read_as_what_they_are() {
    let quoted = right_text()
        .replace("練習　太郎", "\"練習　太郎\"")
        .replace("101,", "\"1\"\"01\",");
    assert!(check_file(MEMBERS, quoted.as_bytes()).unwrap().0.is_empty());
    let broken_line = right_text().replace("練習　太郎", "\"練習\r\n太郎\"");
    let (findings, _) = check_file(MEMBERS, broken_line.as_bytes()).unwrap();
    assert_eq!(codes(&findings), [FindingCode::TextCharacter]);
    let unclosed = right_text().replace("練習　太郎", "\"練習　太郎") + &right_text();
    let (findings, _) = check_file(MEMBERS, unclosed.as_bytes()).unwrap();
    assert_eq!(
        codes(&findings),
        [FindingCode::LoneQuote, FindingCode::ColumnCount]
    );
    let lone_quote = right_text().replace("練習　太郎", "練習\"太郎");
    let (findings, _) = check_file(MEMBERS, lone_quote.as_bytes()).unwrap();
    assert_eq!(codes(&findings), [FindingCode::LoneQuote]);
}

#[test]
fn a_damaged_cell_is_a_finding_and_no_other_encoding() {
    let mut bytes = right_text().into_bytes();
    let place = bytes
        .windows(3)
        .position(|part| part == "太".as_bytes())
        .unwrap();
    bytes[place + 1] = b'?';
    let (findings, _) = check_file(MEMBERS, &bytes).unwrap();
    assert_eq!(codes(&findings), [FindingCode::TextCharacter]);
    assert!(findings[0].value.contains('\u{FFFD}'));
}

#[test]
fn a_hundred_thousand_cells_make_one_finding() {
    let wide = vec!["1".to_owned(); 100_000];
    let (findings, _) = check_file(MEMBERS, &file(MEMBERS, &[row(MEMBERS, &[]), wide])).unwrap();
    assert_eq!(codes(&findings), [FindingCode::ColumnCount]);
}

/// A heading, and then a line without end: it is made while it is read.
struct Endless {
    heading: Vec<u8>,
    place: u64,
    handed_out: u64,
}

const GIB: u64 = 1 << 30;

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(GIB.saturating_sub(self.place)).unwrap();
        let count = buffer.len().min(left);
        for (offset, byte) in buffer[..count].iter_mut().enumerate() {
            let place = self.place as usize + offset;
            *byte = self.heading.get(place).copied().unwrap_or(b'a');
        }
        self.place += count as u64;
        self.handed_out += count as u64;
        Ok(count)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.place = if to == SeekFrom::Start(0) { 0 } else { GIB };
        Ok(self.place)
    }
}

#[test]
fn a_line_of_a_gibibyte_is_given_up_after_a_mebibyte() {
    for heading in [
        heading(layout(MEMBERS)) + "\r\n",
        heading(layout(MEMBERS)) + "\r\n\"",
        String::new(),
    ] {
        let mut source = Endless {
            heading: heading.into_bytes(),
            place: 0,
            handed_out: 0,
        };
        let setting = CheckSetting::new(layout(MEMBERS), today());
        let mut go_on = |_| ControlFlow::Continue(());
        let fault = check(&mut source, &setting, &mut |_| {}, &mut go_on).unwrap_err();
        assert_eq!(fault.code, Code::RowTooLong);
        assert!(
            source.handed_out < 2 << 20,
            "{} bytes were read",
            source.handed_out
        );
    }
}

/// A file that another program writes anew once it was read to its end.
struct Changing {
    versions: Vec<io::Cursor<Vec<u8>>>,
    reads_from_start: usize,
}

impl Read for Changing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.versions[self.reads_from_start - 1].read(buffer)
    }
}

impl Seek for Changing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if to == SeekFrom::Start(0) {
            self.reads_from_start += 1;
        }
        Ok(0)
    }
}

#[test]
fn a_file_that_changes_while_it_is_checked_does_no_harm() {
    let clash = [
        row(MEMBERS, &[]),
        second(&[("personal_number", "123456789018")]),
    ];
    let shorter = file(MEMBERS, &[vec!["1".into()], vec!["2".into()]]);
    let versions = vec![
        io::Cursor::new(file(MEMBERS, &clash)),
        io::Cursor::new(shorter),
    ];
    let mut source = Changing {
        versions,
        reads_from_start: 0,
    };
    let setting = CheckSetting::new(layout(MEMBERS), today());
    let mut go_on = |_| ControlFlow::Continue(());
    let mut found = Vec::new();
    let summary = check(
        &mut source,
        &setting,
        &mut |finding| found.push(finding),
        &mut go_on,
    );
    assert_eq!(summary.unwrap().errors.rows, 2);
    assert_eq!(codes(&found), [FindingCode::NumberTwoPeople; 2]);
}

/// A file whose disk gives up behind the heading.
struct Failing(io::Cursor<Vec<u8>>);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("the disk is gone")),
            count => Ok(count),
        }
    }
}

#[test]
fn a_disk_that_fails_is_no_end_of_file() {
    let source = Failing(io::Cursor::new(right_text().into_bytes()));
    let fault = rows(source, layout(MEMBERS)).err().unwrap();
    assert_eq!(fault.code, Code::FileUnreadable);
    assert!(fault.cause.unwrap().contains("the disk is gone"));
}

proptest! {
    #[test]
    fn any_bytes_are_checked_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = check_file(MEMBERS, &bytes);
    }

    #[test]
    fn any_bytes_behind_a_heading_are_checked_without_panic(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b','), Just(b'\n'), Just(b'"')], 0..2_000),
    ) {
        for kind in [MEMBERS, RESULTS] {
            let mut all = heading(layout(kind)).into_bytes();
            all.extend_from_slice(b"\r\n");
            all.extend_from_slice(&bytes);
            let _ = check_file(kind, &all);
            let _ = rows(all.as_slice(), layout(kind)).map(|rows| rows.count());
        }
    }

    #[test]
    fn any_cells_are_checked_without_panic(cells in prop::collection::vec("[^,\"\r\n]{0,24}", 18)) {
        let _ = check_file(MEMBERS, &file(MEMBERS, &[cells.clone(), cells]));
    }
}
