//! 機関別符号: how far each person's is at the server. Where it can't be had, the data are corrected and it is asked for anew.
//! The 符号 itself never comes here.

pub(crate) mod view;

use crate::{
    core::{
        act::Act,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    people::symbols::view::{SymbolCount, SymbolLine, SymbolState, SymbolsView},
};
use kakehashi_domain::Outcome;
use kakehashi_server_link::{IntermediateServer, ServerSymbol, ServerSymbolState};
use std::cmp::Reverse;

/// What the log calls them.
pub(crate) const SUBJECT: &str = "機関別符号";
/// So many are shown.
const SHOWN: usize = 1_000;

const STATES: [SymbolState; 4] = [
    SymbolState::Failed,
    SymbolState::NotAsked,
    SymbolState::Asked,
    SymbolState::Obtained,
];

/// Where they stand: how many how, and who isn't through; or those whose 被保険者枝番 holds what is sought.
///
/// # Errors
/// `SERVER_LOGIN_NEEDED`, those of the connection.
pub(crate) async fn symbols(
    terminal: &Terminal,
    permit: Permit,
    words: String,
) -> Outcome<SymbolsView> {
    let (_, link, session) = terminal.see(Look::way_of_profile).await?;
    let all = terminal
        .every_page(&link, &session, |link, session, after| {
            IntermediateServer::symbols(link, session, after)
        })
        .await?;
    let note = move |c: &mut Controller| c.note_look(&permit, Act::view_symbols, SUBJECT);
    terminal.ask(note).await?;
    Ok(view(&all, words.trim()))
}

/// Has a person's asked for anew.
///
/// # Errors
/// `SYMBOL_UNKNOWN`, `SERVER_LOGIN_NEEDED`, those of the connection.
pub(crate) async fn request_symbol(
    terminal: &Terminal,
    permit: Permit,
    server_branch: String,
) -> Outcome<SymbolLine> {
    let (_, link, session) = terminal.see(Look::way_of_profile).await?;
    let asked = link.request_symbol(&session, server_branch.trim()).await;
    let asked = line(&terminal.heard(asked)?);
    let permit = permit.note(format!("{}　{}", asked.server_branch, asked.title));
    let log = move |c: &mut Controller| c.write(&permit, |_| Ok(()));
    terminal.ask(log).await?;
    Ok(asked)
}

fn view(all: &[ServerSymbol], words: &str) -> SymbolsView {
    let lines = all.iter().map(line);
    let count = |state: SymbolState| {
        let count = all.iter().filter(|it| state_of(it.state) == state).count();
        SymbolCount {
            state,
            title: title(state).to_owned(),
            count: count as u32,
        }
    };
    let is_shown = |line: &SymbolLine| match words {
        "" => line.state != SymbolState::Obtained,
        words => line.server_branch.contains(words),
    };
    let mut lines: Vec<SymbolLine> = lines.filter(is_shown).collect();
    lines.sort_by_key(|line| (Reverse(line.state == SymbolState::Failed), line.asked_at));
    lines.truncate(SHOWN);
    SymbolsView {
        counts: STATES.map(count).to_vec(),
        lines,
    }
}

fn line(symbol: &ServerSymbol) -> SymbolLine {
    let state = state_of(symbol.state);
    SymbolLine {
        server_branch: symbol.server_branch.clone(),
        state,
        title: title(state).to_owned(),
        asked_at: symbol.asked_at,
        message: symbol.message.clone(),
    }
}

fn state_of(state: ServerSymbolState) -> SymbolState {
    match state {
        ServerSymbolState::NotAsked => SymbolState::NotAsked,
        ServerSymbolState::Asked => SymbolState::Asked,
        ServerSymbolState::Obtained => SymbolState::Obtained,
        ServerSymbolState::Failed => SymbolState::Failed,
    }
}

fn title(state: SymbolState) -> &'static str {
    match state {
        SymbolState::NotAsked => "未要求",
        SymbolState::Asked => "要求中",
        SymbolState::Obtained => "取得済",
        SymbolState::Failed => "失敗",
    }
}
