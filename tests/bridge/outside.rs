//! What a terminal has from outside, under the control of a test: time, the way to the practice server, policies.

use chrono::{DateTime, Datelike, NaiveTime, TimeDelta, Utc, Weekday};
use kakehashi_domain::{Outcome, Setting};
use kakehashi_server_link::{Connection, Endpoint};
use kakehashi_terminal::{Clock, HttpLinks, Link, Links, Managed, Marks};
use std::{
    collections::HashMap,
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicU16, Ordering},
    },
};

/// Where every world's practice server is said to be; each world really has a port of its own.
pub const SERVER_URL: &str = "https://localhost:8443/";
const SERVER_PORT: u16 = 8443;

/// A clock that goes on like the machine's. Its today is the next Wednesday, from noon in Japan on: a certificate of this
/// minute holds already, and no test sees midnight or a weekend.
#[derive(Default)]
pub struct ShiftedClock(Mutex<TimeDelta>);

impl ShiftedClock {
    /// The same time as another.
    pub fn like(other: &Self) -> Self {
        Self(Mutex::new(other.shift()))
    }

    /// Goes to noon of a day, counted from today.
    pub fn go_to_day(&self, day: i64) {
        static NOON: OnceLock<TimeDelta> = OnceLock::new();
        let noon = *NOON.get_or_init(|| {
            let now = Utc::now();
            let noon_in_japan = NaiveTime::from_hms_opt(3, 0, 0).unwrap();
            let mut days = (1..).map(|later| now.date_naive() + TimeDelta::days(later));
            let wednesday = days.find(|day| day.weekday() == Weekday::Wed).unwrap();
            wednesday.and_time(noon_in_japan).and_utc() - now
        });
        *self.0.lock().unwrap() = noon + TimeDelta::days(day);
    }

    /// Goes on by so many minutes.
    pub fn minutes_go_by(&self, minutes: i64) {
        *self.0.lock().unwrap() += TimeDelta::minutes(minutes);
    }

    fn shift(&self) -> TimeDelta {
        *self.0.lock().unwrap()
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.shift()
    }
}

/// Worlds are copied and begun again on purpose.
pub struct NoMarks;

impl Marks for NoMarks {
    fn read(&self, _: &str) -> Option<String> {
        None
    }

    fn write(&self, _: &str, _: &str) -> Outcome<()> {
        Ok(())
    }

    fn remove(&self, _: &str) {}
}

/// Leads to the world's own practice server where the address of all of them is meant, and elsewhere as it is.
#[derive(Default)]
pub struct OwnServer(AtomicU16);

impl OwnServer {
    /// Says where the server listens.
    pub fn is_at(&self, port: u16) {
        self.0.store(port, Ordering::Relaxed);
    }

    /// Where it listens, or did; 0 before it ever did.
    pub fn port(&self) -> u16 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Links for OwnServer {
    fn link(&self, mut connection: Connection) -> Outcome<Link> {
        if connection.endpoint.host() == "localhost" && connection.endpoint.port() == SERVER_PORT {
            let own = format!("https://localhost:{}/", self.port());
            connection.endpoint = Endpoint::new(&own)?;
        }
        HttpLinks.link(connection)
    }
}

/// What the organisation decided.
#[derive(Default)]
pub struct Policies(Mutex<HashMap<Setting, u32>>);

impl Policies {
    /// Decides a setting.
    pub fn decide(&self, setting: Setting, value: u32) {
        self.0.lock().unwrap().insert(setting, value);
    }
}

impl Managed for Policies {
    fn decided(&self, setting: Setting) -> Outcome<Option<u32>> {
        Ok(self.0.lock().unwrap().get(&setting).copied())
    }
}
