//! 突合の確認: the pairs that need eyes, one after another.

use super::jobs::hand_out_to;
use crate::{
    args::{Global, OutArgs, PartArgs},
    opening::open,
    output::{Ending, Printer},
    words::count,
};
use clap::{Subcommand, ValueEnum};
use kakehashi_domain::compare::{Finding, Ground};
use kakehashi_terminal::{
    Answer,
    view::{ComparisonView, DecidedPair, PairItem, PairOpinion, PairPiece, PairView},
};

#[derive(Subcommand, Debug)]
pub enum ComparisonCommand {
    /// 比べる組のCSVを預けて比べる
    Take {
        #[arg(value_name = "PAIRS.csv")]
        file: String,
    },
    /// 突合の一覧
    List {
        #[command(flatten)]
        part: PartArgs,
    },
    /// 自分が見る次の組
    Next {
        comparison: u32,
        /// この行より後から
        #[arg(long, default_value_t = 0)]
        after: u32,
    },
    /// 目で見なくてよい組の見本
    Sample { comparison: u32 },
    /// 見本を見て、目で見なくてよい組を通す
    Pass { comparison: u32 },
    /// 見本の組を、2人が目で見ることにする
    Doubt { comparison: u32, row: u32 },
    /// 組を決める
    Answer {
        comparison: u32,
        row: u32,
        finding: FindingArg,
        /// 同じ人だと言える理由
        #[arg(long)]
        ground: Option<GroundArg>,
    },
    /// 決めた組（だれが何と言ったか）
    Decided {
        comparison: u32,
        /// この行より後から
        #[arg(long, default_value_t = 0)]
        after: u32,
    },
    /// 決めたことを取り消して、もう一度目で見る（結果を書き出すまで）
    Reopen { comparison: u32, row: u32 },
    /// 結果を書き出す
    Result {
        comparison: u32,
        #[command(flatten)]
        to: OutArgs,
    },
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum FindingArg {
    /// 同じ人です
    Same,
    /// データを訂正して送りなおす
    Correct,
    /// 別の人です
    Other,
}

impl From<FindingArg> for Finding {
    fn from(finding: FindingArg) -> Self {
        match finding {
            FindingArg::Same => Self::Same,
            FindingArg::Correct => Self::Correct,
            FindingArg::Other => Self::Other,
        }
    }
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum GroundArg {
    /// 住所が変わった
    Moved,
    /// 氏名が変わった
    Renamed,
    /// 書き方や字体だけがちがう
    WrittenOtherwise,
    /// 読めない字があり、ほかの書類で確かめた
    Unreadable,
    /// 本人か事業主に聞いて確かめた
    AskedThePerson,
}

impl From<GroundArg> for Ground {
    fn from(ground: GroundArg) -> Self {
        match ground {
            GroundArg::Moved => Self::Moved,
            GroundArg::Renamed => Self::Renamed,
            GroundArg::WrittenOtherwise => Self::WrittenOtherwise,
            GroundArg::Unreadable => Self::Unreadable,
            GroundArg::AskedThePerson => Self::AskedThePerson,
        }
    }
}

pub async fn comparison(
    global: &Global,
    printer: &Printer,
    command: ComparisonCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let comparison = match command {
        ComparisonCommand::List { part } => {
            let all = terminal.comparisons(part.into()).await?;
            printer.answer(&all, all.iter().map(line));
            return Ok(Ending::Fine);
        }
        ComparisonCommand::Next { comparison, after } => {
            let pair = terminal.next_pair(comparison, after).await?;
            printer.answer(&pair, pair.iter().flat_map(pair_lines));
            return Ok(Ending::with_findings_if(pair.is_some()));
        }
        ComparisonCommand::Sample { comparison } => {
            let pairs = terminal.pair_sample(comparison).await?;
            printer.answer(&pairs, pairs.iter().flat_map(pair_lines));
            return Ok(Ending::Fine);
        }
        ComparisonCommand::Decided { comparison, after } => {
            let pairs = terminal.decided_pairs(comparison, after).await?;
            printer.answer(&pairs, pairs.iter().flat_map(decided_lines));
            return Ok(Ending::Fine);
        }
        ComparisonCommand::Result { comparison, to } => {
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
        ComparisonCommand::Take { file } => terminal.take_pairs(file).await?,
        ComparisonCommand::Pass { comparison } => terminal.accept_sample(comparison).await?,
        ComparisonCommand::Doubt { comparison, row } => {
            terminal.doubt_pair(comparison, row).await?
        }
        ComparisonCommand::Reopen { comparison, row } => {
            terminal.reopen_pair(comparison, row).await?
        }
        ComparisonCommand::Answer {
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
