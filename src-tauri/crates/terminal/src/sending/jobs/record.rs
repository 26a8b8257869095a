//! A file on its way, and what happened to it.

use crate::{core::problem::params, files::listed::Listed};
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{Code, Fault, JobState, SendingWay, Shelf};
use kakehashi_store::{Owner, SealedFile};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct JobRecord {
    pub profile: String,
    pub kind: String,
    pub layout_version: String,
    /// Versions of what comes after it (its result, the file made from that), as they were when it came.
    #[serde(default)]
    pub later_versions: BTreeMap<String, String>,
    pub file_name: String,
    /// The file as it came.
    pub source: SealedFile,
    /// The copy with corrected characters; the file as it came is never touched.
    #[serde(default)]
    pub corrected: Option<SealedFile>,
    /// Which cells of it were corrected, a record a line; None of jobs of an earlier version, whose cells stand in the database.
    #[serde(default)]
    pub corrections: Option<SealedFile>,
    /// How many they are.
    #[serde(default)]
    pub corrected_cells: u32,
    /// What leaves, when it isn't the whole file.
    pub outgoing: Option<SealedFile>,
    pub rows: u32,
    pub error_rows: u32,
    /// 誤り of the whole file, which leaving rows out doesn't mend.
    #[serde(default)]
    pub file_errors: u32,
    /// Rows and findings of the whole file that need 確認.
    #[serde(default)]
    pub confirms: u32,
    /// Those that nobody answered yet.
    #[serde(default)]
    pub open_confirms: u32,
    /// Whether an approver let it through though the same content had gone before.
    #[serde(default)]
    pub lifted: bool,
    /// A sum of its rows, the same in whatever order they come; 0 in what older versions checked.
    #[serde(default)]
    pub digest: u64,
    /// The job that had the same rows, where one had.
    #[serde(default)]
    pub repeats: Option<u32>,
    /// Rows with nothing worse than 警告, and such findings of the whole file.
    pub warning_rows: u32,
    /// How many data rows were left out; which, [`LeftOut`] says.
    pub excluded_rows: u32,
    /// Made once: the same key makes the same job at the server for ever.
    pub idempotency_key: String,
    pub upload: Option<String>,
    pub receipt: Option<String>,
    /// How sure it is that this is the one.
    #[serde(default)]
    pub receipt_heard: Hearing,
    pub server_status: Option<String>,
    pub ok_rows: Option<u32>,
    pub failed_rows: Option<u32>,
    /// The character code of the house when it was taken in; of jobs of an earlier version, that of today.
    #[serde(default)]
    pub house: Option<String>,
    pub branch_numbers: u32,
    pub branch_numbers_saved: bool,
    pub resend_saved: bool,
    /// Whether its check compared it with what was sent before.
    #[serde(default)]
    pub compared: bool,
    /// Rows that protect their person.
    #[serde(default)]
    pub protected_rows: u32,
    /// Rows that speak of a registration that the server should know (差分).
    #[serde(default)]
    pub known_rows: u32,
    /// Of these, rows that take one back (取消).
    #[serde(default)]
    pub cancel_rows: u32,
    /// When somebody put it before others in the queue.
    #[serde(default)]
    pub first_at: Option<DateTime<Utc>>,
    /// Rows of its result that are done and tell a person something.
    #[serde(default)]
    pub informed_rows: u32,
    /// What became of the items of an inquiry, by the server's word.
    #[serde(default)]
    pub items: BTreeMap<String, u32>,
    /// Whether its people stand in the index.
    #[serde(default)]
    pub indexed: bool,
    /// Whether the ways of its people were noted.
    #[serde(default)]
    pub timelines_noted: bool,
    /// Why people are looked up, and what that costs; none for other kinds.
    #[serde(default)]
    pub look_up: Option<LookUpRecord>,
    /// What a list of the 基幹システム says of the file.
    #[serde(default)]
    pub listed: Option<Listed>,
    /// By which way it goes.
    #[serde(default)]
    pub way: SendingWay,
    /// What was written to be carried, where people carry it.
    #[serde(default)]
    pub written: Option<WrittenRecord>,
    /// How its medium went by post, where one did.
    #[serde(default)]
    pub parcel: Option<ParcelRecord>,
    /// Why it goes no further for now (保留).
    #[serde(default)]
    pub held: Option<HoldRecord>,
    /// Whether the sealed files are gone.
    pub disposed: bool,
    pub result: Option<SealedFile>,
    /// The last result that wasn't believed; kept as evidence.
    #[serde(default)]
    pub refused: Option<SealedFile>,
    /// Who gave it up first, and why; it ends when a second person agrees.
    #[serde(default)]
    pub given_up: Option<GivenUp>,
    pub problem: Option<ProblemRecord>,
    pub prepared_by: String,
    /// Everybody who had a hand in preparing it; none of them may release it.
    pub handled_by: BTreeSet<String>,
    pub prepared_at: DateTime<Utc>,
    pub approved_by: Option<String>,
    /// What was approved; none of jobs that an earlier version approved.
    #[serde(default)]
    pub approved: Option<ApprovedRecord>,
    /// Who read its result first.
    #[serde(default)]
    pub read_by: Option<String>,
    pub updated_at: DateTime<Utc>,
}

/// How the 受付番号 was heard. The same idempotency key brings it once more, for ever.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Hearing {
    /// Once.
    #[default]
    Once,
    /// Asked for once more, and then it was another.
    Corrected,
    /// Asked for once more, and the server had no other.
    Twice,
}

/// What an approver saw and let go: these bytes, of this kind, to that place, by this way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ApprovedRecord {
    pub sha256: String,
    /// The sealed file that holds them; none of approvals by an earlier version.
    #[serde(default)]
    pub sealed: Option<String>,
    pub kind: String,
    pub profile: String,
    pub insurer: String,
    pub url: String,
    pub way: SendingWay,
}

