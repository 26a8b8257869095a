//! What one cell must look like by itself.

use crate::{
    Allowed, Column, ColumnType, Encoding, FindingCode, Severity, encoding::is_jis_x_0208,
};
use chrono::NaiveDate;
use kakehashi_domain::{
    CardBranchNumber, CorporateNumber, InsurerNumber, PersonalNumber, PersonalNumberError,
    ServerBranchNumber, date_value,
};

/// What is wrong, before it is known where.
pub(crate) struct Problem {
    pub code: FindingCode,
    pub severity: Severity,
    pub message: String,
}

/// What a cell holds, where rules and gates want to know it and it is right by itself.
#[derive(Clone, Copy)]
pub(crate) enum CellValue {
    Nothing,
    Date(NaiveDate),
    /// A right 保険者番号.
    Insurer,
    /// A right 個人番号.
    Number(u64),
}

impl CellValue {
    pub(crate) fn date(self) -> Option<NaiveDate> {
        if let Self::Date(date) = self {
            Some(date)
        } else {
            None
        }
    }

    pub(crate) fn number(self) -> Option<u64> {
        if let Self::Number(number) = self {
            Some(number)
        } else {
            None
        }
    }

    pub(crate) fn is_insurer(self) -> bool {
        matches!(self, Self::Insurer)
    }
}

/// Checks one cell, reports what is wrong and gives back what it holds.
pub(crate) fn check_cell(
    column: &Column,
    encoding: Encoding,
    text: &str,
    report: &mut impl FnMut(Problem),
) -> CellValue {
    let mut say = |code: FindingCode, what: &str| {
        let message = format!("「{}」{what}", column.title);
        report(Problem {
            code,
            severity: code.severity(),
            message,
        });
    };
    if is_blank(text) {
        if column.required {
            say(FindingCode::RequiredEmpty, "が空です。");
        }
        return CellValue::Nothing;
    }
    check_length(column, encoding, text, &mut say);
    match column.column_type {
        ColumnType::Text => {
            check_characters(text, &mut say);
            check_allowed(column, text, &mut say);
        }
        ColumnType::Kana => check_kana(text, &mut say),
        ColumnType::Digits if !is_digits(text) => {
            say(FindingCode::DigitsInvalid, "に数字でない字があります。");
        }
        ColumnType::Code if !column.codes.contains_key(text) => {
            say(
                FindingCode::CodeUnknown,
                &format!("は{}のどれかです。", code_list(column)),
            );
        }
        ColumnType::Date => match date_value(text) {
            Some(date) => return CellValue::Date(date),
            None => say(
                FindingCode::DateInvalid,
                "は暦にない日か、日付でない値です。",
            ),
        },
        ColumnType::Month if !is_month(text) => {
            say(FindingCode::MonthInvalid, "は西暦6桁の年月ではありません。");
        }
        ColumnType::Year if !is_year(text) => {
            say(FindingCode::YearInvalid, "は西暦4桁の年ではありません。");
        }
        ColumnType::Amount if !is_amount(text) => {
            say(FindingCode::AmountInvalid, "は金額の数字ではありません。");
        }
        ColumnType::Symbol => {
            check_characters(text, &mut say);
            if text.contains(|c: char| c == ':' || c == '：' || c.is_whitespace()) {
                say(FindingCode::SymbolInvalid, "に空白か「:」があります。");
            }
        }
        ColumnType::CorporateNumber if CorporateNumber::parse(text).is_err() => {
            say(
                FindingCode::CorporateNumberInvalid,
                "は法人番号として正しくありません。",
            );
        }
        ColumnType::PostalCode if !is_postal_code(text) => {
            say(
                FindingCode::PostalCodeInvalid,
                "は7桁の数字ではありません。",
            );
        }
        ColumnType::InsurerNumber => match InsurerNumber::verify(text) {
            Ok(()) => return CellValue::Insurer,
            Err(_) => say(
                FindingCode::InsurerNumberInvalid,
                "は保険者番号として正しくありません。",
            ),
        },
        ColumnType::PersonalNumber => match PersonalNumber::value_of(text) {
            Ok(number) => return CellValue::Number(number),
            Err(error) => {
                let (code, what) = number_problem(error);
                say(code, what);
            }
        },
        ColumnType::CardBranch if CardBranchNumber::parse(text).is_err() => {
            say(
                FindingCode::CardBranchInvalid,
                "は2桁の数字ではありません。",
            );
        }
        ColumnType::ServerBranch if ServerBranchNumber::parse(text).is_err() => {
            say(
                FindingCode::ServerBranchInvalid,
                "は被保険者枝番として正しくありません。",
            );
        }
        ColumnType::Digits
        | ColumnType::Code
        | ColumnType::Month
        | ColumnType::Year
        | ColumnType::Amount
        | ColumnType::CorporateNumber
        | ColumnType::PostalCode
        | ColumnType::CardBranch
        | ColumnType::ServerBranch => {}
    }
    CellValue::Nothing
}

