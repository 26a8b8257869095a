//! From the bytes of a file to its rows: bytes → encoding → plain CSV → chunks → records → cells.

mod answers;
mod cells;
mod chunks;
mod cp932;
mod encoding;
mod fitted;
mod hidden_rows;
mod milestone;
pub(crate) mod organisation_symbol;
pub(crate) mod plain;
mod recognise;
mod records;
mod rows;
mod sheet;
mod shown;
mod split;

pub use answers::{AnsweredItem, answered_items};
pub(crate) use cells::{Cells, text_of, utf8_of};
pub(crate) use encoding::{as_written, is_jis_x_0208};
pub use fitted::{Fitted, fit};
pub use milestone::Milestone;
pub(crate) use plain::ToUtf8;
pub use recognise::{recognise, version_of};
pub use records::HEAD_BYTES;
pub(crate) use records::{Records, too_many_rows, unreadable};
pub use rows::{Row, Rows, rows};
pub(crate) use sheet::written;
pub use sheet::{Sheet, sheets};
pub use shown::Subject;
pub(crate) use shown::show_cell;
pub(crate) use split::Split;
