//! What the PC says to whoever sits at it, also while no window is open: each thing once, nothing of a person.

use crate::core::area::Facts;
use chrono::NaiveDate;
use kakehashi_domain::ExpiryStage;
use std::collections::BTreeSet;

/// A notification of the operating system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub title: &'static str,
    /// What stands so, and what to do.
    pub body: String,
}

impl Facts {
    /// What should be said that wasn't said before, and what counts as said from now on.
    pub fn news(
        &self,
        said: &BTreeSet<String>,
        today: NaiveDate,
    ) -> (Vec<Notice>, BTreeSet<String>) {
        let topics = [self.expiry(today), self.unread(), self.waiting()];
        let is_new = |keys: &Vec<String>| keys.iter().any(|key| !said.contains(key));
        let mut notices = Vec::new();
        let mut now_said = BTreeSet::new();
        for (keys, notice) in topics.into_iter().flatten() {
            if is_new(&keys) {
                notices.push(notice);
            }
            now_said.extend(keys);
        }
        (notices, now_said)
    }

    /// The same in one line, e.g. beside the icon.
    pub fn line(&self) -> String {
        let parts = [
            (self.moving, "送信中"),
            (self.results.len(), "確認待ちの結果"),
            (self.approvals.len(), "承認待ち"),
        ];
        let some = parts.into_iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> = some.map(|(n, what)| format!("{what} {n}件")).collect();
        if words.is_empty() {
            return "待っていることはありません".to_owned();
        }
        words.join("・")
    }

    fn expiry(&self, today: NaiveDate) -> Option<(Vec<String>, Notice)> {
        let (serial, days) = self.certificate.as_ref()?;
        let (mark, body) = match ExpiryStage::of(*days)? {
            ExpiryStage::Ninety => ("90".to_owned(), left(*days)),
            ExpiryStage::Sixty => ("60".to_owned(), left(*days)),
            ExpiryStage::Thirty => ("30".to_owned(), left(*days)),
            ExpiryStage::Fifteen => ("15".to_owned(), left(*days)),
            ExpiryStage::Daily => (today.to_string(), left(*days)),
            ExpiryStage::Over => {
                let body = "期限が切れています。何も送れません。新しい証明書を取り込んでください。";
                (today.to_string(), body.to_owned())
            }
        };
        let key = format!("certificate/{serial}/{mark}");
        let title = "証明書の期限";
        Some((vec![key], Notice { title, body }))
    }

    fn unread(&self) -> Option<(Vec<String>, Notice)> {
        let keys = keys("result", &self.results)?;
        let body = format!("{}件の結果を、まだだれも確認していません。", keys.len());
        let title = "結果が届いています";
        Some((keys, Notice { title, body }))
    }

    fn waiting(&self) -> Option<(Vec<String>, Notice)> {
        let keys = keys("approval", &self.approvals)?;
        let body = format!("{}件のファイルが、送る前の承認を待っています。", keys.len());
        let title = "承認を待っています";
        Some((keys, Notice { title, body }))
    }
}

fn left(days: i64) -> String {
    format!("あと{days}日です。更新を申し込んでください。")
}

fn keys(what: &str, jobs: &[u32]) -> Option<Vec<String>> {
    let keys: Vec<String> = jobs.iter().map(|id| format!("{what}/{id}")).collect();
    (!keys.is_empty()).then_some(keys)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;
    use chrono::Days;

    /// On which of the days a certificate is spoken of, when the program asks three times a day.
    fn spoken(from: i64, to: i64) -> Vec<i64> {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let (mut said, mut days) = (BTreeSet::new(), Vec::new());
        for left in (to..=from).rev() {
            let today = first + Days::new(u64::try_from(from - left).unwrap());
            let certificate = Some(("0A".to_owned(), left));
            let facts = Facts {
                certificate,
                ..Facts::default()
            };
            for _ in 0..3 {
                let (notices, now) = facts.news(&said, today);
                days.extend(notices.iter().map(|_| left));
                said = now;
            }
        }
        days
    }

    #[test]
    fn an_expiry_is_told_at_each_stage_once_then_daily_and_after_it() {
        let mut expected = vec![90, 60, 30, 15];
        expected.extend((-3..=7).rev());
        assert_eq!(spoken(120, -3), expected);
        assert_eq!(spoken(50, 40), [50], "a stage that began while off");
    }

    #[test]
    fn what_waits_is_told_when_something_comes_to_it() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let mut facts = Facts {
            results: vec![1],
            ..Facts::default()
        };
        let (first, said) = facts.news(&BTreeSet::new(), today);
        assert_eq!(first[0].body, "1件の結果を、まだだれも確認していません。");
        assert!(facts.news(&said, today).0.is_empty());
        facts.results = vec![1, 4];
        facts.approvals = vec![5];
        let (second, said) = facts.news(&said, today);
        let titles: Vec<_> = second.iter().map(|notice| notice.title).collect();
        assert_eq!(titles, ["結果が届いています", "承認を待っています"]);
        assert!(second[0].body.starts_with("2件"));
        facts.results = vec![4];
        assert!(facts.news(&said, today).0.is_empty(), "one was read");
    }

    #[test]
    fn one_line_says_how_it_stands() {
        let mut facts = Facts::default();
        assert_eq!(facts.line(), "待っていることはありません");
        facts.moving = 2;
        facts.approvals = vec![1];
        assert_eq!(facts.line(), "送信中 2件・承認待ち 1件");
    }
}
