//! What counts as one person: an id or a name that differs by width, case or spaces alone is the same to whoever reads it.

use crate::core::{
    gate::{BY_ITSELF, TERMINAL},
    look::Look,
    user::UserRecord,
};
use icu_normalizer::ComposingNormalizerBorrowed;
use kakehashi_domain::{Code, Fault, Outcome, Role, Shelf, short_text};

const LONGEST_NAME: usize = 80;

/// The text without what doesn't tell two people apart.
fn folded(text: &str) -> String {
    let nfkc = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let letters = nfkc.chars().flat_map(char::to_lowercase);
    letters.filter(|c| !c.is_whitespace()).collect()
}

/// 1 to 32 letters, digits, `-`, `_`, `.`, beginning with a letter or digit; not what the terminal calls itself.
pub(crate) fn check_id(id: &str) -> Outcome<()> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let begins_well = id.starts_with(|c: char| c.is_ascii_alphanumeric());
    if !begins_well || id.len() > 32 || !id.chars().all(allowed) {
        let hint = "英字か数字ではじめ、英字、数字、「-」「_」「.」で32文字までにしてください。";
        return Err(Fault::invalid("利用者ID", hint));
    }
    if folded(id) == TERMINAL {
        let hint =
            "「system」は、端末が自動で行うことを記録に残すときの名です。ほかのIDにしてください。";
        return Err(Fault::invalid("利用者ID", hint));
    }
    Ok(())
}

/// A name that can be shown beside others'.
pub(crate) fn check_name(name: &str) -> Outcome<String> {
    let name = short_text("名前", name, LONGEST_NAME, "80文字までにしてください。")?;
    if folded(&name) == BY_ITSELF {
        let hint = "「自動」は、端末が自動で行うことの名です。ほかの名前にしてください。";
        return Err(Fault::invalid("名前", hint));
    }
    Ok(name)
}

impl Look {
    /// The id of the account that somebody means, however they typed it. Where two accounts differ by width or case alone
    /// (an earlier version took them), only the very letters count.
    pub(crate) fn account_meant(&self, typed: &str) -> Outcome<Option<String>> {
        let wanted = folded(typed);
        let mut alike: Vec<String> = self.accounts()?.into_iter().map(|user| user.id).collect();
        alike.retain(|id| folded(id) == wanted);
        let exact = alike.iter().any(|id| id == typed);
        Ok(match alike.pop() {
            _ if exact => Some(typed.to_owned()),
            Some(id) if alike.is_empty() => Some(id),
            Some(_) | None => None,
        })
    }

    /// Refuses an account that would be taken for another.
    pub(super) fn require_another(&self, new: &UserRecord) -> Outcome<()> {
        let others = self.accounts()?;
        if others
            .iter()
            .any(|known| folded(&known.id) == folded(&new.id))
        {
            return Err(Fault::new(Code::UserExists).with("user", &new.id));
        }
        self.require_other_name(new)
    }

    /// Refuses the name of somebody else.
    pub(super) fn require_other_name(&self, new: &UserRecord) -> Outcome<()> {
        let is_taken =
            |known: &UserRecord| known.id != new.id && folded(&known.name) == folded(&new.name);
        if self.accounts()?.iter().any(is_taken) {
            let hint =
                "同じ名前の人がもういます。所属などを付けて、見分けられるようにしてください。";
            return Err(Fault::invalid("名前", hint));
        }
        Ok(())
    }

    /// Why an account can be taken for another, where an earlier version let it be made.
    pub(super) fn taken_for(&self, user: &UserRecord, all: &[UserRecord]) -> Option<String> {
        if folded(&user.id) == TERMINAL {
            return Some("端末が自動で行うことと、記録の上で見分けられません".to_owned());
        }
        let is_alike = |other: &&UserRecord| {
            other.id != user.id
                && (folded(&other.id) == folded(&user.id)
                    || folded(&other.name) == folded(&user.name))
        };
        let other = all.iter().find(is_alike)?;
        Some(format!("{} と見分けにくい", other.id))
    }

    /// Whether nobody else is an administrator who stays.
    pub(crate) fn is_only_admin(&self, user: &UserRecord) -> Outcome<bool> {
        let is_other = |other: &UserRecord| {
            let stays = other.closed.is_none() && other.until.is_none();
            other.id != user.id && stays && other.roles.contains(&Role::Admin)
        };
        Ok(user.roles.contains(&Role::Admin) && !self.accounts()?.iter().any(is_other))
    }

    pub(crate) fn accounts(&self) -> Outcome<Vec<UserRecord>> {
        self.books()?.all(Shelf::User)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn width_case_and_spaces_tell_nobody_apart() {
        for (one, other) in [
            ("Tantou", "tantou"),
            ("ｔａｎｔｏｕ", "tantou"),
            ("練習　太郎", "練習太郎"),
            ("ﾚﾝｼｭｳ", "レンシュウ"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("tantou1"), folded("tantou2"));
    }

    #[test]
    fn nobody_is_called_what_the_terminal_calls_itself() {
        for id in [
            "system",
            "SYSTEM",
            "System",
            "-",
            ".",
            "",
            "利用者",
            "ｓystem",
        ] {
            assert!(check_id(id).is_err(), "{id}");
        }
        for id in ["tantou", "0001", "a-b_c.d", "systems"] {
            assert!(check_id(id).is_ok(), "{id}");
        }
        assert!(check_name("自　動").is_err() && check_name(" ").is_err());
        assert_eq!(check_name(" 練習 太郎 ").unwrap(), "練習 太郎");
    }
}
