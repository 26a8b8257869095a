//! 突合の確認: the pairs that need eyes, one after another.

use super::jobs::hand_out_to;
use crate::{
    args::{ComparisonCommand as Command, Global},
    opening::open,
    output::{Ending, Printer},
    words::count,
};
use kakehashi_terminal::{
    Answer,
    view::{ComparisonView, DecidedPair, PairItem, PairOpinion, PairPiece, PairView},
};

pub async fn comparison(global: &Global, printer: &Printer, command: Command) -> Answer<Ending> {
    let terminal = open(global).await?;
    let comparison = match command {
        Command::List { part } => {
            let all = terminal.comparisons(part.into()).await?;
            printer.answer(&all, all.iter().map(line));
            return Ok(Ending::Fine);
        }
        Command::Next { comparison, after } => {
            let pair = terminal.next_pair(comparison, after).await?;
            printer.answer(&pair, pair.iter().flat_map(pair_lines));
            return Ok(Ending::with_findings_if(pair.is_some()));
        }
        Command::Sample { comparison } => {
            let pairs = terminal.pair_sample(comparison).await?;
            printer.answer(&pairs, pairs.iter().flat_map(pair_lines));
            return Ok(Ending::Fine);
        }
        Command::Decided { comparison, after } => {
            let pairs = terminal.decided_pairs(comparison, after).await?;
            printer.answer(&pairs, pairs.iter().flat_map(decided_lines));
            return Ok(Ending::Fine);
        }
        Command::Result { comparison, to } => {
            let to = hand_out_to(&to)?;
            let line = terminal.save_comparison(comparison, to).await?;
            printer.answer(
                &line,
                [format!(
                    "{} 行を書き出しました: {}",
                    count(line.rows),
                    line.path
                )],
            );
            return Ok(Ending::Fine);
        }
        Command::Take { file } => terminal.take_pairs(file).await?,
        Command::Pass { comparison } => terminal.accept_sample(comparison).await?,
        Command::Doubt { comparison, row } => terminal.doubt_pair(comparison, row).await?,
        Command::Reopen { comparison, row } => terminal.reopen_pair(comparison, row).await?,
        Command::Answer {
            comparison,
            row,
            finding,
            ground,
        } => {
            let ground = ground.map(Into::into);
            terminal
                .answer_pair(comparison, row, finding.into(), ground)
                .await?
        }
    };
    printer.answer(&comparison, [line(&comparison)]);
    Ok(Ending::with_findings_if(comparison.open > 0))
}

fn line(comparison: &ComparisonView) -> String {
    format!(
        "突合{}　{}　{} 組（A {}　B {}　C {}）　待っている組 {}（うち自分 {}）",
        comparison.id,
        comparison.file_name,
        count(comparison.pairs),
        count(comparison.a),
        count(comparison.b),
        count(comparison.c),
        count(comparison.open),
        count(comparison.waiting)
    )
}

fn pair_lines(pair: &PairView) -> Vec<String> {
    let heading = format!(
        "{}行目　判定{}　{}",
        pair.row,
        pair.verdict.as_str(),
        pair.because
    );
    let items = pair.items.iter().map(item_line);
    std::iter::once(heading).chain(items).collect()
}

/// A pair with what was said of it.
fn decided_lines(decided: &DecidedPair) -> Vec<String> {
    let mut lines = pair_lines(&decided.pair);
    let said = |said: &PairOpinion| {
        let ground = said.ground.as_deref().unwrap_or_default();
        format!("  {}　{}　{ground}", said.by, said.finding)
    };
    lines.extend(decided.said.iter().map(said));
    lines
}

/// An item of two records in one line.
pub(super) fn item_line(item: &PairItem) -> String {
    format!(
        "  {}　{}　／　{}",
        item.title,
        marked(&item.a),
        marked(&item.b)
    )
}

/// What differs stands in brackets.
fn marked(pieces: &[PairPiece]) -> String {
    let piece = |piece: &PairPiece| match piece.differs {
        true => format!("【{}】", piece.text),
        false => piece.text.clone(),
    };
    pieces.iter().map(piece).collect()
}
