//! What is wrong with a file: its cells, its rows, the rows against each other and against an earlier file.

mod against_earlier;
mod answer;
mod cell;
mod characters;
mod chunk;
mod earlier;
mod earlier_file;
mod file;
mod file_notes;
mod finding;
mod finding_code;
mod form;
mod gate;
mod in_order;
mod keys;
mod row;
mod row_rule;
mod row_set;
mod setting;
mod suggestion;
mod suspects;
mod tally;

pub use answer::misfit;
pub(crate) use cell::check_cell;
pub use earlier::{Earlier, Remembered};
pub use file::{CheckProgress, check};
pub use finding::Finding;
pub use finding_code::FindingCode;
pub use setting::{CheckSetting, Limits};
pub use tally::CheckSummary;
