//! Commands for files: checking, comparing, sending, what became of them.

use super::{OutArgs, Way};
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use kakehashi_terminal::view::ListPart;

#[derive(Args, Debug)]
pub struct CheckArgs {
    /// 検査するファイル（いくつでも。* と ? も使える。- は標準入力）
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
    /// ファイルの種類（一覧は kakehashi help kinds）
    #[arg(long)]
    pub kind: String,
    /// 使うレイアウト定義（なければ同梱のもの）
    #[arg(long, value_name = "F")]
    pub layout: Option<String>,
    /// ファイルの文字コード: utf-8、cp932、shift_jis、utf-16le、utf-16be、euc-jp（なければ定義のとおり）
    #[arg(long, value_name = "E")]
    pub encoding: Option<String>,
    /// 見つかったことをCSVに書き出す（行は、見出しを数えずに1から。個人番号は伏せる）
    #[arg(long, value_name = "OUT.csv")]
    pub findings: Option<String>,
    /// 前に出した同じ種類のファイルと比べる
    #[arg(long, value_name = "PREVIOUS")]
    pub against: Option<String>,
    /// きょうとみなす日（YYYY-MM-DD）
    #[arg(long)]
    pub today: Option<NaiveDate>,
    /// 基幹システムの一覧にある行の数（見出しは数えない）。ちがうときは誤り
    #[arg(long, value_name = "N")]
    pub expect_rows: Option<u32>,
    /// すべての行がこの保険者のものかも見る
    #[arg(long, value_name = "N")]
    pub insurer: Option<String>,
    /// これより軽いものだけなら、終了コードを0にする
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub fail_on: FailOn,
    /// 見つかったことを、JUnitのXMLにも書き出す
    #[arg(long, value_name = "F")]
    pub junit: Option<String>,
    /// 見つかったことを、SARIFにも書き出す
    #[arg(long, value_name = "F")]
    pub sarif: Option<String>,
}

/// From which severity on a check ends with findings.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// 誤りだけ
    Error,
    /// 誤りと確認
    Confirm,
    /// 誤りと確認と警告
    Warning,
}

#[derive(Args, Debug)]
pub struct DecideArgs {
    /// 送信の番号
    pub job: u32,
    /// 答える確認のコード
    #[arg(long, value_name = "CODE")]
    pub finding: String,
    /// 答える行（なければ、そのコードのまだ答えていないすべて。0はファイル全体）
    #[arg(long, value_name = "N,…", value_delimiter = ',')]
    pub rows: Option<Vec<u32>>,
    /// 理由（assets/rules/decisions.toml の id）
    #[arg(long, value_name = "REASON")]
    pub reason: String,
    /// 書きそえること
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
}

#[derive(Subcommand, Debug)]
pub enum DecisionsCommand {
    /// 送信ごとの答え
    List {
        /// 送信の番号
        job: u32,
    },
    /// 選べる理由
    Reasons,
}

#[derive(Args, Debug)]
pub struct CompareArgs {
    /// 比べる組のCSV（UTF-8。見出し id,a_kanji,…,b_address）
    #[arg(value_name = "PAIRS.csv")]
    pub pairs: String,
    /// 判定を書き出すCSV
    #[arg(long, value_name = "OUT.csv")]
    pub out: String,
}

#[derive(Args, Debug)]
pub struct SendArgs {
    /// 預けるファイル
    #[arg(required_unless_present = "job")]
    pub file: Option<String>,
    /// ファイルの種類（一覧は kakehashi help kinds）
    #[arg(long, required_unless_present = "job")]
    pub kind: Option<String>,
    /// 誤りの行を除いて送る（除いた行は「送っていない人」として残る）
    #[arg(long, conflicts_with = "job")]
    pub exclude_errors: bool,
    /// 預けずに、検査して、いま送れるかだけを調べる
    #[arg(long, conflicts_with_all = ["job", "correct", "way", "queue", "wait"])]
    pub dry_run: bool,
    /// 字を直す案を受け入れる（見つかったことのコード、または all）。元のファイルはそのまま、直したものを送る
    #[arg(long, value_name = "CODE|all", conflicts_with = "job")]
    pub correct: Vec<String>,
    /// 送りかた（なければ、接続先で決めたとおり）
    #[arg(long, conflicts_with = "job")]
    pub way: Option<Way>,
    /// 承認された送信を送る
    #[arg(long, conflicts_with_all = ["file", "kind"])]
    pub job: Option<u32>,
    /// 受付時間の外や、つながらないときは、つながるまで待つ
    #[arg(long)]
    pub queue: bool,
    /// 結果を受け取るまで待つ（ファイルを預けたときは、承認も待つ）
    #[arg(long)]
    pub wait: bool,
}

/// 一覧のどこを見るか
#[derive(Args, Debug)]
pub struct PartArgs {
    /// この番号より前のものを見る（新しいものから並ぶ）
    #[arg(long, value_name = "N")]
    pub before: Option<u32>,
    /// この言葉のあるものだけ
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub search: String,
    /// 多くてもこの件数（500まで）
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub most: u32,
}

impl From<PartArgs> for ListPart {
    fn from(args: PartArgs) -> Self {
        Self {
            before: args.before,
            words: args.search,
            most: args.most,
        }
    }
}

#[derive(Subcommand, Debug)]
pub enum JobsCommand {
    /// 1つの送信の状態
    Show { job: u32 },
    /// 検査で見つかったことを、CSVに書き出す（個人番号は伏せる）
    Findings {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 字を直したところの一覧を、基幹システムへの引き渡しのために書き出す
    Corrections {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 登録されていない行を、新しいファイルに書き出す
    Resend {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 手渡しで送るファイルを書き出す（媒体には --seal-file で暗号化する）
    Write {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 手渡しで送ったことと、その受付番号を記録する
    Sent {
        job: u32,
        /// 公式の画面に出た受付番号（媒体では、あれば追跡番号）
        #[arg(long, value_name = "N", default_value = "")]
        receipt: String,
    },
    /// 公式の画面の処理ステータスを、出ているとおりに記録する
    Note {
        job: u32,
        #[arg(long, value_name = "WORD")]
        status: String,
    },
    /// 手渡しで受け取った結果のファイルを受け入れる
    TakeResult {
        file: String,
        /// どの送信の結果か（なければ、中身で探す）
        #[arg(long)]
        job: Option<u32>,
    },
    /// 取り消す
    Cancel { job: u32 },
    /// サーバーが終わらせない送信をあきらめる（理由を書く。2人目の承認者が同じことをすると、失敗として終わる）
    GiveUp {
        job: u32,
        #[arg(long)]
        reason: String,
    },
    /// 結果を読んで確認したことを記録する
    Confirm { job: u32 },
}

#[derive(Subcommand, Debug)]
pub enum QueueCommand {
    /// 保留にする
    Hold {
        job: u32,
        #[arg(long)]
        reason: String,
    },
    /// 保留をやめて、進める
    Release { job: u32 },
}
