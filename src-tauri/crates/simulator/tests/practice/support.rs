//! A practice server with a PKI of its own, and a terminal to talk to it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use kakehashi_simulator::sample::{self, Sample};
use kakehashi_simulator::{Config, Handle, INITIAL_PASSWORD, INSURER, Scenario, pki, serve};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

pub const MEMBERS: &str = "member-registration";
pub const PASSWORD: &str = "practice-password";
pub const TUS: (&str, &str) = ("Tus-Resumable", "1.0.0");

pub type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

pub struct World {
    pub dir: TempDir,
}

impl World {
    pub fn new() -> Self {
        let world = World {
            dir: tempfile::tempdir().unwrap(),
        };
        pki::prepare(&world.pki()).unwrap();
        world
    }

    pub fn pki(&self) -> PathBuf {
        self.dir.path().join("pki")
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub fn config(&self) -> Config {
        let mut config = Config::new(self.pki(), self.data());
        config.scenario = Scenario {
            accept_ms: 0,
            process_ms: 0,
            ..Scenario::default()
        };
        config
    }

    pub async fn serve(&self) -> Handle {
        serve(self.config()).await.unwrap()
    }

    pub fn order(&self) -> pki::Order {
        pki::Order {
            terminal: "T01".into(),
            insurer: INSURER.into(),
            pass_phrase: "pass".into(),
            days: 30,
            not_before: None,
            legacy: false,
            without_key: false,
            out: self.dir.path().join("t.p12"),
        }
    }

    pub fn identity(&self, order: &pki::Order) -> Identity {
        pki::issue(&self.pki(), order).unwrap();
        let p12 = std::fs::read(&order.out).unwrap();
        let store = KeyStore::from_pkcs12(&p12, "pass", Pkcs12ImportPolicy::Strict).unwrap();
        let (_, chain) = store.private_key_chain().unwrap();
        let key = PrivatePkcs8KeyDer::from(chain.key().as_der().to_vec());
        (vec![chain.certs()[0].as_der().to_vec().into()], key.into())
    }

    pub fn tls(&self, identity: Option<Identity>) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots
            .add(CertificateDer::from_pem_file(self.pki().join("ca.pem")).unwrap())
            .unwrap();
        let provider = rustls::crypto::ring::default_provider();
        let config = ClientConfig::builder_with_provider(provider.into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots);
        match identity {
            Some((chain, key)) => config.with_client_auth_cert(chain, key).unwrap(),
            None => config.with_no_client_auth(),
        }
    }

    pub fn http(&self, identity: Option<Identity>) -> reqwest::Client {
        let tls = self.tls(identity);
        reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .no_proxy()
            .build()
            .unwrap()
    }

    /// A terminal that is logged in.
    pub async fn terminal(&self, server: &Handle) -> Terminal {
        self.terminal_at(server.addr().port()).await
    }

    /// The same, where the password needs no change.
    pub async fn terminal_with(&self, server: &Handle, password: &str) -> Terminal {
        let http = self.http(Some(self.identity(&self.order())));
        let mut terminal = Terminal {
            http,
            base: format!("https://localhost:{}", server.addr().port()),
            token: String::new(),
        };
        terminal.login_with(password).await;
        terminal
    }

    pub async fn terminal_at(&self, port: u16) -> Terminal {
        self.terminal_of(port, &self.order()).await
    }

    /// A terminal with a certificate of its own.
    pub async fn terminal_of(&self, port: u16, order: &pki::Order) -> Terminal {
        let http = self.http(Some(self.identity(order)));
        let mut terminal = Terminal {
            http,
            base: format!("https://localhost:{port}"),
            token: String::new(),
        };
        let change = json!({ "user": "clerk", "current": INITIAL_PASSWORD, "new": PASSWORD });
        let _ = terminal
            .send(Method::PUT, "/v1/session/password")
            .json(&change)
            .send()
            .await;
        terminal.login().await;
        terminal
    }
}

pub struct Terminal {
    http: reqwest::Client,
    pub base: String,
    pub token: String,
}

impl Terminal {
    pub fn send(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        if self.token.is_empty() {
            request
        } else {
            request.bearer_auth(&self.token)
        }
    }

    pub async fn login(&mut self) {
        self.login_with(PASSWORD).await;
    }

    async fn login_with(&mut self, password: &str) {
        let login = json!({ "user": "clerk", "password": password });
        let answer = self
            .send(Method::POST, "/v1/session")
            .json(&login)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        let session: Value = answer.json().await.unwrap();
        self.token = session["token"].as_str().unwrap().to_owned();
    }

