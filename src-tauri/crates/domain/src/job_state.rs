//! Where a file stands on its way, and which step leads where.
//!
//! ```text
//! Checking ─ Checked ─ AwaitingApproval ─ Queued ─ Uploading ─ Submitting ─ Accepted ─ Processing ─ Completed
//!     │         │          │      │          │         │                       │            │          │
//!     │         └──────────┴──────┼──────────┴─ Cancelled                      └── Failed ──┘   ResultReceived
//!     └─ Failed                Rejected                                                            │
//!                                                                                              Confirmed
//! ```
//! A 受付番号 that the server doesn't know is asked for once more: Accepted, Processing or Completed goes back to Submitting.
//!
//! Uploading may be cancelled, since nothing is registered yet; Submitting may not, since nobody knows here whether
//! the server has already accepted. From Queued to Completed a certain refusal, the loss of the job at the server, or two
//! people who give it up lead to Failed; a failed job may be taken back, so that its files go at once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a job stands. The order is the order of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum JobState {
    /// 検査中: taken in, being checked.
    Checking,
    /// 検査済: findings are known; nobody has asked for approval.
    Checked,
    /// 承認待ち.
    AwaitingApproval,
    /// 送信待ち: approved; goes as soon as it can.
    Queued,
    /// 送信中.
    Uploading,
    /// 受付の確認中: every byte is there; the job is being made at the server.
    Submitting,
    /// 受付: the server holds it.
    Accepted,
    /// 処理中.
    Processing,
    /// 処理完了: the server's own word; rows decide about success.
    Completed,
    /// 結果取得済: the result file is here; nobody has confirmed it.
    ResultReceived,
    /// 結果確認済: a person has read the result.
    Confirmed,
    /// 差し戻し by the approver.
    Rejected,
    /// 取消 before it was accepted.
    Cancelled,
    /// 失敗: the file can't be read, or the server refused it as a whole.
    Failed,
}

/// What happens to a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobStep {
    /// The check came to its end.
    CheckFinished,
    /// The file can't be read as what it should be.
    Unreadable,
    /// The clerk corrected characters; the corrected copy is checked anew.
    Correct,
    /// The clerk asks for approval.
    AskApproval,
    /// Another person releases it.
    Approve,
    /// Another person sends it back.
    Reject,
    /// The clerk takes it back.
    Cancel,
    /// The server made room for the bytes.
    StartUpload,
    /// Every byte is at the server.
    FinishUpload,
    /// The server lost the bytes before they became a job.
    LoseUpload,
    /// The server gave a 受付番号.
    Accept,
    /// The server doesn't know the 受付番号, or gives another's things under it.
    DoubtReceipt,
    /// A person sent it by hand.
    SendByHand,
    /// The server works on it.
    Work,
    /// The server says 処理完了.
    Complete,
    /// The server refused the file for certain, or lost the job.
    Refuse,
    /// Two people gave it up.
    GiveUp,
    /// The result file is stored here.
    ReceiveResult,
    /// A person has read the result.
    Confirm,
}

impl JobState {
    /// Every state, in order.
    pub const ALL: [JobState; 14] = [
        Self::Checking,
        Self::Checked,
        Self::AwaitingApproval,
        Self::Queued,
        Self::Uploading,
        Self::Submitting,
        Self::Accepted,
        Self::Processing,
        Self::Completed,
        Self::ResultReceived,
        Self::Confirmed,
        Self::Rejected,
        Self::Cancelled,
        Self::Failed,
    ];

