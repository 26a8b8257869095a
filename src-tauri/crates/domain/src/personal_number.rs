//! 個人番号 (番号法施行令8条; check digit: 平成26年総務省令第85号 5条).

use std::fmt;
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A 個人番号: 12 digits, the last of which is a check digit.
///
/// Kept as text, since leading zeros are legal. `Debug` and [`PersonalNumber::masked`] show four digits
/// at most; the memory is wiped when the value goes.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct PersonalNumber(String);

/// Why a text is no 個人番号. Ordered by what a clerk would look at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PersonalNumberError {
    /// Spreadsheet software turned the number into `1.23457E+11`.
    #[error("turned into a floating-point number by spreadsheet software")]
    SpreadsheetDamage,
    /// Full-width digits.
    #[error("full-width digits")]
    FullWidth,
    /// Something else than 12 digits.
    #[error("not 12 digits")]
    NotTwelveDigits,
    /// 11 digits or fewer, and right again once zeros are put in front.
    #[error("leading zeros were lost")]
    LostLeadingZero,
    /// All twelve digits are the same; formally possible, never real.
    #[error("all digits are the same")]
    AllSame,
    /// The check digit doesn't fit.
    #[error("the check digit does not fit")]
    CheckDigit,
}

impl PersonalNumber {
    /// Reads a number as it stands in a file; nothing is trimmed or folded.
    ///
    /// # Errors
    /// The first reason of [`PersonalNumberError`] that applies.
    pub fn parse(text: &str) -> Result<Self, PersonalNumberError> {
        Self::value_of(text).map(|_| Self(text.to_owned()))
    }

    /// [`PersonalNumber::value`] of a text, without keeping the number: for checking many.
    ///
    /// # Errors
    /// As [`PersonalNumber::parse`].
    pub fn value_of(text: &str) -> Result<u64, PersonalNumberError> {
        use PersonalNumberError as E;
        if let Ok(digits) = text.as_bytes().try_into() {
            let digits: &[u8; 12] = digits;
            if digits.iter().all(u8::is_ascii_digit) {
                return value_of_digits(digits);
            }
        }
        if looks_like_float(text) {
            return Err(E::SpreadsheetDamage);
        }
        if text.chars().any(|c| ('０'..='９').contains(&c)) {
            return Err(E::FullWidth);
        }
        let digits = text.as_bytes();
        if !digits.iter().all(u8::is_ascii_digit) || digits.is_empty() || digits.len() > 12 {
            return Err(E::NotTwelveDigits);
        }
        let padded = format!("{text:0>12}");
        let lost = check_digit(&padded.as_bytes()[..11]) == padded.as_bytes()[11] - b'0';
        Err(if lost && digits.len() >= 9 {
            E::LostLeadingZero
        } else {
            E::NotTwelveDigits
        })
    }

    /// The twelve digits. For files only; screens and logs use [`PersonalNumber::masked`].
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The number's value, for comparing within a run. It is as sensitive as the number itself (番号法2条8項).
    pub fn value(&self) -> u64 {
        value(self.0.as_bytes())
    }

    /// Eight dots and the last four digits, e.g. `••••••••9018`.
    pub fn masked(&self) -> String {
        crate::mask_number(&self.0)
    }
}

impl fmt::Debug for PersonalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalNumber(••••••••••••)")
    }
}

fn value_of_digits(digits: &[u8; 12]) -> Result<u64, PersonalNumberError> {
    if digits.iter().all(|d| d == &digits[0]) {
        return Err(PersonalNumberError::AllSame);
    }
    if check_digit(&digits[..11]) != digits[11] - b'0' {
        return Err(PersonalNumberError::CheckDigit);
    }
    Ok(value(digits))
}

fn value(digits: &[u8]) -> u64 {
    digits
        .iter()
        .fold(0, |sum, d| sum * 10 + u64::from(d - b'0'))
}

/// `11 − (Σ Pn×Qn mod 11)`, where remainders 0 and 1 give 0. `body` holds 11 ASCII digits, highest first.
fn check_digit(body: &[u8]) -> u8 {
    const WEIGHTS: [u32; 11] = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let sum: u32 = body
        .iter()
        .zip(WEIGHTS)
        .map(|(d, w)| u32::from(d - b'0') * w)
        .sum();
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest as u8,
    }
}

fn looks_like_float(text: &str) -> bool {
    let mantissa_and_exponent = text.split_once(['E', 'e']);
    mantissa_and_exponent.is_some_and(|(m, e)| {
        m.chars().all(|c| c.is_ascii_digit() || c == '.')
            && e.trim_start_matches('+')
                .chars()
                .all(|c| c.is_ascii_digit())
            && !m.is_empty()
            && !e.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::{PersonalNumberError as E, *};
    use proptest::prelude::*;

    #[test]
    fn customary_dummies_and_boundary_remainders() {
        for valid in [
            "123456789018",
            "548836529885",
            "895980423139",
            "465281266333",
            "000111111111",
            "000306172840",
            "003597530870",
            "001071604949",
            "000382716051",
        ] {
            assert!(PersonalNumber::parse(valid).is_ok(), "{valid}");
        }
        for wrong in ["123456789019", "895980423138"] {
            assert_eq!(PersonalNumber::parse(wrong), Err(E::CheckDigit), "{wrong}");
        }
    }

    #[test]
    fn each_damage_has_its_own_reason() {
        assert_eq!(PersonalNumber::parse("000000000000"), Err(E::AllSame));
        assert_eq!(
            PersonalNumber::parse("1.23457E+11"),
            Err(E::SpreadsheetDamage)
        );
        assert_eq!(
            PersonalNumber::parse("１２３４５６７８９０１８"),
            Err(E::FullWidth)
        );
        assert_eq!(PersonalNumber::parse("111111111"), Err(E::LostLeadingZero));
        assert_eq!(PersonalNumber::parse("12345"), Err(E::NotTwelveDigits));
        assert_eq!(PersonalNumber::parse(""), Err(E::NotTwelveDigits));
        assert_eq!(
            PersonalNumber::parse("1234567890123"),
            Err(E::NotTwelveDigits)
        );
        assert_eq!(
            PersonalNumber::parse(" 123456789018"),
            Err(E::NotTwelveDigits)
        );
    }

    #[test]
    fn nothing_shows_the_whole_number() {
        let number = PersonalNumber::parse("123456789018").unwrap();
        assert_eq!(number.masked(), "••••••••9018");
        assert!(!format!("{number:?}").contains("9018"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in ".{0,20}") {
            let _ = PersonalNumber::parse(&text);
        }

        #[test]
        fn a_changed_check_digit_is_found(body in "[0-9]{11}", step in 1u8..10) {
            let right = check_digit(body.as_bytes());
            let wrong = (right + step) % 10;
            let text = format!("{body}{wrong}");
            prop_assert!(PersonalNumber::parse(&text).is_err());
        }
    }
}
