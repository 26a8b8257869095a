//! Turning the column ids of a definition into places, and checking that they fit where they stand.

use crate::{
    Column, ColumnType,
    definition::{
        GateDefinition, IdentityDefinition, RuleDefinition, SubjectDefinition, When, broken,
    },
    gate::{Gate, Identity},
    layout::SubjectColumns,
    row_rule::{RowRule, RowTest},
};
use kakehashi_domain::Outcome;
use std::mem;

/// Columns, to be found by the ids that a definition uses.
pub(crate) struct ColumnNames<'a>(pub &'a [Column]);

impl ColumnNames<'_> {
    fn place(&self, at: &str, id: &str) -> Outcome<usize> {
        let found = self.0.iter().position(|column| column.id == id);
        found.ok_or_else(|| broken(at, format_args!("列「{id}」はありません")))
    }

    fn places(&self, at: &str, ids: &[String]) -> Outcome<Vec<usize>> {
        ids.iter().map(|id| self.place(at, id)).collect()
    }

    fn place_of(&self, at: &str, id: &str, wanted: ColumnType) -> Outcome<usize> {
        let place = self.place(at, id)?;
        if self.0[place].column_type == wanted {
            Ok(place)
        } else {
            Err(broken(
                at,
                format_args!("列「{id}」のtypeが{wanted:?}ではありません"),
            ))
        }
    }

    pub(crate) fn row_rules(&self, definitions: Vec<RuleDefinition>) -> Outcome<Vec<RowRule>> {
        let mut rules = Vec::new();
        for (index, definition) in definitions.into_iter().enumerate() {
            self.add_row_rule(
                &format!("[[row_rule]] {}", index + 1),
                definition,
                &mut rules,
            )?;
        }
        Ok(rules)
    }

    fn add_row_rule(
        &self,
        at: &str,
        definition: RuleDefinition,
        rules: &mut Vec<RowRule>,
    ) -> Outcome<()> {
        let mut add = |test, severity| rules.push(RowRule { test, severity });
        match definition {
            RuleDefinition::RequiredWhen {
                column,
                when: When { column: when, is },
                severity,
            } => {
                let column = self.place(at, &column)?;
                let when = self.place_of(at, &when, ColumnType::Code)?;
                let codes = &self.0[when].codes;
                if let Some(code) = is.iter().find(|code| !codes.contains_key(*code)) {
                    return Err(broken(at, format_args!("コード「{code}」はありません")));
                }
                add(RowTest::RequiredWhen { column, when, is }, severity);
            }
            RuleDefinition::NotBefore {
                column,
                than,
                severity,
            } => {
                let column = self.place_of(at, &column, ColumnType::Date)?;
                let than = self.place_of(at, &than, ColumnType::Date)?;
                add(RowTest::NotBefore { column, than }, severity);
            }
            RuleDefinition::NotFuture { columns, severity } => {
                for id in columns {
                    let column = self.place_of(at, &id, ColumnType::Date)?;
                    add(RowTest::NotFuture { column }, severity);
                }
            }
            RuleDefinition::OwnInsurer { column, severity } => {
                let column = self.place_of(at, &column, ColumnType::InsurerNumber)?;
                add(RowTest::OwnInsurer { column }, severity);
            }
        }
        Ok(())
    }

    pub(crate) fn identity(&self, definition: &IdentityDefinition) -> Outcome<Identity> {
        let at = "[identity]";
        if definition.registration.is_empty() || definition.person.is_empty() {
            return Err(broken(at, "registrationとpersonに列が要ります"));
        }
        Ok(Identity {
            registration: self.places(at, &definition.registration)?,
            person: self.places(at, &definition.person)?,
            number: self.place_of(at, &definition.number, ColumnType::PersonalNumber)?,
        })
    }

    pub(crate) fn gates(
        &self,
        definitions: &[GateDefinition],
        has_identity: bool,
    ) -> Outcome<Vec<Gate>> {
        let at = "[[gate]]";
        if !definitions.is_empty() && !has_identity {
            return Err(broken(at, "[identity]が要ります"));
        }
        let kinds: Vec<_> = definitions.iter().map(mem::discriminant).collect();
        if (1..kinds.len()).any(|later| kinds[..later].contains(&kinds[later])) {
            return Err(broken(at, "同じgateが2つあります"));
        }
        let gate = |definition: &GateDefinition| match definition {
            GateDefinition::OneNumberTwoPeople {} => Ok(Gate::OneNumberTwoPeople),
            GateDefinition::OnePersonTwoNumbers {} => Ok(Gate::OnePersonTwoNumbers),
            GateDefinition::SameRegistrationTwice { columns } => Ok(Gate::SameRegistrationTwice {
                columns: self.places(at, columns)?,
            }),
        };
        definitions.iter().map(gate).collect()
    }

    pub(crate) fn subject(&self, definition: &SubjectDefinition) -> Outcome<SubjectColumns> {
        let at = "[subject]";
        let birth_date = definition.birth_date.as_ref();
        let birth_date = birth_date.map(|id| self.place_of(at, id, ColumnType::Date));
        Ok(SubjectColumns {
            registration: self.places(at, &definition.registration)?,
            name: self.places(at, &definition.name)?,
            birth_date: birth_date.transpose()?,
        })
    }
}
