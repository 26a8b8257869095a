//! The days from the receipt of a 届出 to the registration of its person. How many, and since when, is data
//! (`assets/rules/registration-deadline.toml`), with a word on how they are counted.

use crate::{Outcome, identity::read};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;
use ts_rs::TS;

const RULE: &str = include_str!("../../../../assets/rules/registration-deadline.toml");
/// Days on which a person who works on weekdays is told beforehand.
const SOON: i64 = 1;

/// The rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineRule {
    /// Days after the day of the receipt.
    pub days: u64,
    valid_from: NaiveDate,
    #[serde(rename = "source")]
    _source: String,
}

/// How a person stands to the last day of their registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineState {
    /// The last day is over, and they aren't registered.
    Overdue,
    /// Today is the last day, or the last weekday before it.
    Today,
    /// Tomorrow will be.
    Soon,
    /// There is time.
    Running,
    /// No last day: received before there was the rule.
    Unlimited,
    /// Registered in time.
    Kept,
    /// Registered too late.
    Late,
}

impl DeadlineRule {
    /// The rule as shipped.
    ///
    /// # Errors
    /// `INTERNAL` when the data are broken; a test keeps them whole.
    pub fn shipped() -> Outcome<&'static Self> {
        static SHIPPED: OnceLock<Outcome<DeadlineRule>> = OnceLock::new();
        SHIPPED
            .get_or_init(|| read(RULE))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// The last day for somebody whose 届出 was received on a day. None where the rule didn't hold yet.
    pub fn due(&self, received: NaiveDate) -> Option<NaiveDate> {
        (received >= self.valid_from)
            .then(|| received.checked_add_days(Days::new(self.days)))
            .flatten()
    }
}

/// The last weekday up to a day. Holidays aren't known here.
pub fn last_weekday(day: NaiveDate) -> NaiveDate {
    let back = match day.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => 0,
    };
    day.checked_sub_days(Days::new(back)).unwrap_or(day)
}

/// How many weekdays have come since a day, today among them.
pub fn weekdays_since(day: NaiveDate, today: NaiveDate) -> usize {
    let days = day.iter_days().skip(1).take_while(|it| *it <= today);
    days.filter(|it| last_weekday(*it) == *it).count()
}

impl DeadlineState {
    /// How somebody stands today who must be registered by a day, and perhaps was.
    pub fn of(due: Option<NaiveDate>, registered: Option<NaiveDate>, today: NaiveDate) -> Self {
        match (due, registered) {
            (None, Some(_)) => Self::Kept,
            (None, None) => Self::Unlimited,
            (Some(due), Some(on)) if on <= due => Self::Kept,
            (Some(_), Some(_)) => Self::Late,
            (Some(due), None) if today > due => Self::Overdue,
            (Some(due), None) => match (last_weekday(due) - today).num_days() {
                ..=0 => Self::Today,
                1..=SOON => Self::Soon,
                _ => Self::Running,
            },
        }
    }

    /// Whether somebody has to hurry.
    pub fn presses(self) -> bool {
        matches!(self, Self::Overdue | Self::Today | Self::Soon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due(received: &str) -> Option<NaiveDate> {
        DeadlineRule::shipped().unwrap().due(day(received))
    }

    #[test]
    fn weekdays_are_counted_behind_a_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let friday = day("2026-04-03");
        for (until, count) in [
            ("2026-04-03", 0),
            ("2026-04-05", 0),
            ("2026-04-06", 1),
            ("2026-04-17", 10),
            ("2026-04-01", 0),
        ] {
            assert_eq!(weekdays_since(friday, day(until)), count, "{until}");
        }
    }

    #[test]
    fn five_days_after_the_receipt_weekends_and_holidays_counted() {
        // 2026-11-16 is a Monday.
        assert_eq!(due("2026-11-16"), Some(day("2026-11-21")), "a Saturday");
        // 昭和の日, 憲法記念日, みどりの日, こどもの日 and a weekend lie between or at the end.
        assert_eq!(due("2026-04-28"), Some(day("2026-05-03")));
        assert_eq!(due("2026-04-30"), Some(day("2026-05-05")));
        assert_eq!(due("2026-12-29"), Some(day("2027-01-03")), "the new year");
        assert_eq!(due("2028-02-25"), Some(day("2028-03-01")), "a leap year");
    }

    #[test]
    fn before_the_rule_there_is_no_last_day() {
        assert_eq!(due("2023-05-31"), None);
        assert_eq!(due("2023-06-01"), Some(day("2023-06-06")));
        let state = DeadlineState::of(None, None, day("2026-11-16"));
        assert_eq!(state, DeadlineState::Unlimited);
        assert!(!state.presses());
    }

    #[test]
    fn the_state_changes_with_each_day() {
        use DeadlineState::*;
        // Received on a Friday; the last day is a Wednesday.
        let last = due("2026-11-13");
        assert_eq!(last, Some(day("2026-11-18")));
        let states = [
            ("2026-11-13", Running),
            ("2026-11-16", Running),
            ("2026-11-17", Soon),
            ("2026-11-18", Today),
            ("2026-11-19", Overdue),
            ("2027-11-19", Overdue),
        ];
        for (today, state) in states {
            assert_eq!(DeadlineState::of(last, None, day(today)), state, "{today}");
        }
    }

    #[test]
    fn a_last_day_on_a_weekend_presses_from_the_weekday_before() {
        use DeadlineState::*;
        // Received on a Tuesday; the last day is a Sunday.
        let last = due("2026-11-17");
        assert_eq!(last, Some(day("2026-11-22")));
        let states = [
            ("2026-11-18", Running),
            ("2026-11-19", Soon),
            ("2026-11-20", Today),
            ("2026-11-21", Today),
            ("2026-11-22", Today),
            ("2026-11-23", Overdue),
        ];
        for (today, state) in states {
            assert_eq!(DeadlineState::of(last, None, day(today)), state, "{today}");
        }
    }

    #[test]
    fn who_is_registered_was_in_time_or_late_for_ever() {
        let last = due("2026-11-13");
        let of = |on| DeadlineState::of(last, Some(day(on)), day("2027-01-01"));
        assert_eq!(of("2026-11-18"), DeadlineState::Kept);
        assert_eq!(of("2026-11-19"), DeadlineState::Late);
        let unlimited = DeadlineState::of(None, Some(day("2026-11-19")), day("2026-11-20"));
        assert_eq!(unlimited, DeadlineState::Kept);
    }
}
