//! The book for vendors as one HTML page that needs nothing else, made from its Markdown.

use crate::{Done, parts::root};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::{fs, path::Path};

/// Its name, wherever it lies.
pub(crate) const PAGE: &str = "vendor-book.html";

/// Writes the page into `target/book/`, and says where.
pub(crate) fn book() -> Done {
    let folder = root().join("target/book");
    fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    write(&folder)?;
    println!("{}", folder.join(PAGE).display());
    Ok(())
}

/// Writes the page into a folder.
pub(crate) fn write(folder: &Path) -> Done {
    let markdown = root().join("assets/vendor-book.md");
    let markdown = fs::read_to_string(markdown).map_err(|e| e.to_string())?;
    fs::write(folder.join(PAGE), page(&markdown)).map_err(|e| e.to_string())
}

fn page(markdown: &str) -> String {
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, Options::ENABLE_TABLES).collect();
    let (title, chapters) = headings(&events);
    let mut nth = 0;
    let events = events.into_iter().map(|event| {
        if is_chapter(&event) {
            nth += 1;
            return Event::Html(format!("<h2 id=\"c{nth}\">").into());
        }
        event
    });
    // What the Markdown notes for its own tests.
    let is_note = |event: &Event<'_>| matches!(event, Event::Html(it) if it.starts_with("<!--"));
    let events = events.filter(|event| !is_note(event));
    let mut body = String::new();
    html::push_html(&mut body, events);
    let contents: String = (1..)
        .zip(&chapters)
        .map(|(nth, chapter)| format!("<li><a href=\"#c{nth}\">{chapter}</a></li>\n"))
        .collect();
    let body = body.replacen(
        "</h1>",
        &format!("</h1>\n<nav><ul>\n{contents}</ul></nav>"),
        1,
    );
    format!("{HEAD}<title>{title}</title>\n</head>\n<body>\n{body}</body>\n</html>\n")
}

fn is_chapter(event: &Event<'_>) -> bool {
    const LEVEL: HeadingLevel = HeadingLevel::H2;
    matches!(event, Event::Start(Tag::Heading { level, .. }) if *level == LEVEL)
}

/// The title, and the headings of the chapters, as HTML.
fn headings(events: &[Event<'_>]) -> (String, Vec<String>) {
    let (mut title, mut chapters) = (String::new(), Vec::new());
    let mut begin = 0;
    for (at, event) in events.iter().enumerate() {
        let words = || {
            let mut words = String::new();
            html::push_html(&mut words, events[begin..at].iter().cloned());
            words
        };
        if matches!(event, Event::Start(Tag::Heading { .. })) {
            begin = at + 1;
        } else if let Event::End(TagEnd::Heading(level)) = event {
            match level {
                HeadingLevel::H1 => title = words(),
                HeadingLevel::H2 => chapters.push(words()),
                HeadingLevel::H3 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => {}
            }
        }
    }
    (title, chapters)
}

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<style>
  @page { size: A4; margin: 14mm; }
  body { font-family: "BIZ UDPGothic", "Yu Gothic", "Noto Sans CJK JP", sans-serif; line-height: 1.7; color: #1a1a1a; max-width: 190mm; margin: 8mm auto; padding: 0 4mm; }
  h1 { font-size: 1.7em; } h2 { font-size: 1.3em; margin-top: 2.5em; }
  pre { background: #f2f2f2; padding: 3mm; overflow-x: auto; } code { font-family: "BIZ UDGothic", monospace; }
  table { border-collapse: collapse; width: 100%; font-size: .9em; } thead { display: table-header-group; }
  th, td { border: 1px solid #949494; padding: 1.5mm 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
  th { background: #f2f2f2; font-weight: 600; } tr { break-inside: avoid; }
  a { color: #0017c1; }
  @media print { pre { white-space: pre-wrap; overflow-wrap: anywhere; } }
</style>
"#;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    fn escaped(text: &str) -> String {
        let text = text.replace('&', "&amp;");
        text.replace('<', "&lt;").replace('>', "&gt;")
    }

    #[test]
    fn the_page_has_every_chapter_every_example_and_every_row_of_the_book() {
        let markdown = fs::read_to_string(root().join("assets/vendor-book.md")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        write(folder.path()).unwrap();
        let page = fs::read_to_string(folder.path().join(PAGE)).unwrap();
        assert!(page.contains("<title>基幹システムの事業者のための手引き</title>"));
        let mut is_code = false;
        let (mut chapters, mut rows) = (0, 0);
        for line in markdown.lines() {
            if line.starts_with("```") {
                is_code = !is_code;
            } else if is_code {
                let line = escaped(line);
                let quoted = line.replace('"', "&quot;");
                assert!(page.contains(&line) || page.contains(&quoted), "{line}");
            } else if let Some(chapter) = line.strip_prefix("## ") {
                chapters += 1;
                let heading = format!("<h2 id=\"c{chapters}\">{chapter}</h2>");
                assert!(page.contains(&heading), "{heading}");
                let link = format!("<a href=\"#c{chapters}\">{chapter}</a>");
                assert!(page.contains(&link), "{link}");
            } else if line.starts_with("| ") {
                rows += 1;
            }
        }
        assert_eq!((chapters, page.matches("<h2").count()), (11, 11));
        assert_eq!(page.matches("<tr>").count(), rows);
        for foreign in ["<!--", "<script", "src=", "http-equiv", "href=\"http"] {
            assert!(!page.contains(foreign), "{foreign}");
        }
    }
}
