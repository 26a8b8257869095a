//! The line `<?xml … ?>` at the beginning of an XML file.

use super::xml::is_space;
use crate::definition::Encoding;

/// Whether a declaration, without its brackets, is written as XML 1.0 wants it and names the encoding of the file.
pub(super) fn is_right(text: &str, encoding: Encoding) -> bool {
    parts(text).is_some_and(|said| said.is_none_or(|name| is_name_of(name, encoding)))
}

/// The named encoding, if one is named; None for what is no declaration.
fn parts(text: &str) -> Option<Option<&str>> {
    let (version, mut rest) = part(text.strip_prefix("xml")?, "version")?;
    let minor = version.strip_prefix("1.")?;
    if minor.is_empty() || !minor.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let encoding = part(rest, "encoding").map(|(name, behind)| {
        rest = behind;
        name
    });
    if let Some((word, behind)) = part(rest, "standalone") {
        rest = behind;
        matches!(word, "yes" | "no").then_some(())?;
    }
    rest.bytes().all(is_space).then_some(encoding)
}

/// The value of ` name="value"` and what comes behind it.
fn part<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let inner = trimmed(text);
    let is_apart = inner.len() < text.len();
    let value = trimmed(inner.strip_prefix(name).filter(|_| is_apart)?);
    let value = trimmed(value.strip_prefix('=')?);
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split_once(quote)
}

fn trimmed(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
}

fn is_name_of(name: &str, encoding: Encoding) -> bool {
    let codec = match name.to_ascii_lowercase().as_str() {
        "cp932" => return encoding == Encoding::Cp932,
        // The byte order mark, or the definition, tells the rest.
        "utf-16" => return encoding.is_utf_16(),
        name if name.bytes().any(is_space) => None,
        name => encoding_rs::Encoding::for_label(name.as_bytes()),
    };
    codec == Some(encoding.codec())
}
