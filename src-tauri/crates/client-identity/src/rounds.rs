//! How much work a `.p12` file asks for before it opens.
//!
//! The file itself says how many rounds its key derivation takes. A hostile one could keep the terminal busy for days, so
//! the figure is read before anything is derived.

use crate::tlv::{CONSTRUCTED, DEPTH, OCTETS, SEQUENCE, element};

/// Ten times what today's tools write (NSS and GnuTLS: 600,000).
const MOST: u64 = 6_000_000;

const INTEGER: u8 = 0x02;

/// Whether every small integer in the part that isn't encrypted is within reason. Counts of rounds are among them;
/// numbers of keys and certificates are longer and don't matter.
pub(crate) fn are_bearable(der: &[u8]) -> bool {
    is_bearable(der, DEPTH)
}

fn is_bearable(mut der: &[u8], depth: u8) -> bool {
    while let Some((tag, content, rest)) = element(der) {
        let fine = match tag {
            INTEGER => small(content).is_none_or(|number| number <= MOST),
            // What is encrypted reads as nonsense and is left alone; what is wrapped reads on.
            OCTETS => depth == 0 || !wraps(content) || is_bearable(content, depth - 1),
            _ if tag & CONSTRUCTED != 0 => depth == 0 || is_bearable(content, depth - 1),
            _ => true,
        };
        if !fine {
            return false;
        }
        der = rest;
    }
    true
}

fn small(content: &[u8]) -> Option<u64> {
    let fits = (1..=8).contains(&content.len()) && content.first().is_some_and(|b| b & 0x80 == 0);
    fits.then(|| content.iter().fold(0, |n, b| n << 8 | u64::from(*b)))
}

/// Whether the octets are exactly one sequence.
fn wraps(content: &[u8]) -> bool {
    matches!(element(content), Some((SEQUENCE, _, [])))
}
