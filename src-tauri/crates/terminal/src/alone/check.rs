//! The check without a terminal: 機関内テスト. It touches nothing stored and needs no login.

use crate::{
    core::{blocking::blocking, controller::Answer, problem::ProblemView},
    files,
    files::finding_list::{FindingLine, FindingList},
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{
    Catalogue, CheckSetting, Earlier, Encoding, Finding, FindingCode, Layout, check,
};
use serde::Serialize;
use std::{collections::BTreeMap, io::BufReader, ops::ControlFlow};

/// What to check, by which definition, and where findings go.
#[derive(Debug, Clone)]
pub struct CheckRequest {
    /// The file.
    pub path: String,
    /// Its kind.
    pub kind: String,
    /// A definition instead of the shipped one.
    pub layout_path: Option<String>,
    /// The encoding of the file, instead of the definition's.
    pub encoding: Option<String>,
    /// Where to write the findings as CSV.
    pub findings_path: Option<String>,
    /// An earlier file of the kind, to compare with.
    pub against_path: Option<String>,
    /// The day that "future" is measured from.
    pub today: NaiveDate,
    /// How many rows the list of the 基幹システム says that there are.
    pub expected_rows: Option<u32>,
}

/// What the check came to.
#[derive(Debug, Clone, Serialize)]
pub struct CheckReport {
    /// File kind.
    pub kind: String,
    /// Version of the definition.
    pub layout_version: String,
    /// Whether the definition is 仮.
    pub provisional: bool,
    /// Data rows.
    pub rows: u32,
    /// Rows with 誤り, and such findings of the whole file.
    pub errors: u32,
    /// Rows with nothing worse than 確認, and such findings of the whole file.
    pub confirms: u32,
    /// Rows with nothing worse than 警告, and such findings of the whole file.
    pub warnings: u32,
    /// What was found of the whole file.
    pub of_file: Vec<FileFinding>,
    /// Findings by code.
    pub by_code: BTreeMap<String, u32>,
    /// Headings for the codes.
    #[serde(skip)]
    pub titles: BTreeMap<String, String>,
}

/// A finding of the whole file, which belongs to no row.
#[derive(Debug, Clone, Serialize)]
pub struct FileFinding {
    /// Its code.
    pub code: &'static str,
    /// `error`, `confirm`, `warning` or `info`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: &'static str,
}

/// Checks a file by itself. `on_rows` hears how many rows are done.
///
/// # Errors
/// `FILE_NOT_FOUND`, `NOT_THIS_KIND`, `WRONG_ENCODING`, `KIND_UNKNOWN`, `LAYOUT_BROKEN`, `OUTPUT_EXISTS` and so on.
pub async fn check_file(
    request: CheckRequest,
    on_rows: impl FnMut(u32) + Send + 'static,
) -> Answer<CheckReport> {
    let checked = blocking(move || check_now(&request, on_rows)).await;
    checked.map_err(|fault| ProblemView::new(&fault, &uuid::Uuid::new_v4().to_string()))
}

fn layout_for(request: &CheckRequest) -> Outcome<Layout> {
    let layout = match &request.layout_path {
        Some(path) => Layout::parse(&String::from_utf8_lossy(&files::read_small(path)?))?,
        None => {
            let layout = Catalogue::shipped().of_kind(&request.kind, request.today)?;
            layout.as_ref().clone()
        }
    };
    let Some(word) = &request.encoding else {
        return Ok(layout);
    };
    let encoding = Encoding::parse(word).ok_or_else(|| {
        let hint = "utf-8、cp932、shift_jis、utf-16le、utf-16be、euc-jp のどれかです。";
        let fault = Fault::new(Code::InputInvalid).with("field", "--encoding");
        fault.with("hint", hint)
    })?;
    Ok(layout.with_encoding(encoding))
}

fn check_now(request: &CheckRequest, mut on_rows: impl FnMut(u32)) -> Outcome<CheckReport> {
    let layout = &layout_for(request)?;
    let named = |fault: Fault| fault.with("file", files::name_of(&request.path));
    let mut setting = CheckSetting {
        expected_rows: request.expected_rows,
        ..CheckSetting::new(layout, request.today)
    };
    let earlier;
    if let Some(path) = &request.against_path {
        let named = |fault: Fault| fault.with("file", files::name_of(path));
        earlier = Earlier::of_file(BufReader::new(files::open(path)?), &setting).map_err(named)?;
        setting.earlier = Some(&earlier);
    }
    let mut source = BufReader::new(files::open(&request.path)?);
    let mut of_file = Vec::new();
    let mut run = |list: &mut Option<FindingList>| {
        let mut trouble = None;
        let summary = check(
            &mut source,
            &setting,
            &mut |finding| {
                if finding.row == 0 {
                    of_file.push(file_finding(&finding));
                }
                if let Some(list) = list.as_mut() {
                    trouble = trouble.take().or(list.add(&line_of(&finding)).err());
                }
            },
            &mut |progress| {
                on_rows(progress.rows);
                ControlFlow::Continue(())
            },
        )
        .map_err(named)?;
        trouble.map_or(Ok(summary), Err)
    };
    let summary = match &request.findings_path {
        None => run(&mut None)?,
        Some(path) => {
            let mut summary = None;
            files::hand_out(path, |sink| {
                let mut list = Some(FindingList::begin(sink)?);
                let found = run(&mut list)?;
                let rows = found.rows;
                summary = Some(found);
                list.map_or(Ok(()), FindingList::end)?;
                Ok(rows)
            })?;
            summary.ok_or(kakehashi_domain::Code::Internal)?
        }
    };
    let texts = |text: fn(FindingCode) -> &'static str| {
        move |code: &FindingCode| (code.as_str().to_owned(), text(*code).to_owned())
    };
    Ok(CheckReport {
        kind: layout.kind.clone(),
        layout_version: layout.version.clone(),
        provisional: layout.provisional,
        rows: summary.rows,
        errors: summary.errors.all(),
        confirms: summary.confirms.all(),
        warnings: summary.warnings.all(),
        of_file,
        titles: summary
            .by_code
            .keys()
            .map(texts(FindingCode::title))
            .collect(),
        by_code: summary
            .by_code
            .iter()
            .map(|(code, n)| (code.as_str().to_owned(), *n))
            .collect(),
    })
}

fn file_finding(finding: &Finding) -> FileFinding {
    FileFinding {
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        message: finding.message.clone(),
        remedy: finding.code.remedy(),
    }
}

fn line_of(finding: &Finding) -> FindingLine<'_> {
    FindingLine {
        row: finding.row,
        column: finding.column.as_deref().unwrap_or_default(),
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        value: &finding.value,
        message: &finding.message,
        remedy: finding.code.remedy(),
    }
}
