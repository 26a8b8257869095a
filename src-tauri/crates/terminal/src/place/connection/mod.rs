//! Speaking with the server: the way there, and the account there.

pub(crate) mod examination;
pub(crate) mod view;

use crate::{
    core::{
        act::{Act, Trail},
        controller::{Answer, Controller, Terminal},
        profile::{ProfileRecord, ServerAccountRecord, SystemAccountRecord},
        shelf,
        world::Link,
    },
    desk::home::view::ServerView,
    place::revocation::standing::Watched,
};
use kakehashi_domain::{Code, Outcome, Role};
use kakehashi_server_link::{Connection, Endpoint, ServerSession};
use std::sync::Arc;
use zeroize::Zeroizing;

impl Terminal {
    /// Logs in at the server; with `new`, changes the first password on the way. Jobs that waited for it go on.
    ///
    /// # Errors
    /// `SERVER_LOGIN_FAILED`, `SERVER_ACCOUNT_LOCKED`, `SERVER_PASSWORD_CHANGE_REQUIRED`, `SERVER_PASSWORD_WEAK`, and
    /// those of the connection.
    pub async fn server_log_in(
        &self,
        user: String,
        typed: String,
        new: Option<String>,
    ) -> Answer<ServerView> {
        let (typed, new) = (Zeroizing::new(typed), new.map(Zeroizing::new));
        let view = self
            .perform(Trail::new(Act::ServerLogIn, &user), async |trail| {
                self.ask(|c| c.allow(&Role::ALL).map(drop)).await?;
                let watched = self.freshly_watched(None, true).await?;
                let profile = watched.profile.name.clone();
                let link = self.ask(move |c| c.link_of(&watched)).await?;
                let session = self.heard(log_in(&link, &user, &typed, new).await).await?;
                self.ask(move |c| {
                    c.keep_server_session(&trail, &profile, &user, &session)?;
                    c.server_view()
                })
                .await
            })
            .await?;
        self.carry_all_on().await;
        Ok(view)
    }

    /// Stores 接続システム情報, under which approved files go when nobody is logged in at the server.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`, `NO_PROFILE`.
    pub async fn set_system_account(&self, user: String, typed: String) -> Answer<()> {
        let typed = Zeroizing::new(typed);
        self.perform(Trail::new(Act::SetServerAccount, &user), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                let profile = c.profile()?.name;
                let account = SystemAccountRecord {
                    user,
                    password: typed.to_string(),
                };
                c.commit(&trail, |store| {
                    store.put(shelf::SYSTEM_ACCOUNT, &profile, &account)
                })
            })
            .await
        })
        .await
    }

    /// Notes whether the server could be reached.
    pub(crate) async fn heard<T>(&self, outcome: Outcome<T>) -> Outcome<T> {
        let reachable = match &outcome {
            Ok(_) => true,
            Err(fault) => !(Code::ServerNameNotFound..=Code::ServerBusy).contains(&fault.code),
        };
        self.ask(move |c| {
            c.reachable = Some(reachable);
            Ok(())
        })
        .await?;
        outcome
    }
}

impl Controller {
    /// A link by a profile and its certificate.
    pub(crate) fn link_of(&mut self, watched: &Watched) -> Outcome<Link> {
        let connection = self.connection_of(&watched.profile)?;
        let identity = connection.identity.as_ref().ok_or(Code::NoCertificate)?;
        identity.check_period(self.now())?;
        self.check_standing(watched, identity)?;
        self.world.links.link(connection)
    }

    /// Where to, whom to trust there and as whom, by a profile.
    pub(crate) fn connection_of(&mut self, profile: &ProfileRecord) -> Outcome<Connection> {
        profile.kind.require_server()?;
        Ok(Connection {
            endpoint: Endpoint::new(&profile.url)?,
            anchors: profile.anchors()?,
            identity: self.identity(&profile.name)?.map(Arc::new),
            proxy: profile.proxy()?,
        })
    }

    /// Keeps a session under the profile whose server gave it: another server never sees its token.
    pub(crate) fn keep_server_session(
        &mut self,
        trail: &Trail,
        profile: &str,
        user: &str,
        session: &ServerSession,
    ) -> Outcome<()> {
        let account = ServerAccountRecord {
            user: user.to_owned(),
            token: session.token().to_owned(),
            expires_at: session.expires_at(),
        };
        self.commit(trail, |store| {
            store.put(shelf::SERVER_ACCOUNT, profile, &account)
        })
    }

    /// The session at the server, if it still holds.
    pub(crate) fn server_session(&mut self, profile: &str) -> Outcome<Option<ServerSession>> {
        let now = self.now();
        let account: Option<ServerAccountRecord> =
            self.store()?.get(shelf::SERVER_ACCOUNT, profile)?;
        let holds = account.filter(|a| a.expires_at > now);
        Ok(holds.map(|a| ServerSession::new(Zeroizing::new(a.token), a.expires_at)))
    }

    pub(crate) fn server_view(&mut self) -> Outcome<ServerView> {
        let (mut logged_in, mut user, mut hours, mut connects) = (false, None, None, true);
        if let Ok(profile) = self.profile() {
            connects = profile.kind.connects();
            hours = self.hours_today(&profile);
            logged_in = self.server_session(&profile.name)?.is_some();
            let account: Option<ServerAccountRecord> =
                self.store()?.get(shelf::SERVER_ACCOUNT, &profile.name)?;
            user = account.map(|a| a.user);
        }
        let words = match (self.reachable, logged_in) {
            _ if !connects => "どこにもつなぎません",
            (Some(false), _) => "つながりません",
            (Some(true), true) => "つながっています",
            (Some(true), false) => "つながります（サーバーには未ログイン）",
            (None, true) => "サーバーにログイン済み",
            (None, false) => "まだつないでいません",
        };
        Ok(ServerView {
            reachable: self.reachable,
            logged_in,
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
