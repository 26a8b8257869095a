//! The acts of the terminal, by area. Each is a method of [`crate::Terminal`].

mod carry_on;
mod certificates;
mod connection;
mod disposal;
mod files;
mod hand_over;
mod home;
mod people;
mod records;
pub use files::shipped_kinds;
pub use records::verify_audit_file;
mod release;
mod results;
mod start;
mod tasks;
