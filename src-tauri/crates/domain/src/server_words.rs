//! What the server's words mean: 処理ステータス of a file, 処理結果メッセージ of a row. The words are data
//! (`assets/rules/statuses.toml`), since only 「処理完了」 is public; the raw word is kept beside whatever it means.

use crate::{Outcome, identity::read};
use serde::Deserialize;
use std::sync::OnceLock;

const RULES: &str = include_str!("../../../../assets/rules/statuses.toml");

/// What a 処理ステータス means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusMeaning {
    /// The server holds the file.
    Accepted,
    /// It works on it.
    Working,
    /// The result is there.
    Done,
    /// It refused the whole file.
    Refused,
}

/// What a 処理結果メッセージ means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageMeaning {
    /// The row is done.
    Nothing,
    /// The row is done, and a person is told something.
    Information,
    /// The row isn't done.
    Error,
}

/// The tables.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerWords {
    status: Vec<Status>,
    message: Vec<Message>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Status {
    word: String,
    means: StatusMeaning,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    is: Option<String>,
    begins: Option<String>,
    means: MessageMeaning,
    #[serde(rename = "source")]
    _source: String,
}

impl ServerWords {
    /// The tables as shipped.
    ///
    /// # Errors
    /// `INTERNAL` when the data are broken; a test keeps them whole.
    pub fn shipped() -> Outcome<&'static Self> {
        static SHIPPED: OnceLock<Outcome<ServerWords>> = OnceLock::new();
        SHIPPED
            .get_or_init(|| read(RULES))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// What a 処理ステータス means; None for a word that isn't known.
    pub fn status(&self, word: &str) -> Option<StatusMeaning> {
        let mut known = self.status.iter().filter(|known| known.word == word);
        known.next().map(|known| known.means)
    }

    /// Every word that is known, in the order of the table.
    pub fn statuses(&self) -> impl Iterator<Item = &str> {
        self.status.iter().map(|known| known.word.as_str())
    }

    /// What a 処理結果メッセージ means. What isn't known is an error.
    pub fn message(&self, text: &str) -> MessageMeaning {
        if text.is_empty() {
            return MessageMeaning::Nothing;
        }
        let mut known = self.message.iter().filter(|known| known.fits(text));
        known
            .next()
            .map_or(MessageMeaning::Error, |known| known.means)
    }
}

impl Message {
    fn fits(&self, text: &str) -> bool {
        let is = self.is.as_ref().is_some_and(|is| is == text);
        let begins = self.begins.as_ref();
        is || begins.is_some_and(|begins| !begins.is_empty() && text.starts_with(begins))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_what_the_tables_say_and_an_unknown_message_is_an_error() {
        let words = ServerWords::shipped().unwrap();
        assert_eq!(words.status("処理完了"), Some(StatusMeaning::Done));
        assert_eq!(words.status("エラー"), Some(StatusMeaning::Refused));
        assert_eq!(words.status("審査中"), None);
        for (text, means) in [
            ("", MessageMeaning::Nothing),
            ("正常終了", MessageMeaning::Nothing),
            ("情報：枝番は前と同じです", MessageMeaning::Information),
            ("正常終了ではありません", MessageMeaning::Error),
            ("この加入者は登録されていません", MessageMeaning::Error),
            (" ", MessageMeaning::Error),
        ] {
            assert_eq!(words.message(text), means, "{text}");
        }
        let once = |word: &str| words.statuses().filter(|known| *known == word).count() == 1;
        assert!(words.statuses().all(once));
        let one = |it: &Message| it.is.is_some() != it.begins.is_some();
        assert!(words.message.iter().all(one));
    }
}
