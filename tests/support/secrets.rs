//! What must lie nowhere in clear: pass phrases, and the private keys that the terminal keeps.

use crate::{Practice, clear_text::written_ways, wait_until};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use kakehashi_client_identity::ClientIdentity;
use kakehashi_domain::Shelf;
use kakehashi_store::{DataPlace, Store};
use serde_json::Value;

/// In PKCS#8 and SEC 1, what stands before the secret number of a P-256 key.
const BEFORE_NUMBER: [u8; 5] = [2, 1, 1, 4, 32];
const NUMBER: usize = 32;

/// Pass phrases and secret parts of keys.
pub struct Secrets {
    phrases: Vec<String>,
    numbers: Vec<Vec<u8>>,
}

impl Secrets {
    /// These pass phrases, and every key in the terminal's database, which the pass phrase `key` opens.
    pub fn of_terminal(practice: &Practice, key: &str, phrases: &[&str]) -> Self {
        let mut place = None;
        // A program that is just ending holds its data a moment longer.
        wait_until("the terminal's data is free", || {
            place = DataPlace::take(&practice.file("terminal")).ok();
            place.is_some()
        });
        let place = place.unwrap();
        let key = place.bring_key(Some(key)).unwrap();
        let records: Vec<Value> = Store::open(place, &key)
            .unwrap()
            .all(Shelf::Certificate)
            .unwrap();
        let pems = records.iter().filter_map(|record| opened(&record["pem"]));
        let numbers: Vec<Vec<u8>> = pems.map(|pem| secret_number(&pem)).collect();
        assert!(!numbers.is_empty(), "a terminal with keys");
        let phrases = phrases.iter().map(ToString::to_string).collect();
        Self { phrases, numbers }
    }

    /// How many keys there are.
    pub fn keys(&self) -> usize {
        self.numbers.len()
    }

    /// Text in UTF-8, UTF-16 and CP932, bytes as they are; both also in base64 and hexadecimal.
    pub fn needles(&self) -> Vec<Vec<u8>> {
        let texts = self.phrases.iter().flat_map(|phrase| written_ways(phrase));
        // By halves, since the lines of PEM break somewhere.
        let halves = self
            .numbers
            .iter()
            .flat_map(|number| number.chunks(NUMBER / 2));
        let plain = texts.chain(halves.map(<[u8]>::to_vec));
        plain
            .flat_map(|bytes| wrapped(&bytes).into_iter().chain([bytes]))
            .collect()
    }
}

/// A key as the database has it: as it is, or sealed by the operating system for this account.
fn opened(kept: &Value) -> Option<String> {
    if let Some(pem) = kept.as_str() {
        return Some(pem.to_owned());
    }
    let sealed = hex::decode(kept["sealed"].as_str()?).unwrap();
    let pem = kakehashi_operating_system::unseal(&sealed).unwrap();
    Some(String::from_utf8(pem.to_vec()).unwrap())
}

/// The secret number of a key, after a check that it is one.
fn secret_number(pem: &str) -> Vec<u8> {
    let identity = ClientIdentity::from_pem(pem).unwrap();
    let key = identity.private_key().unwrap();
    let before = key
        .windows(BEFORE_NUMBER.len())
        .position(|it| it == BEFORE_NUMBER);
    let at = before.unwrap() + BEFORE_NUMBER.len();
    key[at..at + NUMBER].to_vec()
}

/// Hexadecimal in both cases, and base64 wherever the bytes may begin within its groups of three.
fn wrapped(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut ways = vec![hex::encode(bytes), hex::encode_upper(bytes)];
    for before in 0..3 {
        let shifted = [&[0; 3][..before], bytes].concat();
        let text = STANDARD_NO_PAD.encode(&shifted);
        // The letters at both ends carry bits of the neighbours.
        let (from, to) = ([0, 2, 3][before], shifted.len() / 3 * 4);
        ways.push(text[from..to].to_owned());
    }
    ways.into_iter().map(String::into_bytes).collect()
}
