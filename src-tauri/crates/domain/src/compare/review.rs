//! What people say of a pair: one person for B, two for C, never the same.
//!
//! ```text
//! Waiting ─ (one pair of eyes) ───────────────────────────── Settled
//!    │  └── (two) ─ SecondWanted ─ the second agrees ────────────┘
//!    └──────────────────────────── the second disagrees: both talk, and begin anew
//! ```

use super::Verdict;
use crate::{Code, Fault, Outcome};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a person says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PairFinding")]
pub enum Finding {
    /// One person; nothing has to be put right.
    Same,
    /// One person whose data has to be put right and sent again.
    Correct,
    /// Two people.
    Other,
}

impl Finding {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Same, Self::Correct, Self::Other];

    /// The Japanese words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Same => "同じ人です",
            Self::Correct => "データを訂正して送りなおす",
            Self::Other => "別の人です",
        }
    }
}

macro_rules! grounds {
    ($($name:ident $title:literal,)+) => {
        /// Why two records that differ are one person's.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum Ground { $(#[doc = $title] $name,)+ }

        impl Ground {
            /// Every ground, in order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The Japanese words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }
        }
    };
}

grounds! {
    Moved "住所が変わった（届出か住民票で確かめた）",
    Renamed "氏名が変わった（届出か住民票で確かめた）",
    WrittenOtherwise "書き方や字体だけがちがう",
    Unreadable "読めない字があり、ほかの書類で確かめた",
    AskedThePerson "本人か事業主に聞いて確かめた",
}

/// One person's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub finding: Finding,
    /// Why, for [`Finding::Same`].
    pub ground: Option<Ground>,
}

/// How far a pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Nobody has looked, or the two who did disagreed.
    Waiting,
    /// Another person is wanted.
    SecondWanted,
    /// It is decided.
    Settled,
}

/// What was said of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    eyes: usize,
    opinions: Vec<Opinion>,
    /// Opinions of rounds in which two people disagreed, oldest first.
    overruled: Vec<Opinion>,
    /// Opinions that were taken back, oldest first.
    #[serde(default)]
    withdrawn: Vec<Opinion>,
}

impl Review {
    /// A review that nobody has begun, of as many pairs of eyes as the verdict wants. A pair that wants none is settled.
    pub fn of(verdict: Verdict) -> Self {
        let eyes = match verdict {
            Verdict::A => 0,
            Verdict::B => 1,
            Verdict::C => 2,
        };
        Self {
            eyes,
            opinions: Vec::new(),
            overruled: Vec::new(),
            withdrawn: Vec::new(),
        }
    }

    /// How far it is.
    pub fn state(&self) -> ReviewState {
        if self.opinions.len() >= self.eyes {
            ReviewState::Settled
        } else if self.opinions.is_empty() {
            ReviewState::Waiting
        } else {
            ReviewState::SecondWanted
        }
    }

    /// Whether this person may speak now.
    pub fn may_answer(&self, user: &str) -> bool {
        self.state() != ReviewState::Settled && self.opinions.iter().all(|said| said.by != user)
    }

    /// Whether two people have disagreed about it.
    pub fn was_disputed(&self) -> bool {
        !self.overruled.is_empty()
    }

    /// What was decided; None while it isn't, or where nobody had to look.
    pub fn finding(&self) -> Option<Finding> {
        let is_settled = self.state() == ReviewState::Settled;
        let last = self.opinions.last().filter(|_| is_settled);
        last.map(|said| said.finding)
    }

    /// What was said in this round, first to last.
    pub fn opinions(&self) -> &[Opinion] {
        &self.opinions
    }

    /// What was said in rounds that ended in disagreement.
    pub fn overruled(&self) -> &[Opinion] {
        &self.overruled
    }

    /// Takes a person's word.
    ///
    /// # Errors
    /// [`Code::SecondPersonWanted`] when it is settled or this person has spoken; [`Code::GroundMissing`] when two
    /// records are said to be one person's without saying why.
    pub fn answer(&mut self, opinion: Opinion) -> Outcome<()> {
        if !self.may_answer(&opinion.by) {
            return Err(Code::SecondPersonWanted.into());
        }
        if opinion.finding == Finding::Same && opinion.ground.is_none() {
            return Err(Code::GroundMissing.into());
        }
        let disagrees = self
            .opinions
            .first()
            .is_some_and(|first| first.finding != opinion.finding);
        self.opinions.push(opinion);
        if disagrees {
            self.overruled.append(&mut self.opinions);
        }
        Ok(())
    }

