//! AlgorithmIdentifier: a method's number with its parameters.

use super::broken;
use crate::tlv::{self, OID, SEQUENCE, elements};
use kakehashi_domain::Outcome;

pub(super) struct Algorithm<'a> {
    pub number: String,
    parameters: Option<(u8, &'a [u8])>,
}

impl<'a> Algorithm<'a> {
    /// Reads what stands inside its SEQUENCE.
    pub fn read(content: &'a [u8]) -> Outcome<Self> {
        let no_algorithm = || broken("no algorithm");
        let parts = elements(content).ok_or_else(no_algorithm)?;
        let Some((OID, number)) = parts.first() else {
            return Err(no_algorithm());
        };
        Ok(Self {
            number: tlv::dotted(number).ok_or_else(no_algorithm)?,
            parameters: parts.get(1).copied(),
        })
    }

    /// The parameters, where they are a SEQUENCE.
    pub fn sequence(&self) -> Option<Vec<(u8, &'a [u8])>> {
        self.of_tag(SEQUENCE).and_then(elements)
    }

    /// The parameter, where it has this tag.
    pub fn of_tag(&self, tag: u8) -> Option<&'a [u8]> {
        let (found, content) = self.parameters?;
        (found == tag).then_some(content)
    }
}
