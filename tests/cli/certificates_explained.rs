//! What a file of certificates is, before it is taken, without login.

use kakehashi_acceptance::{Cli, Practice};
use std::fs;

#[test]
fn a_file_is_explained_without_login_and_without_being_taken() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let show = |line: &str| cli.run(None, line);
    let closed = show("cert show RENSHU01.p12").expect_status(0);
    assert_eq!(closed.json["wants_pass_phrase"], true);
    let open = show("cert show RENSHU01.p12 --pass-file p12.secret").expect_status(0);
    let certificate = &open.json["certificates"][0];
    assert_eq!(certificate["organization"], "06990014");
    assert_eq!(certificate["sha256"].as_str().unwrap().len(), 95);
    assert_eq!(certificate["sha1"].as_str().unwrap().len(), 59);
    assert_eq!(open.json["keys"], 1);

    fs::write(practice.file("spaces.secret"), "  ").unwrap();
    let wrong = show("cert show RENSHU01.p12 --pass-file spaces.secret").expect_status(1);
    assert_eq!(wrong.json["code"], "CERTIFICATE_WRONG_PASS_PHRASE");
    let authority = show("cert show pki/ca.pem").expect_status(1);
    assert_eq!(authority.json["code"], "CERTIFICATE_WITHOUT_KEY");
    assert_eq!(authority.json["certificates"][0]["is_authority"], true);
    show("cert show nowhere.p12").expect_code("FILE_NOT_FOUND", 2);
}

#[test]
fn a_phrase_in_another_encoding_or_with_spaces_opens_and_is_said() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let phrase = fs::read_to_string(practice.file("p12.secret")).unwrap();
    let typed = format!("\u{FEFF}　{} \r\n", phrase.trim_end());
    let utf16: Vec<u8> = typed.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(practice.file("utf16.secret"), utf16).unwrap();
    let open = cli.run(None, "cert show RENSHU01.p12 --pass-file utf16.secret");
    let read_as = open.expect_status(0).text("read_as").to_owned();
    assert!(read_as.contains("前後の空白"), "{read_as}");
}
