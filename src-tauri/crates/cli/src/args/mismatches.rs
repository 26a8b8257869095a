//! Commands for 突合不一致.

use super::PartArgs;
use clap::{Args, Subcommand, ValueEnum};

#[derive(Subcommand, Debug)]
pub enum MismatchCommand {
    /// 突合不一致の一覧（閲覧が止まっている日数）
    List {
        /// 先に、サーバーから新しい一覧を受け取る
        #[arg(long)]
        receive: bool,
        #[command(flatten)]
        part: PartArgs,
    },
    /// 1人の状態: 登録した記録と住基の記録
    Show { mismatch: u32 },
    /// 担当を決める
    Assign {
        mismatch: u32,
        /// 業務担当者の利用者ID（なければ担当を外す）
        #[arg(long, value_name = "ID")]
        to: Option<String>,
    },
    /// 片づける
    Resolve(ResolveArgs),
}

#[derive(Args, Debug)]
pub struct ResolveArgs {
    pub mismatch: u32,
    pub how: How,
    /// 「理由付き疑いなし」の理由（no-doubt）、認めない理由（object）
    #[arg(long, default_value = "")]
    pub reason: String,
    /// 証拠の種類（no-doubt）
    #[arg(long, default_value = "")]
    pub evidence: String,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum How {
    /// データを訂正して送りなおす
    Correct,
    /// 考えなおす
    Reopen,
    /// 理由付き疑いなしと言う（--reason と --evidence。2人目が認めるまで登録されない）
    NoDoubt,
    /// 2人目として認める
    Agree,
    /// 2人目として認めない（--reason）
    Object,
    /// 言ったこと・認めたことを、サーバーに登録される前に取り消す
    Withdraw,
    /// 2人が認めたことを、サーバーにもう一度登録する
    Register,
}
