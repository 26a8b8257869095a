//! Files for technicians: they hold nothing of people, so that the 授受簿 has no line for them.

use crate::{
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
    },
    files::{hand_out, write_fault},
};
use kakehashi_domain::{Code, Outcome};
use std::io::Write;
use tokio::runtime::Handle;

/// Writes `text`, keeps what belongs to it, and only then gives the file its name: neither is left without the other.
pub(crate) async fn hand_out_and<T: Send + 'static>(
    terminal: &Terminal,
    path: String,
    text: impl AsRef<[u8]> + Send + 'static,
    keep: impl FnOnce(&mut Controller) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let terminal = terminal.clone();
    let write = move || {
        let mut kept = None;
        hand_out(&path, |to| {
            put(text.as_ref(), to)?;
            kept = Some(Handle::current().block_on(terminal.ask(keep))?);
            Ok(0)
        })?;
        kept.ok_or_else(|| Code::Internal.into())
    };
    blocking(write).await
}

fn put(bytes: &[u8], to: &mut dyn Write) -> Outcome<()> {
    let written = to.write_all(bytes);
    written
        .and_then(|()| to.flush())
        .map_err(|e| write_fault(&e))
}
