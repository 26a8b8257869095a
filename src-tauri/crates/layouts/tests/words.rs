//! What people are told of a definition.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_layouts::{Catalogue, Layout, compare, describe};

const MEMBERS: &str = include_str!("../../../../assets/layouts/member-registration.toml");

fn changes(changed: &[(&str, &str)]) -> Vec<String> {
    let new = changed.iter().fold(MEMBERS.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    assert_eq!(Layout::problems(&new), [], "{changed:?}");
    let [old, new] = [MEMBERS, &new].map(|text| Layout::parse(text).unwrap());
    let changes = compare(&old, &new);
    changes.iter().map(ToString::to_string).collect()
}

#[test]
fn the_same_definition_has_no_changes() {
    assert_eq!(changes(&[]), Vec::<String>::new());
}

#[test]
fn each_change_is_told_in_words_that_a_vendor_understands() {
    let lost_on = "[[column]]\nid = \"lost_on\"\ntitle = \"資格喪失日\"\ntype = \"date\"\n\n";
    for (changed, expected) in [
        (
            vec![("encoding = \"utf-8\"", "encoding = \"cp932\"")],
            vec!["全体: 文字コードが「UTF-8」から「Shift_JIS（CP932）」に変わりました。"],
        ),
        (
            vec![(
                "line_end = \"crlf\"",
                "line_end = \"crlf\"\nmax_bytes = 5000",
            )],
            vec!["全体: ファイルの大きさが「決まりなし」から「5000バイトまで」に変わりました。"],
        ),
        (
            vec![("title = \"性別\"", "title = \"戸籍の性別\"")],
            vec!["項目「戸籍の性別」: 項目名が「性別」から「戸籍の性別」に変わりました。"],
        ),
        (
            vec![(
                "codes = { \"1\" = \"男\", \"2\" = \"女\" }",
                "codes = { \"1\" = \"男性\", \"9\" = \"不明\" }",
            )],
            vec![
                "項目「性別」: コード「1」の意味が「男」から「男性」に変わりました。",
                "項目「性別」: コード「9 不明」が加わりました。",
                "項目「性別」: コード「2 女」がなくなりました。",
            ],
        ),
        (
            vec![(
                lost_on,
                &format!(
                    "{lost_on}[[column]]\nid = \"office\"\ntitle = \"事業所\"\ntype = \"digits\"\nexact_chars = 4\nrequired = true\n\n"
                ),
            )],
            vec!["項目「事業所」: 6列目に項目が加わりました（数字、必須、4字）。"],
        ),
        (
            vec![(
                "[[row_rule]]\nrule = \"own-insurer\"",
                "[[row_rule]]\nseverity = \"warning\"\nrule = \"own-insurer\"",
            )],
            vec![
                "規則: なくなりました。「保険者番号」は、接続先の保険者番号です。",
                "規則: 加わりました。「保険者番号」は、接続先の保険者番号です。（ちがうときは警告）",
            ],
        ),
        (
            vec![
                (lost_on, ""),
                (
                    "[[column]]\nid = \"insurer_number\"",
                    &format!("{lost_on}[[column]]\nid = \"insurer_number\""),
                ),
            ],
            vec![],
        ),
        (
            vec![
                (lost_on, ""),
                (
                    "[[column]]\nid = \"symbol\"",
                    &format!("{lost_on}[[column]]\nid = \"symbol\""),
                ),
            ],
            vec![
                "項目「保険者番号」: 6列目から5列目に移りました。",
                "項目「資格喪失日」: 5列目から6列目に移りました。",
            ],
        ),
    ] {
        let changed: Vec<(&str, &str)> = changed.iter().map(|(a, b)| (*a, &**b)).collect();
        let mut found = changes(&changed);
        if expected.is_empty() {
            assert_eq!(found, Vec::<String>::new(), "{changed:?}");
            continue;
        }
        // A title that changed also changes the sentences of its rules.
        if changed[0].0.contains("title") {
            found.retain(|it| !it.starts_with("規則"));
        }
        assert_eq!(found, expected, "{changed:?}");
    }
}

#[test]
fn a_column_that_is_gone_is_told_with_its_place() {
    let text = include_str!("../../../../assets/layouts/branch-numbers.toml");
    let symbol = text.find("[[column]]\nid = \"symbol\"").unwrap();
    let next = symbol + 5 + text[symbol + 5..].find("[[column]]").unwrap();
    let without = [&text[..symbol], &text[next..]].concat();
    let [old, new] = [text, &without].map(|text| Layout::parse(text).unwrap());
    let changes: Vec<String> = compare(&old, &new)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(changes, ["項目「記号」: 2列目の項目がなくなりました。"]);
    let changes: Vec<String> = compare(&new, &old)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(changes.len(), 1);
    assert!(changes[0].starts_with("項目「記号」: 2列目に項目が加わりました"));
}

#[test]
fn every_description_says_what_it_is_and_names_every_column() {
    for layout in Catalogue::shipped().all() {
        for text in [describe::markdown(layout), describe::html(layout)] {
            assert!(
                text.contains("仮 – 公式仕様ではありません"),
                "{}",
                layout.kind
            );
            for column in &layout.columns {
                let title = column.title.replace('_', "\\_");
                assert!(text.contains(&title) || text.contains(&column.title));
            }
        }
        let html = describe::html(layout);
        assert!(
            !html.contains("http") && !html.contains("<script"),
            "needs nothing else"
        );
    }
}

#[test]
fn what_a_definition_says_cannot_break_its_description() {
    let layout = MEMBERS.replace("title = \"性別\"", "title = \"<script>|*a*\"");
    let layout = Layout::parse(&layout).unwrap();
    let (html, markdown) = (describe::html(&layout), describe::markdown(&layout));
    assert!(html.contains("<td>&lt;script&gt;|*a*</td>") && !html.contains("<script>"));
    assert!(markdown.contains("| 14 | \\<script\\>\\|\\*a\\* |"));
}

#[test]
fn a_description_reads_like_this() {
    let layout = Layout::parse(include_str!("support/every-type.toml")).unwrap();
    insta::assert_snapshot!(describe::markdown(&layout));
}
