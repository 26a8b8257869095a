//! Dates as files carry them.

use chrono::{Datelike, NaiveDate};

/// Reads `YYYYMMDD`, `YYYY-MM-DD` or `YYYY/M/D`. None for anything that isn't a day of the calendar.
pub fn date_value(text: &str) -> Option<NaiveDate> {
    let numbers = |parts: [&str; 3]| -> Option<NaiveDate> {
        let digits = parts
            .iter()
            .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
        let [y, m, d] = parts;
        if !digits || y.len() != 4 || m.len() > 2 || d.len() > 2 {
            return None;
        }
        NaiveDate::from_ymd_opt(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)
    };
    if let Some(packed) = eight_digits(text) {
        return packed_date(packed);
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    numbers(parts.try_into().ok()?)
}

/// Reads `YYYYMMDD` (西暦8桁) and no other notation. None for anything that isn't a day of the calendar.
pub fn packed_date_value(text: &str) -> Option<NaiveDate> {
    eight_digits(text).and_then(packed_date)
}

fn eight_digits(text: &str) -> Option<&[u8; 8]> {
    let digits = <&[u8; 8]>::try_from(text.as_bytes()).ok()?;
    digits.iter().all(u8::is_ascii_digit).then_some(digits)
}

/// The way of nearly all files, and so without a detour.
fn packed_date(digits: &[u8; 8]) -> Option<NaiveDate> {
    let number = |part: &[u8]| part.iter().fold(0, |sum, d| sum * 10 + u32::from(d - b'0'));
    let (year, month, day) = (&digits[..4], &digits[4..6], &digits[6..]);
    NaiveDate::from_ymd_opt(number(year) as i32, number(month), number(day))
}

const ERAS: [Era; 5] = [
    Era {
        letter: '令',
        name: "令和",
        latin: 'R',
        first_day: (2019, 5, 1),
    },
    Era {
        letter: '平',
        name: "平成",
        latin: 'H',
        first_day: (1989, 1, 8),
    },
    Era {
        letter: '昭',
        name: "昭和",
        latin: 'S',
        first_day: (1926, 12, 25),
    },
    Era {
        letter: '大',
        name: "大正",
        latin: 'T',
        first_day: (1912, 7, 30),
    },
    Era {
        letter: '明',
        name: "明治",
        latin: 'M',
        first_day: (1873, 1, 1),
    },
];

/// An era by 元号法 and the cabinet orders under it; 明治 from the calendar's change on.
struct Era {
    letter: char,
    name: &'static str,
    latin: char,
    first_day: (i32, u32, u32),
}

impl Era {
    fn year_before_first(&self) -> i32 {
        if self.latin == 'M' {
            1867
        } else {
            self.first_day.0 - 1
        }
    }
}

/// Reads a date in the Japanese calendar, such as `昭和55年2月11日`, `S55.2.11`, `昭55/02/11` or `S550211`. None for
/// anything else, and for a day that doesn't lie in its era.
pub fn wareki_value(text: &str) -> Option<NaiveDate> {
    let first = text.chars().next()?.to_ascii_uppercase();
    let (era, rest) = ERAS.iter().find_map(|era| {
        let name = text.strip_prefix(era.name);
        let short = || {
            [era.letter, era.latin]
                .contains(&first)
                .then(|| text.split_at(first.len_utf8()).1)
        };
        Some((era, name.or_else(short)?))
    })?;
    let rest = rest.replacen('元', "1", 1);
    let parts: Vec<&str> = rest.split(['年', '月', '日', '.', '/', '-']).collect();
    let [year, month, day] = match parts.as_slice() {
        [year, month, day] | [year, month, day, ""] => [*year, *month, *day],
        [packed] if packed.len() == 6 && packed.is_ascii() => {
            [&packed[..2], &packed[2..4], &packed[4..]]
        }
        _ => return None,
    };
    let year = era.year_before_first() + i32::try_from(small_number(year)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, small_number(month)?, small_number(day)?)?;
    (era_of(date)?.latin == era.latin).then_some(date)
}

fn small_number(text: &str) -> Option<u32> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok())?.filter(|n| *n > 0)
}

fn era_of(date: NaiveDate) -> Option<&'static Era> {
    let ymd = (date.year(), date.month(), date.day());
    ERAS.iter().find(|era| ymd >= era.first_day)
}

/// The Japanese year beside the western one for birth dates, e.g. `昭和40年1月1日`.
///
/// Before 明治6年 (1873, the calendar's change) None.
pub fn wareki(date: NaiveDate) -> Option<String> {
    let era = era_of(date)?;
    let year = match date.year() - era.year_before_first() {
        1 => "元".to_owned(),
        year => year.to_string(),
    };
    let (name, month, day) = (era.name, date.month(), date.day());
    Some(format!("{name}{year}年{month}月{day}日"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_exist_are_read_and_others_are_not() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 29);
        for text in ["20240229", "2024-02-29", "2024/2/29"] {
            assert_eq!(date_value(text), day, "{text}");
        }
        for text in [
            "20230229",
            "2024",
            "",
            "20240230",
            "2024022",
            "あいう",
            "2024-2-2-2",
            "+024/1/1",
        ] {
            assert_eq!(date_value(text), None, "{text}");
        }
    }

    #[test]
    fn the_japanese_calendar_is_read_as_people_write_it() {
        let day = NaiveDate::from_ymd_opt(1980, 2, 11);
        for text in [
            "昭和55年2月11日",
            "S55.2.11",
            "s55/02/11",
            "昭55-2-11",
            "S550211",
        ] {
            assert_eq!(wareki_value(text), day, "{text}");
        }
        let first = NaiveDate::from_ymd_opt(2019, 5, 1);
        assert_eq!(wareki_value("令和元年5月1日"), first);
        assert_eq!(
            wareki_value("明治6年1月1日"),
            NaiveDate::from_ymd_opt(1873, 1, 1)
        );
        for text in [
            "平成31年5月1日",
            "R1.4.30",
            "昭和65年1月1日",
            "S55.2.30",
            "S55",
            "S0.1.1",
            "5550211",
            "19800211",
            "",
            "昭和",
            "S55.2.11.1",
        ] {
            assert_eq!(wareki_value(text), None, "{text}");
        }
    }

    #[test]
    fn eras_change_on_their_day() {
        let show = |y, m, d| wareki(NaiveDate::from_ymd_opt(y, m, d).unwrap()).unwrap();
        assert_eq!(show(2019, 4, 30), "平成31年4月30日");
        assert_eq!(show(2019, 5, 1), "令和元年5月1日");
        assert_eq!(show(1989, 1, 7), "昭和64年1月7日");
        assert_eq!(show(1965, 1, 1), "昭和40年1月1日");
        assert_eq!(show(1912, 7, 29), "明治45年7月29日");
    }
}
