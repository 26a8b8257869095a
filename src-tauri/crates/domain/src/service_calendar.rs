//! When a server takes files: by weekday, and the days that are otherwise (「年末年始は休み」).
//!
//! Nothing public says when the intermediate server is open, so each insurer enters what its papers say, a rule a line:
//! `月-金 8:00-21:00`, `土 8:00-12:00`, `2026-12-29-2027-01-03 休み`. A later line goes before an earlier one, a day
//! before a weekday. A day that no line names is closed.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use std::{fmt, ops::RangeInclusive, str::FromStr};

/// The weekdays' letters, Monday first.
pub const WEEKDAYS: [char; 7] = ['月', '火', '水', '木', '金', '土', '日'];
const CLOSED: &str = "休み";
/// How far ahead an opening is looked for.
const DAYS_AHEAD: u64 = 370;
const DAY_MINUTES: u16 = 24 * 60;

/// The hours of a server, in Japan's time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServiceCalendar(Vec<Rule>);

/// A line that is no rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is no rule of a service calendar")]
pub struct ServiceCalendarError {
    /// Counted from 1.
    pub line: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    days: RuleDays,
    /// Minutes of the day, the second one not included; None for a day without service.
    hours: Option<(u16, u16)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum RuleDays {
    /// Monday is 0. The first may lie behind the last: 土-月.
    Weekdays(u32, u32),
    Dates(RangeInclusive<NaiveDate>),
}

impl ServiceCalendar {
    /// Whether files are taken at a moment.
    pub fn is_open(&self, at: NaiveDateTime) -> bool {
        self.hours_of(at.date()).is_some_and(|(from, to)| {
            (moment(at.date(), from)..moment(at.date(), to)).contains(&at)
        })
    }

    /// The moment from which files are taken, if not now; None where no rule opens any more.
    pub fn opens(&self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        if self.is_open(at) {
            return Some(at);
        }
        let days = (0..DAYS_AHEAD).filter_map(|days| at.date().checked_add_days(Days::new(days)));
        let mut openings = days.filter_map(|day| Some(moment(day, self.hours_of(day)?.0)));
        openings.find(|opening| *opening > at)
    }

    /// The moment at which service ends today; None while it is closed.
    pub fn closes(&self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let (_, to) = self.hours_of(at.date())?;
        self.is_open(at).then(|| moment(at.date(), to))
    }

    fn hours_of(&self, day: NaiveDate) -> Option<(u16, u16)> {
        let rules = || self.0.iter().rev();
        let of_date =
            rules().find(|rule| matches!(&rule.days, RuleDays::Dates(days) if days.contains(&day)));
        let of_weekday = || rules().find(|rule| rule.days.has_weekday(day));
        of_date.or_else(of_weekday)?.hours
    }
}

impl RuleDays {
    fn has_weekday(&self, day: NaiveDate) -> bool {
        let weekday = day.weekday().num_days_from_monday();
        match self {
            Self::Weekdays(from, to) if from <= to => (*from..=*to).contains(&weekday),
            Self::Weekdays(from, to) => weekday >= *from || weekday <= *to,
            Self::Dates(_) => false,
        }
    }
}

impl FromStr for ServiceCalendar {
    type Err = ServiceCalendarError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lines = text.lines().map(half_width).zip(1..);
        let filled = lines.filter(|(line, _)| !line.is_empty());
        let rules =
            filled.map(|(line, number)| rule(&line).ok_or(ServiceCalendarError { line: number }));
        rules.collect::<Result<Vec<_>, _>>().map(Self)
    }
}

fn rule(line: &str) -> Option<Rule> {
    let (days, hours) = line.split_once(' ')?;
    Some(Rule {
        days: weekdays(days).or_else(|| dates(days))?,
        hours: match hours.trim() {
            CLOSED => None,
            hours => {
                let (from, to) = hours.split_once('-')?;
                let hours = (minutes(from)?, minutes(to)?);
                Some(hours).filter(|(from, to)| from < to).map(Some)?
            }
        },
    })
}

fn weekdays(text: &str) -> Option<RuleDays> {
    let weekday = |c: char| {
        (0..)
            .zip(WEEKDAYS)
            .find_map(|(place, day)| (day == c).then_some(place))
    };
    let mut letters = text.chars();
    let from = weekday(letters.next()?)?;
    let to = match (letters.next(), letters.next(), letters.next()) {
        (None, ..) => from,
        (Some('-'), Some(to), None) => weekday(to)?,
        _ => return None,
    };
    Some(RuleDays::Weekdays(from, to))
}

/// `2026-12-29` or `2026-12-29-2027-01-03`; also with `/`.
fn dates(text: &str) -> Option<RuleDays> {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let date = |parts: &[&str]| {
        NaiveDate::from_ymd_opt(
            parts[0].parse().ok()?,
            parts[1].parse().ok()?,
            parts[2].parse().ok()?,
        )
    };
    match parts.len() {
        3 => date(&parts).map(|day| RuleDays::Dates(day..=day)),
        6 => {
            let (from, to) = (date(&parts[..3])?, date(&parts[3..])?);
            (from <= to).then_some(RuleDays::Dates(from..=to))
        }
        _ => None,
    }
}

