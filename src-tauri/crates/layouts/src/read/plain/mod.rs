//! Whatever a definition says of a file's syntax and encoding, what is read of it becomes plain CSV: commas, quotes
//! where needed, in UTF-8 or in an encoding that leaves ASCII as it is. All that looks at rows knows only that.

mod declaration;
mod other_kind;
mod outbox;
mod quoting;
mod to_utf8;
mod xml;

use crate::definition::{Encoding, FileType, Format, Layout, Quote};
pub(super) use other_kind::OtherKind;
use quoting::{NeverQuoted, QuoteWatch};
use std::io::{self, Read};
pub(crate) use to_utf8::ToUtf8;
use xml::XmlRows;

/// The byte at the end of a file, as programs of old wrote it.
pub(crate) const EOF_MARK: u8 = 0x1A;

/// A file as plain CSV.
pub(crate) enum Plain<R> {
    AsItIs(R),
    Utf8(ToUtf8<R>),
    Quoted(QuoteWatch<ToUtf8<R>>),
    NeverQuoted(NeverQuoted<ToUtf8<R>>),
    Xml(Box<XmlRows<ToUtf8<R>>>),
}

impl<R: Read> Plain<R> {
    /// `source` begins behind the byte order mark.
    pub(crate) fn of(layout: &Layout, source: R) -> Self {
        let format = &layout.format;
        if encoding(format) == format.encoding && is_plain(format) {
            return Self::AsItIs(source);
        }
        let text = ToUtf8::new(source, format.encoding);
        match (&format.file_type, format.quote) {
            (FileType::Xml { .. }, _) => Self::Xml(Box::new(XmlRows::new(text, layout))),
            (FileType::Csv, Quote::Always) => Self::Quoted(QuoteWatch::new(text)),
            (FileType::Csv, Quote::Never) => Self::NeverQuoted(NeverQuoted::new(text)),
            (FileType::Csv, Quote::WhenNeeded) => Self::Utf8(text),
        }
    }

    /// How many cells stood without quotes, where all must have them, and the first line with one.
    pub(crate) fn unquoted(&self) -> Option<(u64, u64)> {
        match self {
            Self::Quoted(source) => source.unquoted(),
            Self::AsItIs(_) | Self::Utf8(_) | Self::NeverQuoted(_) | Self::Xml(_) => None,
        }
    }
}

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::AsItIs(source) => source.read(room),
            Self::Utf8(source) => source.read(room),
            Self::Quoted(source) => source.read(room),
            Self::NeverQuoted(source) => source.read(room),
            Self::Xml(source) => source.read(room),
        }
    }
}

/// In which encoding the plain CSV of a kind is.
pub(crate) fn encoding(format: &Format) -> Encoding {
    if is_plain(format) && !format.encoding.is_utf_16() {
        format.encoding
    } else {
        Encoding::Utf8
    }
}

/// Whether a file is CSV as most are.
fn is_plain(format: &Format) -> bool {
    format.file_type == FileType::Csv && format.quote == Quote::WhenNeeded
}
