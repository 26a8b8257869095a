//! The administrative template for Windows' group policies comes from the one table of settings.
//! `UPDATE_TEMPLATE=1 cargo test --test policies` writes it anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![cfg(not(windows))] // It is about a file of the repository.

use kakehashi_domain::{Setting, SettingKind};
use std::{env, fs, path::Path};

const KEY: &str = r"Software\Policies\Kakehashi";
const SCHEMA: &str = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";

/// What may be decided, and where it goes.
fn admx() -> String {
    let policies: String = Setting::ALL
        .iter()
        .map(|setting| policy(*setting))
        .collect();
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions revision="1.0" schemaVersion="1.0" xmlns="{SCHEMA}">
  <policyNamespaces>
    <target prefix="kakehashi" namespace="Kakehashi.Policies" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="Supported" displayName="$(string.Supported)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="Kakehashi" displayName="$(string.Kakehashi)" />
  </categories>
  <policies>
{policies}  </policies>
</policyDefinitions>
"#
    )
}

fn policy(setting: Setting) -> String {
    let name = setting.policy();
    let head = format!(
        r#"name="{name}" class="Machine" displayName="$(string.{name})" explainText="$(string.{name}_Help)" key="{KEY}""#
    );
    let common = r#"      <parentCategory ref="Kakehashi" />
      <supportedOn ref="Supported" />
"#;
    match setting.kind() {
        SettingKind::Switch => format!(
            r#"    <policy {head} valueName="{name}">
{common}      <enabledValue><decimal value="1" /></enabledValue>
      <disabledValue><decimal value="0" /></disabledValue>
    </policy>
"#
        ),
        SettingKind::Number { least, most, .. } => format!(
            r#"    <policy {head} presentation="$(presentation.{name})">
{common}      <elements>
        <decimal id="{name}_Value" valueName="{name}" required="true" minValue="{least}" maxValue="{most}" />
      </elements>
    </policy>
"#
        ),
    }
}

/// The words for it.
fn adml() -> String {
    let (mut strings, mut presentations) = (String::new(), String::new());
    for setting in Setting::ALL {
        let (name, title, note) = (setting.policy(), setting.title(), setting.note());
        let default = setting.words(setting.default_value());
        let help = format!(
            "{note}決めると、端末では変えられません。決めなければ、はじめは「{default}」です。"
        );
        strings += &format!("      <string id=\"{name}\">{title}</string>\n");
        strings += &format!("      <string id=\"{name}_Help\">{help}</string>\n");
        if let SettingKind::Number { unit, .. } = setting.kind() {
            let default = setting.default_value();
            presentations += &format!(
                r#"      <presentation id="{name}">
        <decimalTextBox refId="{name}_Value" defaultValue="{default}">{title}（{unit}）</decimalTextBox>
      </presentation>
"#
            );
        }
    }
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources revision="1.0" schemaVersion="1.0" xmlns="{SCHEMA}">
  <displayName>Kakehashi</displayName>
  <description>統合専用端末 Kakehashi の設定</description>
  <resources>
    <stringTable>
      <string id="Kakehashi">Kakehashi（統合専用端末）</string>
      <string id="Supported">Windows 10 以降</string>
{strings}    </stringTable>
    <presentationTable>
{presentations}    </presentationTable>
  </resources>
</policyDefinitionResources>
"#
    )
}

#[test]
fn the_committed_template_is_made_from_the_table_of_settings() {
    let installer = Path::new(env!("CARGO_MANIFEST_DIR")).join("../installer");
    for (name, text) in [("kakehashi.admx", admx()), ("ja-JP/kakehashi.adml", adml())] {
        let file = installer.join(name);
        if env::var_os("UPDATE_TEMPLATE").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), text, "{name}");
    }
}

#[test]
fn every_reference_of_the_template_leads_to_a_word_and_every_policy_to_a_setting() {
    let (admx, adml) = (admx(), adml());
    let rules = roxmltree::Document::parse(&admx).unwrap();
    let words = roxmltree::Document::parse(&adml).unwrap();
    let ids: Vec<&str> = words
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    let attributes = rules.descendants().flat_map(|node| node.attributes());
    let mut referred = 0;
    for value in attributes.map(|attribute| attribute.value()) {
        let Some(reference) = value.strip_prefix("$(") else {
            continue;
        };
        let (_, id) = reference.trim_end_matches(')').split_once('.').unwrap();
        assert!(ids.contains(&id), "{value}");
        referred += 1;
    }
    assert!(referred > 2 * Setting::ALL.len());
    let policies = rules
        .descendants()
        .filter(|node| node.has_tag_name((SCHEMA, "policy")));
    let keys: Vec<Option<&str>> = policies.map(|node| node.attribute("key")).collect();
    assert_eq!(keys, vec![Some(KEY); Setting::ALL.len()]);
}

/// A setting that changes nothing is a guard that isn't there.
#[test]
fn every_setting_is_tried_by_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts: String = [
        "cli",
        "window",
        "../src-tauri/crates/terminal/tests/controller",
    ]
    .iter()
    .flat_map(|dir| fs::read_dir(root.join(dir)).unwrap().flatten())
    .filter(|entry| entry.path().extension().is_some_and(|it| it == "rs"))
    // What merely sets them tries none.
    .filter(|entry| !entry.path().ends_with("controller/settings.rs"))
    .map(|entry| fs::read_to_string(entry.path()).unwrap())
    .collect();
    for setting in Setting::ALL {
        let tried = [
            format!("Setting::{}", setting.policy()),
            format!("change_setting(\"{}\"", setting.key()),
            format!("settings set {} ", setting.key()),
        ];
        assert!(
            tried.iter().any(|it| texts.contains(it.as_str())),
            "{} changes nothing that a test sees",
            setting.key()
        );
    }
}
