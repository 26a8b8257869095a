//! Every form that a file can have is written, read again, checked and copied.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_domain::Code;
use kakehashi_layouts::{
    Catalogue, Encoding, FindingCode as F, Layout, RowWriter, copy_rows, rows, template,
};
use proptest::prelude::*;
use support::{
    check_with, codes,
    forms::{every_form, kind_with},
};

/// The cells of a file.
fn read(layout: &Layout, bytes: &[u8]) -> Vec<Vec<String>> {
    let rows = rows(bytes, layout).unwrap();
    rows.map(|row| row.unwrap().cells().map(str::to_owned).collect())
        .collect()
}

/// Writes rows, and gives back the file with the rows that it could hold.
fn written<'c>(layout: &Layout, rows: &'c [Vec<String>]) -> (Vec<u8>, Vec<&'c Vec<String>>) {
    let mut writer = RowWriter::new(layout, Vec::new()).unwrap();
    let mut held = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        match writer.write(&cells) {
            Ok(()) => held.push(row),
            Err(fault) => assert_eq!(fault.code, Code::InputInvalid),
        }
    }
    (writer.finish().unwrap(), held)
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn plain_people_come_through_every_form() {
    let people = [
        row(&["練習　太郎", "東京都見本町1-2-3", "88"]),
        row(&["カナ", "", "0"]),
        row(&["Smith & Sons", "<町>", "]]>"]),
    ];
    for (form, layout) in every_form() {
        let (bytes, held) = written(&layout, &people);
        assert_eq!(held.len(), 3, "{form}");
        assert_eq!(read(&layout, &bytes), people, "{form}");
        let (findings, summary) = check_with(&layout, &bytes).unwrap();
        assert_eq!((codes(&findings), summary.rows), (vec![], 3), "{form}");
        let mut copy = Vec::new();
        let kept = copy_rows(bytes.as_slice(), &layout, &mut |row| row != 2, &mut copy);
        assert_eq!(kept.unwrap(), 2, "{form}");
        let two = [people[0].clone(), people[2].clone()];
        assert_eq!(copy, written(&layout, &two).0, "{form}");
    }
}

#[test]
fn every_shipped_kind_has_an_empty_file_that_is_of_its_kind() {
    for layout in Catalogue::shipped().all() {
        let bytes = template(layout, Vec::new()).unwrap();
        assert_eq!(
            read(layout, &bytes),
            Vec::<Vec<String>>::new(),
            "{}",
            layout.kind
        );
        let fault = check_with(layout, &bytes).unwrap_err();
        assert_eq!(fault.code, Code::FileEmpty, "{}", layout.kind);
    }
}

#[test]
fn each_encoding_is_told_from_each_other() {
    let people = [row(&["練習　太郎", "東京都千代田区見本町", "88"])];
    let csv = |encoding: &str, header: bool| {
        kind_with(&format!(
            "type = \"csv\"\nencoding = \"{encoding}\"\nbom = \"forbidden\"\nheader = {header}\n\
             line_end = \"lf\"\nmax_rows = 9"
        ))
    };
    let names = ["utf-8", "cp932", "euc-jp", "utf-16le", "utf-16be"];
    for expected in names {
        for found in names.iter().filter(|name| **name != expected) {
            for header in [true, false] {
                // Without a heading, EUC-JP may well be half-width kana of CP932.
                if !header && (expected, *found) == ("cp932", "euc-jp") {
                    continue;
                }
                let bytes = written(&csv(found, header), &people).0;
                let fault = rows(bytes.as_slice(), &csv(expected, header)).err();
                let fault = fault.unwrap_or_else(|| panic!("{found} for {expected} {header}"));
                assert_eq!(
                    fault.code,
                    Code::WrongEncoding,
                    "{found} for {expected} {header}"
                );
                let title = csv(found, true).format.encoding.title();
                assert_eq!(
                    fault.params["found"], title,
                    "{found} for {expected} {header}"
                );
            }
        }
    }
}

