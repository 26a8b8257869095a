//! The one table of acts. From it come the gate's rules, the words of the log, the methods of [`Terminal`], what a window
//! may call by name, its TypeScript, and the page that shows who may do what.
//!
//! ```text
//! act    name "Japanese title" who (arguments) -> answer = room::file::function, on subject, note words;
//! look   the same, for what only looks: it leaves no trail but where somebody is refused
//! mark   name "Japanese title";                                   the terminal by itself, or a look that is noted
//! ```
//! `who` is `open`, `person` (the first password is enough), `everybody` or `[Role, …]`. `log "word"` keeps the word of an
//! earlier version in the log; `by name` says who claims to be asking where nobody is logged in yet.

use crate::{
    core::{
        act::{Act, Trail, Who},
        call::{self, Call},
        controller::{Answer, Terminal},
        retention,
    },
    files::name_of,
    sending::jobs::subject as of_job,
    view::*,
    *,
};
use chrono::NaiveDate;
use kakehashi_domain::{
    NumberPlace, RegistrationStep, Role, SendingWay,
    compare::{Finding, Ground},
    identity::{CaseAnswer, FormState},
    pia::Question,
};
use serde_json::Value;
use std::collections::BTreeMap;

fn cost_in_words(yen: u32, postage: Option<u32>) -> String {
    let postage = postage.map_or_else(String::new, |yen| format!("、媒体の送料 {yen} 円"));
    format!("1件 {yen} 円{postage}")
}

macro_rules! who {
    (open) => { Who::Open };
    (person) => { Who::Person };
    (everybody) => { Who::Roles(&Role::ALL) };
    ([$($role:ident),+]) => { Who::Roles(&[$(Role::$role),+]) };
}

macro_rules! logged {
    () => {
        None
    };
    ($word:literal) => {
        Some($word)
    };
}

macro_rules! acts {
    (
        asked { $($kind:ident $name:ident $title:literal $who:tt ($($arg:ident : $type:ty),*) -> $answer:ty
            = $($path:ident)::+ $(, on $subject:expr)? $(, note $note:expr)? $(, by $actor:expr)? $(, log $word:literal)?;)+ }
        marks { $($mark:ident $mark_title:literal;)+ }
    ) => {
        #[allow(non_upper_case_globals)] // An act has one spelling, wherever it stands.
        impl Act {
            $(#[doc = $title] pub const $name: Act = Act {
                name: stringify!($name),
                title: $title,
                who: who!($who),
                looks: stringify!($kind).as_bytes()[0] == b'l',
                logged_as: logged!($($word)?),
            };)+
            $(#[doc = $mark_title] pub const $mark: Act = Act {
                name: stringify!($mark),
                title: $mark_title,
                who: Who::Terminal,
                looks: false,
                logged_as: None,
            };)+

            /// Every act that somebody can ask for, in the order of the table.
            pub const ASKED: &[Act] = &[$(Act::$name),+];
            const MARKS: &[Act] = &[$(Act::$mark),+];

            /// Every act that the log knows.
            pub fn all() -> impl Iterator<Item = Act> {
                Self::ASKED.iter().chain(Self::MARKS).copied()
            }
        }

        impl Terminal {
            $(#[doc = $title] pub async fn $name(&self, $($arg: $type),*) -> Answer<$answer> {
                let trail = Trail::new(Act::$name, "")$(.on($subject))?$(.note($note))?$(.claimed_by($actor))?;
                self.act(trail, async |permit| $($path)::+(self, permit, $($arg),*).await).await
            })+

            /// Does an act by its name, as a window asks for it.
            ///
            /// # Errors
            /// What the act itself answers; K901 when there is no such act or the arguments don't fit.
            pub async fn call(&self, act: &str, arguments: Value) -> Answer<Value> {
                match act {
                    $(stringify!($name) => {
                        #[derive(serde::Deserialize)]
                        #[serde(rename_all = "camelCase")]
                        struct Arguments { $($arg: $type),* }
                        // A frame of its own: all acts in one are larger than a thread's stack.
                        fn begin(terminal: &Terminal, arguments: Value) -> call::Doing<'_> {
                            Box::pin(async move {
                                let Arguments { $($arg),* } = call::parse(arguments)?;
                                call::shape(terminal.$name($($arg),*).await?)
                            })
                        }
                        begin(self, arguments).await
                    })+
                    unknown => Err(call::misuse(&format!("unknown act {unknown}"))),
                }
            }
        }

        /// How a window calls every act, with the types that this takes.
        pub fn calls() -> Vec<Call> {
            vec![$(Call::of::<$answer>(Act::$name)$(.with::<$type>(stringify!($arg)))*),+]
        }
    };
}

