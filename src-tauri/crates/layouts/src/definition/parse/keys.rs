//! Reading one table of a definition key by key. What is wrong is noted with its line, and the reading goes on.

use super::problem::Problems;
use crate::definition::choice::Choice;
use chrono::NaiveDate;
use std::{cell::RefCell, collections::BTreeMap, ops::RangeInclusive};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Longest text, and most entries of a list: a definition may come from anywhere.
const LONGEST_TEXT: usize = 1_000;
const MOST_ENTRIES: usize = 1_000;

/// A table whose keys are being read.
pub(crate) struct Keys<'d> {
    table: &'d DeTable<'d>,
    place: String,
    at: usize,
    problems: &'d Problems,
    known: RefCell<Vec<&'static str>>,
}

/// A text of the definition, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Word<'d> {
    pub text: &'d str,
    pub at: usize,
}

impl<'d> Keys<'d> {
    pub(crate) fn of(
        table: &'d DeTable<'d>,
        place: impl Into<String>,
        at: usize,
        problems: &'d Problems,
    ) -> Self {
        Self {
            table,
            place: place.into(),
            at,
            problems,
            known: RefCell::default(),
        }
    }

    /// Notes what is wrong with the table as a whole.
    pub(crate) fn say(&self, what: &str) {
        self.say_at(self.at, what);
    }

    /// Notes what is wrong at a byte of the definition.
    pub(crate) fn say_at(&self, at: usize, what: &str) {
        self.problems.add(at, format_args!("{} {what}", self.place));
    }

