//! The check without a terminal: 機関内テスト. It changes nothing stored and needs no login.

mod found;

use crate::{
    alone::catalogue::{AtHand, KeptData, Origin, require_kind},
    core::{blocking::blocking, controller::Answer, problem::ProblemView},
    files::{self, finding_list::FindingList, listed::Listed, recognising::Opened},
};
use chrono::NaiveDate;
use found::{Found, List};
use kakehashi_domain::{Fault, InsurerNumber, Outcome};
use kakehashi_layouts::{
    Catalogue, CheckSetting, Earlier, Encoding, Finding, FindingCode, Layout, check,
};
use serde::Serialize;
use std::{collections::BTreeMap, io::BufReader, ops::ControlFlow, sync::Arc};
use ts_rs::TS;

/// What to check, by which definition, and where findings go.
#[derive(Debug, Clone)]
pub struct CheckRequest {
    /// The files, one after another; `-` is what comes in.
    pub paths: Vec<String>,
    /// Its kind.
    pub kind: String,
    /// A definition instead of the shipped one.
    pub layout_path: Option<String>,
    /// The encoding of the file, instead of the definition's.
    pub encoding: Option<String>,
    /// Where a terminal's data may lie, for the definitions that were imported there.
    pub data: Option<KeptData>,
    /// The insurer that every row must be of.
    pub insurer: Option<String>,
    /// Where to write the findings as CSV.
    pub findings_path: Option<String>,
    /// Where to write a report as JUnit XML.
    pub junit_path: Option<String>,
    /// Where to write a report as SARIF.
    pub sarif_path: Option<String>,
    /// An earlier file of the kind, to compare with.
    pub against_path: Option<String>,
    /// The day that "future" is measured from.
    pub today: NaiveDate,
    /// What the list of the 基幹システム says of each file, beside the control files that lie there.
    pub listed: Listed,
    /// A control file instead of the one beside the data.
    pub control_path: Option<String>,
}

/// A file with what its check came to.
#[derive(Debug, Clone)]
pub struct CheckedFile {
    /// As it was named.
    pub file: String,
    /// What its check came to.
    pub outcome: Answer<CheckReport>,
}

/// What the check came to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckReport {
    /// The file as it was named.
    pub file: String,
    /// Where the definition comes from.
    pub definition: Origin,
    /// Why imported definitions, should there be any, weren't looked at.
    pub definition_note: Option<String>,
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
#[derive(Debug, Clone, Serialize, TS)]
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

/// Checks files by themselves. `on_rows` hears how many rows of a file are done.
///
/// # Errors
/// `KIND_UNKNOWN`, `LAYOUT_BROKEN`, `INPUT_INVALID`, `OUTPUT_EXISTS` and so on. What is wrong with a file itself stands in
/// its own outcome.
pub async fn check_files(
    request: CheckRequest,
    on_rows: impl FnMut(u32) + Send + 'static,
) -> Answer<Vec<CheckedFile>> {
    let checked = blocking(move || check_now(&request, on_rows)).await;
    checked.map_err(problem)
}

/// By what files are checked.
struct By<'a> {
    layout: &'a Arc<Layout>,
    /// Every definition at hand.
    all: Catalogue,
    origin: Origin,
    note: Option<String>,
    setting: CheckSetting<'a>,
}

fn check_now(request: &CheckRequest, mut on_rows: impl FnMut(u32)) -> Outcome<Vec<CheckedFile>> {
    let CheckRequest {
        findings_path,
        junit_path,
        sarif_path,
        ..
    } = request;
    files::require_places(
        [findings_path, junit_path, sarif_path]
            .into_iter()
            .flatten(),
    )?;
    let Chosen {
        layout,
        all,
        origin,
        note,
        house,
    } = layout_for(request)?;
    let insurer = request.insurer.as_deref().map(insurer).transpose()?;
    let layout = Arc::new(layout);
    let mut setting = CheckSetting {
        own_insurer: insurer.as_ref(),
        own_encoding: house,
        ..CheckSetting::new(&layout, request.today)
    };
    let earlier;
    if let Some(path) = &request.against_path {
        let named = |fault: Fault| fault.with("file", files::name_of(path));
        let mut opened = Opened::at(path)?;
        let of_its_own = CheckSetting {
            layout: opened.version(&layout),
            ..setting
        };
        let file = BufReader::new(opened.whole()?);
        earlier = Earlier::of_file(file, &of_its_own).map_err(named)?;
        setting.earlier = Some(&earlier);
    }
    let by = By {
        layout: &layout,
        all,
        origin,
        note,
        setting,
    };
    let mut found = Found::new(request, &layout.format);
    let mut run = |found: &mut Found, list: &mut List<'_>| -> Outcome<Vec<CheckedFile>> {
        let each = request.paths.iter().map(|path| {
            found.next_file();
            let checked = listed(request, path)
                .and_then(|listed| check_one(path, &listed, &by, found, list, &mut on_rows));
            CheckedFile {
                file: path.clone(),
                outcome: checked.map_err(problem),
            }
        });
        Ok(each.collect())
    };
    let checked = match &request.findings_path {
        None => run(&mut found, &mut None)?,
        Some(path) => {
            let mut checked = Vec::new();
            files::hand_out(path, |sink| {
                let mut list = Some(FindingList::begin(sink, request.paths.len() > 1)?);
                checked = run(&mut found, &mut list)?;
                found.end_list(list)?;
                Ok(0)
            })?;
            checked
        }
    };
    found.report(request, &checked)?;
    Ok(checked)
}

