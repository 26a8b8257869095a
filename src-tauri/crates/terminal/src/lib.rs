//! The controller of the terminal: session, workflows, queue.

pub mod view;

#[cfg(test)]
mod print_bindings {
    use crate::view::*;
    use ts_rs::{Config, TS};
    #[test]
    fn print() {
        let c = Config::default();
        macro_rules! all { ($($t:ty),* $(,)?) => { $( println!("export {}", <$t as TS>::decl(&c)); )* } }
        all!(
            kakehashi_domain::Code,
            kakehashi_domain::Retry,
            CertificateView,
            ConnectionView,
            NewProfile,
            ProfileKind,
            ProfileView,
            TrustView,
            Validity,
            DayCount,
            FrameView,
            HomeView,
            ServerView,
            Stage,
            StartView,
            Task,
            Urgency,
            Waiting,
            FindingGroup,
            FindingPage,
            FindingRow,
            FailedRow,
            HistoryLine,
            JobAct,
            JobState,
            JobView,
            KindView,
            Progress,
            ProgressUnit,
            ResultView,
            Severity,
            Who,
            NewUser,
            PersonView,
            Role,
            UserView,
            ProblemView,
            AuditCheck,
            AuditLine,
            AuditOutcome,
            HandOverView
        );
    }
}
