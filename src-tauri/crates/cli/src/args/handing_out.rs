//! Where a file goes that is handed out.

use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct OutArgs {
    /// 書き出す場所
    #[arg(long)]
    pub out: PathBuf,
    /// パスフレーズのファイル。付けると、AES-256のZIPで暗号化する（開くには7-Zipなどと、同じパスフレーズが必要）
    #[arg(long, value_name = "F")]
    pub seal_file: Option<String>,
}
