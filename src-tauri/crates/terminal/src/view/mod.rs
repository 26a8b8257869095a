//! What clients (window, command line) are shown: plain data, never a database row. TypeScript types are made from it.

mod certificate;
mod home;
mod job;
mod people;
mod problem;
mod records;

pub use certificate::{
    CertificateView, ConnectionView, KeyView, NewProfile, ProfileView, TrustView, Validity,
};
pub use home::{
    DayCount, FrameView, HomeView, ServerView, Stage, StartView, Task, Urgency, Waiting,
};
pub use job::{
    FailedRow, FindingGroup, FindingPage, FindingRow, HistoryLine, JobAct, JobView, KindView,
    Progress, ProgressUnit, ResultView, Severity, Who,
};
pub use people::{NewUser, PersonView, UserView};
pub use problem::ProblemView;
pub use records::{AuditCheck, AuditLine, AuditOutcome, HandOverView};