    /// Whether this person may take back what was said: their own first word, or what is settled.
    pub fn may_reopen(&self, user: &str) -> bool {
        match self.state() {
            ReviewState::Waiting => false,
            ReviewState::SecondWanted => self.opinions.iter().any(|said| said.by == user),
            ReviewState::Settled => !self.opinions.is_empty(),
        }
    }

    /// Takes back what was said in this round; all begins anew, and what was said is kept.
    ///
    /// # Errors
    /// [`Code::WrongState`] when there is nothing that this person may take back.
    pub fn reopen(&mut self, user: &str) -> Outcome<()> {
        if !self.may_reopen(user) {
            return Err(Fault::new(Code::WrongState).with("state", "まだ決めていない組"));
        }
        self.withdrawn.append(&mut self.opinions);
        Ok(())
    }

    /// What was taken back, oldest first.
    pub fn withdrawn(&self) -> &[Opinion] {
        &self.withdrawn
    }

    /// Somebody doubts a pair that wanted no eyes: now it wants two.
    pub fn doubt(&mut self) {
        if self.eyes == 0 {
            self.eyes = 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(by: &str, finding: Finding) -> Opinion {
        Opinion {
            by: by.to_owned(),
            at: DateTime::UNIX_EPOCH,
            finding,
            ground: Some(Ground::Moved),
        }
    }

    #[test]
    fn one_person_settles_b() {
        let mut review = Review::of(Verdict::B);
        assert_eq!(review.state(), ReviewState::Waiting);
        review.answer(word("a", Finding::Same)).unwrap();
        assert_eq!(review.finding(), Some(Finding::Same));
        let again = review.answer(word("b", Finding::Other)).unwrap_err();
        assert_eq!(again.code, Code::SecondPersonWanted);
    }

    #[test]
    fn c_wants_two_people_who_agree_and_never_the_same() {
        let mut review = Review::of(Verdict::C);
        review.answer(word("a", Finding::Other)).unwrap();
        assert_eq!(review.state(), ReviewState::SecondWanted);
        assert_eq!(review.finding(), None);
        let same = review.answer(word("a", Finding::Other)).unwrap_err();
        assert_eq!(same.code, Code::SecondPersonWanted);
        review.answer(word("b", Finding::Other)).unwrap();
        assert_eq!(review.finding(), Some(Finding::Other));
    }

    #[test]
    fn two_who_disagree_begin_anew_and_what_they_said_is_kept() {
        let mut review = Review::of(Verdict::C);
        review.answer(word("a", Finding::Same)).unwrap();
        review.answer(word("b", Finding::Other)).unwrap();
        assert_eq!(review.state(), ReviewState::Waiting);
        assert!(review.was_disputed() && review.may_answer("a"));
        assert_eq!(review.overruled().len(), 2);
    }

    #[test]
    fn what_was_said_can_be_taken_back_and_is_kept() {
        let mut review = Review::of(Verdict::C);
        assert_eq!(review.reopen("a").unwrap_err().code, Code::WrongState);
        review.answer(word("a", Finding::Same)).unwrap();
        assert!(!review.may_reopen("b"), "nobody sees the first word");
        review.reopen("a").unwrap();
        assert!(review.may_answer("a"));
        review.answer(word("a", Finding::Other)).unwrap();
        review.answer(word("b", Finding::Other)).unwrap();
        review.reopen("b").unwrap();
        assert_eq!(
            (review.state(), review.withdrawn().len()),
            (ReviewState::Waiting, 3)
        );
        assert!(!review.was_disputed());
    }

    #[test]
    fn same_wants_a_ground_and_a_doubted_pair_two_people() {
        let mut review = Review::of(Verdict::B);
        let bare = Opinion {
            ground: None,
            ..word("a", Finding::Same)
        };
        let fault = review.answer(bare).unwrap_err();
        assert_eq!(fault.code, Code::GroundMissing);
        let mut sure = Review::of(Verdict::A);
        assert_eq!((sure.state(), sure.finding()), (ReviewState::Settled, None));
        sure.doubt();
        sure.answer(word("a", Finding::Same)).unwrap();
        assert_eq!(sure.state(), ReviewState::SecondWanted);
    }
}
