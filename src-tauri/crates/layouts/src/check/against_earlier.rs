//! A row against what an earlier file said: numbers that changed, changed places, or belong to someone else.

use super::{
    earlier::Earlier,
    hit::{Hit, What},
    keys::Keys,
    over::Over,
};
use crate::definition::{Gate, Layout};

/// What a row and an earlier file say differently, unless the file itself clears it up.
#[derive(Clone, Copy)]
pub(crate) struct EarlierHit {
    pub hit: Hit,
    /// The registration whose end or cancellation clears it up.
    registration: u64,
    cleared_by: ClearedBy,
    /// Whether it is as if the numbers had slipped by a row.
    pub is_slipped: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ClearedBy {
    /// The row's own registration ended above it.
    EndAbove,
    /// The other registration ends.
    End,
    /// The other registration is taken back.
    Cancellation,
}

/// Reports everything in which a row differs from the earlier file.
pub(crate) fn differences(
    layout: &Layout,
    earlier: &Earlier,
    above: Option<&Keys>,
    keys: &Keys,
    row: u32,
    report: &mut impl FnMut(EarlierHit),
) {
    if keys.life.cancels() {
        return; // what it takes back may be as wrong as can be
    }
    let own = earlier.of_registration(keys.registration);
    let was_above = |it: &Keys| above.is_some_and(|above| above.registration == it.registration);
    let is_above = own.is_some_and(|own| above.is_some_and(|above| above.number == own.number));
    let is_slipped = is_above || earlier.of_number(keys.number).any(was_above);
    let mut say = |what, registration, cleared_by| {
        report(EarlierHit {
            is_slipped,
            hit: Hit {
                row,
                other: 0,
                what,
            },
            registration,
            cleared_by,
        });
    };
    let asks = |wanted: fn(&Gate) -> bool| layout.gates.iter().any(wanted);
    if let Some(own) = own
        && asks(|gate| matches!(gate, Gate::OnePersonTwoNumbers))
    {
        let found = keys.person.differences(own.person);
        let what = if found.is_somebody_else() {
            let is_said = keys.life.changes();
            Some(What::OtherPerson { is_said })
        } else {
            (found.birth || found.other).then_some(What::PersonDiffers(found))
        };
        if let Some(what) = what {
            say(what, keys.registration, ClearedBy::EndAbove);
        }
    }
    if keys.number == 0 || own.is_some_and(|own| own.number == keys.number) {
        return;
    }
    let is_said = keys.life.has_new_number();
    let was_another = own.is_some_and(|own| own.number != 0);
    if was_another && !is_said && asks(|gate| matches!(gate, Gate::NumberChanged { .. })) {
        say(What::NumberChanged, keys.registration, ClearedBy::EndAbove);
    }
    let others = earlier.of_number(keys.number);
    let others = others.filter(|it| it.registration != keys.registration);
    let looks_for_swaps = asks(|gate| matches!(gate, Gate::SwapInHousehold));
    let looks_for_others = asks(|gate| matches!(gate, Gate::OneNumberTwoPeople));
    for other in others {
        let is_another = keys.person.differences(other.person).any();
        if looks_for_swaps && keys.household != 0 && keys.household == other.household {
            let what = What::Swap { is_said };
            say(what, other.registration, ClearedBy::Cancellation);
        } else if looks_for_others && is_another {
            let what = What::NumberOfAnother {
                is_in_household: false,
            };
            say(what, other.registration, ClearedBy::Cancellation);
        } else if looks_for_others && !keys.life.is_over() {
            say(What::NumberTwice, other.registration, ClearedBy::End);
        }
    }
}

impl From<EarlierHit> for Hit {
    fn from(it: EarlierHit) -> Self {
        it.hit
    }
}

impl EarlierHit {
    /// The same where rows are counted behind row `base`.
    pub(crate) fn behind(self, base: u32) -> Self {
        Self {
            hit: self.hit.behind(base),
            ..self
        }
    }

    /// Whether the file itself clears it up.
    pub(crate) fn is_cleared(&self, over: &Over) -> bool {
        match self.cleared_by {
            ClearedBy::EndAbove => over.ended_before(self.registration, self.hit.row),
            ClearedBy::End => over.ends(self.registration),
            ClearedBy::Cancellation => over.is_cancelled(self.registration),
        }
    }
}
