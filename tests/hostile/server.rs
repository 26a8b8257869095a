//! A server with the right certificate that speaks the contract, and does in one place what a scenario says.

use fastrand::Rng;
use kakehashi_acceptance::Practice;
use rustls::{
    RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    server::WebPkiClientVerifier,
};
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, HashSet},
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// Where a scenario strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Create,
    Head,
    Patch,
    Job,
    Status,
    Result,
    Login,
}

/// What it does there.
#[derive(Debug, Clone, Copy)]
pub enum Does {
    /// Nothing: the server is right.
    Nothing,
    /// Answers with a status and a code of the contract.
    Refuses(u16, &'static str),
    /// Answers right, with another 受付番号.
    Receipt(&'static str),
    /// Answers right, but that a new job's 受付番号 has another digit at this place; asked once more it has not.
    Mishears(usize),
    /// Answers with another `Location`.
    Location(&'static str),
    /// Gives another result, made of the right one.
    Gives(fn(&str) -> Vec<u8>),
    /// Announces another size.
    Announces(u64),
    /// Never ends its result.
    Endless,
    /// Says nothing.
    Silent,
    /// Sends its answer a byte at a time, for ever.
    Drips,
    /// Sends its answer's head, and then its body a byte at a time.
    DripsBody,
    /// Says that it will answer, again and again.
    Informs,
    /// Sends to another server.
    Redirects(u16),
    /// Hangs up in the middle.
    Cuts,
    /// Gives the result with something wrong in it, made by this seed.
    Tampers(u64),
    /// Changes bytes of its answer, by this seed.
    Garbles(u64),
}

#[derive(Debug)]
pub struct State {
    pub at: At,
    pub does: Does,
    kept: Vec<u8>,
    /// 受付番号 by key: the same key makes the same job for ever.
    jobs: HashMap<String, String>,
    pub requests: u32,
    /// So often it strikes yet.
    left: u32,
    /// So often it struck.
    struck: u64,
    /// Keys under which jobs were wanted.
    pub keys: HashSet<String>,
}

impl State {
    /// The 受付番号 that a request is about, if the server knows it, and whether it is that of a new job.
    fn receipt(&mut self, at: Option<At>, request: &Request) -> (Option<String>, bool) {
        match at {
            Some(At::Job) => {
                let next = format!("20260401-{:04}", self.jobs.len() + 1);
                let key = request.key.clone().unwrap_or_default();
                let is_new = !self.jobs.contains_key(&key);
                (Some(self.jobs.entry(key).or_insert(next).clone()), is_new)
            }
            _ => {
                let asked = request.path.split('/').nth(3);
                let mut known = self.jobs.values().filter(|it| Some(it.as_str()) == asked);
                (known.next().cloned(), false)
            }
        }
    }
}

pub struct Hostile {
    pub state: Arc<Mutex<State>>,
    port: u16,
}

impl Hostile {
    pub fn start(practice: &Practice) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(State {
            at: At::Login,
            does: Does::Nothing,
            kept: Vec::new(),
            jobs: HashMap::new(),
            requests: 0,
            left: 0,
            struck: 0,
            keys: HashSet::new(),
        }));
        let (config, shared) = (config(practice), Arc::clone(&state));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (config, state) = (Arc::clone(&config), Arc::clone(&shared));
                thread::spawn(move || talk(stream, config, &state));
            }
        });
        Self { state, port }
    }

    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    pub fn set(&self, at: At, does: Does) {
        self.set_times(at, does, u32::MAX);
        self.state.lock().unwrap().keys.clear();
    }

    /// The same, so many times; then it is right.
    pub fn set_times(&self, at: At, does: Does, times: u32) {
        let mut state = self.state.lock().unwrap();
        (state.at, state.does, state.requests) = (at, does, 0);
        (state.left, state.struck) = (times, 0);
    }
}

