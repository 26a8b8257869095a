//! Numbers as spreadsheets and people write them, with more than their digits.

/// What stands around the digits, and the text without it.
pub(crate) struct Writing {
    /// What is odd, as a message goes on behind the column.
    pub what: String,
    /// The text without it.
    pub plain: String,
}

/// What is written around a value that isn't part of it. None where nothing is.
pub(crate) fn around(text: &str) -> Option<Writing> {
    let mut odd: Vec<String> = Vec::new();
    let mut rest = text;
    let formula = rest.strip_prefix("=\"").and_then(|it| it.strip_suffix('"'));
    if let Some(inner) = formula {
        odd.push("表計算ソフトの式（=\"…\"）".to_owned());
        rest = inner;
    }
    if let Some(inner) = rest.strip_prefix(['\'', '’', '‘']) {
        odd.push("前の「'」".to_owned());
        rest = inner;
    }
    let (whole, zeros) = rest.split_once('.').unwrap_or((rest, ""));
    let has_fraction = !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0');
    if has_fraction && whole.chars().all(|c| c.is_ascii_digit()) {
        odd.push(format!("小数点（.{zeros}）"));
        rest = whole;
    }
    let mut plain = String::with_capacity(rest.len());
    let (mut unseen, mut dash, mut is_wide) = (None, None, false);
    for letter in rest.chars() {
        match letter {
            '０'..='９' => {
                is_wide = true;
                plain.extend(char::from_u32(u32::from(letter) - 0xFEE0));
            }
            '-' | '－' | '−' | '‐' | 'ー' | '―' | '–' => dash = Some(letter),
            _ if letter.is_whitespace() || is_unseen(letter) => unseen = Some(letter),
            _ => plain.push(letter),
        }
    }
    if let Some(letter) = dash {
        odd.push(format!("「{letter}」"));
    }
    if let Some(letter) = unseen {
        odd.push(format!("見えない字（U+{:04X}）", u32::from(letter)));
    }
    if is_wide {
        odd.push("全角の数字".to_owned());
    }
    (!odd.is_empty()).then(|| Writing {
        what: format!("に、{}があります。", odd.join("と")),
        plain,
    })
}

fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn each_writing_is_named_and_taken_off() {
        for (text, named) in [
            ("=\"123456789018\"", "式"),
            ("'123456789018", "「'」"),
            ("123456789018.0", "小数点（.0）"),
            ("1234-5678-9018", "「-」"),
            ("1234\u{A0}5678\u{A0}9018", "U+00A0"),
            ("123456789018\u{200B}", "U+200B"),
            ("１２３４５６７８９０１８", "全角"),
            ("=\"１２３４５６７８９０１８\"", "式（=\"…\"）と全角"),
        ] {
            let writing = around(text).unwrap();
            assert!(writing.what.contains(named), "{}", writing.what);
            assert_eq!(writing.plain, "123456789018", "{text}");
        }
        assert!(around("123456789018").is_none());
    }
}
