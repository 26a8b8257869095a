//! Cases of 本人確認 and their record.

use crate::{
    args::{Global, PartArgs},
    opening::open,
    output::{Ending, Printer},
};
use clap::{Subcommand, ValueEnum};
use kakehashi_domain::identity::FormState;
use kakehashi_domain::identity::{CaseState, Standing};
use kakehashi_terminal::{
    Answer, check_case,
    view::{CaseElement, CaseLine, CaseList, CaseView},
};

#[derive(Subcommand, Debug)]
pub enum CaseCommand {
    /// 本人確認を始める
    New {
        /// 本人確認の場面を書いたJSON（identity check と同じ形）
        #[arg(value_name = "CASE.json")]
        file: String,
        /// だれの届けか（記号・番号など。個人番号は書かない）
        #[arg(long = "for", value_name = "TEXT", default_value = "")]
        subject: String,
    },
    /// 本人確認の一覧（終わったものは、その一部）
    List {
        #[command(flatten)]
        part: PartArgs,
    },
    /// 1つの本人確認の状態
    Show { case: u32 },
    /// 住所あての依頼書（別添15）を1つ進める: 作る、印刷した、返ってきた
    Form { case: u32, to: FormArg },
    /// 確認できないことを、理由とともに記録する
    Refuse {
        case: u32,
        #[arg(long)]
        reason: String,
    },
    /// 記録を閉じる
    Close { case: u32 },
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum FormArg {
    /// 作る
    Made,
    /// 印刷した
    Printed,
    /// 返ってきた
    Returned,
}

impl From<FormArg> for FormState {
    fn from(state: FormArg) -> Self {
        match state {
            FormArg::Made => Self::Made,
            FormArg::Printed => Self::Printed,
            FormArg::Returned => Self::Returned,
        }
    }
}

pub async fn case(global: &Global, printer: &Printer, command: CaseCommand) -> Answer<Ending> {
    let terminal = open(global).await?;
    let case = match command {
        CaseCommand::List { part } => {
            let list = terminal.identity_cases(part.into()).await?;
            printer.answer(&list, list_lines(&list));
            return Ok(Ending::Fine);
        }
        CaseCommand::New { file, subject } => {
            let comes_in = file == "-"; // and can be read only once
            let dated = match comes_in {
                true => None,
                false => Some(check_case(file.clone()).await?.case.date),
            };
            let case = terminal.new_case_from(subject, file).await?;
            let today = case.date;
            if let Some(dated) = dated.filter(|dated| *dated != today) {
                printer.note(format_args!(
                    "ファイルの date（{dated}）ではなく、きょう（{today}）の確認として記録します。"
                ));
            }
            case
        }
        CaseCommand::Show { case } => terminal.identity_case(case).await?,
        CaseCommand::Form { case, to } => terminal.step_form(case, to.into()).await?,
        CaseCommand::Refuse { case, reason } => terminal.refuse_case(case, reason).await?,
        CaseCommand::Close { case } => terminal.close_case(case).await?,
    };
    printer.answer(&case, lines(&case));
    Ok(Ending::with_findings_if(case.state == CaseState::Open))
}

fn list_lines(list: &CaseList) -> Vec<String> {
    let forms = format!(
        "依頼書　作った {}　印刷した {}　返ってきた {}",
        list.forms_made, list.forms_printed, list.forms_returned
    );
    let cases = list.open.iter().chain(&list.closed);
    cases.map(line).chain([forms]).collect()
}

fn line(case: &CaseLine) -> String {
    let CaseLine {
        id,
        state_title,
        way,
        subject,
        ..
    } = case;
    format!("本人確認{id}　{state_title}　{way}　{subject}")
}

fn lines(case: &CaseView) -> Vec<String> {
    let mut lines = vec![format!(
        "本人確認{}　{}　{}",
        case.id, case.state_title, case.subject
    )];
    let answered = case.answered.iter();
    lines.extend(answered.map(|given| format!("  {}　{}", given.title, given.words)));
    lines.extend(case.elements.iter().map(element_line));
    for document in &case.shown {
        let why = document.objection.as_deref().unwrap_or_default();
        lines.push(format!("  書類　{}　{why}", document.label));
        let open = document.prompts.iter();
        lines.extend(open.map(|prompt| format!("    まだ　{}", prompt.sentence)));
    }
    if !case.cheapest.is_empty() {
        lines.push(format!("  あと　{}", case.cheapest.join(" ＋ ")));
    }
    lines
}

fn element_line(element: &CaseElement) -> String {
    let word = match element.standing {
        Standing::Ok => "○ 済み",
        Standing::Lacking => "× まだ",
        Standing::NotRequired => "－ 要らない",
    };
    format!("  {}　{word}", element.title)
}
