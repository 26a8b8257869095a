//! The description of a kind, made from its definition alone: for the people who build the files, and to print.

use super::{
    layout::Layout,
    words::{COLUMN_HEADINGS, NOTICE, column_facts, facts, rules},
};

/// The description as Markdown.
pub fn markdown(layout: &Layout) -> String {
    let mut text = format!("# {}\n\n", escaped_markdown(&layout.file_title));
    if layout.provisional {
        text += &format!("**{NOTICE}**\n\n");
    }
    text += "| | |\n|---|---|\n";
    for (heading, value) in facts(layout) {
        text += &format!("| {heading} | {} |\n", escaped_markdown(&value));
    }
    text += &format!(
        "\n## 項目\n\n| 列 | {} |\n|---:",
        COLUMN_HEADINGS.join(" | ")
    );
    text += &"|---".repeat(COLUMN_HEADINGS.len());
    text += "|\n";
    for (place, column) in (1..).zip(&layout.columns) {
        let cells = column_facts(column).map(|cell| escaped_markdown(&cell));
        text += &format!("| {place} | {} |\n", cells.join(" | "));
    }
    text += "\n## 規則\n\n";
    for rule in rules_or_none(layout) {
        text += &format!("- {}\n", escaped_markdown(&rule));
    }
    text
}

/// The description as one HTML page that needs nothing else and prints on A4.
pub fn html(layout: &Layout) -> String {
    let title = escaped_html(&layout.file_title);
    let mut text =
        format!("{HTML_HEAD}<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n");
    if layout.provisional {
        text += &format!("<p class=\"notice\">{NOTICE}</p>\n");
    }
    text += "<table>\n";
    for (heading, value) in facts(layout) {
        let (heading, value) = (escaped_html(heading), escaped_html(&value));
        text += &format!("<tr><th scope=\"row\">{heading}</th><td>{value}</td></tr>\n");
    }
    text += "</table>\n<h2>項目</h2>\n<table>\n<thead><tr><th scope=\"col\">列</th>";
    for heading in COLUMN_HEADINGS {
        text += &format!("<th scope=\"col\">{heading}</th>");
    }
    text += "</tr></thead>\n<tbody>\n";
    for (place, column) in (1..).zip(&layout.columns) {
        let cells = column_facts(column).map(|cell| format!("<td>{}</td>", escaped_html(&cell)));
        text += &format!("<tr><td>{place}</td>{}</tr>\n", cells.concat());
    }
    text += "</tbody>\n</table>\n<h2>規則</h2>\n<ul>\n";
    for rule in rules_or_none(layout) {
        text += &format!("<li>{}</li>\n", escaped_html(&rule));
    }
    text + "</ul>\n</body>\n</html>\n"
}

fn rules_or_none(layout: &Layout) -> Vec<String> {
    let rules = rules(layout);
    if rules.is_empty() {
        return vec!["ありません。".to_owned()];
    }
    rules
}

const HTML_HEAD: &str = r#"<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<style>
  @page { size: A4 landscape; margin: 12mm; }
  body { font-family: "BIZ UDPGothic", "Yu Gothic", "Noto Sans CJK JP", sans-serif; font-size: 11pt; line-height: 1.6; color: #1a1a1a; max-width: 270mm; margin: 8mm auto; }
  h1 { font-size: 18pt; } h2 { font-size: 14pt; margin-top: 8mm; }
  table { border-collapse: collapse; width: 100%; } thead { display: table-header-group; }
  th, td { border: 1px solid #949494; padding: 1.5mm 2mm; text-align: left; vertical-align: top; }
  th { background: #f2f2f2; font-weight: 600; } tr { break-inside: avoid; }
  .notice { border: 2px solid #c16800; padding: 2mm 4mm; font-weight: 700; }
</style>
"#;

fn escaped_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' => escaped.extend(['\\', c]),
            '\n' | '\r' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

fn escaped_html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
