//! CP932 as UTF-8 by one look into a table for each character. The table is what `encoding_rs` says of every pair of
//! bytes, so that this only saves time: a third of a check of such a file went into reading its characters.

use encoding_rs::SHIFT_JIS;
use std::sync::LazyLock;

/// For a pair of bytes, its first being 0x80 or more: the three bytes in UTF-8; zeros where it isn't one character of three.
static PAIRS: LazyLock<Vec<[u8; 3]>> = LazyLock::new(|| {
    let pairs = (0x80..=0xFF).flat_map(|lead| (0..=0xFF).map(move |trail| [lead, trail]));
    let read = |pair: [u8; 2]| {
        let (text, has_malformed) = SHIFT_JIS.decode_without_bom_handling(&pair);
        let is_one = !has_malformed && text.chars().count() == 1;
        text.as_bytes()
            .try_into()
            .ok()
            .filter(|_| is_one)
            .unwrap_or_default()
    };
    pairs.map(read).collect()
});

/// The bytes as UTF-8; None where some aren't ASCII or a usual pair, as half-width kana, which `encoding_rs` must read.
pub(crate) fn usual(bytes: &[u8]) -> Option<Vec<u8>> {
    let pairs = PAIRS.as_slice();
    let mut utf8 = Vec::with_capacity(bytes.len() * 3 / 2 + 3);
    let mut rest = bytes;
    loop {
        let ascii = rest
            .iter()
            .position(|byte| !byte.is_ascii())
            .unwrap_or(rest.len());
        utf8.extend_from_slice(&rest[..ascii]);
        rest = &rest[ascii..];
        while let [lead @ 0x80..=0xFF, behind @ ..] = rest {
            let (trail, behind) = behind.split_first()?;
            let letter = pairs[usize::from(lead & 0x7F) << 8 | usize::from(*trail)];
            if letter == [0; 3] {
                return None;
            }
            utf8.extend_from_slice(&letter);
            rest = behind;
        }
        if rest.is_empty() {
            return Some(utf8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_pair_is_what_the_library_says() {
        for lead in 0..=0xFF {
            for trail in 0..=0xFF {
                let bytes = [b'a', lead, trail, b','];
                if let Some(utf8) = usual(&bytes) {
                    let (text, has_malformed) = SHIFT_JIS.decode_without_bom_handling(&bytes);
                    assert_eq!(
                        (utf8.as_slice(), has_malformed),
                        (text.as_bytes(), false),
                        "{bytes:X?}"
                    );
                }
            }
        }
        assert!(
            usual(b"\xB1").is_none() && usual(b"a\x88").is_none(),
            "half-width kana, half a pair"
        );
    }

    proptest! {
        #[test]
        fn whole_texts_are_what_the_library_says(pieces in prop::collection::vec((0..0x80_u8, 0x80..=0xFF_u8, any::<u8>(), any::<bool>()), 0..300)) {
            let mut bytes = Vec::new();
            for (ascii, lead, trail, is_pair) in pieces {
                match usual(&[lead, trail]) {
                    Some(_) if is_pair => bytes.extend([lead, trail]),
                    _ => bytes.push(ascii),
                }
            }
            let (text, has_malformed) = SHIFT_JIS.decode_without_bom_handling(&bytes);
            prop_assert!(!has_malformed);
            prop_assert_eq!(usual(&bytes), Some(text.into_owned().into_bytes()));
        }
    }
}
