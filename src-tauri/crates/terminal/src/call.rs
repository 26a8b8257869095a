//! The one table of what a window may ask of the terminal: the dispatcher and the TypeScript come from it.
//!
//! Owns: the name of each act, its arguments and its answer, as JSON. Never: knows who asks, or by which transport.

use crate::{
    Answer, Terminal,
    people::{comparisons::pair_grounds, numbers::number_problem},
    view::*,
};
use chrono::NaiveDate;
use kakehashi_domain::{
    Code, Fault, RegistrationStep,
    compare::{Finding, Ground},
    identity::{CaseAnswer, FormState},
    pia::Question,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::{Config, TS};

macro_rules! acts {
    ($( $name:ident ( $($arg:ident : $kind:ty),* ) -> $answer:ty = |$own:ident| $work:expr; )+) => {
        impl Terminal {
            /// Does one act by its name, as a window asks for it.
            ///
            /// # Errors
            /// What the act itself answers; K901 when there is no such act or the arguments don't fit.
            pub async fn call(&self, act: &str, arguments: Value) -> Answer<Value> {
                match act {
                    $(stringify!($name) => {
                        #[derive(Deserialize)]
                        #[serde(rename_all = "camelCase")]
                        struct Arguments { $($arg: $kind),* }
                        let Arguments { $($arg),* } = parse(arguments)?;
                        let $own = self;
                        let answer: Answer<$answer> = $work.await;
                        shape(answer?)
                    })+
                    unknown => Err(misuse(&format!("unknown act {unknown}"))),
                }
            }
        }

        /// Writes the call of every act in TypeScript.
        pub fn typescript(config: &Config) -> String {
            let mut text = String::new();
            $({
                let arguments: &[(&str, String)] = &[$((stringify!($arg), <$kind as TS>::name(config))),*];
                text += &typescript_call(stringify!($name), arguments, &<$answer as TS>::name(config));
            })+
            text
        }
    };
}

acts! {
    start() -> StartView = |own| async { own.start().await };
    set_up(admin_id: String, admin_name: String, password: String, key_pass_phrase: Option<String>) -> PersonView
        = |own| async { own.set_up(admin_id, admin_name, password, key_pass_phrase).await };
    unlock(pass_phrase: String) -> StartView = |own| async { own.unlock(pass_phrase).await };
    log_in(user: String, password: String) -> PersonView = |own| async { own.log_in(user, password).await };
    come_back(password: String) -> PersonView = |own| async { own.come_back(password).await };
    still_here() -> () = |own| async { own.still_here().await };
    log_out() -> () = |own| async { own.log_out().await };
    change_password(current: String, new_password: String) -> PersonView
        = |own| async { own.change_password(current, new_password).await };
    frame() -> FrameView = |own| async { own.frame().await };
    home() -> HomeView = |own| async { own.home().await };
    users() -> Vec<UserView> = |own| async { own.users().await };
    add_user(user: NewUser) -> Vec<UserView> = |own| async { own.add_user(user).await };
    read_trust(path: String) -> TrustView = |own| async { own.read_trust(path).await };
    add_profile(profile: NewProfile) -> ProfileView = |own| async { own.add_profile(profile).await };
    use_profile(name: String) -> ProfileView = |own| async { own.use_profile(name).await };
    profiles() -> Vec<ProfileView> = |own| async { own.profiles().await };
    read_certificates(path: String, pass_phrase: String) -> Vec<CertificateView>
        = |own| async { own.read_certificates(path, pass_phrase).await };
    import_certificate(path: String, pass_phrase: String, serial: Option<String>) -> CertificateView
        = |own| async { own.import_certificate(path, pass_phrase, serial).await };
    request_certificate(terminal: Option<String>, path: String) -> InventoryLine
        = |own| async { own.request_certificate(terminal, path).await };
    repeat_request(id: u32, path: String) -> InventoryLine
        = |own| async { own.repeat_request(id, path).await };
    install_certificate(path: String) -> CertificateView
        = |own| async { own.install_certificate(path).await };
    certificates() -> Vec<InventoryLine> = |own| async { own.certificates().await };
    note_papers(id: u32, papers: NewPapers) -> InventoryLine
        = |own| async { own.note_papers(id, papers).await };
    retire_certificate(id: u32, step: RegistrationStep, reason: String) -> InventoryLine
        = |own| async { own.retire_certificate(id, step, reason).await };
    switch_certificate(id: u32, on: Option<NaiveDate>) -> InventoryLine
        = |own| async { own.switch_certificate(id, on).await };
    add_anchor(path: String, fingerprint: String) -> ProfileView
        = |own| async { own.add_anchor(path, fingerprint).await };
    remove_anchor(fingerprint: String) -> ProfileView
        = |own| async { own.remove_anchor(fingerprint).await };
    set_proxy(proxy: NewProxy) -> ProfileView = |own| async { own.set_proxy(proxy).await };
    set_line(line: LineNote) -> ProfileView = |own| async { own.set_line(line).await };
    place_draft() -> Option<PlaceDraft> = |own| async { own.place_draft().await };
    keep_place_draft(draft: PlaceDraft) -> () = |own| async { own.keep_place_draft(draft).await };
    set_calendar(rules: String) -> ProfileView = |own| async { own.set_calendar(rules).await };
    set_revocation(revocation: NewRevocation) -> RevocationView
        = |own| async { own.set_revocation(revocation).await };
    remove_revocation(authority: String) -> ProfileView
        = |own| async { own.remove_revocation(Some(authority)).await };
    refresh_revocation(authority: String) -> RevocationView
        = |own| async { own.refresh_revocation(Some(authority)).await };
    test_connection() -> ConnectionView = |own| async { own.test_connection().await };
    server_log_in(user: String, password: String, new_password: Option<String>) -> ServerView
        = |own| async { own.server_log_in(user, password, new_password).await };
    settings() -> Vec<SettingView> = |own| async { own.settings().await };
    change_setting(key: String, value: u32) -> Vec<SettingView>
        = |own| async { own.change_setting(key, value).await };
    kinds() -> Vec<KindView> = |own| async { own.kinds().await };
    definitions() -> Vec<DefinitionView> = |own| async { own.definitions().await };
    definition(kind: String, version: String) -> DefinitionText
        = |own| async { own.definition(kind, version).await };
    read_definition(path: String) -> DefinitionFile = |own| async { own.read_definition(path).await };
    import_definition(path: String, fingerprint: String) -> Vec<DefinitionView>
        = |own| async { own.import_definition(path, fingerprint).await };
    retire_definition(kind: String, version: String) -> Vec<DefinitionView>
        = |own| async { own.retire_definition(kind, version).await };
    save_definition(kind: String, version: Option<String>, path: String) -> ()
        = |own| async { own.save_definition(kind, version, path).await };
    take_in(path: String, kind: String) -> JobView = |own| async { own.take_in(path, kind).await };
    jobs() -> Vec<JobView> = |own| async { own.jobs().await };
    job(id: u32) -> JobView = |own| async { own.job(id).await };
    finding_groups(id: u32) -> Vec<FindingGroup> = |own| async { own.finding_groups(id).await };
    findings(id: u32, filter: FindingFilter, offset: u32, limit: u32) -> FindingPage
        = |own| async { own.findings(id, filter, offset, limit).await };
    finding_row(id: u32, row: u32) -> RowView = |own| async { own.finding_row(id, row).await };
    finding_employers(id: u32) -> Vec<EmployerCount> = |own| async { own.finding_employers(id).await };
    finding_sheets(id: u32, employer: Option<String>) -> Vec<FindingSheet>
        = |own| async { own.finding_sheets(id, employer).await };
    save_findings(id: u32, to: HandOutTo) -> HandOverView
        = |own| async { own.save_findings(id, to).await };
    index() -> IndexView = |own| async { own.index().await };
    turn_index_on(purpose: String, purge_on: String) -> IndexView
        = |own| async { own.turn_index_on(purpose, purge_on).await };
    turn_index_off() -> IndexView = |own| async { own.turn_index_off().await };
    set_thresholds(thresholds: Option<Thresholds>) -> IndexView
        = |own| async { own.set_thresholds(thresholds).await };
    disposals() -> Vec<DisposalView> = |own| async { own.disposals().await };
    correction_choices(id: u32, code: String, severity: Severity) -> Vec<CorrectionChoice>
        = |own| async { own.correction_choices(id, code, severity).await };
    correct(id: u32, accepted: Acceptance) -> JobView
        = |own| async { own.correct(id, accepted).await };
    save_corrections(id: u32, to: HandOutTo) -> HandOverView
        = |own| async { own.save_corrections(id, to).await };
    exclude_errors(id: u32) -> JobView = |own| async { own.exclude_errors(id).await };
    request_approval(id: u32) -> JobView = |own| async { own.request_approval(id).await };
    approve(id: u32) -> JobView = |own| async {
        let job = own.approve(id).await?;
        own.carry_on(id).await;
        Ok(job)
    };
    reject(id: u32, reason: String) -> JobView = |own| async { own.reject(id, reason).await };
    cancel(id: u32) -> JobView = |own| async { own.cancel(id).await };
    retry_now(id: u32) -> JobView = |own| async { own.retry_now(id).await };
    result(id: u32) -> ResultView = |own| async { own.result(id).await };
    save_result(id: u32, to: HandOutTo) -> HandOverView = |own| async { own.save_result(id, to).await };
    save_branch_numbers(id: u32, to: HandOutTo) -> HandOverView
        = |own| async { own.save_branch_numbers(id, to).await };
    save_resend(id: u32, to: HandOutTo) -> HandOverView = |own| async { own.save_resend(id, to).await };
    confirm(id: u32) -> JobView = |own| async { own.confirm(id).await };
    hand_overs() -> Vec<HandOverView> = |own| async { own.hand_overs().await };
    settle_hand_over(id: u32) -> Vec<HandOverView> = |own| async { own.settle_hand_over(id).await };
    audit(offset: u32, limit: u32) -> Vec<AuditLine> = |own| async { own.audit(offset, limit).await };
    verify_audit() -> AuditCheck = |own| async { own.verify_audit().await };
    identity_cases() -> CaseList = |own| async { own.cases().await };
    identity_case(id: u32) -> CaseView = |own| async { own.case(id).await };
    new_case(subject: String) -> CaseView = |own| async { own.new_case(subject).await };
    answer_case(id: u32, answer: CaseAnswer) -> CaseView
        = |own| async { own.answer_case(id, answer).await };
    name_case(id: u32, subject: String) -> CaseView = |own| async { own.name_case(id, subject).await };
    refuse_case(id: u32, reason: String) -> CaseView = |own| async { own.refuse_case(id, reason).await };
    close_case(id: u32) -> CaseView = |own| async { own.close_case(id).await };
    step_form(id: u32, to: FormState) -> CaseView = |own| async { own.step_form(id, to).await };
    comparisons() -> Vec<ComparisonView> = |own| async { own.comparisons().await };
    comparison(id: u32) -> ComparisonView = |own| async { own.comparison(id).await };
    take_pairs(path: String) -> ComparisonView = |own| async { own.take_pairs(path).await };
    next_pair(id: u32, after: u32) -> Option<PairView> = |own| async { own.next_pair(id, after).await };
    pair_sample(id: u32) -> Vec<PairView> = |own| async { own.pair_sample(id).await };
    pair_grounds() -> Vec<PairGround> = |_own| async { Ok(pair_grounds()) };
    accept_sample(id: u32) -> ComparisonView = |own| async { own.accept_sample(id).await };
    doubt_pair(id: u32, row: u32) -> ComparisonView = |own| async { own.doubt_pair(id, row).await };
    answer_pair(id: u32, row: u32, finding: Finding, ground: Option<Ground>) -> ComparisonView
        = |own| async { own.answer_pair(id, row, finding, ground).await };
    save_comparison(id: u32, to: HandOutTo) -> HandOverView
        = |own| async { own.save_comparison(id, to).await };
    look_ups() -> LookUpsView = |own| async { own.look_ups().await };
    estimate_look_up(path: String, kind: String) -> LookUpEstimate
        = |own| async { own.estimate_look_up(path, kind).await };
    begin_look_up(path: String, asked: NewLookUp) -> JobView
        = |own| async { own.begin_look_up(path, asked).await };
    look_up_person(typed: BTreeMap<String, String>, again: Option<String>, asked: NewLookUp) -> JobView
        = |own| async { own.look_up_person(typed, again, asked).await };
    set_look_up_cost(yen: u32) -> LookUpsView = |own| async { own.set_look_up_cost(yen).await };
    settle_asking(job: u32, row: u32, how: String) -> LookUpsView
        = |own| async { own.settle_asking(job, row, how).await };
    compare_look_up(id: u32, members: String) -> ComparisonView
        = |own| async { own.compare_look_up(id, members).await };
    numbers() -> NumbersView = |own| async { own.numbers().await };
    number_problem(typed: String) -> Option<String> = |_own| async { Ok(number_problem(&typed)) };
    enter_number(owner: NumberOwner, typed: String, again: String, case: u32) -> NumbersView
        = |own| async { own.enter_number(owner, typed, again, case).await };
    read_number(owner: NumberOwner, path: String) -> NumbersView
        = |own| async { own.read_number(owner, path).await };
    remove_number(id: u32) -> NumbersView = |own| async { own.remove_number(id).await };
    save_numbers(to: HandOutTo) -> HandOverView = |own| async { own.save_numbers(to).await };
    mismatches() -> MismatchList = |own| async { own.mismatches().await };
    mismatch(id: u32) -> MismatchView = |own| async { own.mismatch(id).await };
    receive_mismatches() -> MismatchList = |own| async { own.receive_mismatches().await };
    assign_mismatch(id: u32, to: Option<String>) -> MismatchView
        = |own| async { own.assign_mismatch(id, to).await };
    correct_mismatch(id: u32) -> MismatchView = |own| async { own.correct_mismatch(id).await };
    reopen_mismatch(id: u32) -> MismatchView = |own| async { own.reopen_mismatch(id).await };
    propose_no_doubt(id: u32, reason: String, evidence: String) -> MismatchView
        = |own| async { own.propose_no_doubt(id, reason, evidence).await };
    agree_to_no_doubt(id: u32) -> MismatchView = |own| async { own.agree_to_no_doubt(id).await };
    object_to_no_doubt(id: u32, reason: String) -> MismatchView
        = |own| async { own.object_to_no_doubt(id, reason).await };
    register_no_doubt(id: u32) -> MismatchView = |own| async { own.register_no_doubt(id).await };
    timelines(show: TimelineShow, text: String) -> TimelineList
        = |own| async { own.timelines(show, text).await };
    timeline(registration: String) -> TimelineView
        = |own| async { own.timeline(registration).await };
    close_timeline(registration: String, reason: String) -> TimelineView
        = |own| async { own.close_timeline(registration, reason).await };
    pia() -> PiaView = |own| async { own.pia().await };
    assess_pia(question: Question, past: u32) -> PiaView
        = |own| async { own.assess_and_keep(question, past).await };
}

/// Reads the arguments of an act.
///
/// # Errors
/// K901 when they don't fit.
pub fn parse<T: DeserializeOwned>(arguments: Value) -> Answer<T> {
    serde_json::from_value(arguments).map_err(|e| misuse(&e.to_string()))
}

/// Writes the answer of an act.
///
/// # Errors
/// K901 when it has no shape in JSON.
pub fn shape(answer: impl Serialize) -> Answer<Value> {
    serde_json::to_value(answer).map_err(|e| misuse(&e.to_string()))
}

fn misuse(cause: &str) -> ProblemView {
    tracing::error!(cause, "the window and the program don't fit");
    ProblemView::new(&Fault::new(Code::Internal), "-")
}

/// Writes one call in TypeScript.
pub fn typescript_call(act: &str, arguments: &[(&str, String)], answer: &str) -> String {
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
