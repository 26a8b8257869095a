//! Moving whole files over any [`IntermediateServer`], going on after a cut.

mod download;
mod patience;
mod upload;

pub use download::{Wanted, download};
pub use upload::{ReadSeek, upload};
