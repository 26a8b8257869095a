//! 報告連絡網: the insurer's own contacts, for whoever has to call somebody.

pub(crate) mod view;

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    desk::contacts::view::Contact,
};
use kakehashi_domain::{ContactRole, Outcome, Shelf, lean_text, short_text};

const LONGEST: usize = 100;
const HINT: &str = "100文字までで入れてください。";

/// All of them, in the order in which they are called; empty where nobody has written them.
pub(crate) async fn contacts(terminal: &Terminal, _: Permit) -> Outcome<Vec<Contact>> {
    terminal.see(Look::contacts).await
}

/// Writes down how one of them is reached.
///
/// # Errors
/// `INPUT_INVALID`.
pub(crate) async fn set_contact(
    terminal: &Terminal,
    permit: Permit,
    contact: Contact,
) -> Outcome<Vec<Contact>> {
    let contact = Contact {
        name: short_text("名前", &contact.name, LONGEST, HINT)?,
        reach: short_text("電話など", &contact.reach, LONGEST, HINT)?,
        note: lean_text("控え", &contact.note)?
            .chars()
            .take(LONGEST)
            .collect(),
        ..contact
    };
    let keep = move |c: &mut Controller| {
        let key = contact.role.word();
        c.write(&permit, |store| store.put(Shelf::Contact, key, &contact))?;
        c.contacts()
    };
    terminal.ask(keep).await
}

impl Look {
    pub(crate) fn contacts(&self) -> Outcome<Vec<Contact>> {
        let books = self.books()?;
        let of = |role: ContactRole| {
            let known = books.get(Shelf::Contact, role.word())?;
            Ok(known.unwrap_or_else(|| Contact {
                role,
                name: String::new(),
                reach: String::new(),
                note: String::new(),
            }))
        };
        ContactRole::ALL.into_iter().map(of).collect()
    }
}
