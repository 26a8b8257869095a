//! A case of 本人確認 from the first question to the closed record.

use crate::world::Place;
use chrono::TimeDelta;
use kakehashi_domain::{
    Code,
    identity::{
        Actor, CaseAnswer, CaseQuestion, CaseState, Channel, Element, FormState, Prompt, Standing,
        Verifier,
    },
};
use kakehashi_terminal::view::CaseView;
use kakehashi_terminal::view::ListPart;

const CARD: &str = "individual_number_card";

async fn answer(place: &Place, id: u32, answer: CaseAnswer) -> CaseView {
    place.terminal.answer_case(id, answer).await.unwrap()
}

fn shows(id: &str) -> CaseAnswer {
    CaseAnswer::Shows {
        id: id.into(),
        of: None,
        label: None,
    }
}

async fn begun(place: &Place, channel: Channel) -> CaseView {
    place.log_in("tantou").await;
    let id = place.terminal.new_case(String::new()).await.unwrap().id;
    let verifier = Verifier::Insurer;
    answer(place, id, CaseAnswer::Verifier { verifier }).await;
    answer(place, id, CaseAnswer::By { by: Actor::Person }).await;
    answer(place, id, CaseAnswer::Channel { channel }).await
}

/// Says yes to whatever has to be confirmed.
async fn confirm_all(place: &Place, mut case: CaseView) -> CaseView {
    while let Some((index, prompt)) = case
        .shown
        .iter()
        .find_map(|document| Some((document.index as usize, document.prompts.first()?.prompt)))
    {
        let yes = CaseAnswer::Confirms {
            index,
            prompt,
            yes: true,
        };
        case = answer(place, case.id, yes).await;
    }
    case
}

/// A case in which everything is confirmed.
pub async fn complete_case(place: &Place) -> u32 {
    let case = begun(place, Channel::InPerson).await;
    let case = answer(place, case.id, shows(CARD)).await;
    confirm_all(place, case).await.id
}

fn audit_words(lines: Vec<kakehashi_terminal::view::AuditLine>) -> String {
    let words = lines
        .iter()
        .rev()
        .map(|line| format!("{} {}", line.act, line.subject));
    words.collect::<Vec<_>>().join("\n")
}

