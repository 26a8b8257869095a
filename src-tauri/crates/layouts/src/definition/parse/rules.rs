//! Reading the rules of a definition: across columns, across rows, against the file before.

use super::{
    columns::Columns,
    keys::{Keys, Word},
};
use crate::definition::{
    across_rows::{FileRule, FileTest, Gate, Identity, Previous},
    choice::words,
    column::{ColumnType, Holds},
    format::Encoding,
    layout::SubjectColumns,
    row_rule::{AgeLimit, RowRule, RowTest},
};
use std::collections::{BTreeMap, BTreeSet};

words!(RowRuleName {
        RequiredWhen "required-when",
        EmptyWhen "empty-when",
        NotBefore "not-before",
        NotFuture "not-future",
        OwnInsurer "own-insurer",
        OwnEncoding "own-encoding",
        AllOrNone "all-or-none",
        OneOf "one-of",
        Differs "differs",
        AgeAtLeast "age-at-least",
        AgeBelow "age-below",
        NotOlder "not-older",
        ExpectedWhen "expected-when",
});

words!(FileRuleName {
        OneValue "one-value",
        Unique "unique",
        SeveralValues "several-values",
        SharedValue "shared-value",
        Readings "readings",
        NoOrder "no-order",
});

words!(GateName {
        OneNumberTwoPeople "one-number-two-people",
        OnePersonTwoNumbers "one-person-two-numbers",
        SameRegistrationTwice "same-registration-twice",
        SwapInHousehold "swap-in-household",
        NumberChanged "number-changed",
        TwoHeads "two-heads",
        ChildOlder "child-older",
});

/// What is taken to be too much where the definition gives no number.
const MOST_REMOVED_PERCENT: u32 = 5;
const MOST_CHANGED_PERCENT: u32 = 20;
const MOST_SHARED_PERCENT: u32 = 30;
const LEAST_ROWS_PERCENT: u32 = 50;
const YEARS_YOUNGER: u32 = 12;

impl Columns {
    pub(super) fn row_rules(&self, root: &Keys) -> Vec<RowRule> {
        let mut rules = Vec::new();
        for keys in root.tables("row_rule") {
            if let Some(name) = keys.needed_choice("rule") {
                let severity = keys.choice("severity");
                let because = keys.text("because");
                let tests = self.row_tests(&keys, name).into_iter();
                rules.extend(tests.map(|test| RowRule {
                    test,
                    severity,
                    because: because.clone(),
                }));
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
                RowRuleName::OwnEncoding => RowTest::OwnEncoding {
                    column: self.needed_of(keys, "column", ColumnType::Code)?,
                    codes: encodings(keys),
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
                RowRuleName::AgeAtLeast => self.age(keys, AgeLimit::AtLeast)?,
                RowRuleName::AgeBelow => self.age(keys, AgeLimit::Below)?,
                RowRuleName::ExpectedWhen => {
                    let is = keys.needed_words("is");
                    RowTest::ExpectedWhen {
                        column: self.needed(keys, "column")?,
                        is: is.iter().map(|word| word.text.to_owned()).collect(),
                        when: keys.must("when", self.condition(keys, "when"))?,
                    }
                }
                RowRuleName::NotFuture | RowRuleName::NotOlder => return None,
            })
        };
        let dates = || {
            let words = keys.needed_words("columns").into_iter();
            words.filter_map(|word| self.place_of(keys, word, ColumnType::Date))
        };
        match name {
            RowRuleName::NotFuture => dates()
                .map(|column| RowTest::NotFuture { column })
                .collect(),
            RowRuleName::NotOlder => {
                let years = keys.number("years", 1..=200);
                let years = small(keys.must("years", years)).unwrap_or(1);
                dates()
                    .map(|column| RowTest::NotOlder { column, years })
                    .collect()
            }
            RowRuleName::RequiredWhen
            | RowRuleName::EmptyWhen
            | RowRuleName::NotBefore
            | RowRuleName::OwnInsurer
            | RowRuleName::OwnEncoding
            | RowRuleName::AllOrNone
            | RowRuleName::OneOf
            | RowRuleName::Differs
            | RowRuleName::AgeAtLeast
            | RowRuleName::AgeBelow
            | RowRuleName::ExpectedWhen => test().into_iter().collect(),
        }
    }

