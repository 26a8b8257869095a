//! What clients (window, command line) are shown: plain data, never a database row. TypeScript types are made from it.

pub use crate::alone::restore::RestoreReport;
pub use crate::core::{part::ListPart, problem::ProblemView, retention::RetentionView};
pub use crate::desk::backup::view::{
    BackupCheck, BackupLine, BackupPlanView, BackupsView, NewRestore,
};
pub use crate::desk::drafts::Draft;
pub use crate::desk::home::history::{SentKind, SentView, Span};
pub use crate::desk::home::view::{
    DayCount, FrameView, HomeView, ServerView, Stage, StartView, Task, Urgency, Waiting,
};
pub use crate::desk::settings::view::SettingView;
pub use crate::people::cases::view::{
    CaseAnswered, CaseChoice, CaseDocument, CaseElement, CaseForm, CaseLine, CaseList, CasePrompt,
    CaseRule, CaseView,
};
pub use crate::people::comparisons::view::{
    ComparisonView, DecidedPair, PairGround, PairItem, PairOpinion, PairPiece, PairView,
};
pub use crate::people::look_ups::view::{
    AskLine, LookUpEstimate, LookUpKind, LookUpLine, LookUpPurpose, LookUpsView, NewLookUp,
};
pub use crate::people::mismatches::view::{
    MismatchAct, MismatchEvent, MismatchEvidence, MismatchLine, MismatchList, MismatchPerson,
    MismatchReason, MismatchView, NoDoubtProposal,
};
pub use crate::people::numbers::view::{NumberLine, NumberOwner, NumbersView};
pub use crate::people::pia::view::{PiaGround, PiaRecordView, PiaView};
pub use crate::people::timeline::view::{
    TimelineClosed, TimelineLine, TimelineList, TimelineShow, TimelineStage, TimelineView,
};
pub use crate::place::certificates::life::{
    BackupView, InventoryLine, LifeLine, NewPapers, NewRevocation, RevocationState, RevocationView,
};
pub use crate::place::certificates::view::{
    AuthorityView, CertificateFileView, CertificateView, ExplainedCertificate, KeyView, LineNote,
    NewProfile, NewProxy, PlaceDraft, ProfileView, TrustView,
};
pub use crate::place::connection::view::{
    ConnectionView, LayerName, LayerView, Light, LineView, ServiceView,
};
pub use crate::place::definitions::view::{
    DefinitionFact, DefinitionFile, DefinitionProblem, DefinitionText, DefinitionView,
    HouseEncodingView, ImportedView,
};
pub use crate::sending::findings::view::{
    Acceptance, CellView, ColumnCount, CorrectionChoice, EmployerCount, FindingFilter,
    FindingGroup, FindingPage, FindingRow, FindingSheet, RowView, Severity, SheetGroup,
};
pub use crate::sending::{
    disposal::DisposalView,
    earlier::view::{IndexOn, IndexView, Thresholds},
};
pub use crate::{
    core::meter::{Progress, ProgressUnit},
    place::definitions::view::KindView,
    sending::{
        jobs::view::{
            DecisionView, GivenUpView, HistoryLine, JobAct, JobLookUp, JobView, ReasonView, Who,
        },
        leaving::view::{
            BeforeView, ChangeCount, ChangedColumn, CorrectedCell, Difference, LeavingView,
        },
        results::view::{AnswerItem, AnswerRow, FailedRow, ResultView},
        trial::TrialView,
    },
};
pub use crate::{
    core::session::PersonView,
    desk::accounts::view::{ActView, NewUser, UserView},
};
pub use crate::{
    desk::audit::view::{
        AuditCheck, AuditLine, AuditOutcome, AuditPage, AuditVerdict, AuditWanted,
    },
    files::sealing::HandOutTo,
    sending::hand_over::view::HandOverView,
};
