//! For how long records are kept. The periods are data (`assets/rules/retention.toml`), each with its source.

use crate::{Outcome, identity::read};
use chrono::{DateTime, Months, Utc};
use serde::Deserialize;
use std::sync::OnceLock;

const RULES: &str = include_str!("../../../../assets/rules/retention.toml");

/// The periods.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// A closed 本人確認.
    pub identity_case: Period,
}

/// How long something is kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Years after its end.
    pub years: u32,
    #[serde(rename = "source")]
    _source: String,
}

impl Retention {
    /// The periods as shipped.
    ///
    /// # Errors
    /// `INTERNAL` when the data are broken; a test keeps them whole.
    pub fn shipped() -> Outcome<&'static Self> {
        static SHIPPED: OnceLock<Outcome<Retention>> = OnceLock::new();
        SHIPPED
            .get_or_init(|| read(RULES))
            .as_ref()
            .map_err(Clone::clone)
    }
}

impl Period {
    /// Whether what ended at a moment is to go now.
    pub fn is_over(&self, ended: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        let last = ended.checked_add_months(Months::new(self.years * 12));
        last.is_some_and(|last| last < now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_goes_seven_years_after_its_end_and_no_day_before() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let period = &Retention::shipped().unwrap().identity_case;
        let ended = at("2024-02-29T03:00:00Z");
        assert!(!period.is_over(ended, at("2031-02-28T03:00:00Z")));
        assert!(period.is_over(ended, at("2031-02-28T03:00:01Z")));
    }
}