/// Why people are looked up at 住基ネット, and what that costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LookUpRecord {
    pub purpose: String,
    pub purpose_title: String,
    pub reason: String,
    pub yen_per_hit: u32,
    /// What a medium there and back costs, where one goes.
    #[serde(default)]
    pub postage_yen: u32,
    /// Who was found, and what that cost; booked when the result comes.
    pub hits: Option<u32>,
    #[serde(default)]
    pub booked_yen: Option<u32>,
}

impl LookUpRecord {
    /// What the post of a medium costs, where the file goes by one.
    pub fn postage(&self, way: SendingWay) -> u32 {
        match way {
            SendingWay::Media => self.postage_yen,
            SendingWay::Direct | SendingWay::OfficialScreen => 0,
        }
    }

    /// What it costs where so many people are found.
    pub fn yen(&self, people: u32, way: SendingWay) -> u32 {
        let of_people = people.saturating_mul(self.yen_per_hit);
        of_people.saturating_add(self.postage(way))
    }
}

/// A file that was written for people to carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct WrittenRecord {
    pub path: String,
    pub sha256: String,
    /// Its line in the 授受簿.
    pub line: u32,
    /// Whether it was deleted after it was sent.
    pub deleted: bool,
}

/// A medium on its way to the server's people and back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ParcelRecord {
    pub sent_on: NaiveDate,
    /// What finds it again, where the post gave one.
    pub tracking: Option<String>,
    /// Who told them that it is on its way (送付完了の連絡), and when.
    pub told: Option<(String, DateTime<Utc>)>,
}

/// Why a job goes no further until somebody lets it (保留).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HoldRecord {
    pub why: String,
    pub by: String,
    pub at: DateTime<Utc>,
    /// It came from a backup; only an approver who had no hand in it lets it go.
    pub after_restore: bool,
}

/// What one person said who gives a job up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct GivenUp {
    pub by: String,
    pub reason: String,
}

/// The parts of a job that are sealed files.
pub(crate) const SOURCE: &str = "source";
pub(crate) const CORRECTED: &str = "corrected";
pub(crate) const CORRECTIONS: &str = "corrections";
pub(crate) const OUTGOING: &str = "outgoing";
pub(crate) const RESULT: &str = "result";
/// A result that wasn't believed.
pub(crate) const REFUSED: &str = "refused";

/// Says that a sealed file is a part of a job.
pub(crate) fn of_job(id: u32, part: &str) -> Owner<'_> {
    Owner {
        of: Shelf::Job,
        id,
        part,
    }
}

impl JobRecord {
    /// The file that leaves.
    pub fn leaving(&self) -> &SealedFile {
        self.outgoing.as_ref().unwrap_or(self.whole())
    }

    /// The whole file, with its corrections.
    pub fn whole(&self) -> &SealedFile {
        self.corrected.as_ref().unwrap_or(&self.source)
    }

    /// Whether it waits for an approver's word because the same rows were sent before.
    pub fn awaits_lifting(&self) -> bool {
        self.repeats.is_some() && !self.lifted
    }

    /// Whether 誤り keep it from going: of rows that weren't left out, or of the whole file.
    pub fn has_unresolved_errors(&self) -> bool {
        self.file_errors > 0 || (self.error_rows > 0 && self.excluded_rows == 0)
    }

    pub fn rows_sent(&self) -> u32 {
        self.rows - self.excluded_rows
    }
}

/// The data rows that were left out of a file, ascending. There may be as many as the file has, so that only whoever walks
/// the file reads them.
pub(crate) struct LeftOut(pub Vec<u32>);

impl LeftOut {
    pub fn has(&self, row: u32) -> bool {
        self.0.binary_search(&row).is_ok()
    }

    /// The row of the file as it came, for a row of the file that left (both from 1).
    pub fn original_row(&self, sent: u32) -> u32 {
        row_before_leaving_out(&self.0, sent)
    }
}

/// The number that a row had before others were left out; `excluded` goes up.
fn row_before_leaving_out(excluded: &[u32], sent: u32) -> u32 {
    // How many rows stay before the n-th one left out never falls with n, so that the search may halve.
    let (mut from, mut to) = (0, excluded.len());
    while from < to {
        let middle = usize::midpoint(from, to);
        if excluded[middle] - middle as u32 <= sent {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    sent + from as u32
}

/// A fault as stored with a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ProblemRecord {
    pub code: Code,
    pub sentence: String,
    pub next_step: String,
    #[serde(default)]
    pub params: BTreeMap<String, String>,
    pub correlation: String,
}

impl ProblemRecord {
    pub fn new(fault: &Fault, correlation: &str) -> Self {
        Self {
            code: fault.code,
            sentence: fault.sentence(),
            next_step: fault.next_step(),
            params: params(fault),
            correlation: correlation.to_owned(),
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct EventRecord {
    pub at: DateTime<Utc>,
    pub state: JobState,
    pub server_status: Option<String>,
    pub by: String,
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::row_before_leaving_out;

    #[test]
    fn rows_are_counted_as_in_the_file_that_came() {
        for left_out in 0..1_u32 << 8 {
            let is_out = |row: &u32| left_out >> (row - 1) & 1 == 1;
            let excluded: Vec<u32> = (1..=8).filter(is_out).collect();
            let stay = (1..=10).filter(|row| *row > 8 || !is_out(row));
            for (sent, row) in (1..).zip(stay) {
                assert_eq!(row_before_leaving_out(&excluded, sent), row, "{excluded:?}");
            }
        }
    }
}
