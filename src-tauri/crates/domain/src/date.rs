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
    if let Ok(packed) = <&[u8; 8]>::try_from(text.as_bytes())
        && packed.iter().all(u8::is_ascii_digit)
    {
        return packed_date(packed);
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    numbers(parts.try_into().ok()?)
}

/// The way of nearly all files, and so without a detour.
fn packed_date(digits: &[u8; 8]) -> Option<NaiveDate> {
    let number = |part: &[u8]| part.iter().fold(0, |sum, d| sum * 10 + u32::from(d - b'0'));
    let (year, month, day) = (&digits[..4], &digits[4..6], &digits[6..]);
    NaiveDate::from_ymd_opt(number(year) as i32, number(month), number(day))
}

/// The Japanese year beside the western one for birth dates, e.g. `昭和40年1月1日`.
///
/// Eras by 元号法 and the cabinet orders under it; before 明治6年 (1873, the calendar's change) None.
pub fn wareki(date: NaiveDate) -> Option<String> {
    const ERAS: [(&str, i32, u32, u32); 5] = [
        ("令和", 2019, 5, 1),
        ("平成", 1989, 1, 8),
        ("昭和", 1926, 12, 25),
        ("大正", 1912, 7, 30),
        ("明治", 1873, 1, 1),
    ];
    let ymd = (date.year(), date.month(), date.day());
    let (name, first, ..) = ERAS.iter().find(|(_, y, m, d)| ymd >= (*y, *m, *d))?;
    let year = date.year() - if *name == "明治" { 1868 } else { *first } + 1;
    let year = if year == 1 {
        "元".to_owned()
    } else {
        year.to_string()
    };
    Some(format!("{name}{year}年{}月{}日", ymd.1, ymd.2))
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
    fn eras_change_on_their_day() {
        let show = |y, m, d| wareki(NaiveDate::from_ymd_opt(y, m, d).unwrap()).unwrap();
        assert_eq!(show(2019, 4, 30), "平成31年4月30日");
        assert_eq!(show(2019, 5, 1), "令和元年5月1日");
        assert_eq!(show(1989, 1, 7), "昭和64年1月7日");
        assert_eq!(show(1965, 1, 1), "昭和40年1月1日");
        assert_eq!(show(1912, 7, 29), "明治45年7月29日");
    }
}