/// That of the right server, which asks for the certificate.
pub fn config(practice: &Practice) -> Arc<ServerConfig> {
    let file = |name: &str| practice.file(&format!("pki/{name}"));
    let mut roots = RootCertStore::empty();
    for authority in CertificateDer::pem_file_iter(file("ca.pem")).unwrap() {
        roots.add(authority.unwrap()).unwrap();
    }
    let provider = Arc::new(ring::default_provider());
    let clients = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone());
    let chain = CertificateDer::pem_file_iter(file("server.pem")).unwrap();
    let chain = chain.map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(file("server.key.pem")).unwrap();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(clients.build().unwrap())
        .with_single_cert(chain, key)
        .unwrap();
    Arc::new(config)
}

struct Request {
    method: String,
    path: String,
    key: Option<String>,
    body: Vec<u8>,
}

type Line = BufReader<rustls::StreamOwned<rustls::ServerConnection, TcpStream>>;

fn talk(stream: TcpStream, config: Arc<ServerConfig>, state: &Mutex<State>) -> Option<()> {
    let session = rustls::ServerConnection::new(config).ok()?;
    let mut line = BufReader::new(rustls::StreamOwned::new(session, stream));
    loop {
        let request = read(&mut line)?;
        answer(&mut line, &request, state).ok()?;
    }
}

fn read(line: &mut Line) -> Option<Request> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if line.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let head = head.to_lowercase();
    let mut words = head.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let length = header(&head, "content-length").map_or(0, |n| n.parse().unwrap());
    let mut body = vec![0; length];
    line.read_exact(&mut body).ok()?;
    let key = header(&head, "idempotency-key").map(str::to_owned);
    Some(Request {
        method,
        path,
        key,
        body,
    })
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    Some(lines.find(|(key, _)| *key == name)?.1)
}

