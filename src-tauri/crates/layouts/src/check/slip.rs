//! A column that goes from one household to the next a row too late, or too early.

/// What was seen where families begin and end: the neighbour of another household has the same, and one's own family
/// hasn't.
#[derive(Default)]
pub(crate) struct Slip {
    was: Option<Step>,
    last: u32,
    is_seen: bool,
}

/// From one row to the next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// Both are of one household.
    pub is_at_home: bool,
    /// Both have the same.
    pub is_same: bool,
}

impl Slip {
    /// So many of the last 32 ends of a family are more than slips: a part of the file has slipped.
    const ODD: u32 = 9;

    pub(crate) fn note(&mut self, step: Step) {
        let Some(was) = self.was.replace(step) else {
            return;
        };
        if was.is_at_home != step.is_at_home {
            let is_odd = [was, step].iter().all(|it| it.is_at_home != it.is_same);
            self.last = self.last << 1 | u32::from(is_odd);
            self.is_seen |= self.last.count_ones() >= Self::ODD;
        }
    }

    pub(crate) fn add(&mut self, more: &Self) {
        self.is_seen |= more.is_seen;
    }

    pub(crate) fn is_seen(&self) -> bool {
        self.is_seen
    }
}
