//! The definition as text: its columns, and of the definition before whatever still holds.

use super::{DraftColumn, DraftRequest, Meaning, Written, problems};
use crate::definition::ColumnType;
use kakehashi_domain::acts_when_shown;

/// Keys of the whole definition that a draft says itself.
const OWN_KEYS: &[&str] = &[
    "kind",
    "status",
    "version",
    "effective_from",
    "effective_to",
    "source",
    "note",
];
/// Rounds of leaving out what no column is there for.
const MOST_ROUNDS: usize = 500;

/// A part of a definition: a table with its heading, or what stands before the first.
struct Block {
    lines: Vec<String>,
    /// Whether it may be left out.
    is_rule: bool,
}

pub(super) fn of(
    columns: &[DraftColumn],
    request: &DraftRequest,
    written: Option<Written>,
    missing: &mut Vec<String>,
) -> String {
    let base = request.base.map(blocks_of).unwrap_or_default();
    let mut blocks = vec![head(request, base.first())];
    blocks.push(format(request, &base, written));
    let is_xml = blocks[1].lines.iter().any(|line| line == "type = \"xml\"");
    if is_xml {
        blocks.extend(
            base.iter()
                .filter(|it| it.heading() == "[format.xml]")
                .map(Block::copy),
        );
    }
    blocks.extend(columns.iter().map(|column| column_block(column, &base)));
    let taken = ["[format]", "[format.xml]", "[[column]]"];
    let rules = base
        .iter()
        .skip(1)
        .filter(|it| !taken.contains(&it.heading()));
    match request.base {
        Some(_) => blocks.extend(rules.map(Block::copy)),
        None => blocks.extend(own_rules(columns)),
    }
    leave_out(&mut blocks, missing);
    text(&blocks)
}

impl Block {
    fn heading(&self) -> &str {
        self.lines.first().map_or("", String::as_str)
    }

    fn copy(&self) -> Self {
        Self {
            lines: self.lines.clone(),
            is_rule: true,
        }
    }

    fn fixed(lines: Vec<String>) -> Self {
        Self {
            lines,
            is_rule: false,
        }
    }
}

fn blocks_of(text: &str) -> Vec<Block> {
    let mut blocks = vec![Block::fixed(Vec::new())];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            blocks.push(Block::fixed(Vec::new()));
        }
        if let (Some(block), false) = (blocks.last_mut(), line.trim().is_empty()) {
            block.lines.push(line.to_owned());
        }
    }
    blocks
}

fn head(request: &DraftRequest, base: Option<&Block>) -> Block {
    let mut lines = vec![
        pair("kind", &request.kind),
        pair(
            "status",
            if request.is_official {
                "official"
            } else {
                "provisional"
            },
        ),
        pair("version", &request.version),
        pair("effective_from", &request.effective_from.to_string()),
    ];
    lines.extend(
        request
            .effective_to
            .map(|day| pair("effective_to", &day.to_string())),
    );
    match base.filter(|base| !base.lines.is_empty()) {
        Some(base) => {
            let is_own = |line: &&String| {
                let key = line.split('=').next().unwrap_or_default().trim();
                OWN_KEYS.contains(&key)
            };
            lines.extend(base.lines.iter().filter(|line| !is_own(line)).cloned());
        }
        None => lines.extend([
            pair("title", &request.title),
            pair("file_title", &format!("{}ファイル", request.title)),
            pair("direction", "collect"),
            pair("group", "collection"),
        ]),
    }
    Block::fixed(lines)
}

fn format(request: &DraftRequest, base: &[Block], written: Option<Written>) -> Block {
    let base = base.iter().find(|it| it.heading() == "[format]");
    let mut lines = match base {
        Some(base) => base.lines.clone(),
        None => {
            let name = format!(
                "{}_{{date}}_{{sequence}}.csv",
                request.kind.replace('-', "_")
            );
            vec![
                "[format]".to_owned(),
                pair("type", "csv"),
                pair("encoding", "utf-8"),
                pair("bom", "optional"),
                "header = true".to_owned(),
                pair("line_end", "crlf"),
                "max_rows = 100000".to_owned(),
                pair("file_name", &name),
            ]
        }
    };
    if let Some(written) = written {
        let bom = if written.has_bom {
            "required"
        } else {
            "optional"
        };
        let said = [
            ("type", "csv"),
            ("encoding", written.encoding.as_str()),
            ("bom", bom),
            ("line_end", if written.is_lf { "lf" } else { "crlf" }),
        ];
        for (key, value) in said {
            let is_it =
                |line: &&mut String| line.split('=').next().is_some_and(|it| it.trim() == key);
            if let Some(line) = lines.iter_mut().find(is_it) {
                *line = pair(key, value);
            }
        }
    }
    Block::fixed(lines)
}

/// What the definition before says of a column beside what a draft says itself.
const KEPT_KEYS: &[&str] = &["holds", "exact_chars", "allowed", "exceptions", "masked"];

