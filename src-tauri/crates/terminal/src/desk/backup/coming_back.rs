//! A terminal that isn't set up yet begins with a backup.

use crate::{
    alone::{
        consent::Consent,
        restore::{RestoreReport, RestoreRequest, restore_into},
    },
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Vault,
    },
    desk::backup::view::NewRestore,
};
use kakehashi_domain::{Code, Outcome};
use kakehashi_store::{DataPlace, Store};
use zeroize::Zeroizing;

/// Puts a backup where nothing is yet, and opens it.
///
/// # Errors
/// `ALREADY_SET_UP`, and those of [`restore_into`].
pub(crate) async fn restore(
    terminal: &Terminal,
    _: Permit,
    from: NewRestore,
) -> Outcome<RestoreReport> {
    let let_in = |c: &mut Controller| c.leave_place();
    let world = terminal.ask(let_in).await?;
    let key_pass_phrase = from.key_pass_phrase.clone().map(Zeroizing::new);
    let consent = |user: &str, password: &str| Consent {
        user: user.to_owned(),
        password: Zeroizing::new(password.to_owned()),
    };
    let request = RestoreRequest {
        file: &from.path,
        pass_phrase: Zeroizing::new(from.pass_phrase.clone()),
        by: [
            consent(&from.user, &from.password),
            consent(&from.second_user, &from.second_password),
        ],
        key_pass_phrase: key_pass_phrase.clone(),
    };
    let restored = restore_into(&terminal.dir, world, request).await;
    let phrase = key_pass_phrase.filter(|_| restored.is_ok());
    let dir = terminal.dir.clone();
    let opened =
        move |c: &mut Controller| c.take_place(&dir, phrase.as_deref().map(String::as_str));
    terminal.ask(opened).await?;
    restored
}

impl Controller {
    /// Lets go of a place that isn't set up, so that a backup can be put there.
    fn leave_place(&mut self) -> Outcome<crate::core::world::World> {
        match &self.vault {
            Vault::Closed(place) if !place.is_set_up() => {
                self.vault = Vault::Lost;
                Ok(self.world.clone())
            }
            Vault::Closed(_) | Vault::Open(_) | Vault::Reading(_) | Vault::Lost => {
                Err(Code::AlreadySetUp.into())
            }
        }
    }

    /// Takes hold of the place again, and opens what is there now.
    fn take_place(&mut self, dir: &std::path::Path, phrase: Option<&str>) -> Outcome<()> {
        let place = DataPlace::take(dir)?;
        if !place.is_set_up() {
            self.vault = Vault::Closed(place);
            return Ok(());
        }
        let key = place.bring_key(phrase)?;
        self.vault = Vault::Open(Store::open(place, &key)?);
        self.load_definitions()?;
        self.heed_mark()
    }
}
