//! What of a row may be shown: whom it speaks of, and its cells, masked where they must be.

use crate::{
    check::content_of,
    definition::{Column, ColumnType, SubjectColumns},
};
use kakehashi_domain::{acts_when_shown, date_value, mask_number, wareki};
use std::fmt;

/// Most characters of a cell that are shown.
const SHOWN_CHARS: usize = 40;
/// As many digits can be a 個人番号.
const NUMBER_DIGITS: usize = 12;
const KANJI_DIGITS: &str = "〇零一二三四五六七八九壱弐参";

/// Whom a row speaks of, as far as the definition and the row tell.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// 記号, 番号 and 枝番 joined by `-`.
    pub registration: String,
    /// The name.
    pub name: String,
    /// The birth date in both calendars, e.g. `1980年2月11日（昭和55年）`.
    pub birth_date: String,
    /// The 事業所 that sent the row in; empty where files of the kind name none.
    pub employer: String,
    /// A sum of all that says who it is, the same in every run; another where a name, birth date or sex is another.
    pub person: u64,
}

/// Personal values stay out of logs and test output.
impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subject(…)")
    }
}

impl Subject {
    pub(crate) fn of<'c>(
        columns: &SubjectColumns,
        cell: impl Fn(usize) -> Option<&'c str>,
    ) -> Self {
        let cell = |index: &usize| cell(*index).unwrap_or_default().trim();
        let registration = columns.registration.iter().map(cell);
        let registration = registration.filter(|text| !text.is_empty());
        let filled: Vec<String> = registration.map(show).collect();
        let name = columns.name.iter().map(cell).find(|text| !text.is_empty());
        let birth_date = columns.birth_date.as_ref().map(cell);
        Self {
            registration: shorten(&filled.join("-")),
            name: show(name.unwrap_or_default()),
            birth_date: birth_date.map(show_birth_date).unwrap_or_default(),
            employer: show(columns.employer.as_ref().map(cell).unwrap_or_default()),
            person: content_of(columns.person.iter().map(cell)),
        }
    }
}

/// A cell as it may be shown.
pub(crate) fn show_cell(column: &Column, text: &str) -> String {
    if column.is_masked() {
        mask_number(&shorten(text))
    } else if is_longer_number(column) && text.len() != NUMBER_DIGITS {
        shorten(text)
    } else {
        show(text)
    }
}

/// Whether more digits than a 個人番号 has belong into the column.
fn is_longer_number(column: &Column) -> bool {
    let longer = [ColumnType::CorporateNumber, ColumnType::ServerBranch];
    longer.contains(&column.column_type)
}

/// A 個人番号 that stands in a wrong column is masked all the same, in whatever digits, with whatever between them, and
/// with a slip in it.
fn show(text: &str) -> String {
    let is_digit = |c: &char| c.is_numeric() || KANJI_DIGITS.contains(*c);
    if text.chars().filter(is_digit).count() >= NUMBER_DIGITS {
        mask_number(&shorten(text))
    } else {
        shorten(text)
    }
}

fn shorten(text: &str) -> String {
    let visible = |c: char| {
        if acts_when_shown(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    let mut short: String = text.chars().take(SHOWN_CHARS).map(visible).collect();
    if text.chars().nth(SHOWN_CHARS).is_some() {
        short.pop();
        short.push('…');
    }
    short
}

/// Cuts `昭和55年` out of `昭和55年2月11日` and sets it behind the western date.
fn show_birth_date(text: &str) -> String {
    let Some(date) = date_value(text) else {
        return show(text);
    };
    let western = date.format("%Y年%-m月%-d日");
    let era = wareki(date).and_then(|full| Some(full.split_once('年')?.0.to_owned()));
    match era {
        Some(era) => format!("{western}（{era}年）"),
        None => western.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birth_dates_come_in_both_calendars() {
        assert_eq!(show_birth_date("19800211"), "1980年2月11日（昭和55年）");
        assert_eq!(show_birth_date("20190501"), "2019年5月1日（令和元年）");
        assert_eq!(show_birth_date("18500101"), "1850年1月1日");
        assert_eq!(show_birth_date("1980"), "1980");
    }

    #[test]
    fn a_personal_number_is_masked_wherever_it_stands() {
        assert_eq!(show("123456789018"), "••••••••9018");
        for text in [
            "1234-5678-9018",
            "１２３４　５６７８　９０１８",
            "一二三四五六七八九〇一八",
            "①②③④⑤⑥⑦⑧⑨⓪①⑧",
            "١٢٣٤٥٦٧٨٩٠١٨",
            "番号は1234.5678.9018",
            "1234567890180",
            "12\u{200B}3456789018",
        ] {
            let shown = show(text);
            let clear = shown
                .chars()
                .filter(|c| c.is_numeric() || KANJI_DIGITS.contains(*c));
            assert!(clear.count() <= 4, "{text} → {shown}");
        }
        assert_eq!(show("12345"), "12345");
    }

    #[test]
    fn long_and_unseen_characters_are_cut() {
        assert_eq!(show(&"あ".repeat(40)), "あ".repeat(40));
        assert_eq!(show(&"あ".repeat(41)), "あ".repeat(39) + "…");
        assert_eq!(show("a\0b"), "a\u{FFFD}b");
    }

    #[test]
    fn nothing_personal_is_printed_for_debugging() {
        let subject = Subject {
            name: "練習　花子".into(),
            ..Subject::default()
        };
        assert!(!format!("{subject:?}").contains("練習"));
    }
}
