//! Rows, copies and written files.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_domain::Code;
use kakehashi_layouts::{Catalogue, Layout, Row, RowWriter, copy_rows, rows};
use proptest::prelude::*;
use std::io::{self, Write};
use support::*;

#[test]
fn rows_are_read_by_column() {
    let second = row(
        RESULTS,
        &[
            ("row", "2"),
            ("server_branch", ""),
            ("message", "番号,不一致"),
        ],
    );
    let quoted = second.iter().map(|cell| format!("\"{cell}\"")).collect();
    let bytes = file(RESULTS, &[row(RESULTS, &[]), quoted]);
    let all: Vec<Row> = rows(bytes.as_slice(), layout(RESULTS))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(all.iter().map(Row::number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        (all[0].get("server_branch"), all[0].get("message")),
        (Some("K000000012"), Some(""))
    );
    assert_eq!(
        (all[1].get("row"), all[1].get("message")),
        (Some("2"), Some("番号,不一致"))
    );
    assert_eq!(all[0].get("no_such_column"), None);
    assert_eq!(all[1].cells().count(), 6);
    assert!(!format!("{:?}", all[1]).contains("不一致"));
}

#[test]
fn a_row_with_a_cell_missing_is_an_error_and_the_next_is_read() {
    let bytes = file(RESULTS, &[vec!["1".into()], row(RESULTS, &[])]);
    let mut all = rows(bytes.as_slice(), layout(RESULTS)).unwrap();
    assert_eq!(all.next().unwrap().unwrap_err().code, Code::NotThisKind);
    assert_eq!(all.next().unwrap().unwrap().number(), 2);
    assert!(all.next().is_none());
}

#[test]
fn a_result_file_is_not_taken_for_another() {
    let bytes = file(RESULTS, &[row(RESULTS, &[])]);
    let fault = rows(bytes.as_slice(), layout(MEMBERS)).err().unwrap();
    assert_eq!(fault.code, Code::NotThisKind);
}

#[test]
fn a_copy_drops_just_the_rows_named() {
    let people = [
        row(MEMBERS, &[]),
        second(&[]),
        vec!["short".into()],
        second(&[("sex", "2")]),
    ];
    let bytes = file(MEMBERS, &people);
    let mut copy = Vec::new();
    let kept = copy_rows(
        bytes.as_slice(),
        layout(MEMBERS),
        &mut |row| row != 2,
        &mut copy,
    )
    .unwrap();
    assert_eq!(kept, 3);
    let [first, _, third, fourth] = people;
    assert_eq!(copy, file(MEMBERS, &[first, third, fourth]));
}

#[test]
fn a_copy_keeps_cells_byte_for_byte_and_normalises_what_is_around() {
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    let line = row(
        MEMBERS,
        &[
            ("name_kanji", "\"練習　太郎\""),
            ("address", "\"町, \"\"1\"\"\n\""),
        ],
    )
    .join(",");
    bytes.extend(format!("{}\n{line}\n\n", heading(layout(MEMBERS))).bytes());
    let place = bytes
        .windows(3)
        .position(|part| part == "太".as_bytes())
        .unwrap();
    bytes[place] = 0xFF;
    let mut copy = Vec::new();
    copy_rows(bytes.as_slice(), layout(MEMBERS), &mut |_| true, &mut copy).unwrap();
    let contains = |part: &[u8]| copy.windows(part.len()).any(|window| window == part);
    assert!(copy.starts_with("異動区分".as_bytes()) && copy.ends_with(b",1,,\r\n"));
    assert!(
        contains(b"\xE3\x80\x80\xFF\xA4\xAA\xE9\x83\x8E,")
            && contains("\"町, \"\"1\"\"\n\",".as_bytes())
    );
}

#[test]
fn a_writer_begins_with_the_heading_and_refuses_other_shapes() {
    let layout = layout(BRANCHES);
    let mut writer = RowWriter::new(layout, Vec::new()).unwrap();
    writer
        .write(&["06990014", "101", "88", "00", "K000000012"])
        .unwrap();
    assert_eq!(
        writer.write(&["06990014"]).unwrap_err().code,
        Code::Internal
    );
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    assert_eq!(
        text,
        format!("{}\r\n06990014,101,88,00,K000000012\r\n", heading(layout))
    );
}

fn changed(from: &str, to: &str) -> Layout {
    let text = include_str!("../../../../assets/layouts/branch-numbers.toml");
    assert!(text.contains(from));
    Layout::parse(&text.replace(from, to)).unwrap()
}

#[test]
fn a_writer_keeps_to_the_definitions_encoding_mark_and_line_end() {
    let cp932 = changed("encoding = \"utf-8\"", "encoding = \"cp932\"");
    let mut writer = RowWriter::new(&cp932, Vec::new()).unwrap();
    let fault = writer
        .write(&["06990014", "𠮷", "1", "00", "K12"])
        .unwrap_err();
    assert_eq!(
        (fault.code, fault.params["field"].as_str()),
        (Code::InputInvalid, "記号")
    );

    let marked = changed("bom = \"forbidden\"", "bom = \"required\"");
    let bytes = RowWriter::new(&marked, Vec::new())
        .unwrap()
        .finish()
        .unwrap();
    assert!(bytes.starts_with("\u{FEFF}保険者番号".as_bytes()));

    let lf = changed("line_end = \"crlf\"", "line_end = \"lf\"");
    let bytes = RowWriter::new(&lf, Vec::new()).unwrap().finish().unwrap();
    assert!(bytes.ends_with(b"\n") && !bytes.ends_with(b"\r\n"));
}

struct FullDisk;

impl Write for FullDisk {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_has_its_own_code() {
    let writer = RowWriter::new(layout(BRANCHES), FullDisk).unwrap();
    assert_eq!(writer.finish().err().unwrap().code, Code::DiskFull);
}

/// Rows of a kind: any text that its encoding has.
fn rows_of_kind() -> impl Strategy<Value = (&'static Layout, Vec<Vec<String>>)> {
    let kinds: Vec<&Layout> = Catalogue::shipped().all().map(AsRef::as_ref).collect();
    prop::sample::select(kinds).prop_flat_map(|layout| {
        let encoding = layout.format.encoding;
        let cell = "\\PC{0,8}|[,\"\r\n]{1,3}".prop_map(move |cell: String| -> String {
            cell.chars().filter(|c| encoding.has(*c)).collect()
        });
        let row = prop::collection::vec(cell, layout.columns.len());
        let most = layout.format.max_rows.min(8) as usize;
        (Just(layout), prop::collection::vec(row, 0..=most))
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read((layout, cells) in rows_of_kind()) {
        let mut writer = RowWriter::new(layout, Vec::new()).unwrap();
        for row in &cells {
            writer.write(&row.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
        }
        let bytes = writer.finish().unwrap();
        let read: Vec<Vec<String>> = rows(bytes.as_slice(), layout)
            .unwrap()
            .map(|row| row.unwrap().cells().map(str::to_owned).collect())
            .collect();
        prop_assert_eq!(read, cells);
    }
}
