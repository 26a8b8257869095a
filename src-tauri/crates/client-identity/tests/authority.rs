//! The authorities over a certificate: whom it comes from, and whose lists of revocations count.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use KeyUsagePurpose::{CrlSign, KeyCertSign};
use kakehashi_client_identity::{Authority as Known, ClientIdentity, RevocationList, TrustAnchor};
use kakehashi_domain::{Code, Outcome};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use support::{Authority, Issued, list_by};

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
