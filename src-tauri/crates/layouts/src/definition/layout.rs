//! A file kind, as its definition says.

use super::{
    across_rows::{FileRule, Gate, Identity, Previous},
    choice::choices,
    column::{Column, ColumnType, Holds},
    format::{Bom, Encoding, Format, HouseEncoding},
    protection::{EarlierVersion, Protection},
    row_rule::{RowRule, RowTest},
    timeline::Timeline,
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome};
use std::collections::BTreeMap;

/// What a definition calls a row's own name in an answer.
const KEY: &str = "key";
const NUMBER: &str = "number";
/// Most characters of a cell whose definition says nothing, for the limit of a file.
const TEXT_MOST: usize = 1_000;
const OTHER_MOST: usize = 32;
/// Heading and the like.
const SMALL_FILE: u64 = 1 << 16;

/// A file kind: its columns and everything that a file of it must keep to.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Name in definitions and on the command line, e.g. the KIND of `kakehashi check --kind KIND`.
    pub kind: String,
    /// Japanese name of the business.
    pub title: String,
    /// Japanese name of the file.
    pub file_title: String,
    /// Version of the definition.
    pub version: String,
    /// Whether this is 仮, not the official layout.
    pub provisional: bool,
    /// First day on which the definition is in force.
    pub effective_from: NaiveDate,
    /// Last day on which it is in force.
    pub effective_to: Option<NaiveDate>,
    /// Where its items are named.
    pub source: Option<String>,
    /// A word for the description.
    pub note: Option<String>,
    /// Where files of the kind go.
    pub direction: Direction,
    /// Under which heading the kind is shown.
    pub group: Group,
    /// The kind of the result file, for kinds that are sent.
    pub result_kind: Option<String>,
    /// How a file is written.
    pub format: Format,
    /// The columns in their order.
    pub columns: Vec<Column>,
    /// What must have happened before a file of this kind may go.
    pub order: Option<Order>,
    /// The roles of the columns of a result.
    pub result: Option<ResultRoles>,
    /// What the server does with each row, for kinds that are sent.
    pub service: Option<Service>,
    /// What it asks of whom, for kinds that ask others.
    pub inquiring: Option<Inquiring>,
    /// What a row tells of how far the registration of its person has come.
    pub timeline: Option<Timeline>,
    /// The version before, whose files can be read too.
    pub earlier: Option<EarlierVersion>,
    /// Which columns protect a person.
    pub protection: Option<Protection>,
    pub(crate) row_rules: Vec<RowRule>,
    pub(crate) file_rules: Vec<FileRule>,
    pub(crate) identity: Option<Identity>,
    pub(crate) gates: Vec<Gate>,
    pub(crate) previous: Option<Previous>,
    pub(crate) subject: SubjectColumns,
    pub(crate) answers: Answers,
}

choices! {
    /// Where files of a kind go.
    Direction {
        /// To the server.
        Send "send" "サーバーへ送る",
        /// Back from the server.
        Result "result" "サーバーから受け取る",
        /// To the 基幹システム.
        HandOver "hand-over" "基幹システムへ渡す",
        /// From an employer; checked here and never sent.
        Collect "collect" "事業主から受け取る",
        /// Given out by the server, or by the Digital PMO, to everybody.
        Deliver "deliver" "サーバーから配られる",
    }
}

choices! {
    /// Under which heading a kind is shown, in the order of the headings.
    Group {
        /// 加入者情報.
        Registration "registration" "加入者の登録",
        /// 副本.
        Copy "copy" "副本の登録",
        /// 照会 of numbers and people.
        LookUp "look-up" "個人番号・本人確認の照会",
        /// 情報照会.
        Inquiry "inquiry" "情報照会",
        /// マスター.
        Master "master" "マスター",
        /// Collected from employers.
        Collection "collection" "事業主からの収集",
        /// For the 基幹システム.
        HandOver "hand-over" "基幹システムへの引き渡し",
    }
}

