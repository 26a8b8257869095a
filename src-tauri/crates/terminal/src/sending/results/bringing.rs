//! What a result says of each of its rows, brought into the books some rows at a time, so that others' acts come between. It is
//! true once the result was found to fit, whether the result then comes to its end or is asked for once more.

use super::view::FailedRow;
use crate::{
    core::{
        controller::{Controller, Terminal},
        in_parts::{ROWS_AT_ONCE, parts_to, rest_after},
        look::Look,
    },
    sending::jobs::{record::LeftOut, wrong_state},
};
use kakehashi_domain::{JobStep, Outcome};
use kakehashi_store::{JobRow, MarkedBranch};
use std::sync::Arc;

impl Terminal {
    /// Writes the rows that the server refused, up to a million, some at a time. Nobody looks at them before the commit by
    /// which the result counts; what an attempt that broke off has left goes first.
    pub(super) async fn bring_refused(&self, id: u32, failed: &Arc<Vec<FailedRow>>) -> Outcome<()> {
        let begin = move |c: &mut Controller| {
            let JobRow { state, .. } = c.job(id)?;
            let awaits = state.after(JobStep::ReceiveResult).is_some();
            if !awaits {
                return Err(wrong_state(id, state));
            }
            Ok(())
        };
        self.ask(begin).await?;
        self.clear_in_parts(move |store| {
            Ok(rest_after(store.clear_failed_rows(id, ROWS_AT_ONCE)?))
        })
        .await?;
        self.keep_in_parts(failed, move |store, row| {
            store.add_failed_row(id, row.row, row)
        })
        .await
    }

    /// Keeps who has which 被保険者枝番 now, and forgets it of those whose registration is over, some at a time as well. The
    /// server has said so, whether the result comes to its end or is asked for once more.
    pub(super) async fn bring_branches(
        &self,
        profile: &str,
        branches: &[MarkedBranch],
        over: &[MarkedBranch],
    ) -> Outcome<()> {
        for some in branches.chunks(ROWS_AT_ONCE) {
            let (of, some) = (profile.to_owned(), some.to_vec());
            self.ask(move |c| c.store()?.transact(|store| store.keep_branches(&of, &some)))
                .await?;
        }
        for some in over.chunks(ROWS_AT_ONCE) {
            let (of, some) = (profile.to_owned(), some.to_vec());
            self.ask(move |c| {
                c.store()?
                    .transact(|store| store.forget_branches(&of, &some))
            })
            .await?;
        }
        Ok(())
    }

    /// Says who is registered now: all that still go by the file, but for refused rows, which must be stored by then, and
    /// those that were left out.
    pub(super) async fn bring_registered(
        &self,
        id: u32,
        left_out: &LeftOut,
        without_branch: &[u32],
    ) -> Outcome<()> {
        let look = move |look: &Look| Ok((look.books()?.last_timeline_row(id)?, look.now()));
        let (last, now) = self.see(look).await?;
        let at = now.to_rfc3339();
        for rows in parts_to(last) {
            let within = |all: &[u32]| -> Vec<u32> {
                let theirs = all.iter().filter(|row| rows.contains(row));
                theirs.copied().collect()
            };
            let (left_out, without_branch) = (within(&left_out.0), within(without_branch));
            let (rows, at) = (rows.clone(), at.clone());
            let end = move |c: &mut Controller| {
                c.store()?.transact(|store| {
                    store.end_timelines(id, &at, rows, &left_out, &without_branch)
                })
            };
            self.ask(end).await?;
        }
        Ok(())
    }
}
