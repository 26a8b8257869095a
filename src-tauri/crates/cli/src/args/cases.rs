//! `identity …` and `case …`.

use super::PartArgs;
use clap::{Subcommand, ValueEnum};
use kakehashi_domain::identity::FormState;

#[derive(Subcommand, Debug)]
pub enum IdentityCommand {
    /// 示されたもので本人確認がそろうかを調べる
    Check {
        /// 本人確認の場面を書いたJSON
        #[arg(value_name = "CASE.json")]
        file: String,
    },
}

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
