//! 個人番号 and its check digit, by the server's own reading of the ordinance.

const WEIGHTS: [u32; 11] = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/// Writes the 個人番号 with this 11-digit body (taken modulo 10^11).
pub fn personal_number(body: u64) -> String {
    let body = format!("{:011}", body % 100_000_000_000);
    let check = check_digit(body.as_bytes());
    format!("{body}{check}")
}

/// Tells whether the text is 12 digits, the last of which checks the others.
pub fn is_personal_number(text: &str) -> bool {
    let digits = text.as_bytes();
    digits.len() == 12
        && digits.iter().all(u8::is_ascii_digit)
        && u32::from(digits[11] - b'0') == check_digit(&digits[..11])
}

/// Tells whether the text is one digit, repeated: arithmetically possible, yet nobody's.
pub fn is_one_digit(text: &str) -> bool {
    text.bytes().zip(text.bytes().skip(1)).all(|(a, b)| a == b)
}

/// Tells whether a 保険者番号 is a practice one: its 都道府県番号 99 doesn't exist.
pub fn is_practice_insurer(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) && &text[2..4] == "99"
}

fn check_digit(body: &[u8]) -> u32 {
    let sum: u32 = body
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, w)| u32::from(digit - b'0') * w)
        .sum();
    match sum % 11 {
        0 | 1 => 0,
        remainder => 11 - remainder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        for number in [
            "123456789018",
            "000111111111",
            "000306172840",
            "003597530870",
            "001071604949",
        ] {
            assert!(is_personal_number(number), "{number}");
            assert_eq!(personal_number(number[..11].parse().unwrap()), number);
        }
        for text in [
            "123456789019",
            "895980423138",
            "12345678901",
            "１23456789018",
            "",
        ] {
            assert!(!is_personal_number(text), "{text}");
        }
        assert!(is_practice_insurer("06990014") && !is_practice_insurer("06130014"));
        assert!(is_one_digit("000000000000"));
        assert!(!is_one_digit("111111111118"));
    }
}
