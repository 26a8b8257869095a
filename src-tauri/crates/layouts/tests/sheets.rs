//! Workbooks and texts as people have them.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use kakehashi_domain::Code;
use kakehashi_layouts::sheets;
use workbook::workbook;

#[allow(dead_code)] // each test uses its part
#[path = "../../../../tests/support/workbook.rs"]
mod workbook;

#[test]
fn a_workbook_is_read_with_days_numbers_formulas_and_hidden_sheets() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>氏名</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>番号</t></is></c></row>\
        <row r=\"3\"><c r=\"A3\" s=\"1\"><v>29262</v></c><c r=\"B3\"><v>123456789018</v></c>\
        <c r=\"D3\"><f>1+1</f><v>2</v></c></row>";
    let book = workbook(&[("名簿", "visible", rows), ("控え", "hidden", "")]);
    let read = sheets(&book).unwrap();
    assert_eq!(read.len(), 2);
    assert!(read[1].is_hidden && !read[0].is_hidden);
    assert_eq!(read[0].rows[0], ["氏名", "番号"]);
    assert_eq!(read[0].rows[1], [""; 0]);
    assert_eq!(read[0].rows[2], ["19800211", "123456789018", "", "2"]);
}

#[test]
fn cells_that_lie_far_apart_and_locked_or_broken_workbooks_are_refused() {
    let far = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let refused = sheets(&workbook(&[("a", "visible", far)])).unwrap_err();
    assert_eq!(refused.code, Code::FileUnreadable);
    assert_eq!(
        sheets(b"PK\x03\x04broken").unwrap_err().code,
        Code::FileUnreadable
    );
    assert!(sheets(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").is_err());
}

#[test]
fn a_text_is_read_in_any_character_code_with_commas_or_tabs() {
    let text = "項目名\t型\n氏名\t文字\n";
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [b"\xFF\xFE".to_vec(), utf_16].concat();
    let cp932 = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
    let euc = encoding_rs::EUC_JP.encode(text).0.into_owned();
    for bytes in [text.as_bytes().to_vec(), with_mark, cp932, euc] {
        let read = sheets(&bytes).unwrap();
        assert_eq!(read[0].rows, [["項目名", "型"], ["氏名", "文字"]]);
    }
}
