//! Makes `ui/src/platform/bindings.ts` from the Rust types, and fails when the committed file differs.
//! `UPDATE_BINDINGS=1 cargo test -p kakehashi-app bindings` writes it anew.

use super::calls;
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
use kakehashi_terminal::view::*;
use ts_rs::{Config, TS};

const HEAD: &str = "// Made from the Rust types; do not edit. `cargo xtask bindings` writes it anew.\n\
                    import { invoke } from \"@tauri-apps/api/core\";\n";

/// One call.
pub fn call(act: &str, arguments: &[(&str, String)], answer: &str) -> String {
    let name = camel(act);
    if arguments.is_empty() {
        return format!("export const {name} = () => invoke<{answer}>(\"{act}\");\n");
    }
    let fields: Vec<String> = arguments
        .iter()
        .map(|(n, t)| format!("{}: {t}", camel(n)))
        .collect();
    let fields = fields.join("; ");
    format!("export const {name} = (args: {{ {fields} }}) => invoke<{answer}>(\"{act}\", args);\n")
}

fn camel(snake: &str) -> String {
    let mut upper = false;
    snake.chars().fold(String::new(), |mut out, c| {
        match c {
            '_' => upper = true,
            c if std::mem::take(&mut upper) => out.push(c.to_ascii_uppercase()),
            c => out.push(c),
        }
        out
    })
}

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
