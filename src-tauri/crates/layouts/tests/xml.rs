//! XML that isn't well-formed is refused, with its place.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_domain::Code;
use kakehashi_layouts::Layout;
use proptest::prelude::*;
use support::{check_with, forms::kind_with};

fn xml_in(encoding: &str) -> Layout {
    kind_with(&format!(
        "type = \"xml\"\nencoding = \"{encoding}\"\nbom = \"optional\"\nheader = true\nline_end = \"lf\"\nmax_rows = 9\n\
         [format.xml]\nroot = \"people\"\nrow = \"person\""
    ))
}

const ROW: &str = "<person><a>1</a></person>";

/// What is ill-formed, the line in which it stands, and a word of what is said of it.
const ILL_FORMED: &[(&str, u32, &str)] = &[
    ("text\n<people>ROW</people>", 1, "項目の外"),
    (
        "<?xml version=\"1.0\"?>\ntext<people>ROW</people>",
        1,
        "項目の外",
    ),
    ("\u{3000}<people>ROW</people>", 1, "項目の外"),
    ("\u{FEFF}\u{FEFF}<people>ROW</people>", 1, "BOM"),
    ("<people>\nROW\n、\nROW</people>", 2, "項目の外"),
    ("<people>ROW\u{C}ROW</people>", 1, "項目の外"),
    ("<people>ROW&#32;</people>", 1, "項目の外"),
    ("<people>ROW<![CDATA[ ]]></people>", 1, "項目の外"),
    ("<people>ROW</people>\ntext", 1, "項目の外"),
    ("<people>ROW</people>\n<people/>", 2, "2つ目"),
    (
        "<people>ROW</people>\n<?xml version=\"1.0\"?>",
        2,
        "XML宣言",
    ),
    ("<people>ROW</people>\0", 1, "項目の外"),
    ("<people>\n<!-- a -- b -->ROW</people>", 2, "書き方"),
    ("<people>\n<!-- a --->ROW</people>", 2, "書き方"),
    ("<people><!-- \u{1} -->ROW</people>", 1, "コメント"),
    (
        "<!-- a --><?xml version=\"1.0\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "\n<?xml version=\"1.0\"?><people>ROW</people>",
        2,
        "XML宣言",
    ),
    (
        "<?xml version=\"1.0\"?><?xml version=\"1.0\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "<people>\n\n<?xml version=\"1.0\"?>ROW</people>",
        3,
        "XML宣言",
    ),
    (
        "<people><?xml-stylesheet href=\"x\"?>ROW</people>",
        1,
        "処理命令",
    ),
    ("<people><?XML version=\"1.0\"?>ROW</people>", 1, "処理命令"),
    ("<?xml version=\"1.&\"?><people>ROW</people>", 1, "XML宣言"),
    ("<?xml version=\"2.0\"?><people>ROW</people>", 1, "XML宣言"),
    ("<?xml version=\"1.\"?><people>ROW</people>", 1, "XML宣言"),
    ("<?xml version=1.0?><people>ROW</people>", 1, "XML宣言"),
    ("<?xml version=\"1.0'?><people>ROW</people>", 1, "XML宣言"),
    ("<?xml?><people>ROW</people>", 1, "XML宣言"),
    (
        "<?xml encoding=\"UTF-8\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "<?xml version=\"1.0\"encoding=\"UTF-8\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "<?xml version=\"1.0\" version=\"1.0\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "<?xml version=\"1.0\" standalone=\"yes\" encoding=\"UTF-8\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "<?xml version=\"1.0\" standalone=\"maybe\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "<?xml version=\"1.0\" encoding=\" UTF-8\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "<?xml version=\"1.0\" encoding=\"none\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    (
        "<?xml version=\"1.0\" encoding=\"UTF-8\" more=\"1\"?><people>ROW</people>",
        1,
        "XML宣言",
    ),
    ("<people a=\"1\" a=\"2\">ROW</people>", 1, "属性"),
    ("<people a=1>ROW</people>", 1, "属性"),
    ("<people>ROW</people a=\"1\">", 1, "書き方"),
    ("< people>ROW</people>", 1, "属性"),
    ("<1people>ROW</1people>", 1, "知らない要素"),
    ("<people><person><a>]]></a></person></people>", 1, "]]>"),
    ("<people><person><a>&nbsp;</a></person></people>", 1, "参照"),
    ("<people><person><a>&#1;</a></person></people>", 1, "参照"),
    (
        "<people><person><a>&#xFFFE;</a></person></people>",
        1,
        "参照",
    ),
    ("<people><person><a>&#+65;</a></person></people>", 1, "参照"),
    ("<people><person><a>&#X41;</a></person></people>", 1, "参照"),
    ("<people><person><a>&;</a></person></people>", 1, "参照"),
    (
        "<people><person>\n<a>a & b</a></person></people>",
        2,
        "書き方",
    ),
    ("<people><person>\n<a>1</b></person></people>", 2, "書き方"),
    ("<people><person><a>1</a></people>", 1, "書き方"),
    ("<people>ROW", 1, "途中"),
    ("<people>ROW</people", 1, "書き方"),
    ("<people>ROW<!-- </people>", 1, "書き方"),
    ("<!doctype people><people>ROW</people>", 1, "DOCTYPE"),
];