fn check_length(
    column: &Column,
    encoding: Encoding,
    text: &str,
    say: &mut impl FnMut(FindingCode, &str),
) {
    if let Some(exact) = column.exact_chars {
        let length = text.chars().count();
        if length != exact {
            let what = format!("は{exact}字です（{length}字あります）。");
            say(FindingCode::WrongLength, &what);
        }
    } else if let Some(most) = column.max_chars.filter(|most| text.len() > *most) {
        let length = text.chars().count();
        if length > most {
            let what = format!("は{most}字までです（{length}字あります）。");
            say(FindingCode::TooLong, &what);
        }
    }
    // No encoding makes more than two bytes of one of UTF-8.
    if let Some(most) = column.max_bytes.filter(|most| text.len() * 2 > *most) {
        let length = encoding.bytes_of(text);
        if length > most {
            let what = format!("は{most}バイトまでです（{length}バイトあります）。");
            say(FindingCode::TooLong, &what);
        }
    }
}

fn check_allowed(column: &Column, text: &str, say: &mut impl FnMut(FindingCode, &str)) {
    let Some(allowed) = column.allowed else {
        return;
    };
    let fits = |c: char| match allowed {
        Allowed::AsciiAlphanumeric => c.is_ascii_alphanumeric(),
        Allowed::JisX0208 => is_jis_x_0208(c),
        Allowed::JisX0208OrKana => is_jis_x_0208(c) || is_half_width_kana(c),
    };
    if !text.chars().all(fits) {
        let what = format!("に使えるのは、{}だけです。", allowed.title());
        say(FindingCode::CharacterNotAllowed, &what);
    }
}

fn number_problem(error: PersonalNumberError) -> (FindingCode, &'static str) {
    use PersonalNumberError as E;
    match error {
        E::SpreadsheetDamage => (
            FindingCode::NumberSpreadsheet,
            "が、表計算ソフトで 1.2E+11 のような値に変わっています。",
        ),
        E::FullWidth => (FindingCode::NumberFullWidth, "に全角の数字があります。"),
        E::NotTwelveDigits => (FindingCode::NumberLength, "は12桁の数字ではありません。"),
        E::LostLeadingZero => (
            FindingCode::NumberLeadingZeroLost,
            "は、先頭の0が落ちているようです。",
        ),
        E::AllSame => (FindingCode::NumberAllSame, "が、すべて同じ数字です。"),
        E::CheckDigit => (
            FindingCode::NumberCheckDigit,
            "の検査数字（最後の桁）が合いません。",
        ),
    }
}

fn check_characters(text: &str, say: &mut impl FnMut(FindingCode, &str)) {
    // Without an early end, so that the compiler takes many bytes at once.
    let is_odd = |found, byte| found | may_begin_odd_character(byte);
    if !text.bytes().fold(false, is_odd) {
        return;
    }
    if let Some(c) = text.chars().find(|c| is_unsendable(*c)) {
        let code_point = u32::from(c);
        let what = format!(
            "に、送れない字（U+{code_point:04X} {}）があります。",
            character_class(c)
        );
        say(FindingCode::TextCharacter, &what);
    }
    if text.chars().any(is_half_width_kana) {
        say(FindingCode::HalfWidthKana, "に半角カナがあります。");
    }
}

fn check_kana(text: &str, say: &mut impl FnMut(FindingCode, &str)) {
    if is_kana_of_three_bytes(text.as_bytes()) {
        return;
    }
    let fits = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | ' ' | '　');
    if text.chars().all(fits) {
        return;
    }
    if text.chars().any(is_half_width_kana) {
        say(FindingCode::HalfWidthKana, "に半角カナがあります。");
    }
    if text.chars().any(|c| !fits(c) && !is_half_width_kana(c)) {
        say(
            FindingCode::KanaInvalid,
            "に、全角カタカナでない字があります。",
        );
    }
}

