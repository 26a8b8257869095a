//! 別添15's form: sent to the registered address with its number on it; whoever lives there sends it back with the
//! copies stuck on. Made, printed, returned: each is counted, so that none is forgotten.

use super::{
    CaseRecord, change_case,
    record::{FormRecord, Signed},
};
use crate::{
    core::{controller::Terminal, gate::Permit},
    people::cases::view::CaseView,
};
use kakehashi_domain::{
    Fault, Outcome,
    identity::{Actor, CaseAnswer, CaseState, Channel, FormState, Rules},
};

/// Its kind among the documents.
pub(super) const FORM: &str = "pre_addressed_request_form";

/// Moves a case's form on: made, printed, returned. A returned form counts among what was shown.
///
/// # Errors
/// `CASE_NOT_FOUND`, `CASE_STATE`, `INPUT_INVALID` where the case isn't by post.
pub(crate) async fn step_form(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: FormState,
) -> Outcome<CaseView> {
    let step = move |case: &mut CaseRecord, now: Signed| {
        if matches!(case.state, CaseState::Refused | CaseState::Closed) {
            return Err(case.wrong_state());
        }
        let mut form = match case.form.take() {
            None if may_make(case) => FormRecord {
                state: FormState::Made,
                made_at: now.at,
                printed_at: None,
                returned_at: None,
            },
            None => return Err(only_by_post()),
            Some(form) if form.state.next() == Some(to) => form,
            Some(_) => return Err(case.wrong_state()),
        };
        form.state = to;
        match to {
            FormState::Made => {}
            FormState::Printed => form.printed_at = Some(now.at),
            FormState::Returned => {
                form.returned_at = Some(now.at);
                show(case)?;
            }
        }
        case.form = Some(form);
        case.judge(now)
    };
    change_case(terminal, permit, id, step).await
}

/// The form stands for the 身元確認 of a person who answers by post.
pub(super) fn may_make(case: &CaseRecord) -> bool {
    let facts = &case.facts;
    case.form.is_none() && facts.channel == Some(Channel::Post) && facts.by == Some(Actor::Person)
}

fn show(case: &mut CaseRecord) -> Outcome<()> {
    let shows = CaseAnswer::Shows {
        id: FORM.to_owned(),
        of: Some(Actor::Person),
        label: None,
    };
    case.facts.answer(Rules::shipped()?, shows)
}

fn only_by_post() -> Fault {
    Fault::invalid("依頼書", "本人が郵送で答えるときだけ使えます。")
}
