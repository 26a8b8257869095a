//! The comparison without a terminal: two records a row, a verdict a row. It touches nothing stored and needs no login.

use crate::{Answer, files, password::blocking, view::ProblemView};
use csv::StringRecord;
use kakehashi_domain::{
    Code, Fault, Outcome,
    compare::{Item, Record, Verdict, compare, person_key, reasons},
};
use serde::Serialize;
use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Read},
};

/// The longest row. Anything longer is an unclosed quote or no CSV at all.
const ROW_BYTES: usize = 1024 * 1024;
/// How often the rows done are told.
const TOLD_EVERY: u32 = 4096;
const HEADINGS: [&str; 11] = [
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
const OUT_HEADINGS: [&str; 8] = [
    "id", "kanji", "kana", "birth", "sex", "address", "verdict", "because",
];

/// What to compare, and where the verdicts go.
#[derive(Debug, Clone)]
pub struct CompareRequest {
    /// The pairs, a CSV file in UTF-8.
    pub path: String,
    /// The verdicts, a new file.
    pub out_path: String,
}

/// What the comparison came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CompareReport {
    /// Pairs in all.
    pub pairs: u32,
    /// Pairs that need no eyes.
    pub a: u32,
    /// Pairs that need one pair of eyes.
    pub b: u32,
    /// Pairs that need two people.
    pub c: u32,
}

/// Compares the pairs of a file. `on_rows` hears how many rows are done, and of how many once that is known: the file
/// is read twice, first for the keys that two people must not share.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_EMPTY`, `NOT_THIS_KIND`, `WRONG_ENCODING`, `OUTPUT_EXISTS` and so on.
pub async fn compare_file(
    request: CompareRequest,
    on_rows: impl FnMut(u32, Option<u32>) + Send + 'static,
) -> Answer<CompareReport> {
    let compared = blocking(move || compare_now(&request, on_rows)).await;
    compared.map_err(|fault| ProblemView::new(&fault, &uuid::Uuid::new_v4().to_string()))
}

fn compare_now(
    request: &CompareRequest,
    mut on_rows: impl FnMut(u32, Option<u32>),
) -> Outcome<CompareReport> {
    let mut report = CompareReport::default();
    files::hand_out(&request.out_path, |sink| {
        let (shared, rows) = shared_keys(&request.path, &mut |rows| on_rows(rows, None))?;
        let mut list = csv::Writer::from_writer(sink);
        let unwritable = |error: csv::Error| unwritable(&error, &request.out_path);
        list.write_record(OUT_HEADINGS).map_err(unwritable)?;
        each_pair(&request.path, &mut |row, id, a, b| {
            let comparison = compare(&a, &b);
            let is_double = |record| person_key(record).is_some_and(|key| shared.contains(&key));
            let is_shared = !shared.is_empty() && (is_double(&a) || is_double(&b));
            let verdict = comparison.verdict(is_shared);
            report.count(verdict);
            let because = reasons(&a, &b, &comparison, verdict);
            let words = Item::ALL.map(|item| comparison.word(item).as_str());
            let cells = [id]
                .into_iter()
                .chain(words)
                .chain([verdict.as_str(), &because]);
            list.write_record(cells).map_err(unwritable)?;
            if row.is_multiple_of(TOLD_EVERY) {
                on_rows(row, Some(rows));
            }
            Ok(())
        })?;
        list.flush().map_err(|error| unwritable(error.into()))?;
        Ok(report.pairs)
    })?;
    Ok(report)
}

impl CompareReport {
    fn count(&mut self, verdict: Verdict) {
        self.pairs += 1;
        *match verdict {
            Verdict::A => &mut self.a,
            Verdict::B => &mut self.b,
            Verdict::C => &mut self.c,
        } += 1;
    }
}

