//! Work on one item after another by several threads, its results taken in the order of the items.

use kakehashi_domain::Outcome;
use std::{
    collections::VecDeque,
    ops::ControlFlow,
    sync::{
        Mutex, PoisonError,
        mpsc::{SyncSender, sync_channel},
    },
    thread,
};

/// Results of one item that wait to be taken; more make its worker wait.
const WAITING_RESULTS: usize = 2;

/// Where a worker lays a result. Break tells it that nobody wants more.
pub(crate) type Lay<'w, P> = &'w mut dyn FnMut(P) -> ControlFlow<()>;

/// Fetches items and takes results on this thread, and works on `workers` others.
///
/// A few items more than there are workers are under way at a time. `take` may end the whole.
///
/// # Errors
/// Those of `next`, once the results of all items before were taken, and those of `take`.
pub(crate) fn in_order<T: Send, P: Send>(
    workers: usize,
    mut next: impl FnMut() -> Outcome<Option<T>>,
    work: impl Fn(T, Lay<P>) + Sync,
    mut take: impl FnMut(P) -> Outcome<ControlFlow<()>>,
) -> Outcome<()> {
    let (jobs, queue) = sync_channel::<(T, SyncSender<P>)>(workers + 2);
    let queue = Mutex::new(queue);
    let next_job = || queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Ok((item, results)) = next_job() {
                    let mut lay = |piece| match results.send(piece) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(_) => ControlFlow::Break(()),
                    };
                    work(item, &mut lay);
                }
            });
        }
        let jobs = jobs; // dropped at the end of this closure, which ends the workers
        let mut under_way = VecDeque::new();
        let mut end = None;
        loop {
            if end.is_none() && under_way.len() < workers + 2 {
                match next() {
                    Ok(Some(item)) => {
                        let (sender, results) = sync_channel(WAITING_RESULTS);
                        under_way.push_back(results);
                        if jobs.send((item, sender)).is_err() {
                            return Ok(()); // a worker panicked; the scope says so
                        }
                    }
                    Ok(None) => end = Some(Ok(())),
                    Err(fault) => end = Some(Err(fault)),
                }
                continue;
            }
            let Some(results) = under_way.pop_front() else {
                return end.unwrap_or(Ok(()));
            };
            for piece in results {
                if take(piece)?.is_break() {
                    return Ok(());
                }
            }
        }
    })
}
