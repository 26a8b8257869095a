//! The past of a practice insurer: everybody registered some months ago, and every month since then people who come and
//! go, and a benefit. Each file goes through the server's own desks on its day, and lies beside its result in a folder.

use std::io::Read;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Months, NaiveDate, Utc};
use sha2::{Digest, Sha256};

use crate::{
    Config, Error, Scenario,
    app::App,
    catalogue::Catalogue,
    db::{DbError, blobs, jobs, registrations, uploads},
    files::{self, Readers},
    layout::{Layout, ServiceDefinition},
    sample::{self, Registration, Sample},
    scenario::in_japan,
    server::open,
    sheet::Sheet,
    work,
};

const AT_FIRST: usize = 200;
const JOIN: usize = 10;
const LEAVE: usize = 5;
/// How far an upload of the past lies before it would expire.
const LIFE_MS: i64 = 3_600_000;

/// Lets the months pass, unless the server has a past already.
pub async fn live(config: Config, months: u32, folder: &Path) -> Result<(), Error> {
    let today = in_japan((config.clock)()).date_naive();
    let time = Arc::new(Mutex::new((config.clock)()));
    let clock = Arc::clone(&time);
    let config = Config {
        scenario: Scenario {
            accept_ms: 0,
            process_ms: 0,
            ..config.scenario
        },
        clock: Arc::new(move || *clock.lock().unwrap_or_else(PoisonError::into_inner)),
        ..config
    };
    let app = Arc::new(open(config).await?);
    let has_past = app.db.read(|c| jobs::newest(c, 1)).await?;
    if !has_past.is_empty() {
        return Ok(());
    }
    files::own_folder(folder)?;
    let mut past = Past::new(app, folder)?;
    for month in (0..=months).rev() {
        let day = today - Months::new(month);
        // Days at work, one behind another.
        for (step, hour) in [(0, 1), (1, 2), (2, 3)] {
            *time.lock().unwrap_or_else(PoisonError::into_inner) = morning(day, hour);
            past.step(months - month, step, day).await?;
        }
    }
    Ok(())
}

/// Ten o'clock and later in Japan, in UTC.
fn morning(day: NaiveDate, hour: i64) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() + Duration::hours(hour)
}

struct Past<'f> {
    app: Arc<App>,
    folder: &'f Path,
    layout: Layout,
    /// The kind of a copy that everybody gets, and of one that some get.
    copies: [String; 2],
    /// The rows of everybody who will ever come.
    people: std::vec::IntoIter<Vec<String>>,
    /// The rows of those who are in.
    members: Vec<Vec<String>>,
    /// Those who came this month.
    joined: Vec<Registration>,
    files: u32,
}

impl<'f> Past<'f> {
    fn new(app: Arc<App>, folder: &'f Path) -> Result<Self, Error> {
        let (catalogue, day) = (Catalogue::shipped()?, sample::usual_day());
        let layout = catalogue.registering(day)?.clone();
        let copy = |waits: bool| {
            let found = catalogue.that_does(day, |layout, service| {
                let is_copy = matches!(service, ServiceDefinition::KeepCopy { .. });
                is_copy && layout.order.person.is_some() == waits
            });
            found.map(|layout| layout.kind.clone())
        };
        let wanted = Sample {
            kind: layout.kind.clone(),
            rows: 2000,
            seed: app.scenario.seed,
            insurer: app.insurer.clone(),
            ..Sample::default()
        };
        let mut people = Vec::new();
        sample::rows(&wanted, &layout, |cells| {
            people.push(cells);
            Ok(())
        })?;
        Ok(Past {
            app,
            folder,
            layout,
            copies: [copy(false)?, copy(true)?],
            people: people.into_iter(),
            members: Vec::new(),
            joined: Vec::new(),
            files: 0,
        })
    }

    async fn step(&mut self, month: u32, step: u32, day: NaiveDate) -> Result<(), Error> {
        match step {
            0 => self.register(month, day).await,
            1 => self.send_of(0, self.joined.clone(), day).await,
            _ if month == 0 => Ok(()),
            _ => {
                let first: Vec<Vec<String>> = self.members.iter().take(LEAVE).cloned().collect();
                let first = self.registrations(&first).await?;
                self.send_of(1, first, day).await
            }
        }
    }

