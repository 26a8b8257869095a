//! What the gates found of a row, in few bytes, until the row is read again and named.

use super::{
    cell::Problem, finding::Finding, finding_code::FindingCode, implausible,
    person_key::Differences, setting::CheckSetting,
};
use crate::{
    definition::{ColumnType, Gate, Identity, Layout, Severity},
    read::{Cells, Subject},
};

/// A row that a gate names, and the row that it clashes with.
#[derive(Clone, Copy)]
pub(crate) struct Hit {
    pub row: u32,
    /// The other row; 0 where an earlier file says otherwise.
    pub other: u32,
    pub what: What,
}

/// What is wrong between two rows, or a row and an earlier file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// Numbers changed places in the household.
    Swap { is_said: bool },
    /// The number is another person's.
    NumberOfAnother { is_in_household: bool },
    /// The number has another registration too, of the same person.
    NumberTwice,
    /// The registration has another number too.
    OtherNumber,
    /// The registration is another person's.
    OtherPerson { is_said: bool },
    /// Something of the person is another.
    PersonDiffers(Differences),
    /// The registration had another number.
    NumberChanged,
    /// The registration comes twice.
    Twice,
    /// The household has another 本人.
    TwoHeads,
    /// The household has another spouse.
    TwoSpouses,
    /// A parent younger than 本人.
    ParentYounger,
    /// A child older than 本人, or hardly younger.
    ChildOlder,
    /// The birth date breaks a rule of the definition.
    Implausible {
        rule: u16,
        code: FindingCode,
        severity: Severity,
    },
}

impl What {
    pub(crate) fn code(self) -> FindingCode {
        match self {
            Self::Swap { .. } => FindingCode::SwapInHousehold,
            Self::NumberOfAnother { .. } => FindingCode::NumberTwoPeople,
            Self::NumberTwice => FindingCode::NumberTwoRegistrations,
            Self::OtherNumber => FindingCode::PersonTwoNumbers,
            Self::OtherPerson { .. } => FindingCode::RegistrationTwoPeople,
            Self::PersonDiffers(_) => FindingCode::PersonChanged,
            Self::NumberChanged => FindingCode::NumberChanged,
            Self::Twice => FindingCode::RegistrationTwice,
            Self::TwoHeads => FindingCode::TwoHeads,
            Self::TwoSpouses => FindingCode::TwoSpouses,
            Self::ParentYounger => FindingCode::ParentYounger,
            Self::ChildOlder => FindingCode::ChildOlder,
            Self::Implausible { code, .. } => code,
        }
    }

    /// Whether the number isn't the one that an earlier file has for this person.
    pub(crate) fn is_of_number(self) -> bool {
        matches!(
            self,
            Self::NumberChanged | Self::NumberOfAnother { .. } | Self::Swap { is_said: false }
        )
    }

    /// Whether two rows of one registration don't agree.
    pub(crate) fn is_of_registration(self) -> bool {
        matches!(
            self,
            Self::OtherPerson { .. } | Self::PersonDiffers(_) | Self::OtherNumber | Self::Twice
        )
    }

    /// Whether the person isn't the one that an earlier file has for this registration.
    pub(crate) fn is_of_person(self) -> bool {
        matches!(self, Self::OtherPerson { .. } | Self::PersonDiffers(_))
    }

    /// The place of the rule that it breaks.
    pub(crate) fn rule(self) -> Option<u16> {
        if let Self::Implausible { rule, .. } = self {
            return Some(rule);
        }
        None
    }

    /// Whether it goes by a column that tells how old somebody is, or which place in the household they have: it follows
    /// where that column slipped.
    pub(crate) fn goes_by(self, layout: &Layout, column: usize) -> bool {
        let is_age = matches!(self, Self::ChildOlder | Self::ParentYounger);
        let is_place = is_age || matches!(self, Self::TwoHeads | Self::TwoSpouses);
        let who = layout.identity.as_ref();
        let place = who.and_then(|who| Some(who.head.as_ref()?.column));
        if let Some(rule) = self.rule() {
            let rule = layout.row_rules.get(usize::from(rule));
            return rule.is_some_and(|rule| rule.test.goes_by(column));
        }
        match place == Some(column) {
            true => is_place,
            false => is_age && layout.subject.birth_date == Some(column),
        }
    }

    /// What the row itself says to be so is asked of a person, not refused.
    pub(crate) fn severity(self) -> Severity {
        if let Self::Implausible { severity, .. } = self {
            return severity;
        }
        let is_said = matches!(
            self,
            Self::Swap { is_said: true } | Self::OtherPerson { is_said: true }
        );
        if is_said {
            Severity::Confirm
        } else {
            self.code().severity()
        }
    }
}

