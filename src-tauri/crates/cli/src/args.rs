//! The command line. Names and shapes are a contract; see the README.

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use kakehashi_domain::ProfileKind;
use std::path::PathBuf;

/// 統合専用端末 Kakehashi のコマンドライン版
#[derive(Parser, Debug)]
#[command(name = "kakehashi", version, about, disable_help_subcommand = true)]
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
    /// 承認する（用意した人とは別の人）
    Approve { job: u32 },
    /// 差し戻す
    Reject {
        job: u32,
        #[arg(long)]
        reason: String,
    },
    /// 送信待ちの一覧
    Queue,
    /// 送信の一覧と操作
    Jobs {
        #[command(subcommand)]
        command: Option<JobsCommand>,
    },
    /// 結果ファイルを書き出す
    Result {
        job: u32,
        /// 書き出すフォルダ
        #[arg(long)]
        out: PathBuf,
    },
    /// 被保険者枝番を基幹システムへの引き渡しのために書き出す
    BranchNumbers {
        job: u32,
        #[arg(long)]
        out: PathBuf,
    },
    /// 操作の記録
    #[command(subcommand)]
    Audit(AuditCommand),
    /// 2つの記録の5情報を比べる（ログインは要らない）
    Compare(CompareArgs),
    /// 送れるファイルの種類
    Kinds,
    /// 本人確認（ログインは要らない）
    #[command(subcommand)]
    Identity(IdentityCommand),
    /// 特定個人情報保護評価（PIA）のしきい値判断（ログインは要らない）
    Pia(PiaArgs),
}

#[derive(Subcommand, Debug)]
pub enum ProfileCommand {
    /// 接続先を登録する
    Add {
        name: String,
        #[arg(long)]
        kind: Kind,
        #[arg(long)]
        url: String,
        /// 保険者番号
        #[arg(long)]
        insurer: String,
        /// この端末の名前
        #[arg(long)]
        terminal: String,
        /// 認証局の自己署名証明書
        #[arg(long)]
        ca: String,
        /// その指紋（SHA-256）。通知の紙にあるもの
        #[arg(long)]
        ca_fingerprint: Option<String>,
    },
    /// 接続先の一覧
    List,
    /// 接続先を切り替える
    Use { name: String },
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum Kind {
    /// 研修
    Training,
    /// 機関内テスト
    FileTest,
    /// 接続検証
    ConnectionTest,
    /// 総合運用テスト
    Rehearsal,
    /// 本番
    Production,
}

impl From<Kind> for ProfileKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Training => Self::Training,
            Kind::FileTest => Self::FileTest,
            Kind::ConnectionTest => Self::ConnectionTest,
            Kind::Rehearsal => Self::Rehearsal,
            Kind::Production => Self::Production,
        }
    }
}

#[derive(Subcommand, Debug)]
pub enum UsersCommand {
    /// 利用者を加える（最初のパスワードは、本人が最初に変える）
    Add {
        id: String,
        #[arg(long)]
        name: String,
        #[arg(long = "role", required = true)]
        roles: Vec<RoleArg>,
        /// 最初のパスワードのファイル
        #[arg(long, value_name = "F")]
        first_password_file: String,
    },
    /// 利用者の一覧
    List,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum RoleArg {
    /// 業務担当者
    Clerk,
    /// 承認者
    Approver,
    /// システム管理者
    Admin,
    /// 監査担当者
    Auditor,
}

#[derive(Subcommand, Debug)]
pub enum PasswordCommand {
    /// 自分のパスワードを変える
    Change {
        /// 新しいパスワードのファイル
        #[arg(long, value_name = "F")]
        new_password_file: String,
    },
}

#[derive(Subcommand, Debug)]
pub enum ServerCommand {
    /// サーバーにログインする
    Login {
        #[arg(long)]
        server_user: String,
        #[arg(long, value_name = "F")]
        server_password_file: String,
        /// 最初のパスワードを変えるときの、新しいパスワードのファイル
        #[arg(long, value_name = "F")]
        new_password_file: Option<String>,
    },
    /// 接続システムの利用者
    #[command(subcommand)]
    Account(AccountCommand),
}

#[derive(Subcommand, Debug)]
pub enum AccountCommand {
    /// 自動で送るときの利用者を登録する
    Set {
        #[arg(long)]
        system: String,
        #[arg(long, value_name = "F")]
        system_password_file: String,
    },
}

#[derive(Subcommand, Debug)]
pub enum CertCommand {
    /// 証明書（.p12）を取り込む
    Import {
        file: String,
        /// パスフレーズのファイル
        #[arg(long, value_name = "F")]
        pass_file: String,
    },
    /// 証明書の一覧
    List,
}

#[derive(Subcommand, Debug)]
pub enum ConnectionCommand {
    /// つながるかを確かめる
    Test,
}

#[derive(Args, Debug)]
pub struct CheckArgs {
    pub file: String,
    #[arg(long)]
    pub kind: String,
    /// 使うレイアウト定義（なければ同梱のもの）
    #[arg(long, value_name = "F")]
    pub layout: Option<String>,
    /// 見つかったことをCSVに書き出す
    #[arg(long, value_name = "OUT.csv")]
    pub findings: Option<String>,
    /// きょうとみなす日（YYYY-MM-DD）
    #[arg(long)]
    pub today: Option<NaiveDate>,
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
    #[arg(long, required_unless_present = "job")]
    pub kind: Option<String>,
    /// 誤りの行を除いて送る（除いた行は「送っていない人」として残る）
    #[arg(long)]
    pub exclude_errors: bool,
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

#[derive(Subcommand, Debug)]
pub enum JobsCommand {
    /// 1つの送信のようす
    Show { job: u32 },
    /// 検査で見つかったことを、CSVに書き出す（個人番号は伏せる）
    Findings {
        job: u32,
        #[arg(long)]
        out: PathBuf,
    },
    /// 登録されていない行を、新しいファイルに書き出す
    Resend {
        job: u32,
        #[arg(long)]
        out: PathBuf,
    },
    /// 取り消す
    Cancel { job: u32 },
    /// 結果を読んで確認したことを記録する
    Confirm { job: u32 },
}

#[derive(Subcommand, Debug)]
pub enum AuditCommand {
    /// 記録のつながりを確かめる（--file ならログインは要らない）
    Verify {
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// 記録を書き出す
    Export {
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(Subcommand, Debug)]
pub enum IdentityCommand {
    /// 示されたもので本人確認がそろうかを調べる
    Check {
        /// 本人確認の場面を書いたJSON
        #[arg(value_name = "CASE.json")]
        file: String,
    },
}

#[derive(Args, Debug)]
pub struct PiaArgs {
    /// 対象人数（過去の加入者を含み、亡くなった人を除く）
    #[arg(long, value_name = "N")]
    pub people: u32,
    /// 取扱者の人数（職員と外部委託先）
    #[arg(long, value_name = "N")]
    pub handlers: u32,
    /// 過去1年以内に特定個人情報の重大事故があったか（初めての評価では no）
    #[arg(long)]
    pub incident: YesNo,
    /// 免除の理由: single-insurer、joint-insurer、personnel-only、paper-only、not-connected
    #[arg(long, value_name = "GROUND")]
    pub exempt: Vec<String>,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum YesNo {
    /// はい
    Yes,
    /// いいえ
    No,
}

impl From<YesNo> for bool {
    fn from(answer: YesNo) -> Self {
        match answer {
            YesNo::Yes => true,
            YesNo::No => false,
        }
    }
}
