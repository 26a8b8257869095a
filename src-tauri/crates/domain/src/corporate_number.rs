//! 法人番号 (検査用数字 1 + 12 digits).

use std::fmt;
use thiserror::Error;

/// A 法人番号 of 13 digits, the first of which checks the others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CorporateNumber(String);

/// Why a text is no 法人番号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CorporateNumberError {
    /// Not 13 ASCII digits.
    #[error("not 13 digits")]
    Length,
    /// The first digit doesn't fit the others.
    #[error("the check digit does not fit")]
    CheckDigit,
}

impl CorporateNumber {
    /// Reads a number as it stands.
    ///
    /// # Errors
    /// [`CorporateNumberError`].
    pub fn parse(text: &str) -> Result<Self, CorporateNumberError> {
        let digits = text.as_bytes();
        if digits.len() != 13 || !digits.iter().all(u8::is_ascii_digit) {
            return Err(CorporateNumberError::Length);
        }
        if u32::from(digits[0] - b'0') != check_digit(&digits[1..]) {
            return Err(CorporateNumberError::CheckDigit);
        }
        Ok(Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CorporateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 9 less the remainder by 9, where every second digit counts twice, from the last but one on.
fn check_digit(body: &[u8]) -> u32 {
    let products = body.iter().rev().enumerate().map(|(place, digit)| {
        let weight = if place % 2 == 0 { 1 } else { 2 };
        u32::from(digit - b'0') * weight
    });
    9 - products.sum::<u32>() % 9
}

#[cfg(test)]
mod tests {
    use super::{CorporateNumberError as E, *};

    #[test]
    fn vectors() {
        for right in [
            "8000012010038",
            "7000012050002",
            "1010601008968",
            "2010001163289",
            "8700110005901",
        ] {
            assert_eq!(CorporateNumber::parse(right).unwrap().as_str(), right);
        }
        assert_eq!(CorporateNumber::parse("2010001163285"), Err(E::CheckDigit));
        for wrong in [
            "",
            "201000116328",
            "20100011632890",
            "２０１０００１１６３２８９",
            "201000116328X",
        ] {
            assert_eq!(CorporateNumber::parse(wrong), Err(E::Length), "{wrong}");
        }
    }

    #[test]
    fn the_check_digit_is_never_nought() {
        assert_eq!(check_digit(b"000000000000"), 9);
        assert_eq!(CorporateNumber::parse("0000000000000"), Err(E::CheckDigit));
    }
}
