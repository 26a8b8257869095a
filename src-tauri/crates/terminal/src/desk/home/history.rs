//! What was sent, over a week, a month or a year: by day or month, and by kind.

use crate::{
    core::{clock::japan_day, controller::Terminal, gate::Permit, look::Look, shelf::moment},
    sending::jobs::record::JobRecord,
};
use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};
use kakehashi_domain::{JobState, Outcome};
use kakehashi_store::JobRow;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// How far back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// Seven days, day by day.
    Week,
    /// 31 days, day by day.
    Month,
    /// Twelve months, month by month.
    Year,
}

/// What was sent in a span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SentView {
    /// The first day of each bar, the oldest first.
    pub bars: Vec<NaiveDate>,
    /// What each kind brought.
    pub kinds: Vec<SentKind>,
}

/// What one kind brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SentKind {
    /// Name of the kind.
    pub title: String,
    /// Whether it asks the server for something; else it registers.
    pub asks: bool,
    /// Files.
    pub files: u32,
    /// Rows that went well, bar by bar.
    pub ok: Vec<u32>,
    /// Rows that the server refused, or found nothing for, bar by bar.
    pub failed: Vec<u32>,
}

/// What was sent in a span.
pub(crate) async fn sent(terminal: &Terminal, _: Permit, span: Span) -> Outcome<SentView> {
    terminal.see(move |look| look.sent(span)).await
}

impl Look {
    fn sent(&self, span: Span) -> Outcome<SentView> {
        let bars = span.bars(japan_day(self.now()));
        let ended = [JobState::ResultReceived, JobState::Confirmed];
        // A day before the first of them, wherever on earth it began.
        let since = bars.first().and_then(|first| first.pred_opt());
        let since = since.map(|day| day.to_string()).unwrap_or_default();
        let until = moment(self.now() + TimeDelta::days(1));
        let jobs: Vec<JobRow<JobRecord>> = self.books()?.jobs_changed(&ended, &since, &until)?;
        let mut kinds: BTreeMap<String, SentKind> = BTreeMap::new();
        for JobRow { body, .. } in jobs {
            let day = japan_day(body.updated_at);
            let Some(bar) = bars.partition_point(|first| *first <= day).checked_sub(1) else {
                continue;
            };
            let layout = self.layout_of(&body).ok();
            let kind = kinds.entry(body.kind.clone()).or_insert_with(|| SentKind {
                title: layout.as_ref().map_or(body.kind, |it| it.title.clone()),
                asks: layout.is_some_and(|it| it.asks()),
                files: 0,
                ok: vec![0; bars.len()],
                failed: vec![0; bars.len()],
            });
            kind.files += 1;
            kind.ok[bar] += body.ok_rows.unwrap_or(0);
            kind.failed[bar] += body.failed_rows.unwrap_or(0);
        }
        Ok(SentView {
            bars,
            kinds: kinds.into_values().collect(),
        })
    }
}

impl Span {
    /// The first day of each bar; the last one holds today.
    fn bars(self, today: NaiveDate) -> Vec<NaiveDate> {
        let days = |count: u64| {
            let back = (0..count).rev();
            let day = back.filter_map(|back| today.checked_sub_days(Days::new(back)));
            day.collect()
        };
        match self {
            Self::Week => days(7),
            Self::Month => days(31),
            Self::Year => {
                let first = today.with_day(1).unwrap_or(today);
                let back = (0..12).rev();
                back.filter_map(|back| first.checked_sub_months(Months::new(back)))
                    .collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn bars_end_with_today_and_a_year_begins_with_months() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let week = Span::Week.bars(today);
        assert_eq!((week[0], week[6]), (day(2026, 3, 25), today));
        assert_eq!(Span::Month.bars(today)[0], day(2026, 3, 1));
        let year = Span::Year.bars(today);
        assert_eq!((year[0], year[11]), (day(2025, 4, 1), day(2026, 3, 1)));
        assert_eq!(year.len(), 12);
    }
}
