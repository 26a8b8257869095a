//! PIAのしきい値判断: without login, or kept with its day.

use crate::{
    args::Global,
    opening::open,
    output::{Ending, Printer},
};
use clap::{Args, ValueEnum};
use kakehashi_domain::pia::{Assessment, Question};
use kakehashi_terminal::{Answer, assess_pia};

#[derive(Args, Debug)]
pub struct PiaArgs {
    /// 対象人数（過去の加入者を含み、亡くなった人を除く）
    #[arg(long, value_name = "N")]
    pub people: u32,
    /// 取扱者の人数（職員と外部委託先）
    #[arg(long, value_name = "N")]
    pub handlers: u32,
    /// 過去1年以内に特定個人情報の重大事故があったか（初めての評価では no）
    #[arg(long)]
    pub incident: YesNo,
    /// 免除の理由: single-insurer、joint-insurer、personnel-only、paper-only、not-connected
    #[arg(long, value_name = "GROUND")]
    pub exempt: Vec<String>,
    /// 判断を日付とともに残す（ログインが必要）
    #[arg(long)]
    pub keep: bool,
    /// 対象人数のうち過去の加入者（--keep のとき）
    #[arg(long, value_name = "N", default_value_t = 0, requires = "keep")]
    pub past: u32,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum YesNo {
    /// はい
    Yes,
    /// いいえ
    No,
}

impl From<YesNo> for bool {
    fn from(answer: YesNo) -> Self {
        match answer {
            YesNo::Yes => true,
            YesNo::No => false,
        }
    }
}

pub async fn pia(global: &Global, printer: &Printer, args: PiaArgs) -> Answer<Ending> {
    let question = Question {
        people: args.people,
        handlers: args.handlers,
        incident: args.incident.into(),
        exempt: args.exempt,
    };
    let assessment = assess_pia(&question)?;
    if args.keep {
        let terminal = open(global).await?;
        terminal.assess_pia(question, args.past).await?;
    }
    printer.answer(&assessment, lines(&assessment));
    Ok(Ending::Fine)
}

fn lines(assessment: &Assessment) -> Vec<String> {
    let mut lines = vec![format!("しきい値判断: {}", assessment.result.title())];
    lines.extend(assessment.because.iter().map(|step| format!("  {step}")));
    lines.push(format!("  → {}", assessment.result.next_step()));
    lines
}
