//! The practice server with somebody before it who has the right certificate: what it says goes on as it is, but for what a
//! scenario twists. So every answer is a right one but for its one fault, whatever the kind.

use crate::server::config;
use kakehashi_acceptance::{Practice, SECRETS, Server};
use kakehashi_client_identity::ClientIdentity;
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection, StreamOwned,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
    sign::SingleCertAndKey,
};
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

/// What is made of a right text.
pub type Make = Arc<dyn Fn(&str) -> Vec<u8> + Send + Sync>;

/// What is done to an answer.
#[derive(Clone)]
pub enum Twist {
    /// Another body.
    Gives(Make),
    /// Another status, and the code of the contract for it.
    Refuses(u16, &'static str),
    /// It ends in the middle.
    Cuts,
    /// It never ends.
    Endless,
    /// It never begins.
    Silent,
}

/// The answers whose path ends so, and what is done to them.
#[derive(Clone)]
struct Strike {
    at: &'static str,
    twist: Twist,
}

/// Who stands between.
pub struct Between {
    strike: Arc<Mutex<Option<Strike>>>,
    /// How often it struck since it was said where.
    struck: Arc<AtomicU32>,
    port: u16,
}

/// Where a result is; what is given there is announced in its job's status, else that alone would give it away.
pub const RESULT: &str = "/result";

impl Between {
    pub fn start(practice: &Practice, server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let strike = Arc::new(Mutex::new(None));
        let beyond = Arc::new(Beyond {
            port: server.port,
            config: as_terminal(practice),
        });
        let struck = Arc::<AtomicU32>::default();
        let (tls, shared) = (config(practice), (Arc::clone(&strike), Arc::clone(&struck)));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (tls, shared) = (Arc::clone(&tls), shared.clone());
                let beyond = Arc::clone(&beyond);
                thread::spawn(move || talk(stream, tls, &beyond, &shared));
            }
        });
        Self {
            strike,
            struck,
            port,
        }
    }

    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// From now on answers are twisted where a path ends so.
    pub fn twist(&self, at: &'static str, twist: Twist) {
        *self.strike.lock().unwrap() = Some(Strike { at, twist });
        self.struck.store(0, Ordering::SeqCst);
    }

    /// Whether an answer was twisted since then.
    pub fn has_struck(&self) -> bool {
        self.struck.load(Ordering::SeqCst) > 0
    }

    /// The server is right once more.
    pub fn leave(&self) {
        *self.strike.lock().unwrap() = None;
    }
}

/// The practice server, spoken to as the terminal would.
struct Beyond {
    port: u16,
    config: Arc<ClientConfig>,
}

fn as_terminal(practice: &Practice) -> Arc<ClientConfig> {
    let packed = fs::read(practice.file("RENSHU01.p12")).unwrap();
    let (_, phrase) = SECRETS.iter().find(|(name, _)| *name == "p12").unwrap();
    let identity = ClientIdentity::from_pkcs12(&packed, phrase).unwrap();
    let mut roots = RootCertStore::empty();
    for authority in CertificateDer::pem_file_iter(practice.file("pki/ca.pem")).unwrap() {
        roots.add(authority.unwrap()).unwrap();
    }
    let key = (*identity.certified_key()).clone();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_client_cert_resolver(Arc::new(SingleCertAndKey::from(key)));
    Arc::new(config)
}

/// A request or an answer: its lines up to the empty one, and what follows.
struct Message {
    head: String,
    body: Vec<u8>,
}

impl Message {
    fn read(line: &mut impl BufRead) -> Option<Self> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if line.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        let lines = head.to_lowercase();
        let length = lines
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length = length.map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        line.read_exact(&mut body).ok()?;
        Some(Self { head, body })
    }

    /// The second word of the first line: a request's path, an answer's status.
    fn second(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    /// The same request, for the whole and not for a part of it.
    fn for_all(&self) -> Self {
        let is_kept = |line: &&str| {
            let line = line.to_lowercase();
            !line.starts_with("range:") && !line.starts_with("if-range:")
        };
        let kept = self.head.split_inclusive("\r\n").filter(is_kept);
        Self {
            head: kept.collect(),
            body: self.body.clone(),
        }
    }

    /// A request by the same person for another path.
    fn asking_for(&self, path: &str) -> Self {
        let head = self.for_all().head;
        let (_, rest) = head.split_once("\r\n").unwrap();
        Self {
            head: format!("GET {path} HTTP/1.1\r\n{rest}"),
            body: Vec::new(),
        }
    }
}

