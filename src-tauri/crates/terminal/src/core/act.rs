//! The catalogue of acts that the audit log knows, and the trail that an act leaves.

use kakehashi_domain::Fault;
use serde::{Deserialize, Serialize};

macro_rules! acts {
    ($($name:ident $word:literal $title:literal;)+) => {
        /// What a person (or the terminal on its own) did.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Act { $(#[doc = $title] $name,)+ }

        impl Act {
            /// The stable word in the log.
            pub fn word(self) -> &'static str {
                match self { $(Act::$name => $word,)+ }
            }

            /// The Japanese words for it.
            pub fn title(self) -> &'static str {
                match self { $(Act::$name => $title,)+ }
            }

            /// The Japanese words for a word of the log.
            pub fn title_of(word: &str) -> &str {
                match word { $($word => $title,)+ other => other }
            }
        }
    };
}

acts! {
    SetUp "set-up" "端末を使い始める";
    LogIn "log-in" "ログイン";
    LogOut "log-out" "離席・ログアウト";
    Lock "lock" "画面に鍵をかける";
    ComeBack "come-back" "離席からもどる";
    ChangePassword "change-password" "パスワードを変える";
    AddUser "add-user" "利用者を加える";
    AddProfile "add-profile" "接続先を登録する";
    UseProfile "use-profile" "接続先を切り替える";
    ImportCertificate "import-certificate" "証明書を取り込む";
    RequestCertificate "request-certificate" "証明書の鍵と申請ファイルを作る";
    RepeatRequest "repeat-request" "証明書の申請ファイルをもう一度書き出す";
    InstallCertificate "install-certificate" "届いた証明書を設定する";
    NoteCertificate "note-certificate" "証明書の書類を記録する";
    RetireCertificate "retire-certificate" "証明書を使うのをやめる";
    SwitchCertificate "switch-certificate" "使う証明書を切り替える";
    AddAnchor "add-anchor" "認証局を加える";
    RemoveAnchor "remove-anchor" "認証局を外す";
    SetProxy "set-proxy" "プロキシを変える";
    SetLine "set-line" "回線の種類を控える";
    SetCalendar "set-calendar" "受付時間を決める";
    SetRevocation "set-revocation" "失効一覧の場所を決める";
    RemoveRevocation "remove-revocation" "失効一覧を使うのをやめる";
    FetchRevocation "fetch-revocation" "失効一覧を取る";
    TestConnection "test-connection" "接続を確かめる";
    ServerLogIn "server-log-in" "サーバーにログイン";
    SetServerAccount "set-server-account" "接続システムの利用者を登録する";
    ImportDefinition "import-definition" "ファイルの定義を取り込む";
    RetireDefinition "retire-definition" "ファイルの定義を使うのをやめる";
    SaveDefinition "save-definition" "ファイルの定義を書き出す";
    TakeIn "take-in" "ファイルを預かる";
    Check "check" "ファイルを検査する";
    ViewFindings "view-findings" "検査の結果を見る";
    Correct "correct" "字を直す案を受け入れる";
    SaveCorrections "save-corrections" "直したところの一覧を書き出す";
    SaveFindings "save-findings" "見つかったことを書き出す";
    PrintFindings "print-findings" "確認票を印刷する";
    ExcludeErrors "exclude-errors" "誤りの行を除く";
    AskApproval "ask-approval" "承認を頼む";
    Approve "approve" "承認する";
    Reject "reject" "差し戻す";
    Cancel "cancel" "取り消す";
    RetryNow "retry-now" "もう一度ためす";
    Upload "upload" "送る";
    Accept "accept" "受付番号を受け取る";
    ReceiveResult "receive-result" "結果を受け取る";
    ViewResult "view-result" "結果を見る";
    SaveResult "save-result" "結果ファイルを書き出す";
    SaveBranchNumbers "save-branch-numbers" "被保険者枝番を書き出す";
    SaveResend "save-resend" "登録されていない行を書き出す";
    Confirm "confirm" "結果を確認する";
    Dispose "dispose" "預かったファイルを廃棄する";
    TurnIndexOn "turn-index-on" "以前のファイルと比べる索引を作り始める";
    FillIndex "fill-index" "索引に、送った人を加える";
    PurgeIndex "purge-index" "索引を廃棄する";
    SetThresholds "set-thresholds" "比べるときのしきい値を変える";
    ChangeSetting "change-setting" "設定を変える";
    SettleHandOver "settle-hand-over" "引き渡しを済ませる";
    NewCase "new-case" "本人確認を始める";
    AnswerCase "answer-case" "本人確認の問いに答える";
    NameCase "name-case" "だれの届けかを書く";
    ViewCase "view-case" "本人確認を見る";
    RefuseCase "refuse-case" "本人確認をあきらめる";
    CloseCase "close-case" "本人確認の記録を閉じる";
    StepForm "step-form" "依頼書を進める";
    AssessPia "assess-pia" "しきい値判断をする";
    TakePairs "take-pairs" "突合の組を預かる";
    ViewPairs "view-pairs" "突合の組を見る";
    AcceptSample "accept-sample" "見本を見て通す";
    DoubtPair "doubt-pair" "見本の組を目で見ることにする";
    AnswerPair "answer-pair" "突合の組を決める";
    SaveComparison "save-comparison" "突合の結果を書き出す";
    LookUp "look-up" "住基ネットに照会する";
    SetLookUpCost "set-look-up-cost" "照会の費用を決める";
    CompareLookUp "compare-look-up" "照会の結果と手元の記録を比べる";
    ViewAsking "view-asking" "本人に聞く人を見る";
    SettleAsking "settle-asking" "本人に聞いたことを記録する";
    EnterNumber "enter-number" "個人番号を入力する";
    RemoveNumber "remove-number" "入力した個人番号を消す";
    SaveNumbers "save-numbers" "入力した個人番号を書き出す";
    ReceiveMismatches "receive-mismatches" "突合不一致を受け取る";
    ViewMismatch "view-mismatch" "突合不一致を見る";
    AssignMismatch "assign-mismatch" "突合不一致の担当を決める";
    CorrectMismatch "correct-mismatch" "突合不一致のデータを訂正することにする";
    ReopenMismatch "reopen-mismatch" "突合不一致を考えなおす";
    ProposeNoDoubt "propose-no-doubt" "理由付き疑いなしと言う";
    ObjectNoDoubt "object-no-doubt" "理由付き疑いなしを認めない";
    AgreeNoDoubt "agree-no-doubt" "理由付き疑いなしを認める";
    RegisterNoDoubt "register-no-doubt" "理由付き疑いなしをサーバーに登録する";
    ViewTimelines "view-timelines" "登録の期限を見る";
    CloseTimeline "close-timeline" "届出があった人を登録しないことにする";
    Look "look" "見る";
    VerifyAudit "verify-audit" "記録のつながりを確かめる";
    ExportAudit "export-audit" "記録を書き出す";
}

/// What the log will say of an act, once it is done or has failed.
#[derive(Debug, Clone)]
pub(crate) struct Trail {
    pub act: Act,
    pub subject: String,
    /// Who, when it isn't the person who is logged in.
    pub actor: Option<String>,
    pub note: Option<String>,
    pub correlation: String,
}

impl Trail {
    pub fn new(act: Act, subject: impl Into<String>) -> Self {
        let correlation = uuid::Uuid::new_v4().to_string();
        Self {
            act,
            subject: subject.into(),
            actor: None,
            note: None,
            correlation,
        }
    }

    pub fn by(mut self, actor: impl Into<String>) -> Self {
        self.actor = Some(actor.into());
        self
    }

    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The service log's line; it names codes and causes, never people or their data.
    pub fn log_failure(&self, fault: &Fault) {
        let cause = fault.cause.as_deref().unwrap_or("-");
        let (act, correlation) = (self.act.word(), self.correlation.as_str());
        tracing::warn!(
            code = fault.code.number(),
            act,
            correlation,
            cause,
            "act failed"
        );
    }
}
