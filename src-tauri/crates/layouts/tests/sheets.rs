//! Workbooks and texts as people have them.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use kakehashi_domain::Code;
use kakehashi_layouts::sheets;
use std::fmt::Write as _;

/// A stored ZIP, as small as one can be.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let (at, sum) = (file.len() as u32, crc(text.as_bytes()));
        let mut facts = Vec::new();
        for word in [20_u16, 0x800, 0, 0, 0x21] {
            facts.extend(word.to_le_bytes());
        }
        facts.extend(sum.to_le_bytes());
        facts.extend((text.len() as u32).to_le_bytes());
        facts.extend((text.len() as u32).to_le_bytes());
        facts.extend((name.len() as u16).to_le_bytes());
        facts.extend(0_u16.to_le_bytes());
        file.extend(b"PK\x03\x04");
        file.extend(&facts);
        file.extend(name.as_bytes());
        file.extend(text.as_bytes());
        list.extend(b"PK\x01\x02");
        list.extend(20_u16.to_le_bytes());
        list.extend(&facts);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (at, count) = (file.len() as u32, parts.len() as u16);
    file.extend(&list);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend((list.len() as u32).to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend(0_u16.to_le_bytes());
    file
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(sum & 1))
        })
    };
    !bytes.iter().fold(!0, step)
}

/// A workbook of sheets: name, state, XML of its rows.
fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut list, mut relations) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (at, (name, state, rows)) in sheets.iter().enumerate() {
        let at = at + 1;
        write!(
            list,
            "<sheet name=\"{name}\" sheetId=\"{at}\" state=\"{state}\" r:id=\"rId{at}\"/>"
        )
        .unwrap();
        write!(relations, "<Relationship Id=\"rId{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>").unwrap();
        let text =
            format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{at}.xml"), text));
    }
    let styles = format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    write!(
        relations,
        "<Relationship Id=\"rId99\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>"
    )
    .unwrap();
    parts.extend([
        ("xl/styles.xml".to_owned(), styles),
        ("xl/workbook.xml".to_owned(), format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("{HEAD}<Relationships xmlns=\"{PACKAGE}\">{relations}</Relationships>")),
        ("_rels/.rels".to_owned(), format!("{HEAD}<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
    ]);
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    zip(&parts)
}

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
