//! 情報提供NWS配信マスター (⑨): what it holds, and how a 差分 makes one version of another.

use crate::acts_when_shown;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt::Write as _};

/// So many entries a master has at most.
pub const MASTER_ENTRIES_MOST: usize = 100_000;
const CODE_MOST: usize = 16;
const NAME_MOST: usize = 100;

/// What names an entry: its 区分 and its code there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MasterKey {
    part: String,
    code: String,
}

impl MasterKey {
    /// A 区分 of two digits, and a code of letters and digits. None for anything else.
    pub fn new(part: &str, code: &str) -> Option<Self> {
        let is_part = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        let is_code = (1..=CODE_MOST).contains(&code.len()) && code.bytes().all(fits);
        (is_part && is_code).then(|| Self {
            part: part.to_owned(),
            code: code.to_owned(),
        })
    }

    /// 区分.
    pub fn part(&self) -> &str {
        &self.part
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// What a code stands for, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MasterEntry {
    name: String,
    valid_from: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
}

impl MasterEntry {
    /// A name of a hundred characters at most that does nothing where it is shown. None for anything else.
    pub fn new(
        name: &str,
        valid_from: Option<NaiveDate>,
        valid_until: Option<NaiveDate>,
    ) -> Option<Self> {
        let is_name = (1..=NAME_MOST).contains(&name.chars().count());
        let is_harmless = !name.contains(acts_when_shown);
        (is_name && is_harmless).then(|| Self {
            name: name.to_owned(),
            valid_from,
            valid_until,
        })
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// 適用開始日 and 適用終了日, as files carry them.
    pub fn days(&self) -> [String; 2] {
        let day = |day: Option<NaiveDate>| day.map(|day| day.format("%Y%m%d").to_string());
        [self.valid_from, self.valid_until].map(|at| day(at).unwrap_or_default())
    }
}

/// A row of a 差分.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MasterEdit {
    /// 追加.
    Add,
    /// 変更.
    Change,
    /// 廃止.
    End,
}

/// What became of an entry between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MasterChange {
    /// Which.
    pub key: MasterKey,
    /// None where it is new.
    pub before: Option<MasterEntry>,
    /// None where it ended.
    pub after: Option<MasterEntry>,
}

/// A whole master.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    from = "Vec<(MasterKey, MasterEntry)>",
    into = "Vec<(MasterKey, MasterEntry)>"
)]
pub struct Master(BTreeMap<MasterKey, MasterEntry>);

impl Master {
    /// Takes entries; the key of one that comes twice, or beyond what a master can hold, is the error.
    ///
    /// # Errors
    /// That key.
    pub fn of(rows: impl IntoIterator<Item = (MasterKey, MasterEntry)>) -> Result<Self, MasterKey> {
        let mut entries = BTreeMap::new();
        for (key, entry) in rows {
            if entries.len() == MASTER_ENTRIES_MOST || entries.contains_key(&key) {
                return Err(key);
            }
            entries.insert(key, entry);
        }
        Ok(Self(entries))
    }

    /// The entries by 区分 and code.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (&MasterKey, &MasterEntry)> {
        self.0.iter()
    }

    /// The master that the rows of a 差分 make of this one.
    ///
    /// # Errors
    /// The key of a row that doesn't fit: added though it is there, changed or ended though it isn't.
    pub fn edited(
        &self,
        rows: impl IntoIterator<Item = (MasterEdit, MasterKey, MasterEntry)>,
    ) -> Result<Self, MasterKey> {
        let mut entries = self.0.clone();
        for (edit, key, entry) in rows {
            if entries.contains_key(&key) == (edit == MasterEdit::Add) {
                return Err(key);
            }
            match edit {
                MasterEdit::Add if entries.len() == MASTER_ENTRIES_MOST => return Err(key),
                MasterEdit::Add | MasterEdit::Change => entries.insert(key, entry),
                MasterEdit::End => entries.remove(&key),
            };
        }
        Ok(Self(entries))
    }

    /// What became of each entry on the way to another version.
    pub fn changes_to(&self, next: &Self) -> Vec<MasterChange> {
        let ended = self.0.iter().filter(|(key, _)| !next.0.contains_key(*key));
        let ended = ended.map(|(key, entry)| MasterChange {
            key: key.clone(),
            before: Some(entry.clone()),
            after: None,
        });
        let rest = next.0.iter().filter_map(|(key, entry)| {
            let before = self.0.get(key);
            (before != Some(entry)).then(|| MasterChange {
                key: key.clone(),
                before: before.cloned(),
                after: Some(entry.clone()),
            })
        });
        let mut changes: Vec<MasterChange> = ended.chain(rest).collect();
        changes.sort_by(|one, next| one.key.cmp(&next.key));
        changes
    }

    /// What its digest is made of: a line an entry, in the order of 区分 and code.
    pub fn lines(&self) -> String {
        let mut lines = String::new();
        for (key, entry) in &self.0 {
            let [from, until] = entry.days();
            let _into_memory = writeln!(
                lines,
                "{},{},{},{from},{until}",
                key.part, key.code, entry.name
            );
        }
        lines
    }
}

