//! The character code of the insurer's files: what 医療保険者等定義情報 (⑦) told last.

use std::io::Read;

use crate::{
    app::App,
    db::{Db, DbError, blobs::Pieces, entries},
    desk::Desk,
    layout::{Column, Encoding, Layout},
};

/// The column by which a master tells it.
const CODE: &str = "character_code";
/// Room for the declaration of an XML file, also in UTF-16.
const HEAD_BYTES: u64 = 256;

/// In what a file that came to a desk is to be read, where not as the definition says. The telling file itself says it
/// in its own declaration: until it is read, nothing was told.
///
/// # Errors
/// What the database says.
pub fn encoding(app: &App, desk: &Desk, upload: &str) -> Result<Option<Encoding>, DbError> {
    if desk.layout.is_own {
        return Ok(None);
    }
    if desk.layout.find(CODE).is_some() {
        return Ok(declared(&app.db, upload).or(app.encoding));
    }
    let Some((kind, column)) = app.desks.with_column(CODE, app.today()) else {
        return Ok(app.encoding);
    };
    let told = app
        .db
        .read_blocking(|c| entries::cells(c, kind, &[&app.insurer]))?;
    let code = told.and_then(|cells| cells.get(column).cloned());
    Ok(code.as_deref().and_then(of_code).or(app.encoding))
}

/// The code by which a sample of the telling file tells what it is written in; None for every other column.
pub fn code_of(column: &Column, layout: &Layout) -> Option<String> {
    let is_it = |code: &&String| of_code(code) == Some(layout.format.encoding);
    let mut codes = column.codes.keys().filter(|_| column.id == CODE);
    codes.find(is_it).cloned()
}

fn of_code(code: &str) -> Option<Encoding> {
    Some(match code {
        "1" => Encoding::Utf8,
        "2" => Encoding::ShiftJis,
        "3" => Encoding::Cp932,
        "4" => Encoding::Utf16Le,
        "5" => Encoding::Utf16Be,
        "6" => Encoding::EucJp,
        _ => return None,
    })
}

fn declared(db: &Db, upload: &str) -> Option<Encoding> {
    let mut head = Vec::new();
    let mut pieces = Pieces::new(db, upload).take(HEAD_BYTES);
    pieces.read_to_end(&mut head).ok()?;
    match head.as_slice() {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => return Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let (_, after) = head.split_once("encoding=")?;
    let quote = after.chars().next()?;
    Encoding::named(after.get(1..)?.split(quote).next()?)
}

impl Encoding {
    /// The one of a name, as definitions and the declarations of XML files use it.
    pub fn named(name: &str) -> Option<Encoding> {
        Some(match name.to_lowercase().as_str() {
            "utf-8" | "utf8" => Encoding::Utf8,
            "shift_jis" => Encoding::ShiftJis,
            "windows-31j" | "cp932" | "ms932" => Encoding::Cp932,
            "utf-16" | "utf-16le" => Encoding::Utf16Le,
            "utf-16be" => Encoding::Utf16Be,
            "euc-jp" => Encoding::EucJp,
            _ => return None,
        })
    }

    /// Whether a file that says it is written so may be written in another: the bytes tell the order in UTF-16, and
    /// much that is CP932 is called Shift_JIS.
    pub fn may_be(self, other: Encoding) -> bool {
        self == other || self.table() == other.table() || {
            let is_utf_16 = |it| matches!(it, Encoding::Utf16Le | Encoding::Utf16Be);
            is_utf_16(self) && is_utf_16(other)
        }
    }
}
