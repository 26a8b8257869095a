//! 情報提供NWS配信マスター (⑨): fetched from the server or read from a file that was given out, 全件 or 差分. A 差分 counts once
//! it is proved to come to the 全件; else the 全件 is fetched, and that is said. What came is handed to the 基幹システム.

mod file;
mod out;
mod record;
mod shown;
pub(crate) mod view;

pub(crate) use out::save_masters;
pub(crate) use shown::{master_changes, masters};

use crate::{
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        world::Link,
    },
    files::{Given, name_of},
    sending::masters::view::MastersView,
};
use file::{Content, MasterFile, unfit};
use kakehashi_domain::{Code, Fault, Master, Outcome, Shelf};
use kakehashi_layouts::{Direction, Layout};
use kakehashi_server_link::{ServerFile, ServerMasters, ServerSession, Wanted, download};
use record::{HistoryRecord, StandRecord};
use std::{io::Cursor, sync::Arc};

pub(crate) const SUBJECT: &str = "配信マスター";
const SERVER: &str = "サーバー";
/// A file is never longer.
const BYTES_MOST: u64 = 64 << 20;

/// Fetches what is new; `full` fetches all of it, whatever is at hand.
///
/// # Errors
/// `SERVER_LOGIN_NEEDED`, `MASTER_UNFIT`, `MASTER_OLDER`, those of the connection.
pub(crate) async fn pull_masters(
    terminal: &Terminal,
    permit: Permit,
    full: bool,
) -> Outcome<MastersView> {
    let way = terminal.see(Look::way_of_profile).await?;
    let offered = terminal.heard(way.1.masters(&way.2).await)?;
    let profile = way.0.clone();
    let had = terminal
        .see(move |look| look.master_at_hand(&profile))
        .await?;
    let at_hand = had.as_ref().map(|(stand, _)| stand.clone());
    let is_there =
        |stand: &StandRecord| stand.version == offered.version && stand.sha256 == offered.sha256;
    let came = match at_hand.as_ref().filter(|_| !full) {
        Some(stand) if is_there(stand) => None,
        _ => Some(terminal.fetch_masters(&way, &offered, had, full).await?),
    };
    let (viewer, profile) = (permit.clone(), way.0);
    let keep = move |c: &mut Controller| match came {
        Some(came) => c.keep_masters(&permit, &profile, came, true),
        None => c.note_asked(&permit, &profile),
    };
    terminal.ask(keep).await?;
    masters(terminal, viewer).await
}

/// Takes a file over that was given out.
///
/// # Errors
/// `MASTER_UNFIT`, `MASTER_NOT_PROVED`, `MASTER_OLDER`, those of reading the file.
pub(crate) async fn take_masters(
    terminal: &Terminal,
    permit: Permit,
    path: String,
) -> Outcome<MastersView> {
    let reading = |look: &Look| {
        let profile = look.profile()?.name;
        let had = look.master_at_hand(&profile)?;
        Ok((look.master_layout()?, had, profile))
    };
    let (layout, had, profile) = terminal.see(reading).await?;
    let from = name_of(&path).to_owned();
    let read = move || {
        let given = Given::of(&path)?;
        let file = MasterFile::read(given.open()?, &layout)?;
        Came::of(file, had, from)
    };
    let came = blocking(read).await?;
    let viewer = permit.clone();
    terminal
        .ask(move |c| c.keep_masters(&permit, &profile, came, false))
        .await?;
    masters(terminal, viewer).await
}

/// A version that came whole, and is what it said it is.
struct Came {
    stand: NewStand,
    master: Master,
    had: Option<(StandRecord, Master)>,
    is_whole: bool,
    why_whole: Option<String>,
    from: String,
}

/// What a file said of itself.
struct NewStand {
    version: u32,
    published_on: Option<chrono::NaiveDate>,
    sha256: String,
}

impl Came {
    fn of(file: MasterFile, had: Option<(StandRecord, Master)>, from: String) -> Outcome<Self> {
        let stand = NewStand {
            version: file.version,
            published_on: file.published_on,
            sha256: file.sha256.clone(),
        };
        let is_whole = matches!(file.content, Content::Whole(_));
        let base = had
            .as_ref()
            .map(|(stand, master)| (stand.version, master.clone()));
        Ok(Self {
            stand,
            master: file.whole(base)?,
            had,
            is_whole,
            why_whole: None,
            from,
        })
    }
}

