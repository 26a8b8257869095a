//! The command line. Names and shapes are a contract; see the README.

mod backups;
mod cases;
mod certificates;
mod comparisons;
mod definitions;
mod files;
mod handing_out;
mod look_ups;
mod mismatches;
mod numbers;
mod people;
mod profiles;
mod records;
mod telling;
mod timelines;

pub use backups::{BackupArgs, BackupCommand, RestoreArgs};
pub use cases::{CaseCommand, IdentityCommand};
pub use certificates::{CertCommand, CrlCommand, TrustCommand, WhichCertificate};
pub use comparisons::ComparisonCommand;
pub use definitions::{ImportedCommand, KindsArgs, LayoutCommand};
pub use files::{
    CheckArgs, CompareArgs, DecideArgs, DecisionsCommand, FailOn, JobsCommand, PartArgs,
    QueueCommand, SendArgs,
};
pub use handing_out::OutArgs;
pub use look_ups::{LookUpArgs, LookUpsCommand};
pub use mismatches::{How, MismatchCommand, ResolveArgs};
pub use numbers::{EnterArgs, NumbersCommand};
pub use people::{AccountCommand, PasswordCommand, RoleArg, ServerCommand, UsersCommand};
pub use profiles::{Kind, ProfileCommand, Way, YesNo};
pub use records::{AuditCommand, IndexCommand, PiaArgs};
pub use telling::{CompletionsArgs, HelpArgs, ManArgs, SchemaArgs, ShellArg};
pub use timelines::TimelineCommand;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// 統合専用端末 Kakehashi のコマンドライン版
#[derive(Parser, Debug)]
#[command(name = "kakehashi", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Args, Debug, Clone)]
pub struct Global {
    /// データの置き場所（なければOSの決まった場所）
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// 使う接続先（なければ、いま使っている接続先）
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// 結果を1つのJSONで標準出力に書く
    #[arg(long, global = true)]
    pub json: bool,
    /// 利用者ID
    #[arg(long, global = true, value_name = "ID")]
    pub user: Option<String>,
    /// パスワードのファイル（- は標準入力）
    #[arg(long, global = true, value_name = "F")]
    pub password_file: Option<String>,
    /// データの鍵を守るパスフレーズのファイル（OSの鍵の保管場所がない端末）
    #[arg(long, global = true, value_name = "F")]
    pub key_pass_file: Option<String>,
    /// データをほかのプログラムが使っているとき、空くまで待つ秒数
    #[arg(long, global = true, value_name = "SECONDS")]
    pub wait_lock: Option<u32>,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// 端末を使い始める: 鍵とデータを作り、最初の管理者を登録する
    Init {
        /// 最初の管理者の利用者ID
        #[arg(long)]
        admin: String,
        /// 管理者の名前（なければIDと同じ）
        #[arg(long)]
        name: Option<String>,
    },
    /// 接続先
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// 利用者
    #[command(subcommand)]
    Users(UsersCommand),
    /// この端末のパスワード
    #[command(subcommand)]
    Password(PasswordCommand),
    /// サーバーの利用者
    #[command(subcommand)]
    Server(ServerCommand),
    /// 証明書
    #[command(subcommand)]
    Cert(CertCommand),
    /// 接続
    #[command(subcommand)]
    Connection(ConnectionCommand),
    /// ファイルを検査する（機関内テスト。ログインは要らない）
    Check(CheckArgs),
    /// ファイルを預けて検査し、承認を頼む。承認された送信を送る
    Send(SendArgs),
    /// 「確認」に答える。残りがなくなれば、承認を頼む
    Decide(DecideArgs),
    /// 「確認」への答えの一覧
    #[command(subcommand)]
    Decisions(DecisionsCommand),
    /// 承認する（用意した人とは別の人）
    Approve {
        /// 送信の番号
        job: u32,
    },
    /// 差し戻す
    Reject {
        job: u32,
        #[arg(long)]
        reason: String,
    },
    /// 送信待ちの一覧。hold で保留にし、release で進める
    Queue {
        #[command(subcommand)]
        command: Option<QueueCommand>,
    },
    /// 送信の一覧と操作
    #[command(args_conflicts_with_subcommands = true)]
    Jobs {
        #[command(flatten)]
        part: PartArgs,
        #[command(subcommand)]
        command: Option<JobsCommand>,
    },
    /// 結果ファイルを、フォルダに書き出す
    Result {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 被保険者枝番を基幹システムへの引き渡しのために書き出す
    BranchNumbers {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 設定の一覧。set で変える（組織のポリシーで管理されているものは変えられない）
    Settings {
        #[command(subcommand)]
        command: Option<SettingsCommand>,
    },
    /// 操作の記録
    #[command(subcommand)]
    Audit(AuditCommand),
    /// 以前のファイルと比べるための索引
    #[command(subcommand)]
    Index(IndexCommand),
    /// 2つの記録の5情報を比べる（ログインは要らない）
    Compare(CompareArgs),
    /// 突合の確認: 組を預け、目で見て決め、結果を書き出す
    #[command(subcommand)]
    Comparison(ComparisonCommand),
    /// ファイルの種類と、その定義の版（ログインは要らない）
    Kinds(KindsArgs),
    /// ファイルの定義
    #[command(subcommand)]
    Layout(LayoutCommand),
    /// 本人確認（ログインは要らない）
    #[command(subcommand)]
    Identity(IdentityCommand),
    /// 本人確認の記録
    #[command(subcommand)]
    Case(CaseCommand),
    /// 住基ネットに照会する（先に費用を示す。別の人が承認してから照会する）
    Lookup(LookUpArgs),
    /// 照会の一覧と費用、番号を本人に聞く人
    #[command(subcommand)]
    Lookups(LookUpsCommand),
    /// 個人番号の入力と、基幹システムへの引き渡し
    #[command(subcommand)]
    Numbers(NumbersCommand),
    /// 突合不一致: 閲覧が止まっている人と、その片づけ
    #[command(subcommand)]
    Mismatch(MismatchCommand),
    /// 登録の期限: 届出から登録までの、1人ずつの道のり（deadline でも同じ）
    #[command(subcommand, alias = "deadline")]
    Timeline(TimelineCommand),
    /// 特定個人情報保護評価（PIA）のしきい値判断（--keep をつけなければログインは要らない）
    Pia(PiaArgs),
    /// バックアップ: 作る、確かめる、予定を決める
    Backup(BackupArgs),
    /// バックアップから戻す（2人のパスワードが必要。いまのデータは別の場所に残す）
    Restore(RestoreArgs),
    /// 誤りと見つかったことのコードの一覧（ログインは要らない）
    Codes,
    /// 答え（--json）の形を、JSON Schemaで示す（ログインは要らない）
    Schema(SchemaArgs),
    /// 話題やコマンドの説明（ログインは要らない）
    Help(HelpArgs),
    /// シェルの補完を書き出す（ログインは要らない）
    Completions(CompletionsArgs),
    /// manページを書き出す（ログインは要らない）
    Man(ManArgs),
    /// この端末で動くかを調べる: データ、鍵の保管場所、暗号通信、時計、ディスク（ログインは要らない。self-check でも同じ）
    #[command(alias = "self-check")]
    Doctor {
        /// 調べたことを書くファイル（個人に関することは入らない）
        #[arg(long, value_name = "F")]
        report: Option<String>,
    },
    /// 端末のデータと鍵を廃棄して、廃棄記録を書く（元には戻せない。ログインは要らない）
    DisposeTerminal {
        /// 廃棄記録を書くファイル
        #[arg(long, value_name = "OUT.txt")]
        sheet: String,
        /// 元に戻せないことを分かっている
        #[arg(long = "irrevocably", required = true)]
        _irrevocably: bool,
    },
}

#[derive(Subcommand, Debug)]
pub enum SettingsCommand {
    /// 設定を変える（する=1、しない=0）
    Set { key: String, value: u32 },
}

#[derive(Subcommand, Debug)]
pub enum ConnectionCommand {
    /// つながるかを確かめる
    Test,
}
