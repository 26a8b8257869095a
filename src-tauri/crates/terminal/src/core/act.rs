//! Acts, and who may do them. The table itself is [`crate::acts`]; the gate that reads it is [`crate::core::gate`].

use crate::core::gate::{NOBODY, TERMINAL};
use kakehashi_domain::{Fault, Role, harmless_short};
use std::{collections::HashMap, sync::LazyLock};

/// Ids are shorter.
const LONGEST_CLAIM: usize = 64;

/// An act of the table.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    /// Its one name: at the window, on the command line, in the tests.
    pub name: &'static str,
    /// The Japanese words for it.
    pub title: &'static str,
    /// Who may do it.
    pub who: Who,
    /// Whether it only looks: what comes of it isn't logged, who is refused is.
    pub looks: bool,
    /// Its word in the log, where that isn't its name.
    pub(crate) logged_as: Option<&'static str>,
}

/// Who may do an act. A locked session binds all but [`Who::Open`]; the first password binds [`Who::Roles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody; nobody needs to be logged in.
    Open,
    /// Whoever is logged in, with the first password too.
    Person,
    /// Whoever is logged in, has one of these roles, and has changed the first password.
    Roles(&'static [Role]),
    /// The terminal by itself; nobody can ask for it.
    Terminal,
}

impl Who {
    /// Whether somebody with these roles may.
    pub fn allows(self, roles: &[Role]) -> bool {
        match self {
            Self::Open | Self::Person => true,
            Self::Roles(wanted) => roles.iter().any(|role| wanted.contains(role)),
            Self::Terminal => false,
        }
    }
}

impl PartialEq for Act {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Act {}

impl Act {
    /// The stable word in the log.
    pub fn word(self) -> String {
        let word = self.logged_as.map(str::to_owned);
        word.unwrap_or_else(|| self.name.replace('_', "-"))
    }

    /// The Japanese words for a word of the log. Where several acts share one, those of the act that is named so.
    pub fn title_of(word: &str) -> &str {
        static TITLES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
            let (named, sharing): (Vec<_>, Vec<_>) =
                Act::all().partition(|act| act.logged_as.is_none());
            let mut titles = HashMap::new();
            for act in named.into_iter().chain(sharing) {
                titles.entry(act.word()).or_insert(act.title);
            }
            titles
        });
        TITLES.get(word).copied().unwrap_or(word)
    }
}

/// What the log will say of an act that is asked for: which, on what, and by whom where nobody is logged in.
#[derive(Debug, Clone)]
pub(crate) struct Trail {
    pub act: Act,
    pub subject: String,
    pub note: Option<String>,
    /// Who says to be asking, before anybody is logged in; or the terminal.
    pub actor: Option<String>,
    pub correlation: String,
}

impl Trail {
    pub fn new(act: Act, subject: impl Into<String>) -> Self {
        Self {
            act,
            subject: subject.into(),
            note: None,
            actor: None,
            correlation: uuid::Uuid::new_v4().to_string(),
        }
    }

    pub fn on(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub fn by(mut self, actor: impl Into<String>) -> Self {
        self.actor = Some(actor.into());
        self
    }

    /// The service log's line of an act that went well; what only looks is told where more is asked for.
    pub fn log_success(&self) {
        let (act, correlation) = (self.act.name, self.correlation.as_str());
        match self.act.looks {
            true => tracing::debug!(act, correlation, "looked"),
            false => tracing::info!(act, correlation, "act done"),
        }
    }

    /// In the name of somebody who only says so: cut where it is longer than any id, and never taken for the terminal's own.
    pub fn claimed_by(self, typed: &str) -> Self {
        let typed = harmless_short(typed, LONGEST_CLAIM);
        match typed == TERMINAL || typed == NOBODY {
            true => self.by(format!("「{typed}」")),
            false => self.by(typed),
        }
    }

    /// The service log's line; it names codes and causes, never people or their data.
    pub fn log_failure(&self, fault: &Fault) {
        let cause = fault.cause.as_deref().unwrap_or("-");
        let (act, correlation) = (self.act.name, self.correlation.as_str());
        tracing::warn!(
            code = fault.code.number(),
            act,
            correlation,
            cause,
            "act failed"
        );
    }
}
