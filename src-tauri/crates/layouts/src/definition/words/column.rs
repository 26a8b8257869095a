//! One column in words.

use crate::definition::column::Column;

/// What is told of each column, besides its place.
pub const COLUMN_HEADINGS: [&str; 7] = [
    "項目名",
    "形式",
    "必須",
    "長さ",
    "使える値",
    "画面での表示",
    "説明",
];

/// As [`COLUMN_HEADINGS`] say.
pub fn column_facts(column: &Column) -> [String; 7] {
    let required = if column.required { "必須" } else { "" };
    let masked = if column.is_masked() { "伏せる" } else { "" };
    let codes = column.codes.iter();
    let codes = codes.map(|(code, meaning)| format!("{code}: {meaning}"));
    let values = match column.allowed {
        Some(allowed) => format!("{}だけ", allowed.title()),
        None => codes.collect::<Vec<_>>().join("、"),
    };
    let exceptions: Vec<&str> = column.exceptions.iter().map(|it| it.title()).collect();
    let asked = match exceptions.as_slice() {
        [] => String::new(),
        some => format!("{}は、誤りにせず確認します。", some.join("、")),
    };
    [
        column.title.clone(),
        column.column_type.title().to_owned(),
        required.to_owned(),
        length(column),
        values,
        masked.to_owned(),
        column.note.clone().unwrap_or_default() + &asked,
    ]
}

fn length(column: &Column) -> String {
    let exact = column.exact_chars.map(|chars| format!("{chars}字"));
    let chars = column.max_chars.map(|chars| format!("{chars}字まで"));
    let bytes = column.max_bytes.map(|bytes| format!("{bytes}バイトまで"));
    let parts: Vec<String> = [exact.or(chars), bytes].into_iter().flatten().collect();
    parts.join("、")
}