/// The keys that two people of the file share, and the number of rows. Rows with the same id are of one person.
fn shared_keys(path: &str, on_rows: &mut dyn FnMut(u32)) -> Outcome<(HashSet<u64>, u32)> {
    let mut owners: HashMap<u64, u64> = HashMap::new();
    let (mut shared, mut rows) = (HashSet::new(), 0);
    each_pair(path, &mut |row, id, a, b| {
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
    Ok((shared, rows))
}

type OnPair<'a> = dyn FnMut(u32, &str, Record<'_>, Record<'_>) -> Outcome<()> + 'a;

/// Reads the pairs one after another, numbered from 1.
fn each_pair(path: &str, on_pair: &mut OnPair<'_>) -> Outcome<()> {
    let named = |fault: Fault| fault.with("file", files::name_of(path));
    let source = Capped {
        inner: files::open(path)?,
        left: ROW_BYTES,
    };
    let mut csv = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(source);
    let mut cells = StringRecord::new();
    let mut read = |cells: &mut StringRecord| {
        csv.get_mut().left = ROW_BYTES;
        csv.read_record(cells)
            .map_err(|error| named(unreadable(&error)))
    };
    if !read(&mut cells)? {
        return Err(named(Code::FileEmpty.into()));
    }
    let columns = columns(&cells).map_err(named)?;
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
            not_pairs("a row never ends")
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
        .with("kind", "比べる組")
        .because(cause)
}

fn unwritable(error: &csv::Error, path: &str) -> Fault {
    let fault = if let csv::ErrorKind::Io(error) = error.kind() {
        files::write_fault(error)
    } else {
        Fault::new(Code::OutputUnwritable)
    };
    fault.with("file", files::name_of(path))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const ONE: &str = "山田 太郎,ﾔﾏﾀﾞ ﾀﾛｳ,S40.1.1,1,東京都千代田区丸の内1-2-3";
    const SAME: &str = "山田　太郎,ヤマダタロウ,1965-01-01,男,千代田区丸の内1丁目2番3号";
    const MOVED: &str = "山田　太郎,ヤマダタロウ,1965-01-01,男,大阪府堺市堺区三宝町4-1";

    fn run(text: impl AsRef<[u8]>) -> (Outcome<CompareReport>, String) {
        let dir = tempfile::tempdir().unwrap();
        let path = |name| dir.path().join(name).to_string_lossy().into_owned();
        let request = CompareRequest {
            path: path("pairs.csv"),
            out_path: path("out.csv"),
        };
        fs::write(&request.path, text).unwrap();
        let report = compare_now(&request, |_, _| {});
        let out = fs::read_to_string(&request.out_path).unwrap_or_default();
        (report, out)
    }

    fn pairs(rows: &[String]) -> String {
        format!(
            "\u{FEFF}{}\r\n{}\r\n",
            HEADINGS.join(","),
            rows.join("\r\n")
        )
    }

    #[test]
    fn verdicts_words_and_reasons_are_written() {
        let (report, out) = run(pairs(&[
            format!("1,{ONE},{SAME}"),
            format!("2,{ONE},{MOVED}"),
            format!("1,{ONE},{SAME}"),
            ",,,,,,,,,,".to_owned(),
        ]));
        let expected = CompareReport {
            pairs: 4,
            a: 0,
            b: 1,
            c: 3,
        };
        assert_eq!(report, Ok(expected), "{out}");
        let (report, out) = run(pairs(&[
            format!("1,{ONE},{SAME}"),
            format!("1,{ONE},{SAME}"),
        ]));
        assert_eq!(report.map(|r| r.a), Ok(2), "{out}");
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines[0], "id,kanji,kana,birth,sex,address,verdict,because");
        assert!(
            lines[1].starts_with("1,variant,variant,same,same,variant,A,"),
            "{out}"
        );
    }

    #[test]
    fn two_people_of_one_key_are_never_a() {
        let (report, out) = run(pairs(&[
            format!("1,{ONE},{SAME}"),
            format!("2,{SAME},{MOVED}"),
        ]));
        assert_eq!(report.map(|r| (r.a, r.b, r.c)), Ok((0, 1, 1)), "{out}");
        assert!(out.contains("ほかの行にもいる"), "{out}");
    }

    #[test]
    fn what_is_no_list_of_pairs_is_refused() {
        let code = |text: &[u8]| run(text).0.unwrap_err().code;
        assert_eq!(code(b""), Code::FileEmpty);
        assert_eq!(code(b"id,a\n1,2\n"), Code::NotThisKind);
        let heading = HEADINGS.join(",");
        assert_eq!(
            code(format!("{heading},id\n").as_bytes()),
            Code::NotThisKind
        );
        assert_eq!(
            code(format!("{heading}\n1,2\n").as_bytes()),
            Code::NotThisKind
        );
        let endless = format!("{heading}\n\"{}", "a\n".repeat(ROW_BYTES));
        assert_eq!(code(endless.as_bytes()), Code::NotThisKind);
        let mut cp932 = format!("{heading}\n").into_bytes();
        cp932.extend(b"1,\x8e\x52,,,,,,,,,\n");
        assert_eq!(code(&cp932), Code::WrongEncoding);
    }
}
