//! How numbers of a person are shown.

/// All but the last four characters as dots; a text of four or fewer is dots only.
pub fn mask_number(text: &str) -> String {
    let length = text.chars().count();
    let hidden = if length > 4 { length - 4 } else { length };
    text.chars()
        .enumerate()
        .map(|(i, c)| if i < hidden { '•' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::mask_number;

    #[test]
    fn four_characters_at_most_are_shown() {
        assert_eq!(mask_number("123456789018"), "••••••••9018");
        assert_eq!(mask_number("9018"), "••••");
        assert_eq!(mask_number(""), "");
    }
}