fn column_block(column: &DraftColumn, base: &[Block]) -> Block {
    let title = pair("title", &column.title);
    let known = base
        .iter()
        .filter(|it| column.is_known && it.heading() == "[[column]]");
    let known = known.into_iter().find(|it| it.lines.contains(&title));
    let key_of = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let kept = known.iter().flat_map(|it| &it.lines);
    let kept: Vec<String> = kept
        .filter(|line| KEPT_KEYS.contains(&key_of(line).as_str()))
        .cloned()
        .collect();
    let mut lines = vec![
        "[[column]]".to_owned(),
        pair("id", &column.id),
        pair("title", &column.title),
        pair("type", column.column_type.as_str()),
    ];
    let holds = column
        .meaning
        .and_then(Meaning::holds)
        .filter(|_| known.is_none());
    lines.extend(kept);
    lines.extend(holds.map(|holds| pair("holds", holds.as_str())));
    if column.required {
        lines.push("required = true".to_owned());
    }
    let is_text = [
        ColumnType::Text,
        ColumnType::Kana,
        ColumnType::Digits,
        ColumnType::Symbol,
    ];
    if is_text.contains(&column.column_type) {
        lines.extend(column.max_chars.map(|most| format!("max_chars = {most}")));
        lines.extend(column.max_bytes.map(|most| format!("max_bytes = {most}")));
    }
    if column.column_type == ColumnType::Code {
        let codes = column.codes.iter();
        let codes: Vec<String> = codes
            .map(|(code, text)| format!("{} = {}", quoted(code), quoted(text)))
            .collect();
        lines.push(format!("codes = {{ {} }}", codes.join(", ")));
    }
    lines.extend(column.note.as_ref().map(|note| pair("note", note)));
    Block::fixed(lines)
}

/// The rules that the meanings of the columns of a new kind give.
fn own_rules(columns: &[DraftColumn]) -> Vec<Block> {
    let ids = |meanings: &[Meaning]| -> Vec<String> {
        let is_one = |it: &&DraftColumn| {
            it.meaning
                .is_some_and(|meaning| meanings.contains(&meaning))
        };
        columns
            .iter()
            .filter(is_one)
            .map(|it| quoted(&it.id))
            .collect()
    };
    let list = |ids: Vec<String>| format!("[{}]", ids.join(", "));
    let keys = ids(&[Meaning::Key, Meaning::CardBranch]);
    let names = ids(&[Meaning::Name, Meaning::Kana]);
    let mut blocks = Vec::new();
    if !keys.is_empty() {
        let mut lines = vec![
            "[identity]".to_owned(),
            format!("registration = {}", list(keys.clone())),
        ];
        let person = ids(&[Meaning::Kana, Meaning::BirthDate]);
        if person.len() > 1 {
            lines.push(format!("person = {}", list(person)));
        }
        lines.extend(
            ids(&[Meaning::PersonalNumber])
                .first()
                .map(|id| format!("number = {id}")),
        );
        blocks.push(lines);
        for gate in ["one-number-two-people", "one-person-two-numbers"] {
            blocks.push(vec!["[[gate]]".to_owned(), pair("gate", gate)]);
        }
    }
    let mut subject = vec!["[subject]".to_owned()];
    if !keys.is_empty() {
        subject.push(format!("registration = {}", list(keys)));
    }
    if !names.is_empty() {
        subject.push(format!("name = {}", list(names)));
    }
    subject.extend(
        ids(&[Meaning::BirthDate])
            .first()
            .map(|id| format!("birth_date = {id}")),
    );
    subject.extend(
        ids(&[Meaning::Office])
            .first()
            .map(|id| format!("employer = {id}")),
    );
    if subject.len() > 1 {
        blocks.push(subject);
    }
    let block = |lines| Block {
        lines,
        is_rule: true,
    };
    blocks.into_iter().map(block).collect()
}

/// Leaves rules out until the definition is one, or nothing is left to leave out; tells what was.
fn leave_out(blocks: &mut Vec<Block>, missing: &mut Vec<String>) {
    for _ in 0..MOST_ROUNDS {
        let problems = problems(&text(blocks));
        let wrong = problems
            .iter()
            .filter_map(|(line, _)| at_line(blocks, *line));
        let Some(at) = wrong.filter(|at| blocks[*at].is_rule).max() else {
            missing.extend(problems.into_iter().map(|(_, what)| what));
            return;
        };
        let said = blocks.remove(at).lines.join(" ");
        missing.push(format!("要る項目がないので、決まりを1つ外しました: {said}"));
    }
}

/// In which block a line of the text stands.
fn at_line(blocks: &[Block], line: usize) -> Option<usize> {
    let mut begins = 1;
    blocks.iter().position(|block| {
        begins += block.lines.len() + 1;
        line < begins
    })
}

fn text(blocks: &[Block]) -> String {
    let blocks = blocks.iter().map(|block| block.lines.join("\n") + "\n");
    blocks.collect::<Vec<_>>().join("\n")
}

fn pair(key: &str, value: &str) -> String {
    format!("{key} = {}", quoted(value))
}

/// A text as TOML quotes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            // The heading is what the file says; what can't be seen does nothing where the draft is read.
            c if acts_when_shown(c) => quoted += &format!("\\U{:08X}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
