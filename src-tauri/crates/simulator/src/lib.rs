//! The practice server: a stand-in for the intermediate server, for training and tests.
//!
//! It owns a contract (`assets/openapi.json`), a PKI of its own, synthetic people, and one
//! encrypted database. It reads the layout definitions by its own code and depends on no crate of
//! the terminal, so that the two sides can disagree. It claims nothing about the real 中間サーバー,
//! whose interface isn't public, and it is never reachable from a production profile.
//!
//! What was accepted survives `kill -9`: uploads are kept piece by piece, jobs go on behind the
//! last batch of rows, and an `Idempotency-Key` returns the same job for ever.
//!
//! The accounts `clerk` and `system` begin with [`INITIAL_PASSWORD`], which must be changed before
//! the first session.
//!
//! ```no_run
//! # async fn example() -> Result<(), kakehashi_simulator::Error> {
//! use kakehashi_simulator::{Config, Scenario, pki, serve};
//!
//! pki::prepare("pki".as_ref())?;
//! let server = serve(Config::new("pki", "data")).await?;
//! println!("https://localhost:{}", server.addr().port());
//! server.shutdown().await;
//! # Ok(()) }
//! ```

mod app;
mod catalogue;
mod db;
mod desk;
mod distribution;
mod encoding;
mod error;
mod files;
mod house;
mod http;
mod layout;
mod limits;
mod number;
pub mod pki;
pub mod practice;
mod problem;
mod random;
mod residents;
pub mod sample;
mod scenario;
mod server;
mod service;
mod sheet;
mod tls;
mod work;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

pub use app::Clock;
pub use db::DbError;
pub use db::accounts::INITIAL_PASSWORD;
pub use error::Error;
pub use layout::Encoding;
pub use number::{is_personal_number, personal_number};
pub use scenario::{Fault, FaultKind, Hours, RowError, Scenario, Statuses};
pub use server::{Handle, serve};

/// The practice insurer: 都道府県番号 99 doesn't exist.
pub const INSURER: &str = "06990014";

/// How a server is to run.
#[derive(Clone)]
pub struct Config {
    /// Where to listen; port 0 picks one.
    pub listen: SocketAddr,
    /// Directory of the PKI.
    pub pki: PathBuf,
    /// Directory of the database.
    pub data: PathBuf,
    /// Whose server this is.
    pub insurer: String,
    /// A folder of definitions that go before the shipped ones.
    pub layouts: Option<PathBuf>,
    /// What the insurer's files are written in until 医療保険者等定義情報 (⑦) tells it; as the definitions say when absent.
    pub encoding: Option<Encoding>,
    /// What the session should go through.
    pub scenario: Scenario,
    /// What the accounts of a new database have, for good, instead of [`INITIAL_PASSWORD`].
    pub password: Option<String>,
    /// The time.
    pub clock: Clock,
}

impl Config {
    /// On a free local port, for the practice insurer, by the system's clock.
    pub fn new(pki: impl Into<PathBuf>, data: impl Into<PathBuf>) -> Self {
        Config {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            pki: pki.into(),
            data: data.into(),
            insurer: INSURER.to_owned(),
            layouts: None,
            encoding: None,
            scenario: Scenario::default(),
            password: None,
            clock: Arc::new(chrono::Utc::now),
        }
    }
}
