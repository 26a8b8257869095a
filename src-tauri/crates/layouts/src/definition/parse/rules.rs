//! Reading the rules of a definition: across columns, across rows, against the file before.

use super::{columns::Columns, keys::Keys};
use crate::definition::{
    across_rows::{FileRule, FileTest, Gate, Identity, Previous},
    choice::words,
    column::ColumnType,
    layout::SubjectColumns,
    row_rule::{RowRule, RowTest},
};

words!(RowRuleName {
        RequiredWhen "required-when",
        EmptyWhen "empty-when",
        NotBefore "not-before",
        NotFuture "not-future",
        OwnInsurer "own-insurer",
        AllOrNone "all-or-none",
        OneOf "one-of",
        Differs "differs",
});

words!(FileRuleName {
        OneValue "one-value",
        Unique "unique",
});

words!(GateName {
        OneNumberTwoPeople "one-number-two-people",
        OnePersonTwoNumbers "one-person-two-numbers",
        SameRegistrationTwice "same-registration-twice",
        SwapInHousehold "swap-in-household",
        NumberChanged "number-changed",
});

/// What is taken to be too much where the definition gives no number.
const MOST_REMOVED_PERCENT: u32 = 5;
const MOST_CHANGED_PERCENT: u32 = 20;

impl Columns {
    pub(super) fn row_rules(&self, root: &Keys) -> Vec<RowRule> {
        let mut rules = Vec::new();
        for keys in root.tables("row_rule") {
            if let Some(name) = keys.needed_choice("rule") {
                let severity = keys.choice("severity");
                let tests = self.row_tests(&keys, name).into_iter();
                rules.extend(tests.map(|test| RowRule { test, severity }));
                keys.end();
            }
        }
        rules
    }

    fn row_tests(&self, keys: &Keys, name: RowRuleName) -> Vec<RowTest> {
        let test = || {
            Some(match name {
                RowRuleName::RequiredWhen => RowTest::RequiredWhen {
                    column: self.needed(keys, "column")?,
                    when: keys.must("when", self.condition(keys, "when"))?,
                },
                RowRuleName::EmptyWhen => RowTest::EmptyWhen {
                    column: self.needed(keys, "column")?,
                    when: keys.must("when", self.condition(keys, "when"))?,
                },
                RowRuleName::NotBefore => RowTest::NotBefore {
                    column: self.needed_of(keys, "column", ColumnType::Date)?,
                    than: self.needed_of(keys, "than", ColumnType::Date)?,
                },
                RowRuleName::OwnInsurer => RowTest::OwnInsurer {
                    column: self.needed_of(keys, "column", ColumnType::InsurerNumber)?,
                },
                RowRuleName::AllOrNone => RowTest::AllOrNone {
                    columns: self.several(keys)?,
                },
                RowRuleName::OneOf => RowTest::OneOf {
                    columns: self.several(keys)?,
                },
                RowRuleName::Differs => RowTest::Differs {
                    column: self.needed(keys, "column")?,
                    from: self.needed(keys, "from")?,
                },
                RowRuleName::NotFuture => return None,
            })
        };
        if name != RowRuleName::NotFuture {
            return test().into_iter().collect();
        }
        let words = keys.needed_words("columns").into_iter();
        let dates = words.filter_map(|word| self.place_of(keys, word, ColumnType::Date));
        dates.map(|column| RowTest::NotFuture { column }).collect()
    }

    /// Two columns or more.
    fn several(&self, keys: &Keys) -> Option<Vec<usize>> {
        let words = keys.needed_words("columns");
        if words.len() == 1 {
            keys.say_at(words[0].at, "columnsには2つ以上の列が必要です。");
        }
        let places = words.into_iter().map(|word| self.place(keys, word));
        places.collect()
    }

    pub(super) fn file_rules(&self, root: &Keys) -> Vec<FileRule> {
        let mut rules = Vec::new();
        for keys in root.tables("file_rule") {
            let Some(name) = keys.needed_choice("rule") else {
                continue;
            };
            let columns = self.needed_list(&keys, "columns");
            let severity = keys.choice("severity");
            let test = match name {
                FileRuleName::OneValue => FileTest::OneValue { columns },
                FileRuleName::Unique => FileTest::Unique { columns },
            };
            keys.end();
            rules.push(FileRule { test, severity });
        }
        rules
    }

    pub(super) fn identity(&self, root: &Keys) -> Option<Identity> {
        let keys = root.table("identity")?;
        let number = keys.word("number");
        let identity = Identity {
            registration: self.needed_list(&keys, "registration"),
            person: self.list(&keys, "person"),
            number: number.and_then(|it| self.place_of(&keys, it, ColumnType::PersonalNumber)),
            household: self.list(&keys, "household"),
        };
        keys.end();
        Some(identity)
    }

    pub(super) fn gates(&self, root: &Keys, identity: Option<&Identity>) -> Vec<Gate> {
        let mut gates = Vec::new();
        for keys in root.tables("gate") {
            let Some(name) = keys.needed_choice("gate") else {
                continue;
            };
            let gate = match name {
                GateName::OneNumberTwoPeople => Gate::OneNumberTwoPeople,
                GateName::OnePersonTwoNumbers => Gate::OnePersonTwoNumbers,
                GateName::SameRegistrationTwice => Gate::SameRegistrationTwice {
                    columns: self.list(&keys, "columns"),
                },
                GateName::SwapInHousehold => Gate::SwapInHousehold,
                GateName::NumberChanged => Gate::NumberChanged {
                    unless: self.condition(&keys, "unless"),
                },
            };
            match identity {
                None => keys.say("[identity]が必要です。"),
                Some(who) => {
                    if gate.needs_number() && who.number.is_none() {
                        keys.say("[identity]のnumberが必要です。");
                    }
                    if gate.needs_person() && who.person.is_empty() {
                        keys.say("[identity]のpersonが必要です。");
                    }
                    if gate == Gate::SwapInHousehold && who.household.is_empty() {
                        keys.say("[identity]のhouseholdが必要です。");
                    }
                }
            }
            if gates.iter().any(|other| gate.is_same_kind(other)) {
                keys.say("同じgateが2つあります。");
            }
            keys.end();
            gates.push(gate);
        }
        gates
    }

    pub(super) fn previous(&self, root: &Keys, identity: Option<&Identity>) -> Option<Previous> {
        let keys = root.table("previous")?;
        if identity.is_none() {
            keys.say("[identity]が必要です。");
        }
        let percent = |key, default| {
            let number = keys.number(key, 0..=100);
            number
                .and_then(|n| u32::try_from(n).ok())
                .unwrap_or(default)
        };
        let previous = Previous {
            columns: self.list(&keys, "columns"),
            max_removed_percent: percent("max_removed_percent", MOST_REMOVED_PERCENT),
            max_changed_percent: percent("max_changed_percent", MOST_CHANGED_PERCENT),
            removal: self.condition(&keys, "removal"),
        };
        keys.end();
        Some(previous)
    }

    pub(super) fn subject(&self, root: &Keys) -> SubjectColumns {
        let Some(keys) = root.table("subject") else {
            return SubjectColumns::default();
        };
        let birth_date = keys.word("birth_date");
        let employer = keys.word("employer");
        let subject = SubjectColumns {
            registration: self.list(&keys, "registration"),
            name: self.list(&keys, "name"),
            birth_date: birth_date.and_then(|it| self.place_of(&keys, it, ColumnType::Date)),
            employer: employer.and_then(|it| self.place(&keys, it)),
        };
        keys.end();
        subject
    }
}