    fn age(&self, keys: &Keys, limit: fn(u32) -> AgeLimit) -> Option<RowTest> {
        let on = keys.word("on");
        let on = on.and_then(|word| self.place_of(keys, word, ColumnType::Date));
        let years = keys.number("years", 1..=200);
        let years = small(keys.must("years", years));
        Some(RowTest::Age {
            birth: self.needed_of(keys, "column", ColumnType::Date)?,
            on,
            years: limit(years?),
            when: self.condition(keys, "when"),
        })
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
            let severity = keys.choice("severity");
            let test = self.file_test(&keys, name);
            keys.end();
            rules.extend(test.map(|test| FileRule { test, severity }));
        }
        rules
    }

    fn file_test(&self, keys: &Keys, name: FileRuleName) -> Option<FileTest> {
        let columns = || self.needed_list(keys, "columns");
        Some(match name {
            FileRuleName::OneValue => FileTest::OneValue { columns: columns() },
            FileRuleName::Unique => FileTest::Unique { columns: columns() },
            FileRuleName::SeveralValues => FileTest::SeveralValues { columns: columns() },
            FileRuleName::SharedValue => FileTest::SharedValue {
                columns: columns(),
                percent: small(keys.number("percent", 1..=100)).unwrap_or(MOST_SHARED_PERCENT),
            },
            FileRuleName::Readings => {
                let [kanji, kana] = ["kanji", "kana"].map(|key| self.needed(keys, key));
                FileTest::Readings {
                    kanji: kanji?,
                    kana: kana?,
                }
            }
            FileRuleName::NoOrder => FileTest::NoOrder { columns: columns() },
        })
    }

    pub(super) fn identity(&self, root: &Keys) -> Option<Identity> {
        let keys = root.table("identity")?;
        let number = keys.word("number");
        let identity = Identity {
            registration: self.needed_list(&keys, "registration"),
            person: self.list(&keys, "person"),
            number: number.and_then(|it| self.place_of(&keys, it, ColumnType::PersonalNumber)),
            household: self.list(&keys, "household"),
            ended: self.condition(&keys, "ended"),
            cancelled: self.condition(&keys, "cancelled"),
            changed: self.condition(&keys, "changed"),
            new_number: None, // as the gates say
            head: self.condition(&keys, "head"),
            child: self.condition(&keys, "child"),
            spouse: self.condition(&keys, "spouse"),
            parent: self.condition(&keys, "parent"),
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
                GateName::TwoHeads => Gate::TwoHeads,
                GateName::ChildOlder => Gate::ChildOlder {
                    years: small(keys.number("years", 0..=99)).unwrap_or(YEARS_YOUNGER),
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
                    if gate.needs_household() && who.household.is_empty() {
                        keys.say("[identity]のhouseholdが必要です。");
                    }
                    if gate.needs_head() && who.head.is_none() {
                        keys.say("[identity]のheadが必要です。");
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
        let steady = self.list(&keys, "steady");
        if steady.len() > Previous::MOST_STEADY {
            let most = Previous::MOST_STEADY;
            keys.say(&format!("steadyは{most}列までです。"));
        }
        let percent = |key, default| small(keys.number(key, 0..=100)).unwrap_or(default);
        let previous = Previous {
            columns: self.list(&keys, "columns"),
            steady,
            min_rows_percent: percent("min_rows_percent", LEAST_ROWS_PERCENT),
            max_removed_percent: percent("max_removed_percent", MOST_REMOVED_PERCENT),
            max_changed_percent: percent("max_changed_percent", MOST_CHANGED_PERCENT),
            removal: self.condition(&keys, "removal"),
        };
        keys.end();
        Some(previous)
    }

    pub(super) fn subject(&self, root: &Keys, identity: Option<&Identity>) -> SubjectColumns {
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
            person: self.of_person(identity),
        };
        keys.end();
        subject
    }

    /// Names, and whatever else tells one person from another.
    fn of_person(&self, identity: Option<&Identity>) -> Vec<usize> {
        let names = self.columns.iter().enumerate();
        let names = names.filter(|(_, column)| column.holds == Some(Holds::Name));
        let named = identity
            .into_iter()
            .flat_map(|who| who.person.iter().copied());
        let all: BTreeSet<usize> = names.map(|(at, _)| at).chain(named).collect();
        all.into_iter().collect()
    }
}

/// What the codes of a column stand for.
fn encodings(keys: &Keys) -> BTreeMap<String, Encoding> {
    let pairs = keys.pairs("codes");
    if pairs.is_empty() {
        keys.say("「codes」に1つ以上が必要です。");
    }
    let read = |(code, word): (Word, Word)| {
        let encoding = Encoding::parse(word.text);
        if encoding.is_none() {
            let words: Vec<&str> = Encoding::EVERY.iter().map(|it| it.as_str()).collect();
            keys.say_at(word.at, &format!("codesは次のどれか: {}", words.join("、")));
        }
        Some((code.text.to_owned(), encoding?))
    };
    pairs.into_iter().filter_map(read).collect()
}

fn small(number: Option<u64>) -> Option<u32> {
    number.and_then(|it| u32::try_from(it).ok())
}
