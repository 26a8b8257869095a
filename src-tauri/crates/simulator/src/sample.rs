//! Files of synthetic people, the same bytes for the same seed. What a column holds follows from its definition, so
//! that a new kind has a sample without a line of code; the people are the same in every kind.

pub mod branches;
mod cells;
mod mistakes;
mod names;
pub(crate) mod people;
mod results;

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::{
    Error,
    catalogue::Catalogue,
    files::{self, Readers},
    layout::{Direction, Encoding, Layout, Mark},
    sheet::Sheet,
};
pub use branches::Registration;
use branches::Roll;
use cells::Filler;

/// What sample is wanted.
#[derive(Debug, Clone)]
pub struct Sample {
    /// File kind: any. What the server answers is what a new one would answer to the sample of the kind that is sent.
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
    /// Written in another character code than the definition's.
    pub encoding: Option<Encoding>,
    /// For a result: the kind that was sent, where several have this result.
    pub of: Option<String>,
    /// A folder of definitions that go before the shipped ones.
    pub layouts: Option<PathBuf>,
}

impl Default for Sample {
    fn default() -> Self {
        Sample {
            kind: String::new(),
            rows: 0,
            mistakes: false,
            seed: 1,
            insurer: crate::INSURER.to_owned(),
            today: usual_day(),
            branches: Vec::new(),
            encoding: None,
            of: None,
            layouts: None,
        }
    }
}

/// The day a sample is made on unless another is given.
pub fn usual_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default()
}

/// Writes the sample row by row.
///
/// # Errors
/// When the kind is unknown or takes fewer rows, when a character can't be written, or when the writer fails.
pub fn write(sample: &Sample, to: impl Write) -> Result<(), Error> {
    Error::unless_practice(&sample.insurer)?;
    let catalogue = Catalogue::with_folder(sample.layouts.as_deref())?;
    let mut layout = catalogue.of_kind(&sample.kind, sample.today)?.clone();
    if let Some(encoding) = sample.encoding {
        (layout.format.encoding, layout.format.bom) = (encoding, Mark::Optional);
    }
    let mut sheet = Sheet::new(&layout, to)?;
    if layout.direction == Direction::Result {
        results::rows_of(sample, &layout, &catalogue, |cells| sheet.write(cells))?;
    } else {
        rows(sample, &layout, |cells| sheet.write(cells))?;
    }
    sheet.end().map(drop)
}

/// Writes the sample to a file; where that fails, what stood there before stands there still.
///
/// # Errors
/// As [`write`].
pub fn write_file(sample: &Sample, path: &Path) -> Result<(), Error> {
    files::fill(path, Readers::Anyone, |file| {
        write(sample, BufWriter::new(file))
    })
}

/// Fills the rows of a kind in.
pub(crate) fn rows(
    sample: &Sample,
    layout: &Layout,
    mut take: impl FnMut(Vec<String>) -> Result<(), Error>,
) -> Result<(), Error> {
    let most = layout.format.max_rows;
    if sample.rows > most {
        return Err(Error::Usage(format!(
            "{} は {most} 行までです",
            layout.kind
        )));
    }
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
        first.get_or_insert_with(|| cells.clone());
        take(cells)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
