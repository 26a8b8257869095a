//! Who writes to which upload, one at a time, and the digest that runs along.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::{Mutex as FairMutex, OwnedMutexGuard};

/// Someone whose connection broke needs a moment to keep what had arrived.
const PATIENCE: Duration = Duration::from_secs(1);

/// The uploads that are, or lately were, written to.
#[derive(Default)]
pub struct Slots(Mutex<HashMap<String, Arc<FairMutex<Slot>>>>);

/// The place of one upload.
#[derive(Default)]
pub struct Slot {
    digest: Option<(u64, Sha256)>,
}

impl Slots {
    /// Takes the upload for oneself; `None` while someone else has it.
    pub async fn take(&self, id: &str) -> Option<OwnedMutexGuard<Slot>> {
        let slot = {
            let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(slots.entry(id.to_owned()).or_default())
        };
        tokio::time::timeout(PATIENCE, slot.lock_owned()).await.ok()
    }

    /// Forgets an upload that takes no more bytes.
    pub fn forget(&self, id: &str) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(id);
    }
}

impl Slot {
    /// The digest of the first `offset` bytes; `None` when a restart lost it.
    pub fn digest_at(&self, offset: u64) -> Option<Sha256> {
        match &self.digest {
            _ if offset == 0 => Some(Sha256::new()),
            Some((position, digest)) if *position == offset => Some(digest.clone()),
            Some(_) | None => None,
        }
    }

    /// Keeps the digest of the first `offset` bytes.
    pub fn keep(&mut self, offset: u64, digest: Option<Sha256>) {
        self.digest = digest.map(|digest| (offset, digest));
    }
}