    /// Makes an upload of this length and returns its path.
    pub async fn create(&self, length: usize) -> String {
        let request = self.send(Method::POST, "/v1/uploads").header(TUS.0, TUS.1);
        let answer = request
            .header("Upload-Length", length)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    pub fn patch(&self, path: &str, offset: usize) -> RequestBuilder {
        self.send(Method::PATCH, path)
            .header(TUS.0, TUS.1)
            .header("Upload-Offset", offset)
            .header("Content-Type", "application/offset+octet-stream")
    }

    pub async fn offset(&self, path: &str) -> usize {
        let request = self.send(Method::HEAD, path).header(TUS.0, TUS.1);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.headers()["upload-offset"]
            .to_str()
            .unwrap()
            .parse()
            .unwrap()
    }

    pub async fn upload(&self, bytes: &[u8]) -> String {
        let path = self.create(bytes.len()).await;
        let answer = self
            .patch(&path, 0)
            .body(bytes.to_vec())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        path
    }

    pub async fn post_job(&self, key: &str, path: &str, bytes: &[u8]) -> Response {
        self.post_job_of(MEMBERS, key, path, bytes).await
    }

    pub async fn post_job_of(&self, kind: &str, key: &str, path: &str, bytes: &[u8]) -> Response {
        let body = json!({
            "upload": path.rsplit('/').next(),
            "kind": kind,
            "sha256": hex::encode(Sha256::digest(bytes)),
        });
        let request = self
            .send(Method::POST, "/v1/jobs")
            .header("Idempotency-Key", key);
        request.json(&body).send().await.unwrap()
    }

    pub async fn job(&self, receipt: &str) -> Value {
        let path = format!("/v1/jobs/{receipt}");
        self.send(Method::GET, &path)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    pub async fn finished(&self, receipt: &str) -> Value {
        for _ in 0..500 {
            let job = self.job(receipt).await;
            if matches!(job["status"].as_str().unwrap(), "処理完了" | "エラー") {
                return job;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{receipt} doesn't end");
    }

    /// Sends a file all the way and returns the finished job.
    pub async fn run(&self, key: &str, bytes: &[u8]) -> Value {
        self.run_of(MEMBERS, key, bytes).await
    }

    pub async fn run_of(&self, kind: &str, key: &str, bytes: &[u8]) -> Value {
        let path = self.upload(bytes).await;
        let answer = self.post_job_of(kind, key, &path, bytes).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let job: Value = answer.json().await.unwrap();
        self.finished(job["receipt"].as_str().unwrap()).await
    }

    pub async fn result(&self, job: &Value) -> Vec<u8> {
        let href = job["result"]["href"].as_str().unwrap();
        let answer = self.send(Method::GET, href).send().await.unwrap();
        answer.bytes().await.unwrap().to_vec()
    }

    /// Sends a file of a kind and returns its result: every row by the headings.
    pub async fn answers(&self, kind: &str, bytes: &[u8]) -> Vec<HashMap<String, String>> {
        let key = format!("{kind} {}", hex::encode(Sha256::digest(bytes)));
        let job = self.run_of(kind, &key, bytes).await;
        assert_eq!(job["status"], "処理完了", "{kind}: {job}");
        let result = self.result(&job).await;
        let mut reader = csv::Reader::from_reader(&result[..]);
        reader.deserialize().map(Result::unwrap).collect()
    }

    /// Sends a file and returns 被保険者枝番 and message of every row.
    pub async fn outcome(&self, key: &str, bytes: &[u8]) -> Vec<(String, String)> {
        let job = self.run(key, bytes).await;
        let result = self.result(&job).await;
        csv::Reader::from_reader(&result[..])
            .records()
            .map(|row| {
                row.map(|row| (row[4].to_owned(), row[5].to_owned()))
                    .unwrap()
            })
            .collect()
    }
}

pub fn members(rows: u64, seed: u64) -> Vec<u8> {
    sample_of(MEMBERS, rows, seed)
}

pub fn sample_of(kind: &str, rows: u64, seed: u64) -> Vec<u8> {
    let wanted = Sample {
        kind: kind.into(),
        rows,
        seed,
        ..Sample::default()
    };
    let mut out = Vec::new();
    sample::write(&wanted, &mut out).unwrap();
    out
}

/// Changes fields of a sample: row (from 0), column, value.
pub fn edited(file: &[u8], edits: &[(usize, usize, &str)]) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(file);
    let mut rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    for (row, column, value) in edits {
        rows[row + 1][*column] = (*value).to_owned();
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter()
        .for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

pub fn field(file: &[u8], row: usize, column: usize) -> String {
    csv::Reader::from_reader(file)
        .records()
        .nth(row)
        .unwrap()
        .unwrap()[column]
        .to_owned()
}

pub async fn code(answer: Response) -> String {
    let kind = answer.headers()["content-type"]
        .to_str()
        .unwrap()
        .to_owned();
    assert_eq!(kind, "application/problem+json");
    let problem: Value = answer.json().await.unwrap();
    problem["code"].as_str().unwrap().to_owned()
}

pub fn with(config: Config, change: impl FnOnce(&mut Config)) -> Config {
    let mut config = config;
    change(&mut config);
    config
}

pub fn clock(
    at: Arc<std::sync::Mutex<chrono::DateTime<chrono::Utc>>>,
) -> kakehashi_simulator::Clock {
    Arc::new(move || *at.lock().unwrap())
}
