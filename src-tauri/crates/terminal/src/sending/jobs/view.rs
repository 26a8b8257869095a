//! A file on its way, as shown.

use crate::core::{meter::Progress, problem::ProblemView};
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{JobState, SendingWay};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What this person may do with a job now. Clients show no other button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum JobAct {
    /// 見つかったことを書き出す.
    SaveFindings,
    /// 字を直す案を受け入れる.
    Correct,
    /// 直したところの一覧を書き出す.
    SaveCorrections,
    /// 確認に答える.
    Decide,
    /// 誤りの行を除く.
    ExcludeErrors,
    /// 承認を頼む.
    RequestApproval,
    /// 承認する.
    Approve,
    /// 差し戻す.
    Reject,
    /// 取り消す.
    Cancel,
    /// 送りかたを選ぶ.
    ChooseWay,
    /// 送るファイルを書き出す, for people to carry.
    WriteOut,
    /// 手渡しで送ったことを記録する.
    NoteSent,
    /// 送付状を作る, for a medium.
    Letter,
    /// 送付完了の連絡を記録する.
    NoteTold,
    /// 処理ステータスを記録する, and take the result in.
    NoteStatus,
    /// 先に送る.
    SendFirst,
    /// 保留にする.
    Hold,
    /// 保留をやめる.
    LetGo,
    /// もう一度ためす, without waiting for the next try.
    RetryNow,
    /// 送信をあきらめる; wants a second person.
    GiveUp,
    /// 結果を見る.
    ReadResult,
    /// 結果ファイルを書き出す.
    SaveResult,
    /// 被保険者枝番を引き渡す.
    SaveBranchNumbers,
    /// 登録されていない行を書き出す.
    SaveResend,
    /// 結果を確認しました.
    Confirm,
}

/// A file on its way.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct JobView {
    /// Number on this terminal.
    pub id: u32,
    /// File kind.
    pub kind: String,
    /// Its name on screen.
    pub kind_title: String,
    /// Whether it asks the server for something; else it registers.
    pub asks: bool,
    /// Whether its layout is 仮.
    pub provisional: bool,
    /// Version of the layout that it was checked by.
    pub layout_version: String,
    /// Name of the file as it came.
    pub file_name: String,
    /// Its size in bytes.
    pub bytes: u32,
    /// SHA-256 of the file as it came, hexadecimal.
    pub sha256: String,
    /// Size of what leaves, in bytes; smaller than the file where rows were left out.
    pub leaving_bytes: u32,
    /// SHA-256 of what leaves, hexadecimal.
    pub leaving_sha256: String,
    /// Where it stands.
    pub state: JobState,
    /// The word for it.
    pub state_title: String,
    /// The server's own word, as received.
    pub server_status: Option<String>,
    /// 受付番号.
    pub receipt: Option<String>,
    /// Data rows in the file.
    pub rows: u32,
    /// Rows with 誤り.
    pub error_rows: u32,
    /// 誤り of the whole file, which leaving rows out doesn't mend.
    pub file_errors: u32,
    /// What needs 確認: rows, and findings of the whole file.
    pub confirms: u32,
    /// What of it nobody answered yet.
    pub open_confirms: u32,
    /// The answers to the rest; empty in a list of jobs.
    pub decisions: Vec<DecisionView>,
    /// Rows with nothing worse than 警告, and such findings of the whole file.
    pub warning_rows: u32,
    /// Whether its check compared it with what was sent before.
    pub compared: bool,
    /// Rows that protect their person (不開示該当, 自己情報提供不可).
    pub protected_rows: u32,
    /// Codes of findings about a protection that this person may decide as one of two.
    pub lifts: Vec<String>,
    /// Cells whose characters were corrected; the file as it came is untouched.
    pub corrected_cells: u32,
    /// Rows left out on purpose; they stay "not sent".
    pub excluded_rows: u32,
    /// Rows that the server registered.
    pub ok_rows: Option<u32>,
    /// Rows that the server refused.
    pub failed_rows: Option<u32>,
    /// Of the act under way.
    pub progress: Option<Progress>,
    /// The connection that it came in under and goes by.
    pub profile: String,
    /// The same in words, with its kind and address.
    pub goes_to: String,
    /// By which way it goes.
    pub way: SendingWay,
    /// The words for it.
    pub way_title: String,
    /// Where the file lies that was written to be carried; None where none was, or it is deleted again.
    pub written: Option<String>,
    /// How its medium went by post; None where none did.
    pub parcel: Option<ParcelView>,
    /// Why it is held (保留); None where it isn't.
    pub held: Option<String>,
    /// Why it doesn't go on just now; None where it does, or isn't on its way.
    pub waits: Option<String>,
    /// Who wants to give it up, and why; a second person decides.
    pub given_up: Option<GivenUpView>,
    /// What it waits for or failed by.
    pub problem: Option<ProblemView>,
    /// Who prepared it.
    pub prepared_by: String,
    /// When.
    pub prepared_at: DateTime<Utc>,
    /// Who released it.
    pub approved_by: Option<String>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Why people are looked up, and what that costs; None for other kinds.
    pub look_up: Option<JobLookUp>,
    /// What a list of the 基幹システム says of the file, in words; empty where nothing was said.
    pub listed: String,
    /// Whether it was checked under 機関内テスト and so can't leave.
    pub stays_here: bool,
    /// What this person may do now.
    pub acts: Vec<JobAct>,
    /// How it came here, oldest first; empty in lists.
    pub history: Vec<HistoryLine>,
}

