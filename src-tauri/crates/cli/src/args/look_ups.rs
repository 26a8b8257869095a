//! Commands for look-ups at 住基ネット.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct LookUpArgs {
    /// 照会する人のファイル
    pub file: String,
    /// 照会の種類（なければ、5情報から個人番号）
    #[arg(long)]
    pub kind: Option<String>,
    /// 利用目的（定義のコード。1 資格取得の届出、2 被扶養者の届出、3 個人番号の確認、4 給付の支給）
    #[arg(long)]
    pub purpose: String,
    /// 理由
    #[arg(long)]
    pub reason: String,
    /// 誤りの行を除いて照会する
    #[arg(long)]
    pub exclude_errors: bool,
}

#[derive(Subcommand, Debug)]
pub enum LookUpsCommand {
    /// 照会の一覧と費用、番号を本人に聞く人
    List,
    /// 1件あたりの費用を決める（システム管理者）
    Cost { yen: u32 },
    /// 本人に聞いて、どうなったかを記録する
    Asked {
        job: u32,
        row: u32,
        #[arg(long)]
        how: String,
    },
    /// 番号からの照会の結果を、手元の加入者情報と比べる
    Compare {
        job: u32,
        /// 加入者情報一括登録ファイル
        #[arg(long)]
        members: PathBuf,
    },
}
