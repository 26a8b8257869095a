//! What is odd about a file's form, but doesn't keep its rows from being read.

use super::{finding::Finding, finding_code::FindingCode};
use crate::{
    definition::{EofMark, FileType, Layout},
    read::Records,
};
use std::io::Read;

/// What shows at the beginning of a file.
pub(crate) fn check_beginning<R: Read>(layout: &Layout, records: &Records<R>) -> Option<Finding> {
    if records.has_lone_cr() {
        let message = "見出し行がCRだけで終わっています。";
        return Some(of_file(FindingCode::LoneCr, message));
    }
    let expected = layout.format.line_end;
    let is_other = records.line_end().is_some_and(|found| found != expected);
    is_other.then(|| {
        let message = format!("改行が{}ではありません。", expected.title());
        of_file(FindingCode::LineEnd, &message)
    })
}

/// What shows once a file was read to its end.
pub(crate) fn check_end<R: Read>(layout: &Layout, records: &Records<R>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if layout.format.file_type != FileType::Csv {
        return findings;
    }
    let eof_mark = match (layout.format.eof_mark, records.had_eof_mark()) {
        (EofMark::Forbidden, true) => Some("ファイルの終わりに、EOFマーク（0x1A）があります。"),
        (EofMark::Required, false) => Some("ファイルの終わりに、EOFマーク（0x1A）がありません。"),
        (EofMark::Forbidden | EofMark::Optional, _) | (EofMark::Required, true) => None,
    };
    findings.extend(eof_mark.map(|message| of_file(FindingCode::EofMark, message)));
    if let Some((count, line)) = records.unquoted() {
        let message = format!("「\"」で囲まれていない項目が{count}あります（最初は{line}行目）。");
        findings.push(of_file(FindingCode::QuoteMissing, &message));
    }
    findings
}

fn of_file(code: FindingCode, message: &str) -> Finding {
    Finding::of_whole_row(0, code, message)
}
