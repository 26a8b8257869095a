//! What the tests across crates share: practice places, running programs, and the search for clear text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.

mod clear_text;
mod cli;
mod desk;
mod folders;
mod nginx;
mod practice;
#[cfg(target_os = "linux")]
mod preload;
mod running;
mod secrets;
pub mod workbook;

pub use clear_text::{assert_kept, assert_sealed, personal_texts};
pub use cli::{Cli, Ran};
pub use desk::Desk;
pub use folders::copy_folder;
pub use nginx::Nginx;
pub use practice::{Practice, SECRETS, Server, program};
#[cfg(target_os = "linux")]
pub use preload::preloaded;
pub use running::{Running, begun, wait_until};
pub use secrets::Secrets;

/// How many are tried in the long run, where one is wanted (`KAKEHASHI_LONG`): what is usual, or as many as it says.
pub fn long(usual: u32) -> Option<u32> {
    let said = std::env::var("KAKEHASHI_LONG").ok()?;
    let number = said.parse().ok().filter(|number| *number > 1);
    Some(number.unwrap_or(usual))
}
