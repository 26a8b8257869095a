//! Finding the few rows that may be alike before anything is sorted.

/// The keys (not 0) that several rows may have: these few are quicker to sort than all.
pub(crate) fn suspects(keys: impl ExactSizeIterator<Item = (u64, u32)> + Clone) -> Vec<(u64, u32)> {
    let slots = keys.len() * SLOTS_A_ROW;
    let keys = keys.filter(|(key, _)| *key != 0);
    let (mut once, mut again) = (SlotSet::new(slots), SlotSet::new(slots));
    for (key, _) in keys.clone() {
        if !once.insert(key) {
            again.insert(key);
        }
    }
    drop(once);
    keys.filter(|(key, _)| again.contains(*key)).collect()
}

/// Bits, several of them a row, so that few keys fall on one by chance.
const SLOTS_A_ROW: usize = 16;

/// A set of keys that may take one for another.
struct SlotSet(Vec<u64>);

impl SlotSet {
    fn new(slots: usize) -> Self {
        Self(vec![0; (slots / 64).next_power_of_two()])
    }

    /// False where the slot was taken.
    fn insert(&mut self, key: u64) -> bool {
        let (word, bit) = self.slot(key);
        let is_free = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_free
    }

    fn contains(&self, key: u64) -> bool {
        let (word, bit) = self.slot(key);
        self.0[word] & bit != 0
    }

    /// Spreads keys, of which some are counted up, over all slots.
    fn slot(&self, key: u64) -> (usize, u64) {
        let spread = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let word = (spread >> 32) as usize & (self.0.len() - 1);
        (word, 1 << (spread >> 26 & 63))
    }
}