impl From<Vec<(MasterKey, MasterEntry)>> for Master {
    fn from(entries: Vec<(MasterKey, MasterEntry)>) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl From<Master> for Vec<(MasterKey, MasterEntry)> {
    fn from(master: Master) -> Self {
        master.0.into_iter().collect()
    }
}

/// Changes one after another as one step: what changed back isn't told.
pub fn changes_together(steps: impl IntoIterator<Item = MasterChange>) -> Vec<MasterChange> {
    let mut all: BTreeMap<MasterKey, MasterChange> = BTreeMap::new();
    for step in steps {
        match all.get_mut(&step.key) {
            Some(known) => known.after = step.after,
            None => drop(all.insert(step.key.clone(), step)),
        }
    }
    let changed = all
        .into_values()
        .filter(|change| change.before != change.after);
    changed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: &str) -> MasterKey {
        MasterKey::new("01", code).unwrap()
    }

    fn entry(name: &str) -> MasterEntry {
        MasterEntry::new(name, NaiveDate::from_ymd_opt(2026, 4, 1), None).unwrap()
    }

    fn master(entries: &[(&str, &str)]) -> Master {
        Master::of(entries.iter().map(|(code, name)| (key(code), entry(name)))).unwrap()
    }

    #[test]
    fn keys_and_names_are_what_they_should_be() {
        for (part, code) in [
            ("1", "A"),
            ("ab", "A"),
            ("01", ""),
            ("01", "12345678901234567"),
            ("01", "A,B"),
            ("01", "あ"),
        ] {
            assert_eq!(MasterKey::new(part, code), None, "{part} {code}");
        }
        for name in ["", "\u{202e}x", "a\nb", &"あ".repeat(101)] {
            assert_eq!(MasterEntry::new(name, None, None), None, "{name}");
        }
    }

    #[test]
    fn a_difference_makes_the_next_version_or_says_which_row_does_not_fit() {
        let old = master(&[("A", "一"), ("B", "二"), ("C", "三")]);
        let new = master(&[("A", "一"), ("B", "二の二"), ("D", "四")]);
        let rows = [
            (MasterEdit::Change, key("B"), entry("二の二")),
            (MasterEdit::End, key("C"), entry("三")),
            (MasterEdit::Add, key("D"), entry("四")),
        ];
        assert_eq!(old.edited(rows).unwrap(), new);
        for (edit, code) in [
            (MasterEdit::Add, "A"),
            (MasterEdit::Change, "D"),
            (MasterEdit::End, "D"),
        ] {
            let row = [(edit, key(code), entry("x"))];
            assert_eq!(old.edited(row), Err(key(code)));
        }
        let changes = old.changes_to(&new);
        let codes: Vec<&str> = changes.iter().map(|it| it.key.code()).collect();
        assert_eq!(codes, ["B", "C", "D"]);
        assert_eq!(new.changes_to(&new), []);
    }

    #[test]
    fn the_digest_is_made_of_every_cell_in_one_order() {
        let lines = "01,A,一,20260401,\n01,B,二,20260401,\n";
        assert_eq!(master(&[("B", "二"), ("A", "一")]).lines(), lines);
        let twice = [(key("A"), entry("一")), (key("A"), entry("二"))];
        assert_eq!(Master::of(twice), Err(key("A")));
        let kept = serde_json::to_string(&master(&[("A", "一")])).unwrap();
        let back: Master = serde_json::from_str(&kept).unwrap();
        assert_eq!(back, master(&[("A", "一")]));
    }

    #[test]
    fn steps_together_tell_only_what_stays_changed() {
        let [one, two, three] = [
            master(&[("A", "一"), ("B", "二")]),
            master(&[("A", "壱"), ("C", "三")]),
            master(&[("A", "一"), ("C", "参")]),
        ];
        let steps = one
            .changes_to(&two)
            .into_iter()
            .chain(two.changes_to(&three));
        assert_eq!(changes_together(steps), one.changes_to(&three));
    }
}
