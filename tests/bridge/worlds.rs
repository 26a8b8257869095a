//! Every running world, and the histories that were played, of which they are copies.

use crate::{outside::ShiftedClock, scenarios, world::World};
use futures_util::{FutureExt, future::BoxFuture};
use kakehashi_acceptance::copy_folder;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::sync::OnceCell;

/// All worlds of this process.
#[derive(Default)]
pub struct Worlds {
    running: Mutex<HashMap<u32, Arc<World>>>,
    /// Histories played to their end; nothing runs there any more.
    played: Mutex<HashMap<&'static str, Arc<OnceCell<World>>>>,
}

impl Worlds {
    /// Makes a world of a scenario, with somebody logged in (`None`: whoever usually is).
    pub async fn make(&self, scenario: &str, user: Option<String>) -> (u32, Arc<World>) {
        let scenario = scenarios::scenario(scenario);
        let world = self.copy_of(scenario.history, scenario.phrase).await;
        scenario.begin(&world, user).await;
        let world = Arc::new(world);
        let mut running = self.running.lock().unwrap();
        let id = (1..).find(|id| !running.contains_key(id)).unwrap();
        running.insert(id, world.clone());
        (id, world)
    }

    /// A running one.
    pub fn find(&self, id: u32) -> Option<Arc<World>> {
        self.running.lock().unwrap().get(&id).cloned()
    }

    /// Ends one.
    pub async fn end(&self, id: u32) {
        let ended = self.running.lock().unwrap().remove(&id);
        if let Some(world) = ended {
            world.end().await;
        }
    }

    /// A world that goes on from where a history ended.
    async fn copy_of(&self, history: &'static str, phrase: Option<&str>) -> World {
        let cell = self
            .played
            .lock()
            .unwrap()
            .entry(history)
            .or_default()
            .clone();
        let played = cell.get_or_init(|| self.play(history)).await;
        let dir = tempfile::tempdir().unwrap();
        copy_folder(played.dir(), dir.path());
        let clock = ShiftedClock::like(&played.clock);
        World::open(dir, Arc::new(clock), phrase).await
    }

    fn play(&self, name: &'static str) -> BoxFuture<'_, World> {
        let history = scenarios::history(name);
        async move {
            let world = match history.from {
                Some(before) => self.copy_of(before, Some(scenarios::PHRASE)).await,
                None => scenarios::nothing().await,
            };
            (history.play)(&world).await;
            world.end().await;
            world
        }
        .boxed()
    }
}
