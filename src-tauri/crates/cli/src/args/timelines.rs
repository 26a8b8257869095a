//! Commands for the ways of people from the receipt of their 届出 to the registration.

use clap::Subcommand;

#[derive(Subcommand, Debug)]
pub enum TimelineCommand {
    /// 登録が済んでいない人（期限の早い順）
    List {
        /// 氏名か、記号・番号・枝番の一部
        #[arg(long, value_name = "TEXT", default_value = "")]
        find: String,
        /// 登録が済んだ人
        #[arg(long)]
        ended: bool,
    },
    /// 1人の道のり: 取得日 → 受領 → 送信 → 処理完了 → 枝番 → 資格
    Show {
        /// 記号-番号-枝番
        registration: String,
    },
    /// 登録しないことにする（届出が取り下げられたなど）
    Close {
        /// 記号-番号-枝番
        registration: String,
        #[arg(long)]
        reason: String,
    },
}
