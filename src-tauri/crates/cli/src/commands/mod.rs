//! Every command, in the order of the help, and the answers that commands print. Each command's file has its arguments and
//! its adapter: parse, ask the terminal, print.
//!
//! ```text
//! /// Help                                 what clap is told, as in any derived subcommand
//! Name(Arguments) = async file::function, which common options it takes, but "subcommand" takes others;
//! ```

mod backup;
mod case;
mod cert;
mod check;
mod collection;
mod compare;
mod comparison;
mod connection;
mod corrections;
mod day_close;
mod decisions;
mod departments;
mod dispose;
mod identity;
mod imported_definitions;
mod index;
mod init;
mod inquiry;
mod jobs;
mod kinds;
mod layout;
mod leak;
mod left_out;
mod look_up;
mod machine;
mod masters;
mod members;
mod mismatch;
mod numbers;
mod order;
mod people;
mod pia;
mod profile;
mod protected;
mod records;
mod reveal;
mod send;
mod settings;
mod telling;
mod timeline;
mod watch;

use crate::{
    args::Arguments,
    output::{Ending, Printer},
    schemas::answers,
    taken::Taken::{self, Beginning, Connection, Data, Login, Nothing, Place, Way},
};
use clap::Subcommand;
use kakehashi_terminal::Answer;

macro_rules! ended {
    (async $run:path, $global:ident, $printer:ident, $args:ident) => {
        $run($global, $printer, $args).await
    };
    (fn $run:path, $global:ident, $printer:ident, $args:ident) => {
        $run($global, $printer, $args)
    };
}

