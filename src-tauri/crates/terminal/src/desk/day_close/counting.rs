//! What happened on a day, counted.

use crate::{
    core::{
        clock::in_japan,
        gate::{NOBODY, TERMINAL},
        look::Look,
        shelf::moment,
    },
    desk::day_close::view::{DayJobs, DayPerson, DaySheet, HeadTold},
    people::mismatches::record::MismatchRecord,
    sending::{
        disposal::DisposalRecord, hand_over::record::HandOverRecord, jobs::record::JobRecord,
    },
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kakehashi_domain::{JobState, Outcome};
use kakehashi_store::{JobRow, Numbered, Part};
use std::collections::BTreeMap;

/// So much is read at once.
const PART: u32 = 500;

/// From one midnight of Japan to the next.
struct Span {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Span {
    fn of(day: NaiveDate) -> Self {
        let offset = in_japan(DateTime::UNIX_EPOCH) - DateTime::UNIX_EPOCH.naive_utc();
        let from = day.and_time(Default::default()).and_utc() - offset;
        let until = from + TimeDelta::days(1);
        Self { from, until }
    }

    fn has(&self, at: DateTime<Utc>) -> bool {
        (self.from..self.until).contains(&at)
    }
}

impl Look {
    /// A sheet without its head.
    pub(super) fn count_day(&self, day: Option<NaiveDate>) -> Outcome<DaySheet> {
        let day = self.day_to_close(day)?;
        let span = Span::of(day);
        let (from, until) = (moment(span.from), moment(span.until));
        let changed: Vec<JobRow<JobRecord>> =
            self.books()?.jobs_changed(&JobState::ALL, &from, &until)?;
        let looked_up: Vec<_> = changed
            .iter()
            .filter_map(|job| job.body.look_up.as_ref())
            .collect();
        let look_up_hits = looked_up.iter().filter_map(|it| it.hits).sum();
        let hand_overs = self.of_day::<HandOverRecord>(&span, |line| line.at)?;
        let handed_out = hand_overs.iter().filter(|line| line.incoming.is_none());
        let disposals = self.of_day::<DisposalRecord>(&span, |line| line.at)?;
        Ok(DaySheet {
            id: 0,
            day,
            closed_at: self.now(),
            closed_by: String::new(),
            profile: self.profile().map_or_else(
                |_| "（まだありません）".to_owned(),
                |profile| format!("{}（{}）", profile.name, profile.insurer),
            ),
            jobs: self.by_kind_and_state(&changed),
            look_ups: looked_up.len() as u32,
            look_up_hits,
            hand_overs: handed_out.count() as u32,
            disposals: disposals.len() as u32,
            disposed_rows: disposals.iter().map(|line| line.rows).sum(),
            people: self.who_worked(&span)?,
            open: self.what_is_open()?,
            entries: 0,
            head: String::new(),
            key: String::new(),
            signature: String::new(),
            told: HeadTold::NotYet,
            told_title: HeadTold::NotYet.title().to_owned(),
        })
    }

    fn by_kind_and_state(&self, jobs: &[JobRow<JobRecord>]) -> Vec<DayJobs> {
        let mut groups: BTreeMap<(String, JobState), DayJobs> = BTreeMap::new();
        for JobRow { state, body, .. } in jobs {
            let title = self.layout_of(body).map(|layout| layout.title.clone());
            let kind_title = title.unwrap_or_else(|_| body.kind.clone());
            let group = groups.entry((kind_title.clone(), *state));
            let group = group.or_insert_with(|| DayJobs {
                kind_title,
                state_title: state.title().to_owned(),
                files: 0,
                rows: 0,
                ok_rows: 0,
                failed_rows: 0,
            });
            group.files += 1;
            group.rows += body.rows_sent();
            group.ok_rows += body.ok_rows.unwrap_or(0);
            group.failed_rows += body.failed_rows.unwrap_or(0);
        }
        groups.into_values().collect()
    }

    /// Records of the day; they stand in the order in which they came.
    fn of_day<T: Numbered>(
        &self,
        span: &Span,
        at: impl Fn(&T) -> DateTime<Utc>,
    ) -> Outcome<Vec<T>> {
        let (mut found, mut before) = (Vec::new(), None);
        loop {
            let part = Part {
                before,
                ..Part::newest(PART)
            };
            let records: Vec<T> = self.books()?.records(part)?;
            before = records.last().map(T::id);
            let is_past = records.last().is_none_or(|last| at(last) < span.from);
            found.extend(records.into_iter().filter(|record| span.has(at(record))));
            if is_past {
                return Ok(found);
            }
        }
    }

    /// Whose entries the log has of the day.
    fn who_worked(&self, span: &Span) -> Outcome<Vec<DayPerson>> {
        let (mut people, mut offset) = (BTreeMap::<String, DayPerson>::new(), 0);
        loop {
            let page = self.books()?.audit_page(offset, PART)?;
            offset += PART;
            let mut is_past = page.is_empty();
            for stored in page {
                let entry = stored.entry;
                let at = DateTime::parse_from_rfc3339(&entry.at).unwrap_or_default();
                is_past |= at < span.from;
                if !span.has(at.to_utc()) || [NOBODY, TERMINAL].contains(&entry.actor.as_str()) {
                    continue;
                }
                // What was typed at a login that failed is nobody who worked.
                let Some(account) = self.user(&entry.actor)? else {
                    continue;
                };
                let person = people.entry(account.id.clone());
                let person = person.or_insert_with(|| DayPerson {
                    id: account.id,
                    name: account.name,
                    acts: 0,
                    failed: 0,
                });
                person.acts += 1;
                person.failed += u32::from(entry.problem.is_some());
            }
            if is_past {
                return Ok(people.into_values().collect());
            }
        }
    }

    fn what_is_open(&self) -> Outcome<Vec<String>> {
        let open = JobState::ALL.into_iter().filter(|state| !state.is_ended());
        let jobs: Vec<JobRow<JobRecord>> =
            self.books()?.jobs_standing(&open.collect::<Vec<_>>())?;
        let mut states: BTreeMap<JobState, u32> = BTreeMap::new();
        for job in &jobs {
            *states.entry(job.state).or_default() += 1;
        }
        let held = jobs.iter().filter(|job| job.body.held.is_some()).count() as u32;
        let books = self.books()?;
        let mut lines: Vec<String> = states
            .into_iter()
            .map(|(state, files)| format!("{}の送信 {files}件", state.title()))
            .collect();
        let others = [
            (held, "保留の送信"),
            (
                books.count_open_records::<HandOverRecord>()?,
                "引き渡しの済んでいないファイル",
            ),
            (
                books.count_open_records::<MismatchRecord>()?,
                "片づいていない突合不一致",
            ),
        ];
        let some = others.into_iter().filter(|(count, _)| *count > 0);
        lines.extend(some.map(|(count, what)| format!("{what} {count}件")));
        Ok(lines)
    }
}
