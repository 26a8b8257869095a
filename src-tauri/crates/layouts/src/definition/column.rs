//! One column of a file kind.

use super::choice::choices;
use std::collections::BTreeMap;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// English name, for code.
    pub id: String,
    /// Japanese name, as in the heading.
    pub title: String,
    /// What may stand in it.
    pub column_type: ColumnType,
    /// Whether it must be filled in every row.
    pub required: bool,
    /// Most characters (Unicode scalar values).
    pub max_chars: Option<usize>,
    /// Most bytes in the file's encoding.
    pub max_bytes: Option<usize>,
    /// Exactly so many characters.
    pub exact_chars: Option<usize>,
    /// The codes of a code column, with their meaning.
    pub codes: BTreeMap<String, String>,
    /// The only characters that a text may have.
    pub allowed: Option<Allowed>,
    /// What a text or kana column tells of a person.
    pub holds: Option<Holds>,
    /// People whom the column doesn't foresee: about them a person is asked, and the row isn't refused.
    pub exceptions: Vec<Exception>,
    /// Whether its values are shown with four characters at most.
    pub masked: bool,
    /// A word for the description.
    pub note: Option<String>,
}

choices! {
    /// What may stand in a column.
    ColumnType {
        /// Anything that can be sent.
        Text "text" "文字",
        /// Full-width katakana.
        Kana "kana" "全角カタカナ",
        /// ASCII digits.
        Digits "digits" "数字",
        /// One of the listed codes.
        Code "code" "コード",
        /// A day of the calendar, `YYYYMMDD`.
        Date "date" "日付（西暦8桁）",
        /// A month, `YYYYMM`.
        Month "month" "年月（西暦6桁）",
        /// A year of four digits.
        Year "year" "年（西暦4桁）",
        /// Yen, where a minus sign may stand in front.
        Amount "amount" "金額（円）",
        /// 記号 or 番号: no space and no colon.
        Symbol "symbol" "記号・番号",
        /// 郵便番号.
        PostalCode "postal-code" "郵便番号",
        /// 保険者番号.
        InsurerNumber "insurer-number" "保険者番号",
        /// 法人番号.
        CorporateNumber "corporate-number" "法人番号",
        /// 個人番号; always masked.
        PersonalNumber "personal-number" "個人番号",
        /// The 2-digit 枝番 of a card.
        CardBranch "card-branch" "枝番（2桁）",
        /// The 被保険者枝番 paid out by the server.
        ServerBranch "server-branch" "被保険者枝番",
    }
}

choices! {
    /// What a column tells of a person.
    Holds {
        /// A name.
        Name "name" "氏名",
        /// An address.
        Address "address" "住所",
    }
}

choices! {
    /// People whom a column doesn't foresee.
    Exception {
        /// No 個人番号 yet: newborn, or from abroad.
        NumberAwaited "number-awaited" "番号待ち",
        /// A birth date that isn't known, or only in part.
        Unknown "unknown" "不詳",
        /// No home in Japan.
        Abroad "abroad" "海外・国内住所なし",
        /// A name longer than the column.
        Long "long" "長い氏名",
        /// Latin letters, hyphens and apostrophes in kana.
        Foreign "foreign" "英字や記号のあるカナ",
    }
}

choices! {
    /// A named set of characters.
    Allowed {
        /// The characters of JIS X 0208.
        JisX0208 "jis-x-0208" "JIS X 0208の文字",
        /// The characters of JIS X 0208, and half-width katakana.
        JisX0208OrKana "jis-x-0208-or-kana" "JIS X 0208の文字と半角カナ",
        /// A–Z, a–z, 0–9.
        AsciiAlphanumeric "ascii-alphanumeric" "半角の英数字",
    }
}

impl Column {
    /// Whether the definition asks about such people, and doesn't refuse them.
    pub fn foresees(&self, exception: Exception) -> bool {
        self.exceptions.contains(&exception)
    }

    /// Whether its values are shown with four characters at most: by definition, or as 個人番号.
    pub fn is_masked(&self) -> bool {
        self.masked || self.column_type == ColumnType::PersonalNumber
    }
}
