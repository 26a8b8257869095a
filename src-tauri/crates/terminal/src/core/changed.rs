//! What clients are told when something changed, so that they ask again for that alone.

use kakehashi_domain::Shelf;
use kakehashi_store::Touched;
use serde::Serialize;
use ts_rs::TS;

/// Something changed: one event for what was committed together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Changed {
    /// The one job that it was about; null where it was about none, or about several.
    pub job: Option<u32>,
    /// Where something was written. Empty where only what isn't stored changed: how far `job` is, or, without one, who
    /// is there and whether the server answers.
    pub touched: Vec<Shelf>,
}

impl Changed {
    pub(crate) fn by(touched: &Touched) -> Self {
        let mut jobs = touched.jobs.iter();
        let job = jobs.next().copied();
        Self {
            job: job.filter(|_| jobs.next().is_none()),
            touched: touched.shelves.iter().copied().collect(),
        }
    }

    pub(crate) fn progress(job: u32) -> Self {
        Self {
            job: Some(job),
            touched: Vec::new(),
        }
    }

    pub(crate) fn live() -> Self {
        Self {
            job: None,
            touched: Vec::new(),
        }
    }

    /// For whoever missed what was told: anything may have changed.
    pub fn anything() -> Self {
        Self {
            job: None,
            touched: Shelf::ALL.to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn a_change_names_its_job_where_there_is_one() {
        let by = |jobs: &[u32]| {
            Changed::by(&Touched {
                shelves: [Shelf::Job, Shelf::Audit].into(),
                jobs: jobs.iter().copied().collect(),
            })
        };
        let json = serde_json::to_value(by(&[3])).unwrap();
        assert_eq!(
            json,
            serde_json::json!({ "job": 3, "touched": ["job", "audit"] })
        );
        assert_eq!([by(&[]).job, by(&[3, 4]).job], [None, None]);
    }
}
