//! The ways of people from the receipt of their 届出 to the registration.

use crate::{
    args::{Global, TimelineCommand as Command},
    opening::open,
    output::{Ending, Printer},
};
use kakehashi_terminal::{
    Answer,
    view::{TimelineLine, TimelineShow, TimelineStage},
};

pub async fn timeline(global: &Global, printer: &Printer, command: Command) -> Answer<Ending> {
    let terminal = open(global).await?;
    let view = match command {
        Command::List { find, ended } => {
            let show = match ended {
                true => TimelineShow::Ended,
                false => TimelineShow::Open,
            };
            let list = terminal.timelines(show, find).await?;
            printer.answer(&list, list.lines.iter().map(line));
            return Ok(Ending::with_findings_if(list.overdue > 0));
        }
        Command::Show { registration } => terminal.timeline(registration).await?,
        Command::Close {
            registration,
            reason,
        } => terminal.close_timeline(registration, reason).await?,
    };
    let stages = view.steps.iter().map(stage);
    printer.answer(&view, std::iter::once(line(&view.line)).chain(stages));
    Ok(Ending::Fine)
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
