//! Workbooks as employers make them, written part by part.

use std::fmt::Write as _;

/// What stands in a cell.
pub enum Cell<'a> {
    /// A text.
    Text(&'a str),
    /// A number, written out.
    Number(&'a str),
    /// Days since the end of 1899, shown as a day.
    Day(u32),
    /// What a formula came to, as a text.
    Formula(&'a str),
    /// Nothing.
    Empty,
}

/// A row of a sheet.
pub fn row(at: u32, is_hidden: bool, cells: &[Cell<'_>]) -> String {
    let hidden = if is_hidden { " hidden=\"1\"" } else { "" };
    let mut text = format!("<row r=\"{at}\"{hidden}>");
    for (column, cell) in ('A'..='Z').zip(cells) {
        let place = format!("r=\"{column}{at}\"");
        let cell = match cell {
            Cell::Text(value) => {
                format!("<c {place} t=\"inlineStr\"><is><t>{value}</t></is></c>")
            }
            Cell::Number(value) => format!("<c {place}><v>{value}</v></c>"),
            Cell::Day(days) => format!("<c {place} s=\"1\"><v>{days}</v></c>"),
            Cell::Formula(value) => {
                format!("<c {place} t=\"str\"><f>TRIM(A1)</f><v>{value}</v></c>")
            }
            Cell::Empty => String::new(),
        };
        text.push_str(&cell);
    }
    text + "</row>"
}

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
pub fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
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