/// Nearly all names: nothing but full-width katakana and full-width spaces.
fn is_kana_of_three_bytes(bytes: &[u8]) -> bool {
    let (letters, rest) = bytes.as_chunks::<3>();
    let fits = |letter: &[u8; 3]| {
        matches!(
            letter,
            [0xE3, 0x82, 0xA1..=0xBF] | [0xE3, 0x83, 0x80..=0xBC] | [0xE3, 0x80, 0x80]
        )
    };
    rest.is_empty() && letters.iter().all(fits)
}

/// Whether nothing but white space stands in a cell.
pub(crate) fn is_blank(text: &str) -> bool {
    !text.starts_with(|c: char| !c.is_whitespace()) && text.trim().is_empty()
}

/// Whether a byte of UTF-8 may begin a character that is half-width kana or can't be sent. Kana and kanji pass,
/// so that most cells need no look at their characters.
fn may_begin_odd_character(byte: u8) -> bool {
    matches!(byte, ..0x20 | 0x7F | 0xC2 | 0xE2 | 0xEE..)
}

fn is_unsendable(c: char) -> bool {
    !character_class(c).is_empty()
}

/// The Japanese name of a class of characters that can't be sent; empty for all others.
fn character_class(c: char) -> &'static str {
    match c {
        '\u{FFFD}' => "文字化け",
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => "外字",
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => "見えない字",
        c if c.is_control() => "制御文字",
        _ => "",
    }
}

fn is_half_width_kana(c: char) -> bool {
    ('｡'..='ﾟ').contains(&c)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_month(text: &str) -> bool {
    text.len() == 6 && is_digits(text) && is_year(&text[..4]) && ("01"..="12").contains(&&text[4..])
}

/// No file of this field speaks of an earlier century than the 19th.
fn is_year(text: &str) -> bool {
    text.len() == 4 && is_digits(text) && ("1800".."2200").contains(&text)
}

fn is_amount(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    (1..=15).contains(&digits.len()) && is_digits(digits)
}

fn is_postal_code(text: &str) -> bool {
    match text.as_bytes() {
        [front @ .., b'-', _, _, _, _] if front.len() == 3 => {
            is_digits(&text[..3]) && is_digits(&text[4..])
        }
        digits => digits.len() == 7 && is_digits(text),
    }
}

fn code_list(column: &Column) -> String {
    let codes = column.codes.iter();
    let shown: Vec<String> = codes
        .map(|(code, meaning)| format!("{code}（{meaning}）"))
        .collect();
    shown.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postal_codes_may_have_a_hyphen() {
        assert!(is_postal_code("1000001") && is_postal_code("100-0001"));
        for wrong in [
            "100-001",
            "10-00001",
            "１００００００",
            "あ-0001",
            "100-000あ",
        ] {
            assert!(!is_postal_code(wrong), "{wrong}");
        }
    }

    #[test]
    fn no_odd_character_slips_through_the_byte_test() {
        for c in ('\0'..=char::MAX).filter(|c| is_unsendable(*c) || is_half_width_kana(*c)) {
            let first = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(may_begin_odd_character(first), "{:x}", u32::from(c));
        }
        assert!(!"練習　太郎ー・髙A1-".bytes().any(may_begin_odd_character));
    }

    #[test]
    fn the_short_way_for_kana_lets_nothing_else_through() {
        let by_letter = |c| matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | '　');
        for c in '\u{800}'..='\u{FFFF}' {
            let short = is_kana_of_three_bytes(c.encode_utf8(&mut [0; 4]).as_bytes());
            assert_eq!(short, by_letter(c), "{c}");
        }
        assert!(!is_kana_of_three_bytes("ア イ".as_bytes()));
    }

    #[test]
    fn names_of_people_are_sendable() {
        for name in [
            "髙﨑　栁",
            "𠮷田",
            "葛\u{E0100}飾",
            "Müller O'Neil",
            "①㈱～－",
        ] {
            assert!(!name.chars().any(is_unsendable), "{name}");
        }
        for c in [
            '\0',
            '\n',
            '\u{FFFD}',
            '\u{E000}',
            '\u{200B}',
            '\u{202E}',
            '\u{10FFFD}',
        ] {
            assert!(is_unsendable(c), "{:x}", u32::from(c));
        }
    }
}
