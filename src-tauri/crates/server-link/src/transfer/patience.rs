//! How often and how slowly a cut transfer is taken up again.

use kakehashi_domain::{Code, Fault, Outcome};
use std::time::Duration;
use tokio::time::sleep;

const CUTS_IN_A_ROW: u32 = 4;
/// So many bytes further is progress; a byte at a time would never end.
const STEP: u64 = 1 << 15;
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// How much longer or shorter than its length a pause may be, so that all whom a server's restart has cut don't come back
/// in the same moment.
const SPREAD: f64 = 0.2;

/// Counts the cuts since the last progress.
pub(super) struct Patience {
    cuts: u32,
    furthest: u64,
    random: fn() -> f64,
}

impl Patience {
    /// With a source of numbers from 0 to 1.
    pub(super) fn new(random: fn() -> f64) -> Self {
        Self {
            cuts: 0,
            furthest: 0,
            random,
        }
    }

    /// Starts counting anew if `offset` is well further than ever.
    pub(super) fn moved_to(&mut self, offset: u64) {
        if offset >= self.furthest + STEP {
            self.cuts = 0;
            self.furthest = offset;
        }
    }

    /// Waits, twice as long each time, or gives the fault back when it's no cut or one too many.
    pub(super) async fn wait_after(&mut self, fault: Fault) -> Outcome<()> {
        let is_cut = [Code::ConnectionLost, Code::ServerUnreachable].contains(&fault.code);
        if !is_cut || self.cuts == CUTS_IN_A_ROW {
            return Err(fault);
        }
        let length = 1.0 + SPREAD * (2.0 * (self.random)() - 1.0);
        let pause = (FIRST_PAUSE * 2u32.pow(self.cuts)).mul_f64(length);
        self.cuts += 1;
        tracing::info!(
            code = fault.code.number(),
            cuts = self.cuts,
            "transfer cut, going on"
        );
        sleep(pause).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    /// The clock stands still, so the pauses take no time.
    #[tokio::test(start_paused = true)]
    async fn patience_ends_and_comes_back_with_progress() {
        let mut patience = Patience::new(|| 0.5);
        let cut = || Fault::new(Code::ConnectionLost);
        let begin = Instant::now();
        for _ in 0..CUTS_IN_A_ROW {
            assert!(patience.wait_after(cut()).await.is_ok());
        }
        assert_eq!(begin.elapsed(), FIRST_PAUSE * 15);
        patience.moved_to(0);
        assert!(patience.wait_after(cut()).await.is_err(), "no byte came");
        patience.moved_to(1);
        assert!(
            patience.wait_after(cut()).await.is_err(),
            "a byte is nothing"
        );
        patience.moved_to(STEP);
        assert!(patience.wait_after(cut()).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_are_up_to_a_fifth_shorter_or_longer() {
        let pause = async |random| {
            let begin = Instant::now();
            let cut = Fault::new(Code::ConnectionLost);
            let waited = Patience::new(random).wait_after(cut).await;
            assert!(waited.is_ok());
            begin.elapsed().as_millis()
        };
        assert_eq!(pause(|| 0.0).await, 400);
        assert_eq!(pause(|| 0.25).await, 450);
        assert_eq!(pause(|| 1.0).await, 600);
        let drawn = pause(fastrand::f64).await;
        assert!((400..=600).contains(&drawn), "{drawn}");
    }

    #[tokio::test]
    async fn only_a_cut_is_waited_for() {
        let refused = Patience::new(|| 0.5)
            .wait_after(Code::ServerLoginNeeded.into())
            .await;
        assert_eq!(refused, Err(Code::ServerLoginNeeded.into()));
    }
}