impl Beyond {
    /// What the server answers. In HTTP/1.0, so that it ends where the connection does.
    fn answer(&self, request: &Message) -> io::Result<Message> {
        let client = ClientConnection::new(
            Arc::clone(&self.config),
            "localhost".try_into().map_err(io::Error::other)?,
        );
        let stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let mut line = StreamOwned::new(client.map_err(io::Error::other)?, stream);
        let head = request.head.replacen("HTTP/1.1", "HTTP/1.0", 1);
        line.write_all(head.as_bytes())?;
        line.write_all(&request.body)?;
        line.flush()?;
        let mut all = Vec::new();
        line.read_to_end(&mut all)?;
        let end = all.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.ok_or(io::ErrorKind::UnexpectedEof)? + 4;
        let body = all.split_off(end);
        let head = String::from_utf8(all).map_err(io::Error::other)?;
        Ok(Message { head, body })
    }
}

fn talk(
    stream: TcpStream,
    tls: Arc<ServerConfig>,
    beyond: &Beyond,
    (strike, struck): &(Arc<Mutex<Option<Strike>>>, Arc<AtomicU32>),
) -> Option<()> {
    let session = ServerConnection::new(tls).ok()?;
    let mut line = BufReader::new(StreamOwned::new(session, stream));
    let request = Message::read(&mut line)?;
    let strike = strike.lock().unwrap().clone();
    let stream = line.get_mut();
    match strike.filter(|strike| strike.is_for(request.second())) {
        Some(strike) => {
            struck.fetch_add(1, Ordering::SeqCst);
            strike.play(stream, beyond, &request)
        }
        None => pass(stream, beyond, &request),
    }
    .ok()?;
    stream.conn.send_close_notify();
    stream.flush().ok()
}

type Line = StreamOwned<ServerConnection, TcpStream>;

fn pass(line: &mut Line, beyond: &Beyond, request: &Message) -> io::Result<()> {
    let answer = beyond.answer(request)?;
    line.write_all(answer.head.as_bytes())?;
    line.write_all(&answer.body)
}

impl Strike {
    fn is_for(&self, path: &str) -> bool {
        let plain = path.split('?').next().unwrap_or_default();
        let announces = self.at == RESULT && is_status(plain);
        plain.ends_with(self.at) || announces && matches!(self.twist, Twist::Gives(_))
    }

    fn play(&self, line: &mut Line, beyond: &Beyond, request: &Message) -> io::Result<()> {
        match &self.twist {
            Twist::Gives(make) => {
                let body = given(beyond, request, make)?;
                say(line, 200, &body, body.len())
            }
            Twist::Refuses(status, code) => {
                let body = format!("{{\"code\":\"{code}\"}}");
                say(line, *status, body.as_bytes(), body.len())
            }
            Twist::Cuts => {
                let body = beyond.answer(&request.for_all())?.body;
                let half = &body[..body.len() / 2];
                say(line, 200, half, body.len() + 1)
            }
            Twist::Endless => {
                let body = beyond.answer(&request.for_all())?.body;
                say(line, 200, &body, 1 << 40)?;
                loop {
                    line.write_all(&body.repeat(1_000))?;
                }
            }
            Twist::Silent => {
                thread::sleep(Duration::from_secs(600));
                Ok(())
            }
        }
    }
}

fn is_status(path: &str) -> bool {
    path.strip_prefix("/v1/jobs/")
        .is_some_and(|receipt| !receipt.is_empty() && !receipt.contains('/'))
}

/// What is made of the right answer; of a job's status, one that announces what is made of its result.
fn given(beyond: &Beyond, request: &Message, make: &Make) -> io::Result<Vec<u8>> {
    let path = request.second();
    let right = beyond.answer(&request.for_all())?.body;
    if !is_status(path) {
        return Ok(make(&String::from_utf8_lossy(&right)));
    }
    let mut job: serde_json::Value = serde_json::from_slice(&right)?;
    if job["result"].is_object() {
        let result = beyond.answer(&request.asking_for(&format!("{path}{RESULT}")))?;
        let made = make(&String::from_utf8_lossy(&result.body));
        job["result"]["bytes"] = made.len().into();
        job["result"]["sha256"] = hex::encode(Sha256::digest(&made)).into();
    }
    Ok(serde_json::to_vec(&job)?)
}

/// Says a body with everything that a file's answer has, announced as so long.
fn say(line: &mut Line, status: u16, body: &[u8], length: usize) -> io::Result<()> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let digest = Sha256::digest(body);
    let (etag, digest) = (hex::encode(digest), STANDARD.encode(digest));
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\nconnection: close\r\netag: \"{etag}\"\r\n\
         repr-digest: sha-256=:{digest}:\r\ncontent-length: {length}\r\n\r\n"
    );
    line.write_all(head.as_bytes())?;
    line.write_all(body)?;
    line.flush()
}