    async fn register(&mut self, month: u32, day: NaiveDate) -> Result<(), Error> {
        let text = day.format("%Y%m%d").to_string();
        let at = |id: &str| self.layout.position(id);
        let (change, lost, born) = (at("change_kind")?, at("lost_on")?, at("birth_date")?);
        let (acquired, days) = (at("acquired_on")?, [at("change_date")?, at("notified_on")?]);
        let count = if month == 0 { AT_FIRST } else { JOIN };
        let born_by_then = |cells: &Vec<String>| cells[born] <= text;
        let mut came: Vec<Vec<String>> = self
            .people
            .by_ref()
            .filter(born_by_then)
            .take(count)
            .collect();
        for cells in &mut came {
            cells[acquired].clone_from(&text);
        }
        let mut gone: Vec<Vec<String>> = match month {
            0 => Vec::new(),
            _ => self.members.drain(..LEAVE).collect(),
        };
        for cells in &mut gone {
            cells[change] = "2".to_owned();
            cells[lost].clone_from(&text);
        }
        let mut rows = [gone, came.clone()].concat();
        for cells in &mut rows {
            days.iter().for_each(|at| cells[*at].clone_from(&text));
        }
        let mut sheet = Sheet::new(&self.layout, Vec::new())?;
        rows.iter()
            .try_for_each(|cells| sheet.write(cells.as_slice()))?;
        let bytes = sheet.end()?;
        let kind = self.layout.kind.clone();
        self.send(&kind, bytes, day).await?;
        self.joined = self.registrations(&came).await?;
        self.members.extend(came);
        Ok(())
    }

    /// The sample of a copy for people who are in.
    async fn send_of(
        &mut self,
        copy: usize,
        people: Vec<Registration>,
        day: NaiveDate,
    ) -> Result<(), Error> {
        let kind = self.copies[copy].clone();
        let wanted = Sample {
            kind: kind.clone(),
            rows: people.len() as u64,
            seed: self.app.scenario.seed,
            insurer: self.app.insurer.clone(),
            today: day,
            branches: people,
            ..Sample::default()
        };
        let mut bytes = Vec::new();
        sample::write(&wanted, &mut bytes)?;
        self.send(&kind, bytes, day).await
    }

    /// Which 被保険者枝番 these rows' people were paid.
    async fn registrations(&self, rows: &[Vec<String>]) -> Result<Vec<Registration>, Error> {
        let at = ["symbol", "number", "card_branch"].map(|id| self.layout.position(id));
        let [Ok(symbol), Ok(number), Ok(card_branch)] = at else {
            return Ok(Vec::new());
        };
        let key = |cells: &Vec<String>| [symbol, number, card_branch].map(|at| cells[at].clone());
        let (insurer, keys) = (
            self.app.insurer.clone(),
            rows.iter().map(key).collect::<Vec<_>>(),
        );
        let found = self.app.db.read(move |c| {
            let paid = keys.into_iter().map(|key| {
                let branch = registrations::branch_of(c, &insurer, &key)?;
                Ok(branch.map(|branch| Registration::new(key, branch)))
            });
            paid.collect::<Result<Vec<_>, DbError>>()
        });
        Ok(found.await?.into_iter().flatten().collect())
    }

    /// Sends a file as a terminal would, waits for its end, and keeps both.
    async fn send(&mut self, kind: &str, bytes: Vec<u8>, day: NaiveDate) -> Result<(), Error> {
        self.files += 1;
        let name = format!("{}-{:02}-{kind}", day.format("%Y%m%d"), self.files);
        files::write(
            &self.folder.join(format!("{name}.csv")),
            &bytes,
            Readers::Owner,
        )?;
        let (key, now) = (format!("past {name}"), self.app.now_ms());
        let desk = self.app.desks.find(kind, None, day);
        let version = desk.map_or_else(String::new, |desk| desk.layout.version.clone());
        let upload = uploads::Upload {
            id: uuid::Uuid::new_v4().simple().to_string(),
            length: bytes.len() as u64,
            offset: 0,
            metadata: None,
            state: uploads::UploadState::Open,
            expires_at: now + LIFE_MS,
            sha256: None,
        };
        let new = jobs::NewJob {
            request_sha256: hex::encode(Sha256::digest(key.as_bytes())),
            key,
            upload: upload.id.clone(),
            kind: kind.to_owned(),
            layout_version: version,
            sha256: hex::encode(Sha256::digest(&bytes)),
            // Whoever sent it then: not a terminal of today.
            terminal: String::new(),
            day: day.format("%Y%m%d").to_string(),
            now,
        };
        let receipt = self.app.db.write(move |c| {
            let sha256 = hex::encode(Sha256::digest(&bytes));
            uploads::create(c, &upload, now)?;
            blobs::append(c, &upload.id, 0, &bytes)?;
            uploads::advance(c, &upload.id, bytes.len() as u64, Some(&sha256))?;
            jobs::create(c, &new)
        });
        let receipt: String = receipt.await.map_err(|e: DbError| Error::Database(e))?;
        work::finish_all(&self.app)
            .await
            .map_err(|e| Error::Past(e.to_string()))?;
        let path = self.folder.join(format!("{name}-kekka.csv"));
        let db = self.app.db.clone();
        let read = tokio::task::spawn_blocking(move || {
            let mut result = Vec::new();
            blobs::Pieces::new(&db, &receipt).read_to_end(&mut result)?;
            Ok(result)
        });
        let result = read.await.unwrap_or_else(|e| Err(std::io::Error::other(e)));
        files::write(&path, &result.map_err(Error::file(&path))?, Readers::Owner)
    }
}
