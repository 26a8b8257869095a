//! Passwords of this terminal: Argon2id, 12 characters at least.

use crate::core::blocking::blocking;
use argon2::{
    Argon2, PasswordHash, PasswordHasher, PasswordVerifier,
    password_hash::{SaltString, rand_core::OsRng},
};
use kakehashi_domain::{Code, Fault, Outcome};
use zeroize::Zeroizing;

const MIN_CHARS: usize = 12;

/// Hashes a new password, away from the async threads.
pub(crate) async fn hash(password: &str, current: Option<&str>) -> Outcome<String> {
    if password.chars().count() < MIN_CHARS || current == Some(password) {
        return Err(Code::PasswordWeak.into());
    }
    let password = Zeroizing::new(password.to_owned());
    blocking(move || {
        let salt = SaltString::generate(&mut OsRng);
        let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
        hash.map(|h| h.to_string())
            .map_err(|e| Fault::new(Code::Internal).because(e))
    })
    .await
}

/// Whether a password is the one behind the hash. Without a hash (no such user) it takes the same time and says no.
pub(crate) async fn fits(password: &str, hash: Option<String>) -> Outcome<bool> {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0$\
                          hWnqj0ZgTWn8p6i8dN9lZcPTqZg1Jj3hWv4tQ3d0o6k";
    let password = Zeroizing::new(password.to_owned());
    blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let parsed = PasswordHash::new(&hash).map_err(|e| Fault::new(Code::Internal).because(e))?;
        Ok(Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok()
            && known)
    })
    .await
}
