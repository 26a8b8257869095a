//! A terminal in the test's own process, for what is tried thousands of times: the same controller, database, sealed files
//! and TLS as the programs have, and no program to begin for each step.

use crate::{Cli, Practice, SECRETS, copy_folder};
use kakehashi_domain::{JobState, Outcome, ProfileKind, SendingWay};
use kakehashi_simulator::{
    Config, Handle,
    sample::{self, Sample},
    serve,
};
use kakehashi_terminal::{
    Answer, Clock, Marks, SystemClock, Terminal, World,
    view::{HandOutTo, JobView, NewLookUp, NewProfile},
};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::time::{Instant, timeout};

/// The longest that one exchange may take, with its tries.
const MOST: Duration = Duration::from_secs(100);

/// What lies apart from the data, and isn't put back with them.
#[derive(Default)]
struct Apart(Mutex<HashMap<String, String>>);

impl Marks for Apart {
    fn read(&self, name: &str) -> Option<String> {
        self.0.lock().unwrap().get(name).cloned()
    }

    fn write(&self, name: &str, text: &str) -> Outcome<()> {
        self.0.lock().unwrap().insert(name.into(), text.into());
        Ok(())
    }

    fn remove(&self, name: &str) {
        self.0.lock().unwrap().remove(name);
    }
}

/// A folder with a terminal's data, and the terminal over it.
pub struct Desk {
    /// The controller.
    pub terminal: Terminal,
    dir: PathBuf,
    /// Who is logged in. A password takes the longest of all, so nobody says it twice.
    who: Mutex<String>,
}

fn secret(name: &str) -> String {
    let found = SECRETS.iter().find(|(known, _)| *known == name);
    found.unwrap().1.to_owned()
}

impl Desk {
    /// Administrator, clerk and approver in a folder of their own, connected to a server.
    pub async fn set_up(practice: &Practice, name: &str, url: &str) -> Self {
        Self::set_up_by(practice, name, url, Arc::new(SystemClock)).await
    }

    async fn set_up_by(practice: &Practice, name: &str, url: &str, clock: Arc<dyn Clock>) -> Self {
        let made = practice.file("terminal");
        if !made.exists() {
            practice.bring_folder("terminal", || Cli::new(practice).take_on_people());
        }
        let dir = practice.file(name);
        copy_folder(&made, &dir);
        let world = World {
            clock,
            marks: Arc::new(Apart::default()),
            ..World::default()
        };
        let desk = Self {
            terminal: Terminal::open(&dir, world, Some(&secret("key"))).unwrap(),
            dir,
            who: Mutex::default(),
        };
        desk.connect(practice, url).await;
        desk
    }

    /// The same over a practice server of its own, in this process too, where the clerk is logged in.
    pub async fn served(practice: &Practice, name: &str, clock: Arc<dyn Clock>) -> (Self, Handle) {
        let data = practice.file(&format!("{name}-server"));
        let mut config = Config::new(practice.file("pki"), data);
        config.scenario = toml::from_str("accept_ms = 0\nprocess_ms = 0").unwrap();
        let server = serve(config).await.unwrap();
        let url = format!("https://localhost:{}", server.addr().port());
        let desk = Self::set_up_by(practice, name, &url, clock).await;
        desk.clerk().await;
        desk.first_log_in_at_server().await;
        (desk, server)
    }

    /// Whoever is there logs in at a new practice server, which asks for another password.
    pub async fn first_log_in_at_server(&self) {
        let (first, new) = (secret("server-first"), Some(secret("server")));
        let entered = self.terminal.server_log_in("clerk".into(), first, new);
        entered.await.unwrap();
    }

    /// Ends it, and takes its folder away.
    pub fn put_away(self) {
        let Self { terminal, dir, .. } = self;
        drop(terminal);
        let _a_carrier_may_still_write = fs::remove_dir_all(dir);
    }

    /// Connected to a server, with its certificate, as `kanri` does it.
    pub async fn connect(&self, practice: &Practice, url: &str) {
        self.log_in("kanri", "admin").await;
        let profile = NewProfile {
            name: "renshu".into(),
            kind: ProfileKind::Training,
            url: url.into(),
            insurer: "06990014".into(),
            terminal: "RENSHU01".into(),
            trust_path: practice.file("pki/ca.pem").display().to_string(),
            trust_fingerprint: Some(practice.fingerprint()),
            proxy: None,
            line: None,
            way: SendingWay::Direct,
            put_in_use: false,
        };
        self.terminal.add_profile(profile).await.unwrap();
        let packed = practice.file("RENSHU01.p12").display().to_string();
        let imported = self
            .terminal
            .import_certificate(packed, secret("p12"), None);
        imported.await.unwrap();
    }

    /// Somebody logs in, with one of the secrets.
    pub async fn log_in(&self, who: &str, secret_of: &str) {
        if *self.who.lock().unwrap() == who {
            return;
        }
        self.try_log_in(who, secret_of).await.unwrap();
    }

