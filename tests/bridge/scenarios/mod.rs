//! Where worlds begin. A scenario is a history, made by real acts of people at the terminal, and who stands there now.

mod certificates;
mod jobs;
mod people;
mod place;
mod script;

use crate::{outside::ShiftedClock, world::World};
use futures_util::{FutureExt, future::BoxFuture};
use std::sync::Arc;

pub use place::{P12_PHRASE, fingerprint};

/// Opens the data of every world.
pub const PHRASE: &str = "kagi-no-aikotoba";
/// A practice server that doesn't take its time.
const FAST: &str = "residents = 200\naccept_ms = 0\nprocess_ms = 0\n";
/// The same, open on two days.
const WITH_HOURS: &str = "residents = 200\naccept_ms = 0\nprocess_ms = 0\n\
    hours = [{ weekday = 3, from = \"08:00\", to = \"21:00\" }, { weekday = 6, from = \"08:00\", to = \"12:00\" }]\n";

/// What happened, and what happened before it.
pub struct History {
    /// The history that it goes on from.
    pub from: Option<&'static str>,
    /// What happened then.
    pub play: fn(&World) -> BoxFuture<'_, ()>,
}

/// What happened under a name.
pub fn history(name: &str) -> History {
    let after = |from, play| History {
        from: Some(from),
        play,
    };
    match name {
        "ground" => History {
            from: None,
            play: |w| place::lay_ground(w).boxed(),
        },
        "people" => after("ground", |w| place::take_on_people(w).boxed()),
        "place" => after("people", |w| place::connect(w).boxed()),
        "served" => after("place", |w| place::log_in_at_server(w).boxed()),
        "busy" => after("served", |w| jobs::busy(w).boxed()),
        "released" => after("served", |w| jobs::released(w).boxed()),
        "many" => after("place", |w| jobs::many_findings(w).boxed()),
        "indexed" => after("served", |w| jobs::indexed(w).boxed()),
        "collected" => after("place", |w| jobs::collected(w).boxed()),
        "hurried" => after("served", |w| jobs::hurried(w).boxed()),
        "confirming" => after("place", |w| people::confirming(w).boxed()),
        "delivered" => after("place", |w| people::delivered(w).boxed()),
        "looking-up" => after("served", |w| people::looking_up(w).boxed()),
        "mismatched" => after("served", |w| people::mismatched(w).boxed()),
        "assessed" => after("place", |w| people::assessed(w).boxed()),
        "revoked" => after("place", |w| certificates::revoked(w).boxed()),
        "asking" => after("people", |w| certificates::without(w).boxed()),
        "expiring" => after("busy", |w| certificates::expiring(w).boxed()),
        "slow-line" => after("place", |w| jobs::big(w).boxed()),
        "renewing" => after("place", |w| certificates::renewing(w).boxed()),
        "several" => after("place", |w| certificates::several_places(w).boxed()),
        "file-test" => after("place", |w| certificates::file_test(w).boxed()),
        unknown => panic!("no history {unknown}"),
    }
}

/// An empty folder, some weeks ago.
pub async fn nothing() -> World {
    let clock = Arc::new(ShiftedClock::default());
    clock.go_to_day(-20);
    World::open(tempfile::tempdir().unwrap(), clock, None).await
}

/// How a world begins.
pub struct Scenario {
    /// What happened before.
    pub history: &'static str,
    /// What opens the data; without it somebody must.
    pub phrase: Option<&'static str>,
    user: Option<&'static str>,
    server: &'static str,
    then: fn(&World) -> BoxFuture<'_, ()>,
}

/// The beginning under a name.
pub fn scenario(name: &str) -> Scenario {
    let nobody = |history| Scenario {
        history,
        phrase: Some(PHRASE),
        user: None,
        server: FAST,
        then: |_| async {}.boxed(),
    };
    let by = |user, history| Scenario {
        user: Some(user),
        ..nobody(history)
    };
    match name {
        "fresh" => Scenario {
            server: WITH_HOURS,
            ..nobody("ground")
        },
        "fresh-sheet" => Scenario {
            then: |w| place::propose(w).boxed(),
            ..nobody("ground")
        },
        "unlock" => Scenario {
            phrase: None,
            ..nobody("place")
        },
        "log-in" => nobody("place"),
        "clerk" => by("hanako", "place"),
        "approver" => by("ichiro", "busy"),
        "admin" => by("admin", "place"),
        "admin-busy" => by("admin", "busy"),
        "admin-unfinished" => by("admin", "people"),
        "admin-revoked" => by("admin", "revoked"),
        "admin-slow" => Scenario {
            server: jobs::SLOW_LINE,
            ..by("admin", "slow-line")
        },
        "admin-asking" => by("admin", "asking"),
        "admin-expiring" => by("admin", "expiring"),
        "admin-renewing" => by("admin", "renewing"),
        "admin-indexed" => by("admin", "indexed"),
        "admin-several" => by("admin", "several"),
        "admin-file-test" => by("admin", "file-test"),
        "auditor" => by("kansa", "busy"),
        "busy" => Scenario {
            server: jobs::SLOW,
            then: |w| jobs::on_the_line(w).boxed(),
            ..by("hanako", "busy")
        },
        "expiring" => by("hanako", "expiring"),
        "held" => Scenario {
            server: jobs::CUT,
            then: |w| jobs::held(w).boxed(),
            ..by("hanako", "released")
        },
        "stuck" => Scenario {
            server: jobs::ENDLESS,
            then: |w| jobs::stuck(w).boxed(),
            ..by("hanako", "released")
        },
        "many" => by("hanako", "many"),
        "collected" => by("hanako", "collected"),
        "hurried" => by("hanako", "hurried"),
        "confirming" => by("hanako", "confirming"),
        "delivered" => by("hanako", "delivered"),
        "looking-up" => by("hanako", "looking-up"),
        "mismatched" => Scenario {
            then: |w| place::log_in_at_server_again(w).boxed(),
            ..by("hanako", "mismatched")
        },
        "assessed" => by("ichiro", "assessed"),
        unknown => panic!("no scenario {unknown}"),
    }
}

impl Scenario {
    /// Begins it, with somebody logged in.
    pub async fn begin(&self, world: &World, user: Option<String>) {
        world.clock.go_to_day(0);
        world.serve(self.server).await;
        if self.phrase.is_some() {
            world.carry_on().await;
        }
        (self.then)(world).await;
        if let Some(user) = user.as_deref().or(self.user) {
            world.log_in(user).await;
        }
    }
}
