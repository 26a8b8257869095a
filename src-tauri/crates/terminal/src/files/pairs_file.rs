//! The file of pairs that are compared: read row by row, in UTF-8, by its headings.

use crate::files;
use csv::StringRecord;
use kakehashi_domain::{
    Code, Fault, Outcome,
    compare::{Record, person_key},
};
use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Read, Write},
};

/// The longest row. Anything longer is an unclosed quote or no CSV at all.
pub(crate) const ROW_BYTES: usize = 1024 * 1024;
/// How often the rows done are told.
pub(crate) const TOLD_EVERY: u32 = 4096;
pub(crate) const HEADINGS: [&str; 11] = [
    "id",
    "a_kanji",
    "a_kana",
    "a_birth",
    "a_sex",
    "a_address",
    "b_kanji",
    "b_kana",
    "b_birth",
    "b_sex",
    "b_address",
];

/// The keys that two people of a file share.
#[derive(Debug, Default)]
pub(crate) struct SharedKeys(HashSet<u64>);

impl SharedKeys {
    /// Looks through a file, and gives the number of its rows too. Rows with the same id are of one person.
    pub fn find(source: impl Read, on_rows: &mut dyn FnMut(u32)) -> Outcome<(Self, u32)> {
        let mut owners: HashMap<u64, u64> = HashMap::new();
        let (mut shared, mut rows) = (HashSet::new(), 0);
        each_pair(source, &mut |row, id, a, b| {
            let mut owner = DefaultHasher::new();
            if id.is_empty() {
                row.hash(&mut owner);
            }
            id.hash(&mut owner);
            let owner = owner.finish();
            let keys = [person_key(&a), if a == b { None } else { person_key(&b) }];
            for key in keys.into_iter().flatten() {
                if *owners.entry(key).or_insert(owner) != owner {
                    shared.insert(key);
                }
            }
            rows = row;
            if row.is_multiple_of(TOLD_EVERY) {
                on_rows(row);
            }
            Ok(())
        })?;
        Ok((Self(shared), rows))
    }

    /// Whether another person of the file has one of the two records' key.
    pub fn hold(&self, a: &Record<'_>, b: &Record<'_>) -> bool {
        let is_double = |record| person_key(record).is_some_and(|key| self.0.contains(&key));
        !self.0.is_empty() && (is_double(a) || is_double(b))
    }
}

type OnPair<'a> = dyn FnMut(u32, &str, Record<'_>, Record<'_>) -> Outcome<()> + 'a;

/// Reads the pairs one after another, numbered from 1.
pub(crate) fn each_pair(source: impl Read, on_pair: &mut OnPair<'_>) -> Outcome<()> {
    let source = Capped {
        inner: source,
        left: ROW_BYTES,
    };
    let mut csv = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(source);
    let mut cells = StringRecord::new();
    let mut read = |cells: &mut StringRecord| {
        csv.get_mut().left = ROW_BYTES;
        csv.read_record(cells).map_err(|error| unreadable(&error))
    };
    if !read(&mut cells)? {
        return Err(Code::FileEmpty.into());
    }
    let columns = columns(&cells)?;
    let mut row = 0;
    while read(&mut cells)? {
        row += 1;
        let cell = |index: usize| cells.get(columns[index]).unwrap_or_default();
        let record = |first: usize| Record {
            kanji: cell(first),
            kana: cell(first + 1),
            birth: cell(first + 2),
            sex: cell(first + 3),
            address: cell(first + 4),
        };
        on_pair(row, cell(0), record(1), record(6))?;
    }
    Ok(())
}

/// Writes a file of pairs.
pub(crate) struct PairWriter<'a>(csv::Writer<&'a mut dyn Write>);

impl<'a> PairWriter<'a> {
    pub fn new(sink: &'a mut dyn Write) -> Outcome<Self> {
        let mut list = csv::Writer::from_writer(sink);
        list.write_record(HEADINGS).map_err(|e| unwritable(&e))?;
        Ok(Self(list))
    }

    pub fn write(&mut self, id: &str, a: [&str; 5], b: [&str; 5]) -> Outcome<()> {
        let cells = [id].into_iter().chain(a).chain(b);
        self.0.write_record(cells).map_err(|e| unwritable(&e))
    }

    pub fn finish(mut self) -> Outcome<()> {
        self.0.flush().map_err(|e| unwritable(&e.into()))
    }
}

/// Where the columns stand; more columns and another order do no harm.
fn columns(headings: &StringRecord) -> Outcome<[usize; 11]> {
    let mut columns = [0; 11];
    for (column, heading) in columns.iter_mut().zip(HEADINGS) {
        let mut places = headings
            .iter()
            .enumerate()
            .filter(|(_, cell)| *cell == heading);
        let (Some((place, _)), None) = (places.next(), places.next()) else {
            return Err(not_pairs(format_args!("no heading {heading}, or two")));
        };
        *column = place;
    }
    Ok(columns)
}

fn unreadable(error: &csv::Error) -> Fault {
    // The error's own text may quote the file; what kind it is can't.
    if let csv::ErrorKind::Io(error) = error.kind() {
        return if error.kind() == io::ErrorKind::FileTooLarge {
            Code::RowTooLong.into()
        } else {
            Fault::new(Code::FileUnreadable).because(error.kind())
        };
    }
    if let csv::ErrorKind::UnequalLengths { .. } = error.kind() {
        return not_pairs("a row with more or fewer cells");
    }
    let fault = Fault::new(Code::WrongEncoding).with("expected", "UTF-8");
    fault.with("found", "ほかの文字コード")
}

fn not_pairs(cause: impl std::fmt::Display) -> Fault {
    Fault::new(Code::NotThisKind)
        .with("detail", "")
        .with("kind", "比べる組")
        .because(cause)
}

/// What a failed write of verdicts means.
pub(crate) fn unwritable(error: &csv::Error) -> Fault {
    if let csv::ErrorKind::Io(error) = error.kind() {
        files::write_fault(error)
    } else {
        Fault::new(Code::OutputUnwritable)
    }
}

/// Lets through only so many bytes for one row.
struct Capped<R> {
    inner: R,
    left: usize,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let room = buffer.len().min(self.left);
        let count = self.inner.read(&mut buffer[..room])?;
        self.left -= count;
        Ok(count)
    }
}
