//! What clients (window, command line) are shown: plain data, never a database row. TypeScript types are made from it.

mod case;
mod certificate;
mod comparison;
mod connection;
mod definition;
mod finding;
mod home;
mod index;
mod job;
mod life;
mod look_up;
mod mismatch;
mod number;
mod people;
mod pia;
mod problem;
mod records;
mod setting;
mod timeline;

pub use case::{
    CaseAnswered, CaseChoice, CaseDocument, CaseElement, CaseForm, CaseLine, CaseList, CasePrompt,
    CaseRule, CaseView,
};
pub use certificate::{
    AuthorityView, CertificateView, KeyView, LineNote, NewProfile, NewProxy, PlaceDraft,
    ProfileView, TrustView,
};
pub use comparison::{ComparisonView, PairGround, PairItem, PairPiece, PairView};
pub use connection::{ConnectionView, LayerName, LayerView, Light, LineView, ServiceView};
pub use definition::{
    DefinitionFact, DefinitionFile, DefinitionProblem, DefinitionText, DefinitionView, ImportedView,
};
pub use finding::{
    Acceptance, CellView, ColumnCount, CorrectionChoice, EmployerCount, FindingFilter,
    FindingGroup, FindingPage, FindingRow, FindingSheet, RowView, Severity, SheetGroup,
};
pub use home::{
    DayCount, FrameView, HomeView, ServerView, Stage, StartView, Task, Urgency, Waiting,
};
pub use index::{DisposalView, IndexOn, IndexView, Thresholds};
pub use job::{
    FailedRow, HistoryLine, JobAct, JobLookUp, JobView, KindView, Progress, ProgressUnit,
    ResultView, Who,
};
pub use life::{
    BackupView, InventoryLine, LifeLine, NewPapers, NewRevocation, RevocationState, RevocationView,
};
pub use look_up::{
    AskLine, LookUpEstimate, LookUpKind, LookUpLine, LookUpPurpose, LookUpsView, NewLookUp,
};
pub use mismatch::{
    MismatchAct, MismatchEvent, MismatchEvidence, MismatchLine, MismatchList, MismatchPerson,
    MismatchReason, MismatchView, NoDoubtProposal,
};
pub use number::{NumberLine, NumberOwner, NumbersView};
pub use people::{NewUser, PersonView, UserView};
pub use pia::{PiaGround, PiaRecordView, PiaView};
pub use problem::ProblemView;
pub use records::{AuditCheck, AuditLine, AuditOutcome, HandOutTo, HandOverView};
pub use setting::SettingView;
pub use timeline::{
    TimelineClosed, TimelineLine, TimelineList, TimelineShow, TimelineStage, TimelineView,
};
