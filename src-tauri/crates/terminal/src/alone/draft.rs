//! A definition drafted from a file of the kind or from the table of a specification. It touches nothing stored.

use crate::{
    core::{blocking::blocking, clock::japan_day, controller::Answer, problem::ProblemView},
    files::{self, Given},
};
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{
    Catalogue, CheckSetting, Draft, DraftRequest, Encoding, Layout, Meaning, Said, Sheet, check,
    draft, recognise, rows, sheets, titles,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, io::Cursor, io::Read, ops::ControlFlow};
use ts_rs::TS;

/// The longest file that a draft is made from.
const LONGEST: u64 = 32 << 20;
/// Rows of the sample that are shown.
const SHOWN_ROWS: usize = 20;
/// What a draft is called that is like no kind.
const NEW_KIND: &str = "new-kind";

/// What a person wants drafted.
#[derive(Debug, Clone)]
pub struct DraftWish {
    /// A sample, or a table of columns.
    pub from: DraftFrom,
    /// Where the definition is written; it must not be there.
    pub out: Option<String>,
    /// Name of the kind; the one that the names of the columns are most like, where nobody said.
    pub kind: Option<String>,
    /// Japanese name of a new kind.
    pub title: Option<String>,
    /// Version; named after the day, where nobody said.
    pub version: Option<String>,
    /// First day in force; today, where nobody said.
    pub effective_from: Option<NaiveDate>,
    /// Last day in force.
    pub effective_to: Option<NaiveDate>,
    /// Whether it is the official layout.
    pub is_official: bool,
    /// What is said of columns.
    pub columns: Vec<ColumnSaid>,
    /// Now.
    pub now: DateTime<Utc>,
}

/// From what a definition is drafted.
#[derive(Debug, Clone)]
pub enum DraftFrom {
    /// A file: text or a workbook.
    File(String),
    /// What a person pasted.
    Pasted(String),
}

/// What is said of a column; what is left open stays as it was guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
pub struct ColumnSaid {
    /// Its name in the heading.
    pub title: String,
    /// The word of what it means.
    pub meaning: Option<String>,
    /// Whether it must be filled.
    pub required: Option<bool>,
    /// Most characters.
    pub max_chars: Option<usize>,
    /// What its codes mean.
    pub codes: BTreeMap<String, String>,
}

impl ColumnSaid {
    /// `項目=意味`, as on the command line.
    pub fn of_words(words: &str) -> Self {
        let (title, meaning) = words.split_once('=').unwrap_or((words, ""));
        Self {
            title: title.trim().to_owned(),
            meaning: Some(meaning.trim().to_owned()),
            ..Self::default()
        }
    }

    fn read(&self) -> Outcome<Said> {
        let meaning = self.meaning.as_deref().map(|word| {
            let words: Vec<&str> = Meaning::EVERY.iter().map(|it| it.as_str()).collect();
            let hint = format!(
                "「項目=意味」の形で書きます。意味は、{} のどれかです。",
                words.join("、")
            );
            Meaning::parse(word).ok_or_else(|| Fault::invalid("--meaning", hint))
        });
        Ok(Said {
            title: self.title.clone(),
            meaning: meaning.transpose()?,
            required: self.required,
            max_chars: self.max_chars,
            codes: self.codes.clone(),
        })
    }
}

/// A meaning that a column can be given.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MeaningChoice {
    /// Its word.
    pub id: &'static str,
    /// For people.
    pub title: &'static str,
}

/// A definition that was drafted.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DraftReport {
    /// Name of the kind.
    pub kind: String,
    /// Version.
    pub version: String,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// From what it was made: `sample` or `table`.
    pub made_from: &'static str,
    /// The kind whose rules were taken over, as far as the columns are there.
    pub rules_of: Option<String>,
    /// Its columns.
    pub columns: Vec<DraftColumnView>,
    /// The meanings that a column can be given.
    pub meanings: Vec<MeaningChoice>,
    /// What a person still has to say.
    pub missing: Vec<String>,
    /// What to look at, though nothing is missing.
    pub notes: Vec<String>,
    /// Whether it can be imported as it is.
    pub is_whole: bool,
    /// The sample as the draft reads it; None for one made from a table, or that can't be read.
    pub sample: Option<SampleView>,
    /// The definition.
    pub text: String,
    /// Where it was written.
    pub written: Option<String>,
}

