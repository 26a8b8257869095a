//! 理由付き疑いなし for many who have one ground: the same items differ, and neither birth date nor sex. Whoever has
//! another birth date or sex is looked at alone.

use super::{
    mismatches,
    record::{Both, MismatchRecord},
    shown::{STOPS_ALL, differing},
    view::MismatchList,
};
use crate::core::{
    controller::{Controller, Terminal},
    gate::Permit,
    look::Look,
    part::ListPart,
};
use kakehashi_domain::{Fault, Outcome};

/// Most that are settled by one click.
const MOST: usize = 500;

/// Says 理由付き疑いなし of several: of all, or of none.
///
/// # Errors
/// `INPUT_INVALID` where they have no one ground, and those of [`super::propose_no_doubt`].
pub(crate) async fn propose_together(
    terminal: &Terminal,
    permit: Permit,
    ids: Vec<u32>,
    reason: String,
    evidence: String,
) -> Outcome<MismatchList> {
    let propose = move |look: &Look, by: &str, record: &mut MismatchRecord| {
        record.propose(by, look.now(), &reason, &evidence)
    };
    settle(terminal, permit, ids, propose).await
}

/// Agrees to several as the second person: to all, or to none. They were said for one reason.
///
/// # Errors
/// `INPUT_INVALID` where they have no one ground, and those of [`super::agree_to_no_doubt`].
pub(crate) async fn agree_together(
    terminal: &Terminal,
    permit: Permit,
    ids: Vec<u32>,
) -> Outcome<MismatchList> {
    let agree = |look: &Look, by: &str, record: &mut MismatchRecord| record.agree(look, by);
    settle(terminal, permit, ids, agree).await
}

async fn settle(
    terminal: &Terminal,
    permit: Permit,
    ids: Vec<u32>,
    change: impl Fn(&Look, &str, &mut MismatchRecord) -> Outcome<()> + Send + 'static,
) -> Outcome<MismatchList> {
    let viewer = permit.clone();
    let keep = move |c: &mut Controller| {
        if ids.is_empty() || ids.len() > MOST {
            return Err(Fault::invalid(
                "まとめる人",
                "1人から500人までを選んでください。",
            ));
        }
        let records = ids.iter().map(|id| c.mismatch_record(*id));
        let mut records = records.collect::<Outcome<Vec<MismatchRecord>>>()?;
        require_one_ground(&records)?;
        for record in &mut records {
            change(c, &permit.user, record)?;
        }
        let what = records.first().and_then(|it| it.history.last());
        let what = what.map(|event| event.what.clone()).unwrap_or_default();
        let numbers: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let permit = permit.note(format!("{what}（突合不一致 {}）", numbers.join("、")));
        c.write(&permit, |store| {
            records.iter().try_for_each(|it| store.put_record(it))
        })
    };
    terminal.ask(keep).await?;
    mismatches(terminal, viewer, ListPart::default()).await
}

fn require_one_ground(records: &[MismatchRecord]) -> Outcome<()> {
    let ground = |record: &MismatchRecord| {
        let differs = record.both.as_ref().map(|both: &Both| differing(both));
        (
            differs,
            record.proposal.as_ref().map(|it| it.reason.clone()),
        )
    };
    let first = records.first().map(ground);
    if records.iter().any(|record| Some(ground(record)) != first) {
        let hint = "ちがうところと理由が同じ人だけを、まとめられます。";
        return Err(Fault::invalid("まとめる人", hint));
    }
    let differs = first.and_then(|(differs, _)| differs).unwrap_or_default();
    if differs.is_empty() || differs.iter().any(|item| STOPS_ALL.contains(item)) {
        let hint = "生年月日か性別がちがう人は、1人ずつ見てください。";
        return Err(Fault::invalid("まとめる人", hint));
    }
    Ok(())
}
