//! Commands for the comparison of pairs.

use super::{OutArgs, PartArgs};
use clap::{Subcommand, ValueEnum};
use kakehashi_domain::compare::{Finding, Ground};

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
