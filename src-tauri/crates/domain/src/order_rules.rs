//! What comes before what, beyond the steps that definitions name: data (`assets/rules/order.toml`), each with its source.

use crate::{Outcome, ProfileKind, identity::read};
use serde::Deserialize;
use std::sync::OnceLock;

const RULES: &str = include_str!("../../../../assets/rules/order.toml");

/// The rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderRules {
    rule: Vec<OrderRule>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "rule")]
enum OrderRule {
    /// 差分 only after the first 全件.
    #[serde(rename = "full-first")]
    Full {
        kind: String,
        /// The largest share of rows about known registrations that a first 全件 may have.
        most_percent: u32,
    },
    /// While a 取消 of the kind is under way, no other file of it leaves.
    #[serde(rename = "cancel-first")]
    Cancel { kind: String },
    /// Masters before the kind, in some environments.
    #[serde(rename = "masters-first")]
    Masters {
        kind: String,
        after: Vec<String>,
        environments: Vec<ProfileKind>,
    },
}

impl OrderRules {
    /// The rules as shipped.
    ///
    /// # Errors
    /// `INTERNAL` when the data are broken; a test keeps them whole.
    pub fn shipped() -> Outcome<&'static Self> {
        static SHIPPED: OnceLock<Outcome<OrderRules>> = OnceLock::new();
        SHIPPED
            .get_or_init(|| read(RULES))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// Whether 差分 of a kind wait for its first 全件; and from which share of rows about known registrations a file is one,
    /// in percent.
    pub fn full_first(&self, kind: &str) -> Option<u32> {
        self.rule.iter().find_map(|it| match it {
            OrderRule::Full {
                kind: of,
                most_percent,
            } if of == kind => Some(*most_percent),
            OrderRule::Full { .. } | OrderRule::Cancel { .. } | OrderRule::Masters { .. } => None,
        })
    }

    /// Whether a 取消 of the kind ends before another file of it leaves.
    pub fn cancel_first(&self, kind: &str) -> bool {
        self.rule
            .iter()
            .any(|it| matches!(it, OrderRule::Cancel { kind: of } if of == kind))
    }

    /// The masters that come before a kind in an environment.
    pub fn masters_first(&self, kind: &str, of: ProfileKind) -> impl Iterator<Item = &str> {
        let after = self.rule.iter().filter_map(move |it| match it {
            OrderRule::Masters {
                kind: named,
                after,
                environments,
            } if named == kind && environments.contains(&of) => Some(after),
            OrderRule::Full { .. } | OrderRule::Cancel { .. } | OrderRule::Masters { .. } => None,
        });
        after.flatten().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_read_and_speak_of_their_kinds_alone() {
        let rules = OrderRules::shipped().unwrap();
        assert_eq!(rules.full_first("member-registration"), Some(20));
        assert_eq!(rules.full_first("funeral"), None);
        assert!(rules.cancel_first("member-registration") && !rules.cancel_first("users"));
        let masters =
            |of| -> Vec<&str> { rules.masters_first("member-registration", of).collect() };
        assert_eq!(masters(ProfileKind::Production), ["departments", "users"]);
        assert!(masters(ProfileKind::Training).is_empty());
    }
}
