//! How those of a household stand to each other: 本人 and spouse are of two sexes, and who comes behind others is seldom much
//! older. Where it is otherwise in one household after the other, a column slipped.

use super::{keys::Keys, person_key::PersonKey};

const DAYS_OF_A_GENERATION: u32 = 15 * 365;

/// The 本人 and the family member above, and what is odd about those who follow.
#[derive(Default)]
pub(crate) struct Kin {
    head: Option<(u64, PersonKey)>,
    above: Option<(u64, u32)>,
    spouses: Odd,
    followers: Odd,
}

/// Of so many, so many are odd.
#[derive(Default)]
struct Odd {
    all: usize,
    odd: usize,
}

impl Odd {
    fn note(&mut self, is_odd: bool) {
        self.all += 1;
        self.odd += usize::from(is_odd);
    }

    fn add(&mut self, more: &Self) {
        self.all += more.all;
        self.odd += more.odd;
    }

    /// All and the odd ones, where these are too many for single people.
    fn too_many(&self, few: usize, percent: usize) -> Option<(usize, usize)> {
        let are_many = self.odd >= few && self.odd * 100 >= self.all * percent;
        are_many.then_some((self.all, self.odd))
    }
}

impl Kin {
    pub(crate) fn note(&mut self, keys: &Keys) {
        let home = keys.household;
        if keys.life.is_head() || home == 0 {
            self.head = Some((home, keys.person)).filter(|_| home != 0);
            self.above = None;
            return;
        }
        let head = self.head.filter(|(above, _)| *above == home);
        if let Some((_, head)) = head.filter(|_| keys.life.is_spouse()) {
            self.spouses.note(keys.person.is_of_same_sex(head));
        }
        let birth = keys.person.birth();
        let above = self.above.replace((home, birth));
        let above = above.filter(|(above, _)| *above == home);
        if let Some((_, above)) = above.filter(|(_, above)| *above != 0 && birth != 0) {
            self.followers.note(birth + DAYS_OF_A_GENERATION < above);
        }
    }

    pub(crate) fn add(&mut self, more: &Self) {
        self.spouses.add(&more.spouses);
        self.followers.add(&more.followers);
    }

    /// Spouses, and how many of them are of the sex of 本人, where these are too many.
    pub(crate) fn like_spouses(&self) -> Option<(usize, usize)> {
        self.spouses.too_many(10, 10)
    }

    /// Family members behind another, and how many are a generation older, where these are too many: a spouse who comes
    /// to a household late, and parents, follow children too.
    pub(crate) fn older_followers(&self) -> Option<(usize, usize)> {
        self.followers.too_many(20, 30)
    }
}