fn answer(line: &mut Line, request: &Request, state: &Mutex<State>) -> io::Result<()> {
    let at = place(request);
    let (does, receipt, is_new, kept) = {
        let mut state = state.lock().unwrap();
        state.requests += 1;
        state.keys.extend(request.key.clone());
        if state.left == 0 {
            state.does = Does::Nothing;
        }
        match at {
            Some(At::Create) => state.kept.clear(),
            Some(At::Patch) if state.at != At::Patch || matches!(state.does, Does::Nothing) => {
                state.kept.extend_from_slice(&request.body);
            }
            Some(_) | None => {}
        }
        let (receipt, is_new) = state.receipt(at, request);
        // What is announced is what is given: else the announcement alone would give it away.
        let other_result = matches!(state.does, Does::Gives(_) | Does::Tampers(_));
        let tells_of_it = at == Some(At::Status) && other_result;
        let strikes = Some(state.at) == at || tells_of_it;
        if strikes && !tells_of_it {
            state.left = state.left.saturating_sub(1);
            state.struck += 1;
        }
        let does = if strikes { state.does } else { Does::Nothing };
        // Another time it is garbled another way.
        let does = if let Does::Garbles(seed) = does {
            Does::Garbles(seed.wrapping_add(state.struck - 1))
        } else {
            does
        };
        (does, receipt, is_new, state.kept.clone())
    };
    let right = result(&kept);
    let mut content = right.clone().into_bytes();
    let mut announced = content.len() as u64;
    let mut receipt = receipt;
    let mut location = "/v1/uploads/u1";
    match does {
        Does::Mishears(place) if is_new => receipt = receipt.map(|it| misheard(&it, place)),
        Does::Nothing | Does::Endless | Does::Garbles(_) | Does::Mishears(_) => {}
        Does::Tampers(seed) => {
            content = tampered(&right, seed);
            announced = content.len() as u64;
        }
        Does::Refuses(status, code) => {
            let body = format!("{{\"code\":\"{code}\"}}");
            return say(line, status, &[], body.as_bytes());
        }
        Does::Receipt(other) => receipt = Some(other.to_owned()),
        Does::Location(other) => location = other,
        Does::Gives(make) => {
            content = make(&right);
            announced = content.len() as u64;
        }
        Does::Announces(bytes) => announced = bytes,
        Does::Silent => {
            thread::sleep(Duration::from_secs(600));
            return Ok(());
        }
        Does::Drips => {
            let head = b"HTTP/1.1 200 OK\r\nx-slow: ";
            line.get_mut().write_all(head)?;
            return drip(line, b".");
        }
        Does::DripsBody => {
            let head = "HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n";
            line.get_mut().write_all(head.as_bytes())?;
            return drip(line, b" ");
        }
        Does::Informs => return drip(line, b"HTTP/1.1 102 Processing\r\n\r\n"),
        Does::Redirects(status) => {
            let elsewhere = [("location", "https://evil.example/v1/jobs/R-1")];
            return say(line, status, &elsewhere, b"{}");
        }
        Does::Cuts => {
            let head = b"HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{";
            line.get_mut().write_all(head)?;
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
    }
    if receipt.is_none() && matches!(at, Some(At::Status | At::Result)) {
        return say(line, 404, &[], br#"{"code":"not-found"}"#);
    }
    let job = || {
        let sha256 = hex::encode(Sha256::digest(&content));
        format!(
            "{{\"receipt\":{},\"status\":{},\"accepted_at\":\"2026-04-01T00:00:00Z\",\
             \"updated_at\":\"2026-04-01T00:00:00Z\",\"rows\":{{\"total\":1,\"done\":1,\"ok\":1,\"failed\":0}},\
             \"result\":{{\"bytes\":{announced},\"sha256\":\"{sha256}\"}}}}",
            serde_json::json!(receipt.unwrap_or_default()),
            serde_json::json!("処理完了"),
        )
    };
    let offset = kept.len().to_string();
    let said = |text: &str| {
        if let Does::Garbles(seed) = does {
            return garbled(text.as_bytes(), seed);
        }
        text.as_bytes().to_vec()
    };
    match at {
        Some(At::Login) => {
            let body = r#"{"token":"t","expires_at":"2099-01-01T00:00:00Z"}"#;
            say(line, 201, &[], &said(body))
        }
        Some(At::Create) => say(line, 201, &[("location", location)], b""),
        Some(At::Head) => say(line, 200, &[("upload-offset", &offset)], b""),
        Some(At::Patch) => say(line, 204, &[("upload-offset", &offset)], b""),
        Some(At::Job) => say(line, 201, &[], &said(&job())),
        Some(At::Status) => say(line, 200, &[], &said(&job())),
        Some(At::Result) => give(line, &content, matches!(does, Does::Endless)),
        None if request.path.starts_with("/v1/mismatches") => say(line, 200, &[], b"[]"),
        None if request.path.starts_with("/v1/service") => {
            let body = br#"{"name":"x","now":"2026-04-01T00:00:00Z","open":true,"hours":[]}"#;
            say(line, 200, &[], body)
        }
        None => say(line, 404, &[], b"{}"),
    }
}

/// The same bytes again and again, for as long as anybody listens.
fn drip(line: &mut Line, bytes: &[u8]) -> io::Result<()> {
    let stream = line.get_mut();
    loop {
        stream.write_all(bytes)?;
        stream.flush()?;
        thread::sleep(Duration::from_millis(200));
    }
}

fn place(request: &Request) -> Option<At> {
    let path = request.path.as_str();
    Some(match request.method.as_str() {
        "post" if path == "/v1/session" => At::Login,
        "post" if path == "/v1/uploads" => At::Create,
        "post" if path == "/v1/jobs" => At::Job,
        "head" => At::Head,
        "patch" => At::Patch,
        "get" if path.ends_with("/result") => At::Result,
        "get" if path.starts_with("/v1/jobs/") => At::Status,
        _ => return None,
    })
}

fn say(line: &mut Line, status: u16, headers: &[(&str, &str)], body: &[u8]) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    if status != 204 {
        head += &format!("content-length: {}\r\n", body.len());
    }
    let stream = line.get_mut();
    stream.write_all((head + "\r\n").as_bytes())?;
    stream.write_all(body)?;
    stream.flush()
}

fn give(line: &mut Line, content: &[u8], endless: bool) -> io::Result<()> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let digest = STANDARD.encode(Sha256::digest(content));
    let mut head = format!("HTTP/1.1 200 OK\r\netag: \"1\"\r\nrepr-digest: sha-256=:{digest}:\r\n");
    if !endless {
        head += &format!("content-length: {}\r\n", content.len());
    }
    let stream = line.get_mut();
    stream.write_all((head + "\r\n").as_bytes())?;
    stream.write_all(content)?;
    if endless {
        // Until whoever reads has had enough.
        loop {
            stream.write_all(&content.repeat(1_000))?;
        }
    }
    stream.flush()
}