/// What is said of a file; its content is compared with it at once.
fn listed(request: &CheckRequest, path: &str) -> Outcome<Listed> {
    let typed = match &request.control_path {
        Some(control) => request.listed.clone().or(Listed::read(control)?),
        None => request.listed.clone(),
    };
    let listed = Listed::of(path, Some(typed))?.unwrap_or_default();
    listed.require_file(path)?;
    Ok(listed)
}

fn insurer(text: &str) -> Outcome<InsurerNumber> {
    let hint = "--insurer には、8桁（国保は6桁）の保険者番号を書いてください。";
    InsurerNumber::parse(text).map_err(|_| Fault::invalid("--insurer", hint))
}

/// The definition that a request is answered by.
struct Chosen {
    layout: Layout,
    all: Catalogue,
    origin: Origin,
    note: Option<String>,
    house: Option<Encoding>,
}

fn layout_for(request: &CheckRequest) -> Outcome<Chosen> {
    let mut chosen = match &request.layout_path {
        Some(path) => {
            let text = files::read_small(path)?;
            let layout = Layout::parse(&String::from_utf8_lossy(&text))?;
            require_kind(&layout, &request.kind)?;
            Chosen {
                layout,
                all: Catalogue::shipped().clone(),
                origin: Origin::File,
                note: None,
                house: None,
            }
        }
        None => {
            let at_hand = AtHand::of(request.data.as_ref());
            let layout = at_hand.used.of_kind(&request.kind, request.today)?;
            let layout = layout.as_ref().clone();
            Chosen {
                origin: at_hand.origin(&layout),
                layout,
                all: at_hand.used,
                note: at_hand.note,
                house: at_hand.house,
            }
        }
    };
    if let Some(word) = &request.encoding {
        chosen.layout = chosen.layout.with_encoding(files::encoding_of(word)?);
    }
    Ok(chosen)
}

fn check_one(
    path: &str,
    listed: &Listed,
    by: &By<'_>,
    found: &mut Found,
    list: &mut List<'_>,
    on_rows: &mut impl FnMut(u32),
) -> Outcome<CheckReport> {
    let given = files::Given::of(path)?;
    let mut opened = Opened::of(given.open()?, path)?;
    let layout = opened.version(by.layout);
    let setting = CheckSetting {
        layout,
        expected_rows: listed.rows,
        expected_sum: listed.sum_in(layout)?,
        ..by.setting
    };
    let mut source = BufReader::new(opened.whole()?);
    let mut of_file = Vec::new();
    let summary = check(
        &mut source,
        &setting,
        &mut |finding| {
            if finding.row == 0 {
                of_file.push(file_finding(&finding));
            }
            found.add(path, &finding, list);
        },
        &mut |progress| {
            on_rows(progress.rows);
            ControlFlow::Continue(())
        },
    );
    let summary = summary.map_err(|fault| {
        let fault = opened.with_likeness(fault, layout, &by.all, by.setting.today);
        fault.with("file", opened.name())
    })?;
    let texts = |text: fn(FindingCode) -> &'static str| {
        move |code: &FindingCode| (code.as_str().to_owned(), text(*code).to_owned())
    };
    let codes = || summary.by_code.keys();
    Ok(CheckReport {
        file: path.to_owned(),
        definition: by.origin,
        definition_note: by.note.clone(),
        kind: layout.kind.clone(),
        layout_version: layout.version.clone(),
        provisional: layout.provisional,
        rows: summary.rows,
        errors: summary.errors.all(),
        confirms: summary.confirms.all(),
        warnings: summary.warnings.all(),
        of_file,
        titles: codes().map(texts(FindingCode::title)).collect(),
        by_code: summary
            .by_code
            .iter()
            .map(|(code, n)| (code.as_str().to_owned(), *n))
            .collect(),
    })
}

fn problem(fault: Fault) -> ProblemView {
    ProblemView::new(&fault, &uuid::Uuid::new_v4().to_string())
}

fn file_finding(finding: &Finding) -> FileFinding {
    FileFinding {
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        message: finding.message.clone(),
        remedy: finding.code.remedy(),
    }
}
