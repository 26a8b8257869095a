//! Whose a certificate is, wherever its authority writes the number, and what is told of a file before it is taken.

use crate::world::Place;
use kakehashi_domain::{Code, NumberPlace};

/// A `.p12` of the place's authority with this subject, and more for its extensions.
fn issue(place: &Place, name: &str, subject: &str, more: &str) {
    place.shell(&format!(
        "printf 'extendedKeyUsage=clientAuth\n{more}' > t.ext
         openssl req -utf8 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {name}.key -out {name}.csr -subj '{subject}'
         openssl x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out {name}.pem -days 300 -extfile t.ext
         openssl pkcs12 -export -inkey {name}.key -in {name}.pem -out {name}.p12 -passout pass:himitsu"
    ));
}

async fn import(place: &Place, name: &str) -> Result<(), Code> {
    let path = place.text(&format!("{name}.p12"));
    let taken = place
        .terminal
        .import_certificate(path, "himitsu".into(), None);
    taken.await.map(drop).map_err(|problem| problem.code)
}

async fn number_place(place: &Place) -> Option<NumberPlace> {
    place.terminal.chosen_profile().await.unwrap().number_place
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn the_number_is_found_where_the_authority_writes_it() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    assert_eq!(number_place(&place).await, Some(NumberPlace::Organization));
    let house = "/O=架け橋健康保険組合";
    let san = "subjectAltName=DNS:06990014.kakehashi.invalid";
    for (name, subject, more, found) in [
        (
            "ou",
            format!("{house}/OU=保険者番号06990014/CN=T01"),
            "",
            NumberPlace::Unit,
        ),
        (
            "cn",
            format!("{house}/CN=０６９９００１４"),
            "",
            NumberPlace::CommonName,
        ),
        (
            "san",
            format!("{house}/CN=T01"),
            san,
            NumberPlace::AlternativeName,
        ),
        (
            "o",
            "/O=06990014/CN=T01".to_owned(),
            "",
            NumberPlace::Organization,
        ),
    ] {
        issue(&place, name, &subject, more);
        assert_eq!(import(&place, name).await, Ok(()), "{name}");
        assert_eq!(number_place(&place).await, Some(found), "{name}");
    }
    for (name, subject) in [
        ("other-o", "/O=06990022/CN=T01".to_owned()),
        ("other-ou", format!("{house}/OU=06990022/CN=T01")),
        ("other-cn", format!("{house}/CN=06990022")),
    ] {
        issue(&place, name, &subject, "");
        let refused = import(&place, name).await;
        assert_eq!(refused, Err(Code::CertificateOtherInsurer), "{name}");
    }
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn without_a_number_a_person_confirms_and_another_number_is_refused_still() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    issue(&place, "none", "/O=架け橋健康保険組合/CN=T01", "");
    issue(&place, "other", "/O=06990022/CN=T01", "");
    let unstated = import(&place, "none").await;
    assert_eq!(unstated, Err(Code::CertificateOwnerUnstated));
    let set = place.terminal.set_number_place(NumberPlace::Nowhere).await;
    assert_eq!(set.unwrap().number_place, Some(NumberPlace::Nowhere));
    assert_eq!(import(&place, "none").await, Ok(()));
    let refused = import(&place, "other").await;
    assert_eq!(refused, Err(Code::CertificateOtherInsurer));
}

#[tokio::test(start_paused = true)]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
async fn a_file_is_explained_against_the_profile_and_not_kept() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    issue(&place, "other", "/O=06990022/CN=T09", "");
    let before = place.terminal.certificates().await.unwrap();
    let explain = async |file: &str, phrase: Option<&str>| {
        let phrase = phrase.map(str::to_owned);
        let explained = place
            .terminal
            .explain_certificates(place.text(file), phrase);
        explained.await.unwrap()
    };
    let fine = explain("t.p12", Some("himitsu")).await;
    assert_eq!((fine.code, fine.keys), (None, Some(1)));
    assert_eq!(fine.certificates[0].problems, Vec::<String>::new());
    let other = explain("other.p12", Some(" himitsu")).await;
    let problems = other.certificates[0].problems.join("");
    assert!(problems.contains("06990022"), "{problems}");
    assert!(other.read_as.unwrap().contains("空白"));
    let closed = explain("other.p12", None).await;
    assert!(closed.wants_pass_phrase && closed.certificates.is_empty());
    let authority = explain("ca.pem", None).await;
    assert_eq!(authority.code, Some(Code::CertificateWithoutKey));
    assert!(authority.certificates[0].is_authority);
    assert_eq!(place.terminal.certificates().await.unwrap(), before);
}
