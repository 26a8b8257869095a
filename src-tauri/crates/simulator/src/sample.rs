//! Files of synthetic people, the same bytes for the same seed. What a column holds follows from its definition, so
//! that a new kind has a sample without a line of code; the people are the same in every kind.

pub mod branches;
mod cells;
mod mistakes;
mod names;
pub(crate) mod people;
mod sheet;

use std::io::Write;

use chrono::NaiveDate;

use crate::{
    Error,
    catalogue::Catalogue,
    layout::{Direction, Layout},
};
pub use branches::Registration;
use branches::Roll;
use cells::Filler;
use sheet::Sheet;

/// What sample is wanted.
#[derive(Debug, Clone)]
pub struct Sample {
    /// File kind: any that is sent or collected.
    pub kind: String,
    /// Data rows.
    pub rows: u64,
    /// Some rows with mistakes.
    pub mistakes: bool,
    /// Names the file.
    pub seed: u64,
    /// 保険者番号 of every row.
    pub insurer: String,
    /// The day on which the file pretends to be made.
    pub today: NaiveDate,
    /// Who is registered; empty = as a new server with this seed would register the people of the seed.
    pub branches: Vec<Registration>,
}

/// The day a sample is made on unless another is given.
pub fn usual_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default()
}

/// Writes the sample row by row.
///
/// # Errors
/// When the kind is unknown or isn't filled in by people, when it takes fewer rows, or when the writer fails.
pub fn write(sample: &Sample, to: impl Write) -> Result<(), Error> {
    Error::unless_practice(&sample.insurer)?;
    let catalogue = Catalogue::shipped()?;
    let layout = catalogue.of_kind(&sample.kind, sample.today)?;
    refuse_unless_made(sample, layout)?;
    let mut sheet = Sheet::new(&layout.format, layout, to)?;
    let plan = mistakes::plan(layout, if sample.mistakes { sample.rows } else { 0 });
    let filler = Filler::new(layout, sample);
    let mut roll = Roll::new(sample);
    let mut first: Option<Vec<String>> = None;
    for row in 0..sample.rows {
        let mut cells = filler.fill(row, &roll.next(row), &roll);
        if let Some(mistake) = plan.get(&row) {
            let first = first.clone().unwrap_or_else(|| cells.clone());
            mistake.spoil(&mut cells, &first, layout, sample.today);
        }
        sheet.write(&cells)?;
        first.get_or_insert(cells);
    }
    sheet.end()
}

fn refuse_unless_made(sample: &Sample, layout: &Layout) -> Result<(), Error> {
    let kind = &sample.kind;
    if ![Direction::Send, Direction::Collect].contains(&layout.direction) {
        return Err(Error::Usage(format!("{kind} の見本は作れません")));
    }
    let most = layout.format.max_rows;
    if sample.rows > most {
        return Err(Error::Usage(format!("{kind} は {most} 行までです")));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
