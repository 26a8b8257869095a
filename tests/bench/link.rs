//! Files over mutual TLS beside curl with the same kind of certificate at the same server, and the whole main job beside
//! its parts done by hand.

use crate::{
    alone, check,
    meter::{Pair, peak_mib, seconds, watched},
    report::{Report, Wanted},
};
use kakehashi_acceptance::{Cli, Practice};
use kakehashi_client_identity::{ClientIdentity, TrustAnchor};
use kakehashi_server_link::{
    Connection, Endpoint, HttpServer, IntermediateServer, NewJob, NewUpload, ServerSession,
    UploadUrl, upload,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    thread::sleep,
    time::Duration,
};
use tokio::runtime::Runtime;

const MIB: usize = 256;
const TURNS: usize = 3;
const ROWS: u32 = 100_000;
const MANY: u32 = 1_000_000;
const KIND: &str = "member-registration";
/// The practice place's secret that the measuring certificate is wrapped with.
const PASS: &str = "renshu-no-kagi-2026";

pub fn measure(report: &mut Report) {
    let practice = place();
    let server = practice.serve("");
    let file = practice.file("upload.bin");
    fs::write(&file, vec![b'x'; MIB << 20]).unwrap();
    let answer = alone::ask("upload", &[&server.url(), file.to_str().unwrap()]);
    let of = |name: &str| answer[name].as_f64().unwrap();
    let best = Pair {
        ours: of("ours"),
        theirs: of("theirs"),
    };
    let what = format!("upload of {MIB} MiB, throughput");
    report.add(
        &what,
        "curl",
        "×",
        best.theirs / best.ours,
        Wanted::AtLeast(0.95),
        best.words(),
    );
    let what = format!("memory of an upload of {MIB} MiB");
    report.add(
        &what,
        "idle",
        "MiB",
        of("above_idle_mib"),
        Wanted::AtMost(32.0),
        String::new(),
    );
    drop(server);

    main_job(report, ROWS);
}

/// The main job of a whole large insurer, and what it takes of memory and of the practice server.
pub fn million(report: &mut Report) {
    let (by_terminal, by_hand) = main_job(report, MANY);
    let scale = f64::from(MANY / ROWS);
    for (part, took, goal) in [
        ("taking in", by_terminal.take_in, 0.6),
        ("upload to result read", by_terminal.send, 2.2),
    ] {
        let what = format!("{part}, {MANY} rows, beside the goal for {ROWS} a row");
        let note = format!("{took:.2} s");
        let share = (took - by_terminal.bare) / (goal * scale);
        report.add(&what, "–", "×", share, Wanted::AtMost(3.0), note);
    }
    let what = format!("memory of the commands, {MANY} rows");
    let note = "the largest of them".to_owned();
    report.add(
        &what,
        "–",
        "MiB",
        by_terminal.mib,
        Wanted::AtMost(128.0),
        note,
    );
    let what = format!("practice server, {MANY} rows from POST to 処理完了");
    let note = format!("{:.1} csv passes", by_hand.wait / by_hand.csv_pass);
    report.add(&what, "–", "s", by_hand.wait, Wanted::AtMost(8.0), note);
}

fn main_job(report: &mut Report, rows: u32) -> (ByTerminal, ByHand) {
    let (by_terminal, by_hand) = (by_terminal(rows), by_hand(rows));
    let best = Pair {
        ours: by_terminal.whole(),
        theirs: by_hand.whole(),
    };
    let what = format!("main job of {rows} rows, five commands");
    report.add(
        &what,
        "csv pass + curl up + wait + curl down",
        "×",
        best.ratio(),
        Wanted::AtMost(2.0),
        best.words(),
    );
    let pass = by_hand.csv_pass;
    let of_many = f64::from(rows / ROWS);
    let parts = [
        ("each command for itself", by_terminal.bare, 0.4),
        ("taking in and checking", by_terminal.take_in, 0.6 * of_many),
        ("releasing", by_terminal.release, 0.0),
        ("upload to result read", by_terminal.send, 2.2 * of_many),
        ("reading and confirming", by_terminal.read, 0.0),
    ];
    for (part, whole, most) in parts {
        let own = if part.starts_with("each") {
            whole
        } else {
            whole - by_terminal.bare
        };
        let note = format!(
            "{:.1} csv passes; {whole:.2} s with the command",
            own / pass
        );
        let what = format!("– of it: {part}");
        match most > 0.0 {
            true => report.add(&what, "–", "s", own, Wanted::AtMost(most), note),
            false => report.tell(&what, "–", "s", own, note),
        }
    }
    let note = format!(
        "upload {:.2} s, server at work {:.2} s, download {:.2} s",
        by_hand.up, by_hand.wait, by_hand.down
    );
    report.tell("– by hand, the same", "–", "s", by_hand.whole(), note);
    (by_terminal, by_hand)
}

