//! Entering 個人番号, and handing them over.

use super::jobs::hand_out_to;
use crate::{
    args::{EnterArgs, Global, NumbersCommand as Command},
    opening::open,
    output::{Ending, Printer},
    words::count,
};
use kakehashi_domain::{Code, Fault};
use kakehashi_terminal::{
    Answer, Terminal,
    view::{ListPart, NumberLine, NumberOwner, NumbersView, ProblemView},
};
use zeroize::Zeroizing;

pub async fn numbers(global: &Global, printer: &Printer, command: Command) -> Answer<Ending> {
    let terminal = open(global).await?;
    let view = match command {
        Command::List { part } => terminal.numbers(part.into()).await?,
        Command::Enter(args) => enter(&terminal, args).await?,
        Command::Remove { entry, reason } => terminal.remove_number(entry, reason).await?,
        Command::Save { to } => {
            let line = terminal.save_numbers(hand_out_to(&to)?).await?;
            let words = format!(
                "{} 行を書き出しました: {}（授受簿 {}）",
                count(line.rows),
                line.path,
                line.id
            );
            printer.answer(&line, [words]);
            return Ok(Ending::Fine);
        }
        Command::Taken { line } => {
            terminal.settle_hand_over(line).await?;
            terminal.numbers(ListPart::default()).await?
        }
    };
    printer.answer(&view, view.waiting.iter().map(line));
    Ok(Ending::Fine)
}

async fn enter(terminal: &Terminal, args: EnterArgs) -> Answer<NumbersView> {
    let owner = NumberOwner {
        symbol: args.symbol,
        number: args.number,
        card_branch: args.card_branch,
        name_kana: args.kana,
        birth_date: args.birth,
    };
    if let Some(path) = args.from {
        return terminal.read_number(owner, path).await;
    }
    let path = args.twice.unwrap_or_default();
    let unreadable = |_| {
        let fault = Fault::new(Code::FileUnreadable).with("file", &path);
        ProblemView::new(&fault, "-")
    };
    let text = Zeroizing::new(std::fs::read_to_string(&path).map_err(unreadable)?);
    let mut lines = text.lines();
    let [typed, again] = [(); 2].map(|()| lines.next().unwrap_or_default().to_owned());
    terminal
        .enter_number(owner, typed, again, args.case.unwrap_or_default())
        .await
}

fn line(of: &NumberLine) -> String {
    let state = match of.hand_over {
        Some(line) => format!("授受簿 {line} で渡しました。取り込みを待っています"),
        None => "まだ渡していません".to_owned(),
    };
    format!(
        "番号{}　{}　{}　{}　{}　{state}",
        of.id, of.registration, of.name, of.masked, of.source
    )
}
