//! What one machine full of terminals, or a hostile one, may take of the server: everything has an end.

use std::time::Duration;

/// Connections at once; more are closed before TLS.
pub const CONNECTIONS: usize = 256;
/// How long a head may take, the wait for it on an open connection included.
pub const HEAD: Duration = Duration::from_secs(60);
/// Headers of a request.
pub const HEADERS: usize = 64;
/// Bytes of a request's head.
pub const HEAD_BYTES: usize = 16 * 1024;
/// Bytes of a JSON body.
pub const JSON_BYTES: usize = 64 * 1024;
/// How long a JSON body may take.
pub const JSON: Duration = Duration::from_secs(20);
/// Logins and changes of passwords that one certificate may try in a minute.
pub const LOGINS_A_MINUTE: usize = 120;
/// Sessions that a user may have; the oldest end.
pub const SESSIONS: u32 = 100;
/// Uploads that wait for bytes or for their job.
pub const OPEN_UPLOADS: u32 = 200;