/// `8:00` … `24:00`.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let at = hour.checked_mul(60)?.checked_add(minute)?;
    (minute < 60 && at <= DAY_MINUTES).then_some(at)
}

fn moment(day: NaiveDate, minutes: u16) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes.into())
}

/// As typed on a Japanese keyboard.
fn half_width(line: &str) -> String {
    let letters = line.trim().chars().map(|c| match c {
        '０'..='９' | '：' | '／' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '〜' | '～' | '－' | '−' | '–' | '~' => '-',
        '　' | '\t' => ' ',
        c => c,
    });
    letters.collect()
}

impl fmt::Display for ServiceCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|rule| writeln!(f, "{rule}"))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.days {
            RuleDays::Weekdays(from, to) => {
                let day = |place: &u32| WEEKDAYS[*place as usize];
                write!(f, "{}", day(from))?;
                if from != to {
                    write!(f, "-{}", day(to))?;
                }
            }
            RuleDays::Dates(days) => {
                write!(f, "{}", days.start())?;
                if days.start() != days.end() {
                    write!(f, "-{}", days.end())?;
                }
            }
        }
        match self.hours {
            None => write!(f, " {CLOSED}"),
            Some((from, to)) => write!(
                f,
                " {}:{:02}-{}:{:02}",
                from / 60,
                from % 60,
                to / 60,
                to % 60
            ),
        }
    }
}

impl TryFrom<String> for ServiceCalendar {
    type Error = ServiceCalendarError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ServiceCalendar> for String {
    fn from(calendar: ServiceCalendar) -> Self {
        calendar.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str =
        "月-金 8:00-21:00\n土 8:00-12:30\n2026-12-29-2027-01-03 休み\n2026-12-30 9:00-24:00\n";

    fn calendar() -> ServiceCalendar {
        RULES.parse().unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn each_day_has_its_hours() {
        for (moment, is_open) in [
            ("2026-11-20 07:59", false), // Friday
            ("2026-11-20 08:00", true),
            ("2026-11-20 20:59", true),
            ("2026-11-20 21:00", false),
            ("2026-11-21 12:29", true),
            ("2026-11-21 12:30", false),
            ("2026-11-22 10:00", false), // Sunday has no rule
            ("2026-12-29 10:00", false),
            ("2026-12-30 08:59", false), // a day before a stretch of days, for it stands behind
            ("2026-12-30 23:59", true),
            ("2027-01-04 08:00", true),
        ] {
            assert_eq!(calendar().is_open(at(moment)), is_open, "{moment}");
        }
    }

    #[test]
    fn the_next_opening_skips_closed_days() {
        for (moment, opens) in [
            ("2026-11-20 10:00", "2026-11-20 10:00"),
            ("2026-11-20 06:00", "2026-11-20 08:00"),
            ("2026-11-21 12:30", "2026-11-23 08:00"),
            ("2026-12-31 00:00", "2027-01-04 08:00"),
        ] {
            assert_eq!(calendar().opens(at(moment)), Some(at(opens)), "{moment}");
        }
        assert_eq!(
            calendar().closes(at("2026-11-20 10:00")),
            Some(at("2026-11-20 21:00"))
        );
        assert_eq!(
            calendar().closes(at("2026-12-30 10:00")),
            Some(at("2026-12-31 00:00"))
        );
        let never: ServiceCalendar = "2020-01-01 8:00-9:00".parse().unwrap();
        assert_eq!(never.opens(at("2026-11-20 10:00")), None);
        let weekend: ServiceCalendar = "土-月 8:00-9:00".parse().unwrap();
        assert_eq!(
            weekend.opens(at("2026-11-24 10:00")),
            Some(at("2026-11-28 08:00"))
        );
    }

    #[test]
    fn rules_are_read_as_they_are_typed_and_written_alike() {
        let typed = "月〜金　８：００～２１：００\n\n土 8:00-12:30\n2026/12/29〜2027/1/3 休み\n2026-12-30 9:00-24:00";
        let read: ServiceCalendar = typed.parse().unwrap();
        assert_eq!(read, calendar());
        assert_eq!(read.to_string(), RULES);
        for (wrong, line) in [
            ("月-金", 1),
            ("月-金 8:00-21:00\n祝 休み", 2),
            ("月 21:00-8:00", 1),
            ("月 8:00-24:01", 1),
            ("月 8:60-9:00", 1),
            ("2026-02-30 休み", 1),
            ("2027-01-03-2026-12-29 休み", 1),
            ("月火 8:00-9:00", 1),
        ] {
            let refused = wrong.parse::<ServiceCalendar>();
            assert_eq!(refused, Err(ServiceCalendarError { line }), "{wrong}");
        }
    }
}
