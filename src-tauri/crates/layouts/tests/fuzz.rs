//! Reads the files of `corpus/`, changed at random, as CSV, XML and definitions.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // helpers of tests fail as tests do

#[path = "../../../../tests/support/fuzz.rs"]
mod fuzz;
mod support;

use kakehashi_domain::{Code, Fault};
use kakehashi_layouts::{Layout, compare, copy_rows, describe, rows};
use std::{fs, path::Path};
use support::{check_with, forms::every_form};

const SHORT_RUN: u32 = 300;
/// What the formats give a meaning to.
const WORDS: [&[u8]; 16] = [
    b"\"",
    b",",
    b"\r\n",
    b"\n",
    b"\0",
    b"\x1A",
    b"<",
    b">",
    b"</a>",
    b"<person>",
    b"&#1;",
    b"<![CDATA[",
    b"]]>",
    b"[[column]]\n",
    b" = ",
    b"\xEF\xBB\xBF",
];

fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(folder);
    let files = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    // A folder lists its files in an order of its own: without this, a seed makes other files on another machine.
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn fuzz(folder: &str, read: impl FnMut(&[u8], u32)) {
    fuzz::fuzz(&corpus(folder), &WORDS, SHORT_RUN, read);
}

/// Reads a file in one form after another, in every way that there is.
fn read_as(forms: &[Layout], bytes: &[u8], round: u32) {
    let layout = &forms[round as usize % forms.len()];
    let _ = check_with(layout, bytes);
    let _ = rows(bytes, layout).map(|rows| rows.take(50).count());
    let _ = copy_rows(bytes, layout, &mut |row| row % 2 == 0, Vec::new());
}

fn forms(xml: bool) -> Vec<Layout> {
    let all = every_form().into_iter();
    let wanted = all.filter(|(form, _)| form.contains("xml") == xml);
    wanted.map(|(_, layout)| layout).collect()
}

#[test]
fn changed_csv_files_are_read_without_panic() {
    let forms = forms(false);
    fuzz("csv", |bytes, round| read_as(&forms, bytes, round));
}

#[test]
fn changed_xml_files_are_read_without_panic() {
    let forms = forms(true);
    fuzz("xml", |bytes, round| read_as(&forms, bytes, round));
}

#[test]
fn changed_definitions_are_read_without_panic() {
    fuzz("definition", |bytes, _| {
        let text = String::from_utf8_lossy(bytes);
        let problems = Layout::problems(&text);
        match Layout::parse(&text) {
            Ok(layout) => {
                assert_eq!(problems, []);
                let _ = (describe::html(&layout), describe::markdown(&layout));
                assert_eq!(compare(&layout, &layout), []);
                let _ = check_with(&layout, "区分\n1\n".as_bytes());
            }
            // A fault shortens what it is given: a definition may name a column by a page of letters.
            Err(fault) => {
                let of_the_first = Fault::new(Code::LayoutBroken).with("where", &problems[0]);
                assert_eq!(fault, of_the_first);
            }
        }
    });
}
