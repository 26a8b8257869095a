//! Speaking with the server: the way there, and the account there.

pub(crate) mod examination;
mod pages;
pub(crate) mod view;

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        profile::{ProfileRecord, ServerAccountRecord, SystemAccountRecord},
        world::Link,
    },
    place::{connection::view::ServerView, revocation::standing::Watched},
};
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use kakehashi_server_link::{Connection, Endpoint, ServerSession};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Logs in at the server; with `new_password`, changes the first password on the way. Jobs that waited for it go on.
///
/// # Errors
/// `SERVER_LOGIN_FAILED`, `SERVER_ACCOUNT_LOCKED`, `SERVER_PASSWORD_CHANGE_REQUIRED`, `SERVER_PASSWORD_WEAK`,
/// `CLOCK_APART`, and those of the connection.
pub(crate) async fn server_log_in(
    terminal: &Terminal,
    permit: Permit,
    user: String,
    password: String,
    new_password: Option<String>,
) -> Outcome<ServerView> {
    let (typed, new) = (Zeroizing::new(password), new_password.map(Zeroizing::new));
    let watched = terminal.freshly_watched(None, true).await?;
    let profile = watched.profile.name.clone();
    let link = terminal.see(move |look| look.link_of(&watched)).await?;
    let session = log_in(&link, &user, &typed, new).await;
    let session = terminal.heard(session)?;
    terminal.heed_server(&profile, &link, &session).await?;
    let keep = move |c: &mut Controller| {
        c.keep_server_session(&permit, &profile, &user, &session)?;
        c.server_view()
    };
    let view = terminal.ask(keep).await?;
    terminal.carry_all_on().await;
    Ok(view)
}

/// Stores 接続システム情報, under which approved files go when nobody is logged in at the server.
///
/// # Errors
/// `NO_PROFILE`.
pub(crate) async fn set_system_account(
    terminal: &Terminal,
    permit: Permit,
    user: String,
    password: String,
) -> Outcome<()> {
    let account = SystemAccountRecord { user, password };
    let keep = move |c: &mut Controller| {
        let profile = c.profile()?.name;
        c.write(&permit, |store| {
            store.put(Shelf::SystemAccount, &profile, &account)
        })
    };
    terminal.ask(keep).await
}

impl Terminal {
    /// Notes whether the server could be reached.
    pub(crate) fn heard<T>(&self, outcome: Outcome<T>) -> Outcome<T> {
        let reachable = match &outcome {
            Ok(_) => true,
            Err(fault) => !(Code::ServerNameNotFound..=Code::ServerBusy).contains(&fault.code),
        };
        let before = self.live().reachable.replace(reachable);
        if before != Some(reachable) {
            self.tell_live();
        }
        outcome
    }
}

impl Controller {
    /// Keeps a session under the profile whose server gave it: another server never sees its token. With a clock that is
    /// wrong nothing would go well from there on, and nobody could tell why.
    ///
    /// # Errors
    /// `CLOCK_APART`.
    pub(crate) fn keep_server_session(
        &mut self,
        permit: &Permit,
        profile: &str,
        user: &str,
        session: &ServerSession,
    ) -> Outcome<()> {
        self.require_servers_time()?;
        let account = ServerAccountRecord {
            user: user.to_owned(),
            token: session.token().to_owned(),
            expires_at: session.expires_at(),
        };
        self.write(permit, |store| {
            store.put(Shelf::ServerAccount, profile, &account)
        })
    }
}

impl Look {
    /// A link by a profile and its certificate.
    pub(crate) fn link_of(&self, watched: &Watched) -> Outcome<Link> {
        let connection = self.connection_of(&watched.profile)?;
        // Under a wrong clock a certificate seems to be missing or over; then the clock is the cause, and is named.
        let by_clock = |fault: Fault| match self.doubt_of_clock() {
            Ok(Some(doubt)) if doubt.code != Code::ClockUnproved => doubt,
            Ok(_) | Err(_) => fault,
        };
        let identity = connection.identity.as_ref();
        let identity = identity.ok_or_else(|| by_clock(Code::NoCertificate.into()))?;
        identity.check_period(self.now()).map_err(by_clock)?;
        self.check_standing(watched, identity)?;
        self.world.links.link(connection)
    }

    /// The way to the server by the profile in use, and the session there.
    ///
    /// # Errors
    /// `NO_PROFILE`, `SERVER_LOGIN_NEEDED`, those of the certificate.
    pub(crate) fn way_of_profile(&self) -> Outcome<(String, Link, ServerSession)> {
        let name = self.profile()?.name;
        self.way_of(name)
    }

    /// The same by any profile.
    ///
    /// # Errors
    /// As [`Look::way_of_profile`].
    pub(crate) fn way_of(&self, profile: String) -> Outcome<(String, Link, ServerSession)> {
        let watched = self.watched(&profile)?;
        let link = self.link_of(&watched)?;
        let session = self.server_session(&profile)?;
        Ok((profile, link, session.ok_or(Code::ServerLoginNeeded)?))
    }

    /// Where to, whom to trust there and as whom, by a profile.
    pub(crate) fn connection_of(&self, profile: &ProfileRecord) -> Outcome<Connection> {
        profile.kind.require_server()?;
        Ok(Connection {
            endpoint: Endpoint::new(&profile.url)?,
            anchors: profile.anchors()?,
            identity: self.identity(&profile.name)?.map(Arc::new),
            proxy: profile.proxy()?,
            clock: Some(self.hearing()),
        })
    }

    /// The session at the server, if it still holds.
    pub(crate) fn server_session(&self, profile: &str) -> Outcome<Option<ServerSession>> {
        let now = self.server_now();
        let account: Option<ServerAccountRecord> =
            self.books()?.get(Shelf::ServerAccount, profile)?;
        let holds = account.filter(|a| a.expires_at > now);
        Ok(holds.map(|a| ServerSession::new(Zeroizing::new(a.token), a.expires_at)))
    }

    pub(crate) fn server_view(&self) -> Outcome<ServerView> {
        let (mut logged_in, mut has_system_account, mut user) = (false, false, None);
        let (mut hours, mut connects) = (None, true);
        if let Ok(profile) = self.profile() {
            connects = profile.kind.connects();
            hours = self.hours_today(&profile);
            logged_in = self.server_session(&profile.name)?.is_some();
            let account: Option<ServerAccountRecord> =
                self.books()?.get(Shelf::ServerAccount, &profile.name)?;
            user = account.map(|a| a.user);
            let system: Option<SystemAccountRecord> =
                self.books()?.get(Shelf::SystemAccount, &profile.name)?;
            has_system_account = system.is_some();
        }
        let reachable = self.live().reachable;
        let words = match (reachable, logged_in) {
            _ if !connects => "どこにもつなぎません",
            (Some(false), _) => "つながりません",
            (Some(true), true) => "つながっています",
            (Some(true), false) => "つながります（サーバーには未ログイン）",
            (None, true) => "サーバーにログイン済み",
            (None, false) => "まだつないでいません",
        };
        Ok(ServerView {
            reachable,
            logged_in,
            sends_by_itself: logged_in || has_system_account,
            user,
            words: words.to_owned(),
            hours,
        })
    }
}

async fn log_in(
    link: &Link,
    user: &str,
    typed: &str,
    new: Option<Zeroizing<String>>,
) -> Outcome<ServerSession> {
    match (link.login(user, typed).await, new) {
        (Err(fault), Some(new)) if fault.code == Code::ServerPasswordChangeRequired => {
            link.change_password(user, typed, &new).await?;
            link.login(user, &new).await
        }
        (outcome, _) => outcome,
    }
}