/// A practice place with a certificate for measuring besides.
fn place() -> Practice {
    let practice = Practice::new();
    practice
        .simulator("issue --dir pki --terminal RENSHU02 --pass-file key.secret --out by-hand.p12");
    practice
}

/// Uploads a file turn by turn with curl; in a process of its own, so that its memory is the upload's.
pub fn one(url: &str, file: &str) -> Value {
    let hand = Hand::new(url, Path::new(file).parent().unwrap().to_owned());
    let idle = peak_mib();
    let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..TURNS {
        let place = hand.begin_upload(file.as_ref());
        theirs = theirs.min(seconds(|| hand.curl_up(file.as_ref(), &place)));
        hand.give_up(&place);
        let place = hand.begin_upload(file.as_ref());
        ours = ours.min(seconds(|| hand.upload(file.as_ref(), &place)));
        hand.give_up(&place);
    }
    json!({"ours": ours, "theirs": theirs, "above_idle_mib": peak_mib() - idle})
}

/// Seconds of the main job by the terminal's commands.
struct ByTerminal {
    bare: f64,
    take_in: f64,
    release: f64,
    send: f64,
    read: f64,
    /// The most memory that one of them held.
    mib: f64,
}

impl ByTerminal {
    fn whole(&self) -> f64 {
        self.take_in + self.release + self.send + self.read
    }
}

/// The main job by the terminal's commands, from handing in to the result.
fn by_terminal(rows: u32) -> ByTerminal {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::ready(&practice, &server);
    fs::copy(check::sample(rows), practice.file("kanyusha.csv")).unwrap();
    let mut mib = 0.0_f64;
    let mut clerk = |line: &str| {
        let (ran, most) = watched(cli.command(Some(("tantou", "clerk")), line));
        mib = mib.max(most);
        ran
    };
    let bare = seconds(|| clerk("jobs"));
    let mut sent = Value::Null;
    let take_in = seconds(|| sent = clerk(&format!("send kanyusha.csv --kind {KIND}")));
    let job = sent["job"].as_u64().unwrap();
    let release = seconds(|| cli.approver(&format!("approve {job}")).expect_status(0));
    let send = seconds(|| clerk(&format!("send --job {job} --wait")));
    let read = seconds(|| {
        clerk(&format!("result {job} --out ."));
        clerk(&format!("jobs confirm {job}"));
    });
    ByTerminal {
        bare,
        take_in,
        release,
        send,
        read,
        mib,
    }
}

/// Seconds of its parts by hand.
struct ByHand {
    csv_pass: f64,
    up: f64,
    wait: f64,
    down: f64,
}

impl ByHand {
    fn whole(&self) -> f64 {
        self.csv_pass + self.up + self.wait + self.down
    }
}

/// Its parts by hand at a server of its own, which has as much to do.
fn by_hand(rows: u32) -> ByHand {
    let practice = place();
    let server = practice.serve("");
    let file = practice.file("kanyusha.csv");
    fs::copy(check::sample(rows), &file).unwrap();
    let hand = Hand::new(&server.url(), practice.path().to_owned());
    let csv_pass = seconds(|| check::csv_pass(&file));
    let mut receipt = String::new();
    let mut place = None;
    let up = seconds(|| {
        let new = hand.begin_upload(&file);
        hand.curl_up(&file, &new);
        place = Some(new);
    });
    let wait = seconds(|| receipt = hand.job(&file, &place.unwrap()));
    let down = seconds(|| hand.curl_down(&receipt));
    ByHand {
        csv_pass,
        up,
        wait,
        down,
    }
}

