//! Definitions by command, and findings written out.

use kakehashi_acceptance::{Cli, Practice};
use std::fs;

const SHIPPED: &str = include_str!("../../assets/layouts/member-registration.toml");

#[test]
fn a_definition_is_imported_by_its_fingerprint_used_exported_and_retired() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let official = SHIPPED
        .replace("status = \"provisional\"", "status = \"official\"")
        .replace("version = \"仮-2026.2\"", "version = \"正式-1\"");
    fs::write(practice.file("official.toml"), &official).unwrap();
    let bad = official.replacen("type = \"kana\"", "type = \"kanaa\"", 1);
    fs::write(practice.file("bad.toml"), bad).unwrap();

    let wrong = cli.admin("layout import bad.toml --yes").expect_status(1);
    assert!(wrong.json["problems"][0]["line"].as_u64() > Some(1));
    assert_eq!(cli.admin("layout import official.toml").status, 2);
    let other = format!(
        "layout import official.toml --fingerprint {}",
        "0".repeat(64)
    );
    cli.admin(&other)
        .expect_code("LAYOUT_FINGERPRINT_MISMATCH", 3);
    cli.clerk("layout import official.toml --yes")
        .expect_code("PERMISSION_DENIED", 3);
    cli.admin("layout import official.toml --yes")
        .expect_status(0);

    let in_force = |list: &serde_json::Value| {
        let all = list.as_array().unwrap().iter();
        let used =
            all.filter(|each| each["kind"] == "member-registration" && each["in_force"] == true);
        used.map(|each| each["version"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(in_force(&cli.clerk("layout list").json), ["正式-1"]);
    practice.sample("kanyusha.csv", 20, "--mistakes");
    let sent = cli.clerk("send kanyusha.csv --kind member-registration --exclude-errors");
    let shown = cli.clerk(&format!("jobs show {}", sent.number("job")));
    assert_eq!(shown.text("layout_version"), "正式-1");
    let findings = format!("jobs findings {} --out list.csv", sent.number("job"));
    cli.clerk(&findings).expect_status(0);
    let list = fs::read_to_string(practice.file("list.csv")).unwrap();
    assert!(
        list.starts_with("\u{feff}row,column,code,severity,value,message,remedy\n")
            && list.lines().count() > 1
    );
    cli.clerk(&findings).expect_code("OUTPUT_EXISTS", 2);

    cli.admin("layout export member-registration --out out.toml")
        .expect_status(0);
    assert_eq!(
        fs::read_to_string(practice.file("out.toml")).unwrap(),
        official
    );
    let retired = cli
        .admin("layout retire member-registration@正式-1")
        .expect_status(0);
    assert_eq!(in_force(&retired.json), ["仮-2026.2"]);
    cli.admin("layout retire member-registration")
        .expect_code("INPUT_INVALID", 2);
}
