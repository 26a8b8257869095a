//! One world: a folder with a terminal's data and a practice server's, both running, and a desk that a test answers for.
//!
//! Each runs in a runtime of its own, so that it can be ended as by a power cut and leave nothing behind.

use crate::outside::{NoMarks, OwnServer, Policies, ShiftedClock};
use kakehashi_simulator::{Config, Handle as Server, serve};
use kakehashi_terminal::{Answer, Clock, Left, SystemKeyHome, Terminal, World as Outside};
use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    future::pending,
    panic::resume_unwind,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;
use tokio::runtime::{Builder, Handle, Runtime};

/// A running world.
pub struct World {
    dir: TempDir,
    /// The real controller.
    pub terminal: Terminal,
    /// Its time, and the server's.
    pub clock: Arc<ShiftedClock>,
    /// What the organisation decided.
    pub policies: Arc<Policies>,
    way: Arc<OwnServer>,
    server: Mutex<Option<Server>>,
    chosen: Mutex<VecDeque<String>>,
    sheet: Mutex<Value>,
    tasks: Handle,
    /// None once it has ended.
    runtime: Mutex<Option<Runtime>>,
}

impl World {
    /// Opens what lies in a folder, or nothing yet.
    pub async fn open(dir: TempDir, clock: Arc<ShiftedClock>, phrase: Option<&str>) -> Self {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let (policies, way) = (
            Arc::new(Policies::default()),
            Arc::new(OwnServer::default()),
        );
        let outside = Outside {
            clock: clock.clone(),
            links: way.clone(),
            keys: Arc::new(SystemKeyHome),
            managed: policies.clone(),
            marks: Arc::new(NoMarks),
        };
        let data = dir.path().join("data");
        let phrase = phrase.filter(|_| data.exists()).map(str::to_owned);
        let opening =
            runtime.spawn(async move { Terminal::open(&data, outside, phrase.as_deref()) });
        let terminal = opening.await.unwrap().unwrap();
        Self {
            dir,
            terminal,
            clock,
            policies,
            way,
            server: Mutex::default(),
            chosen: Mutex::default(),
            sheet: Mutex::new(Value::Null),
            tasks: runtime.handle().clone(),
            runtime: Mutex::new(Some(runtime)),
        }
    }

    /// Its folder.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.dir().join(name)
    }

    /// The same, as text.
    pub fn text(&self, name: &str) -> String {
        self.file(name).display().to_string()
    }

    /// Starts the practice server anew on the world's data of it, as a scenario file says.
    pub async fn serve(&self, scenario: &str) {
        self.stop_serving().await;
        let mut config = Config::new(self.file("pki"), self.file("server"));
        // An upload that was begun goes on at the address at which it was begun.
        config.listen.set_port(self.way.port());
        config.scenario = toml::from_str(scenario).unwrap();
        let clock = self.clock.clone();
        config.clock = Arc::new(move || clock.now());
        let server = self.within(serve(config)).await.unwrap();
        self.way.is_at(server.addr().port());
        *self.server.lock().unwrap() = Some(server);
    }

    /// Stops the practice server.
    pub async fn stop_serving(&self) {
        let running = self.server.lock().unwrap().take();
        if let Some(running) = running {
            self.within(running.shutdown()).await;
        }
    }

    /// Goes on with what is on its way, as the shell does at its start.
    pub async fn carry_on(&self) {
        let terminal = self.terminal.clone();
        self.within(async move { terminal.carry_all_on().await })
            .await;
    }

    /// Leaves, as when the window is closed.
    pub async fn leave(&self) {
        let terminal = self.terminal.clone();
        self.within(async move { terminal.lock(Left::Window).await })
            .await
            .unwrap();
    }

    /// Lets the terminal look at its clock, as the shell does every few seconds.
    pub async fn tick(&self) {
        let terminal = self.terminal.clone();
        self.within(async move { drop(terminal.tick().await) })
            .await;
    }

    /// What the next dialogs of the desk are answered with.
    pub fn choose(&self, path: String) {
        self.chosen.lock().unwrap().push_back(path);
    }

    /// What the set-up proposes.
    pub fn propose(&self, sheet: Value) {
        *self.sheet.lock().unwrap() = sheet;
    }

    /// Does an act as the window's shell would.
    pub async fn act(&self, act: &str, arguments: Value) -> Answer<Value> {
        match act {
            "choose_file" | "choose_save_file" => {
                Ok(json!(self.chosen.lock().unwrap().pop_front()))
            }
            "zoom" | "show_in_folder" => Ok(Value::Null),
            "suggested_folder" => Ok(json!(self.text("Documents"))),
            "setup_sheet" => Ok(self.sheet.lock().unwrap().clone()),
            of_the_terminal => {
                let (terminal, act) = (self.terminal.clone(), of_the_terminal.to_owned());
                self.within(async move { terminal.call(&act, arguments).await })
                    .await
            }
        }
    }

    /// Ends everything in it at once; its folder stays as long as the world is held.
    pub async fn end(&self) {
        let runtime = self.runtime.lock().unwrap().take();
        let ending = move || {
            if let Some(runtime) = runtime {
                runtime.shutdown_timeout(Duration::from_secs(10));
            }
        };
        tokio::task::spawn_blocking(ending).await.unwrap();
    }

    /// Runs something in the world's own runtime. A world that has ended answers nobody.
    async fn within<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> T {
        match self.tasks.spawn(work).await {
            Ok(done) => done,
            Err(ended) if ended.is_cancelled() => pending().await,
            Err(panicked) => resume_unwind(panicked.into_panic()),
        }
    }
}