/// Somebody with a certificate, a login and curl.
struct Hand {
    runtime: Runtime,
    server: HttpServer,
    session: ServerSession,
    url: String,
    dir: PathBuf,
}

impl Hand {
    fn new(url: &str, dir: PathBuf) -> Self {
        let p12 = fs::read(dir.join("by-hand.p12")).unwrap();
        let anchor = fs::read_to_string(dir.join("pki/ca.pem")).unwrap();
        let connection = Connection {
            endpoint: Endpoint::new(url).unwrap(),
            anchors: vec![TrustAnchor::from_pem(&anchor).unwrap()],
            identity: Some(Arc::new(ClientIdentity::from_pkcs12(&p12, PASS).unwrap())),
            proxy: None,
            clock: None,
        };
        let runtime = Runtime::new().unwrap();
        let server = HttpServer::new(connection).unwrap();
        let login = async {
            server
                .change_password("clerk", "Hajimete-2026", "Renshu-Server-2026")
                .await?;
            server.login("clerk", "Renshu-Server-2026").await
        };
        let session = runtime.block_on(login).unwrap();
        Self {
            runtime,
            server,
            session,
            url: url.to_owned(),
            dir,
        }
    }

    fn begin_upload(&self, file: &Path) -> UploadUrl {
        let bytes = file.metadata().unwrap().len();
        let new = NewUpload {
            bytes,
            file_name: "kanyusha.csv",
            kind: KIND,
        };
        self.runtime
            .block_on(self.server.create_upload(&self.session, &new))
            .unwrap()
    }

    fn upload(&self, file: &Path, place: &UploadUrl) {
        let (mut source, total) = (File::open(file).unwrap(), file.metadata().unwrap().len());
        let mut unheard = |_| ();
        let (server, session) = (&self.server, &self.session);
        let sent = upload(
            server,
            session,
            place,
            &mut source,
            (total, None),
            &mut unheard,
        );
        self.runtime.block_on(sent).unwrap();
    }

    fn give_up(&self, place: &UploadUrl) {
        self.runtime
            .block_on(self.server.end_upload(&self.session, place))
            .unwrap();
    }

    fn job(&self, file: &Path, place: &UploadUrl) -> String {
        let sha256 = Sha256::digest(fs::read(file).unwrap())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>();
        let new = NewJob {
            idempotency_key: "by-hand",
            upload: place,
            kind: KIND,
            layout_version: "仮-2026.2",
            file_name: "kanyusha.csv",
            sha256: &sha256,
        };
        let mut job = self
            .runtime
            .block_on(self.server.create_job(&self.session, &new))
            .unwrap();
        while job.result.is_none() {
            sleep(Duration::from_millis(100));
            job = self
                .runtime
                .block_on(self.server.job(&self.session, &job.receipt))
                .unwrap();
        }
        job.receipt
    }

    fn curl_up(&self, file: &Path, place: &UploadUrl) {
        let mut curl = self.curl(place.as_str());
        curl.args(["--request", "PATCH", "--upload-file"]).arg(file);
        for header in [
            "Expect:",
            "Tus-Resumable: 1.0.0",
            "Upload-Offset: 0",
            "Content-Type: application/offset+octet-stream",
        ] {
            curl.args(["--header", header]);
        }
        done(curl);
    }

    fn curl_down(&self, receipt: &str) {
        let url = format!("{}/v1/jobs/{receipt}/result", self.url);
        let mut curl = self.curl(&url);
        curl.arg("--output")
            .arg(self.dir.join("by-hand-result.csv"));
        done(curl);
    }

    fn curl(&self, url: &str) -> Command {
        let mut curl = Command::new("curl");
        curl.args(["--silent", "--show-error", "--fail", "--cacert"])
            .arg(self.dir.join("pki/ca.pem"));
        let certificate = format!("{}:{PASS}", self.dir.join("by-hand.p12").display());
        curl.args(["--cert-type", "P12", "--cert", &certificate]);
        curl.args([
            "--header",
            &format!("Authorization: Bearer {}", self.session.token()),
        ])
        .arg(url);
        curl
    }
}

fn done(mut command: Command) {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
