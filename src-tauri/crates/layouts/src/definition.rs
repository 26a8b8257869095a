//! Reading a definition, and checking of it what needs no look at other parts.

use crate::{
    Bom, Column, ColumnType, Encoding, Layout, LineEnd, Severity, column_names::ColumnNames,
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome};
use serde::Deserialize;
use std::{collections::BTreeSet, fmt};

/// What `{…}` in a file's name may be.
const NAME_PARTS: [&str; 3] = ["{date}", "{sequence}", "{receipt}"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    kind: String,
    title: String,
    file_title: String,
    status: Status,
    version: String,
    effective_from: NaiveDate,
    result_kind: Option<String>,
    format: Format,
    #[serde(rename = "column")]
    columns: Vec<Column>,
    #[serde(rename = "row_rule", default)]
    row_rules: Vec<RuleDefinition>,
    identity: Option<IdentityDefinition>,
    #[serde(rename = "gate", default)]
    gates: Vec<GateDefinition>,
    #[serde(default)]
    subject: SubjectDefinition,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Status {
    Provisional,
    Official,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Format {
    #[serde(rename = "type")]
    _type: FormatType,
    encoding: Encoding,
    bom: Bom,
    header: bool,
    line_end: LineEnd,
    max_rows: u32,
    file_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum FormatType {
    Csv,
}

#[derive(Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum RuleDefinition {
    RequiredWhen {
        column: String,
        when: When,
        severity: Option<Severity>,
    },
    NotBefore {
        column: String,
        than: String,
        severity: Option<Severity>,
    },
    NotFuture {
        columns: Vec<String>,
        severity: Option<Severity>,
    },
    OwnInsurer {
        column: String,
        severity: Option<Severity>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct When {
    pub column: String,
    pub is: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdentityDefinition {
    pub registration: Vec<String>,
    pub person: Vec<String>,
    pub number: String,
}

#[derive(Deserialize)]
#[serde(tag = "gate", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum GateDefinition {
    OneNumberTwoPeople {},
    OnePersonTwoNumbers {},
    SameRegistrationTwice { columns: Vec<String> },
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubjectDefinition {
    #[serde(default)]
    pub registration: Vec<String>,
    #[serde(default)]
    pub name: Vec<String>,
    pub birth_date: Option<String>,
}

impl Layout {
    /// Reads a definition in TOML.
    ///
    /// # Errors
    /// [`Code::LayoutBroken`], where `where` names the line, or the key and what is wrong with it.
    pub fn parse(text: &str) -> Outcome<Self> {
        let definition: Definition = toml::from_str(text).map_err(|e| unreadable(text, &e))?;
        check_columns(&definition.columns)?;
        check_format(&definition.format)?;
        let Definition {
            columns,
            format,
            row_rules,
            identity,
            gates,
            subject,
            ..
        } = definition;
        let names = ColumnNames(&columns);
        let row_rules = names.row_rules(row_rules)?;
        let identity = identity
            .map(|identity| names.identity(&identity))
            .transpose()?;
        let gates = names.gates(&gates, identity.is_some())?;
        let subject = names.subject(&subject)?;
        Ok(Self {
            kind: definition.kind,
            title: definition.title,
            file_title: definition.file_title,
            version: definition.version,
            provisional: definition.status == Status::Provisional,
            effective_from: definition.effective_from,
            result_kind: definition.result_kind,
            max_rows: format.max_rows,
            encoding: format.encoding,
            bom: format.bom,
            line_end: format.line_end,
            columns,
            file_name: format.file_name,
            row_rules,
            identity,
            gates,
            subject,
        })
    }
}

fn unreadable(text: &str, error: &toml::de::Error) -> Fault {
    let line = error
        .span()
        .and_then(|span| Some(text.get(..span.start)?.split('\n').count()));
    let reason = error.message();
    match line {
        Some(line) => broken(format_args!("{line}行目"), reason),
        None => broken("全体", reason),
    }
}

pub(crate) fn broken(place: impl fmt::Display, what: impl fmt::Display) -> Fault {
    Fault::new(Code::LayoutBroken).with("where", format_args!("{place}: {what}"))
}

fn check_columns(columns: &[Column]) -> Outcome<()> {
    let mut seen = BTreeSet::new();
    if columns.is_empty() {
        return Err(broken("[[column]]", "列がありません"));
    }
    for Column {
        id,
        title,
        column_type,
        codes,
        ..
    } in columns
    {
        let place = format!("[[column]] {id}");
        if !seen.insert(id) || !seen.insert(title) {
            return Err(broken(place, "idかtitleが重なっています"));
        }
        if (*column_type == ColumnType::Code) == codes.is_empty() {
            return Err(broken(place, "codesは、typeがcodeの列だけに要ります"));
        }
    }
    Ok(())
}

fn check_format(format: &Format) -> Outcome<()> {
    if !format.header {
        return Err(broken(
            "[format] header",
            "見出し行のないファイルは扱えません",
        ));
    }
    if format.encoding == Encoding::Cp932 && format.bom == Bom::Required {
        return Err(broken("[format] bom", "CP932にBOMはありません"));
    }
    let fixed = NAME_PARTS
        .iter()
        .fold(format.file_name.clone(), |name, part| {
            name.replace(part, "")
        });
    if fixed.is_empty() || fixed.contains(['{', '}', '/', '\\', ':']) {
        return Err(broken(
            "[format] file_name",
            "{date} {sequence} {receipt} のほかは使えません",
        ));
    }
    Ok(())
}