choices! {
    /// What the server does with a row.
    Service {
        /// Registers a person.
        Register "register" "加入者を登録する",
        /// Keeps a 副本.
        KeepCopy "keep-copy" "副本を登録する",
        /// Looks for a 個人番号.
        FindNumber "find-number" "個人番号を照会する",
        /// Compares a 個人番号 with the 5情報.
        VerifyNumber "verify-number" "本人確認情報を照会する",
        /// Asks another organisation.
        Inquire "inquire" "ほかの機関に照会する",
        /// Replaces a master.
        ReplaceMaster "replace-master" "マスターを入れかえる",
    }
}

/// What a row asks another organisation for, and what it may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiring {
    /// The columns (from 0) that decide what may be asked: 事務手続 first, 提供者 last.
    pub asks: Vec<usize>,
    /// The columns that name what is asked for.
    pub items: Vec<usize>,
    /// Codes of `asks`, joined by a space, and the items that they allow.
    pub allowed: BTreeMap<String, Vec<String>>,
}

/// What must have happened before a file of this kind may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Kinds of which a file must have gone and its result been read.
    pub after: Vec<String>,
    /// The person of each row must have been registered.
    pub person: Option<PersonOrder>,
}

/// Which earlier kind must have registered the person of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonOrder {
    /// The column, from 0, that names the person.
    pub column: usize,
    /// The kind in which that person must have a row without error.
    pub registered_by: String,
}

/// The roles of the columns (from 0) of a result file, and what is made from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRoles {
    /// The data row of the file that was sent.
    pub row: usize,
    /// 処理結果メッセージ; empty = the row is done.
    pub message: usize,
    /// 被保険者枝番 paid out.
    pub branch: Option<usize>,
    /// How many people a look-up found.
    pub hits: Option<usize>,
    /// The kind of the file that is made from it for the 基幹システム.
    pub hand_over: Option<String>,
}

/// Columns that tell a person whom a row speaks of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SubjectColumns {
    pub registration: Vec<usize>,
    /// The first that is filled is shown.
    pub name: Vec<usize>,
    pub birth_date: Option<usize>,
    /// The 事業所 that sent the row in.
    pub employer: Option<usize>,
    /// All that says who it is, whether it is shown or not.
    pub person: Vec<usize>,
}

/// What the server finds out, as the kind that is sent says of its result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// Columns of the result, by id, with what the server puts there.
    pub told: BTreeMap<String, String>,
    /// Columns that tell one row from another.
    pub key: Vec<usize>,
}

impl Layout {
    /// Columns that stay as they are for a registration that is known.
    pub(crate) fn steady(&self) -> &[usize] {
        self.previous.as_ref().map_or(&[], |it| &it.steady)
    }

    /// The columns of a result that only repeat what was sent: their places there and here, from 0.
    pub fn repeated_in(&self, result: &Layout) -> Vec<(usize, usize)> {
        let roles = result.result.as_ref();
        let is_role = |at: usize| {
            let of = |roles: &ResultRoles| {
                [
                    Some(roles.row),
                    Some(roles.message),
                    roles.branch,
                    roles.hits,
                ]
            };
            roles.is_some_and(|roles| of(roles).contains(&Some(at)))
        };
        let repeats = |(at, column): (usize, &Column)| {
            let is_told = is_role(at) || self.answers.told.contains_key(&column.id);
            let sent = self.column(&column.id).filter(|_| !is_told)?;
            Some((at, sent))
        };
        result
            .columns
            .iter()
            .enumerate()
            .filter_map(repeats)
            .collect()
    }

    /// Whether a column (from 0) says who somebody is: the 個人番号, a name, or what a person is known by.
    pub fn tells_who(&self, column: usize) -> bool {
        let tells = |who: &Identity| who.number == Some(column) || who.person.contains(&column);
        let is_name = self.columns[column].holds == Some(Holds::Name);
        is_name || self.identity.as_ref().is_some_and(tells)
    }

    /// Refuses what isn't for the server.
    ///
    /// # Errors
    /// `NOT_FOR_SERVER`.
    pub fn require_for_server(&self) -> Outcome<()> {
        if self.direction == Direction::Send {
            return Ok(());
        }
        Err(Fault::new(Code::NotForServer).with("kind", &self.file_title))
    }

    /// The column of a result that names the row which was sent, and the columns here whose cells it joins.
    pub fn named_in(&self, result: &Layout) -> Option<(usize, &[usize])> {
        Some((self.told_in(result, KEY)?, &self.answers.key))
    }

