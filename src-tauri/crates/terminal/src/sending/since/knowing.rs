//! Which job of the data one of the server's is: by its 受付番号, or by its content where the number never arrived.

use crate::{
    core::{look::Look, since::SinceJob},
    sending::{
        jobs::record::JobRecord,
        since::view::{KnownWhere, SinceLine, SinceView},
    },
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{JobState, Outcome};
use kakehashi_server_link::ServerJob;
use kakehashi_store::{JobRow, Part};
use std::collections::{HashMap, HashSet};

/// So many jobs are read at once.
const PART: u32 = 500;

/// The jobs of the data that were there before a moment.
#[derive(Default)]
pub(super) struct Known {
    by_receipt: HashMap<String, u32>,
    by_content: HashMap<String, u32>,
}

impl Known {
    pub fn job_of(&self, said: &ServerJob) -> Option<u32> {
        let by_content = |sha256: &String| self.by_content.get(sha256);
        let found = self.by_receipt.get(&said.receipt);
        found
            .or_else(|| said.sha256.as_ref().and_then(by_content))
            .copied()
    }

    fn add(&mut self, id: u32, job: JobRecord) {
        self.by_content.insert(job.leaving().sha256.clone(), id);
        if let Some(receipt) = job.receipt {
            self.by_receipt.insert(receipt, id);
        }
    }
}

impl Look {
    pub(super) fn known_before(&self, moment: DateTime<Utc>) -> Outcome<Known> {
        let (mut known, mut before) = (Known::default(), None);
        loop {
            let part = Part {
                before,
                words: "",
                most: PART,
            };
            let jobs: Vec<JobRow<JobRecord>> = self.books()?.jobs(part)?;
            let Some(last) = jobs.last() else {
                return Ok(known);
            };
            before = Some(last.id);
            for JobRow { id, body, .. } in jobs {
                if body.prepared_at <= moment {
                    known.add(id, body);
                }
            }
        }
    }

    /// Which job of the data this one of the server's is. One whose answer may still be under way is known.
    pub(super) fn knows(&self, profile: &str, said: &ServerJob) -> Outcome<Option<u32>> {
        let part = Part {
            before: None,
            words: &said.receipt,
            most: PART,
        };
        let named: Vec<JobRow<JobRecord>> = self.books()?.jobs(part)?;
        let same = |job: &&JobRow<JobRecord>| job.body.receipt.as_ref() == Some(&said.receipt);
        if let Some(job) = named.iter().find(same) {
            return Ok(Some(job.id));
        }
        let moving = JobState::ALL.into_iter().filter(|state| state.is_moving());
        let moving: Vec<JobRow<JobRecord>> =
            self.books()?.jobs_standing(&moving.collect::<Vec<_>>())?;
        let may_be = |job: &&JobRow<JobRecord>| {
            job.body.profile == profile
                && match &said.sha256 {
                    Some(sha256) => job.body.leaving().sha256 == *sha256,
                    None => job.state == JobState::Submitting,
                }
        };
        if let Some(job) = moving.iter().find(may_be) {
            return Ok(Some(job.id));
        }
        let sha256 = said.sha256.as_deref().unwrap_or_default();
        Ok(self.books()?.jobs_of_content(sha256)?.pop())
    }

    pub(super) fn since_view(&self) -> Outcome<Option<SinceView>> {
        let Some(record) = self.since()? else {
            return Ok(None);
        };
        let answer = record.answer.as_ref();
        let (listed, more) = answer.map_or((false, false), |it| (it.listed, it.more));
        let mut lines = Vec::new();
        for said in answer.iter().flat_map(|answer| &answer.lines) {
            lines.push(self.since_line(said, listed)?);
        }
        if listed {
            let there: HashSet<u32> = lines.iter().filter_map(|line| line.job).collect();
            let open = self.open_jobs_since()?.into_iter();
            for job in open.filter(|job| !there.contains(&job.id)) {
                lines.push(self.line_here(&job, KnownWhere::HereOnly));
            }
        }
        lines.sort_by_key(|line| line.known != KnownWhere::ServerOnly);
        let alone = |line: &&SinceLine| line.known == KnownWhere::ServerOnly;
        let server_only = lines.iter().filter(alone).count() as u32;
        Ok(Some(SinceView {
            found_at: record.found_at,
            since: record.since,
            asked_at: answer.map(|answer| answer.asked_at),
            listed,
            more,
            server_only,
            words: words(answer.is_some(), listed, more, server_only),
            lines,
        }))
    }

    fn since_line(&self, said: &SinceJob, listed: bool) -> Outcome<SinceLine> {
        let job = match said.job {
            Some(id) => self.job(id).ok(),
            None => None,
        };
        let known = match (&job, &said.receipt) {
            (Some(_), Some(_)) => KnownWhere::Both,
            (None, _) => KnownWhere::ServerOnly,
            (Some(job), None) if !listed && job.body.receipt.is_none() => KnownWhere::Unasked,
            (Some(_), None) => KnownWhere::HereOnly,
        };
        let kind = said.kind.as_deref().unwrap_or("（種類は分かりません）");
        let title = self.layout_today(kind).map(|layout| layout.title.clone());
        let at_server = SinceLine {
            receipt: said.receipt.clone(),
            kind_title: title.unwrap_or_else(|_| kind.to_owned()),
            accepted_at: said.accepted_at,
            server_status: Some(said.status.clone()).filter(|word| !word.is_empty()),
            rows: u32::try_from(said.rows)
                .ok()
                .filter(|_| said.receipt.is_some()),
            job: None,
            file_name: None,
            state_title: None,
            known,
            known_title: known.title().to_owned(),
        };
        Ok(match job {
            Some(job) => {
                let here = self.line_here(&job, known);
                SinceLine {
                    job: here.job,
                    file_name: here.file_name,
                    state_title: here.state_title,
                    ..at_server
                }
            }
            None => at_server,
        })
    }

    fn line_here(&self, job: &JobRow<JobRecord>, known: KnownWhere) -> SinceLine {
        let title = self.layout_of(&job.body).map(|layout| layout.title.clone());
        SinceLine {
            receipt: job.body.receipt.clone(),
            kind_title: title.unwrap_or_else(|_| job.body.kind.clone()),
            accepted_at: None,
            server_status: None,
            rows: Some(job.body.rows_sent()),
            job: Some(job.id),
            file_name: Some(job.body.file_name.clone()),
            state_title: Some(job.state.title().to_owned()),
            known,
            known_title: known.title().to_owned(),
        }
    }
}

fn words(asked: bool, listed: bool, more: bool, server_only: u32) -> String {
    let said = match (asked, listed, server_only) {
        (false, ..) => {
            "サーバーにはまだ聞いていません。サーバーにログインすると、受け付けたものを聞きます。"
        }
        (true, false, _) => {
            "このサーバーは、受け付けたものの一覧を出しません。受付番号の分かる送信を1件ずつ聞きました。ほかに送っていないかは、サーバーの画面や窓口で確かめてください。"
        }
        (true, true, 0) => "サーバーだけにある送信はありません。",
        (true, true, _) => {
            "サーバーだけにある送信があります。同じ内容は、もう一度送れません。結果は、受付番号でサーバーの窓口に確かめてください。"
        }
    };
    match more {
        true => format!("{said}一覧が長いので、はじめの5,000件だけを聞きました。"),
        false => said.to_owned(),
    }
}
