//! What lies between reading a block and handing it on.

/// Bytes made ready to be read by someone else.
#[derive(Default)]
pub(super) struct Outbox {
    pub bytes: Vec<u8>,
    place: usize,
}

impl Outbox {
    /// Moves what there is room for; 0 once all has gone.
    pub(super) fn hand_out(&mut self, room: &mut [u8]) -> usize {
        let left = &self.bytes[self.place..];
        let count = left.len().min(room.len());
        room[..count].copy_from_slice(&left[..count]);
        self.place += count;
        count
    }

    /// Begins anew.
    pub(super) fn fill(&mut self) -> &mut Vec<u8> {
        self.bytes.clear();
        self.place = 0;
        &mut self.bytes
    }
}
