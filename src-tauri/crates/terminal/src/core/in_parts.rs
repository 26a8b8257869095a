//! What grows with a file is written some rows at a time, so that others' acts come between.

use super::{
    area::Rest,
    controller::{Controller, Terminal},
};
use kakehashi_domain::Outcome;
use kakehashi_store::Transaction;
use std::{ops::RangeInclusive, sync::Arc};

/// Rows that are written in one go: a tenth of a second; smaller parts write the same pages of the database again and again.
pub(crate) const ROWS_AT_ONCE: usize = 20_000;

/// The rows of a file up to its last one, part by part.
pub(crate) fn parts_to(last: u32) -> impl Iterator<Item = RangeInclusive<u32>> {
    let size = ROWS_AT_ONCE as u32;
    (0..=last)
        .step_by(ROWS_AT_ONCE)
        .map(move |first| first..=first.saturating_add(size - 1))
}

impl Terminal {
    /// Keeps each of them, a commit for each part.
    pub(crate) async fn keep_in_parts<T: Send + Sync + 'static>(
        &self,
        all: &Arc<Vec<T>>,
        keep: impl Fn(&Transaction<'_>, &T) -> Outcome<()> + Clone + Send + 'static,
    ) -> Outcome<()> {
        for first in (0..all.len()).step_by(ROWS_AT_ONCE) {
            let (all, keep) = (all.clone(), keep.clone());
            self.ask(move |c| {
                let mut part = all.iter().skip(first).take(ROWS_AT_ONCE);
                c.keep(|store| part.try_for_each(|it| keep(store, it)))
            })
            .await?;
        }
        Ok(())
    }

    /// Clears away what a file left, some rows at a time, until `some` leaves nothing; what comes after it tells of it.
    pub(crate) async fn clear_in_parts(
        &self,
        some: impl Fn(&Transaction<'_>) -> Outcome<Rest> + Clone + Send + 'static,
    ) -> Outcome<()> {
        self.ask_while_more(move |c| c.store()?.transact(some.clone()))
            .await
    }

    /// Has the controller run `some` again and again until it leaves nothing; others' acts come between.
    pub(crate) async fn ask_while_more(
        &self,
        some: impl Fn(&mut Controller) -> Outcome<Rest> + Clone + Send + 'static,
    ) -> Outcome<()> {
        while Rest::More == self.ask(some.clone()).await? {}
        Ok(())
    }
}

/// What is left after some rows went.
pub(crate) fn rest_after(gone: usize) -> Rest {
    if gone < ROWS_AT_ONCE {
        Rest::Nothing
    } else {
        Rest::More
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_hold_each_row_once() {
        let parts: Vec<_> = parts_to(40_000).collect();
        assert_eq!(parts, [0..=19_999, 20_000..=39_999, 40_000..=59_999]);
        assert_eq!(parts_to(0).count(), 1);
    }
}
