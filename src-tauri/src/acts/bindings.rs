//! Makes `ui/src/platform/bindings.ts` from the Rust types, and fails when the committed file differs.
//! `UPDATE_BINDINGS=1 cargo test -p kakehashi-app bindings` writes it anew.

use kakehashi_domain::{
    Code, DeadlineState, ExpiryStage, JobState, LineKind, MismatchState, ProfileKind, Registration,
    RegistrationStep, Retry, Role, Validity,
    compare::{Finding, Ground, ReviewState, Verdict, Word},
    identity::{
        Actor, AgentKind, CaseAnswer, CaseQuestion, CaseState, Channel, Element, FormState, Prompt,
        Standing, Verifier,
    },
    pia::{Level, Question},
};
use kakehashi_terminal::{call, view::*};
use ts_rs::{Config, TS};

const HEAD: &str = "// Made from the Rust types; do not edit. `cargo xtask bindings` writes it anew.\n\
                    import { invoke } from \"@tauri-apps/api/core\";\n";

fn types(config: &Config) -> String {
    macro_rules! all {
        ($($kind:ty),+ $(,)?) => {
            [$(format!("export {}\n", <$kind as TS>::decl(config))),+].concat()
        };
    }
    all![
        Code,
        JobState,
        MismatchState,
        ProfileKind,
        LineKind,
        Retry,
        Role,
        Actor,
        AgentKind,
        CaseAnswer,
        CaseQuestion,
        CaseState,
        Channel,
        Element,
        Finding,
        FormState,
        Ground,
        Level,
        Prompt,
        Question,
        ReviewState,
        Standing,
        Verdict,
        Verifier,
        Word,
        Acceptance,
        AuditCheck,
        AuditLine,
        AuditOutcome,
        CaseAnswered,
        CaseChoice,
        CaseDocument,
        CaseElement,
        CaseForm,
        CaseLine,
        CaseList,
        CasePrompt,
        CaseRule,
        CaseView,
        CellView,
        CertificateView,
        ColumnCount,
        ComparisonView,
        ConnectionView,
        LayerView,
        LayerName,
        Light,
        LineView,
        SettingView,
        ServiceView,
        CorrectionChoice,
        DayCount,
        AskLine,
        JobLookUp,
        LookUpEstimate,
        LookUpKind,
        LookUpLine,
        LookUpPurpose,
        LookUpsView,
        NewLookUp,
        NumberLine,
        NumberOwner,
        NumbersView,
        MismatchAct,
        MismatchEvent,
        MismatchEvidence,
        MismatchLine,
        MismatchList,
        MismatchPerson,
        MismatchReason,
        MismatchView,
        NoDoubtProposal,
        DefinitionFact,
        DefinitionFile,
        DefinitionProblem,
        DefinitionText,
        DefinitionView,
        DisposalView,
        EmployerCount,
        FailedRow,
        FindingFilter,
        FindingGroup,
        FindingPage,
        FindingRow,
        FindingSheet,
        FrameView,
        HandOutTo,
        HandOverView,
        HistoryLine,
        HomeView,
        ImportedView,
        IndexOn,
        IndexView,
        JobAct,
        JobView,
        KeyView,
        KindView,
        NewProfile,
        NewUser,
        PairGround,
        PairItem,
        PairPiece,
        PairView,
        PersonView,
        PiaGround,
        PiaRecordView,
        PiaView,
        ProblemView,
        ProfileView,
        Progress,
        ProgressUnit,
        ResultView,
        RowView,
        ServerView,
        crate::options::SetupSheet,
        Severity,
        SheetGroup,
        Stage,
        StartView,
        Task,
        Thresholds,
        DeadlineState,
        TimelineClosed,
        TimelineLine,
        TimelineList,
        TimelineShow,
        TimelineStage,
        TimelineView,
        TrustView,
        Urgency,
        UserView,
        Validity,
        AuthorityView,
        BackupView,
        ExpiryStage,
        InventoryLine,
        LifeLine,
        NewPapers,
        NewProxy,
        LineNote,
        PlaceDraft,
        NewRevocation,
        Registration,
        RegistrationStep,
        RevocationState,
        RevocationView,
        Waiting,
        Who,
    ]
}

fn calls(config: &Config) -> String {
    let text = || <String as TS>::name(config);
    let path = <Option<String> as TS>::name(config);
    let texts = <Vec<String> as TS>::name(config);
    let sheet = <Option<crate::options::SetupSheet> as TS>::name(config);
    [
        call::typescript(config),
        call::typescript_call(
            "choose_file",
            &[("title", text()), ("extensions", texts)],
            &path,
        ),
        call::typescript_call(
            "choose_save_file",
            &[("title", text()), ("name", text())],
            &path,
        ),
        call::typescript_call("suggested_folder", &[], &text()),
        call::typescript_call("setup_sheet", &[], &sheet),
    ]
    .concat()
}

#[test]
fn committed_bindings_are_current() {
    let config = Config::default();
    let made = format!("{HEAD}\n{}\n{}", types(&config), calls(&config));
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../ui/src/platform/bindings.ts"
    );
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(
        committed == made,
        "ui/src/platform/bindings.ts is out of date: cargo xtask bindings"
    );
}
