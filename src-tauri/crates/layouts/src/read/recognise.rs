//! What a file is, told from its beginning: of which kind its heading is, or what it is instead of a table.

use super::{
    encoding::{MARKED_BYTES, utf_16_by_marks},
    records::HEAD_BYTES,
    sheet::written,
};
use crate::definition::Layout;
use std::{
    io::{self, Read},
    sync::Arc,
};

/// Signs at the beginning of files that people take for tables, and what they are.
const FOREIGN: [(&[u8], &str); 8] = [
    (b"%PDF", "PDF"),
    (b"\xD0\xCF\x11\xE0", "古い形のExcelかWord"),
    (b"\x89PNG", "画像（PNG）"),
    (b"\xFF\xD8\xFF", "画像（JPEG）"),
    (b"\x1F\x8B", "圧縮ファイル（gzip）"),
    (b"7z\xBC\xAF", "圧縮ファイル（7z）"),
    (b"Rar!", "圧縮ファイル（RAR）"),
    (b"{\\rtf", "文書（RTF）"),
];
const ZIP: &[u8] = b"PK\x03\x04";
/// What lies in a ZIP of Office.
const IN_ZIP: [(&[u8], &str); 2] = [
    (b"xl/", "Excelのブック（.xlsx）"),
    (b"word/", "Wordの文書（.docx）"),
];
/// A heading that shares less than this of its kind's columns tells nothing: one in two.
const TELLING: usize = 2;

/// What a file is that is no table, by its first bytes.
pub(crate) fn foreign(head: &[u8]) -> Option<&'static str> {
    let begins = FOREIGN.iter().find(|(sign, _)| head.starts_with(sign));
    if let Some((_, what)) = begins {
        return Some(what);
    }
    if !head.starts_with(ZIP) {
        return None;
    }
    let has = |sign: &[u8]| head.windows(sign.len()).any(|bytes| bytes == sign);
    let office = IN_ZIP.iter().find(|(sign, _)| has(sign));
    Some(office.map_or("圧縮ファイル（ZIP）", |(_, what)| what))
}

/// By which version of a definition a file is read, told from its beginning: by the one before where its heading has none of
/// the columns that came since.
///
/// # Errors
/// Those of reading.
pub fn version_of(layout: &Arc<Layout>, source: impl Read) -> io::Result<&Arc<Layout>> {
    let Some(before) = layout.before() else {
        return Ok(layout);
    };
    let mut head = Vec::new();
    source.take(HEAD_BYTES).read_to_end(&mut head)?;
    let headings = headings_of(&head);
    let mut since = layout.columns[before.columns.len()..].iter();
    let has_new = since.any(|column| headings.contains(&column.title));
    Ok(if has_new { layout } else { before })
}

/// The kind whose heading a file has most of, in whichever encoding; None where no kind has half of its columns there.
///
/// # Errors
/// Those of reading.
pub fn recognise<'c>(
    source: impl Read,
    layouts: impl IntoIterator<Item = &'c Arc<Layout>>,
) -> io::Result<Option<&'c Arc<Layout>>> {
    let mut head = Vec::new();
    source.take(HEAD_BYTES).read_to_end(&mut head)?;
    let headings = headings_of(&head);
    let shared = |layout: &Layout| {
        let is_there = |title: &String| headings.iter().any(|cell| cell == title);
        let columns = layout.columns.iter();
        columns.filter(|column| is_there(&column.title)).count()
    };
    let scored = layouts.into_iter().filter_map(|layout| {
        let (shared, all) = (shared(layout), layout.columns.len());
        let tells = shared > 0 && shared * TELLING >= all;
        // Of two that have the same columns there, the one that lacks fewer is meant.
        tells.then(|| ((shared * 1_000 / all.max(headings.len()), shared), layout))
    });
    Ok(scored.max_by_key(|(score, _)| *score).map(|(_, it)| it))
}

/// The cells of the first line.
fn headings_of(head: &[u8]) -> Vec<String> {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let (told, mark) = written(line);
    let unmarked = (mark == 0).then(|| utf_16_by_marks(&head[..head.len().min(MARKED_BYTES)]));
    let encoding = unmarked.flatten().unwrap_or(told);
    let text = if encoding.is_utf_16() {
        encoding.decode(&head[mark..]) // a line doesn't end at such a byte there
    } else {
        encoding.decode(&line[mark..])
    };
    let line = text.lines().next().unwrap_or_default();
    let cells = line.split([',', '\t', ';']);
    cells
        .map(|cell| cell.trim().trim_matches('"').to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;
    use crate::{Catalogue, Encoding, definition::choice::Choice};

    #[test]
    fn a_version_is_told_in_every_character_code() {
        let shipped = Catalogue::shipped();
        let layout = shipped.all().find(|it| it.before().is_some()).unwrap();
        let before = layout.before().unwrap();
        for (of, marked) in [
            (layout, false),
            (before, false),
            (layout, true),
            (before, true),
        ] {
            let titles = of.columns.iter().map(|column| column.title.as_str());
            let text = titles.collect::<Vec<_>>().join(",") + "\r\n";
            for encoding in Encoding::CHOICES {
                let bom = encoding.bom().filter(|_| marked).unwrap_or_default();
                let bytes = [bom, &encoding.encode(&text).unwrap()].concat();
                let found = version_of(layout, bytes.as_slice()).unwrap();
                assert_eq!(found.version, of.version, "{encoding:?} {marked}");
            }
        }
    }

    #[test]
    fn every_shipped_kind_with_a_heading_is_known_by_it_in_utf_8_and_cp932() {
        let shipped = Catalogue::shipped();
        for layout in shipped.all() {
            if !layout.format.header || layout.format.file_type.extension() != "csv" {
                continue;
            }
            let titles = layout.columns.iter().map(|column| column.title.as_str());
            let text = titles.collect::<Vec<_>>().join(",") + "\r\n";
            let cp932 = Encoding::Cp932.encode(&text).unwrap().into_owned();
            for bytes in [text.clone().into_bytes(), cp932] {
                let found = recognise(bytes.as_slice(), shipped.all()).unwrap().unwrap();
                let same = |a: &Layout, b: &Layout| {
                    let titles = |it: &Layout| -> Vec<String> {
                        it.columns
                            .iter()
                            .map(|column| column.title.clone())
                            .collect()
                    };
                    titles(a) == titles(b)
                };
                assert!(
                    same(found, layout),
                    "{} taken for {}",
                    layout.kind,
                    found.kind
                );
            }
        }
        let letter: &[u8] = b"Dear clerk,\nthis is a letter.\n";
        assert!(recognise(letter, shipped.all()).unwrap().is_none());
    }

    #[test]
    fn what_is_no_table_is_named() {
        let book = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml\0\0xl/workbook.xml";
        assert_eq!(foreign(book), Some("Excelのブック（.xlsx）"));
        assert_eq!(
            foreign(b"PK\x03\x04\x14\0a.csv"),
            Some("圧縮ファイル（ZIP）")
        );
        assert_eq!(foreign(b"%PDF-1.7"), Some("PDF"));
        assert_eq!(foreign("異動区分,異動日".as_bytes()), None);
    }
}
