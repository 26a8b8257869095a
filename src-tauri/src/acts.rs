//! The one table of what the window may ask. From it come the dispatcher and the TypeScript that calls it.

use crate::{options::SetupSheet, shell::Shell};
use chrono::NaiveDate;
use kakehashi_domain::{
    Code, Fault, RegistrationStep,
    compare::{Finding, Ground},
    identity::{CaseAnswer, FormState},
    pia::Question,
};
use kakehashi_terminal::{Answer, number_problem, pair_grounds, view::*};
use serde::Deserialize;
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};
use tauri::{
    Manager, Runtime,
    ipc::{Invoke, InvokeBody},
};

macro_rules! acts {
    ($( $name:ident ( $($arg:ident : $kind:ty),* ) -> $answer:ty = |$shell:ident| $work:expr; )+) => {
        async fn dispatch(shell: &Shell, act: &str, arguments: Value) -> Answer<Value> {
            match act {
                $(stringify!($name) => {
                    #[derive(Deserialize)]
                    #[serde(rename_all = "camelCase")]
                    struct Arguments { $($arg: $kind),* }
                    let Arguments { $($arg),* } = parse(arguments)?;
                    let $shell = shell;
                    let answer: Answer<$answer> = $work.await;
                    shape(answer?)
                })+
                unknown => Err(misuse(&format!("unknown act {unknown}"))),
            }
        }

        /// The calls in TypeScript.
        #[cfg(test)]
        fn calls(config: &ts_rs::Config) -> String {
            use ts_rs::TS;
            let mut text = String::new();
            $({
                let arguments: &[(&str, String)] = &[$((stringify!($arg), <$kind as TS>::name(config))),*];
                text += &bindings::call(stringify!($name), arguments, &<$answer as TS>::name(config));
            })+
            text
        }
    };
}