impl Hit {
    /// The same where rows are counted behind row `base`.
    pub(crate) fn behind(self, base: u32) -> Self {
        let other = match self.other {
            0 => 0,
            row => base + row,
        };
        Self {
            row: base + self.row,
            other,
            what: self.what,
        }
    }

    /// The finding, once the row was read again.
    pub(crate) fn finding(&self, setting: &CheckSetting, who: &Identity, row: &Cells) -> Finding {
        let layout = setting.layout;
        let number = who.number.unwrap_or_default(); // a definition with such a gate names it
        let title = |column: usize| layout.columns[column].title.as_str();
        let of = match self.other {
            0 => "前回のファイルの".to_owned(),
            row => format!("{row}行目の"),
        };
        let (column, message) = match self.what {
            What::Swap { .. } => (
                Some(number),
                format!(
                    "「{}」が、前回は同じ世帯の別の登録の番号でした。",
                    title(number)
                ),
            ),
            What::NumberOfAnother { is_in_household } => {
                let home = if is_in_household {
                    "同じ世帯の"
                } else {
                    ""
                };
                let number_title = title(number);
                let message = format!("{of}{home}別の人と、「{number_title}」が同じです。");
                (Some(number), message)
            }
            What::NumberTwice => {
                let number_title = title(number);
                let message = format!(
                    "{of}別の登録と、「{number_title}」も人も同じです。前の資格が終わっていません。"
                );
                (Some(number), message)
            }
            What::OtherNumber => (
                Some(number),
                format!("{of}同じ登録と、「{}」がちがいます。", title(number)),
            ),
            What::OtherPerson { .. } => (
                who.person.first().copied(),
                format!("{of}同じ登録と、別の人のようです（名前も生年月日もちがいます）。"),
            ),
            What::PersonDiffers(found) => {
                let column = changed_column(layout, who, found);
                let named = column.map(title).unwrap_or_default();
                (column, format!("{of}同じ登録と、「{named}」がちがいます。"))
            }
            What::NumberChanged => (
                Some(number),
                format!("「{}」が、前回のファイルとちがいます。", title(number)),
            ),
            What::Twice => {
                let also = same_columns(layout).map_or_else(String::new, |columns| {
                    let same: Vec<&str> = columns.iter().map(|column| title(*column)).collect();
                    format!("（{}も同じ）", same.join("、"))
                });
                (None, format!("{}行目と同じ登録です{also}。", self.other))
            }
            What::TwoHeads => {
                let column = who.head.as_ref().map(|it| it.column);
                (column, format!("{of}人も、同じ世帯の本人です。"))
            }
            What::TwoSpouses => {
                let column = who.spouse.as_ref().map(|it| it.column);
                (column, format!("{of}人も、同じ世帯の配偶者です。"))
            }
            What::ParentYounger => {
                let message = format!("父母の生年月日が、{of}本人より後です。");
                (layout.subject.birth_date, message)
            }
            What::Implausible { rule, code, .. } => {
                let told = implausible::told(setting, self.row, row, rule);
                return told.unwrap_or_else(|| Finding::of_whole_row(self.row, code, code.title()));
            }
            What::ChildOlder => {
                let message = format!("子の生年月日が、{of}本人より前か、近すぎます。");
                (layout.subject.birth_date, message)
            }
        };
        let (code, severity) = (self.what.code(), self.what.severity());
        let Some(column) = column else {
            return Finding {
                severity,
                subject: Subject::of(&layout.subject, |column| row.get(column)),
                ..Finding::of_whole_row(self.row, code, &message)
            };
        };
        let problem = Problem {
            code,
            severity,
            message,
        };
        Finding::of_cell(layout, self.row, row, column, problem)
    }
}

/// The column that says what changed.
fn changed_column(layout: &Layout, who: &Identity, found: Differences) -> Option<usize> {
    let is_it = |at: &usize| {
        let column_type = layout.columns[*at].column_type;
        let is_birth = found.birth && column_type == ColumnType::Date;
        is_birth || (!found.birth && found.other && column_type == ColumnType::Code)
    };
    who.person.iter().copied().find(is_it)
}

/// What makes two rows of a registration a repetition.
fn same_columns(layout: &Layout) -> Option<&[usize]> {
    let columns = layout.gates.iter().find_map(Gate::repetition);
    columns.filter(|columns| !columns.is_empty())
}
