//! The file of pairs that are compared: read row by row, in UTF-8 or CP932, by its headings in English or Japanese.

use crate::files::list::unwritable;
use csv::{ByteRecord, StringRecord};
use kakehashi_domain::{
    Code, Fault, Outcome,
    compare::{Comparison, Folded, Record, Verdict},
};
use kakehashi_layouts::Encoding;
use std::{
    collections::{HashMap, HashSet},
    io::{self, Read, Write},
    mem,
    num::NonZeroU64,
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

/// The same as people write them: the insurer's record, and that of the 住基.
const JAPANESE: [&str; 11] = [
    "整理番号",
    "保険者の漢字氏名",
    "保険者のカナ氏名",
    "保険者の生年月日",
    "保険者の性別",
    "保険者の住所",
    "住基の漢字氏名",
    "住基のカナ氏名",
    "住基の生年月日",
    "住基の性別",
    "住基の住所",
];

/// A file of pairs without any, to be filled in: with a mark, by which a spreadsheet knows its letters.
pub(crate) fn empty_pairs() -> String {
    format!("\u{FEFF}{}\r\n", JAPANESE.join(","))
}

/// What each row of a file came to, and the keys that two of its people share: folding a row costs the most, and is done once.
pub(crate) struct Compared {
    shared: HashSet<NonZeroU64, ahash::RandomState>,
    rows: Vec<ComparedRow>,
    hash_state: ahash::RandomState,
}

struct ComparedRow {
    comparison: Comparison,
    keys: [Option<NonZeroU64>; 2],
    /// Of the row's text: it is read again when the row is told.
    text: u64,
}

impl Compared {
    /// Looks through a file. Rows with the same id are of one person.
    pub fn of(source: impl Read, on_rows: &mut dyn FnMut(u32)) -> Outcome<Self> {
        let mut owners: HashMap<NonZeroU64, u64, ahash::RandomState> = HashMap::default();
        let mut found = Self {
            shared: HashSet::default(),
            rows: Vec::new(),
            hash_state: ahash::RandomState::new(),
        };
        each_pair(source, &mut |row, id, a, b| {
            let nobody_else = if id.is_empty() { row } else { 0 };
            let owner = found.hash_state.hash_one((id, nobody_else));
            let (one, other) = (Folded::of(a), Folded::of(b));
            let key = |it: &Folded| it.key().and_then(NonZeroU64::new);
            let keys = [key(&one), if a == b { None } else { key(&other) }];
            for key in keys.into_iter().flatten() {
                if *owners.entry(key).or_insert(owner) != owner {
                    found.shared.insert(key);
                }
            }
            found.rows.push(ComparedRow {
                comparison: one.compare(&other),
                keys,
                text: found.hash_state.hash_one((a, b)),
            });
            if row.is_multiple_of(TOLD_EVERY) {
                on_rows(row);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// How many rows there are.
    pub fn len(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// What a row came to, and whether another person of the file has the key of one of its two records.
    ///
    /// # Errors
    /// [`Code::FileUnreadable`] where another program changed the row meanwhile.
    pub fn row(&self, row: u32, a: &Record, b: &Record) -> Outcome<(Comparison, Verdict)> {
        let found = self.rows.get(row as usize - 1);
        let Some(found) = found.filter(|it| it.text == self.hash_state.hash_one((a, b))) else {
            return Err(Fault::new(Code::FileUnreadable).because("changed while it was read"));
        };
        let mut keys = found.keys.into_iter().flatten();
        let is_shared = keys.any(|key| self.shared.contains(&key));
        Ok((found.comparison, found.comparison.verdict(is_shared)))
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
    let (mut cells, mut bytes) = (StringRecord::new(), ByteRecord::new());
    let mut letters = Letters::default();
    let mut read = |cells: &mut StringRecord| {
        csv.get_mut().left = ROW_BYTES;
        let is_row = csv.read_byte_record(&mut bytes);
        let is_row = is_row.map_err(|error| unreadable(&error))?;
        let room = mem::take(cells).into_byte_record();
        *cells = letters.text_of(mem::replace(&mut bytes, room))?;
        Ok::<bool, Fault>(is_row)
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

/// How a file of pairs is written, as far as its rows have told.
#[derive(Default, Clone, Copy, PartialEq)]
enum Letters {
    /// Nothing but ASCII yet.
    #[default]
    Plain,
    Utf8,
    Cp932,
}

impl Letters {
    /// The text of a row. What isn't UTF-8 is CP932, and then all the rest of the file is; no byte of its letters is a
    /// comma's or a quotation mark's.
    fn text_of(&mut self, row: ByteRecord) -> Outcome<StringRecord> {
        let row = match StringRecord::from_byte_record(row) {
            Ok(text) if text.as_slice().is_ascii() => return Ok(text),
            Ok(text) if *self != Self::Cp932 => {
                *self = Self::Utf8;
                return Ok(text);
            }
            Ok(text) => text.into_byte_record(),
            Err(error) => error.into_byte_record(),
        };
        let text: StringRecord = row.iter().map(|it| Encoding::Cp932.decode(it)).collect();
        let is_damaged = text.as_slice().contains(char::REPLACEMENT_CHARACTER);
        if *self == Self::Utf8 || is_damaged {
            let fault =
                Fault::new(Code::WrongEncoding).with("expected", "UTF-8かシフトJIS（CP932）");
            return Err(fault.with("found", "ほかの文字コード"));
        }
        *self = Self::Cp932;
        Ok(text)
    }
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
    let english = headings.iter().any(|cell| HEADINGS.contains(&cell));
    let wanted = if english { HEADINGS } else { JAPANESE };
    for (column, heading) in columns.iter_mut().zip(wanted) {
        let mut places = headings
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.trim() == heading);
        let (Some((place, _)), None) = (places.next(), places.next()) else {
            let fault = not_pairs(format_args!("no heading {heading}, or two"));
            let detail = format!("見出し「{heading}」がないか2つあるので、");
            return Err(fault.with("detail", detail));
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
    Fault::new(Code::FileUnreadable)
}

fn not_pairs(cause: impl std::fmt::Display) -> Fault {
    Fault::new(Code::NotThisKind)
        .with("detail", "")
        .with("kind", "比べる組")
        .because(cause)
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
