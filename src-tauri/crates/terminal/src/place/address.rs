//! Where a profile leads, as an administrator changes it later on: a new address counts once the connection test has
//! passed by it.

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        profile::ProfileRecord,
    },
    place::certificates::view::ProfileView,
};
use kakehashi_domain::{Outcome, Shelf};
use kakehashi_server_link::Endpoint;

/// Notes another address for the profile in use. Files go to the one before until the connection test has passed; the
/// one before given again takes the note back.
///
/// # Errors
/// `INPUT_INVALID`, `NO_PROFILE`, `PROFILE_LEADS_NOWHERE`.
pub(crate) async fn change_url(
    terminal: &Terminal,
    permit: Permit,
    url: String,
) -> Outcome<ProfileView> {
    let change = move |c: &mut Controller| {
        let mut profile = c.profile()?;
        profile.kind.require_server()?;
        let url = Endpoint::new(url.trim())?.as_str().to_owned();
        profile.new_url = Some(url).filter(|url| *url != profile.url);
        c.keep_profile(&permit, profile)
    };
    terminal.ask(change).await
}

/// Says whether サーバー間接続 is planned by the profile in use. Only there a broken WSDL page stops anything.
///
/// # Errors
/// `NO_PROFILE`.
pub(crate) async fn plan_server_to_server(
    terminal: &Terminal,
    permit: Permit,
    planned: bool,
) -> Outcome<ProfileView> {
    let change = move |c: &mut Controller| {
        let mut profile = c.profile()?;
        profile.server_to_server = Some(planned);
        c.keep_profile(&permit, profile)
    };
    terminal.ask(change).await
}

impl Look {
    /// The profile in use as the connection test tries it: by its new address, where one waits.
    pub(crate) fn profile_to_try(&self) -> Outcome<ProfileRecord> {
        let profile = self.profile()?;
        Ok(match profile.new_url.clone() {
            Some(url) => ProfileRecord { url, ..profile },
            None => profile,
        })
    }
}

impl Controller {
    /// Lets the address that was tried count, where nothing is under way to the one before. Whoever was logged in there
    /// logs in anew: another server never sees the token.
    pub(crate) fn take_new_address(&mut self, permit: &Permit, tried: &str) -> Outcome<bool> {
        let profile = self.profile()?;
        if profile.new_url.as_deref() != Some(tried) || self.require_none_under_way().is_err() {
            return Ok(false);
        }
        let moved = ProfileRecord {
            url: tried.to_owned(),
            new_url: None,
            ..profile
        };
        self.write(permit, |store| {
            store.remove(Shelf::ServerAccount, &moved.name)?;
            store.put(Shelf::Profile, &moved.name, &moved)
        })?;
        Ok(true)
    }
}