/// A column of a draft.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DraftColumnView {
    /// English name.
    pub id: String,
    /// Name in the heading.
    pub title: String,
    /// What may stand in it, for people.
    pub type_title: String,
    /// The word of what it means; None where nothing told.
    pub meaning: Option<&'static str>,
    /// The same for people.
    pub meaning_title: Option<&'static str>,
    /// Whether it must be filled.
    pub required: bool,
    /// Most characters.
    pub max_chars: Option<usize>,
    /// Codes with their meaning.
    pub codes: BTreeMap<String, String>,
    /// From what that was guessed.
    pub because: String,
}

/// A sample, read by a draft.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SampleView {
    /// Rows.
    pub rows: u32,
    /// Findings by code.
    pub by_code: BTreeMap<String, u32>,
    /// The first rows, cell by cell, masked where they must be.
    pub first: Vec<Vec<String>>,
}

/// Drafts a definition, and writes it where that is wanted.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_EMPTY`, `WORKBOOK_LOCKED`, `INPUT_INVALID`, `OUTPUT_EXISTS` and so on.
pub async fn draft_definition(wish: DraftWish) -> Answer<DraftReport> {
    let drafted = blocking(move || drafted(&wish)).await;
    drafted.map_err(|fault| ProblemView::new(&fault, &uuid::Uuid::new_v4().to_string()))
}

pub(crate) fn drafted(wish: &DraftWish) -> Outcome<DraftReport> {
    let named = |fault: Fault| fault.with("file", wish.from.name());
    let bytes = wish.from.bytes()?;
    let sheets = sheets(&bytes).map_err(named)?;
    let today = japan_day(wish.now);
    let base = base(wish, &sheets, today).map_err(named)?;
    let request = DraftRequest {
        base: base.as_ref().and_then(|it| Catalogue::text_of(it)),
        kind: match (&wish.kind, &base) {
            (Some(kind), _) => kind.clone(),
            (None, Some(base)) => base.kind.clone(),
            (None, None) => NEW_KIND.to_owned(),
        },
        title: wish
            .title
            .clone()
            .unwrap_or_else(|| "新しい種類".to_owned()),
        version: match &wish.version {
            Some(version) => version.clone(),
            None => format!("下書き-{}", today.format("%Y%m%d")),
        },
        effective_from: wish.effective_from.unwrap_or(today),
        effective_to: wish.effective_to,
        is_official: wish.is_official,
        said: wish
            .columns
            .iter()
            .map(ColumnSaid::read)
            .collect::<Outcome<_>>()?,
    };
    let draft = draft(&bytes, &sheets, &request).map_err(named)?;
    let layout = Layout::parse(&draft.text).ok();
    let sample = layout.as_ref().filter(|_| draft.is_from_sample);
    let sample = sample.and_then(|layout| read_by(layout, &bytes, &sheets, today).ok());
    if let Some(out) = &wish.out {
        files::hand_out(out, |sink| {
            let text = draft.text.as_bytes();
            sink.write_all(text).map_err(|e| files::write_fault(&e))?;
            Ok(0)
        })?;
    }
    Ok(report(
        wish,
        request,
        draft,
        layout.is_some(),
        sample,
        base.as_ref(),
    ))
}

impl DraftFrom {
    fn name(&self) -> String {
        match self {
            Self::File(path) => files::name_of(path),
            Self::Pasted(_) => "貼り付けた表".to_owned(),
        }
    }

    fn bytes(&self) -> Outcome<Vec<u8>> {
        let mut bytes = Vec::new();
        match self {
            Self::Pasted(text) => bytes.extend(text.as_bytes()),
            Self::File(path) => {
                let given = Given::of(path)?;
                let read = given.open()?.take(LONGEST + 1).read_to_end(&mut bytes);
                read.map_err(|e| files::read_fault(path, &e))?;
            }
        }
        if bytes.len() as u64 > LONGEST {
            return Err(Fault::new(Code::TooManyBytes).with("max", LONGEST));
        }
        Ok(bytes)
    }
}

