//! What a try of the way found, hop by hop.

use crate::types::Service;
use kakehashi_domain::Fault;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The hops of the way, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// The server's name (or the proxy's) has an address.
    Name,
    /// Somebody answers there.
    Tcp,
    /// A secure channel, with the server that the profile means.
    Tls,
    /// The server takes this terminal's certificate.
    Certificate,
    /// The server answers what it is asked.
    Http,
    /// The login page.
    Login,
    /// The WSDL page is well-formed.
    Wsdl,
    /// The two clocks agree.
    Clock,
    /// The line carries as much as is wanted. There is no such hop at a server that doesn't offer to measure it.
    Line,
}

/// What was seen at a hop.
#[derive(Debug, Clone)]
pub enum Sight {
    /// Nothing to object; with what a technician wants to read.
    Green(String),
    /// It works, but somebody should look.
    Yellow(String, Fault),
    /// Here it ends.
    Red(Fault),
}

/// One hop.
#[derive(Debug, Clone)]
pub struct Hop {
    /// Which.
    pub layer: Layer,
    /// How long it took.
    pub took: Duration,
    /// What was seen.
    pub sight: Sight,
}

/// How fast the line was, measured both ways.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineSpeed {
    /// To the server, bytes a second.
    pub up: f64,
    /// From the server, bytes a second.
    pub down: f64,
}

impl LineSpeed {
    /// Both ways in megabits a second.
    pub fn words(self) -> String {
        let megabits = |bytes: f64| bytes * 8.0 / 1e6;
        let (up, down) = (megabits(self.up), megabits(self.down));
        format!("↑ {up:.2} Mbps / ↓ {down:.2} Mbps")
    }
}

/// A try of the way.
#[derive(Debug, Clone, Default)]
pub struct Examination {
    /// The hops that were tried. Up to [`Layer::Http`] the first red one is the last; behind it the pages, the
    /// clock and the line are looked at each for itself.
    pub hops: Vec<Hop>,
    /// What the server says of itself, once it is reached.
    pub service: Option<Service>,
    /// How fast the line is, where the server offers to measure it.
    pub speed: Option<LineSpeed>,
}

impl Examination {
    /// The first hop that is red.
    pub fn broken(&self) -> Option<(&Hop, &Fault)> {
        self.hops.iter().find_map(|hop| match &hop.sight {
            Sight::Red(fault) => Some((hop, fault)),
            Sight::Green(_) | Sight::Yellow(..) => None,
        })
    }
}
