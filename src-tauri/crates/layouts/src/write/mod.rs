//! Files of a kind written: whole, empty, with fewer rows, or with corrections.

mod copy;
mod corrections;
mod csv_writer;
mod from_utf8;
mod rewrite;
mod template;
mod writer;
mod xml_writer;

pub use copy::copy_rows;
pub use corrections::{Correction, correct};
pub use rewrite::rewrite;
pub use template::template;
pub use writer::RowWriter;
