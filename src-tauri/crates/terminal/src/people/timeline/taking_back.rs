//! A file that is given up takes its people off the list. It ends in one commit with its mark here; they go some at a time,
//! and what the end of the program left is gone on with at its next start.

use crate::core::{controller::Terminal, in_parts::parts_to};
use kakehashi_domain::{Outcome, Shelf};

impl Terminal {
    /// Lets the people of every file go that was given up. Failing stops nothing: the next start comes back to it.
    pub(crate) async fn take_people_back(&self) {
        let taken = async {
            let jobs: Vec<u32> = self.see(|look| look.books()?.all(Shelf::TakenBack)).await?;
            for job in jobs {
                self.take_back(job).await?;
            }
            Ok(())
        };
        if let Err(fault) = Outcome::<()>::from(taken.await) {
            tracing::warn!(
                code = fault.code.number(),
                "people of a file are still on the list"
            );
        }
    }

    async fn take_back(&self, job: u32) -> Outcome<()> {
        let last = self
            .see(move |look| look.books()?.last_timeline_row(job))
            .await?;
        for rows in parts_to(last) {
            self.ask(move |c| c.keep(|store| store.take_timelines_back(job, rows)))
                .await?;
        }
        self.ask(move |c| c.keep(|store| store.remove(Shelf::TakenBack, &job.to_string())))
            .await
    }
}
