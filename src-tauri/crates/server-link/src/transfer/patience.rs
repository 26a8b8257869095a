//! How often and how slowly a cut transfer is taken up again.

use kakehashi_domain::{Code, Fault, Outcome};
use std::time::Duration;
use tokio::time::sleep;

const CUTS_IN_A_ROW: u32 = 4;
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// Counts the cuts since the last progress.
#[derive(Default)]
pub(super) struct Patience {
    cuts: u32,
    furthest: u64,
}

impl Patience {
    /// Starts counting anew if `offset` is further than ever.
    pub(super) fn moved_to(&mut self, offset: u64) {
        if offset > self.furthest {
            *self = Self {
                cuts: 0,
                furthest: offset,
            };
        }
    }

    /// Waits, twice as long each time, or gives the fault back when it's no cut or one too many.
    pub(super) async fn wait_after(&mut self, fault: Fault) -> Outcome<()> {
        let is_cut = [Code::ConnectionLost, Code::ServerUnreachable].contains(&fault.code);
        if !is_cut || self.cuts == CUTS_IN_A_ROW {
            return Err(fault);
        }
        let pause = FIRST_PAUSE * 2u32.pow(self.cuts);
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
        let mut patience = Patience::default();
        let cut = || Fault::new(Code::ConnectionLost);
        let begin = Instant::now();
        for _ in 0..CUTS_IN_A_ROW {
            assert!(patience.wait_after(cut()).await.is_ok());
        }
        assert_eq!(begin.elapsed(), FIRST_PAUSE * 15);
        patience.moved_to(0);
        assert!(patience.wait_after(cut()).await.is_err(), "no byte came");
        patience.moved_to(1);
        assert!(patience.wait_after(cut()).await.is_ok());
    }

    #[tokio::test]
    async fn only_a_cut_is_waited_for() {
        let refused = Patience::default()
            .wait_after(Code::ServerLoginNeeded.into())
            .await;
        assert_eq!(refused, Err(Code::ServerLoginNeeded.into()));
    }
}
