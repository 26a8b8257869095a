//! The authorities over a certificate: whom it comes from, and whose lists of revocations count.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use KeyUsagePurpose::{CrlSign, KeyCertSign};
use kakehashi_client_identity::{
    Authority as Known, CertificateInfo, ClientIdentity, RevocationList, TrustAnchor,
};
use kakehashi_domain::{Code, Outcome, Standing};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CrlDistributionPoint,
    CrlIssuingDistributionPoint, CrlScope, DnType, DnValue, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    SerialNumber,
};
use support::{Authority, Issued, list_by, list_params};

/// The names of the authorities over a certificate.
fn over(trusted: &[&Authority], issued: &Issued, more: &str) -> Outcome<Vec<String>> {
    let names = known_over(trusted, issued, more)?.into_iter();
    Ok(names.map(|known| known.info().subject.clone()).collect())
}

fn known_over(trusted: &[&Authority], issued: &Issued, more: &str) -> Outcome<Vec<Known>> {
    let all = [&issued.certificate, more, &issued.key].concat();
    let chain = ClientIdentity::from_pem(&all).unwrap().chain_to_pem();
    let anchors: Vec<TrustAnchor> = trusted.iter().map(|root| anchor(&root.pem())).collect();
    Known::over(&chain, &anchors)
}

fn anchor(pem: &str) -> TrustAnchor {
    TrustAnchor::from_pem(pem).unwrap()
}

#[test]
fn a_chain_leads_to_what_is_trusted_by_signatures() {
    let root = Authority::root("Practice CA");
    let other = Authority::root("Other CA");
    let upper = root.intermediate("Upper");
    let lower = upper.intermediate("Lower");
    let (direct, deep) = (root.issue("terminal-1"), lower.issue("terminal-2"));
    let jumbled = root.pem() + &upper.pem() + &other.pem() + &lower.pem();
    let found = over(&[&other, &root], &deep, &jumbled).unwrap();
    assert_eq!(found, ["CN=Lower", "CN=Upper", "CN=Practice CA"]);
    assert_eq!(
        over(&[&root], &direct, &jumbled).unwrap(),
        ["CN=Practice CA"]
    );

    let namesake = Authority::root("Practice CA");
    let gap = lower.pem() + &root.pem();
    for (trusted, issued, more) in [
        (&root, &deep, gap.as_str()),
        (&root, &deep, ""),
        (&namesake, &direct, ""),
        (&namesake, &deep, &jumbled),
    ] {
        let fault = over(&[trusted], issued, more).unwrap_err();
        assert_eq!(fault.code, Code::CertificateOtherAuthority);
    }
}

/// A chain as it is kept is checked anew, not believed.
#[test]
fn a_namesakes_certificate_does_not_come_from_the_authority_put_over_it() {
    let root = Authority::root("Practice CA");
    let (middle, namesake) = (root.intermediate("Middle"), root.intermediate("Middle"));
    let anchors = [anchor(&root.pem())];
    let under = |by: &Authority| {
        let chain = by.issue("terminal-1").certificate + &middle.pem();
        Known::over(&chain, &anchors).map(|over| over.len())
    };
    assert_eq!(under(&middle), Ok(2));
    let fault = under(&namesake).unwrap_err();
    assert_eq!(fault.code, Code::CertificateOtherAuthority);
}

#[test]
fn a_terminals_certificate_stands_over_no_other() {
    let root = Authority::root("Practice CA");
    let key = KeyPair::generate().unwrap();
    let terminal = root.issue_for("terminal-1", &key);
    let issuer = Issuer::from_ca_cert_pem(&terminal.certificate, key).unwrap();
    let forged_key = KeyPair::generate().unwrap();
    let forged = CertificateParams::default().signed_by(&forged_key, &issuer);
    let forged = Issued {
        certificate: forged.unwrap().pem(),
        key: forged_key.serialize_pem(),
    };
    let fault = over(&[&root], &forged, &terminal.certificate).unwrap_err();
    assert_eq!(fault.code, Code::CertificateOtherAuthority);
}

#[test]
fn a_list_counts_by_the_key_of_an_authority_that_may_sign_lists() {
    let root = Authority::root("Practice CA");
    let (middle, namesake) = (root.intermediate("Middle"), root.intermediate("Middle"));
    let known = known_over(&[&root], &middle.issue("terminal-1"), &middle.pem()).unwrap();
    let read = |by: &Authority, known| {
        let list = by.revocation_list().pem().unwrap();
        RevocationList::read(list.as_bytes(), known).map(|list| list.len())
    };
    assert_eq!(read(&middle, &known[0]), Ok(2));
    assert_eq!(read(&root, &known[1]), Ok(2));
    for (by, known) in [
        (&root, &known[0]),
        (&middle, &known[1]),
        (&namesake, &known[0]),
    ] {
        let fault = read(by, known).unwrap_err();
        assert_eq!(fault.code, Code::RevocationListUnreadable);
    }
}

