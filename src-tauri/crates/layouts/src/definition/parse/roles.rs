//! Reading what else a definition says of its kind: the order of sending, the roles of a result, the server's part.

use super::{
    columns::Columns,
    keys::{Keys, Word},
};
use crate::definition::{
    column::ColumnType,
    layout::{Answers, Direction, Inquiring, Order, PersonOrder, ResultRoles, Service},
    protection::{EarlierVersion, Protection},
    timeline::Timeline,
};

impl Columns {
    pub(super) fn order(&self, root: &Keys) -> Option<Order> {
        let keys = root.table("order")?;
        let after = keys.words("after").into_iter();
        let order = Order {
            after: after.map(|word| kind(&keys, word)).collect(),
            person: keys.table("person").and_then(|keys| {
                let column = self.needed(&keys, "column");
                let by = keys.needed_word("registered_by");
                let registered_by = by.map(|word| kind(&keys, word));
                keys.end();
                Some(PersonOrder {
                    column: column?,
                    registered_by: registered_by?,
                })
            }),
        };
        keys.end();
        Some(order)
    }

    pub(super) fn result(&self, root: &Keys, direction: Option<Direction>) -> Option<ResultRoles> {
        let keys = root.table("result");
        if direction.is_some_and(|it| (it == Direction::Result) != keys.is_some()) {
            root.say("[result]は、directionがresultの定義に要り、ほかの定義には書けません。");
        }
        let keys = keys?;
        let row = self.needed_of(&keys, "row", ColumnType::Digits);
        let message = self.needed(&keys, "message");
        let branch = keys.word("branch");
        let branch = branch.and_then(|it| self.place_of(&keys, it, ColumnType::ServerBranch));
        let hits = keys.word("hits");
        let hits = hits.and_then(|it| self.place_of(&keys, it, ColumnType::Digits));
        let hand_over = keys.word("hand_over").map(|word| kind(&keys, word));
        keys.end();
        Some(ResultRoles {
            row: row?,
            message: message?,
            branch,
            hits,
            hand_over,
        })
    }

    pub(super) fn timeline(&self, root: &Keys) -> Option<Timeline> {
        let keys = root.table("timeline")?;
        let day = |key| {
            let column = keys.word(key);
            column.and_then(|it| self.place_of(&keys, it, ColumnType::Date))
        };
        let step = keys.needed_choice("step");
        let starts = self.condition(&keys, "starts");
        let [acquired_on, received_on] = ["acquired_on", "received_on"].map(day);
        keys.end();
        Some(Timeline {
            step: step?,
            starts,
            acquired_on,
            received_on,
        })
    }

    /// The last columns, which files of the version before lack.
    pub(super) fn earlier(&self, root: &Keys) -> Option<EarlierVersion> {
        let keys = root.table("earlier")?;
        let version = keys.needed_text("version");
        let without = self.needed_list(&keys, "without");
        let lacking = without.len();
        let first = self.columns.len().saturating_sub(lacking);
        if !without.into_iter().eq(first..self.columns.len()) || first == 0 {
            keys.say("withoutは、終わりの列をその順に書きます。");
            keys.end();
            return None;
        }
        keys.end();
        Some(EarlierVersion {
            version,
            lacking,
            layout: None, // made of the whole
        })
    }

    /// Which columns protect a person.
    pub(super) fn protection(&self, root: &Keys) -> Option<Protection> {
        let keys = root.table("protection")?;
        let columns = keys.needed_words("columns").into_iter();
        let columns = columns.filter_map(|it| self.place_of(&keys, it, ColumnType::Code));
        let mut columns: Vec<usize> = columns.collect();
        columns.sort_unstable();
        let set = keys.needed_words("set").into_iter();
        let set = set.map(|word| word.text.to_owned()).collect();
        keys.end();
        Some(Protection { columns, set })
    }

    /// The practice server reads the roles by its own code; here they are only checked.
    pub(super) fn service(
        &self,
        root: &Keys,
        direction: Option<Direction>,
    ) -> (Option<Service>, Answers, Option<Inquiring>) {
        let Some(keys) = root.table("service") else {
            return (None, Answers::default(), None);
        };
        if direction.is_some_and(|it| it != Direction::Send) {
            keys.say("directionがsendの定義だけに書けます。");
        }
        let does = keys.needed_choice("does");
        let change = keys.word("change");
        let change = change.and_then(|it| self.place_of(&keys, it, ColumnType::Code));
        if let Some(changes) = keys.table("changes") {
            for name in ["acquired", "lost", "details", "new_number", "cancelled"] {
                for code in changes.words(name) {
                    let codes = change.map(|column| &self.columns[column].codes);
                    if codes.is_none_or(|codes| !codes.contains_key(code.text)) {
                        let what = format!("コード「{}」は、changeの列にありません。", code.text);
                        changes.say_at(code.at, &what);
                    }
                }
            }
            changes.end();
        }
        for key in ["insurer", "number", "branch", "asked"] {
            if let Some(word) = keys.word(key) {
                self.place(&keys, word);
            }
        }
        for key in ["registration", "five_items"] {
            self.list(&keys, key);
        }
        let (asks, items) = (self.list(&keys, "asks"), self.list(&keys, "items"));
        let told = keys.pairs("answer").into_iter();
        let answers = Answers {
            key: self.list(&keys, "key"),
            told: told
                .map(|(id, what)| (id.text.to_owned(), what.text.to_owned()))
                .collect(),
        };
        let allowed = keys.lists("allowed");
        keys.lists("contents");
        keys.end();
        let asking = (does == Some(Service::Inquire)).then_some(Inquiring {
            asks,
            items,
            allowed,
        });
        (does, answers, asking)
    }
}

/// The name of a kind.
pub(super) fn kind(keys: &Keys, word: Word) -> String {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if word.text.len() > 64 || !word.text.bytes().all(fits) {
        keys.say_at(
            word.at,
            &format!(
                "種類「{}」の名前は、半角の小文字・数字・-だけの64字までです。",
                word.text
            ),
        );
    }
    word.text.to_owned()
}