#[tokio::test(start_paused = true)]
async fn the_common_case_is_asked_question_by_question_and_closed() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let case = place.terminal.new_case(String::new()).await.unwrap();
    assert_eq!(
        (case.question, case.state),
        (CaseQuestion::Verifier, CaseState::Open)
    );
    let case = begun(&place, Channel::InPerson).await;
    assert_eq!(case.question, CaseQuestion::Documents);
    assert_eq!(case.choices[0].id, CARD);
    assert_eq!(case.cheapest, ["個人番号カード"]);
    let never = case
        .choices
        .iter()
        .find(|c| c.id == "individual_number_notice");
    assert!(never.unwrap().objection.is_some());

    let case = answer(&place, case.id, shows(CARD)).await;
    let asked: Vec<Prompt> = case.shown[0].prompts.iter().map(|p| p.prompt).collect();
    assert_eq!(asked, [Prompt::InDate, Prompt::SamePerson]);
    assert_eq!(
        case.state,
        CaseState::Open,
        "nothing counts before it is confirmed"
    );
    let case = confirm_all(&place, case).await;
    assert_eq!(case.state, CaseState::Complete);
    assert!(case.elements.iter().all(|e| e.standing == Standing::Ok));

    let unnamed = place.terminal.close_case(case.id).await.unwrap_err();
    assert_eq!(unnamed.code, Code::InputInvalid);
    let number = place
        .terminal
        .name_case(case.id, "1234 5678 9018".into())
        .await;
    assert_eq!(
        number.unwrap_err().code,
        Code::InputInvalid,
        "no 個人番号 in a record"
    );
    place
        .terminal
        .name_case(case.id, "101-23".into())
        .await
        .unwrap();
    let closed = place.terminal.close_case(case.id).await.unwrap();
    assert_eq!(
        (closed.state, closed.closed_by.as_deref()),
        (CaseState::Closed, Some("tantou"))
    );
    let late = place.terminal.answer_case(case.id, shows("passport")).await;
    assert_eq!(late.unwrap_err().code, Code::CaseState);
    let list = place
        .terminal
        .identity_cases(ListPart::default())
        .await
        .unwrap();
    assert_eq!((list.open.len(), list.closed.len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_no_refuses_the_document_and_a_hard_case_wants_its_reason() {
    let place = Place::ready().await;
    let case = begun(&place, Channel::InPerson).await;
    let id = case.id;
    answer(&place, id, shows(CARD)).await;
    let no = |prompt, yes| CaseAnswer::Confirms {
        index: 0,
        prompt,
        yes,
    };
    answer(&place, id, no(Prompt::InDate, false)).await;
    let case = answer(&place, id, no(Prompt::SamePerson, true)).await;
    assert!(case.shown[0].objection.as_ref().unwrap().contains("期限"));
    let case = answer(&place, id, CaseAnswer::TakesBack { index: 0 }).await;
    assert!(case.shown.is_empty());
    let book = |case: &CaseView| {
        case.choices
            .iter()
            .find(|c| c.id == "pension_book")
            .cloned()
    };
    assert!(book(&case).unwrap().needs_hardship);
    let reason = CaseAnswer::Difficult {
        element: Element::Identity,
        reason: Some("写真付きの書類を持っていない".into()),
    };
    let case = answer(&place, id, reason).await;
    assert!(!book(&case).unwrap().needs_hardship);

    place
        .terminal
        .refuse_case(id, "番号の書類がない".into())
        .await
        .unwrap();
    place.terminal.name_case(id, "101-24".into()).await.unwrap();
    let closed = place.terminal.close_case(id).await.unwrap();
    assert_eq!(closed.refusal.as_deref(), Some("番号の書類がない"));
}

#[tokio::test(start_paused = true)]
async fn the_form_is_made_printed_returned_and_counted() {
    let place = Place::ready().await;
    let case = begun(&place, Channel::Post).await;
    let id = case.id;
    assert!(case.may_make_form);
    let step = |to| place.terminal.step_form(id, to);
    step(FormState::Made).await.unwrap();
    assert_eq!(
        step(FormState::Returned).await.unwrap_err().code,
        Code::CaseState
    );
    step(FormState::Printed).await.unwrap();
    place.clock.advance(TimeDelta::days(9));
    let list = place
        .terminal
        .identity_cases(ListPart::default())
        .await
        .unwrap();
    assert_eq!(
        (list.forms_made, list.forms_printed, list.forms_returned),
        (1, 1, 0)
    );
    assert_eq!(list.open[0].days, 9);
    let case = step(FormState::Returned).await.unwrap();
    let case = confirm_all(&place, case).await;
    let standing = |case: &CaseView, element| {
        let found = case.elements.iter().find(|e| e.element == element);
        found.unwrap().standing
    };
    assert_eq!(standing(&case, Element::Identity), Standing::Ok);
    assert_eq!(standing(&case, Element::Number), Standing::Lacking);
    let case = answer(&place, id, shows("resident_record_with_number")).await;
    let case = confirm_all(&place, case).await;
    assert_eq!(case.state, CaseState::Complete);
}

#[tokio::test(start_paused = true)]
async fn only_a_clerk_answers_and_every_look_is_noted_once() {
    let place = Place::ready().await;
    let case = begun(&place, Channel::InPerson).await;
    place.terminal.identity_case(case.id).await.unwrap();
    place.terminal.identity_case(case.id).await.unwrap();
    place.log_in("shonin").await;
    place.terminal.identity_case(case.id).await.unwrap();
    let refused = place.terminal.answer_case(case.id, shows(CARD)).await;
    assert_eq!(refused.unwrap_err().code, Code::PermissionDenied);
    assert_eq!(
        place.terminal.identity_case(99).await.unwrap_err().code,
        Code::CaseNotFound
    );
    place.log_in("kanri").await;
    assert_eq!(
        place
            .terminal
            .identity_cases(ListPart::default())
            .await
            .unwrap_err()
            .code,
        Code::PermissionDenied
    );
    let words = audit_words(place.terminal.audit(0, 100).await.unwrap());
    assert_eq!(
        words.matches("本人確認を見る 本人確認1").count(),
        2,
        "{words}"
    );
    assert!(
        words.contains("本人確認の問いに答える 本人確認1"),
        "{words}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_telephone_case_without_an_earlier_file_cannot_be_completed() {
    let place = Place::ready().await;
    let case = begun(&place, Channel::Telephone).await;
    assert_eq!(case.question, CaseQuestion::ExistingFile);
    let no = answer(&place, case.id, CaseAnswer::ExistingFile { yes: false }).await;
    assert!(no.cheapest.is_empty());
    answer(&place, case.id, CaseAnswer::ExistingFile { yes: true }).await;
    answer(&place, case.id, shows("questions_answered")).await;
    let case = answer(&place, case.id, shows("past_file")).await;
    assert_eq!(case.state, CaseState::Complete, "{case:#?}");
}

#[tokio::test(start_paused = true)]
async fn a_closed_case_goes_after_seven_years_and_its_number_is_not_given_again() {
    let place = Place::ready().await;
    let t = &place.terminal;
    let (closed, open) = (
        complete_case(&place).await,
        begun(&place, Channel::Post).await.id,
    );
    t.name_case(closed, "101-23".into()).await.unwrap();
    t.close_case(closed).await.unwrap();
    place.pass(TimeDelta::days(7 * 365)).await;
    place.log_in("tantou").await;
    t.carry_all_on().await;
    assert!(
        t.identity_case(closed).await.is_ok(),
        "a day or two are left"
    );
    place.pass(TimeDelta::days(3)).await;
    place.log_in("tantou").await;
    t.carry_all_on().await;
    assert_eq!(
        t.identity_case(closed).await.unwrap_err().code,
        Code::CaseNotFound
    );
    assert!(t.identity_case(open).await.is_ok(), "what is open stays");
    place.log_in("kanri").await;
    let line = t.disposals(ListPart::default()).await.unwrap().remove(0);
    assert_eq!((line.what.as_str(), line.rows), ("本人確認の記録", 1));
    place.log_in("tantou").await;
    assert_eq!(begun(&place, Channel::Post).await.id, open + 1);
}
