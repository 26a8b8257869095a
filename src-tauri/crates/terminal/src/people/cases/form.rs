//! 別添15's form: sent to the registered address with its number on it; whoever lives there sends it back with the
//! copies stuck on. Made, printed, returned: each is counted, so that none is forgotten.

use super::{CaseRecord, record::FormRecord};
use crate::{
    core::{
        act::Act,
        controller::{Answer, Terminal},
    },
    people::cases::view::CaseView,
};
use kakehashi_domain::{
    Code, Fault, Outcome,
    identity::{Actor, CaseAnswer, CaseState, Channel, FormState, Rules},
};

/// Its kind among the documents.
pub(super) const FORM: &str = "pre_addressed_request_form";

impl Terminal {
    /// Moves a case's form on: made, printed, returned. A returned form counts among what was shown.
    ///
    /// # Errors
    /// `CASE_NOT_FOUND`, `CASE_STATE`, `INPUT_INVALID` where the case isn't by post, `PERMISSION_DENIED`.
    pub async fn step_form(&self, id: u32, to: FormState) -> Answer<CaseView> {
        self.on_case(Act::StepForm, id, move |c, case| {
            if matches!(case.state, CaseState::Refused | CaseState::Closed) {
                return Err(case.wrong_state());
            }
            let now = c.now();
            let mut form = match case.form.take() {
                None if may_make(case) => FormRecord {
                    state: FormState::Made,
                    made_at: now,
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
                FormState::Printed => form.printed_at = Some(now),
                FormState::Returned => {
                    form.returned_at = Some(now);
                    show(case)?;
                }
            }
            case.form = Some(form);
            c.judge(case)
        })
        .await
    }
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
    let fault = Fault::new(Code::InputInvalid).with("field", "依頼書");
    fault.with("hint", "本人が郵送で答えるときだけ使えます。")
}
