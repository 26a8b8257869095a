//! The way to the server as an administrator sets it later on: the proxy, the line, and when the server takes files.

use crate::{
    core::{
        clock::in_japan,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        profile::{LineRecord, ProfileRecord, ProxyLogin, SecretText},
    },
    place::certificates::view::{LineNote, NewProxy, PlaceDraft, ProfileView},
};
use chrono::{Datelike, NaiveDateTime, Timelike};
use kakehashi_domain::{
    Code, Fault, Outcome, ServiceCalendar, ServiceCalendarError, Shelf, WEEKDAYS,
};
use kakehashi_server_link::Proxy;
use zeroize::Zeroizing;

/// The draft of a profile on its shelf.
pub(crate) const PLACE: &str = "place";

/// Changes the proxy of the profile in use, or does without one.
///
/// # Errors
/// `INPUT_INVALID`, `NO_PROFILE`.
pub(crate) async fn set_proxy(
    terminal: &Terminal,
    permit: Permit,
    new: NewProxy,
) -> Outcome<ProfileView> {
    let password = Zeroizing::new(new.password.unwrap_or_default());
    let (address, user) = (new.address, new.user.unwrap_or_default());
    let change = move |c: &mut Controller| {
        let typed = Some(address.trim()).filter(|typed| !typed.is_empty());
        let proxy = typed.map(Proxy::new).transpose()?;
        let user = Some(user.trim()).filter(|user| proxy.is_some() && !user.is_empty());
        let mut profile = c.profile()?;
        profile.proxy = proxy.map(|proxy| proxy.to_string());
        profile.proxy_login = user.map(|user| ProxyLogin {
            user: user.to_owned(),
            password: SecretText::new(&password),
        });
        c.keep_profile(&permit, profile)
    };
    terminal.ask(change).await
}

/// Notes over which line the profile in use goes, for the file; nothing works by it.
///
/// # Errors
/// `NO_PROFILE`.
pub(crate) async fn set_line(
    terminal: &Terminal,
    permit: Permit,
    line: LineNote,
) -> Outcome<ProfileView> {
    let change = move |c: &mut Controller| {
        let mut profile = c.profile()?;
        profile.line = Some(line_record(&line));
        c.keep_profile(&permit, profile)
    };
    terminal.ask(change).await
}

/// What was typed of a profile that isn't registered yet.
pub(crate) async fn place_draft(terminal: &Terminal, _: Permit) -> Outcome<Option<PlaceDraft>> {
    let draft = |look: &Look| look.books()?.get(Shelf::Draft, PLACE);
    terminal.see(draft).await
}

/// Keeps what was typed of it, so that it can be gone on with another day. Nothing is done yet, so the log has no entry.
pub(crate) async fn keep_place_draft(
    terminal: &Terminal,
    _: Permit,
    draft: PlaceDraft,
) -> Outcome<()> {
    let keep = move |c: &mut Controller| {
        let store = c.store()?;
        store.transact(|store| store.put(Shelf::Draft, PLACE, &draft))
    };
    terminal.ask(keep).await
}

/// Says when the server of the profile in use takes files, a rule a line ([`ServiceCalendar`]); nothing for a server that
/// always does.
///
/// # Errors
/// `INPUT_INVALID` with the line, `NO_PROFILE`.
pub(crate) async fn set_calendar(
    terminal: &Terminal,
    permit: Permit,
    rules: String,
) -> Outcome<ProfileView> {
    let is_none = rules.trim().is_empty();
    let calendar = (!is_none).then(|| read(&rules)).transpose()?;
    let change = move |c: &mut Controller| {
        let mut profile = c.profile()?;
        profile.calendar = calendar;
        c.keep_profile(&permit, profile)
    };
    let view = terminal.ask(change).await?;
    terminal.carry_all_on().await; // what waited for an opening that is now another
    Ok(view)
}

impl Look {
    /// Refuses to begin an upload while the server is known not to take any.
    pub(crate) fn check_hours(&self, profile: &str) -> Outcome<()> {
        let profile: Option<ProfileRecord> = self.books()?.get(Shelf::Profile, profile)?;
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
    let broken = |error: ServiceCalendarError| {
        let line = error.line;
        let hint =
            format!("{line}行目を「月-金 8:00-21:00」か「2026-12-29 休み」の形にしてください。");
        Fault::invalid("受付時間", hint)
    };
    rules.parse().map_err(broken)
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
