//! Birth date and sex: parsed to values, never folded beyond that.

use super::{numbers::kanji_value, wide::Wide};
use crate::date_value;
use chrono::{Datelike, NaiveDate};

/// 男 or 女.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// 男, 1, M.
    Male,
    /// 女, 2, F.
    Female,
}

/// Reads a sex in one of its notations. None for anything else.
pub fn sex_value(text: &str) -> Option<Sex> {
    let text: String = plain(text);
    match text.as_str() {
        "男" | "男性" | "1" | "M" | "MALE" => Some(Sex::Male),
        "女" | "女性" | "2" | "F" | "FEMALE" => Some(Sex::Female),
        _ => None,
    }
}

/// An era: its letter, its name, its first day and its last year.
type Era = (char, &'static str, (i32, u32, u32), i32);

/// 元号法 and the orders under it. The last year counts whole: 平成31年5月1日 stands on papers printed before.
const ERAS: [Era; 5] = [
    ('R', "令和", (2019, 5, 1), i32::MAX),
    ('H', "平成", (1989, 1, 8), 2019),
    ('S', "昭和", (1926, 12, 25), 1989),
    ('T', "大正", (1912, 7, 30), 1926),
    ('M', "明治", (1873, 1, 1), 1912),
];

/// Reads a day in a western or Japanese notation: `1965-01-01`, `19650101`, `S40.1.1`, `S400101`, `昭和40年1月1日`.
pub fn birth_value(text: &str) -> Option<NaiveDate> {
    let text = plain(text);
    if let Some(day) = date_value(&text) {
        return Some(day);
    }
    let first = text.chars().next()?;
    let era = ERAS
        .iter()
        .find(|(letter, name, ..)| *letter == first || name.starts_with(first));
    let Some((letter, name, begin, last)) = era else {
        return day_of(parts(&text)?, 0);
    };
    let year_one = if *letter == 'M' { 1868 } else { begin.0 };
    let tail = text.strip_prefix(name).unwrap_or(&text[first.len_utf8()..]);
    let day = day_of(parts(tail)?, year_one - 1)?;
    let begin = NaiveDate::from_ymd_opt(begin.0, begin.1, begin.2)?;
    (begin <= day && day.year() <= *last).then_some(day)
}

/// Year, month and day in figures: with marks between, or six figures without.
fn parts(text: &str) -> Option<[u32; 3]> {
    let is_packed = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_packed {
        let two = |at: usize| text[at..at + 2].parse().ok();
        return Some([two(0)?, two(2)?, two(4)?]);
    }
    let text = text.strip_suffix('日').unwrap_or(text);
    let parts: Vec<&str> = text.split(['.', '/', '-', '年', '月']).collect();
    let [year, month, day] = parts.try_into().ok()?;
    let year = if year == "元" { 1 } else { figure(year)? };
    Some([year, figure(month)?, figure(day)?])
}

fn figure(text: &str) -> Option<u32> {
    let is_arabic = text.bytes().all(|byte| byte.is_ascii_digit());
    if is_arabic {
        return text.parse().ok();
    }
    let letters: Vec<char> = text.chars().collect();
    u32::try_from(kanji_value(&letters)?).ok()
}

/// Two figures are no western year.
fn day_of([year, month, day]: [u32; 3], before: i32) -> Option<NaiveDate> {
    let is_year = if before == 0 {
        (1000..=9999).contains(&year)
    } else {
        (1..100).contains(&year)
    };
    let year = i32::try_from(year).ok()? + before;
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| is_year)
}

/// Width folded, no spaces, capitals.
fn plain(text: &str) -> String {
    let letters = Wide::new(text).filter(|letter| *letter != ' ');
    letters.map(|letter| letter.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_in_many_notations() {
        let day = NaiveDate::from_ymd_opt(1965, 1, 1);
        for text in [
            "1965-01-01",
            "19650101",
            "1965/1/1",
            "1965.1.1",
            "1965年1月1日",
            "１９６５年０１月０１日",
            "S40.1.1",
            "s40/1/1",
            "S40-01-01",
            "S400101",
            "昭和40年1月1日",
            "昭40.1.1",
            "昭和四十年一月一日",
            "昭和 40年 1月 1日",
        ] {
            assert_eq!(birth_value(text), day, "{text}");
        }
        assert_eq!(
            birth_value("令和元年5月1日"),
            NaiveDate::from_ymd_opt(2019, 5, 1)
        );
        assert_eq!(birth_value("H31.5.1"), NaiveDate::from_ymd_opt(2019, 5, 1));
        assert_eq!(
            birth_value("M45.7.29"),
            NaiveDate::from_ymd_opt(1912, 7, 29)
        );
    }

    #[test]
    fn what_is_no_day_has_no_value() {
        for text in [
            "",
            "0",
            "19650000",
            "1965-02-30",
            "65.1.1",
            "S65.1.1",
            "H1.1.1",
            "S1.12.24",
            "S0.1.1",
            "M5.1.1",
            "X40.1.1",
            "S40",
            "S40.1",
            "昭和",
            "昭和年月日",
            "S40.1.1.1",
            "3400101",
            "S+40.1.1",
            "1965年1月",
            "S99999999999.1.1",
        ] {
            assert_eq!(birth_value(text), None, "{text}");
        }
    }

    #[test]
    fn sexes() {
        for (male, female) in [("男", "女"), ("1", "２"), ("M", "ｆ"), ("男性", "女性")] {
            assert_eq!(sex_value(male), Some(Sex::Male));
            assert_eq!(sex_value(female), Some(Sex::Female));
        }
        for text in ["", "0", "3", "9", "男女", "X"] {
            assert_eq!(sex_value(text), None, "{text}");
        }
    }
}
