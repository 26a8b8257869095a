use super::*;
use crate::{
    catalogue::Catalogue,
    layout::{Encoding, Mark},
    sample::usual_day,
    work::check::Checker,
};
use proptest::prelude::*;

fn layout(kind: &str) -> Layout {
    let catalogue = Catalogue::shipped().unwrap();
    catalogue.of_kind(kind, usual_day()).unwrap().clone()
}

fn members() -> Layout {
    layout("member-registration")
}

fn read_all(bytes: &[u8], layout: &Layout) -> Result<Vec<StringRecord>, Unreadable> {
    let mut rows = Rows::new(bytes, layout)?;
    let checker = Checker::new(layout).unwrap();
    let (mut row, mut read) = (StringRecord::new(), Vec::new());
    while rows.next(&mut row)? {
        let _ = checker.check(&row, "06990014");
        read.push(row.clone());
    }
    Ok(read)
}

#[track_caller]
fn refusal(bytes: &[u8], layout: &Layout) -> String {
    match read_all(bytes, layout) {
        Err(Unreadable::File(message)) => message,
        other => panic!("{other:?}"),
    }
}

fn header() -> Vec<u8> {
    let mut header = members().titles().join(",").into_bytes();
    header.extend_from_slice(b"\r\n");
    header
}

#[test]
fn a_bom_is_no_part_of_the_header() {
    let file = [b"\xef\xbb\xbf".to_vec(), header(), b"1\r\n".to_vec()].concat();
    assert_eq!(read_all(&file, &members()).unwrap().len(), 1);
}

#[test]
fn a_row_without_end_is_refused_before_it_fills_the_memory() {
    let endless = header().into_iter().chain(*b"\"").collect::<Vec<u8>>();
    let mut rows = Rows::new((&endless[..]).chain(io::repeat(b'x')), &members()).unwrap();
    let refused = rows.next(&mut StringRecord::new());
    assert!(matches!(refused, Err(Unreadable::File(message)) if message.contains("長すぎます")));
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let text = format!("{}1,高橋\r\n", String::from_utf8(header()).unwrap());
    let wanted = read_all(text.as_bytes(), &members()).unwrap();
    let encodings = [
        Encoding::Cp932,
        Encoding::ShiftJis,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::EucJp,
    ];
    for encoding in encodings {
        let mut layout = members();
        layout.format.encoding = encoding;
        let file = [encoding.bom(), &encoding.bytes(&text).unwrap()].concat();
        assert_eq!(read_all(&file, &layout).unwrap(), wanted, "{encoding:?}");
    }
}

#[test]
fn what_the_encoding_does_not_hold_is_named() {
    let mut layout = members();
    layout.format.encoding = Encoding::ShiftJis;
    let text = format!("{}1,髙橋\r\n", String::from_utf8(header()).unwrap());
    let file = Encoding::Cp932.bytes(&text).unwrap();
    assert!(refusal(&file, &layout).contains("Shift_JIS ではない文字"));
    let cut = [Encoding::Cp932.bytes("あ").unwrap()[..1].to_vec()].concat();
    layout.format.encoding = Encoding::Cp932;
    assert!(refusal(&cut, &layout).contains("CP932 ではない文字"));
}

#[test]
fn marks_stand_where_the_layout_wants_them() {
    let with_bom = [b"\xef\xbb\xbf".to_vec(), header(), b"1\r\n".to_vec()].concat();
    let mut layout = members();
    layout.format.bom = Mark::Forbidden;
    assert!(refusal(&with_bom, &layout).contains("BOM があります"));
    layout.format.bom = Mark::Required;
    assert!(refusal(&with_bom[3..], &layout).contains("BOM がありません"));
    layout.format.eof_mark = Mark::Required;
    assert!(refusal(&with_bom, &layout).contains("0x1A"));
    let ended = [with_bom, b"\x1a".to_vec()].concat();
    assert_eq!(read_all(&ended, &layout).unwrap().len(), 1);
}

#[test]
fn a_file_without_header_begins_with_its_first_row() {
    let mut layout = members();
    layout.format.header = false;
    assert_eq!(read_all(b"1,2\r\n3,4\r\n", &layout).unwrap().len(), 2);
}

