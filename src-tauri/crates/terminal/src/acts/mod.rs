//! The acts of the terminal, by area. Each is a method of [`crate::Terminal`].

mod carry_on;
mod cases;
mod certificates;
mod checking;
mod comparisons;
mod connection;
mod corrections;
mod definition_text;
mod definitions;
mod disposal;
mod examination;
mod findings;
mod findings_out;
mod hand_over;
mod home;
mod index;
mod index_filling;
mod inventory;
mod people;
mod pia;
mod profiles;
mod records;
mod release;
mod result_rows;
mod results;
mod revocation;
mod start;
mod taking_in;
mod tasks;

pub use comparisons::pair_grounds;
pub(crate) use definitions::shown_at;
pub use records::verify_audit_file;
pub(crate) use release::on_job;
pub use taking_in::shipped_kinds;
