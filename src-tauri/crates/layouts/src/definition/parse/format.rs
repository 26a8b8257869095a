//! Reading `[format]`.

use super::{columns::is_element_name, keys::Keys};
use crate::definition::{
    choice::words,
    format::{Bom, Encoding, EofMark, FileType, Format, LineEnd, Quote},
};

/// What `{…}` in a file's name may be.
const NAME_PARTS: [&str; 5] = ["{date}", "{sequence}", "{receipt}", "{insurer}", "{time}"];
/// Rows are numbered in 32 bits, and results are kept in memory by row.
const MOST_ROWS: u64 = 100_000_000;
const MOST_BYTES: u64 = 1 << 40;

words!(Syntax {
        Csv "csv",
        Xml "xml",
});

pub(super) fn format(root: &Keys) -> Option<Format> {
    let found = root.table("format");
    let keys = root.must("format", found)?;
    let syntax = keys.needed_choice("type");
    let encoding = keys.needed_choice("encoding");
    let bom = keys.needed_choice("bom");
    let line_end = keys.needed_choice("line_end");
    let header = keys.flag("header");
    let max_rows = keys.number("max_rows", 1..=MOST_ROWS);
    let format = Format {
        file_type: match syntax.unwrap_or(Syntax::Csv) {
            Syntax::Csv => FileType::Csv,
            Syntax::Xml => xml(&keys),
        },
        encoding: encoding.unwrap_or(Encoding::Utf8),
        bom: bom.unwrap_or(Bom::Optional),
        header: keys.must("header", header).unwrap_or(true),
        quote: keys.choice("quote").unwrap_or(Quote::WhenNeeded),
        line_end: line_end.unwrap_or(LineEnd::Crlf),
        eof_mark: keys.choice("eof_mark").unwrap_or(EofMark::Forbidden),
        max_rows: keys
            .must("max_rows", max_rows)
            .and_then(|rows| u32::try_from(rows).ok())
            .unwrap_or(1),
        max_bytes: keys.number("max_bytes", 1..=MOST_BYTES),
        file_name: file_name(&keys),
        follows_house: keys.flag("follows_house").unwrap_or(false),
    };
    judge(&keys, &format);
    keys.end();
    Some(format)
}

fn xml(format: &Keys) -> FileType {
    let found = format.table("xml");
    let Some(keys) = format.must("xml", found) else {
        let nothing = String::new;
        return FileType::Xml {
            root: nothing(),
            row: nothing(),
        };
    };
    let name = |key| {
        let word = keys.needed_word(key)?;
        if !is_element_name(word.text) {
            keys.say_at(word.at, &format!("{key}は、半角の英数字の名前です。"));
        }
        Some(word.text.to_owned())
    };
    let names = FileType::Xml {
        root: name("root").unwrap_or_default(),
        row: name("row").unwrap_or_default(),
    };
    keys.end();
    names
}

fn file_name(keys: &Keys) -> String {
    let Some(word) = keys.needed_word("file_name") else {
        return String::new();
    };
    let fixed = NAME_PARTS
        .iter()
        .fold(word.text.to_owned(), |name, part| name.replace(part, ""));
    if fixed.is_empty() || fixed.starts_with('.') || fixed.contains(['{', '}', '/', '\\', ':']) {
        let parts = NAME_PARTS.join(" ");
        keys.say_at(
            word.at,
            &format!("file_name 使えない字があります。{{…}}で使えるもの: {parts}"),
        );
    }
    word.text.to_owned()
}

fn judge(keys: &Keys, format: &Format) {
    let has_bom = !matches!(
        format.encoding,
        Encoding::Cp932 | Encoding::ShiftJis | Encoding::EucJp
    );
    if !has_bom && format.bom == Bom::Required {
        let title = format.encoding.title();
        keys.say(&format!("bom {title}にBOMはありません。"));
    }
    let is_xml = format.file_type != FileType::Csv;
    if is_xml && (!format.header || format.quote != Quote::WhenNeeded) {
        keys.say("headerとquoteは、CSVだけに書けます（XMLではheader = trueのままにします）。");
    }
    if is_xml && format.eof_mark != EofMark::Forbidden {
        keys.say("eof_mark XMLにEOFマークはありません。");
    }
}