fn xml(rows: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?>\n<code-conversions>{rows}</code-conversions>\n").into_bytes()
}

#[test]
fn xml_rows_are_read_in_the_order_of_the_columns() {
    let rows = "<!-- 表 --><code-conversion><own_code>A1</own_code><code_kind>続柄 &amp; &#x5024;</code_kind>\
                <server_code><![CDATA[<B>]]></server_code><meaning/></code-conversion>";
    let read = read_all(&xml(rows), &layout("code-conversion")).unwrap();
    assert_eq!(
        read,
        [StringRecord::from(vec!["続柄 & 値", "A1", "<B>", ""])]
    );
}

#[test]
fn xml_that_is_more_than_rows_is_refused() {
    let layout = layout("code-conversion");
    let row = |inside: &str| xml(&format!("<code-conversion>{inside}</code-conversion>"));
    let broken: &[&[u8]] = &[
        b"",
        b"<other/>",
        b"<code-conversions>",
        b"<!DOCTYPE x [<!ENTITY a \"b\">]><code-conversions></code-conversions>",
        b"<code-conversions a=\"1\"></code-conversions>",
        b"<code-conversions></code-conversions><more/>",
        b"text<code-conversions></code-conversions>",
        b"<code-conversions></code-conversions>text",
        "<code-conversions>\u{3000}</code-conversions>".as_bytes(),
        b"<!-- a -- b --><code-conversions></code-conversions>",
        b"<!-- a --><?xml version=\"1.0\"?><code-conversions></code-conversions>",
        b"<code-conversions></code-conversions><?xml version=\"1.0\"?>",
        b"<?xml version=\"1.&\"?><code-conversions></code-conversions>",
        b"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><code-conversions></code-conversions>",
        b"<?xml encoding=\"UTF-8\"?><code-conversions></code-conversions>",
        b"<code-conversions>\xff</code-conversions>",
        &xml("<other></other>"),
        &xml("text"),
        &row("<nobody>1</nobody>"),
        &row("<meaning>1</meaning><meaning>2</meaning>"),
        &row("<meaning><b>1</b></meaning>"),
        &row("<meaning x=\"1\">1</meaning>"),
        &row("<meaning>&unknown;</meaning>"),
        &row("<meaning>&#1;</meaning>"),
        &row("<meaning>]]></meaning>"),
        &row("<meaning>1</own_code>"),
        &row("text"),
    ];
    for file in broken {
        let message = refusal(file, &layout);
        assert!(
            message.contains("件目") || message.contains("はじめの要素"),
            "{message}"
        );
    }
}

#[test]
fn an_xml_row_without_end_is_refused_before_it_fills_the_memory() {
    let start = b"<code-conversions><code-conversion><meaning>".to_vec();
    let layout = layout("code-conversion");
    let mut rows = Rows::new((&start[..]).chain(io::repeat(b'x')), &layout).unwrap();
    let refused = rows.next(&mut StringRecord::new());
    assert!(matches!(refused, Err(Unreadable::File(message)) if message.contains("長すぎます")));
}

proptest! {
    #[test]
    fn any_bytes_give_rows_or_a_reason(bytes: Vec<u8>, with_header: bool) {
        let file = if with_header { [header(), bytes].concat() } else { bytes };
        let _ = read_all(&file, &members());
    }

    #[test]
    fn any_bytes_give_xml_rows_or_a_reason(bytes: Vec<u8>, text in "[<>/&;a-z!?\\[\\]\"' =-]{0,40}") {
        let layout = layout("code-conversion");
        let _ = read_all(&bytes, &layout);
        let _ = read_all(&xml(&text), &layout);
    }

    #[test]
    fn any_fields_give_a_change_or_a_message(
        fields in proptest::collection::vec("[0-9ア-ン,\"\r\n ]{0,9}", 18)
    ) {
        let mut csv = csv::Writer::from_writer(header());
        csv.write_record(&fields).unwrap();
        prop_assert_eq!(read_all(&csv.into_inner().unwrap(), &members()).unwrap().len(), 1);
    }
}