    /// Where a step leads from here; None when the step isn't allowed.
    pub fn after(self, step: JobStep) -> Option<JobState> {
        use JobState as S;
        use JobStep as E;
        let next = match (self, step) {
            (S::Checking, E::CheckFinished) => S::Checked,
            (S::Checking, E::Unreadable) => S::Failed,
            (S::Checked, E::Correct) => S::Checking,
            (S::Checked, E::AskApproval) => S::AwaitingApproval,
            (S::AwaitingApproval, E::Approve) => S::Queued,
            (S::AwaitingApproval, E::Reject) => S::Rejected,
            (S::Queued, E::StartUpload) => S::Uploading,
            (S::Uploading, E::FinishUpload) => S::Submitting,
            (S::Uploading | S::Submitting, E::LoseUpload) => S::Queued,
            (S::Submitting, E::Accept) | (S::Queued, E::SendByHand) => S::Accepted,
            (S::Accepted | S::Processing | S::Completed, E::DoubtReceipt) => S::Submitting,
            (S::Accepted | S::Processing, E::Work) => S::Processing,
            (S::Accepted | S::Processing, E::Complete) => S::Completed,
            (
                S::Queued
                | S::Uploading
                | S::Submitting
                | S::Accepted
                | S::Processing
                | S::Completed,
                E::Refuse | E::GiveUp,
            ) => S::Failed,
            // By hand a result comes without a word before it.
            (S::Accepted | S::Processing | S::Completed, E::ReceiveResult) => S::ResultReceived,
            (S::ResultReceived, E::Confirm) => S::Confirmed,
            (
                S::Checking
                | S::Checked
                | S::AwaitingApproval
                | S::Queued
                | S::Uploading
                | S::Failed,
                E::Cancel,
            ) => S::Cancelled,
            _ => return None,
        };
        Some(next)
    }

    /// Whether the terminal itself carries the job on from here.
    pub fn is_moving(self) -> bool {
        self >= Self::Queued && self <= Self::Completed
    }

    /// Whether nothing more happens to the job.
    pub fn is_ended(self) -> bool {
        self >= Self::Confirmed
    }

    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Checking => "検査中",
            Self::Checked => "検査済",
            Self::AwaitingApproval => "承認待ち",
            Self::Queued => "送信待ち",
            Self::Uploading => "送信中",
            Self::Submitting => "受付の確認中",
            Self::Accepted => "受付",
            Self::Processing => "処理中",
            Self::Completed => "処理完了",
            Self::ResultReceived => "結果の確認待ち",
            Self::Confirmed => "結果確認済",
            Self::Rejected => "差し戻し",
            Self::Cancelled => "取消",
            Self::Failed => "失敗",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{JobState as S, JobStep as E};

    #[test]
    fn the_main_way_leads_from_check_to_confirmation() {
        let way = [
            E::CheckFinished,
            E::AskApproval,
            E::Approve,
            E::StartUpload,
            E::FinishUpload,
            E::Accept,
            E::Work,
            E::Complete,
            E::ReceiveResult,
            E::Confirm,
        ];
        let end = way
            .iter()
            .try_fold(S::Checking, |state, step| state.after(*step));
        assert_eq!(end, Some(S::Confirmed));
    }

    #[test]
    fn nothing_is_sent_without_approval() {
        for state in S::ALL.into_iter().filter(|s| *s < S::Queued) {
            assert_eq!(state.after(E::StartUpload), None, "{state:?}");
        }
    }

    #[test]
    fn what_the_server_may_hold_is_never_cancelled() {
        let over = |s: &S| *s >= S::Submitting && *s != S::Failed;
        for state in S::ALL.into_iter().filter(over) {
            assert_eq!(state.after(E::Cancel), None, "{state:?}");
        }
    }

    #[test]
    fn a_receipt_is_doubted_only_where_one_is_held() {
        for state in S::ALL {
            let is_held = (S::Accepted..=S::Completed).contains(&state);
            let back = state.after(E::DoubtReceipt);
            assert_eq!(back, is_held.then_some(S::Submitting), "{state:?}");
        }
    }

    #[test]
    fn ended_jobs_stay_ended() {
        let steps = [
            E::Approve,
            E::Confirm,
            E::StartUpload,
            E::LoseUpload,
            E::Work,
            E::Refuse,
            E::GiveUp,
        ];
        for state in S::ALL.into_iter().filter(|s| s.is_ended()) {
            assert!(
                steps.iter().all(|step| state.after(*step).is_none()),
                "{state:?}"
            );
        }
    }

    #[test]
    fn every_job_on_its_way_has_a_way_to_its_end() {
        for state in S::ALL.into_iter().filter(|s| s.is_moving()) {
            assert_eq!(state.after(E::Refuse), Some(S::Failed), "{state:?}");
            assert_eq!(state.after(E::GiveUp), Some(S::Failed), "{state:?}");
        }
        assert_eq!(S::Failed.after(E::Cancel), Some(S::Cancelled));
    }
}
