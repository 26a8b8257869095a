//! What a person has typed in the window's forms and not sent yet: kept for that person until it is sent, so that neither
//! a lock nor a window that begins anew costs a word. Secrets are never among it; the window holds them back.

use crate::core::{
    area::Old,
    controller::{Controller, Terminal},
    gate::Permit,
    look::Look,
    retention,
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Fault, Outcome, Shelf};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Bytes of one form; what is longer isn't typed by hand.
const LONGEST: usize = 64 * 1024;

/// What stands in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Draft {
    /// Which form, as the window calls it.
    pub form: String,
    /// What stands in it, as the window wrote it.
    pub text: String,
}

#[derive(Serialize, Deserialize)]
struct DraftRecord {
    user: String,
    form: String,
    text: String,
    at: DateTime<Utc>,
}

/// What this person has typed and not sent.
pub(crate) async fn drafts(terminal: &Terminal, permit: Permit) -> Outcome<Vec<Draft>> {
    let list = move |look: &Look| {
        let records: Vec<DraftRecord> = look.books()?.all(Shelf::Form)?;
        let own = records.into_iter().filter(|it| it.user == permit.user);
        Ok(own
            .map(|DraftRecord { form, text, .. }| Draft { form, text })
            .collect())
    };
    terminal.see(list).await
}

/// Keeps what stands in a form; without a text it is forgotten. Nobody is told, and the log has no entry: it is a pencil's
/// mark.
///
/// # Errors
/// `INPUT_INVALID` where it is too long.
pub(crate) async fn keep_draft(
    terminal: &Terminal,
    permit: Permit,
    form: String,
    text: Option<String>,
) -> Outcome<()> {
    let length = form.len() + text.as_ref().map_or(0, String::len);
    if length > LONGEST {
        return Err(Fault::invalid("書きかけ", "短くしてください。"));
    }
    let keep = move |c: &mut Controller| {
        let (user, at) = (permit.user, c.now());
        let key = format!("{user}/{form}");
        c.store()?.transact(|store| match text {
            Some(text) => {
                let record = DraftRecord {
                    user,
                    form,
                    text,
                    at,
                };
                store.put(Shelf::Form, &key, &record)
            }
            None => store.remove(Shelf::Form, &key),
        })
    };
    terminal.ask(keep).await
}

impl Look {
    /// What nobody sent for days.
    pub(crate) fn old_drafts(&self) -> Outcome<Vec<Old>> {
        let limit = retention::FORM.limit(self.now());
        let records: Vec<DraftRecord> = self.books()?.all(Shelf::Form)?;
        let old = records.iter().filter(|it| it.at < limit);
        let keys: Vec<String> = old.map(|it| format!("{}/{}", it.user, it.form)).collect();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![Old::at_once(move |c| {
            let mut keys = keys.iter();
            c.keep(|store| keys.try_for_each(|key| store.remove(Shelf::Form, key)))
        })])
    }
}
