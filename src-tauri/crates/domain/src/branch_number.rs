//! The two numbers called 枝番, which must never be confused (domain facts §1.5).

use thiserror::Error;

/// The 2-digit 枝番 printed on cards: a person within one 記号・番号.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CardBranchNumber(String);

/// The 被保険者枝番 paid out by the intermediate server: a person within one insurer. Its form isn't public,
/// so it is opaque.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ServerBranchNumber(String);

/// Why a text is no 枝番 of the kind asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BranchNumberError {
    /// A card's 枝番 has two digits.
    #[error("not two digits")]
    NotTwoDigits,
    /// A 被保険者枝番 is 3 to 32 letters and digits of ASCII, with `-` in between; two would be the card's.
    #[error("not a 被保険者枝番")]
    NotServerBranch,
}

impl CardBranchNumber {
    /// Reads two digits.
    ///
    /// # Errors
    /// [`BranchNumberError::NotTwoDigits`].
    pub fn parse(text: &str) -> Result<Self, BranchNumberError> {
        let two_digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        if two_digits {
            Ok(Self(text.to_owned()))
        } else {
            Err(BranchNumberError::NotTwoDigits)
        }
    }

    /// The two digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ServerBranchNumber {
    /// Reads what the server paid out.
    ///
    /// # Errors
    /// [`BranchNumberError::NotServerBranch`].
    pub fn parse(text: &str) -> Result<Self, BranchNumberError> {
        let letters = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        let fits = (3..=32).contains(&text.len())
            && text.bytes().all(letters)
            && text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(BranchNumberError::NotServerBranch)
        }
    }

    /// The text as the server paid it out.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_never_taken_for_the_other() {
        assert!(CardBranchNumber::parse("00").is_ok());
        assert!(ServerBranchNumber::parse("00").is_err());
        assert!(CardBranchNumber::parse("K000000012").is_err());
        assert!(ServerBranchNumber::parse("K000000012").is_ok());
        for odd in [
            "=1+1+1+1",
            "-99000001",
            "99 00001",
            "９９０００１",
            "",
            &"9".repeat(33),
        ] {
            assert!(ServerBranchNumber::parse(odd).is_err(), "{odd}");
        }
    }
}