/// The definition whose rules are taken over: of the kind that was named, or that the columns are most like.
fn base(wish: &DraftWish, sheets: &[Sheet], today: NaiveDate) -> Outcome<Option<Layout>> {
    let shipped = Catalogue::shipped();
    if let Some(kind) = &wish.kind {
        return Ok(shipped
            .of_kind(kind, today)
            .ok()
            .map(|it| it.as_ref().clone()));
    }
    let heading = titles(sheets)?.join(",");
    let like = recognise(heading.as_bytes(), shipped.in_force(today));
    let like = like.map_err(|e| Fault::new(Code::FileUnreadable).because(e.kind()))?;
    Ok(like.map(|it| it.as_ref().clone()))
}

/// The sample row by row as the draft reads it. A workbook is read as the CSV that it would be.
fn read_by(
    layout: &Layout,
    bytes: &[u8],
    sheets: &[Sheet],
    today: NaiveDate,
) -> Outcome<SampleView> {
    let is_text = sheets.iter().all(|sheet| sheet.name.is_empty());
    let (layout, bytes) = match is_text {
        true => (layout.clone(), bytes.to_vec()),
        false => (
            layout.with_encoding(Encoding::Utf8),
            as_csv(sheets, layout.columns.len())?,
        ),
    };
    let setting = CheckSetting::new(&layout, today);
    let mut go_on = |_| ControlFlow::Continue(());
    let summary = check(&mut Cursor::new(&bytes), &setting, &mut |_| {}, &mut go_on)?;
    let mut first = Vec::new();
    for row in rows(Cursor::new(&bytes), &layout)?
        .take(SHOWN_ROWS)
        .flatten()
    {
        first.push(row.shown().map(|(_, cell)| cell).collect());
    }
    let by_code = summary.by_code.iter();
    Ok(SampleView {
        rows: summary.rows,
        by_code: by_code
            .map(|(code, count)| (code.as_str().to_owned(), *count))
            .collect(),
        first,
    })
}

fn as_csv(sheets: &[Sheet], columns: usize) -> Outcome<Vec<u8>> {
    let visible = sheets.iter().filter(|sheet| !sheet.is_hidden);
    let rows = visible
        .map(|sheet| &sheet.rows)
        .find(|rows| !rows.is_empty());
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let broken = |e: csv::Error| Fault::new(Code::Internal).because(e);
    for row in rows.into_iter().flatten().skip_while(|row| row.len() < 2) {
        let cells = (0..columns).map(|at| row.get(at).map_or("", String::as_str));
        writer.write_record(cells).map_err(broken)?;
    }
    writer
        .into_inner()
        .map_err(|e| Fault::new(Code::Internal).because(e))
}

fn report(
    wish: &DraftWish,
    request: DraftRequest<'_>,
    draft: Draft,
    is_whole: bool,
    sample: Option<SampleView>,
    base: Option<&Layout>,
) -> DraftReport {
    let column = |it: &kakehashi_layouts::DraftColumn| DraftColumnView {
        id: it.id.clone(),
        title: it.title.clone(),
        type_title: it.column_type.title().to_owned(),
        meaning: it.meaning.map(Meaning::as_str),
        meaning_title: it.meaning.map(Meaning::title),
        required: it.required,
        max_chars: it.max_chars,
        codes: it.codes.clone(),
        because: it.because.clone(),
    };
    DraftReport {
        kind: request.kind,
        version: request.version,
        effective_from: request.effective_from,
        made_from: if draft.is_from_sample {
            "sample"
        } else {
            "table"
        },
        rules_of: base.map(|it| it.title.clone()),
        columns: draft.columns.iter().map(column).collect(),
        meanings: Meaning::EVERY
            .iter()
            .map(|it| MeaningChoice {
                id: it.as_str(),
                title: it.title(),
            })
            .collect(),
        missing: draft.missing,
        notes: draft.notes,
        is_whole,
        sample,
        text: draft.text,
        written: wish.out.clone(),
    }
}
