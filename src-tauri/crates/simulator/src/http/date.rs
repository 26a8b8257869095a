//! Dates in headers.

use std::time::{Duration, UNIX_EPOCH};

/// 9999-12-31, the last second.
const LAST_S: u64 = 253_402_300_799;

/// The moment as HTTP writes it; one that it has no words for is the first or the last that it has.
pub fn http_date(unix_ms: i64) -> String {
    let seconds = u64::try_from(unix_ms / 1000).unwrap_or(0).min(LAST_S);
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_of_a_practice_clock_has_a_date() {
        let first = "Thu, 01 Jan 1970 00:00:00 GMT";
        let last = "Fri, 31 Dec 9999 23:59:59 GMT";
        let cases = [
            (1_775_034_000_999, "Wed, 01 Apr 2026 09:00:00 GMT"),
            (0, first),
            (-1, first),
            (i64::MIN, first),
            (253_402_300_799_999, last),
            (253_402_300_800_000, last),
            (i64::MAX, last),
        ];
        for (unix_ms, expected) in cases {
            assert_eq!(http_date(unix_ms), expected, "{unix_ms}");
        }
    }
}
