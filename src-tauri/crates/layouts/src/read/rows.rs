//! Reading the rows of a file that is expected to be whole.

use super::{
    records::{Records, not_this_kind},
    shown::{Subject, show_cell},
};
use crate::definition::{Column, Layout};
use csv::StringRecord;
use kakehashi_domain::Outcome;
use std::{fmt, io::Read};

/// The data rows of a file, one after another.
pub struct Rows<'a, R> {
    layout: &'a Layout,
    records: Records<'a, R>,
    is_over: bool,
    /// How long the last row was: the next one is about as long.
    bytes: usize,
}

/// One data row.
#[derive(Clone)]
pub struct Row<'a> {
    layout: &'a Layout,
    number: u32,
    cells: StringRecord,
}

/// Opens a file at its beginning and verifies encoding and heading.
///
/// # Errors
/// As [`check`](crate::check()). A row with too few or too many cells is an error of its own; the rows behind it
/// can still be read.
pub fn rows<R: Read>(source: R, layout: &Layout) -> Outcome<Rows<'_, R>> {
    let records = Records::open(source, layout)?;
    Ok(Rows {
        layout,
        records,
        is_over: false,
        bytes: 0,
    })
}

impl<'a, R: Read> Iterator for Rows<'a, R> {
    type Item = Outcome<Row<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let mut cells = StringRecord::with_capacity(self.bytes, self.layout.columns.len());
        let is_row = self.records.read_text(&mut cells);
        self.is_over = !matches!(is_row, Ok(true));
        self.bytes = cells.as_slice().len();
        match is_row {
            Err(fault) => Some(Err(fault)),
            Ok(false) => None,
            Ok(true) => Some(self.whole(cells)),
        }
    }
}

impl<'a, R: Read> Rows<'a, R> {
    fn whole(&self, cells: StringRecord) -> Outcome<Row<'a>> {
        let Self {
            layout, records, ..
        } = self;
        let number = records.row();
        if cells.len() == layout.columns.len() {
            return Ok(Row {
                layout,
                number,
                cells,
            });
        }
        let cause = format!("row {number} has {} cells", cells.len());
        Err(not_this_kind(layout).because(cause))
    }
}

impl Row<'_> {
    /// The cell of a column by its id. None for an id that the layout lacks.
    pub fn get(&self, id: &str) -> Option<&str> {
        Some(self.at(self.layout.column(id)?))
    }

    /// Whether it says that its registration is over: it ended, or was a mistake.
    pub fn ends_registration(&self) -> bool {
        let who = self.layout.identity.as_ref();
        let over = who.into_iter().flat_map(|who| [&who.ended, &who.cancelled]);
        over.flatten().any(|over| over.is_met_by(|at| self.at(at)))
    }

    /// Whether it speaks of a registration that the server should know: changes it, ends it, takes it back.
    pub fn speaks_of_known(&self) -> bool {
        let who = self.layout.identity.as_ref();
        who.is_some_and(|who| who.speaks_of_known(|at| self.at(at)))
    }

    /// The cell of a column by its place, from 0; empty beyond the last.
    pub fn at(&self, place: usize) -> &str {
        self.cells.get(place).unwrap_or_default()
    }

    /// The id of the column before another one.
    pub(crate) fn column_before(&self, id: &str) -> Option<&str> {
        let at = self.layout.column(id)?.checked_sub(1)?;
        Some(&self.layout.columns[at].id)
    }

    /// The number of the data row, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Whom the row speaks of.
    pub fn subject(&self) -> Subject {
        Subject::of(&self.layout.subject, |column| self.cells.get(column))
    }

    /// What names the registration of whom the row speaks of, as it was read.
    pub fn registration(&self) -> impl Iterator<Item = &str> {
        let places = self.layout.subject.registration.iter();
        places.map(|at| self.at(*at).trim())
    }

    /// Who the row speaks of, whatever the registration, as it was read; the registration where the definition doesn't say.
    pub fn person(&self) -> Vec<&str> {
        let who = self.layout.identity.as_ref();
        let places = who.map_or(&[][..], |who| &who.person);
        match places {
            [] => self.registration().collect(),
            places => places.iter().map(|at| self.at(*at).trim()).collect(),
        }
    }

    /// The columns with their cells as they may be shown: masked where they must be.
    pub fn shown(&self) -> impl Iterator<Item = (&Column, String)> {
        let cells = self.layout.columns.iter().zip(self.cells.iter());
        cells.map(|(column, text)| (column, show_cell(column, text)))
    }

    /// The cells in the order of the columns.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}

/// Cells stay out of logs and test output.
impl fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl<R> fmt::Debug for Rows<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("kind", &self.layout.kind)
            .finish_non_exhaustive()
    }
}
