//! Columns read from the table of a specification: name, type, length, required, codes.

use super::{DraftColumn, Meaning};
use crate::definition::ColumnType;
use std::collections::BTreeMap;

/// How specifications head what they say of a column; the first that stands in a cell counts.
const TITLE: &[&str] = &[
    "項目名",
    "項目名称",
    "列名",
    "名称",
    "カラム名",
    "データ項目",
    "title",
    "name",
];
const ID: &[&str] = &["項目ID", "項目id", "物理名", "英字名", "id", "要素名"];
const TYPE: &[&str] = &["型", "データ型", "属性", "形式", "データ形式", "type"];
const LENGTH: &[&str] = &[
    "桁数",
    "文字数",
    "長さ",
    "最大桁数",
    "最大文字数",
    "桁",
    "length",
];
const BYTES: &[&str] = &["バイト数", "最大バイト数", "バイト", "bytes"];
const REQUIRED: &[&str] = &["必須", "必須区分", "必須項目", "入力", "required"];
const CODES: &[&str] = &[
    "コード",
    "コード値",
    "コード内容",
    "値の一覧",
    "設定値",
    "codes",
];
const NOTE: &[&str] = &["備考", "説明", "内容", "摘要", "note"];
/// A heading of a table of columns has the name, and so many of the others.
const TELLING: usize = 1;
/// Rows above the heading that are passed over: titles, dates, versions.
const ABOVE: usize = 30;

/// Where each thing stands.
struct Places {
    title: usize,
    id: Option<usize>,
    type_: Option<usize>,
    length: Option<usize>,
    bytes: Option<usize>,
    required: Option<usize>,
    codes: Option<usize>,
    note: Option<usize>,
}

/// The columns that a table describes; None where it is no table of columns.
pub(super) fn columns(rows: &[Vec<String>]) -> Option<Vec<DraftColumn>> {
    let headings = rows.iter().take(ABOVE).enumerate();
    let (at, places) = headings
        .filter_map(|(at, row)| Some((at, places(row)?)))
        .next()?;
    let mut columns: Vec<DraftColumn> = Vec::new();
    for row in &rows[at + 1..] {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |it| it.trim());
        let title = cell(Some(places.title));
        match columns.last_mut() {
            // Codes that go on in the rows below, with the name left empty or joined with the one above.
            Some(last) if title.is_empty() => last.codes.extend(codes(cell(places.codes))),
            _ if title.is_empty() => {}
            _ => columns.push(column(title, &places, &cell)),
        }
    }
    columns.iter_mut().for_each(settle);
    Some(columns)
}

fn places(row: &[String]) -> Option<Places> {
    let find = |words: &[&str]| {
        let is_it = |cell: &String| {
            let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
            words.iter().any(|word| cell.eq_ignore_ascii_case(word))
        };
        row.iter().position(is_it)
    };
    let places = Places {
        title: find(TITLE)?,
        id: find(ID),
        type_: find(TYPE),
        length: find(LENGTH),
        bytes: find(BYTES),
        required: find(REQUIRED),
        codes: find(CODES),
        note: find(NOTE),
    };
    let Places {
        type_,
        length,
        bytes,
        required,
        codes,
        ..
    } = &places;
    let others = [type_, length, bytes, required, codes];
    let told = others.iter().filter(|it| it.is_some()).count();
    (told >= TELLING).then_some(places)
}

fn column<'c>(
    title: &str,
    places: &Places,
    cell: &impl Fn(Option<usize>) -> &'c str,
) -> DraftColumn {
    let mut column = DraftColumn::of_title(title);
    let id = cell(places.id);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !id.is_empty() && id.chars().all(is_name) {
        column.id = id.to_ascii_lowercase();
    }
    column.max_chars = number(cell(places.length));
    column.max_bytes = number(cell(places.bytes));
    column.required = is_yes(cell(places.required));
    column.codes = codes(cell(places.codes));
    let note = cell(places.note);
    column.note = (!note.is_empty()).then(|| note.replace(['\r', '\n'], " "));
    let by_type = by_type(cell(places.type_));
    match Meaning::of_title(title) {
        Some(meaning) => column.mean(meaning, "項目名"),
        None => {
            if let Some(meaning) = by_type {
                column.mean(meaning, "型");
            }
        }
    }
    column
}

/// What is settled once all rows of a column were read.
fn settle(column: &mut DraftColumn) {
    if !column.codes.is_empty() {
        column.mean(Meaning::CodeOfList, "コードの一覧");
        (column.max_chars, column.max_bytes) = (None, None);
    } else if column.column_type == ColumnType::Code {
        column.mean(Meaning::Text, "コードの一覧がないので文字");
    }
    if column.because.is_empty() {
        "分からないので文字".clone_into(&mut column.because);
    }
}

fn by_type(text: &str) -> Option<Meaning> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["日付", "年月日", "date", "Date", "DATE"]) {
        Some(Meaning::Date)
    } else if has(&["カナ", "ｶﾅ"]) {
        Some(Meaning::Kana)
    } else if has(&["金額"]) {
        Some(Meaning::Amount)
    } else if has(&["数字", "数値", "整数", "9", "NUM", "Num", "num"]) || text == "N" {
        Some(Meaning::Digits)
    } else {
        None
    }
}

fn is_yes(text: &str) -> bool {
    const YES: &[&str] = &[
        "○", "〇", "◯", "◎", "●", "必須", "1", "Y", "y", "YES", "yes", "true", "TRUE", "要",
    ];
    YES.contains(&text)
}

/// The first number of a text such as `最大40` or `8（固定）`, in whichever width.
fn number(text: &str) -> Option<usize> {
    let half = |c: char| match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        c => c,
    };
    let text: String = text.chars().map(half).collect();
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits
        .parse()
        .ok()
        .filter(|it| (1..=1_000_000).contains(it))
}

/// Codes as people write them: `1:男、2:女`, one a line, with `=`, `：` or a space between.
fn codes(text: &str) -> BTreeMap<String, String> {
    let parts = text.split(['\n', '\r', '、', ',', '，', ';', '／', '/']);
    let pair = |part: &str| {
        let part = part.trim();
        let (code, meaning) = part.split_once([':', '：', '=', '＝', ' ', '　', '-', '…'])?;
        let (code, meaning) = (code.trim(), meaning.trim());
        let fits = !code.is_empty()
            && !meaning.is_empty()
            && code.chars().all(|c| c.is_ascii_alphanumeric());
        fits.then(|| (code.to_owned(), meaning.to_owned()))
    };
    parts.filter_map(pair).collect()
}
