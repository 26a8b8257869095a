//! Tag, length, value: the little that is needed of BER and DER before a real parser takes over.
//!
//! NSS writes `.p12` files in BER, with lengths left open and strings in pieces. The parser behind takes DER alone. `bcder`
//! would read the lengths for us, but the writing anew, above all of PKCS#7's pieces, would stay ours; all of it is fuzzed.

/// Deeper than any real file.
pub(crate) const DEPTH: u8 = 32;

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const OCTETS: u8 = 0x04;
pub(crate) const OID: u8 = 0x06;
pub(crate) const SEQUENCE: u8 = 0x30;
/// `[0]` with elements in it.
pub(crate) const CONTEXT: u8 = 0xA0;
pub(crate) const CONSTRUCTED: u8 = 0x20;

/// Tag, content and what follows; definite lengths only.
pub(crate) fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, length, rest) = head(der)?;
    let (content, rest) = rest.split_at_checked(length?)?;
    Some((tag, content, rest))
}

/// Every element, where nothing is left over.
pub(crate) fn elements(mut der: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut all = Vec::new();
    while !der.is_empty() {
        let (tag, content, rest) = element(der)?;
        all.push((tag, content));
        der = rest;
    }
    Some(all)
}

/// Writes an element.
pub(crate) fn write(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = content.len();
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => out.push(short),
        Ok(_) | Err(_) => {
            let bytes = length.to_be_bytes();
            let zeros = bytes.iter().take_while(|b| **b == 0).count();
            let bytes = &bytes[zeros..];
            out.push(0x80 | bytes.len() as u8);
            out.extend_from_slice(bytes);
        }
    }
    out.extend_from_slice(content);
    out
}

/// Tag and content of the first element, in DER though it is written in BER. What lies inside octet strings stays as it
/// is, and what follows is left out.
pub(crate) fn parsed(ber: &[u8]) -> Option<(u8, Vec<u8>)> {
    convert(ber, DEPTH).map(|(element, _)| element)
}

/// The number of an OID as people write it.
pub(crate) fn dotted(oid: &[u8]) -> Option<String> {
    let mut numbers = Vec::new();
    let mut number = 0_u64;
    for byte in oid {
        if number > u64::MAX >> 7 {
            return None;
        }
        number = number << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            numbers.push(number);
            number = 0;
        }
    }
    let (&first, rest) = numbers.split_first()?;
    let top = (first / 40).min(2);
    let all = [top, first - 40 * top]
        .into_iter()
        .chain(rest.iter().copied());
    Some(all.map(|n| n.to_string()).collect::<Vec<_>>().join("."))
}

type Element = (u8, Vec<u8>);

fn convert(ber: &[u8], depth: u8) -> Option<(Element, &[u8])> {
    let (tag, length, rest) = head(ber)?;
    if tag & CONSTRUCTED == 0 {
        let (content, rest) = rest.split_at_checked(length?)?;
        return Some(((tag, content.to_vec()), rest));
    }
    let (children, rest) = children(length, rest, depth.checked_sub(1)?)?;
    Some((joined(tag, children), rest))
}

fn children(length: Option<usize>, rest: &[u8], depth: u8) -> Option<(Vec<Element>, &[u8])> {
    let mut children = Vec::new();
    let Some(length) = length else {
        let mut rest = rest;
        loop {
            if let [0, 0, after @ ..] = rest {
                return Some((children, after));
            }
            let (child, after) = convert(rest, depth)?;
            children.push(child);
            rest = after;
        }
    };
    let (mut inside, rest) = rest.split_at_checked(length)?;
    while !inside.is_empty() {
        let (child, after) = convert(inside, depth)?;
        children.push(child);
        inside = after;
    }
    Some((children, rest))
}

/// A string in pieces becomes one; so does the encrypted content of PKCS#7, which hides its tag behind `[0]`.
fn joined(tag: u8, mut children: Vec<Element>) -> Element {
    if tag == OCTETS | CONSTRUCTED {
        return (OCTETS, concat(&children));
    }
    if let [(OID, _), (SEQUENCE, _), encrypted] = children.as_mut_slice()
        && encrypted.0 == CONTEXT
        && let Some(pieces) = elements(&encrypted.1)
        && pieces.iter().all(|(tag, _)| *tag == OCTETS)
    {
        let whole = pieces.iter().flat_map(|(_, piece)| *piece).copied();
        *encrypted = (CONTEXT & !CONSTRUCTED, whole.collect());
    }
    let written = children
        .iter()
        .flat_map(|(tag, content)| write(*tag, content));
    (tag, written.collect())
}

fn concat(children: &[Element]) -> Vec<u8> {
    children
        .iter()
        .flat_map(|(_, content)| content)
        .copied()
        .collect()
}

/// Tag, length (`None` while it is left open) and what follows.
fn head(ber: &[u8]) -> Option<(u8, Option<usize>, &[u8])> {
    let (&tag, rest) = ber.split_first()?;
    let (&first, rest) = rest.split_first()?;
    if first & 0x80 == 0 {
        return Some((tag, Some(usize::from(first)), rest));
    }
    if first == 0x80 {
        return (tag & CONSTRUCTED != 0).then_some((tag, None, rest));
    }
    let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7F))?;
    if bytes.len() > 4 {
        return None;
    }
    let length = bytes.iter().fold(0_usize, |n, b| n << 8 | usize::from(*b));
    Some((tag, Some(length), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_lengths_and_strings_in_pieces_become_der() {
        let ber = [
            0x30, 0x80, 0x24, 0x80, 0x04, 1, 7, 0x04, 2, 8, 9, 0, 0, 0x02, 0x81, 1, 5, 0, 0,
        ];
        let der = [0x30, 8, 0x04, 3, 7, 8, 9, 0x02, 1, 5];
        let to_der = |ber: &[u8]| parsed(ber).map(|(tag, content)| write(tag, &content));
        for same in [&ber[..], &der, &[&ber[..], b"\r\n"].concat()] {
            assert_eq!(to_der(same).unwrap(), der);
        }
        for broken in [&ber[..ber.len() - 1], &[0x04, 0x80], &[0x30, 0x85], &[]] {
            assert_eq!(to_der(broken), None, "{broken:?}");
        }
        assert_eq!(to_der(&[0x30, 0x80].repeat(1000)), None);
    }

    #[test]
    fn numbers_of_methods_are_written_with_dots() {
        for (oid, written) in [
            (
                &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 13][..],
                "1.2.840.113549.1.5.13",
            ),
            (&[0x60, 0x86, 0x48, 1], "2.16.840.1"),
            (&[0x88, 0x37], "2.999"),
        ] {
            assert_eq!(dotted(oid).as_deref(), Some(written));
        }
        assert_eq!(dotted(&[0xFF; 12]), None);
        assert_eq!(dotted(&[]), None);
    }

    #[test]
    fn lengths_are_written_as_short_as_they_can_be() {
        for length in [0, 127, 128, 255, 256, 70_000] {
            let written = write(OCTETS, &vec![1; length]);
            let (tag, content, rest) = element(&written).unwrap();
            assert_eq!((tag, content.len(), rest.len()), (OCTETS, length, 0));
        }
        assert_eq!(write(OCTETS, &[1; 128])[..3], [0x04, 0x81, 0x80]);
    }
}
