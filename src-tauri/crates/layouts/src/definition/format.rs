//! How a file of a kind is written.

use super::choice::choices;

/// How a file as a whole is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// CSV, or XML with the names of its elements.
    pub file_type: FileType,
    /// How characters are written.
    pub encoding: Encoding,
    /// Whether a byte order mark stands in front.
    pub bom: Bom,
    /// Whether the first line holds the titles of the columns; CSV only.
    pub header: bool,
    /// Which cells are quoted; CSV only.
    pub quote: Quote,
    /// How lines end.
    pub line_end: LineEnd,
    /// Whether the byte 0x1A stands at the end.
    pub eof_mark: EofMark,
    /// Most data rows in one file.
    pub max_rows: u32,
    /// Most bytes of one file.
    pub max_bytes: Option<u64>,
    /// Pattern of the file's name, with parts in braces.
    pub file_name: String,
    /// Whether the character code of the house takes the place of this one.
    pub follows_house: bool,
}

/// The syntax of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileType {
    /// Cells between commas.
    Csv,
    /// An element for each row, and in it an element for each column by its id.
    Xml {
        /// The element around all rows.
        root: String,
        /// The element of one row.
        row: String,
    },
}

impl FileType {
    /// What the names of such files end with.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xml { .. } => "xml",
        }
    }
}

choices! {
    /// How the characters of a file are written.
    Encoding {
        /// UTF-8.
        Utf8 "utf-8" "UTF-8",
        /// Windows' Shift_JIS.
        Cp932 "cp932" "Shift_JIS（CP932）",
        /// Shift_JIS with the characters of JIS X 0208 alone.
        ShiftJis "shift_jis" "Shift_JIS（JIS X 0208だけ）",
        /// UTF-16, the lower byte first.
        Utf16Le "utf-16le" "UTF-16LE",
        /// UTF-16, the higher byte first.
        Utf16Be "utf-16be" "UTF-16BE",
        /// EUC-JP.
        EucJp "euc-jp" "EUC-JP",
    }
}

impl Encoding {
    /// Its name in the declaration of an XML file.
    pub(crate) fn xml_name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Cp932 => "Windows-31J",
            Self::ShiftJis => "Shift_JIS",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::EucJp => "EUC-JP",
        }
    }
}

choices! {
    /// Whether a byte order mark stands in front of the file.
    Bom {
        /// Always; written.
        Required "required" "必ずつける",
        /// Read when there; not written.
        Optional "optional" "あってもなくてもよい",
        /// Never.
        Forbidden "forbidden" "つけない",
    }
}

choices! {
    /// The character code of a house: how its 基幹システム writes and reads its files.
    HouseEncoding {
        /// UTF-8; a byte order mark is read, and none is written.
        Utf8 "utf-8" "UTF-8（BOMなし）",
        /// UTF-8 with a byte order mark.
        Utf8Bom "utf-8-bom" "UTF-8（BOMあり）",
        /// Windows' Shift_JIS.
        Cp932 "cp932" "Shift_JIS（CP932）",
        /// Shift_JIS with the characters of JIS X 0208 alone.
        ShiftJis "shift_jis" "Shift_JIS（JIS X 0208だけ）",
        /// UTF-16, the lower byte first.
        Utf16Le "utf-16le" "UTF-16LE",
        /// UTF-16, the higher byte first.
        Utf16Be "utf-16be" "UTF-16BE",
        /// EUC-JP.
        EucJp "euc-jp" "EUC-JP",
    }
}

impl HouseEncoding {
    /// Every word, for whoever chooses.
    pub fn all() -> &'static [Self] {
        <Self as super::choice::Choice>::CHOICES
    }

    /// How its characters are written, whatever stands in front.
    pub fn encoding(self) -> Encoding {
        self.parts().0
    }

    /// How the characters of a file are written, and whether with a mark in front.
    pub(crate) fn parts(self) -> (Encoding, Bom) {
        let encoding = match self {
            Self::Utf8 => Encoding::Utf8,
            Self::Utf8Bom => return (Encoding::Utf8, Bom::Required),
            Self::Cp932 => Encoding::Cp932,
            Self::ShiftJis => Encoding::ShiftJis,
            Self::Utf16Le => Encoding::Utf16Le,
            Self::Utf16Be => Encoding::Utf16Be,
            Self::EucJp => Encoding::EucJp,
        };
        (encoding, Bom::Optional)
    }
}

choices! {
    /// Which cells stand in quotes.
    Quote {
        /// Those with a comma, a quote or a line end in them.
        WhenNeeded "when-needed" "必要なときだけ囲む",
        /// Every one.
        Always "always" "すべて囲む",
        /// None; a quote is an error.
        Never "never" "囲まない",
    }
}

choices! {
    /// How lines are ended when written; both are read.
    LineEnd {
        /// CR and LF.
        Crlf "crlf" "CRLF",
        /// LF alone.
        Lf "lf" "LF",
    }
}

choices! {
    /// Whether the byte 0x1A stands at the end of the file.
    EofMark {
        /// Never.
        Forbidden "forbidden" "つけない",
        /// Read when there; not written.
        Optional "optional" "あってもなくてもよい",
        /// Always; written.
        Required "required" "必ずつける",
    }
}