acts! {
    start() -> StartView = |shell| async { shell.terminal.start().await };
    set_up(admin_id: String, admin_name: String, password: String, key_pass_phrase: Option<String>) -> PersonView
        = |shell| async { shell.terminal.set_up(admin_id, admin_name, password, key_pass_phrase).await };
    unlock(pass_phrase: String) -> StartView = |shell| async { shell.terminal.unlock(pass_phrase).await };
    log_in(user: String, password: String) -> PersonView = |shell| async { shell.terminal.log_in(user, password).await };
    come_back(password: String) -> PersonView = |shell| async { shell.terminal.come_back(password).await };
    still_here() -> () = |shell| async { shell.terminal.still_here().await };
    log_out() -> () = |shell| async { shell.terminal.log_out().await };
    change_password(current: String, new_password: String) -> PersonView
        = |shell| async { shell.terminal.change_password(current, new_password).await };
    frame() -> FrameView = |shell| async { shell.terminal.frame().await };
    home() -> HomeView = |shell| async { shell.terminal.home().await };
    users() -> Vec<UserView> = |shell| async { shell.terminal.users().await };
    add_user(user: NewUser) -> Vec<UserView> = |shell| async { shell.terminal.add_user(user).await };
    read_trust(path: String) -> TrustView = |shell| async { shell.terminal.read_trust(path).await };
    add_profile(profile: NewProfile) -> ProfileView = |shell| async { shell.terminal.add_profile(profile).await };
    use_profile(name: String) -> ProfileView = |shell| async { shell.terminal.use_profile(name).await };
    profiles() -> Vec<ProfileView> = |shell| async { shell.terminal.profiles().await };
    read_certificates(path: String, pass_phrase: String) -> Vec<CertificateView>
        = |shell| async { shell.terminal.read_certificates(path, pass_phrase).await };
    import_certificate(path: String, pass_phrase: String, serial: Option<String>) -> CertificateView
        = |shell| async { shell.terminal.import_certificate(path, pass_phrase, serial).await };
    request_certificate(terminal: Option<String>, path: String) -> InventoryLine
        = |shell| async { shell.terminal.request_certificate(terminal, path).await };
    repeat_request(id: u32, path: String) -> InventoryLine
        = |shell| async { shell.terminal.repeat_request(id, path).await };
    install_certificate(path: String) -> CertificateView
        = |shell| async { shell.terminal.install_certificate(path).await };
    certificates() -> Vec<InventoryLine> = |shell| async { shell.terminal.certificates().await };
    note_papers(id: u32, papers: NewPapers) -> InventoryLine
        = |shell| async { shell.terminal.note_papers(id, papers).await };
    retire_certificate(id: u32, step: RegistrationStep, reason: String) -> InventoryLine
        = |shell| async { shell.terminal.retire_certificate(id, step, reason).await };
    switch_certificate(id: u32, on: Option<NaiveDate>) -> InventoryLine
        = |shell| async { shell.terminal.switch_certificate(id, on).await };
    add_anchor(path: String, fingerprint: String) -> ProfileView
        = |shell| async { shell.terminal.add_anchor(path, fingerprint).await };
    remove_anchor(fingerprint: String) -> ProfileView
        = |shell| async { shell.terminal.remove_anchor(fingerprint).await };
    set_proxy(proxy: NewProxy) -> ProfileView = |shell| async { shell.terminal.set_proxy(proxy).await };
    set_line(line: LineNote) -> ProfileView = |shell| async { shell.terminal.set_line(line).await };
    place_draft() -> Option<PlaceDraft> = |shell| async { shell.terminal.place_draft().await };
    keep_place_draft(draft: PlaceDraft) -> () = |shell| async { shell.terminal.keep_place_draft(draft).await };
    set_calendar(rules: String) -> ProfileView = |shell| async { shell.terminal.set_calendar(rules).await };
    set_revocation(revocation: NewRevocation) -> RevocationView
        = |shell| async { shell.terminal.set_revocation(revocation).await };
    remove_revocation(authority: String) -> ProfileView
        = |shell| async { shell.terminal.remove_revocation(Some(authority)).await };
    refresh_revocation(authority: String) -> RevocationView
        = |shell| async { shell.terminal.refresh_revocation(Some(authority)).await };
    test_connection() -> ConnectionView = |shell| async { shell.terminal.test_connection().await };
    server_log_in(user: String, password: String, new_password: Option<String>) -> ServerView
        = |shell| async { shell.terminal.server_log_in(user, password, new_password).await };
    settings() -> Vec<SettingView> = |shell| async { shell.terminal.settings().await };
    change_setting(key: String, value: u32) -> Vec<SettingView>
        = |shell| async { shell.terminal.change_setting(key, value).await };
    kinds() -> Vec<KindView> = |shell| async { shell.terminal.kinds().await };
    definitions() -> Vec<DefinitionView> = |shell| async { shell.terminal.definitions().await };
    definition(kind: String, version: String) -> DefinitionText
        = |shell| async { shell.terminal.definition(kind, version).await };
    read_definition(path: String) -> DefinitionFile = |shell| async { shell.terminal.read_definition(path).await };
    import_definition(path: String, fingerprint: String) -> Vec<DefinitionView>
        = |shell| async { shell.terminal.import_definition(path, fingerprint).await };
    retire_definition(kind: String, version: String) -> Vec<DefinitionView>
        = |shell| async { shell.terminal.retire_definition(kind, version).await };
    save_definition(kind: String, version: Option<String>, path: String) -> ()
        = |shell| async { shell.terminal.save_definition(kind, version, path).await };
    take_in(path: String, kind: String) -> JobView = |shell| async { shell.terminal.take_in(path, kind).await };
    jobs() -> Vec<JobView> = |shell| async { shell.terminal.jobs().await };
    job(id: u32) -> JobView = |shell| async { shell.terminal.job(id).await };
    finding_groups(id: u32) -> Vec<FindingGroup> = |shell| async { shell.terminal.finding_groups(id).await };
    findings(id: u32, filter: FindingFilter, offset: u32, limit: u32) -> FindingPage
        = |shell| async { shell.terminal.findings(id, filter, offset, limit).await };
    finding_row(id: u32, row: u32) -> RowView = |shell| async { shell.terminal.finding_row(id, row).await };
    finding_employers(id: u32) -> Vec<EmployerCount> = |shell| async { shell.terminal.finding_employers(id).await };
    finding_sheets(id: u32, employer: Option<String>) -> Vec<FindingSheet>
        = |shell| async { shell.terminal.finding_sheets(id, employer).await };
    save_findings(id: u32, to: HandOutTo) -> HandOverView
        = |shell| async { shell.terminal.save_findings(id, to).await };
    index() -> IndexView = |shell| async { shell.terminal.index().await };
    turn_index_on(purpose: String, purge_on: String) -> IndexView
        = |shell| async { shell.terminal.turn_index_on(purpose, purge_on).await };
    turn_index_off() -> IndexView = |shell| async { shell.terminal.turn_index_off().await };
    set_thresholds(thresholds: Option<Thresholds>) -> IndexView
        = |shell| async { shell.terminal.set_thresholds(thresholds).await };
    disposals() -> Vec<DisposalView> = |shell| async { shell.terminal.disposals().await };
    correction_choices(id: u32, code: String, severity: Severity) -> Vec<CorrectionChoice>
        = |shell| async { shell.terminal.correction_choices(id, code, severity).await };
    correct(id: u32, accepted: Acceptance) -> JobView
        = |shell| async { shell.terminal.correct(id, accepted).await };
    save_corrections(id: u32, to: HandOutTo) -> HandOverView
        = |shell| async { shell.terminal.save_corrections(id, to).await };
    exclude_errors(id: u32) -> JobView = |shell| async { shell.terminal.exclude_errors(id).await };
    request_approval(id: u32) -> JobView = |shell| async { shell.terminal.request_approval(id).await };
    approve(id: u32) -> JobView = |shell| async {
        let job = shell.terminal.approve(id).await?;
        shell.terminal.carry_on(id).await;
        Ok(job)
    };
    reject(id: u32, reason: String) -> JobView = |shell| async { shell.terminal.reject(id, reason).await };
    cancel(id: u32) -> JobView = |shell| async { shell.terminal.cancel(id).await };
    retry_now(id: u32) -> JobView = |shell| async { shell.terminal.retry_now(id).await };
    result(id: u32) -> ResultView = |shell| async { shell.terminal.result(id).await };
    save_result(id: u32, to: HandOutTo) -> HandOverView = |shell| async { shell.terminal.save_result(id, to).await };
    save_branch_numbers(id: u32, to: HandOutTo) -> HandOverView
        = |shell| async { shell.terminal.save_branch_numbers(id, to).await };
    save_resend(id: u32, to: HandOutTo) -> HandOverView = |shell| async { shell.terminal.save_resend(id, to).await };
    confirm(id: u32) -> JobView = |shell| async { shell.terminal.confirm(id).await };
    hand_overs() -> Vec<HandOverView> = |shell| async { shell.terminal.hand_overs().await };
    settle_hand_over(id: u32) -> Vec<HandOverView> = |shell| async { shell.terminal.settle_hand_over(id).await };
    audit(offset: u32, limit: u32) -> Vec<AuditLine> = |shell| async { shell.terminal.audit(offset, limit).await };
    verify_audit() -> AuditCheck = |shell| async { shell.terminal.verify_audit().await };
    identity_cases() -> CaseList = |shell| async { shell.terminal.cases().await };
    identity_case(id: u32) -> CaseView = |shell| async { shell.terminal.case(id).await };
    new_case(subject: String) -> CaseView = |shell| async { shell.terminal.new_case(subject).await };
    answer_case(id: u32, answer: CaseAnswer) -> CaseView
        = |shell| async { shell.terminal.answer_case(id, answer).await };
    name_case(id: u32, subject: String) -> CaseView = |shell| async { shell.terminal.name_case(id, subject).await };
    refuse_case(id: u32, reason: String) -> CaseView = |shell| async { shell.terminal.refuse_case(id, reason).await };
    close_case(id: u32) -> CaseView = |shell| async { shell.terminal.close_case(id).await };
    step_form(id: u32, to: FormState) -> CaseView = |shell| async { shell.terminal.step_form(id, to).await };
    comparisons() -> Vec<ComparisonView> = |shell| async { shell.terminal.comparisons().await };
    comparison(id: u32) -> ComparisonView = |shell| async { shell.terminal.comparison(id).await };
    take_pairs(path: String) -> ComparisonView = |shell| async { shell.terminal.take_pairs(path).await };
    next_pair(id: u32, after: u32) -> Option<PairView> = |shell| async { shell.terminal.next_pair(id, after).await };
    pair_sample(id: u32) -> Vec<PairView> = |shell| async { shell.terminal.pair_sample(id).await };
    pair_grounds() -> Vec<PairGround> = |_shell| async { Ok(pair_grounds()) };
    accept_sample(id: u32) -> ComparisonView = |shell| async { shell.terminal.accept_sample(id).await };
    doubt_pair(id: u32, row: u32) -> ComparisonView = |shell| async { shell.terminal.doubt_pair(id, row).await };
    answer_pair(id: u32, row: u32, finding: Finding, ground: Option<Ground>) -> ComparisonView
        = |shell| async { shell.terminal.answer_pair(id, row, finding, ground).await };
    save_comparison(id: u32, to: HandOutTo) -> HandOverView
        = |shell| async { shell.terminal.save_comparison(id, to).await };
    look_ups() -> LookUpsView = |shell| async { shell.terminal.look_ups().await };
    estimate_look_up(path: String, kind: String) -> LookUpEstimate
        = |shell| async { shell.terminal.estimate_look_up(path, kind).await };
    begin_look_up(path: String, asked: NewLookUp) -> JobView
        = |shell| async { shell.terminal.begin_look_up(path, asked).await };
    look_up_person(typed: BTreeMap<String, String>, again: Option<String>, asked: NewLookUp) -> JobView
        = |shell| async { shell.terminal.look_up_person(typed, again, asked).await };
    set_look_up_cost(yen: u32) -> LookUpsView = |shell| async { shell.terminal.set_look_up_cost(yen).await };
    settle_asking(job: u32, row: u32, how: String) -> LookUpsView
        = |shell| async { shell.terminal.settle_asking(job, row, how).await };
    compare_look_up(id: u32, members: String) -> ComparisonView
        = |shell| async { shell.terminal.compare_look_up(id, members).await };
    numbers() -> NumbersView = |shell| async { shell.terminal.numbers().await };
    number_problem(typed: String) -> Option<String> = |_shell| async { Ok(number_problem(&typed)) };
    enter_number(owner: NumberOwner, typed: String, again: String, case: u32) -> NumbersView
        = |shell| async { shell.terminal.enter_number(owner, typed, again, case).await };
    read_number(owner: NumberOwner, path: String) -> NumbersView
        = |shell| async { shell.terminal.read_number(owner, path).await };
    remove_number(id: u32) -> NumbersView = |shell| async { shell.terminal.remove_number(id).await };
    save_numbers(to: HandOutTo) -> HandOverView = |shell| async { shell.terminal.save_numbers(to).await };
    mismatches() -> MismatchList = |shell| async { shell.terminal.mismatches().await };
    mismatch(id: u32) -> MismatchView = |shell| async { shell.terminal.mismatch(id).await };
    receive_mismatches() -> MismatchList = |shell| async { shell.terminal.receive_mismatches().await };
    assign_mismatch(id: u32, to: Option<String>) -> MismatchView
        = |shell| async { shell.terminal.assign_mismatch(id, to).await };
    correct_mismatch(id: u32) -> MismatchView = |shell| async { shell.terminal.correct_mismatch(id).await };
    reopen_mismatch(id: u32) -> MismatchView = |shell| async { shell.terminal.reopen_mismatch(id).await };
    propose_no_doubt(id: u32, reason: String, evidence: String) -> MismatchView
        = |shell| async { shell.terminal.propose_no_doubt(id, reason, evidence).await };
    agree_to_no_doubt(id: u32) -> MismatchView = |shell| async { shell.terminal.agree_to_no_doubt(id).await };
    object_to_no_doubt(id: u32, reason: String) -> MismatchView
        = |shell| async { shell.terminal.object_to_no_doubt(id, reason).await };
    register_no_doubt(id: u32) -> MismatchView = |shell| async { shell.terminal.register_no_doubt(id).await };
    timelines(show: TimelineShow, text: String) -> TimelineList
        = |shell| async { shell.terminal.timelines(show, text).await };
    timeline(registration: String) -> TimelineView
        = |shell| async { shell.terminal.timeline(registration).await };
    close_timeline(registration: String, reason: String) -> TimelineView
        = |shell| async { shell.terminal.close_timeline(registration, reason).await };
    pia() -> PiaView = |shell| async { shell.terminal.pia().await };
    assess_pia(question: Question, past: u32) -> PiaView
        = |shell| async { shell.terminal.assess_and_keep(question, past).await };
    choose_file(title: String, extensions: Vec<String>) -> Option<String>
        = |shell| async { Ok(text(shell.desk.choose_file(&title, &extensions).await)) };
    choose_save_file(title: String, name: String) -> Option<String>
        = |shell| async { Ok(text(shell.desk.choose_save_file(&title, &name).await)) };
    suggested_folder() -> String = |shell| async { Ok(shell.desk.suggested_folder().display().to_string()) };
    setup_sheet() -> Option<SetupSheet> = |shell| async { Ok(shell.setup_sheet.clone()) };
}

