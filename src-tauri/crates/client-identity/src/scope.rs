//! Of which certificates a list of revocations speaks (RFC 5280, 5.2.5).

use crate::CertificateInfo;
use x509_parser::{
    extensions::{DistributionPointName, GeneralName, ParsedExtension},
    prelude::CertificateRevocationList,
};

const DELTA: &str = "2.5.29.27";

/// Of whom, and where the list is to be had.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    only: Option<Whom>,
    places: Vec<String>,
    /// Whether one that isn't named could be revoked for a reason that stands in another list.
    some_reasons: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whom {
    Terminals,
    Authorities,
}

impl Scope {
    /// Reads it.
    ///
    /// # Errors
    /// Why the list can't be used alone.
    pub fn of(list: &CertificateRevocationList<'_>) -> Result<Self, &'static str> {
        let mut scope = Self::default();
        for extension in list.extensions() {
            if extension.oid.to_id_string() == DELTA {
                return Err("a list of changes alone (delta CRL)");
            }
            let parsed = extension.parsed_extension();
            if let ParsedExtension::IssuingDistributionPoint(point) = parsed {
                if point.indirect_crl || point.only_contains_attribute_certs {
                    return Err("a list of other authorities' certificates");
                }
                scope.only = match (point.only_contains_user_certs, point.only_contains_ca_certs) {
                    (true, _) => Some(Whom::Terminals),
                    (_, true) => Some(Whom::Authorities),
                    (false, false) => None,
                };
                scope.some_reasons = point.only_some_reasons.is_some();
                scope.places = point.distribution_point.as_ref().map_or(Vec::new(), places);
            } else if extension.critical {
                return Err("a critical extension that isn't known");
            }
        }
        Ok(scope)
    }

    /// Whether the list speaks of the certificate.
    pub fn covers(&self, of: &CertificateInfo) -> bool {
        let is_meant = match self.only {
            Some(Whom::Terminals) => !of.is_authority,
            Some(Whom::Authorities) => of.is_authority,
            None => true,
        };
        let mut named = of.revocation_places.iter();
        let is_elsewhere = !self.places.is_empty()
            && !of.revocation_places.is_empty()
            && !named.any(|place| self.places.contains(place));
        is_meant && !is_elsewhere
    }

    /// Whether a certificate that isn't named is good by this list.
    pub fn is_whole(&self) -> bool {
        !self.some_reasons
    }
}

/// The addresses of a point.
pub(crate) fn places(point: &DistributionPointName<'_>) -> Vec<String> {
    let DistributionPointName::FullName(names) = point else {
        return Vec::new();
    };
    let address = |name: &GeneralName<'_>| {
        if let GeneralName::URI(address) = name {
            return Some((*address).to_owned());
        }
        None
    };
    names.iter().filter_map(address).collect()
}
