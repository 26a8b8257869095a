//! A definition in words: what the description of a kind and the comparison of two versions are made of.

mod column;
mod rules;

pub use column::{COLUMN_HEADINGS, column_facts};
pub use rules::rules;

use crate::definition::{format::FileType, layout::Layout};

pub(crate) const NOTICE: &str = "仮 – 公式仕様ではありません";

/// 仮 or 正式.
pub(crate) fn status(layout: &Layout) -> &'static str {
    if layout.provisional { "仮" } else { "正式" }
}

/// What is true of the kind and its files as a whole: a heading and a value each.
pub fn facts(layout: &Layout) -> Vec<(&'static str, String)> {
    let format = &layout.format;
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "なし".to_owned());
    let syntax = match &format.file_type {
        FileType::Csv => "CSV".to_owned(),
        FileType::Xml { root, row } => format!("XML（<{root}> の中に、1行ごとに <{row}>）"),
    };
    let effective_to = layout.effective_to.map(|day| day.to_string());
    let max_bytes = format.max_bytes.map(|bytes| format!("{bytes}バイトまで"));
    let mut facts = vec![
        ("種類の名前", layout.kind.clone()),
        ("業務", layout.title.clone()),
        ("ファイル", layout.file_title.clone()),
        ("版", layout.version.clone()),
        ("仮・正式", status(layout).to_owned()),
        ("使いはじめの日", layout.effective_from.to_string()),
        (
            "使いおわりの日",
            effective_to.unwrap_or_else(|| "決まっていない".to_owned()),
        ),
        ("項目の出典", or_none(&layout.source)),
        ("説明", or_none(&layout.note)),
        ("向き", layout.direction.title().to_owned()),
        ("まとまり", layout.group.title().to_owned()),
        ("結果のファイルの種類", or_none(&layout.result_kind)),
        ("ファイルの形", syntax),
        ("文字コード", format.encoding.title().to_owned()),
        ("BOM", format.bom.title().to_owned()),
        ("改行", format.line_end.title().to_owned()),
        ("行の数", format!("{}行まで", format.max_rows)),
        (
            "ファイルの大きさ",
            max_bytes.unwrap_or_else(|| "決まりなし".to_owned()),
        ),
        ("ファイルの名前", format.file_name.clone()),
    ];
    if format.file_type == FileType::Csv {
        let header = if format.header { "あり" } else { "なし" };
        facts.push(("見出し行", header.to_owned()));
        facts.push(("「\"」での囲み", format.quote.title().to_owned()));
        facts.push((
            "ファイルの終わりの印（EOFマーク）",
            format.eof_mark.title().to_owned(),
        ));
    }
    facts
}