/// The right result of a file of 加入者情報: everybody is registered.
fn result(kept: &[u8]) -> String {
    let mut text = "行番号,記号,番号,枝番（2桁）,被保険者枝番,処理結果メッセージ\r\n".to_owned();
    let mut csv = csv::Reader::from_reader(kept);
    let titles = csv.headers().cloned().unwrap_or_default();
    let place = |title| titles.iter().position(|t| t == title).unwrap_or_default();
    let key = ["記号", "番号", "枝番（2桁）"].map(place);
    for (n, row) in (1..).zip(csv.records().map_while(Result::ok)) {
        let [symbol, number, branch] = key.map(|at| row[at].to_owned());
        text += &format!("{n},{symbol},{number},{branch},99{n:08},\r\n");
    }
    text
}

/// Something that no right server gives, and that leaves no 被保険者枝番 of a right row another.
fn tampered(right: &str, seed: u64) -> Vec<u8> {
    let mut random = Rng::with_seed(seed);
    let mut rows: Vec<Vec<String>> = right
        .lines()
        .map(|row| row.split(',').map(str::to_owned).collect())
        .collect();
    let one = random.usize(1..rows.len());
    let other = random.usize(1..rows.len());
    match random.u32(..9) {
        0 => rows.swap(one, other), // in another order: it is right
        1 => drop(rows.remove(one)),
        2 => {
            let again = rows[one].clone();
            rows.insert(other, again);
        }
        3 => rows[one][2] = random.u32(1_000_000..9_999_999).to_string(),
        4 => rows[one][4] = rows[if one == 1 { 2 } else { one - 1 }][4].clone(),
        5 => {
            let odd = ["\u{0}", "\u{1b}[2J", "\"", "=1+1", "\u{202e}", "９"];
            let at = random.usize(1..5);
            rows[one][at] += odd[random.usize(..odd.len())];
        }
        6 => rows[one].truncate(random.usize(1..5)),
        7 => rows[0][random.usize(..6)].push('X'),
        _ => rows[one][0] = random.u32(..99).to_string() + "0",
    }
    let rows: Vec<String> = rows.iter().map(|row| row.join(",") + "\r\n").collect();
    let mut bytes = rows.concat().into_bytes();
    if random.u32(..8) == 0 {
        bytes.truncate(random.usize(..bytes.len()));
    }
    bytes
}

/// A 受付番号 with another digit at a place, where there is one.
pub fn misheard(receipt: &str, place: usize) -> String {
    let other = |(at, letter): (usize, char)| match letter.to_digit(10) {
        Some(digit) if at == place => char::from_digit((digit + 1) % 10, 10).unwrap(),
        _ => letter,
    };
    receipt.chars().enumerate().map(other).collect()
}

/// A few bytes of an answer changed, left out or put in.
fn garbled(right: &[u8], seed: u64) -> Vec<u8> {
    let mut random = Rng::with_seed(seed);
    let mut bytes = right.to_vec();
    for _ in 0..random.u32(1..4) {
        let at = random.usize(..bytes.len().max(1));
        match random.u32(..3) {
            0 if at < bytes.len() => bytes[at] = random.u8(..),
            1 if at < bytes.len() => drop(bytes.remove(at)),
            _ => bytes.insert(at.min(bytes.len()), random.u8(..)),
        }
    }
    bytes
}