    /// The column of a result that brings a 個人番号 which wasn't known here.
    pub fn number_told_in(&self, result: &Layout) -> Option<usize> {
        self.told_in(result, NUMBER)
    }

    fn told_in(&self, result: &Layout, wanted: &str) -> Option<usize> {
        let (id, _) = self.answers.told.iter().find(|(_, what)| *what == wanted)?;
        result.column(id)
    }

    /// Bytes that a file of so many rows can't be longer than.
    pub fn most_bytes(&self, rows: u32) -> u64 {
        let cell = |column: &Column| {
            let is_text = matches!(column.column_type, ColumnType::Text | ColumnType::Kana);
            let usual = if is_text { TEXT_MOST } else { OTHER_MOST };
            let chars = column.exact_chars.or(column.max_chars).unwrap_or(usual);
            // Quotes doubled, the longest encoding; and as XML, its element there and back.
            chars as u64 * 8 + column.id.len() as u64 * 2 + 8
        };
        let row: u64 = self.columns.iter().map(cell).sum();
        SMALL_FILE + row * u64::from(rows)
    }

    /// The column of 個人番号, from 0.
    pub fn personal_number(&self) -> Option<usize> {
        let is_it = |column: &Column| column.column_type == ColumnType::PersonalNumber;
        self.columns.iter().position(is_it)
    }

    /// The place of a column, from 0.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// Whether the server is asked for something, not told.
    pub fn asks(&self) -> bool {
        use Service::{FindNumber, Inquire, VerifyNumber};
        let asking = [FindNumber, VerifyNumber, Inquire];
        self.service
            .is_some_and(|service| asking.contains(&service))
    }

    /// Whether a row asks for several items, each of which is answered by itself.
    pub fn asks_for_items(&self) -> bool {
        self.service == Some(Service::Inquire)
    }

    /// Whether people are looked up at 住基ネット: that costs, and wants a purpose and a reason.
    pub fn looks_up(&self) -> bool {
        use Service::{FindNumber, VerifyNumber};
        self.service
            .is_some_and(|service| matches!(service, FindNumber | VerifyNumber))
    }

    /// The same kind in another encoding, for a file that a person says is written so.
    #[must_use]
    pub fn with_encoding(&self, encoding: Encoding) -> Self {
        let mut layout = self.clone();
        layout.format.encoding = encoding;
        layout.format.bom = Bom::Optional;
        layout.with_before()
    }

    /// The same kind as a house of this character code writes and reads it. What the server or an employer makes stays
    /// as they make it, and so does a definition that fixes its own.
    #[must_use]
    pub fn in_house(&self, house: HouseEncoding) -> Self {
        let mut layout = self.clone();
        if self.format.follows_house {
            (layout.format.encoding, layout.format.bom) = house.parts();
        }
        layout.with_before()
    }

    /// How a house of this character code wants a file of the kind, whoever made it. None where it is so already.
    pub fn format_for(&self, house: HouseEncoding) -> Option<Format> {
        let mut format = self.format.clone();
        (format.encoding, format.bom) = house.parts();
        let is_so = format.encoding == self.format.encoding && format.bom != Bom::Required;
        (!is_so).then_some(format)
    }

    /// The column by which a row tells the server the character code of the house, and what its codes stand for.
    pub fn tells_encoding(&self) -> Option<(usize, &BTreeMap<String, Encoding>)> {
        self.row_rules.iter().find_map(|rule| {
            let RowTest::OwnEncoding { column, codes } = &rule.test else {
                return None;
            };
            Some((*column, codes))
        })
    }

    /// Whether the definition is in force on a day.
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.effective_from <= on && self.effective_to.is_none_or(|last| on <= last)
    }

    /// The name for a new file: the definition's pattern with its `{…}` filled from `parts`.
    ///
    /// Parts may come from the server, so that only letters, digits, `-`, `_` and `.` of them are kept.
    pub fn file_name(&self, parts: &[(&str, &str)]) -> String {
        let safe = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        parts
            .iter()
            .fold(self.format.file_name.clone(), |name, (part, value)| {
                let value: String = value.chars().filter(safe).collect();
                name.replace(&format!("{{{part}}}"), &value)
            })
    }
}
