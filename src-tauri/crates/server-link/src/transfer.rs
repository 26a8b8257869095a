//! Moving whole files over any [`IntermediateServer`], going on after a cut.

mod download;
mod patience;
mod upload;

pub use download::download;
pub use upload::{ReadSeek, upload};
