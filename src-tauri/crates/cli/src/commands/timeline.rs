//! The ways of people from the receipt of their 届出 to the registration.

use crate::{
    args::Global,
    opening::open,
    output::{Ending, Printer},
};
use clap::Subcommand;
use kakehashi_terminal::{
    Answer,
    view::{FollowUpLine, FollowUpList, TimelineLine, TimelineShow, TimelineStage},
};

#[derive(Subcommand, Debug)]
pub enum TimelineCommand {
    /// 登録が済んでいない人（期限の早い順）
    List {
        /// 氏名か、記号・番号・枝番の一部
        #[arg(long, value_name = "TEXT", default_value = "")]
        find: String,
        /// 登録が済んだ人
        #[arg(long)]
        ended: bool,
    },
    /// 1人の道のり: 取得日 → 受領 → 送信 → 処理完了 → 枝番 → 資格
    Show {
        /// 記号-番号-枝番
        registration: String,
    },
    /// 番号待ち・海外・不詳・長い氏名の人（足りないものが届くまで追う）
    Waiting,
    /// そのうちの1人を追うのを終える（資格を失った、帰国したなど）
    Settle {
        /// 一覧の「鍵」
        key: String,
        #[arg(long)]
        how: String,
    },
    /// 登録しないことにする（届出が取り下げられたなど）
    Close {
        /// 記号-番号-枝番
        registration: String,
        #[arg(long)]
        reason: String,
    },
}

pub async fn timeline(
    global: &Global,
    printer: &Printer,
    command: TimelineCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let view = match command {
        TimelineCommand::List { find, ended } => {
            let show = match ended {
                true => TimelineShow::Ended,
                false => TimelineShow::Open,
            };
            let list = terminal.timelines(show, find).await?;
            printer.answer(&list, list.lines.iter().map(line));
            return Ok(Ending::with_findings_if(list.overdue > 0));
        }
        TimelineCommand::Waiting => {
            return Ok(waiting(printer, &terminal.follow_ups().await?));
        }
        TimelineCommand::Settle { key, how } => {
            return Ok(waiting(printer, &terminal.end_follow_up(key, how).await?));
        }
        TimelineCommand::Show { registration } => terminal.timeline(registration).await?,
        TimelineCommand::Close {
            registration,
            reason,
        } => terminal.close_timeline(registration, reason).await?,
    };
    let stages = view.steps.iter().map(stage);
    printer.answer(&view, std::iter::once(line(&view.line)).chain(stages));
    Ok(Ending::Fine)
}

fn waiting(printer: &Printer, list: &FollowUpList) -> Ending {
    let line = |of: &FollowUpLine| {
        let how = of.ended.as_deref().unwrap_or(&of.next);
        format!(
            "{}　{}日　{}　{}　送信{}　{how}　鍵 {}",
            of.what, of.days, of.registration, of.name, of.job, of.key
        )
    };
    printer.answer(list, list.lines.iter().map(line));
    Ending::with_findings_if(list.open > 0)
}

fn line(of: &TimelineLine) -> String {
    format!(
        "{}　{}　{}　受領 {}　{}",
        of.deadline, of.registration, of.name, of.received_on, of.standing
    )
}

fn stage(of: &TimelineStage) -> String {
    let when = match (of.day, of.at) {
        (Some(day), _) => day.to_string(),
        (None, Some(at)) => at.to_rfc3339(),
        (None, None) => "まだ".to_owned(),
    };
    format!("  {}　{when}　{}", of.title, of.note)
}
