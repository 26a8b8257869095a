//! A secret under a pass phrase: the data key where there is no key store, and what opens a backup.

use crate::errors::in_words;
use age::secrecy::SecretString;
use kakehashi_domain::{Code, Fault, Outcome};
use std::io::Read;
use zeroize::Zeroizing;

/// scrypt's cost, 2^17: about half a second on an ordinary PC. A build for tests, which is never shipped, begins hundreds
/// of processes that each open such a seal: two thirds of the time of the command line's tests went there.
const WORK_FACTOR: u8 = if cfg!(debug_assertions) { 12 } else { 17 };
/// The dearest seal that is opened, whichever build made it.
const MOST_WORK: u8 = 19;

/// Seals a secret, as text.
pub(crate) fn seal(secret: &[u8], phrase: &str) -> Outcome<String> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(phrase.to_owned()));
    recipient.set_work_factor(WORK_FACTOR);
    let sealed = age::encrypt(&recipient, secret)
        .map_err(|e| Fault::new(Code::Internal).because(in_words(e)))?;
    Ok(hex::encode(sealed))
}

/// Opens what [`seal`] gave.
///
/// # Errors
/// `KEY_PASS_PHRASE_WRONG`; `KEY_MISSING` when it isn't what was sealed.
pub(crate) fn unseal(sealed: &str, phrase: &str) -> Outcome<Zeroizing<Vec<u8>>> {
    let damaged = |e: String| Fault::new(Code::KeyMissing).because(e);
    let bytes = hex::decode(sealed).map_err(|e| damaged(e.to_string()))?;
    let mut identity = age::scrypt::Identity::new(SecretString::from(phrase.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    let decryptor = age::Decryptor::new(&bytes[..]).map_err(|e| damaged(in_words(e)))?;
    let mut reader = decryptor
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .map_err(|e| Fault::new(Code::KeyPassPhraseWrong).because(in_words(e)))?;
    let mut raw = Zeroizing::new(Vec::new());
    reader
        .read_to_end(&mut raw)
        .map_err(|e| damaged(e.to_string()))?;
    Ok(raw)
}