impl Terminal {
    async fn fetch_masters(
        &self,
        way: &(String, Link, ServerSession),
        offered: &ServerMasters,
        had: Option<(StandRecord, Master)>,
        full: bool,
    ) -> Outcome<Came> {
        let since = had.as_ref().map(|(stand, _)| stand.version);
        let since = since.filter(|version| !full && *version < offered.version);
        if since.is_none() {
            return self.fetch_file(way, offered, had, None).await;
        }
        match self.fetch_file(way, offered, had.clone(), since).await {
            Err(fault) if is_about_difference(fault.code) => {
                let mut came = self.fetch_file(way, offered, had, None).await?;
                came.why_whole = Some(fault.sentence());
                Ok(came)
            }
            came => came,
        }
    }

    async fn fetch_file(
        &self,
        (_, link, session): &(String, Link, ServerSession),
        offered: &ServerMasters,
        had: Option<(StandRecord, Master)>,
        since: Option<u32>,
    ) -> Outcome<Came> {
        let layout = self.see(Look::master_layout).await?;
        // A 差分 may end every entry and bring every new one.
        let held = had.as_ref().map_or(0, |(stand, _)| stand.entries);
        let rows = offered.entries.saturating_add(held).saturating_add(1);
        let wanted = Wanted {
            file: ServerFile::Masters { since },
            most: layout.most_bytes(rows).min(BYTES_MOST),
            announced: None,
        };
        let mut bytes = Vec::new();
        let fetched = download(&**link, session, wanted, &mut bytes, &mut |_| ()).await;
        self.heard(fetched)?;
        let offered = offered.clone();
        let read = move || {
            let file = MasterFile::read(Cursor::new(bytes), &layout)?;
            if file.version != offered.version || file.sha256 != offered.sha256 {
                return Err(unfit("サーバーが言った版ではない"));
            }
            Came::of(file, had, SERVER.to_owned())
        };
        blocking(read).await
    }
}

/// Whether the whole may do where the 差分 didn't.
fn is_about_difference(code: Code) -> bool {
    [
        Code::MastersBaseUnknown,
        Code::MasterNotProved,
        Code::MasterUnfit,
    ]
    .contains(&code)
}

impl Look {
    fn master_layout(&self) -> Outcome<Arc<Layout>> {
        self.layout_that(|it| it.direction == Direction::Deliver)
    }

    fn master_stand(&self, profile: &str) -> Outcome<Option<StandRecord>> {
        self.books()?.get(Shelf::Master, profile)
    }

    fn master_at_hand(&self, profile: &str) -> Outcome<Option<(StandRecord, Master)>> {
        let stand = self.master_stand(profile)?;
        let entries = self.books()?.get(Shelf::MasterEntries, profile)?;
        Ok(stand.zip(entries))
    }
}

impl Controller {
    /// Keeps a version, how it came, and what it changed, in one commit.
    fn keep_masters(
        &mut self,
        permit: &Permit,
        profile: &str,
        came: Came,
        asked: bool,
    ) -> Outcome<()> {
        let before = self.master_stand(profile)?;
        let had_then = came.had.as_ref().map(|(stand, _)| stand.version);
        if before.as_ref().map(|stand| stand.version) != had_then {
            return Err(Code::ChangedMeanwhile.into());
        }
        if let Some(has) = had_then.filter(|has| *has > came.stand.version) {
            return Err(Fault::new(Code::MasterOlder)
                .with("version", came.stand.version)
                .with("has", has));
        }
        let now = self.now();
        let was_asked = before.and_then(|stand| stand.asked_at);
        let stand = StandRecord {
            version: came.stand.version,
            published_on: came.stand.published_on,
            entries: came.master.entries().len() as u32,
            sha256: came.stand.sha256,
            at: now,
            by: permit.user.clone(),
            from: came.from,
            asked_at: if asked { Some(now) } else { was_asked },
        };
        let record = HistoryRecord {
            id: self.books()?.next_number::<HistoryRecord>()?,
            profile: profile.to_owned(),
            version: stand.version,
            before: had_then,
            whole: came.is_whole,
            why_whole: came.why_whole,
            sha256: stand.sha256.clone(),
            at: now,
            by: permit.user.clone(),
            from: stand.from.clone(),
            changes: came.had.map(|(_, had)| had.changes_to(&came.master)),
        };
        let how = if record.whole { "全件" } else { "差分" };
        let permit = permit.clone().note(format!("版{}　{how}", stand.version));
        self.write(&permit, |store| {
            store.put(Shelf::Master, profile, &stand)?;
            store.put(Shelf::MasterEntries, profile, &came.master)?;
            store.put_record(&record)
        })
    }

    /// Nothing was new.
    fn note_asked(&mut self, permit: &Permit, profile: &str) -> Outcome<()> {
        let stand = self.master_stand(profile)?.ok_or(Code::MasterMissing)?;
        let stand = StandRecord {
            asked_at: Some(self.now()),
            ..stand
        };
        let permit = permit.clone().note(format!("版{}のまま", stand.version));
        self.write(&permit, |store| store.put(Shelf::Master, profile, &stand))
    }
}
