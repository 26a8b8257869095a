//! The command line. Names and shapes are a contract; see the README.

mod cases;
mod certificates;
mod comparisons;
mod handing_out;
mod look_ups;
mod mismatches;
mod numbers;
mod profiles;
mod timelines;

pub use cases::{CaseCommand, IdentityCommand};
pub use certificates::{CertCommand, CrlCommand, TrustCommand, WhichCertificate};
pub use comparisons::ComparisonCommand;
pub use handing_out::OutArgs;
pub use look_ups::{LookUpArgs, LookUpsCommand};
pub use mismatches::{How, MismatchCommand, ResolveArgs};
pub use numbers::{EnterArgs, NumbersCommand};
pub use profiles::ProfileCommand;
pub use timelines::TimelineCommand;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
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
    /// 登録の期限: 届出から登録までの、1人ずつの道のり
    #[command(subcommand)]
    Timeline(TimelineCommand),
    /// 特定個人情報保護評価（PIA）のしきい値判断（--keep をつけなければログインは要らない）
    Pia(PiaArgs),
    /// この端末で動くかを調べる: データ、鍵の保管場所、暗号通信、時計、ディスク（ログインは要らない）
    SelfCheck,
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
pub enum SettingsCommand {
    /// 設定を変える（する=1、しない=0）
    Set { key: String, value: u32 },
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
pub enum ConnectionCommand {
    /// つながるかを確かめる
    Test,
}

#[derive(Subcommand, Debug)]
pub enum LayoutCommand {
    /// 定義に誤りがないかを見る（ログインは要らない）
    Check { file: String },
    /// 2つの定義のちがいを言葉で示す（ログインは要らない）
    Diff { old: String, new: String },
    #[command(flatten)]
    Imported(ImportedCommand),
}

/// Those that open the terminal's data.
#[derive(Subcommand, Debug)]
pub enum ImportedCommand {
    /// 定義を取り込む（システム管理者）
    Import {
        file: String,
        /// 配布元の紙にある指紋（SHA-256）
        #[arg(long, value_name = "SHA256", required_unless_present = "yes")]
        fingerprint: Option<String>,
        /// 指紋を見くらべずに取り込む
        #[arg(long, conflicts_with = "fingerprint")]
        yes: bool,
    },
    /// 取り込んだ定義を、新しいファイルには使わないことにする（システム管理者）
    Retire {
        /// 種類@版
        #[arg(value_name = "KIND@VERSION")]
        name: String,
    },
    /// 定義を書き出す（システム管理者）
    Export {
        /// 種類、または 種類@版
        #[arg(value_name = "KIND[@VERSION]")]
        name: String,
        #[arg(long)]
        out: PathBuf,
    },
    /// 定義の一覧
    List,
}

#[derive(Args, Debug)]
pub struct KindsArgs {
    /// この種類の空のファイルと説明（Markdown、印刷用HTML）を書き出す
    #[arg(long, value_name = "KIND", requires = "out")]
    pub write_template: Option<String>,
    /// 書き出すフォルダ
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct CheckArgs {
    pub file: String,
    #[arg(long)]
    pub kind: String,
    /// 使うレイアウト定義（なければ同梱のもの）
    #[arg(long, value_name = "F")]
    pub layout: Option<String>,
    /// ファイルの文字コード（なければ定義のとおり）
    #[arg(long, value_name = "E")]
    pub encoding: Option<String>,
    /// 見つかったことをCSVに書き出す
    #[arg(long, value_name = "OUT.csv")]
    pub findings: Option<String>,
    /// 前に出した同じ種類のファイルと比べる
    #[arg(long, value_name = "PREVIOUS")]
    pub against: Option<String>,
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
    /// 字を直す案を受け入れる（見つかったことのコード、または all）。元のファイルはそのまま、直したものを送る
    #[arg(long, value_name = "CODE|all")]
    pub correct: Vec<String>,
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
    /// 廃棄記録簿
    Disposals,
}

#[derive(Subcommand, Debug)]
pub enum IndexCommand {
    /// 使っているか、いつまでか
    Show,
    /// 使い始める（システム管理者。以前に送った人の番号から作るので、それ自体が特定個人情報ファイル）
    On {
        /// 何のために使うか
        #[arg(long)]
        purpose: String,
        /// 廃棄する日
        #[arg(long, value_name = "DATE")]
        purge_on: String,
    },
    /// やめて廃棄する（システム管理者）
    Off,
    /// 前回からの変わりかたを、どこから知らせるか（どちらもなければ、知らせない）
    Thresholds {
        /// なくなった人（%）
        #[arg(long, value_name = "PERCENT", requires = "changed")]
        removed: Option<u32>,
        /// 変わった人（%）
        #[arg(long, value_name = "PERCENT", requires = "removed")]
        changed: Option<u32>,
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
    /// 判断を日付とともに残す（ログインが要る）
    #[arg(long)]
    pub keep: bool,
    /// 対象人数のうち過去の加入者（--keep のとき）
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub past: u32,
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