acts! {
    asked {
    look start "入口を見る" open () -> StartView = desk::start::start;
    act set_up "端末を使い始める" open (admin_id: String, admin_name: String, password: String, key_pass_phrase: Option<String>) -> PersonView
        = desk::start::set_up, on "端末", by &admin_id;
    look unlock "データを開く" open (pass_phrase: String) -> StartView = desk::start::unlock;
    act log_in "ログイン" open (user: String, password: String) -> PersonView = desk::start::log_in, by &user;
    act come_back "離席からもどる" open (password: String) -> PersonView = desk::leaving::come_back;
    look still_here "画面にいる" person () -> () = desk::leaving::still_here;
    act log_out "ログアウト" open () -> () = desk::start::log_out;
    act change_password "パスワードを変える" person (current: String, new_password: String) -> PersonView = desk::accounts::change_password;
    look frame "画面の枠を見る" person () -> FrameView = desk::home::frame;
    look home "今日することを見る" everybody () -> HomeView = desk::home::home;
    look sent "送ったものの推移を見る" everybody (span: Span) -> SentView = desk::home::history::sent;
    look drafts "書きかけを見る" everybody () -> Vec<Draft> = desk::drafts::drafts;
    look keep_draft "書きかけを控える" everybody (form: String, text: Option<String>) -> () = desk::drafts::keep_draft;
    look who_may "だれが何をできるかを見る" everybody () -> Vec<ActView> = desk::accounts::who_may;
    look users "利用者を見る" [Admin, Auditor] () -> Vec<UserView> = desk::accounts::users;
    act add_user "利用者を加える" [Admin] (user: NewUser) -> Vec<UserView> = desk::accounts::add_user, on &user.id;
    act unlock_user "利用者の停止をやめる" [Admin] (user: String) -> Vec<UserView> = desk::accounts::unlock_user, on &user;
    act change_user "利用者の名前・部署・役割・期限を変える" [Admin] (user: String, change: UserChange) -> Vec<UserView>
        = desk::accounts::life::change_user, on &user;
    act reset_password "ほかの人のパスワードを決めなおす" [Admin] (user: String, first_password: String) -> Vec<UserView>
        = desk::accounts::life::reset_password, on &user;
    act close_user "利用者を使えなくする" [Admin] (user: String, reason: String) -> Vec<UserView> = desk::accounts::life::close_user, on &user, note reason.trim();
    act reopen_user "使えなくした利用者をもどす" [Admin] (user: String) -> Vec<UserView> = desk::accounts::life::reopen_user, on &user;
    look departments "部署を見る" [Admin, Auditor] () -> DepartmentsView = desk::departments::departments;
    act take_departments "部署のファイルを取り込む" [Admin] (path: String) -> DepartmentsView = desk::departments::take_departments, on name_of(&path);
    act save_departments "部署を書き出す" [Admin, Auditor] (path: String) -> () = desk::departments::save_departments, on name_of(&path);
    act set_number_sight "個人番号を見る権利を決める" [Admin] (user: String, sees: bool) -> Vec<UserView>
        = desk::accounts::set_number_sight, on &user, note if sees { "見てよい" } else { "見ない" };
    look settings "設定を見る" [Admin, Auditor] () -> Vec<SettingView> = desk::settings::settings;
    act change_setting "設定を変える" [Admin] (key: String, value: u32) -> Vec<SettingView> = desk::settings::change_setting, on &key;
    look audit "記録を見る" [Auditor, Admin] (offset: u32, limit: u32) -> Vec<AuditLine> = desk::audit::audit;
    look audit_that "記録をさがす" [Auditor, Admin] (wanted: AuditWanted, offset: u32, limit: u32) -> AuditPage = desk::audit::search::audit_that;
    act export_audit_list "記録の一覧を書き出す" [Auditor, Admin] (wanted: AuditWanted, path: String) -> u32 = desk::audit::search::export_audit_list, on &path;
    act verify_audit "記録のつながりを確かめる" [Auditor, Admin] (paper: Option<String>) -> AuditCheck = desk::audit::verify_audit;
    act export_audit "記録を書き出す" [Auditor, Admin] (path: String) -> u32 = desk::audit::export_audit, on &path;
    act accept_older_data "古いデータから続けることを認める" [Admin, Approver] (reason: String) -> () = core::older::accept_older_data, on "端末", note reason.trim();
    look since "サーバーが受け付けたものと見くらべる" everybody () -> Option<SinceView> = sending::since::since;
    act ask_since "サーバーに、受け付けたものを聞く" [Clerk, Approver, Admin] () -> Option<SinceView> = sending::since::ask_since, on "端末";
    act close_day "当日締めをする" [Clerk, Approver, Admin] (day: Option<NaiveDate>) -> DaySheet = desk::day_close::close_day, on "当日締め";
    look days "当日締めの控えを見る" everybody (part: ListPart) -> Vec<DaySheet> = desk::day_close::days;
    look contacts "連絡先を見る" everybody () -> Vec<Contact> = desk::contacts::contacts;
    act set_contact "連絡先を決める" [Admin] (contact: Contact) -> Vec<Contact> = desk::contacts::set_contact, on contact.role.title();
    look leaks "漏えいの記録を見る" everybody (part: ListPart) -> Vec<LeakView> = desk::leaks::leaks;
    look leak "漏えいの記録を開く" everybody (id: u32) -> LeakView = desk::leaks::leak;
    act note_leak "漏えいを書きとめる" [Clerk, Approver, Admin] (facts: LeakFacts) -> LeakView = desk::leaks::note_leak, on desk::leaks::SUBJECT;
    act change_leak "漏えいの記録を追記する" [Clerk, Approver, Admin] (id: u32, facts: LeakFacts) -> LeakView
        = desk::leaks::change_leak, on format!("漏えい{id}");
    act report_leak "漏えいの報告をしたことを記録する" [Approver, Admin] (id: u32, report: LeakReport) -> LeakView
        = desk::leaks::report_leak, on format!("漏えい{id}");
    look backups "バックアップを見る" [Admin, Auditor] () -> BackupsView = desk::backup::backups;
    act back_up "バックアップを作る" [Admin] (path: String, pass_phrase: Option<String>) -> BackupsView
        = desk::backup::back_up, on "バックアップ", note name_of(&path);
    act try_backup "バックアップを確かめる" [Admin] (path: String, pass_phrase: String) -> BackupCheck
        = desk::backup::try_backup, on "バックアップ", note name_of(&path);
    act plan_backups "バックアップの予定を決める" [Admin] (folder: String, every_days: u32, keep: u32, pass_phrase: String) -> BackupsView
        = desk::backup::plan::plan_backups, on "バックアップ", note folder.trim();
    act restore "バックアップから戻す" open (from: NewRestore) -> RestoreReport = desk::backup::coming_back::restore, on "端末", by &from.user;
    act stop_backups "バックアップの予定をやめる" [Admin] () -> BackupsView = desk::backup::plan::stop_backups, on "バックアップ";

    look read_trust "認証局のファイルを読む" [Admin] (path: String) -> TrustView = place::trust::read_trust;
    act add_profile "接続先を登録する" [Admin] (profile: NewProfile) -> ProfileView = place::profiles::add_profile, on &profile.name;
    act use_profile "接続先を切り替える" [Admin] (name: String) -> ProfileView = place::profiles::use_profile, on &name;
    look profiles "接続先を見る" everybody () -> Vec<ProfileView> = place::profiles::profiles;
    look chosen_profile "いまの接続先を見る" everybody () -> ProfileView = place::profiles::chosen_profile;
    look work_with "この回の接続先を決める" open (profile: String) -> () = place::profiles::work_with;
    look read_certificates "証明書のファイルを読む" [Admin] (path: String, pass_phrase: String) -> Vec<CertificateView> = place::certificates::read_certificates;
    look explain_certificates "証明書のファイルを説明する" [Admin] (path: String, pass_phrase: Option<String>) -> CertificateFileView
        = place::certificates::explained::explain_certificates;
    act import_certificate "証明書を取り込む" [Admin] (path: String, pass_phrase: String, serial: Option<String>) -> CertificateView
        = place::certificates::import_certificate;
    act request_certificate "証明書の鍵と申請ファイルを作る" [Admin] (terminal: Option<String>, path: String) -> InventoryLine
        = place::certificates::requests::request_certificate;
    act repeat_request "証明書の申請ファイルをもう一度書き出す" [Admin] (id: u32, path: String) -> InventoryLine = place::certificates::requests::repeat_request, on format!("証明書{id}");
    act install_certificate "届いた証明書を設定する" [Admin] (path: String) -> CertificateView = place::certificates::requests::install_certificate;
    look certificates "証明書の台帳を見る" [Admin, Auditor] () -> Vec<InventoryLine> = place::certificates::inventory::certificates;
    look certificate_with "証明書を番号で探す" [Admin, Auditor] (serial: String) -> u32 = place::certificates::inventory::certificate_with;
    act note_papers "証明書の書類を記録する" [Admin] (id: u32, papers: NewPapers) -> InventoryLine = place::certificates::inventory::note_papers, on format!("証明書{id}"), log "note-certificate";
    act retire_certificate "証明書を使うのをやめる" [Admin] (id: u32, step: RegistrationStep, reason: String) -> InventoryLine
        = place::certificates::inventory::retire_certificate, on format!("証明書{id}");
    act switch_certificate "使う証明書を切り替える" [Admin] (id: u32, on: Option<NaiveDate>) -> InventoryLine = place::certificates::inventory::switch_certificate, on format!("証明書{id}");
    act add_anchor "認証局を加える" [Admin] (path: String, fingerprint: String) -> ProfileView = place::trust::add_anchor;
    act remove_anchor "認証局を外す" [Admin] (fingerprint: String) -> ProfileView = place::trust::remove_anchor, on &fingerprint;
    act set_proxy "プロキシを変える" [Admin] (proxy: NewProxy) -> ProfileView = place::reachability::set_proxy, on &proxy.address;
    act set_number_place "証明書の名前で保険者番号がある場所を決める" [Admin] (place: NumberPlace) -> ProfileView = place::certificates::owner::set_number_place, on place.title();
    look house_encoding "基幹システムの文字コードを見る" everybody () -> HouseEncodingView = place::definitions::house::house_encoding;
    act set_house_encoding "基幹システムの文字コードを決める" [Admin] (encoding: String) -> HouseEncodingView = place::definitions::house::set_house_encoding;
    act change_url "接続先のURLを変える" [Admin] (url: String) -> ProfileView = place::address::change_url, on &url;
    act plan_server_to_server "サーバー間接続の予定を決める" [Admin] (planned: bool) -> ProfileView = place::address::plan_server_to_server, on if planned { "予定あり" } else { "予定なし" };
    act set_line "回線の種類を控える" [Admin] (line: LineNote) -> ProfileView = place::reachability::set_line, on line.kind.title();
    look place_draft "書きかけの接続先を見る" [Admin] () -> Option<PlaceDraft> = place::reachability::place_draft;
    look keep_place_draft "書きかけの接続先を控える" [Admin] (draft: PlaceDraft) -> () = place::reachability::keep_place_draft;
    act set_way "送りかたを決める" [Admin] (way: SendingWay) -> ProfileView = sending::by_hand::set_way, on way.title();
    act set_calendar "受付時間を決める" [Admin] (rules: String) -> ProfileView = place::reachability::set_calendar;
    act set_revocation "失効一覧の場所を決める" [Admin] (revocation: NewRevocation) -> RevocationView = place::revocation::set_revocation, on revocation.source.trim();
    act remove_revocation "失効一覧を使うのをやめる" [Admin] (authority: Option<String>) -> ProfileView = place::revocation::remove_revocation;
    act refresh_revocation "失効一覧を取る" [Admin] (authority: Option<String>) -> RevocationView = place::revocation::refresh_revocation, log "fetch-revocation";
    act test_connection "接続を確かめる" open () -> ConnectionView = place::connection::examination::test_connection;
    act server_log_in "サーバーにログイン" everybody (user: String, password: String, new_password: Option<String>) -> ServerView
        = place::connection::server_log_in, on &user;
    act set_system_account "接続システムの利用者を登録する" [Admin] (user: String, password: String) -> ()
        = place::connection::set_system_account, on &user, log "set-server-account";
    look kinds "ファイルの種類を見る" everybody () -> Vec<KindView> = place::definitions::kinds;
    look definitions "ファイルの定義を見る" everybody () -> Vec<DefinitionView> = place::definitions::definitions;
    look definition "ファイルの定義を読む" everybody (kind: String, version: String) -> DefinitionText = place::definitions::text::definition;
    look read_definition "定義のファイルを読む" [Admin] (path: String) -> DefinitionFile = place::definitions::read_definition;
    act import_definition "ファイルの定義を取り込む" [Admin] (path: String, fingerprint: String) -> Vec<DefinitionView>
        = place::definitions::import_definition, on name_of(&path);
    look draft_definition "定義を下書きする" [Admin] (draft: NewDefinition) -> DraftReport = place::definitions::drafting::draft_definition;
    act keep_definition "下書きした定義を残す" [Admin] (draft: NewDefinition) -> Vec<DefinitionView> = place::definitions::drafting::keep_definition, on "定義の下書き";
    act retire_definition "ファイルの定義を使うのをやめる" [Admin] (kind: String, version: String) -> Vec<DefinitionView> = place::definitions::retire_definition, on format!("{kind}@{version}");
    act save_definition "ファイルの定義を書き出す" [Admin] (kind: String, version: Option<String>, path: String) -> () = place::definitions::save_definition, on &kind, note &path;
    act save_template "ファイルのひな形を書き出す" everybody (kind: String, path: String) -> () = place::definitions::save_template, on &kind, note &path;

    act take_in "ファイルを預かる" [Clerk] (path: String, kind: String, listed: Option<Listed>) -> JobView = sending::taking_in::take_in, on name_of(&path);
    act take_in_as "別の文字コードのファイルを預かる" [Clerk] (path: String, kind: String, encoding: String, listed: Option<Listed>) -> JobView = sending::taking_in::take_in_as, on name_of(&path);
    look try_send "送れるかを調べる" [Clerk] (path: String, kind: String, listed: Option<Listed>) -> TrialView = sending::trial::try_send;
    look recognise "ファイルの種類を見分ける" [Clerk] (path: String) -> Option<KindView> = sending::taking_in::recognise;
    look steps "送信の順番を見る" everybody () -> StepsView = sending::order::steps;
    act state_step "ほかで済んだ手順を記録する" [Admin] (kind: String, reason: String) -> StepsView = sending::order::state_step, on &kind;
    act withdraw_step "ほかで済んだ手順を取り消す" [Admin] (kind: String) -> StepsView = sending::order::withdraw_step, on &kind;
    act open_again "同じ内容をもう一度送れるようにする" [Admin] (id: u32, reason: String) -> StepsView = sending::order::open_again, on of_job(id);
    look jobs "送信状況を見る" [Clerk, Approver, Auditor] (part: ListPart) -> Vec<JobView> = sending::jobs::jobs;
    look open_jobs "終わっていない送信を見る" [Clerk, Approver, Auditor] () -> Vec<JobView> = sending::jobs::open_jobs;
    look job "送信を見る" [Clerk, Approver, Auditor] (id: u32) -> JobView = sending::jobs::job;
    look finding_groups "見つかったことを見る" [Clerk, Approver] (id: u32) -> Vec<FindingGroup> = sending::findings::finding_groups;
    look findings "見つかった行を見る" [Clerk, Approver] (id: u32, filter: FindingFilter, offset: u32, limit: u32) -> FindingPage = sending::findings::findings;
    act finding_row "ファイルの1行を見る" [Clerk, Approver] (id: u32, row: u32) -> RowView = sending::findings::finding_row, on of_job(id), log "view-findings";
    look finding_employers "見つかったことのある事業所を見る" [Clerk, Approver] (id: u32) -> Vec<EmployerCount> = sending::findings::out::finding_employers;
    act finding_sheets "確認票を印刷する" [Clerk, Approver] (id: u32, employer: Option<String>) -> Vec<FindingSheet>
        = sending::findings::out::finding_sheets, on of_job(id), log "print-findings";
    act save_findings "見つかったことを書き出す" [Clerk] (id: u32, to: HandOutTo) -> HandOverView = sending::findings::out::save_findings, on of_job(id), note to.target();
    look correction_choices "字を直す案を見る" [Clerk, Approver] (id: u32, code: String, severity: Severity) -> Vec<CorrectionChoice> = sending::corrections::correction_choices;
    act correct "字を直す案を受け入れる" [Clerk] (id: u32, accepted: Acceptance) -> JobView = sending::corrections::correct, on of_job(id);
    act save_corrections "直したところの一覧を書き出す" [Clerk] (id: u32, to: HandOutTo) -> HandOverView
        = sending::corrections::save_corrections, on of_job(id), note to.target();
    look decision_reasons "確認の理由の一覧を見る" [Clerk, Approver] () -> Vec<ReasonView> = sending::decisions::decision_reasons;
    look decision_sheet "確認への答えの一覧を見る" [Clerk, Approver, Auditor] (id: u32) -> DecisionSheet = sending::decision_sheet::decision_sheet;
    act save_decisions "確認への答えを書き出す" [Clerk, Approver] (id: u32, to: HandOutTo) -> HandOverView = sending::decision_sheet::save_decisions, on of_job(id), note to.target();
    act decide "確認に答える" [Clerk, Approver] (id: u32, code: String, rows: Option<Vec<u32>>, reason: String, words: String) -> JobView
        = sending::decisions::decide, on of_job(id), note format!("{code} {reason} {}", words.trim());
    look leaving "送信内容のまとめを見る" [Clerk, Approver] (id: u32) -> LeavingView = sending::leaving::leaving;
    act exclude_errors "誤りの行を除く" [Clerk] (id: u32) -> JobView = sending::release::exclude_errors, on of_job(id);
    act request_approval "承認を頼む" [Clerk] (id: u32) -> JobView = sending::release::request_approval, on of_job(id), log "ask-approval";
    act approve "承認する" [Approver] (id: u32) -> JobView = sending::release::approve, on of_job(id);
    act reject "差し戻す" [Approver] (id: u32, reason: String) -> JobView = sending::release::reject, on of_job(id), note reason.trim();
    act cancel "取り消す" [Clerk] (id: u32) -> JobView = sending::release::cancel, on of_job(id);
    act give_up "送信をあきらめる" [Clerk, Approver] (id: u32, reason: String) -> JobView = sending::release::give_up, on of_job(id);
    act retry_now "もう一度ためす" [Clerk] (id: u32) -> JobView = sending::carry_on::retry_now, on of_job(id);
    act choose_way "送りかたを選ぶ" [Clerk] (id: u32, way: SendingWay) -> JobView = sending::by_hand::choose_way, on of_job(id), note way.title();
    act write_out "送るファイルを書き出す" [Clerk] (id: u32, to: HandOutTo) -> JobView = sending::by_hand::write_out, on of_job(id), note to.target();
    act note_sent "手渡しで送ったことを記録する" [Clerk] (id: u32, receipt: String, day: Option<NaiveDate>) -> JobView
        = sending::by_hand::note_sent, on of_job(id), note receipt.trim();
    act letter "媒体の送付状を作る" [Clerk] (id: u32, addressee: Option<String>) -> LetterView = sending::by_hand::letter, on of_job(id);
    act note_told "送付完了の連絡を記録する" [Clerk] (id: u32) -> JobView = sending::by_hand::note_told, on of_job(id);
    act note_status "処理ステータスを記録する" [Clerk] (id: u32, word: String) -> JobView = sending::by_hand::note_status, on of_job(id), note word.trim();
    act take_result "結果のファイルを受け入れる" [Clerk] (path: String, job: Option<u32>) -> JobView = sending::by_hand::take_result, on name_of(&path);
    look queue "送信待ちを見る" [Clerk, Approver, Auditor] () -> Vec<JobView> = sending::queue::queue;
    act send_first "先に送る" [Clerk] (id: u32) -> JobView = sending::queue::send_first, on of_job(id);
    act hold "保留にする" [Clerk, Approver] (id: u32, reason: String) -> JobView = sending::holding::hold, on of_job(id), note reason.trim();
    act let_go "保留をやめる" [Clerk, Approver] (id: u32) -> JobView = sending::holding::let_go, on of_job(id);
    look result "結果を見る" [Clerk] (id: u32) -> ResultView = sending::results::result;
    look answers "照会の回答を見る" [Clerk] (id: u32) -> Vec<AnswerRow> = sending::results::answers::answers;
    act confirm "結果を確認する" [Clerk] (id: u32) -> JobView = sending::results::confirm, on of_job(id);
    act save_result "結果ファイルを書き出す" [Clerk] (id: u32, to: HandOutTo) -> HandOverView = sending::hand_over::save_result, on of_job(id), note to.target();
    act save_branch_numbers "被保険者枝番を書き出す" [Clerk] (id: u32, to: HandOutTo) -> HandOverView
        = sending::hand_over::save_branch_numbers, on of_job(id), note to.target();
    act save_resend "登録されていない行を書き出す" [Clerk] (id: u32, to: HandOutTo) -> HandOverView = sending::hand_over::save_resend, on of_job(id), note to.target();
    look hand_overs "授受簿を見る" everybody (part: ListPart) -> Vec<HandOverView> = sending::hand_over::hand_overs;
    look open_hand_overs "引き渡しの済んでいないファイルを見る" everybody () -> Vec<HandOverView> = sending::hand_over::open_hand_overs;
    act settle_hand_over "引き渡しを済ませる" [Clerk] (id: u32) -> HandOverView = sending::hand_over::settle_hand_over, on format!("授受{id}");
    act erase_hand_over "書き出したファイルを安全に消す" [Clerk] (id: u32) -> HandOverView = sending::hand_over::erase_hand_over, on format!("授受{id}");
    look masters "配信マスターを見る" everybody () -> MastersView = sending::masters::masters;
    look master_changes "配信マスターの変わったところを見る" everybody (id: u32) -> MasterChanges = sending::masters::master_changes;
    act pull_masters "配信マスターを受け取る" [Clerk, Admin] (full: bool) -> MastersView = sending::masters::pull_masters, on sending::masters::SUBJECT;
    act take_masters "配信マスターのファイルを取り込む" [Clerk, Admin] (path: String) -> MastersView
        = sending::masters::take_masters, on sending::masters::SUBJECT, note name_of(&path);
    act save_masters "配信マスターを書き出す" [Clerk, Admin] (to: HandOutTo, since: Option<u32>) -> HandOverView
        = sending::masters::save_masters, on sending::masters::SUBJECT, note to.target();
    look index "以前との比較を見る" [Admin, Auditor] () -> IndexView = sending::earlier::index;
    look indexed "索引にある人を見る" [Auditor] (part: IndexPart) -> Vec<IndexedLine> = sending::earlier::indexed;
    act turn_index_on "以前のファイルと比べる索引を作り始める" [Admin] (purpose: String, purge_on: String) -> IndexView = sending::earlier::turn_index_on, on "索引";
    act turn_index_off "索引を廃棄する" [Admin] () -> IndexView = sending::earlier::turn_index_off, on "索引", log "purge-index";
    act set_thresholds "比べるときのしきい値を変える" [Admin] (thresholds: Option<Thresholds>) -> IndexView = sending::earlier::set_thresholds, on "索引";
    look disposals "廃棄記録簿を見る" everybody (part: ListPart) -> Vec<DisposalView> = sending::disposal::disposals;
    act dispose_due "保存期間の過ぎたものを廃棄する" [Clerk, Approver, Admin] () -> Vec<DisposalView> = desk::disposing::dispose_due, on "端末";
    act dispose_job "送信のファイルを期限の前に廃棄する" [Clerk, Approver, Admin] (id: u32, reason: String, second: SecondPerson) -> Vec<DisposalView>
        = desk::disposing::dispose_job, on of_job(id), note reason.trim();
    look retention "保存期間を見る" everybody () -> Vec<RetentionView> = retention::retention;

    look identity_cases "本人確認の一覧を見る" [Clerk, Approver, Auditor] (part: ListPart) -> CaseList = people::cases::cases;
    look identity_case "本人確認を開く" [Clerk, Approver, Auditor] (id: u32) -> CaseView = people::cases::case;
    act new_case "本人確認を始める" [Clerk] (subject: String) -> CaseView = people::cases::new_case;
    act new_case_from "ファイルから本人確認を始める" [Clerk] (subject: String, path: String) -> CaseView = people::cases::new_case_from, log "new-case";
    act answer_case "本人確認の問いに答える" [Clerk] (id: u32, answer: CaseAnswer) -> CaseView = people::cases::answer_case, on people::cases::subject(id);
    act name_case "だれの届けかを書く" [Clerk] (id: u32, subject: String) -> CaseView = people::cases::name_case, on people::cases::subject(id);
    act refuse_case "本人確認をあきらめる" [Clerk] (id: u32, reason: String) -> CaseView = people::cases::refuse_case, on people::cases::subject(id);
    act close_case "本人確認の記録を閉じる" [Clerk] (id: u32) -> CaseView = people::cases::close_case, on people::cases::subject(id);
    act step_form "依頼書を進める" [Clerk] (id: u32, to: FormState) -> CaseView = people::cases::form::step_form, on people::cases::subject(id);
    look comparisons "突合の一覧を見る" [Clerk, Approver] (part: ListPart) -> Vec<ComparisonView> = people::comparisons::comparisons;
    look comparison "突合を開く" [Clerk, Approver] (id: u32) -> ComparisonView = people::comparisons::comparison;
    act take_pairs "突合の組を預かる" [Clerk] (path: String) -> ComparisonView = people::comparisons::take_pairs, on name_of(&path);
    look next_pair "次の組を見る" [Clerk, Approver] (id: u32, after: u32) -> Option<PairView> = people::comparisons::next_pair;
    look pair_sample "見本の組を見る" [Clerk, Approver] (id: u32) -> Vec<PairView> = people::comparisons::pair_sample;
    look pair_grounds "同じ人とする理由を見る" everybody () -> Vec<PairGround> = people::comparisons::grounds;
    act accept_sample "見本を見て通す" [Clerk, Approver] (id: u32) -> ComparisonView = people::comparisons::accept_sample, on people::comparisons::subject(id);
    act doubt_pair "見本の組を目で見ることにする" [Clerk, Approver] (id: u32, row: u32) -> ComparisonView
        = people::comparisons::doubt_pair, on people::comparisons::row_subject(id, row);
    act answer_pair "突合の組を決める" [Clerk, Approver] (id: u32, row: u32, finding: Finding, ground: Option<Ground>) -> ComparisonView
        = people::comparisons::answer_pair, on people::comparisons::row_subject(id, row);
    look decided_pairs "決めた組を見る" [Clerk, Approver] (id: u32, after: u32) -> Vec<DecidedPair> = people::comparisons::decided_pairs;
    act reopen_pair "決めた組をもう一度見る" [Clerk, Approver] (id: u32, row: u32) -> ComparisonView
        = people::comparisons::reopen_pair, on people::comparisons::row_subject(id, row);
    act save_comparison "突合の結果を書き出す" [Clerk] (id: u32, to: HandOutTo) -> HandOverView
        = people::comparisons::save_comparison, on people::comparisons::subject(id), note to.target();
    look look_ups "番号の照会を見る" [Clerk, Approver, Auditor, Admin] (part: ListPart) -> LookUpsView = people::look_ups::look_ups;
    look people_asked "本人に聞いた人を見る" [Clerk, Approver, Auditor] (part: ListPart) -> Vec<AskLine> = people::look_ups::asking::people_asked;
    act begin_look_up "住基ネットに照会する" [Clerk] (path: String, asked: NewLookUp, listed: Option<Listed>) -> JobView
        = people::look_ups::begin_look_up, on name_of(&path), note &asked.reason, log "look-up";
    act estimate_look_up "照会の費用を見積もる" [Clerk] (path: String, kind: String) -> LookUpEstimate
        = people::look_ups::estimate_look_up, on name_of(&path), log "look-up";
    act look_up_person "住基ネットに1人を照会する" [Clerk] (typed: BTreeMap<String, String>, again: Option<String>, asked: NewLookUp) -> JobView
        = people::look_ups::one::look_up_person, on people::look_ups::one::FILE_NAME, note &asked.reason, log "look-up";
    act set_look_up_cost "照会の費用を決める" [Admin] (yen: u32, postage: Option<u32>) -> LookUpsView = people::look_ups::set_look_up_cost, on "照会", note cost_in_words(yen, postage);
    act settle_asking "本人に聞いたことを記録する" [Clerk] (job: u32, row: u32, how: String) -> LookUpsView
        = people::look_ups::asking::settle_asking, on format!("送信{job}の{row}行目"), note how.trim();
    act compare_look_up "照会の結果と手元の記録を比べる" [Clerk] (id: u32, members: String) -> ComparisonView = people::look_ups::found::compare_look_up, on of_job(id);
    look inquiries "情報照会を見る" [Clerk, Approver, Auditor] (part: ListPart) -> InquiriesView = people::inquiries::inquiries;
    act inquire_person "1人を情報照会する" [Clerk] (typed: BTreeMap<String, String>) -> JobView
        = people::inquiries::inquire_person, on people::inquiries::one::FILE_NAME;
    look provision_records "情報提供等記録を見る" [Clerk, Approver, Auditor] () -> ProvisionRecords = people::inquiries::provision_records;
    look symbols "機関別符号の状態を見る" [Clerk, Approver, Auditor] (words: String) -> SymbolsView = people::symbols::symbols;
    act request_symbol "機関別符号をもう一度求める" [Clerk] (server_branch: String) -> SymbolLine
        = people::symbols::request_symbol, on people::symbols::SUBJECT;
    look numbers "番号の入力を見る" [Clerk] (part: ListPart) -> NumbersView = people::numbers::numbers;
    look number_problem "番号の形を確かめる" everybody (typed: String) -> Option<String> = people::numbers::problem;
    act enter_number "個人番号を入力する" [Clerk] (owner: NumberOwner, typed: String, again: String, case: u32) -> NumbersView = people::numbers::entering::enter_number;
    act read_number "個人番号をファイルから読む" [Clerk] (owner: NumberOwner, path: String) -> NumbersView = people::numbers::reading::read_number, on name_of(&path), log "enter-number";
    act remove_number "入力した個人番号を消す" [Clerk] (id: u32, reason: String) -> NumbersView
        = people::numbers::remove_number, on people::numbers::subject(id), note reason.trim();
    act reveal_number "個人番号を見る" [Clerk, Approver] (place: String, id: u32, row: u32, reason: String) -> Revealed
        = people::numbers::revealing::reveal_number, on format!("{place} {id} {row}");
    act save_numbers "入力した個人番号を書き出す" [Clerk] (to: HandOutTo) -> HandOverView = people::numbers::save_numbers, on "入力した個人番号", note to.target();
    look collection "事業主からの番号を見る" [Clerk, Approver, Auditor] (part: ListPart) -> CollectionView = people::collection::collection;
    look read_collection "事業主のファイルを読む" [Clerk] (path: String) -> EmployerFile = people::collection::sheets::read_collection;
    act take_collection "事業主のファイルを受け取る" [Clerk] (path: String, new: NewDelivery) -> DeliveryView
        = people::collection::taking::take_collection, on name_of(&path);
    act take_employers "番号を出す事業所の一覧を取り込む" [Clerk] (path: String) -> CollectionView
        = people::collection::employers::take_employers, on name_of(&path);
    act delivery "事業主のファイルを開く" [Clerk, Approver] (id: u32) -> DeliveryView = people::collection::delivery, on people::collection::subject(id), log "view-findings";
    act save_delivery "事業主から届いた個人番号を書き出す" [Clerk] (id: u32, to: HandOutTo) -> HandOverView
        = people::collection::leaving::save_delivery, on people::collection::subject(id), note to.target();
    act save_delivery_findings "事業主のファイルの誤りを書き出す" [Clerk] (id: u32, to: HandOutTo) -> HandOverView
        = people::collection::leaving::save_delivery_findings, on people::collection::subject(id), note to.target();
    act remove_delivery "事業主のファイルを廃棄する" [Clerk] (id: u32, reason: String) -> CollectionView
        = people::collection::leaving::remove_delivery, on people::collection::subject(id), note reason.trim();
    act remind_employers "番号が届いていない事業所に知らせる" [Clerk] (employers: Vec<u32>, how: String) -> Vec<ReminderLetter>
        = people::collection::employers::remind_employers, on format!("{}事業所", employers.len()), note how.trim();
    act save_reminders "番号が届いていない事業所の一覧を書き出す" [Clerk] (to: HandOutTo) -> HandOverView
        = people::collection::employers::save_reminders, on "事業所", note to.target();
    look mismatches "突合不一致の一覧を見る" [Clerk, Approver, Auditor] (part: ListPart) -> MismatchList = people::mismatches::mismatches;
    look mismatch "突合不一致を開く" [Clerk, Approver, Auditor] (id: u32) -> MismatchView = people::mismatches::mismatch;
    act save_mismatches "突合不一致の一覧を書き出す" [Clerk, Approver] (to: HandOutTo) -> HandOverView = people::mismatches::listing::save_mismatches, on "突合不一致", note to.target();
    act receive_mismatches "突合不一致を受け取る" [Clerk, Approver] () -> MismatchList = people::mismatches::with_server::receive_mismatches, on "突合不一致";
    act assign_mismatch "突合不一致の担当を決める" [Clerk, Approver] (id: u32, to: Option<String>) -> MismatchView
        = people::mismatches::assign_mismatch, on people::mismatches::subject(id);
    act correct_mismatch "突合不一致のデータを訂正することにする" [Clerk] (id: u32) -> MismatchView = people::mismatches::correct_mismatch, on people::mismatches::subject(id);
    act reopen_mismatch "突合不一致を考えなおす" [Clerk] (id: u32) -> MismatchView = people::mismatches::reopen_mismatch, on people::mismatches::subject(id);
    act propose_no_doubt "理由付き疑いなしと言う" [Clerk] (id: u32, reason: String, evidence: String) -> MismatchView
        = people::mismatches::propose_no_doubt, on people::mismatches::subject(id);
    act agree_to_no_doubt "理由付き疑いなしを認める" [Approver] (id: u32) -> MismatchView
        = people::mismatches::agree_to_no_doubt, on people::mismatches::subject(id), log "agree-no-doubt";
    act propose_together "同じ理由の人を、まとめて疑いなしと言う" [Clerk] (ids: Vec<u32>, reason: String, evidence: String) -> MismatchList
        = people::mismatches::together::propose_together, on format!("突合不一致 {}件", ids.len());
    act agree_together "まとめて疑いなしと認める" [Approver] (ids: Vec<u32>) -> MismatchList
        = people::mismatches::together::agree_together, on format!("突合不一致 {}件", ids.len());
    act object_to_no_doubt "理由付き疑いなしを認めない" [Approver] (id: u32, reason: String) -> MismatchView
        = people::mismatches::object_to_no_doubt, on people::mismatches::subject(id), log "object-no-doubt";
    act withdraw_no_doubt "理由付き疑いなしを取り消す" [Clerk, Approver] (id: u32) -> MismatchView
        = people::mismatches::withdraw_no_doubt, on people::mismatches::subject(id);
    act register_no_doubt "理由付き疑いなしをサーバーに登録する" [Clerk, Approver] (id: u32) -> MismatchView
        = people::mismatches::with_server::register_no_doubt, on people::mismatches::subject(id);
    look follow_ups "番号待ちなどの人の一覧を見る" [Clerk, Approver, Auditor] () -> FollowUpList = people::follow_ups::follow_ups;
    act end_follow_up "番号待ちなどの人を追うのを終える" [Clerk] (key: String, how: String) -> FollowUpList = people::follow_ups::end_follow_up, on "番号待ちなどの人", note how.trim();
    look timelines "登録の期限の一覧を見る" [Clerk, Approver, Auditor] (show: TimelineShow, text: String) -> TimelineList = people::timeline::timelines;
    look timeline "登録の期限を開く" [Clerk, Approver, Auditor] (registration: String) -> TimelineView = people::timeline::timeline;
    act close_timeline "届出があった人を登録しないことにする" [Clerk] (registration: String, reason: String) -> TimelineView = people::timeline::close_timeline, on "登録の期限", note reason.trim();
    look member_form "1人を登録する項目を見る" [Clerk] () -> MemberForm = people::members::member_form;
    act type_member "1人の加入者情報を入れる" [Clerk] (change: MemberChange, typed: BTreeMap<String, String>, again: Option<String>) -> JobView
        = people::members::type_member, on people::members::FILE_NAME;
    act compare_members "登録もれの一覧を書き出す" [Clerk] (path: String, to: HandOutTo) -> MembersCompared
        = people::members::comparing::compare_members, on name_of(&path), note to.target();
    look protected_people "保護の対象の人を見る" [Clerk, Approver, Auditor] () -> ProtectedList = people::protected::protected_people;
    act protect_person "人を保護の対象にする" [Clerk, Approver] (person: NewProtected) -> ProtectedList = people::protected::protect_person;
    act set_protection_end "保護を確かめる日を決める" [Clerk, Approver] (id: String, until: Option<NaiveDate>) -> ProtectedList
        = people::protected::set_protection_end;
    act end_protection "保護を終える" [Clerk, Approver] (id: String, reason: String) -> ProtectedList
        = people::protected::end_protection, note reason.trim();
    act show_whereabouts "保護の対象の人の住所を見る" [Clerk, Approver] (place: String, id: u32, row: u32, reason: String) -> Revealed
        = people::protected::whereabouts::show_whereabouts, on format!("{place} {id} {row}");
    look pia "PIAの判断を見る" [Approver, Admin, Auditor] () -> PiaView = people::pia::pia;
    act assess_pia "しきい値判断をする" [Approver, Admin] (question: Question, past: u32) -> PiaView = people::pia::assess_pia, on "しきい値判断";
    }

    marks {
        look "見る";
        lock "画面に鍵をかける";
        check "ファイルを検査する";
        view_findings "検査の結果を見る";
        upload "送る";
        accept "受付番号を受け取る";
        receive_result "結果を受け取る";
        view_result "結果を見る";
        find_older_data "データが古いものに戻っていると分かる";
        dispose "預かったファイルを廃棄する";
        fill_index "索引に、送った人を加える";
        view_case "本人確認を見る";
        view_pairs "突合の組を見る";
        view_asking "本人に聞く人を見る";
        view_indexed "索引にある人を見る";
        view_mismatch "突合不一致を見る";
        view_protected "保護の対象の人を見る";
        view_timelines "登録の期限を見る";
        view_records "情報提供等記録を見る";
        view_symbols "機関別符号の状態を見る";
    }
}
