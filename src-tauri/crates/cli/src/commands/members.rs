//! One person typed, and a list of people held against those who are registered.

use super::{jobs::hand_out_to, send};
use crate::{
    args::{Global, OutArgs},
    opening::{open, problem, secret},
    output::{Ending, Printer},
    words::{count, job_line},
};
use clap::{Args, Subcommand};
use kakehashi_domain::Fault;
use kakehashi_terminal::{
    Answer, Terminal,
    view::{MemberChange, MemberField, MemberFieldKind, MemberForm, MembersCompared},
};
use std::collections::BTreeMap;

#[derive(Subcommand, Debug)]
pub enum MemberCommand {
    /// 1人の資格取得を登録する
    Add(TypedArgs),
    /// 1人の氏名・住所を変える
    Change(TypedArgs),
    /// 1人の個人番号を訂正する
    Correct {
        #[command(flatten)]
        typed: TypedArgs,
        /// 訂正ではなく、番号が変わった（番号法7条2項）
        #[arg(long)]
        by_law: bool,
    },
}

#[derive(Args, Debug)]
pub struct TypedArgs {
    /// 項目と値（例 --set 記号=101 --set 生年月日=19800211。項目は kakehashi help member-registration）
    #[arg(long = "set", value_name = "COLUMN=VALUE", required = true)]
    pub cells: Vec<String>,
    /// 個人番号を1行に1回ずつ、2回書いたファイル（「-」は標準入力）
    #[arg(long, value_name = "F")]
    pub number_twice: Option<String>,
}

#[derive(Subcommand, Debug)]
pub enum MembersCommand {
    /// 基幹システムの加入者の一覧を、この端末が登録した人と比べる（登録もれ照合）
    Compare {
        /// 一覧（CSVかExcel。見出しは加入者情報一括登録ファイルと同じ。順は問わない）
        list: String,
        #[command(flatten)]
        to: OutArgs,
    },
}

pub async fn member(global: &Global, printer: &Printer, command: MemberCommand) -> Answer<Ending> {
    let (change, typed) = match command {
        MemberCommand::Add(typed) => (MemberChange::Add, typed),
        MemberCommand::Change(typed) => (MemberChange::Change, typed),
        MemberCommand::Correct { typed, by_law } => match by_law {
            true => (MemberChange::NumberByLaw, typed),
            false => (MemberChange::Correct, typed),
        },
    };
    let terminal = open(global).await?;
    send::remind(&terminal, printer).await?;
    let form = terminal.member_form().await?;
    let (cells, again) = cells(&form, &typed)?;
    let job = terminal.type_member(change, cells, again).await?;
    let job = send::checked(&terminal, printer, job.id).await?;
    let Some(job) = send::ask_approval(&terminal, printer, job, false).await? else {
        return Ok(Ending::WithFindings);
    };
    send::print_with_findings(&terminal, printer, &job, vec![job_line(&job)]).await?;
    Ok(Ending::Fine)
}

type Cells = BTreeMap<String, String>;

/// What was typed, by the columns' ids; and the number once more.
fn cells(form: &MemberForm, typed: &TypedArgs) -> Answer<(Cells, Option<String>)> {
    let mut cells = Cells::new();
    for cell in &typed.cells {
        let hint = "「記号=101」のように、項目と値を「=」でつないでください。";
        let (column, value) = cell
            .split_once('=')
            .ok_or_else(|| problem(&Fault::invalid("--set", hint)))?;
        let is_it = |it: &&MemberField| it.title == column || it.id == column;
        let known = form.fields.iter().find(is_it);
        if known.is_some_and(|it| it.takes == MemberFieldKind::Number) {
            // What is typed here, every program of the machine may see.
            let hint = "個人番号は、2回書いたファイルを --number-twice で渡してください。";
            return Err(problem(&Fault::invalid("--set", hint)));
        }
        let id = known.map_or(column, |it| it.id.as_str()).to_owned();
        cells.insert(id, value.to_owned());
    }
    let Some(file) = &typed.number_twice else {
        return Ok((cells, None));
    };
    let twice = secret(file)?;
    let mut lines = twice.lines();
    let (first, again) = (lines.next().unwrap_or_default(), lines.next());
    cells.insert("personal_number".to_owned(), first.to_owned());
    Ok((cells, Some(again.unwrap_or_default().to_owned())))
}

pub async fn members(
    global: &Global,
    printer: &Printer,
    command: MembersCommand,
) -> Answer<Ending> {
    let terminal: Terminal = open(global).await?;
    let MembersCommand::Compare { list, to } = command;
    let compared = terminal.compare_members(list, hand_out_to(&to)?).await?;
    printer.answer(&compared, lines(&compared));
    let found = compared.missing_here + compared.missing_there + compared.differing;
    Ok(Ending::with_findings_if(found > 0))
}

fn lines(of: &MembersCompared) -> Vec<String> {
    let mut lines = vec![
        format!(
            "一覧の {} 人を、登録した {} 人と比べました",
            count(of.listed),
            count(of.registered)
        ),
        format!("  登録もれ　{} 人", count(of.missing_here)),
        format!("  登録だけがある　{} 人", count(of.missing_there)),
        format!("  登録とちがう　{} 人", count(of.differing)),
        format!(
            "  書き出しました: {}（授受簿 {}）",
            of.file.path, of.file.id
        ),
    ];
    if !of.unread_jobs.is_empty() {
        let jobs: Vec<String> = of
            .unread_jobs
            .iter()
            .map(|id| format!("送信{id}"))
            .collect();
        let jobs = jobs.join("、");
        lines.push(format!(
            "  ▲ 廃棄したファイルの人は、登録した人に数えていません: {jobs}"
        ));
    }
    lines
}
