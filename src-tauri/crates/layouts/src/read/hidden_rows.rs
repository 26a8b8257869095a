//! Which rows of a workbook are hidden, by a person or by a filter: the library that reads cells doesn't tell.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufReader, Cursor, Read},
};
use workbook_zip::ZipArchive;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Numbers of hidden rows, from 1, by the name of the sheet. What can't be read tells nothing: the cells themselves are
/// read elsewhere, and are refused there.
pub(super) fn hidden_rows(bytes: &[u8], most: u64) -> BTreeMap<String, BTreeSet<u32>> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return BTreeMap::new();
    };
    let mut parts = BTreeMap::new();
    each(&mut archive, "xl/_rels/workbook.xml.rels", most, |tag| {
        if tag.local_name().as_ref() == "Relationship" {
            parts.extend(text(tag, "Id").zip(text(tag, "Target")));
        }
    });
    let mut sheets = Vec::new();
    each(&mut archive, "xl/workbook.xml", most, |tag| {
        if tag.local_name().as_ref() == "sheet" {
            sheets.extend(text(tag, "name").zip(text(tag, "id")));
        }
    });
    let mut hidden = BTreeMap::new();
    for (name, id) in sheets {
        let Some(target) = parts.get(&id) else {
            continue;
        };
        let part = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        };
        let mut rows = BTreeSet::new();
        let mut at = 0;
        each(&mut archive, &part, most, |tag| {
            if tag.local_name().as_ref() == "row" {
                at = text(tag, "r")
                    .and_then(|it| it.parse().ok())
                    .unwrap_or(at + 1);
                let is_hidden = text(tag, "hidden").is_some_and(|it| it == "1" || it == "true");
                rows.extend(is_hidden.then_some(at));
            }
        });
        hidden.insert(name, rows);
    }
    hidden
}

/// Every tag of a part, up to where it can be read.
fn each(archive: &mut Archive<'_>, part: &str, most: u64, mut on_tag: impl FnMut(&BytesStart)) {
    let Ok(file) = archive.by_name(part) else {
        return;
    };
    let mut reader = Reader::from_reader(BufReader::new(file.take(most)));
    let mut buffer = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            on_tag(tag);
        }
        if matches!(event, Event::Eof) {
            return;
        }
        buffer.clear();
    }
}

fn text(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|it| it.key.local_name().as_ref() == name)?;
    Some(
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()?
            .into_owned(),
    )
}
