//! The rows that were sent and the rows that came back, side by side. An answer is believed only where it fits its row.

use crate::sending::jobs::layouts::JobLayouts;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Column, Row, Rows, misfit, rows};
use std::{collections::HashMap, io::Read};

/// Walks the sent file, each row beside its answer, whatever the order in which the answers came.
///
/// # Errors
/// `RESULT_UNFIT` when the result isn't exactly one answer for each row, each of its form and with its row's own key.
pub(crate) fn each_answered_row(
    layouts: &JobLayouts,
    sent: impl Read,
    received: impl Read,
    mut take: impl FnMut(&Row, &Row) -> Outcome<()>,
) -> Outcome<()> {
    let mut answers = Answers::open(layouts, received)?;
    for row in rows(sent, &layouts.sent)? {
        let row = row?;
        let answer = answers.of(&row)?;
        take(&row, &answer)?;
    }
    answers.end()
}

/// The rows of a result.
struct Answers<'a, R> {
    layouts: &'a JobLayouts,
    coming: Rows<'a, R>,
    /// Those that came before their turn.
    early: HashMap<u32, Row<'a>>,
    repeated: Vec<(usize, usize)>,
}

impl<'a, R: Read> Answers<'a, R> {
    fn open(layouts: &'a JobLayouts, received: R) -> Outcome<Self> {
        let coming = rows(received, &layouts.result).map_err(unreadable)?;
        let repeated = layouts.sent.repeated_in(&layouts.result);
        Ok(Self {
            layouts,
            coming,
            early: HashMap::new(),
            repeated,
        })
    }

    fn of(&mut self, row: &Row) -> Outcome<Row<'a>> {
        let wanted = row.number();
        let answer = match self.early.remove(&wanted) {
            Some(answer) => answer,
            None => self.wait_for(wanted)?,
        };
        self.compare(row, &answer)?;
        Ok(answer)
    }

    fn wait_for(&mut self, wanted: u32) -> Outcome<Row<'a>> {
        loop {
            let missing = || unfit(format!("{wanted}行目の結果がない"));
            let answer = self.coming.next().ok_or_else(missing)?;
            let answer = answer.map_err(unreadable)?;
            if let Some(column) = misfit(&self.layouts.result, &answer) {
                let (at, title) = (answer.number(), &column.title);
                return Err(unfit(format!("結果の{at}行目の「{title}」の形がちがう")));
            }
            let number = answer.at(self.layouts.roles.row).parse();
            let number = number.map_err(|_| unfit("行番号が数でない"))?;
            if number == wanted {
                return Ok(answer);
            }
            let is_second = number < wanted || self.early.insert(number, answer).is_some();
            if is_second {
                return Err(unfit(format!("{number}行目の結果が2つある")));
            }
        }
    }

    /// The answer repeats what its row said; else it is somebody else's.
    fn compare(&self, row: &Row, answer: &Row) -> Outcome<()> {
        let differs = |(there, here): &&(usize, usize)| answer.at(*there) != row.at(*here);
        if let Some((there, _)) = self.repeated.iter().find(differs) {
            let column = &self.layouts.result.columns[*there];
            let (at, title) = (row.number(), &column.title);
            return Err(unfit(format!("{at}行目の「{title}」が送ったものとちがう")));
        }
        let is_done = self.layouts.is_done(answer);
        // A row that was refused may leave it out, but not name another.
        if let Some((there, key)) = self.layouts.sent.named_in(&self.layouts.result)
            && (is_done || !answer.at(there).is_empty())
        {
            let key: Vec<&str> = key.iter().map(|at| row.at(*at)).collect();
            if answer.at(there) != key.join(" ") {
                return Err(unfit(format!(
                    "{}行目が、送った行のことでない",
                    row.number()
                )));
            }
        }
        Ok(())
    }

    fn end(mut self) -> Outcome<()> {
        if !self.early.is_empty() || self.coming.next().is_some() {
            return Err(unfit("送っていない行の結果がある"));
        }
        Ok(())
    }
}

/// Where the cells of a line for the 基幹システム come from: what was sent, else what came back.
pub(crate) struct HandOverLine<'a> {
    layouts: &'a JobLayouts,
    cells: Vec<LineCell>,
}

struct LineCell {
    sent: Option<usize>,
    answered: Option<usize>,
    required: bool,
}

impl<'a> HandOverLine<'a> {
    /// None for kinds that hand nothing over.
    pub fn of(layouts: &'a JobLayouts) -> Option<Self> {
        let out = layouts.hand_over.as_ref()?;
        let cell = |column: &Column| LineCell {
            sent: layouts.sent.column(&column.id),
            answered: layouts.result.column(&column.id),
            required: column.required,
        };
        let cells = out.columns.iter().map(cell).collect();
        Some(Self { layouts, cells })
    }

    /// Whether a row makes a line: not one that isn't done or lacks what is needed.
    pub fn is_made_of(&self, sent: &Row, answer: &Row) -> bool {
        let is_there = |cell: &LineCell| !cell.required || !cell.text(sent, answer).is_empty();
        self.layouts.is_done(answer)
            && is_one(self.layouts, answer)
            && self.cells.iter().all(is_there)
    }

    /// The line that comes of a row, if one does.
    pub fn made_of(&self, sent: &Row, answer: &Row) -> Option<Vec<String>> {
        let cells = self.cells.iter();
        let line = cells.map(|cell| cell.text(sent, answer).to_owned());
        self.is_made_of(sent, answer).then(|| line.collect())
    }
}

impl LineCell {
    fn text<'r>(&self, sent: &'r Row, answer: &'r Row) -> &'r str {
        let sent = self.sent.map(|at| sent.at(at));
        let answered = self.answered.map(|at| answer.at(at));
        sent.or(answered).unwrap_or_default()
    }
}

/// Whether a look-up found one person; nobody ever picks one of several. True where nobody is looked for.
pub(crate) fn is_one(layouts: &JobLayouts, answer: &Row) -> bool {
    layouts.roles.hits.is_none_or(|hits| answer.at(hits) == "1")
}

/// A result that isn't believed, and why: rows and columns, nothing of a person.
pub(crate) fn unfit(what: impl std::fmt::Display) -> Fault {
    Fault::new(Code::ResultUnfit).with("what", what)
}

fn unreadable(fault: Fault) -> Fault {
    let of_server = [
        Code::NotThisKind,
        Code::WrongEncoding,
        Code::FileEmpty,
        Code::TooManyRows,
        Code::RowTooLong,
        Code::OrganisationSymbol,
    ];
    if !of_server.contains(&fault.code) {
        return fault;
    }
    Fault {
        cause: fault.cause,
        ..unfit("決められた形のファイルでない")
    }
}
