//! What one cell must look like by itself.

use super::{
    beyond,
    characters::{check_characters, is_half_width_kana, name},
    finding_code::FindingCode,
    person_text::{check_person_text, check_spaces, is_ditto},
    writing::around,
};
use crate::{
    definition::{Allowed, Column, ColumnType, Encoding, Exception, Holds, Severity},
    read::is_jis_x_0208,
};
use chrono::NaiveDate;
use kakehashi_domain::{
    CardBranchNumber, CorporateNumber, InsurerNumber, PersonalNumber, PersonalNumberError,
    ServerBranchNumber, date_value, packed_date_value, wareki_value,
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
    let mut tell = |code: FindingCode, severity: Severity, what: &str| {
        let message = format!("「{}」{what}", column.title);
        report(Problem {
            code,
            severity,
            message,
        });
    };
    if let Some(holds) = column.holds.filter(|_| !is_blank(text)) {
        if holds == Holds::Address && beyond::names_no_home(text) && !is_ditto(text) {
            // Where nobody abroad is foreseen, something of the address is missing.
            let code = match column.foresees(Exception::Abroad) {
                true => FindingCode::NoHomeInJapan,
                false => FindingCode::AddressCut,
            };
            let what = "に、国内の市区町村がありません。";
            tell(code, Severity::Confirm, what);
        } else if holds == Holds::Address && beyond::is_cut_short(text) {
            let what = "が、都道府県か市区町村までで終わっています（町名や番地がありません）。";
            tell(FindingCode::AddressCut, Severity::Confirm, what);
        }
        if column.column_type == ColumnType::Kana {
            check_spaces(text, &mut tell);
        } else {
            check_person_text(holds, text, &mut tell);
        }
    }
    let mut say = |code: FindingCode, what: &str| tell(code, code.severity(), what);
    if is_blank(text) {
        if column.required {
            let (code, what) = beyond::empty(column);
            say(code, what);
        }
        return CellValue::Nothing;
    }
    check_length(column, encoding, text, &mut say);
    let is_typed = matches!(column.column_type, ColumnType::Text | ColumnType::Symbol);
    if is_typed {
        check_writing(column, text, &mut say);
    }
    match column.column_type {
        ColumnType::Text => check_text(column, text, &mut say),
        ColumnType::Kana => check_kana(column, text, &mut say),
        ColumnType::Digits if !is_digits(text) => {
            say_writing(
                FindingCode::DigitsInvalid,
                "に数字でない字があります。",
                text,
                &mut say,
            );
        }
        ColumnType::Code if !column.codes.contains_key(text) => {
            say(
                FindingCode::CodeUnknown,
                &format!("は{}のどれかです。", code_list(column)),
            );
        }
        ColumnType::Date => match packed_date_value(text) {
            Some(date) => return CellValue::Date(date),
            None if column.foresees(Exception::Unknown) && beyond::is_partly_known(text) => {
                say(FindingCode::BirthUnknown, "が、すべてはわかりません。");
            }
            None => {
                let (code, what) = date_problem(text);
                say_writing(code, what, text, &mut say);
            }
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
            let what = "は7桁の数字ではありません。";
            say_writing(FindingCode::PostalCodeInvalid, what, text, &mut say);
        }
        ColumnType::PostalCode
            if column.foresees(Exception::Abroad) && beyond::is_placeholder(text) =>
        {
            let what = "が、同じ数字の並び（仮の値）です。";
            say(FindingCode::NoHomeInJapan, what);
        }
        ColumnType::InsurerNumber => match InsurerNumber::verify(text) {
            Ok(()) => return CellValue::Insurer,
            Err(_) => say_writing(
                FindingCode::InsurerNumberInvalid,
                "は保険者番号として正しくありません。",
                text,
                &mut say,
            ),
        },
        ColumnType::PersonalNumber => match PersonalNumber::value_of(text) {
            Ok(number) => return CellValue::Number(number),
            Err(error) => {
                if let Some(writing) = around(text) {
                    let is_wide = error == PersonalNumberError::FullWidth;
                    let right = PersonalNumber::value_of(&writing.plain);
                    let code = if is_wide {
                        FindingCode::NumberFullWidth
                    } else {
                        FindingCode::NumberWriting
                    };
                    if writing.plain.len() == 12 || right.is_ok() {
                        say(code, &writing.what);
                        // The gates know whose it is, however it is written.
                        return right.map_or(CellValue::Nothing, CellValue::Number);
                    }
                }
                let (code, what) = number_problem(error);
                say(code, what);
            }
        },
        ColumnType::CardBranch if looks_like_server_branch(text) => {
            let what = "に、被保険者枝番のような値があります。";
            say(FindingCode::BranchConfused, what);
        }
        ColumnType::ServerBranch if CardBranchNumber::parse(text).is_ok() => {
            let what = "に、2桁の枝番が入っています。";
            say(FindingCode::BranchConfused, what);
        }
        ColumnType::CardBranch if CardBranchNumber::parse(text).is_err() => {
            let what = "は2桁の数字ではありません。";
            say_writing(FindingCode::CardBranchInvalid, what, text, &mut say);
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
            say(beyond::too_long(column), &what);
        }
    }
    // No encoding makes more than two bytes of one of UTF-8.
    if let Some(most) = column.max_bytes.filter(|most| text.len() * 2 > *most) {
        let length = encoding.bytes_of(text);
        if length > most {
            let what = format!("は{most}バイトまでです（{length}バイトあります）。");
            say(beyond::too_long(column), &what);
        }
    }
}