    /// The same anew, where it may be refused.
    pub async fn try_log_in(&self, who: &str, secret_of: &str) -> Answer<()> {
        // Whoever was away too long by a clock that leapt has locked it.
        let _nobody_may_be_there = self.terminal.log_out().await;
        self.terminal.log_in(who.into(), secret(secret_of)).await?;
        who.clone_into(&mut self.who.lock().unwrap());
        Ok(())
    }

    /// How many sealed files there are.
    pub fn sealed(&self) -> usize {
        fs::read_dir(self.dir.join("work")).unwrap().count()
    }

    /// Whoever is there tries to log in at the server, once.
    pub async fn try_log_in_at_server(&self) -> Answer<()> {
        let (user, password) = ("clerk".into(), secret("server"));
        let entered = self.terminal.server_log_in(user, password, None).await;
        entered.map(drop)
    }

    /// The clerk logs in.
    pub async fn clerk(&self) {
        self.log_in("tantou", "clerk").await;
    }

    /// The approver logs in.
    pub async fn approver(&self) {
        self.log_in("shonin", "approver").await;
    }

    /// Whoever is there logs in at a server that is right; on a machine with much to do again, as a person would.
    pub async fn log_in_at_server(&self) {
        let since = Instant::now();
        loop {
            match self.try_log_in_at_server().await {
                Ok(()) => return,
                Err(problem) => assert!(since.elapsed() < MOST, "{problem:?}"),
            }
        }
    }

    /// A file of 加入者情報 of so many people, by a seed.
    pub fn sample(&self, seed: u64, rows: u64) -> PathBuf {
        let file = self.dir.with_extension(format!("{seed}.csv"));
        let wanted = Sample {
            kind: "member-registration".into(),
            rows,
            seed,
            ..Sample::default()
        };
        let mut bytes = Vec::new();
        sample::write(&wanted, &mut bytes).unwrap();
        fs::write(&file, bytes).unwrap();
        file
    }

    /// Hands a file of 加入者情報 in as the clerk and releases it as the approver.
    pub async fn release(&self, file: &Path) -> Answer<u32> {
        self.release_kind("member-registration", file).await
    }

    /// The same for any kind; for those who are looked up with a reason.
    pub async fn release_kind(&self, kind: &str, file: &Path) -> Answer<u32> {
        self.clerk().await;
        let path = file.display().to_string();
        let taken = if kind.starts_with("resident-") {
            let asked = NewLookUp {
                kind: kind.into(),
                purpose: "4".into(),
                reason: "給付の支給".into(),
            };
            self.terminal.begin_look_up(path, asked, None).await?
        } else {
            self.terminal.take_in(path, kind.into(), None).await?
        };
        let job = taken.id;
        self.until(job, |job| job.state != JobState::Checking).await;
        self.terminal.request_approval(job).await?;
        self.approver().await;
        self.terminal.approve(job).await?;
        self.clerk().await;
        Ok(job)
    }

    /// Sends it, as `send --job --wait` does: until its result is here, or it has a problem.
    pub async fn send(&self, job: u32) -> JobView {
        // It may have gone on by itself since it was looked at.
        let _may_be_done = self.terminal.retry_now(job).await;
        let rests = |job: &JobView| {
            job.state >= JobState::ResultReceived || job.state.is_ended() || job.problem.is_some()
        };
        self.until(job, rests).await
    }

    /// Sends it again and again, as a person would; for a server that is right once more.
    pub async fn send_to_the_end(&self, job: u32) -> JobView {
        let since = Instant::now();
        loop {
            let view = self.send(job).await;
            let is_over = view.state >= JobState::ResultReceived || view.state.is_ended();
            if is_over || since.elapsed() > MOST {
                return view;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The rows of the file that goes to the 基幹システム.
    pub async fn branches(&self, job: u32) -> Answer<String> {
        let file = self.dir.with_extension(format!("{job}.out.csv"));
        let to = HandOutTo {
            path: file.display().to_string(),
            pass_phrase: None,
        };
        self.terminal.save_branch_numbers(job, to).await?;
        Ok(fs::read_to_string(file).unwrap())
    }

    /// Waits for a job; gives it as it is when it takes too long.
    pub async fn until(&self, job: u32, is_so: impl Fn(&JobView) -> bool) -> JobView {
        let mut changes = self.terminal.changes();
        let since = Instant::now();
        loop {
            let view = self.terminal.job(job).await.unwrap();
            if is_so(&view) || since.elapsed() > MOST {
                return view;
            }
            let _change_or_time = timeout(Duration::from_millis(200), changes.recv()).await;
        }
    }

    /// The code of a job's problem.
    pub fn code(view: &JobView) -> String {
        let code = view.problem.as_ref().map(|problem| json!(problem.code));
        let text = code.as_ref().and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    }
}