/// A medium on its way to the server's people and back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ParcelView {
    /// The day on which it was posted.
    pub sent_on: NaiveDate,
    /// What finds it again, where the post gave one.
    pub tracking: Option<String>,
    /// Who told them that it is on its way (送付完了の連絡).
    pub told_by: Option<String>,
    /// When.
    pub told_at: Option<DateTime<Utc>>,
    /// The first day on which its result may be back.
    pub back_from: NaiveDate,
    /// The day by which it should be.
    pub back_by: NaiveDate,
    /// Whether that day has passed without a result.
    pub is_late: bool,
}

/// The letter that goes with a medium (送付状). Nothing personal stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LetterView {
    /// 宛先.
    pub addressee: String,
    /// The day that it is written.
    pub day: NaiveDate,
    /// 保険者番号 of whoever sends.
    pub insurer: String,
    /// 内容: what the file is.
    pub contents: String,
    /// Name of the sealed file on the medium.
    pub file: String,
    /// SHA-256 of it, hexadecimal.
    pub sha256: String,
    /// 件数: data rows in it.
    pub rows: u32,
    /// 担当: who sends it.
    pub person: String,
    /// Number of the job, which the answer may name.
    pub job: u32,
    /// What to think of before it goes, where protected people stand on the medium. It isn't printed.
    pub warning: Option<String>,
}

/// Why people are looked up at 住基ネット, and what that costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct JobLookUp {
    /// 利用目的.
    pub purpose: String,
    /// Why.
    pub reason: String,
    /// Yen for each person who is found.
    pub yen_per_hit: u32,
    /// Yen for the post, where a medium goes.
    pub postage_yen: u32,
    /// Yen, if everybody is found.
    pub most_yen: u32,
    /// How many were found, once the result is here.
    pub hits: Option<u32>,
    /// Yen that were booked for them, the post with them.
    pub yen: Option<u32>,
}

/// The first word of two about giving a job up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GivenUpView {
    /// Who said it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// One step of a job's way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryLine {
    /// When.
    pub at: DateTime<Utc>,
    /// The state that it came to.
    pub state: JobState,
    /// The word for the state.
    pub state_title: String,
    /// The server's own word, if it said one.
    pub server_status: Option<String>,
    /// Who, or what.
    pub by: String,
    /// In words, e.g. the approver's reason.
    pub note: Option<String>,
}

/// Whom a row speaks of, as far as it can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Who {
    /// 記号・番号・枝番 joined.
    pub registration: String,
    /// 漢字氏名, else カナ氏名.
    pub name: String,
    /// 生年月日 with 和暦.
    pub birth_date: String,
}

/// Every answer to the 確認 of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DecisionSheet {
    /// Who released the file with these answers before their eyes.
    pub approved_by: Option<String>,
    /// By row.
    pub lines: Vec<DecisionLine>,
}

/// One 確認 that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DecisionLine {
    /// Row; 0 for the file as a whole.
    pub row: u32,
    /// Whom the row speaks of.
    pub who: Who,
    /// What it was, in short.
    pub title: String,
    /// The column; empty for the whole row.
    pub column: String,
    /// The cell, masked where it must be.
    pub value: String,
    /// What was found.
    pub message: String,
    /// Why it is right.
    pub reason: String,
    /// What the person added.
    pub note: String,
    /// Who answered.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// An answer to a 確認.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DecisionView {
    /// Code of what was found.
    pub code: String,
    /// For how many rows it was answered.
    pub count: u32,
    /// The first thousand of them; 0 stands for the file as a whole.
    pub rows: Vec<u32>,
    /// The reason that was chosen.
    pub reason: String,
    /// What the person added; empty where nothing.
    pub note: String,
    /// Who answered.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A reason for answering a 確認.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReasonView {
    /// Its word.
    pub id: String,
    /// As it is shown.
    pub title: String,
}
