//! A row against what an earlier file said: numbers that changed, changed places, or belong to someone else.

use super::{cell::Problem, earlier::Earlier, finding_code::FindingCode, keys::Keys};
use crate::{
    definition::{Gate, Identity, Layout},
    read::Cells,
};

/// Tells what is wrong with a row's number, if anything is.
pub(crate) fn number_problem(
    layout: &Layout,
    who: &Identity,
    earlier: &Earlier,
    keys: &Keys,
    row: &Cells,
) -> Option<(usize, Problem)> {
    let column = who.number?;
    let own = earlier.of_registration(keys.registration);
    if keys.number == 0 || own.is_some_and(|own| own.number == keys.number) {
        return None;
    }
    let is_other = |it: &Keys| it.registration != keys.registration;
    let (mut code, mut what) = (None, "");
    for gate in &layout.gates {
        let (found, text) = match gate {
            Gate::SwapInHousehold => {
                let mut household = earlier.of_household(keys.household);
                let is_swapped = keys.household != 0
                    && household.any(|it| it.number == keys.number && is_other(it));
                let text = "が、前回は同じ世帯の別の登録の番号でした。";
                (is_swapped.then_some(FindingCode::SwapInHousehold), text)
            }
            Gate::OneNumberTwoPeople => {
                let mut same = earlier.of_number(keys.number);
                let is_anothers = same.any(|it| it.person != keys.person && is_other(it));
                let text = "が、前回のファイルの別の人と同じです。";
                (is_anothers.then_some(FindingCode::NumberTwoPeople), text)
            }
            Gate::NumberChanged { unless } => {
                let has_changed = own.is_some_and(|own| own.number != 0);
                let is_said = unless.as_ref().is_some_and(|it| it.holds(row));
                let text = "が、前回のファイルとちがいます。";
                let is_odd = has_changed && !is_said;
                (is_odd.then_some(FindingCode::NumberChanged), text)
            }
            Gate::OnePersonTwoNumbers | Gate::SameRegistrationTwice { .. } => (None, ""),
        };
        // One mistake makes one finding, the gravest.
        if found.is_some_and(|found| code.is_none_or(|code| found < code)) {
            (code, what) = (found, text);
        }
    }
    let code = code?;
    let message = format!("「{}」{what}", layout.columns[column].title);
    let severity = code.severity();
    Some((
        column,
        Problem {
            code,
            severity,
            message,
        },
    ))
}
