//! An error as data.

use crate::{Code, harmless_short};
use std::{collections::BTreeMap, error::Error, fmt, io};

/// What an act gives back: its answer, or a [`Fault`].
pub type Outcome<T> = Result<T, Fault>;

/// Most characters of a value or a cause that are kept. A file's name has 255 at most.
const VALUE_MOST: usize = 300;

/// An error: a code of the one table, the values its sentence names, and the technical cause for the service log.
///
/// Neither the values nor the cause may hold anything personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which error it is.
    pub code: Code,
    /// Values for the `{name}` places of the sentence.
    pub params: BTreeMap<&'static str, String>,
    /// The technical cause, for the service log only.
    pub cause: Option<String>,
}

impl Fault {
    /// A fault without values.
    pub fn new(code: Code) -> Self {
        Self {
            code,
            params: BTreeMap::new(),
            cause: None,
        }
    }

    /// Something that was typed or chosen can't be taken, with a hint what would be.
    pub fn invalid(field: impl fmt::Display, hint: impl fmt::Display) -> Self {
        Self::new(Code::InputInvalid)
            .with("field", field)
            .with("hint", hint)
    }

    /// Something couldn't be written: a disk without room, or a used-up share of it, is always told as that.
    pub fn of_writing(error: &io::Error, otherwise: Code) -> Self {
        let code = if is_disk_full(error) {
            Code::DiskFull
        } else {
            otherwise
        };
        Self::new(code).because(error.kind())
    }

    /// Adds a value for the sentence; nothing in it acts where it is shown.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        let value = harmless_short(&value.to_string(), VALUE_MOST);
        self.params.insert(name, value);
        self
    }

    /// Adds the technical cause.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.cause = Some(harmless_short(&cause.to_string(), VALUE_MOST));
        self
    }

    /// The Japanese sentence with its values filled in.
    pub fn sentence(&self) -> String {
        self.fill(self.code.sentence())
    }

    /// What to do now, with its values filled in.
    pub fn next_step(&self) -> String {
        self.fill(self.code.next_step())
    }

    fn fill(&self, template: &str) -> String {
        let fill_one = |text: String, (name, value): (&&str, &String)| {
            text.replace(&format!("{{{name}}}"), value)
        };
        self.params.iter().fold(template.to_owned(), fill_one)
    }
}

/// Whether a write failed because there is no room (ENOSPC), or none is left for this account (EDQUOT).
pub fn is_disk_full(error: &io::Error) -> bool {
    use io::ErrorKind::{QuotaExceeded, StorageFull};
    [StorageFull, QuotaExceeded].contains(&error.kind())
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())
    }
}

impl Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_room_is_always_told_as_that() {
        let code = |errno| {
            let error = io::Error::from_raw_os_error(errno);
            Fault::of_writing(&error, Code::OutputUnwritable).code
        };
        let no_room: &[i32] = if cfg!(windows) { &[112] } else { &[28, 122] };
        assert!(no_room.iter().all(|errno| code(*errno) == Code::DiskFull));
        assert_eq!(code(5), Code::OutputUnwritable);
    }

    #[test]
    fn the_sentence_takes_its_values() {
        let fault = Fault::new(Code::FileNotFound).with("file", "a.csv");
        assert_eq!(fault.sentence(), "ファイル「a.csv」が見つかりません。");
        let fault = Fault::new(Code::FileNotFound).with("file", "a\u{1b}[2J\n.csv");
        let seen = "ファイル「a［U+001B］[2J［U+000A］.csv」が見つかりません。";
        assert_eq!(fault.sentence(), seen);
        assert!(fault.with("file", "a".repeat(100_000)).sentence().len() < 400);
    }
}
