//! The comparison without a terminal: two records a row, a verdict a row. It touches nothing stored and needs no login.

use crate::{
    core::{blocking::blocking, controller::Answer, problem::ProblemView},
    files,
    files::{
        list::List,
        pairs_file::{Compared, TOLD_EVERY, each_pair},
    },
};
use kakehashi_domain::{
    Fault, Outcome,
    compare::{Item, Verdict, reasons},
};
use serde::Serialize;
use ts_rs::TS;

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
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
/// is read twice, first to compare and for the keys that two people must not share.
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
    let named = |fault: Fault| fault.with("file", files::name_of(&request.path));
    let given = files::Given::of(&request.path)?;
    files::hand_out(&request.out_path, |sink| {
        let told = &mut |rows| on_rows(rows, None);
        let compared = Compared::of(given.open()?, told).map_err(named)?;
        let named = |fault: Fault| fault.with("file", files::name_of(&request.out_path));
        let mut list = List::begin_plain(sink, OUT_HEADINGS).map_err(named)?;
        each_pair(given.open()?, &mut |row, id, a, b| {
            let (comparison, verdict) = compared.row(row, &a, &b)?;
            report.count(verdict);
            let because = reasons(&a, &b, &comparison, verdict);
            let words = Item::ALL.map(|item| comparison.word(item).as_str());
            let cells = [id]
                .into_iter()
                .chain(words)
                .chain([verdict.as_str(), &because]);
            list.add(cells).map_err(named)?;
            if row.is_multiple_of(TOLD_EVERY) {
                on_rows(row, Some(compared.len()));
            }
            Ok(())
        })?;
        list.end().map_err(named)?;
        Ok(report.pairs)
    })?;
    Ok(report)
}

impl CompareReport {
    pub(crate) fn count(&mut self, verdict: Verdict) {
        self.pairs += 1;
        *match verdict {
            Verdict::A => &mut self.a,
            Verdict::B => &mut self.b,
            Verdict::C => &mut self.c,
        } += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::pairs_file::{HEADINGS, ROW_BYTES, empty_pairs};
    use kakehashi_domain::Code;
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
            b: 0,
            c: 4,
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
        assert_eq!(report.map(|r| (r.a, r.b, r.c)), Ok((0, 0, 2)), "{out}");
        assert!(out.contains("ほかの行にもいる"), "{out}");
    }

    #[test]
    fn a_row_that_changed_between_the_two_readings_has_no_verdict() {
        let row = |it: &str| pairs(&[format!("1,{ONE},{it}")]);
        let (was, is) = (row(SAME), row(MOVED));
        let compared = Compared::of(was.as_bytes(), &mut |_| {}).unwrap();
        let told = |text: &str| {
            let mut verdicts = Vec::new();
            let read = each_pair(text.as_bytes(), &mut |row, _, a, b| {
                verdicts.push(compared.row(row, &a, &b)?.1);
                Ok(())
            });
            read.map(|()| verdicts).map_err(|fault| fault.code)
        };
        assert_eq!(told(&was), Ok(vec![Verdict::A]));
        assert_eq!(told(&is), Err(Code::FileUnreadable));
        let longer = was.clone() + &format!("1,{ONE},{SAME}\r\n");
        assert_eq!(told(&longer), Err(Code::FileUnreadable));
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
        assert_eq!(code(endless.as_bytes()), Code::RowTooLong);
        let mut damaged = format!("{heading}\n").into_bytes();
        damaged.extend(b"1,\xff\xff,,,,,,,,,\n");
        assert_eq!(code(&damaged), Code::WrongEncoding);
        let mut mixed = format!("{heading}\n1,山,,,,,,,,,\n").into_bytes();
        mixed.extend(b"1,\x8e\x52,,,,,,,,,\n");
        assert_eq!(code(&mixed), Code::WrongEncoding);
    }

    #[test]
    fn japanese_headings_are_read_from_the_template_in_utf_8_and_cp932() {
        let template = empty_pairs();
        let text = format!("{template}1,{ONE},{SAME}\r\n");
        assert_eq!(run(&text).0.map(|r| (r.pairs, r.a)), Ok((1, 1)));
        let (cp932, _, lossy) = encoding_rs::SHIFT_JIS.encode(text.trim_start_matches('\u{FEFF}'));
        assert!(!lossy);
        assert_eq!(run(cp932).0.map(|r| (r.pairs, r.a)), Ok((1, 1)));
        let without = text.replace("住基の住所", "住所");
        let fault = run(without).0.unwrap_err();
        assert!(
            fault.sentence().contains("「住基の住所」"),
            "{}",
            fault.sentence()
        );
    }
}