#[test]
fn what_is_ill_formed_is_refused_with_its_line_and_row() {
    let layout = xml_in("utf-8");
    for (text, line, word) in ILL_FORMED {
        let text = text.replace("ROW", ROW);
        let fault = check_with(&layout, text.as_bytes()).err();
        let fault = fault.unwrap_or_else(|| panic!("{text} was taken"));
        assert_eq!(fault.code, Code::NotThisKind, "{text}");
        let detail = &fault.params["detail"];
        assert!(
            detail.starts_with(&format!("{line}行目（データの")),
            "{text}: {detail}"
        );
        assert!(detail.contains(word), "{text}: {detail}");
    }
}

#[test]
fn what_is_well_formed_and_odd_is_taken() {
    for head in [
        "",
        " \n",
        "<!-- a - b -->\n",
        "<?xml version='1.0'?>",
        "<?xml\tversion = '1.1'\r\nencoding\n=\n\"utf-8\" standalone='no' ?>\n<!-- -->",
    ] {
        let text = format!("{head}<people >{ROW}<person><a></a ></person ></people\n><!----> ");
        let (_, summary) = check_with(&xml_in("utf-8"), text.as_bytes()).unwrap();
        assert_eq!(summary.rows, 2, "{text}");
    }
}

#[test]
fn a_declaration_names_the_encoding_of_the_definition() {
    // Much that is CP932 is called Shift_JIS, which is a part of it.
    for (encoding, own, others) in [
        ("utf-8", "UTF-8 utf8", "Shift_JIS UTF-16 EUC-JP"),
        ("cp932", "Windows-31J cp932 Shift_JIS", "UTF-8 EUC-JP"),
        ("shift_jis", "Shift_JIS", "UTF-8 cp932"),
        ("euc-jp", "EUC-JP", "UTF-8 Shift_JIS"),
    ] {
        let is_taken = |name: &str| {
            let head = format!("<?xml version=\"1.0\" encoding=\"{name}\"?>");
            let text = format!("{head}<people>{ROW}</people>");
            check_with(&xml_in(encoding), text.as_bytes()).is_ok()
        };
        assert!(own.split(' ').all(is_taken), "{encoding}");
        assert!(!others.split(' ').any(is_taken), "{encoding}");
    }
}

fn like_xml() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<people>",
        "</people>",
        "<people/>",
        "<person>",
        "</person>",
        "<a>",
        "</a>",
        "<b/>",
        "1",
        " ",
        "\n",
        "&lt;",
        "&#65;",
        "&x;",
        "&",
        "<",
        ">",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "-",
        "--",
        "<?xml",
        " version=\"1.0\"",
        "?>",
        " encoding=\"utf-8\"",
        "<?p",
        "<!DOCTYPE people>",
        " a=\"1\"",
        "\u{FEFF}",
        "\u{3000}",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// A right file, changed in one or two places.
fn nearly_right() -> impl Strategy<Value = String> {
    let right = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- a --><people>\n{ROW}\n{ROW}</people>\n"
    );
    (any::<prop::sample::Index>(), 0_usize..3, like_xml()).prop_map(move |(at, cut, more)| {
        let at = at.index(right.len());
        let behind = right.len().min(at + cut);
        format!("{}{more}{}", &right[..at], &right[behind..])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn what_is_taken_is_well_formed_for_another_reader(text in prop_oneof![like_xml(), nearly_right()]) {
        if check_with(&xml_in("utf-8"), text.as_bytes()).is_ok() {
            let other = roxmltree::Document::parse(&text);
            prop_assert!(other.is_ok(), "{:?}: {:?}", text, other.err());
        }
    }
}
