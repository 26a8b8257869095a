//! Files over mutual TLS beside curl with the same kind of certificate at the same server, and the whole main job beside
//! its parts done by hand.

use crate::{
    alone, check,
    meter::{Pair, peak_mib, seconds},
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
        Wanted::AtLeast(0.9),
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

    let best = Pair {
        ours: by_terminal(),
        theirs: by_hand(),
    };
    let what = format!("main job of {ROWS} rows, five commands");
    report.add(
        &what,
        "csv pass + curl up + wait + curl down",
        "×",
        best.ratio(),
        Wanted::AtMost(2.0),
        best.words(),
    );
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

/// The main job by the terminal's commands, from handing in to the result.
fn by_terminal() -> f64 {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::ready(&practice, &server);
    fs::copy(check::sample(ROWS), practice.file("kanyusha.csv")).unwrap();
    seconds(|| {
        let job = cli.release("kanyusha.csv", "");
        cli.clerk(&format!("send --job {job} --wait"))
            .expect_status(0);
        cli.clerk(&format!("result {job} --out .")).expect_status(0);
        cli.clerk(&format!("jobs show {job}")).expect_status(0);
        cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
    })
}

/// Its parts by hand at a server of its own, which has as much to do.
fn by_hand() -> f64 {
    let practice = place();
    let server = practice.serve("");
    let file = practice.file("kanyusha.csv");
    fs::copy(check::sample(ROWS), &file).unwrap();
    let hand = Hand::new(&server.url(), practice.path().to_owned());
    seconds(|| {
        check::csv_pass(&file);
        let place = hand.begin_upload(&file);
        hand.curl_up(&file, &place);
        let receipt = hand.job(&file, &place);
        hand.curl_down(&receipt);
    })
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
        let sent = upload(server, session, place, &mut source, total, &mut unheard);
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
            layout_version: "仮-2026.1",
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
