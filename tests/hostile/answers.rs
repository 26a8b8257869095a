//! What a server says besides results: nobody gets an answer that names another, and what can't be believed changes nothing.

use crate::between::{Between, Twist};
use kakehashi_acceptance::{Desk, Practice, long};
use kakehashi_terminal::{Answer, view::ListPart};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::runtime::Builder;

/// What is asked, as a person does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    Mismatches,
    NoDoubt,
    Symbols,
    OneSymbol,
    Records,
    Masters,
}
use Asks::*;

/// Where each is answered.
const PLACES: [(Asks, &str); 7] = [
    (Mismatches, "/v1/mismatches"),
    (NoDoubt, "/no-doubt"),
    (Symbols, "/v1/symbols"),
    (OneSymbol, "/request"),
    (Records, "/v1/records"),
    (Masters, "/v1/masters"),
    (Masters, FILE),
];
const FILE: &str = "/v1/masters/file";

const UNEXPECTED: &str = "SERVER_ANSWER_UNEXPECTED";

/// What is said wrong, made of what is right.
type Wrong = (Asks, &'static str, fn(&mut Value));

const WRONG: &[Wrong] = &[
    (Mismatches, "others under known numbers", |all| {
        swap(all, "number", "card_branch")
    }),
    (Mismatches, "the other way round", backwards),
    (Mismatches, "one twice", first_twice),
    (Mismatches, "a name that acts", |all| {
        first(all, |it| {
            it["registered"]["name_kanji"] = "\u{1b}[2J".into()
        })
    }),
    (Mismatches, "a flag without end", |all| {
        first(all, |it| it["flag"] = "1".repeat(9_999).into())
    }),
    (Mismatches, "a state of its own", |all| {
        first(all, |it| it["state"] = "who-knows".into())
    }),
    (NoDoubt, "another number", |it| it["id"] = 99.into()),
    (NoDoubt, "another person", |it| {
        it["card_branch"] = "77".into()
    }),
    (Symbols, "the other way round", backwards),
    (Symbols, "one twice", first_twice),
    (Symbols, "a person that acts", |all| {
        first(all, |it| it["server_branch"] = "1\n2".into())
    }),
    (OneSymbol, "another person", |it| {
        it["server_branch"] = "9900000099".into()
    }),
    (OneSymbol, "a word that acts", |it| {
        it["message"] = "\u{202e}x".into()
    }),
    (Records, "the other way round", backwards),
    (Records, "one twice", first_twice),
    (Records, "an item that acts", |all| {
        first(all, |it| it["item"] = "\u{0}".into())
    }),
    (Masters, "no version", |it| it["version"] = 0.into()),
    (Masters, "entries that nobody can hold", |it| {
        it["entries"] = u32::MAX.into()
    }),
    (Masters, "no digest", |it| it["sha256"] = "..".into()),
];

/// What is wrong with a file, how it is made of the right one, and what is heard.
type WrongFile = (&'static str, fn(&str) -> String, &'static str);

/// The file of the masters, where it isn't what was said.
const FILES: &[WrongFile] = &[
    (
        "another version",
        |file| file.replacen("00,3,", "00,2,", 1),
        "MASTER_UNFIT",
    ),
    ("a row too few", without_last, "MASTER_UNFIT"),
    ("a row twice", last_twice, "MASTER_UNFIT"),
    (
        "another name",
        |file| file.replacen("練習", "本物", 1),
        "MASTER_UNFIT",
    ),
    ("another file", |_| "<html>".to_owned(), "NOT_THIS_KIND"),
    (
        "longer than was said",
        |file| file.to_owned() + &"01,X,あ,,,,\r\n".repeat(90_000),
        "RESULT_UNFIT",
    ),
];

fn first(all: &mut Value, change: impl FnOnce(&mut Value)) {
    if let Some(first) = all.as_array_mut().and_then(|all| all.first_mut()) {
        change(first);
    }
}

fn backwards(all: &mut Value) {
    all.as_array_mut().unwrap().reverse();
}

fn first_twice(all: &mut Value) {
    let all = all.as_array_mut().unwrap();
    all.extend(all.first().cloned());
}

/// What the first two are known by, changed for each other's.
fn swap(all: &mut Value, one: &str, other: &str) {
    let Some([a, b, ..]) = all.as_array_mut().map(Vec::as_mut_slice) else {
        return;
    };
    for name in [one, other] {
        std::mem::swap(&mut a[name], &mut b[name]);
    }
}

fn without_last(file: &str) -> String {
    let rows: Vec<&str> = file.split_inclusive("\r\n").collect();
    rows[..rows.len() - 1].concat()
}

fn last_twice(file: &str) -> String {
    file.to_owned() + file.split_inclusive("\r\n").last().unwrap()
}

/// What may become of any answer, and what is heard of it.
fn anywhere(at: &str) -> Vec<(&'static str, Twist, &'static str)> {
    let is_file = at == FILE;
    let nonsense = Twist::Gives(Arc::new(|_| b"\xFF<html>".to_vec()));
    let cut = if is_file {
        "DOWNLOAD_DAMAGED"
    } else {
        "CONNECTION_LOST"
    };
    let mut all = vec![
        ("nobody may", Twist::Refuses(403, "x"), UNEXPECTED),
        ("wrong", Twist::Refuses(400, "bad-request"), UNEXPECTED),
        (
            "trouble",
            Twist::Refuses(500, "internal"),
            "SERVER_TROUBLED",
        ),
        ("another status", Twist::Refuses(302, "x"), UNEXPECTED),
        ("cut", Twist::Cuts, cut),
        (
            "without end",
            Twist::Endless,
            if is_file { "RESULT_UNFIT" } else { UNEXPECTED },
        ),
        (
            "nonsense",
            nonsense,
            if is_file { "NOT_THIS_KIND" } else { UNEXPECTED },
        ),
    ];
    if long(1).is_some() {
        all.push(("silence", Twist::Silent, "SERVER_SILENT"));
    }
    all
}

#[test]
fn no_answer_names_another_and_none_that_is_wrong_changes_anything() {
    let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(every_answer());
}

async fn every_answer() {
    let practice = Practice::new();
    let server = practice
        .serve("accept_ms = 0\nprocess_ms = 0\nsymbol_fails_one_in = 2\nmasters = { version = 3 }");
    let between = Between::start(&practice, &server);
    let desk = Desk::set_up(&practice, "answers", &between.url()).await;
    desk.clerk().await;
    desk.first_log_in_at_server().await;
    // Of the first thirty people some stand otherwise in the register, and somebody is asked about.
    for (kind, rows) in [("member-registration", 30), ("information-inquiry", 6)] {
        practice.simulator(&format!(
            "sample --kind {kind} --rows {rows} --out {kind}.csv"
        ));
        let file = practice.file(&format!("{kind}.csv"));
        let job = desk.release_kind(kind, &file).await.unwrap();
        desk.send_to_the_end(job).await;
        desk.terminal.result(job).await.unwrap();
        desk.terminal.confirm(job).await.unwrap();
    }
    let mut tried = Tried::begin(&between, &desk).await;
    for (asks, at) in PLACES {
        for (what, twist, code) in anywhere(at) {
            tried.fault(asks, at, (what, twist, code)).await;
        }
    }
    for (asks, what, make) in WRONG {
        let make = *make;
        let twist = Twist::Gives(Arc::new(move |right| {
            let mut said = serde_json::from_str(right).unwrap();
            make(&mut said);
            said.to_string().into_bytes()
        }));
        let (_, at) = PLACES.iter().find(|(place, _)| place == asks).unwrap();
        tried.fault(*asks, at, (what, twist, UNEXPECTED)).await;
    }
    for (what, make, code) in FILES {
        let make = *make;
        let twist = Twist::Gives(Arc::new(move |right| make(right).into_bytes()));
        tried.fault(Masters, FILE, (what, twist, code)).await;
    }
    between.leave();
    // Of what was said of the one, the server has heard: its report tells.
    for (asks, _) in PLACES.iter().filter(|(asks, _)| *asks != NoDoubt) {
        tried.ask(*asks).await.unwrap();
    }
    let closed = tried.desk.terminal.mismatches(ListPart::default()).await;
    assert_eq!(closed.unwrap().closed.len(), 1);
    let Tried { faults, wrong, .. } = tried;
    println!(
        "hostile answers: faults tried {faults}, believed {}",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

struct Tried<'a> {
    between: &'a Between,
    desk: &'a Desk,
    /// A mismatch of which two people say that it is none.
    agreed: u32,
    /// Somebody whose 機関別符号 couldn't be had.
    branch: String,
    faults: u32,
    wrong: Vec<String>,
}

impl<'a> Tried<'a> {
    async fn begin(between: &'a Between, desk: &'a Desk) -> Self {
        let t = &desk.terminal;
        let open = t.receive_mismatches().await.unwrap().open;
        assert!(open.len() > 1, "{open:?}");
        let agreed = open[0].id;
        let said = t.propose_no_doubt(agreed, "moved".into(), "resident-record".into());
        said.await.unwrap();
        desk.approver().await;
        t.agree_to_no_doubt(agreed).await.unwrap();
        desk.clerk().await;
        let symbols = t.symbols(String::new()).await.unwrap().lines;
        Self {
            between,
            desk,
            agreed,
            branch: symbols[0].server_branch.clone(),
            faults: 0,
            wrong: Vec::new(),
        }
    }

    async fn ask(&self, asks: Asks) -> Answer<()> {
        let t = &self.desk.terminal;
        match asks {
            Mismatches => t.receive_mismatches().await.map(drop),
            NoDoubt => t.register_no_doubt(self.agreed).await.map(drop),
            Symbols => t.symbols(String::new()).await.map(drop),
            OneSymbol => t.request_symbol(self.branch.clone()).await.map(drop),
            Records => t.provision_records().await.map(drop),
            Masters => t.pull_masters(true).await.map(drop),
        }
    }

    async fn fault(
        &mut self,
        asks: Asks,
        at: &'static str,
        (what, twist, code): (&str, Twist, &str),
    ) {
        self.faults += 1;
        let before = self.books().await;
        self.between.twist(at, twist);
        let heard = match self.ask(asks).await {
            Ok(()) => "nothing".to_owned(),
            Err(problem) => json!(problem.code).as_str().unwrap().to_owned(),
        };
        let has_struck = self.between.has_struck();
        self.between.leave();
        let is_kept = self.books().await != before;
        if heard != code || is_kept || !has_struck {
            let line = format!(
                "{asks:?} {at}, {what}: {heard}, not {code}; kept: {is_kept}, struck: {has_struck}"
            );
            self.wrong.push(line);
        }
    }

    /// What is kept here of what the server says.
    async fn books(&self) -> [Value; 2] {
        let t = &self.desk.terminal;
        let (mismatches, masters) = (t.mismatches(ListPart::default()).await, t.masters().await);
        [json!(mismatches.unwrap()), json!(masters.unwrap())]
    }
}
