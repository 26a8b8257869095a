//! Reading the columns of a definition, and finding them again by the ids that its rules use.

use super::keys::{Keys, Word};
use crate::definition::{
    choice::Choice,
    column::{Column, ColumnType},
    format::{FileType, Format},
    row_rule::Condition,
};
use std::collections::{BTreeMap, BTreeSet};

/// The columns of a definition, as far as they could be read.
pub(crate) struct Columns {
    pub columns: Vec<Column>,
    /// Ids whose type couldn't be read: what is said of them elsewhere isn't judged by type.
    unsure: BTreeSet<String>,
}

impl Columns {
    pub(crate) fn read(root: &Keys, format: Option<&Format>) -> Self {
        let mut read = Self {
            columns: Vec::new(),
            unsure: BTreeSet::new(),
        };
        let is_xml = format.is_some_and(|format| format.file_type != FileType::Csv);
        let tables = root.tables("column");
        if tables.is_empty() {
            root.say("[[column]] 列がありません。");
        }
        let (mut ids, mut titles) = (BTreeSet::new(), BTreeSet::new());
        for keys in tables {
            let column = read.column(&keys, is_xml);
            let repeats = !ids.insert(column.id.clone()) | !titles.insert(column.title.clone());
            if repeats && !column.id.is_empty() && !column.title.is_empty() {
                keys.say(&format!("{} idかtitleが重なっています。", column.id));
            }
            keys.end();
            read.columns.push(column);
        }
        read
    }

    fn column(&mut self, keys: &Keys, is_xml: bool) -> Column {
        let id = keys.needed_word("id");
        if let Some(word) = id
            && is_xml
            && !is_element_name(word.text)
        {
            keys.say_at(word.at, "idは、XMLでは要素の名前になる半角の英数字です。");
        }
        let id = id.map(|word| word.text.to_owned()).unwrap_or_default();
        let column_type = keys.choice("type");
        if keys.must("type", column_type).is_none() {
            self.unsure.insert(id.clone());
        }
        let column = Column {
            title: keys.needed_text("title"),
            column_type: column_type.unwrap_or(ColumnType::Text),
            required: keys.flag("required").unwrap_or(false),
            max_chars: keys.size("max_chars"),
            max_bytes: keys.size("max_bytes"),
            exact_chars: keys.size("exact_chars"),
            codes: texts(keys.pairs("codes")),
            allowed: keys.choice("allowed"),
            holds: keys.choice("holds"),
            exceptions: keys.choices("exceptions"),
            masked: keys.flag("masked").unwrap_or(false),
            note: keys.text("note"),
            id,
        };
        if column_type.is_some_and(|found| (found == ColumnType::Code) == column.codes.is_empty()) {
            keys.say(&format!(
                "{} codesは、typeがcodeの列に要り、ほかの列には書けません。",
                column.id
            ));
        }
        if column.allowed.is_some() && column_type.is_some_and(|found| found != ColumnType::Text) {
            keys.say(&format!(
                "{} allowedは、typeがtextの列だけに書けます。",
                column.id
            ));
        }
        if let (Some(exact), Some(most)) = (column.exact_chars, column.max_chars)
            && exact > most
        {
            keys.say(&format!(
                "{} exact_charsがmax_charsより大きくなっています。",
                column.id
            ));
        }
        column
    }

    /// The place of a column that a rule names.
    pub(crate) fn place(&self, keys: &Keys, word: Word) -> Option<usize> {
        let place = self
            .columns
            .iter()
            .position(|column| column.id == word.text);
        if place.is_none() {
            keys.say_at(word.at, &format!("列「{}」はありません。", word.text));
        }
        place
    }

    /// The place of a column that must be of a type.
    pub(crate) fn place_of(&self, keys: &Keys, word: Word, wanted: ColumnType) -> Option<usize> {
        let place = self.place(keys, word)?;
        if self.columns[place].column_type == wanted || self.unsure.contains(word.text) {
            return Some(place);
        }
        let wanted = wanted.word();
        keys.say_at(
            word.at,
            &format!("列「{}」のtypeは{wanted}でなければなりません。", word.text),
        );
        None
    }

    /// The column that a key must name.
    pub(crate) fn needed(&self, keys: &Keys, key: &'static str) -> Option<usize> {
        self.place(keys, keys.needed_word(key)?)
    }

    /// The column of a type that a key must name.
    pub(crate) fn needed_of(
        &self,
        keys: &Keys,
        key: &'static str,
        wanted: ColumnType,
    ) -> Option<usize> {
        self.place_of(keys, keys.needed_word(key)?, wanted)
    }

    /// The columns that a key names; empty without it.
    pub(crate) fn list(&self, keys: &Keys, key: &'static str) -> Vec<usize> {
        self.places(keys, keys.words(key))
    }

    /// The columns that a key must name.
    pub(crate) fn needed_list(&self, keys: &Keys, key: &'static str) -> Vec<usize> {
        self.places(keys, keys.needed_words(key))
    }

    fn places(&self, keys: &Keys, words: Vec<Word>) -> Vec<usize> {
        let places = words.into_iter().filter_map(|word| self.place(keys, word));
        places.collect()
    }

    /// `{ column = "…", is = ["…"] }` of a code column, or of the 枝番（2桁）, which is a code of its own.
    pub(crate) fn condition(&self, outer: &Keys, key: &'static str) -> Option<Condition> {
        let keys = outer.table(key)?;
        let column = keys.needed_word("column").and_then(|word| {
            let mut columns = self.columns.iter();
            let is_branch =
                columns.any(|it| it.id == word.text && it.column_type == ColumnType::CardBranch);
            match is_branch {
                true => self.place(&keys, word),
                false => self.place_of(&keys, word, ColumnType::Code),
            }
        });
        let is = keys.needed_words("is");
        for word in &is {
            let column = column.map(|column| &self.columns[column]);
            let coded = column.filter(|it| it.column_type == ColumnType::Code);
            let codes = coded.map(|it| &it.codes);
            if codes.is_some_and(|codes| !codes.contains_key(word.text)) {
                keys.say_at(word.at, &format!("コード「{}」はありません。", word.text));
            }
        }
        keys.end();
        Some(Condition {
            column: column?,
            is: is.iter().map(|word| word.text.to_owned()).collect(),
        })
    }
}

fn texts(pairs: Vec<(Word, Word)>) -> BTreeMap<String, String> {
    let owned = |(key, value): (Word, Word)| (key.text.to_owned(), value.text.to_owned());
    pairs.into_iter().map(owned).collect()
}

/// Whether a text can be the name of an XML element; names are kept to the plainest.
pub(crate) fn is_element_name(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    begins
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
}