    /// Ends the reading: every key that nobody asked for is unknown.
    pub(crate) fn end(self) {
        let known = self.known.borrow();
        for key in self.table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let what = format!(
                    "「{}」という項目はありません。使えるもの: {}",
                    key.get_ref(),
                    known.join("、")
                );
                self.say_at(key.span().start, &what);
            }
        }
    }

    fn value(&self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.known.borrow_mut().push(key);
        self.table.get(key)
    }

    /// The value as what it must be; what it must be is named in the problem.
    fn value_as<T>(
        &self,
        key: &'static str,
        wanted: &str,
        read: impl Fn(&'d Spanned<DeValue<'d>>) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let read = read(value);
        if read.is_none() {
            self.say_at(value.span().start, &format!("{key}は{wanted}です。"));
        }
        read
    }

    /// Says that a key is missing, where it is.
    pub(crate) fn must<T>(&self, key: &str, value: Option<T>) -> Option<T> {
        if !self.table.contains_key(key) {
            self.say(&format!("「{key}」がありません。"));
        }
        value
    }

    pub(crate) fn word(&self, key: &'static str) -> Option<Word<'d>> {
        self.value_as(key, "1文字以上1,000文字までの文字列", word)
    }

    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.word(key).map(|word| word.text.to_owned())
    }

    /// A text that must be there; empty where it isn't, once that was said.
    pub(crate) fn needed_text(&self, key: &'static str) -> String {
        let text = self.text(key);
        self.must(key, text).unwrap_or_default()
    }

    /// A word that must be there.
    pub(crate) fn needed_word(&self, key: &'static str) -> Option<Word<'d>> {
        let word = self.word(key);
        self.must(key, word)
    }

    pub(crate) fn flag(&self, key: &'static str) -> Option<bool> {
        self.value_as(key, "trueかfalse", |value| value.get_ref().as_bool())
    }

    pub(crate) fn number(&self, key: &'static str, range: RangeInclusive<u64>) -> Option<u64> {
        let wanted = format!("{}から{}までの整数", range.start(), range.end());
        self.value_as(key, &wanted, |value| {
            let number = value.get_ref().as_integer()?;
            let number = u64::from_str_radix(number.as_str(), number.radix()).ok()?;
            range.contains(&number).then_some(number)
        })
    }

    pub(crate) fn size(&self, key: &'static str) -> Option<usize> {
        let number = self.number(key, 1..=1_000_000)?;
        usize::try_from(number).ok()
    }

    pub(crate) fn day(&self, key: &'static str) -> Option<NaiveDate> {
        self.value_as(key, "\"2026-04-01\" のような日付", |value| {
            value.get_ref().as_str()?.parse().ok()
        })
    }

    pub(crate) fn choice<C: Choice>(&self, key: &'static str) -> Option<C> {
        let words: Vec<&str> = C::CHOICES.iter().map(|choice| choice.word()).collect();
        let wanted = format!("次のどれか: {}", words.join("、"));
        self.value_as(key, &wanted, |value| {
            let text = value.get_ref().as_str()?;
            C::CHOICES
                .iter()
                .copied()
                .find(|choice| choice.word() == text)
        })
    }

    /// Words of a closed list.
    pub(crate) fn choices<C: Choice>(&self, key: &'static str) -> Vec<C> {
        let words: Vec<&str> = C::CHOICES.iter().map(|choice| choice.word()).collect();
        let choice = |word: Word<'d>| {
            let found = C::CHOICES.iter().copied().find(|it| it.word() == word.text);
            if found.is_none() {
                self.say_at(word.at, &format!("{key}は次のどれか: {}", words.join("、")));
            }
            found
        };
        self.words(key).into_iter().filter_map(choice).collect()
    }

    /// A word of a closed list that must be there.
    pub(crate) fn needed_choice<C: Choice>(&self, key: &'static str) -> Option<C> {
        let found = self.choice(key);
        self.must(key, found)
    }

    /// Words, of which there may be none.
    pub(crate) fn words(&self, key: &'static str) -> Vec<Word<'d>> {
        let read = |value: &'d Spanned<DeValue<'d>>| -> Option<Vec<Word<'d>>> {
            let list = value.get_ref().as_array()?;
            let fits = list.len() <= MOST_ENTRIES;
            fits.then(|| list.iter().map(word).collect::<Option<_>>())?
        };
        self.value_as(key, "文字列のならび", read)
            .unwrap_or_default()
    }

    /// Words of which there must be one.
    pub(crate) fn needed_words(&self, key: &'static str) -> Vec<Word<'d>> {
        let words = self.words(key);
        let is_list = self.table.get(key).is_none_or(|it| it.get_ref().is_array());
        if words.is_empty() && is_list {
            self.say(&format!("「{key}」に1つ以上が必要です。"));
        }
        words
    }

    /// A table of texts.
    pub(crate) fn pairs(&self, key: &'static str) -> Vec<(Word<'d>, Word<'d>)> {
        let read = |value: &'d Spanned<DeValue<'d>>| -> Option<Vec<_>> {
            let table = value.get_ref().as_table()?;
            let pair = |(key, value): (&'d Spanned<_>, _)| Some((key_word(key), word(value)?));
            let fits = !table.is_empty() && table.len() <= MOST_ENTRIES;
            fits.then(|| table.iter().map(pair).collect::<Option<_>>())?
        };
        self.value_as(key, "{ \"名前\" = \"文字列\" } の形", read)
            .unwrap_or_default()
    }

    /// A table of lists of words, each under a name of its own.
    pub(crate) fn lists(&self, key: &'static str) -> BTreeMap<String, Vec<String>> {
        let list = |value: &Spanned<DeValue>| -> Option<Vec<String>> {
            let entries = value.get_ref().as_array()?.iter();
            entries
                .map(|entry| entry.get_ref().as_str().map(str::to_owned))
                .collect()
        };
        let lists = self.value_as(key, "{ \"名前\" = [\"文字列\"] } の形", |value| {
            let table = value.get_ref().as_table()?.iter();
            table
                .map(|(name, value)| Some((name.get_ref().to_string(), list(value)?)))
                .collect()
        });
        lists.unwrap_or_default()
    }

    /// The keys of a table below.
    pub(crate) fn table(&self, key: &'static str) -> Option<Keys<'d>> {
        let value = self.value_as(key, "表", |value| {
            Some((value.get_ref().as_table()?, value.span().start))
        });
        value.map(|(table, at)| Keys::of(table, self.place_of(key, ""), at, self.problems))
    }

    /// The keys of each of some tables below.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Keys<'d>> {
        let read = |value: &'d Spanned<DeValue<'d>>| -> Option<Vec<_>> {
            let list = value.get_ref().as_array()?;
            let table =
                |value: &'d Spanned<_>| Some((DeValue::as_table(value.get_ref())?, value.span()));
            let fits = list.len() <= MOST_ENTRIES;
            fits.then(|| list.iter().map(table).collect::<Option<_>>())?
        };
        let tables = self.value_as(key, &format!("[[{key}]] のならび（1,000まで）"), read);
        let tables = tables.unwrap_or_default().into_iter().zip(1..);
        tables
            .map(|((table, span), number)| {
                let place = self.place_of(key, &format!(" {number}"));
                Keys::of(table, place, span.start, self.problems)
            })
            .collect()
    }

    fn place_of(&self, key: &str, number: &str) -> String {
        match (self.place.as_str(), number) {
            ("", "") => format!("[{key}]"),
            ("", number) => format!("[[{key}]]{number}"),
            (outer, _) => format!("{outer} {key}"),
        }
    }
}

fn word<'d>(value: &'d Spanned<DeValue<'d>>) -> Option<Word<'d>> {
    let text = value.get_ref().as_str()?;
    let fits = !text.trim().is_empty()
        && text.chars().count() <= LONGEST_TEXT
        && !text.contains(char::is_control);
    fits.then_some(Word {
        text,
        at: value.span().start,
    })
}

fn key_word<'d>(key: &'d Spanned<std::borrow::Cow<'d, str>>) -> Word<'d> {
    Word {
        text: key.get_ref(),
        at: key.span().start,
    }
}
