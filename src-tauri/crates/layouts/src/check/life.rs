//! What a row does to its registration, and which place its person has in the household.

use crate::{
    definition::{Condition, Identity},
    read::Cells,
};

/// Marks of a row, one bit each.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Life(u16);

impl Life {
    const ENDS: u16 = 1;
    const CANCELS: u16 = 2;
    const CHANGES: u16 = 4;
    const NEW_NUMBER: u16 = 8;
    const HEAD: u16 = 16;
    const CHILD: u16 = 32;
    const SPOUSE: u16 = 64;
    const PARENT: u16 = 128;

    /// `above` are the marks of the row above.
    pub(crate) fn of(who: &Identity, row: &Cells, above: Option<Self>) -> Self {
        let marks = [
            (Self::ENDS, &who.ended),
            (Self::CANCELS, &who.cancelled),
            (Self::CHANGES, &who.changed),
            (Self::NEW_NUMBER, &who.new_number),
            (Self::HEAD, &who.head),
            (Self::CHILD, &who.child),
            (Self::SPOUSE, &who.spouse),
            (Self::PARENT, &who.parent),
        ];
        let mut life = 0;
        for (mark, condition) in marks {
            let Some(condition) = condition else { continue };
            life |= match above {
                Some(above) if row.is_as_above(condition.column) => above.0 & mark,
                Some(_) | None => mark * u16::from(Condition::holds(condition, row)),
            };
        }
        Self(life)
    }

    /// The place in a household, of which nothing else is known.
    pub(crate) fn placed(is_head: bool, is_spouse: bool) -> Self {
        Self((Self::HEAD * u16::from(is_head)) | (Self::SPOUSE * u16::from(is_spouse)))
    }

    fn has(self, mark: u16) -> bool {
        self.0 & mark != 0
    }

    /// The registration is over with it: it ended, or it was a mistake.
    pub(crate) fn is_over(self) -> bool {
        self.has(Self::ENDS | Self::CANCELS)
    }

    /// The registration was a mistake.
    pub(crate) fn cancels(self) -> bool {
        self.has(Self::CANCELS)
    }

    /// It speaks of a registration that is known already: changes it, ends it, takes it back.
    pub(crate) fn is_of_known(self) -> bool {
        self.has(Self::ENDS | Self::CANCELS | Self::CHANGES)
    }

    /// Something of a known registration is another, as the row itself says.
    pub(crate) fn changes(self) -> bool {
        self.has(Self::CHANGES)
    }

    /// The number is another, as the row itself says.
    pub(crate) fn has_new_number(self) -> bool {
        self.has(Self::NEW_NUMBER)
    }

    /// 本人.
    pub(crate) fn is_head(self) -> bool {
        self.has(Self::HEAD)
    }

    /// 配偶者.
    pub(crate) fn is_spouse(self) -> bool {
        self.has(Self::SPOUSE)
    }

    /// 父母.
    pub(crate) fn is_parent(self) -> bool {
        self.has(Self::PARENT)
    }

    /// 子.
    pub(crate) fn is_child(self) -> bool {
        self.has(Self::CHILD)
    }
}