#[test]
fn strict_shift_jis_has_only_the_standards_characters() {
    let format =
        "type = \"csv\"\nbom = \"forbidden\"\nheader = true\nline_end = \"lf\"\nmax_rows = 9\n";
    let strict = kind_with(&format!("{format}encoding = \"shift_jis\""));
    let cp932 = kind_with(&format!("{format}encoding = \"cp932\""));
    let odd = [row(&["髙橋", "①番", "1"])];
    assert!(written(&strict, &odd).1.is_empty());
    let (bytes, _) = written(&cp932, &odd);
    let (findings, _) = check_with(&strict, &bytes).unwrap();
    assert_eq!(codes(&findings), [F::TextCharacter, F::TextCharacter]);
    let wave = [row(&["〜−‖", "", "1"])];
    assert_eq!(read(&strict, &written(&strict, &wave).0), wave);
    assert!(!Encoding::ShiftJis.has('～') && !Encoding::Cp932.has('〜'));
}

#[test]
fn quotes_and_the_end_of_file_are_as_the_definition_says() {
    let format = "type = \"csv\"\nencoding = \"utf-8\"\nbom = \"forbidden\"\nline_end = \"lf\"\nmax_rows = 9\n";
    let kind = |more: &str| kind_with(&format!("{format}{more}"));
    let found =
        |layout: &Layout, text: &str| codes(&check_with(layout, text.as_bytes()).unwrap().0);
    let always = kind("header = false\nquote = \"always\"");
    assert_eq!(found(&always, "\"a\",\"b, \"\"c\",\"\"\n"), []);
    let (findings, _) =
        check_with(&always, b"\"a\",\"b\",\"c\"\n\"a\",b,\"c\"\n,\"\",\"c\"\n").unwrap();
    assert_eq!(codes(&findings), [F::QuoteMissing]);
    assert!(
        findings[0]
            .message
            .contains("項目が2あります（最初は2行目）")
    );
    let never = kind("header = false\nquote = \"never\"");
    assert_eq!(found(&never, "a,b,c\n"), []);
    assert_eq!(
        found(&never, "\"a\",b\"b,c\n"),
        [F::QuoteForbidden, F::QuoteForbidden]
    );
    assert_eq!(
        read(&never, b"\"a\",b\"b,c\n"),
        [row(&["\"a\"", "b\"b", "c"])]
    );
    let mark = |rule: &str| kind(&format!("header = true\neof_mark = \"{rule}\""));
    let text = |end: &str| format!("氏名,番地,番号\na,b,c\n{end}");
    for (rule, end, expected) in [
        ("forbidden", "", vec![]),
        ("forbidden", "\x1A", vec![F::EofMark]),
        ("optional", "\x1A", vec![]),
        ("optional", "", vec![]),
        ("required", "\x1A", vec![]),
        ("required", "", vec![F::EofMark]),
        ("required", "d,e,f\x1A", vec![]),
    ] {
        assert_eq!(found(&mark(rule), &text(end)), expected, "{rule} {end:?}");
    }
    assert_eq!(
        read(&mark("required"), text("d,e,f\x1A").as_bytes())[1],
        row(&["d", "e", "f"])
    );
}

#[test]
fn a_file_of_too_many_bytes_is_refused() {
    let format = "type = \"csv\"\nencoding = \"utf-8\"\nbom = \"forbidden\"\nheader = false\nline_end = \"lf\"\nmax_rows = 9\nmax_bytes = 6\n";
    let layout = kind_with(format);
    assert!(check_with(&layout, b"a,b,c\n").is_ok());
    let fault = check_with(&layout, b"a,b,cc\n").unwrap_err();
    assert_eq!(
        (fault.code, fault.params["max"].as_str()),
        (Code::TooManyBytes, "6")
    );
}

fn xml() -> Layout {
    kind_with(
        "type = \"xml\"\nencoding = \"utf-8\"\nbom = \"optional\"\nheader = true\nline_end = \"lf\"\nmax_rows = 3\n\
         [format.xml]\nroot = \"people\"\nrow = \"person\"",
    )
}

