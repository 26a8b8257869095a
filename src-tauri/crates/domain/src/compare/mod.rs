//! Comparing two records of a person by the 5情報, as `comparison.md` says.
//!
//! ```text
//! record ─┬─ kanji, kana ─ names ────┐
//!         ├─ birth, sex ── values ───┼─ word of each item ─ verdict (A/B/C)
//!         └─ address ───── address ──┘        └─ reasons, marks: for the person who looks
//! ```
//! Folding is for comparison only: nothing folded is ever stored or sent.

mod address;
mod damage;
mod folded;
mod folding;
mod key;
mod kyoto;
mod letters;
mod marks;
mod municipality;
mod names;
mod numbers;
mod reasons;
mod record;
mod review;
mod shapes;
mod tables;
mod values;
mod verdict;
mod wide;

pub use address::names_a_place;
pub use damage::is_lost_letter;
pub use folded::Folded;
pub use key::folded_letters;
pub use marks::{Marks, marks};
pub use reasons::{reasons, remark};
pub use record::{Item, Record};
pub use review::{Finding, Ground, Opinion, Review, ReviewState};
pub use shapes::SHAPES;
pub use values::{Sex, birth_value, sex_value};
pub use verdict::{Comparison, Verdict, Word, compare};
