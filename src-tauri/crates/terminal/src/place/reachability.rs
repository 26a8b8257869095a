//! The way to the server as an administrator sets it later on: the proxy, the line, and when the server takes files.

use crate::{
    core::{
        act::{Act, Trail},
        clock::in_japan,
        controller::{Answer, Controller, Terminal},
        profile::{LineRecord, ProfileRecord, ProxyLogin, SecretText},
        shelf,
    },
    place::certificates::view::{LineNote, NewProxy, PlaceDraft, ProfileView},
};
use chrono::{Datelike, NaiveDateTime, Timelike};
use kakehashi_domain::{Code, Fault, Outcome, Role, ServiceCalendar, WEEKDAYS};
use kakehashi_server_link::Proxy;
use zeroize::Zeroizing;

/// The draft of a profile on its shelf.
pub(crate) const PLACE: &str = "place";

impl Terminal {
    /// Changes the proxy of the profile in use, or does without one.
    ///
    /// # Errors
    /// `INPUT_INVALID`, `NO_PROFILE`, `PERMISSION_DENIED`.
    pub async fn set_proxy(&self, new: NewProxy) -> Answer<ProfileView> {
        let password = Zeroizing::new(new.password.unwrap_or_default());
        let (address, user) = (new.address, new.user.unwrap_or_default());
        self.perform(Trail::new(Act::SetProxy, &address), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                let typed = Some(address.trim()).filter(|typed| !typed.is_empty());
                let proxy = typed.map(Proxy::new).transpose()?;
                let user = Some(user.trim()).filter(|user| proxy.is_some() && !user.is_empty());
                let mut profile = c.profile()?;
                profile.proxy = proxy.map(|proxy| proxy.to_string());
                profile.proxy_login = user.map(|user| ProxyLogin {
                    user: user.to_owned(),
                    password: SecretText::new(&password),
                });
                c.keep_profile(&trail, profile)
            })
            .await
        })
        .await
    }

    /// Notes over which line the profile in use goes, for the file; nothing works by it.
    ///
    /// # Errors
    /// `NO_PROFILE`, `PERMISSION_DENIED`.
    pub async fn set_line(&self, line: LineNote) -> Answer<ProfileView> {
        self.perform(Trail::new(Act::SetLine, line.kind.title()), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                let mut profile = c.profile()?;
                profile.line = Some(line_record(&line));
                c.keep_profile(&trail, profile)
            })
            .await
        })
        .await
    }

    /// What was typed of a profile that isn't registered yet.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn place_draft(&self) -> Answer<Option<PlaceDraft>> {
        self.look(|c| {
            c.allow(&[Role::Admin])?;
            c.store()?.get(shelf::DRAFT, PLACE)
        })
        .await
    }

    /// Keeps what was typed of it, so that it can be gone on with another day. Nothing is done yet, so there is no trail.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn keep_place_draft(&self, draft: PlaceDraft) -> Answer<()> {
        self.look(move |c| {
            c.allow(&[Role::Admin])?;
            c.store()?
                .transact(|store| store.put(shelf::DRAFT, PLACE, &draft))
        })
        .await
    }

    /// Says when the server of the profile in use takes files, a rule a line ([`ServiceCalendar`]); nothing for a
    /// server that always does.
    ///
    /// # Errors
    /// `INPUT_INVALID` with the line, `NO_PROFILE`, `PERMISSION_DENIED`.
    pub async fn set_calendar(&self, rules: String) -> Answer<ProfileView> {
        let view = self
            .perform(Trail::new(Act::SetCalendar, ""), async |trail| {
                self.ask(move |c| {
                    c.allow(&[Role::Admin])?;
                    let is_none = rules.trim().is_empty();
                    let calendar = (!is_none).then(|| read(&rules)).transpose()?;
                    let mut profile = c.profile()?;
                    profile.calendar = calendar;
                    c.keep_profile(&trail, profile)
                })
                .await
            })
            .await?;
        self.carry_all_on().await; // what waited for an opening that is now another
        Ok(view)
    }
}

impl Controller {
    /// Refuses to begin an upload while the server is known not to take any.
    pub(crate) fn check_hours(&mut self, profile: &str) -> Outcome<()> {
        let profile: Option<ProfileRecord> = self.store()?.get(shelf::PROFILE, profile)?;
        let Some(calendar) = profile.and_then(|profile| profile.calendar) else {
            return Ok(());
        };
        let now = in_japan(self.now());
        if calendar.is_open(now) {
            return Ok(());
        }
        let closed = Fault::new(Code::ServiceClosed);
        Err(match calendar.opens(now) {
            Some(opens) => closed.with("seconds", (opens - now).num_seconds() + 1),
            None => closed,
        })
    }

    /// What the calendar says of now, in words.
    pub(crate) fn hours_today(&self, profile: &ProfileRecord) -> Option<String> {
        let calendar = profile.calendar.as_ref()?;
        let now = in_japan(self.now());
        Some(match (calendar.closes(now), calendar.opens(now)) {
            (Some(closes), _) => format!("受付は{}まで", clock_time(closes, now)),
            (None, Some(opens)) => format!("受付時間外（{}から）", clock_time(opens, now)),
            (None, None) => "受付時間外".to_owned(),
        })
    }
}

pub(crate) fn line_record(line: &LineNote) -> LineRecord {
    LineRecord {
        kind: line.kind,
        note: line.note.trim().to_owned(),
    }
}

fn read(rules: &str) -> Outcome<ServiceCalendar> {
    rules
        .parse()
        .map_err(|error: kakehashi_domain::ServiceCalendarError| {
            let hint = format!(
                "{}行目を「月-金 8:00-21:00」か「2026-12-29 休み」の形にしてください。",
                error.line
            );
            Fault::new(Code::InputInvalid)
                .with("field", "受付時間")
                .with("hint", hint)
        })
}

/// `21:00`, with the day where it is another one than today; midnight belongs to the day before.
fn clock_time(at: NaiveDateTime, now: NaiveDateTime) -> String {
    if at.date() == now.date() {
        return at.format("%-H:%M").to_string();
    }
    if at.num_seconds_from_midnight() == 0 && at.date().pred_opt() == Some(now.date()) {
        return "24:00".to_owned();
    }
    let weekday = WEEKDAYS[at.weekday().num_days_from_monday() as usize];
    format!(
        "{}（{weekday}）{}",
        at.format("%-m月%-d日"),
        at.format("%-H:%M")
    )
}
