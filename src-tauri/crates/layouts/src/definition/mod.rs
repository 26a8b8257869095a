//! A file kind as its definition says: reading the definition, and telling people what it says.

mod across_rows;
mod catalogue;
pub(crate) mod choice;
mod column;
mod compare;
pub mod describe;
mod format;
mod layout;
mod one_row;
mod parse;
mod protection;
mod row_rule;
mod severity;
mod timeline;
mod words;

pub(crate) use across_rows::{FileRule, FileTest, Gate, Identity};
pub use catalogue::Catalogue;
pub use column::{Allowed, Column, ColumnType, Exception, Holds};
pub use compare::{LayoutChange, compare};
pub use format::{Bom, Encoding, EofMark, FileType, Format, HouseEncoding, LineEnd, Quote};
pub(crate) use layout::SubjectColumns;
pub use layout::{Direction, Group, Inquiring, Layout, Order, PersonOrder, ResultRoles, Service};
pub use one_row::RowChange;
pub use parse::DefinitionProblem;
pub use protection::{EarlierVersion, Protection};
pub(crate) use row_rule::{AgeLimit, Condition, RowRule, RowTest};
pub use severity::Severity;
pub use timeline::{Timeline, TimelineStep};
pub use words::{COLUMN_HEADINGS, column_facts, facts, rules};
