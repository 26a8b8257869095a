//! CP932 as UTF-8 by one look into a table for each character. The table is what `encoding_rs` says of every pair of
//! bytes, so that this only saves time: a third of a check of such a file went into reading its characters.

use encoding_rs::{Encoding, SHIFT_JIS};
use std::sync::LazyLock;

/// For a pair of bytes, its first being 0x80 or more: the three bytes in UTF-8 and a zero; zeros where it isn't one
/// character of three.
static PAIRS: LazyLock<Box<[[u8; 4]; 0x8000]>> = LazyLock::new(|| {
    let mut pairs = Box::new([[0; 4]; 0x8000]);
    for (place, utf8) in pairs.iter_mut().enumerate() {
        let pair = [0x80 | (place >> 8) as u8, place as u8];
        let (text, has_malformed) = SHIFT_JIS.decode_without_bom_handling(&pair);
        if let [a, b, c] = *text.as_bytes()
            && !has_malformed
            && text.chars().count() == 1
        {
            *utf8 = [a, b, c, 0];
        }
    }
    pairs
});

/// The bytes as UTF-8; None where some aren't ASCII or a usual pair, as half-width kana, which `encoding_rs` must read.
pub(crate) fn usual(bytes: &[u8]) -> Option<Vec<u8>> {
    let pairs = &**PAIRS;
    let mut utf8 = vec![0; bytes.len() / 2 * 3 + 4];
    let (mut rest, mut end) = (bytes, 0);
    while !rest.is_empty() {
        let (ascii, behind) = rest.split_at(Encoding::ascii_valid_up_to(rest));
        utf8[end..end + ascii.len()].copy_from_slice(ascii);
        end += ascii.len();
        let mut read = 0;
        for pair in behind
            .chunks_exact(2)
            .take_while(|pair| !pair[0].is_ascii())
        {
            let letter = pairs[usize::from(pair[0] & 0x7F) << 8 | usize::from(pair[1])];
            if letter[0] == 0 {
                return None;
            }
            utf8[end..end + 4].copy_from_slice(&letter); // the next one overwrites the zero
            end += 3;
            read += 2;
        }
        if read == 0 && !behind.is_empty() {
            return None; // half a pair at the end
        }
        rest = &behind[read..];
    }
    utf8.truncate(end);
    Some(utf8)
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
