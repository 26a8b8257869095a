//! 個人番号, 法人番号 and their check digits, by the server's own reading of the ordinances.

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

/// Writes the 法人番号 with this 12-digit body (taken modulo 10^12).
pub fn corporate_number(body: u64) -> String {
    let body = format!("{:012}", body % 1_000_000_000_000);
    let check = corporate_check_digit(body.as_bytes());
    format!("{check}{body}")
}

/// Tells whether the text is 13 digits, the first of which checks the others.
pub fn is_corporate_number(text: &str) -> bool {
    let digits = text.as_bytes();
    digits.len() == 13
        && digits.iter().all(u8::is_ascii_digit)
        && u32::from(digits[0] - b'0') == corporate_check_digit(&digits[1..])
}

/// Counted from the last digit, every second one weighs 2.
fn corporate_check_digit(body: &[u8]) -> u32 {
    let weights = [1, 2].into_iter().cycle();
    let digits = body.iter().rev().map(|digit| u32::from(digit - b'0'));
    9 - digits.zip(weights).map(|(d, w)| d * w).sum::<u32>() % 9
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
        for number in [
            "8000012010038",
            "7000012050002",
            "1010601008968",
            "2010001163289",
        ] {
            assert!(is_corporate_number(number), "{number}");
            assert_eq!(corporate_number(number[1..].parse().unwrap()), number);
        }
        assert!(!is_corporate_number("2010001163285"));
        assert!(is_one_digit("000000000000"));
        assert!(!is_one_digit("111111111118"));
    }
}