macro_rules! commands {
    ($($(#[$about:meta])* $name:ident($args:ty) = $how:tt $run:path, $taken:ident $(, but $($sub:literal $other:ident),+)?;)+) => {
        #[derive(Subcommand, Debug)]
        pub enum Command {
            $($(#[$about])* $name($args),)+
        }

        /// Which of the common options each command takes; then those below it that take others. `""` is the command by itself.
        pub const TAKEN: &[(&str, Taken, &[(&str, Taken)])] = &[
            $((stringify!($name), $taken, &[$($(($sub, $other)),+)?]),)+
        ];

        /// Runs the command.
        pub async fn run(arguments: Arguments, printer: &Printer) -> Answer<Ending> {
            let Arguments { global, command } = arguments;
            let global = &global;
            match command {
                $(Command::$name(args) => ended!($how $run, global, printer, args),)+
            }
        }
    };
}

commands! {
    /// 端末を使い始める: 鍵とデータを作り、最初の管理者を登録する
    Init(init::InitArgs) = async init::init, Beginning;
    /// 接続先
    #[command(subcommand)]
    Profile(profile::ProfileCommand) = async profile::profile, Way, but "add" Login, "list" Login, "use" Login;
    /// 利用者
    #[command(subcommand)]
    Users(people::UsersCommand) = async people::users, Login;
    /// 部署: 一覧、CSVの取り込みと書き出し
    #[command(subcommand)]
    Departments(departments::DepartmentsCommand) = async departments::departments, Login;
    /// 役割と、その役割ができる操作
    #[command(subcommand)]
    Roles(departments::RolesCommand) = async departments::roles, Login;
    /// この端末のパスワード
    #[command(subcommand)]
    Password(people::PasswordCommand) = async people::password, Login;
    /// サーバーの利用者
    #[command(subcommand)]
    Server(people::ServerCommand) = async people::server, Way;
    /// 証明書
    #[command(subcommand)]
    Cert(cert::CertCommand) = async cert::cert, Way;
    /// 接続
    #[command(subcommand)]
    Connection(connection::ConnectionCommand) = async connection::connection, Connection;
    /// ファイルを検査する（機関内テスト。ログインは要らない）
    Check(check::CheckArgs) = async check::check, Data;
    /// ファイルを預けて検査し、承認を頼む。承認された送信を送る
    Send(send::SendArgs) = async send::send, Way;
    /// フォルダーを見張り、置かれたファイルを預けて、受領票と結果を返す（承認は人がする）
    Watch(watch::WatchArgs) = async watch::watch, Way;
    /// 1人の加入者情報を入れて、検査し、承認を頼む
    #[command(subcommand)]
    Member(members::MemberCommand) = async members::member, Way;
    /// 登録もれ照合: 基幹システムの一覧を、登録した人と比べる
    #[command(subcommand)]
    Members(members::MembersCommand) = async members::members, Way;
    /// 「確認」に答える。残りがなくなれば、承認を頼む
    Decide(decisions::DecideArgs) = async decisions::decide, Login;
    /// 「確認」への答えの一覧
    #[command(subcommand)]
    Decisions(decisions::DecisionsCommand) = async decisions::decisions, Login;
    /// 承認する（用意した人とは別の人）
    Approve(jobs::ApproveArgs) = async jobs::approve, Login;
    /// 差し戻す
    Reject(jobs::RejectArgs) = async jobs::reject, Login;
    /// 送信待ちの一覧と、待つわけ。hold で保留にし、release で進め、first で先に送る
    Queue(jobs::QueueArgs) = async jobs::queue, Login, but "" Way;
    /// 送信の順番と、ほかで済んだ手順、もう一度送ってよい内容
    Order(order::OrderArgs) = async order::order, Way;
    /// 送信の一覧と操作
    #[command(args_conflicts_with_subcommands = true)]
    Jobs(jobs::JobsArgs) = async jobs::jobs, Login, but "" Way, "take-result" Way;
    /// 結果ファイルを、フォルダに書き出す
    Result(jobs::WriteArgs) = async jobs::result, Login;
    /// 被保険者枝番を基幹システムへの引き渡しのために書き出す
    BranchNumbers(jobs::WriteArgs) = async jobs::branch_numbers, Login;
    /// 情報提供NWS配信マスター: 受け取る、取り込む、基幹システムへ渡す
    #[command(subcommand)]
    Masters(masters::MastersCommand) = async masters::masters, Way;
    /// 設定の一覧。set で変える（組織のポリシーで管理されているものは変えられない）
    Settings(settings::SettingsArgs) = async settings::settings, Login;
    /// 操作の記録
    #[command(subcommand)]
    Audit(records::AuditCommand) = async records::audit, Login, but "since" Way;
    /// 当日締め: その日のまとめと、操作の記録の控え（番号とハッシュ値）を出す。印刷して保管する
    DayClose(day_close::DayCloseArgs) = async day_close::day_close, Way;
    /// 以前のファイルと比べるための索引
    #[command(subcommand)]
    Index(index::IndexCommand) = async index::index, Login;
    /// 2つの記録の5情報を比べる（ログインは要らない）
    Compare(compare::CompareArgs) = async compare::compare, Nothing;
    /// 突合の確認: 組を預け、目で見て決め、結果を書き出す
    #[command(subcommand)]
    Comparison(comparison::ComparisonCommand) = async comparison::comparison, Login;
    /// ファイルの種類と、その定義の版（ログインは要らない）
    Kinds(kinds::KindsArgs) = async kinds::kinds, Data;
    /// ファイルの定義
    #[command(subcommand)]
    Layout(layout::LayoutCommand) = async layout::layout, Login, but "check" Nothing, "diff" Nothing, "draft" Nothing;
    /// 本人確認（ログインは要らない）
    #[command(subcommand)]
    Identity(identity::IdentityCommand) = async identity::identity, Nothing;
    /// 本人確認の記録
    #[command(subcommand)]
    Case(case::CaseCommand) = async case::case, Login;
    /// 住基ネットに照会する（先に費用を示す。別の人が承認してから照会する）
    Lookup(look_up::LookUpArgs) = async look_up::look_up, Way;
    /// 照会の一覧と費用、番号を本人に聞く人
    #[command(subcommand)]
    Lookups(look_up::LookUpsCommand) = async look_up::look_ups, Way;
    /// 情報照会: 事務手続ごとに、ほかの機関に照会する
    #[command(subcommand)]
    Inquiry(inquiry::InquiryCommand) = async inquiry::inquiry, Way;
    /// 情報提供等記録（サーバーにあるもの）
    Records(inquiry::RecordsArgs) = async inquiry::records, Way;
    /// 機関別符号の状態（未要求・要求中・取得済・失敗）。符号そのものは、この端末に来ない
    #[command(args_conflicts_with_subcommands = true)]
    Symbols(inquiry::SymbolsArgs) = async inquiry::symbols, Way;
    /// 個人番号の入力と、基幹システムへの引き渡し
    #[command(subcommand)]
    Numbers(numbers::NumbersCommand) = async numbers::numbers, Way;
    /// 事業主からの番号: 届いたファイルの受け取りと検査、足りない人、督促、基幹システムへの引き渡し
    #[command(subcommand)]
    Collection(collection::CollectionCommand) = async collection::collection, Way;
    /// 隠しているものを1件ずつ見る: 個人番号（見る権利のある人だけ）、保護の対象の人の住所。理由とともに記録に残る
    #[command(subcommand)]
    Reveal(reveal::RevealCommand) = async reveal::reveal, Login;
    /// 突合不一致: 閲覧が止まっている人と、その片づけ
    #[command(subcommand)]
    Mismatch(mismatch::MismatchCommand) = async mismatch::mismatch, Way;
    /// 保護の対象の人（不開示該当・自己情報提供不可）: 一覧、期限、終わり（protected でも同じ）
    #[command(subcommand, alias = "protected")]
    Protect(protected::ProtectedCommand) = async protected::protected, Login;
    /// 登録の期限: 届出から登録までの、1人ずつの道のり（deadline でも同じ）
    #[command(subcommand, alias = "deadline")]
    Timeline(timeline::TimelineCommand) = async timeline::timeline, Way;
    /// 特定個人情報保護評価（PIA）のしきい値判断（--keep をつけなければログインは要らない）
    Pia(pia::PiaArgs) = async pia::pia, Nothing;
    /// 漏えいの記録: 分かったこと、速報と確報の日、連絡先
    #[command(subcommand)]
    Leak(leak::LeakCommand) = async leak::leak, Login;
    /// 連絡先（報告連絡網）: だれに、どう連絡するか
    #[command(subcommand)]
    Contacts(leak::ContactsCommand) = async leak::contacts, Login;
    /// バックアップ: 作る、確かめる、予定を決める
    Backup(backup::BackupArgs) = async backup::backup, Login;
    /// バックアップから戻す（2人のパスワードが必要。いまのデータは別の場所に残す）
    Restore(backup::RestoreArgs) = async backup::restore_data, Login;
    /// 誤りと見つかったことのコードの一覧（ログインは要らない）
    Codes(telling::CodesArgs) = fn telling::codes, Nothing;
    /// 答え（--json）の形を、JSON Schemaで示す（ログインは要らない）
    Schema(telling::SchemaArgs) = fn telling::schema, Nothing;
    /// 話題やコマンドの説明（ログインは要らない）
    Help(telling::HelpArgs) = fn telling::help, Nothing;
    /// シェルの補完を書き出す（ログインは要らない）
    Completions(telling::CompletionsArgs) = fn telling::completions, Nothing;
    /// manページを書き出す（ログインは要らない）
    Man(telling::ManArgs) = fn telling::manual, Nothing;
    /// この端末で動くかを調べる: データ、鍵の保管場所、暗号通信、時計、ディスク（ログインは要らない。self-check でも同じ）
    #[command(alias = "self-check")]
    Doctor(machine::DoctorArgs) = fn machine::doctor, Place;
    /// 廃棄: 保存期間の過ぎたもの、終わった送信のファイル、書き出したファイル
    #[command(subcommand)]
    Dispose(dispose::DisposeCommand) = async dispose::dispose, Login;
    /// 端末のデータと鍵を廃棄して、廃棄記録を書く（元には戻せない。2人のパスワードが必要）
    DisposeTerminal(machine::DisposeArgs) = async machine::dispose, Login;
}

// The answers (`--json`) by name, with the commands that give them, and the types that they are made of.
answers! {
    "problem" "断られたとき" shapes::problem();
    "check" "check（1つのファイル）" schema::<CheckReport>();
    "check-files" "check（いくつかのファイル）" shapes::files();
    "trial" "send --dry-run" schema::<TrialView>();
    "send" "send、member …、jobs show（見つかったことも）" shapes::job_with_findings();
    "job" "approve、reject、jobs … の1つの送信" shapes::job(schema::<JobView>());
    "jobs" "jobs、queue の一覧" shapes::list(shapes::job(schema::<JobView>()));
    "letter" "jobs letter" schema::<LetterView>();
    "receipt" "watch が置く受領票（NAME.receipt.json）" schema::<Receipt>();
    "receipts" "watch --once" schema::<Vec<Receipt>>();
    "order" "order …" schema::<StepsView>();
    "result" "result" shapes::result();
    "hand-over" "branch-numbers、decisions sheet、jobs findings、jobs resend など、書き出したもの" schema::<HandOverView>();
    "masters" "masters list、pull、take" schema::<MastersView>();
    "master-changes" "masters changes" schema::<MasterChanges>();
    "inquiries" "inquiry list" schema::<InquiriesView>();
    "provision-records" "records" schema::<ProvisionRecords>();
    "symbols" "symbols" schema::<SymbolsView>();
    "symbol" "symbols request" schema::<SymbolLine>();
    "decisions" "decisions list" schema::<Vec<DecisionView>>();
    "reasons" "decisions reasons" schema::<Vec<ReasonView>>();
    "kinds" "kinds" schema::<Vec<KindLine>>();
    "codes" "codes" shapes::codes();
    "layout-check" "layout check" schema::<DefinitionReport>();
    "layout-draft" "layout draft" schema::<DraftReport>();
    "layout-diff" "layout diff" schema::<Vec<ChangeLine>>();
    "layout-list" "layout list、import、retire" schema::<Vec<DefinitionView>>();
    "compare" "compare" schema::<CompareReport>();
    "identity-check" "identity check" schema::<rules::Answer>();
    "pia" "pia" schema::<judgement::Assessment>();
    "audit-verify" "audit verify" schema::<AuditCheck>();
    "since" "audit since" schema::<Option<SinceView>>();
    "day-close" "day-close" schema::<DaySheet>();
    "day-close-list" "day-close --list" schema::<Vec<DaySheet>>();
    "disposals" "audit disposals、dispose due、dispose job" schema::<Vec<DisposalView>>();
    "retention" "audit retention" schema::<Vec<RetentionView>>();
    "self-check" "doctor" schema::<Vec<SelfCheckLine>>();
    "users" "users" schema::<Vec<UserView>>();
    "departments" "departments …" schema::<DepartmentsView>();
    "roles" "roles …" schema::<Vec<ActView>>();
    "profiles" "profile …" schema::<Vec<ProfileView>>();
    "settings" "settings" schema::<Vec<SettingView>>();
    "index" "index show、on、off、thresholds" schema::<IndexView>();
    "indexed" "index people" schema::<Vec<IndexedLine>>();
    "connection-test" "connection test" schema::<ConnectionView>();
    "certificate" "cert import、install" schema::<CertificateView>();
    "certificates" "cert list" schema::<Vec<InventoryLine>>();
    "certificate-file" "cert show" schema::<CertificateFileView>();
    "leak" "leak new、show、change、report" schema::<LeakView>();
    "leaks" "leak list" schema::<Vec<LeakView>>();
    "contacts" "contacts list、set" schema::<Vec<Contact>>();
    "backups" "backup、backup plan、backup stop" schema::<BackupsView>();
    "backup-test" "backup test" schema::<BackupCheck>();
    "case" "case new、show、form、refuse、close" schema::<CaseView>();
    "cases" "case list" schema::<CaseList>();
    "follow-ups" "timeline waiting、settle" schema::<FollowUpList>();
    "mismatches" "mismatch list、together" schema::<MismatchList>();
    "mismatch" "mismatch show、assign、resolve" schema::<MismatchView>();
    "lookups" "lookups list" schema::<LookUpsView>();
    "people-asked" "lookups settled" schema::<Vec<AskLine>>();
    "members-compare" "members compare" schema::<MembersCompared>();
    "numbers" "numbers …" schema::<NumbersView>();
    "collection" "collection list、employers、remove" schema::<CollectionView>();
    "delivery" "collection take、show" schema::<DeliveryView>();
    "reminders" "collection remind" schema::<Vec<ReminderLetter>>();
    "protected" "protect list、set、until、lift" schema::<ProtectedList>();
    "whereabouts" "protect reveal、reveal number、reveal address" schema::<Revealed>();
    "timelines" "timeline list" schema::<TimelineList>();
    "timeline" "timeline show、close" schema::<TimelineView>();
}

#[cfg(test)]
use kakehashi_domain::{identity as rules, pia as judgement};
#[cfg(test)]
use kakehashi_terminal::{
    ChangeLine, CheckReport, CompareReport, DefinitionReport, DraftReport, KindLine, Receipt,
    SelfCheckLine, schema, view::*,
};