/// Answers what the window asks, each act in a task of its own.
pub fn answer<R: Runtime>(invoke: Invoke<R>) -> bool {
    let Invoke {
        message, resolver, ..
    } = invoke;
    let shell = message.webview().state::<Arc<Shell>>().inner().clone();
    let act = message.command().to_owned();
    let arguments = match message.payload() {
        InvokeBody::Json(arguments) => arguments.clone(),
        InvokeBody::Raw(_) => Value::Null,
    };
    tauri::async_runtime::spawn(async move {
        match dispatch(&shell, &act, arguments).await {
            Ok(answer) => resolver.resolve(answer),
            Err(problem) => resolver.reject(problem),
        }
    });
    true
}

fn text(path: Option<std::path::PathBuf>) -> Option<String> {
    path.map(|path| path.display().to_string())
}

fn parse<T: serde::de::DeserializeOwned>(arguments: Value) -> Answer<T> {
    serde_json::from_value(arguments).map_err(|e| misuse(&e.to_string()))
}

fn shape(answer: impl serde::Serialize) -> Answer<Value> {
    serde_json::to_value(answer).map_err(|e| misuse(&e.to_string()))
}

fn misuse(cause: &str) -> ProblemView {
    tracing::error!(cause, "the window and the program don't fit");
    ProblemView::new(&Fault::new(Code::Internal), "-")
}

#[cfg(test)]
mod bindings;
