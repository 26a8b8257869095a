//! 保険者番号 (法別番号 2 + 都道府県番号 2 + 保険者別番号 3 + 検証番号 1).

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// The 都道府県番号 that no prefecture has; practice insurers carry it.
const PRACTICE_PREFECTURE: &str = "99";

/// A 保険者番号 of 8 digits, or of 6 for 国保 (no 法別番号).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InsurerNumber(String);

/// Why a text is no 保険者番号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InsurerNumberError {
    /// Neither 8 nor 6 ASCII digits.
    #[error("neither 8 nor 6 digits")]
    Length,
    /// The 検証番号 (mod 10, weights 2 and 1) doesn't fit.
    #[error("the check digit does not fit")]
    CheckDigit,
}

impl InsurerNumber {
    /// Reads a number as it stands.
    ///
    /// # Errors
    /// [`InsurerNumberError`].
    pub fn parse(text: &str) -> Result<Self, InsurerNumberError> {
        Self::verify(text).map(|()| Self(text.to_owned()))
    }

    /// [`InsurerNumber::parse`] without keeping the number: for checking many.
    ///
    /// # Errors
    /// [`InsurerNumberError`].
    pub fn verify(text: &str) -> Result<(), InsurerNumberError> {
        let length_fits = text.len() == 8 || text.len() == 6;
        if !length_fits || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(InsurerNumberError::Length);
        }
        if !luhn(text) {
            return Err(InsurerNumberError::CheckDigit);
        }
        Ok(())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is a practice insurer: its 都道府県番号 is 99, which doesn't exist.
    pub fn is_practice(&self) -> bool {
        let from = self.0.len() - 6;
        &self.0[from..from + 2] == PRACTICE_PREFECTURE
    }
}

impl fmt::Display for InsurerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for InsurerNumber {
    type Error = InsurerNumberError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<InsurerNumber> for String {
    fn from(number: InsurerNumber) -> Self {
        number.0
    }
}

/// The check rule of 保険者番号 is the Luhn rule; its weak point, 09↔90, is known.
fn luhn(text: &str) -> bool {
    let sum: u32 = text
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            let product = if place % 2 == 1 { digit * 2 } else { digit };
            product / 10 + product % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::{InsurerNumberError as E, *};

    #[test]
    fn vectors() {
        for valid in ["33120015", "06990014", "39990015"] {
            assert!(InsurerNumber::parse(valid).is_ok(), "{valid}");
        }
        assert_eq!(InsurerNumber::parse("06990015"), Err(E::CheckDigit));
        assert_eq!(InsurerNumber::parse("0699001"), Err(E::Length));
        assert_eq!(InsurerNumber::parse("０６９９００１４"), Err(E::Length));
    }

    #[test]
    fn practice_is_told_by_prefecture_99() {
        assert!(InsurerNumber::parse("06990014").unwrap().is_practice());
        assert!(!InsurerNumber::parse("33120015").unwrap().is_practice());
    }
}
