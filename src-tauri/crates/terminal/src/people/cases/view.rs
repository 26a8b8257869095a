//! A case of 本人確認, as shown: one question at a time, and how each element stands.

use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::identity::{
    Actor, CaseQuestion, CaseState, Element, FormState, Prompt, Standing,
};
use serde::Serialize;
use ts_rs::TS;

/// A line of the case list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseLine {
    /// Number on this terminal, from 1.
    pub id: u32,
    /// Whose notice it belongs to, as the clerk wrote it; empty until then.
    pub subject: String,
    /// How far it is.
    pub state: CaseState,
    /// The same in Japanese.
    pub state_title: String,
    /// Who comes and how, e.g. `本人・対面`.
    pub way: String,
    /// How far 別添15's form is, if there is one.
    pub form: Option<FormState>,
    /// When it was begun.
    pub opened_at: DateTime<Utc>,
    /// Days since then.
    pub days: u32,
}

/// The cases, and the forms of 別添15 counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseList {
    /// What isn't finished, oldest first.
    pub open: Vec<CaseLine>,
    /// The latest that are, newest first.
    pub closed: Vec<CaseLine>,
    /// Forms made so far.
    pub forms_made: u32,
    /// Of these, printed and posted.
    pub forms_printed: u32,
    /// Of these, returned.
    pub forms_returned: u32,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseView {
    /// Number on this terminal.
    pub id: u32,
    /// Whose notice it belongs to; empty until somebody wrote it.
    pub subject: String,
    /// What to think of before anything is printed or posted: a protected person is meant.
    pub warning: Option<String>,
    /// How far it is.
    pub state: CaseState,
    /// The same in Japanese.
    pub state_title: String,
    /// The day whose rules hold.
    pub date: NaiveDate,
    /// The question that comes next.
    pub question: CaseQuestion,
    /// What was answered, in order.
    pub answered: Vec<CaseAnswered>,
    /// 番号確認, 身元確認, 代理権; empty until the first questions are answered.
    pub elements: Vec<CaseElement>,
    /// What was shown.
    pub shown: Vec<CaseDocument>,
    /// What may be shown, in the order of the tables.
    pub choices: Vec<CaseChoice>,
    /// The cheapest way to complete it; empty when it is complete or can't be completed this way.
    pub cheapest: Vec<String>,
    /// The rules that hold it up, once it is complete.
    pub rules: Vec<CaseRule>,
    /// 別添15's form, if there is one.
    pub form: Option<CaseForm>,
    /// Whether such a form can be made here.
    pub may_make_form: bool,
    /// Why it can't be confirmed.
    pub refusal: Option<String>,
    /// Who began it, and when.
    pub opened_by: String,
    /// When it was begun.
    pub opened_at: DateTime<Utc>,
    /// Who checked; the last answer.
    pub checked_by: Option<String>,
    /// When.
    pub checked_at: Option<DateTime<Utc>>,
    /// Who closed it.
    pub closed_by: Option<String>,
    /// When.
    pub closed_at: Option<DateTime<Utc>>,
    /// SHA-256 of the record, hexadecimal.
    pub sha256: String,
}

/// An answered question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseAnswered {
    /// Which.
    pub question: CaseQuestion,
    /// The question in a word.
    pub title: String,
    /// The answer.
    pub words: String,
}

/// How an element stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseElement {
    /// Which.
    pub element: Element,
    /// Its Japanese name.
    pub title: String,
    /// How it stands.
    pub standing: Standing,
    /// Why the ordinary documents are difficult, where somebody wrote so.
    pub hardship: Option<String>,
}

/// Something that was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseDocument {
    /// Its place, from 0.
    pub index: u32,
    /// Its kind.
    pub id: String,
    /// Its name, with its owner where an agent comes.
    pub label: String,
    /// Why it doesn't count; None when it does or when something must be confirmed first.
    pub objection: Option<String>,
    /// What must be confirmed of it, in order.
    pub prompts: Vec<CasePrompt>,
}

/// Something to confirm of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CasePrompt {
    /// Which.
    pub prompt: Prompt,
    /// The question.
    pub sentence: String,
}

/// Something that may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseChoice {
    /// Its kind.
    pub id: String,
    /// Whose it must be, where an agent comes.
    pub of: Option<Actor>,
    /// Its name, with its owner where an agent comes.
    pub label: String,
    /// What it can confirm.
    pub elements: Vec<Element>,
    /// Whether it counts only with a reason why other documents are difficult.
    pub needs_hardship: bool,
    /// Why it never counts in this case.
    pub objection: Option<String>,
    /// Whether it wants a name of its own, to be told apart from others of the kind.
    pub named: bool,
}

/// A rule that holds a case up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseRule {
    /// Row of the tables.
    pub id: String,
    /// What it says, in a word.
    pub title: String,
    /// Its articles: as the source has it, and today's where it was read.
    pub article: String,
}

/// 別添15's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaseForm {
    /// How far it is.
    pub state: FormState,
    /// The same in Japanese.
    pub state_title: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it was printed.
    pub printed_at: Option<DateTime<Utc>>,
    /// When it came back.
    pub returned_at: Option<DateTime<Utc>>,
}