#[test]
fn xml_is_read_as_it_is_meant() {
    let text = "\u{FEFF}<?xml version='1.0'?><!-- a --><people>\n<person><b>二</b><a>&lt;一&amp;&#x4E00;<![CDATA[<&>]]></a></person>\
                <person/><person><c> x\r\ny </c></person></people>\n<!-- z -->";
    let expected = [
        row(&["<一&一<&>", "二", ""]),
        row(&["", "", ""]),
        row(&["", "", " x\ny "]),
    ];
    assert_eq!(read(&xml(), text.as_bytes()), expected);
    let (findings, summary) = check_with(&xml(), text.as_bytes()).unwrap();
    assert_eq!(summary.rows, 3);
    assert_eq!(
        findings.iter().filter(|it| it.code == F::EmptyRow).count(),
        1
    );
}

#[test]
fn xml_of_another_shape_is_refused() {
    let in_row = |text: &str| format!("<people><person><a>1</a>{text}</person></people>");
    for text in [
        "<people><person><a>1</a></person>".to_owned(),
        "<people><person></people></person>".to_owned(),
        "<others><person><a>1</a></person></others>".to_owned(),
        "<people><human><a>1</a></human></people>".to_owned(),
        "<people>text<person><a>1</a></person></people>".to_owned(),
        "<people/><people/>".to_owned(),
        "<!DOCTYPE people [<!ENTITY x \"y\">]><people/>".to_owned(),
        "<?xml-stylesheet href='x'?><people/>".to_owned(),
        "<people xmlns=\"urn:x\"><person/></people>".to_owned(),
        "<p:people><person/></p:people>".to_owned(),
        in_row("<b>&x;</b>"),
        in_row("<b>&#0;</b>"),
        in_row("<b lang=\"ja\">1</b>"),
        in_row("<a>2</a>"),
        in_row("<d>2</d>"),
        in_row("<b><c>2</c></b>"),
        in_row("2"),
        in_row("<b>1 < 2</b>"),
        format!("<people>{}</people>", "<x>".repeat(10_000)),
        format!(
            "<people><person><a>{}</a></person></people>",
            "x".repeat(2_000_000)
        ),
        format!("<people>{}</people>", " ".repeat(2_000_000)),
        format!("<people><{}/></people>", "x".repeat(2_000_000)),
    ] {
        let shown = &text[..text.len().min(80)];
        let fault = check_with(&xml(), text.as_bytes()).err();
        let fault = fault.unwrap_or_else(|| panic!("{shown} was taken"));
        assert_eq!(fault.code, Code::NotThisKind, "{shown}");
    }
    let many = format!("<people>{}</people>", "<person><a>1</a></person>".repeat(4));
    assert_eq!(
        check_with(&xml(), many.as_bytes()).unwrap_err().code,
        Code::TooManyRows
    );
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,8}",
        "[,\"\r\n<>&' \t]{1,4}",
        "[ぁ-んァ-ヶ亜-熙ｱ-ﾝ〜～−－]{0,8}",
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_written_in_any_form_is_read(
        cells in prop::collection::vec(prop::collection::vec(any_cell(), 3), 0..6),
    ) {
        for (form, layout) in every_form() {
            let (bytes, held) = written(&layout, &cells);
            let back = read(&layout, &bytes);
            prop_assert_eq!(back.iter().collect::<Vec<_>>(), held, "{}", form);
            let _ = check_with(&layout, &bytes);
        }
    }

    #[test]
    fn any_bytes_in_any_form_are_checked_without_panic(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(&b",\"\r\n\0\x1A<>/&;abc"[..])], 0..600),
    ) {
        for (_, layout) in every_form() {
            let begun = template(&layout, Vec::new()).unwrap();
            for begin in [&begun[..], &begun[..begun.len() / 2], b""] {
                let _ = check_with(&layout, &[begin, &bytes].concat());
            }
        }
    }
}
