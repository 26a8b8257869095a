//! What still has to leave, against the line that carries it.

use crate::{Code, Fault};

/// What waits should be through within an hour.
const PATIENCE_S: u32 = 3600;

/// Files that wait to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Leaving {
    /// How many.
    pub files: u32,
    /// Their size together.
    pub bytes: u64,
}

impl Leaving {
    /// How long they take at a speed in bytes a second, rounded up.
    pub fn seconds(self, speed: f64) -> u32 {
        let seconds = (self.bytes as f64 / speed).ceil();
        // The cast ends at the largest number, also for a line that carries nothing.
        if self.bytes == 0 { 0 } else { seconds as u32 }
    }

    /// What to say of a line that isn't enough for them.
    pub fn too_slow(self, speed: f64) -> Option<Fault> {
        let fault = || Fault::new(Code::LineSlow).with("files", self.files);
        (self.seconds(speed) > PATIENCE_S).then(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_enough_when_everything_is_through_within_the_hour() {
        let speed = 1000.0;
        for (bytes, seconds, enough) in [
            (0, 0, true),
            (1, 1, true),
            (3_600_000, 3600, true),
            (3_600_001, 3601, false),
        ] {
            let leaving = Leaving { files: 2, bytes };
            let slow = leaving.too_slow(speed);
            assert_eq!(
                (leaving.seconds(speed), slow.is_none()),
                (seconds, enough),
                "{bytes}"
            );
        }
    }

    #[test]
    fn a_line_that_carries_nothing_is_enough_for_nothing() {
        let none = Leaving::default();
        let some = Leaving { files: 3, bytes: 9 };
        assert_eq!(none.too_slow(0.0), None);
        let fault = some.too_slow(0.0).unwrap();
        assert_eq!(fault.code, Code::LineSlow);
        assert!(fault.sentence().contains("3件"), "{}", fault.sentence());
    }
}
