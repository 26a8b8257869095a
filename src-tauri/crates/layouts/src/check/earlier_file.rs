//! What an earlier file said, read from that file itself.

use super::{
    earlier::{Earlier, content_of},
    keys::{Keys, Room},
    protection::ProtectedPerson,
    setting::CheckSetting,
    steady::Steady,
};
use crate::{
    definition::Layout,
    read::{Cells, HEAD_BYTES, Records, Split, as_written, plain, text_of, unreadable, utf8_of},
};
use kakehashi_domain::{Outcome, PersonalNumber};
use std::io::Read;

impl Earlier {
    /// Reads an earlier file of the same kind.
    ///
    /// A house may have changed its character code since, so that the file is read as it is written.
    ///
    /// # Errors
    /// Those of [`check`](crate::check()), of that file.
    pub fn of_file(mut source: impl Read, setting: &CheckSetting) -> Outcome<Self> {
        let mut head = Vec::new();
        let begun = source.by_ref().take(HEAD_BYTES).read_to_end(&mut head);
        begun.map_err(|e| unreadable(&e))?;
        let layout = &as_written(&head, setting.layout);
        let source = head.as_slice().chain(source);
        let mut earlier = Self::default();
        let mut records = Records::open(source, layout)?;
        let (mut room, mut firsts) = (Room::default(), Vec::new());
        while let Some(chunk) = records.next_chunk(Vec::new())? {
            let utf8 = utf8_of(&chunk, plain::encoding(&layout.format));
            let text = text_of(&utf8);
            let mut split = Split::new(text.as_bytes(), 0);
            let mut row = Cells::default();
            while row.read(&mut split, &text) {
                earlier.rows += 1;
                if row.len() == layout.columns.len() {
                    earlier.add_row(layout, &row, &mut room);
                    earlier.note_columns(layout, &row, &mut firsts);
                }
            }
        }
        Ok(earlier.sorted())
    }

    fn add_row(&mut self, layout: &Layout, row: &Cells, room: &mut Room) {
        let Some(who) = &layout.identity else { return };
        let number = who
            .number
            .and_then(|at| PersonalNumber::value_of(&row[at]).ok());
        let mut keys = Keys::of(
            &layout.columns,
            who,
            &self.hash_state,
            number,
            row,
            None,
            room,
        );
        keys.content = content_of(layout.telling(row.iter()));
        keys.steady = Steady::of(layout, |at| &row[at], room);
        self.note_protection(layout, keys.registration, row);
        let removal = layout.previous.as_ref().and_then(|it| it.removal.as_ref());
        let is_removed = removal.is_some_and(|it| it.holds(row));
        self.add(keys, is_removed);
    }

    /// The last row of a registration says whether its person is protected; an empty cell says nothing.
    fn note_protection(&mut self, layout: &Layout, registration: u64, row: &Cells) {
        let cell = |at| row.get(at);
        if let Some(person) = ProtectedPerson::of_cells(layout, cell) {
            self.protected.insert(registration, person);
        } else if let Some(protection) = &layout.protection
            && protection.columns.iter().any(|at| !row[*at].is_empty())
        {
            self.protected.remove(&registration);
        }
    }

    fn note_columns(&mut self, layout: &Layout, row: &Cells, firsts: &mut Vec<String>) {
        let columns = layout.previous.as_ref().map_or(&[][..], |it| &it.columns);
        if firsts.is_empty() {
            firsts.extend(columns.iter().map(|at| row[*at].to_owned()));
        }
        let mixed = columns
            .iter()
            .zip(firsts)
            .filter(|(at, first)| &row[**at] != first.as_str());
        self.mixed_columns.extend(mixed.map(|(at, _)| *at));
    }
}
