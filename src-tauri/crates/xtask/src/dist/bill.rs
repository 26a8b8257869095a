//! The bill of materials (CycloneDX) and the notices with every licence text.

use super::components::Component;
use crate::Done;
use serde_json::json;
use std::{collections::BTreeMap, fs, path::Path};

/// Writes `sbom.cdx.json` and `THIRD-PARTY.txt`.
pub(super) fn write(folder: &Path, components: &[Component], version: &str) -> Done {
    let nameless = components.iter().find(|part| part.license.is_empty());
    if let Some(part) = nameless {
        return Err(format!("{} {} names no licence", part.name, part.version));
    }
    let bill = bill(components, version);
    let bill = serde_json::to_string_pretty(&bill).map_err(|e| e.to_string())?;
    fs::write(folder.join("sbom.cdx.json"), bill).map_err(|e| e.to_string())?;
    fs::write(folder.join("THIRD-PARTY.txt"), notices(components)).map_err(|e| e.to_string())
}

fn bill(components: &[Component], version: &str) -> serde_json::Value {
    let parts = components.iter().map(|part| {
        let (kind, name, version) = (part.kind, &part.name, &part.version);
        let address = format!("pkg:{kind}/{}@{version}", name.replace('@', "%40"));
        json!({
            "type": "library", "bom-ref": address, "purl": address, "name": name, "version": version,
            "licenses": [{ "expression": part.license.replace('/', " OR ") }],
        })
    });
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": { "component": {
            "type": "application", "bom-ref": "kakehashi", "name": "kakehashi", "version": version,
        } },
        "components": parts.collect::<Vec<_>>(),
    })
}

/// Each licence text once, under the names of all that come with it.
fn notices(components: &[Component]) -> String {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in components {
        let named = format!("{} {} ({})", part.name, part.version, part.license);
        for text in license_texts(part) {
            by_text.entry(text).or_default().push(named.clone());
        }
    }
    let mut all =
        String::from("\u{feff}Kakehashi is made with the following work of others.\r\n\r\n");
    for part in components {
        all += &format!("{} {} ({})\r\n", part.name, part.version, part.license);
    }
    for (text, names) in by_text {
        let line = "=".repeat(80);
        all += &format!("\r\n{line}\r\n{}\r\n{line}\r\n", names.join("\r\n"));
        all += &text.replace('\n', "\r\n");
    }
    all
}

fn license_texts(part: &Component) -> Vec<String> {
    let entries = part
        .folder
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok());
    let mut paths: Vec<_> = entries.flatten().flatten().map(|e| e.path()).collect();
    paths.sort();
    let is_license = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_uppercase();
        ["LICEN", "COPYING", "COPYRIGHT", "NOTICE", "UNLICEN"]
            .iter()
            .any(|begin| name.starts_with(begin))
    };
    let texts = paths
        .iter()
        .filter(|path| path.is_file() && is_license(path));
    let read = texts.filter_map(|path| fs::read_to_string(path).ok());
    read.map(|text| text.replace("\r\n", "\n").trim().to_owned() + "\n")
        .collect()
}
