//! A terminal in a temporary folder: set up, with clerk and approver, a certificate, and a clock that the test sets.

use crate::{
    authority::issue_first,
    keys::OneAccount,
    script::{Script, ScriptLinks},
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{JobState, Outcome, ProfileKind, Role, Setting, Shelf};
use kakehashi_terminal::{
    Clock, Managed, Marks, Terminal, World,
    view::{JobView, NewProfile, NewUser},
};
use std::{
    collections::HashMap,
    fs,
    path::PathBuf,
    process::Command,
    sync::{Arc, Mutex},
};
use tempfile::TempDir;

pub const PASSWORD: &str = "renshu-no-aikotoba";
/// Opens the data.
pub const PHRASE: &str = "kagi-no-aikotoba";
const FIRST: &str = "saisho-no-aikotoba";

pub struct SetClock(Mutex<DateTime<Utc>>);

impl SetClock {
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// What the organisation decided.
#[derive(Default)]
pub struct Policies(Mutex<HashMap<Setting, u32>>);

impl Policies {
    pub fn decide(&self, setting: Setting, value: u32) {
        self.0.lock().unwrap().insert(setting, value);
    }
}

impl Managed for Policies {
    fn decided(&self, setting: Setting) -> Outcome<Option<u32>> {
        Ok(self.0.lock().unwrap().get(&setting).copied())
    }
}

/// What lies apart from the data, and isn't put back with them.
#[derive(Default)]
pub struct ApartFromData(Mutex<HashMap<String, String>>);

impl ApartFromData {
    /// Puts other marks in the place of all that are there, and gives those.
    pub fn exchange(&self, others: HashMap<String, String>) -> HashMap<String, String> {
        std::mem::replace(&mut self.0.lock().unwrap(), others)
    }
}

impl Marks for ApartFromData {
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

pub struct Place {
    pub dir: TempDir,
    pub script: Arc<Script>,
    pub clock: Arc<SetClock>,
    pub policies: Arc<Policies>,
    pub keys: Arc<OneAccount>,
    pub marks: Arc<ApartFromData>,
    pub terminal: Terminal,
}

impl Place {
    /// Set up by `kanri`; `tantou` is a clerk, `shonin` an approver, `futari` both.
    pub async fn ready() -> Self {
        Self::ready_with(OneAccount::default()).await
    }

    /// The same where private keys are kept so.
    pub async fn ready_with(keys: OneAccount) -> Self {
        let dir = tempfile::tempdir().unwrap();
        issue_first(dir.path());
        // Certificates are of today, so the clock begins today, at a set hour.
        let noon = Utc::now()
            .date_naive()
            .and_hms_opt(3, 0, 0)
            .unwrap()
            .and_utc()
            + TimeDelta::days(1);
        let clock = Arc::new(SetClock(Mutex::new(noon)));
        let place = Self::open(
            dir,
            clock,
            Default::default(),
            Default::default(),
            keys.into(),
        );
        place.set_up().await;
        place
    }

    /// Opens what is there, or an empty one.
    pub fn open(
        dir: TempDir,
        clock: Arc<SetClock>,
        script: Arc<Script>,
        policies: Arc<Policies>,
        keys: Arc<OneAccount>,
    ) -> Self {
        Self::open_with_marks(dir, clock, script, policies, keys, Default::default())
    }

    /// Ends the terminal, lets `between` change what lies there, and begins again.
    pub async fn again(self, between: impl FnOnce(&std::path::Path)) -> Self {
        let Self {
            dir,
            script,
            clock,
            policies,
            keys,
            marks,
            terminal,
        } = self;
        drop(terminal);
        let data = dir.path().join("data");
        // A carrier that ends just now still holds the data.
        while kakehashi_store::DataPlace::take(&data).is_err() {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        between(&data);
        Self::open_with_marks(dir, clock, script, policies, keys, marks)
    }

    /// As when the program ends in the very moment in which an act has committed something on a shelf; then begins again.
    pub async fn cut_off<T>(self, shelf: Shelf, act: impl AsyncFnOnce(&Terminal) -> T) -> Self {
        let terminal = self.terminal.clone();
        let mut changes = terminal.changes();
        let committed = async { while !changes.recv().await.unwrap().touched.contains(&shelf) {} };
        tokio::select! {
            biased;
            () = committed => {}
            _ = act(&terminal) => panic!("it came to its end"),
        }
        drop(terminal);
        self.again(|_| ()).await
    }

    fn open_with_marks(
        dir: TempDir,
        clock: Arc<SetClock>,
        script: Arc<Script>,
        policies: Arc<Policies>,
        keys: Arc<OneAccount>,
        marks: Arc<ApartFromData>,
    ) -> Self {
        script.keep_time_by(clock.clone());
        let data = dir.path().join("data");
        let world = World {
            clock: clock.clone(),
            links: Arc::new(ScriptLinks(script.clone())),
            keys: keys.clone(),
            managed: policies.clone(),
            marks: marks.clone(),
        };
        let phrase = data.exists().then_some(PHRASE);
        let terminal = Terminal::open(&data, world, phrase).unwrap();
        Self {
            dir,
            script,
            clock,
            policies,
            keys,
            marks,
            terminal,
        }
    }

    async fn set_up(&self) {
        let t = &self.terminal;
        let phrase = Some(PHRASE.to_owned());
        t.set_up("kanri".into(), "管理 一郎".into(), PASSWORD.into(), phrase)
            .await
            .unwrap();
        let people = [
            ("tantou", vec![Role::Clerk]),
            ("shonin", vec![Role::Approver]),
            ("futari", vec![Role::Clerk, Role::Approver]),
        ];
        for (id, roles) in people.clone() {
            let new = NewUser {
                id: id.into(),
                name: id.into(),
                roles,
                password: FIRST.into(),
            };
            t.add_user(new).await.unwrap();
        }
        t.add_profile(self.profile("06990014", ProfileKind::Training))
            .await
            .unwrap();
        t.import_certificate(self.text("t.p12"), "himitsu".into(), None)
            .await
            .unwrap();
        for (id, _) in people {
            t.log_in(id.into(), FIRST.into()).await.unwrap();
            t.change_password(FIRST.into(), PASSWORD.into())
                .await
                .unwrap();
        }
    }

    pub fn profile(&self, insurer: &str, kind: ProfileKind) -> NewProfile {
        NewProfile {
            name: kind.title().into(),
            kind,
            url: "https://script.invalid".into(),
            insurer: insurer.into(),
            terminal: "T01".into(),
            trust_path: self.text("ca.pem"),
            trust_fingerprint: None,
            proxy: None,
            line: None,
            way: kakehashi_domain::SendingWay::Direct,
            put_in_use: false,
        }
    }

    pub async fn log_in(&self, id: &str) {
        self.terminal
            .log_in(id.into(), PASSWORD.into())
            .await
            .unwrap();
    }

    pub async fn server_log_in(&self) {
        self.terminal
            .server_log_in("clerk".into(), "himitsu".into(), None)
            .await
            .unwrap();
    }

    /// As after a start: nothing was heard of the server's clock.
    pub fn forget_the_servers_clock(&self) {
        self.script.keep_no_time();
    }

    /// The PC was off so long, and then asks the server, whose clock went on as well.
    pub async fn pass(&self, by: TimeDelta) {
        self.clock.advance(by);
        self.terminal.test_connection().await.unwrap();
    }

    /// The day so many days from now, in Japan.
    pub fn day(&self, from_now: i64) -> chrono::NaiveDate {
        let there = self.clock.now() + TimeDelta::hours(9) + TimeDelta::days(from_now);
        there.date_naive()
    }

    /// A path in the place, as text.
    pub fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// What the clock says.
    pub fn clock_now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Runs shell commands in the place.
    #[track_caller]
    pub fn shell(&self, script: &str) {
        run(&self.dir, script);
    }

    /// Writes a file of three people with the customary dummy numbers.
    pub fn write_file(&self, name: &str) -> String {
        let heading = "異動区分,異動日,届出受理日,資格取得日,資格喪失日,保険者番号,記号,番号,枝番（2桁）,続柄,漢字氏名,\
                       カナ氏名,生年月日,性別,郵便番号,住所,個人番号,取得経路\r\n";
        let row = |n: u32, number: &str| {
            format!(
                "1,20260401,20260402,20260401,,06990014,101,{n},00,0,練習　{n}郎,レンシュウ　タロウ,198{n}0101,1,\
                 1000001,東京都千代田区千代田１－{n},{number},1\r\n"
            )
        };
        let numbers = ["123456789018", "548836529885", "895980423139"];
        let rows: String = (1..)
            .zip(numbers)
            .map(|(n, number)| row(n, number))
            .collect();
        fs::write(self.path(name), heading.to_owned() + &rows).unwrap();
        self.text(name)
    }

    /// A file that `who` handed in, checked.
    pub async fn checked_for(&self, who: &str) -> u32 {
        self.log_in(who).await;
        let file = self.write_file("a.csv");
        self.checked_file(file).await
    }

    /// A file, handed in by whoever is logged in, and checked.
    pub async fn checked_file(&self, file: String) -> u32 {
        let job = self
            .terminal
            .take_in(file, "member-registration".into(), None)
            .await
            .unwrap();
        self.until(job.id, |job| job.state == JobState::Checked)
            .await;
        job.id
    }

    /// The clerk hands a file in and asks for approval.
    pub async fn ask_approval(&self) -> u32 {
        let id = self.checked_for("tantou").await;
        self.terminal.request_approval(id).await.unwrap();
        id
    }

    /// A released job, with the clerk logged in, here and at the server.
    pub async fn released(&self) -> u32 {
        let id = self.ask_approval().await;
        self.log_in("shonin").await;
        self.terminal.approve(id).await.unwrap();
        self.log_in("tantou").await;
        self.server_log_in().await;
        id
    }

    /// Waits for a job; time runs only as far as needed.
    pub async fn until(&self, id: u32, wanted: impl Fn(&JobView) -> bool) -> JobView {
        let mut changes = self.terminal.changes();
        loop {
            let job = self.terminal.job(id).await.unwrap();
            if wanted(&job) {
                return job;
            }
            assert!(!job.state.is_ended(), "{job:#?}");
            changes.recv().await.ok();
        }
    }
}

#[track_caller]
fn run(dir: &TempDir, script: &str) {
    let made = Command::new("sh")
        .args(["-ec", script])
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
}