#[test]
fn an_authority_whose_key_is_for_other_things_signs_no_list() {
    let key = KeyPair::generate().unwrap();
    let issuer = Issuer::from_ca_cert_pem(&certificate("CA", &key, &[]), &key).unwrap();
    let list = list_by(&issuer).pem().unwrap();
    for (usages, counts) in [
        (&[][..], true),
        (&[KeyCertSign, CrlSign], true),
        (&[KeyCertSign], false),
    ] {
        let known = anchor(&certificate("CA", &key, usages));
        let read = RevocationList::read(list.as_bytes(), known.authority());
        assert_eq!(read.is_ok(), counts, "{usages:?}");
    }
}

/// The certificate of an authority of this name, whose key may be used for this.
fn certificate(name: &str, key: &KeyPair, usages: &[KeyUsagePurpose]) -> String {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = usages.to_vec();
    params.self_signed(key).unwrap().pem()
}

#[test]
fn an_authority_is_its_name_and_its_key() {
    let (key, other) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let mark = |name, key| {
        anchor(&certificate(name, key, &[]))
            .authority()
            .mark()
            .to_owned()
    };
    let renewed = anchor(&certificate("CA", &key, &[KeyCertSign, CrlSign]));
    assert_eq!(renewed.authority().mark(), mark("CA", &key));
    assert_ne!(renewed.authority().mark(), mark("CA", &other));
    assert_ne!(renewed.authority().mark(), mark("CA2", &key));
}

/// Names that say the same in another type of string or with other spaces are the same (RFC 5280, 7.1).
#[test]
fn an_issuers_name_may_be_written_otherwise() {
    let key = KeyPair::generate().unwrap();
    let issuer_of = |name: DnValue| {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
    };
    let printable = DnValue::PrintableString("Practice CA".try_into().unwrap());
    let root = issuer_of(printable).self_signed(&key).unwrap().pem();
    let utf8 = Issuer::new(issuer_of(DnValue::Utf8String("Practice  ca".into())), &key);
    let leaf_key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::default()
        .signed_by(&leaf_key, &utf8)
        .unwrap();
    let over = Known::over(&leaf.pem(), &[anchor(&root)]).unwrap();
    assert!(over[0].is_written_otherwise_in(leaf.der()));
    let other = Issuer::new(issuer_of(DnValue::Utf8String("Practice CB".into())), &key);
    let leaf = CertificateParams::default()
        .signed_by(&leaf_key, &other)
        .unwrap();
    assert!(Known::over(&leaf.pem(), &[anchor(&root)]).is_err());
}

#[test]
fn no_more_authorities_stand_between_than_one_above_allows() {
    let with = |length: u8, name: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(length));
        params
    };
    for (allowed, holds) in [(0, false), (1, true)] {
        let key = KeyPair::generate().unwrap();
        let root = CertifiedIssuer::self_signed(with(allowed, "Root"), key).unwrap();
        let key = KeyPair::generate().unwrap();
        let middle = CertifiedIssuer::signed_by(with(0, "Middle"), key, &root).unwrap();
        let key = KeyPair::generate().unwrap();
        let leaf = CertificateParams::default()
            .signed_by(&key, &middle)
            .unwrap();
        let chain = leaf.pem() + &middle.pem();
        let over = Known::over(&chain, &[anchor(&root.pem())]);
        assert_eq!(over.is_ok(), holds, "{allowed}");
    }
}

/// A list says of whom it speaks, and where it is to be had; of others it says nothing.
#[test]
fn a_list_speaks_of_those_alone_that_it_is_made_for() {
    let key = KeyPair::generate().unwrap();
    let issuer_pem = certificate("CA", &key, &[KeyCertSign, CrlSign]);
    let known = anchor(&issuer_pem);
    let issuer = Issuer::from_ca_cert_pem(&issuer_pem, &key).unwrap();
    let place = |address: &str| CrlDistributionPoint {
        uris: vec![address.to_owned()],
    };
    let leaf = |serial: u64, at: &str| {
        let mut params = CertificateParams::default();
        params.serial_number = Some(SerialNumber::from(serial));
        params.crl_distribution_points = vec![place(at)];
        let leaf = params
            .signed_by(&KeyPair::generate().unwrap(), &issuer)
            .unwrap();
        CertificateInfo::of_der(leaf.der()).unwrap()
    };
    for (at, scope, says) in [
        ("http://a.invalid/1.crl", None, true),
        (
            "http://a.invalid/1.crl",
            Some(CrlScope::UserCertsOnly),
            true,
        ),
        ("http://a.invalid/1.crl", Some(CrlScope::CaCertsOnly), false),
        ("http://a.invalid/2.crl", None, false),
    ] {
        let mut params = list_params();
        params.issuing_distribution_point = Some(CrlIssuingDistributionPoint {
            distribution_point: place(at),
            scope,
        });
        let list = params.signed_by(&issuer).unwrap();
        let list = RevocationList::read(list.der(), known.authority()).unwrap();
        let revoked = list.standing(&leaf(1, "http://a.invalid/1.crl"));
        assert_eq!(revoked, says.then_some(Standing::Revoked), "{at}");
        let other = list.standing(&leaf(9, "http://a.invalid/1.crl"));
        assert_eq!(other, says.then_some(Standing::Good), "{at}");
    }
}