fn check_text(column: &Column, text: &str, say: &mut impl FnMut(FindingCode, &str)) {
    let fits = |c: char| match column.allowed {
        None => true,
        Some(Allowed::AsciiAlphanumeric) => c.is_ascii_alphanumeric(),
        Some(Allowed::JisX0208) => is_jis_x_0208(c),
        Some(Allowed::JisX0208OrKana) => is_jis_x_0208(c) || is_half_width_kana(c),
    };
    match column.allowed {
        Some(allowed) if !text.chars().all(fits) => {
            let what = format!("に使えるのは、{}だけです。", allowed.title());
            say(FindingCode::CharacterNotAllowed, &what);
        }
        Some(Allowed::JisX0208OrKana) if text.chars().any(is_half_width_kana) => {}
        _ => check_characters(text, say),
    }
}

fn date_problem(text: &str) -> (FindingCode, &'static str) {
    if wareki_value(text).is_some() || is_wareki_by_number(text) {
        return (FindingCode::DateWareki, "が和暦で書かれています。");
    }
    if date_value(text).is_some() {
        let what = "は、「-」や「/」のある日付です（西暦8桁の数字だけにします）。";
        return (FindingCode::DateInvalid, what);
    }
    let is_serial = (4..=5).contains(&text.len()) && is_digits(text);
    let what = match text.len() {
        8 if is_digits(text) => "は暦にない日です。",
        _ if is_serial => "は、表計算ソフトの中での日付の番号のようです。",
        _ => "は日付でない値です。",
    };
    (FindingCode::DateInvalid, what)
}

/// The way of social insurance: a number for the era (3 大正, 5 昭和, 7 平成, 9 令和), then year, month, day.
fn is_wareki_by_number(text: &str) -> bool {
    let era = match text.as_bytes().first() {
        Some(b'3') => 'T',
        Some(b'5') => 'S',
        Some(b'7') => 'H',
        Some(b'9') => 'R',
        _ => return false,
    };
    text.len() == 7 && is_digits(text) && wareki_value(&format!("{era}{}", &text[1..])).is_some()
}

/// Whether it is far too long for a 2-digit 枝番, and what the server pays out: letters or digits without a gap.
fn looks_like_server_branch(text: &str) -> bool {
    text.len() >= 5
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
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
            "の検査用数字（最後の桁）が合いません。",
        ),
    }
}

/// 記号, 番号 and other texts that a spreadsheet or a web page has touched.
fn check_writing(column: &Column, text: &str, say: &mut impl FnMut(FindingCode, &str)) {
    let is_formula = text.starts_with("=\"") || text.starts_with('\'');
    if is_formula {
        let what = "が、表計算ソフトの書き方（=\"…\" か「'」）です。";
        return say(FindingCode::SpreadsheetWriting, what);
    }
    if column.holds.is_some() || text.len() < 3 {
        return;
    }
    let as_number = text
        .strip_suffix(".0")
        .is_some_and(|it| !it.is_empty() && is_digits(it));
    if as_number || is_exponent(text) {
        let what = "が、表計算ソフトで小数や「E+」の値に変わっています。";
        say(FindingCode::SpreadsheetWriting, what);
    } else if text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace)
        || text.chars().any(|c| c == '\u{A0}')
    {
        say(
            FindingCode::SpaceOdd,
            "の前か後ろか間に、余分な空白があります。",
        );
    }
}

/// `1.2E+11`
fn is_exponent(text: &str) -> bool {
    let parts = text.split_once("E+").or_else(|| text.split_once("e+"));
    parts.is_some_and(|(front, power)| {
        let front = front.replacen('.', "", 1);
        !front.is_empty() && is_digits(&front) && !power.is_empty() && is_digits(power)
    })
}

/// Says what is written around the digits of a cell, where that is all that is wrong with it.
fn say_writing(
    code: FindingCode,
    otherwise: &str,
    text: &str,
    say: &mut impl FnMut(FindingCode, &str),
) {
    let writing = around(text).filter(|it| !it.plain.is_empty() && is_digits(&it.plain));
    say(code, writing.as_ref().map_or(otherwise, |it| &it.what));
}

fn check_kana(column: &Column, text: &str, say: &mut impl FnMut(FindingCode, &str)) {
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
    let mut letters = text.chars().zip(1..);
    if let Some((letter, place)) = letters.find(|(c, _)| !fits(*c) && !is_half_width_kana(*c)) {
        let what = format!(
            "の{place}字目に、全角カタカナでない字（{}）があります。",
            name(letter)
        );
        let is_foreign = column.foresees(Exception::Foreign)
            && text
                .chars()
                .all(|c| fits(c) || is_half_width_kana(c) || beyond::is_foreign(c));
        let code = match is_foreign {
            true => FindingCode::NameForeign,
            false => FindingCode::KanaInvalid,
        };
        say(code, &what);
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
    fn the_short_way_for_kana_lets_nothing_else_through() {
        let by_letter = |c| matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | '　');
        for c in '\u{800}'..='\u{FFFF}' {
            let short = is_kana_of_three_bytes(c.encode_utf8(&mut [0; 4]).as_bytes());
            assert_eq!(short, by_letter(c), "{c}");
        }
        assert!(!is_kana_of_three_bytes("ア イ".as_bytes()));
    }
}
